//! Changes as Markdown, for a comment of a merge request.

use std::fmt::Write as _;

use super::super::change::{Cause, Changes};
use super::line::{Pen, detail, line};
use super::text::{MOST_UNREAD, because};
use super::{counted, summary};

struct Markdown;

impl Pen for Markdown {
    fn plain(&self, text: &str) -> String {
        escape(text)
    }

    fn removed(&self, text: &str) -> String {
        inside("del", text)
    }

    fn added(&self, text: &str) -> String {
        inside("ins", text)
    }

    fn change(&self, old: &str, new: &str) -> String {
        format!("{} → {}", escape(old), inside("ins", new))
    }
}

/// The changes as Markdown: the summary in sight, the detail folded.
#[must_use]
pub fn markdown(changes: &Changes) -> String {
    let mut out = String::new();
    let _ = writeln!(
        out,
        "**So sánh kế hoạch:** {} → {}\n\n**{}**",
        escape(&changes.old),
        escape(&changes.new),
        counted(changes)
    );
    if !changes.is_empty() {
        brief(changes, &mut out);
        details(changes, &mut out);
    }
    unread(changes, &mut out);
    out
}

fn brief(changes: &Changes, out: &mut String) {
    let summary = summary(changes);
    for (topic, named, more) in &summary.edits {
        let _ = writeln!(out, "\n{}:\n", topic.vietnamese());
        for change in named {
            let text = line(change, &Markdown);
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
        let _ = writeln!(out, "- {}", line(change, &Markdown));
    }
    if summary.more_figures > 0 {
        let _ = writeln!(out, "- {} số khác tính lại", summary.more_figures);
    }
    if summary.more_words > 0 {
        let _ = writeln!(out, "- {} chỗ trong lời văn đọc số mới", summary.more_words);
    }
}

fn details(changes: &Changes, out: &mut String) {
    out.push_str("\n<details><summary>Chi tiết, theo thứ tự của văn bản</summary>\n\n");
    for change in &changes.changes {
        let word =
            if change.follows() { "đổi theo" } else { change.kind.vietnamese() };
        let topic = crate::language::lower_first(change.topic.vietnamese());
        let _ = write!(out, "- {word} {topic}");
        if !change.place.is_empty() {
            let _ = write!(out, ", {}", escape(&change.place));
        }
        if !change.what.is_empty() {
            let _ = write!(out, ": {}", escape(&change.what));
        }
        out.push('\n');
        for found in &change.details {
            let text = detail(found, change.kind, &Markdown, false).replace('\n', " ");
            let _ = writeln!(out, "  - {text}");
        }
        if let Cause::Follows(reasons) = &change.cause
            && !reasons.is_empty()
        {
            let _ = writeln!(out, "  - vì {}", escape(&because(reasons)));
        }
    }
    out.push_str("\n</details>\n");
}

fn unread(changes: &Changes, out: &mut String) {
    if changes.unread.is_empty() {
        return;
    }
    out.push_str("\nKhông so sánh được, vì biểu có lỗi ở đó:\n\n");
    for unread in changes.unread.iter().take(MOST_UNREAD) {
        let _ = writeln!(out, "- {}: {}", escape(&unread.place), escape(&unread.message));
    }
    if changes.unread.len() > MOST_UNREAD {
        let _ = writeln!(out, "- … và {} lỗi nữa", changes.unread.len() - MOST_UNREAD);
    }
}

/// Text in an element: signs of Markdown would mean nothing next to punctuation.
fn inside(element: &str, text: &str) -> String {
    if text.is_empty() {
        return String::new();
    }
    format!("<{element}>{}</{element}>", escape(text))
}

/// Text in which no sign means anything.
fn escape(text: &str) -> String {
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
            escape("**a** <b> @c #1 [d](e)"),
            r"\*\*a\*\* &lt;b&gt; &#64;c \#1 \[d\](e)"
        );
        assert_eq!(inside("del", ", a~"), r"<del>, a\~</del>");
        assert_eq!(escape("1. Mục"), r"1\. Mục");
    }
}
