//! `no-funding-source`: a plan with amounts says where the money comes from.

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::form::{Amount, Budget, Role, SectionPart};
use crate::language::SoughtWord;
use crate::quantity::Pending;
use crate::rule::{Context, Rule, Validity};
use crate::running_text::{MeasureKind, find_figures};
use crate::source::Span;

pub(super) static RULE: Rule = Rule {
    code: &Code {
        id: "no-funding-source",
        summary: "kế hoạch có số tiền thì phải nói tiền lấy từ nguồn nào",
        explanation: "Kế hoạch nêu kinh phí thực hiện mà cả văn bản không có chỗ nào nói nguồn (ngân sách xã, dự toán được giao, xã hội hóa, quỹ …) thì kế toán không có căn cứ chi. Ghi `nguon` ở `kinh_phi`, hoặc một câu về nguồn kinh phí. Máy xét khi có mục kinh phí, hoặc từ hai nhiệm vụ có số tiền trở lên, hoặc lời văn nêu kinh phí bằng số.",
    },
    severity: Severity::Warning,
    clause: None,
    valid: Validity::ALWAYS,
    excuse: Some("nguồn kinh phí đã có ở văn bản khác"),
    wrong: "noi_dung:\n  - tieu_de: Kinh phí thực hiện\n    kinh_phi: 15.000.000 đồng\n",
    right: "noi_dung:\n  - tieu_de: Kinh phí thực hiện\n    kinh_phi:\n      so_tien: 15.000.000 đồng\n      nguon:\n        xa: 15.000.000 đồng\n",
    check,
};

/// Words before what the whole plan costs.
const COSTS: [&str; 3] = ["kinh phí thực hiện", "dự toán kinh phí", "kinh phí dự kiến"];

/// Words that say where money comes from.
const SOURCES: [SoughtWord; 17] = [
    SoughtWord::new("nguồn", "NGUỒN"),
    SoughtWord::new("ngân sách", "NGÂN SÁCH"),
    SoughtWord::new("xã hội hóa", "XÃ HỘI HÓA"),
    SoughtWord::new("xã hội hoá", "XÃ HỘI HOÁ"),
    SoughtWord::new("quỹ ", "QUỸ "),
    SoughtWord::new("tài trợ", "TÀI TRỢ"),
    SoughtWord::new("đóng góp", "ĐÓNG GÓP"),
    SoughtWord::new("tự cân đối", "TỰ CÂN ĐỐI"),
    SoughtWord::new("tự bảo đảm", "TỰ BẢO ĐẢM"),
    SoughtWord::new("tự đảm bảo", "TỰ ĐẢM BẢO"),
    SoughtWord::new("tự túc", "TỰ TÚC"),
    SoughtWord::new("hỗ trợ của", "HỖ TRỢ CỦA"),
    SoughtWord::new("vốn ", "VỐN "),
    SoughtWord::new("kinh phí được giao", "KINH PHÍ ĐƯỢC GIAO"),
    SoughtWord::new("kinh phí được cấp", "KINH PHÍ ĐƯỢC CẤP"),
    SoughtWord::new("kinh phí sự nghiệp", "KINH PHÍ SỰ NGHIỆP"),
    SoughtWord::new("chi thường xuyên", "CHI THƯỜNG XUYÊN"),
];

/// What an office has been given, and also what a plan comes to.
const ESTIMATE: SoughtWord = SoughtWord::new("dự toán", "DỰ TOÁN");
const ESTIMATE_LENGTH: usize = "dự toán".len();

fn check(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let Some(place) = find_amount(context) else { return };
    if has_source(context) {
        return;
    }
    found.push(
        rule.finding(place, "cả kế hoạch không nói kinh phí lấy từ nguồn nào")
            .label("lấy từ nguồn nào?")
            .hint("ghi `nguon` ở `kinh_phi`, hoặc thêm một câu về nguồn kinh phí"),
    );
}

/// The first amount of the plan, where it has a part for money, two tasks that cost
/// something, or a sentence about what it costs.
fn find_amount(context: &Context<'_>) -> Option<Span> {
    for part in context.form.parts() {
        if let SectionPart::Budget(budget) = part
            && has_amount(budget)
        {
            return Some(budget.span);
        }
    }
    let tasks = context.form.tasks().into_iter();
    let mut budgets =
        tasks.filter_map(|task| task.budget.as_ref()).filter(|b| has_amount(b));
    if let Some(first) = budgets.next()
        && budgets.next().is_some()
    {
        return Some(first.span);
    }
    context.lines().filter(|(role, _)| *role == Role::Body).find_map(|(_, line)| {
        // Most lines speak of no money, and are not put into small letters.
        let lower = line.text.contains("inh phí").then(|| line.text.to_lowercase())?;
        let start = COSTS.iter().filter_map(|words| lower.find(words)).min()?;
        let figures = find_figures(&line.text).into_iter();
        let mut amounts = figures.filter(|figure| figure.kind == MeasureKind::Money);
        let amount = amounts.find(|figure| figure.start > start)?;
        Some(line.place(context, amount.start, amount.end))
    })
}

/// Whether a budget has an amount of its own.
fn has_amount(budget: &Budget) -> bool {
    let amount = budget.amount.as_ref().and_then(Pending::known);
    amount.is_some_and(|amount| !matches!(amount, Amount::OfSources(_)))
}

/// Whether anything says where money comes from.
fn has_source(context: &Context<'_>) -> bool {
    let budgets = context.budgets();
    if budgets.iter().any(|budget| !budget.sources.is_empty()) {
        return true;
    }
    let tables = context.form.own_tables();
    let mut feet = tables.filter_map(|(_, spec)| spec.total.as_ref());
    if feet.any(|total| !total.foot.sources.is_empty()) {
        return true;
    }
    let lines = context.lines().filter(|(role, _)| *role != Role::Subject);
    let texts: Vec<&str> = lines.map(|(_, line)| line.text.as_str()).collect();
    // Word by word: most plans that name a source have one of the first words.
    SOURCES.iter().any(|word| texts.iter().any(|text| word.is_in(text)))
        || texts.iter().any(|text| is_estimate_a_source(text))
}

/// Whether a text says that money comes from a `dự toán`. What one comes to is no source;
/// what is paid from one is: `từ dự toán kinh phí năm 2026`.
fn is_estimate_a_source(text: &str) -> bool {
    let mut sources = ESTIMATE.find_in(text).filter(|place| {
        let after = &text[place + ESTIMATE_LENGTH..];
        let is_sum = after.starts_with([':', ';']) || after.starts_with(" kinh phí");
        !is_sum || is_paid_from(&text[..*place])
    });
    sources.next().is_some()
}

/// Whether a text ends with a word behind which stands what something is paid from.
fn is_paid_from(before: &str) -> bool {
    const WORDS: [&str; 4] = ["từ", "trong", "theo", "vào"];
    let last = before.split_whitespace().next_back().unwrap_or_default();
    before.ends_with(char::is_whitespace) && WORDS.contains(&last)
}
