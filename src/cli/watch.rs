//! `kehoach build --watch`: build again whenever a form changes.

use std::io::{self, Write as _};
use std::path::PathBuf;
use std::sync::mpsc;
use std::time::Duration;

use notify::{RecursiveMode, Watcher as _};

use crate::build::{Engine, Timings, find_inputs, open_disk};
use crate::source;

use super::args::BuildArgs;
use super::{ExitStatus, Streams};

/// Endings of forms and of data files.
const WATCHED: [&str; 8] = ["yaml", "yml", "csv", "xlsx", "xlsm", "ods", "xls", "xlsb"];

/// Editors write a file in several steps; what comes within this time is one change.
const SETTLE: Duration = Duration::from_millis(150);

/// Builds all forms once.
type Build = fn(&BuildArgs, &Engine, &mut Streams<'_>) -> io::Result<ExitStatus>;

/// Builds, and builds again whenever a form changes.
pub(super) fn watch_forms(
    args: &BuildArgs,
    engine: &Engine,
    streams: &mut Streams<'_>,
    build: Build,
) -> io::Result<ExitStatus> {
    // A path that names no form is reported at once; there is nothing to watch.
    if find_inputs(&args.paths).is_err()
        || args.paths.iter().any(|p| !source::is_present(p))
    {
        return build(args, engine, streams);
    }
    let (sender, changes) = mpsc::channel();
    let watched = list_folders(args, engine);
    let mut watcher =
        notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
            // The receiver is gone only when the program ends.
            let _ = sender.send(event);
        })
        .map_err(io::Error::other)?;
    for folder in &watched {
        watcher.watch(folder, RecursiveMode::NonRecursive).map_err(io::Error::other)?;
    }
    build(args, engine, streams)?;
    writeln!(streams.err, "đang theo dõi; bấm Ctrl+C để dừng")?;
    while let Ok(event) = changes.recv() {
        let mut relevant = is_form_change(&event);
        while let Ok(event) = changes.recv_timeout(SETTLE) {
            relevant |= is_form_change(&event);
        }
        if relevant {
            build(args, engine, streams)?;
            streams.out.flush()?;
            streams.err.flush()?;
        }
    }
    Ok(ExitStatus::Success)
}

/// Reading a form, as the build itself does, is no change of it.
fn is_form_change(event: &notify::Result<notify::Event>) -> bool {
    let Ok(event) = event else { return true };
    let changes =
        event.kind.is_create() || event.kind.is_modify() || event.kind.is_remove();
    changes
        && event.paths.iter().any(|p| {
            p.extension()
                .is_some_and(|e| WATCHED.iter().any(|w| e.eq_ignore_ascii_case(w)))
        })
}

/// The folder in which a file stands, as it can be watched.
fn find_watched_folder(path: PathBuf) -> PathBuf {
    match path.parent() {
        Some(folder) if folder.as_os_str().is_empty() => PathBuf::from("."),
        Some(folder) => folder.to_owned(),
        None => path,
    }
}

/// The folders of the forms and of their data files: an editor that replaces a file makes
/// a new one, which a watch of the file itself would not see.
fn list_folders(args: &BuildArgs, engine: &Engine) -> Vec<PathBuf> {
    let forms = find_inputs(&args.paths).unwrap_or_default();
    let files = open_disk(&args.paths, &args.reach.allow);
    let mut res = Vec::new();
    for input in forms {
        let timings = &mut Timings::default();
        let examined = engine.examine_in(&files, &input.path, timings);
        res.extend(examined.data_files.into_iter().map(find_watched_folder));
        res.push(find_watched_folder(input.path));
    }
    res.retain(|folder| source::is_dir(folder));
    res.sort();
    res.dedup();
    res
}
