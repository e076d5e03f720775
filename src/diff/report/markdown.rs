//! Changes as Markdown, for a comment of a merge request.

use std::fmt::Write as _;

use super::super::change::{ChangeCause, Changes};
use super::line::{Pen, format_detail, format_line, list_labelled_once};
use super::text::{MOST_UNREADABLE, join_reasons};
use super::{TopicEdits, build_summary, describe_counts};
use crate::language;

/// Writes Markdown, with elements of HTML for what was removed and added.
struct Markdown;

impl Pen for Markdown {
    fn plain(&self, text: &str) -> String {
        escape_markdown(text)
    }

    fn removed(&self, text: &str) -> String {
        wrap_in_element("del", text)
    }

    fn added(&self, text: &str) -> String {
        wrap_in_element("ins", text)
    }

    fn change(&self, old: &str, new: &str) -> String {
        format!("{} → {}", escape_markdown(old), wrap_in_element("ins", new))
    }
}

/// The changes as Markdown: the summary in sight, the detail folded.
#[must_use]
pub fn format_changes_as_markdown(changes: &Changes) -> String {
    let mut out = String::new();
    let _ = writeln!(
        out,
        "**So sánh văn bản:** {} → {}",
        escape_markdown(&changes.old),
        escape_markdown(&changes.new),
    );
    // It may hide any figure, so that nothing is read before it.
    write_unreadable(changes, &mut out);
    let _ = writeln!(out, "\n**{}**", describe_counts(changes));
    if !changes.is_empty() {
        write_summary(changes, &mut out);
        write_details(changes, &mut out);
    }
    out
}

/// The heading over the changes of one plan among several.
#[must_use]
pub fn format_heading_as_markdown(place: &str) -> String {
    format!("### {}\n\n", escape_markdown(place))
}

fn write_summary(changes: &Changes, out: &mut String) {
    let summary = build_summary(changes);
    for TopicEdits { topic, named, more } in &summary.edits {
        let _ = writeln!(out, "\n{}:\n", topic.vietnamese());
        for change in named {
            let text = format_line(change, &Markdown);
            let _ = writeln!(out, "- {} {text}", change.kind.vietnamese());
        }
        if *more > 0 {
            let _ = writeln!(out, "- … và {more} thay đổi nữa");
        }
    }
    if !summary.has_following() {
        return;
    }
    let _ = writeln!(out, "\nKéo theo:\n");
    for change in &summary.following {
        let _ = writeln!(out, "- {}", format_line(change, &Markdown));
    }
    if summary.more_figures > 0 {
        let _ = writeln!(out, "- {} số khác tính lại", summary.more_figures);
    }
    if summary.more_words > 0 {
        let _ = writeln!(out, "- {} chỗ trong lời văn đọc số mới", summary.more_words);
    }
}

fn write_details(changes: &Changes, out: &mut String) {
    out.push_str("\n<details><summary>Chi tiết, theo thứ tự của văn bản</summary>\n\n");
    for change in &changes.changes {
        let word =
            if change.follows() { "đổi theo" } else { change.kind.vietnamese() };
        let topic = language::lower_first(change.topic.vietnamese());
        let _ = write!(out, "- {word} {topic}");
        if !change.place.is_empty() {
            let _ = write!(out, ", {}", escape_markdown(&change.place));
        }
        if !change.what.is_empty() {
            let _ = write!(out, ": {}", escape_markdown(&change.what));
        }
        out.push('\n');
        let labelled_once = list_labelled_once(&change.details);
        for (detail, written) in labelled_once.zip(&change.details) {
            // What goes on under the label of the line before stands below it.
            let indent = if detail.label == written.label { "  " } else { "    " };
            let text =
                format_detail(&detail, change.kind, &Markdown, false).replace('\n', " ");
            let _ = writeln!(out, "{indent}- {text}");
        }
        if let ChangeCause::Follows(reasons) = &change.cause
            && !reasons.is_empty()
        {
            let _ = writeln!(out, "  - vì {}", escape_markdown(&join_reasons(reasons)));
        }
    }
    out.push_str("\n</details>\n");
}

fn write_unreadable(changes: &Changes, out: &mut String) {
    if changes.unreadable.is_empty() {
        return;
    }
    out.push_str("\nKhông so sánh được, vì biểu có lỗi ở đó:\n\n");
    for item in changes.unreadable.iter().take(MOST_UNREADABLE) {
        let _ = writeln!(
            out,
            "- {}: {}",
            escape_markdown(&item.place),
            escape_markdown(&item.message)
        );
    }
    if changes.unreadable.len() > MOST_UNREADABLE {
        let _ = writeln!(
            out,
            "- … và {} lỗi nữa",
            changes.unreadable.len() - MOST_UNREADABLE
        );
    }
}

/// Text in an element: signs of Markdown would mean nothing next to punctuation.
fn wrap_in_element(element: &str, text: &str) -> String {
    if text.is_empty() {
        return String::new();
    }
    format!("<{element}>{}</{element}>", escape_markdown(text))
}

/// Text in which no sign means anything.
fn escape_markdown(text: &str) -> String {
    let text = &*language::show_hidden_in_lines(text);
    let mut res = String::with_capacity(text.len());
    // A number at the beginning would be that of a list.
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, text) = match text[digits..].chars().next() {
        Some('.' | ')') if digits > 0 => text.split_at(digits),
        _ => ("", text),
    };
    if !number.is_empty() {
        res.push_str(number);
        res.push('\\');
    }
    for c in text.chars() {
        match c {
            '<' => res.push_str("&lt;"),
            '>' => res.push_str("&gt;"),
            '&' => res.push_str("&amp;"),
            // A name or a number of another thread would be called.
            '@' => res.push_str("&#64;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '~' | '|' | '!' | '$' => {
                res.push('\\');
                res.push(c);
            }
            '\n' => res.push(' '),
            c => res.push(c),
        }
    }
    res
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_of_a_plan_is_never_markup() {
        assert_eq!(
            escape_markdown("**a** <b> @c #1 [d](e)"),
            r"\*\*a\*\* &lt;b&gt; &#64;c \#1 \[d\](e)"
        );
        assert_eq!(wrap_in_element("del", ", a~"), r"<del>, a\~</del>");
        assert_eq!(escape_markdown("1. Mục"), r"1\. Mục");
    }
}
