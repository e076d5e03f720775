//! `body-capitals`: names of bodies have the capitals of Phụ lục II.

use std::collections::HashMap;
use std::ops::Range;

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::register::make_key;
use crate::rule::{Context, Rule, Validity};
use crate::running_text::{OfficeMention, TextLine};
use crate::source::Span;

use super::body_two_names::make_name_key;

pub(super) static RULE: Rule = Rule {
    code: &Code {
        id: "body-capitals",
        summary: "tên cơ quan, tổ chức viết hoa theo Phụ lục II: Mặt trận Tổ quốc Việt Nam",
        explanation: "Tên cơ quan, tổ chức viết hoa chữ cái đầu của các từ chỉ loại hình cơ quan, chức năng, lĩnh vực hoạt động: Ủy ban nhân dân, Hội đồng nhân dân, Ban Chỉ đạo, Sở Tài chính, Phòng Văn hóa - Xã hội, Mặt trận Tổ quốc Việt Nam. Không viết hoa mọi tiếng (“Ủy Ban Nhân Dân”), không viết thường từ chỉ lĩnh vực (“Sở tài chính”). Tên viết toàn chữ hoa thì không bị nhắc; tên riêng mà cơ quan đăng ký khác thì ghi vào `tu-dien.yaml`.",
    },
    severity: Severity::Warning,
    clause: Some("Mục IV Phụ lục II Nghị định số 30/2020/NĐ-CP"),
    valid: Validity::DECREE_30,
    excuse: Some("tên chính thức của tổ chức viết như vậy"),
    wrong: "noi_dung:\n  - tieu_de: Tổ chức thực hiện\n    doan: Đề nghị Ủy ban Mặt trận tổ quốc Việt nam xã giám sát việc thực hiện.\n",
    right: "noi_dung:\n  - tieu_de: Tổ chức thực hiện\n    doan: Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam xã giám sát việc thực hiện.\n",
    check,
};

/// A name that is written wrongly, where it stands first.
struct Wrong {
    right: String,
    index: usize,
    more: usize,
}

fn check(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let mut known: Vec<Wrong> = Vec::new();
    for (_, line, bodies) in context.bodies() {
        for mention in &bodies.offices {
            let Some((range, right)) = find_wrong_case(&line.text, mention) else {
                continue;
            };
            if context.dictionary.covers(&line.text, &range) {
                continue;
            }
            let written = &line.text[range.clone()];
            let same = |wrong: &&mut Wrong| wrong.right == right;
            if let Some(wrong) = known.iter_mut().find(same) {
                wrong.more += 1;
                continue;
            }
            found.push(describe(rule, context, line, &range, written, &right));
            known.push(Wrong { right, index: found.len() - 1, more: 0 });
        }
    }
    find_two_ways(rule, context, found);
    for wrong in known.into_iter().filter(|wrong| wrong.more > 0) {
        let Wrong { right, index, more } = wrong;
        found[index].push_hint(format!("còn {more} chỗ nữa viết khác “{right}”"));
    }
}

/// A body that no register has, with its places by the capital of its function.
#[derive(Default)]
struct TwoWays {
    capital: Option<(String, Span)>,
    small: Option<(String, Span)>,
}

/// Whether bodies are counted, `28 Ban quản lý dự án`: then the words are a kind and no
/// name.
fn is_counted(before: &str) -> bool {
    before.trim_end().ends_with(|c: char| c.is_ascii_digit())
}

/// Where quotation marks are open, asked for from the beginning of a text to its end.
#[derive(Default)]
struct Quotation {
    read: usize,
    is_open: bool,
}

impl Quotation {
    /// Whether a place, which is behind those asked for before, stands in quotation marks:
    /// what is quoted is a name of its own, `“Bộ phận một cửa thân thiện”`.
    fn holds(&mut self, text: &str, place: usize) -> bool {
        let marks = text[self.read..place].chars().rev();
        if let Some(mark) = marks.into_iter().find(|c| matches!(c, '“' | '”')) {
            self.is_open = mark == '“';
        }
        self.read = place;
        self.is_open
    }
}

/// Bodies whose name has the capital of their function in one place and not in another:
/// `Đoàn Kiểm tra`, `Đoàn kiểm tra`.
fn find_two_ways(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let mut bodies: HashMap<String, TwoWays> = HashMap::new();
    let mut order = Vec::new();
    for (_, line, named) in context.bodies() {
        let mut quoted = Quotation::default();
        for mention in &named.functions {
            let range = &mention.range;
            if quoted.holds(&line.text, range.start)
                || is_counted(&line.text[..range.start])
                || context.dictionary.covers(&line.text, range)
            {
                continue;
            }
            let name = &line.text[range.clone()];
            let key = make_key(name);
            let ways = bodies.entry(key.clone()).or_insert_with(|| {
                order.push(key);
                TwoWays::default()
            });
            let way = match mention.has_capital {
                true => &mut ways.capital,
                false => &mut ways.small,
            };
            if way.is_none() {
                let place = line.place(context, range.start, range.end);
                *way = Some((name.to_owned(), place));
            }
        }
    }
    for key in order {
        let Some(TwoWays { capital: Some(right), small: Some(wrong) }) =
            bodies.remove(&key)
        else {
            continue;
        };
        let message = format!("tên có chỗ viết “{}”, có chỗ viết “{}”", wrong.0, right.0);
        found.push(
            rule.finding(wrong.1, message)
                .label(format!("cần viết: {}", right.0))
                .related(right.1, "ở đây viết hoa từ chỉ chức năng")
                .hint(format!("sửa thành {} nếu là tên của tổ chức ấy", right.0)),
        );
    }
}

fn describe(
    rule: &Rule,
    context: &Context<'_>,
    line: &TextLine<'_>,
    range: &Range<usize>,
    written: &str,
    right: &str,
) -> Diagnostic {
    let place = line.place(context, range.start, range.end);
    let mut finding = rule
        .finding(place, format!("tên cơ quan, tổ chức viết hoa sai: “{written}”"))
        .label(format!("cần viết: {right}"))
        .hint(format!("sửa thành {right}"));
    // The clause has these two names word for word.
    let is_own = matches!(right, "Ủy ban nhân dân" | "Hội đồng nhân dân");
    if is_own && written.starts_with(char::is_uppercase) {
        finding.severity = Severity::Error;
    }
    finding
}

/// The place of the name and the name as it should be, where the words of a name have
/// other letters at their beginnings.
fn find_wrong_case(
    text: &str,
    mention: &OfficeMention,
) -> Option<(Range<usize>, String)> {
    let OfficeMention { range, office, is_listed } = mention;
    let written = &text[range.clone()];
    if written == office.name {
        return None;
    }
    let is_all_capitals = !written.contains(char::is_lowercase);
    // `hội viên hội nông dân` tells a kind of people, and a list has no first word.
    let is_kind = written.starts_with(char::is_lowercase)
        && text[..range.start].trim_end().ends_with("viên");
    // `phòng Nội vụ` is as often a kind as a name.
    let is_kind = is_kind || written.starts_with("phòng");
    // Other signs between the words make it another name: `body-two-names`.
    if office.is_short
        || is_kind
        || *is_listed
        || is_all_capitals
        || make_name_key(written) != make_name_key(office.name)
    {
        return None;
    }
    let names = office.name.split(is_between).filter(|word| !word.is_empty());
    let right: Vec<&str> = names.filter(|word| *word != "và").collect();
    let words = written.split(is_between).filter(|word| !word.is_empty());
    let words: Vec<&str> = words.filter(|word| make_key(word) != "và").collect();
    let is_right = right.len() == words.len()
        && right.iter().zip(&words).all(|(right, word)| has_case_of(word, right));
    // A word of a list that goes on, `Hội nông dân tập thể`, begins no name.
    (!is_right).then(|| (range.clone(), office.name.to_owned()))
}

fn is_between(c: char) -> bool {
    !c.is_alphanumeric()
}

/// Whether a word begins with a capital or a small letter as it should, and has no other
/// capitals.
fn has_case_of(word: &str, right: &str) -> bool {
    let begins = |text: &str| text.starts_with(char::is_uppercase);
    let capitals = |text: &str| text.chars().skip(1).filter(|c| c.is_uppercase()).count();
    begins(word) == begins(right) && capitals(word) == capitals(right)
}
