//! `figure-contradicts`: where a figure of the plan is named in a clause, the number
//! typed beside its name is that figure.
//!
//! | file | what it does |
//! |---|---|
//! | `row` | of which row of a table a clause speaks, and what the table has there |
//! | `vocabulary` | words that say how a name and a number belong together |

mod row;
mod vocabulary;

use std::ops::Range;

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::form::Role;
use crate::formula::{Expression, Ref, RefStep};
use crate::indicator::IndicatorPart;
use crate::language::{fold, normalize_spaces};

use super::literal_figure::{is_read_by_name, name_figure};
use crate::rule::{Context, Rule};
use crate::running_text::TextLine;
use crate::running_text::named::{
    FigureOrigin, NamedFigure, is_written_as, list_named_figures,
};
use crate::running_text::scan::{
    FigureBound, FoldedWord, MeasureKind, TypedFigure, find_figures, is_year,
    split_clauses, split_words,
};
use row::Row;
use vocabulary::{ELSEWHERE, FILLING, JOINING, LEVELS, NARROWING, OF_IT};

pub(super) static RULE: Rule = Rule {
    code: &Code {
        id: "figure-contradicts",
        summary: "con số gõ cạnh tên một chỉ tiêu phải là số của chỉ tiêu ấy",
        explanation: "Trong cùng một vế câu có tên đầy đủ của một chỉ tiêu, hoặc của một cột trong bảng, và một con số khác với số liệu. Một trong hai chỗ sai: sửa lời văn, hoặc sửa số liệu. Viết con số bằng {{ … }} thì hai chỗ không thể khác nhau.",
    },
    severity: Severity::Warning,
    clause: None,
    wrong: "bang:\n  ngheo:\n    cot:\n      - { ma: thon, nhan: Thôn }\n      - { ma: dau, nhan: Hộ nghèo cuối năm 2022 }\n    hang:\n      - [Mai Hà, 30]\n      - [Hồ Sơn, 33]\nnoi_dung:\n  - tieu_de: Thực trạng\n    doan: Toàn xã có số hộ nghèo cuối năm 2022 là 65 hộ.\n    bang: ngheo\n",
    right: "bang:\n  ngheo:\n    cot:\n      - { ma: thon, nhan: Thôn }\n      - { ma: dau, nhan: Hộ nghèo cuối năm 2022 }\n    hang:\n      - [Mai Hà, 30]\n      - [Hồ Sơn, 33]\nnoi_dung:\n  - tieu_de: Thực trạng\n    doan: Toàn xã có số hộ nghèo cuối năm 2022 là {{ ngheo.tong.dau }} hộ.\n    bang: ngheo\n",
    check,
};

/// Figures with one name: what a number beside that name may be.
struct Subject<'n> {
    name: &'n [String],
    figures: Vec<&'n NamedFigure>,
}

fn check(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let named = list_named_figures(context);
    let subjects = group_by_name(&named);
    if subjects.is_empty() {
        return;
    }
    for (role, line) in context.lines() {
        if !matches!(role, Role::Body | Role::Title) {
            continue;
        }
        let typed = find_figures(&line.text);
        if typed.is_empty() {
            continue;
        }
        for clause in split_clauses(&line.text) {
            let typed = typed.iter().filter(|t| clause.contains(&t.start));
            let typed: Vec<_> = typed.collect();
            if !typed.is_empty() {
                let words = split_words(&line.text, clause.clone());
                let (part, named) = (clause, &named);
                let text = &line.text[part.clone()];
                let clause = Clause { line: &line, part, words, typed, text, named };
                clause.check(rule, context, &subjects, found);
            }
        }
    }
}

/// Whether a reference reads the table, or the indicator, of another one.
fn is_of(reference: &Ref, other: &str) -> bool {
    let other = other.to_lowercase();
    let mut parts = other.split('.');
    let same_head = parts.next() == Some(reference.head.name.as_str());
    let same_indicator = match reference.steps.first() {
        Some(RefStep::Member(id)) => parts.next() == Some(id.name.as_str()),
        Some(RefStep::Row(_)) | None => false,
    };
    same_head && (same_indicator || reference.head.name != "chi_tieu")
}

/// The figures by name. A name of one word, or one that says nothing of what it counts,
/// stands in many a sentence that is not about the figure.
fn group_by_name(named: &[NamedFigure]) -> Vec<Subject<'_>> {
    let mut res: Vec<Subject<'_>> = Vec::new();
    for figure in named {
        let least = match figure.origin {
            FigureOrigin::Total { .. } => 3,
            FigureOrigin::Indicator { .. } => 2,
            FigureOrigin::Budget => continue,
        };
        if figure.name.len() < least || figure.telling().next().is_none() {
            continue;
        }
        match res.iter_mut().find(|s| s.name == figure.name) {
            Some(subject) => subject.figures.push(figure),
            None => res.push(Subject { name: &figure.name, figures: vec![figure] }),
        }
    }
    res
}

/// A clause with figures in it.
struct Clause<'a> {
    line: &'a TextLine<'a>,
    /// Its place in the line.
    part: Range<usize>,
    words: Vec<FoldedWord>,
    typed: Vec<&'a TypedFigure>,
    text: &'a str,
    named: &'a [NamedFigure],
}

impl Clause<'_> {
    fn check(
        &self,
        rule: &Rule,
        context: &Context<'_>,
        subjects: &[Subject<'_>],
        found: &mut Vec<Diagnostic>,
    ) {
        let places = subjects.iter().filter_map(|s| Some((s, self.place(s.name)?)));
        let places: Vec<_> = places.collect();
        for (subject, at) in &places {
            // `Tỷ lệ hộ nghèo` within `Tỷ lệ hộ nghèo cuối năm 2024` is not named itself.
            let part = places.iter().any(|(_, other)| {
                other != at && other.start <= at.start && at.end <= other.end
            });
            if part || self.is_elsewhere(context, subject) || self.reads(subject) {
                continue;
            }
            for typed in self.beside(subject, at) {
                if self.tells_change(typed)
                    || is_read_by_name(self.named, self.line, typed)
                {
                    continue;
                }
                found.extend(self.contradiction(rule, context, subject, at, typed));
            }
        }
    }

    /// Whether a figure is one of several of its kind, or of a change told from end to
    /// end: `từ 3,38% xuống còn 2,5%`. Which of them the name has cannot be told.
    fn tells_change(&self, typed: &TypedFigure) -> bool {
        let said = |w: &FoldedWord| self.line.text[w.start..w.end].to_lowercase();
        let mut rest = self.words.iter().map(said).skip_while(|word| word != "từ");
        let unit = |typed: &TypedFigure| {
            let next = self.words.iter().find(|w| w.start >= typed.end);
            next.filter(|_| typed.kind == MeasureKind::Count).map(|w| &w.folded)
        };
        let same = |t: &&&TypedFigure| t.kind == typed.kind && unit(t) == unit(typed);
        self.typed.iter().filter(same).count() > 1
            || rest.any(|word| matches!(word.as_str(), "xuống" | "lên" | "còn"))
    }

    /// Where a name stands among the words: its words in order, with nothing between but
    /// what fills a sentence.
    fn place(&self, name: &[String]) -> Option<Range<usize>> {
        (0..self.words.len()).find_map(|start| {
            let mut at = start;
            for (nth, word) in name.iter().enumerate() {
                while nth > 0
                    && self.is_one_of(at, FILLING)
                    && self.words[at].folded != *word
                {
                    at += 1;
                }
                if self.words.get(at)?.folded != *word {
                    return None;
                }
                at += 1;
            }
            Some(start..at)
        })
    }

    fn is_one_of(&self, at: usize, of: &[&str]) -> bool {
        self.words.get(at).is_some_and(|w| of.contains(&w.folded.as_str()))
    }

    /// Whether another year, time or place is spoken of.
    fn is_elsewhere(&self, context: &Context<'_>, subject: &Subject<'_>) -> bool {
        let folded = format!(" {} ", normalize_spaces(&fold(self.text)));
        let plan = context.form.year.as_ref().map(|year| year.value.to_string());
        let own = subject.name.iter().any(|w| is_year(w));
        let other_year = |word: &FoldedWord| {
            is_year(&word.folded)
                && !subject.name.contains(&word.folded)
                && (own || plan.as_ref() != Some(&word.folded))
        };
        let agency = context.form.agency.as_ref().map(|a| fold(&a.name.collect_words()));
        let agency = agency.unwrap_or_default();
        let other_level = |level: &&&str| {
            let said = [format!(" toan {level} "), format!(" cua {level} ")];
            said.iter().any(|said| folded.contains(said.as_str()))
                && !agency.contains(**level)
        };
        self.words.iter().any(other_year)
            || ELSEWHERE.iter().any(|said| folded.contains(&format!(" {said} ")))
            || LEVELS.iter().find(other_level).is_some()
    }

    /// Whether the clause reads the figure by name already: then a number beside it is
    /// another one.
    fn reads(&self, subject: &Subject<'_>) -> bool {
        let mut read = self.line.values(&self.part).flat_map(Expression::refs);
        read.any(|r| subject.figures.iter().any(|f| is_of(r, &f.reference)))
    }

    /// The figures that the name governs: those after it, with nothing between but words
    /// that join; and a count right before it.
    fn beside(&self, subject: &Subject<'_>, place: &Range<usize>) -> Vec<&TypedFigure> {
        let start = place.start;
        let before =
            |nth| start.checked_sub(nth).map(|at| self.words[at].folded.as_str());
        let of_it = before(1).is_some_and(|w| OF_IT.contains(&w))
            || matches!((before(1), before(2)), (Some("so"), Some("trong")))
            || matches!((before(2), before(3)), (Some("tong"), Some("trong")));
        if of_it {
            return Vec::new();
        }
        let mut res = Vec::new();
        let mut at = place.end;
        while let Some(word) = self.words.get(at) {
            let joins = self.is_one_of(at, JOINING)
                || self.is_one_of(at, FILLING)
                || is_year(&word.folded)
                || self.names_row(word);
            let typed =
                self.typed.iter().find(|t| t.start <= word.start && word.end <= t.end);
            match typed {
                Some(typed) => {
                    at = self.after(typed, at);
                    let fits =
                        typed.kind != MeasureKind::Count || self.fits(subject, typed);
                    let next = self.unit_end(subject, at);
                    if fits && !self.is_one_of(next, NARROWING) {
                        res.push(*typed);
                    }
                    at = next;
                }
                None if joins => at += 1,
                None => break,
            }
        }
        if res.is_empty() && at == self.words.len() {
            res.extend(self.counted(start));
        }
        res
    }

    /// The count of which the name is the unit: `có 65 hộ nghèo cuối năm 2022`.
    fn counted(&self, start: usize) -> Option<&TypedFigure> {
        let name = self.words.get(start)?;
        let typed = self.typed.iter().rev().find(|t| t.end <= name.start)?;
        let last = self.words.get(start.checked_sub(1)?)?;
        let first = self.words.iter().position(|w| w.start >= typed.start)?;
        let said = first
            .checked_sub(1)
            .is_some_and(|at| self.is_one_of(at, &["co", "con", "la"]));
        let near = last.end <= typed.end && last.start >= typed.start;
        (typed.kind == MeasureKind::Count && near && said).then_some(*typed)
    }

    /// The word after a figure.
    fn after(&self, typed: &TypedFigure, at: usize) -> usize {
        let rest = self.words[at..].iter().position(|w| w.start >= typed.end);
        rest.map_or(self.words.len(), |skip| at + skip)
    }

    /// The word after the unit of a figure.
    fn unit_end(&self, subject: &Subject<'_>, at: usize) -> usize {
        let of_unit = |w: &&FoldedWord| {
            let of = |f: &&NamedFigure| {
                f.around.contains(&w.folded) || f.name.contains(&w.folded)
            };
            subject.figures.iter().any(of) && !NARROWING.contains(&w.folded.as_str())
        };
        at + self.words[at..].iter().take_while(of_unit).count()
    }

    /// Whether what a count counts may be what the figure counts.
    fn fits(&self, subject: &Subject<'_>, typed: &TypedFigure) -> bool {
        let Some(next) = self.words.iter().find(|w| w.start >= typed.end) else {
            return true;
        };
        subject
            .figures
            .iter()
            .any(|f| f.around.contains(&next.folded) || f.name.contains(&next.folded))
    }

    /// Whether a word is part of the name of a place: with a capital, or the word for one.
    fn names_row(&self, word: &FoldedWord) -> bool {
        let first = self.line.text[word.start..].chars().next();
        first.is_some_and(char::is_uppercase)
            || ["thon", "xom", "ban", "ap", "o", "tai", "cua"]
                .contains(&word.folded.as_str())
    }

    fn contradiction(
        &self,
        rule: &Rule,
        context: &Context<'_>,
        subject: &Subject<'_>,
        at: &Range<usize>,
        typed: &TypedFigure,
    ) -> Option<Diagnostic> {
        if typed.bound != FigureBound::Exact {
            return None;
        }
        let part = self.part(at, typed);
        let rates = |kind| matches!(kind, MeasureKind::Percent | MeasureKind::Points);
        let same_kind = |f: &&&NamedFigure| {
            f.kind == typed.kind || rates(f.kind) && rates(typed.kind)
        };
        let figures: Vec<_> = subject.figures.iter().filter(same_kind).copied().collect();
        let wanted = Self::wanted(&figures, part)?;
        if figures.iter().any(|f| f.is(typed)) {
            return None;
        }
        let (figure, reference, what) =
            match row::find_row(context, wanted, self.text, &self.line.text) {
                Row::None if row::is_of_a_part(context, &figures, typed) => return None,
                Row::None => {
                    (wanted.figure.clone(), wanted.reference.clone(), name_figure(wanted))
                }
                Row::One(row) => row::read_row_figure(context, wanted, row)?,
                Row::Unclear => return None,
            };
        if is_written_as(&figure.value, typed) {
            return None;
        }
        let text = &self.line.text[typed.start..typed.end];
        let place = self.line.place(context, typed.start, typed.end);
        let message = format!("lời văn ghi {text}, còn {what} là {figure}");
        Some(
            rule.finding(place, message)
                .label(format!("viết {{{{ {reference} }}}}"))
                .hint("sửa lời văn, hoặc sửa số liệu nếu số liệu sai; nếu câu này nói về một số khác thì viết rõ hơn"),
        )
    }

    /// What of an indicator a figure is told as: by how much it falls, `từ` what, or what
    /// it comes to. `giảm 1,5%` is a change, `giảm còn 3,5%` is none.
    fn part(&self, place: &Range<usize>, typed: &TypedFigure) -> IndicatorPart {
        let last = self.words.iter().rposition(|w| w.end <= typed.start);
        let last =
            last.filter(|at| *at >= place.end).or_else(|| place.start.checked_sub(1));
        match last.and_then(|at| self.words.get(at)).map(|w| w.folded.as_str()) {
            Some("giam") => IndicatorPart::Drop,
            Some("tang" | "them") => IndicatorPart::Rise,
            Some("tu") => IndicatorPart::Start,
            _ => IndicatorPart::Goal,
        }
    }

    /// The figure that a number should be: a change is held against a change alone.
    fn wanted<'n>(
        figures: &[&'n NamedFigure],
        told: IndicatorPart,
    ) -> Option<&'n NamedFigure> {
        let part = |f: &NamedFigure| match f.origin {
            FigureOrigin::Indicator { part, .. } => part,
            FigureOrigin::Total { .. } | FigureOrigin::Budget => IndicatorPart::Value,
        };
        let of =
            |wanted: IndicatorPart| figures.iter().find(|f| part(f) == wanted).copied();
        match told {
            IndicatorPart::Drop | IndicatorPart::Rise => of(told),
            IndicatorPart::Start => of(told).or_else(|| of(IndicatorPart::Value)),
            IndicatorPart::Value | IndicatorPart::Goal => {
                of(IndicatorPart::Value).or_else(|| of(IndicatorPart::Goal))
            }
        }
    }
}
