//! From names to what they stand for.

use super::expr::{Conditional, Expr, ExprKind, Operands, RefContext};

impl<R> Expr<R> {
    /// The same formula with every reference as what `find` finds for it. All are looked
    /// up, in the order of the text, also after one was not found, so that every unknown
    /// name is reported at once. `None` if one was not found.
    pub fn resolve<S>(
        &self,
        find: &mut impl FnMut(&R, RefContext) -> Option<S>,
    ) -> Option<Expr<S>> {
        let kind = match &self.kind {
            ExprKind::Number(number) => ExprKind::Number(number.clone()),
            ExprKind::Text(text) => ExprKind::Text(text.clone()),
            ExprKind::Date(date) => ExprKind::Date(*date),
            ExprKind::Ref(reference) => ExprKind::Ref(find(reference, RefContext::Cell)?),
            ExprKind::Aggregate(function, column) => ExprKind::Aggregate(
                *function,
                find(column, RefContext::Column(*function))?,
            ),
            ExprKind::Negate(part) => ExprKind::Negate(Box::new(part.resolve(find)?)),
            ExprKind::Not(part) => ExprKind::Not(Box::new(part.resolve(find)?)),
            ExprKind::Round(part, places) => {
                ExprKind::Round(Box::new(part.resolve(find)?), *places)
            }
            ExprKind::Binary(op, sides) => ExprKind::Binary(*op, sides.resolve(find)?),
            ExprKind::Compare(op, sides) => ExprKind::Compare(*op, sides.resolve(find)?),
            ExprKind::And(sides) => ExprKind::And(sides.resolve(find)?),
            ExprKind::Or(sides) => ExprKind::Or(sides.resolve(find)?),
            ExprKind::If(choice) => ExprKind::If(choice.resolve(find)?),
        };
        Some(Expr { kind, range: self.range.clone() })
    }
}

impl<R> Operands<R> {
    fn resolve<S>(
        &self,
        find: &mut impl FnMut(&R, RefContext) -> Option<S>,
    ) -> Option<Box<Operands<S>>> {
        let (left, right) = (self.left.resolve(find), self.right.resolve(find));
        Some(Box::new(Operands { left: left?, right: right? }))
    }
}

impl<R> Conditional<R> {
    fn resolve<S>(
        &self,
        find: &mut impl FnMut(&R, RefContext) -> Option<S>,
    ) -> Option<Box<Conditional<S>>> {
        let condition = self.condition.resolve(find);
        let (then, otherwise) = (self.then.resolve(find), self.otherwise.resolve(find));
        Some(Box::new(Conditional {
            condition: condition?,
            then: then?,
            otherwise: otherwise?,
        }))
    }
}
