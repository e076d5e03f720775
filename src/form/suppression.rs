//! `bo_qua`: rules suppressed beside a value, each with a reason.

use std::sync::Arc;

use crate::code;
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::yaml::{YamlNode, YamlValue};

use super::fields::SUPPRESSIONS;
use super::reader::FormReader;
use super::shape::{KeyKind, KeySpec, Shape};
use super::spanned::Suppression;

/// The keys of `bo_qua`.
pub(super) static SUPPRESSION: Shape = Shape {
    name: "bo_qua",
    doc: "Bỏ qua một quy tắc ở chỗ này, có nêu lý do. Đặt trong bất kỳ nhóm khóa nào; chỉ có tác dụng trong nhóm ấy.",
    keys: &[
        KeySpec::required(
            "ma",
            KeyKind::Id,
            "Mã của quy tắc, như máy in ra trong ngoặc vuông.",
        ),
        KeySpec::required(
            "ly_do",
            KeyKind::Plain,
            "Lý do bỏ qua, để người xem lại hiểu.",
        ),
    ],
};

/// Finds every `bo_qua` of a tree.
pub(super) fn collect_suppressions(reader: &mut FormReader<'_>, node: &YamlNode) {
    match &node.value {
        YamlValue::Sequence { items, .. } => {
            for item in items {
                collect_suppressions(reader, item);
            }
        }
        YamlValue::Mapping { entries, .. } => {
            for entry in entries {
                if entry.name == SUPPRESSIONS {
                    let areas = collect_scope(node);
                    // Tasks of a file stand where the form names it.
                    let sheets = reader.task_sheets;
                    let texts = areas.iter().flat_map(|area| sheets.texts_within(*area));
                    let scope: Arc<[Span]> = areas.iter().copied().chain(texts).collect();
                    reader.list(&entry.value, |r, n| read_suppression(r, n, &scope));
                } else {
                    collect_suppressions(reader, &entry.value);
                }
            }
        }
        YamlValue::Empty | YamlValue::Scalar(_) | YamlValue::Broken => {}
    }
}

/// Reads one suppression; `scope` is that of the group of keys in which it stands.
fn read_suppression(
    reader: &mut FormReader<'_>,
    node: &YamlNode,
    scope: &Arc<[Span]>,
) -> Option<()> {
    let fields = reader.fields(node, &SUPPRESSION)?;
    let code = reader.required(&fields, "ma", FormReader::id)?;
    let reason = reader.required(&fields, "ly_do", FormReader::reason)?;
    if reason.collect_words().trim().is_empty() || reason.is_pending() {
        let message = "`bo_qua` phải nêu lý do";
        reader.error(Diagnostic::error(
            &code::form::SILENCE_WITHOUT_REASON,
            reason.span,
            message,
        ));
    }
    reader.suppressions.push(Suppression {
        code: code.value,
        span: code.span,
        scope: Arc::clone(scope),
    });
    Some(())
}

/// The span of a mapping, and those of its parts that stand outside this span, as they do
/// where the file of a unit says something over the master.
fn collect_scope(node: &YamlNode) -> Vec<Span> {
    let mut res = vec![node.span];
    add_outside_spans(node, &mut res);
    res
}

fn add_outside_spans(node: &YamlNode, res: &mut Vec<Span>) {
    // All of one level before what is below it, so that a span that holds others is there
    // before them.
    match &node.value {
        YamlValue::Sequence { items, .. } => {
            items.iter().for_each(|item| add_span(item.span, res));
            items.iter().for_each(|item| add_outside_spans(item, res));
        }
        YamlValue::Mapping { entries, .. } => {
            for entry in entries {
                add_span(entry.key_span, res);
                add_span(entry.value.span, res);
            }
            entries.iter().for_each(|entry| add_outside_spans(&entry.value, res));
        }
        YamlValue::Empty | YamlValue::Scalar(_) | YamlValue::Broken => {}
    }
}

/// Adds a span that none of those so far holds.
fn add_span(span: Span, scope: &mut Vec<Span>) {
    if !scope.iter().any(|area| area.holds(span)) {
        scope.push(span);
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::source::Source;
    use crate::yaml::{merge_trees, parse};

    /// The suppressions of a master with the file of a unit over it.
    fn read_suppressions(master: &str, over: &str) -> (Source, Vec<Suppression>) {
        let master = Source::new(Path::new("mau.yaml"), master);
        let over = Source::new(Path::new("rieng.yaml"), over);
        let source = Source::joined([&master, &over]);
        let above = parse(&over).0.unwrap().shifted(source.parts()[1].start());
        let tree = merge_trees(&parse(&master).0.unwrap(), above, &mut Vec::new());
        let mut reader = FormReader::new(&source);
        collect_suppressions(&mut reader, &tree);
        let suppressions = std::mem::take(&mut reader.suppressions);
        (source, suppressions)
    }

    #[track_caller]
    fn covers(master: &str, over: &str, inside: &[&str], beyond: &[&str]) {
        let (source, suppressions) = read_suppressions(master, over);
        assert_eq!(suppressions.len(), 1);
        let is_silent = |word: &&str| {
            let start = source.text().find(*word).unwrap();
            let span = Span::new(start, start + word.len());
            suppressions[0].scope.iter().any(|place| place.holds(span))
        };
        assert!(inside.iter().all(is_silent), "{:?}", suppressions[0].scope);
        assert!(!beyond.iter().any(is_silent), "{:?}", suppressions[0].scope);
    }

    const MASTER: &str = "muc:\n  tieu_de: chung\n  doan: { a: mẫu }\nkhac: ngoài\n";

    #[test]
    fn a_suppression_of_the_master_covers_what_a_unit_says_of_it() {
        let quiet = "  bo_qua: { ma: x, ly_do: y }\nkhac:";
        let master = MASTER.replace("khac:", quiet);
        let over = "muc:\n  doan: { a: riêng, b: thêm }\nkhac: lạ\n";
        covers(&master, over, &["chung", "riêng", "thêm"], &["ngoài", "lạ"]);
    }

    #[test]
    fn a_suppression_of_a_unit_covers_what_the_master_says() {
        let over = "muc:\n  bo_qua: { ma: x, ly_do: y }\n  them: mới\nkhac: lạ\n";
        covers(MASTER, over, &["chung", "mẫu", "mới"], &["ngoài", "lạ"]);
        let over = "muc:\n  doan:\n    bo_qua: { ma: x, ly_do: y }\n    c: mới\n";
        covers(MASTER, over, &["mẫu", "mới"], &["chung", "ngoài"]);
    }
}
