//! The report on a run, as text: what the page, the CSV and the JSON say.

use kehoach::batch::report::{
    RunReport, RunSummary, render_csv, render_html, render_json,
};
use kehoach::batch::{UnitRecord, UnitState};
use kehoach::language::compare_names;
use proptest::prelude::{Strategy, any};
use proptest::{prop_assert, proptest};

use super::driver::golden;
use super::report_sample::{HOSTILE, Sample, districts, hostile, large, told, unit};

/// The page without what is the same in all of them.
fn structure(page: &str) -> String {
    let style = (page.find("<style>").unwrap() + 7, page.find("</style>").unwrap());
    let script = (page.find("<script>").unwrap() + 8, page.find("</script>").unwrap());
    let mut res = String::new();
    let mut from = 0;
    for (start, end) in [style, script] {
        res.push_str(&page[from..start]);
        res.push('…');
        from = end;
    }
    res.push_str(&page[from..]);
    let policy = res.find("sha256-").unwrap();
    let end = policy + res[policy..].find("; base-uri").unwrap();
    res.replace_range(policy..end, "…");
    res
}

#[test]
fn the_page_says_what_it_said() {
    golden("goldens/bao-cao.html.txt", &structure(&districts().html()));
}

#[test]
fn the_csv_says_what_it_said() {
    let text = render_csv(&districts().summary());
    assert!(text.starts_with("\u{feff}\"STT\";"));
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
    golden("goldens/bao-cao.csv", &text.replace("\r\n", "\n"));
}

#[test]
fn the_json_says_what_it_said() {
    golden("goldens/bao-cao.json", &render_json(&districts().summary()));
}

#[test]
fn the_same_run_gives_the_same_bytes() {
    let (one, other) = (districts(), districts());
    assert_eq!(one.html(), other.html());
    assert_eq!(render_json(&one.summary()), render_json(&other.summary()));
    assert_eq!(render_csv(&one.summary()), render_csv(&other.summary()));
}

#[test]
fn the_page_is_one_file_that_asks_for_no_other() {
    for page in [districts().html(), render_html(&RunSummary::new(RunReport::default()))]
    {
        for outside in ["http:", "https:", " src=", "<link", "@import", "url(", "fetch("]
        {
            assert!(!page.contains(outside), "{outside}");
        }
        // Addresses are of files beside it, or of places within it.
        for (at, _) in page.match_indices("href=\"") {
            let address = &page[at + 6..];
            assert!(address.starts_with("./") || address.starts_with('#'));
        }
        assert!(page.contains("<html lang=\"vi\">"));
        well_formed(&page);
    }
}

#[test]
fn a_hostile_text_is_shown_and_nothing_more() {
    let sample = hostile();
    let page = sample.html();
    // As many elements as in the page of harmless texts of the same shape.
    let mut harmless = hostile();
    calm(&mut harmless);
    let harmless = harmless.html();
    assert_eq!(well_formed(&page), well_formed(&harmless));
    for text in HOSTILE {
        assert!(!page.contains(text) || !text.contains(['<', '"', '\'', '&']), "{text}");
    }
    assert!(!page.contains("href=\"javascript"));
}

/// Every text of a user as a word.
fn calm(sample: &mut Sample) {
    let calm = |text: &mut String| *text = "x".to_owned();
    for (at, unit) in sample.units.iter_mut().enumerate() {
        unit.key = at.to_string();
        calm(&mut unit.name);
        let told = &mut unit.findings[0];
        for text in [&mut told.file, &mut told.code, &mut told.message] {
            calm(text);
        }
        // Each code is a choice of the filter.
        told.code = (at % HOSTILE.len()).to_string();
        calm(&mut told.hints[0]);
        calm(&mut unit.files[0].name);
    }
    calm(&mut sample.title);
    for shared in &mut sample.shared {
        calm(&mut shared.diagnostic.message);
        shared.units = sample.units.iter().map(|u| u.key.clone()).collect();
    }
    for check in &mut sample.checks {
        calm(&mut check.text);
    }
    let indicator = sample.indicator.as_mut().unwrap();
    let measure = indicator.values.values().next().unwrap().clone();
    let keys = sample.units.iter().map(|u| u.key.clone());
    indicator.values = keys.map(|key| (key, measure.clone())).collect();
    calm(&mut sample.leftovers[1]);
}

/// The names of all elements, in order; every one is closed where it must be, and every
/// attribute is quoted.
#[track_caller]
pub(crate) fn well_formed(page: &str) -> Vec<&str> {
    const EMPTY: [&str; 5] = ["meta", "input", "rect", "img", "!DOCTYPE"];
    let (mut open, mut all) = (Vec::new(), Vec::new());
    let mut rest = page;
    while let Some(start) = rest.find('<') {
        rest = &rest[start + 1..];
        let end = rest.find(['>', ' ']).unwrap();
        let name = rest[..end].trim_end_matches('/');
        let close = tag_end(rest);
        if let Some(name) = name.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name), "before {}", &rest[close..][..40]);
        } else {
            all.push(name);
            if !EMPTY.contains(&name) {
                open.push(name);
            }
        }
        rest = &rest[close + 1..];
        if matches!(name, "style" | "script") {
            let end = rest.find(&format!("</{name}>")).unwrap();
            rest = &rest[end..];
        }
    }
    assert!(open.is_empty(), "{open:?}");
    all
}

/// The `>` that ends a tag, with values of attributes passed over.
fn tag_end(tag: &str) -> usize {
    let mut quoted = false;
    for (at, c) in tag.char_indices() {
        match c {
            '"' => quoted = !quoted,
            '>' if !quoted => return at,
            '<' => panic!("a tag within a tag: {}", &tag[..at]),
            _ => {}
        }
    }
    panic!("a tag without end");
}

proptest! {
    #[test]
    fn no_text_at_all_becomes_markup(text in any::<String>(), signs in "[<>\"'&/=;\\-{}%#!a]{0,12}") {
        // Pairs of backquotes make code of a message, which is an element more.
        let text = format!("{text}{signs}").replace('`', "");
        let sample = |text: &str| {
            let mut unit = unit(text, text, 1, UnitState::Built);
            unit.findings = vec![told("error", "code", text, text)];
            Sample { title: text.to_owned(), units: vec![unit], ..Sample::default() }
        };
        let (page, calm) = (sample(&format!("x{text}")).html(), sample("x").html());
        prop_assert!(well_formed(&page) == well_formed(&calm));
    }

    #[test]
    fn the_csv_reads_back_cell_by_cell(names in names()) {
        let units: Vec<_> = names.iter().map(|n| unit(n, n, 7, UnitState::Built)).collect();
        let run = RunReport { units: &units, ..RunReport::default() };
        let text = render_csv(&RunSummary::new(run));
        let bytes = text.strip_prefix('\u{feff}').unwrap().as_bytes();
        let mut reader = csv_reader(bytes);
        let rows: Vec<_> = reader.records().map(Result::unwrap).collect();
        prop_assert!(rows.len() == names.len());
        for (row, name) in rows.iter().zip(&names) {
            let read = row[2].strip_prefix('\'').unwrap_or(&row[2]);
            let name = kehoach::language::show_hidden(name);
            let plain = name.strip_prefix('\'').unwrap_or(&name);
            prop_assert!(read == plain || row[2] == *name, "{name:?}: {:?}", &row[2]);
            prop_assert!(!row[2].trim_start().starts_with(['=', '+', '-', '@']));
        }
    }
}

fn names() -> impl Strategy<Value = Vec<String>> {
    proptest::collection::vec("[\\PC\n\r\t;\"'=+@\\-]{0,12}", 1..5)
}

fn csv_reader(bytes: &[u8]) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new().delimiter(b';').from_reader(bytes)
}

#[test]
fn the_csv_of_hostile_texts_holds_no_formula() {
    let text = render_csv(&hostile().summary());
    for row in csv_reader(text.trim_start_matches('\u{feff}').as_bytes()).records() {
        for cell in &row.unwrap() {
            assert!(!cell.starts_with(['=', '+', '-', '@']), "{cell}");
        }
    }
}

#[test]
fn columns_are_sorted_by_the_alphabet_and_equals_share_a_place() {
    let sample = large(300);
    let summary = sample.summary();
    let mut rows: Vec<_> = summary.rows.iter().collect();
    rows.sort_by_key(|r| r.name_rank);
    for pair in rows.windows(2) {
        let order = compare_names(&pair[0].unit.name, &pair[1].unit.name);
        assert_eq!(order, pair[0].name_rank.cmp(&pair[1].name_rank));
    }
}

#[test]
fn a_finding_of_the_master_is_told_once_and_counted_in_its_units() {
    let sample = districts();
    let summary = sample.summary();
    assert_eq!(summary.found.warnings, 2);
    assert_eq!(summary.rows[0].shared.warnings, 1);
    assert_eq!(summary.rows[2].shared.warnings, 0);
    let page = sample.html();
    assert_eq!(page.matches("gõ tay").count(), 1);
    assert_eq!(page.matches("1 cảnh báo chung").count(), 2);
}

#[test]
fn an_empty_set_and_a_set_without_figures_have_a_report_too() {
    let empty = RunSummary::new(RunReport::default());
    assert_eq!(empty.reconciles, None);
    let bare: Vec<UnitRecord> = large(3)
        .units
        .into_iter()
        .map(|unit| UnitRecord { number: None, ..unit })
        .collect();
    let run = RunReport { units: &bare, ..RunReport::default() };
    let page = render_html(&RunSummary::new(run));
    for lacking in ["<svg", "data-cot=\"3\"", "data-cot=\"7\"", "doi-chieu"] {
        assert!(!page.split_once("</script>").unwrap().1.contains(lacking), "{lacking}");
    }
    assert!(render_json(&empty).contains("\"reconciles\": null"));
    assert_eq!(render_csv(&empty).lines().count(), 1);
}

#[test]
fn the_whole_country_fits_in_a_page_that_is_soon_there() {
    let sample = large(3321);
    let page = sample.html();
    assert_eq!(page.matches(" data-k=").count(), 3321);
    assert!(page.len() < 4_000_000, "{}", page.len());
}
