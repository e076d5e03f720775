//! The one way in which tests run the program and compare what it says.

use std::ffi::OsStr;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use kehoach::build::{Engine, Timings};
use kehoach::diagnostic::{Report, format_as_lines};
use kehoach::document;
use kehoach::font::Faces;
use kehoach::output::{self, Format};
use kehoach::source::Source;
use kehoach::template::Templates;
use tempfile::TempDir;

pub(crate) use crate::base::{BASE, form_with};

/// Set to anything, it rewrites every golden file and every expectation.
pub(crate) const UPDATE: &str = "KEHOACH_UPDATE";

/// The engine of all tests: fonts are read once.
pub(crate) fn engine() -> &'static Engine {
    static ENGINE: OnceLock<Engine> = OnceLock::new();
    ENGINE.get_or_init(|| Engine::new(Faces::embedded(), Templates::embedded()))
}

/// What is found in a form.
pub(crate) fn examine(form: &(impl AsForm + ?Sized)) -> Report {
    let source = Source::new(form.path(), form.text());
    engine().examine_source(source, &mut Timings::default()).report
}

/// A paper made within the test: its PDF and its text.
pub(crate) struct Paper {
    pub(crate) pdf: Vec<u8>,
    pub(crate) text: String,
}

/// The paper of a form; `Err` with the findings where there is none.
pub(crate) fn try_paper(form: &(impl AsForm + ?Sized)) -> Result<Paper, String> {
    let source = Source::new(form.path(), form.text());
    let examined = engine().examine_source(source, &mut Timings::default());
    let Some(plan) = examined.plan else {
        return Err(format_as_lines(&examined.reports()));
    };
    let text = output::render_text(&document::compose(&plan));
    let source = examined.report.source.as_ref().unwrap();
    let made = engine().produce(&plan, source, &[Format::Pdf], &mut Timings::default());
    let pdf = made.map_err(|finding| format!("{finding:?}"))?.products.remove(0).bytes;
    Ok(Paper { pdf, text })
}

/// The paper of a right form.
#[track_caller]
pub(crate) fn paper(form: &(impl AsForm + ?Sized)) -> Paper {
    match try_paper(form) {
        Ok(paper) => paper,
        Err(found) => panic!("no paper:\n{found}\n{}", form.text()),
    }
}

/// A form and where it stands, from which its data files are found.
#[derive(Debug, Clone)]
pub(crate) struct Form {
    pub(crate) path: PathBuf,
    pub(crate) text: String,
}

impl Form {
    pub(crate) fn read(path: &Path) -> Self {
        Self { path: path.to_owned(), text: fs::read_to_string(path).unwrap() }
    }
}

/// What can be examined: a text, which stands nowhere, or a form with its place.
pub(crate) trait AsForm {
    fn path(&self) -> &Path;
    fn text(&self) -> &str;
}

impl AsForm for Form {
    fn path(&self) -> &Path {
        &self.path
    }

    fn text(&self) -> &str {
        &self.text
    }
}

impl AsForm for str {
    fn path(&self) -> &Path {
        Path::new("ke-hoach.yaml")
    }

    fn text(&self) -> &str {
        self
    }
}

impl AsForm for String {
    fn path(&self) -> &Path {
        self.as_str().path()
    }

    fn text(&self) -> &str {
        self
    }
}

/// The form of a plan in `data/`.
pub(crate) fn data_form(name: &str) -> Form {
    Form::read(&root().join("data").join(name).join("ke-hoach.yaml"))
}

/// The plans in `data/`.
pub(crate) const PLANS: [&str; 5] = [
    "bai-chay-2024",
    "cam-luong-2023",
    "son-trung-2023",
    "thua-thien-hue-2024",
    "vinh-ha-2024",
];

/// Keys that mean something in a set only; no form that stands alone has them.
pub(crate) const OF_SETS: &[&str] = &["theo_don_vi"];

/// The folder of the project.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// An empty folder in which the program is run.
pub(crate) struct Folder(TempDir);

impl Folder {
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Puts a file, with its folders.
    pub(crate) fn put(&self, name: &str, bytes: impl AsRef<[u8]>) -> &Self {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
        self
    }

    pub(crate) fn read(&self, name: &str) -> Vec<u8> {
        fs::read(self.path(name)).unwrap()
    }

    /// All files, in order, with `/` between folders.
    pub(crate) fn files(&self) -> Vec<String> {
        kehoach::source::list_files(self.0.path())
            .iter()
            .map(|p| {
                p.strip_prefix(self.0.path())
                    .unwrap()
                    .to_string_lossy()
                    .replace('\\', "/")
            })
            .collect()
    }

    /// Runs the program here.
    pub(crate) fn run<S: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = S>) -> Run {
        run_in(self.0.path(), args)
    }
}

/// Runs the program in a folder.
pub(crate) fn run_in<S: AsRef<OsStr>>(
    dir: &Path,
    args: impl IntoIterator<Item = S>,
) -> Run {
    run_of(command_in(dir).args(args))
}

/// The program in a folder, without the environment of whoever runs the tests.
pub(crate) fn command_in(dir: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kehoach"));
    command.current_dir(dir).env_clear();
    // Windows finds nothing without it.
    if let Some(system) = std::env::var_os("SYSTEMROOT") {
        command.env("SYSTEMROOT", system);
    }
    command
}

/// Runs a command to its end.
pub(crate) fn run_of(command: &mut Command) -> Run {
    let output = command.output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Run { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
}

/// How a run of the program ended and what it said.
#[derive(Debug)]
#[must_use]
pub(crate) struct Run {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Run {
    /// It ended with this code, 0 for success, and did not panic.
    #[track_caller]
    pub(crate) fn code(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "\n{}{}", self.out, self.err);
        assert!(!self.err.contains("panicked"), "{}", self.err);
        self
    }

    /// It printed just this on the output.
    #[track_caller]
    pub(crate) fn out(self, expected: &str) -> Self {
        same(expected, &self.out);
        self
    }

    /// It printed just this on the error stream.
    #[track_caller]
    pub(crate) fn err(self, expected: &str) -> Self {
        same(expected, &self.err);
        self
    }
}

/// Compares two texts and shows where they part.
#[track_caller]
pub(crate) fn same(expected: &str, actual: &str) {
    assert!(expected == actual, "{}", difference(expected, actual));
}

/// Compares a text with a file of `tests/`, or rewrites the file.
#[track_caller]
pub(crate) fn golden(name: &str, actual: &str) {
    let path = root().join("tests").join(name);
    if std::env::var_os(UPDATE).is_some() {
        fs::write(path, actual).unwrap();
        return;
    }
    let expected = fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    let found = difference(&expected, actual);
    assert!(expected == actual, "{name} ({UPDATE}=1 rewrites it)\n{found}");
}

/// The lines from the first to the last that differ, with two lines before.
fn difference(expected: &str, actual: &str) -> String {
    let (old, new): (Vec<_>, Vec<_>) =
        (expected.lines().collect(), actual.lines().collect());
    let head = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let left = old.len().min(new.len()) - head;
    let tail = old
        .iter()
        .rev()
        .zip(new.iter().rev())
        .take(left)
        .take_while(|(a, b)| a == b)
        .count();
    let mut res = format!("texts part at line {}:\n", head + 1);
    for line in &old[head.saturating_sub(2)..head] {
        let _ = writeln!(res, "  {line}");
    }
    for line in &old[head..old.len() - tail] {
        let _ = writeln!(res, "- {line}");
    }
    for line in &new[head..new.len() - tail] {
        let _ = writeln!(res, "+ {line}");
    }
    if old == new {
        res.push_str("only line ends differ\n");
    }
    res
}
