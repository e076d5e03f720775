//! Vietnamese as an office writes it: clean text, keys without marks, capitals, điểm
//! letters, figures, numbers in words, and the places where a line must not break.
//!
//! The lowest module: it knows nothing of forms, plans or typesetting, does no I/O, and
//! gives the same for the same input.
//!
//! | file | what it does |
//! |---|---|
//! | `agency` | names of collective bodies, long and short |
//! | `alphabet` | letters, figures and lower case, answered at once for those of Vietnamese |
//! | `bracket` | what stands in the brackets of a text |
//! | `byte_set` | where bytes of a kind stand in a text |
//! | `clean` | text as typed → NFC without invisible characters and look-alikes |
//! | `look_alike` | characters that look like those meant, and hyphens of Word |
//! | `old_text` | lines in a code from before Unicode |
//! | `old_word` | what a single word tells of such a code |
//! | `old_encoding` | those codes: TCVN3 and VNI |
//! | `syllable` | whether a word is a syllable of Vietnamese |
//! | `fold` | text → lower case without marks; keys; the nearest key |
//! | `capital` | capitals of a whole text and of its first letter |
//! | `letter` | điểm letters and Roman numerals, there and back; bullets |
//! | `name` | names as they are looked up: two spellings of one name have one key |
//! | `name_difference` | in what two spellings of one name differ, in words |
//! | `name_map` | things by their names: by the spelling, else by the key |
//! | `near` | so many letters before or behind a place |
//! | `number` | figures, there and back; the one place that rounds |
//! | `notation` | which sign groups the digits of a figure |
//! | `order` | the order of the alphabet |
//! | `sought_word` | a word that is looked for in every line of a plan |
//! | `visible` | signs that a terminal would obey or hide, made visible |
//! | `words` | whole numbers in words, there and back |
//! | `line_break` | text → pieces, with the bad places for a line break closed; how well a title breaks at each space |

mod agency;
mod alphabet;
mod bracket;
mod byte_set;
mod capital;
mod clean;
mod fold;
mod letter;
mod line_break;
mod look_alike;
mod name;
mod name_difference;
mod name_map;
mod near;
mod notation;
mod number;
mod old_encoding;
mod old_text;
mod old_word;
mod order;
mod sought_word;
mod syllable;
mod visible;
mod words;

pub use agency::{find_collective_abbreviation, shorten_agency_name, split_collective};
pub(crate) use alphabet::to_lower;
pub use alphabet::{is_letter, is_letter_or_figure};
pub use bracket::list_brackets;
pub(crate) use byte_set::ByteSet;
pub use capital::{
    capitalize_first, has_small_start, is_in_capitals, is_place_in_capitals,
    is_small_form, lower_first, to_capitals,
};
pub use clean::{
    CleanText, clean, clean_noting, has_old_signs, is_clean, normalize_spaces,
};
pub use fold::{find_nearest, fold, to_key};
pub use letter::{from_diem, from_roman, is_bullet, to_diem, to_roman};
pub use line_break::{PlacedSeam, Seam, TextPiece, find_seams, split_pieces};
pub use look_alike::LetterRepair;
pub use name::{has_movable_tone, to_name_key};
pub use name_difference::{describe_name_difference, suggest_name};
pub use name_map::{NameMap, is_same_name};
pub(crate) use near::{take_first_letters, take_last_letters};
pub use notation::{Notation, join_blank_groups, translate_english};
pub use number::{
    Reading, format_decimal, format_exact, group_digits, read_count, read_decimal,
    round_half_up,
};
pub use old_encoding::OldEncoding;
pub use old_text::{OldLine, OldText, find_old_text};
pub use order::compare_names;
pub use sought_word::SoughtWord;
pub use syllable::{is_syllable, move_tone};
pub use visible::{
    ShownText, escape_json, is_hidden, is_log_command, push_visible, show_hidden,
    show_hidden_in_lines, show_lines,
};
pub use words::{read_number_words, spell_number};
