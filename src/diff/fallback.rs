//! What the redline marks and no change reports: a label of a total, the order of columns.
//! It is reported in general words, so that two papers that differ are never called the
//! same.

use crate::redline::{Block, BlockContent, Redline, Runs, TextMark};

use super::change::{Change, ChangeCause, ChangeKind, Detail, Topic};
use super::words;

/// A change for each block that is marked; `places` has how the paper calls the part in
/// which each block stands, in the order of the redline.
pub(super) fn find_unreported(
    redline: &Redline,
    places: impl IntoIterator<Item = String>,
) -> Vec<Change> {
    let appendices = redline.appendices.iter().flat_map(|appendix| &appendix.body);
    let blocks = redline.body.iter().chain(appendices);
    let marked = places.into_iter().zip(blocks).filter(|(_, block)| block.changed);
    marked
        .enumerate()
        .map(|(index, (place, block))| describe_block(place, block, index + 1))
        .collect()
}

/// A block in which something is different, in general words.
fn describe_block(place: String, block: &Block, order: usize) -> Change {
    let (topic, what, detail) = match &block.part {
        BlockContent::Heading(heading) => {
            let mut runs: Runs = heading.title.clone();
            runs.extend(heading.run_in.clone().unwrap_or_default());
            (Topic::Section, String::new(), Detail::words(runs))
        }
        BlockContent::Paragraph(paragraph) => {
            (Topic::Wording, String::new(), Detail::words(paragraph.content.clone()))
        }
        BlockContent::Specimen(specimen) => {
            let runs = specimen.runs().into_iter().flatten().cloned().collect();
            (Topic::Wording, String::new(), Detail::words(runs))
        }
        BlockContent::Table(table) => {
            // As the new version calls it.
            let kept = table.caption.runs.iter().filter(|r| r.mark != TextMark::Removed);
            let name: String = kept.map(words::get_run_text).collect();
            let what = match name.as_str() {
                "" => "bảng in trong văn bản".to_owned(),
                _ => name,
            };
            // Its words may all be the same, and only their order or layout another.
            let remark =
                "khác ở nhãn, thứ tự hoặc cách trình bày; xem bản đối chiếu (--to pdf)";
            (Topic::Table, what, Detail::words(words::mark_text(remark, TextMark::Kept)))
        }
    };
    Change {
        topic,
        kind: ChangeKind::Changed,
        cause: ChangeCause::Edit,
        place,
        what,
        details: vec![detail],
        order,
    }
}
