//! Which files of a room use each other, and where that goes round.

use std::collections::{BTreeMap, BTreeSet};

use syn::punctuated::Punctuated;
use syn::visit::{self, Visit};

use super::source::SourceFile;

/// A path as imported or used, without `crate`, from the top of the crate.
type Segments = Vec<String>;

/// The files of a crate, and what each uses of its own crate.
pub(super) struct Crate<'a> {
    files: &'a [SourceFile],
    by_module: BTreeMap<&'a [String], usize>,
    /// What each file uses, in the order of the files.
    used: Vec<UsedPaths<'a>>,
}

impl<'a> Crate<'a> {
    pub(super) fn new(files: &'a [SourceFile]) -> Self {
        let by_module = files.iter().map(|f| &f.module[..]).zip(0..).collect();
        let used = files.iter().map(UsedPaths::of_file).collect();
        Self { files, by_module, used }
    }

    /// Files that use each other in a circle, of more than `allowed` files, by module.
    /// Between the head of a folder and the files in it nothing counts: the head puts
    /// them together, and they share its types.
    pub(super) fn find_circles(&self, allowed: usize) -> Vec<Vec<String>> {
        let uses: Vec<BTreeSet<usize>> =
            (0..self.files.len()).map(|file| self.used_files(file)).collect();
        let reached: Vec<_> =
            (0..uses.len()).map(|file| collect_reached(&uses, file)).collect();
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
        circles
            .into_iter()
            .map(|circle| circle.into_iter().map(|f| self.files[f].module.join("/")))
            .map(Iterator::collect)
            .collect()
    }

    fn used_files(&self, file: usize) -> BTreeSet<usize> {
        let module = &self.files[file].module;
        let used = &self.used[file];
        let all = used.imports.values().chain(&used.inline);
        all.filter_map(|path| self.defining_file(path, 0))
            .filter(|other| {
                let other = &self.files[*other].module;
                // Of the same room, and neither the head of this file's folder nor in
                // the folder of which this file is the head.
                other.first() == module.first()
                    && !module.starts_with(other)
                    && !other.starts_with(module)
            })
            .collect()
    }

    /// The file that has what a path names, through heads of folders that pass it on.
    fn defining_file(&self, path: &[String], depth: usize) -> Option<usize> {
        let (file, item) = (1..=path.len()).rev().find_map(|length| {
            let file = self.by_module.get(&path[..length])?;
            Some((*file, path.get(length)))
        })?;
        let passed_on = item.and_then(|item| self.used[file].imports.get(item));
        match passed_on {
            Some(further) if depth < 9 => {
                self.defining_file(further, depth + 1).or(Some(file))
            }
            _ => Some(file),
        }
    }
}

/// All files to which uses lead from one.
fn collect_reached(uses: &[BTreeSet<usize>], start: usize) -> BTreeSet<usize> {
    let mut reached = BTreeSet::new();
    let mut next = vec![start];
    while let Some(file) = next.pop() {
        for other in &uses[file] {
            if reached.insert(*other) {
                next.push(*other);
            }
        }
    }
    reached
}

/// What a file uses of its own crate.
struct UsedPaths<'a> {
    module: &'a [String],
    /// The names that it imports, and the paths that they stand for.
    imports: BTreeMap<String, Segments>,
    /// Paths that begin with `crate`, `super` or `self` where no `use` names them, and
    /// in the head of a folder those that begin with one of its files.
    inline: Vec<Segments>,
}

impl<'a> UsedPaths<'a> {
    fn of_file(file: &'a SourceFile) -> Self {
        let mut used =
            Self { module: &file.module, imports: BTreeMap::new(), inline: Vec::new() };
        used.visit_file(&file.tree);
        used
    }

    /// One part of a `use`: `a::b`, `a::{b, c as d}`, `a::*`.
    fn add_import(&mut self, tree: &syn::UseTree, above: &[String]) {
        match tree {
            syn::UseTree::Path(path) => {
                let above = [above, &[path.ident.to_string()]].concat();
                self.add_import(&path.tree, &above);
            }
            syn::UseTree::Name(name) => {
                let mut path = above.to_vec();
                if name.ident != "self" {
                    path.push(name.ident.to_string());
                }
                let name = path.last().cloned().unwrap_or_default();
                self.imports.insert(name, self.resolve_from_top(&path));
            }
            syn::UseTree::Rename(renamed) => {
                let path = [above, &[renamed.ident.to_string()]].concat();
                let name = renamed.rename.to_string();
                self.imports.insert(name, self.resolve_from_top(&path));
            }
            syn::UseTree::Glob(_) => {
                let path = self.resolve_from_top(above);
                self.imports.insert(format!("*{}", path.join("::")), path);
            }
            syn::UseTree::Group(group) => {
                for part in &group.items {
                    self.add_import(part, above);
                }
            }
        }
    }

    /// A path from the top of the crate. One of another crate leads to no file.
    fn resolve_from_top(&self, path: &[String]) -> Segments {
        let ups = path.iter().take_while(|part| *part == "super").count();
        match path.first().map(String::as_str) {
            Some("crate") => path[1..].to_vec(),
            Some("super") => {
                let stem = self.module.len().saturating_sub(ups);
                [&self.module[..stem], &path[ups..]].concat()
            }
            Some("self") => [self.module, &path[1..]].concat(),
            // In the head of a folder, a file of it; elsewhere a crate or a type.
            _ => [self.module, path].concat(),
        }
    }
}

impl<'ast> Visit<'ast> for UsedPaths<'_> {
    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        self.add_import(&item.tree, &[]);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let names: Vec<_> =
            path.segments.iter().map(|part| part.ident.to_string()).collect();
        if matches!(names[0].as_str(), "crate" | "super") {
            self.inline.push(self.resolve_from_top(&names));
        }
        visit::visit_path(self, path);
    }

    /// What stands between the brackets of `format!` or `vec!` are expressions too.
    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        let list = Punctuated::<syn::Expr, syn::Token![,]>::parse_terminated;
        if let Ok(arguments) = call.parse_body_with(list) {
            // They live no longer than this visit.
            let mut inner = UsedPaths {
                module: self.module,
                imports: BTreeMap::new(),
                inline: Vec::new(),
            };
            for argument in &arguments {
                inner.visit_expr(argument);
            }
            self.inline.append(&mut inner.inline);
        }
    }
}
