//! Pieces of a field as final text.

use crate::formula::{CitationForm, Destination, Expression, Pointer};
use crate::indicator::PrintedExpression;
use crate::language;
use crate::prose::{Plain, ProsePiece, TextStyle};
use crate::quantity::{BLANK, Money, Pending};
use crate::source::Span;

use super::Inline;
use super::composer::{Composer, UnknownValues};

impl Composer<'_> {
    /// Pieces as inlines: expressions evaluated, white space of any length one space,
    /// neighbours of one style joined.
    pub(super) fn inlines(&mut self, pieces: &[ProsePiece]) -> Vec<Inline> {
        let mut res = Vec::new();
        for piece in pieces {
            match piece {
                ProsePiece::Text { text, style, .. } => {
                    append_text(&mut res, text, *style);
                }
                ProsePiece::Value { expression, style, span } => {
                    let value = self.value(expression);
                    self.note_value(*span, &value);
                    append_text(&mut res, &value, *style);
                }
                ProsePiece::Note { id, .. } => res.extend(self.note(id)),
                ProsePiece::Pending => res.push(Inline::Dots),
                ProsePiece::Leader { dots, .. } => {
                    res.push(super::specimen_part::make_leader(dots));
                }
                ProsePiece::CheckBox { ticked, .. } => {
                    res.push(Inline::CheckBox { ticked: *ticked });
                }
            }
        }
        trim_end(&mut res);
        res
    }

    /// The text of an expression, which `check` has evaluated before; in a draft, what
    /// has none stands as written.
    fn value(&mut self, expression: &Expression) -> String {
        let (text, fault) = match self.plan.printed(expression) {
            Ok(PrintedExpression::Text(text)) => (Some(text), None),
            Ok(PrintedExpression::Pending) => (Some(BLANK.to_owned()), None),
            Ok(PrintedExpression::Pointer { pointer, form }) => {
                (self.pointer_text(pointer, form), None)
            }
            Err(faults) => (None, faults.into_iter().next()),
        };
        match (text, self.unknown_values) {
            (Some(text), _) => text,
            (None, UnknownValues::StandAsWritten) => {
                format!("{{{{ {} }}}}", expression.text())
            }
            (None, UnknownValues::Impossible) => {
                let why = fault.map_or_else(String::new, |fault| fault.message);
                panic!("`check` evaluates every expression of a plan: {why}")
            }
        }
    }

    /// What a pointer's end is called; nothing as yet while the parts are only numbered.
    /// `None` where it points to nothing.
    fn pointer_text(&mut self, pointer: &Pointer, form: CitationForm) -> Option<String> {
        let id = pointer.id.as_str();
        if pointer.to == Destination::Paper {
            return self.citation(id, form);
        }
        self.plan.register().check_pointer(pointer).ok()?;
        let Some(labels) = &self.known_labels else { return Some(String::new()) };
        match pointer.to {
            Destination::Section => labels.sections.get(id).cloned(),
            Destination::Appendix | Destination::Paper => {
                labels.appendices.get(id).cloned()
            }
        }
    }

    /// A paper as it is cited here; `None` where there is none.
    fn citation(&mut self, id: &str, form: CitationForm) -> Option<String> {
        let first = !self.cited_papers.contains(id);
        let text = self.plan.register().citation(id, form, first)?;
        self.cited_papers.insert(id.to_owned());
        Some(language::clean(&text))
    }

    /// A paper of the register in full, at its place in the form.
    pub(super) fn full_citation(&mut self, id: &str, span: Span) -> Vec<Inline> {
        let text = self.citation(id, CitationForm::Full);
        let text = text.unwrap_or_else(|| format!("{{{{ vb(\"{id}\") | day_du }}}}"));
        self.note_value(span, &text);
        let mut res = Vec::new();
        append_text(&mut res, &text, TextStyle::default());
        trim_end(&mut res);
        res
    }

    fn note(&mut self, id: &str) -> Option<Inline> {
        let note = self.plan.note(id)?;
        self.footnotes += 1;
        let number = self.footnotes;
        let mut content: Vec<Inline> = Vec::new();
        for para in &note.paras {
            if !content.is_empty() {
                append_text(&mut content, " ", TextStyle::default());
            }
            content.extend(self.inlines(&para.pieces));
        }
        Some(Inline::Note { number, content })
    }

    /// A plain field as one string.
    pub(super) fn string(&mut self, plain: &Plain) -> String {
        let joined = self.inlines(&plain.joined());
        to_text(&joined)
    }

    /// The lines of a plain field as strings. What a draft lacks has none.
    pub(super) fn lines(&mut self, plain: &Plain) -> Vec<String> {
        plain
            .lines
            .iter()
            .map(|line| to_text(&self.inlines(line)))
            .filter(|line| !line.is_empty())
            .collect()
    }

    /// The lines of a plain field in capitals.
    pub(super) fn upper_lines(&mut self, plain: &Plain) -> Vec<String> {
        self.lines(plain).iter().map(|line| language::to_capitals(line)).collect()
    }
}

impl Inline {
    /// Text that is neither bold nor italic.
    pub(super) fn plain(text: impl Into<String>) -> Self {
        Self::Text { text: text.into(), bold: false, italic: false }
    }
}

/// A text of any length as inlines without style: none where there is nothing to print.
pub(super) fn to_inlines(text: &str) -> Vec<Inline> {
    let mut res = Vec::new();
    append_text(&mut res, text, TextStyle::default());
    res
}

/// Adds text in a style, joined to what stands before where the style is the same: white
/// space of any length becomes one space, also across the joint.
pub(super) fn append_text(inlines: &mut Vec<Inline>, added: &str, style: TextStyle) {
    // White space after a blank of the inlines before, or at the start, does not print.
    let mut blank = match inlines.last() {
        None => true,
        Some(Inline::Text { text, .. }) => text.ends_with(' '),
        Some(Inline::Break) => true,
        Some(_) => false,
    };
    let mut collapsed = String::with_capacity(added.len());
    for c in added.chars() {
        if !c.is_whitespace() {
            collapsed.push(c);
        } else if !blank {
            collapsed.push(' ');
        }
        blank = c.is_whitespace();
    }
    if collapsed.is_empty() {
        return;
    }
    match inlines.last_mut() {
        Some(Inline::Text { text, bold, italic })
            if (*bold, *italic) == (style.bold, style.italic) =>
        {
            // What was apart may compose: a letter here and a mark there. What stands
            // far before the joint is clean already, however many pieces there are.
            let joint = find_joint(text);
            text.push_str(&collapsed);
            let joined = language::clean(&text[joint..]);
            text.truncate(joint);
            text.push_str(&joined);
        }
        _ => inlines.push(Inline::Text {
            text: collapsed,
            bold: style.bold,
            italic: style.italic,
        }),
    }
}

/// Where the last words of a text begin, those that what is added may change: more than
/// the longest symbol of a paper, which is looked back at.
fn find_joint(text: &str) -> usize {
    const MOST: usize = 200;
    let near = text.char_indices().rev().nth(MOST).map_or(0, |(start, _)| start);
    text[..near].rfind(' ').map_or(0, |space| space + 1)
}

/// Joins two runs of inlines.
pub(super) fn append_inlines(content: &mut Vec<Inline>, more: Vec<Inline>) {
    for inline in more {
        match inline {
            Inline::Text { text, bold, italic } => {
                append_text(content, &text, TextStyle { bold, italic });
            }
            other => content.push(other),
        }
    }
}

/// Lines as the paragraphs of a cell; those without anything are left out.
pub(super) fn join_lines(lines: impl IntoIterator<Item = Vec<Inline>>) -> Vec<Inline> {
    let mut res = Vec::new();
    for line in lines.into_iter().filter(|line| !line.is_empty()) {
        if !res.is_empty() {
            res.push(Inline::Break);
        }
        res.extend(line);
    }
    res
}

/// Takes white space off the end.
pub(super) fn trim_end(inlines: &mut Vec<Inline>) {
    while let Some(Inline::Text { text, .. }) = inlines.last_mut() {
        text.truncate(text.trim_end().len());
        if !text.is_empty() {
            break;
        }
        inlines.pop();
    }
}

/// The text alone: notes left out, blanks as dots.
pub(super) fn to_text(inlines: &[Inline]) -> String {
    let mut res = String::new();
    for inline in inlines {
        match inline {
            Inline::Text { text, .. } => res.push_str(text),
            Inline::Note { .. } => {}
            Inline::Gap { .. } | Inline::Dots => res.push_str("……………………"),
            Inline::Leader { dots, .. } => res.push_str(dots),
            Inline::CheckBox { ticked } => res.push_str(show_check_box(*ticked)),
            Inline::Break => res.push(' '),
        }
    }
    res
}

/// A box as it is typed.
#[must_use]
pub fn show_check_box(ticked: bool) -> &'static str {
    if ticked { "[x]" } else { "[ ]" }
}

/// Sets text in capitals.
pub(super) fn capitalize_text(inlines: &mut [Inline]) {
    for inline in inlines {
        if let Inline::Text { text, .. } = inline {
            *text = language::to_capitals(text);
        }
    }
}

/// Sets text in italics.
pub(super) fn set_italic(inlines: &mut [Inline]) {
    for inline in inlines {
        if let Inline::Text { italic, .. } = inline {
            *italic = true;
        }
    }
}

/// Ends a title with one colon.
pub(super) fn end_with_colon(inlines: &mut Vec<Inline>) {
    match inlines.last_mut() {
        Some(Inline::Text { text, .. }) if text.ends_with(':') => {}
        Some(Inline::Text { text, .. }) => text.push(':'),
        _ => inlines.push(Inline::plain(":")),
    }
}

/// Takes signs and white space off the end of the last text.
pub(super) fn strip_end_signs(inlines: &mut Vec<Inline>, signs: &[char]) {
    trim_end(inlines);
    if let Some(Inline::Text { text, .. }) = inlines.last_mut() {
        let end =
            text.trim_end_matches(|c: char| signs.contains(&c) || c.is_whitespace());
        text.truncate(end.len());
    }
}

/// `(Bằng chữ: Hai mươi sáu triệu đồng)`; a blank where the amount is not known yet.
pub(super) fn spell_total(total: Pending<Money>) -> Vec<Inline> {
    let mut res = vec![Inline::plain("(Bằng chữ: ")];
    match total {
        Pending::Known(money) => {
            let words = language::capitalize_first(&money.in_words());
            append_text(&mut res, &format!("{words})"), TextStyle::default());
        }
        Pending::Unknown => res.extend([Inline::Dots, Inline::plain(")")]),
    }
    set_italic(&mut res);
    res
}

/// Adds upright text at the end.
pub(super) fn add_text(inlines: &mut Vec<Inline>, added: &str) {
    let style = match inlines.last() {
        Some(Inline::Text { bold, italic, .. }) => {
            TextStyle { bold: *bold, italic: *italic }
        }
        _ => TextStyle::default(),
    };
    append_text(inlines, added, style);
}
