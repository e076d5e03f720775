//! The sources of money that every office knows, and what they are called.

use crate::language;
use crate::prose::Plain;

use super::head::Agency;

/// A source that every office knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SourceKind {
    /// Ngân sách trung ương.
    Central,
    /// The budget of the province.
    Province,
    /// The budget of the district, a level that ended on 01/7/2025.
    District,
    /// The budget of the commune.
    Commune,
    /// Contributions of the people.
    Social,
    /// What none of the other keys says.
    Other,
}

/// Names of the district's budget where the issuer is no `huyện`.
const DISTRICTS: [(&str, &str); 2] =
    [("quận", "Ngân sách quận"), ("thị xã", "Ngân sách thị xã")];

/// Names of the commune's budget where the issuer is no `xã`.
const COMMUNES: [(&str, &str); 3] = [
    ("phường", "Ngân sách phường"),
    ("đặc khu", "Ngân sách đặc khu"),
    ("thị trấn", "Ngân sách thị trấn"),
];

impl SourceKind {
    /// All, with their keys, in the order in which a table has them.
    pub const ALL: [(Self, &'static str); 6] = [
        (Self::Central, "trung_uong"),
        (Self::Province, "tinh"),
        (Self::District, "huyen"),
        (Self::Commune, "xa"),
        (Self::Social, "xa_hoi_hoa"),
        (Self::Other, "khac"),
    ];

    /// Its key in the form.
    #[must_use]
    pub fn key(self) -> &'static str {
        Self::ALL.iter().find(|(kind, _)| *kind == self).map_or("", |(_, key)| key)
    }

    /// The name on paper. The budgets of district and commune are called after what the
    /// issuer, or the agency above it, is: `Ngân sách phường`.
    #[must_use]
    pub fn name(self, issuer: Option<&Agency>) -> &'static str {
        match self {
            Self::Central => "Ngân sách trung ương",
            Self::Province => "Ngân sách tỉnh",
            Self::District => {
                find_budget_name(issuer, &DISTRICTS).unwrap_or("Ngân sách huyện")
            }
            Self::Commune => {
                find_budget_name(issuer, &COMMUNES).unwrap_or("Ngân sách xã")
            }
            Self::Social => "Xã hội hóa",
            Self::Other => "Nguồn khác",
        }
    }
}

fn find_budget_name(
    issuer: Option<&Agency>,
    names: &[(&str, &'static str)],
) -> Option<&'static str> {
    let issuer = issuer?;
    let unit = find_unit_word(&issuer.name)
        .or_else(|| find_unit_word(issuer.parent.as_ref()?))?;
    names.iter().find(|(word, _)| *word == unit).map(|(_, name)| *name)
}

/// What unit an agency's name speaks of: the first such word in it, since what follows is
/// the name of the unit and may have another: “xã Phường Sơn”. So too “thị xã”, which
/// begins before the “xã” in it.
fn find_unit_word(name: &Plain) -> Option<&'static str> {
    const UNITS: [&str; 9] = [
        "thị xã",
        "thị trấn",
        "xã",
        "phường",
        "đặc khu",
        "quận",
        "huyện",
        "tỉnh",
        "thành phố",
    ];
    let name =
        format!(" {} ", language::normalize_spaces(&name.collect_words()).to_lowercase());
    let found = UNITS.into_iter().filter_map(|unit| {
        let start = name.find(&format!(" {unit} "))?;
        Some((start, unit))
    });
    found.min().map(|(_, unit)| unit)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::super::read;
    use super::*;
    use crate::source::Source;

    fn agency(keys: &str) -> Option<Agency> {
        let source =
            Source::new(Path::new("a.yaml"), &format!("co_quan: {{ {keys} }}\n"));
        read(&source).0?.agency
    }

    #[test]
    fn the_budget_of_the_commune_is_called_after_the_issuer() {
        for (name, called) in [
            ("Ủy ban nhân dân xã Kim Liên", "Ngân sách xã"),
            ("Ủy ban nhân dân phường Cửa Nam", "Ngân sách phường"),
            ("Ủy ban nhân dân Đặc khu Phú Quốc", "Ngân sách đặc khu"),
            ("Ủy ban nhân dân thị trấn Nam Đàn", "Ngân sách thị trấn"),
            ("Ủy ban nhân dân xã Phường Sơn", "Ngân sách xã"),
            ("Ủy ban nhân dân tỉnh Nghệ An", "Ngân sách xã"),
        ] {
            let agency = agency(&format!("ten: {name}, dia_danh: A"));
            assert_eq!(SourceKind::Commune.name(agency.as_ref()), called, "{name}");
        }
        let office =
            agency("ten: Phòng Kinh tế, chu_quan: UBND phường Cửa Nam, dia_danh: A");
        assert_eq!(SourceKind::Commune.name(office.as_ref()), "Ngân sách phường");
        assert_eq!(SourceKind::Commune.name(None), "Ngân sách xã");
        let town = agency("ten: Ủy ban nhân dân thị xã Thái Hòa, dia_danh: A");
        assert_eq!(SourceKind::District.name(town.as_ref()), "Ngân sách thị xã");
    }

    #[test]
    fn every_usual_source_has_a_key_in_the_form_and_no_key_lacks_one() {
        let keys: Vec<_> = SourceKind::ALL.iter().map(|(_, key)| *key).collect();
        assert_eq!(super::super::funding::SOURCES.names().collect::<Vec<_>>(), keys);
    }
}
