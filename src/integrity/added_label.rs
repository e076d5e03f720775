//! Names of amounts added to the sum of a table that say another percent than the one that
//! is added: `Thuế 8%`, and `{{ … }}` in a name, as it prints.

use crate::code;
use crate::diagnostic::Diagnostic;
use crate::form::AddedAmount;
use crate::indicator::{FormNames, PrintedExpression};
use crate::prose::ProsePiece;
use crate::quantity::Percent;
use crate::running_text::Context;

/// Looks at the name of each added amount.
pub(super) fn check_added_labels(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let names = context.figures.names(context.form);
    let totals = context.form.own_tables().filter_map(|(_, table)| table.total.as_ref());
    for added in totals.flat_map(|total| &total.foot.added) {
        found.extend(check_label(context, &names, added));
    }
}

fn check_label(
    context: &Context<'_>,
    names: &FormNames<'_>,
    added: &AddedAmount,
) -> Option<Diagnostic> {
    let AddedAmount { label, percent, .. } = added;
    let text = print_label(context, names, added)?;
    let named = list_percents(&text);
    if named.is_empty() || named.contains(&percent.value) {
        return None;
    }
    let message = format!("tên khoản là “{text}” nhưng `phan_tram` là {}", percent.value);
    Some(
        Diagnostic::error(&code::form::PERCENT_IN_LABEL, percent.span, message)
            .label("không khớp với tên khoản")
            .related(label.span, "tên khoản"),
    )
}

/// A name as it prints; `None` where a value in it is not known.
fn print_label(
    context: &Context<'_>,
    names: &FormNames<'_>,
    added: &AddedAmount,
) -> Option<String> {
    let mut res = String::new();
    for piece in &added.label.joined() {
        match piece {
            ProsePiece::Text { text, .. } => res.push_str(text),
            ProsePiece::Value { expression, .. } => {
                match context.figures.printed(names, expression) {
                    Ok(PrintedExpression::Text(text)) => res.push_str(&text),
                    Ok(_) | Err(_) => return None,
                }
            }
            ProsePiece::Note { .. } => {}
            ProsePiece::Pending
            | ProsePiece::Leader { .. }
            | ProsePiece::CheckBox { .. } => return None,
        }
    }
    Some(res)
}

/// The percents that a text says: `8%`, `2,5 %`.
fn list_percents(text: &str) -> Vec<Percent> {
    let before = text.match_indices('%').map(|(sign, _)| text[..sign].trim_end());
    before
        .filter_map(|before| {
            let is_figure = |c: char| c.is_ascii_digit() || matches!(c, ',' | '.');
            let figure = before.trim_end_matches(is_figure);
            Percent::read(&before[figure.len()..]).ok()
        })
        .collect()
}
