//! What the sources declare: types, functions, closures and locals, with their places.

use std::collections::BTreeMap;

use syn::visit::{self, Visit};

use super::source::SourceFile;

/// Something that has a name, and where it stands: `src/fit/mod.rs:12`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Named {
    pub(super) name: String,
    pub(super) place: String,
    pub(super) room: String,
}

/// A function or a method.
#[derive(Debug)]
pub(super) struct Function {
    pub(super) named: Named,
    /// Whether it stands in no `impl` and no trait.
    pub(super) is_free: bool,
    /// Lines between its braces; `None` where a trait only names it.
    pub(super) lines: Option<usize>,
    /// How many parameters it has, `self` apart.
    pub(super) parameters: usize,
    /// Whether a parameter is a tuple that it takes apart.
    pub(super) takes_a_tuple_apart: bool,
    /// Whether a parameter is a `bool`.
    pub(super) takes_a_bool: bool,
    /// Whether a comment stands between its braces.
    pub(super) has_comment: bool,
}

/// All that the sources declare.
#[derive(Debug, Default)]
pub(super) struct Declarations {
    /// Structs, enums, unions, traits and type aliases.
    pub(super) types: Vec<Named>,
    pub(super) functions: Vec<Function>,
    /// `let name = |…| …`.
    pub(super) closures: Vec<Named>,
    /// Names that parameters and patterns bind.
    pub(super) locals: Vec<Named>,
}

impl Declarations {
    pub(super) fn of_files(files: &[SourceFile]) -> Self {
        let mut declarations = Self::default();
        for file in files {
            let mut collector =
                Collector { file, found: &mut declarations, in_impl: false };
            collector.visit_file(&file.tree);
        }
        declarations
    }

    pub(super) fn free_functions(&self) -> impl Iterator<Item = &Named> {
        self.functions.iter().filter(|f| f.is_free).map(|f| &f.named)
    }
}

/// The declarations whose name another one has too, by name.
pub(super) fn find_shared<'a>(
    declared: impl Iterator<Item = &'a Named>,
) -> BTreeMap<&'a str, Vec<&'a Named>> {
    let mut by_name: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for named in declared {
        by_name.entry(named.name.as_str()).or_default().push(named);
    }
    by_name.retain(|_, all| all.len() > 1);
    by_name
}

struct Collector<'a> {
    file: &'a SourceFile,
    found: &'a mut Declarations,
    in_impl: bool,
}

impl Collector<'_> {
    fn name(&self, ident: &syn::Ident) -> Named {
        Named {
            name: ident.to_string().trim_start_matches("r#").to_owned(),
            place: self.file.place(ident.span().start().line),
            room: self.file.room().to_owned(),
        }
    }

    fn add_function(&mut self, signature: &syn::Signature, body: Option<&syn::Block>) {
        let typed: Vec<_> = signature
            .inputs
            .iter()
            .filter_map(|input| match input {
                syn::FnArg::Typed(typed) => Some(typed),
                syn::FnArg::Receiver(_) => None,
            })
            .collect();
        let lines = body.map(|body| body_lines(&self.file.lines, body));
        self.found.functions.push(Function {
            named: self.name(&signature.ident),
            is_free: !self.in_impl,
            lines: lines.map(<[String]>::len),
            parameters: typed.len(),
            takes_a_tuple_apart: typed.iter().any(|p| takes_apart(p, body)),
            takes_a_bool: typed.iter().any(|p| is_bool(&p.ty)),
            has_comment: lines
                .is_some_and(|lines| lines.iter().any(|line| line.contains("// "))),
        });
    }
}

/// The lines between the braces of a body.
fn body_lines<'a>(lines: &'a [String], body: &syn::Block) -> &'a [String] {
    let span = body.brace_token.span;
    let first = span.open().start().line;
    let last = span.close().start().line.saturating_sub(1);
    lines.get(first..last).unwrap_or_default()
}

impl<'ast> Visit<'ast> for Collector<'_> {
    fn visit_item_struct(&mut self, item: &'ast syn::ItemStruct) {
        self.found.types.push(self.name(&item.ident));
        visit::visit_item_struct(self, item);
    }

    fn visit_item_enum(&mut self, item: &'ast syn::ItemEnum) {
        self.found.types.push(self.name(&item.ident));
        visit::visit_item_enum(self, item);
    }

    fn visit_item_union(&mut self, item: &'ast syn::ItemUnion) {
        self.found.types.push(self.name(&item.ident));
        visit::visit_item_union(self, item);
    }

    fn visit_item_type(&mut self, item: &'ast syn::ItemType) {
        self.found.types.push(self.name(&item.ident));
        visit::visit_item_type(self, item);
    }

    fn visit_item_trait(&mut self, item: &'ast syn::ItemTrait) {
        self.found.types.push(self.name(&item.ident));
        let before = std::mem::replace(&mut self.in_impl, true);
        visit::visit_item_trait(self, item);
        self.in_impl = before;
    }

    fn visit_item_impl(&mut self, item: &'ast syn::ItemImpl) {
        let before = std::mem::replace(&mut self.in_impl, true);
        visit::visit_item_impl(self, item);
        self.in_impl = before;
    }

    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        // A function within a method is free.
        let before = std::mem::replace(&mut self.in_impl, false);
        self.add_function(&item.sig, Some(&item.block));
        visit::visit_item_fn(self, item);
        self.in_impl = before;
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        self.add_function(&item.sig, Some(&item.block));
        visit::visit_impl_item_fn(self, item);
    }

    fn visit_trait_item_fn(&mut self, item: &'ast syn::TraitItemFn) {
        self.add_function(&item.sig, item.default.as_ref());
        visit::visit_trait_item_fn(self, item);
    }

    fn visit_local(&mut self, local: &'ast syn::Local) {
        let is_closure = local
            .init
            .as_ref()
            .is_some_and(|init| matches!(*init.expr, syn::Expr::Closure(_)));
        if let (true, Some(ident)) = (is_closure, bound_name(&local.pat)) {
            self.found.closures.push(self.name(ident));
        }
        visit::visit_local(self, local);
    }

    fn visit_pat_ident(&mut self, pattern: &'ast syn::PatIdent) {
        // A capital begins a constant or a variant.
        if pattern.ident.to_string().starts_with(|c: char| !c.is_uppercase()) {
            self.found.locals.push(self.name(&pattern.ident));
        }
        visit::visit_pat_ident(self, pattern);
    }
}

/// The one name that a pattern binds: `name`, `mut name`, `name: T`.
fn bound_name(pattern: &syn::Pat) -> Option<&syn::Ident> {
    match pattern {
        syn::Pat::Ident(bound) => Some(&bound.ident),
        syn::Pat::Type(typed) => bound_name(&typed.pat),
        _ => None,
    }
}

fn is_bool(ty: &syn::Type) -> bool {
    matches!(ty, syn::Type::Path(path) if path.path.is_ident("bool"))
}

/// Whether a parameter is a tuple of two and more, or a reference to one, that the
/// signature or the body takes apart (`pair.0`, `let (a, b) = pair`).
fn takes_apart(parameter: &syn::PatType, body: Option<&syn::Block>) -> bool {
    let mut pattern = &*parameter.pat;
    while let syn::Pat::Reference(reference) = pattern {
        pattern = &reference.pat;
    }
    let mut ty = &*parameter.ty;
    while let syn::Type::Reference(reference) = ty {
        ty = &reference.elem;
    }
    let is_tuple = matches!(ty, syn::Type::Tuple(tuple) if tuple.elems.len() > 1);
    match (pattern, body) {
        (syn::Pat::Tuple(tuple), _) => tuple.elems.len() > 1,
        (syn::Pat::Ident(bound), Some(body)) if is_tuple => {
            let mut search = TakenApart { name: &bound.ident, found: false };
            search.visit_block(body);
            search.found
        }
        _ => false,
    }
}

/// Looks for a tuple that is taken apart by its name.
struct TakenApart<'a> {
    name: &'a syn::Ident,
    found: bool,
}

impl TakenApart<'_> {
    fn is_it(&self, expression: &syn::Expr) -> bool {
        match expression {
            syn::Expr::Path(path) => path.path.is_ident(self.name),
            syn::Expr::Reference(reference) => self.is_it(&reference.expr),
            syn::Expr::Unary(unary) => self.is_it(&unary.expr),
            _ => false,
        }
    }
}

impl<'ast> Visit<'ast> for TakenApart<'_> {
    fn visit_expr_field(&mut self, field: &'ast syn::ExprField) {
        let by_place = matches!(field.member, syn::Member::Unnamed(_));
        self.found |= by_place && self.is_it(&field.base);
        visit::visit_expr_field(self, field);
    }

    fn visit_local(&mut self, local: &'ast syn::Local) {
        let init = local.init.as_ref();
        self.found |= matches!(local.pat, syn::Pat::Tuple(_))
            && init.is_some_and(|init| self.is_it(&init.expr));
        visit::visit_local(self, local);
    }
}

/// Public items of a file: `pub`, and `pub(…)`.
#[derive(Debug, Default)]
pub(super) struct PublicItems {
    pub(super) public: usize,
    pub(super) restricted: usize,
}

impl PublicItems {
    pub(super) fn of_files(files: &[SourceFile]) -> Self {
        let mut items = Self::default();
        for item in files.iter().flat_map(|file| &file.tree.items) {
            items.count(item);
        }
        items
    }

    fn count(&mut self, item: &syn::Item) {
        let visibility = match item {
            syn::Item::Const(item) => &item.vis,
            syn::Item::Enum(item) => &item.vis,
            syn::Item::Fn(item) => &item.vis,
            syn::Item::Static(item) => &item.vis,
            syn::Item::Struct(item) => &item.vis,
            syn::Item::Trait(item) => &item.vis,
            syn::Item::Type(item) => &item.vis,
            syn::Item::Impl(item) => {
                for item in &item.items {
                    if let syn::ImplItem::Fn(method) = item {
                        self.add(&method.vis);
                    }
                }
                return;
            }
            _ => return,
        };
        self.add(visibility);
    }

    fn add(&mut self, visibility: &syn::Visibility) {
        match visibility {
            syn::Visibility::Public(_) => self.public += 1,
            syn::Visibility::Restricted(_) => self.restricted += 1,
            syn::Visibility::Inherited => {}
        }
    }
}
