//! `muc_tieu`: general and specific objectives, under labels that the form may set.

use crate::prose::{Plain, Prose};
use crate::yaml::{YamlNode, YamlValue};

use super::reader::FormReader;
use super::shape::{KeyKind, KeySpec, Shape};

/// The keys of `muc_tieu`.
pub(super) static OBJECTIVES: Shape = Shape {
    name: "muc_tieu",
    doc: "Mục tiêu chung và mục tiêu cụ thể; mỗi phần thành một mục có đánh số.",
    keys: &[
        KeySpec::optional(
            "nhan_chung",
            KeyKind::Plain,
            "Tiêu đề của mục tiêu chung. Mặc định: Mục tiêu chung.",
        ),
        KeySpec::optional(
            "chung",
            KeyKind::Either(&[KeyKind::Prose, KeyKind::Map(&OBJECTIVE)]),
            "Mục tiêu chung.",
        ),
        KeySpec::optional(
            "nhan_cu_the",
            KeyKind::Plain,
            "Tiêu đề của mục tiêu cụ thể. Mặc định: Mục tiêu cụ thể.",
        ),
        KeySpec::optional(
            "cu_the",
            KeyKind::Either(&[
                KeyKind::Prose,
                KeyKind::List(&KeyKind::Prose),
                KeyKind::Map(&OBJECTIVE),
            ]),
            "Mục tiêu cụ thể: đoạn văn, hoặc danh sách (mỗi mục thành một gạch đầu dòng).",
        ),
        KeySpec::optional(
            "noi_lien",
            KeyKind::YesNo,
            "`co` thì tiêu đề và đoạn đầu nằm trên một dòng.",
        ),
    ],
};

/// The keys of one objective written as a group.
pub(super) static OBJECTIVE: Shape = Shape {
    name: "muc_tieu",
    doc: "Một mục tiêu, có nhãn và cách nối riêng.",
    keys: &[
        KeySpec::optional("nhan", KeyKind::Plain, "Tiêu đề riêng."),
        KeySpec::optional(
            "noi_lien",
            KeyKind::YesNo,
            "`co` thì tiêu đề và đoạn đầu nằm trên một dòng.",
        ),
        KeySpec::required(
            "doan",
            KeyKind::Either(&[KeyKind::Prose, KeyKind::List(&KeyKind::Prose)]),
            "Nội dung của mục tiêu.",
        ),
    ],
};

/// General and specific objectives of a section: at most one of each.
#[derive(Debug, Clone)]
pub struct Objectives {
    /// In the order of the form, each under its title.
    pub items: Vec<Objective>,
}

/// The objectives of one scope, set as a numbered part with a title.
#[derive(Debug, Clone)]
pub struct Objective {
    /// Whether they are the general or the specific ones.
    pub scope: Scope,
    /// Its title, where the form gives one; else `Scope::title` prints.
    pub label: Option<Plain>,
    /// Whether its text runs on after the title.
    pub run_in: bool,
    /// Its paragraphs: one for each item of a list.
    pub text: Vec<Prose>,
}

/// What the objectives are about: the whole plan, or its targets one by one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// `chung`: what the plan is to reach as a whole.
    General,
    /// `cu_the`: targets that can be counted.
    Specific,
}

impl Scope {
    /// The title where the form gives none.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::General => "Mục tiêu chung",
            Self::Specific => "Mục tiêu cụ thể",
        }
    }
}

pub(super) fn read_objectives(
    r: &mut FormReader<'_>,
    node: &YamlNode,
) -> Option<Objectives> {
    let f = r.fields(node, &OBJECTIVES)?;
    let general = r.optional(&f, "nhan_chung", FormReader::plain);
    let specific = r.optional(&f, "nhan_cu_the", FormReader::plain);
    let run_in = r.optional(&f, "noi_lien", FormReader::yes_no).unwrap_or(false);
    let mut items = Vec::new();
    for (name, node) in f.in_order() {
        let (scope, label) = match name {
            "chung" => (Scope::General, &general),
            "cu_the" => (Scope::Specific, &specific),
            _ => continue,
        };
        let blank = Objective { scope, label: label.clone(), run_in, text: Vec::new() };
        items.extend(r.required(&f, name, |r, _| read_objective(r, node, blank)));
    }
    Some(Objectives { items })
}

fn read_objective(
    r: &mut FormReader<'_>,
    node: &YamlNode,
    mut res: Objective,
) -> Option<Objective> {
    let YamlValue::Mapping { .. } = node.value else {
        res.text = r.list(node, FormReader::prose)?;
        return Some(res);
    };
    let f = r.fields(node, &OBJECTIVE)?;
    if let Some(label) = r.optional(&f, "nhan", FormReader::plain) {
        res.label = Some(label);
    }
    if let Some(run_in) = r.optional(&f, "noi_lien", FormReader::yes_no) {
        res.run_in = run_in;
    }
    res.text = r.required(&f, "doan", |r, n| r.list(n, FormReader::prose))?;
    Some(res)
}
