//! The hidden command by which the program becomes a process that lays out papers.

use std::ffi::OsString;
use std::io;

use crate::batch::{COMMAND, serve};

use super::{Ending, Streams};

/// Whether a command line asks for it: only this word and nothing else.
pub(super) fn is_asked(args: &[OsString]) -> bool {
    matches!(args, [_, word] if word == COMMAND)
}

pub(super) fn run(streams: &mut Streams<'_>) -> io::Result<Ending> {
    serve(&mut io::stdin().lock(), streams.out).map(|()| Ending::Fine)
}
