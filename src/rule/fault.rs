//! Codes of faults that are no rules: they cannot be silenced, since without mending
//! there is no paper; or, where they are of a whole set, only in the set.

mod back;
mod front;

use back::BACK;
use front::FRONT;

/// A fault explained.
#[derive(Debug, Clone, Copy)]
pub struct Fault {
    /// The code.
    pub code: &'static str,
    /// In one line, in Vietnamese.
    pub summary: &'static str,
    /// In full, in Vietnamese.
    pub explanation: &'static str,
}

const fn fault(
    code: &'static str,
    summary: &'static str,
    explanation: &'static str,
) -> Fault {
    Fault { code, summary, explanation }
}

/// All faults, in the order of the alphabet.
pub const FAULTS: &[Fault] = &all();

const fn all() -> [Fault; FRONT.len() + BACK.len()] {
    let mut res = [FRONT[0]; FRONT.len() + BACK.len()];
    let mut at = 0;
    while at < res.len() {
        res[at] = if at < FRONT.len() { FRONT[at] } else { BACK[at - FRONT.len()] };
        at += 1;
    }
    res
}
