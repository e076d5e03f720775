//! What is known while the numbered tree is made, and where in it the words at work
//! stand. What holds for some words only is set by a method that puts it back.

use std::collections::BTreeSet;

use crate::form::Numbering;
use crate::plan::{Draft, Labels};
use crate::source::Span;

use super::origin::{BlockRole, Origin};
use super::{Block, Heading, HeadingStyle, Inline};

/// What becomes of a `{{ … }}` that has no value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum UnknownValues {
    /// There is none: `check` has found a value for each. In a plan.
    Impossible,
    /// It stands as the form writes it. In a draft.
    StandAsWritten,
}

/// A place of the paper, noted while it is composed.
#[derive(Debug)]
pub(super) struct ComposedPlace {
    /// Where the form has it.
    pub(super) span: Span,
    /// How its part of the paper is called; empty in the body above all parts.
    pub(super) label: String,
    /// What it prints, where it is a value.
    pub(super) text: String,
}

/// A value that is set already in words whose part of the paper is not known yet.
struct UnplacedValue {
    span: Span,
    text: String,
}

/// What is known during one pass. Files of this folder add the parts that they are about as
/// methods; what holds for some words only ([`Composer::in_part`], [`Composer::as_role`],
/// [`Composer::in_appendix`]) is set and put back here and nowhere else.
pub(super) struct Composer<'p> {
    pub(super) plan: &'p Draft,
    pub(super) unknown_values: UnknownValues,
    /// Labels of the pass before; `None` while the parts are only numbered.
    pub(super) known_labels: Option<Labels>,
    /// Papers that are cited so far, by id.
    pub(super) cited_papers: BTreeSet<String>,
    /// Labels found in this pass.
    pub(super) labels: Labels,
    /// Blocks of the part at work.
    pub(super) blocks: Vec<Block>,
    /// Footnotes so far: the last number given.
    pub(super) footnotes: u32,
    /// What the words at work are in the form.
    role: BlockRole,
    /// How the part at work is called.
    part_name: String,
    /// Whether an appendix is at work, which has pages of its own.
    is_in_appendix: bool,
    /// Where tables and values of `{{ … }}` stand.
    places: Vec<ComposedPlace>,
    /// Values of the block at work: a title is set before its number is known.
    unplaced_values: Vec<UnplacedValue>,
}

impl<'p> Composer<'p> {
    pub(super) fn new(
        plan: &'p Draft,
        known: Option<Labels>,
        values: UnknownValues,
    ) -> Self {
        Self {
            plan,
            unknown_values: values,
            known_labels: known,
            cited_papers: BTreeSet::new(),
            labels: Labels::default(),
            blocks: Vec::new(),
            footnotes: 0,
            role: BlockRole::Words,
            part_name: String::new(),
            is_in_appendix: false,
            places: Vec::new(),
            unplaced_values: Vec::new(),
        }
    }

    /// Where tables and values stand, once all is set.
    pub(super) fn into_places(self) -> Vec<ComposedPlace> {
        self.places
    }

    /// Sets what stands in the part of the paper with this name.
    pub(super) fn in_part<T>(
        &mut self,
        name: &str,
        set: impl FnOnce(&mut Self) -> T,
    ) -> T {
        let above = std::mem::replace(&mut self.part_name, name.to_owned());
        let res = set(self);
        self.place_values();
        self.part_name = above;
        res
    }

    /// Sets what stands in the appendix with this name.
    pub(super) fn in_appendix<T>(
        &mut self,
        name: &str,
        set: impl FnOnce(&mut Self) -> T,
    ) -> T {
        let outside = std::mem::replace(&mut self.is_in_appendix, true);
        let res = self.in_part(name, set);
        self.is_in_appendix = outside;
        res
    }

    /// Whether what is at work stands in an appendix.
    pub(super) fn is_in_appendix(&self) -> bool {
        self.is_in_appendix
    }

    /// Sets words that are something else in the form than those around them.
    pub(super) fn as_role<T>(
        &mut self,
        role: BlockRole,
        set: impl FnOnce(&mut Self) -> T,
    ) -> T {
        let around = std::mem::replace(&mut self.role, role);
        let res = set(self);
        self.role = around;
        res
    }

    /// Sets blocks apart from those so far, and gives them.
    pub(super) fn collect_blocks(&mut self, set: impl FnOnce(&mut Self)) -> Vec<Block> {
        let so_far = std::mem::take(&mut self.blocks);
        set(self);
        std::mem::replace(&mut self.blocks, so_far)
    }

    /// Adds a block, with which the values in it have their place.
    pub(super) fn push(&mut self, block: Block) {
        self.place_values();
        self.blocks.push(block);
    }

    /// Sets the text that runs on after the title just set. `None`: there is no text that
    /// could, and the title stands on a line of its own after all.
    pub(super) fn run_in(&mut self, running: Option<RunInText>) {
        self.place_values();
        let Some(Block::Heading(Heading { run_in, origin, .. })) = self.blocks.last_mut()
        else {
            return;
        };
        let running = run_in.take().and(running);
        origin.typed.extend(running.as_ref().map(|running| running.typed));
        *run_in = running.map(|running| running.content);
    }

    /// What words of the role at work come from, which the form says at `span`.
    pub(super) fn origin(&self, span: Span) -> Origin {
        self.with_place(Origin::new(self.role, span))
    }

    /// An origin with the part of the paper that is at work.
    pub(super) fn with_place(&self, origin: Origin) -> Origin {
        origin.in_part(&self.part_name)
    }

    /// Notes that a task or a table of the form stands here.
    pub(super) fn note_part(&mut self, span: Span) {
        let label = self.part_name.clone();
        self.places.push(ComposedPlace { span, label, text: String::new() });
    }

    /// Notes that a value stands in the block at work.
    pub(super) fn note_value(&mut self, span: Span, text: &str) {
        self.unplaced_values.push(UnplacedValue { span, text: text.to_owned() });
    }

    /// The values without a place stand in the part at work.
    fn place_values(&mut self) {
        for UnplacedValue { span, text } in self.unplaced_values.drain(..) {
            self.places.push(ComposedPlace { span, label: self.part_name.clone(), text });
        }
    }
}

/// Text that runs on after a title.
pub(super) struct RunInText {
    pub(super) content: Vec<Inline>,
    /// Where the form says it.
    pub(super) typed: Span,
}

/// A title to be set.
pub(super) struct HeadingInput {
    pub(super) text: Vec<Inline>,
    /// How its letters are set, where the form says.
    pub(super) style: Option<HeadingStyle>,
    pub(super) join: TitleJoin,
    /// How the level below is numbered.
    pub(super) below: Numbering,
    /// What it is in the form; its id is that by which references call the part.
    pub(super) origin: Origin,
}

/// How a title and the text below it stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TitleJoin {
    /// The title has a line of its own.
    OwnLine,
    /// The text goes on after the title and a colon.
    RunIn,
}
