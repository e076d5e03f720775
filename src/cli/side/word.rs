//! What a word of the command line may mean to git, read without asking git.

use std::ffi::OsStr;

/// Two revisions in one word: `A..B`, `A...B`.
pub(super) struct RevisionRange {
    pub(super) old: String,
    pub(super) new: String,
    /// Three dots: from where the two parted.
    pub(super) from_base: bool,
}

/// A range of revisions. An end that is left out is `HEAD`, as in git.
pub(super) fn parse_range(word: &OsStr) -> Option<RevisionRange> {
    let word = word.to_str()?;
    let (dots, from_base) =
        if word.contains("...") { ("...", true) } else { ("..", false) };
    let (old, new) = word.split_once(dots)?;
    let [old, new] =
        [old, new].map(|name| if name.is_empty() { "HEAD" } else { name }.to_owned());
    Some(RevisionRange { old, new, from_base })
}

/// The parts of `REV:path`: the first colon counts that is not in braces, as in git. A
/// path of Windows with its drive is none.
pub(super) fn split_revision_path(word: &OsStr) -> Option<(&str, &str)> {
    let word = word.to_str()?;
    let mut depth = 0_usize;
    let colon = word.char_indices().find_map(|(index, letter)| {
        match letter {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            ':' if depth == 0 => return Some(index),
            _ => {}
        }
        None
    })?;
    let rev = &word[..colon];
    let path = &word[colon + 1..];
    let is_letter = rev.len() == 1 && rev.as_bytes()[0].is_ascii_alphabetic();
    let is_drive = is_letter && (cfg!(windows) || path.starts_with(['\\', '/']));
    (!rev.is_empty() && !is_drive).then_some((rev, path))
}

/// A file as staged: `:2:path`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct StagedPath<'a> {
    /// Git's number of the side of a merge.
    pub(super) stage: u8,
    /// As written, from the top of the repository.
    pub(super) path: &'a str,
}

/// The parts of `:2:path`; `:path` is that of stage 0, as in git. `:/words` and `:(…)` are
/// other things there.
pub(super) fn parse_staged_path(word: &OsStr) -> Option<StagedPath<'_>> {
    let rest = word.to_str()?.strip_prefix(':')?;
    let (stage, path) = match rest.split_once(':') {
        Some((number, path)) if ["0", "1", "2", "3"].contains(&number) => {
            (number.parse().ok()?, path)
        }
        _ => (0, rest),
    };
    (!path.is_empty() && !path.starts_with(['/', '(']))
        .then_some(StagedPath { stage, path })
}
