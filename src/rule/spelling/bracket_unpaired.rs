//! `bracket-unpaired`: what opens a bracket or a quotation is closed.

use std::ops::Range;

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::form::Role;
use crate::language::ByteSet;
use crate::rule::{Context, Rule, Validity};
use crate::running_text::{TextLine, find_values, is_in_value, take_word_before};

pub(super) static RULE: Rule = Rule {
    code: &Code {
        id: "bracket-unpaired",
        summary: "dấu ngoặc đơn, ngoặc kép có mở thì có đóng",
        explanation: "Dấu ngoặc đơn, ngoặc vuông, ngoặc kép đi từng cặp. Thiếu một dấu thì người đọc không biết phần trong ngoặc, tên riêng hay lời trích hết ở đâu. Máy tìm dấu đóng trong cùng đoạn; lời trích nguyên văn mở ở đầu đoạn thì có thể đóng ở cuối một đoạn sau của cùng một ô; ngoặc mở trước một danh sách (gồm: …) thì đóng ở cuối danh sách; dấu ngoặc sau số, chữ thứ tự như a), 1) thì không cần dấu mở. Thêm dấu còn thiếu, hoặc bỏ dấu thừa.",
    },
    severity: Severity::Warning,
    clause: None,
    valid: Validity::ALWAYS,
    excuse: Some("dấu ấy không đi thành cặp"),
    wrong: "noi_dung:\n  - tieu_de: Nhiệm vụ\n    doan: Tổ chức chương trình “Tết vì người nghèo năm 2023 tại các thôn.\n",
    right: "noi_dung:\n  - tieu_de: Nhiệm vụ\n    doan: Tổ chức chương trình “Tết vì người nghèo” năm 2023 tại các thôn.\n",
    check,
};

/// A sign that is open.
struct OpenSign {
    sign: char,
    /// Its line among those of the form.
    index: usize,
    /// First byte in the line.
    start: usize,
}

/// A sign without its other half.
struct LoneSign {
    sign: char,
    index: usize,
    start: usize,
    fault: LoneFault,
}

/// What is wrong with it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum LoneFault {
    NeverClosed,
    NeverOpened,
    /// A closing quotation mark where one opens, or the other way round.
    WrongShape,
}

/// A field as it is read: what is open in it, and what lacks its other half.
#[derive(Default)]
struct PairReader {
    open: Vec<OpenSign>,
    lone: Vec<LoneSign>,
    /// Brackets of the line that were closed by what may be the bracket of `a)`.
    doubtful: usize,
    /// The line that is read.
    index: usize,
    /// Whether nothing but a stop follows the sign at hand in its line.
    is_at_end: bool,
}

fn check(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let lines: Vec<_> = context.lines().collect();
    let mut reader = PairReader::default();
    let mut field = None;
    for (index, (role, line)) in lines.iter().enumerate() {
        if *role == Role::Specimen {
            continue;
        }
        if field != Some(line.span) {
            reader.end_field();
            field = Some(line.span);
        }
        reader.read_line(&line.text, index);
    }
    reader.end_field();
    reader.lone.sort_by_key(|lone| (lone.index, lone.start));
    close_around_lists(&mut reader.lone, |index| &lines[index].1.text);
    for lone in &reader.lone {
        let line = lines[lone.index].1;
        let part = measure_mark(&line.text, lone);
        if !context.dictionary.covers(&line.text, &part) {
            found.push(describe(rule, context, line, lone, &part));
        }
    }
}

/// Takes out the brackets that stand around a list: `(gồm:` and, at the end of a paragraph
/// below, `… hộ cận nghèo).`
fn close_around_lists<'t>(lone: &mut Vec<LoneSign>, text: impl Fn(usize) -> &'t String) {
    /// Lines of the longest list.
    const FARTHEST: usize = 30;
    let mut nth = 0;
    while nth + 1 < lone.len() {
        let (open, close) = (&lone[nth], &lone[nth + 1]);
        let opens = open.sign == '(' && text(open.index).trim_end().ends_with(':');
        let rest = text(close.index).get(close.start + 1..).unwrap_or_default();
        let closes = close.sign == ')' && rest.trim_matches(is_end_sign).is_empty();
        let is_below = (open.index + 1..=open.index + FARTHEST).contains(&close.index);
        match opens && closes && is_below {
            true => drop(lone.drain(nth..nth + 2)),
            false => nth += 1,
        }
    }
}

impl PairReader {
    /// Nothing that is open at the end of a field is closed elsewhere.
    fn end_field(&mut self) {
        let open = self.open.drain(..);
        self.lone.extend(open.map(|open| LoneSign {
            sign: open.sign,
            index: open.index,
            start: open.start,
            fault: LoneFault::NeverClosed,
        }));
    }

    fn read_line(&mut self, text: &str, index: usize) {
        self.doubtful = 0;
        self.index = index;
        let values = find_values(text);
        for start in PAIR_BYTES.places(text) {
            let sign = text[start..].chars().next().unwrap_or_default();
            if is_pair_sign(sign) && !is_in_value(&values, start) {
                let after = &text[start + sign.len_utf8()..];
                self.is_at_end = after.trim_matches(is_end_sign).is_empty();
                self.read_sign(text, index, start, sign);
            }
        }
        self.end_line(text);
    }

    /// What is open at the end of a line may be closed at the end of another only where it
    /// opens a paragraph or what follows a colon, as words that are quoted whole.
    fn end_line(&mut self, text: &str) {
        let index = self.index;
        let (kept, lone): (Vec<_>, Vec<_>) = self.open.drain(..).partition(|open| {
            let before = text.get(..open.start).unwrap_or_default().trim_end();
            open.index != index || before.is_empty() || before.ends_with(':')
        });
        self.open = kept;
        for open in lone {
            self.note(open.sign, open.index, open.start, LoneFault::NeverClosed);
        }
    }

    fn read_sign(&mut self, text: &str, index: usize, start: usize, sign: char) {
        let after = start + sign.len_utf8();
        match sign {
            // What is as deep is no text.
            _ if self.open.len() > DEEPEST => self.open.clear(),
            '(' | '[' | '«' => self.open.push(OpenSign { sign, index, start }),
            '“' if self.is_open('“') && is_closing_place(text, start, after) => {
                self.note(sign, index, start, LoneFault::WrongShape);
                self.close('“');
            }
            '“' => self.open.push(OpenSign { sign, index, start }),
            '”' if self.is_open('“') => self.close('“'),
            '”' if self.is_open('"') => self.close('"'),
            '”' if is_opening_place(text, start, after) => {
                self.note(sign, index, start, LoneFault::WrongShape);
                self.open.push(OpenSign { sign: '“', index, start });
            }
            // Inches and seconds.
            '"' | '”' if text[..start].ends_with(|c: char| c.is_ascii_digit()) => {
                self.close_any(&['"', '“']);
            }
            '"' if self.is_open('"') => self.close('"'),
            '"' if self.is_open('“') && is_closing_place(text, start, after) => {
                self.close('“');
            }
            '"' => self.open.push(OpenSign { sign, index, start }),
            '”' => self.note(sign, index, start, LoneFault::NeverOpened),
            ')' | ']' | '»' => self.close_bracket(text, index, start, sign),
            _ => {}
        }
    }

    fn close_bracket(&mut self, text: &str, index: usize, start: usize, sign: char) {
        let opening = match sign {
            ')' => '(',
            ']' => '[',
            _ => '«',
        };
        if self.close_interval(text, start, opening) {
            return;
        }
        let is_counter = sign == ')' && is_counter_end(text, start);
        if self.is_open(opening) {
            self.doubtful += usize::from(is_counter);
            self.close(opening);
        } else if !is_counter {
            if sign == ')' && self.doubtful > 0 {
                self.doubtful -= 1;
            } else {
                self.note(sign, index, start, LoneFault::NeverOpened);
            }
        }
    }

    /// Closes `[5; 10)`, which has no letters inside.
    fn close_interval(&mut self, text: &str, end: usize, opening: char) -> bool {
        let is_interval = self.open.last().is_some_and(|open| {
            matches!(open.sign, '(' | '[')
                && open.sign != opening
                && opening != '«'
                && text.get(open.start + 1..end).is_some_and(|inside| {
                    inside.len() < 24 && !inside.contains(char::is_alphabetic)
                })
        });
        if is_interval {
            self.open.pop();
        }
        is_interval
    }

    fn is_open(&self, sign: char) -> bool {
        let mut open = self.open.iter();
        open.any(|open| open.sign == sign && (open.index == self.index || self.is_at_end))
    }

    /// Closes the last of these signs, where one is open.
    fn close_any(&mut self, signs: &[char]) {
        let last = self.open.iter().rev().find(|open| signs.contains(&open.sign));
        if let Some(sign) = last.map(|open| open.sign) {
            self.close(sign);
        }
    }

    /// Closes the last of these signs; what was opened inside it lacks its other half.
    fn close(&mut self, sign: char) {
        while let Some(open) = self.open.pop() {
            if open.sign == sign {
                return;
            }
            self.note(open.sign, open.index, open.start, LoneFault::NeverClosed);
        }
    }

    fn note(&mut self, sign: char, index: usize, start: usize, fault: LoneFault) {
        self.lone.push(LoneSign { sign, index, start, fault });
    }
}

/// Signs that are open at once at most.
const DEEPEST: usize = 40;

/// Whether a sign may follow the last quotation mark of a paragraph.
fn is_end_sign(c: char) -> bool {
    c.is_whitespace() || matches!(c, '.' | ';' | ',' | ':' | '!' | '?' | ')' | '”' | '/')
}

/// The first bytes of these signs; other characters begin with the last two as well.
static PAIR_BYTES: ByteSet = ByteSet::new(b"()[]\"\xC2\xE2");

fn is_pair_sign(c: char) -> bool {
    matches!(c, '(' | ')' | '[' | ']' | '“' | '”' | '"' | '«' | '»')
}

/// Whether a quotation mark stands where one closes: behind a word or a stop, before a
/// blank, a sign or the end.
fn is_closing_place(text: &str, start: usize, after: usize) -> bool {
    let before = text[..start].chars().next_back();
    let next = text[after..].chars().next();
    before.is_some_and(|c| !c.is_whitespace() && !matches!(c, '(' | '['))
        && next.is_none_or(|c| !c.is_alphanumeric())
}

/// Whether a quotation mark stands where one opens.
fn is_opening_place(text: &str, start: usize, after: usize) -> bool {
    let before = text[..start].chars().next_back();
    let next = text[after..].chars().next();
    before.is_none_or(|c| c.is_whitespace() || c == '(')
        && next.is_some_and(char::is_alphanumeric)
}

/// Words before `a)` that name it as a counter.
const COUNTED: [&str; 9] =
    ["điểm", "khoản", "mục", "ý", "tiết", "phần", "và", "hoặc", "đến"];

/// Whether a closing bracket is that of `a)`, `1)`, `2.1)`, `iv)`.
fn is_counter_end(text: &str, place: usize) -> bool {
    let before = &text[..place];
    let start = before
        .rfind(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, 'đ' | '.')))
        .map_or(0, |last| last + before[last..].chars().next().map_or(0, char::len_utf8));
    let counter = &before[start..];
    let is_figures = counter.len() <= 6
        && counter.starts_with(|c: char| c.is_ascii_digit())
        && counter.bytes().all(|b| b.is_ascii_digit() || b == b'.')
        && !counter.ends_with('.');
    let is_roman = (1..=4).contains(&counter.len())
        && counter.bytes().all(|b| matches!(b.to_ascii_lowercase(), b'i' | b'v' | b'x'));
    let is_letter =
        counter.trim_end_matches(|c: char| c.is_ascii_digit()).chars().count() == 1
            && counter.starts_with(char::is_alphabetic);
    if !(is_figures || is_roman || is_letter) {
        return false;
    }
    let lead = before[..start].trim_end();
    // `1) rà soát 2) công khai`: a word follows.
    let is_short = counter.chars().count() <= 2 && lead.len() < start;
    let mut next = text[place + 1..].chars();
    let is_before_word =
        next.next() == Some(' ') && next.next().is_some_and(char::is_alphabetic);
    lead.is_empty()
        || is_short && is_before_word
        || lead.ends_with([':', ';', '.', ',', '(', '-', '+', '*', '“'])
        || COUNTED.contains(&take_word_before(lead, lead.len()).to_lowercase().as_str())
}

/// What is marked: the sign with the word that it stands at.
fn measure_mark(text: &str, lone: &LoneSign) -> Range<usize> {
    const LONGEST: usize = 12;
    let after = lone.start + lone.sign.len_utf8();
    let stands_before = matches!(lone.sign, '(' | '[' | '“' | '"' | '«')
        != (lone.fault == LoneFault::WrongShape);
    match stands_before {
        true => {
            let word = text[after..].chars().take(LONGEST);
            let length = word
                .take_while(|c| c.is_alphanumeric())
                .map(char::len_utf8)
                .sum::<usize>();
            lone.start..after + length
        }
        false => {
            let word = text[..lone.start].chars().rev().take(LONGEST);
            let is_of_word =
                |c: &char| c.is_alphanumeric() || matches!(c, '.' | ',' | ';');
            let length = word.take_while(is_of_word).map(char::len_utf8).sum::<usize>();
            lone.start - length..after
        }
    }
}

fn describe(
    rule: &Rule,
    context: &Context<'_>,
    line: &TextLine<'_>,
    lone: &LoneSign,
    part: &Range<usize>,
) -> Diagnostic {
    let sign = lone.sign;
    let other = match sign {
        '(' => ')',
        ')' => '(',
        '[' => ']',
        ']' => '[',
        '“' => '”',
        '”' => '“',
        '«' => '»',
        '»' => '«',
        sign => sign,
    };
    let place = line.place(context, part.start, part.end);
    match lone.fault {
        LoneFault::NeverClosed => rule
            .finding(place, format!("dấu `{sign}` mở ra mà không có dấu `{other}` đóng lại"))
            .label("mở ở đây, không đóng")
            .hint(format!("thêm dấu `{other}` vào chỗ hết phần trong ngoặc, hoặc bỏ dấu `{sign}` này")),
        LoneFault::NeverOpened => rule
            .finding(place, format!("dấu `{sign}` đóng lại mà trước đó không có dấu `{other}` mở ra"))
            .label("đóng ở đây, chưa mở")
            .hint(format!("thêm dấu `{other}` vào chỗ bắt đầu phần trong ngoặc, hoặc bỏ dấu `{sign}` này")),
        LoneFault::WrongShape => rule
            .finding(place, format!("dấu ngoặc kép `{sign}` đứng ở chỗ của dấu `{other}`"))
            .label(format!("chỗ này là dấu `{other}`"))
            .hint(format!("gõ `{other}` thay cho `{sign}`")),
    }
}
