//! The sources need no newer Rust than `Cargo.toml` promises, where no lint says so.

use syn::spanned::Spanned;
use syn::visit::{self, Visit};

use super::source::{parse_sources, read_text};

/// First minor version of Rust 1 in which the guard of an arm may match a pattern.
const LET_IN_GUARDS: u32 = 95;

/// Lines of arms whose guard matches a pattern: `Some(x) if let Some(y) = x.get() => …`.
#[derive(Default)]
struct LetGuards {
    lines: Vec<usize>,
    in_guard: bool,
}

impl<'ast> Visit<'ast> for LetGuards {
    fn visit_pat_guard(&mut self, guarded: &'ast syn::PatGuard) {
        self.visit_pat(&guarded.pat);
        // A guard may hold a `match` whose arms have guards.
        let in_guard = std::mem::replace(&mut self.in_guard, true);
        self.visit_expr(&guarded.guard);
        self.in_guard = in_guard;
    }

    fn visit_expr_let(&mut self, pattern: &'ast syn::ExprLet) {
        if self.in_guard {
            self.lines.push(pattern.span().start().line);
        }
        visit::visit_expr_let(self, pattern);
    }

    /// What is in braces is no part of the guard.
    fn visit_block(&mut self, block: &'ast syn::Block) {
        let in_guard = std::mem::take(&mut self.in_guard);
        visit::visit_block(self, block);
        self.in_guard = in_guard;
    }

    fn visit_expr_if(&mut self, branch: &'ast syn::ExprIf) {
        let in_guard = std::mem::take(&mut self.in_guard);
        visit::visit_expr_if(self, branch);
        self.in_guard = in_guard;
    }
}

fn find_let_guards(tree: &syn::File) -> Vec<usize> {
    let mut guards = LetGuards::default();
    guards.visit_file(tree);
    guards.lines
}

/// The minor version that `Cargo.toml` promises.
fn read_rust_version() -> u32 {
    let manifest = read_text("Cargo.toml");
    let (_, version) = manifest.split_once("rust-version = \"1.").unwrap();
    version.split(['.', '"']).next().unwrap().parse().unwrap()
}

#[test]
fn no_guard_matches_a_pattern_before_rust_can() {
    if read_rust_version() >= LET_IN_GUARDS {
        return;
    }
    let mut places = Vec::new();
    for file in parse_sources() {
        let lines = find_let_guards(&file.tree);
        places.extend(lines.into_iter().map(|line| file.place(line)));
    }
    let list = places.join("\n");
    assert!(list.is_empty(), "needs Rust 1.{LET_IN_GUARDS}:\n{list}");
}

#[test]
fn a_pattern_is_seen_in_guards_alone() {
    let tree = syn::parse_str(
        "fn f() {
            match a {
                1 if b && let Some(c) = d => {}
                2 if let Some(c) = d => {}
                3 if matches!(d, Some(_)) => if let Some(c) = d {},
                4 if (if let Some(c) = d { true } else { false }) => {}
                5 if match b { 1 if c => true, _ => false } && let Some(c) = d => {}
                _ => {}
            }
        }",
    )
    .unwrap();
    assert_eq!(find_let_guards(&tree), [3, 4, 7]);
}
