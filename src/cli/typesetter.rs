//! The hidden command by which the program becomes a process that lays out papers.

use std::ffi::OsString;
use std::io::{self, Write};

use crate::batch::{TYPESETTER_COMMAND, serve_requests};

use super::ExitStatus;

/// Whether a command line asks for it: only this word and nothing else.
pub(super) fn is_asked(args: &[OsString]) -> bool {
    matches!(args, [_, word] if word == TYPESETTER_COMMAND)
}

pub(super) fn run_typesetter(out: &mut dyn Write) -> io::Result<ExitStatus> {
    serve_requests(&mut io::stdin().lock(), out).map(|()| ExitStatus::Success)
}
