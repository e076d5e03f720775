//! `spacing`: a blank stands where one belongs, and no other.
//!
//! | file | what it does |
//! |---|---|
//! | `scan` | finds the places of a text where a blank is missing or too many |

mod scan;

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::form::Role;
use crate::rule::{Context, Rule, Validity};
use crate::running_text::{FaultPlaces, TextLine};

use scan::{SpacingFault, find_faults};

pub(super) static RULE: Rule = Rule {
    code: &Code {
        id: "spacing",
        summary: "dấu cách đặt đúng chỗ: 8 giờ, 2021-2025, (xã, thôn)",
        explanation: "Dấu phẩy, chấm, hai chấm, chấm phẩy viết liền chữ trước và cách chữ sau; dấu ngoặc mở viết liền chữ sau, dấu ngoặc đóng viết liền chữ trước; số cách đơn vị viết bằng chữ (8 giờ, 35 hộ); gạch nối hai số, hai từ thì cách đều hai bên hoặc liền cả hai bên. Đặt sai thì dòng ngắt giữa số và dấu, và chữ tìm không ra. Máy báo mỗi kiểu sai một lần, kèm các dòng khác cùng kiểu. Sửa lại dấu cách ở các dòng ấy.",
    },
    severity: Severity::Warning,
    clause: None,
    valid: Validity::ALWAYS,
    excuse: Some("chữ ấy đúng là viết như vậy"),
    wrong: "noi_dung:\n  - tieu_de: Nhiệm vụ\n    doan: Tập huấn lúc 8giờ 30 phút tại nhà văn hóa .\n",
    right: "noi_dung:\n  - tieu_de: Nhiệm vụ\n    doan: Tập huấn lúc 8 giờ 30 phút tại nhà văn hóa.\n",
    check,
};

/// The places of one kind of fault, and the words at the first.
struct KindPlaces {
    fault: SpacingFault,
    places: FaultPlaces,
    words: String,
}

fn check(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let mut kinds: Vec<KindPlaces> = Vec::new();
    for (role, line) in context.lines() {
        if role != Role::Specimen {
            collect_line(context, line, &mut kinds);
        }
    }
    found.extend(kinds.iter().filter_map(|kind| describe(rule, context, kind)));
}

fn collect_line(context: &Context<'_>, line: &TextLine<'_>, kinds: &mut Vec<KindPlaces>) {
    for spot in find_faults(&line.text) {
        // `07 /2021/NĐ-CP` is the number of a paper, which another rule judges.
        let symbol = line.text[spot.part.end..].strip_prefix('/').unwrap_or_default();
        let is_of_number =
            spot.fault == SpacingFault::Slash && symbol.starts_with(char::is_uppercase);
        if is_of_number {
            continue;
        }
        if context.dictionary.covers(&line.text, &spot.part) {
            continue;
        }
        let known = kinds.iter().position(|kind| kind.fault == spot.fault);
        let index = known.unwrap_or_else(|| {
            kinds.push(KindPlaces {
                fault: spot.fault,
                places: FaultPlaces::default(),
                words: line.text[spot.part.clone()].to_owned(),
            });
            kinds.len() - 1
        });
        kinds[index].places.push(context, line, &spot.part);
    }
}

/// What is said of a kind of fault.
struct FaultWords {
    /// Stands before the words that are wrong.
    message: &'static str,
    label: &'static str,
    hint: &'static str,
}

fn describe(rule: &Rule, context: &Context<'_>, kind: &KindPlaces) -> Option<Diagnostic> {
    let FaultWords { message, label, hint } = describe_fault(kind.fault);
    let message = format!("{message}: `{}`", kind.words);
    let label = format!("{label}{}", kind.places.list_more(context));
    Some(rule.finding(kind.places.first()?, message).label(label).hint(hint))
}

fn describe_fault(fault: SpacingFault) -> FaultWords {
    match fault {
        SpacingFault::BeforeSign | SpacingFault::AfterOpening => describe_excess(fault),
        SpacingFault::AfterSign => FaultWords {
            message: "thiếu dấu cách sau dấu câu",
            label: "cần một dấu cách",
            hint: "viết một dấu cách sau dấu phẩy, chấm, hai chấm, chấm phẩy",
        },
        SpacingFault::AtBracket => FaultWords {
            message: "thiếu dấu cách giữa chữ và dấu ngoặc",
            label: "cần một dấu cách",
            hint: "viết một dấu cách trước dấu mở ngoặc và sau dấu đóng ngoặc",
        },
        SpacingFault::NumberAndWord => FaultWords {
            message: "số viết liền với chữ",
            label: "cần một dấu cách",
            hint: "viết một dấu cách giữa số và chữ: 8 giờ, 35 hộ, tháng 5",
        },
        SpacingFault::BetweenWords => FaultWords {
            message: "hai chữ viết liền nhau",
            label: "cần một dấu cách",
            hint: "viết một dấu cách giữa hai chữ",
        },
        SpacingFault::Dash => FaultWords {
            message: "dấu gạch chỉ cách một bên",
            label: "cách hai bên không đều",
            hint: "bỏ dấu cách hoặc thêm cho đủ hai bên: 2019-2020, kinh tế - xã hội",
        },
        SpacingFault::LineStart => FaultWords {
            message: "dấu đầu dòng viết liền với chữ",
            label: "cần một dấu cách",
            hint: "viết một dấu cách sau dấu đầu dòng; gạch đầu dòng là `- `, bậc dưới là `+ `",
        },
        SpacingFault::Slash | SpacingFault::SignTwice | SpacingFault::CommaBeforeUnit => {
            describe_excess(fault)
        }
    }
}

/// What is said of a blank or a sign too many.
fn describe_excess(fault: SpacingFault) -> FaultWords {
    match fault {
        SpacingFault::AfterOpening => FaultWords {
            message: "thừa dấu cách sau dấu mở ngoặc",
            label: "bỏ dấu cách",
            hint: "viết chữ liền ngay sau dấu mở ngoặc",
        },
        SpacingFault::Slash => FaultWords {
            message: "dấu gạch chéo giữa hai số có dấu cách",
            label: "bỏ dấu cách",
            hint: "viết liền: 20/4/2023",
        },
        SpacingFault::SignTwice => FaultWords {
            message: "hai dấu câu liền nhau",
            label: "chỉ giữ một dấu",
            hint: "bỏ dấu câu thừa",
        },
        SpacingFault::CommaBeforeUnit => FaultWords {
            message: "dấu phẩy chen giữa số và đơn vị",
            label: "bỏ dấu phẩy",
            hint: "bỏ dấu phẩy: 24/24 giờ",
        },
        _ => FaultWords {
            message: "thừa dấu cách trước dấu câu hoặc dấu đóng ngoặc",
            label: "bỏ dấu cách",
            hint: "viết dấu câu liền ngay sau chữ đứng trước",
        },
    }
}
