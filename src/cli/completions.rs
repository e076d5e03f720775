//! `kehoach completions`: what a shell needs to complete our command line.

use std::io;

use super::args::CompletionsArgs;
use super::{Ending, Streams, command};

pub(super) fn run(
    args: &CompletionsArgs,
    streams: &mut Streams<'_>,
) -> io::Result<Ending> {
    // The generator panics when it cannot write, so it writes to memory.
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut command(), "kehoach", &mut script);
    streams.out.write_all(&script)?;
    Ok(Ending::Fine)
}
