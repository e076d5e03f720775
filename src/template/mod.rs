//! From a document to Typst, through the MiniJinja templates of a paper. The one place
//! where text becomes markup: the formatter of the environment escapes every text.
//!
//! | file | what it does |
//! |---|---|
//! | `text` | where templates come from: the program, a folder of an office |
//! | `work` | how much a template of an office may do |
//! | `escape` | text as markup that prints just this text, and as a string literal |
//! | `redline` | a paper with the marks of two versions |
//! | `page` | a view as a page for a browser, every text of it escaped |

mod escape;
mod page;
mod redline;
mod text;
mod work;

use std::borrow::Cow;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, Error, UndefinedBehavior, Value, context};

use crate::document::{Document, PaperLists};
use crate::fit::{KeepTogether, TableLayouts};
use text::{TemplateReader, TemplateText};

pub use escape::{
    TitleLines, TitlePart, escape_beside_blanks, escape_cell_text, escape_header_text,
    escape_title, quote_literal, to_markup,
};
pub use page::{PageTemplate, encode_base64};
pub use redline::{MARKS, REDLINE};
pub use text::UnreadableTemplate;

/// Name of the template of a paper.
pub const PAPER: &str = "ke-hoach.typ.jinja";

/// Name of the Typst library of the layout.
pub const LIBRARY: &str = "nd30.typ";

const EMBEDDED_PAPER: &str = include_str!("../../templates/ke-hoach.typ.jinja");
const EMBEDDED_LIBRARY: &str = include_str!("../../templates/nd30.typ");

const TYPST: AutoEscape = AutoEscape::Custom(Cow::Borrowed("typst"));

/// The templates of a paper.
#[derive(Debug, Clone)]
pub struct Templates {
    paper: TemplateText,
    library: TemplateText,
    /// The paper's template, parsed; made once, shared by all papers of a run.
    parsed: ParsedTemplate,
    redline: redline::RedlineTemplates,
}

/// A template, parsed when it is first needed.
type ParsedTemplate = Arc<OnceLock<Result<Environment<'static>, TemplateError>>>;

/// What is wrong with a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateError {
    /// The name of its file.
    pub name: &'static str,
    /// The line, from 1, where it is known.
    pub line: Option<usize>,
    /// What the engine of templates says.
    pub detail: String,
}

/// A text of a folder of an office.
#[derive(Debug, Clone, Copy)]
pub struct OwnTemplate<'a> {
    /// Where it was read from.
    pub path: &'a Path,
    /// Its text.
    pub text: &'a str,
}

/// A paper in Typst, with the library that it imports.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypstSource {
    /// The text of `main.typ`: the words of the paper.
    pub main: String,
    /// The text of [`LIBRARY`]: sizes, places, what stays together.
    pub library: String,
}

impl Templates {
    /// The templates that are part of the program.
    #[must_use]
    pub fn embedded() -> Self {
        Self::from_reader(&mut TemplateReader { dir: None, faults: Vec::new() })
    }

    fn from_reader(reader: &mut TemplateReader<'_>) -> Self {
        Self {
            paper: reader.read(PAPER, EMBEDDED_PAPER),
            library: reader.read(LIBRARY, EMBEDDED_LIBRARY),
            parsed: Arc::default(),
            redline: redline::RedlineTemplates::from_reader(reader),
        }
    }

    /// Templates from a folder; a file that is not there is the embedded one.
    ///
    /// # Errors
    ///
    /// All files that are there and cannot be read.
    pub fn from_dir(dir: &Path) -> Result<Self, Vec<UnreadableTemplate>> {
        let mut reader = TemplateReader { dir: Some(dir), faults: Vec::new() };
        let templates = Self::from_reader(&mut reader);
        if reader.faults.is_empty() { Ok(templates) } else { Err(reader.faults) }
    }

    fn all_texts(&self) -> [&TemplateText; 4] {
        let [paper, marks] = self.redline.texts();
        [&self.paper, &self.library, paper, marks]
    }

    /// The text of this name, where it is of an office.
    #[must_use]
    pub fn own_text(&self, name: &str) -> Option<OwnTemplate<'_>> {
        let found = self.all_texts().into_iter().find(|text| text.name == name)?;
        Some(OwnTemplate { path: found.path.as_deref()?, text: &found.text })
    }

    /// Whether any text is of an office.
    #[must_use]
    pub fn has_own_texts(&self) -> bool {
        self.all_texts().iter().any(|text| text.path.is_some())
    }

    /// What is wrong with the templates before they are given a document.
    #[must_use]
    pub fn syntax_faults(&self) -> Vec<TemplateError> {
        let parsed = [self.parsed(), self.redline.parsed()];
        parsed.into_iter().filter_map(|parsed| parsed.as_ref().err().cloned()).collect()
    }

    /// The texts of which an ordinary paper is made, with the names of their files.
    #[must_use]
    pub fn texts(&self) -> [(&'static str, &str); 2] {
        [(PAPER, &self.paper.text), (LIBRARY, &self.library.text)]
    }

    /// The Typst library of the layout, [`LIBRARY`].
    #[must_use]
    pub fn library(&self) -> &str {
        &self.library.text
    }

    /// Parses the paper's template, where that is not done yet.
    pub fn prepare(&self) {
        self.parsed();
    }

    fn parsed(&self) -> &Result<Environment<'static>, TemplateError> {
        parse_once(&self.parsed, &self.paper)
    }

    /// Sets a document in Typst, its tables laid out as `layouts` says, with a family of
    /// fonts.
    ///
    /// # Errors
    ///
    /// When a template is faulty, which an embedded one is not.
    pub fn render(
        &self,
        document: &Document,
        layouts: &TableLayouts,
        family: &str,
    ) -> Result<TypstSource, TemplateError> {
        let env = self.parsed().as_ref().map_err(Clone::clone)?;
        let context = context! {
            d => Value::from(Serde(document)),
            lists => Value::from(Serde(PaperLists::from_document(document))),
            fits => Value::from(Serde(layouts)),
            fonts => vec![family.to_owned()],
        };
        let main = work::render_template(env, &self.paper, context, document)?;
        Ok(TypstSource { main, library: self.library.text.clone().into_owned() })
    }
}

/// The template of a slot, parsed now where it is not yet. A fault is kept as well: it is
/// the same for every paper of a run.
fn parse_once<'a>(
    once: &'a ParsedTemplate,
    template: &TemplateText,
) -> &'a Result<Environment<'static>, TemplateError> {
    once.get_or_init(|| {
        let TemplateText { name, text, .. } = template;
        let mut env = make_environment();
        env.add_template_owned(*name, text.clone().into_owned())
            .map_err(|error| explain_error(name, &error))?;
        Ok(env)
    })
}

/// What the engine of templates says of a template.
fn explain_error(name: &'static str, error: &Error) -> TemplateError {
    TemplateError { name, line: error.line(), detail: error.to_string() }
}

/// An environment in which a missing value is an error and every text is escaped, so that no
/// text of a form is ever markup. Numbers other than whole ones, lists and booleans are
/// refused: none of them prints as an office writes it. Text that is markup already is
/// marked safe, by the filters here or by a template.
fn make_environment() -> Environment<'static> {
    let mut env = Environment::new();
    env.set_undefined_behavior(UndefinedBehavior::Strict);
    env.set_auto_escape_callback(|_| TYPST);
    env.set_formatter(|out, _, value| {
        if value.is_integer() {
            return out.write_str(&value.to_string()).map_err(Error::from);
        }
        match value.as_str() {
            Some(text) if value.is_safe() => out.write_str(text).map_err(Error::from),
            Some(text) => out.write_str(&to_markup(text)).map_err(Error::from),
            None => Err(Error::new(
                minijinja::ErrorKind::BadSerialization,
                format!("only text and whole numbers are printed, not {}", value.kind()),
            )),
        }
    });
    env.add_filter("literal", |text: String| {
        Value::from_safe_string(quote_literal(&text))
    });
    env.add_filter("tied", |text: String, after: bool, before: bool| {
        Value::from_safe_string(escape_beside_blanks(&text, after, before))
    });
    env.add_filter(
        "held",
        |text: String, chain: u32, word: u32, after: bool, before: bool| {
            Value::from_safe_string(escape_cell_text(
                &text,
                KeepTogether { chain, word },
                after,
                before,
            ))
        },
    );
    env.add_filter("header_text", |text: String, chain: u32, word: u32| {
        Value::from_safe_string(escape_header_text(&text, KeepTogether { chain, word }))
    });
    env.add_filter("title_text", |text: String| {
        Value::from_safe_string(
            escape_title(&[TitlePart::Text(&text)], TitleLines::Measured).concat(),
        )
    });
    env.add_filter("title_pieces", |pieces: Vec<Value>| {
        escape_title_pieces(&pieces, TitleLines::Measured)
    });
    env.add_filter("heading_pieces", |pieces: Vec<Value>| {
        escape_title_pieces(&pieces, TitleLines::Flowing)
    });
    env
}

/// The pieces of a title, each text as markup with its seams; what is no text is left empty.
/// In a redline each piece has a mark, and what has come stands apart from what has gone.
fn escape_title_pieces(pieces: &[Value], lines: TitleLines) -> Result<Vec<Value>, Error> {
    let mut texts = Vec::with_capacity(pieces.len());
    for piece in pieces {
        texts.push(piece.get_attr("text")?);
    }
    let mut parts = Vec::with_capacity(pieces.len());
    let mut mark_before = Value::UNDEFINED;
    for (piece, text) in pieces.iter().zip(&texts) {
        let mark = piece.get_attr("mark")?;
        parts.push(match (piece.get_attr("inline")?.as_str(), text.as_str()) {
            (Some("text"), Some(text)) if mark == mark_before => TitlePart::Text(text),
            (Some("text"), Some(text)) => TitlePart::Apart(text),
            (Some("gap"), _) => TitlePart::Blank,
            _ => TitlePart::Other,
        });
        mark_before = mark;
    }
    Ok(escape_title(&parts, lines).into_iter().map(Value::from_safe_string).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_never_markup() {
        let env = make_environment();
        let text = "[a] #b *c* $d$ @e <f> `g` // h";
        let res = env.render_str("[{{ t }}]", context! { t => text }).unwrap();
        assert_eq!(res, r"[\[a\] \#b \*c\* \$d\$ \@e \<f\> \`g\` \/\/ h]");
    }

    #[test]
    fn what_is_neither_text_nor_number_is_an_error() {
        let env = make_environment();
        for template in
            ["{{ none }}", "{{ true }}", "{{ missing }}", "{{ [1] }}", "{{ 1.5 }}"]
        {
            assert!(env.render_str(template, ()).is_err(), "{template}");
        }
    }
}
