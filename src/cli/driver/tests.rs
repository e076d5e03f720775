//! What git gives a driver, as words and from a real repository.

use super::*;
use crate::git::tests::Scratch;
use crate::source::{MAX_BYTES, ReadError};

const A: &str = "61780798228d17af2d34fce4cfbdf35556832472";
const ZEROS: &str = "0000000000000000000000000000000000000000";

fn told(words: &[&str]) -> Option<DriverCall> {
    parse_driver_words(&words.iter().map(OsString::from).collect::<Vec<_>>())
}

fn version(path: &str, file: Option<&str>, blob: Option<&str>) -> FileVersion {
    let blob = blob.map(str::to_owned);
    FileVersion { path: path.into(), file: file.map(PathBuf::from), blob }
}

#[test]
fn a_change_is_read_as_git_tells_it() {
    let changed = ["x/a", "/tmp/1/a", A, "100644", "x/a", ZEROS, "100644"];
    let old = || version("x/a", Some("/tmp/1/a"), Some(A));
    let new = version("x/a", Some("x/a"), None);
    assert_eq!(told(&changed), Some(DriverCall::Change { old: old(), new }));
    let removed = ["x/a", "/tmp/1/a", A, "100644", "/dev/null", ".", "."];
    let new = version("x/a", None, None);
    assert_eq!(told(&removed), Some(DriverCall::Change { old: old(), new }));
    let how = "similarity index 90%\nrename from x/a\nrename to y/b";
    let renamed = ["x/a", "/tmp/1/a", A, "100644", "/tmp/2/b", A, "100644", "y/b", how];
    let new = version("y/b", Some("/tmp/2/b"), Some(A));
    assert_eq!(told(&renamed), Some(DriverCall::Change { old: old(), new }));
    assert_eq!(told(&["x/a"]), Some(DriverCall::Unmerged("x/a".into())));
    for count in [0, 2, 3, 6] {
        assert_eq!(told(&changed[..count]), None, "{count}");
    }
    let mut many = renamed.to_vec();
    many.push("x");
    assert_eq!(told(&many), None);
}

/// `x/ke-hoach.yaml` and the data beside it, in the states `1` to `4`.
fn put(scratch: &Scratch, state: &str) {
    scratch.put("x/ke-hoach.yaml", format!("form {state}"));
    scratch.put("x/a.csv", format!("data {state}"));
}

/// States in a commit of another branch, in `HEAD`, in the index, in the working tree.
fn history() -> Scratch {
    let scratch = Scratch::new();
    put(&scratch, "0");
    scratch.commit();
    put(&scratch, "1");
    scratch.commit();
    put(&scratch, "2");
    scratch.commit();
    put(&scratch, "3");
    scratch.git(["add", "-A"]);
    put(&scratch, "4");
    scratch
}

fn text(side: &ComparedPath, path: &Path) -> Result<String, ReadError> {
    let bytes = side.files.read(path, MAX_BYTES)?;
    Ok(String::from_utf8(bytes).unwrap())
}

fn data(side: &ComparedPath) -> Result<String, ReadError> {
    text(side, &side.path.with_file_name("a.csv"))
}

#[test]
#[ignore = "needs git"]
fn a_version_is_read_with_the_data_beside_it() {
    let scratch = history();
    let places = VersionFinder::around(scratch.path());
    let copy = scratch.path().join(".git/copy");
    let short = |name: &str| scratch.git(["rev-parse", name])[..SHORT].to_owned();
    let kept = [
        ("HEAD", "2", "HEAD".to_owned()),
        ("", "3", "index".to_owned()),
        ("HEAD~1", "1", short("HEAD~1")),
        ("HEAD~2", "0", short("HEAD~2")),
    ];
    for (name, state, rev) in kept {
        let blob = scratch.git(["rev-parse", &format!("{name}:x/ke-hoach.yaml")]);
        // Shortened by `--relative`, or not.
        for path in ["x/ke-hoach.yaml", "ke-hoach.yaml"] {
            let file = copy.to_str();
            let side = places.side(&version(path, file, Some(&blob))).unwrap();
            assert_eq!(text(&side, &side.path).unwrap(), format!("form {state}"));
            assert_eq!(data(&side).unwrap(), format!("data {state}"));
            assert_eq!(side.label, format!("{rev}:x/ke-hoach.yaml"));
        }
    }
    let path = "x/ke-hoach.yaml";
    let side = places.side(&version(path, Some(path), None)).unwrap();
    assert_eq!(data(&side).unwrap(), "data 4");
    assert_eq!(side.label, *path);
    assert!(places.side(&version(path, None, None)).is_none());
}

#[test]
#[ignore = "needs git"]
fn a_version_that_git_does_not_keep_stands_alone() {
    let scratch = history();
    scratch.put("tam/ke-hoach.yaml", "form 9");
    let copy = scratch.path().join("tam/ke-hoach.yaml");
    let lost = version("x/ke-hoach.yaml", copy.to_str(), Some(A));
    let outside = tempfile::tempdir().unwrap();
    for dir in [scratch.path(), outside.path()] {
        let side = VersionFinder::around(dir).side(&lost).unwrap();
        assert_eq!(text(&side, &side.path).unwrap(), "form 9");
        assert!(matches!(data(&side), Err(ReadError::Missing)));
        assert_eq!(side.label, format!("{}:x/ke-hoach.yaml", &A[..SHORT]));
    }
}

#[test]
#[ignore = "needs git"]
fn a_copy_without_a_name_is_known_by_its_content() {
    let scratch = history();
    let places = VersionFinder::around(scratch.path());
    let outside = tempfile::tempdir().unwrap();
    let copy = outside.path().join("Ab1_ke-hoach.yaml");
    for state in ["0", "2", "3"] {
        crate::output::write_file(&copy, format!("form {state}").as_bytes()).unwrap();
        let side = places.side_of_file(&copy);
        assert_eq!(data(&side).unwrap(), format!("data {state}"));
    }
    crate::output::write_file(&copy, b"form 9").unwrap();
    let side = places.side_of_file(&copy);
    assert_eq!(text(&side, &side.path).unwrap(), "form 9");
    let side = places.side_of_file(Path::new("x/ke-hoach.yaml"));
    assert_eq!(data(&side).unwrap(), "data 4");
}
