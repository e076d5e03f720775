//! From a document to Typst, through the MiniJinja templates of a paper. The one place
//! where text becomes markup: the formatter of the environment escapes every text.
//!
//! | file | what it does |
//! |---|---|
//! | `escape` | text as markup that prints just this text, and as a string literal |
//! | `redline` | a paper with the marks of two versions |

mod escape;
mod redline;

use std::borrow::Cow;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, Error, UndefinedBehavior, Value, context};

use crate::document::Document;
use crate::fit::{KeepTogether, TableLayouts};
use crate::source;

pub use escape::{escape_beside_blanks, escape_cell_text, quote_literal, to_markup};
pub use redline::{MARKS, REDLINE};

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
    paper: Cow<'static, str>,
    library: Cow<'static, str>,
    /// The paper's template, parsed; made once, shared by all papers of a run.
    parsed: ParsedTemplate,
    redline: redline::RedlineTemplates,
}

/// A template, parsed when it is first needed.
type ParsedTemplate = Arc<OnceLock<Result<Environment<'static>, String>>>;

/// What is wrong with a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateError(pub String);

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
        Self::from_reader(|_, embedded| Cow::Borrowed(embedded))
    }

    fn from_reader(read: impl Fn(&str, &'static str) -> Cow<'static, str>) -> Self {
        Self {
            paper: read(PAPER, EMBEDDED_PAPER),
            library: read(LIBRARY, EMBEDDED_LIBRARY),
            parsed: Arc::default(),
            redline: redline::RedlineTemplates::from_reader(read),
        }
    }

    /// Templates from a folder; a file that is not there is the embedded one.
    #[must_use]
    pub fn from_dir(dir: &Path) -> Self {
        Self::from_reader(|name, embedded| {
            let bytes = source::read_bytes(&dir.join(name)).ok();
            let text = bytes.and_then(|b| String::from_utf8(b).ok());
            text.map_or(Cow::Borrowed(embedded), Cow::Owned)
        })
    }

    /// The texts of which an ordinary paper is made, with the names of their files.
    #[must_use]
    pub fn texts(&self) -> [(&'static str, &str); 2] {
        [(PAPER, &self.paper), (LIBRARY, &self.library)]
    }

    /// The Typst library of the layout, [`LIBRARY`].
    #[must_use]
    pub fn library(&self) -> &str {
        &self.library
    }

    /// Parses the paper's template, where that is not done yet.
    pub fn prepare(&self) {
        self.parsed();
    }

    fn parsed(&self) -> &Result<Environment<'static>, String> {
        parse_once(&self.parsed, PAPER, &self.paper)
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
        let env = self.parsed().as_ref().map_err(|err| TemplateError(err.clone()))?;
        let context = context! {
            d => Value::from(Serde(document)),
            fits => Value::from(Serde(layouts)),
            fonts => vec![family.to_owned()],
        };
        let main = env.get_template(PAPER).and_then(|paper| paper.render(context));
        let main = main.map_err(|err| TemplateError(err.to_string()))?;
        Ok(TypstSource { main, library: self.library.clone().into_owned() })
    }
}

/// The template of a slot, parsed now where it is not yet. A fault is kept as well: it is
/// the same for every paper of a run.
fn parse_once<'a>(
    once: &'a ParsedTemplate,
    name: &'static str,
    text: &str,
) -> &'a Result<Environment<'static>, String> {
    once.get_or_init(|| {
        let mut env = make_environment();
        env.add_template_owned(name, text.to_owned()).map_err(|err| err.to_string())?;
        Ok(env)
    })
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
    env
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
