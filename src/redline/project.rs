//! A redline as the paper of one side: with all marks accepted, or all rejected. And as
//! one paper with everything in it, by which its tables are measured.
//!
//! | file | what it does |
//! |---|---|
//! | `specimen` | the same for forms that others fill in |
//! | `table` | the same for tables: without the columns and rows of the other side |

mod specimen;
mod table;

use crate::document::{self, Document, Origin};

use super::{
    Appendix, Block, BlockContent, BlockMark, Closing, Heading, Inline, Issuance,
    JointNames, Letterhead, MarkedLine, MarkedRun, Marks, PaperStanding, Paragraph,
    RecipientLine, Redline, Runs, SignatureBlock, TextMark, Title,
};

/// Which paper is taken out of a redline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Projection {
    /// The old version: all marks are rejected.
    Old,
    /// The new version: all marks are accepted.
    New,
    /// Everything that the redline prints, by which it is measured.
    Both,
}

impl Redline {
    /// The paper with all marks accepted: what the new version says. Page set-up and
    /// what the file says about itself are the new version's.
    #[must_use]
    pub fn accepted(&self) -> Document {
        self.document(Projection::New)
    }

    /// The paper with all marks rejected: what the old version says. Page set-up and
    /// what the file says about itself are the new version's, and do not print.
    #[must_use]
    pub fn rejected(&self) -> Document {
        self.document(Projection::Old)
    }

    /// Everything that stands on the pages of the redline, as one paper: block by block
    /// and row by row as here, to be measured.
    #[must_use]
    pub fn combined(&self) -> Document {
        self.document(Projection::Both)
    }

    fn document(&self, side: Projection) -> Document {
        let Self {
            // The names of the versions stand at the foot of a redline alone.
            old: _,
            new: _,
            meta,
            page,
            letterhead,
            standing,
            marks,
            title,
            body,
            contact,
            appendices,
        } = self;
        Document {
            meta: meta.clone(),
            page: page.clone(),
            letterhead: side.letterhead(letterhead),
            standing: side.standing(standing),
            marks: side.marks(marks),
            title: side.title(title),
            body: side.blocks(body),
            contact: side.line(contact),
            appendices: side.appendices(appendices),
        }
    }
}

impl Projection {
    fn has(self, mark: TextMark) -> bool {
        match self {
            Self::Old => mark.is_old(),
            Self::New => mark.is_new(),
            Self::Both => true,
        }
    }

    fn has_block(self, mark: BlockMark) -> bool {
        match self {
            Self::Old => mark.is_old(),
            Self::New => mark.is_new(),
            Self::Both => true,
        }
    }

    /// The pieces of the side; neighbours of one style are one text, as they were before
    /// they were compared. Where removed text touches added text, the redline leaves a blank
    /// between them.
    fn inlines(self, runs: &[MarkedRun]) -> Vec<document::Inline> {
        let mut res = Vec::new();
        let mut before = TextMark::Kept;
        for run in runs.iter().filter(|run| self.has(run.mark)) {
            let mut next = self.inline(&run.inline);
            if self == Self::Both
                && !before.is_new()
                && !run.mark.is_old()
                && let document::Inline::Text { text, .. } = &mut next
            {
                text.insert(0, ' ');
            }
            before = run.mark;
            if !res.last_mut().is_some_and(|before| append_inline(before, &next)) {
                res.push(next);
            }
        }
        res
    }

    fn inline(self, inline: &Inline) -> document::Inline {
        match inline {
            Inline::Text { text, bold, italic } => document::Inline::Text {
                text: text.clone(),
                bold: *bold,
                italic: *italic,
            },
            Inline::Note { old, new, content } => {
                let number = match self {
                    Self::Old => old.or(*new),
                    Self::New | Self::Both => new.or(*old),
                };
                let content = self.inlines(content);
                document::Inline::Note { number: number.unwrap_or_default(), content }
            }
            Inline::Gap { digits } => document::Inline::Gap { digits: *digits },
            Inline::Dots => document::Inline::Dots,
            Inline::Leader { dots, digits, share } => document::Inline::Leader {
                dots: dots.clone(),
                digits: *digits,
                share: *share,
            },
            Inline::CheckBox { ticked } => document::Inline::CheckBox { ticked: *ticked },
            Inline::Break => document::Inline::Break,
        }
    }

    /// The text of what has no styles in a paper.
    fn text(self, runs: &[MarkedRun]) -> String {
        let kept = runs.iter().filter(|run| self.has(run.mark));
        kept.filter_map(|run| match &run.inline {
            Inline::Text { text, .. } => Some(text.as_str()),
            _ => None,
        })
        .collect()
    }

    /// A line, if the side has it.
    fn line(self, line: &MarkedLine) -> Option<String> {
        let is_kept =
            self.has(line.mark) && line.runs.iter().any(|run| self.has(run.mark));
        is_kept.then(|| self.text(&line.runs))
    }

    fn lines(self, lines: &[MarkedLine]) -> Vec<String> {
        lines.iter().filter_map(|line| self.line(line)).collect()
    }

    fn letterhead(self, head: &Letterhead) -> document::Letterhead {
        let Letterhead { parent, agency, joint } = head;
        let joint =
            joint.iter().map(|JointNames { parent, agency }| document::JointNames {
                parent: self.lines(parent),
                agency: self.lines(agency),
            });
        // An agency of the other side alone has no line here.
        let joint = joint.filter(|names| !names.agency.is_empty()).collect();
        document::Letterhead {
            parent: self.lines(parent),
            agency: self.lines(agency),
            joint,
        }
    }

    fn standing(self, standing: &PaperStanding) -> document::PaperStanding {
        let issued = |issuance| document::PaperStanding::Issued(self.issuance(issuance));
        let attached =
            |source: &Runs| document::PaperStanding::Attached(self.inlines(source));
        match (standing, self) {
            (PaperStanding::Issued(issuance), _) => issued(issuance),
            (PaperStanding::Attached(source), _) => attached(source),
            // Heads and feet are not measured: of both, the one with more in it is taken.
            (PaperStanding::Attaching { old, .. }, Self::Old | Self::Both) => issued(old),
            (PaperStanding::Attaching { new, .. }, Self::New) => attached(new),
            (PaperStanding::Issuing { old, .. }, Self::Old) => attached(old),
            (PaperStanding::Issuing { new, .. }, Self::New | Self::Both) => issued(new),
        }
    }

    fn issuance(self, issuance: &Issuance) -> document::Issuance {
        let Issuance { number, place_date, addressees, closing } = issuance;
        document::Issuance {
            number: self.inlines(number),
            place_date: self.inlines(place_date),
            addressees: self.lines(addressees),
            closing: self.closing(closing),
        }
    }

    fn marks(self, marks: &Marks) -> document::Marks {
        let Marks { urgency, secrecy, circulation } = marks;
        document::Marks {
            urgency: self.joined_lines(urgency),
            secrecy: self.joined_lines(secrecy),
            circulation: self.joined_lines(circulation),
        }
    }

    /// Lines as one text, if the side has any.
    fn joined_lines(self, lines: &[MarkedLine]) -> Option<String> {
        let lines = self.lines(lines);
        (!lines.is_empty()).then(|| lines.join(" "))
    }

    fn title(self, title: &Title) -> document::Title {
        let Title { kind, subject } = title;
        document::Title { kind: self.text(kind), subject: self.lines(subject) }
    }

    fn closing(self, closing: &Closing) -> document::Closing {
        let Closing { recipients, drafter, signatures } = closing;
        let recipients = recipients.iter().filter_map(|RecipientLine { label, line }| {
            let text = self.line(line)?;
            Some(match label {
                true => document::RecipientLine::Label(text),
                false => document::RecipientLine::Name(text),
            })
        });
        let kept = signatures.iter().filter(|block| self.has(block.mark));
        let signatures = kept.map(|SignatureBlock { mark: _, authority, signer }| {
            document::SignatureBlock {
                authority: self.lines(authority),
                signer: self.line(signer),
            }
        });
        document::Closing {
            recipients: recipients.collect(),
            drafter: self.line(drafter),
            signatures: signatures.collect(),
        }
    }

    fn appendices(self, appendices: &[Appendix]) -> Vec<document::Appendix> {
        let kept = appendices.iter().filter(|appendix| self.has_block(appendix.mark));
        kept.map(|appendix| self.appendix(appendix)).collect()
    }

    /// An appendix. Where it was moved to is a remark and no text of either version.
    fn appendix(self, appendix: &Appendix) -> document::Appendix {
        let Appendix { mark: _, remark: _, label, title, source, orientation, body } =
            appendix;
        document::Appendix {
            label: self.text(label),
            title: self.lines(title),
            source: self.inlines(source),
            orientation: *orientation,
            body: self.blocks(body),
            origin: Origin::default(),
        }
    }

    fn blocks(self, blocks: &[Block]) -> Vec<document::Block> {
        let kept = blocks.iter().filter(|block| self.has_block(block.mark));
        kept.map(|block| self.block(block)).collect()
    }

    fn block(self, block: &Block) -> document::Block {
        match &block.part {
            BlockContent::Heading(heading) => {
                document::Block::Heading(self.heading(heading))
            }
            BlockContent::Paragraph(text) => {
                document::Block::Paragraph(self.paragraph(text))
            }
            BlockContent::Table(table) => document::Block::Table(self.table(table)),
            BlockContent::Specimen(specimen) => {
                document::Block::Specimen(self.specimen(specimen))
            }
        }
    }

    fn heading(self, heading: &Heading) -> document::Heading {
        let Heading { level, look, old_look, number, title, run_in } = heading;
        document::Heading {
            level: *level,
            look: if self == Self::Old { *old_look } else { *look },
            number: self.text(number),
            title: self.inlines(title),
            run_in: run_in.as_ref().map(|runs| self.inlines(runs)),
            origin: Origin::default(),
        }
    }

    fn paragraph(self, paragraph: &Paragraph) -> document::Paragraph {
        let Paragraph { marker, content, keep } = paragraph;
        document::Paragraph {
            marker: self.text(marker),
            content: self.inlines(content),
            keep: *keep,
            origin: Origin::default(),
        }
    }
}

/// Appends a text to the one before it; `false` where either is no text, or their style
/// differs.
fn append_inline(before: &mut document::Inline, next: &document::Inline) -> bool {
    use document::Inline::Text;
    match (before, next) {
        (
            Text { text, bold, italic },
            Text { text: more, bold: next_bold, italic: next_italic },
        ) if bold == next_bold && italic == next_italic => {
            text.push_str(more);
            true
        }
        _ => false,
    }
}
