//! Files that are written, swept and removed.

use super::unfinished::{Guard, Mark};
use super::*;

#[test]
fn a_file_that_cannot_be_replaced_is_kept_beside() {
    let folder = tempfile::tempdir().unwrap();
    // A folder of that name cannot be replaced by a file on any system.
    fs::create_dir_all(folder.path().join("a.pdf/x")).unwrap();
    let written = write_in_folder(folder.path(), "a.pdf", b"new");
    let Err(WriteError::InUse { kept, .. }) = written else { panic!("{written:?}") };
    assert_eq!(kept, folder.path().join("a.moi.pdf"));
    assert_eq!(crate::source::read_bytes(&kept).unwrap(), b"new");
    let left = fs::read_dir(folder.path()).unwrap().count();
    assert_eq!(left, 2, "nothing half-written stays");
}

/// Files of a folder and below it, by name.
fn list_names(folder: &Path) -> Vec<String> {
    let files = crate::source::list_files(folder);
    let name = |path: &PathBuf| path.strip_prefix(folder).unwrap().display().to_string();
    files.iter().map(name).collect()
}

#[test]
fn only_what_this_mark_left_half_written_is_swept() {
    let folder = tempfile::tempdir().unwrap();
    let names = [".a.1.tam", ".ab.1.tam", ".a.json", "1.tam", "z/.a.2.tam"];
    for name in names {
        write_in_folder(folder.path(), name, b"x").unwrap();
    }
    let marked = MarkedFolder::open(&SystemStorage, folder.path(), ".a.");
    let expected = [".a.json", ".ab.1.tam", "1.tam", "z/.a.2.tam"];
    assert_eq!(list_names(folder.path()), expected);
    // What waits for its place is removed when nobody wants it any more.
    let waiting = marked.write("b", b"x").unwrap();
    assert_eq!(list_names(folder.path()).len(), 5);
    drop(waiting);
    assert_eq!(list_names(folder.path()), expected);
}

#[test]
fn what_a_living_process_writes_is_not_swept_and_what_a_dead_one_left_is() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let left =
        [".kehoach-AbC123.tam", ".kehoach-bo.x1.tam", ".kehoach-.tam.pdf", "a.tam"];
    for name in left {
        write_in_folder(root, name, b"half").unwrap();
    }
    // Another writer, at work: it has the lock that its process loses when it dies.
    let mark = Mark { prefix: MARK, guard: Guard::OwnLock };
    let fill: &mut Fill<'_> = &mut |to| {
        to.write_all(b"slow")?;
        // Meanwhile a paper is made beside it.
        write_in_folder(root, "b.pdf", b"quick").map(|_| ()).map_err(|_| panic!())
    };
    let slow =
        UnfinishedFile::write(&SystemStorage, root, mark, root.join("a.pdf"), fill);
    assert_eq!(slow.unwrap().take_place().unwrap(), root.join("a.pdf"));
    assert_eq!(crate::source::read_bytes(&root.join("a.pdf")).unwrap(), b"slow");
    let expected = [".kehoach-.tam.pdf", ".kehoach-bo.x1.tam", "a.pdf", "a.tam", "b.pdf"];
    assert_eq!(list_names(root), expected, "a batch sweeps under its own lock");
}

#[test]
fn writers_of_one_folder_never_take_a_file_from_each_other() {
    let folder = tempfile::tempdir().unwrap();
    std::thread::scope(|scope| {
        for writer in 0..4 {
            let root = folder.path();
            scope.spawn(move || {
                for nth in 0..25 {
                    let name = format!("{writer}-{nth}");
                    write_in_folder(root, &name, name.as_bytes()).unwrap();
                }
            });
        }
    });
    let names = list_names(folder.path());
    assert_eq!(names.len(), 100, "{names:?}");
    for name in names {
        let path = folder.path().join(&name);
        assert_eq!(crate::source::read_bytes(&path).unwrap(), name.as_bytes());
    }
}

/// The permissions of a file.
#[cfg(unix)]
fn read_mode(path: &Path) -> u32 {
    use std::os::unix::fs::PermissionsExt as _;
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[cfg(unix)]
#[test]
fn a_file_that_takes_the_place_of_another_has_its_permissions() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let path = write_in_folder(folder.path(), "a.pdf", b"1").unwrap();
    let usual = read_mode(&path);
    for mode in [0o640, 0o600, 0o664, 0o444] {
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
        write_in_folder(folder.path(), "a.pdf", b"2").unwrap();
        assert_eq!(read_mode(&path), mode);
    }
    fs::remove_file(&path).unwrap();
    write_in_folder(folder.path(), "a.pdf", b"3").unwrap();
    assert_eq!(read_mode(&path), usual);
}

/// A file that is replaced and one that is new, each cut off after every step and in many
/// ways.
#[test]
fn after_a_power_cut_there_is_the_old_file_or_the_new_one_whole() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let storage = RecordedStorage::new();
    write_in_folder(root, "a.pdf", b"old paper").unwrap();
    let before = PowerCut::from_folder(root);
    let ends = ["a.pdf", "moi/sau/b.pdf"].map(|name| {
        save_file(storage, &root.join(name), b"another paper").unwrap();
        storage.steps().len()
    });
    let steps = storage.steps();
    let mut seen = std::collections::BTreeSet::new();
    for cut in 0..=steps.len() {
        let mut disk = before.clone();
        steps[..cut].iter().for_each(|step| disk.take(step));
        for seed in 0..40 {
            let left = tempfile::tempdir().unwrap();
            disk.leave(root, left.path(), seed);
            let read = |name| crate::source::read_bytes(&left.path().join(name)).ok();
            let papers = [
                read("a.pdf").unwrap_or_default(),
                read("moi/sau/b.pdf").unwrap_or_default(),
            ];
            let is_new = papers.clone().map(|paper| paper == b"another paper");
            assert!(is_new[0] || papers[0] == b"old paper", "{cut} {seed}: {papers:?}");
            assert!(is_new[1] || papers[1].is_empty(), "{cut} {seed}: {papers:?}");
            assert!(read("moi/sau/b.pdf").is_none_or(|paper| !paper.is_empty()));
            // What was said to be done is there.
            assert!(is_new[0] || cut < ends[0], "{cut} {seed}");
            assert!(is_new[1] || cut < ends[1], "{cut} {seed}");
            seen.insert((cut, is_new));
        }
    }
    assert!(seen.len() > steps.len() + 1, "some cuts leave one or the other");
}

#[test]
fn a_file_is_removed_with_the_folders_that_it_leaves_empty() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    for name in ["a-typ/fonts/b.ttf", "a-typ/main.typ", "c/d"] {
        write_in_folder(root, name, b"x").unwrap();
    }
    remove_in_folder(root, "a-typ/fonts/b.ttf").unwrap();
    assert!(!root.join("a-typ/fonts").exists() && root.join("a-typ").exists());
    remove_in_folder(root, "a-typ/main.typ").unwrap();
    assert!(!root.join("a-typ").exists());
    remove_in_folder(root, "a-typ/main.typ").unwrap();
    assert!(root.join("c/d").exists());
}

#[test]
fn nothing_is_removed_outside_the_folder() {
    let folder = tempfile::tempdir().unwrap();
    let (inside, outside) = (folder.path().join("in"), folder.path().join("out"));
    write_in_folder(&inside, "a", b"x").unwrap();
    write_in_folder(&outside, "a", b"x").unwrap();
    for name in ["../out/a", "/etc/passwd", "", "a/../../out/a", "..\\out\\a"] {
        assert!(remove_in_folder(&inside, name).is_err(), "{name}");
    }
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(&outside, inside.join("link")).unwrap();
        assert!(remove_in_folder(&inside, "link/a").is_err());
    }
    assert!(outside.join("a").exists() && inside.join("a").exists());
}

#[test]
fn a_full_disk_and_a_folder_that_cannot_be_made_are_told_apart() {
    let error = |kind: io::ErrorKind| WriteError::from_io(Path::new("out"), kind.into());
    for kind in [io::ErrorKind::StorageFull, io::ErrorKind::QuotaExceeded] {
        assert!(matches!(error(kind), WriteError::DiskFull { .. }), "{kind}");
    }
    assert!(matches!(
        error(io::ErrorKind::PermissionDenied),
        WriteError::CannotWrite { .. }
    ));
    let folder = tempfile::tempdir().unwrap();
    write_in_folder(folder.path(), "ra", b"x").unwrap();
    let written = write_in_folder(&folder.path().join("ra/bo"), "a.pdf", b"x");
    assert!(matches!(written, Err(WriteError::CannotCreate { .. })), "{written:?}");
}

/// A disk of 64 KB, mounted for a test.
#[cfg(target_os = "linux")]
struct TinyDisk(tempfile::TempDir);

#[cfg(target_os = "linux")]
impl TinyDisk {
    #[expect(clippy::disallowed_methods, reason = "a disk is mounted by a program")]
    fn mount() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mount = std::process::Command::new("mount")
            .args(["-t", "tmpfs", "-o", "size=64k", "none"])
            .arg(folder.path())
            .status();
        assert!(mount.unwrap().success(), "mounting needs root");
        Self(folder)
    }
}

#[cfg(target_os = "linux")]
impl Drop for TinyDisk {
    #[expect(clippy::disallowed_methods, reason = "and unmounted by one")]
    fn drop(&mut self) {
        let _ = std::process::Command::new("umount").arg(self.0.path()).status();
    }
}

#[cfg(target_os = "linux")]
#[test]
#[ignore = "mounts a file system, which needs root"]
fn a_disk_that_fills_up_keeps_what_was_there() {
    let disk = TinyDisk::mount();
    let root = disk.0.path();
    write_in_folder(root, "a.pdf", b"old").unwrap();
    let written = write_in_folder(root, "a.pdf", &vec![1; 1 << 20]);
    assert!(matches!(written, Err(WriteError::DiskFull { .. })), "{written:?}");
    assert_eq!(crate::source::read_bytes(&root.join("a.pdf")).unwrap(), b"old");
    assert_eq!(crate::source::list_files(root).len(), 1, "nothing half-written");
    let mut journal = Journal::begin(&SystemStorage, &root.join("nhat-ky")).unwrap();
    let full = journal.push(&"x".repeat(1 << 20));
    assert!(matches!(full, Err(WriteError::DiskFull { .. })), "{full:?}");
    write_in_folder(root, "b.pdf", b"new").unwrap_err();
    journal.push("y").unwrap_err();
}
