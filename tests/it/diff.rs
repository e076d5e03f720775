//! Planned edits to real plans: what is told is just the edit and what follows from it.
//!
//! A file of `tests/diff/` names a plan of `data/` or a form of `tests/forms/`, edits files
//! of it, and has what `kehoach diff` then says.

use std::fs;
use std::path::Path;

use kehoach::build::Timings;
use kehoach::diff::{self, PlanComparison, PlanVersion};
use kehoach::output;
use kehoach::source::Source;
use proptest::collection::vec;
use proptest::prelude::{ProptestConfig, any, proptest};

use crate::driver::{Folder, Form, UPDATE, data_form, engine, form_with, root, same};

/// What stands before the expected output.
const SAYS: &str = "== nói\n";

/// An edit: in this file, this text becomes that.
struct Edit {
    file: String,
    /// Whether it becomes that wherever it stands, within lines too; else it stands once.
    everywhere: bool,
    old: String,
    new: String,
}

pub(crate) struct Case {
    pub(crate) name: String,
    text: String,
    plan: String,
    edits: Vec<Edit>,
    expected: String,
}

pub(crate) fn cases() -> Vec<Case> {
    let mut files: Vec<_> = kehoach::source::list_files(&root().join("tests/diff"));
    files.retain(|path| path.extension().is_some_and(|e| e == "txt"));
    files
        .iter()
        .map(|path| {
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            case(name, fs::read_to_string(path).unwrap().replace("\r\n", "\n"))
        })
        .collect()
}

/// `== kế hoạch NAME`, then `== sửa FILE`, the old text, `== thành`, the new text, any
/// number of times, then the output; `== sửa mọi chỗ FILE` where words stand in several.
fn case(name: String, text: String) -> Case {
    let (head, expected) = text.split_once(SAYS).unwrap_or((&text, ""));
    let mut plan = String::new();
    let mut edits: Vec<Edit> = Vec::new();
    let mut in_new = false;
    for line in head.split_inclusive('\n') {
        if let Some(named) = line.strip_prefix("== kế hoạch ") {
            plan = named.trim().to_owned();
        } else if let Some(file) = line.strip_prefix("== sửa ") {
            let everywhere = file.strip_prefix("mọi chỗ ");
            let (file, everywhere) = (everywhere.unwrap_or(file), everywhere.is_some());
            let (file, old, new) = (file.trim().to_owned(), String::new(), String::new());
            edits.push(Edit { file, everywhere, old, new });
            in_new = false;
        } else if line == "== thành\n" {
            in_new = true;
        } else if let Some(edit) = edits.last_mut() {
            let side = if in_new { &mut edit.new } else { &mut edit.old };
            side.push_str(line);
        }
    }
    let expected = expected.to_owned();
    Case { name, text, plan, edits, expected }
}

/// Puts all files of a folder into one of this name.
fn copy(folder: &Folder, from: &Path, to: &str) {
    for path in kehoach::source::list_files(from) {
        let name = path.strip_prefix(from).unwrap().to_string_lossy().replace('\\', "/");
        folder.put(&format!("{to}/{name}"), fs::read(&path).unwrap());
    }
}

/// A folder with the plan as it is in `cu` and edited in `moi`.
#[track_caller]
pub(crate) fn versions(case: &Case) -> Folder {
    let folder = Folder::new();
    let form = root().join(format!("tests/forms/{}.yaml", case.plan));
    if form.exists() {
        let bytes = fs::read(&form).unwrap();
        folder.put("cu/ke-hoach.yaml", &bytes).put("moi/ke-hoach.yaml", &bytes);
        for side in ["cu/so-lieu", "moi/so-lieu"] {
            copy(&folder, &root().join("tests/forms/so-lieu"), side);
        }
    } else {
        let from = root().join("data").join(&case.plan);
        copy(&folder, &from, "cu");
        copy(&folder, &from, "moi");
    }
    for edit in &case.edits {
        let name = format!("moi/{}", edit.file);
        let text = String::from_utf8(folder.read(&name)).unwrap();
        if edit.everywhere {
            let (old, new) = (edit.old.trim_end(), edit.new.trim_end());
            assert!(text.contains(old), "{}: not found: {old}", case.name);
            folder.put(&name, text.replace(old, new));
            continue;
        }
        let count = text.matches(&edit.old).count();
        assert_eq!(count, 1, "{}: found {count} times:\n{}", case.name, edit.old);
        folder.put(&name, text.replacen(&edit.old, &edit.new, 1));
    }
    folder
}

#[test]
fn each_planned_edit_is_told_with_what_follows_and_nothing_else() {
    let cases = cases();
    assert!(cases.len() >= 20, "{} planned edits only", cases.len());
    for case in &cases {
        let folder = versions(case);
        let run = folder.run(["diff", "cu", "moi"]).code(1).err("");
        if std::env::var_os(UPDATE).is_some() {
            let head = case.text.split_once(SAYS).map_or(&*case.text, |(head, _)| head);
            let path = root().join(format!("tests/diff/{}.txt", case.name));
            fs::write(path, format!("{head}{SAYS}{}", run.out)).unwrap();
            continue;
        }
        same(&case.expected, &run.out);
    }
}

/// A table of tasks in two groups, in which `Kiểm tra` is the name of two.
const NAMESAKES: &str = "\
noi_dung:
  - tieu_de: Nhiệm vụ
    nhiem_vu:
      bang: { cot: [tieu_de, chu_tri, thoi_gian] }
      danh_sach:
        - tieu_de: Nhóm A
          nhiem_vu:
            - { tieu_de: Kiểm tra, thoi_gian: 2023-07, phan_cong: Phòng A }
            - { tieu_de: Tập huấn, thoi_gian: 2023-08, phan_cong: Phòng A }
        - tieu_de: Nhóm B
          nhiem_vu:
            - { tieu_de: Kiểm tra, thoi_gian: 2023-09, phan_cong: Phòng B }
            - { tieu_de: Báo cáo, thoi_gian: 2023-10, phan_cong: Phòng B }
";

#[test]
fn of_two_tasks_of_one_name_the_one_that_is_gone_or_edited_is_told() {
    let row = |month, unit| {
        format!(
            "            - {{ tieu_de: Kiểm tra, thoi_gian: 2023-{month}, phan_cong: Phòng {unit} }}\n"
        )
    };
    let cases = [
        (row("07", "A"), String::new(), "bỏ Kiểm tra: thời gian: tháng 7/2023"),
        (row("09", "B"), String::new(), "bỏ Kiểm tra: thời gian: tháng 9/2023"),
        (row("07", "A"), row("11", "A"), "sửa Kiểm tra: thời gian: tháng 7/2023 → tháng"),
        (row("09", "B"), row("11", "B"), "sửa Kiểm tra: thời gian: tháng 9/2023 → tháng"),
    ];
    for (old, new, told) in cases {
        let folder = Folder::new();
        folder.put("cu.yaml", form_with(NAMESAKES));
        folder.put("moi.yaml", form_with(&NAMESAKES.replace(&old, &new)));
        let run = folder.run(["diff", "cu.yaml", "moi.yaml"]).code(1);
        assert!(run.out.contains("Tóm tắt: 1 thay đổi\n"), "{}", run.out);
        assert!(run.out.contains(told), "{told}: {}", run.out);
    }
}

#[test]
fn undoing_an_edit_is_told_as_its_reverse() {
    for case in &cases() {
        let folder = versions(case);
        let count = |old: &str, new: &str| {
            let run = folder.run(["diff", old, new, "--to", "json"]).code(1);
            let json: serde_json::Value = serde_json::from_str(&run.out).unwrap();
            json[0]["edits"].as_u64().unwrap()
        };
        assert_eq!(count("cu", "moi"), count("moi", "cu"), "{}", case.name);
    }
}

/// A form as one side of a comparison; `None` where it has no shape at all.
pub(crate) fn version(path: &Path, text: &str) -> Option<PlanVersion> {
    let source = Source::new(path, text);
    let examined = engine().examine_source(source, &mut Timings::default());
    let (draft, source) = (examined.draft.clone()?, examined.report.source.clone()?);
    Some(PlanVersion::new(&path.to_string_lossy(), source, draft, &examined.reports()))
}

/// Accepting all marks gives the new paper's text, rejecting all the old one's.
#[track_caller]
fn marks_lead_to_both(old: &PlanVersion, new: &PlanVersion) {
    for (from, to) in [(old, new), (new, old)] {
        let PlanComparison { changes, redline, .. } = diff::compare_versions(from, to);
        let (a, b) =
            (output::render_text(from.document()), output::render_text(to.document()));
        assert!(
            a == b || !changes.is_empty() || !changes.unreadable.is_empty(),
            "not told"
        );
        same(
            &output::render_text(to.document()),
            &output::render_text(&redline.accepted()),
        );
        same(
            &output::render_text(from.document()),
            &output::render_text(&redline.rejected()),
        );
    }
}

#[test]
fn marks_of_planned_edits_lead_to_both_papers() {
    for case in &cases() {
        let folder = versions(case);
        let read = |side: &str| {
            let path = folder.path(&format!("{side}/ke-hoach.yaml"));
            version(&path, &fs::read_to_string(&path).unwrap()).unwrap()
        };
        marks_lead_to_both(&read("cu"), &read("moi"));
    }
}

#[test]
fn marks_between_any_two_plans_lead_to_both_papers() {
    let plans = crate::driver::PLANS.map(|plan| {
        let form = data_form(plan);
        version(&form.path, &form.text).unwrap()
    });
    for (i, old) in plans.iter().enumerate() {
        for new in &plans[i + 1..] {
            marks_lead_to_both(old, new);
        }
    }
}

/// The plans of `data/`, and the forms that show every part of a paper.
fn forms() -> Vec<Form> {
    let files = kehoach::source::list_files(&root().join("tests/forms"));
    let forms = files.iter().filter(|path| path.extension().is_some_and(|e| e == "yaml"));
    let forms = forms.map(|path| Form::read(path));
    crate::driver::PLANS.map(data_form).into_iter().chain(forms).collect()
}

#[test]
fn what_broken_yaml_has_lost_is_no_change() {
    let form = data_form("son-trung-2023");
    let folder = Folder::new();
    let data = fs::read(root().join("data/son-trung-2023/ho-ngheo.csv")).unwrap();
    folder.put("cu/ke-hoach.yaml", &form.text).put("cu/ho-ngheo.csv", &data);
    let title = "- tieu_de: Nhiệm vụ và giải pháp";
    let torn = form.text.replacen(title, &title.replace("Nhiệm", "\"Nhiệm"), 1);
    assert_ne!(torn, form.text);
    for text in [torn.as_str(), "x: [\n"] {
        folder.put("moi/ke-hoach.yaml", text).put("moi/ho-ngheo.csv", &data);
        let run = folder.run(["diff", "cu", "moi"]).code(2);
        let said = format!("{}{}", run.out, run.err);
        assert!(said.contains("dấu nháy") || said.contains("ngoặc"), "{said}");
        for lie in ["    bỏ ", "    thêm ", "    chuyển ", "    sửa "] {
            assert!(!said.contains(lie), "{said}");
        }
    }
}

#[test]
fn a_day_that_is_not_in_the_calendar_was_not_read_in_a_field_and_was_in_a_text() {
    let text = fs::read_to_string(root().join("tests/forms/ky-cap-truong.yaml")).unwrap();
    let folder = Folder::new();
    let diff = |new: &str| {
        folder.put("cu/ke-hoach.yaml", &text).put("moi/ke-hoach.yaml", new);
        folder.run(["diff", "cu", "moi"])
    };
    let day = "ngay: 2023-05-20";
    assert!(text.contains(day));
    let run = diff(&text.replacen(day, "ngay: 2023-05-32", 1)).code(2);
    let said = format!("{}{}", run.out, run.err);
    assert!(said.contains("không có ngày 32"), "{said}");
    // What a rule finds in a text has been read, and is compared as it stands.
    let title = text.lines().find(|line| line.starts_with("  - tieu_de: ")).unwrap();
    let run = diff(&text.replacen(title, &format!("{title} trước ngày 31/4/2023"), 1));
    let run = run.code(1).err("");
    assert!(run.out.contains("31/4/2023"), "{}", run.out);
}

#[test]
fn every_redline_becomes_a_pdf() {
    for case in &cases() {
        let folder = versions(case);
        let args = ["diff", "cu", "moi", "--to", "pdf", "--changed-pages"];
        let run = folder.run(args).code(1).err("");
        assert_eq!(run.out, "out/moi-so-sanh.pdf\n", "{}", case.name);
        assert!(
            folder.read("out/moi-so-sanh.pdf").starts_with(b"%PDF-"),
            "{}",
            case.name
        );
    }
    // Two plans that have nothing in common but the form of papers.
    let data = root().join("data");
    let folder = Folder::new();
    for (i, old) in crate::driver::PLANS.iter().enumerate() {
        let new = crate::driver::PLANS[(i + 1) % crate::driver::PLANS.len()];
        let paths =
            [*old, new].map(|plan| data.join(plan).to_string_lossy().into_owned());
        let _ = folder.run(["diff", &paths[0], &paths[1], "--to", "pdf"]).code(1).err("");
    }
}

/// A form with some of its lines gone, doubled, changed for another or with other words.
fn harmed(text: &str, harms: &[(u8, usize, usize)]) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    for (what, a, b) in harms {
        let (a, b) = (a % lines.len(), b % lines.len());
        match what % 5 {
            0 => drop(lines.remove(a)),
            1 => lines.insert(a, lines[b].clone()),
            2 => lines.swap(a, b),
            3 => lines[a] = lines[a].replacen(' ', " thêm chữ ", 1 + b % 3),
            _ => lines[a] = lines[a].replace(|c: char| c.is_ascii_digit(), "7"),
        }
        if lines.is_empty() {
            lines.push(String::new());
        }
    }
    lines.join("\n") + "\n"
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn marks_between_a_plan_and_any_harm_of_it_lead_to_both_papers(
        form in any::<proptest::sample::Index>(),
        first in vec((any::<u8>(), any::<usize>(), any::<usize>()), 1..12),
        second in vec((any::<u8>(), any::<usize>(), any::<usize>()), 0..12),
    ) {
        let forms = forms();
        let form = form.get(&forms);
        let old = version(&form.path, &harmed(&form.text, &first));
        let new = version(&form.path, &harmed(&form.text, &second));
        if let (Some(old), Some(new)) = (old, new) {
            marks_lead_to_both(&old, &new);
        }
    }
}

#[test]
fn a_plan_is_the_same_as_itself() {
    for plan in crate::driver::PLANS {
        let form = data_form(plan);
        let folder = form.path.parent().unwrap().to_string_lossy().into_owned();
        let run = Folder::new().run(["diff", &folder, &folder]).code(0);
        assert!(run.out.contains("hai phiên bản như nhau"), "{}", run.out);
    }
}
