//! What stands between `{{` and `}}` of a text, read once: a value with the ways in which
//! it prints, or a pointer to another part of the paper or to another paper.

use std::ops::Range;

use super::cursor::Parser;
use super::error::FormulaError;
use super::expr::{Expr, Ref};
use super::filter::{AnyFilter, Filter};
use super::lex::{FormulaPlacement, TokenKind};
use super::pointer::{CitationForm, Destination, Pointer};
use crate::code;
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::yaml::ScalarPlaces;

/// What stands between `{{` and `}}`: its text, and the tree that it is or what is wrong
/// with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expression {
    text: String,
    places: ScalarPlaces,
    read: Result<ExpressionTree, Vec<FormulaError>>,
}

/// What an expression means. A pointer is printed and nothing else: it is no part of any
/// value, so that nothing can be computed from it or compared with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExpressionTree {
    /// A value that is computed or read, and prints.
    Value {
        /// What is computed or read.
        value: Expr<Ref>,
        /// How it prints: each takes what the one before it gives.
        filters: Vec<Filter>,
    },
    /// What another part or paper is called.
    Pointer {
        /// What it points to.
        pointer: Pointer,
        /// How a paper is cited.
        form: CitationForm,
    },
}

/// What stands before the filters.
enum ExpressionRoot {
    Value(Expr<Ref>),
    Pointer(Pointer),
}

impl Expression {
    /// Reads what stands between the braces. `places` says where each byte of it stands.
    pub fn read(text: &str, places: ScalarPlaces) -> Self {
        let read = if text.trim().is_empty() {
            Err(vec![FormulaError::new(0..text.len(), "giữa `{{` và `}}` chưa có gì")])
        } else {
            parse_tree(text)
        };
        Self { text: text.to_owned(), places, read }
    }

    /// As it is written between the braces, space around it trimmed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Its tree; `None` where it could not be read.
    pub fn tree(&self) -> Option<&ExpressionTree> {
        self.read.as_ref().ok()
    }

    /// Why it could not be read, all of it, in the order of the text.
    pub fn errors(&self) -> &[FormulaError] {
        self.read.as_ref().err().map_or(&[], Vec::as_slice)
    }

    /// What it points to, if it is a pointer.
    pub fn pointer(&self) -> Option<&Pointer> {
        match self.tree()? {
            ExpressionTree::Pointer { pointer, .. } => Some(pointer),
            ExpressionTree::Value { .. } => None,
        }
    }

    /// Every reference in it, in the order of the text.
    pub fn refs(&self) -> Vec<&Ref> {
        match self.tree() {
            Some(ExpressionTree::Value { value, .. }) => {
                value.refs().map(|(r, _)| r).collect()
            }
            Some(ExpressionTree::Pointer { .. }) | None => Vec::new(),
        }
    }

    /// Whether it reads something of the table or the group of values with this name.
    pub fn reads(&self, name: &str) -> bool {
        self.refs().into_iter().any(|reference| reference.head.name == name)
    }

    /// Where a part of its text stands in the file.
    pub fn span(&self, range: &Range<usize>) -> Span {
        self.places.span(range.start, range.end)
    }

    /// An error in it as a finding, at its own place in the file.
    pub fn to_diagnostic(&self, error: FormulaError) -> Diagnostic {
        let span = self.span(&error.range);
        error.into_diagnostic(&code::formula::UNKNOWN_VALUE, span)
    }
}

fn parse_tree(text: &str) -> Result<ExpressionTree, Vec<FormulaError>> {
    let mut parser = Parser::new(text, FormulaPlacement::Text)?;
    let root = parser.parse_root();
    if !matches!(parser.kind(), TokenKind::End | TokenKind::Pipe) {
        parser.report_loose_end();
        parser.stop();
    }
    let filters = parser.parse_filters();
    let tree = root.zip(filters).and_then(|(root, filters)| match root {
        ExpressionRoot::Value(value) => parser.build_value(value, filters),
        ExpressionRoot::Pointer(pointer) => parser.build_pointer(pointer, filters),
    });
    parser.finish(tree)
}

impl Parser<'_> {
    /// What stands before the first `|`.
    fn parse_root(&mut self) -> Option<ExpressionRoot> {
        let Some(to) = self.peek_pointer() else {
            let value = self.parse_inside();
            return self.require_whole_value(value).map(ExpressionRoot::Value);
        };
        let pointer = self.parse_pointer(to);
        if matches!(self.kind(), TokenKind::End | TokenKind::Pipe) {
            return pointer.map(ExpressionRoot::Pointer);
        }
        if let Some(pointer) = pointer.filter(|_| self.kind().joins()) {
            self.report_computed_pointer(&pointer);
        }
        self.parse_rest(None);
        None
    }

    /// A value and the filters after it, none of which is for citations.
    fn build_value(
        &mut self,
        value: Expr<Ref>,
        filters: Vec<AnyFilter>,
    ) -> Option<ExpressionTree> {
        let count = filters.len();
        let mut prints = Vec::with_capacity(count);
        for filter in filters {
            match filter {
                AnyFilter::Print(filter) => prints.push(filter),
                AnyFilter::Cite { range, .. } => self.report_only_after_paper(range),
            }
        }
        (prints.len() == count)
            .then_some(ExpressionTree::Value { value, filters: prints })
    }

    /// A pointer and the filters after it: of a paper, how it is cited.
    fn build_pointer(
        &mut self,
        pointer: Pointer,
        filters: Vec<AnyFilter>,
    ) -> Option<ExpressionTree> {
        let mut form = Some(CitationForm::Auto);
        for filter in filters {
            match filter {
                AnyFilter::Cite { form: wanted, .. }
                    if pointer.to == Destination::Paper =>
                {
                    form = form.map(|_| wanted);
                }
                AnyFilter::Cite { range, .. } => {
                    self.report_only_after_paper(range);
                    form = None;
                }
                AnyFilter::Print(filter) => {
                    self.report_not_after_pointer(&filter, &pointer);
                    form = None;
                }
            }
        }
        Some(ExpressionTree::Pointer { pointer, form: form? })
    }
}
