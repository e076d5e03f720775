//! The set in the guide, as a user who copies it file by file has it.

use super::{KEYS, files_of, said};
use crate::docs::{beside, blocks, pages};
use crate::driver::same;

#[test]
fn the_set_in_the_guide_comes_out_as_the_guide_says() {
    let pages = pages();
    let guide = &pages.iter().find(|(name, _)| name == "bo-ke-hoach.md").unwrap().1;
    let folder = beside(guide);
    // The commands that the guide shows for it, but for what is not there yet.
    let shown =
        blocks(guide).into_iter().filter(|(_, language, _)| language == "console");
    let first = shown
        .flat_map(|(_, _, body)| body.lines().map(str::to_owned).collect::<Vec<_>>());
    let first = first.take(1).collect::<String>();
    let run = folder.run(first.split(' ').skip(1)).code(0);
    same("9 đơn vị: 9 đã làm", said(&run).trim_end().split(';').next().unwrap());
    assert_eq!(run.err.matches("khớp: tong(").count(), 4, "{}", run.err);
    let out = folder.files().iter().filter(|name| name.starts_with("out/")).count();
    assert!(out >= 16, "{:?}", folder.files());
    // The table of results names what is there.
    let name = folder
        .files()
        .iter()
        .find_map(|name| Some(name.strip_prefix("out/")?.split_once('/')?.0.to_owned()));
    let made = files_of(&folder.path("out").join(name.unwrap()));
    let papers = KEYS.iter().map(|key| format!("ke-hoach-{key}.pdf"));
    let others = [
        "ke-hoach-chung.pdf",
        "bao-cao.html",
        "bao-cao.xlsx",
        "bao-cao.csv",
        "bao-cao.json",
        "tong-hop.xlsx",
        "tong-hop.csv",
    ];
    for name in papers.chain(others.map(str::to_owned)) {
        assert!(made.contains_key(&name), "{name}");
        let named = guide.contains(&format!("`{name}`"));
        assert!(named || name.starts_with("ke-hoach-"), "{name} is not in the guide");
    }
    // The ledger has the line that the guide shows.
    let ledger = String::from_utf8(folder.read("so-van-ban.csv")).unwrap();
    let shown = blocks(guide)
        .into_iter()
        .find(|(_, _, body)| body.starts_with("Năm;"))
        .unwrap()
        .2;
    for line in shown.lines() {
        assert!(ledger.contains(line), "{line}\n{ledger}");
    }
    // The override took an item away and added one, in its own paper only.
    let again = folder.run(first.split(' ').skip(1).chain(["--to", "txt", "-o", "chu"]));
    let _ = again.code(0);
    let text = |key: &str| {
        String::from_utf8(folder.read(&format!("chu/ke-hoach-{key}.txt"))).unwrap()
    };
    let (own, other) = (text("a-luoi"), text("hue"));
    assert!(own.contains("huyện nghèo") && !other.contains("huyện nghèo"));
}
