//! Legal bases: an italic list, a running opening, or a section of their own.

use crate::form::{Bases, Basis, BasisGroup, BasisStyle, Join as OpeningJoin};
use crate::source::Span;

use super::composer::{Composer, Join, Titled};
use super::level::Level;
use super::origin::{Origin, Role, extent};
use super::text::{add, append, italic, strip_end, text};
use super::{Block, Inline, Paragraph};

impl Composer<'_> {
    pub(super) fn bases(&mut self, level: &mut Level) {
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
                let kind = crate::language::lower_first(plan.kind().name);
                let own = title.as_ref().map(|t| self.inlines(&t.joined()));
                let text =
                    own.unwrap_or_else(|| vec![text(format!("Căn cứ xây dựng {kind}"))]);
                let below = self.below(level, None);
                let span = title.as_ref().map(|title| title.span).unwrap_or_default();
                let origin = Origin::new(Role::Section, span);
                let (look, join) = (None, Join::OwnLine);
                let titled = Titled { text, look, join, below, origin };
                self.heading(level, titled, |c, _| c.entries(bases, "-"));
            }
        }
    }

    fn opening(&mut self, bases: &Bases) {
        if let Some(opening) = &bases.opening {
            self.as_role(Role::Opening, |c| c.prose(opening));
        }
    }

    /// Italic, one a line, `;` after each and `.` after the last (II.6.a).
    fn list(&mut self, bases: &Bases) {
        let from = self.blocks.len();
        self.entries(bases, "");
        for block in &mut self.blocks[from..] {
            if let Block::Paragraph(paragraph) = block {
                italic(&mut paragraph.content);
            }
        }
    }

    fn entries(&mut self, bases: &Bases, marker: &str) {
        let mut all = Vec::new();
        for group in &bases.groups {
            let lead = self.lead(group);
            for item in &group.items {
                let mut content = vec![text(format!("{lead} "))];
                append(&mut content, self.basis(item, &lead));
                all.push((content, self.placed(of_form(item))));
            }
        }
        let count = all.len();
        for (i, (mut content, origin)) in all.into_iter().enumerate() {
            add(&mut content, if i + 1 == count { "." } else { ";" });
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
            Basis::Registered(id) => self.paper(&id.value, id.span),
            Basis::Text(plain) => self.inlines(&plain.joined()),
        };
        strip_end(&mut content, &['.', ';', ',']);
        if let Some(Inline::Text { text, .. }) = content.first_mut()
            && let Some(rest) = text.strip_prefix(lead).and_then(|r| r.strip_prefix(' '))
        {
            *text = rest.to_owned();
        }
        content
    }

    /// A paragraph a group, the last joined to the opening sentence.
    fn running(&mut self, bases: &Bases, join: OpeningJoin) {
        let mut paragraphs = Vec::new();
        for group in &bases.groups {
            let lead = self.lead(group);
            let mut content = vec![text(format!("{lead} "))];
            for (i, item) in group.items.iter().enumerate() {
                if i > 0 {
                    add(&mut content, "; ");
                }
                append(&mut content, self.basis(item, &lead));
            }
            paragraphs.push(content);
        }
        let Some(last) = paragraphs.pop() else {
            self.opening(bases);
            return;
        };
        for mut content in paragraphs {
            add(&mut content, ";");
            self.opening_paragraph(content, Span::default());
        }
        self.join(last, bases, join);
    }

    fn opening_paragraph(&mut self, content: Vec<Inline>, span: Span) {
        self.as_role(Role::Opening, |c| c.paragraph(String::new(), content, span));
    }

    fn join(&mut self, mut content: Vec<Inline>, bases: &Bases, join: OpeningJoin) {
        let Some(opening) = &bases.opening else {
            add(&mut content, ".");
            self.opening_paragraph(content, Span::default());
            return;
        };
        let sign = match join {
            OpeningJoin::Stop => ". ",
            OpeningJoin::Comma => ", ",
            OpeningJoin::NewParagraph => {
                add(&mut content, ";");
                self.opening_paragraph(content, Span::default());
                self.opening(bases);
                return;
            }
        };
        add(&mut content, sign);
        let mut paras = opening.paras.iter();
        if let Some(first) = paras.next() {
            append(&mut content, self.inlines(&first.pieces));
        }
        self.opening_paragraph(content, opening.span);
        for para in paras {
            self.as_role(Role::Opening, |c| c.para(para));
        }
    }
}

/// What of the form a basis of a list is.
fn of_form(basis: &Basis) -> Origin {
    match basis {
        Basis::Registered(id) => Origin::with_id(Role::Basis, Some(id), id.span),
        Basis::Text(plain) => Origin::new(Role::Basis, extent(&plain.joined())),
    }
}
