//! Texts: bytes, lines and words that are changed, lost, doubled or in the wrong place.

use super::Random;

/// Signs that mean something to YAML, to prose, to a formula, to a CSV, to XML or to a
/// terminal, and figures that are too large, too small or none.
pub(crate) const ODD: &[&str] = &[
    "{{",
    "}}",
    "{{ }}",
    "{{ bang.x.y }}",
    "{{ vb(\"a\") }}",
    "*",
    "**",
    "_",
    "[^",
    "[^1]",
    "\\",
    "\"",
    "'",
    "“",
    "”",
    "`",
    ": ",
    "- ",
    "#",
    " #",
    "|\n",
    ">\n",
    "&a ",
    "*a",
    "!!str ",
    "? ",
    "%",
    "@",
    "[",
    "]",
    "{",
    "}",
    ",",
    ";",
    "\t",
    "\n",
    "\r",
    "\r\n",
    "\n\n",
    "\0",
    "\u{1b}[31m",
    "\u{7}",
    "\u{9b}",
    "\u{85}",
    "\u{a0}",
    "\u{ad}",
    "\u{200b}",
    "\u{202e}",
    "\u{2028}",
    "\u{feff}",
    "\u{fffd}",
    "\u{10ffff}",
    "\u{301}",
    "\u{1f9d1}\u{200d}\u{1f33e}",
    "Ð",
    "а",
    "c«ng t¸c",
    "<",
    ">",
    "</",
    "/>",
    "&amp;",
    "&#0;",
    "&la;",
    "<![CDATA[",
    "]]>",
    "<!--",
    "-1",
    "0",
    "00",
    "1e308",
    "1e-999",
    "NaN",
    "99999999999999999999",
    "2147483648",
    "4294967295",
    "18446744073709551615",
    "0,5",
    "1.250",
    "1,250",
    "3,3%",
    "(9)",
    "2024-02-30",
    "31/12/9999",
    "chua_co",
    "null",
    "~",
    "true",
    "=A1+1",
    "1/0",
    "if(a, b, c)",
    "+",
    "--",
    "...",
];

/// Harms a text in one to four places.
pub(crate) fn harm_text(random: &mut Random, text: &[u8]) -> Vec<u8> {
    let mut bytes = text.to_vec();
    for _ in 0..=random.below(4) {
        match random.below(4) {
            0 => change_bytes(random, &mut bytes),
            1 => change_lines(random, &mut bytes),
            2 => insert_odd(random, &mut bytes),
            _ => replace_word(random, &mut bytes),
        }
    }
    bytes
}

/// Changes, loses, doubles or adds some bytes.
pub(crate) fn change_bytes(random: &mut Random, bytes: &mut Vec<u8>) {
    let range = random.range(bytes.len(), 24);
    match random.below(6) {
        0 if !bytes.is_empty() => {
            let place = random.below(bytes.len());
            bytes[place] = random.byte();
        }
        1 if !bytes.is_empty() => {
            let place = random.below(bytes.len());
            bytes[place] ^= 1 << random.below(8);
        }
        2 => drop(bytes.drain(range)),
        3 => {
            let again = bytes[range.clone()].to_vec();
            bytes.splice(range.end..range.end, again);
        }
        4 if random.once_in(8) => bytes.truncate(range.start),
        _ => {
            let added: Vec<u8> = (0..=random.below(3)).map(|_| random.byte()).collect();
            bytes.splice(range.start..range.start, added);
        }
    }
}

/// Loses, doubles, swaps, joins or indents lines.
fn change_lines(random: &mut Random, bytes: &mut Vec<u8>) {
    let mut lines: Vec<Vec<u8>> =
        bytes.split(|b| *b == b'\n').map(<[u8]>::to_vec).collect();
    let (one, other) = (random.below(lines.len()), random.below(lines.len()));
    match random.below(6) {
        0 => drop(lines.remove(one)),
        1 => lines.insert(other, lines[one].clone()),
        2 => lines.swap(one, other),
        3 if one + 1 < lines.len() => {
            let next = lines.remove(one + 1);
            lines[one].extend(next);
        }
        4 => drop(lines[one].splice(0..0, vec![b' '; 1 + random.below(4)])),
        _ => {
            let blanks = lines[one].iter().take_while(|b| **b == b' ').count();
            lines[one].drain(..random.below(blanks + 1));
        }
    }
    *bytes = lines.join(&b'\n');
}

fn insert_odd(random: &mut Random, bytes: &mut Vec<u8>) {
    let place = random.below(bytes.len() + 1);
    bytes.splice(place..place, random.pick(ODD).bytes());
}

/// Puts a sign or a figure in the place of a word.
fn replace_word(random: &mut Random, bytes: &mut Vec<u8>) {
    let is_blank = |b: &u8| matches!(b, b' ' | b'\n' | b'"' | b';' | b'>' | b'<');
    let from = random.below(bytes.len() + 1);
    let start = from + bytes[from..].iter().take_while(|b| is_blank(b)).count();
    let end = start + bytes[start..].iter().take_while(|b| !is_blank(b)).count();
    bytes.splice(start..end, random.pick(ODD).bytes());
}
