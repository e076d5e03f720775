//! An office may have templates of its own, copied from those of an earlier version. The
//! folder `tests/office-templates` is such a copy: names that templates are given, and
//! functions of the libraries, stay.

use kehoach::build::{Engine, Timings};
use kehoach::font::Faces;
use kehoach::output::Format;
use kehoach::source::Source;
use kehoach::template::Templates;

use super::driver::{AsForm as _, Folder, PLANS, data_form, paper, root};
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
    let office = Engine::new(Faces::embedded(), Templates::from_dir(&folder()));
    for name in ["cam-luong-2023", "vinh-ha-2024", "bai-chay-2024"] {
        let (now, then) = (paper(&data_form(name)).pdf, pdf_by(&office, name));
        assert_eq!(Pdf::read(&then).text(), Pdf::read(&now).text(), "{name}");
    }
}

#[test]
fn the_library_of_an_office_alone_sets_every_paper_of_the_plans() {
    let own = Folder::new();
    let library = std::fs::read(folder().join("nd30.typ")).unwrap();
    own.put("nd30.typ", library);
    let office = Engine::new(Faces::embedded(), Templates::from_dir(&own.path("")));
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
