//! A level of numbering: where the count stands, and how a part of it is called.

use crate::form::Numbering;
use crate::language::{to_diem, to_roman};

/// The number of one part: its own, or that of a part above it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PartNumber {
    style: Numbering,
    /// Its place among the parts of its level, from 1.
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
    /// Levels above it in the same body: 0 for the first.
    pub(super) depth: usize,
    /// Level of its titles in the structure of the PDF.
    pub(super) heading: u8,
    /// Parts counted so far.
    count: usize,
    /// The numbers of the parts above, from the outermost.
    path: Vec<PartNumber>,
    /// The appendix in which the level stands: `Phụ lục II`.
    appendix: Option<String>,
    /// How the part above this level is called; empty above all parts of a body.
    pub(super) name: String,
}

impl NumberingLevel {
    /// The first level of a body.
    pub(super) fn top(style: Numbering) -> Self {
        Self {
            style,
            depth: 0,
            heading: 1,
            count: 0,
            path: Vec::new(),
            appendix: None,
            name: String::new(),
        }
    }

    /// The first level of an appendix, whose own heading is level 1.
    pub(super) fn for_appendix(style: Numbering, label: &str) -> Self {
        let appendix = Some(label.to_owned());
        Self { heading: 2, appendix, name: label.to_owned(), ..Self::top(style) }
    }

    /// The number of the next part of this level. `titled`: whether it has a title, by
    /// which references call some parts otherwise.
    pub(super) fn next(&mut self, titled: bool) -> PartNumber {
        self.count += 1;
        let number = format_number(self.style, self.count, &self.prefix());
        PartNumber { style: self.style, count: self.count, titled, number }
    }

    /// The level below a part with this title.
    pub(super) fn child(
        &self,
        style: Numbering,
        number: &PartNumber,
        title: &str,
    ) -> Self {
        let mut path = self.path.clone();
        path.push(number.clone());
        let mut child = Self {
            style,
            depth: self.depth + 1,
            heading: self.heading.saturating_add(1),
            count: 0,
            path,
            appendix: self.appendix.clone(),
            name: String::new(),
        };
        child.name = child.label(title);
        child
    }

    /// How a part of this level without a title is called; one without a number by the
    /// name of the part above.
    pub(super) fn part_name(&self, number: &PartNumber) -> String {
        match number.name(self.has_parts()) {
            Some(_) => self.child(Numbering::None, number, "").name,
            None => self.name.clone(),
        }
    }

    /// Whether the paper has parts, `Phần I`, above this level.
    fn has_parts(&self) -> bool {
        self.path.iter().any(|number| number.style == Numbering::Part)
    }

    /// What goes before a number of the level: for `4.1.` the number of the level above,
    /// for `4.1.2.` that of the two above.
    fn prefix(&self) -> String {
        match &self.path[..] {
            [.., above] if has_figures_of_above(above.style) => above.number.clone(),
            [.., top, above] if self.style == Numbering::ThreeFigures => {
                format!("{}.{}.", top.count, above.count)
            }
            [.., above] if above.style == Numbering::Arabic => above.number.clone(),
            [.., above] => format!("{}.", above.count),
            [] => String::new(),
        }
    }

    /// How the part above this level is called: `Mục 5 Phần II`, `điểm a`
    /// (Phụ lục II, V.7: capital for Phần and Mục, none for khoản and điểm). A part
    /// without a number is called by its title.
    ///
    /// Where the paper has no `Phần I`, its `I.` are called Phần and its titled `1.`
    /// Mục, as offices do; where it has, `I.` are Mục and `1.` khoản, as in the decree.
    fn label(&self, title: &str) -> String {
        let has_parts = self.has_parts();
        let mut words = Vec::new();
        if self.path.last().is_some_and(|number| number.name(has_parts).is_none()) {
            words.push(format!("mục “{title}”"));
        }
        // `4.1` names the `4` above it already.
        let mut names_above = false;
        for number in self.path.iter().rev() {
            let is_named = names_above
                && (number.style == Numbering::Arabic
                    || has_figures_of_above(number.style));
            names_above = has_figures_of_above(number.style);
            if !is_named {
                words.extend(number.name(has_parts));
            }
        }
        words.extend(self.appendix.clone());
        words.join(" ")
    }
}

impl PartNumber {
    /// How a reference calls the part, in a paper with parts `Phần I` or without; `None`
    /// where it has no number.
    fn name(&self, has_parts: bool) -> Option<String> {
        let count = self.count;
        Some(match self.style {
            Numbering::Roman if has_parts => format!("Mục {}", to_roman(count)),
            Numbering::Part | Numbering::Roman => format!("Phần {}", to_roman(count)),
            Numbering::Arabic if has_parts || !self.titled => format!("khoản {count}"),
            Numbering::Arabic => format!("Mục {count}"),
            Numbering::Decimal | Numbering::ThreeFigures => {
                format!("Mục {}", self.number.trim_end_matches('.'))
            }
            Numbering::Bracketed | Numbering::BracketedStop => format!("điểm ({count})"),
            Numbering::Letter => match to_diem(count) {
                Some(letter) => format!("điểm {letter}"),
                None => format!("điểm {count}"),
            },
            Numbering::Dash | Numbering::Plus | Numbering::Star | Numbering::None => {
                return None;
            }
        })
    }
}

/// Whether a number says those above it as well: `4.1.`
fn has_figures_of_above(style: Numbering) -> bool {
    matches!(style, Numbering::Decimal | Numbering::ThreeFigures)
}

/// The number of the part of a count, from 1, for markers and headings. `prefix` is what
/// goes before, for numbers that say those above them.
fn format_number(style: Numbering, count: usize, prefix: &str) -> String {
    match style {
        Numbering::Part => format!("Phần {}", to_roman(count)),
        Numbering::Roman => format!("{}.", to_roman(count)),
        Numbering::Arabic => format!("{count}."),
        Numbering::Decimal | Numbering::ThreeFigures => format!("{prefix}{count}."),
        Numbering::Bracketed => format!("({count})"),
        Numbering::BracketedStop => format!("({count})."),
        // The alphabet ends after 23 points, which a rule reports; where that rule is
        // suppressed, figures go on.
        Numbering::Letter => match to_diem(count) {
            Some(letter) => format!("{letter})"),
            None => format!("{count})"),
        },
        Numbering::Dash => "-".to_owned(),
        Numbering::Plus => "+".to_owned(),
        Numbering::Star => "*".to_owned(),
        Numbering::None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn down(styles: &[(Numbering, usize)]) -> NumberingLevel {
        let mut level = NumberingLevel::top(styles[0].0);
        for (i, &(_, count)) in styles.iter().enumerate() {
            let number = (0..count).map(|_| level.next(true)).last().unwrap();
            let below = styles.get(i + 1).map_or(Numbering::Dash, |s| s.0);
            level = level.child(below, &number, "");
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
        let third = (Numbering::ThreeFigures, 3);
        let figures = [roman, (Numbering::Arabic, 4), (Numbering::Decimal, 1), third];
        assert_eq!(down(&figures).label(""), "Mục 4.1.3 Phần II");
        let point = down(&[roman, (Numbering::Arabic, 4), (Numbering::BracketedStop, 2)]);
        assert_eq!(point.label(""), "điểm (2) Mục 4 Phần II");
        let dash = down(&[roman, (Numbering::Dash, 3)]);
        assert_eq!(dash.label("Đối tượng"), "mục “Đối tượng” Phần II");
        let decree =
            [(Numbering::Part, 1), (Numbering::Roman, 3), (Numbering::Arabic, 2)];
        assert_eq!(down(&decree).label(""), "khoản 2 Mục III Phần I");
    }

    #[test]
    fn three_figures_are_those_of_the_levels_above_however_these_are_numbered() {
        let number = |above: &[(Numbering, usize)]| {
            let mut level = down(above);
            level.style = Numbering::ThreeFigures;
            level.next(true).number
        };
        let (roman, arabic) = ((Numbering::Roman, 2), (Numbering::Arabic, 3));
        assert_eq!(number(&[roman, arabic, (Numbering::Decimal, 4)]), "3.4.1.");
        assert_eq!(number(&[roman, (Numbering::Decimal, 4)]), "2.4.1.");
        assert_eq!(number(&[roman, arabic]), "2.3.1.");
        assert_eq!(number(&[roman, arabic, (Numbering::Letter, 2)]), "3.2.1.");
        assert_eq!(number(&[arabic]), "3.1.");
    }
}
