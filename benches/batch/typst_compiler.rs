//! The plain Typst compiler, once for each paper, on the sources that we write.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use super::Result;
use super::kehoach_set::Set;
use super::measure::Measurement;

/// The compiler, and its papers.
pub(crate) struct Compiler {
    program: PathBuf,
    /// The folder of each paper.
    papers: Vec<PathBuf>,
}

impl Compiler {
    /// Writes the sources of the papers of a set; `None` where there is no compiler.
    pub(crate) fn new(set: &Set) -> Result<Option<Self>> {
        let program =
            env::var_os("TYPST").map_or_else(|| PathBuf::from("typst"), PathBuf::from);
        let answers = Command::new(&program).arg("--version").output();
        let Some(output) = answers.ok().filter(|output| output.status.success()) else {
            println!("no `typst` on the PATH nor in TYPST: nothing to compare with");
            return Ok(None);
        };
        println!("{}", String::from_utf8_lossy(&output.stdout).trim());
        let mut papers = Vec::new();
        for entry in fs::read_dir(set.papers("typ")?)? {
            let path = entry?.path();
            if path.join("main.typ").exists() {
                papers.push(path);
            }
        }
        papers.sort();
        assert_eq!(papers.len(), set.count, "a source for each unit");
        Ok(Some(Self { program, papers }))
    }

    /// How many papers there are.
    pub(crate) fn count(&self) -> usize {
        self.papers.len()
    }

    /// All papers, so many at once.
    pub(crate) fn run(&self, jobs: usize) -> Result<Measurement> {
        let (start, next) = (Instant::now(), AtomicUsize::new(0));
        std::thread::scope(|scope| {
            for _ in 0..jobs {
                scope.spawn(|| {
                    loop {
                        let index = next.fetch_add(1, Ordering::Relaxed);
                        let Some(paper) = self.papers.get(index) else { break };
                        let status = self.command(paper).status();
                        assert!(status.is_ok_and(|s| s.success()), "paper {index}");
                    }
                });
            }
        });
        Ok(Measurement { time: start.elapsed(), ..Measurement::default() })
    }

    fn command(&self, paper: &Path) -> Command {
        let mut command = Command::new(&self.program);
        command.current_dir(paper);
        command.args(["compile", "--ignore-system-fonts", "--font-path", "fonts"]);
        command.args(["--pdf-standard", "a-2a,ua-1", "main.typ", "main.pdf"]);
        command.stdout(Stdio::null()).stderr(Stdio::null());
        command
    }
}
