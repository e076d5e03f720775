//! `kehoach completions`: what a shell needs to complete our command line.

use std::io::{self, Write as _};

use super::args::CompletionsArgs;
use super::{ExitStatus, Streams, build_command};

pub(super) fn run_completions(
    args: &CompletionsArgs,
    streams: &mut Streams<'_>,
) -> io::Result<ExitStatus> {
    // The generator panics when it cannot write, so it writes to memory.
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut build_command(), "kehoach", &mut script);
    streams.out.write_all(&script)?;
    Ok(ExitStatus::Success)
}
