//! Two papers as one with marks, in the common order of their parts.
//!
//! What both versions have is `merged`; what one alone has is `marked` as a whole.
//!
//! | file | what it does |
//! |---|---|
//! | `head` | merges what every paper has above its blocks: letterhead, marks, title |
//! | `standing` | merges number, date and signature, or the line with the decision |
//! | `appendix` | merges appendices, without what stands in them |
//! | `block` | merges titles and paragraphs |
//! | `specimen` | merges the parts of forms that others fill in |
//! | `table` | merges tables |
//! | `header` | lays the headers of two tables one over the other |
//! | `row` | lays out the rows of two tables over the columns of both |
//! | `line` | merges lists of lines: letterhead, recipients, notes |

mod appendix;
mod block;
mod head;
mod header;
mod line;
mod row;
mod specimen;
mod standing;
mod table;

use crate::document::Block;
use crate::redline::{self, BlockMark, Redline};

use super::MatchedVersions;

pub(super) use standing::merge_recipients;

/// The redline of two papers.
///
/// The steps are those of one order of both papers, the body first: once an appendix has
/// been met, blocks go into the last one.
pub(super) fn build_redline(matched: &MatchedVersions<'_>) -> Redline {
    let mut res = head::merge_heads(&matched.old, &matched.new);
    for step in &matched.steps {
        if let Some(appendix) = appendix::merge_appendix_step(matched, step) {
            res.appendices.push(appendix);
            continue;
        }
        let Some(block) = block::merge_block_step(matched, step) else { continue };
        match res.appendices.last_mut() {
            Some(appendix) => appendix.body.push(block),
            None => res.body.push(block),
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
        let remark = block.remark.clone().map(|remark| (block.mark, remark));
        if remark.is_some() && remark == before {
            block.remark = None;
        }
        before = remark;
    }
}

/// How the paper calls the part in which a block stands.
fn get_place_name(block: &Block) -> String {
    super::tree::get_origin(block).place.clone()
}
