//! What lasts: files that programs of the office can read, nothing left of a killed
//! command, and a set that goes on without the paper that takes too long.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::base::BASE;
use super::driver::{Folder, command_in, form_with, root, run_of};
use super::small_set::{MASTER, numbered_set};

fn set() -> Folder {
    let folder = Folder::new();
    folder
        .put("bo/bo-ke-hoach.yaml", numbered_set())
        .put("bo/mau.yaml", form_with(MASTER));
    folder
}

/// The permissions of a file.
fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[test]
fn files_have_the_permissions_that_the_account_gives_to_new_ones() {
    for umask in [0o077, 0o027, 0o002, 0o022] {
        let folder = set();
        folder.put("a/ke-hoach.yaml", BASE);
        for args in ["build a", "batch bo -o ra --print", "new moi"] {
            let script = format!("umask {umask:03o}; exec \"$0\" {args}");
            let mut command = Command::new("sh");
            command.args(["-c", &script, env!("CARGO_BIN_EXE_kehoach")]);
            let _ = run_of(command.current_dir(folder.path(""))).code(0);
        }
        let made = folder.files();
        let given = ["a/ke-hoach.yaml", "bo/bo-ke-hoach.yaml", "bo/mau.yaml"];
        let made: Vec<_> = made.iter().filter(|n| !given.contains(&n.as_str())).collect();
        assert!(made.len() > 12, "{made:?}");
        for name in made {
            let expected = 0o666 & !umask;
            assert_eq!(mode(&folder.path(name)), expected, "umask {umask:o}: {name}");
        }
    }
}

#[test]
fn a_paper_keeps_the_permissions_that_someone_gave_it() {
    let folder = set();
    let batch = ["batch", "bo", "-o", "ra", "--to", "txt"];
    let _ = folder.run(batch).code(0);
    for name in ["ra/mh.txt", "ra/bao-cao.csv", "bo/so.csv"] {
        let path = folder.path(name);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
    }
    let set = numbered_set()
        .replace("xã Mai Hà, 13]", "xã Mai Hòa, 13]\n    - [hh, xã Hải Hà, 9]");
    folder.put("bo/bo-ke-hoach.yaml", set);
    let run = folder.run(batch).code(0);
    assert!(run.err.contains("4 đơn vị: 4 đã làm"), "{}", run.err);
    for name in ["ra/mh.txt", "ra/bao-cao.csv", "bo/so.csv"] {
        assert_eq!(mode(&folder.path(name)), 0o640, "{name}");
    }
}

#[test]
fn a_build_that_is_killed_at_any_moment_leaves_nothing_to_the_next() {
    let folder = Folder::new();
    let form = root().join("data/cam-luong-2023/ke-hoach.yaml");
    let own_temporary = folder.path("tam");
    fs::create_dir(&own_temporary).unwrap();
    let build = || {
        let mut command = command_in(&folder.path(""));
        command.arg("build").arg(&form).args(["--to", "pdf,png,txt,typ"]);
        command.env("TMPDIR", &own_temporary).stdout(Stdio::null()).stderr(Stdio::null());
        command
    };
    // As a kill between the two leaves it, which happens too seldom to wait for.
    folder.put("out/.kehoach-x1y2z3.tam", "half");
    folder.put("out/cam-luong-2023-typ/.kehoach-Abcdef.tam", "half");
    for round in 0..12 {
        let mut child = build().spawn().unwrap();
        sleep(Duration::from_millis(40 * round));
        let _ = child.kill();
        child.wait().unwrap();
    }
    assert!(build().status().unwrap().success());
    let left: Vec<_> =
        folder.files().into_iter().filter(|name| name.contains(".kehoach-")).collect();
    assert!(left.is_empty(), "{left:?}");
    assert_eq!(fs::read_dir(own_temporary).unwrap().count(), 0);
}

/// A set whose templates make hours of work of the paper of one unit.
fn set_with_an_endless_paper() -> Folder {
    let folder = set();
    for name in ["nd30.typ", "ke-hoach.typ.jinja"] {
        folder.put(
            &format!("mau/{name}"),
            fs::read(root().join("templates").join(name)).unwrap(),
        );
    }
    let sound = folder.read("mau/ke-hoach.typ.jinja");
    let endless = "{% if 'KIM LIÊN' in d.letterhead.agency | join(' ') | upper %}\n\
        #for i in range(99999) { for j in range(99999) { } }\n{% endif %}\n";
    folder.put("mau/ke-hoach.typ.jinja", [sound.as_slice(), endless.as_bytes()].concat());
    folder
}

/// The processes that another has started, as Linux knows them.
#[cfg(target_os = "linux")]
fn list_children(process: u32) -> Vec<u32> {
    let children = fs::read_to_string(format!("/proc/{process}/task/{process}/children"));
    let threads = fs::read_dir(format!("/proc/{process}/task")).into_iter().flatten();
    let of_threads = threads.filter_map(|thread| {
        fs::read_to_string(thread.ok()?.path().join("children")).ok()
    });
    let all: Vec<_> = children.into_iter().chain(of_threads).collect();
    all.join(" ").split_whitespace().filter_map(|id| id.parse().ok()).collect()
}

#[cfg(target_os = "linux")]
#[test]
fn a_paper_without_an_end_does_not_outlive_a_run_that_is_killed() {
    let folder = set_with_an_endless_paper();
    let mut run = Command::new(env!("CARGO_BIN_EXE_kehoach"))
        .args(["batch", "bo", "-o", "ra", "--templates", "mau", "--jobs", "1"])
        .current_dir(folder.path(""))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let start = Instant::now();
    let mut children = Vec::new();
    while children.is_empty() && start.elapsed() < Duration::from_secs(60) {
        sleep(Duration::from_millis(20));
        children = list_children(run.id());
    }
    assert!(!children.is_empty(), "no process was started");
    // The papers before the endless one are done within this.
    sleep(Duration::from_secs(3));
    run.kill().unwrap();
    run.wait().unwrap();
    let start = Instant::now();
    let lives = |id: &u32| {
        let state = fs::read_to_string(format!("/proc/{id}/stat")).unwrap_or_default();
        !state.is_empty() && !state.contains(") Z ")
    };
    while children.iter().any(lives) {
        assert!(start.elapsed() < Duration::from_secs(30), "it lives on");
        sleep(Duration::from_millis(50));
    }
}

#[test]
fn a_set_goes_on_without_the_paper_that_takes_too_long() {
    let folder = set_with_an_endless_paper();
    let args = ["batch", "bo", "-o", "ra", "--templates", "mau", "--jobs", "2"];
    let run = folder.run(args.into_iter().chain(["--worker-timeout", "4"])).code(1);
    assert_eq!(run.err.matches("lỗi[worker-timeout]").count(), 1, "{}", run.err);
    assert!(run.err.contains("dàn trang quá 4 giây"), "{}", run.err);
    assert!(run.err.contains("`--worker-timeout 10`"), "{}", run.err);
    assert!(run.err.contains("3 đơn vị: 2 đã làm, 1 không làm được"), "{}", run.err);
    assert!(!folder.path("ra/kl.pdf").exists() && folder.path("ra/mh.pdf").exists());
    // It is tried again by the next run, and the others stay.
    let run = folder.run(args.into_iter().chain(["--worker-timeout", "4"])).code(1);
    assert!(run.err.contains("2 giữ nguyên, 1 không làm được"), "{}", run.err);
}

#[test]
fn a_limit_that_is_no_number_of_seconds_is_told() {
    let folder = set();
    for wrong in ["0", "-1", "lâu", "1.5"] {
        let argument = format!("--worker-timeout={wrong}");
        let run = folder.run(["batch", "bo", argument.as_str()]).code(2);
        assert!(run.err.contains("cần một số từ 1 trở lên"), "{}", run.err);
    }
}
