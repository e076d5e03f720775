//! No reader of the program breaks its word, whatever it is given: the bodies of the fuzz
//! targets (`fuzz/`), tried here on real files of the project, harmed.
//!
//! How often each is tried, `KEHOACH_FUZZ` says (60); `.ci/more` tries more.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use super::driver::root;
use super::fuzz_bodies as bodies;
use super::harm::book::pack_parts;
use super::harm::{Random, harm_book, harm_form, harm_text, xlsb};
use super::shapes::make_shapes;

/// The bytes of all files below a folder of the project with one of these endings, up to
/// what a test can try often.
fn read_files(folder: &str, endings: &[&str]) -> Vec<Vec<u8>> {
    let mut folders = vec![root().join(folder)];
    let mut paths: Vec<PathBuf> = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path
                .extension()
                .is_some_and(|ending| endings.contains(&ending.to_str().unwrap_or("")))
            {
                paths.push(path);
            }
        }
    }
    paths.sort();
    let files = paths.iter().map(|path| fs::read(path).unwrap());
    files.filter(|bytes| bytes.len() < 100_000).collect()
}

fn forms() -> Vec<Vec<u8>> {
    ["data", "tests/forms", "tests/faults"]
        .iter()
        .flat_map(|folder| read_files(folder, &["yaml"]))
        .collect()
}

/// Tries a body on every seed as it is, then on seeds harmed by `harm`.
fn try_body(
    seeds: &[Vec<u8>],
    body: impl Fn(&[u8]),
    harm: impl Fn(&mut Random, &[u8]) -> Vec<u8>,
) {
    assert!(!seeds.is_empty());
    seeds.iter().for_each(|seed| body(seed));
    for number in 0..count_cases() {
        let mut random = Random::new(15, number);
        let seed = random.pick(seeds);
        let harmed = harm(&mut random, seed);
        let tried = catch_unwind(AssertUnwindSafe(|| body(&harmed)));
        if tried.is_err() {
            let path = std::env::temp_dir().join("kehoach-hong");
            fs::write(&path, &harmed).unwrap();
            panic!("number {number} of the seeds, kept in {}", path.display());
        }
    }
}

/// How often a body is tried.
fn count_cases() -> u64 {
    let asked = std::env::var("KEHOACH_FUZZ").ok();
    asked.and_then(|count| count.parse().ok()).unwrap_or(60)
}

#[test]
fn a_harmed_form_is_a_paper_or_findings() {
    let forms = forms();
    let other = String::from_utf8_lossy(&forms[0]).into_owned();
    try_body(&forms, bodies::form, |random, form| {
        harm_form(random, &String::from_utf8_lossy(form), &other)
    });
}

#[test]
fn two_harmed_forms_over_each_other_keep_their_places() {
    let forms = forms();
    let pairs: Vec<_> = forms
        .iter()
        .zip(forms.iter().skip(1))
        .map(|(one, other)| [one, bodies::OVERLAY, other].concat())
        .collect();
    try_body(&pairs, bodies::overlay, harm_text);
}

#[test]
fn a_harmed_text_is_read_as_prose_and_searched_for_papers() {
    let lines: Vec<Vec<u8>> = forms()
        .iter()
        .flat_map(|form| form.split(|byte| *byte == b'\n').map(<[u8]>::to_vec))
        .filter(|line| line.len() > 40)
        .step_by(7)
        .collect();
    try_body(&lines, bodies::prose, harm_text);
    try_body(&lines, bodies::citation, harm_text);
}

#[test]
fn a_harmed_paragraph_has_findings_with_places() {
    let texts = read_files("tests/texts", &["txt"]);
    let paragraphs: Vec<Vec<u8>> = texts
        .iter()
        .flat_map(|text| text.split(|byte| *byte == b'\n').map(<[u8]>::to_vec))
        .filter(|line| {
            line.len() > 40 && !line.starts_with(b"=") && !line.starts_with(b"@")
        })
        .step_by(11)
        .collect();
    try_body(&paragraphs, bodies::paragraph, harm_text);
}

#[test]
fn a_harmed_expression_is_a_value_or_errors_with_places() {
    let expressions: Vec<Vec<u8>> = forms()
        .iter()
        .flat_map(|form| form.split(|byte| *byte == b'\n').map(<[u8]>::to_vec))
        .filter(|line| line.windows(2).any(|pair| pair == b"{{"))
        .collect();
    let formulas =
        ["a + b * 2", "tong(x) / dem(x)", "neu(a > 1, b, c)", "{{ bang.a.tong | tien }}"];
    let formulas = formulas.map(|formula| formula.as_bytes().to_vec());
    let seeds = [expressions, formulas.to_vec()].concat();
    try_body(&seeds, bodies::expression, harm_text);
}

#[test]
fn a_harmed_csv_is_a_table_or_a_finding() {
    let files = [read_files("data", &["csv"]), read_files("tests", &["csv"])].concat();
    try_body(&files, |bytes| bodies::table("a.csv", bytes), harm_text);
    try_body(&files, bodies::ledger, harm_text);
}

#[test]
fn a_harmed_book_of_numbers_is_read_as_it_is_written_or_refused() {
    let book = "\u{feff}dãy;số;năm;đơn vị;tên;ngày;văn bản\nUBND;1;2024;x01;Xã Một;;a.pdf\nUBND;2;2024;x02;Xã Hai;05/01/2024;b.pdf\n";
    let seeds =
        [vec![book.as_bytes().to_vec()], read_files("tests/faults", &["csv"])].concat();
    try_body(&seeds, bodies::ledger, harm_text);
}

#[test]
fn a_harmed_workbook_is_a_table_or_a_finding() {
    let parts = xlsb::make_parts(&xlsb::make_cells());
    let binary = pack_parts(parts.iter().map(|(name, bytes)| (*name, &bytes[..])));
    let shapes = make_shapes(20).unwrap().into_iter().map(|shape| shape.bytes);
    let new = [read_files("tests", &["xlsx"]), shapes.collect()].concat();
    for (name, seeds) in [
        ("a.xlsx", new),
        ("a.ods", read_files("tests", &["ods"])),
        ("a.xls", read_files("tests/forms/so-lieu", &["xls"])),
        ("a.xlsb", vec![binary]),
    ] {
        try_body(&seeds, |bytes| bodies::table(name, bytes), harm_book);
    }
}

#[test]
fn every_body_has_a_target_of_cargo_fuzz() {
    let targets = root().join("fuzz/fuzz_targets");
    let listed = fs::read_to_string(root().join("fuzz/Cargo.toml")).unwrap();
    let text = fs::read_to_string(root().join("tests/shared/readers.rs")).unwrap();
    let names = text.lines().filter_map(|line| {
        line.strip_prefix("pub(crate) fn ")?.split_once('(').map(|(name, _)| name)
    });
    let mut bodies = 0;
    for name in names {
        bodies += 1;
        let used = fs::read_dir(&targets).unwrap().any(|entry| {
            let path = entry.unwrap().path();
            let target = path.file_stem().unwrap().to_string_lossy().into_owned();
            assert!(listed.contains(&format!("name = \"{target}\"")), "{target}");
            fs::read_to_string(path).unwrap().contains(&format!("readers::{name}("))
        });
        assert!(used, "no target of {name}");
    }
    assert!(bodies > 6 && Path::new(&targets).is_dir());
}
