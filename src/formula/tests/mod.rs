//! Formulas read, refused and computed; the tables stand beside.

mod errors;
mod random;
mod trees;
mod values;

use super::{Expr, ExprKind, Ref, RefStep, RowSelector};

/// A tree as one line: `(- dau giam)`.
fn tree(expr: &Expr<Ref>) -> String {
    let two = |sign: &str, sides: &super::Operands<Ref>| {
        format!("({sign} {} {})", tree(&sides.left), tree(&sides.right))
    };
    match &expr.kind {
        ExprKind::Number(number) => format!("{number:?}"),
        ExprKind::Text(text) => format!("{text:?}"),
        ExprKind::Date(date) => date.to_string(),
        ExprKind::Ref(reference) => path(reference),
        ExprKind::Negate(part) => format!("(neg {})", tree(part)),
        ExprKind::Not(part) => format!("(khong {})", tree(part)),
        ExprKind::Binary(op, sides) => two(op.sign(), sides),
        ExprKind::Compare(op, sides) => two(op.sign(), sides),
        ExprKind::And(sides) => two("va", sides),
        ExprKind::Or(sides) => two("hoac", sides),
        ExprKind::Aggregate(function, column) => {
            format!("({} {})", function.name(), path(column))
        }
        ExprKind::Round(part, places) => format!("(lam_tron {} {places})", tree(part)),
        ExprKind::If(choice) => format!(
            "(neu {} {} {})",
            tree(&choice.condition),
            tree(&choice.then),
            tree(&choice.otherwise)
        ),
    }
}

fn path(reference: &Ref) -> String {
    let mut path = reference.head.name.clone();
    for step in &reference.steps {
        path += &match step {
            RefStep::Member(ident) => format!(".{}", ident.name),
            RefStep::Row(RowSelector::Column(ident)) => format!("[{}]", ident.name),
            RefStep::Row(RowSelector::Text { text, .. }) => format!("[{text:?}]"),
        };
    }
    path
}
