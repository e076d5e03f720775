//! Two papers as one with marks, in the common order of their parts.
//!
//! | file | merges |
//! |---|---|
//! | `head` | all but the blocks: letterhead, title, signature |
//! | `appendix` | appendices, without what stands in them |
//! | `block` | titles and paragraphs |
//! | `table`, `row`, `header` | tables: columns, rows, the header |
//! | `line` | lists of lines: letterhead, recipients, notes |

mod appendix;
mod block;
mod head;
mod header;
mod line;
mod row;
mod table;

use crate::document::Block;
use crate::redline::{self, BlockMark, Redline};

use super::MatchedVersions;

pub(super) use line::merge_recipients;

/// The redline of two papers.
pub(super) fn build_redline(both: &MatchedVersions<'_>) -> Redline {
    let mut res = head::merge_heads(&both.old, &both.new);
    let mut in_body = true;
    for step in &both.steps {
        if let Some(appendix) = appendix::merge_appendix_step(both, step) {
            in_body = false;
            res.appendices.push(appendix);
            continue;
        }
        let Some(block) = block::merge_block_step(both, step) else { continue };
        match res.appendices.last_mut() {
            Some(appendix) if !in_body => appendix.body.push(block),
            _ => res.body.push(block),
        }
    }
    drop_repeated_remarks(&mut res.body);
    res.appendices
        .iter_mut()
        .for_each(|appendix| drop_repeated_remarks(&mut appendix.body));
    res
}

/// Where a part has moved as a whole, its first block says where to; the others go with
/// it.
fn drop_repeated_remarks(blocks: &mut [redline::Block]) {
    let mut before: Option<(BlockMark, String)> = None;
    for block in blocks {
        let here = block.remark.clone().map(|remark| (block.mark, remark));
        if here.is_some() && here == before {
            block.remark = None;
        }
        before = here;
    }
}

/// How the paper calls the part in which a block stands.
fn name_place(block: &Block) -> String {
    super::tree::get_origin(block).place.clone()
}
