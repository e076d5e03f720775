//! What a screen reader says of a paper, made from its tags: the two examples of the guide,
//! `docs/doc-man-hinh.md`. Readers differ in their words, not in what they have to say.

use std::collections::BTreeMap;
use std::fs;

use super::read::{Pdf, squeeze};
use super::tags::{JoinedText, TagKid, TagNode};
use crate::driver::{UPDATE, data_form, paper, root};

/// The page of the guide.
const GUIDE: &str = "docs/doc-man-hinh.md";

/// What is said of a page, line by line.
struct Speech {
    page: usize,
    lines: Vec<String>,
}

impl Speech {
    fn say(&mut self, line: &str) {
        let line = squeeze(line);
        if !line.is_empty() {
            self.lines.push(line);
        }
    }

    fn element(&mut self, node: &TagNode) {
        let text = node.text(Some(self.page));
        if text.trim().is_empty() {
            return;
        }
        let kids: Vec<_> = node.nodes().collect();
        match node.kind.as_str() {
            "L" => {
                let items = kids.iter().filter(|kid| kid.kind == "LI").count();
                self.say(&format!("danh sách có {items} mục"));
                kids.iter().for_each(|kid| self.element(kid));
                let last = kids.last();
                if last.is_some_and(|last| last.text(Some(self.page)) == last.text(None))
                {
                    self.say("hết danh sách");
                }
            }
            "LI" => self.say(&text),
            "Document" | "Div" => kids.iter().for_each(|kid| self.element(kid)),
            "P" => self.paragraph(node),
            kind => match kind.strip_prefix('H') {
                Some(level) => self.say(&format!("tiêu đề cấp {level}: {text}")),
                None => self.say(&text),
            },
        }
    }

    /// A paragraph may begin with a title that runs on into its text.
    fn paragraph(&mut self, node: &TagNode) {
        let mut rest = JoinedText::default();
        for kid in &node.kids {
            match kid {
                TagKid::Node(kid) if kid.kind.starts_with('H') => self.element(kid),
                TagKid::Node(kid) => kid.add_text(Some(self.page), &mut rest),
                TagKid::Text(text) if text.page == self.page => rest.push(text),
                TagKid::Text(_) => {}
            }
        }
        self.say(&rest.text);
    }
}

/// What is said of the first page of a plan.
fn tell_first_page(plan: &str) -> String {
    let tags = Pdf::read(&paper(&data_form(plan)).pdf).tags();
    let mut speech = Speech { page: 0, lines: Vec::new() };
    speech.element(&tags);
    speech.lines.join("\n")
}

/// What is said where one walks through the first rows of a plan's first table, and its
/// last: of each cell what it belongs to.
fn tell_table(plan: &str) -> String {
    let tags = Pdf::read(&paper(&data_form(plan)).pdf).tags();
    let all = tags.all();
    let table = all.iter().find(|node| node.kind == "Table").unwrap();
    let names: BTreeMap<_, _> = table
        .all()
        .into_iter()
        .filter_map(|node| Some((node.attribute("ID")?, squeeze(&node.text(None)))))
        .collect();
    let rows: Vec<_> = table.all().into_iter().filter(|node| node.kind == "TR").collect();
    let is_data =
        |row: &&&TagNode| row.nodes().any(|n| n.attribute("Scope") == Some("Row"));
    let rows: Vec<_> = rows.iter().filter(is_data).collect();
    let mut res = Vec::new();
    if let Some(caption) = table.nodes().find(|node| node.kind == "Caption") {
        res.push(format!("bảng: {}", squeeze(&caption.text(None))));
    }
    for row in rows.iter().take(2).chain(rows.last()) {
        for cell in row.nodes() {
            let ids = cell.attribute("Headers").unwrap_or_default().split(' ');
            let mut heads: Vec<_> = ids.filter_map(|id| names.get(id)).collect();
            // The name of the row comes last among the heads, and is said first.
            if cell.kind == "TD" && heads.len() > 1 {
                heads.rotate_right(1);
            }
            let heads: Vec<_> = heads.into_iter().map(String::as_str).collect();
            let text = squeeze(&cell.text(None));
            res.push(format!("{}: {text}", heads.join(", ")));
        }
    }
    res.join("\n")
}

/// The guide with other texts between its fences.
fn put_between_fences(guide: &str, texts: &[String]) -> String {
    let mut parts = guide.split("```").map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(parts.len(), 2 * texts.len() + 1, "fences of {GUIDE}");
    for (part, text) in parts.iter_mut().skip(1).step_by(2).zip(texts) {
        *part = format!("text\n{text}\n");
    }
    parts.join("```")
}

#[test]
fn the_guide_says_what_a_screen_reader_says() {
    let path = root().join(GUIDE);
    let guide = fs::read_to_string(&path).unwrap().replace("\r\n", "\n");
    let texts = [tell_first_page("vinh-ha-2024"), tell_table("son-trung-2023")];
    assert!(texts.iter().all(|text| text.lines().count() > 5), "{texts:?}");
    let expected = put_between_fences(&guide, &texts);
    if std::env::var_os(UPDATE).is_some() {
        fs::write(path, &expected).unwrap();
    } else {
        assert!(guide == expected, "{GUIDE} ({UPDATE}=1 rewrites it)\n{expected}");
    }
}
