//! The tree of a formula, and what can be asked of it without computing.

use std::ops::Range;

use chrono::NaiveDate;

use super::function::Aggregate;
use crate::quantity::Number;

/// A name, without case.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Ident {
    /// In small letters, composed.
    pub name: String,
    /// Where it stands: bytes of the formula's text.
    pub range: Range<usize>,
}

/// A reference as written: `dau`, `dan_so[thon].ho`, `chi_tieu.ty_le.dau`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Ref {
    /// The first name.
    pub head: Ident,
    /// What follows it.
    pub steps: Vec<RefStep>,
    /// Where all of it stands.
    pub range: Range<usize>,
}

impl Ref {
    /// The name of a reference that is nothing but a name: a column of this row.
    pub fn plain(&self) -> Option<&Ident> {
        self.steps.is_empty().then_some(&self.head)
    }
}

/// A step into what a reference has reached.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum RefStep {
    /// `.ho`
    Member(Ident),
    /// `[thon]` or `["Mai Hà"]`
    Row(RowSelector),
}

/// How a row of another table is named.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum RowSelector {
    /// By its own name: `["Mai Hà"]`.
    Text {
        /// The name as written between the quotes.
        text: String,
        /// Where it stands, quotes included.
        range: Range<usize>,
    },
    /// By what this row holds in a column: `[thon]`.
    Column(Ident),
}

/// A formula or a part of one. `R` is how a reference is held: as written ([`Ref`]), or
/// as what it was found to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expr<R> {
    /// What it is.
    pub kind: ExprKind<R>,
    /// Where it stands, brackets around it included: bytes of the formula's text.
    pub range: Range<usize>,
}

/// What a part of a formula is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExprKind<R> {
    /// `2,5`; `5%` is 5/100.
    Number(Number),
    /// `"Mai Hà"`
    Text(String),
    /// `31/12/2023`
    Date(NaiveDate),
    /// A cell or another value.
    Ref(R),
    /// `-x`
    Negate(Box<Expr<R>>),
    /// `x + y`
    Binary(ArithmeticOp, Box<Operands<R>>),
    /// `x <= y`
    Compare(CompareOp, Box<Operands<R>>),
    /// `x va y`
    And(Box<Operands<R>>),
    /// `x hoac y`
    Or(Box<Operands<R>>),
    /// `khong x`
    Not(Box<Expr<R>>),
    /// `tong(x)`
    Aggregate(Aggregate, R),
    /// `lam_tron(x, 2)`
    Round(Box<Expr<R>>, u32),
    /// `neu(x, y, z)`
    If(Box<Conditional<R>>),
}

/// The two sides of an operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Operands<R> {
    /// Before the sign.
    pub left: Expr<R>,
    /// After the sign.
    pub right: Expr<R>,
}

/// The three parts of `neu`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conditional<R> {
    /// What is asked.
    pub condition: Expr<R>,
    /// The value where it holds.
    pub then: Expr<R>,
    /// The value where it does not.
    pub otherwise: Expr<R>,
}

/// An operation that gives a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ArithmeticOp {
    /// `+`
    Add,
    /// `-`
    Subtract,
    /// `*`
    Multiply,
    /// `/`
    Divide,
}

impl ArithmeticOp {
    /// The sign as it is best written.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Add => "+",
            Self::Subtract => "-",
            Self::Multiply => "*",
            Self::Divide => "/",
        }
    }

    /// `phép cộng`
    pub fn vietnamese(self) -> &'static str {
        match self {
            Self::Add => "phép cộng",
            Self::Subtract => "phép trừ",
            Self::Multiply => "phép nhân",
            Self::Divide => "phép chia",
        }
    }
}

/// A sign that compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CompareOp {
    /// `=`
    Equal,
    /// `<>`
    Unequal,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
}

impl CompareOp {
    /// The sign as it is best written.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Equal => "=",
            Self::Unequal => "<>",
            Self::Less => "<",
            Self::LessOrEqual => "<=",
            Self::Greater => ">",
            Self::GreaterOrEqual => ">=",
        }
    }

    /// In words that stand between the two sides: `nhỏ hơn hoặc bằng`.
    pub fn vietnamese(self) -> &'static str {
        match self {
            Self::Equal => "bằng",
            Self::Unequal => "khác",
            Self::Less => "nhỏ hơn",
            Self::LessOrEqual => "nhỏ hơn hoặc bằng",
            Self::Greater => "lớn hơn",
            Self::GreaterOrEqual => "lớn hơn hoặc bằng",
        }
    }

    /// The comparison that holds exactly where this one does not.
    #[must_use]
    pub fn negated(self) -> Self {
        match self {
            Self::Equal => Self::Unequal,
            Self::Unequal => Self::Equal,
            Self::Less => Self::GreaterOrEqual,
            Self::LessOrEqual => Self::Greater,
            Self::Greater => Self::LessOrEqual,
            Self::GreaterOrEqual => Self::Less,
        }
    }

    /// Whether it asks which side is more, so that texts cannot be compared by it.
    pub fn is_order(self) -> bool {
        !matches!(self, Self::Equal | Self::Unequal)
    }
}

/// What a formula wants of a reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RefContext {
    /// One value: a cell of this row, a cell named by its row, an indicator.
    Cell,
    /// All values of a column, for this function.
    Column(Aggregate),
}

impl<R> Expr<R> {
    /// Whether it is true or false, not a value.
    pub fn is_truth(&self) -> bool {
        match self.kind {
            ExprKind::Compare(..)
            | ExprKind::And(_)
            | ExprKind::Or(_)
            | ExprKind::Not(_) => true,
            ExprKind::Number(_)
            | ExprKind::Text(_)
            | ExprKind::Date(_)
            | ExprKind::Ref(_)
            | ExprKind::Negate(_)
            | ExprKind::Binary(..)
            | ExprKind::Aggregate(..)
            | ExprKind::Round(..)
            | ExprKind::If(_) => false,
        }
    }

    /// The parts directly inside.
    pub(crate) fn parts(&self) -> Vec<&Self> {
        match &self.kind {
            ExprKind::Number(_)
            | ExprKind::Text(_)
            | ExprKind::Date(_)
            | ExprKind::Ref(_)
            | ExprKind::Aggregate(..) => Vec::new(),
            ExprKind::Negate(part) | ExprKind::Not(part) | ExprKind::Round(part, _) => {
                vec![part]
            }
            ExprKind::Binary(_, sides)
            | ExprKind::Compare(_, sides)
            | ExprKind::And(sides)
            | ExprKind::Or(sides) => vec![&sides.left, &sides.right],
            ExprKind::If(choice) => {
                vec![&choice.condition, &choice.then, &choice.otherwise]
            }
        }
    }

    /// Every reference in the order of the text, with what is wanted of it.
    pub fn refs(&self) -> impl Iterator<Item = (&R, RefContext)> {
        self.reads().into_iter().map(|(reference, wanted, _)| (reference, wanted))
    }

    /// The same, with the place of each: of a function over a column, all of the call.
    pub fn reads(&self) -> Vec<(&R, RefContext, Range<usize>)> {
        let mut found = Vec::new();
        self.collect_reads(&mut found);
        found
    }

    fn collect_reads<'e>(&'e self, found: &mut Vec<(&'e R, RefContext, Range<usize>)>) {
        let range = self.range.clone();
        match &self.kind {
            ExprKind::Ref(reference) => found.push((reference, RefContext::Cell, range)),
            ExprKind::Aggregate(function, column) => {
                found.push((column, RefContext::Column(*function), range));
            }
            _ => self.parts().into_iter().for_each(|part| part.collect_reads(found)),
        }
    }

    /// Whether some part of it is only computed where a condition holds.
    pub fn chooses(&self) -> bool {
        matches!(self.kind, ExprKind::If(_))
            || self.parts().into_iter().any(Self::chooses)
    }

    /// Whether it divides by something that differs from row to row, so that its total
    /// is not the sum of its rows: `giam / ho`, but neither `giam / 2` nor
    /// `giam / tong(giam)`.
    pub fn divides_by_ref(&self) -> bool {
        let divides = match &self.kind {
            ExprKind::Binary(ArithmeticOp::Divide, sides) => {
                sides.right.refs().any(|(_, wanted)| wanted == RefContext::Cell)
            }
            _ => false,
        };
        divides || self.parts().into_iter().any(Self::divides_by_ref)
    }

    /// Whether it is something times 100, as a percent is computed by hand:
    /// `giam / ho * 100`. Such a formula in a column of percents is 100 times too much.
    pub fn is_times_hundred(&self) -> bool {
        match &self.kind {
            ExprKind::Binary(ArithmeticOp::Multiply, sides) => {
                [&sides.left, &sides.right]
                    .into_iter()
                    .any(|side| side.is_hundred() || side.is_times_hundred())
            }
            ExprKind::Binary(ArithmeticOp::Divide, sides) => {
                sides.left.is_times_hundred()
            }
            ExprKind::Negate(part) | ExprKind::Round(part, _) => part.is_times_hundred(),
            ExprKind::If(choice) => {
                choice.then.is_times_hundred() || choice.otherwise.is_times_hundred()
            }
            _ => false,
        }
    }

    fn is_hundred(&self) -> bool {
        matches!(&self.kind, ExprKind::Number(n) if *n == Number::HUNDRED)
    }
}
