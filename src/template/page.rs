//! A page for a browser: one file that needs no network, with its style and its script
//! inside.
//!
//! Text becomes a page here alone, through the environment's own formatter, and in two
//! ways only: as text and as the value of an attribute. None is ever put into a script.
//! The page's own policy names its style and its script by their hashes, so a browser
//! would run and fetch nothing else even then.

use std::sync::OnceLock;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{
    AutoEscape, Environment, Error, ErrorKind, UndefinedBehavior, Value, context,
};
use serde::Serialize;
use sha2::Digest as _;
use sha2::Sha256;

use crate::language;

/// A page of the program with all that belongs to it. Its template is given the view as
/// `v`, and `style`, `script` and `policy` to put into its head.
pub struct PageTemplate {
    name: &'static str,
    page: &'static str,
    style: &'static str,
    /// Empty for a page that runs none.
    script: &'static str,
    /// Made when it is first needed, and shared by all pages of a run.
    environment: OnceLock<Environment<'static>>,
}

impl PageTemplate {
    /// A page from its parts; a page without a script may show pictures that it holds.
    #[must_use]
    pub const fn new(
        name: &'static str,
        page: &'static str,
        style: &'static str,
        script: &'static str,
    ) -> Self {
        Self { name, page, style, script, environment: OnceLock::new() }
    }

    /// The page of a view, which has everything that the template asks for.
    #[must_use]
    pub fn render<V: Serialize>(&self, view: V) -> String {
        let env = self.environment.get_or_init(|| self.build_environment());
        let context = context! {
            v => Value::from(Serde(view)),
            style => Value::from_safe_string(self.style.to_owned()),
            script => Value::from_safe_string(self.script.to_owned()),
            policy => Value::from_safe_string(self.compose_policy()),
        };
        let page = env.get_template(self.name).and_then(|page| page.render(context));
        page.expect("the template is our own and asks for nothing that its view lacks")
    }

    fn build_environment(&self) -> Environment<'static> {
        let mut env = build_page_environment();
        let added = env.add_template(self.name, self.page);
        added.expect("the template is our own, and tests render it");
        env
    }

    /// The page's policy for the browser: nothing is loaded, and only this style and this
    /// script are used.
    fn compose_policy(&self) -> String {
        let style = encode_base64(&Sha256::digest(self.style));
        let rest = match self.script {
            "" => "img-src data:; ".to_owned(),
            script => {
                format!(
                    "script-src 'sha256-{}'; ",
                    encode_base64(&Sha256::digest(script))
                )
            }
        };
        format!(
            "default-src 'none'; style-src 'sha256-{style}'; {rest}\
             base-uri 'none'; form-action 'none'"
        )
    }
}

/// An environment in which a missing value is an error and every text is escaped.
fn build_page_environment() -> Environment<'static> {
    let mut env = Environment::new();
    env.set_undefined_behavior(UndefinedBehavior::Strict);
    env.set_auto_escape_callback(|_| AutoEscape::Html);
    let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build();
    env.set_syntax(syntax.expect("the delimiters are the usual ones"));
    // `auto_escape` alone would print a list or `none` as it likes. Here only text and whole
    // numbers are printed, and text only escaped, unless it is our own style or script.
    env.set_formatter(|out, _, value| {
        if value.is_integer() {
            return out.write_str(&value.to_string()).map_err(Error::from);
        }
        match value.as_str() {
            Some(text) if value.is_safe() => out.write_str(text).map_err(Error::from),
            Some(text) => out.write_str(&escape_html(text)).map_err(Error::from),
            None => Err(Error::new(
                ErrorKind::BadSerialization,
                format!("only text and whole numbers are printed, not {}", value.kind()),
            )),
        }
    });
    env
}

/// Text as a page shows it, between tags and in a quoted attribute.
fn escape_html(text: &str) -> String {
    let mut res = String::with_capacity(text.len() + 16);
    for c in language::show_hidden_in_lines(text).chars() {
        match c {
            '<' => res.push_str("&lt;"),
            '>' => res.push_str("&gt;"),
            '&' => res.push_str("&amp;"),
            '"' => res.push_str("&quot;"),
            '\'' => res.push_str("&#39;"),
            c => res.push(c),
        }
    }
    res
}

/// Bytes as text, by RFC 4648.
#[must_use]
pub fn encode_base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8; 64] =
        b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut res = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        // Three bytes are four signs of six bits; missing bytes are zero bits, and signs
        // that have none of the bytes are `=`.
        let mut bits = 0;
        for i in 0..3 {
            bits = bits << 8 | u32::from(chunk.get(i).copied().unwrap_or(0));
        }
        for i in 0..4 {
            let sign = (bits >> (18 - 6 * i)) & 63;
            let filled = i <= chunk.len();
            res.push(if filled { char::from(SIGNS[sign as usize]) } else { '=' });
        }
    }
    res
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_become_text_as_the_standard_says() {
        let cases = [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foobar", "Zm9vYmFy"),
        ];
        for (bytes, text) in cases {
            assert_eq!(encode_base64(bytes.as_bytes()), text);
        }
        assert_eq!(encode_base64(&[0xfb, 0xff]), "+/8=");
    }

    #[test]
    fn text_is_never_markup_and_nothing_else_is_printed() {
        let env = build_page_environment();
        let text = "\"'><script>alert(1)</script>&amp;{{ 1 }}";
        let res = env.render_str("<a b=\"{{ t }}\">", context! { t => text });
        let res = res.unwrap();
        assert!(!res.contains("<script") && !res.contains("\"'>"), "{res}");
        assert!(res.contains("&amp;amp;{{ 1 }}"), "{res}");
        for template in ["{{ none }}", "{{ true }}", "{{ missing }}", "{{ [1] }}"] {
            assert!(env.render_str(template, ()).is_err(), "{template}");
        }
    }
}
