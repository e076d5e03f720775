//! The page of a report in headless Chromium: it is sorted, filtered and searched, and a
//! row of it is opened, as a user would.
//!
//! No driver: a copy of the page gets a script that clicks and writes down what is to be
//! seen, and Chromium prints the page as it then stands. The copy's policy lets that
//! script run; that the policy of the page itself lets nothing run is a test of its own.

use std::fs;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use kehoach::language::show_hidden;

use super::driver::{Folder, same};
use super::report_sample::{HOSTILE, Sample, districts, hostile, large};

/// Longer than any machine needs.
const PATIENCE: Duration = Duration::from_secs(120);

/// What the scripts of all tests share.
const HELP: &str = r##"
const all = (what) => [...document.querySelectorAll(what)];
const seen = (el) => el.getClientRects().length > 0;
const told = [];
const say = (...parts) => told.push(parts.join(": "));
const names = () => all("#dv tbody[data-k]").filter(seen)
  .map((b) => b.querySelector(".t").textContent).join(" | ");
const column = (n) => document.querySelector(`[data-cot="${n}"]`);
const click = (what) => document.querySelector(what).click();
const rest = (ms) => new Promise((done) => setTimeout(done, ms));
const search = async (text) => {
  const box = document.getElementById("tim");
  box.focus();
  box.value = text;
  box.dispatchEvent(new Event("input", { bubbles: true }));
  await rest(300);
};
const pick = (text) => {
  const list = document.getElementById("ml");
  list.value = text;
  list.dispatchEvent(new Event("change", { bubbles: true }));
};
const count = () => document.getElementById("dem").textContent;
addEventListener("error", (event) => say("error", event.message));
"##;

/// Opens a page, runs a script on it, and gives what the script said, a line each.
#[track_caller]
pub(crate) fn drive(page: &str, script: &str) -> String {
    let policy = page.find("script-src '").unwrap() + 11;
    let end = policy + page[policy..].find(';').unwrap();
    let mut copy = page.to_owned();
    copy.replace_range(policy..end, " 'unsafe-inline'");
    let script = format!(
        "<script>{HELP}addEventListener('load', async () => {{
try {{ {script} }} catch (error) {{ say('error', error.stack); }}
const out = document.createElement('pre');
out.id = 'told';
out.textContent = told.join('\\n');
document.body.append(out);
}});</script></body>"
    );
    let dom = print(&copy.replace("</body>", &script));
    let start = dom.find("<pre id=\"told\">").expect("the script came to its end");
    let text = &dom[start + 15..];
    let text = &text[..text.find("</pre>").unwrap()];
    let text = text.replace("&lt;", "<").replace("&gt;", ">");
    text.replace("&nbsp;", "\u{a0}").replace("&amp;", "&") + "\n"
}

/// The page as Chromium has it once its scripts have run.
#[track_caller]
fn print(page: &str) -> String {
    let folder = Folder::new();
    folder.put("bao-cao.html", page);
    let out = fs::File::create(folder.path("dom.html")).unwrap();
    let child = Command::new("chromium")
        .args(["--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run"])
        .args(["--disable-dev-shm-usage", "--disable-background-networking"])
        .args(["--window-size=1280,900", "--virtual-time-budget=20000", "--dump-dom"])
        .arg(format!("--user-data-dir={}", folder.path("profile").display()))
        .arg(format!("file://{}", folder.path("bao-cao.html").display()))
        .stdout(Stdio::from(out))
        .stderr(Stdio::null())
        .spawn()
        .expect("chromium is installed: .ci/run does it");
    finish(child);
    fs::read_to_string(folder.path("dom.html")).unwrap()
}

#[track_caller]
fn finish(mut child: Child) {
    let start = Instant::now();
    while start.elapsed() < PATIENCE {
        if let Some(status) = child.try_wait().unwrap() {
            assert!(status.success(), "chromium ended with {status}");
            return;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    panic!("chromium did not end");
}

#[test]
#[ignore = "needs Chromium"]
fn a_click_on_a_head_sorts_the_units() {
    let said = drive(
        &districts().html(),
        r##"
say("at first", names());
column(1).click();
say("by name", names());
say("sorted", column(1).closest("th").getAttribute("aria-sort"));
column(1).click();
say("and back", names());
column(7).click();
say("by figure", names());
column(4).click();
say("by state", names());
say("others", all("th[aria-sort]:not([aria-sort=none])").length);
column(0).click();
say("as at first", names());
"##,
    );
    same(SORTED, &said);
}

const SORTED: &str = "\
at first: Thành phố Huế | Thị xã Hương Thủy | Thị xã Hương Trà | Huyện Phong Điền | Huyện Quảng Điền | Huyện Phú Lộc | Huyện Phú Vang | Huyện Nam Đông | Huyện A Lưới
by name: Huyện A Lưới | Huyện Nam Đông | Huyện Phong Điền | Huyện Phú Lộc | Huyện Phú Vang | Huyện Quảng Điền | Thành phố Huế | Thị xã Hương Thủy | Thị xã Hương Trà
sorted: ascending
and back: Thị xã Hương Trà | Thị xã Hương Thủy | Thành phố Huế | Huyện Quảng Điền | Huyện Phú Vang | Huyện Phú Lộc | Huyện Phong Điền | Huyện Nam Đông | Huyện A Lưới
by figure: Huyện A Lưới | Thành phố Huế | Huyện Phú Lộc | Huyện Phú Vang | Huyện Phong Điền | Huyện Quảng Điền | Huyện Nam Đông | Thị xã Hương Trà | Thị xã Hương Thủy
by state: Huyện Phú Lộc | Huyện Quảng Điền | Thành phố Huế | Thị xã Hương Thủy | Huyện Phong Điền | Huyện Phú Vang | Huyện Nam Đông | Huyện A Lưới | Thị xã Hương Trà
others: 1
as at first: Thành phố Huế | Thị xã Hương Thủy | Thị xã Hương Trà | Huyện Phong Điền | Huyện Quảng Điền | Huyện Phú Lộc | Huyện Phú Vang | Huyện Nam Đông | Huyện A Lưới
";

#[test]
#[ignore = "needs Chromium"]
fn units_are_found_without_marks_and_filtered_by_state_and_by_finding() {
    let said = drive(
        &districts().html(),
        r##"
say("at first", count());
for (const text of ["a luoi", "A LƯỚI", "huong", "dien phong", "16", "nam-dong", "xyz"]) {
  await search(text);
  say(text, names(), count());
}
say("nothing is said so", seen(document.getElementById("khong")));
click("#loc [type=reset]");
await rest(10);
say("all again", count());
click("[name=tt][value=faulty]");
say("with errors", names());
click("[name=tt][value=built]");
await search("dong");
say("made, and named so", names());
click("#loc [type=reset]");
await rest(10);
pick("stranger");
say("of a code", names());
pick(":warning");
say("of a severity", names());
pick(":none");
say("of none", names(), count());
"##,
    );
    same(FOUND, &said);
}

const FOUND: &str = "\
at first: Hiện cả 9 đơn vị
a luoi: Huyện A Lưới: Hiện 1 trên 9 đơn vị
A LƯỚI: Huyện A Lưới: Hiện 1 trên 9 đơn vị
huong: Thị xã Hương Thủy | Thị xã Hương Trà: Hiện 2 trên 9 đơn vị
dien phong: Huyện Phong Điền: Hiện 1 trên 9 đơn vị
16: Thị xã Hương Thủy: Hiện 1 trên 9 đơn vị
nam-dong: Huyện Nam Đông: Hiện 1 trên 9 đơn vị
xyz: : Hiện 0 trên 9 đơn vị
nothing is said so: true
all again: Hiện cả 9 đơn vị
with errors: Huyện Quảng Điền
made, and named so: Huyện Nam Đông
of a code: Huyện Nam Đông
of a severity: Thành phố Huế | Thị xã Hương Thủy | Huyện Nam Đông
of none: Thị xã Hương Trà | Huyện Phong Điền | Huyện Phú Vang: Hiện 3 trên 9 đơn vị
";

#[test]
#[ignore = "needs Chromium"]
fn a_row_opens_its_findings() {
    let said = drive(
        &districts().html(),
        r##"
const row = all("#dv tbody").find((b) => b.textContent.includes("Quảng Điền"));
const button = row.querySelector(".xem");
const findings = () => all("#dv .ct").filter(seen).map((r) => r.innerText.replace(/\s+/g, " ").trim());
say("closed", findings().length, button.getAttribute("aria-expanded"));
button.click();
say("open", button.getAttribute("aria-expanded"));
for (const text of findings()) say("seen", text);
row.querySelector(".t").click();
say("a click on the name closes", findings().length, button.getAttribute("aria-expanded"));
all("#dv tbody").find((b) => b.textContent.includes("Phong Điền")).querySelector(".t").click();
say("a unit without any has none", findings().length);
click("#mo");
say("all", findings().length);
click("#mo");
say("none", findings().length);
const link = document.querySelector("#dv a[href^='./']");
say("link", decodeURI(link.href).replace(/.*[/]/, ""));
const widths = all("#dv svg rect").map((r) => Math.round(r.getBoundingClientRect().width * 1000 / r.closest("svg").getBoundingClientRect().width));
say("bars", widths.join(" "));
"##,
    );
    same(OPENED, &said);
}

const OPENED: &str = "\
closed: 0: false
open: true
seen: Lỗi rieng/quang-dien.yaml:3: thiếu so. [missing-key] Lỗi rieng/quang-dien.yaml:12: phép kiểm tra không đúng: giam <= dau, với giam = 450 và dau = 445. [check-failed] → sửa số ở ô D6 của don-vi.xlsx
a click on the name closes: 0: false
a unit without any has none: 0
all: 4
none: 0
link: 15-Thành phố Huế.pdf
bars: 86 13 23 45 28 56 56 26 1000
";

#[test]
#[ignore = "needs Chromium"]
fn hostile_texts_are_shown_as_they_are_and_do_nothing() {
    let sample = hostile();
    let said = drive(
        &sample.html(),
        r##"
say("title", document.title.startsWith("Báo cáo"));
say("scripts", document.scripts.length);
say("pictures", all("img").length);
say("handlers", all("*").filter((el) => [...el.attributes].some((a) => a.name.startsWith("on"))).length);
say("places", all("a").filter((a) => a.protocol !== "file:").length);
for (const name of all("#dv .t").slice(1)) say(name.textContent);
"##,
    );
    // Signs that would be hidden are seen too.
    let names: Vec<_> = sample.units.iter().map(|u| show_hidden(&u.name)).collect();
    let head = "title: true\nscripts: 2\npictures: 0\nhandlers: 0\nplaces: 0\n";
    same(&format!("{head}{}\n", names.join("\n")), &said);
    assert!(names.iter().any(|name| name == HOSTILE[0]));
}

#[test]
#[ignore = "needs Chromium"]
fn the_page_runs_no_script_but_its_own() {
    let with = |script: &str| {
        let page = districts().html();
        print(&page.replace("</body>", &format!("{script}</body>")))
    };
    // The page's own script has run: it shows the filters.
    let dom = with("<script>document.body.id = 'strange'</script>");
    assert!(dom.contains("Hiện cả 9 đơn vị"));
    assert!(!dom.contains("id=\"strange\""));
    assert!(
        !with("<img onerror=\"document.body.id = 'strange'\" src=\"x\">")
            .contains("id=\"strange\"")
    );
}

#[test]
#[ignore = "needs Chromium"]
fn the_whole_country_is_sorted_searched_and_filtered() {
    let said = drive(
        &large(3321).html(),
        r##"
column(1).click();
say("first by name", all("#dv tbody[data-k] .t")[0].textContent);
column(1).click();
say("first back", all("#dv tbody[data-k] .t")[0].textContent);
await search("ia krel 7");
say(count());
say("first", all("#dv tbody[data-k]").filter(seen)[0].querySelector(".t").textContent);
click("#loc [type=reset]");
await rest(200);
click("[name=tt][value=faulty]");
say(count());
"##,
    );
    same(LARGE, &said);
}

const LARGE: &str = "\
first by name: Xã An Phú 0
first back: Xã Yên Bình 99
Hiện 292 trên 3.321 đơn vị
first: Xã Ia Krêl 99
Hiện 83 trên 3.321 đơn vị
";

#[test]
#[ignore = "needs Chromium"]
fn a_set_without_units_has_a_page_too() {
    let said = drive(
        &Sample::default().html(),
        r##"say(count()); say(seen(document.getElementById("khong"))); column(1).click();"##,
    );
    same("Hiện cả 0 đơn vị\ntrue\n", &said);
}
