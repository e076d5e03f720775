//! Changes for a terminal: a summary that is read in half a minute, then the detail in
//! the order of the paper.

use std::fmt::Write as _;

use super::super::change::{Change, ChangeCause, ChangeKind, Changes};
use super::line::{Pen, format_detail, format_line, list_labelled_once};
use super::{TopicEdits, build_summary, describe_counts};
use crate::diagnostic::Paint;
use crate::language;

/// The narrowest lines that are made, in letters, however narrow the terminal is.
const NARROW: usize = 40;

/// The widest lines that are made, in letters.
const WIDE: usize = 120;

/// Writes for a terminal: with colours, or with signs where there are none.
struct Terminal(Paint);

impl Terminal {
    fn paint(&self, code: &str, text: &str) -> String {
        match self.0 {
            Paint::Colour => format!("\u{1b}[{code}m{text}\u{1b}[0m"),
            Paint::Plain => text.to_owned(),
        }
    }
}

impl Pen for Terminal {
    fn plain(&self, text: &str) -> String {
        language::show_hidden(text).into_owned()
    }

    fn removed(&self, text: &str) -> String {
        let text = &language::show_hidden(text);
        match self.0 {
            Paint::Colour => self.paint("31;9", text),
            Paint::Plain => format!("[-{text}-]"),
        }
    }

    fn added(&self, text: &str) -> String {
        let text = &language::show_hidden(text);
        match self.0 {
            Paint::Colour => self.paint("32", text),
            Paint::Plain => format!("{{+{text}+}}"),
        }
    }

    fn change(&self, old: &str, new: &str) -> String {
        let [old, new] = [old, new].map(language::show_hidden);
        format!("{} → {}", self.paint("31", &old), self.paint("32", &new))
    }
}

/// The changes as text, in lines of `width` letters.
#[must_use]
pub fn format_changes_as_text(changes: &Changes, paint: Paint, width: usize) -> String {
    let mut out = TextReport {
        pen: Terminal(paint),
        width: width.clamp(NARROW, WIDE),
        text: String::new(),
    };
    out.push_names(changes);
    // It may hide any figure, so that nothing is read before it.
    out.push_unreadable(changes);
    out.push_title(&format!("Tóm tắt: {}", describe_counts(changes)));
    if !changes.is_empty() {
        out.push_summary(changes);
        out.push_details(changes);
    }
    out.text
}

/// The line over the changes of one plan among several.
#[must_use]
pub fn format_heading_as_text(place: &str, paint: Paint) -> String {
    let place = language::show_hidden(place);
    format!("{}\n", Terminal(paint).paint("1", &format!("──── {place} ────")))
}

struct TextReport {
    pen: Terminal,
    width: usize,
    text: String,
}

impl TextReport {
    /// A line after `indent` blanks, with a sign before it; what does not fit goes on
    /// below, indented as far as its text.
    ///
    /// Words are put one after another until the next does not fit; the first word of a
    /// text always goes beside the sign, however long it is. Widths are counted without the
    /// codes of colours, so that coloured lines break where plain ones do.
    fn push_line(&mut self, indent: usize, sign: &str, text: &str) {
        let hang = indent + count_letters(sign) + usize::from(!sign.is_empty());
        let mut row = format!("{:indent$}{sign}", "");
        let mut length = indent + count_letters(sign);
        let mut first = true;
        for word in text.split(' ') {
            let wide = count_letters(word);
            let blank = usize::from(!first || !sign.is_empty());
            // It does not fit: the row is done, and the word begins the next.
            if !first && length + 1 + wide > self.width {
                let _ = writeln!(self.text, "{}", row.trim_end());
                row = format!("{:hang$}", "");
                length = hang;
                row.push_str(word);
                length += wide;
                continue;
            }
            if blank == 1 {
                row.push(' ');
            }
            row.push_str(word);
            length += blank + wide;
            first = false;
        }
        let _ = writeln!(self.text, "{}", row.trim_end());
    }

    fn push_title(&mut self, text: &str) {
        let text = self.pen.paint("1", text);
        self.text.push('\n');
        self.push_line(0, "", &text);
    }

    fn push_names(&mut self, changes: &Changes) {
        self.push_line(0, "Bản cũ: ", &language::show_hidden(&changes.old));
        self.push_line(0, "Bản mới:", &language::show_hidden(&changes.new));
    }

    fn push_summary(&mut self, changes: &Changes) {
        let summary = build_summary(changes);
        for TopicEdits { topic, named, more } in &summary.edits {
            self.push_line(2, "", topic.vietnamese());
            for change in named {
                let text = format_line(change, &self.pen);
                self.push_line(4, change.kind.vietnamese(), &text);
            }
            if *more > 0 {
                self.push_line(4, "", &format!("… và {more} thay đổi nữa"));
            }
        }
        if !summary.has_following() {
            return;
        }
        self.push_line(
            2,
            "",
            if summary.edits.is_empty() { "Đổi theo" } else { "Kéo theo" },
        );
        for change in &summary.following {
            let text = format_line(change, &self.pen);
            self.push_line(4, "=", &text);
        }
        let mut more = Vec::new();
        if summary.more_figures > 0 {
            more.push(format!("{} số khác tính lại", summary.more_figures));
        }
        if summary.more_words > 0 {
            more.push(format!("{} chỗ trong lời văn đọc số mới", summary.more_words));
        }
        if !more.is_empty() {
            self.push_line(4, "=", &more.join(", "));
        }
    }

    fn push_details(&mut self, changes: &Changes) {
        self.push_title("Chi tiết, theo thứ tự của văn bản");
        let mut place: Option<&str> = None;
        for change in &changes.changes {
            if place != Some(change.place.as_str()) {
                place = Some(&change.place);
                let name =
                    if change.place.is_empty() { "(chung)" } else { &change.place };
                let name = self.pen.paint("1", &language::show_hidden(name));
                self.push_line(2, "", &name);
            }
            self.push_change(change);
        }
    }

    fn push_change(&mut self, change: &Change) {
        let sign = choose_sign(change);
        let word =
            if change.follows() { "đổi theo" } else { change.kind.vietnamese() };
        let topic = language::lower_first(change.topic.vietnamese());
        let mut head = format!("{word} {topic}");
        if !change.what.is_empty() {
            let _ = write!(head, ": {}", self.pen.plain(&change.what));
        }
        self.push_line(4, sign, &head);
        let labelled_once = list_labelled_once(&change.details);
        for (detail, written) in labelled_once.zip(&change.details) {
            let text = format_detail(&detail, change.kind, &self.pen, false);
            // What goes on under the label of the line before stands below its text.
            let indent = if detail.label == written.label { 8 } else { 10 };
            self.push_line(indent, "", &text);
        }
        if let ChangeCause::Follows(reasons) = &change.cause
            && !reasons.is_empty()
        {
            self.push_line(8, "vì", &self.pen.plain(&join_reasons(reasons)));
        }
    }

    fn push_unreadable(&mut self, changes: &Changes) {
        if changes.unreadable.is_empty() {
            return;
        }
        self.push_title("Không so sánh được, vì biểu có lỗi ở đó");
        for item in changes.unreadable.iter().take(MOST_UNREADABLE) {
            let place = self.pen.plain(&item.place);
            self.push_line(2, &format!("{place}:"), &self.pen.plain(&item.message));
        }
        let more = changes.unreadable.len().saturating_sub(MOST_UNREADABLE);
        if more > 0 {
            self.push_line(2, "", &format!("… và {more} lỗi nữa"));
        }
    }
}

/// Items that could not be read are named one by one up to so many; more are counted.
pub(super) const MOST_UNREADABLE: usize = 20;

/// The reasons of a change, few of them by name.
pub(super) fn join_reasons(reasons: &[String]) -> String {
    const MOST: usize = 3;
    let mut res = reasons.iter().take(MOST).cloned().collect::<Vec<_>>().join("; ");
    if reasons.len() > MOST {
        let _ = write!(res, "; và {} số khác", reasons.len() - MOST);
    }
    res
}

fn choose_sign(change: &Change) -> &'static str {
    match (change.follows(), change.kind) {
        (true, _) => "=",
        (_, ChangeKind::Added) => "+",
        (_, ChangeKind::Removed) => "-",
        (
            _,
            ChangeKind::Replaced
            | ChangeKind::Changed
            | ChangeKind::Renamed
            | ChangeKind::Split
            | ChangeKind::Joined,
        ) => "~",
        (_, ChangeKind::Moved | ChangeKind::Reordered) => ">",
    }
}

/// How many letters a text takes on a terminal: colours take none.
fn count_letters(text: &str) -> usize {
    let mut res = 0;
    let mut in_colour = false;
    for c in text.chars() {
        match c {
            '\u{1b}' => in_colour = true,
            'm' if in_colour => in_colour = false,
            _ if in_colour => {}
            _ => res += 1,
        }
    }
    res
}
