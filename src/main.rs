//! The command line. All work is in the library.

use std::io;
use std::process::ExitCode;

#[expect(clippy::disallowed_methods, reason = "the one place that reads the arguments")]
fn main() -> ExitCode {
    kehoach::cli::install_panic_hook();
    let (mut out, mut err) = (io::stdout().lock(), io::stderr().lock());
    kehoach::cli::run(std::env::args_os(), &mut out, &mut err)
}
