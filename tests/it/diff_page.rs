//! `kehoach diff --to html`: a page that stands alone, in which every jump leads somewhere
//! and no text is more than text.

use std::collections::BTreeSet;

use super::diff::{cases, versions};
use super::driver::{Folder, form_with};
use super::report::well_formed;
use super::report_sample::HOSTILE;

/// The page of the two versions of a folder.
#[track_caller]
fn page(folder: &Folder, args: &[&str]) -> String {
    let run = folder.run(["diff", "cu", "moi", "--to", "html"].iter().chain(args));
    assert_eq!(run.code(1).err("").out, "out/moi-so-sanh.html\n");
    String::from_utf8(folder.read("out/moi-so-sanh.html")).unwrap()
}

/// The page without its pictures, and how many it has, each of which is a PNG.
#[track_caller]
fn without_pictures(page: &str) -> (String, usize) {
    const START: &str = "src=\"data:image/png;base64,";
    let mut parts = page.split(START);
    let mut res = parts.next().unwrap().to_owned();
    let mut count = 0;
    for part in parts {
        let (picture, rest) = part.split_once('"').unwrap();
        // The first bytes of every PNG.
        assert!(picture.starts_with("iVBORw0KGgo"), "{}", &picture[..20]);
        assert!(
            picture.bytes().all(|b| b.is_ascii_alphanumeric() || b"+/=".contains(&b))
        );
        res.push_str("src=\"…\"");
        res.push_str(rest);
        count += 1;
    }
    (res, count)
}

/// The values of an attribute, in order.
fn values<'p>(page: &'p str, attribute: &str) -> Vec<&'p str> {
    let parts = page.split(attribute).skip(1);
    parts.filter_map(|part| part.strip_prefix('"')?.split('"').next()).collect()
}

#[test]
fn the_page_of_a_comparison_is_one_file_and_every_jump_in_it_leads_somewhere() {
    let cases = cases();
    for case in cases.iter().step_by(17) {
        let folder = versions(case);
        let whole = page(&folder, &[]);
        let (page, count) = without_pictures(&whole);
        for outside in
            ["http:", "https:", "<link", "@import", "url(", "<script", "<iframe"]
        {
            assert!(!page.contains(outside), "{}: {outside}", case.name);
        }
        assert!(page.contains("default-src 'none'; style-src 'sha256-"), "{page}");
        assert!(page.contains("<html lang=\"vi\">") && page.contains("@media print"));
        let _ = well_formed(&page);
        let ids = values(&page, " id=");
        let known: BTreeSet<_> = ids.iter().copied().collect();
        assert_eq!(ids.len(), known.len(), "{}: {ids:?}", case.name);
        for link in values(&page, " href=") {
            let place = link.strip_prefix('#').expect("a place within the page");
            assert!(known.contains(place), "{}: {link}", case.name);
        }
        let json = folder.run(["diff", "cu", "moi", "--to", "json"]).code(1).out;
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        let changes = json[0]["changes"].as_array().unwrap().len();
        let shown = ids.iter().filter(|id| id.starts_with("doi-")).count();
        assert_eq!(shown, changes, "{}", case.name);
        let figures = ids.iter().filter(|id| id.starts_with("trang-")).count();
        assert!(count > 0 && count == figures, "{}: {count}", case.name);
    }
}

#[test]
fn a_jump_leads_to_a_page_on_which_the_change_is() {
    let cases = cases();
    let case =
        |start: &str| cases.iter().find(|case| case.name.starts_with(start)).unwrap();
    // A cell, a deadline, words: on which of the changed pages each is to be seen.
    for start in ["01", "07", "13"] {
        let folder = versions(case(start));
        let (all, count) = without_pictures(&page(&folder, &[]));
        let (part, changed) = without_pictures(&page(&folder, &["--changed-pages"]));
        assert!(changed <= count && part.contains("đã được bỏ bớt") == (changed < count));
        let jumps: BTreeSet<_> =
            values(&all, " class=\"toi\" href=").into_iter().collect();
        assert!(!jumps.is_empty(), "{start}: {all}");
        let there: BTreeSet<String> = values(&part, " id=")
            .iter()
            .filter(|id| id.starts_with("trang-"))
            .map(|id| format!("#{id}"))
            .collect();
        assert!(jumps.iter().all(|jump| there.contains(*jump)), "{jumps:?} {there:?}");
        // Each change leads to its page, and the page back to it.
        for item in all.split("<li id=\"doi-").skip(1) {
            let (id, item) = item.split_once('"').unwrap();
            let item = item.split("</li>").next().unwrap();
            let Some((_, page)) = item.split_once(" class=\"toi\" href=\"#") else {
                continue;
            };
            let page = page.split('"').next().unwrap();
            let (_, figure) = all.split_once(&format!("<figure id=\"{page}\">")).unwrap();
            let caption = figure.split("</figure>").next().unwrap();
            assert!(
                caption.contains(&format!("href=\"#doi-{id}\"")),
                "{start}: {caption}"
            );
        }
    }
}

#[test]
fn the_same_versions_give_the_same_page() {
    let cases = cases();
    let folders = [versions(&cases[0]), versions(&cases[0])];
    let [first, second] = folders.map(|folder| page(&folder, &[]));
    assert!(first == second, "the folder shows in the page");
}

/// A plan in which such a text stands in many places.
fn plan_with(text: &str, is_new: bool) -> String {
    let quoted = serde_json::to_string(text).unwrap();
    let (value, more) = match is_new {
        true => (5, format!("  - tieu_de: {quoted}\n    doan: {quoted}\n")),
        false => (4, String::new()),
    };
    form_with(&format!(
        "chi_tieu:\n  lop: {{ ten: {quoted}, don_vi: lớp, gia_tri: {value} }}\n\
         noi_dung:\n  - tieu_de: Mở lớp\n    doan: Mở {{{{ chi_tieu.lop }}}}.\n{more}"
    ))
}

#[test]
fn the_page_of_a_comparison_shows_hostile_texts_and_runs_nothing() {
    let pages: Vec<String> = HOSTILE
        .iter()
        .chain(&["Tên bình thường"])
        .filter(|text| !text.contains("{{"))
        .map(|text| {
            let folder = Folder::new();
            folder.put("cu/ke-hoach.yaml", plan_with(text, false));
            folder.put("moi/ke-hoach.yaml", plan_with(text, true));
            without_pictures(&page(&folder, &[])).0
        })
        .collect();
    let (calm, hostile) = pages.split_last().unwrap();
    assert!(hostile.len() > 5);
    for page in hostile {
        assert_eq!(well_formed(page), well_formed(calm));
        assert!(!page.contains("<script") && !page.contains("<svg"), "{page}");
        assert!(!page.contains("href=\"javascript"), "{page}");
        assert!(!page.contains("script-src"), "no script may run: {page}");
    }
    assert!(hostile[0].contains("&lt;script&gt;"), "{}", hostile[0]);
}

#[test]
fn versions_that_are_the_same_and_those_that_cannot_be_read_have_a_page_that_says_so() {
    let folder = Folder::new();
    let plan = plan_with("Số lớp", false);
    folder.put("cu/ke-hoach.yaml", &plan).put("moi/ke-hoach.yaml", &plan);
    let args = ["diff", "cu", "moi", "--to", "html"];
    let _ = folder.run(args).code(0).err("");
    let said = String::from_utf8(folder.read("out/moi-so-sanh.html")).unwrap();
    assert!(said.contains("hai phiên bản như nhau") && !said.contains("chi-tiet"));
    let broken = plan.replace("ngay: 2023-05-20", "ngay: 2023-05-32");
    folder.put("moi/ke-hoach.yaml", broken);
    let _ = folder.run(args).code(2).err("");
    let said = String::from_utf8(folder.read("out/moi-so-sanh.html")).unwrap();
    let (_, body) = said.split_once("<main>").unwrap();
    let (first, rest) = body.split_once("Tóm tắt").unwrap();
    assert!(first.contains("không có ngày 32"), "{first}");
    assert!(rest.contains("những chỗ đọc được của hai phiên bản như nhau"));
}
