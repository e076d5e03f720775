//! What the fields of a form of a set may take from the set while the form is read.

use crate::prose::{BLANK, Piece, Plain, Scope};

/// The key that switches an item of a list on or off for a unit.
pub const SWITCH: &str = "khi";

/// The key, in an override, that takes an entry out.
pub const DROP: &str = "bo";

/// The name by which texts and formulas read the row of the unit.
pub const UNIT: &str = "don_vi";

/// The values that stand in for `{{ … }}` of a field that is settled at once: a figure, a
/// date, a choice.
#[derive(Debug, Clone, Copy)]
pub(super) enum SetValues<'a> {
    /// None: the form is of no set.
    Alone,
    /// None: the form is the office's own of a set, and of no unit.
    Office,
    /// Those of the unit.
    Unit(&'a Scope),
}

impl SetValues<'_> {
    /// Whether the form is of no set.
    pub(super) fn is_alone(self) -> bool {
        matches!(self, Self::Alone)
    }

    /// Puts the unit's values in the place of the pieces that read nothing else.
    pub(super) fn settle(self, plain: &mut Plain) {
        let Self::Unit(scope) = self else { return };
        for piece in plain.lines.iter_mut().flatten() {
            let Piece::Value { expr, style, span } = &*piece else { continue };
            let Ok(text) = scope.eval(expr) else { continue };
            *piece = match text {
                text if text == BLANK => Piece::Open,
                text => Piece::Text { text, style: *style, span: *span },
            };
        }
    }
}
