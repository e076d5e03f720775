//! `figure-contradicts`: where a figure of the plan is named in a clause, the number
//! typed beside its name is that figure.
//!
//! | file | what it does |
//! |---|---|
//! | `clause` | a clause with figures in it, and what is said there beside a name |
//! | `row` | of which row of a table a clause speaks, and what the table has there |
//! | `vocabulary` | words that say how a name and a number belong together |

mod clause;
mod row;
mod vocabulary;

use std::collections::HashMap;
use std::ops::Range;

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::indicator::IndicatorPart;
use crate::quantity::Figure;
use crate::rule::{Context, Rule, Validity};
use crate::running_text::{
    FigureBound, MeasureKind, NamedFigure, NamedFigureOrigin, TypedFigure, is_written_as,
    list_named_figures,
};

use super::literal_figure::{is_read_by_name, name_figure};
use clause::{Clause, FigureLine};
use row::NamedRow;

pub(super) static RULE: Rule = Rule {
    code: &Code {
        id: "figure-contradicts",
        summary: "con số gõ cạnh tên một chỉ tiêu phải là số của chỉ tiêu ấy",
        explanation: "Trong cùng một vế câu có tên đầy đủ của một chỉ tiêu, hoặc của một cột trong bảng, và một con số khác với số liệu. Một trong hai chỗ sai: sửa lời văn, hoặc sửa số liệu. Viết con số bằng {{ … }} thì hai chỗ không thể khác nhau.",
    },
    severity: Severity::Warning,
    clause: None,
    valid: Validity::ALWAYS,
    excuse: Some("câu này nói về một số khác"),
    wrong: "bang:\n  ngheo:\n    cot:\n      - { ma: thon, nhan: Thôn }\n      - { ma: dau, nhan: Hộ nghèo cuối năm 2022 }\n    hang:\n      - [Mai Hà, 30]\n      - [Hồ Sơn, 33]\nnoi_dung:\n  - tieu_de: Thực trạng\n    doan: Toàn xã có số hộ nghèo cuối năm 2022 là 65 hộ.\n    bang: ngheo\n",
    right: "bang:\n  ngheo:\n    cot:\n      - { ma: thon, nhan: Thôn }\n      - { ma: dau, nhan: Hộ nghèo cuối năm 2022 }\n    hang:\n      - [Mai Hà, 30]\n      - [Hồ Sơn, 33]\nnoi_dung:\n  - tieu_de: Thực trạng\n    doan: Toàn xã có số hộ nghèo cuối năm 2022 là {{ ngheo.tong.dau }} hộ.\n    bang: ngheo\n",
    check,
};

/// Figures with one name: what a number beside that name may be.
struct FigureName<'n> {
    /// The words of the name, folded.
    words: &'n [String],
    /// A column, or the parts of an indicator; several where two of them are called so.
    figures: Vec<&'n NamedFigure>,
}

/// What every clause is held against.
struct Checker<'a> {
    rule: &'a Rule,
    context: &'a Context<'a>,
    named: &'a [NamedFigure],
    names: Vec<FigureName<'a>>,
}

/// The figure that the plan has where the text has another one.
struct ExpectedFigure {
    figure: Figure,
    /// How a text reads it: `ngheo.tong.dau`.
    reference: String,
    /// What it is, in words.
    description: String,
}

fn check(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let named = list_named_figures(context);
    let names = group_by_name(&named);
    if names.is_empty() {
        return;
    }
    let checker = Checker { rule, context, named: &named, names };
    for (line, typed_line) in context.typed_lines() {
        let typed = &typed_line.figures;
        let folded = typed_line.folded(&line.text);
        let line = FigureLine::new(line, folded);
        for part in folded.clauses() {
            let first = typed.partition_point(|typed| typed.start < part.range.start);
            let next = typed.partition_point(|typed| typed.start < part.range.end);
            if first < next {
                checker
                    .check_clause(&Clause::new(&line, part, &typed[first..next]), found);
            }
        }
    }
}

/// The figures by name. A name of one word, or one that says nothing of what it counts,
/// stands in many a sentence that is not about the figure.
fn group_by_name(named: &[NamedFigure]) -> Vec<FigureName<'_>> {
    let mut names: Vec<FigureName<'_>> = Vec::new();
    let mut places: HashMap<&[String], usize> = HashMap::new();
    for figure in named {
        let least = match figure.origin {
            NamedFigureOrigin::Total { .. } => 3,
            NamedFigureOrigin::Indicator { .. } => 2,
            NamedFigureOrigin::Budget => continue,
        };
        if figure.name.len() < least || figure.telling().next().is_none() {
            continue;
        }
        let place = *places.entry(&figure.name).or_insert(names.len());
        match names.get_mut(place) {
            Some(name) => name.figures.push(figure),
            None => names.push(FigureName { words: &figure.name, figures: vec![figure] }),
        }
    }
    names
}

impl Checker<'_> {
    /// Holds the figures of a clause against the names in it.
    ///
    /// A real text says many numbers beside a name that are not its figure: of another
    /// year, of another place, of a part, one of a pair from a start to an end. Whatever
    /// may be so is passed over: what is left is a number that the name governs and that
    /// is none of its figures.
    fn check_clause(&self, clause: &Clause<'_>, found: &mut Vec<Diagnostic>) {
        let places: Vec<_> = self
            .names
            .iter()
            .filter_map(|name| Some((name, clause.find_name(name.words)?)))
            .collect();
        for (name, place) in &places {
            // `Tỷ lệ hộ nghèo` within `Tỷ lệ hộ nghèo cuối năm 2024` is not named itself.
            let is_part_of_name = places.iter().any(|(_, other)| {
                other != place && other.start <= place.start && place.end <= other.end
            });
            if is_part_of_name
                || clause.is_elsewhere(self.context, name)
                || clause.reads(name)
            {
                continue;
            }
            for typed in clause.list_governed(name, place) {
                if clause.tells_change(typed)
                    || is_read_by_name(self.named, clause.line.folded, typed)
                {
                    continue;
                }
                found.extend(self.find_contradiction(clause, name, place, typed));
            }
        }
    }

    /// The finding of a figure that a name governs; `None` where it is what the name has,
    /// or where that cannot be told.
    fn find_contradiction(
        &self,
        clause: &Clause<'_>,
        name: &FigureName<'_>,
        place: &Range<usize>,
        typed: &TypedFigure,
    ) -> Option<Diagnostic> {
        if typed.bound != FigureBound::Exact {
            return None;
        }
        let figures: Vec<_> = name
            .figures
            .iter()
            .copied()
            .filter(|figure| is_of_one_kind(figure.kind, typed.kind))
            .collect();
        let figures = clause.narrow_to_year(self.context, figures, typed)?;
        let expected = choose_figure(&figures, clause.read_part(place, typed))?;
        if figures.iter().any(|figure| figure.is(typed)) {
            return None;
        }
        let row = row::find_row(self.context, expected, clause);
        let expected = match row {
            NamedRow::None if row::is_of_a_part(self.context, &figures, typed) => {
                return None;
            }
            NamedRow::None => ExpectedFigure {
                figure: expected.figure.clone(),
                reference: expected.reference.clone(),
                description: name_figure(expected),
            },
            NamedRow::One(row) => row::read_row_figure(self.context, expected, row)?,
            NamedRow::Unclear => return None,
        };
        if is_written_as(&expected.figure.value, typed) {
            return None;
        }
        Some(self.describe(clause, typed, &expected))
    }

    fn describe(
        &self,
        clause: &Clause<'_>,
        typed: &TypedFigure,
        expected: &ExpectedFigure,
    ) -> Diagnostic {
        let ExpectedFigure { figure, reference, description } = expected;
        let text = &clause.line.line.text[typed.start..typed.end];
        let place = clause.line.line.place(self.context, typed.start, typed.end);
        let message = format!("lời văn ghi {text}, còn {description} là {figure}");
        self.rule
            .finding(place, message)
            .label(format!("viết {{{{ {reference} }}}}"))
            .hint("sửa lời văn, hoặc sửa số liệu nếu số liệu sai; nếu câu này nói về một số khác thì viết rõ hơn")
    }
}

/// Whether a typed figure can be a figure of this kind: a rate may be typed as a
/// difference of rates, and the other way round.
fn is_of_one_kind(kind: MeasureKind, typed: MeasureKind) -> bool {
    const RATES: [MeasureKind; 2] = [MeasureKind::Percent, MeasureKind::Points];
    kind == typed || RATES.contains(&kind) && RATES.contains(&typed)
}

/// The figure that a number should be: a change is held against a change alone.
fn choose_figure<'n>(
    figures: &[&'n NamedFigure],
    part: IndicatorPart,
) -> Option<&'n NamedFigure> {
    let wanted: &[fn(&NamedFigure) -> bool] = match part {
        IndicatorPart::Drop => &[
            |figure| get_part(figure) == IndicatorPart::Drop,
            |figure| matches!(get_part(figure), IndicatorPart::YearDrop(_)),
        ],
        IndicatorPart::Rise => &[
            |figure| get_part(figure) == IndicatorPart::Rise,
            |figure| matches!(get_part(figure), IndicatorPart::YearRise(_)),
        ],
        IndicatorPart::Start => &[
            |figure| get_part(figure) == IndicatorPart::Start,
            |figure| get_part(figure) == IndicatorPart::Value,
            |figure| matches!(get_part(figure), IndicatorPart::Year(_)),
        ],
        _ => &[
            |figure| get_part(figure) == IndicatorPart::Value,
            |figure| get_part(figure) == IndicatorPart::Goal,
            |figure| get_part(figure) == IndicatorPart::Sum,
            |figure| matches!(get_part(figure), IndicatorPart::Year(_)),
            // The only one left where the year of the start is said.
            |figure| figure.year.is_some() && get_part(figure) == IndicatorPart::Start,
        ],
    };
    // Of years the last is the target.
    wanted
        .iter()
        .find_map(|is_wanted| figures.iter().rfind(|figure| is_wanted(figure)).copied())
}

/// The part of an indicator that a figure is; a total is a value.
fn get_part(figure: &NamedFigure) -> IndicatorPart {
    match figure.origin {
        NamedFigureOrigin::Indicator { part, .. } => part,
        NamedFigureOrigin::Total { .. } | NamedFigureOrigin::Budget => {
            IndicatorPart::Value
        }
    }
}
