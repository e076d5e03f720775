//! Which files of a room use each other, and where that goes round.

use std::collections::{BTreeMap, BTreeSet};

use super::rust_source::{RustFile, Token, closing};

/// A path as imported or used, without `crate`, from the top of the crate.
type Segments = Vec<String>;

/// The files of a crate and what each brings into its own scope.
pub(super) struct Crate<'a> {
    files: &'a [RustFile],
    by_module: BTreeMap<&'a [String], usize>,
    /// For each file, the names that it imports, with what they stand for.
    imports: Vec<BTreeMap<String, Segments>>,
}

impl<'a> Crate<'a> {
    pub(super) fn new(files: &'a [RustFile]) -> Self {
        let by_module = files.iter().map(|f| &f.module[..]).zip(0..).collect();
        let imports = files.iter().map(imports).collect();
        Self { files, by_module, imports }
    }

    /// Files that use each other in a circle, of more than `allowed` files, by module.
    /// Between the head of a folder and the files in it nothing counts: the head puts
    /// them together, and they share its types.
    pub(super) fn circles(&self, allowed: usize) -> Vec<Vec<String>> {
        let uses: Vec<BTreeSet<usize>> =
            (0..self.files.len()).map(|file| self.uses(file)).collect();
        let reached: Vec<_> = (0..uses.len()).map(|file| reach(&uses, file)).collect();
        let mut circles = BTreeSet::new();
        for file in 0..uses.len() {
            let circle: BTreeSet<_> = reached[file]
                .iter()
                .copied()
                .filter(|other| reached[*other].contains(&file))
                .collect();
            if circle.len() > allowed {
                circles.insert(circle);
            }
        }
        let name = |file: usize| self.files[file].module.join("/");
        circles.into_iter().map(|c| c.into_iter().map(name).collect()).collect()
    }

    fn uses(&self, file: usize) -> BTreeSet<usize> {
        let module = &self.files[file].module;
        let inline = inline_paths(&self.files[file]);
        let all = self.imports[file].values().chain(&inline);
        let used = all.filter_map(|path| self.defining(path, 0));
        used.filter(|other| {
            let other = &self.files[*other].module;
            // Of the same room, and neither the head of this file's folder nor in the
            // folder of which this file is the head.
            other[0] == module[0]
                && !module.starts_with(other)
                && !other.starts_with(module)
        })
        .collect()
    }

    /// The file that has what a path names, through heads of folders that pass it on.
    fn defining(&self, path: &[String], depth: usize) -> Option<usize> {
        let found = (1..=path.len()).rev().find_map(|n| {
            self.by_module.get(&path[..n]).map(|file| (*file, path.get(n)))
        });
        let (file, item) = found?;
        let passed_on = item.and_then(|item| self.imports[file].get(item));
        match passed_on {
            Some(further) if depth < 9 => {
                self.defining(further, depth + 1).or(Some(file))
            }
            _ => Some(file),
        }
    }
}

/// All files to which uses lead from one.
fn reach(uses: &[BTreeSet<usize>], from: usize) -> BTreeSet<usize> {
    let (mut reached, mut next) = (BTreeSet::new(), vec![from]);
    while let Some(file) = next.pop() {
        for other in &uses[file] {
            if reached.insert(*other) {
                next.push(*other);
            }
        }
    }
    reached
}

/// The names that a file imports, and the paths that they stand for.
fn imports(file: &RustFile) -> BTreeMap<String, Segments> {
    let mut imports = BTreeMap::new();
    let tokens = &file.tokens;
    for index in 0..tokens.len() {
        if tokens[index].is("use") {
            let end = (index..tokens.len()).find(|i| tokens[*i].is(";")).unwrap();
            tree(&tokens[index + 1..end], &[], file, &mut imports);
        }
    }
    imports
}

/// One part of a `use`: `a::b`, `a::{b, c as d}`, `a::*`.
fn tree(
    tokens: &[Token],
    above: &[String],
    file: &RustFile,
    imports: &mut BTreeMap<String, Segments>,
) {
    let mut path = above.to_vec();
    let mut name = None;
    for (index, token) in tokens.iter().enumerate() {
        match token.text.as_str() {
            "::" => {}
            "{" => {
                let inner = &tokens[index + 1..closing(tokens, index)];
                for part in split(inner) {
                    tree(part, &path, file, imports);
                }
                return;
            }
            "as" => {
                name = tokens.get(index + 1).map(|token| token.text.clone());
                break;
            }
            "self" if !path.is_empty() => {}
            word => path.push(word.to_owned()),
        }
    }
    let Some(path) = from_the_top(&path, file) else { return };
    let name = name.or_else(|| path.last().cloned()).unwrap_or_default();
    imports.insert(name, path);
}

/// The parts between the commas of a list.
fn split(tokens: &[Token]) -> Vec<&[Token]> {
    let (mut parts, mut from, mut depth) = (Vec::new(), 0, 0);
    for (index, token) in tokens.iter().enumerate() {
        match token.text.as_str() {
            "{" => depth += 1,
            "}" => depth -= 1,
            "," if depth == 0 => {
                parts.push(&tokens[from..index]);
                from = index + 1;
            }
            _ => {}
        }
    }
    parts.push(&tokens[from..]);
    parts.retain(|part| !part.is_empty());
    parts
}

/// A path from the top of the crate; `None` for one of another crate.
fn from_the_top(path: &[String], file: &RustFile) -> Option<Segments> {
    let first = path.first()?;
    let ups = path.iter().take_while(|part| *part == "super").count();
    Some(match first.as_str() {
        "crate" => path[1..].to_vec(),
        "super" => {
            let stem = file.module.len().checked_sub(ups)?;
            [&file.module[..stem], &path[ups..]].concat()
        }
        "self" => [&file.module[..], &path[1..]].concat(),
        // In the head of a folder, a file of it; elsewhere a crate or a type.
        _ => [&file.module[..], path].concat(),
    })
}

/// Paths that begin with `crate` or `super` where no `use` names them.
fn inline_paths(file: &RustFile) -> Vec<Segments> {
    let tokens = &file.tokens;
    let mut paths = Vec::new();
    for index in 0..tokens.len() {
        let starts = tokens[index].is("crate") || tokens[index].is("super");
        if !starts || index > 0 && tokens[index - 1].is("::") {
            continue;
        }
        let mut path = vec![tokens[index].text.clone()];
        for pair in tokens[index + 1..].chunks(2) {
            let [sign, word] = pair else { break };
            if !sign.is("::") || !word.is_word() {
                break;
            }
            path.push(word.text.clone());
        }
        paths.extend(from_the_top(&path, file));
    }
    paths
}
