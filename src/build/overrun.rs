//! Findings of the layout, at their line of the form.

use std::collections::BTreeMap;

use crate::code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::language::normalize_spaces;
use crate::source::{Source, Span};
use crate::typeset::Overrun;

/// One finding for each page on which text passes the margins: of the one that passes
/// them farthest.
pub(super) fn report_overruns(source: &Source, overruns: &[Overrun]) -> Vec<Diagnostic> {
    let mut worst: BTreeMap<usize, &Overrun> = BTreeMap::new();
    for overrun in overruns {
        let farthest = worst.entry(overrun.page).or_insert(overrun);
        if overrun.excess > farthest.excess {
            *farthest = overrun;
        }
    }
    let mut res = Vec::new();
    for (page, overrun) in worst {
        let text = shorten_overrun(&normalize_spaces(&overrun.text));
        let mm = overrun.excess / 10;
        let tenth = overrun.excess % 10;
        let message =
            format!("ở trang {page}, chữ “{text}” vượt ra ngoài lề {mm},{tenth} mm");
        let span = find_printed_text(source, &overrun.text);
        res.push(
            Diagnostic::new(&code::layout::PAST_MARGIN, Severity::Warning, span, message)
                .label("chữ này không vừa chỗ")
                .hint("rút ngắn, hoặc thêm dấu cách để xuống dòng được; bảng rộng thì bớt cột, hoặc đưa vào phụ lục có `huong: ngang`"),
        );
    }
    res
}

/// Where a printed text stands in the form: its longest word, as typed or in small
/// letters. Of joined files, the most particular that has it is meant.
fn find_printed_text(source: &Source, text: &str) -> Option<Span> {
    let longest = text.split_whitespace().max_by_key(|word| word.len())?;
    let small = longest.to_lowercase();
    let forms = source.parts().iter().filter(|part| !part.is_data());
    let data = source.parts().iter().filter(|part| part.is_data());
    forms.rev().chain(data).find_map(|part| {
        let form = part.text();
        let span = find_word(form, longest).or_else(|| find_word(form, &small))?;
        Some(span.shifted(part.start()))
    })
}

fn find_word(text: &str, word: &str) -> Option<Span> {
    let start = text.find(word)?;
    Some(Span::new(start, start + word.len()))
}

/// The first letters of a text, for a message of one line.
fn shorten_overrun(text: &str) -> String {
    let mut res: String = text.chars().take(40).collect();
    if res.len() < text.len() {
        res.push('…');
    }
    res
}
