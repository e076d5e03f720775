//! How wide the blanks of justified lines are.

use std::collections::BTreeSet;

use kehoach::build::{Timings, WhichPages};
use kehoach::diff::compare_versions;

use super::read::{Glyph, Page, Pdf};
use crate::diff::version;
use crate::driver::{AsForm, PLANS, data_form, engine, paper};
use crate::goldens::forms;

/// A blank in a line that nothing stretches, in parts of the size.
const NORMAL: f64 = 0.25;

/// A line whose blanks are so many times the normal one is bad to look at.
const WIDEST: f64 = 2.5;

/// The rows of visible glyphs of a page, each from left to right.
fn rows(page: &Page) -> Vec<Vec<&Glyph>> {
    let mut glyphs: Vec<&Glyph> = page
        .glyphs
        .iter()
        .filter(|glyph| !glyph.artifact && !glyph.text.trim().is_empty())
        .collect();
    glyphs.sort_by(|a, b| a.y.total_cmp(&b.y));
    let rows = glyphs.chunk_by(|a, b| b.y - a.y < 0.05);
    rows.map(|row| {
        let mut row = row.to_vec();
        row.sort_by(|a, b| a.x.total_cmp(&b.x));
        row
    })
    .collect()
}

/// The blanks of a row in parts of the normal one, from the narrowest on.
fn blanks(row: &[&Glyph]) -> Vec<f64> {
    let mut blanks: Vec<f64> = row
        .windows(2)
        .map(|pair| (pair[1].x - pair[0].right) / 25.4 * 72.0 / pair[1].size / NORMAL)
        .filter(|blank| *blank > 0.4)
        .collect();
    blanks.sort_by(f64::total_cmp);
    blanks
}

/// Whether the blanks of a row are too wide: most are, and are alike. Between the cells of
/// a row of a table there are blanks of all widths.
fn is_stretched(blanks: &[f64]) -> bool {
    let Some(middle) = blanks.get(blanks.len() / 2) else { return false };
    let alike = blanks.iter().filter(|blank| (*blank / middle - 1.0).abs() < 0.1).count();
    blanks.len() > 2 && *middle > WIDEST && alike * 3 >= blanks.len() * 2
}

/// How many lines of a paper reach to the right margin, and how those begin that are
/// stretched.
fn stretched_lines(pdf: &[u8]) -> (usize, Vec<String>) {
    let mut count = 0;
    let mut res = Vec::new();
    for page in &Pdf::read(pdf).pages {
        let rows = rows(page);
        let margin = rows.iter().filter_map(|row| row.last()).map(|glyph| glyph.right);
        let margin = margin.fold(0.0, f64::max);
        for row in rows {
            let blanks = blanks(&row);
            let reaches = row.last().is_some_and(|glyph| margin - glyph.right < 0.3);
            count += usize::from(reaches);
            if reaches && is_stretched(&blanks) {
                res.push(row.iter().take(24).map(|glyph| glyph.text.as_str()).collect());
            }
        }
    }
    (count, res)
}

/// A list that grows is a worse paper; one that gets shorter is a better one.
#[test]
fn few_lines_of_the_papers_are_stretched() {
    let mut papers: Vec<Vec<u8>> = Vec::new();
    let plans = PLANS.map(data_form);
    papers.extend(plans.iter().map(|plan| paper(plan).pdf));
    papers.extend(forms().iter().map(|(_, form)| paper(form).pdf));
    // Two plans that have little in common: most of a redline is marked.
    for pair in plans.windows(2) {
        let [old, new] =
            [0, 1].map(|side| version(pair[side].path(), pair[side].text()).unwrap());
        let redline = compare_versions(&old, &new).redline;
        let pages = engine().redline(&redline, WhichPages::All, &mut Timings::default());
        papers.push(pages.unwrap());
    }
    let mut count = 0;
    let mut stretched = BTreeSet::new();
    for pdf in &papers {
        let (lines, found) = stretched_lines(pdf);
        count += lines;
        stretched.extend(found);
    }
    assert!(count > 2000, "{count} justified lines only");
    let known = ["CăncứLuậtPhòng,chốngthiê", "Nghịquyếtsố21/2021/NQ-HĐ"];
    assert_eq!(stretched, known.map(str::to_owned).into(), "of {count} lines");
}
