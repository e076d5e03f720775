//! The marks that a merge leaves in a file where two versions cannot both stand.

use crate::source::{Source, Span};

/// How many signs a mark has, as git writes it.
const SIGNS: usize = 7;

/// A place where a merge left both versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// The line of its first mark.
    pub span: Span,
    /// The line of its last mark.
    pub end: Span,
    /// What stands there, as a sentence without full stop.
    pub message: String,
}

/// What the writer does with a conflict.
pub const CONFLICT_HINT: &str = "giữ lại một trong hai bản (hoặc gộp bằng tay), xóa các dòng dấu xung đột, rồi `git add` tệp này";

/// The word under the first mark.
pub const CONFLICT_LABEL: &str = "từ dòng này là chỗ git chưa gộp được";

/// A line that is a mark.
struct Mark<'a> {
    sign: char,
    line: Span,
    number: usize,
    name: &'a str,
}

/// The conflicts of a file, in order.
///
/// A person who clears up leaves one behind, so that each counts alone: but of `|||||||`,
/// which is an empty row of a table as well.
#[must_use]
pub fn find_conflicts(source: &Source) -> Vec<Conflict> {
    let mut conflicts = Vec::new();
    let mut open: Vec<Mark<'_>> = Vec::new();
    if !["<<<<<<<", "=======", ">>>>>>>"].iter().any(|mark| source.text().contains(mark))
    {
        return conflicts;
    }
    for number in 1..=source.line_count() {
        let Some(mark) = read_mark(source, number) else { continue };
        match mark.sign {
            '<' => {
                conflicts.extend(close_conflict(&open));
                open = vec![mark];
            }
            '>' => {
                open.push(mark);
                conflicts.extend(close_conflict(&open));
                open.clear();
            }
            '=' if open.is_empty() => conflicts.extend(close_conflict(&[mark])),
            _ if open.is_empty() => {}
            _ => open.push(mark),
        }
    }
    conflicts.extend(close_conflict(&open));
    conflicts
}

/// Both versions of a file in full, ours first; `None` where a mark is missing.
#[must_use]
pub fn split_versions(source: &Source) -> Option<[String; 2]> {
    let mut versions = [String::new(), String::new()];
    let mut above = None;
    for number in 1..=source.line_count() {
        let mark = read_mark(source, number).map(|mark| mark.sign);
        above = match (above, mark) {
            (None, Some('<')) => Some('<'),
            (Some('<'), Some('|')) => Some('|'),
            (Some('<' | '|'), Some('=')) => Some('='),
            (Some('='), Some('>')) => None,
            (None, Some('>')) | (Some(_), Some(_)) => return None,
            (side, _) => {
                for (index, version) in versions.iter_mut().enumerate() {
                    let is_here = match side {
                        None => true,
                        Some('<') => index == 0,
                        Some('=') => index == 1,
                        Some(_) => false,
                    };
                    if is_here {
                        version.push_str(source.slice(source.line(number)));
                        version.push('\n');
                    }
                }
                side
            }
        };
    }
    above.is_none().then_some(versions)
}

fn read_mark(source: &Source, number: usize) -> Option<Mark<'_>> {
    let line = source.line(number);
    let text = source.slice(line);
    let sign = text.chars().next().filter(|c| matches!(c, '<' | '|' | '=' | '>'))?;
    let name = text.trim_start_matches(sign);
    let is_named = sign != '=' && name.starts_with([' ', '\t']);
    let is_mark =
        text.len() - name.len() == SIGNS && (name.trim().is_empty() || is_named);
    is_mark.then(|| Mark { sign, line, number, name: name.trim() })
}

/// What the marks of one conflict say.
fn close_conflict(marks: &[Mark<'_>]) -> Option<Conflict> {
    let (first, last) = (marks.first()?, marks.last()?);
    let mut places: Vec<String> = marks.iter().map(describe_mark).collect();
    if marks.len() == 1 {
        places = vec![format!("dòng {} còn sót lại", first.number)];
    }
    let message = format!("tệp còn dấu xung đột của git: {}", places.join("; "));
    Some(Conflict { span: first.line, end: last.line, message })
}

fn describe_mark(mark: &Mark<'_>) -> String {
    let Mark { sign, number, name, .. } = mark;
    let from = if name.is_empty() { String::new() } else { format!(" “{name}”") };
    match sign {
        '<' => format!("từ dòng {number} là bản của ta{from}"),
        '|' => format!("từ dòng {number} là bản gốc{from}"),
        '=' => format!("từ dòng {number} là bản gộp vào"),
        _ => format!("hết ở dòng {number}{from}"),
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    fn find(text: &str) -> Vec<String> {
        let conflicts = find_conflicts(&Source::new(Path::new("a.yaml"), text));
        conflicts.into_iter().map(|conflict| conflict.message).collect()
    }

    #[test]
    fn a_conflict_names_both_versions_by_their_lines() {
        let text =
            "a: 1\r\n<<<<<<< HEAD\r\nb: 2\r\n=======\r\nb: 3\r\n>>>>>>> nhanh-b\r\n";
        assert_eq!(
            find(text),
            [
                "tệp còn dấu xung đột của git: từ dòng 2 là bản của ta “HEAD”; từ dòng 4 là bản gộp vào; hết ở dòng 6 “nhanh-b”"
            ]
        );
        let base = "<<<<<<< HEAD\n||||||| 1a2b\n=======\n>>>>>>> b\n";
        assert!(
            find(base)[0].contains("từ dòng 2 là bản gốc “1a2b”"),
            "{:?}",
            find(base)
        );
    }

    #[test]
    fn each_conflict_is_told_once_and_a_mark_left_behind_too() {
        let one = "<<<<<<< a\n=======\n>>>>>>> b\n";
        assert_eq!(find(&one.repeat(3)).len(), 3);
        assert_eq!(find("<<<<<<< a\nx\n<<<<<<< b\n=======\n>>>>>>> c\n").len(), 2);
        for alone in [
            "a: 1\n<<<<<<< HEAD\n",
            "a: 1\n>>>>>>> nhanh\n",
            ">>>>>>>\n",
            "doan: |\n  Một.\n=======\nb: 1\n",
        ] {
            assert!(find(alone)[0].ends_with("còn sót lại"), "{alone:?}");
        }
    }

    #[test]
    fn a_file_in_conflict_is_two_files() {
        let split = |text: &str| split_versions(&Source::new(Path::new("a"), text));
        let text = "a\n<<<<<<< x\nb\n||||||| y\nc\n=======\nd\n>>>>>>> z\n=======\ne\n";
        let versions = ["a\nb\n=======\ne\n", "a\nd\n=======\ne\n"];
        let trimmed = split(text).map(|both| both.map(|one| one.trim_end().to_owned()));
        assert_eq!(trimmed, Some(versions.map(|one| one.trim_end().to_owned())));
        for broken in ["<<<<<<< x\nb\n", ">>>>>>> x\n", "<<<<<<< x\n>>>>>>> y\n"] {
            assert_eq!(split(broken), None, "{broken:?}");
        }
    }

    #[test]
    fn what_only_looks_like_a_mark_is_none() {
        for text in [
            "doan: |\n  Tiêu đề\n  =======\n",
            "======= a\n========\n=======;\n",
            "|||||||\n",
            "  <<<<<<< HEAD\n",
            "<<<<<<<< HEAD\n",
            "<<<<<< HEAD\n",
            ">>>>>>>nhanh\n",
            "a <<<<<<< HEAD\n",
        ] {
            assert_eq!(find(text), [""; 0], "{text:?}");
        }
    }
}
