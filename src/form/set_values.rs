//! What the fields of a form of a set may take from the set while the form is read.

use std::fmt;

use crate::formula::{Expression, FormulaError};
use crate::prose::{Plain, ProsePiece};
use crate::quantity::Shown;

/// The key of the condition on which a unit has an item of a list.
pub const CONDITION: &str = "khi";

/// The key, in an override, that takes an entry out.
pub const DROP: &str = "bo";

/// The name by which texts and formulas read the row of the unit.
pub const UNIT: &str = "don_vi";

/// What an expression prints that reads nothing but the row of the unit. The row is
/// computed where the set is; a form only asks.
pub struct UnitValues(Box<Evaluate>);

/// What an expression prints, or everything that is wrong with it.
type Evaluate = dyn Fn(&Expression) -> Result<Shown, Vec<FormulaError>> + Send + Sync;

impl UnitValues {
    /// The values that `ask` finds.
    pub fn new(
        ask: impl Fn(&Expression) -> Result<Shown, Vec<FormulaError>> + Send + Sync + 'static,
    ) -> Self {
        Self(Box::new(ask))
    }
}

impl fmt::Debug for UnitValues {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("UnitValues")
    }
}

/// The values that stand in for `{{ … }}` of a field that is read at once: a figure, a
/// date, a choice.
#[derive(Debug, Clone, Copy)]
pub(super) enum SetValues<'a> {
    /// None: the form is of no set.
    Alone,
    /// None: the form is that of the office which makes the set, and of no unit.
    Office,
    /// Those of the unit.
    Unit(&'a UnitValues),
}

impl SetValues<'_> {
    /// Whether the form is of no set.
    pub(super) fn is_alone(self) -> bool {
        matches!(self, Self::Alone)
    }

    /// Puts the unit's values in the place of the pieces that read nothing else.
    pub(super) fn substitute(self, plain: &mut Plain) {
        for piece in plain.lines.iter_mut().flatten() {
            // What it reads beside the unit is looked up with the whole form.
            self.substitute_piece(piece);
        }
    }

    /// Puts the unit's value in the place of a piece that reads nothing else; where it has
    /// none, gives what is wrong with it.
    pub(super) fn substitute_piece(self, piece: &mut ProsePiece) -> Vec<FormulaError> {
        let (Self::Unit(values), ProsePiece::Value { expression, style, span }) =
            (self, &*piece)
        else {
            return Vec::new();
        };
        let (style, span) = (*style, *span);
        *piece = match (values.0)(expression) {
            Ok(Shown::Pending) => ProsePiece::Pending,
            Ok(shown) => ProsePiece::Text { text: shown.to_string(), style, span },
            Err(faults) => return faults,
        };
        Vec::new()
    }
}
