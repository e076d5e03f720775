//! How much a template of an office may do. Those of the program are known, and do as much
//! as a document asks for.
//!
//! Work is counted in the instructions of the engine and in the bytes that come out, never
//! by a clock, so that the same paper is made on a slow machine. Both limits grow with the
//! document. What a template keeps in a value of its own is not counted.

use std::io;

use minijinja::{Environment, Value};
use serde::Serialize;

use super::text::TemplateText;
use super::{TemplateError, explain_error};

/// What a template may do for each byte of its document, written as JSON: a hundred times
/// what the embedded ones do for the longest papers of the tests.
const INSTRUCTIONS_FOR_BYTE: u64 = 100;
const BYTES_FOR_BYTE: u64 = 100;

/// What it may do for a document of no length.
const LEAST_INSTRUCTIONS: u64 = 10_000_000;
const LEAST_BYTES: u64 = 16 * 1024 * 1024;

/// What comes out of a template for a document, as `context` has it.
pub(super) fn render_template(
    env: &Environment<'static>,
    template: &TemplateText,
    context: Value,
    document: &impl Serialize,
) -> Result<String, TemplateError> {
    let name = template.name;
    let result = match &template.path {
        None => env.get_template(name).and_then(|template| template.render(context)),
        Some(_) => return render_own(env, name, context, measure_document(document)),
    };
    result.map_err(|error| explain_error(name, &error))
}

/// What comes out of a template of an office, for a document of so many bytes.
fn render_own(
    env: &Environment<'static>,
    name: &'static str,
    context: Value,
    size: u64,
) -> Result<String, TemplateError> {
    // The templates in it are shared by all papers; a copy of the rest is small.
    let mut env = env.clone();
    let instructions = size.saturating_mul(INSTRUCTIONS_FOR_BYTE);
    env.set_fuel(Some(instructions.saturating_add(LEAST_INSTRUCTIONS)));
    let left = size.saturating_mul(BYTES_FOR_BYTE).saturating_add(LEAST_BYTES);
    let mut output = LimitedOutput { bytes: Vec::new(), left, is_full: false };
    let result = env
        .get_template(name)
        .and_then(|template| template.render_captured_to(context, &mut output).map(drop));
    if output.is_full {
        let detail = "the paper grows beyond all measure of its document".to_owned();
        return Err(TemplateError { name, line: None, detail });
    }
    result.map_err(|error| explain_error(name, &error))?;
    let text = String::from_utf8(output.bytes);
    Ok(text.expect("the engine writes whole texts, all of them UTF-8"))
}

/// The bytes of a document, written as JSON.
fn measure_document(document: &impl Serialize) -> u64 {
    let mut counter = ByteCounter(0);
    // What has no JSON is counted as far as it goes.
    let _ = serde_json::to_writer(&mut counter, document);
    counter.0
}

struct ByteCounter(u64);

impl io::Write for ByteCounter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Takes so many bytes and no more.
struct LimitedOutput {
    bytes: Vec<u8>,
    left: u64,
    /// Whether more was to be written.
    is_full: bool,
}

impl io::Write for LimitedOutput {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let Some(left) = self.left.checked_sub(bytes.len() as u64) else {
            self.is_full = true;
            return Err(io::Error::other("too much output"));
        };
        self.left = left;
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::template::{PAPER, make_environment};

    fn render(template: &'static str, size: u64) -> Result<String, TemplateError> {
        let mut env = make_environment();
        env.add_template(PAPER, template).unwrap();
        render_own(&env, PAPER, Value::from("chữ"), size)
    }

    #[test]
    fn a_template_that_does_little_is_done() {
        assert_eq!(
            render("a\n{% for i in [1, 2] %}{{ i }}{% endfor %}", 0).unwrap(),
            "a\n12"
        );
    }

    #[test]
    fn a_template_that_never_ends_is_ended_at_its_line() {
        let loops = "\n{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}";
        let fault = render(loops, 1000).unwrap_err();
        assert_eq!((fault.name, fault.line), (PAPER, Some(2)), "{fault:?}");
        let circle = "{% macro a() %}{{ a() }}{% endmacro %}\n{{ a() }}";
        assert!(render(circle, 1000).is_err());
    }

    #[test]
    fn a_template_that_writes_without_end_is_ended() {
        let long =
            "{% set x = 'x' * 60000 %}{% for a in range(300) %}{{ x }}{% endfor %}";
        let fault = render(long, 0).unwrap_err();
        assert!(fault.detail.contains("beyond all measure"), "{fault:?}");
        // A larger document may become a longer paper.
        assert_eq!(render(long, 1 << 20).unwrap().len(), 60_000 * 300);
    }
}
