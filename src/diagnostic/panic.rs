//! Panics: faults of the program. What one says is kept for whoever catches it, with its
//! place in the source and without the folders of the machine that built the program.

use std::any::Any;
use std::panic::{self, AssertUnwindSafe, Location};
use std::sync::{Mutex, PoisonError};
use std::thread::{self, ThreadId};

/// What panics have said that nobody has caught yet, by their threads.
static SAID: Mutex<Vec<(ThreadId, String)>> = Mutex::new(Vec::new());

/// Whether what a panic says is printed as well.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PanicPrint {
    /// As Rust prints it, with the calls that led to it.
    Trace,
    /// Not at all: who catches it has it.
    Nothing,
}

/// From here on, panics are kept for who catches them; once in the life of a process.
pub fn keep_panics(print: PanicPrint) {
    let default = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        let words = read_words(info.payload());
        let text = match info.location() {
            Some(place) => format!("{}: {words}", locate_panic(place)),
            None => words.to_owned(),
        };
        let mut texts = SAID.lock().unwrap_or_else(PoisonError::into_inner);
        let thread = thread::current().id();
        texts.retain(|(other, _)| *other != thread);
        texts.push((thread, text));
        drop(texts);
        if print == PanicPrint::Trace {
            default(info);
        }
    }));
}

/// Does work, and gives what a panic in it says. The caller drops what the work was
/// changing, so that none of it is seen half-done.
///
/// # Errors
///
/// When the work panics.
pub fn catch_panic<R>(work: impl FnOnce() -> R) -> Result<R, String> {
    panic::catch_unwind(AssertUnwindSafe(work)).map_err(|payload| {
        let mut texts = SAID.lock().unwrap_or_else(PoisonError::into_inner);
        let thread = thread::current().id();
        // A thread that waits for others panics in its turn, and what they said counts.
        let other = texts.iter().position(|(other, _)| *other != thread);
        let index = match read_words(&*payload) {
            "a scoped thread panicked" => other,
            _ => texts.iter().position(|(other, _)| *other == thread),
        };
        index.map_or_else(
            || read_words(&*payload).to_owned(),
            |index| texts.remove(index).1,
        )
    })
}

fn read_words(payload: &(dyn Any + Send)) -> &str {
    let words = payload.downcast_ref::<String>().map(String::as_str);
    words.or_else(|| payload.downcast_ref::<&str>().copied()).unwrap_or("panic")
}

/// The place of a panic: `krilla-0.8.2/src/text/group.rs:120`.
fn locate_panic(place: &Location<'_>) -> String {
    format!("{}:{}", shorten_source_path(place.file()), place.line())
}

/// The path of a source from the folder of its crate.
fn shorten_source_path(file: &str) -> String {
    let file = file.replace('\\', "/");
    if file.starts_with("src/") {
        return file;
    }
    let from = match file.rfind("/src/") {
        // The folder above `src` is that of the crate.
        Some(src) => file[..src].rfind('/').map_or(0, |slash| slash + 1),
        None => file.rfind('/').map_or(0, |slash| slash + 1),
    };
    file[from..].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_caught_with_what_it_says() {
        assert_eq!(catch_panic(|| 1), Ok(1));
        let text = catch_panic(|| panic!("at {}", 5)).map(|(): ()| ()).unwrap_err();
        assert!(text.contains("at 5"), "{text}");
    }

    #[test]
    fn no_path_of_the_machine_that_built_the_program_is_told() {
        for (file, told) in [
            (
                "/root/.cargo/registry/src/index.crates.io-1949cf8c/krilla-0.8.2/src/text/group.rs",
                "krilla-0.8.2/src/text/group.rs",
            ),
            ("/rustc/ab12/library/core/src/option.rs", "core/src/option.rs"),
            (
                "C:\\Users\\an\\.cargo\\registry\\src\\x\\zip-9.4.0\\src\\read.rs",
                "zip-9.4.0/src/read.rs",
            ),
            ("/home/an/x/build.rs", "build.rs"),
            ("src/document/text.rs", "src/document/text.rs"),
            ("/home/an/kehoach/src/document/text.rs", "kehoach/src/document/text.rs"),
        ] {
            assert_eq!(shorten_source_path(file), told);
        }
    }
}
