//! From a checked plan to the numbered tree.
//!
//! The tree is made twice. A reference may point to a section that comes later, so
//! the first pass only numbers and collects how each id is called; the second, with
//! all calls known, sets the words.

use crate::form::{self, Numbering, Section, SectionPart, has_specimen_at_end};
use crate::language::to_roman;
use crate::plan::{Draft, Plan};
use crate::prose::{Marker, Para, Plain, Prose};
use crate::source::Span;

use super::composer::{
    ComposedPlace, Composer, HeadingInput, RunInText, TitleJoin, UnknownValues,
};
use super::level::{NumberingLevel, PartNumber};
use super::origin::{BlockRole, Origin, cover_pieces};
use super::{
    Appendix, Block, Document, Heading, HeadingStyle, Inline, Orientation, Paragraph,
};

/// Sets a plan as a numbered document.
#[must_use]
pub fn compose(plan: &Plan) -> Document {
    compose_with_places(plan).0
}

/// Sets a draft, errors or not, as a numbered document: what is missing is blank, and
/// `{{ … }}` that has no value stands as written.
#[must_use]
pub fn compose_draft(draft: &Draft) -> Document {
    compose_twice(draft, UnknownValues::StandAsWritten).0
}

/// A plain field of a draft as the paper prints it; what it calls by its number in the paper
/// has none here.
#[must_use]
pub fn print_plain(draft: &Draft, plain: &Plain) -> String {
    Composer::new(draft, None, UnknownValues::StandAsWritten).string(plain)
}

/// A plan as a numbered document, and where in it stands what may be asked for.
pub(super) fn compose_with_places(plan: &Plan) -> (Document, Vec<ComposedPlace>) {
    compose_twice(plan, UnknownValues::Impossible)
}

/// Both passes. The second starts anew with the labels of the first: its numbers come out
/// the same, since they depend on the form alone and not on any text.
fn compose_twice(draft: &Draft, values: UnknownValues) -> (Document, Vec<ComposedPlace>) {
    let mut numbering = Composer::new(draft, None, values);
    numbering.document();
    let labels = numbering.labels;
    let mut composer = Composer::new(draft, Some(labels), values);
    let document = composer.document();
    (document, composer.into_places())
}

impl Composer<'_> {
    /// One pass over the whole plan, in the order of the paper: footnotes are numbered and
    /// papers cited in full where they are met first.
    fn document(&mut self) -> Document {
        // Labels of appendices do not depend on the text, so they are known at once.
        let many = self.plan.appendices().len() > 1;
        for (number, appendix) in (1..).zip(self.plan.appendices()) {
            if let Some(id) = &appendix.id {
                let label = label_appendix(number, many);
                self.labels.appendices.insert(id.value.clone(), label);
            }
        }
        let (letterhead, head, title) = self.in_part("phần đầu văn bản", |c| {
            (c.letterhead(), c.standing_head(), c.title())
        });
        let body = self.body();
        let appendices = (1..)
            .zip(self.plan.appendices())
            .map(|(number, appendix)| self.appendix(appendix, number, many))
            .collect();
        self.in_part("phần cuối văn bản", |c| Document {
            meta: c.meta(),
            page: c.page(),
            letterhead,
            marks: c.marks(),
            title,
            body,
            standing: c.standing(head),
            contact: c.contact(),
            appendices,
        })
    }

    fn body(&mut self) -> Vec<Block> {
        let mut level = NumberingLevel::top(self.level_style(0));
        let plan = self.plan;
        let mut body = self.collect_blocks(|c| {
            c.in_part("phần căn cứ", |c| c.bases(&mut level));
            for section in plan.sections() {
                c.section(section, &mut level);
            }
            if let Some(closing) = plan.closing() {
                c.in_part("câu kết", |c| {
                    c.as_role(BlockRole::Closing, |c| c.prose(closing));
                });
            }
        });
        let last = plan.sections().last().filter(|_| plan.closing().is_none());
        if !last.is_some_and(|section| has_specimen_at_end(&section.parts)) {
            super::end_mark::set_end_mark(&mut body);
        }
        body
    }

    /// An appendix: its head, and its body with a count of its own. Its end mark is set as
    /// that of the body is.
    fn appendix(
        &mut self,
        appendix: &form::Appendix,
        number: usize,
        many: bool,
    ) -> Appendix {
        let style = appendix.numbering.unwrap_or_else(|| self.level_style(0));
        let label = label_appendix(number, many);
        let mut level = NumberingLevel::for_appendix(style, &label);
        let title = appendix.title.as_ref();
        let origin =
            Origin::with_id(BlockRole::Appendix, appendix.id.as_ref(), appendix.span)
                .typed_at(title.map(|title| title.span));
        self.in_appendix(&label, |c| {
            let mut body = c.collect_blocks(|c| {
                for part in &appendix.parts {
                    c.part(part, &mut level);
                }
            });
            let by_itself = !has_specimen_at_end(&appendix.parts);
            if appendix.end_mark.unwrap_or(by_itself) {
                super::end_mark::set_end_mark(&mut body);
            }
            Appendix {
                label: label.clone(),
                title: title.map(|title| c.upper_lines(title)).unwrap_or_default(),
                source: c.source_line(),
                orientation: appendix.orientation.map(Orientation::from),
                body,
                origin: c.with_place(origin),
            }
        })
    }

    fn level_style(&self, depth: usize) -> Numbering {
        self.plan.level(depth).unwrap_or(Numbering::Roman)
    }

    /// The style of the level below: the one that the form gives the part, else the next of
    /// the plan's levels, else what usually follows.
    pub(super) fn numbering_below(
        &self,
        level: &NumberingLevel,
        given: Option<Numbering>,
    ) -> Numbering {
        // A part that left the plan's levels has no next one among them.
        let on_track = self.plan.level(level.depth) == Some(level.style);
        let next = self.plan.level(level.depth + 1).filter(|_| on_track);
        given.or(next).unwrap_or_else(|| level.style.below())
    }

    /// A section. Without a title it is no level: its parts go on at the level around it.
    /// Where its title is run in, the first part, if it is prose, goes on after the title.
    fn section(&mut self, section: &Section, level: &mut NumberingLevel) {
        let Some(title) = &section.title else {
            for part in &section.parts {
                self.part(part, level);
            }
            return;
        };
        let id = section.id.as_ref();
        let heading = HeadingInput {
            text: self.inlines(&title.text.joined()),
            style: title.emphasis.map(HeadingStyle::from),
            join: if title.run_in { TitleJoin::RunIn } else { TitleJoin::OwnLine },
            below: self.numbering_below(level, section.numbering),
            origin: Origin::with_id(BlockRole::Section, id, title.text.span),
        };
        self.heading(level, heading, |c, child| {
            let mut parts = section.parts.iter();
            if title.run_in
                && let Some(SectionPart::Prose(prose)) = parts.next()
            {
                c.run_on_prose(prose);
            }
            for part in parts {
                c.part(part, child);
            }
        });
    }

    /// A numbered title, and what stands under it at the level below.
    ///
    /// The part is called by its title as typed, before capitals and colon. Its label is
    /// noted before the content is set, which may refer to the part itself.
    pub(super) fn heading(
        &mut self,
        level: &mut NumberingLevel,
        input: HeadingInput,
        content: impl FnOnce(&mut Self, &mut NumberingLevel),
    ) {
        let number = level.next(true);
        let mut title = input.text;
        let name = super::text::to_text(&title);
        let mut child =
            level.child(input.below, &number, name.trim_end_matches([':', ' ']));
        if let Some(id) = &input.origin.id {
            self.labels.sections.insert(id.clone(), child.name.clone());
        }
        if matches!(level.style, Numbering::Part | Numbering::Roman) {
            super::text::capitalize_text(&mut title);
        }
        let style = input
            .style
            .or_else(|| self.plan.title_emphasis(level.depth).map(HeadingStyle::from));
        let style = match level.style {
            Numbering::Part => HeadingStyle::Part,
            _ => style.unwrap_or_else(|| HeadingStyle::from(level.style.emphasis())),
        };
        let run_in = match input.join {
            TitleJoin::OwnLine => None,
            TitleJoin::RunIn => {
                super::text::end_with_colon(&mut title);
                Some(Vec::new())
            }
        };
        let heading_level = level.heading;
        let name = child.name.clone();
        self.in_part(&name, |c| {
            c.push(Block::Heading(Heading {
                level: heading_level,
                look: style,
                number: number.number,
                title,
                run_in,
                origin: c.with_place(input.origin),
            }));
            content(c, &mut child);
        });
    }

    /// Text that runs on after the title just set; what is left of it stands below.
    pub(super) fn run_on_prose(&mut self, prose: &Prose) {
        let mut paras = prose.paras.iter().peekable();
        // Items cannot run on: the title keeps its colon and its own line.
        let first = paras.next_if(|para| para.marker == Marker::None);
        let running = first.map(|first| RunInText {
            content: self.inlines(&first.pieces),
            typed: cover_pieces(&first.pieces),
        });
        self.run_in(running);
        for para in paras {
            self.para(para);
        }
    }

    /// A part of a section or an appendix, called as what it stands in.
    pub(super) fn part(&mut self, part: &SectionPart, level: &mut NumberingLevel) {
        let name = level.name.clone();
        self.in_part(&name, |c| c.content(part, level));
    }

    /// The one place that says which method sets which part of a section. Tables, of the form
    /// and of the tasks, are noted for those who ask where a figure is shown.
    fn content(&mut self, part: &SectionPart, level: &mut NumberingLevel) {
        match part {
            SectionPart::Prose(prose) => self.prose(prose),
            SectionPart::Numbered(proses) => {
                for prose in proses {
                    let number = level.next(false);
                    self.in_part(&level.part_name(&number), |c| {
                        c.numbered(prose, &number);
                    });
                }
            }
            SectionPart::Sections(sections) => {
                for section in sections {
                    self.section(section, level);
                }
            }
            SectionPart::Objectives(objectives) => self.objectives(objectives, level),
            SectionPart::Tasks(tasks) => self.tasks(tasks, level),
            SectionPart::Units(units) => self.units(units, level),
            SectionPart::Budget(budget) => {
                self.note_part(budget.span);
                self.budget(budget);
            }
            SectionPart::Table(table) => {
                self.note_part(table.span);
                self.table(table.value);
            }
            SectionPart::FromTasks(summary) => {
                self.note_part(summary.span);
                self.summary(*summary);
            }
            SectionPart::FromTargets(table) => {
                self.note_part(table.span);
                self.target_table(table);
            }
            SectionPart::Specimen(items) => self.specimen(items, level),
        }
    }

    /// Prose whose first paragraph has a number in the place of its marker.
    fn numbered(&mut self, prose: &Prose, number: &PartNumber) {
        for (index, para) in prose.paras.iter().enumerate() {
            self.para(para);
            if let (0, Some(Block::Paragraph(first))) = (index, self.blocks.last_mut()) {
                first.marker.clone_from(&number.number);
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
        self.paragraph(marker, content, cover_pieces(&para.pieces));
    }

    /// Adds a paragraph, of which the form says the words at `span`.
    pub(super) fn paragraph(&mut self, marker: String, content: Vec<Inline>, span: Span) {
        let origin = self.origin(span);
        let paragraph = Paragraph { marker, content, keep: false, origin };
        self.push(Block::Paragraph(paragraph));
    }
}

fn label_appendix(number: usize, many: bool) -> String {
    // One alone has no number (Phụ lục I, Phần I, III.1.a).
    if many {
        format!("Phụ lục {}", to_roman(number))
    } else {
        "Phụ lục".to_owned()
    }
}
