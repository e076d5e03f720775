//! The source of the crate as tokens: enough to see what a file imports, and how its
//! functions are made. No parser: text and comments are set aside, the rest is words
//! and signs.

use std::fs;
use std::path::{Path, PathBuf};

/// A file of `src`, test modules left out.
pub(super) struct RustFile {
    pub(super) path: PathBuf,
    /// Its module, without `crate`: `["indicator", "explain", "walk"]`.
    pub(super) module: Vec<String>,
    pub(super) tokens: Vec<Token>,
}

/// A word, a number or a sign. `::` and `->` are one sign each; a text is one empty word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) text: String,
    pub(super) line: usize,
}

impl Token {
    pub(super) fn is(&self, text: &str) -> bool {
        self.text == text
    }

    pub(super) fn is_word(&self) -> bool {
        self.text.starts_with(|c: char| c.is_alphabetic() || c == '_')
    }
}

impl RustFile {
    pub(super) fn new(path: &Path, text: &str) -> Self {
        let tokens = without_tests(tokens(text));
        Self { path: path.to_owned(), module: module_of(path), tokens }
    }
}

/// All files below a folder that are no tests.
pub(super) fn rust_files(dir: &Path) -> Vec<RustFile> {
    let mut files = Vec::new();
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        if name == "tests" {
            continue;
        }
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|e| e == "rs") {
            files.push(RustFile::new(&path, &fs::read_to_string(&path).unwrap()));
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

fn module_of(path: &Path) -> Vec<String> {
    let below = path.strip_prefix("src").unwrap_or(path).with_extension("");
    let mut module: Vec<_> =
        below.iter().map(|part| part.to_string_lossy().into_owned()).collect();
    if module.last().is_some_and(|name| name == "mod") {
        module.pop();
    }
    module
}

/// The words and signs of a source.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let chars: Vec<char> = text.chars().collect();
    let mut tokens = Vec::new();
    let (mut index, mut line) = (0, 1);
    while index < chars.len() {
        let end = token_end(&chars, index);
        let piece: String = chars[index..end].iter().collect();
        let is_text = piece.ends_with('"') || piece.ends_with('#') && piece.len() > 1;
        let is_comment = piece.starts_with("//") || piece.starts_with("/*");
        if is_text || piece.starts_with('\'') {
            tokens.push(Token { text: String::new(), line });
        } else if !is_comment && !piece.trim().is_empty() {
            tokens.push(Token { text: piece.clone(), line });
        }
        line += piece.matches('\n').count();
        index = end;
    }
    tokens
}

/// Where the token ends that begins here.
fn token_end(chars: &[char], index: usize) -> usize {
    let is_next = |offset: usize, c: char| chars.get(index + offset) == Some(&c);
    let after = |from: usize, is_end: &dyn Fn(usize) -> bool| {
        (from..chars.len()).find(|i| is_end(*i)).unwrap_or(chars.len())
    };
    match chars[index] {
        '/' if is_next(1, '/') => after(index, &|i| chars[i] == '\n'),
        '/' if is_next(1, '*') => {
            after(index + 3, &|i| chars[i - 1] == '*' && chars[i] == '/') + 1
        }
        '"' => text_end(chars, index + 1),
        'r' if is_next(1, '"')
            || is_next(1, '#') && chars.get(index + 2) != Some(&'_') =>
        {
            raw_text_end(chars, index + 1).unwrap_or(index + 1)
        }
        'b' if is_next(1, '"') => text_end(chars, index + 2),
        'b' if is_next(1, '\'') => letter_end(chars, index + 1).unwrap_or(index + 1),
        // A letter; else the mark of a lifetime.
        '\'' => letter_end(chars, index).unwrap_or_else(|| {
            after(index + 1, &|i| !(chars[i].is_alphanumeric() || chars[i] == '_'))
        }),
        ':' if is_next(1, ':') => index + 2,
        '-' if is_next(1, '>') => index + 2,
        '=' if is_next(1, '>') => index + 2,
        c if c.is_alphanumeric() || c == '_' => {
            after(index, &|i| !(chars[i].is_alphanumeric() || chars[i] == '_'))
        }
        _ => index + 1,
    }
}

fn text_end(chars: &[char], from: usize) -> usize {
    let mut index = from;
    while index < chars.len() && chars[index] != '"' {
        index += if chars[index] == '\\' { 2 } else { 1 };
    }
    (index + 1).min(chars.len())
}

/// The end of `r"…"` or `r#"…"#`, from after the `r`; `None` where it is none.
fn raw_text_end(chars: &[char], from: usize) -> Option<usize> {
    let marks = chars[from..].iter().take_while(|c| **c == '#').count();
    if chars.get(from + marks) != Some(&'"') {
        return None;
    }
    let is_end = |i: &usize| {
        chars[*i] == '"' && chars[i + 1..].iter().take(marks).all(|c| *c == '#')
    };
    (from + marks + 1..chars.len()).find(is_end).map(|i| i + 1 + marks)
}

/// The end of `'a'` or `'\n'`, from its first mark; `None` where a lifetime begins.
fn letter_end(chars: &[char], index: usize) -> Option<usize> {
    if chars.get(index + 1) == Some(&'\\') {
        return (index + 3..chars.len()).find(|i| chars[*i] == '\'').map(|i| i + 1);
    }
    (chars.get(index + 2) == Some(&'\'')).then_some(index + 3)
}

/// The tokens without what stands under `#[cfg(test)]`.
fn without_tests(tokens: Vec<Token>) -> Vec<Token> {
    const MARK: [&str; 7] = ["#", "[", "cfg", "(", "test", ")", "]"];
    let mut kept = Vec::with_capacity(tokens.len());
    let mut index = 0;
    while index < tokens.len() {
        let marked =
            tokens[index..].iter().zip(MARK).filter(|(t, m)| t.is(m)).count() == 7;
        if marked {
            index = item_end(&tokens, index + MARK.len());
        } else {
            kept.push(tokens[index].clone());
            index += 1;
        }
    }
    kept
}

/// Where the item ends that begins here: after its `;` or its closing brace.
fn item_end(tokens: &[Token], from: usize) -> usize {
    let end = (from..tokens.len()).find(|i| tokens[*i].is(";") || tokens[*i].is("{"));
    match end {
        Some(end) if tokens[end].is("{") => closing(tokens, end) + 1,
        Some(end) => end + 1,
        None => tokens.len(),
    }
}

/// The sign that closes the one that is opened here.
pub(super) fn closing(tokens: &[Token], open: usize) -> usize {
    let mut depth = 0;
    for (index, token) in tokens.iter().enumerate().skip(open) {
        match token.text.as_str() {
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return index;
        }
    }
    tokens.len() - 1
}
