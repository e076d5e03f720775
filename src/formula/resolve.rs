//! From names to what they stand for.

use super::expr::{Choice, Expr, ExprKind, Sides, Use};

impl<R> Expr<R> {
    /// The same formula with every reference as what `find` finds for it. All are looked
    /// up, in the order of the text, also after one was not found, so that every unknown
    /// name is told at once. `None` if one was not found.
    pub fn resolve<S>(
        &self,
        find: &mut impl FnMut(&R, Use) -> Option<S>,
    ) -> Option<Expr<S>> {
        let kind = match &self.kind {
            ExprKind::Number(number) => ExprKind::Number(number.clone()),
            ExprKind::Text(text) => ExprKind::Text(text.clone()),
            ExprKind::Date(date) => ExprKind::Date(*date),
            ExprKind::Ref(reference) => ExprKind::Ref(find(reference, Use::Cell)?),
            ExprKind::Aggregate(function, column) => {
                ExprKind::Aggregate(*function, find(column, Use::Column(*function))?)
            }
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
        Some(Expr { kind, at: self.at.clone() })
    }
}

impl<R> Sides<R> {
    fn resolve<S>(
        &self,
        find: &mut impl FnMut(&R, Use) -> Option<S>,
    ) -> Option<Box<Sides<S>>> {
        let (left, right) = (self.left.resolve(find), self.right.resolve(find));
        Some(Box::new(Sides { left: left?, right: right? }))
    }
}

impl<R> Choice<R> {
    fn resolve<S>(
        &self,
        find: &mut impl FnMut(&R, Use) -> Option<S>,
    ) -> Option<Box<Choice<S>>> {
        let condition = self.condition.resolve(find);
        let (then, otherwise) = (self.then.resolve(find), self.otherwise.resolve(find));
        Some(Box::new(Choice {
            condition: condition?,
            then: then?,
            otherwise: otherwise?,
        }))
    }
}
