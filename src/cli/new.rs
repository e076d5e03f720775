//! `kehoach new`: a filled form to start from.

use std::io;

use super::args::NewArgs;
use super::{Ending, Streams};

pub(super) fn run(_: &NewArgs, _: &mut Streams<'_>) -> io::Result<Ending> {
    Ok(Ending::Misused)
}
