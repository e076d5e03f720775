//! The page of a real run, in headless Chromium.

use super::Bo;
use crate::driver::same;
use crate::report_browser::drive;

#[test]
#[ignore = "needs Chromium"]
fn the_page_of_the_nine_finds_a_luoi_and_leads_to_its_paper() {
    let bo = Bo::nine();
    let _ = bo.batch(&[]).code(0);
    let page = String::from_utf8(bo.0.read("out/bo/bao-cao.html")).unwrap();
    let said = drive(
        &page,
        r##"
say("at first", count());
await search("a luoi");
say("found", names(), count());
const row = all("#dv tbody[data-k]").filter(seen)[0];
say("link", decodeURI(row.querySelector("a[href]").href).replace(/.*[/]/, ""));
click("#loc [type=reset]");
await rest(10);
column(7).click();
say("most", all("#dv tbody[data-k]").filter(seen)[0].querySelector(".t").textContent);
"##,
    );
    same(SAID, &said);
    assert!(bo.out().join("ke-hoach-a-luoi.pdf").is_file());
}

const SAID: &str = "\
at first: Hiện cả 9 đơn vị
found: Huyện A Lưới: Hiện 1 trên 9 đơn vị
link: ke-hoach-a-luoi.pdf
most: Huyện A Lưới
";
