//! `literal-figure`: a figure of the plan is read by name, not typed again.

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::indicator::IndicatorPart;
use crate::language::fold;
use crate::rule::{Context, Rule, Validity};
use crate::running_text::{
    FigureBound, FoldedLine, FoldedPart, FoldedWord, MeasureKind, NamedFigure,
    NamedFigureOrigin, TextLine, TypedFigure, list_named_figures,
};

pub(super) static RULE: Rule = Rule {
    code: &Code {
        id: "literal-figure",
        summary: "con số đã có trong bảng hoặc chỉ tiêu thì lời văn đọc từ đó, không gõ lại",
        explanation: "Con số gõ trong lời văn đúng bằng một số tổng của bảng hoặc một chỉ tiêu của kế hoạch. Viết bằng {{ … }} thì khi số liệu đổi, lời văn đổi theo; gõ lại thì một trong hai chỗ sẽ sai. Nếu chỉ là trùng số thì để nguyên.",
    },
    severity: Severity::Hint,
    clause: None,
    valid: Validity::ALWAYS,
    excuse: Some("chỉ là trùng số"),
    wrong: "bang:\n  ngheo:\n    cot:\n      - { ma: thon, nhan: Thôn }\n      - { ma: dau, nhan: Hộ nghèo cuối năm 2022 }\n    hang:\n      - [Mai Hà, 30]\n      - [Hồ Sơn, 33]\nnoi_dung:\n  - tieu_de: Thực trạng\n    doan: Cuối năm 2022, toàn xã có 63 hộ nghèo.\n    bang: ngheo\n",
    right: "bang:\n  ngheo:\n    cot:\n      - { ma: thon, nhan: Thôn }\n      - { ma: dau, nhan: Hộ nghèo cuối năm 2022 }\n    hang:\n      - [Mai Hà, 30]\n      - [Hồ Sơn, 33]\nnoi_dung:\n  - tieu_de: Thực trạng\n    doan: Cuối năm 2022, toàn xã có {{ ngheo.tong.dau }} hộ nghèo.\n    bang: ngheo\n",
    check,
};

/// Counts below this are equal by chance.
const LEAST: i64 = 10;

/// Counts from this on are not equal by chance: one word in common is enough.
const LONG: i64 = 1000;

/// Words that tell two figures of one thing apart.
const APART: &[&str] = &["giam", "tang", "thoat", "can", "tai", "moi", "phat"];

fn check(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let named = list_named_figures(context);
    if named.is_empty() {
        return;
    }
    for (line, typed_line) in context.typed_lines() {
        for typed in &typed_line.figures {
            let equal = find_equal_figures(&named, typed);
            if equal.is_empty() {
                continue;
            }
            let folded = typed_line.folded(&line.text);
            let fitting = choose_fitting_figures(equal, folded, typed);
            found.extend(suggest_reference(rule, context, &fitting, line, typed));
        }
    }
}

/// Whether a typed figure is one of the plan's, and is spoken of as such.
pub(super) fn is_read_by_name(
    named: &[NamedFigure],
    line: &FoldedLine,
    typed: &TypedFigure,
) -> bool {
    !choose_fitting_figures(find_equal_figures(named, typed), line, typed).is_empty()
}

/// The figures that a typed one is equal to.
fn find_equal_figures<'n>(
    named: &'n [NamedFigure],
    typed: &TypedFigure,
) -> Vec<&'n NamedFigure> {
    if typed.bound == FigureBound::Rough || is_round(typed) {
        return Vec::new();
    }
    named.iter().filter(|n| is_this(n, typed)).collect()
}

/// Of the figures that a typed one is equal to those that it may be, the best first.
fn choose_fitting_figures<'n>(
    equal: Vec<&'n NamedFigure>,
    line: &FoldedLine,
    typed: &TypedFigure,
) -> Vec<&'n NamedFigure> {
    let spoken = Spoken::around(typed, line);
    let fitting = equal.into_iter();
    let mut res: Vec<_> =
        fitting.filter_map(|n| Some((spoken.fit(n, typed)?, n))).collect();
    // The sort is stable: of equally fitting ones the first stays first.
    res.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    res.into_iter().map(|(_, named)| named).collect()
}

/// The finding of a typed figure that is one of the plan's, with the reference that prints
/// it; `None` where it is none. `fitting` are those that it may be, the best first.
fn suggest_reference(
    rule: &Rule,
    context: &Context<'_>,
    fitting: &[&NamedFigure],
    line: &TextLine<'_>,
    typed: &TypedFigure,
) -> Option<Diagnostic> {
    let best = fitting.first()?;
    let text = &line.text[typed.start..typed.end];
    let written = best.written_as(typed);
    let message = format!("“{text}” gõ trong lời văn đúng bằng {}", name_figure(best));
    let mut finding = rule
        .finding(line.place(context, typed.start, typed.end), message)
        .label(format!("viết {written}"))
        .hint("viết như vậy thì khi số liệu đổi, lời văn đổi theo");
    if let Some(other) = fitting.get(1) {
        let other =
            format!("cũng bằng {}: {}", name_figure(other), other.written_as(typed));
        finding = finding.hint(other);
    }
    Some(finding)
}

/// A named figure in words: `số tổng của cột “Hộ nghèo cuối năm 2022”`.
pub(super) fn name_figure(named: &NamedFigure) -> String {
    let title = &named.title;
    match named.origin {
        NamedFigureOrigin::Total { .. } => format!("số tổng của cột “{title}”"),
        NamedFigureOrigin::Budget => "tổng kinh phí của các nhiệm vụ".to_owned(),
        NamedFigureOrigin::Indicator { part, .. } => {
            let name = match part {
                IndicatorPart::Value | IndicatorPart::Goal | IndicatorPart::Year(_) => "",
                IndicatorPart::Start => "giá trị đầu kỳ của ",
                IndicatorPart::Sum => "tổng các năm của ",
                IndicatorPart::Drop | IndicatorPart::YearDrop(_) => "mức giảm của ",
                IndicatorPart::Rise | IndicatorPart::YearRise(_) => "mức tăng của ",
            };
            let year = part.year().map(|year| format!(" năm {year}"));
            format!("{name}chỉ tiêu “{title}”{}", year.unwrap_or_default())
        }
    }
}

/// Small counts and round rates stand in every plan.
fn is_round(typed: &TypedFigure) -> bool {
    let tenth = typed.value.times_pow10(1);
    match typed.kind {
        MeasureKind::Count => typed.power >= 0 && typed.value < LEAST.into(),
        MeasureKind::Percent => tenth.is_whole(),
        MeasureKind::Points | MeasureKind::Money => typed.value.is_zero(),
    }
}

/// Whether a typed figure is a named one and of its kind.
fn is_this(named: &NamedFigure, typed: &TypedFigure) -> bool {
    // A rate cut to a whole number may be anything.
    let cut = typed.power == -2 && named.figure.shown() != typed.value;
    let change = named.kind == MeasureKind::Points && typed.kind == MeasureKind::Percent;
    (named.kind == typed.kind || change) && !cut && named.is(typed)
}

/// What is said around a figure.
struct Spoken<'l> {
    clause: &'l FoldedPart,
    sentence: &'l FoldedPart,
    /// The word right before the figure.
    before: Option<&'l str>,
    /// The words after it, in its clause.
    after: &'l [FoldedWord],
}

impl<'l> Spoken<'l> {
    /// Of the clause and of the sentence in which a figure stands.
    fn around(typed: &TypedFigure, line: &'l FoldedLine) -> Self {
        let clause = line.clause_at(typed.start);
        Self {
            clause,
            sentence: line.sentence_at(typed.start),
            before: clause.words_before(typed.start).last().map(|w| w.folded.as_str()),
            after: clause.words_after(typed.end),
        }
    }

    /// How well a figure fits what is said, best last; `None` where it does not.
    ///
    /// Many numbers of a text are equal to a figure of the plan by chance, the small ones
    /// above all. So the words around have to speak of the figure: the more so, the more
    /// often such a number is met. A count has to be followed by a word of what is counted
    /// and be named in its clause; a rate with a decimal or an amount may be named anywhere
    /// in the sentence. Words of the clause weigh more than those of the sentence, and of
    /// two figures the one whose name is said more completely fits better.
    fn fit(&self, named: &NamedFigure, typed: &TypedFigure) -> Option<(usize, usize)> {
        if self.says_other_year(named)
            || named.year.is_some() && self.says_each_year()
            || !self.says_same_change(named)
        {
            return None;
        }
        let near = count_shared_words(named, self.clause);
        let far = count_shared_words(named, self.sentence);
        let all = named.speaking().len();
        // How many telling words are said where the kind of figure asks for them, and how
        // many have to be.
        let (spoken, wanted) = match typed.kind {
            MeasureKind::Count => {
                let first = &self.after.first()?.folded;
                let fits = named.around.contains(first) || named.name.contains(first);
                let is_long = typed.value >= LONG.into();
                (if fits { near } else { 0 }, if is_long { 1 } else { 2 })
            }
            MeasureKind::Percent | MeasureKind::Points if typed.power == -2 => (near, 2),
            MeasureKind::Percent | MeasureKind::Points | MeasureKind::Money => (far, 2),
        };
        if named.origin == NamedFigureOrigin::Budget {
            let total = self.sentence.says("tong");
            return (total && far == all).then_some((near, far));
        }
        (spoken > 0 && spoken >= wanted.min(all))
            .then(|| (near * 3 + far, spoken * 100 / all))
    }

    /// Whether another year is spoken of than the name has.
    fn says_other_year(&self, named: &NamedFigure) -> bool {
        let is_dated = self.clause.years().next().is_some();
        let part = if is_dated { self.clause } else { self.sentence };
        let mut years = named.years().peekable();
        years.peek().is_some()
            && part.years().next().is_some()
            && !years.any(|year| part.says(year))
    }

    /// Whether each year is spoken of, and none by itself: `mỗi năm giảm 150 hộ`.
    fn says_each_year(&self) -> bool {
        self.sentence.years().next().is_none()
            && self.sentence.words().windows(2).any(|pair| {
                matches!(pair[0].folded.as_str(), "moi" | "hang" | "tung")
                    && pair[1].folded == "nam"
            })
    }

    /// Whether a change is spoken of as one, and a state as none.
    fn says_same_change(&self, named: &NamedFigure) -> bool {
        let before = self.before.unwrap_or_default();
        let is_near_poor = self.after.iter().take(3).any(|word| word.folded == "can");
        APART.iter().all(|word| !is_of_change(named, word) || self.sentence.says(word))
            && (!matches!(before, "giam" | "tang" | "thoat")
                || is_of_change(named, before))
            && (!is_near_poor || has_word(named, "can") || has_letters(named, "cn"))
    }
}

fn has_word(named: &NamedFigure, word: &str) -> bool {
    named.name.iter().any(|of_name| of_name == word)
}

/// Whether a figure is of what this word says: by its name, or as the fall or rise of an
/// indicator.
fn is_of_change(named: &NamedFigure, word: &str) -> bool {
    let NamedFigureOrigin::Indicator { part, .. } = named.origin else {
        return has_word(named, word);
    };
    has_word(named, word)
        || matches!(
            (part, word),
            (IndicatorPart::Drop | IndicatorPart::YearDrop(_), "giam")
                | (IndicatorPart::Rise | IndicatorPart::YearRise(_), "tang")
        )
}

/// How many telling words of a name are said.
fn count_shared_words(named: &NamedFigure, part: &FoldedPart) -> usize {
    let telling = named.speaking();
    let shared = telling.iter().filter(|telling| {
        part.says(telling) || has_letters(named, telling) && part.has_initials(telling)
    });
    shared.count()
}

/// Whether a name has this word as initials: `CN` for cận nghèo.
fn has_letters(named: &NamedFigure, word: &str) -> bool {
    let mut words = named.title.split(|c: char| !c.is_alphanumeric());
    words.any(|w| w.len() > 1 && w.chars().all(char::is_uppercase) && fold(w) == word)
}
