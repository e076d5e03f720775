//! What of the form a block of the paper comes from. It does not print: it gives findings
//! of the layout their place, and comparisons of versions their pairs.

use crate::form::{Spanned, TaskField};
use crate::prose::{self, ProsePiece};
use crate::source::Span;

/// What of the form a block comes from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Origin {
    /// What kind of entry of the form it is.
    pub role: BlockRole,
    /// Its id (`ma`), where it has one.
    pub id: Option<String>,
    /// Where it stands in the form: what it is found by. Empty for words that the engine
    /// says by itself.
    pub span: Span,
    /// Where the form says its text, piece by piece in the order of the paper, and nothing
    /// besides: of a title that text runs on after both, of a task its title alone. Empty
    /// where the engine says it all.
    pub typed: Vec<Span>,
    /// How the paper calls the part that it is, or in which it stands: `Mục 2 Phần III`.
    pub place: String,
}

/// What a block is in the form.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum BlockRole {
    /// Words of the author that are nothing more particular.
    #[default]
    Words,
    /// The title of a section.
    Section,
    /// The title of objectives.
    Objective,
    /// The name of a unit, over what it is to do.
    Unit,
    /// The title of a group of tasks.
    Group,
    /// The title of a task.
    Task,
    /// A labelled part of a task: what is done, by whom, until when, for how much.
    Field(TaskField),
    /// A legal basis that is an item of a list.
    Basis,
    /// The opening, with the bases in it where they are no list.
    Opening,
    /// An amount with its sources, in the engine's words.
    Money,
    /// A table that the form gives.
    Table,
    /// Tasks as the rows of a table.
    TaskTable,
    /// Made from the tasks: a table, its words and notes.
    Generated,
    /// The closing sentence.
    Closing,
    /// An appendix: its head, of which its title is typed.
    Appendix,
}

impl Origin {
    /// An origin without an id, whose text is all that the form says at `span`.
    pub(super) fn new(role: BlockRole, span: Span) -> Self {
        Self { role, id: None, span, typed: collect_spans([span]), place: String::new() }
    }

    /// An origin with the id that it may have.
    pub(super) fn with_id(
        role: BlockRole,
        id: Option<&Spanned<String>>,
        span: Span,
    ) -> Self {
        Self { id: id.map(|id| id.value.clone()), ..Self::new(role, span) }
    }

    /// The same, with the places where the form says its text.
    pub(super) fn typed_at(self, spans: impl IntoIterator<Item = Span>) -> Self {
        Self { typed: collect_spans(spans), ..self }
    }

    /// The same, in a part of the paper.
    pub(super) fn in_part(self, place: &str) -> Self {
        Self { place: place.to_owned(), ..self }
    }
}

/// Spans without the empty ones, which say that there is no text in the form.
fn collect_spans(spans: impl IntoIterator<Item = Span>) -> Vec<Span> {
    spans.into_iter().filter(|span| *span != Span::default()).collect()
}

/// From the first to the last of some pieces; empty where they say nothing.
pub(super) fn cover_pieces(pieces: &[ProsePiece]) -> Span {
    prose::cover_pieces(pieces).unwrap_or_default()
}
