//! A word that is looked for in every line of a plan.

use memchr::memchr2_iter;

/// A word in two spellings of one length, mostly in small letters and in capitals. A text has
/// it where each of its bytes is that of either spelling: `Phụ` is found by `phụ` and `PHỤ`.
///
/// What is looked for first is the end of its first letter with a mark, since no byte of a
/// text is rarer; at most places nothing else has to be asked.
#[derive(Debug, Clone, Copy)]
pub struct SoughtWord {
    small: &'static [u8],
    capital: &'static [u8],
    /// The place of the byte that is looked for first.
    mark: usize,
}

impl SoughtWord {
    /// A word in two spellings; both have their marks in the same places.
    #[must_use]
    pub const fn new(small: &'static str, capital: &'static str) -> Self {
        let (small, capital) = (small.as_bytes(), capital.as_bytes());
        assert!(small.len() == capital.len(), "letters of one length in both spellings");
        let mut mark = 0;
        while mark < small.len() && !is_letter_end(small, mark) {
            mark += 1;
        }
        Self { small, capital, mark: if mark == small.len() { 0 } else { mark } }
    }

    /// A word in one spelling alone.
    #[must_use]
    pub const fn exactly(word: &'static str) -> Self {
        Self::new(word, word)
    }

    /// Where it stands in a text, in order; also within longer words.
    pub fn find_in(self, text: &str) -> impl Iterator<Item = usize> {
        let Self { small, capital, mark } = self;
        let bytes = text.as_bytes();
        memchr2_iter(small[mark], capital[mark], bytes).filter_map(move |place| {
            let start = place.checked_sub(mark)?;
            let found = bytes.get(start..start + small.len())?;
            let mut spellings = found.iter().zip(small.iter().zip(capital));
            let is_word = spellings
                .all(|(byte, (small, capital))| byte == small || byte == capital);
            is_word.then_some(start)
        })
    }

    /// Whether it stands in a text.
    #[must_use]
    pub fn is_in(self, text: &str) -> bool {
        self.find_in(text).next().is_some()
    }
}

/// Whether a letter of several bytes ends at a place.
const fn is_letter_end(bytes: &[u8], place: usize) -> bool {
    is_within_letter(bytes[place])
        && (place + 1 == bytes.len() || !is_within_letter(bytes[place + 1]))
}

/// Whether a byte is one of a letter but not its first.
const fn is_within_letter(byte: u8) -> bool {
    byte & 0xC0 == 0x80
}

#[cfg(test)]
mod tests {
    use proptest::{prop_assert_eq, proptest};

    use super::*;

    const WORDS: [(&str, &str); 4] =
        [("phụ lục", "PHỤ LỤC"), ("ngày ", "Ngày "), ("kèm", "KÈM"), ("so", "SO")];

    #[test]
    fn a_word_is_found_in_both_spellings_wherever_it_stands() {
        let text = "Phụ lục I, PHỤ LỤC II, (phụ lục";
        let places: Vec<_> =
            SoughtWord::new("phụ lục", "PHỤ LỤC").find_in(text).collect();
        assert_eq!(
            places.iter().map(|place| &text[*place..]).collect::<Vec<_>>(),
            [text, "PHỤ LỤC II, (phụ lục", "phụ lục"]
        );
        assert!(!SoughtWord::exactly("Khoản").is_in("khoản 2"));
        assert!(
            SoughtWord::exactly("oả").is_in("khoả")
                && SoughtWord::exactly("m").is_in("m")
        );
    }

    proptest! {
        #[test]
        fn what_is_found_is_what_the_text_in_small_letters_has(
            text in "(phụ lục|PHỤ |Lục|ngày |NGÀY|kèm|Kè|m|SO|o|S|ụ|à| |\\PC){0,12}"
        ) {
            for (small, capital) in WORDS {
                let found: Vec<_> = SoughtWord::new(small, capital).find_in(&text).collect();
                let places = text.char_indices().map(|(place, _)| place);
                let expected: Vec<_> = places
                    .filter(|place| {
                        let part = text.get(*place..*place + small.len());
                        part.is_some_and(|part| {
                            let both = small.chars().zip(capital.chars());
                            part.chars().count() == small.chars().count()
                                && part.chars().zip(both).all(|(c, (s, b))| c == s || c == b)
                        })
                    })
                    .collect();
                prop_assert_eq!(found, expected);
            }
        }
    }
}
