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
        for c in word.chars() {
            match c {
                '–' | '—' | '−' | '‐' | '‑' => res.push('-'),
                '’' | '‘' | 'ʼ' | '`' | '´' => res.push('\''),
                // Most letters are small ones.
                c if c.is_lowercase() => res.push(c),
                c => res.extend(c.to_lowercase()),
            }
        }
    }
    move_tones(res)
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

/// A key with the tone marks of open rhymes in the older place: where no letter follows the
/// rhyme and no `q` stands before it. Most keys have no such rhyme and stay as they are.
fn move_tones(key: String) -> String {
    let mut res = String::new();
    let mut from = 0;
    let pairs = key.as_bytes().windows(2).enumerate();
    let vowels =
        pairs.filter(|(_, pair)| matches!(pair[0], b'o' | b'u') && pair[1] > 0x7f);
    for (place, _) in vowels {
        let rest = &key[place..];
        let Some((newer, older)) =
            TONES.iter().find(|(newer, _)| rest.starts_with(newer))
        else {
            continue;
        };
        let is_open = !rest[newer.len()..].starts_with(char::is_alphabetic);
        if is_open && !key[..place].ends_with('q') {
            res.push_str(&key[from..place]);
            res.push_str(older);
            from = place + newer.len();
        }
    }
    if from == 0 {
        return key;
    }
    res.push_str(&key[from..]);
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
            ("thuỷ, hoạ, hoà", "thủy, họa, hòa"),
        ] {
            assert_eq!(make_key(text), key);
        }
    }
}
