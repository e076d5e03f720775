//! Typesetting in processes of their own: the same bytes, and no paper harms another.

#[cfg(unix)]
use std::io::Write as _;
use std::path::PathBuf;
#[cfg(unix)]
use std::process::{Child, Command, Stdio};

#[cfg(target_os = "linux")]
use kehoach::batch::{self, Options, Prune, Selection};
use kehoach::batch::{Pool, TYPESETTER_COMMAND, TypesetFailure, Typesetter};
use kehoach::build::{LaidOut, Prepared, Timings, open_disk};
use kehoach::document::Page;
use kehoach::font::Faces;
use kehoach::output::Format;
#[cfg(target_os = "linux")]
use kehoach::output::SystemStorage;
use kehoach::source::Source;
use kehoach::template::TypstSource;

use super::base::BASE;
#[cfg(target_os = "linux")]
use super::communes_set;
use super::driver::{AsForm, Folder, PLANS, data_form, engine, paper};

fn program() -> PathBuf {
    env!("CARGO_BIN_EXE_kehoach").into()
}

fn pool() -> Pool {
    Pool::new(Some(program()), Faces::embedded())
}

/// A right form, ready to be laid out.
fn prepared(form: &(impl AsForm + ?Sized)) -> Prepared {
    let source = Source::new(form.path(), form.text());
    let examined = engine().examine_source(source, &mut Timings::default());
    let plan = examined.plan.unwrap();
    engine().prepare_paper(&plan, &[Format::Pdf], &mut Timings::default()).unwrap()
}

fn set(
    typesetter: &mut Typesetter<'_>,
    (source, page): (&TypstSource, &Page),
    formats: &[Format],
) -> Result<LaidOut, TypesetFailure> {
    typesetter.typeset(source, page, formats, &mut Timings::default())
}

fn parts(prepared: &Prepared) -> (&TypstSource, &Page) {
    (prepared.typst.as_ref().unwrap(), &prepared.words.page)
}

/// A paper that says something else than the one it is made of.
fn saying(prepared: &Prepared, main: &str) -> TypstSource {
    TypstSource { main: main.to_owned(), ..prepared.typst.clone().unwrap() }
}

#[test]
fn typst_is_given_nothing_for_formats_that_do_not_need_it() {
    let source = Source::new("ke-hoach.yaml".as_ref(), BASE);
    let plan = engine().examine_source(source, &mut Timings::default()).plan.unwrap();
    for format in Format::ALL {
        let mut timings = Timings::default();
        let made = engine().prepare_paper(&plan, &[format], &mut timings).unwrap();
        assert_eq!(made.typst.is_some(), format.needs_typst(), "{format:?}");
        assert_eq!(made.words.texts.is_empty(), format.needs_typst(), "{format:?}");
        let stages: Vec<_> = timings.stages().map(|(name, _)| name).collect();
        assert_eq!(stages.contains(&"ghep-mau"), format.needs_typst(), "{stages:?}");
    }
}

#[test]
fn a_process_gives_the_bytes_that_build_gives() {
    let pool = pool();
    let mut other = pool.typesetter();
    for name in PLANS {
        let form = data_form(name);
        let made = prepared(&form);
        let laid_out = set(&mut other, parts(&made), &[Format::Pdf]).unwrap();
        assert!(other.process_id().is_some());
        assert!(laid_out.pdf.unwrap() == paper(&form).pdf, "{name}");
        assert!(laid_out.pages > 1 && laid_out.pictures.is_empty(), "{name}");
    }
}

#[test]
fn pictures_overruns_and_times_come_back_as_well() {
    let made = prepared(BASE);
    let long = format!("{}\n\n{}", made.typst.as_ref().unwrap().main, "Dài".repeat(80));
    let source = saying(&made, &long);
    let paper = (&source, &made.words.page);
    let both = [Format::Png, Format::Pdf];
    let (pool, here) = (pool(), Pool::new(None, Faces::embedded()));
    let mut own = here.typesetter();
    let expected = set(&mut own, paper, &both).unwrap();
    assert!(own.process_id().is_none());
    assert_eq!(expected.pictures.len(), expected.pages);
    assert!(
        expected.overruns.iter().any(|o| o.text.starts_with("DàiDài") && o.excess > 100)
    );
    let mut timings = Timings::default();
    let (source, page) = paper;
    let laid_out = pool.typesetter().typeset(source, page, &both, &mut timings).unwrap();
    assert!(laid_out == expected);
    let stages: Vec<_> = timings.stages().map(|(name, _)| name).collect();
    assert_eq!(stages[..3], ["dan-trang", "xuat-pdf", "xuat-png"]);
    assert_eq!(set(&mut own, paper, &[]).unwrap().pdf, None);
}

#[test]
fn fifty_papers_one_after_the_other_come_from_one_process() {
    let pool = pool();
    let mut typesetter = pool.typesetter();
    let mut first = None;
    for n in 0..50 {
        let form = BASE.replace("công tác giảm nghèo.", &format!("việc {n}."));
        let made = prepared(&form);
        let laid_out = set(&mut typesetter, parts(&made), &[Format::Pdf]).unwrap();
        assert!(laid_out.pdf.unwrap() == paper(&form).pdf, "{n}");
        assert_eq!(
            *first.get_or_insert(typesetter.process_id()),
            typesetter.process_id()
        );
    }
}

#[test]
fn a_paper_that_typst_refuses_stops_no_other() {
    let pool = pool();
    let mut typesetter = pool.typesetter();
    let made = prepared(BASE);
    let (_, page) = parts(&made);
    let good = set(&mut typesetter, parts(&made), &[Format::Pdf]).unwrap();
    let process = typesetter.process_id();
    let wrong = saying(&made, "#import \"nd30.typ\": *\n\n#missing-name");
    match set(&mut typesetter, (&wrong, page), &[Format::Pdf]) {
        Err(TypesetFailure::Rejected(error)) => {
            assert!(error.text.starts_with("main.typ:3: unknown variable"), "{error:?}");
        }
        other => panic!("{other:?}"),
    }
    let again = set(&mut typesetter, parts(&made), &[Format::Pdf]).unwrap();
    assert!(again == good && typesetter.process_id() == process);
}

#[test]
fn another_library_is_taken_from_the_next_paper_on() {
    let pool = pool();
    let mut typesetter = pool.typesetter();
    let made = prepared(BASE);
    let (source, page) = parts(&made);
    let first = set(&mut typesetter, (source, page), &[Format::Pdf]).unwrap();
    let library = source.library.replace("head-gutter = 2.5mm", "head-gutter = 3.5mm");
    let other = TypstSource { library, ..source.clone() };
    assert_ne!(other.library, source.library);
    let second = set(&mut typesetter, (&other, page), &[Format::Pdf]).unwrap();
    assert!(first.pdf != second.pdf);
    assert!(set(&mut typesetter, (source, page), &[Format::Pdf]).unwrap() == first);
}

#[test]
fn without_a_process_papers_are_laid_out_here() {
    let made = prepared(BASE);
    let expected = paper(BASE).pdf;
    // One that is not there, and one that is another program.
    for program in ["no/such/program", if cfg!(windows) { "whoami" } else { "cat" }] {
        let pool = Pool::new(Some(program.into()), Faces::embedded());
        let mut typesetter = pool.typesetter();
        let laid_out = set(&mut typesetter, parts(&made), &[Format::Pdf]).unwrap();
        assert!(laid_out.pdf.as_ref() == Some(&expected), "{program}");
        assert_eq!(typesetter.process_id(), None, "{program}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_set_as_text_starts_no_process() {
    use std::os::unix::fs::PermissionsExt as _;

    let folder = Folder::new();
    for (name, text) in communes_set::files(1) {
        folder.put(name, text);
    }
    // It leaves a file where it is started, and is no typesetter: papers are laid out
    // here then.
    let (program, started) = (folder.path("program"), folder.path("started"));
    folder.put("program", format!("#!/bin/sh\n: > '{}'\n", started.display()));
    let executable = std::fs::Permissions::from_mode(0o755);
    std::fs::set_permissions(&program, executable).unwrap();
    for (format, is_started) in [(Format::Text, false), (Format::Pdf, true)] {
        let options = Options {
            store: open_disk(&[folder.path(communes_set::SET)], &[]),
            storage: &SystemStorage,
            output: folder.path("out"),
            formats: vec![format],
            jobs: 1,
            selection: Selection::default(),
            prune: Prune::Keep,
            print: false,
        };
        let pool = Pool::new(Some(program.clone()), Faces::embedded());
        let set = folder.path(communes_set::SET);
        let outcome =
            batch::run_set(engine(), &pool, &set, &options, &mut |_| ()).unwrap();
        assert!(!outcome.failed, "{:?}", outcome.reports);
        assert_eq!(started.exists(), is_started, "{format:?}");
    }
}

#[cfg(unix)]
mod killed {
    //! Processes that die.

    use std::fs;
    use std::path::Path;
    use std::thread;
    use std::time::{Duration, Instant};

    use super::*;

    fn kill(process: u32) {
        let status = Command::new("kill").args(["-9", &process.to_string()]).status();
        assert!(status.unwrap().success());
    }

    /// Still there, if only as a zombie; known on Linux alone.
    fn remains(process: u32) -> bool {
        Path::new(&format!("/proc/{process}")).exists()
    }

    #[test]
    fn a_process_killed_over_a_paper_loses_that_paper_only() {
        let pool = pool();
        let mut typesetter = pool.typesetter();
        let made = prepared(BASE);
        let (_, page) = parts(&made);
        let good = set(&mut typesetter, parts(&made), &[Format::Pdf]).unwrap();
        let first = typesetter.process_id().unwrap();
        // Hours of work, of which the process does a part of a second.
        let endless =
            saying(&made, "#for i in range(99999) { for j in range(99999) { } }");
        let lost = thread::scope(|scope| {
            scope.spawn(move || {
                thread::sleep(Duration::from_millis(300));
                kill(first);
            });
            set(&mut typesetter, (&endless, page), &[Format::Pdf])
        });
        match &lost {
            Err(lost @ TypesetFailure::ProcessDied(how)) => {
                assert!(how.contains("signal: 9"), "{how}");
                assert_eq!(
                    lost.explain(engine()).report("x").findings[0].code.id,
                    "internal"
                );
            }
            other => panic!("{other:?}"),
        }
        assert!(!remains(first), "a zombie");
        assert!(set(&mut typesetter, parts(&made), &[Format::Pdf]).unwrap() == good);
        let second = typesetter.process_id().unwrap();
        assert_ne!(second, first);
        // Between two papers nothing is lost.
        kill(second);
        thread::sleep(Duration::from_millis(100));
        assert!(set(&mut typesetter, parts(&made), &[Format::Pdf]).unwrap() == good);
        let third = typesetter.process_id().unwrap();
        drop(typesetter);
        assert!(!remains(second) && !remains(third), "a zombie");
    }

    #[test]
    fn a_paper_that_takes_too_long_is_ended_and_the_next_gets_a_new_process() {
        let pool = pool().with_limit(Duration::from_secs(2));
        let mut typesetter = pool.typesetter();
        let made = prepared(BASE);
        let (_, page) = parts(&made);
        let good = set(&mut typesetter, parts(&made), &[Format::Pdf]).unwrap();
        let first = typesetter.process_id().unwrap();
        let endless =
            saying(&made, "#for i in range(99999) { for j in range(99999) { } }");
        let start = Instant::now();
        let late = set(&mut typesetter, (&endless, page), &[Format::Pdf]).unwrap_err();
        assert!(start.elapsed() >= Duration::from_secs(2));
        let report = late.explain(engine()).report("x");
        let finding = &report.findings[0];
        assert_eq!(finding.code.id, "worker-timeout", "{late:?}");
        assert!(finding.message.contains("quá 2 giây"), "{}", finding.message);
        let hints: Vec<_> = finding.hints.iter().map(ToString::to_string).collect();
        let hints = hints.join("; ");
        assert!(hints.contains("`--worker-timeout 5`"), "{hints}");
        assert!(!remains(first), "a zombie");
        assert!(set(&mut typesetter, parts(&made), &[Format::Pdf]).unwrap() == good);
        assert_ne!(typesetter.process_id(), Some(first));
    }

    /// A process that reads nothing: what is sent to it fills its pipe.
    #[test]
    fn a_process_that_hears_nothing_is_ended_too() {
        let pool = pool().with_limit(Duration::from_secs(1));
        let mut typesetter = pool.typesetter();
        let made = prepared(BASE);
        let (_, page) = parts(&made);
        set(&mut typesetter, parts(&made), &[Format::Pdf]).unwrap();
        let process = typesetter.process_id().unwrap().to_string();
        let stopped = Command::new("kill").args(["-STOP", &process]).status();
        assert!(stopped.unwrap().success());
        let long = saying(&made, &"// dài\n".repeat(1 << 20));
        let late = set(&mut typesetter, (&long, page), &[Format::Pdf]).unwrap_err();
        assert_eq!(late, TypesetFailure::TookTooLong(Duration::from_secs(1)));
    }

    #[test]
    fn a_process_ends_by_itself_when_nobody_asks_any_more() {
        let mut child = process();
        let mut input = child.stdin.take().unwrap();
        // Half a frame, as of a coordinator that was killed.
        input.write_all(&[200, 0, 0, 0, 0, 1, 2]).unwrap();
        drop(input);
        assert_eq!(ends(&mut child), Some(1));
        assert_eq!(ends(&mut process()), Some(0));
    }

    fn process() -> Child {
        let mut command = Command::new(program());
        command.arg(TYPESETTER_COMMAND).stdin(Stdio::piped()).stdout(Stdio::null());
        command.spawn().unwrap()
    }

    fn ends(child: &mut Child) -> Option<i32> {
        drop(child.stdin.take());
        let start = Instant::now();
        while start.elapsed() < Duration::from_secs(20) {
            if let Some(status) = child.try_wait().unwrap() {
                return status.code();
            }
            thread::sleep(Duration::from_millis(5));
        }
        let _ = child.kill();
        panic!("it lives on");
    }

    #[test]
    fn no_process_is_left_when_the_typesetters_are_gone() {
        if !Path::new("/proc/self").exists() {
            return;
        }
        let pool = pool();
        let made = prepared(BASE);
        let ids: Vec<_> = (0..3)
            .map(|_| {
                let mut typesetter = pool.typesetter();
                set(&mut typesetter, parts(&made), &[Format::Pdf]).unwrap();
                let id = typesetter.process_id().unwrap();
                let threads = fs::read_dir(format!("/proc/{id}/task")).unwrap().count();
                assert!(threads <= 3, "{threads} threads");
                id
            })
            .collect();
        assert!(!ids.into_iter().any(remains));
    }
}

#[test]
fn the_command_is_shown_to_nobody() {
    let help = Folder::new().run(["--help"]).code(0);
    assert!(
        !help.out.contains(TYPESETTER_COMMAND) && !help.err.contains(TYPESETTER_COMMAND)
    );
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = Folder::new().run(["completions", shell]).code(0);
        assert!(!script.out.contains(TYPESETTER_COMMAND), "{shell}");
    }
}
