//! A level of numbering: where the count stands, and how a part of it is called.

use crate::form::{Numbering, TitleLook};
use crate::language::{diem, roman};

use super::Look;

/// One numbered part on the way down to a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PartNumber {
    style: Numbering,
    count: usize,
    titled: bool,
    /// As printed: `4.1.`
    pub(super) number: String,
}

/// A level at which parts are numbered.
#[derive(Debug, Clone)]
pub(super) struct NumberingLevel {
    /// How its parts are numbered.
    pub(super) style: Numbering,
    /// Levels above it.
    pub(super) depth: usize,
    /// Level of its titles in the structure of the PDF.
    pub(super) heading: u8,
    count: usize,
    path: Vec<PartNumber>,
    /// The appendix in which the level stands: `Phụ lục II`.
    appendix: Option<String>,
    /// How the part above this level is called; empty above all parts of a body.
    pub(super) name: String,
}

impl NumberingLevel {
    /// The first level of a body.
    pub(super) fn top(style: Numbering) -> Self {
        let (path, name) = (Vec::new(), String::new());
        Self { style, depth: 0, heading: 1, count: 0, path, appendix: None, name }
    }

    /// The first level of an appendix, whose own heading is level 1.
    pub(super) fn for_appendix(style: Numbering, label: &str) -> Self {
        let (within, name) = (Some(label.to_owned()), label.to_owned());
        Self { heading: 2, appendix: within, name, ..Self::top(style) }
    }

    /// Counts one part.
    pub(super) fn next(&mut self, titled: bool) -> PartNumber {
        self.count += 1;
        let number = format_number(self.style, self.count, &self.prefix());
        PartNumber { style: self.style, count: self.count, titled, number }
    }

    /// The level below a part with this title.
    pub(super) fn child(&self, style: Numbering, step: &PartNumber, title: &str) -> Self {
        let mut path = self.path.clone();
        path.push(step.clone());
        let heading = self.heading.saturating_add(1);
        let (depth, within) = (self.depth + 1, self.appendix.clone());
        let name = String::new();
        let child =
            Self { style, depth, heading, count: 0, path, appendix: within, name };
        Self { name: child.label(title), ..child }
    }

    /// How a part of this level without a title is called; one without a number by the
    /// name of the part above.
    pub(super) fn part_name(&self, step: &PartNumber) -> String {
        let parts = self.path.iter().any(|s| s.style == Numbering::Part);
        match step.name(parts) {
            Some(_) => self.child(Numbering::None, step, "").name,
            None => self.name.clone(),
        }
    }

    /// The number of the level above, for `4.1.`
    fn prefix(&self) -> String {
        match self.path.last() {
            Some(step)
                if matches!(step.style, Numbering::Arabic | Numbering::Decimal) =>
            {
                step.number.clone()
            }
            Some(step) => format!("{}.", step.count),
            None => String::new(),
        }
    }

    /// How the part above this level is called: `Mục 5 Phần II`, `điểm a`
    /// (Phụ lục II, V.7: capital for Phần and Mục, none for khoản and điểm). A part
    /// without a number is called by its title.
    ///
    /// Where the paper has no `Phần I`, its `I.` are called Phần and its titled `1.`
    /// Mục, as offices do; where it has, `I.` are Mục and `1.` khoản, as in the decree.
    fn label(&self, title: &str) -> String {
        let parts = self.path.iter().any(|s| s.style == Numbering::Part);
        let mut words = Vec::new();
        let mut skip = false;
        if self.path.last().is_some_and(|step| step.name(parts).is_none()) {
            words.push(format!("mục “{title}”"));
        }
        for step in self.path.iter().rev() {
            // `4.1` names its `4` already.
            let covered =
                skip && matches!(step.style, Numbering::Arabic | Numbering::Decimal);
            skip = step.style == Numbering::Decimal;
            if !covered {
                words.extend(step.name(parts));
            }
        }
        words.extend(self.appendix.clone());
        words.join(" ")
    }
}

impl PartNumber {
    fn name(&self, parts: bool) -> Option<String> {
        let numeral = || roman(self.count);
        Some(match self.style {
            Numbering::Part => format!("Phần {}", numeral()),
            Numbering::Roman if parts => format!("Mục {}", numeral()),
            Numbering::Roman => format!("Phần {}", numeral()),
            Numbering::Arabic if parts || !self.titled => format!("khoản {}", self.count),
            Numbering::Arabic => format!("Mục {}", self.count),
            Numbering::Decimal => format!("Mục {}", self.number.trim_end_matches('.')),
            Numbering::Letter => match diem(self.count) {
                Some(letter) => format!("điểm {letter}"),
                None => format!("điểm {}", self.count),
            },
            Numbering::Dash | Numbering::Plus | Numbering::Star | Numbering::None => {
                return None;
            }
        })
    }
}

/// The number of a step in a style, for markers and headings.
fn format_number(style: Numbering, number: usize, prefix: &str) -> String {
    match style {
        Numbering::Part => format!("Phần {}", roman(number)),
        Numbering::Roman => format!("{}.", roman(number)),
        Numbering::Arabic => format!("{number}."),
        Numbering::Decimal => format!("{prefix}{number}."),
        // The alphabet ends after 23 points, which a rule tells; where it is silenced,
        // figures go on.
        Numbering::Letter => match diem(number) {
            Some(letter) => format!("{letter})"),
            None => format!("{number})"),
        },
        Numbering::Dash => "-".to_owned(),
        Numbering::Plus => "+".to_owned(),
        Numbering::Star => "*".to_owned(),
        Numbering::None => String::new(),
    }
}

/// The look of a title in the document.
pub(super) fn convert_look(look: TitleLook) -> Look {
    match look {
        TitleLook::Bold => Look::Bold,
        TitleLook::Italic => Look::Italic,
        TitleLook::BoldItalic => Look::BoldItalic,
        TitleLook::Plain => Look::Plain,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn down(styles: &[(Numbering, usize)]) -> NumberingLevel {
        let mut level = NumberingLevel::top(styles[0].0);
        for (i, &(_, count)) in styles.iter().enumerate() {
            let step = (0..count).map(|_| level.next(true)).last().unwrap();
            let below = styles.get(i + 1).map_or(Numbering::Dash, |s| s.0);
            level = level.child(below, &step, "");
        }
        level
    }

    #[test]
    fn a_part_is_called_from_the_smallest_to_the_largest() {
        let roman = (Numbering::Roman, 2);
        assert_eq!(down(&[roman, (Numbering::Arabic, 5)]).label(""), "Mục 5 Phần II");
        let letter = (Numbering::Letter, 5);
        let label =
            down(&[roman, (Numbering::Arabic, 4), (Numbering::Decimal, 1), letter]);
        assert_eq!(label.label(""), "điểm đ Mục 4.1 Phần II");
        let dash = down(&[roman, (Numbering::Dash, 3)]);
        assert_eq!(dash.label("Đối tượng"), "mục “Đối tượng” Phần II");
        let decree =
            [(Numbering::Part, 1), (Numbering::Roman, 3), (Numbering::Arabic, 2)];
        assert_eq!(down(&decree).label(""), "khoản 2 Mục III Phần I");
    }
}
