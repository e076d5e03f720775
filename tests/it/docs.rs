//! The guide: what it shows works, and its tables are those of the program.
//!
//! `docs/khoa.md`, `docs/loi.md` and a page for each group of rules, `docs/quy-tac-*.md`,
//! are made from the program's own tables; `KEHOACH_UPDATE=1 cargo test --release docs`
//! writes them anew.

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use kehoach::build::Timings;
use kehoach::code::{Code, list_codes};
use kehoach::diagnostic::format_as_lines;
use kehoach::form::shape::{KeyKind, Need, Shape};
use kehoach::form::{FORM, SET, SET_NAME};
use kehoach::rule::{GROUPS, RuleGroup};
use kehoach::source::Source;

use super::driver::{Folder, UPDATE, engine, form_with, root, same};

/// Whether a page is made from the program's tables.
fn is_generated(name: &str) -> bool {
    matches!(name, "khoa.md" | "loi.md") || name.starts_with("quy-tac-")
}

/// A head of the year that the guide speaks of.
const HEAD: &str = "\
nam: 2026
van_ban:
  so: 5
  ngay: 2026-01-15
  trich_yeu: Triển khai công tác giảm nghèo năm 2026
";

pub(crate) fn pages() -> Vec<(String, String)> {
    let all = kehoach::source::list_files(&root().join("docs"));
    let name = |p: &PathBuf| p.file_name().unwrap().to_string_lossy().into_owned();
    let read = |p: &PathBuf| fs::read_to_string(p).unwrap().replace("\r\n", "\n");
    all.iter()
        .filter(|p| p.extension().is_some_and(|e| e == "md"))
        .map(|p| (name(p), read(p)))
        .collect()
}

/// The fenced blocks of a page with their language and line, indentation taken off.
pub(crate) fn blocks(text: &str) -> Vec<(usize, String, String)> {
    let mut res = Vec::new();
    let mut lines = text.lines().enumerate();
    while let Some((number, line)) = lines.next() {
        let indent = line.len() - line.trim_start().len();
        let Some(language) = line.trim_start().strip_prefix("```") else { continue };
        let body: String = lines
            .by_ref()
            .map(|(_, l)| l)
            .take_while(|l| l.trim() != "```")
            .map(|l| format!("{}\n", l.get(indent..).unwrap_or("")))
            .collect();
        res.push((number + 1, language.to_owned(), body));
    }
    res
}

/// A fragment among the keys of a small right plan of the guide's year.
fn whole(fragment: &str) -> String {
    if fragment.starts_with("kehoach:") {
        return fragment.to_owned();
    }
    let has = |key: &str| fragment.lines().any(|l| l.starts_with(&format!("{key}:")));
    let (year, head) = HEAD.split_at(HEAD.find("van_ban").unwrap());
    let mut keys = String::new();
    keys.push_str(if has("nam") { "" } else { year });
    keys.push_str(if has("van_ban") { "" } else { head });
    form_with(&(keys + fragment))
}

/// The name of the file that a block shows: `csv NAME` or `yaml NAME.yaml`. A `yaml` block
/// with another word is part of something else.
fn shown_file(language: &str) -> Option<&str> {
    let (kind, name) = language.split_once(' ')?;
    (kind == "csv" || kind == "yaml" && name.ends_with(".yaml")).then_some(name)
}

/// A folder with the files that the forms of a page read: the blocks that it shows with
/// their names, and workbooks that it only names.
pub(crate) fn beside(text: &str) -> Folder {
    let folder = Folder::new();
    for name in ["ho-ngheo.xlsx", "nhiem-vu.xlsx"] {
        let book = fs::read(root().join("tests/forms/so-lieu").join(name)).unwrap();
        folder.put(name, book);
    }
    for (_, language, body) in blocks(text) {
        if let Some(name) = shown_file(&language) {
            folder.put(name, body);
        }
    }
    folder
}

#[test]
fn every_form_in_the_guide_checks_clean() {
    let mut wrong = String::new();
    let mut count = 0;
    for (name, text) in pages().iter().filter(|(name, _)| !is_generated(name)) {
        let folder = beside(text);
        for (line, _, body) in blocks(text).iter().filter(|(_, l, _)| l == "yaml") {
            let source = Source::new(&folder.path("ke-hoach.yaml"), &whole(body));
            let examined = engine().examine_source(source, &mut Timings::default());
            let found = format_as_lines(&examined.reports());
            if !found.is_empty() {
                let _ = writeln!(wrong, "docs/{name}:{line}\n{found}{body}");
            }
            count += 1;
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    assert!(count >= 15, "only {count} examples were found");
}

/// A set is shown file by file; what it names in its folder must be shown too.
#[test]
fn the_set_in_the_guide_has_all_its_files() {
    const NAMING: [&str; 4] = ["bieu_mau:", "du_lieu:", "chung:", "tep:"];
    let pages = pages();
    let text = &pages.iter().find(|(name, _)| name == "bo-ke-hoach.md").unwrap().1;
    let shown: Vec<_> = blocks(text)
        .into_iter()
        .filter_map(|(_, language, body)| Some((shown_file(&language)?.to_owned(), body)))
        .collect();
    assert!(shown.iter().any(|(name, _)| name == "bo-ke-hoach.yaml"));
    let mut count = 0;
    for (name, body) in &shown {
        let words: Vec<_> = body.split([' ', '\n', '{', '}', ',']).collect();
        let words: Vec<_> = words.into_iter().filter(|word| !word.is_empty()).collect();
        for pair in words.windows(2).filter(|p| NAMING.contains(&p[0])) {
            // `du_lieu: { tep: … }` names its file after the second key.
            let file = if NAMING.contains(&pair[1]) { continue } else { pair[1] };
            assert!(shown.iter().any(|(name, _)| name == file), "{name} names {file}");
            count += 1;
        }
    }
    assert!(count >= 4, "only {count} files were named");
}

#[test]
fn every_command_in_the_guide_is_one_of_the_program() {
    let mut count = 0;
    for (name, text) in pages() {
        let shown = blocks(&text).into_iter().filter(|(_, l, _)| l == "console");
        let shown = shown
            .flat_map(|(_, _, body)| body.lines().map(str::to_owned).collect::<Vec<_>>());
        let inline = text.split('`').skip(1).step_by(2).map(str::to_owned);
        for line in shown.chain(inline).filter(|l| l.starts_with("kehoach ")) {
            let parsed =
                kehoach::cli::build_command().try_get_matches_from(line.split(' '));
            let help = ["--help", "--version"].iter().any(|o| line.ends_with(o));
            let bare = !line.contains(" -") && line.split(' ').count() == 2;
            assert!(
                parsed.is_ok() || help || (bare && is_command(&line)),
                "docs/{name}: {line}"
            );
            count += 1;
        }
    }
    assert!(count >= 15, "only {count} commands were found");
}

/// The first steps, as a new user takes them.
#[test]
fn the_first_steps_work_in_their_order() {
    let page = pages().into_iter().find(|(name, _)| name == "bat-dau.md").unwrap().1;
    let folder = Folder::new();
    let shown =
        blocks(&page).into_iter().filter(|(_, language, _)| language == "console");
    let lines: Vec<_> = shown
        .flat_map(|(_, _, b)| b.lines().map(str::to_owned).collect::<Vec<_>>())
        .collect();
    // `--watch` would never end.
    for line in lines.iter().filter(|l| !l.contains("--watch")) {
        let _ = folder.run(line.split(' ').skip(1)).code(0);
    }
    assert!(folder.files().contains(&"out/thu.pdf".to_owned()), "{:?}", folder.files());
    let form = String::from_utf8(folder.read("thu/ke-hoach.yaml")).unwrap();
    folder.put("thu/ke-hoach.yaml", form.replacen("  ngay: 2026-01\n", "", 1));
    let said = folder.run(["check", "thu"]).code(1).err;
    let shown = blocks(&page)
        .into_iter()
        .find(|(_, _, body)| body.starts_with("lỗi["))
        .unwrap()
        .2;
    assert!(
        said.contains(&shown),
        "the guide shows\n{shown}\nand the program says\n{said}"
    );
}

fn is_command(line: &str) -> bool {
    let name = line.split(' ').nth(1).unwrap();
    kehoach::cli::build_command().get_subcommands().any(|c| c.get_name() == name)
}

#[test]
fn every_link_in_the_guide_leads_somewhere_and_every_page_is_listed() {
    let pages = pages();
    for (name, text) in &pages {
        for link in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            if link.starts_with("http") {
                continue;
            }
            if link.starts_with("../") || link.starts_with("anh/") {
                let path = root().join("docs").join(link);
                assert!(path.exists(), "docs/{name}: {link}");
                continue;
            }
            let (file, anchor) = link.split_once('#').unwrap_or((link, ""));
            let target = if file.is_empty() { name } else { file };
            let page = pages.iter().find(|(n, _)| n == target);
            let (_, page) = page.unwrap_or_else(|| panic!("docs/{name}: {link}"));
            let there =
                anchor.is_empty() || page.contains(&format!("<a id=\"{anchor}\"></a>"));
            assert!(there, "docs/{name}: {link}");
        }
    }
    let index = &pages.iter().find(|(name, _)| name == "README.md").unwrap().1;
    for (name, _) in pages.iter().filter(|(name, _)| name != "README.md") {
        assert!(index.contains(&format!("]({name})")), "README.md does not list {name}");
    }
}

#[test]
fn every_output_stands_in_the_guide_or_the_readme() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let texts = pages().into_iter().map(|(_, text)| text).chain([readme]);
    let all: String = texts.collect::<Vec<_>>().join("\n");
    let asked = all.lines().filter_map(|line| line.split_once("--to "));
    let shown: Vec<&str> =
        asked.flat_map(|(_, rest)| rest.split([',', '`', ' '])).collect();
    for format in kehoach::output::Format::ALL {
        assert!(shown.contains(&format.word()), "--to {}", format.word());
    }
}

#[test]
fn the_reference_of_keys_is_the_one_of_the_program() {
    generated("khoa.md", &reference());
}

#[test]
fn the_guide_names_the_keys_that_keep_lines() {
    let mut keys = Vec::new();
    for section in sections() {
        let lines =
            section.shape.keys.iter().filter(|k| matches!(k.kind, KeyKind::Lines));
        keys.extend(lines.map(|key| format!("`{}.{}`", section.shape.name, key.name)));
    }
    assert!(keys.len() > 2, "{keys:?}");
    let page = fs::read_to_string(root().join("docs/bieu.md")).unwrap();
    let sentence = format!("- **Chữ, giữ dòng** ({}): ", keys.join(", "));
    assert!(page.contains(&sentence), "not in the guide: {sentence}");
}

#[test]
fn the_list_of_codes_is_the_one_of_the_program() {
    generated("loi.md", &codes());
}

#[test]
fn each_group_of_rules_has_its_page() {
    let names: Vec<_> =
        GROUPS.iter().map(|group| format!("quy-tac-{}.md", group.id)).collect();
    for (group, name) in GROUPS.iter().zip(&names) {
        generated(name, &group_page(group));
    }
    let pages = pages();
    let pages = pages.iter().filter(|(name, _)| name.starts_with("quy-tac-"));
    let strays: Vec<_> = pages.filter(|(name, _)| !names.contains(name)).collect();
    assert!(strays.is_empty(), "of no group: {strays:?}");
}

/// Compares a page with what the program's tables give, or writes it.
#[track_caller]
fn generated(name: &str, text: &str) {
    let path = root().join("docs").join(name);
    if std::env::var_os(UPDATE).is_some() {
        fs::write(&path, text).unwrap();
    }
    let page = fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    same(text, &page);
}

/// A shape, the keys that lead to it first, and its anchor.
struct Section {
    shape: &'static Shape,
    path: String,
    anchor: String,
}

fn sections() -> Vec<Section> {
    let mut res = Vec::new();
    let set = format!("`{SET_NAME}`");
    for (shape, path, anchor) in [(&FORM, "", "bieu"), (&SET, &set, "bo")] {
        let next = res.len();
        res.push(Section { shape, path: path.to_owned(), anchor: anchor.to_owned() });
        below(&mut res, next);
    }
    res
}

/// Adds the shapes below those from one on.
fn below(res: &mut Vec<Section>, mut next: usize) {
    while next < res.len() {
        let (shape, path) = (res[next].shape, res[next].path.clone());
        for key in shape.keys {
            let step = if path.is_empty() { "" } else { " › " };
            let path = format!("{path}{step}`{}`", key.name);
            for below in shapes_of(&key.kind) {
                if res.iter().all(|s| !std::ptr::eq(s.shape, below)) {
                    let anchor = format!("k{}", res.len());
                    res.push(Section { shape: below, path: path.clone(), anchor });
                }
            }
        }
        next += 1;
    }
}

/// The shapes that may stand under a key.
fn shapes_of(kind: &'static KeyKind) -> Vec<&'static Shape> {
    match kind {
        KeyKind::Map(shape) => vec![shape],
        KeyKind::List(kind) | KeyKind::ById(kind) => shapes_of(kind),
        KeyKind::Either(kinds) => kinds.iter().flat_map(shapes_of).collect(),
        _ => Vec::new(),
    }
}

fn reference() -> String {
    let sections = sections();
    let mut res = String::from(
        "# Các khóa của biểu\n\n\
         <!-- Trang này do chương trình làm ra từ bảng khóa của nó; không sửa tay. -->\n\n\
         Mỗi mục dưới đây là một nhóm khóa. Cột *Loại* cho biết ghi gì sau khóa: *chữ* và *lời văn* khác nhau thế nào, số và ngày ghi ra sao, xem [Cách ghi biểu](bieu.md). Khóa nào cũng ghi được `chua_co` khi chưa biết. Nhóm khóa nào cũng đặt được `bo_qua: { ma: …, ly_do: … }`.\n",
    );
    for section in &sections {
        let Section { shape, path, anchor } = section;
        let title = if path.is_empty() { "Cả biểu" } else { path };
        let twin = sections.iter().filter(|s| s.path == *path).count() > 1;
        let note = if twin {
            format!(" ({})", shape.doc.split(['.', ':']).next().unwrap().to_lowercase())
        } else {
            String::new()
        };
        let _ = write!(
            res,
            "\n<a id=\"{anchor}\"></a>\n\n## {title}{note}\n\n{}\n\n",
            shape.doc
        );
        res.push_str("| Khóa | Bắt buộc | Loại | Nghĩa |\n|---|---|---|---|\n");
        for key in shape.keys {
            let need = match key.need {
                Need::Required => "có",
                Need::RequiredIfIssued => "có, trừ khi có `kem_theo`",
                Need::OptionalIfIssued => "không dùng cùng `kem_theo`",
                Need::Optional => "",
            };
            let kind = described(&key.kind, &sections);
            let mut meaning = key.doc.to_owned();
            for choice in choices(&key.kind) {
                let _ = write!(meaning, "<br>`{}`: {}", choice.word, choice.doc);
            }
            let row = format!(
                "`{}` | {need} | {kind} | {}",
                key.name,
                meaning.replace('|', "\\|")
            );
            let _ = writeln!(res, "| {row} |");
        }
    }
    res
}

fn choices(kind: &'static KeyKind) -> &'static [kehoach::form::shape::Keyword] {
    match kind {
        KeyKind::Choice(choices) => choices,
        KeyKind::List(kind) => choices_of_list(kind),
        _ => &[],
    }
}

fn choices_of_list(kind: &'static KeyKind) -> &'static [kehoach::form::shape::Keyword] {
    if let KeyKind::Choice(choices) = kind { choices } else { &[] }
}

/// What stands under a key, in words.
fn described(kind: &'static KeyKind, sections: &[Section]) -> String {
    match kind {
        KeyKind::Plain => "chữ".to_owned(),
        KeyKind::Lines => "chữ, giữ dòng".to_owned(),
        KeyKind::Prose => "lời văn".to_owned(),
        KeyKind::Number(words) if words.starts_with("số") => (*words).to_owned(),
        KeyKind::Number(words) => format!("số: {words}"),
        KeyKind::Money => "số tiền".to_owned(),
        KeyKind::Date => "ngày tháng".to_owned(),
        KeyKind::YesNo => "`co` hoặc `khong`".to_owned(),
        KeyKind::Choice(_) => "một trong các từ bên".to_owned(),
        KeyKind::Id => "mã".to_owned(),
        KeyKind::Map(shape) => {
            let section =
                sections.iter().find(|s| std::ptr::eq(s.shape, *shape)).unwrap();
            format!("[nhóm khóa](#{})", section.anchor)
        }
        KeyKind::List(kind) => {
            format!("danh sách, mỗi mục: {}", described(kind, sections))
        }
        KeyKind::ById(kind) => format!("các mã, mỗi mã: {}", described(kind, sections)),
        KeyKind::Either(kinds) => {
            let words: Vec<_> = kinds.iter().map(|k| described(k, sections)).collect();
            words.join(" hoặc ")
        }
    }
}

fn codes() -> String {
    let mut res = String::from(
        "# Các mã lỗi\n\n\
         <!-- Trang này do chương trình làm ra từ bảng mã của nó; không sửa tay. -->\n\n\
         Mã in trong ngoặc vuông ở mỗi thông báo. Xem một mã ngay trên máy: `kehoach explain MÃ`.\n\n\
         ## Quy tắc của văn bản\n\n\
         Có lý do để làm khác thì bỏ qua được ở từng chỗ, bằng `bo_qua: { ma: …, ly_do: … }`.\n",
    );
    for group in GROUPS.iter().filter(|group| !group.rules.is_empty()) {
        let (title, id) = (group.title, group.id);
        let _ = write!(
            res,
            "\n### {title} (`{id}`)\n\nĐầy đủ, có ví dụ: [{title}](quy-tac-{id}.md).\n\n| Mã | Mức | Yêu cầu |\n|---|---|---|\n"
        );
        for rule in group.rules {
            let Code { id, summary, .. } = rule.code;
            let severity = rule.severity.vietnamese();
            let summary = sentence(summary).replace('|', "\\|");
            let _ = writeln!(res, "| `{id}` | {severity} | {summary} |");
        }
    }
    res.push_str("\n## Lỗi của biểu, của tệp\n\nPhải sửa mới làm được văn bản, trừ khi thông báo ghi là cảnh báo hoặc gợi ý.\n");
    for code in list_codes() {
        let Code { id, summary, explanation } = code;
        let summary = sentence(summary);
        let _ = write!(res, "\n### {id}\n\n*{summary}.* {explanation}\n");
    }
    res
}

/// The page of a group: each rule with its source, its days and its examples.
fn group_page(group: &RuleGroup) -> String {
    let RuleGroup { id, title, rules } = group;
    let mut res = format!(
        "# Quy tắc: {title}\n\n\
         <!-- Trang này do chương trình làm ra từ bảng quy tắc của nó; không sửa tay. -->\n\n\
         Nhóm `{id}`. *Lỗi* là trái quy định hoặc sai phép tính; *cảnh báo* là điều nên xem lại; *gợi ý* chỉ để tham khảo. Có lý do để làm khác thì bỏ qua được ở từng chỗ, bằng `bo_qua: {{ ma: …, ly_do: … }}`. Các nhóm khác: [Các mã lỗi](loi.md).\n"
    );
    for rule in *rules {
        let Code { id, summary, explanation } = rule.code;
        let (summary, severity) = (sentence(summary), rule.severity.vietnamese());
        let _ = write!(
            res,
            "\n<a id=\"{id}\"></a>\n\n## {id}\n\n*{summary}.* Mức: {severity}.\n\n{explanation}\n"
        );
        if let Some(clause) = rule.clause {
            let _ = write!(res, "\nCăn cứ: {clause}.\n");
        }
        if let Some(days) = rule.valid.describe() {
            let _ = write!(res, "\nÁp dụng cho văn bản ban hành {days}.\n");
        }
        if let Some(excuse) = rule.excuse {
            let _ = write!(res, "\nBỏ qua được khi {excuse}.\n");
        }
        let (wrong, right) = (rule.wrong, rule.right);
        let _ = write!(
            res,
            "\nSai:\n\n```yaml\n{wrong}```\n\nĐúng:\n\n```yaml\n{right}```\n"
        );
    }
    res
}

/// With a capital.
fn sentence(text: &str) -> String {
    kehoach::language::capitalize_first(text)
}
