//! An office may have templates of its own, copied from those of an earlier version. The
//! folder `tests/office-templates` is such a copy: names that templates are given, and
//! functions of the libraries, stay.

use kehoach::build::{Engine, Timings};
use kehoach::font::Faces;
use kehoach::output::Format;
use kehoach::source::Source;
use kehoach::template::Templates;

use super::communes_set;
use super::driver::{AsForm as _, BASE, Folder, PLANS, Run, data_form, paper, root};
use super::goldens::forms;
use super::pdf::read::Pdf;

/// The folder of the copy.
fn folder() -> std::path::PathBuf {
    root().join("tests/office-templates")
}

/// A plan as the templates of an office set it.
#[track_caller]
fn pdf_by(office: &Engine, name: &str) -> Vec<u8> {
    let form = data_form(name);
    let source = Source::new(form.path(), form.text());
    let timings = &mut Timings::default();
    let examined = office.examine_source(source, timings);
    let (plan, source) = (examined.plan.unwrap(), examined.report.source.unwrap());
    let made = office.produce(&plan, &source, &[Format::Pdf], timings);
    let mut made = made.unwrap_or_else(|finding| panic!("{name}: {finding:?}"));
    made.products.remove(0).bytes
}

#[test]
fn templates_of_an_office_set_the_papers_that_they_set_before() {
    let office = Engine::new(Faces::embedded(), Templates::from_dir(&folder()).unwrap());
    for name in ["cam-luong-2023", "vinh-ha-2024", "bai-chay-2024"] {
        let (now, then) = (paper(&data_form(name)).pdf, pdf_by(&office, name));
        assert_eq!(Pdf::read(&then).text(), Pdf::read(&now).text(), "{name}");
    }
}

#[test]
fn what_older_templates_have_no_place_for_is_a_fault_of_theirs_and_no_wrong_paper() {
    let office = Engine::new(Faces::embedded(), Templates::from_dir(&folder()).unwrap());
    for (name, form) in forms() {
        let is_newer = ["bao-cao", "kem-theo", "kem-theo-nghi-quyet", "ky-lien-tich"];
        if !is_newer.contains(&name.as_str()) {
            continue;
        }
        let source = Source::new(form.path(), form.text());
        let timings = &mut Timings::default();
        let examined = office.examine_source(source, timings);
        let (plan, source) = (examined.plan.unwrap(), examined.report.source.unwrap());
        let made = office.produce(&plan, &source, &[Format::Pdf], timings);
        let report = made.err().unwrap().report(&name);
        assert_eq!(report.findings[0].code.id, "template-fault", "{name}: {report:?}");
    }
}

#[test]
fn the_library_of_an_office_alone_sets_every_paper_of_the_plans() {
    let own = Folder::new();
    let library = std::fs::read(folder().join("nd30.typ")).unwrap();
    own.put("nd30.typ", library);
    let office =
        Engine::new(Faces::embedded(), Templates::from_dir(&own.path("")).unwrap());
    for name in PLANS {
        assert!(pdf_by(&office, name).starts_with(b"%PDF-"), "{name}");
    }
}

#[test]
fn templates_of_an_office_are_taken_from_the_folder() {
    let out = Folder::new();
    let form = root().join("data/cam-luong-2023/ke-hoach.yaml");
    let (form, office) = (form.to_str().unwrap(), folder());
    let office = office.to_str().unwrap();
    let _ = out.run(["build", form, "--templates", office, "--to", "typ"]).code(0);
    let library = out.read("out/cam-luong-2023-typ/nd30.typ");
    assert_eq!(library, std::fs::read(folder().join("nd30.typ")).unwrap());
}

/// A run of `build` with a folder of templates that has these files.
fn run_with(files: &[(&str, &[u8])]) -> Run {
    let folder = Folder::new();
    folder.put("a.yaml", BASE).put("mau/x", "");
    for (name, bytes) in files {
        folder.put(&format!("mau/{name}"), bytes);
    }
    let run = folder.run(["build", "a.yaml", "--templates", "mau"]);
    assert!(!folder.files().iter().any(|file| file.ends_with(".pdf")), "{}", run.err);
    run
}

#[test]
fn a_folder_of_templates_that_cannot_be_used_is_told_and_nothing_is_set() {
    let folder = Folder::new();
    folder.put("a.yaml", BASE).put("tep", "");
    for (dir, code) in [("khong-co", "missing-file"), ("tep", "not-a-file")] {
        for command in ["build", "batch"] {
            let run = folder.run([command, "a.yaml", "--templates", dir]).code(2);
            assert!(run.err.contains(&format!("lỗi[{code}]")), "{}", run.err);
        }
    }
    let none = run_with(&[]).code(2);
    assert!(none.err.contains("không có tệp mẫu trình bày nào"), "{}", none.err);
    let bytes = b"#let a = \"\xff\"\n";
    let both = run_with(&[("nd30.typ", bytes), ("ke-hoach.typ.jinja", bytes)]).code(2);
    let told = both.err.matches("lỗi[not-utf8]").count();
    assert_eq!(told, 2, "{}", both.err);
}

#[test]
fn the_grammar_of_templates_is_read_before_any_form() {
    let jinja = b"a\n{% for x in %}\n";
    let typst = b"#let a = 1\n#let b = (\n";
    let both = run_with(&[("nd30.typ", typst), ("doi-chieu.typ.jinja", jinja)]).code(2);
    assert_eq!(both.err.matches("lỗi[template-fault]").count(), 2, "{}", both.err);
    assert!(both.err.contains("mau/doi-chieu.typ.jinja:2:1"), "{}", both.err);
    assert!(both.err.contains("mau/nd30.typ:2:1"), "{}", both.err);
}

#[test]
fn a_fault_of_a_template_is_told_at_its_line_and_is_none_of_the_program() {
    let text = |name: &str| std::fs::read_to_string(folder().join(name)).unwrap();
    let library = text("nd30.typ");
    let broken = library.replacen(
        "#let ",
        "#let broken = assert(false, message: \"ổ\")\n#let ",
        1,
    );
    let line = broken.lines().position(|line| line.contains("broken")).unwrap() + 1;
    let run = run_with(&[("nd30.typ", broken.as_bytes())]).code(1);
    assert!(run.err.contains(&format!("mau/nd30.typ:{line}:1")), "{}", run.err);
    let paper = text("ke-hoach.typ.jinja");
    for (more, place) in [
        ("{{ d.khong_co }}\n", Some(1)),
        (
            "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}\n",
            Some(1),
        ),
        ("#khong-co()\n", None),
    ] {
        let own = format!("{more}{paper}");
        let run = run_with(&[("ke-hoach.typ.jinja", own.as_bytes())]).code(1);
        let place = place.map_or(String::new(), |line| format!(":{line}:1"));
        let name = format!("mau/ke-hoach.typ.jinja{place}");
        assert!(run.err.contains(&name), "{more}: {}", run.err);
        assert!(run.err.contains("lỗi[template-fault]"), "{more}: {}", run.err);
        assert!(!run.err.contains("internal"), "{more}: {}", run.err);
    }
}

/// What a template would read lies beside it.
#[test]
fn a_template_reads_no_file() {
    let paper = std::fs::read_to_string(folder().join("ke-hoach.typ.jinja")).unwrap();
    for more in [
        "{% include 'bi-mat' %}\n",
        "#read(\"bi-mat\")\n",
        "#read(\"/etc/passwd\")\n",
        "#include \"bi-mat\"\n",
        "#import \"@preview/x:0.1.0\"\n",
    ] {
        let own = format!("{more}{paper}");
        let files = [("ke-hoach.typ.jinja", own.as_bytes()), ("bi-mat", b"mat khau")];
        let run = run_with(&files).code(1);
        assert!(run.err.contains("lỗi[template-fault]"), "{more}: {}", run.err);
        assert!(!run.err.contains("mat khau"), "{more}: {}", run.err);
    }
}

#[test]
fn a_fault_of_a_template_is_told_once_for_all_units_of_a_set() {
    let folder = Folder::new();
    for (name, text) in communes_set::files(3) {
        folder.put(name, text);
    }
    let library = "#let broken = assert(false, message: \"ổ\")\n";
    folder.put("mau/nd30.typ", library);
    let args = ["batch", communes_set::SET, "--templates", "mau", "-o", "out"];
    let run = folder.run(args).code(1);
    assert_eq!(run.err.matches("lỗi[template-fault]").count(), 1, "{}", run.err);
    assert!(run.err.contains("mau/nd30.typ:1:1"), "{}", run.err);
}
