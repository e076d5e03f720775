//! Legal bases: an italic list, a running opening, or a section.

use crate::form::{self, Bases, Basis, BasisGroup, BasisStyle};
use crate::source::Span;

use super::composer::{Composer, HeadingInput, TitleJoin};
use super::level::NumberingLevel;
use super::origin::{BlockRole, Origin, cover_pieces};
use super::text::{add_text, append_inlines, set_italic, strip_end_signs};
use super::{Block, Inline, Paragraph};

impl Composer<'_> {
    /// The legal bases in the style of the form. The opening sentence follows a list, ends
    /// a running text, and stands above a section, which it could not end.
    pub(super) fn bases(&mut self, level: &mut NumberingLevel) {
        let plan = self.plan;
        let Some(bases) = plan.bases() else { return };
        match &bases.style {
            BasisStyle::List => {
                self.list(bases);
                self.opening(bases);
            }
            BasisStyle::Running(join) => self.running(bases, *join),
            BasisStyle::Section(title) => {
                self.opening(bases);
                let text = match title {
                    Some(title) => self.inlines(&title.joined()),
                    None => {
                        let kind = crate::language::lower_first(plan.kind().name);
                        vec![Inline::plain(format!("Căn cứ xây dựng {kind}"))]
                    }
                };
                let span = title.as_ref().map(|title| title.span).unwrap_or_default();
                let heading = HeadingInput {
                    text,
                    style: None,
                    join: TitleJoin::OwnLine,
                    below: self.numbering_below(level, None),
                    origin: Origin::new(BlockRole::Section, span),
                };
                self.heading(level, heading, |c, _| c.entries(bases, "-"));
            }
        }
    }

    fn opening(&mut self, bases: &Bases) {
        if let Some(opening) = &bases.opening {
            self.as_role(BlockRole::Opening, |c| c.prose(opening));
        }
    }

    /// Italic, one a line, `;` after each and `.` after the last (II.6.a).
    fn list(&mut self, bases: &Bases) {
        let from = self.blocks.len();
        self.entries(bases, "");
        for block in &mut self.blocks[from..] {
            if let Block::Paragraph(paragraph) = block {
                set_italic(&mut paragraph.content);
            }
        }
    }

    /// Each basis in a paragraph, with `;` after all but the last. The lead-in of its group,
    /// `Căn cứ`, stands before each.
    fn entries(&mut self, bases: &Bases, marker: &str) {
        let mut all = Vec::new();
        for group in &bases.groups {
            let lead = self.lead(group);
            for item in &group.items {
                let mut content = vec![Inline::plain(format!("{lead} "))];
                append_inlines(&mut content, self.basis(item, &lead));
                all.push((content, self.with_place(self.basis_origin(group, item))));
            }
        }
        let count = all.len();
        for (i, (mut content, origin)) in all.into_iter().enumerate() {
            add_text(&mut content, if i + 1 == count { "." } else { ";" });
            let marker = marker.to_owned();
            let paragraph = Paragraph { marker, content, keep: false, origin };
            self.push(Block::Paragraph(paragraph));
        }
    }

    fn lead(&mut self, group: &BasisGroup) -> String {
        let lead = group.lead.as_ref().map(|lead| self.string(lead));
        lead.unwrap_or_else(|| "Căn cứ".to_owned())
    }

    /// A paper as it is cited; a lead-in typed once more before it is taken in.
    fn basis(&mut self, basis: &Basis, lead: &str) -> Vec<Inline> {
        let mut content = match basis {
            Basis::Registered(id) => self.full_citation(&id.value, id.span),
            Basis::Text(plain) => self.inlines(&plain.joined()),
        };
        strip_end_signs(&mut content, &['.', ';', ',']);
        if let Some(Inline::Text { text, .. }) = content.first_mut()
            && let Some(name) =
                text.strip_prefix(lead).and_then(|name| name.strip_prefix(' '))
        {
            *text = name.to_owned();
        }
        content
    }

    /// A paragraph a group, the last joined to the opening sentence.
    fn running(&mut self, bases: &Bases, join: form::BasisJoin) {
        let mut paragraphs = Vec::new();
        for group in &bases.groups {
            let lead = self.lead(group);
            let mut typed: Vec<Span> = group.lead.iter().map(|lead| lead.span).collect();
            typed.extend(group.items.iter().flat_map(|item| self.basis_places(item)));
            let mut content = vec![Inline::plain(format!("{lead} "))];
            for (i, item) in group.items.iter().enumerate() {
                if i > 0 {
                    add_text(&mut content, "; ");
                }
                append_inlines(&mut content, self.basis(item, &lead));
            }
            paragraphs.push(BasisParagraph { content, typed });
        }
        let Some(last) = paragraphs.pop() else {
            self.opening(bases);
            return;
        };
        for mut paragraph in paragraphs {
            add_text(&mut paragraph.content, ";");
            self.opening_paragraph(paragraph, Span::default());
        }
        self.join(last, bases, join);
    }

    /// What of the form a basis of a list is.
    fn basis_origin(&self, group: &BasisGroup, basis: &Basis) -> Origin {
        let id = match basis {
            Basis::Registered(id) => Some(id),
            Basis::Text(_) => None,
        };
        let lead = group.lead.as_ref().map(|lead| lead.span);
        let typed = lead.into_iter().chain(self.basis_places(basis));
        Origin::with_id(BlockRole::Basis, id, find_basis_span(basis)).typed_at(typed)
    }

    /// Where the form says a basis: a paper of the register there as well.
    fn basis_places(&self, basis: &Basis) -> Vec<Span> {
        let paper = match basis {
            Basis::Registered(id) => {
                let mut papers = self.plan.papers().iter();
                papers.find(|(registered, _)| registered.value == id.value)
            }
            Basis::Text(_) => None,
        };
        let paper = paper.map(|(_, paper)| paper.span);
        [find_basis_span(basis)].into_iter().chain(paper).collect()
    }

    /// Adds a paragraph that is part of the opening; `span` is where the form has the
    /// opening sentence in it, empty for bases alone.
    fn opening_paragraph(&mut self, paragraph: BasisParagraph, span: Span) {
        let BasisParagraph { content, typed } = paragraph;
        let origin =
            self.with_place(Origin::new(BlockRole::Opening, span).typed_at(typed));
        self.push(Block::Paragraph(Paragraph {
            marker: String::new(),
            content,
            keep: false,
            origin,
        }));
    }

    /// Sets the last paragraph of running bases with the opening sentence behind it: after a
    /// stop, after a comma, or in a paragraph below. Only the first paragraph of the opening
    /// is joined; others stand below.
    fn join(&mut self, mut last: BasisParagraph, bases: &Bases, join: form::BasisJoin) {
        let Some(opening) = &bases.opening else {
            add_text(&mut last.content, ".");
            self.opening_paragraph(last, Span::default());
            return;
        };
        let sign = match join {
            form::BasisJoin::Stop => ". ",
            form::BasisJoin::Comma => ", ",
            form::BasisJoin::StopAndParagraph | form::BasisJoin::NewParagraph => {
                let is_stop = join == form::BasisJoin::StopAndParagraph;
                add_text(&mut last.content, if is_stop { "." } else { ";" });
                self.opening_paragraph(last, Span::default());
                self.opening(bases);
                return;
            }
        };
        add_text(&mut last.content, sign);
        let mut paras = opening.paras.iter();
        if let Some(first) = paras.next() {
            append_inlines(&mut last.content, self.inlines(&first.pieces));
            last.typed.push(cover_pieces(&first.pieces));
        }
        self.opening_paragraph(last, opening.span);
        for para in paras {
            self.as_role(BlockRole::Opening, |c| c.para(para));
        }
    }
}

/// A paragraph of bases that are no list, with the places where the form says them.
struct BasisParagraph {
    content: Vec<Inline>,
    typed: Vec<Span>,
}

/// Where a basis stands in the form.
fn find_basis_span(basis: &Basis) -> Span {
    match basis {
        Basis::Registered(id) => id.span,
        Basis::Text(plain) => cover_pieces(&plain.joined()),
    }
}
