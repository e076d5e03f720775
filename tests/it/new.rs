//! `kehoach new`: skeletons that build at once, and last year's form a year on.

use std::collections::BTreeSet;

use kehoach::diagnostic::{Severity, format_as_lines};
use kehoach::form::FORM;
use kehoach::form::shape::{KeyKind, Keyword, Shape};
use kehoach::source::{Source, Span};
use kehoach::yaml::{self, YamlEntry, YamlNode, YamlValue};

use super::driver::{Folder, Form, OF_SETS, PLANS, data_form, examine, root};

const TEMPLATES: [&str; 8] = [
    "day-du",
    "gon",
    "kem-theo",
    "giam-ngheo",
    "cai-cach-hanh-chinh",
    "kiem-tra",
    "le-hoi",
    "chuyen-doi-so",
];

/// What is said of them where one is to be chosen.
const LIST: &str = "\
Các mẫu:
  day-du               có mọi phần của một kế hoạch, giải thích mọi khóa
  gon                  chỉ các phần chính
  kem-theo             ban hành kèm theo quyết định: không có số, ngày, chữ ký, nơi nhận
  giam-ngheo           giảm nghèo: chỉ tiêu từng năm, chỉ tiêu giao các xóm, bảng nhiệm vụ, kinh phí
  cai-cach-hanh-chinh  cải cách hành chính: chỉ tiêu, bảng nhiệm vụ đọc từ tệp kèm theo
  kiem-tra             kiểm tra theo chuyên đề: lịch kiểm tra, đề cương báo cáo, mẫu biên bản
  le-hoi               tổ chức lễ hội: chương trình, các tiểu ban, dự toán, phương án an ninh
  chuyen-doi-so        chuyển đổi số: chỉ tiêu, nhiệm vụ, giải pháp, kinh phí
";

/// Those that explain every key: the keys of an attached plan exclude some of the others.
const FULL: [&str; 2] = ["day-du", "kem-theo"];

/// What a whole form is.
static WHOLE: KeyKind = KeyKind::Map(&FORM);

fn skeleton(name: &str) -> String {
    let path = root().join("skeletons").join(format!("{name}.yaml"));
    std::fs::read_to_string(path).unwrap().replace("\r\n", "\n")
}

fn tree(text: &str) -> YamlNode {
    let source = Source::new("ke-hoach.yaml".as_ref(), text);
    let (root, found) = yaml::parse(&source);
    assert!(found.iter().all(|d| d.severity != Severity::Error), "{found:?}");
    root.unwrap()
}

/// What is printed, without the lines that tell how a data file was read and how many
/// cited papers the register does not have.
fn without_accounts(text: &str) -> String {
    let is_account = |line: &&str| {
        line.starts_with("số liệu thu/")
            || line.contains("không có trong danh mục của máy")
    };
    text.split_inclusive('\n').filter(|line| !is_account(line)).collect()
}

#[test]
fn a_new_form_checks_and_builds_without_a_finding() {
    for template in TEMPLATES {
        let folder = Folder::new();
        let run = folder.run(["new", "thu", "--template", template]).code(0).err("");
        assert!(run.out.contains("thu/ke-hoach.yaml\n\nMở tệp ấy"), "{}", run.out);
        for command in ["kehoach check thu", "kehoach build thu"] {
            assert!(run.out.contains(&format!("\n  {command}\n")), "{}", run.out);
        }
        let check = folder.run(["check", "thu"]).code(0).out("");
        assert_eq!(without_accounts(&check.err), "1 biểu: không có lỗi nào\n");
        let build = folder.run(["build", "thu"]).code(0).out("out/thu.pdf\n");
        assert_eq!(without_accounts(&build.err), "", "{template}");
        assert_eq!(
            String::from_utf8(folder.read("thu/ke-hoach.yaml")).unwrap(),
            skeleton(template)
        );
        assert!(folder.read("out/thu.pdf").starts_with(b"%PDF"));
    }
}

#[test]
fn a_template_brings_the_data_files_that_its_form_reads_and_no_others() {
    for template in TEMPLATES {
        let folder = Folder::new();
        let _ = folder.run(["new", "thu", "--template", template]).code(0).err("");
        let form = skeleton(template);
        let mut files = vec!["thu/ke-hoach.yaml".to_owned()];
        for line in form.lines().filter(|line| !line.trim_start().starts_with('#')) {
            let Some((_, rest)) = line.split_once("{ tep: ") else { continue };
            let name = rest.split([',', ' ']).next().unwrap();
            let bytes = std::fs::read(root().join("skeletons").join(name)).unwrap();
            assert_eq!(folder.read(&format!("thu/{name}")), bytes, "{name}");
            files.push(format!("thu/{name}"));
        }
        files.sort_unstable();
        assert_eq!(folder.files(), files, "{template}");
    }
}

#[test]
fn a_data_file_that_is_there_is_not_written_over() {
    let folder = Folder::new();
    let file = "thu/nhiem-vu-cai-cach-hanh-chinh.csv";
    folder.put(file, "của tôi\n");
    let run =
        folder.run(["new", "thu", "--template", "cai-cach-hanh-chinh"]).code(0).err("");
    assert!(run.out.starts_with(&format!("{file}: đã có, để nguyên\n")), "{}", run.out);
    assert_eq!(String::from_utf8(folder.read(file)).unwrap(), "của tôi\n");
}

#[test]
fn the_full_skeleton_is_the_one_that_is_written_unasked() {
    let folder = Folder::new();
    let _ = folder.run(["new", "thu"]).code(0);
    assert_eq!(
        String::from_utf8(folder.read("thu/ke-hoach.yaml")).unwrap(),
        skeleton("day-du")
    );
}

#[test]
fn a_form_that_is_there_is_not_written_over() {
    let folder = Folder::new();
    folder.put("thu/ke-hoach.yaml", "nam: 2023\n");
    let expected = "\
lỗi: đã có biểu thu/ke-hoach.yaml, máy không ghi đè
  cách sửa: chọn một thư mục khác
  cách sửa: hoặc đổi tên biểu cũ rồi làm lại
";
    let _ = folder.run(["new", "thu"]).code(1).out("").err(expected);
    let _ = folder.run(["new", "thu", "--from", "thu"]).code(1).out("").err(expected);
    assert_eq!(folder.read("thu/ke-hoach.yaml"), b"nam: 2023\n");
}

#[test]
fn an_unknown_template_is_refused_with_the_list() {
    let folder = Folder::new();
    let expected = "\
lỗi: không có mẫu nào tên là `day_du`
  cách sửa: có phải là `day-du`?

";
    let expected = format!("{expected}{LIST}");
    let _ =
        folder.run(["new", "thu", "--template", "day_du"]).code(2).out("").err(&expected);
    assert!(folder.files().is_empty());
}

#[test]
fn the_help_of_new_lists_every_template() {
    let run = Folder::new().run(["new", "--help"]).code(0).err("");
    assert!(run.out.ends_with(&format!("\n\n{LIST}")), "{}", run.out);
}

#[test]
fn a_folder_that_cannot_be_made_is_named() {
    let folder = Folder::new();
    folder.put("tep", "");
    let run = folder.run(["new", "tep/thu"]).code(1).out("");
    assert!(run.err.contains("cannot-write"), "{}", run.err);
}

/// The text between two places of one form that another does not have.
fn changed(old: &str, new: &str) -> Vec<(String, String)> {
    assert_eq!(old.lines().count(), new.lines().count());
    let pairs = old.lines().zip(new.lines()).filter(|(a, b)| a != b);
    pairs.map(|(a, b)| (a.trim().to_owned(), b.trim().to_owned())).collect()
}

fn pair(old: &str, new: &str) -> (String, String) {
    (old.to_owned(), new.to_owned())
}

#[test]
fn last_years_plan_is_carried_over_and_the_rest_is_listed() {
    let folder = Folder::new();
    folder.put("cu/ke-hoach.yaml", data_form("cam-luong-2023").text);
    let run = folder.run(["new", "moi", "--from", "cu"]).code(0).err("");
    let new = String::from_utf8(folder.read("moi/ke-hoach.yaml")).unwrap();
    let comment = "              # mới biết tháng, ngày để trống";
    let expected = [
        pair("nam: 2023", "nam: 2024"),
        pair(&format!("ngay: 2023-05{comment}"), &format!("ngay: 2024{comment}")),
        pair("tu: 2023-07", "tu: 2024-07"),
        pair("den: 2023-09", "den: 2024-09"),
        pair("han: 2023-07", "han: 2024-07"),
        pair(
            "thoi_gian: { han: 2023-06, doan: Dự kiến tháng 6/2023 }",
            "thoi_gian: { han: 2024-06, doan: Dự kiến tháng 6/2023 }",
        ),
    ];
    assert_eq!(changed(&data_form("cam-luong-2023").text, &new), expected);
    assert!(run.out.contains("Còn ghi năm 2023, xem chỗ nào phải sửa thành 2024:\n"));
    let listed: Vec<usize> = run
        .out
        .lines()
        .filter_map(|l| l.strip_prefix("  dòng ")?.split(':').next()?.parse().ok())
        .collect();
    let is_text = |l: &&str| l.contains("2023") && !l.trim_start().starts_with('#');
    let standing: Vec<usize> =
        new.lines().enumerate().filter(|(_, l)| is_text(l)).map(|(i, _)| i + 1).collect();
    assert_eq!(listed, standing);
}

#[test]
fn every_plan_is_carried_over_and_can_still_be_read() {
    for name in PLANS {
        let folder = Folder::new();
        let form = data_form(name);
        for file in kehoach::source::list_files(form.path.parent().unwrap()) {
            let file_name = file.file_name().unwrap().to_string_lossy().into_owned();
            folder.put(&format!("cu/{file_name}"), std::fs::read(&file).unwrap());
        }
        let _ = folder.run(["new", "moi", "--from", "cu"]).code(0).err("");
        let old: i32 = name.rsplit('-').next().unwrap().parse().unwrap();
        let new = String::from_utf8(folder.read("moi/ke-hoach.yaml")).unwrap();
        let changed = changed(&form.text, &new);
        assert_eq!(
            changed[0],
            pair(&format!("nam: {old}"), &format!("nam: {}", old + 1))
        );
        let report = examine(&Form { path: folder.path("moi/ke-hoach.yaml"), text: new });
        // What is left is for the clerk: the year in the summary, times typed in words, and
        // a place that has another name by then.
        let found = format_as_lines(std::slice::from_ref(&report));
        let mut faults = report.findings.iter().filter(|d| d.severity != Severity::Hint);
        let is_for_clerk =
            |id| matches!(id, "year-mismatch" | "deadline-outside" | "body-abolished");
        assert!(faults.all(|d| is_for_clerk(d.code.id)), "{found}");
    }
}

#[test]
fn the_number_and_the_day_of_last_year_do_not_stay() {
    let folder = Folder::new();
    let form = skeleton("gon")
        .replace("so: chua_co", "so: 05  # sổ")
        .replace("ngay: 2026-01", "ngay: 05/01/2026");
    folder.put("cu/ke-hoach.yaml", form.replace('\n', "\r\n"));
    let _ = folder.run(["new", "moi", "--from", "cu"]).code(0);
    let new = String::from_utf8(folder.read("moi/ke-hoach.yaml")).unwrap();
    assert!(
        new.contains("\n  so: chua_co  # sổ\n") && new.contains("\n  ngay: 2027\n"),
        "{new}"
    );
    assert!(new.contains("thoi_gian: { tu: 2027-03, den: 2027-06 }"));
    let _ = folder.run(["build", "moi"]).code(0).err("");
}

#[test]
fn a_form_that_cannot_be_read_is_not_carried_over() {
    let folder = Folder::new();
    folder.put("hong/ke-hoach.yaml", "nam: 2023\nkhong: \"dóng\n");
    folder.put("khong-nam/ke-hoach.yaml", "kehoach: 1\n");
    folder
        .put("nhieu/a/ke-hoach.yaml", "nam: 2023\n")
        .put("nhieu/b/ke-hoach.yaml", "nam: 2023\n");
    for (from, said) in [
        ("hong", "yaml-quote"),
        ("khong-nam", "biểu thiếu khóa `nam`"),
        ("nhieu", "thư mục nhieu có nhiều biểu"),
        ("khong-co", "missing-file"),
    ] {
        let run = folder.run(["new", "moi", "--from", from]).code(1).out("");
        assert!(run.err.contains(said), "{from}: {}", run.err);
    }
    assert!(folder.files().iter().all(|f| !f.starts_with("moi")));
}

/// The line with its `#` taken out, where the `#` touches a key.
fn uncommented(line: &str) -> Option<String> {
    let indent = line.len() - line.trim_start().len();
    let rest = line[indent..].strip_prefix('#')?;
    let is_key = rest.starts_with(|c: char| c.is_ascii_lowercase());
    (is_key || rest.starts_with("- ")).then(|| format!("{}{rest}", &line[..indent]))
}

/// Each full skeleton, and the same with each of its optional keys in force.
fn variants() -> Vec<(String, String)> {
    FULL.into_iter().flat_map(variants_of).collect()
}

fn variants_of(name: &str) -> Vec<(String, String)> {
    let text = skeleton(name);
    let lines: Vec<&str> = text.lines().collect();
    let mut res = vec![("itself".to_owned(), text.clone())];
    for (i, line) in lines.iter().enumerate() {
        let Some(key) = uncommented(line) else { continue };
        let mut variant: Vec<_> = lines.iter().map(|l| (*l).to_owned()).collect();
        variant[i] = key;
        let mut variant = variant.join("\n") + "\n";
        // As the comment above this one says.
        if line.contains("#ky_thay:") {
            variant = variant.replace("chuc_vu: Chủ tịch", "chuc_vu: Phó Chủ tịch");
        }
        if line.contains("#cung_ban_hanh:") {
            variant = variant.replace("#ky_hieu: KH-UBND", "ky_hieu: KHLT-UBND-LĐLĐ");
        }
        if line.contains("#kinh_gui:") {
            variant = variant.replace("#loai: ke_hoach", "loai: bao_cao");
        }
        res.push(((*line).to_owned(), variant));
    }
    res
}

#[test]
fn each_optional_key_of_the_skeleton_can_be_put_in_force() {
    let variants = variants();
    assert!(variants.len() > 40, "{} keys", variants.len());
    for (line, form) in variants {
        let mut report = examine(&form);
        // Some keys do something only beside another that is commented out as well; a
        // data file stands in place of the rows.
        let idle: &[&str] = if line.trim().starts_with("#du_lieu:") {
            &["table-rows", "missing-file"]
        } else if line.trim().starts_with("#nhiem_vu: { du_lieu:") {
            &["missing-file"]
        } else {
            &["idle-key"]
        };
        report.findings.retain(|finding| !idle.contains(&finding.code.id));
        let found = format_as_lines(std::slice::from_ref(&report));
        assert!(report.count(Severity::Error) == 0, "{line}\n{found}");
    }
}

#[test]
fn the_skeletons_together_show_every_key_of_every_shape() {
    let mut seen = BTreeSet::new();
    for (_, form) in variants() {
        see_mappings(&WHOLE, &tree(&form), &mut |shape, entries| {
            let known = entries.iter().filter_map(|entry| shape.find(&entry.name));
            let shape = std::ptr::from_ref(shape) as usize;
            seen.extend(known.map(|key| (shape, key.name)));
        });
    }
    let mut shapes: Vec<&'static Shape> = Vec::new();
    all_shapes(&FORM, &mut shapes);
    let mut missing = Vec::new();
    for shape in shapes {
        for key in shape.keys.iter().filter(|key| !OF_SETS.contains(&key.name)) {
            if !seen.contains(&(std::ptr::from_ref(shape) as usize, key.name)) {
                missing.push(format!("{} ({}): {}", shape.name, shape.doc, key.name));
            }
        }
    }
    assert!(missing.is_empty(), "not in {FULL:?}:\n{}", missing.join("\n"));
}

/// What stands in the place of a text, in one line of the form.
const TWO_LINES: &str = "\"Dòng một\\nDòng hai\"";

#[test]
fn a_text_of_two_lines_is_kept_where_its_key_keeps_lines_and_told_elsewhere() {
    let (mut seen, mut wrong) = (BTreeSet::new(), Vec::new());
    for (_, form) in variants() {
        let before = examine(&form).findings.len();
        for text in list_texts(&WHOLE, &tree(&form)) {
            // A reason is printed nowhere.
            let is_idle = text.key.1 == "ly_do"
                || form[..text.span.start].trim_end().ends_with('|');
            if is_idle || !seen.insert(text.key) {
                continue;
            }
            let (head, tail) = (&form[..text.span.start], &form[text.span.end..]);
            let findings = examine(&format!("{head}{TWO_LINES}{tail}")).findings;
            let lines = findings.iter().any(|found| found.code.id == "text-lines");
            if lines && text.keeps_lines || !text.keeps_lines && findings.len() <= before
            {
                wrong.push(text.key.1);
            }
        }
    }
    assert!(seen.len() > 40, "{} keys", seen.len());
    assert!(wrong.is_empty(), "{wrong:?}");
}

/// A text under a key that prints just what is typed.
struct TextPlace {
    key: (usize, &'static str),
    keeps_lines: bool,
    span: Span,
}

/// The texts of a tree that print just what is typed.
fn list_texts(kind: &'static KeyKind, node: &YamlNode) -> Vec<TextPlace> {
    let mut res = Vec::new();
    see_mappings(kind, node, &mut |shape, entries| {
        for entry in entries {
            let key = shape.find(&entry.name).filter(|_| entry.value.scalar().is_some());
            let keeps_lines = match key.map(|key| &key.kind) {
                Some(KeyKind::Plain) => false,
                Some(KeyKind::Lines) => true,
                _ => continue,
            };
            let name = key.map_or("", |key| key.name);
            let key = (std::ptr::from_ref(shape) as usize, name);
            res.push(TextPlace { key, keeps_lines, span: entry.value.span });
        }
    });
    res
}

#[test]
fn the_full_skeleton_names_every_choice() {
    let text = skeleton("day-du");
    let words: BTreeSet<&str> =
        text.split(|c: char| !c.is_alphanumeric() && c != '_').collect();
    let mut shapes: Vec<&'static Shape> = Vec::new();
    all_shapes(&FORM, &mut shapes);
    let mut missing = Vec::new();
    for key in shapes.iter().flat_map(|shape| shape.keys) {
        let choices = choices(&key.kind);
        let lacking = choices.iter().filter(|choice| !words.contains(choice.word));
        missing.extend(lacking.map(|choice| format!("{}: {}", key.name, choice.word)));
    }
    assert!(missing.is_empty(), "not in skeletons/day-du.yaml:\n{}", missing.join("\n"));
}

fn choices(kind: &'static KeyKind) -> Vec<&'static Keyword> {
    match kind {
        KeyKind::Choice(choices) => choices.iter().collect(),
        KeyKind::List(kind) | KeyKind::ById(kind) => choices(kind),
        KeyKind::Either(kinds) => kinds.iter().flat_map(choices).collect(),
        _ => Vec::new(),
    }
}

fn all_shapes(shape: &'static Shape, res: &mut Vec<&'static Shape>) {
    if res.iter().any(|s| std::ptr::eq(*s, shape)) {
        return;
    }
    res.push(shape);
    for key in shape.keys {
        below(&key.kind, &mut |shape| all_shapes(shape, res));
    }
}

fn below(kind: &'static KeyKind, visit: &mut dyn FnMut(&'static Shape)) {
    match kind {
        KeyKind::Map(shape) => visit(shape),
        KeyKind::List(kind) | KeyKind::ById(kind) => below(kind, visit),
        KeyKind::Either(kinds) => kinds.iter().for_each(|k| below(k, visit)),
        _ => {}
    }
}

/// What is done with the entries of a mapping and the shape by which they are read.
type SeeEntries<'a> = &'a mut dyn FnMut(&'static Shape, &[YamlEntry]);

/// Every mapping of a tree with the shape by which it is read.
fn see_mappings(kind: &'static KeyKind, node: &YamlNode, see: SeeEntries<'_>) {
    match (kind, &node.value) {
        (KeyKind::Map(shape), YamlValue::Mapping { entries, .. }) => {
            see(shape, entries);
            for entry in entries {
                let key = shape.find(&entry.name);
                key.into_iter()
                    .for_each(|key| see_mappings(&key.kind, &entry.value, see));
            }
        }
        // Tasks may be written as the list that the group has.
        (KeyKind::Map(shape), YamlValue::Sequence { .. }) => {
            if let Some(list) = shape.find("danh_sach") {
                see_mappings(&list.kind, node, see);
            }
        }
        (KeyKind::List(kind), YamlValue::Sequence { items, .. }) => {
            items.iter().for_each(|item| see_mappings(kind, item, see));
        }
        (KeyKind::List(kind), _) => see_mappings(kind, node, see),
        (KeyKind::ById(kind), YamlValue::Mapping { entries, .. }) => {
            entries.iter().for_each(|e| see_mappings(kind, &e.value, see));
        }
        (KeyKind::Either(kinds), _) => {
            // The one that knows all keys.
            let fits = |k: &&KeyKind| match (k, &node.value) {
                (KeyKind::Map(shape), YamlValue::Mapping { entries, .. }) => {
                    entries.iter().all(|e| shape.find(&e.name).is_some())
                }
                (KeyKind::List(_), YamlValue::Sequence { .. }) => true,
                _ => false,
            };
            kinds.iter().find(fits).into_iter().for_each(|k| see_mappings(k, node, see));
        }
        _ => {}
    }
}
