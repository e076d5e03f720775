//! Vietnamese as an office writes it: clean text, keys without marks, capitals, điểm
//! letters, figures, numbers in words, and the places where a line must not break.
//!
//! The lowest module: it knows nothing of forms, plans or typesetting, does no I/O, and
//! gives the same for the same input.
//!
//! | file | does |
//! |---|---|
//! | `agency` | names of collective bodies, long and short |
//! | `clean` | text as typed → NFC without invisible characters |
//! | `fold` | text → lower case without marks; keys; the nearest key |
//! | `capital` | capitals of a whole text and of its first letter |
//! | `letter` | điểm letters and Roman numerals, there and back |
//! | `number` | figures, there and back; the one place that rounds |
//! | `order` | the order of the alphabet |
//! | `words` | whole numbers in words, there and back |
//! | `glue` | text → pieces, with the bad places for a line break closed |

mod agency;
mod capital;
mod clean;
mod fold;
mod glue;
mod letter;
mod number;
mod order;
mod words;

pub use agency::collective;
pub use agency::collective_abbreviation;
pub use agency::short_name;
pub use capital::capitalise_first;
pub use capital::lower_first;
pub use capital::upper;
pub use clean::clean;
pub use clean::collapse;
pub use fold::fold;
pub use fold::key;
pub use fold::nearest;
pub use glue::Piece;
pub use glue::pieces;
pub use letter::diem;
pub use letter::diem_index;
pub use letter::roman;
pub use letter::roman_value;
pub use number::Reading;
pub use number::decimal;
pub use number::exact;
pub use number::grouped;
pub use number::read_count;
pub use number::read_decimal;
pub use number::round_half_up;
pub use order::compare;
pub use words::read_words;
pub use words::words;
