//! Runs git and gives back what it writes.

use std::ffi::OsStr;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use super::GitError;

/// Settings by which the caller's environment may change how git reads paths. Ours are
/// exact, and `:/` must mean the top.
const PATHSPECS: [&str; 4] = [
    "GIT_LITERAL_PATHSPECS",
    "GIT_GLOB_PATHSPECS",
    "GIT_NOGLOB_PATHSPECS",
    "GIT_ICASE_PATHSPECS",
];

/// How a run of git ended.
pub(super) struct GitOutput {
    /// What it wrote to its standard output.
    pub(super) bytes: Vec<u8>,
    /// Its code; `None` where it was killed.
    pub(super) code: Option<i32>,
    /// What it wrote to its standard error, in one line; else its code in words.
    pub(super) message: String,
}

impl GitOutput {
    /// What it wrote, if it succeeded.
    pub(super) fn success(self) -> Result<Vec<u8>, GitError> {
        match self.code {
            Some(0) => Ok(self.bytes),
            _ => Err(GitError::Refused(self.message)),
        }
    }
}

/// Runs git in a folder to its end. Variables such as `GIT_DIR` and `GIT_INDEX_FILE` stay
/// as they are: git sets them for the programs that it starts, and they say which
/// repository it means.
pub(super) fn run_git<S: AsRef<OsStr>>(
    dir: &Path,
    args: impl IntoIterator<Item = S>,
) -> Result<GitOutput, GitError> {
    let Output { status, stdout, stderr } =
        build_command(dir).args(args).output().map_err(|error| to_start_error(&error))?;
    let stderr = String::from_utf8_lossy(&stderr);
    let lines: Vec<_> =
        stderr.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let message = match lines.is_empty() {
        true => status.to_string(),
        false => lines.join("; "),
    };
    Ok(GitOutput { bytes: stdout, code: status.code(), message })
}

#[expect(
    clippy::disallowed_methods,
    reason = "the one place that starts git; each run is waited for"
)]
fn build_command(dir: &Path) -> Command {
    let mut res = Command::new("git");
    if !dir.as_os_str().is_empty() && dir != Path::new(".") {
        res.current_dir(dir);
    }
    // Reading never waits for a lock, nor for a password.
    res.env("GIT_OPTIONAL_LOCKS", "0").env("GIT_TERMINAL_PROMPT", "0");
    PATHSPECS.iter().for_each(|name| {
        res.env_remove(name);
    });
    res.args(["--no-pager", "-c", "core.quotepath=off"]).stdin(Stdio::null());
    res
}

fn to_start_error(error: &io::Error) -> GitError {
    match error.kind() {
        io::ErrorKind::NotFound => GitError::NoProgram,
        _ => GitError::Refused(error.to_string()),
    }
}

/// A path as git writes it: bytes on Unix, UTF-8 elsewhere.
#[cfg(unix)]
pub(super) fn to_path(bytes: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt as _;
    PathBuf::from(OsStr::from_bytes(bytes))
}

/// A path as git writes it: bytes on Unix, UTF-8 elsewhere.
#[cfg(not(unix))]
pub(super) fn to_path(bytes: &[u8]) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(bytes).into_owned())
}

/// An answer of one line, without its line end.
pub(super) fn strip_line_end(bytes: &[u8]) -> &[u8] {
    let line = bytes.strip_suffix(b"\n").unwrap_or(bytes);
    line.strip_suffix(b"\r").unwrap_or(line)
}
