//! `words-mismatch`: an amount in words says what the figures say.

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::quantity::Money;
use crate::rule::{Context, Rule, Validity};

pub(super) static RULE: Rule = Rule {
    code: &Code {
        id: "words-mismatch",
        summary: "số tiền bằng chữ phải khớp với số tiền bằng số",
        explanation: "Số tiền viết bằng số rồi viết bằng chữ trong ngoặc thì hai cách phải nói cùng một số tiền. Sửa cách sai; hoặc ghi số tiền vào `so_tien` để máy tự viết phần chữ.",
    },
    severity: Severity::Error,
    clause: None,
    valid: Validity::ALWAYS,
    excuse: None,
    wrong: "noi_dung:\n  - tieu_de: Kinh phí\n    doan: Tổng kinh phí là 5.000.000 đồng (sáu triệu đồng).\n",
    right: "noi_dung:\n  - tieu_de: Kinh phí\n    doan: Tổng kinh phí là 5.000.000 đồng (năm triệu đồng).\n",
    check,
};

/// Every bracket that is an amount in words is held against the amount right before it.
/// A bracket that says anything else, or that follows no amount, says nothing wrong.
fn check(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for (_, line) in context.lines() {
        for (open, _) in line.text.match_indices('(') {
            let inside = take_start(&line.text[open + 1..]);
            let Some(close) = inside.find(')') else { continue };
            let Some(words) = read_amount_in_words(&inside[..close]) else { continue };
            let Some(figures) = read_amount_in_figures(&line.text[..open]) else {
                continue;
            };
            if figures == words {
                continue;
            }
            let place = line.place(context, open + 1, open + 1 + close);
            let message =
                format!("số tiền bằng số là {figures}, nhưng bằng chữ là {words}");
            found.push(
                rule.finding(place, message)
                    .label(format!("cần “{}”, nếu con số đã đúng", figures.in_words()))
                    .hint("sửa con số hoặc phần chữ cho khớp nhau"),
            );
        }
    }
}

/// The start of a text, longer than any amount in words.
fn take_start(text: &str) -> &str {
    const LONGEST: usize = 600;
    let end = text.char_indices().nth(LONGEST).map_or(text.len(), |(end, _)| end);
    &text[..end]
}

/// The amount that a bracket says; `None` where it says something else.
fn read_amount_in_words(text: &str) -> Option<Money> {
    let lower = text.trim().to_lowercase();
    let lower = lower.strip_prefix("viết ").unwrap_or(&lower);
    let rest = lower.strip_prefix("bằng chữ").unwrap_or(lower);
    let words = rest.trim_start_matches([':', ' ']);
    Money::read_words(words.trim_end_matches(['.', '/', ' ', ';']))
}

/// The amount that ends a text: `5.000.000 đồng`, `5 triệu đồng`.
fn read_amount_in_figures(text: &str) -> Option<Money> {
    let mut words: Vec<&str> = text.split_whitespace().rev().take(4).collect();
    let figure =
        words.iter().position(|w| w.starts_with(|c: char| c.is_ascii_digit()))?;
    words.truncate(figure + 1);
    words.reverse();
    Money::read(&words.join(" ")).ok()
}
