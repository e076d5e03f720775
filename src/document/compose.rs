//! From a checked plan to the numbered tree.
//!
//! The tree is made twice. A reference may point to a section that comes later, so
//! the first pass only numbers and collects how each id is called; the second, with
//! all calls known, sets the words.

use crate::form::{Appendix as PlanAppendix, Numbering, Part, Section};
use crate::language::{diem, roman};
use crate::plan::{Draft, Labels, Plan};
use crate::prose::{Para, Prose, Scope};
use crate::source::Span;

use super::level::{Level, Step};
use super::origin::{Origin, Role, extent};
use super::places::Noted;
use super::{Appendix, Block, Document, Heading, Inline, Look, Paragraph};

/// Sets a plan as a numbered document.
#[must_use]
pub fn compose(plan: &Plan) -> Document {
    composed(plan).0
}

/// Sets a draft, errors or not, as a numbered document: what is missing is blank, and
/// `{{ … }}` that has no value stands as written.
#[must_use]
pub fn compose_draft(draft: &Draft) -> Document {
    set(draft, Values::AsFound).0
}

/// A plan as a numbered document, and where in it stands what may be asked for.
pub(super) fn composed(plan: &Plan) -> (Document, Vec<Noted>) {
    set(plan, Values::Proven)
}

fn set(draft: &Draft, values: Values) -> (Document, Vec<Noted>) {
    let mut numbering = Composer::new(draft, None, values);
    numbering.document();
    let labels = numbering.labels;
    let mut composer = Composer::new(draft, Some(labels), values);
    let document = composer.document();
    (document, composer.noted)
}

/// What is known of the values of `{{ … }}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Values {
    /// `check` has found one for each.
    Proven,
    /// Some may have none.
    AsFound,
}

/// What is known while the tree is made.
pub(super) struct Composer<'p> {
    pub(super) plan: &'p Draft,
    pub(super) values: Values,
    pub(super) scope: Scope,
    /// Labels found in this pass.
    pub(super) labels: Labels,
    /// Blocks of the part at work.
    pub(super) blocks: Vec<Block>,
    /// Footnotes so far.
    pub(super) notes: u32,
    /// What the words at work are in the form.
    pub(super) role: Role,
    /// Whether an appendix is at work, which has pages of its own.
    pub(super) in_appendix: bool,
    /// How the part at work is called.
    pub(super) here: String,
    /// Where tables and values of `{{ … }}` stand.
    pub(super) noted: Vec<Noted>,
}

impl<'p> Composer<'p> {
    fn new(plan: &'p Draft, known: Option<Labels>, values: Values) -> Self {
        Self {
            plan,
            values,
            role: Role::Words,
            scope: plan.scope(known),
            labels: Labels::default(),
            blocks: Vec::new(),
            notes: 0,
            in_appendix: false,
            here: String::new(),
            noted: Vec::new(),
        }
    }

    fn document(&mut self) -> Document {
        // Labels of appendices do not hang on the text, so they are known at once.
        let many = self.plan.appendices().len() > 1;
        for (i, appendix) in self.plan.appendices().iter().enumerate() {
            if let Some(id) = &appendix.id {
                let label = appendix_label(i + 1, many);
                self.labels.appendices.insert(id.value.clone(), label);
            }
        }
        "phần đầu văn bản".clone_into(&mut self.here);
        let letterhead = self.letterhead();
        let title = self.title();
        let body = self.body();
        let appendices = self.plan.appendices().iter().enumerate();
        let appendices = appendices.map(|(i, a)| self.appendix(a, i + 1, many)).collect();
        "phần cuối văn bản".clone_into(&mut self.here);
        Document {
            meta: self.meta(),
            page: self.page(),
            letterhead,
            marks: self.marks(),
            title,
            body,
            closing: self.closing(),
            contact: self.contact(),
            appendices,
        }
    }

    fn body(&mut self) -> Vec<Block> {
        let mut level = Level::top(self.level_style(0));
        "phần căn cứ".clone_into(&mut self.here);
        self.bases(&mut level);
        for section in self.plan.sections() {
            self.section(section, &mut level);
        }
        "câu kết".clone_into(&mut self.here);
        if let Some(closing) = self.plan.closing() {
            self.as_role(Role::Closing, |c| c.prose(closing));
        }
        let mut body = std::mem::take(&mut self.blocks);
        super::end::mark(&mut body);
        body
    }

    fn appendix(
        &mut self,
        appendix: &PlanAppendix,
        number: usize,
        many: bool,
    ) -> Appendix {
        let style = appendix.numbering.unwrap_or_else(|| self.level_style(0));
        let label = appendix_label(number, many);
        let mut level = Level::of_appendix(style, &label);
        self.here.clone_from(&label);
        self.in_appendix = true;
        for part in &appendix.parts {
            self.part(part, &mut level);
        }
        let mut body = std::mem::take(&mut self.blocks);
        super::end::mark(&mut body);
        let (title, label_of) = (appendix.title.as_ref(), label.clone());
        Appendix {
            label,
            title: title.map(|t| self.upper_lines(t)).unwrap_or_default(),
            source: self.source_line(),
            turn: super::table::turned(appendix.turn),
            body,
            origin: Origin::with_id(Role::Appendix, appendix.id.as_ref(), appendix.span)
                .typed_at(title.map(|title| title.span))
                .at(&label_of),
        }
    }

    fn level_style(&self, depth: usize) -> Numbering {
        self.plan.level(depth).unwrap_or(Numbering::Roman)
    }

    /// The style of the level below: the section's own, else the next of the plan's
    /// levels, else what usually follows.
    pub(super) fn below(&self, level: &Level, own: Option<Numbering>) -> Numbering {
        let on_track = self.plan.level(level.depth) == Some(level.style);
        let next = self.plan.level(level.depth + 1).filter(|_| on_track);
        own.or(next).unwrap_or_else(|| level.style.below())
    }

    fn section(&mut self, section: &Section, level: &mut Level) {
        let Some(title) = &section.title else {
            for part in &section.parts {
                self.part(part, level);
            }
            return;
        };
        let look = title.look.map(super::level::look);
        let text = self.inlines(&title.text.joined());
        let below = self.below(level, section.numbering);
        let join = if title.run_in { Join::RunIn } else { Join::OwnLine };
        let id = section.id.as_ref();
        let origin = Origin::with_id(Role::Section, id, title.text.span);
        let mut child = self.heading(level, below, Titled { text, look, join, origin });
        let mut parts = section.parts.iter();
        if title.run_in
            && let Some(Part::Prose(prose)) = parts.next()
        {
            self.run_on(prose);
        }
        for part in parts {
            self.part(part, &mut child);
        }
    }

    /// A numbered title; gives the level below.
    pub(super) fn heading(
        &mut self,
        level: &mut Level,
        below: Numbering,
        titled: Titled,
    ) -> Level {
        let step = level.next(true);
        let mut title = titled.text;
        let name = super::text::flat(&title);
        let child = level.child(below, &step, name.trim_end_matches([':', ' ']));
        if let Some(id) = &titled.origin.id {
            self.labels.sections.insert(id.clone(), child.name.clone());
        }
        self.enter(&child);
        if matches!(level.style, Numbering::Part | Numbering::Roman) {
            super::text::upper(&mut title);
        }
        let look =
            titled.look.or_else(|| self.plan.look(level.depth).map(super::level::look));
        let look = match level.style {
            Numbering::Part => Look::Part,
            _ => look.unwrap_or_else(|| super::level::look(level.style.look())),
        };
        let run_in = match titled.join {
            Join::OwnLine => None,
            Join::RunIn => {
                super::text::end_with_colon(&mut title);
                Some(Vec::new())
            }
        };
        let origin = titled.origin.at(&self.here);
        let (level, number) = (level.heading, step.number);
        self.blocks.push(Block::Heading(Heading {
            level,
            look,
            number,
            title,
            run_in,
            origin,
        }));
        child
    }

    /// Text that runs on after the title just set; what is left of it stands below.
    pub(super) fn run_on(&mut self, prose: &Prose) {
        let mut paras = prose.paras.iter().peekable();
        if let Some(first) = paras.next_if(|p| p.marker == crate::prose::Marker::None) {
            let content = self.inlines(&first.pieces);
            if let Some(Block::Heading(Heading { run_in: Some(text), origin, .. })) =
                self.blocks.last_mut()
            {
                *text = content;
                origin.typed.push(extent(&first.pieces));
            }
        } else if let Some(Block::Heading(heading)) = self.blocks.last_mut() {
            // Items cannot run on: the title keeps its colon and its own line.
            heading.run_in = None;
        }
        for para in paras {
            self.para(para);
        }
    }

    pub(super) fn part(&mut self, part: &Part, level: &mut Level) {
        self.here.clone_from(&level.name);
        match part {
            Part::Prose(prose) => self.prose(prose),
            Part::Numbered(proses) => {
                for prose in proses {
                    let step = level.next(false);
                    self.here = level.called(&step);
                    self.numbered(prose, &step);
                }
            }
            Part::Sections(sections) => {
                for section in sections {
                    self.section(section, level);
                }
            }
            Part::Objectives(objectives) => self.objectives(objectives, level),
            Part::Tasks(tasks) => self.tasks(tasks, level),
            Part::Units(units) => self.units(units, level),
            Part::Budget(budget) => self.budget(budget),
            Part::Table(table) => {
                self.note_place(table.span, "");
                self.table(table.value);
            }
            Part::FromTasks(summary) => {
                self.note_place(summary.span, "");
                self.summary(*summary);
            }
        }
    }

    fn numbered(&mut self, prose: &Prose, step: &Step) {
        for (i, para) in prose.paras.iter().enumerate() {
            self.para(para);
            if let (0, Some(Block::Paragraph(first))) = (i, self.blocks.last_mut()) {
                first.marker.clone_from(&step.number);
            }
        }
    }

    pub(super) fn prose(&mut self, prose: &Prose) {
        for para in &prose.paras {
            self.para(para);
        }
    }

    pub(super) fn para(&mut self, para: &Para) {
        let content = self.inlines(&para.pieces);
        let marker = para.marker.sign().to_owned();
        self.paragraph(marker, content, extent(&para.pieces));
    }

    /// Adds a paragraph, of which the form says the words at `span`.
    pub(super) fn paragraph(&mut self, marker: String, content: Vec<Inline>, span: Span) {
        let origin = Origin::new(self.role, span).at(&self.here);
        self.blocks.push(Block::Paragraph(Paragraph {
            marker,
            content,
            keep: false,
            origin,
        }));
    }

    /// Sets words that are something else in the form than those around them.
    pub(super) fn as_role<T>(
        &mut self,
        role: Role,
        set: impl FnOnce(&mut Self) -> T,
    ) -> T {
        let before = std::mem::replace(&mut self.role, role);
        let res = set(self);
        self.role = before;
        res
    }
}

/// A title to be set.
pub(super) struct Titled {
    pub(super) text: Vec<Inline>,
    /// Its look, where the form gives one.
    pub(super) look: Option<Look>,
    pub(super) join: Join,
    /// What it is in the form; its id is that by which references call the part.
    pub(super) origin: Origin,
}

/// Whether a title has a line of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Join {
    OwnLine,
    RunIn,
}

fn appendix_label(number: usize, many: bool) -> String {
    // One alone has no number (Phụ lục I, Phần I, III.1.a).
    if many { format!("Phụ lục {}", roman(number)) } else { "Phụ lục".to_owned() }
}

/// The number of a step in a style, for markers and headings.
pub(super) fn written(style: Numbering, number: usize, prefix: &str) -> String {
    match style {
        Numbering::Part => format!("Phần {}", roman(number)),
        Numbering::Roman => format!("{}.", roman(number)),
        Numbering::Arabic => format!("{number}."),
        Numbering::Decimal => format!("{prefix}{number}."),
        // The alphabet ends after 23 points, which a rule tells; where it is silenced,
        // figures go on.
        Numbering::Letter => match diem(number) {
            Some(letter) => format!("{letter})"),
            None => format!("{number})"),
        },
        Numbering::Dash => "-".to_owned(),
        Numbering::Plus => "+".to_owned(),
        Numbering::Star => "*".to_owned(),
        Numbering::None => String::new(),
    }
}
