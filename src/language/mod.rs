//! Vietnamese as an office writes it: clean text, keys without marks, capitals, điểm
//! letters, figures, numbers in words, and the places where a line must not break.
//!
//! The lowest module: it knows nothing of forms, plans or typesetting, does no I/O, and
//! gives the same for the same input.
//!
//! | file | what it does |
//! |---|---|
//! | `agency` | names of collective bodies, long and short |
//! | `clean` | text as typed → NFC without invisible characters |
//! | `fold` | text → lower case without marks; keys; the nearest key |
//! | `capital` | capitals of a whole text and of its first letter |
//! | `letter` | điểm letters and Roman numerals, there and back |
//! | `number` | figures, there and back; the one place that rounds |
//! | `order` | the order of the alphabet |
//! | `words` | whole numbers in words, there and back |
//! | `line_break` | text → pieces, with the bad places for a line break closed |

mod agency;
mod capital;
mod clean;
mod fold;
mod letter;
mod line_break;
mod number;
mod order;
mod words;

pub use agency::{collective, collective_abbreviation, short_name};
pub use capital::{capitalise_first, lower_first, upper};
pub use clean::{clean, collapse};
pub use fold::{fold, key, nearest};
pub use letter::{diem, diem_index, roman, roman_value};
pub use line_break::{Piece, pieces};
pub use number::{
    Reading, decimal, exact, grouped, read_count, read_decimal, round_half_up,
};
pub use order::compare;
pub use words::{read_words, words};
