//! The words of an office, which no rule on spelling judges: `tu-dien.yaml` beside a form
//! and in the folders above it, as far as the form may read.

use std::path::{Path, PathBuf};

use crate::code;
use crate::diagnostic::{Diagnostic, Report, TextKind, report_text_notes};
use crate::running_text::Dictionary;
use crate::source::{
    Files, MAX_BYTES, PathKind, ReadError, Source, WrittenPath, decode, hash_parts,
};
use crate::yaml::{self, YamlNode, YamlValue};

use super::file_error::report_unreadable_file;

/// The name of such a file.
pub const DICTIONARY_NAME: &str = "tu-dien.yaml";

/// Its one key: the list of words.
const WORDS_KEY: &str = "tu";

/// Folders above a form that are looked into.
const MOST_FOLDERS: usize = 12;

/// The words of an office, with the files from which they come.
#[derive(Debug, Default)]
pub struct OfficeDictionary {
    /// The words and names.
    pub words: Dictionary,
    /// What was found in the files, a report for each that has findings.
    pub reports: Vec<Report>,
    /// The files.
    pub files: Vec<PathBuf>,
    /// Hash of all words; empty where there are none.
    pub hash: String,
}

impl OfficeDictionary {
    /// Reads the files beside a form and above it.
    #[must_use]
    pub fn read(files: &dyn Files, form: &Path) -> Self {
        let mut res = Self::default();
        let mut words = Vec::new();
        let mut name = DICTIONARY_NAME.to_owned();
        for _ in 0..MOST_FOLDERS {
            let kind = PathKind::File;
            let written = WrittenPath { form, file: form, name: &name, kind };
            // Where a form may not read, it has no words.
            let Ok(named) = files.locate(written) else { break };
            name.insert_str(0, "../");
            if !files.exists(named.path()) {
                continue;
            }
            res.files.push(named.path().to_owned());
            let read = files.read_named(&named, MAX_BYTES);
            let shown = files.shown(named.path());
            match read.and_then(|bytes| decode(&shown, bytes).map_err(ReadError::NotUtf8))
            {
                Ok(source) => {
                    let found = collect_words(&source, &mut words);
                    if !found.is_empty() {
                        res.reports.push(Report::new(source, found, 0));
                    }
                }
                Err(error) => res.reports.push(report_unreadable_file(&shown, error)),
            }
        }
        if !words.is_empty() {
            let parts = words.iter().map(|word| ("word", word.as_bytes()));
            res.hash = hash_parts(parts);
        }
        res.words = Dictionary::new(words.iter().map(String::as_str));
        res
    }
}

/// Adds the words of a file; what is wrong in it.
fn collect_words(source: &Source, words: &mut Vec<String>) -> Vec<Diagnostic> {
    let (root, mut found) = yaml::parse(source);
    found.extend(report_text_notes(source, TextKind::Form));
    let Some(root) = root else { return found };
    let YamlValue::Mapping { entries, .. } = &root.value else {
        found.extend(refuse_value(&root, "khóa `tu` với danh sách từ"));
        return found;
    };
    for entry in entries {
        if entry.name != WORDS_KEY {
            let message = format!("từ điển không có khóa `{}`", entry.key);
            found.push(
                Diagnostic::error(&code::form::UNKNOWN_KEY, entry.key_span, message)
                    .label("khóa này không đọc")
                    .hint("từ điển chỉ có khóa `tu`: mỗi dòng dưới nó là `- ` và một từ, một tên"),
            );
            continue;
        }
        let YamlValue::Sequence { items, .. } = &entry.value.value else {
            found.extend(refuse_value(&entry.value, "một danh sách từ"));
            continue;
        };
        for item in items {
            match item.scalar() {
                Some(word) if !word.text.trim().is_empty() => {
                    words.push(word.text.clone());
                }
                _ => found.extend(refuse_value(item, "một từ hoặc một tên")),
            }
        }
    }
    found
}

/// That something else is wanted in a place; nothing where YAML could not read it, which is
/// told.
fn refuse_value(node: &YamlNode, wanted: &str) -> Option<Diagnostic> {
    let is_broken = node.value == YamlValue::Broken;
    let message = format!("ở đây cần {wanted}");
    (!is_broken).then(|| {
        Diagnostic::error(&code::form::WRONG_TYPE, node.span, message)
            .label(format!("cần {wanted}"))
            .hint("ghi `tu:`, rồi mỗi từ một dòng: dấu gạch, một dấu cách, từ ấy")
    })
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::io::Write as _;

    use super::*;
    use crate::build::open_disk;

    /// The dictionary of a form in `co-quan/xa`, with these files.
    fn read(files: &[(&str, &str)]) -> OfficeDictionary {
        let folder = tempfile::tempdir().unwrap();
        let top = folder.path().join("co-quan");
        fs::create_dir_all(top.join("xa")).unwrap();
        for (name, text) in files {
            let path = folder.path().join(name);
            fs::File::create(path).unwrap().write_all(text.as_bytes()).unwrap();
        }
        let form = top.join("xa/ke-hoach.yaml");
        OfficeDictionary::read(&*open_disk(&[top], &[]), &form)
    }

    #[test]
    fn words_beside_a_form_and_above_it_within_reach_count() {
        let read = read(&[
            ("co-quan/xa/tu-dien.yaml", "tu:\n  - Krông Pắc\n"),
            ("co-quan/tu-dien.yaml", "tu: [VLNCN]\n"),
            ("tu-dien.yaml", "tu: [ngoài]\n"),
        ]);
        assert!(read.reports.is_empty() && !read.hash.is_empty());
        assert_eq!(read.files.len(), 2);
        for (text, is_listed) in [("Krông", true), ("VLNCN", true), ("ngoài", false)] {
            let line = if text == "Krông" { "Krông Pắc" } else { text };
            assert_eq!(read.words.covers(line, &(0..text.len())), is_listed, "{text}");
        }
    }

    #[test]
    fn what_is_wrong_in_a_dictionary_is_told() {
        for (text, code) in [
            ("- a\n", "wrong-type"),
            ("tu: a\n", "wrong-type"),
            ("tu:\n  - [a]\n", "wrong-type"),
            ("tu:\n  - \"\"\n", "wrong-type"),
            ("ten: [a]\n", "unknown-key"),
        ] {
            let read = read(&[("co-quan/xa/tu-dien.yaml", text)]);
            let codes = read.reports.iter().flat_map(|report| &report.findings);
            let codes: Vec<_> = codes.map(|finding| finding.code.id).collect();
            assert_eq!(codes, [code], "{text}");
        }
        assert!(read(&[]).hash.is_empty());
    }
}
