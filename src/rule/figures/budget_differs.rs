//! `budget-differs`: the money that a text or a section calls that of the whole plan is what
//! its tasks come to.

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::form::{Amount, Role, Section, SectionPart, Spanned};
use crate::indicator::BudgetPick;
use crate::quantity::{Money, Number, Pending, Shown};
use crate::rule::{Context, Rule, Validity};
use crate::running_text::{
    MeasureKind, NamedFigureOrigin, Quantity, QuantityLine, is_written_as, is_year,
    list_named_figures,
};
use crate::source::Span;

pub(super) static RULE: Rule = Rule {
    code: &Code {
        id: "budget-differs",
        summary: "tổng kinh phí phải bằng kinh phí các nhiệm vụ cộng lại",
        explanation: "Lời văn hoặc phần kinh phí nêu tổng kinh phí của kế hoạch, mà kinh phí ghi ở các nhiệm vụ cộng lại ra số khác. Sửa tổng, hoặc sửa kinh phí của nhiệm vụ ghi sai. Khi có nhiệm vụ không ghi số tiền, máy chỉ báo nếu các nhiệm vụ đã vượt tổng. Kế hoạch không có nhiệm vụ ghi số tiền mà có một cột kinh phí trong bảng thì tổng trong lời văn được so với tổng của cột ấy. Viết {{ kinh_phi.tong }}, hoặc ghi `so_tien: kinh_phi.tong`, thì tổng luôn đúng.",
    },
    severity: Severity::Warning,
    clause: None,
    valid: Validity::ALWAYS,
    excuse: Some("tổng này gồm cả khoản không thuộc nhiệm vụ nào"),
    wrong: "noi_dung:\n  - tieu_de: Nhiệm vụ\n    nhiem_vu:\n      - tieu_de: Tập huấn\n        thoi_gian: 2023-06\n        kinh_phi: { so_tien: 9.000.000 đồng }\n        phan_cong: { chu_tri: Công chức văn hóa }\n      - tieu_de: Giám sát\n        thoi_gian: 2023-07\n        kinh_phi: { so_tien: 12.000.000 đồng }\n        phan_cong: { chu_tri: Công chức văn hóa }\n  - tieu_de: Kinh phí\n    doan: Tổng kinh phí thực hiện Kế hoạch là 20.000.000 đồng, từ ngân sách xã.\n",
    right: "noi_dung:\n  - tieu_de: Nhiệm vụ\n    nhiem_vu:\n      - tieu_de: Tập huấn\n        thoi_gian: 2023-06\n        kinh_phi: { so_tien: 9.000.000 đồng }\n        phan_cong: { chu_tri: Công chức văn hóa }\n      - tieu_de: Giám sát\n        thoi_gian: 2023-07\n        kinh_phi: { so_tien: 12.000.000 đồng }\n        phan_cong: { chu_tri: Công chức văn hóa }\n  - tieu_de: Kinh phí\n    doan: Tổng kinh phí thực hiện Kế hoạch là {{ kinh_phi.tong }}, từ ngân sách xã.\n",
    check,
};

/// What a text calls the money of the whole plan, in small letters; what it costs to do the
/// paper of its type as well.
const TOTALS: &[&str] = &[
    "tổng kinh phí",
    "tổng dự toán",
    "tổng nhu cầu kinh phí",
    "tổng mức kinh phí",
    "tổng nguồn kinh phí",
    "tổng số kinh phí",
    "tổng số tiền",
    "dự toán kinh phí thực hiện",
    "dự kiến kinh phí thực hiện",
    "nhu cầu kinh phí thực hiện",
];

/// Words before the type of the paper that call what it costs: `kinh phí thực hiện kế hoạch`.
const TO_DO: &[&str] =
    &["kinh phí thực hiện", "kinh phí triển khai", "kinh phí tổ chức thực hiện"];

/// What the name of a column says whose total is the money of the plan, in small letters.
const COSTS: &[&str] = &["kinh phí", "thành tiền", "dự toán", "số tiền"];

/// Words between that name and its amount that make it the money of a part.
const OF_A_PART: &[&str] = &[
    "nhiệm vụ",
    "dự án",
    "hoạt động",
    "mô hình",
    "lớp",
    "hội nghị",
    "nội dung",
    "mục",
    "mỗi",
    "đã",
    "năm trước",
    "cấp",
    "huyện",
    "tỉnh",
    "hỗ trợ",
    "nguồn",
    "vốn",
    "gói",
    "hạng mục",
    "đợt",
    "quý",
    "tháng",
    "người",
    "hộ",
    "giai đoạn",
];

/// What the tasks come to.
struct TaskMoney {
    sum: Number,
    /// Whether every task says its amount: then nothing can be added.
    is_whole: bool,
    /// Whether sections type amounts of their own, which a total may have as well.
    has_sections: bool,
    /// The first task with an amount.
    first: Span,
}

fn check(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let Some(money) = sum_tasks(context) else {
        return compare_column(rule, context, found);
    };
    found.extend(compare_section(rule, context, &money));
    let tasks = context.form.tasks();
    for (line, total) in list_totals(context) {
        let figure = &total.figure;
        let span = context.texts[line.index].span;
        let is_of_task = tasks
            .iter()
            .any(|task| task.span.start <= span.start && span.end <= task.span.end);
        let may_be_more = money.has_sections && figure.value > money.sum;
        let is_right = is_written_as(&money.sum, figure)
            || !money.excludes(&figure.value)
            || may_be_more;
        if is_of_task || is_right {
            continue;
        }
        let place = context.place_quantity(line, &(figure.start..figure.end));
        let typed = line.quote(total);
        let sum = total.describe(&money.sum);
        let finding = describe_difference(rule, &money, place, &typed, &sum);
        found.push(finding.label("viết {{ kinh_phi.tong }}, nếu các nhiệm vụ đã đúng"));
    }
}

/// The amounts that texts call those of the whole plan.
fn list_totals<'c>(
    context: &'c Context<'_>,
) -> impl Iterator<Item = (&'c QuantityLine, &'c Quantity)> {
    let lines = context.quantity_lines().iter();
    let lines = lines.filter(|line| line.role == Role::Body);
    lines.flat_map(move |line| {
        let totals = line.quantities.iter();
        totals
            .filter(move |total| is_total(context, line, total))
            .map(move |total| (line, total))
    })
}

/// The amount of the only section that types one, against the tasks. A section on money is
/// on that of the whole plan.
fn compare_section(
    rule: &Rule,
    context: &Context<'_>,
    money: &TaskMoney,
) -> Option<Diagnostic> {
    let mut typed = Vec::new();
    collect_amounts(&context.form.sections, &mut typed);
    let [section] = &typed[..] else { return None };
    let title = section.title.to_lowercase();
    let is_of_all = title.contains("kinh phí")
        && !OF_A_PART.iter().any(|words| title.contains(words));
    let value = Number::from(section.amount.value.dong());
    if !is_of_all || !money.excludes(&value) {
        return None;
    }
    let sum = money.sum.decimal(0).and_then(|sum| Money::from_value(&sum))?.to_string();
    let written = section.amount.value.to_string();
    let finding = describe_difference(rule, money, section.amount.span, &written, &sum);
    Some(finding.label("ghi `kinh_phi.tong`, nếu các nhiệm vụ đã đúng"))
}

/// An amount that a section types beside those of tasks.
struct SectionAmount<'f> {
    /// The title of the section.
    title: String,
    amount: &'f Spanned<Money>,
}

fn collect_amounts<'f>(sections: &'f [Section], found: &mut Vec<SectionAmount<'f>>) {
    for section in sections {
        for part in &section.parts {
            match part {
                SectionPart::Sections(inner) => collect_amounts(inner, found),
                SectionPart::Budget(budget) => {
                    let Some(Pending::Known(Amount::Given(amount))) = &budget.amount
                    else {
                        continue;
                    };
                    let title = section.title.as_ref();
                    let title = title.map(|title| title.text.collect_words());
                    let title = title.unwrap_or_default();
                    found.push(SectionAmount { title, amount });
                }
                _ => {}
            }
        }
    }
}

/// Totals in prose against the total of the only column of money, where no task says what
/// it costs. What is far off is of something else.
fn compare_column(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let mut totals = list_totals(context).peekable();
    if totals.peek().is_none() {
        return;
    }
    let named = list_named_figures(context).into_iter();
    let mut columns = named.filter(|named| {
        named.kind == MeasureKind::Money
            && matches!(named.origin, NamedFigureOrigin::Total { .. })
    });
    let Some(column) = columns.next().filter(|_| columns.next().is_none()) else {
        return;
    };
    let title = column.title.to_lowercase();
    let is_cost = COSTS.iter().any(|words| title.contains(words))
        && !OF_A_PART.iter().any(|words| title.contains(words));
    for (line, total) in totals.filter(|_| is_cost) {
        let figure = &total.figure;
        let gap = figure.value.checked_sub(&column.figure.value).abs();
        let is_near = gap.checked_mul(&Number::from(2)) <= column.figure.value;
        if column.is(figure) || !is_near {
            continue;
        }
        let message = format!(
            "tổng kinh phí ghi {}, mà cột “{}” cộng lại là {}",
            line.quote(total),
            column.title,
            total.describe(&column.figure.value)
        );
        let place = context.place_quantity(line, &(figure.start..figure.end));
        found.push(
            rule.finding(place, message)
                .label(format!("viết {}, nếu bảng đã đúng", column.written_as(figure)))
                .hint("sửa tổng, hoặc sửa số tiền ghi sai trong bảng"),
        );
    }
}

impl TaskMoney {
    /// Whether a total cannot be that of the tasks.
    fn excludes(&self, total: &Number) -> bool {
        *total < self.sum || self.is_whole && *total != self.sum
    }
}

fn describe_difference(
    rule: &Rule,
    money: &TaskMoney,
    place: Span,
    typed: &str,
    sum: &str,
) -> Diagnostic {
    let message = format!("tổng kinh phí ghi {typed}, mà các nhiệm vụ cộng lại là {sum}");
    rule.finding(place, message)
        .related(money.first, "nhiệm vụ đầu tiên có số tiền")
        .hint("sửa tổng, hoặc sửa kinh phí của nhiệm vụ ghi sai")
}

/// What the tasks come to, where at least two of them say an amount.
fn sum_tasks(context: &Context<'_>) -> Option<TaskMoney> {
    let Some(Shown::Figure(figure)) = context.figures.money(&BudgetPick::Total) else {
        return None;
    };
    let tasks = context.form.tasks();
    let budgets = tasks.iter().filter_map(|task| task.budget.as_ref());
    let amounts: Vec<_> = budgets
        .filter(|budget| context.figures.resolve_budget(budget).amount.is_some())
        .collect();
    let first = amounts.first()?.span;
    let mut sections = Vec::new();
    collect_amounts(&context.form.sections, &mut sections);
    (amounts.len() > 1).then_some(TaskMoney {
        sum: figure.value,
        is_whole: amounts.len() == tasks.len(),
        has_sections: !sections.is_empty(),
        first,
    })
}

/// Whether an amount is called that of the whole plan.
fn is_total(context: &Context<'_>, line: &QuantityLine, total: &Quantity) -> bool {
    const MOST_WORDS: usize = 14;
    let figure = &total.figure;
    if figure.kind != MeasureKind::Money || !total.is_exact() || line.is_read(total) {
        return false;
    }
    let before = take_near(&line.text[..figure.start]).to_lowercase();
    let kind = context.form.kind.lower_name();
    let names = TOTALS.iter().filter_map(|name| Some(before.rfind(name)? + name.len()));
    let of_kind = TO_DO.iter().filter_map(|name| {
        let end = before.rfind(name)? + name.len();
        let rest = before[end..].trim_start().strip_prefix(kind.as_str())?;
        Some(before.len() - rest.len())
    });
    let Some(end) = names.chain(of_kind).max() else { return false };
    let between = &before[end..];
    let is_of_other_year = between.split_whitespace().any(|word| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        is_year(word)
            && context.form.year.as_ref().is_some_and(|y| word != y.value.to_string())
    });
    between.split_whitespace().count() <= MOST_WORDS
        && !between.contains([';', '(', ')', '%'])
        && !between.contains(". ")
        && !is_of_other_year
        && !line.quantities.iter().any(|other| {
            let start = other.figure.start;
            start < figure.start && figure.start - start < between.len()
        })
        && !OF_A_PART.iter().any(|words| between.contains(words))
}

/// The end of a text, longer than a name and the words between it and its amount.
fn take_near(before: &str) -> &str {
    const LONGEST: usize = 200;
    let start = before.char_indices().rev().nth(LONGEST).map_or(0, |(start, _)| start);
    &before[start..]
}
