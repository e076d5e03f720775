//! Which numbered rows of a list stand within which: `1.1` and `a` within `1`, a dash within
//! either, and numbers that begin anew below a name.

use super::super::row_mark::OutlineMark;

/// What stands below the name of a group.
enum Inner {
    /// No row yet.
    Nothing,
    /// Rows whose marks stand below its own: `1.1`, `a`, `-`.
    Marked,
    /// Numbers that begin anew.
    Anew {
        /// The last of them.
        last: usize,
        /// Whether the first is itself the name of a group.
        are_groups: bool,
    },
}

/// A group with a number, to which rows are still added.
struct NumberedGroup {
    mark: OutlineMark,
    inner: Inner,
}

impl NumberedGroup {
    /// Whether a row with a number or mark stands within the group.
    fn hold(&mut self, mark: &OutlineMark, is_group: bool) -> bool {
        if mark.is_below(&self.mark) {
            if matches!(self.inner, Inner::Nothing) {
                self.inner = Inner::Marked;
            }
            return true;
        }
        let Some(number) = mark.whole_number() else { return false };
        let (is_within, are_groups) = match self.inner {
            Inner::Nothing => (number == 1, is_group),
            Inner::Marked => (false, false),
            // A group does not stand among tasks.
            Inner::Anew { are_groups: false, .. } if is_group => (false, false),
            Inner::Anew { last, are_groups } => {
                // The number behind that of the group is the next beside it, unless it is
                // the next within it.
                let beside = self.mark.whole_number().map(|number| number + 1);
                (number == last + 1 || beside != Some(number), are_groups)
            }
        };
        if is_within {
            self.inner = Inner::Anew { last: number, are_groups };
        }
        is_within
    }
}

/// The numbered groups around a row, each within the one before it.
#[derive(Default)]
pub(super) struct NumberLevels(Vec<NumberedGroup>);

impl NumberLevels {
    /// How many groups a row with a number or mark stands within: those that it does not
    /// stand within are at their end.
    pub(super) fn enter(&mut self, mark: &OutlineMark, is_group: bool) -> usize {
        while let Some(last) = self.0.last_mut() {
            if last.hold(mark, is_group) {
                break;
            }
            self.0.pop();
        }
        self.0.len()
    }

    /// Begins a group with a number, within those that are open.
    pub(super) fn begin(&mut self, mark: &OutlineMark) {
        self.0.push(NumberedGroup { mark: mark.clone(), inner: Inner::Nothing });
    }

    /// Ends all groups with a number, at the name of one of another kind.
    pub(super) fn end(&mut self) {
        self.0.clear();
    }
}
