//! `noi_nhan`: who gets the paper.

use crate::code;
use crate::diagnostic::Diagnostic;
use crate::prose::Plain;
use crate::quantity::Pending;
use crate::source::Span;
use crate::yaml::{YamlEntry, YamlNode, YamlValue};

use super::reader::FormReader;
use super::shape::{KeyKind, KeySpec, Shape};

/// The keys of an entry of `noi_nhan` that is a group.
pub(super) static FILED: Shape = Shape {
    name: "noi_nhan",
    doc: "Dòng lưu, đứng cuối phần nơi nhận; hoặc tiêu đề của một nhóm nơi nhận.",
    keys: &[
        KeySpec::optional(
            "luu",
            KeyKind::Plain,
            "Nơi lưu, ví dụ: VT, VHXH. In thành “Lưu: VT, VHXH.”",
        ),
        KeySpec::optional(
            "nhan",
            KeyKind::Plain,
            "Tiêu đề của các nơi nhận đứng dưới nó, ví dụ: Bản điện tử. In thành “Bản điện tử:”, không có gạch đầu dòng.",
        ),
    ],
};

/// One line of the recipients.
#[derive(Debug, Clone)]
pub enum Recipient {
    /// Who gets the paper, as it is printed after the dash.
    Name(Plain),
    /// Where it is filed: what follows “Lưu:”.
    Filed(Plain),
    /// What those below it have in common: `Bản điện tử`.
    Label(Plain),
}

impl Recipient {
    /// What the form says of it.
    #[must_use]
    pub fn text(&self) -> &Plain {
        let (Self::Name(text) | Self::Filed(text) | Self::Label(text)) = self;
        text
    }
}

/// All recipients, and where the form lists them.
#[derive(Debug, Clone)]
pub struct Recipients {
    /// One a line, as they are printed.
    pub items: Vec<Recipient>,
    /// The list under `noi_nhan`.
    pub span: Span,
}

pub(super) fn read_recipients(
    r: &mut FormReader<'_>,
    node: &YamlNode,
) -> Option<Pending<Recipients>> {
    r.pending(node, |r, node| {
        let items = r.list(node, |r, n| match &n.value {
            YamlValue::Mapping { entries, .. } => read_recipient_keys(r, n, entries),
            _ => r.plain(n).map(Recipient::Name),
        })?;
        Some(Recipients { items, span: node.span })
    })
}

/// The filing line, or the label of a group. A label that is typed as such, with its colon
/// and without quotes, arrives as a key with nothing behind it.
fn read_recipient_keys(
    r: &mut FormReader<'_>,
    node: &YamlNode,
    entries: &[YamlEntry],
) -> Option<Recipient> {
    if let [entry] = entries
        && entry.value.value == YamlValue::Empty
        && FILED.find(&entry.name).is_none()
    {
        r.error(describe_typed_label(entry));
        return None;
    }
    if r.is_cut_by_colon(node) {
        return None;
    }
    let f = r.fields(node, &FILED)?;
    let filed = r.optional(&f, "luu", FormReader::plain);
    let label = r.optional(&f, "nhan", FormReader::plain);
    match (f.get("luu"), f.get("nhan")) {
        (Some(_), Some(entry)) => {
            let message = "một mục của nơi nhận có cả `luu` và `nhan`";
            r.error(
                Diagnostic::error(&code::form::IDLE_KEY, entry.key_span, message)
                    .label("mỗi mục chỉ một trong hai khóa")
                    .hint("viết `nhan` thành một mục riêng, mở đầu bằng `- `"),
            );
            None
        }
        (None, None) => {
            r.report_lacking_key(node, &f, &FILED, "luu");
            None
        }
        (Some(_), None) => filed.map(Recipient::Filed),
        (None, Some(_)) => label.map(Recipient::Label),
    }
}

fn describe_typed_label(entry: &YamlEntry) -> Diagnostic {
    let message = format!("“{}:” gõ như một nơi nhận", entry.key);
    Diagnostic::error(&code::yaml::YAML_COLON, entry.key_span, message)
        .label("tiêu đề của một nhóm nơi nhận cần khóa `nhan`")
        .hint(format!("viết `- nhan: {}`", entry.key))
}
