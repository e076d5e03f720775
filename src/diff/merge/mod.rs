//! Two papers as one with marks, in the common order of their parts.
//!
//! | file | merges |
//! |---|---|
//! | `block` | titles and paragraphs |
//! | `table`, `header` | tables, by columns and rows |
//! | `line` | lists of lines: letterhead, recipients, notes |

mod block;
mod header;
mod line;
mod table;

use crate::document::{self, Block, Document};
use crate::redline::{
    Appendix, BlockMark, Closing, Letterhead, Line, Mark, Marks, Redline, Title,
};

use super::order::Step;
use super::tree::{Item, Tree};
use super::words;

pub(super) use line::lines;

/// Two papers and how their parts pair.
pub(super) struct Merge<'t, 'd> {
    pub(super) old: &'t Tree<'d>,
    pub(super) new: &'t Tree<'d>,
    pub(super) steps: &'t [Step],
    /// For each old node whether it says the same as its partner but for what is computed
    /// or numbered.
    pub(super) is_effect: &'t dyn Fn(usize, usize) -> bool,
    /// The recipients of both.
    pub(super) recipients: Vec<Line>,
}

impl Merge<'_, '_> {
    /// The redline of two papers, called so.
    pub(super) fn redline(
        &self,
        (old, new): (&Document, &Document),
        (old_name, new_name): (&str, &str),
    ) -> Redline {
        let mut res = head(old, new);
        res.closing.recipients.clone_from(&self.recipients);
        (res.old, res.new) = (old_name.to_owned(), new_name.to_owned());
        let mut in_body = true;
        for step in self.steps {
            if let Some(appendix) = self.appendix(step) {
                in_body = false;
                res.appendices.push(appendix);
                continue;
            }
            let Some(block) = self.block(step) else { continue };
            match res.appendices.last_mut() {
                Some(appendix) if !in_body => appendix.body.push(block),
                _ => res.body.push(block),
            }
        }
        remark_once(&mut res.body);
        res.appendices.iter_mut().for_each(|a| remark_once(&mut a.body));
        res
    }

    fn appendix(&self, step: &Step) -> Option<Appendix> {
        let old = |at: usize| match self.old.nodes[at].item {
            Item::Appendix(appendix) => Some(appendix),
            _ => None,
        };
        let new = |at: usize| match self.new.nodes[at].item {
            Item::Appendix(appendix) => Some(appendix),
            _ => None,
        };
        let of = |appendix: &document::Appendix, block: BlockMark, mark| Appendix {
            mark: block,
            remark: None,
            label: words::whole_text(&appendix.label, mark),
            title: appendix.title.iter().map(|l| line::whole(l, mark)).collect(),
            source: words::whole(&appendix.source, mark),
            turn: appendix.turn,
            body: Vec::new(),
        };
        Some(match *step {
            Step::Both { old: at, new: other } => {
                let (ours, theirs) = (old(at)?, new(other)?);
                both_appendices(ours, theirs, BlockMark::Kept)
            }
            Step::MovedTo { old: at, new: other } => {
                let mut res = both_appendices(old(at)?, new(other)?, BlockMark::MovedTo);
                res.remark = Some(old(at)?.label.clone());
                res
            }
            Step::MovedFrom { old: at, new: other } => {
                let mut res = of(old(at)?, BlockMark::MovedFrom, Mark::Kept);
                res.remark = Some(new(other)?.label.clone());
                res
            }
            Step::Deleted(at) => of(old(at)?, BlockMark::Deleted, Mark::Deleted),
            Step::Added(at) => of(new(at)?, BlockMark::Added, Mark::Added),
        })
    }
}

fn both_appendices(
    old: &document::Appendix,
    new: &document::Appendix,
    mark: BlockMark,
) -> Appendix {
    Appendix {
        mark,
        remark: None,
        label: words::renumbered(&old.label, &new.label),
        title: lines(&old.title, &new.title),
        source: words::runs(&old.source, &new.source),
        turn: new.turn,
        body: Vec::new(),
    }
}

/// All but the blocks and the recipients.
fn head(old: &Document, new: &Document) -> Redline {
    let (a, b) = (&old.letterhead, &new.letterhead);
    let list = |text: &Option<String>| text.iter().cloned().collect::<Vec<_>>();
    let pair = |a: &Option<String>, b: &Option<String>| lines(&list(a), &list(b));
    let one =
        |a: &Option<String>, b: &Option<String>| line::one(a.as_deref(), b.as_deref());
    let (from, to) = (&old.closing, &new.closing);
    Redline {
        old: String::new(),
        new: String::new(),
        meta: new.meta.clone(),
        page: new.page.clone(),
        letterhead: Letterhead {
            parent: lines(&a.parent, &b.parent),
            agency: lines(&a.agency, &b.agency),
            number: words::runs(&a.number, &b.number),
            place_date: words::runs(&a.place_date, &b.place_date),
        },
        marks: Marks {
            urgency: pair(&old.marks.urgency, &new.marks.urgency),
            secrecy: pair(&old.marks.secrecy, &new.marks.secrecy),
            circulation: pair(&old.marks.circulation, &new.marks.circulation),
        },
        title: Title {
            kind: words::text_runs(&old.title.kind, &new.title.kind),
            subject: lines(&old.title.subject, &new.title.subject),
        },
        body: Vec::new(),
        closing: Closing {
            recipients: Vec::new(),
            drafter: one(&from.drafter, &to.drafter),
            authority: lines(&from.authority, &to.authority),
            signer: one(&from.signer, &to.signer),
        },
        contact: one(&old.contact, &new.contact),
        appendices: Vec::new(),
    }
}

/// Where a part has moved as a whole, its first block says where to; the others go with
/// it.
fn remark_once(blocks: &mut [crate::redline::Block]) {
    let mut said: Option<(BlockMark, String)> = None;
    for block in blocks {
        let here = block.remark.clone().map(|remark| (block.mark, remark));
        if here.is_some() && here == said {
            block.remark = None;
        }
        said = here;
    }
}

/// How the paper calls the part in which a block stands.
pub(super) fn place(block: &Block) -> String {
    super::tree::origin(block).place.clone()
}
