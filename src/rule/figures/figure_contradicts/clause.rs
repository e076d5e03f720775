//! A clause with figures in it, and what is said there beside a name.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::ops::Range;

use crate::form::TableId;
use crate::formula::{Expression, Ref, RefStep};
use crate::indicator::IndicatorPart;
use crate::language::{fold, normalize_spaces};
use crate::rule::Context;
use crate::running_text::{
    FoldedLine, FoldedPart, FoldedWord, MeasureKind, NamedFigure, TextLine, TypedFigure,
    is_year,
};

use super::FigureName;
use super::row::RowsOfLine;
use super::vocabulary::{ELSEWHERE, FILLING, JOINING, LEVELS, NARROWING, OF_IT};

/// The most words that fill a name: `trên địa bàn toàn xã` has five. A text of such words
/// alone is read once, not once from each of them on.
const MOST_FILLING: usize = 20;

/// The most words that open a sentence before its first comma: `6 tháng đầu năm 2026,`.
const MOST_OPENING: usize = 6;

/// A line with figures in it, and what of it each of its clauses asks for again.
pub(super) struct FigureLine<'a> {
    pub(super) line: &'a TextLine<'a>,
    pub(super) folded: &'a FoldedLine,
    /// By table, the rows that the line names.
    pub(super) rows: OnceCell<HashMap<TableId, RowsOfLine>>,
}

impl<'a> FigureLine<'a> {
    pub(super) fn new(line: &'a TextLine<'a>, folded: &'a FoldedLine) -> Self {
        Self { line, folded, rows: OnceCell::new() }
    }
}

/// A clause with figures in it. A place in it is a range of its words.
pub(super) struct Clause<'a> {
    pub(super) line: &'a FigureLine<'a>,
    part: &'a FoldedPart,
    words: &'a [FoldedWord],
    typed: &'a [TypedFigure],
    /// How many of its figures have a kind, and for counts a unit, in common.
    alike: HashMap<(MeasureKind, Option<&'a str>), usize>,
    /// Whether it tells a change from end to end: `từ 3,38% xuống còn 2,5%`.
    tells_ends: bool,
    /// Its text without case and marks, a space at both ends; made when asked for.
    spaced: OnceCell<String>,
}

impl<'a> Clause<'a> {
    pub(super) fn new(
        line: &'a FigureLine<'a>,
        part: &'a FoldedPart,
        typed: &'a [TypedFigure],
    ) -> Self {
        let mut alike = HashMap::new();
        for figure in typed {
            *alike.entry((figure.kind, get_unit(part, figure))).or_default() += 1;
        }
        Self {
            line,
            part,
            words: part.words(),
            typed,
            alike,
            tells_ends: is_told_by_ends(&line.line.text, part.words()),
            spaced: OnceCell::new(),
        }
    }

    /// Its text.
    pub(super) fn text(&self) -> &str {
        &self.line.line.text[self.part.range.clone()]
    }

    /// Where a name stands among the words: its words in order, with nothing between but
    /// what fills a sentence.
    pub(super) fn find_name(&self, name: &[String]) -> Option<Range<usize>> {
        (0..self.words.len()).find_map(|start| {
            let mut end = start;
            for (nth, word) in name.iter().enumerate() {
                while nth > 0
                    && end < start + name.len() + MOST_FILLING
                    && self.is_one_of(end, FILLING)
                    && self.words[end].folded != *word
                {
                    end += 1;
                }
                if self.words.get(end)?.folded != *word {
                    return None;
                }
                end += 1;
            }
            Some(start..end)
        })
    }

    /// Whether the word at an index is one of these.
    fn is_one_of(&self, index: usize, words: &[&str]) -> bool {
        self.words.get(index).is_some_and(|word| words.contains(&word.folded.as_str()))
    }

    /// Whether a figure is one of several of its kind, or of a change told from end to
    /// end. Which of them the name has cannot be told.
    pub(super) fn tells_change(&self, typed: &TypedFigure) -> bool {
        let alike = self.alike.get(&(typed.kind, get_unit(self.part, typed)));
        alike.is_some_and(|count| *count > 1) || self.tells_ends
    }

    /// Whether another year, time or place is spoken of.
    pub(super) fn is_elsewhere(
        &self,
        context: &Context<'_>,
        name: &FigureName<'_>,
    ) -> bool {
        let folded = self
            .spaced
            .get_or_init(|| format!(" {} ", normalize_spaces(&fold(self.text()))));
        self.has_other_year(context, name)
            || ELSEWHERE
                .iter()
                .any(|words| folded.contains(&format!(" {words} ")) && !name.says(words))
            || self.is_opened_elsewhere()
            || is_of_other_level(folded, context)
    }

    /// Whether the few words that open its sentence before it speak of another time:
    /// `Bình quân mỗi năm, tỷ lệ …`.
    fn is_opened_elsewhere(&self) -> bool {
        let start = self.part.range.start;
        let Some(before) = start.checked_sub(1) else { return false };
        let opening = self.line.folded.clause_at(before);
        if opening.range.start < self.line.folded.sentence_at(start).range.start
            || opening.words().len() > MOST_OPENING
        {
            return false;
        }
        let words: Vec<_> = opening.words().iter().map(|word| &word.folded[..]).collect();
        let folded = format!(" {} ", words.join(" "));
        ELSEWHERE.iter().any(|words| folded.contains(&format!(" {words} ")))
    }

    /// Whether a year is said that the name has not; where the name has none, one that is
    /// not the plan's.
    fn has_other_year(&self, context: &Context<'_>, name: &FigureName<'_>) -> bool {
        if name.figures.iter().any(|figure| figure.year.is_some()) {
            // Each year has a figure of its own: see `narrow_to_year`.
            return false;
        }
        let plan_year = context.form.year.as_ref().map(|year| year.value.to_string());
        let is_dated = name.words.iter().any(|word| is_year(word));
        self.part.years().any(|year| {
            !name.words.iter().any(|word| word == year)
                && (is_dated || plan_year.as_deref() != Some(year))
        })
    }

    /// Of the figures of an indicator that goes by years those of the year that is said: in
    /// the clause, else in its sentence. `None` where another year is said, or several, or
    /// how a year begins;
    /// all where no figure is of a year. Where no year is said, a plan for one year means
    /// its own, and one for several what they come to.
    pub(super) fn narrow_to_year<'n>(
        &self,
        context: &Context<'_>,
        figures: Vec<&'n NamedFigure>,
        typed: &TypedFigure,
    ) -> Option<Vec<&'n NamedFigure>> {
        if figures.iter().all(|figure| figure.year.is_none()) {
            return Some(figures);
        }
        let dated = self.find_dated(typed);
        let years: Vec<_> = dated.years().collect();
        if has_start_of_year(dated) {
            return None;
        }
        let plan_year = context.form.year.filter(|_| context.form.period.is_none());
        let plan_year = plan_year.map(|year| year.value.to_string());
        let year = match (&years[..], plan_year.as_deref()) {
            ([], _) if figures.iter().any(|figure| figure.is(typed)) => {
                return Some(figures);
            }
            ([], Some(year)) if select_year(&figures, year).is_empty() => {
                return Some(figures);
            }
            ([], None) => return Some(figures),
            ([year], _) => *year,
            ([], Some(year)) => year,
            _ => return None,
        };
        let of_year = select_year(&figures, year);
        (!of_year.is_empty()).then_some(of_year)
    }

    /// What says the year of a figure: its clause, else its sentence, else one before it in
    /// a row of them: `Năm 2028, tỷ lệ hộ nghèo còn 6%; thu nhập đạt 75 triệu đồng.`
    fn find_dated(&self, typed: &TypedFigure) -> &'a FoldedPart {
        if self.part.years().next().is_some() {
            return self.part;
        }
        let line = self.line;
        let sentence = line.folded.sentence_at(typed.start);
        let mut dated = sentence;
        while dated.years().next().is_none() {
            let before = line.line.text[..dated.range.start].trim_end();
            if !before.ends_with(';') {
                return sentence;
            }
            dated = line.folded.sentence_at(before.len() - 1);
        }
        dated
    }

    /// Whether the clause reads the figure by name already: then a number beside it is
    /// another one.
    pub(super) fn reads(&self, name: &FigureName<'_>) -> bool {
        let mut references =
            self.line.line.values(&self.part.range).flat_map(Expression::refs);
        references.any(|reference| {
            name.figures.iter().any(|figure| is_of(reference, &figure.reference))
        })
    }

    /// The figures that the name governs: those after it, with nothing between but words
    /// that join; and a count right before it.
    pub(super) fn list_governed(
        &self,
        name: &FigureName<'_>,
        place: &Range<usize>,
    ) -> Vec<&'a TypedFigure> {
        if self.is_of_a_part(place.start) {
            return Vec::new();
        }
        let mut governed = Vec::new();
        let mut index = place.end;
        while let Some(word) = self.words.get(index) {
            match self.find_typed(word) {
                Some(typed) => {
                    index = self.skip_figure(typed, index);
                    let may_be =
                        typed.kind != MeasureKind::Count || self.may_count(name, typed);
                    let after_unit = self.skip_unit(name, index);
                    if may_be && !self.is_one_of(after_unit, NARROWING) {
                        governed.push(typed);
                    }
                    index = after_unit;
                }
                None if self.is_joining(index) => index += 1,
                None => break,
            }
        }
        if governed.is_empty() && index == self.words.len() {
            governed.extend(self.find_counted(place.start));
        }
        governed
    }

    /// The figure of which a word is.
    fn find_typed(&self, word: &FoldedWord) -> Option<&'a TypedFigure> {
        let next = self.typed.partition_point(|typed| typed.start <= word.start);
        let typed = self.typed.get(next.checked_sub(1)?)?;
        (word.end <= typed.end).then_some(typed)
    }

    /// Whether the words before a name speak of a part of it: `của hộ nghèo`, `trong số
    /// hộ nghèo`, `trong tổng số hộ nghèo`.
    fn is_of_a_part(&self, start: usize) -> bool {
        let before = &self.words[start.saturating_sub(3)..start];
        let before: Vec<_> = before.iter().map(|word| word.folded.as_str()).collect();
        match before[..] {
            [.., "trong", "so"] | [.., "trong", "tong", _] => true,
            [.., last] => OF_IT.contains(&last),
            [] => false,
        }
    }

    /// Whether a word may stand between a name and its number.
    fn is_joining(&self, index: usize) -> bool {
        let word = &self.words[index];
        self.is_one_of(index, JOINING)
            || self.is_one_of(index, FILLING)
            || is_year(&word.folded)
            || self.is_of_place(word)
    }

    /// The count of which the name is the unit: `có 65 hộ nghèo cuối năm 2022`.
    fn find_counted(&self, start: usize) -> Option<&'a TypedFigure> {
        let name = self.words.get(start)?;
        let typed = self.typed.iter().rev().find(|typed| typed.end <= name.start)?;
        let last = self.words.get(start.checked_sub(1)?)?;
        let first = self.words.iter().position(|word| word.start >= typed.start)?;
        let is_stated = first
            .checked_sub(1)
            .is_some_and(|before| self.is_one_of(before, &["co", "con", "la"]));
        let is_right_before = last.end <= typed.end && last.start >= typed.start;
        (typed.kind == MeasureKind::Count && is_right_before && is_stated)
            .then_some(typed)
    }

    /// Index of the word after a figure, from a word in it.
    fn skip_figure(&self, typed: &TypedFigure, from: usize) -> usize {
        let after = self.words[from..].iter().position(|word| word.start >= typed.end);
        after.map_or(self.words.len(), |count| from + count)
    }

    /// Index of the word after the unit of a figure.
    fn skip_unit(&self, name: &FigureName<'_>, from: usize) -> usize {
        let unit = self.words[from..].iter().take_while(|word| {
            name.may_be_followed_by(&word.folded)
                && !NARROWING.contains(&word.folded.as_str())
        });
        from + unit.count()
    }

    /// Whether what a count counts may be what the figure counts.
    fn may_count(&self, name: &FigureName<'_>, typed: &TypedFigure) -> bool {
        let next = self.part.words_after(typed.end).first();
        next.is_none_or(|word| name.may_be_followed_by(&word.folded))
    }

    /// Whether a word is part of the name of a place: with a capital, or the word for one.
    fn is_of_place(&self, word: &FoldedWord) -> bool {
        let first = self.line.line.text[word.start..].chars().next();
        first.is_some_and(char::is_uppercase)
            || ["thon", "xom", "ban", "ap", "o", "tai", "cua"]
                .contains(&word.folded.as_str())
    }

    /// As what of an indicator a figure is reported: by how much it falls, `từ` what, or
    /// what it comes to. `giảm 1,5%` is a change, `giảm còn 3,5%` is none.
    pub(super) fn read_part(
        &self,
        place: &Range<usize>,
        typed: &TypedFigure,
    ) -> IndicatorPart {
        // The word right before the figure, or where that is the name, before the name.
        let before_figure = self.part.words_before(typed.start).len().checked_sub(1);
        let before = before_figure
            .filter(|index| *index >= place.end)
            .or_else(|| place.start.checked_sub(1));
        let word = before.and_then(|index| self.words.get(index));
        match word.map(|word| word.folded.as_str()) {
            Some("giam") => IndicatorPart::Drop,
            Some("tang" | "them") => IndicatorPart::Rise,
            Some("tu") => IndicatorPart::Start,
            _ => IndicatorPart::Goal,
        }
    }
}

/// Whether it is told how things stand when a year begins: what they have come to in the
/// year before.
fn has_start_of_year(part: &FoldedPart) -> bool {
    part.words().windows(3).any(|three| {
        three[0].folded == "dau" && three[1].folded == "nam" && is_year(&three[2].folded)
    })
}

/// Of some figures those of a year.
fn select_year<'n>(figures: &[&'n NamedFigure], year: &str) -> Vec<&'n NamedFigure> {
    let figures = figures.iter().copied();
    figures.filter(|figure| figure.year.as_deref() == Some(year)).collect()
}

/// The word after a count, which says what is counted.
fn get_unit<'a>(part: &'a FoldedPart, typed: &TypedFigure) -> Option<&'a str> {
    let word = part.words_after(typed.end).first()?;
    (typed.kind == MeasureKind::Count).then_some(&word.folded)
}

/// Whether words tell a change from end to end.
fn is_told_by_ends(text: &str, words: &[FoldedWord]) -> bool {
    words
        .iter()
        .map(|word| text[word.start..word.end].to_lowercase())
        .skip_while(|word| word != "từ")
        .any(|word| matches!(word.as_str(), "xuống" | "lên" | "còn"))
}

impl FigureName<'_> {
    /// Whether it has these words itself, one after the other: `Thu nhập bình quân`.
    fn says(&self, words: &str) -> bool {
        format!(" {} ", self.words.join(" ")).contains(&format!(" {words} "))
    }

    /// Whether a word may follow its number: of its unit, its caption or its name.
    fn may_be_followed_by(&self, word: &str) -> bool {
        self.figures.iter().any(|figure| {
            figure.around.contains(word) || figure.name.iter().any(|name| name == word)
        })
    }
}

/// Whether a folded clause speaks of a whole level of government that is not the agency's.
fn is_of_other_level(folded: &str, context: &Context<'_>) -> bool {
    let agency =
        context.form.agency.as_ref().map(|agency| fold(&agency.name.collect_words()));
    let agency = agency.unwrap_or_default();
    LEVELS.iter().any(|level| {
        !agency.contains(level)
            && (folded.contains(&format!(" toan {level} "))
                || folded.contains(&format!(" cua {level} ")))
    })
}

/// Whether a reference reads the table, or the indicator, of another one.
fn is_of(reference: &Ref, other: &str) -> bool {
    let other = other.to_lowercase();
    let mut parts = other.split('.');
    let is_same_head = parts.next() == Some(reference.head.name.as_str());
    let is_same_indicator = match reference.steps.first() {
        Some(RefStep::Member(id)) => {
            // Behind the id of an indicator a year may stand: `ngheo["2026"]`.
            let second = parts.next().and_then(|part| part.split('[').next());
            second == Some(id.name.as_str())
        }
        Some(RefStep::Row(_)) | None => false,
    };
    is_same_head && (is_same_indicator || reference.head.name != "chi_tieu")
}
