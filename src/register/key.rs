//! The key under which a row of a register is found. The build, which packs the registers,
//! has this file too, so that a row is asked for by the key under which it was put.

/// The key of a name or a number: in small letters, single blanks between words, hyphens for
/// all dashes, one kind of apostrophe, the tone mark on the first vowel of an open `oa`,
/// `oe`, `uy` (`hoà` and `hòa` are one word).
#[must_use]
pub fn make_key(text: &str) -> String {
    let mut res = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !res.is_empty() {
            res.push(' ');
        }
        for c in word.chars().flat_map(char::to_lowercase) {
            res.push(match c {
                '–' | '—' | '−' | '‐' | '‑' => '-',
                '’' | '‘' | 'ʼ' | '`' | '´' => '\'',
                c => c,
            });
        }
    }
    for (newer, older) in TONES {
        if res.contains(newer) {
            res = replace_open(&res, newer, older);
        }
    }
    res
}

/// Open rhymes with their tone mark in the newer place and in the older.
const TONES: [(&str, &str); 15] = [
    ("oà", "òa"),
    ("oá", "óa"),
    ("oả", "ỏa"),
    ("oã", "õa"),
    ("oạ", "ọa"),
    ("oè", "òe"),
    ("oé", "óe"),
    ("oẻ", "ỏe"),
    ("oẽ", "õe"),
    ("oẹ", "ọe"),
    ("uỳ", "ùy"),
    ("uý", "úy"),
    ("uỷ", "ủy"),
    ("uỹ", "ũy"),
    ("uỵ", "ụy"),
];

/// Replaces a rhyme where no letter follows it and no `q` stands before it.
fn replace_open(text: &str, newer: &str, older: &str) -> String {
    let mut res = String::with_capacity(text.len());
    let mut from = 0;
    for (place, _) in text.match_indices(newer) {
        let after = place + newer.len();
        let is_open = !text[after..].starts_with(char::is_alphabetic);
        res.push_str(&text[from..place]);
        res.push_str(if is_open && !text[..place].ends_with('q') {
            older
        } else {
            newer
        });
        from = after;
    }
    res.push_str(&text[from..]);
    res
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_have_one_key() {
        for (text, key) in [
            ("Hoà  Bình", "hòa bình"),
            ("ỦY BAN", "ủy ban"),
            ("Uỷ ban", "ủy ban"),
            ("Cư M’gar", "cư m'gar"),
            ("61/2015/NĐ–CP", "61/2015/nđ-cp"),
            ("quý hoàn", "quý hoàn"),
        ] {
            assert_eq!(make_key(text), key);
        }
    }
}
