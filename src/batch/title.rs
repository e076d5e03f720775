//! The title of a set: what its papers are about, and of which year.

use crate::language;
use crate::prose::{self, Plain, ProsePiece};
use crate::yaml::{YamlNode, YamlValue};

/// The title of a set by the tree of its master: the trích yếu on one line, with dots for
/// the values of units, and the year of the plan where the trích yếu does not say it.
pub(super) fn compose_title(master: &YamlNode) -> String {
    let head = find_entry_value(master, "van_ban");
    let subject = head.and_then(|head| find_entry_value(head, "trich_yeu"));
    let Some(subject) = subject.and_then(YamlNode::scalar) else {
        return String::new();
    };
    let year = find_entry_value(master, "nam").and_then(YamlNode::scalar);
    let year = year.map(|year| year.text.trim()).filter(|year| is_year(year));
    let subject = prose::to_plain(&subject.text);
    let subject = replace_values(&subject, year, find_period(master));
    add_year(language::normalize_spaces(&subject), year)
}

/// The value under a key of a mapping.
pub(super) fn find_entry_value<'n>(
    node: &'n YamlNode,
    key: &str,
) -> Option<&'n YamlNode> {
    let YamlValue::Mapping { entries, .. } = &node.value else { return None };
    entries.iter().find(|entry| entry.name == key).map(|entry| &entry.value)
}

/// The first and the last year of a master for several.
fn find_period(master: &YamlNode) -> Option<[&str; 2]> {
    let period = find_entry_value(master, "giai_doan")?;
    let ends = match period.scalar() {
        Some(scalar) => scalar.text.split_once(['-', '–', '—']),
        None => {
            let end = |key| Some(find_entry_value(period, key)?.scalar()?.text.as_str());
            end("tu").zip(end("den"))
        }
    };
    let ends: [&str; 2] = ends?.into();
    Some(ends.map(str::trim)).filter(|ends| ends.iter().all(|end| is_year(end)))
}

/// A text with its year and its period, and three dots for each other value: those are of
/// units.
fn replace_values(text: &Plain, year: Option<&str>, period: Option<[&str; 2]>) -> String {
    let mut res = String::new();
    for piece in &text.joined() {
        match piece {
            ProsePiece::Text { text, .. } => res += text,
            ProsePiece::Value { expression, .. } => {
                let value = match (expression.text(), period) {
                    ("nam", _) => year.map(str::to_owned),
                    ("giai_doan", Some([first, last])) => {
                        Some(format!("{first} - {last}"))
                    }
                    ("giai_doan.tu", Some([first, _])) => Some(first.to_owned()),
                    ("giai_doan.den", Some([_, last])) => Some(last.to_owned()),
                    _ => None,
                };
                res += value.as_deref().unwrap_or("…");
            }
            ProsePiece::Pending
            | ProsePiece::Leader { .. }
            | ProsePiece::CheckBox { .. } => res.push('…'),
            ProsePiece::Note { .. } => {}
        }
    }
    res
}

/// A title with the year at its end, unless it names the year anyway. Behind another year,
/// `đến năm 2030`, it stands in brackets: two years in a row would be read as a span.
fn add_year(title: String, year: Option<&str>) -> String {
    let Some(year) = year.filter(|_| !title.is_empty()) else { return title };
    let years: Vec<_> =
        title.split(|c: char| !c.is_ascii_digit()).filter(|part| is_year(part)).collect();
    if years.contains(&year) {
        title
    } else if years.is_empty() {
        format!("{title} năm {year}")
    } else {
        format!("{title} (năm {year})")
    }
}

/// Whether a text is four digits, as years of plans are written.
fn is_year(text: &str) -> bool {
    text.len() == 4 && text.starts_with(['1', '2']) && text.parse::<u16>().is_ok()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::source::Source;
    use crate::yaml;

    #[track_caller]
    fn check(year: &str, subject: &str, title: &str) {
        let text = format!("nam: {year}\nvan_ban:\n  trich_yeu: \"{subject}\"\n");
        let (tree, _) = yaml::parse(&Source::new(Path::new(""), &text));
        assert_eq!(compose_title(&tree.unwrap()), title);
    }

    #[test]
    fn a_title_says_its_year_once() {
        check("2026", "Giảm nghèo bền vững", "Giảm nghèo bền vững năm 2026");
        check(
            "2026",
            "Giảm nghèo năm 2026 của {{ don_vi.ten }}",
            "Giảm nghèo năm 2026 của …",
        );
        check(
            "2026",
            "Giảm nghèo năm {{ nam }} tại {{ don_vi.ten }}",
            "Giảm nghèo năm 2026 tại …",
        );
        check("2026", "Giảm nghèo giai đoạn 2026-2030", "Giảm nghèo giai đoạn 2026-2030");
    }

    #[test]
    fn another_year_or_number_is_not_the_year_of_the_plan() {
        check(
            "2026",
            "Phát triển rừng đến năm 2030",
            "Phát triển rừng đến năm 2030 (năm 2026)",
        );
        check(
            "2026",
            "Thực hiện Nghị quyết số 120",
            "Thực hiện Nghị quyết số 120 năm 2026",
        );
        check("2026", "Rà soát 20261 hộ", "Rà soát 20261 hộ năm 2026");
        check("2026", "So với {{ nam - 1 }}", "So với … năm 2026");
    }

    #[test]
    fn where_no_year_is_known_none_is_said() {
        check("chua_co", "Giảm nghèo", "Giảm nghèo");
        check("\"\"", "Giảm nghèo năm {{ nam }}", "Giảm nghèo năm …");
        check("2026", "", "");
    }

    #[test]
    fn the_period_of_a_master_is_named() {
        for period in ["2026-2030", "{ tu: 2026, den: 2030 }"] {
            let text = format!(
                "nam: 2026\ngiai_doan: {period}\nvan_ban:\n  trich_yeu: \"Giảm nghèo giai đoạn {{{{ giai_doan }}}}, đến {{{{ giai_doan.den }}}}\"\n"
            );
            let (tree, _) = yaml::parse(&Source::new(Path::new(""), &text));
            let title = compose_title(&tree.unwrap());
            assert_eq!(title, "Giảm nghèo giai đoạn 2026 - 2030, đến 2030", "{period}");
        }
    }
}
