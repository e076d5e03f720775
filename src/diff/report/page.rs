//! Changes as a page for a browser: the list, with jumps to the pages of the redline beside
//! it. One file that asks for no other, and runs nothing.

use serde::Serialize;

use super::super::change::{Change, ChangeCause, Changes};
use super::line::{Pen, format_detail, format_line};
use super::locate::locate_changes;
use super::text::{MOST_UNREADABLE, join_reasons};
use super::{ChangeSummary, TopicEdits, build_summary, describe_counts};
use crate::language;
use crate::template::{PageTemplate, encode_base64};
use crate::typeset::PagePicture;

const STYLE: &str = include_str!("../../../templates/so-sanh.css");

static PAGE: PageTemplate = PageTemplate::new(
    "so-sanh.html.jinja",
    include_str!("../../../templates/so-sanh.html.jinja"),
    STYLE,
    "",
);

/// The signs between which removed and added words stand in a line, before it is cut into
/// pieces. No text has them: signs that are not seen are made visible in it.
const REMOVED: char = '\u{1}';
const ADDED: char = '\u{2}';
const END: char = '\u{3}';

/// Writes lines whose removed and added words stand between signs.
struct PagePen;

impl Pen for PagePen {
    fn plain(&self, text: &str) -> String {
        language::show_hidden(text).into_owned()
    }

    fn removed(&self, text: &str) -> String {
        mark_words(REMOVED, text)
    }

    fn added(&self, text: &str) -> String {
        mark_words(ADDED, text)
    }

    fn change(&self, old: &str, new: &str) -> String {
        format!("{} → {}", self.removed(old), self.added(new))
    }
}

fn mark_words(sign: char, text: &str) -> String {
    if text.is_empty() {
        return String::new();
    }
    format!("{sign}{}{END}", language::show_hidden(text))
}

/// A piece of a line, by the element that it stands in.
#[derive(Debug, Serialize, PartialEq, Eq)]
struct Piece<'t> {
    /// `del`, `ins`; empty for text as it is.
    mark: &'static str,
    text: &'t str,
}

/// A line, which owns the text of its pieces.
struct Line(String);

impl Serialize for Line {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(split_pieces(&self.0))
    }
}

fn split_pieces(line: &str) -> Vec<Piece<'_>> {
    let mut res = Vec::new();
    let mut mark = "";
    for text in line.split_inclusive([REMOVED, ADDED, END]) {
        let words = text.trim_end_matches([REMOVED, ADDED, END]);
        if !words.is_empty() {
            res.push(Piece { mark, text: words });
        }
        mark = match text.chars().next_back() {
            Some(REMOVED) => "del",
            Some(ADDED) => "ins",
            _ => "",
        };
    }
    res
}

/// What the template is given: every word final.
#[derive(Serialize)]
struct PageView<'c> {
    old: String,
    new: String,
    counts: String,
    unreadable: Vec<UnreadableView>,
    more_unreadable: usize,
    topics: Vec<TopicView>,
    following_title: &'static str,
    following: Vec<Line>,
    more_following: String,
    places: Vec<PlaceView<'c>>,
    pages: Vec<PictureView>,
    /// Whether pages without a change are left out.
    has_gaps: bool,
}

#[derive(Serialize)]
struct UnreadableView {
    place: String,
    message: String,
}

#[derive(Serialize)]
struct TopicView {
    name: &'static str,
    edits: Vec<EditView>,
    more: usize,
}

#[derive(Serialize)]
struct EditView {
    /// The number of the change in the detail, from 1.
    id: usize,
    word: &'static str,
    line: Line,
}

#[derive(Serialize)]
struct PlaceView<'c> {
    #[serde(skip)]
    place: &'c str,
    name: String,
    changes: Vec<ChangeView>,
}

#[derive(Serialize)]
struct ChangeView {
    id: usize,
    kind: &'static str,
    word: &'static str,
    topic: String,
    what: String,
    details: Vec<Line>,
    because: String,
    /// The page of the redline on which it is; 0 where it is not known.
    page: usize,
}

#[derive(Serialize)]
struct PictureView {
    number: usize,
    width: u32,
    height: u32,
    picture: String,
    changes: Vec<JumpView>,
}

#[derive(Serialize)]
struct JumpView {
    id: usize,
    word: &'static str,
    name: String,
}

/// The changes as a page, with pages of the redline as pictures.
#[must_use]
pub fn format_changes_as_page(changes: &Changes, pages: &[PagePicture]) -> String {
    let located = locate_changes(&changes.changes, pages);
    let summary = build_summary(changes);
    let unreadable = changes.unreadable.iter().take(MOST_UNREADABLE);
    PAGE.render(PageView {
        old: changes.old.clone(),
        new: changes.new.clone(),
        counts: describe_counts(changes),
        unreadable: unreadable
            .map(|item| UnreadableView {
                place: item.place.clone(),
                message: item.message.clone(),
            })
            .collect(),
        more_unreadable: changes.unreadable.len().saturating_sub(MOST_UNREADABLE),
        topics: summary.edits.iter().map(|topic| show_topic(topic, changes)).collect(),
        following_title: if summary.edits.is_empty() {
            "Đổi theo"
        } else {
            "Kéo theo"
        },
        following: summary.following.iter().map(show_line).collect(),
        more_following: describe_more_following(&summary),
        places: group_by_place(changes, &located),
        pages: pages.iter().map(|page| show_picture(page, changes, &located)).collect(),
        has_gaps: pages.first().is_some_and(|page| page.count > pages.len()),
    })
}

fn show_line(change: &Change) -> Line {
    Line(format_line(change, &PagePen))
}

fn show_topic(topic: &TopicEdits<'_>, changes: &Changes) -> TopicView {
    let edits = topic.named.iter().map(|named| {
        let index =
            changes.changes.iter().position(|change| std::ptr::eq(change, *named));
        EditView {
            id: index.map_or(0, |index| index + 1),
            word: named.kind.vietnamese(),
            line: show_line(named),
        }
    });
    TopicView { name: topic.topic.vietnamese(), edits: edits.collect(), more: topic.more }
}

fn describe_more_following(summary: &ChangeSummary<'_>) -> String {
    let counts = [
        (summary.more_figures, "số khác tính lại"),
        (summary.more_words, "chỗ trong lời văn đọc số mới"),
    ];
    let counts = counts.iter().filter(|(count, _)| *count > 0);
    let counts: Vec<_> =
        counts.map(|(count, words)| format!("{count} {words}")).collect();
    counts.join(", ")
}

/// The detail, in the order of the paper.
fn group_by_place<'c>(
    changes: &'c Changes,
    located: &[Option<usize>],
) -> Vec<PlaceView<'c>> {
    let mut res: Vec<PlaceView<'c>> = Vec::new();
    for (index, (change, page)) in changes.changes.iter().zip(located).enumerate() {
        let view = show_change(change, index + 1, *page);
        match res.last_mut() {
            Some(last) if last.place == change.place => last.changes.push(view),
            _ => res.push(PlaceView {
                place: &change.place,
                name: match change.place.as_str() {
                    "" => "(chung)".to_owned(),
                    place => place.to_owned(),
                },
                changes: vec![view],
            }),
        }
    }
    res
}

fn show_change(change: &Change, id: usize, page: Option<usize>) -> ChangeView {
    let because = match &change.cause {
        ChangeCause::Follows(reasons) => join_reasons(reasons),
        ChangeCause::Edit => String::new(),
    };
    let details = change.details.iter();
    ChangeView {
        id,
        kind: if change.follows() { "follows" } else { change.kind.code() },
        word: name_kind(change),
        topic: language::lower_first(change.topic.vietnamese()),
        what: change.what.clone(),
        details: details
            .map(|detail| Line(format_detail(detail, change.kind, &PagePen, false)))
            .collect(),
        because,
        page: page.unwrap_or_default(),
    }
}

fn name_kind(change: &Change) -> &'static str {
    if change.follows() { "đổi theo" } else { change.kind.vietnamese() }
}

fn show_picture(
    page: &PagePicture,
    changes: &Changes,
    located: &[Option<usize>],
) -> PictureView {
    let here = changes.changes.iter().zip(located).enumerate();
    let here = here.filter(|(_, (_, place))| **place == Some(page.number));
    let jumps = here.map(|(index, (change, _))| JumpView {
        id: index + 1,
        word: name_kind(change),
        name: match change.what.as_str() {
            "" => language::lower_first(change.topic.vietnamese()),
            what => what.to_owned(),
        },
    });
    PictureView {
        number: page.number,
        width: page.width,
        height: page.height,
        picture: encode_base64(&page.png),
        changes: jumps.collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_has_the_signs_of_a_mark() {
        let text = "a\u{1}b\u{2}c\u{3}";
        let line = format!("{}{}", PagePen.plain(text), PagePen.change(text, text));
        let marks: Vec<_> = split_pieces(&line).iter().map(|piece| piece.mark).collect();
        assert_eq!(marks, ["", "del", "", "ins"]);
    }

    #[test]
    fn the_style_ends_where_it_should() {
        assert!(!STYLE.contains("</") && !STYLE.contains("<!--"));
        // A browser turns it into a line feed, and the hash would be another.
        assert!(!STYLE.contains('\r') && !STYLE.contains("url("));
    }
}
