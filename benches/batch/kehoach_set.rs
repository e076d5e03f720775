//! Our side: `kehoach batch` on a set of so many units, as a process of its own.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::measure::{self, Measurement};
use super::{Result, form};

/// A set, and where its papers go.
pub(crate) struct Set {
    folder: PathBuf,
    /// Number of its units.
    pub(crate) count: usize,
}

impl Set {
    /// Writes a set of so many units.
    pub(crate) fn new(folder: &Path, count: usize) -> Result<Self> {
        let folder = folder.join(format!("bo-{count}"));
        fs::create_dir_all(&folder)?;
        for (name, text) in form::files(count) {
            fs::write(folder.join(name), text)?;
        }
        Ok(Self { folder, count })
    }

    /// All papers, anew.
    pub(crate) fn run(&self, jobs: usize) -> Result<Measurement> {
        let out = self.folder.join("out");
        if out.exists() {
            fs::remove_dir_all(&out)?;
        }
        let taken = measure::run_measured(&mut self.command(&out, "pdf", jobs))?;
        let pages = self.count * form::PAGES;
        assert!(taken.stderr.contains(&format!("; {pages} trang")), "{}", taken.stderr);
        Ok(taken)
    }

    /// Once more, where nothing has changed.
    pub(crate) fn run_again(&self, jobs: usize) -> Result<Measurement> {
        let taken = measure::run_measured(&mut self.command(
            &self.folder.join("out"),
            "pdf",
            jobs,
        ))?;
        let kept = format!("{} giữ nguyên", self.count);
        assert!(taken.stderr.contains(&kept), "{}", taken.stderr);
        Ok(taken)
    }

    /// Its papers in another format: the folder of them.
    pub(crate) fn papers(&self, format: &str) -> Result<PathBuf> {
        let out = self.folder.join(format);
        measure::run_measured(&mut self.command(&out, format, 2))?;
        Ok(out)
    }

    fn command(&self, out: &Path, format: &str, jobs: usize) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kehoach"));
        command.arg("batch").arg(self.folder.join(form::SET)).arg("-o").arg(out);
        command.args(["--to", format, "--jobs", &jobs.to_string()]);
        command
    }
}
