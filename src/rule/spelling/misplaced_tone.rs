//! `misplaced-tone`: a tone mark stands on a letter that can bear it.

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::language::move_tone;
use crate::rule::{Context, Rule, Validity};
use crate::running_text::{VocabularyWord, WordRun};

pub(super) static RULE: Rule = Rule {
    code: &Code {
        id: "misplaced-tone",
        summary: "dấu thanh đặt đúng chữ cái",
        explanation: "“Họat động”, “qúy I”, “đựơc”: dấu thanh đặt ở chữ cái mà cả hai kiểu bỏ dấu đang dùng (“hòa”, “hoà”) đều không cho phép; tìm chữ trong tệp PDF hay Word sẽ không thấy. Gõ lại từ ấy, bỏ dấu đúng chữ cái mà máy nêu. Tên riêng viết như vậy thì ghi vào `tu-dien.yaml`.",
    },
    severity: Severity::Warning,
    clause: Some("Quyết định số 240/QĐ ngày 05/3/1984 của Bộ trưởng Bộ Giáo dục"),
    valid: Validity::ALWAYS,
    excuse: Some("chỗ này chép nguyên văn hoặc là tên riêng"),
    wrong: "noi_dung:\n  - tieu_de: Nhiệm vụ\n    doan: Thực hiện các họat động giảm nghèo.\n",
    right: "noi_dung:\n  - tieu_de: Nhiệm vụ\n    doan: Thực hiện các hoạt động giảm nghèo.\n",
    check,
};

fn check(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for (word, places) in context.vocabulary().list_places(has_misplaced_tone) {
        let text = &context.vocabulary().words[word].text;
        let runs: Vec<WordRun> = places.into_iter().map(|nth| nth..=nth).collect();
        let runs: Vec<_> =
            runs.into_iter().filter(|run| !context.is_listed(run)).collect();
        let (Some(first), Some(right)) = (runs.first(), move_tone(text)) else {
            continue;
        };
        let others = context.list_lines_of_runs(&runs);
        let message = format!("“{text}” bỏ dấu thanh sai chữ cái");
        found.push(
            rule.finding(context.place_run(first), message)
                .label(format!("viết là “{right}”{others}"))
                .hint(format!("gõ lại thành “{right}”")),
        );
    }
}

/// Whether the tone mark of a word stands on a letter that cannot bear it.
fn has_misplaced_tone(word: &VocabularyWord) -> bool {
    word.has_marks() && !word.is_syllable && move_tone(&word.text).is_some()
}
