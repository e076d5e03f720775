//! The hidden command by which the program becomes a process that lays out papers.

use std::ffi::OsString;
use std::io::{self, Write};
use std::process;
use std::thread;
use std::time::Duration;

use crate::batch::{TYPESETTER_COMMAND, serve_requests};

use super::ExitStatus;

/// Whether a command line asks for it: only this word and nothing else.
pub(super) fn is_asked(args: &[OsString]) -> bool {
    matches!(args, [_, word] if word == TYPESETTER_COMMAND)
}

/// How long a paper may go on when nobody waits for it any more.
const GRACE: Duration = Duration::from_secs(2);

/// Answers requests until the input ends. The input is watched apart: where it ends in the
/// middle of a paper, as it does when the coordinator is killed, the process ends too,
/// however long the paper would have taken.
pub(super) fn run_typesetter(out: &mut dyn Write) -> io::Result<ExitStatus> {
    let (mut requests, mut ahead) = io::pipe()?;
    thread::spawn(move || {
        let copied = io::copy(&mut io::stdin().lock(), &mut ahead);
        drop(ahead);
        thread::sleep(GRACE);
        end_process(copied.is_ok());
    });
    serve_requests(&mut requests, out).map(|()| ExitStatus::Success)
}

#[expect(clippy::exit, reason = "nothing but the end of the process ends a layout")]
fn end_process(is_sound: bool) -> ! {
    process::exit(i32::from(!is_sound))
}
