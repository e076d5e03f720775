//! `budget-differs`: the money that a text or a section calls that of the whole plan is what
//! its tasks come to.

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::form::{Amount, Role, SectionPart};
use crate::indicator::BudgetPick;
use crate::quantity::{Number, Pending, Shown};
use crate::rule::{Context, Rule, Validity};
use crate::running_text::{MeasureKind, Quantity, QuantityLine, is_written_as};
use crate::source::Span;

pub(super) static RULE: Rule = Rule {
    code: &Code {
        id: "budget-differs",
        summary: "tổng kinh phí phải bằng kinh phí các nhiệm vụ cộng lại",
        explanation: "Lời văn hoặc phần kinh phí nêu tổng kinh phí của kế hoạch, mà kinh phí ghi ở các nhiệm vụ cộng lại ra số khác. Sửa tổng, hoặc sửa kinh phí của nhiệm vụ ghi sai. Khi có nhiệm vụ không ghi số tiền, máy chỉ báo nếu các nhiệm vụ đã vượt tổng. Viết {{ kinh_phi.tong }} thì tổng luôn đúng.",
    },
    severity: Severity::Warning,
    clause: None,
    valid: Validity::ALWAYS,
    excuse: Some("tổng này gồm cả khoản không thuộc nhiệm vụ nào"),
    wrong: "noi_dung:\n  - tieu_de: Nhiệm vụ\n    nhiem_vu:\n      - tieu_de: Tập huấn\n        thoi_gian: 2023-06\n        kinh_phi: { so_tien: 9.000.000 đồng }\n        phan_cong: { chu_tri: Công chức văn hóa }\n      - tieu_de: Giám sát\n        thoi_gian: 2023-07\n        kinh_phi: { so_tien: 12.000.000 đồng }\n        phan_cong: { chu_tri: Công chức văn hóa }\n  - tieu_de: Kinh phí\n    doan: Tổng kinh phí thực hiện Kế hoạch là 20.000.000 đồng, từ ngân sách xã.\n",
    right: "noi_dung:\n  - tieu_de: Nhiệm vụ\n    nhiem_vu:\n      - tieu_de: Tập huấn\n        thoi_gian: 2023-06\n        kinh_phi: { so_tien: 9.000.000 đồng }\n        phan_cong: { chu_tri: Công chức văn hóa }\n      - tieu_de: Giám sát\n        thoi_gian: 2023-07\n        kinh_phi: { so_tien: 12.000.000 đồng }\n        phan_cong: { chu_tri: Công chức văn hóa }\n  - tieu_de: Kinh phí\n    doan: Tổng kinh phí thực hiện Kế hoạch là {{ kinh_phi.tong }}, từ ngân sách xã.\n",
    check,
};

/// What a text calls the money of the whole plan, in small letters.
const TOTALS: &[&str] = &[
    "ổng kinh phí",
    "ổng dự toán",
    "ổng nhu cầu kinh phí",
    "ổng mức kinh phí",
    "ổng nguồn kinh phí",
    "ổng số kinh phí",
    "ổng số tiền",
];

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
    /// The first task with an amount.
    first: Span,
}

fn check(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let Some(money) = sum_tasks(context) else { return };
    let tasks = context.form.tasks();
    for line in context.quantity_lines() {
        if line.role != Role::Body {
            continue;
        }
        for total in line.quantities.iter().filter(|total| is_total(line, total)) {
            let figure = &total.figure;
            let span = context.texts[line.index].span;
            let is_of_task = tasks
                .iter()
                .any(|task| task.span.start <= span.start && span.end <= task.span.end);
            let is_right =
                is_written_as(&money.sum, figure) || !money.excludes(&figure.value);
            if is_of_task || is_right {
                continue;
            }
            let place = context.place_quantity(line, &(figure.start..figure.end));
            let typed = line.quote(total);
            found.push(describe_difference(rule, &money, place, &typed, total));
        }
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
    total: &Quantity,
) -> Diagnostic {
    let sum = total.describe(&money.sum);
    let message = format!("tổng kinh phí ghi {typed}, mà các nhiệm vụ cộng lại là {sum}");
    rule.finding(place, message)
        .label("viết {{ kinh_phi.tong }}, nếu các nhiệm vụ đã đúng")
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
    let has_other_money = context.form.parts().into_iter().any(|part| match part {
        SectionPart::Budget(budget) => {
            matches!(budget.amount, Some(Pending::Known(Amount::Given(_))))
        }
        _ => false,
    });
    (amounts.len() > 1).then_some(TaskMoney {
        sum: figure.value,
        is_whole: amounts.len() == tasks.len() && !has_other_money,
        first,
    })
}

/// Whether an amount is called that of the whole plan.
fn is_total(line: &QuantityLine, total: &Quantity) -> bool {
    const MOST_WORDS: usize = 14;
    let text = &line.text;
    let figure = &total.figure;
    if figure.kind != MeasureKind::Money || !total.is_exact() || line.is_read(total) {
        return false;
    }
    let before = &text[..figure.start];
    let names = TOTALS.iter().filter_map(|name| {
        let start = before.rfind(name)?;
        let capital = before[..start].chars().next_back();
        matches!(capital, Some('t' | 'T')).then_some(start + name.len())
    });
    let Some(end) = names.max() else { return false };
    let between = &before[end..];
    between.split_whitespace().count() <= MOST_WORDS
        && !between.contains([';', '(', ')', '%'])
        && !between.contains(". ")
        && !line
            .quantities
            .iter()
            .any(|other| end <= other.figure.start && other.figure.start < figure.start)
        && !OF_A_PART.iter().any(|words| between.to_lowercase().contains(words))
}
