//! The type that the cells of a column have in common: a vote, and what must be said where
//! figures lose it.

use crate::form::CellKind;
use crate::sheet::NumberFormat;

use super::cell_kind::classify_text;
use super::figure_style::{Brackets, decide_brackets};
use super::figure_text;
use super::label_words;
use super::raw_cell::{CellContent, RawCell};

/// How many cells of a column hold what.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct CellVotes {
    numbers: usize,
    /// With a sign of percent, typed or shown.
    percents: usize,
    /// Those of them that a workbook shows so.
    shown_percents: usize,
    dates: usize,
    words: usize,
    /// Meant as figures, and none: `1OO`, `7 hộ`.
    slips: usize,
    /// Slips that have the unit of which the label speaks: `205 hộ` under `Số hộ`.
    units: usize,
    /// Figures with a mark beside them: `205*`.
    marked: usize,
    /// Formulas without a result.
    uncomputed: usize,
    /// Figures in brackets: what stands beside them says whether they are below nought.
    bracketed: usize,
    /// Codes: digits with a nought before them.
    codes: usize,
    /// `chưa có`: a figure that is not known yet, or a word.
    pending: usize,
    /// Lone dashes of a file: nought, or nothing.
    dashes: usize,
    /// Whether the label can be that of counts only.
    is_count: bool,
}

impl CellVotes {
    /// Counts the cells of a column.
    pub(super) fn count<'a>(
        label: &str,
        cells: impl Iterator<Item = RawCell<'a>> + Clone,
    ) -> Self {
        let is_count = label_words::is_sure_count_label(label);
        let mut res = Self { is_count, ..Self::default() };
        for raw in cells.clone() {
            res.dashes += usize::from(raw.is_dash() && !raw.is_typed());
            match raw.content() {
                CellContent::Empty
                | CellContent::Pending
                | CellContent::Error(_)
                | CellContent::Covered => {}
                CellContent::Uncomputed => res.uncomputed += 1,
                CellContent::Number(_) if is_shown_percent(raw) => {
                    res.percents += 1;
                    res.shown_percents += 1;
                }
                CellContent::Number(_) => res.numbers += 1,
                CellContent::Date(_) => res.dates += 1,
                CellContent::Text(text) => res.add_text(label, text),
            }
        }
        if res.bracketed > 0 {
            res.place_bracketed(decide_brackets(label, cells));
        }
        res
    }

    /// Counts the figures in brackets as figures, or as slips where none is below nought.
    fn place_bracketed(&mut self, brackets: Brackets) {
        match brackets {
            Brackets::None => self.slips += self.bracketed,
            Brackets::Long | Brackets::All => self.numbers += self.bracketed,
        }
    }

    fn add_text(&mut self, label: &str, text: &str) {
        match classify_text(text) {
            CellKind::Percent => self.percents += 1,
            CellKind::Text if figure_text::is_pending_words(text) => self.pending += 1,
            CellKind::Text if figure_text::is_scientific(text) => self.numbers += 1,
            CellKind::Text if figure_text::find_bracketed(text).is_some() => {
                self.bracketed += 1;
            }
            CellKind::Text if figure_text::find_marked(text).is_some() => {
                self.marked += 1;
            }
            CellKind::Text if is_slip(text) => {
                self.slips += 1;
                self.units += usize::from(has_unit_of_label(label, text));
                self.codes += usize::from(text.starts_with('0'));
            }
            CellKind::Text => self.words += 1,
            _ => self.numbers += 1,
        }
    }

    fn figures(&self) -> usize {
        self.numbers + self.percents
    }

    fn all(&self) -> usize {
        self.figures() + self.dates + self.words + self.slips + self.marked
    }

    /// The type that wins.
    ///
    /// A cell that cannot be read (`1OO`, a remark) must not make words of all the others,
    /// and would then be no finding. Figures win with more than two thirds of the cells,
    /// or with half of them where all others are meant as figures. Among figures a single
    /// number without a sign makes the column one of numbers, unless most are shown as
    /// percents: then what the number is will be asked. Marked ones are figures where the
    /// paper shows sums; else a table prints them as they are.
    pub(super) fn decide(&self, is_summed: bool) -> CellKind {
        let (figures, all) = (self.figures(), self.all());
        if figures == 0 {
            return self.decide_without_figures(is_summed);
        }
        let others_are_meant = self.words + self.dates == 0;
        let marked = if is_summed { self.marked + self.units } else { 0 };
        let are_figures = figures * 3 > all * 2
            || (figures + marked) * 3 > all * 2
            || (figures + marked) * 2 >= all && others_are_meant;
        let are_percents = self.numbers == 0 || self.shown_percents >= self.numbers;
        match (are_figures, are_percents) {
            (false, _) => CellKind::Text,
            (true, true) => CellKind::Percent,
            (true, false) => CellKind::Number,
        }
    }

    /// The type of a column without a bare figure. Its label may say that there ought to
    /// be some: then its dashes are noughts, and what else stands in it is told.
    fn decide_without_figures(&self, is_summed: bool) -> CellKind {
        let all = self.all();
        let unread = self.uncomputed + if self.is_count { self.awaited() } else { 0 };
        let marked = if is_summed { self.marked + self.units } else { 0 };
        let are_dates = self.dates > 0 && self.dates == all;
        match () {
            () if are_dates && !(self.is_count && is_summed) => CellKind::Date,
            () if are_dates || (all == 0 && unread > 0) => CellKind::Number,
            () if marked > 0 && marked * 3 > all * 2 => CellKind::Number,
            () => CellKind::Text,
        }
    }

    /// How many cells stand for a figure that is not there.
    fn awaited(&self) -> usize {
        self.pending + self.dashes
    }

    /// Whether a good part of a column of words are figures, so that it may have been
    /// meant as one of numbers. Under a label of counts one is enough.
    pub(super) fn is_mixed(&self) -> bool {
        let meant = self.figures() + self.marked + self.units;
        let is_good_part = self.is_count || meant * 3 >= self.all();
        meant > 0 && is_good_part && self.codes == 0
    }

    /// How many cells hold figures, marked ones and those with a unit among them.
    pub(super) fn meant(&self) -> usize {
        self.figures() + self.marked + self.units
    }
}

/// The type that the cells of a column have in common.
pub(super) fn guess_kind<'a>(
    label: &str,
    is_summed: bool,
    cells: impl Iterator<Item = RawCell<'a>> + Clone,
) -> CellKind {
    CellVotes::count(label, cells).decide(is_summed)
}

/// Whether a workbook shows a cell with a sign of percent.
pub(super) fn is_shown_percent(raw: RawCell<'_>) -> bool {
    matches!(
        raw.format(),
        NumberFormat::Percent { .. } | NumberFormat::LiteralPercent { .. }
    )
}

/// Whether a text that is no number was meant as one: `1OO`, `7 hộ`, `(3)`, `NaN`.
fn is_slip(text: &str) -> bool {
    text.trim_start_matches(['(', '-', '+', '\u{2212}'])
        .starts_with(|c: char| c.is_ascii_digit())
        || figure_text::is_failed_figure(text)
}

/// Whether a text is a figure with a unit that the label names: `205 hộ` under `Số hộ`;
/// or with one that is counted: `12 người` under `Số khẩu`.
fn has_unit_of_label(label: &str, text: &str) -> bool {
    if figure_text::find_counted(text).is_some() {
        return true;
    }
    let Some(end) = text.rfind(|c: char| c.is_ascii_digit()) else { return false };
    let (figure, unit) = text.split_at(end + 1);
    let unit = unit.trim();
    figure_text::is_figure(figure)
        && !unit.is_empty()
        && label_words::has_label_word(label, unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vote(label: &str, texts: &[&str]) -> CellVotes {
        let mut votes = CellVotes::default();
        texts.iter().for_each(|text| votes.add_text(label, text));
        votes.place_bracketed(decide_brackets(label, std::iter::empty()));
        votes
    }

    #[test]
    fn odd_cells_make_no_words_of_figures() {
        for texts in [
            &["187", "205*", "~240", "120"][..],
            &["1.205", "chưa có", "Chưa có số liệu", "980"],
            &["205 hộ", "120 hộ", "180"],
            &["187", "NaN", "120", "1OO"],
            &["1E+05", "2E+05"],
            &["1 205", "1\u{A0}300"],
            &["3,048,000,000", "882,041"],
        ] {
            assert_eq!(vote("Số hộ", texts).decide(true), CellKind::Number, "{texts:?}");
        }
        let amounts = ["1.000.000", "(9.000.000)", "(2)"];
        assert_eq!(vote("Tăng, giảm", &amounts).decide(true), CellKind::Number);
    }

    #[test]
    fn words_stay_words_and_are_mixed_where_a_third_are_figures() {
        for (texts, mixed) in [
            (&["Đạt", "Khá", "120"][..], true),
            (&["Đạt", "Khá", "Giỏi", "120"], false),
            (&["0905123456", "0912345678"], false),
            (&["001", "120", "xóm"], false),
            (&["Quý I", "20/5", "2 ngày"], false),
            (&["chưa có", "đang cập nhật"], false),
        ] {
            let votes = vote("Số hộ", texts);
            assert_eq!(votes.decide(true), CellKind::Text, "{texts:?}");
            assert_eq!(votes.is_mixed(), mixed, "{texts:?}");
        }
    }

    #[test]
    fn figures_with_a_mark_or_a_unit_are_figures_where_they_are_summed() {
        for texts in [&["~205", "~240"][..], &["205*", "7*", "5*"], &["12 người"]] {
            let votes = vote("Số khẩu", texts);
            assert_eq!(votes.decide(true), CellKind::Number, "{texts:?}");
            assert_eq!(votes.decide(false), CellKind::Text, "{texts:?}");
        }
        let votes = vote("Thời gian", &["12 tháng", "6 tháng"]);
        assert_eq!(votes.decide(true), CellKind::Text);
    }

    #[test]
    fn what_stands_for_figures_is_none_of_words_under_a_label_of_counts() {
        for (label, kind) in
            [("Số hộ", CellKind::Number), ("Nhà văn hóa", CellKind::Text)]
        {
            let is_count = label_words::is_sure_count_label(label);
            let votes = CellVotes { is_count, pending: 3, ..CellVotes::default() };
            assert_eq!(votes.decide(true), kind, "{label}");
            let votes = CellVotes { is_count, dates: 3, ..CellVotes::default() };
            assert_eq!(votes.decide(true) == CellKind::Number, is_count, "{label}");
        }
    }
}
