//! `phan_cong` of a task: who leads it, who does it, who takes part.

use crate::code;
use crate::diagnostic::Diagnostic;
use crate::prose::{Plain, Prose};
use crate::source::Span;
use crate::yaml::{YamlNode, YamlValue};

use super::reader::FormReader;
use super::shape::{KeyKind, KeySpec, Shape};

/// The keys of an assignment.
pub(super) static ASSIGNMENT: Shape = Shape {
    name: "phan_cong",
    doc: "Phân công: ai chủ trì, ai thực hiện, ai phối hợp. Phải có `chu_tri` hoặc `thuc_hien`.",
    keys: &[
        KeySpec::optional("nhan", KeyKind::Plain, "Nhãn riêng."),
        KeySpec::optional(
            "noi_lien",
            KeyKind::YesNo,
            "`khong` thì nhãn đứng riêng một dòng.",
        ),
        KeySpec::optional("chu_tri", KeyKind::Plain, "Đơn vị, người chủ trì."),
        KeySpec::optional(
            "thuc_hien",
            KeyKind::List(&KeyKind::Plain),
            "Các đơn vị trực tiếp thực hiện.",
        ),
        KeySpec::optional(
            "phoi_hop",
            KeyKind::List(&KeyKind::Plain),
            "Các đơn vị phối hợp.",
        ),
        KeySpec::optional(
            "doan",
            KeyKind::Prose,
            "Câu in ra thay cho câu máy tự đặt; phải nêu đủ tên các đơn vị ở trên.",
        ),
    ],
};

/// Who does a task: one unit in charge, those that do it, those that help. One of the first
/// two is there.
#[derive(Debug, Clone, Default)]
pub struct Assignment {
    /// The label, where given.
    pub label: Option<Plain>,
    /// Whether label and text share a line, where the form says.
    pub run_in: Option<bool>,
    /// Who is in charge.
    pub lead: Option<Plain>,
    /// Who does it; none that is still pending.
    pub executors: Vec<Plain>,
    /// Whether who does it is not known yet, or not of all.
    pub has_open_executors: bool,
    /// Who helps; none that is still pending.
    pub partners: Vec<Plain>,
    /// Whether who helps is not known yet, or not of all.
    pub has_open_partners: bool,
    /// Words in place of the sentence that the engine makes.
    pub text: Option<Prose>,
}

impl Assignment {
    /// All units: who leads, who does it, who helps.
    pub fn units(&self) -> impl Iterator<Item = &Plain> {
        self.lead.iter().chain(&self.executors).chain(&self.partners)
    }
}

pub(super) fn read_assignment(
    r: &mut FormReader<'_>,
    node: &YamlNode,
) -> Option<Assignment> {
    if !matches!(node.value, YamlValue::Mapping { .. }) {
        let lead = Some(r.plain(node)?);
        return Some(Assignment { lead, ..Assignment::default() });
    }
    let f = r.fields(node, &ASSIGNMENT)?;
    let label = r.optional(&f, "nhan", FormReader::plain);
    let run_in = r.optional(&f, "noi_lien", FormReader::yes_no);
    let lead = r.optional(&f, "chu_tri", FormReader::plain);
    let executors = r.optional(&f, "thuc_hien", |r, n| r.list(n, FormReader::plain));
    let partners = r.optional(&f, "phoi_hop", |r, n| r.list(n, FormReader::plain));
    let text = r.optional(&f, "doan", FormReader::prose);
    let has_doer = f.get("chu_tri").is_some() || f.get("thuc_hien").is_some();
    if !has_doer {
        r.report_lacking_key(node, &f, &ASSIGNMENT, "chu_tri");
    }
    let (executors, has_open_executors) = split_open_units(executors);
    let (partners, has_open_partners) = split_open_units(partners);
    if lead.is_none() && executors.is_empty() {
        // Told already, or not known yet.
        return None;
    }
    Some(Assignment {
        label,
        run_in,
        lead,
        executors,
        has_open_executors,
        partners,
        has_open_partners,
        text,
    })
}

/// The units that are known, and whether some are not.
fn split_open_units(units: Option<Vec<Plain>>) -> (Vec<Plain>, bool) {
    let mut known = units.unwrap_or_default();
    let count = known.len();
    known.retain(|unit| !unit.is_pending());
    let is_open = known.len() < count;
    (known, is_open)
}

/// A label or a column that says who does a task.
pub(super) struct UnitsKey<'a> {
    pub(super) key: &'a str,
    /// Where the form has it.
    pub(super) span: Span,
}

/// Units all in one and one by one: they would be printed twice.
pub(super) fn report_both_units(
    r: &mut FormReader<'_>,
    all: &UnitsKey<'_>,
    one: &UnitsKey<'_>,
) {
    let message = format!("`{}` và `{}` cùng nói ai làm nhiệm vụ", all.key, one.key);
    r.error(
        Diagnostic::error(&code::form::TWO_ASSIGNMENTS, all.span, message)
            .label("các đơn vị sẽ in hai lần")
            .related(one.span, "đơn vị có chỗ riêng ở đây")
            .hint("giữ `phan_cong`, hoặc giữ `chu_tri`, `thuc_hien`, `phoi_hop`"),
    );
}
