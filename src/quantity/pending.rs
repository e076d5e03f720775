//! What a paper need not know yet: `chua_co` in a form, dots on the paper.

/// A value that is known, or known not to be known yet.
///
/// This is not `Option`: a field that a form leaves out is `None`, one that says
/// `chua_co` is [`Pending::Unknown`], which prints as dots and makes every figure that
/// is computed from it pending too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pending<T> {
    /// A value that the form gives, or that was computed from such ones.
    Known(T),
    /// `chua_co`: the value is not known yet.
    Unknown,
}

impl<T> Pending<T> {
    /// The value, if it is given.
    #[must_use]
    pub fn known(&self) -> Option<&T> {
        self.as_ref().into_known()
    }

    /// The value, if it is given.
    #[must_use]
    pub fn into_known(self) -> Option<T> {
        match self {
            Self::Known(value) => Some(value),
            Self::Unknown => None,
        }
    }

    /// The same, with a reference to the value.
    #[must_use]
    pub const fn as_ref(&self) -> Pending<&T> {
        match self {
            Self::Known(value) => Pending::Known(value),
            Self::Unknown => Pending::Unknown,
        }
    }

    /// What a known value becomes; what is pending stays so.
    #[must_use]
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Pending<U> {
        match self {
            Self::Known(value) => Pending::Known(change(value)),
            Self::Unknown => Pending::Unknown,
        }
    }

    /// Two values that are known together or not at all.
    #[must_use]
    pub fn zip<U>(self, other: Pending<U>) -> Pending<(T, U)> {
        match (self, other) {
            (Self::Known(value), Pending::Known(other)) => Pending::Known((value, other)),
            _ => Pending::Unknown,
        }
    }
}

impl<T> From<Option<T>> for Pending<T> {
    /// What is not there is pending: for values whose lack means just that.
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Unknown, Self::Known)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_made_from_a_pending_value_is_pending() {
        let known = Pending::Known(2);
        assert_eq!(known.map(|n| n + 1), Pending::Known(3));
        assert_eq!(known.zip(Pending::Known('a')), Pending::Known((2, 'a')));
        assert_eq!(known.zip(Pending::<i32>::Unknown), Pending::Unknown);
        assert_eq!(Pending::<i32>::Unknown.map(|n| n + 1), Pending::Unknown);
        assert_eq!(Pending::from(None::<i32>).known(), None);
    }
}
