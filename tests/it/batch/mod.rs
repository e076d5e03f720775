//! `kehoach batch` as a user runs it: sets in folders of their own, of which a test
//! edits a file and runs the program.

mod account;
mod again;
#[cfg(unix)]
mod disk;
mod guide;
#[cfg(target_os = "linux")]
mod kill;
mod nine;
mod numbers;
mod office;
mod page;
mod part;
mod waits;
mod workbook;
mod wrong;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::communes_set;
use super::driver::{Folder, Run, root};

/// The set of nine districts, in `data/`.
const NINE: &str = "bo-thua-thien-hue-2024";

/// The keys of the nine, in the order of their table.
const KEYS: [&str; 9] = [
    "hue",
    "huong-thuy",
    "huong-tra",
    "phong-dien",
    "quang-dien",
    "phu-loc",
    "phu-vang",
    "nam-dong",
    "a-luoi",
];

/// Files of a run by name.
type Files = BTreeMap<String, Vec<u8>>;

/// A set in a folder `bo`, whose papers come to `out/bo`.
struct Bo(Folder);

impl Bo {
    /// The nine districts.
    fn nine() -> Self {
        let res = Self(Folder::new());
        let from = root().join("data").join(NINE);
        for path in kehoach::source::list_files(&from) {
            let name = path.strip_prefix(&from).unwrap().to_string_lossy().into_owned();
            // What a run of the set itself leaves there is no part of it.
            if name.contains("so-van-ban.csv") {
                continue;
            }
            res.put(&name.replace('\\', "/"), &fs::read(&path).unwrap());
        }
        res
    }

    /// So many made-up communes.
    #[cfg(target_os = "linux")]
    fn communes(count: usize) -> Self {
        let res = Self(Folder::new());
        for (name, text) in communes_set::files(count) {
            res.put(name, text.as_bytes());
        }
        res
    }

    /// Puts a file of the set.
    fn put(&self, name: &str, bytes: &[u8]) -> &Self {
        self.0.put(&format!("bo/{name}"), bytes);
        self
    }

    fn text(&self, name: &str) -> String {
        String::from_utf8(self.0.read(&format!("bo/{name}"))).unwrap()
    }

    /// Replaces what stands once in a file of the set.
    #[track_caller]
    fn edit(&self, name: &str, from: &str, to: &str) -> &Self {
        let text = self.text(name);
        assert_eq!(text.matches(from).count(), 1, "{from:?} in {name}");
        self.put(name, text.replace(from, to).as_bytes())
    }

    /// Replaces what stands in a file of the set, wherever it does.
    #[track_caller]
    fn edit_all(&self, name: &str, from: &str, to: &str) -> &Self {
        let text = self.text(name);
        assert!(text.contains(from), "{from:?} in {name}");
        self.put(name, text.replace(from, to).as_bytes())
    }

    fn remove(&self, name: &str) {
        let path = self.0.path("bo").join(name);
        match path.is_dir() {
            true => fs::remove_dir_all(path).unwrap(),
            false => fs::remove_file(path).unwrap(),
        }
    }

    /// Runs the set: `kehoach batch bo …`.
    fn batch(&self, args: &[&str]) -> Run {
        self.0.run(["batch", "bo"].iter().chain(args))
    }

    /// The folder of the papers.
    fn out(&self) -> PathBuf {
        self.0.path("out/bo")
    }

    /// What is there for the user: all but what begins with a dot.
    fn made(&self) -> Files {
        files_of(&self.out())
    }

    /// The papers there.
    fn papers(&self) -> Files {
        let mut res = self.made();
        res.retain(|name, _| {
            !name.starts_with("bao-cao.") && !name.starts_with("tong-hop.")
        });
        res
    }

    fn ledger(&self) -> String {
        self.text("so-van-ban.csv")
    }

    /// The report.
    fn report(&self) -> Value {
        serde_json::from_slice(&self.0.read("out/bo/bao-cao.json")).unwrap()
    }

    /// The units that are in a state, by key.
    fn in_state(&self, state: &str) -> Vec<String> {
        let report = self.report();
        let units = report["units"].as_array().unwrap().iter();
        let units = units.filter(|unit| unit["state"] == state);
        units.map(|unit| unit["key"].as_str().unwrap().to_owned()).collect()
    }
}

/// The files of a folder and below it, by name, but those that begin with a dot.
fn files_of(folder: &Path) -> Files {
    kehoach::source::list_files(folder)
        .into_iter()
        .filter_map(|path| {
            let name = path.strip_prefix(folder).unwrap().to_string_lossy().into_owned();
            let own = !path.file_name()?.to_string_lossy().starts_with('.');
            own.then(|| (name.replace('\\', "/"), fs::read(&path).unwrap()))
        })
        .collect()
}

/// Two runs made the same files.
#[track_caller]
fn same_files(expected: &Files, actual: &Files) {
    let names = |files: &Files| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(expected), names(actual));
    for (name, bytes) in expected {
        assert!(*bytes == actual[name], "{name} is another file");
    }
}

/// What was said, without what goes well.
fn said(run: &Run) -> String {
    let dull = |line: &&str| !line.starts_with('[') && !line.starts_with("khớp: ");
    run.err.lines().filter(dull).map(|line| format!("{line}\n")).collect()
}
