//! Names of agencies: the collective bodies, whose names are broken after their type in
//! a letterhead, shortened in a sentence and signed for by `TM.`

use crate::language::fold;

/// The collective bodies and their abbreviations.
const COLLECTIVES: [(&str, &str); 2] =
    [("uy ban nhan dan", "UBND"), ("hoi dong nhan dan", "HĐND")];

/// The type of a collective body, as it is written, and the rest of its name. Both
/// spellings of the tone mark and capitals are taken: `Uỷ ban nhân dân xã Kim Liên`.
pub fn split_collective(name: &str) -> (Option<&str>, &str) {
    match find_body_type(name) {
        Some((end, _)) => (Some(&name[..end]), name[end..].trim()),
        None => (None, name),
    }
}

/// The abbreviation of a collective body: `UBND`.
pub fn find_collective_abbreviation(name: &str) -> Option<&'static str> {
    find_body_type(name).map(|(_, short)| short)
}

/// The short name of an agency in a sentence: `UBND xã Kim Liên`.
pub fn shorten_agency_name(name: &str) -> String {
    match find_body_type(name) {
        Some((end, short)) => format!("{short}{}", &name[end..]),
        None => name.to_owned(),
    }
}

/// The byte at which the type ends, and its abbreviation.
fn find_body_type(name: &str) -> Option<(usize, &'static str)> {
    let folded = fold(name);
    COLLECTIVES.iter().find_map(|(long, short)| {
        let after_type = folded.strip_prefix(long)?;
        let ends_word = after_type.is_empty() || after_type.starts_with(' ');
        // Folding changes the number of bytes, not that of words.
        let words = long.split(' ').count();
        let ends = name.match_indices(' ').map(|(space, _)| space).chain([name.len()]);
        let end = ends.take(words).last()?;
        ends_word.then_some((end, *short))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_collective_is_known_in_every_spelling() {
        for name in ["Ủy ban nhân dân xã Kim Liên", "Uỷ ban nhân dân xã Kim Liên"]
        {
            assert_eq!(split_collective(name).1, "xã Kim Liên");
            assert_eq!(shorten_agency_name(name), "UBND xã Kim Liên");
        }
        assert_eq!(split_collective("ỦY BAN NHÂN DÂN").0, Some("ỦY BAN NHÂN DÂN"));
        assert_eq!(find_collective_abbreviation("Hội đồng nhân dân tỉnh"), Some("HĐND"));
        for name in ["Ủy ban nhân dânxã", "Ban Quản lý dự án", "Ủy ban nhân", ""]
        {
            assert_eq!(split_collective(name), (None, name));
        }
    }
}
