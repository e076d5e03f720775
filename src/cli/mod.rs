//! Commands. The only module that prints, reads the environment and knows exit codes.
//!
//! | file | what it does |
//! |---|---|
//! | `args` | the command line as typed |
//! | `stream` | the streams: nothing hidden goes out, and no command of a log |
//! | `usage` | what is wrong with a command line |
//! | `new` | `kehoach new`: a form to start from, or last year's carried over |
//! | `check` | `kehoach check`: every fault of some forms |
//! | `against` | `check --against`: another version of each form |
//! | `build` | `kehoach build`: papers from forms |
//! | `watch` | `build --watch`: again whenever a form changes |
//! | `batch` | `kehoach batch`: the papers of a whole set |
//! | `progress` | how far a run of a set has come |
//! | `typesetter` | the hidden command of a process that lays out papers |
//! | `text` | `kehoach text`: the paper as plain text, also for git |
//! | `diff` | `kehoach diff`: two versions compared |
//! | `side` | the two versions of a comparison, on disk or in git |
//! | `driver` | `kehoach diff` as git's external driver |
//! | `git_setup` | `kehoach git-setup`: makes git compare plans by this program |
//! | `trace` | `kehoach trace`: where a number comes from |
//! | `explain` | `kehoach explain`: the page of a code |
//! | `completions` | `kehoach completions`: the words that a shell completes |
//! | `guard` | a fault of the program itself, as a finding |
//! | `reach` | `--allow`: the folders that forms may read |
//! | `report` | findings and their count, printed |

mod against;
mod args;
mod batch;
mod build;
mod check;
mod completions;
mod diff;
mod driver;
mod explain;
mod git_setup;
mod guard;
mod new;
mod progress;
mod reach;
mod report;
mod side;
mod stream;
mod text;
mod trace;
mod typesetter;
mod usage;
mod watch;

use std::ffi::OsString;
use std::io::{self, IsTerminal as _, Write};
use std::path::Path;
use std::process::ExitCode;

use clap::FromArgMatches as _;

use crate::diagnostic::Paint;
use crate::language;
use crate::source;
use args::{Cli, Command};
use stream::GuardedStream;

pub use args::build_command;
pub use guard::install_panic_hook;

/// How a run ended, and so which code the program exits with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ExitStatus {
    /// All that was asked for is done: 0.
    Success,
    /// A form has errors, or a paper could not be written: 1.
    Failure,
    /// The command line itself is wrong, or names what is not there: 2.
    UsageError,
    /// The program itself has failed: 101, as Rust has it.
    ProgramFault,
}

/// Where a command prints.
pub(crate) struct Streams<'a> {
    /// Where results go.
    pub(crate) out: GuardedStream<'a>,
    /// Where messages and progress go.
    pub(crate) err: GuardedStream<'a>,
    /// Whether messages have colours.
    pub(crate) paint: Paint,
}

/// Runs a command line, and can be called from a test, twice.
pub fn run(
    args: impl IntoIterator<Item = OsString>,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> ExitCode {
    let args: Vec<_> = args.into_iter().collect();
    let result = if typesetter::is_asked(&args) {
        // What it sends is no text, and nobody reads it but the program.
        typesetter::run_typesetter(out)
    } else {
        let paint = choose_paint(io::stderr().is_terminal());
        let (out, err) = (GuardedStream::new(out), GuardedStream::new(err));
        run_words(args, &mut Streams { out, err, paint })
    };
    // A pipe may be closed by its reader; that is no fault of the paper.
    let status = match result {
        Ok(status) => status,
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitStatus::Success,
        Err(_) => ExitStatus::Failure,
    };
    match status {
        ExitStatus::Success => ExitCode::SUCCESS,
        ExitStatus::Failure => ExitCode::from(1),
        ExitStatus::UsageError => ExitCode::from(2),
        ExitStatus::ProgramFault => ExitCode::from(101),
    }
}

/// Runs the words of a command line, and sends what is still to be printed.
fn run_words(words: Vec<OsString>, streams: &mut Streams<'_>) -> io::Result<ExitStatus> {
    let matches = build_command().try_get_matches_from(words);
    let result = match matches.and_then(|matches| Cli::from_arg_matches(&matches)) {
        Ok(cli) => {
            guard::run_guarded(streams, |streams| run_command(cli.command, streams))
        }
        Err(error) => usage::explain_usage_error(&error, streams),
    };
    let sent = streams.out.flush().and_then(|()| streams.err.flush());
    result.and_then(|status| sent.map(|()| status))
}

/// A path as a line has it.
pub(crate) fn show_path(path: &Path) -> String {
    language::show_hidden(&source::show_path(path)).into_owned()
}

/// The result of printing, with a pipe that its reader has closed as no error: how the
/// run ended is known, and only the words about it are lost.
pub(crate) fn ignore_broken_pipe(printed: io::Result<()>) -> io::Result<()> {
    match printed {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        printed => printed,
    }
}

fn run_command(command: Command, streams: &mut Streams<'_>) -> io::Result<ExitStatus> {
    match command {
        Command::New(args) => new::run_new(&args, streams),
        Command::Check(args) => check::run_check(&args, streams),
        Command::Build(args) => build::run_build(&args, streams),
        Command::Batch(args) => batch::run_batch(&args, streams),
        Command::Diff(args) => diff::run_diff(&args, streams),
        Command::Text(args) => text::run_text(&args, streams),
        Command::Trace(args) => trace::run_trace(&args, streams),
        Command::GitSetup(args) => git_setup::run_git_setup(&args, streams),
        Command::Explain(args) => explain::run_explain(&args, streams),
        Command::Completions(args) => completions::run_completions(&args, streams),
    }
}

/// Colours only where they show, and not where the user wants none (`NO_COLOR`).
fn choose_paint(shows: bool) -> Paint {
    let wanted = std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty());
    if wanted && shows { Paint::Colour } else { Paint::Plain }
}
