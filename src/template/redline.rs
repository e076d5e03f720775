//! A paper with the marks of two versions in Typst. It is set by the layout of every
//! paper, with a few functions more; ordinary papers do not see them.

use std::sync::Arc;

use minijinja::value::Serde;
use minijinja::{Environment, Value, context};

use crate::document::PaperLists;
use crate::fit::TableLayouts;
use crate::redline::Redline;

use super::text::{TemplateReader, TemplateText};
use super::work::render_template;
use super::{ParsedTemplate, TemplateError, Templates, TypstSource, parse_once};

/// Name of the template of a redline.
pub const REDLINE: &str = "doi-chieu.typ.jinja";

/// Name of what is added to the library of the layout for a redline: how marks look.
pub const MARKS: &str = "doi-chieu.typ";

const EMBEDDED_REDLINE: &str = include_str!("../../templates/doi-chieu.typ.jinja");
const EMBEDDED_MARKS: &str = include_str!("../../templates/doi-chieu.typ");

/// The templates that only a redline needs.
#[derive(Debug, Clone)]
pub(super) struct RedlineTemplates {
    paper: TemplateText,
    marks: TemplateText,
    parsed: ParsedTemplate,
}

impl RedlineTemplates {
    pub(super) fn from_reader(reader: &mut TemplateReader<'_>) -> Self {
        Self {
            paper: reader.read(REDLINE, EMBEDDED_REDLINE),
            marks: reader.read(MARKS, EMBEDDED_MARKS),
            parsed: Arc::default(),
        }
    }

    pub(super) fn texts(&self) -> [&TemplateText; 2] {
        [&self.paper, &self.marks]
    }

    pub(super) fn parsed(&self) -> &Result<Environment<'static>, TemplateError> {
        parse_once(&self.parsed, &self.paper)
    }
}

impl Templates {
    /// Sets a redline in Typst, its tables laid out as `layouts` says, which are those of
    /// [`Redline::combined`], with a family of fonts. The library of the source is that of
    /// every paper with the look of the marks behind it, so that one import has both.
    ///
    /// # Errors
    ///
    /// When a template is faulty, which an embedded one is not.
    pub fn render_redline(
        &self,
        redline: &Redline,
        layouts: &TableLayouts,
        family: &str,
    ) -> Result<TypstSource, TemplateError> {
        let texts = &self.redline;
        let env = texts.parsed().as_ref().map_err(Clone::clone)?;
        let context = context! {
            r => Value::from(Serde(redline)),
            lists => Value::from(Serde(PaperLists::from_document(&redline.combined()))),
            touched => Value::from(Serde(redline.touched())),
            fits => Value::from(Serde(layouts)),
            fonts => vec![family.to_owned()],
        };
        let main = render_template(env, &texts.paper, context, redline)?;
        let library = format!("{}\n{}", self.library.text, texts.marks.text);
        Ok(TypstSource { main, library })
    }
}
