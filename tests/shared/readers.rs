//! What every reader must do with any bytes: one function each, for the property tests of
//! stable Rust (`tests/it/readers.rs`) and for `cargo fuzz` (`fuzz/`). A function panics
//! where a reader breaks its word.
//!
//! No reader panics, aborts or stays silent: what comes out is a value within the limits or
//! a finding with a place in the text and something to do.

use std::path::Path;
use std::sync::OnceLock;

use kehoach::batch::Ledger;
use kehoach::build::{Engine, Timings};
use kehoach::citation::{find_citations, find_dates, find_numbers};
use kehoach::diagnostic::{Diagnostic, Report};
use kehoach::document;
use kehoach::font::Faces;
use kehoach::formula::{parse_condition, parse_formula};
use kehoach::language::clean;
use kehoach::output::render_text;
use kehoach::prose::{find_expressions, read_plain, read_prose};
use kehoach::sheet::{
    self, DataCell, MAX_CELL_CHARS, MAX_COLUMNS, MAX_ROWS, SheetChoice,
};
use kehoach::source::{Source, Span, decode};
use kehoach::template::Templates;
use kehoach::yaml::{self, Scalar, ScalarStyle, YamlNode, YamlValue, merge_trees};

/// What parts two forms of one input, of which the second is laid over the first.
pub(crate) const OVERLAY: &[u8] = b"\n%%%\n";

/// The beginning of a plan up to a paragraph.
const PLAN: &str = "\
kehoach: 1
nam: 2024
co_quan: { ten: Ủy ban nhân dân xã Kim Liên, dia_danh: Kim Liên }
van_ban: { so: 5, ngay: 2024-05-20, trich_yeu: Giảm nghèo năm 2024 }
noi_nhan: [Các thôn, { luu: VT }]
ky: { thay_mat: co, chuc_vu: Chủ tịch, ho_ten: Nguyễn Văn An }
noi_dung:
  - tieu_de: Thực hiện
    doan: |
";

fn engine() -> &'static Engine {
    static ENGINE: OnceLock<Engine> = OnceLock::new();
    ENGINE.get_or_init(|| Engine::new(Faces::embedded(), Templates::embedded()))
}

/// The text of a form; none where the bytes are no UTF-8, which is then told.
fn read_source(bytes: &[u8]) -> Option<Source> {
    match decode(Path::new("ke-hoach.yaml"), bytes.to_vec()) {
        Ok(source) => {
            assert_eq!(clean(source.text()), source.text(), "a text is cleaned once");
            Some(source)
        }
        Err(error) => {
            assert!(error.source.text().get(error.offset..).is_some(), "{error:?}");
            None
        }
    }
}

/// Every place of a finding is one of its text.
#[track_caller]
fn check_finding(source: &Source, finding: &Diagnostic) {
    let related = finding.related.iter().map(|related| related.span);
    for span in finding.span.into_iter().chain(related) {
        assert!(source.text().get(span.range()).is_some(), "{span:?}: {finding:?}");
    }
    assert!(!finding.message.is_empty(), "{finding:?}");
    assert_ne!(finding.code.id, "internal", "{finding:?}");
}

/// A form: findings, or a paper in words.
pub(crate) fn form(bytes: &[u8]) {
    let Some(source) = read_source(bytes) else { return };
    let examined = engine().examine_source(source.clone(), &mut Timings::default());
    examined.report.findings.iter().for_each(|finding| check_finding(&source, finding));
    let Some(plan) = &examined.plan else {
        let reports = examined.reports();
        assert!(reports.iter().any(Report::has_errors), "no plan and no error");
        return;
    };
    assert!(!render_text(&document::compose(plan)).is_empty());
}

/// A formula, a condition, and what stands between braces.
pub(crate) fn expression(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    for errors in [parse_formula(&text).err(), parse_condition(&text).err()] {
        let Some(errors) = errors else { continue };
        assert!(!errors.is_empty(), "refused without a word");
        for error in errors {
            assert!(text.get(error.range.clone()).is_some(), "{error:?}");
        }
    }
    for found in find_expressions(&text) {
        assert_eq!(found.tree().is_some(), found.errors().is_empty(), "{found:?}");
    }
}

/// A data file under this name.
pub(crate) fn table(name: &str, bytes: &[u8]) {
    let sheet = match sheet::read(Path::new(name), bytes.to_vec(), SheetChoice::default())
    {
        Ok(sheet) => sheet,
        Err(error) => {
            let finding = error.diagnostic();
            assert!(!finding.hints.is_empty(), "{finding:?}");
            if let Some(source) = error.source() {
                check_finding(source, &finding);
            }
            return;
        }
    };
    assert!((1..=MAX_ROWS).contains(&sheet.rows()) && sheet.width() <= MAX_COLUMNS);
    for row in 0..sheet.rows() {
        for column in 0..sheet.width() {
            if let DataCell::Text(text) = sheet.cell(row, column) {
                assert_eq!(clean(text).trim(), text, "a cell is cleaned once");
                assert!(text.chars().count() <= MAX_CELL_CHARS);
            }
            if let (Some(source), Some(place)) =
                (sheet.source(), sheet.place(row, column))
            {
                assert!(source.text().get(place.range()).is_some(), "{place:?}");
            }
            if let Some(area) = sheet.merged(row, column) {
                assert!(area.rows.contains(&row) && area.columns.contains(&column));
            }
        }
    }
    sheet.report_text().iter().for_each(|finding| assert!(!finding.message.is_empty()));
}

/// Numbers and dates of papers in running text.
pub(crate) fn citation(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    for found in find_numbers(&text) {
        assert_eq!(text.get(found.start..found.end), Some(found.number.text()));
    }
    for found in find_dates(&text) {
        assert!(text.get(found.start..found.end).is_some_and(|date| !date.is_empty()));
    }
    let mut end = 0;
    for found in find_citations(&text) {
        assert!(found.range.start >= end, "a citation within another");
        end = found.range.end;
        let parts = [&found.gap, &found.year_words, &found.issuer, &found.subject];
        for part in parts.into_iter().flatten().chain([&found.range]) {
            assert!(text.get(part.clone()).is_some_and(|words| !words.is_empty()));
        }
    }
}

/// A paragraph of a plan, in which the rules look for papers, amounts, days, bodies and
/// words: whatever they find has its place.
pub(crate) fn paragraph(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let mut form = String::from(PLAN);
    for line in text.lines() {
        form.push_str("      ");
        form.push_str(line);
        form.push('\n');
    }
    self::form(form.as_bytes());
}

/// A field, with its marks and without.
pub(crate) fn prose(bytes: &[u8]) {
    let Some(source) = read_source(bytes) else { return };
    let text = source.text().to_owned();
    let span = Span::new(0, text.len());
    for style in [ScalarStyle::Plain, ScalarStyle::Literal, ScalarStyle::Quoted] {
        let scalar = Scalar { text: text.clone(), style };
        let mut found = Vec::new();
        let prose = read_prose(&scalar, span, &source, &mut found);
        let plain = read_plain(&scalar, span, &source, &mut found);
        found.iter().for_each(|finding| check_finding(&source, finding));
        let words = prose.collect_words().len() + plain.collect_words().len();
        assert!(words <= 2 * text.len() + 2, "words that nobody has typed");
    }
}

/// A form and another laid over it.
pub(crate) fn overlay(bytes: &[u8]) {
    let cut = bytes.windows(OVERLAY.len()).position(|window| window == OVERLAY);
    let (below, above) = bytes.split_at(cut.unwrap_or(bytes.len() / 2));
    let (Some(below), Some(above)) = (read_source(below), read_source(above)) else {
        return;
    };
    let joined = Source::joined([&below, &above]);
    let (Some(master), _) = yaml::parse(&below) else { return };
    let (Some(over), _) = yaml::parse(&above) else { return };
    check_tree(&below, &master);
    check_tree(&above, &over);
    let mut found = Vec::new();
    let moved = over.shifted(joined.parts()[1].start());
    let merged = merge_trees(&master, moved, &mut found);
    check_tree(&joined, &merged);
    found.iter().for_each(|finding| check_finding(&joined, finding));
}

/// Every part of a tree has a place in the text.
fn check_tree(source: &Source, node: &YamlNode) {
    assert!(source.text().get(node.span.range()).is_some(), "{:?}", node.span);
    match &node.value {
        YamlValue::Sequence { items, .. } => {
            items.iter().for_each(|item| check_tree(source, item));
        }
        YamlValue::Mapping { entries, .. } => {
            for entry in entries {
                assert!(source.text().get(entry.key_span.range()).is_some());
                check_tree(source, &entry.value);
            }
        }
        YamlValue::Empty | YamlValue::Broken | YamlValue::Scalar(_) => {}
    }
}

/// The book of numbers: what is written of it is read again as the same.
pub(crate) fn ledger(bytes: &[u8]) {
    match Ledger::read(Path::new("so-van-ban.csv"), bytes.to_vec()) {
        Ok(ledger) => {
            let text = ledger.text();
            let again =
                Ledger::read(Path::new("so-van-ban.csv"), text.clone().into_bytes());
            let again = again.unwrap_or_else(|report| panic!("{report:?}\n{text}"));
            assert_eq!(again.text(), text, "a book is written as it was read");
        }
        Err(report) => {
            assert!(report.has_errors());
            let Some(source) = &report.source else { return };
            report.findings.iter().for_each(|finding| check_finding(source, finding));
        }
    }
}
