//! Texts that are too long for a paper: a word that no line can hold, a title that no
//! bookmark can.
//!
//! A string of a PDF/A has at most 32,767 bytes, and each letter takes two. What a line
//! shows in one face is such a string, and a bookmark, the title and the author of the file
//! are one each. A line only grows with a word, since it breaks at every space. So a word
//! and a title have a limit here, far above what anyone means to print and far enough below
//! 16,383 letters that capitals (`ß` becomes two letters), numbers and labels find room.

use std::collections::HashMap;

use crate::code;
use crate::diagnostic::Diagnostic;
use crate::form::{
    Agency, Attachment, ColumnId, Form, JointAgency, Role, Rows, SectionPart, Signature,
    SignatureText, Signatures, TableId, TableSpec, Text,
};
use crate::formula::Value;
use crate::indicator::{ComputedTable, RowPlace};
use crate::language::group_digits;
use crate::prose::{Plain, ProsePiece};
use crate::quantity::BLANK;
use crate::running_text::Context;
use crate::source::Span;

/// The most letters in a row without a space: ten lines of them.
pub(super) const LONGEST_WORD: usize = 1_000;

/// The most letters of a title and of the subject: two pages of them.
pub(super) const LONGEST_TITLE: usize = 5_000;

/// The most letters of what stands in the letterhead and in the signature, which are never
/// parted between two pages: forty lines.
pub(super) const LONGEST_NAME: usize = 1_000;

/// Cells of one table that are reported one by one.
const MOST: usize = 10;

/// What the `{{ … }}` of a form print, by their places. What has no value has a finding of
/// its own, and is none of them.
pub(super) type PrintedValues = HashMap<Span, String>;

/// Looks at all that a form prints.
pub(super) fn check_lengths(
    context: &Context<'_>,
    values: &PrintedValues,
    found: &mut Vec<Diagnostic>,
) {
    let printer = Printer { context, values };
    for text in &context.texts {
        found.extend(check_words(&printer, text));
    }
    check_titles(&printer, found);
    check_unit_titles(&printer, found);
    check_names(&printer, found);
    let number = super::find_own_number(context.form);
    let number = number.map(|number| (number.value.as_str(), number.span)).into_iter();
    let papers = context.form.papers.iter();
    let cited = papers.flat_map(|(_, paper)| super::list_paper_texts(paper));
    for (text, span) in number.chain(cited) {
        found.extend(find_long_word(text).map(|word| describe_long_word(word, span, "")));
    }
    for (table, written) in context.form.tables.enumerate() {
        check_cells(context, table, written, found);
    }
}

/// What texts print as.
struct Printer<'a> {
    context: &'a Context<'a>,
    values: &'a PrintedValues,
}

impl Printer<'_> {
    /// A piece as it prints. The number of a note takes no room in the line.
    fn print<'p>(&'p self, piece: &'p ProsePiece) -> &'p str {
        match piece {
            ProsePiece::Text { text, .. } => text,
            ProsePiece::Note { .. } => "",
            // They are drawn, and a line breaks beside them.
            ProsePiece::Leader { .. } | ProsePiece::CheckBox { .. } => " ",
            ProsePiece::Pending => BLANK,
            ProsePiece::Value { span, .. } => {
                self.values.get(span).map_or("", String::as_str)
            }
        }
    }

    /// How many letters pieces print.
    fn count<'p>(&'p self, pieces: impl IntoIterator<Item = &'p ProsePiece>) -> usize {
        pieces.into_iter().map(|piece| self.print(piece).chars().count()).sum()
    }
}

/// The finding of the first word of a text that is too long. Its pieces make a word where
/// no space stands between them: `a**b**{{ c }}`.
fn check_words(printer: &Printer<'_>, text: &Text<'_>) -> Option<Diagnostic> {
    let length: usize = text.pieces.iter().map(|piece| printer.print(piece).len()).sum();
    if length <= LONGEST_WORD {
        return None;
    }
    let mut printed = String::new();
    let mut starts = Vec::new();
    for piece in text.pieces {
        starts.push(printed.len());
        printed.push_str(printer.print(piece));
    }
    let word = find_long_word(&printed)?;
    let start = word.as_ptr().addr() - printed.as_ptr().addr();
    let index = starts.partition_point(|piece| *piece <= start).checked_sub(1)?;
    let place = match &text.pieces[index] {
        ProsePiece::Text { text: run, span, .. } => {
            let from = start - starts[index];
            let to = run.len().min(from + word.len());
            printer.context.place(run, *span, from, to)
        }
        ProsePiece::Value { span, .. }
        | ProsePiece::Note { span, .. }
        | ProsePiece::Leader { span, .. }
        | ProsePiece::CheckBox { span, .. } => *span,
        ProsePiece::Pending => text.span,
    };
    Some(describe_long_word(word, place, ""))
}

/// The first run of characters without a space that is too long.
fn find_long_word(text: &str) -> Option<&str> {
    if text.len() <= LONGEST_WORD {
        return None;
    }
    text.split_whitespace()
        .find(|word| word.len() > LONGEST_WORD && word.chars().count() > LONGEST_WORD)
}

/// `address` says where the word stands, if not in the form.
fn describe_long_word(word: &str, place: Span, address: &str) -> Diagnostic {
    let start: String = word.chars().take(20).collect();
    let length = show_count(word.chars().count());
    let message = format!("{address}“{start}…” dài {length} ký tự mà không có dấu cách");
    Diagnostic::error(&code::text::TEXT_TOO_LONG, place, message)
        .label(format!("không ngắt dòng được; dài nhất {}", show_count(LONGEST_WORD)))
        .hint("thêm dấu cách, hoặc xóa phần thừa")
}

/// Titles become bookmarks, and the subject the title of the file.
fn check_titles(printer: &Printer<'_>, found: &mut Vec<Diagnostic>) {
    // The lines of one title stand side by side.
    let is_of_one = |a: &Text<'_>, b: &Text<'_>| a.role == b.role && a.span == b.span;
    for lines in printer.context.texts.chunk_by(is_of_one) {
        let Some(Text { role: role @ (Role::Title | Role::Subject), span, .. }) =
            lines.first()
        else {
            continue;
        };
        let count = printer.count(lines.iter().flat_map(|line| line.pieces));
        if count <= LONGEST_TITLE {
            continue;
        }
        let (what, hint) = match role {
            Role::Subject => ("trích yếu", "rút ngắn; chi tiết ghi trong `noi_dung`"),
            _ => ("tiêu đề", "rút ngắn; phần còn lại ghi ở `doan` bên dưới"),
        };
        found.push(describe_long_text(what, count, LONGEST_TITLE, *span).hint(hint));
    }
}

/// What is given to a unit has a title of two parts: `Đề nghị` and the unit.
fn check_unit_titles(printer: &Printer<'_>, found: &mut Vec<Diagnostic>) {
    for part in printer.context.form.parts() {
        let SectionPart::Units(units) = part else { continue };
        for unit in units {
            let Some(lead) = &unit.lead else { continue };
            let lines = lead.lines.iter().chain(&unit.name.lines);
            let count = printer.count(lines.flatten());
            if count > LONGEST_TITLE {
                let finding = describe_long_text(
                    "lời dẫn và tên đơn vị",
                    count,
                    LONGEST_TITLE,
                    lead.span,
                );
                found.push(finding.hint("rút ngắn; phần còn lại ghi ở `noi_dung`"));
            }
        }
    }
}

/// What stands in the letterhead and in the signature, and lines of their own.
fn check_names(printer: &Printer<'_>, found: &mut Vec<Diagnostic>) {
    for (what, plain) in list_names(printer.context.form) {
        let Plain { lines, span } = plain;
        let count = printer.count(lines.iter().flatten());
        if count > LONGEST_NAME {
            let finding = describe_long_text(what, count, LONGEST_NAME, *span);
            found.push(finding.hint("rút ngắn, hoặc xóa phần thừa"));
        }
    }
}

/// Texts that stand in one piece, with what they are called.
fn list_names(form: &Form) -> Vec<(&'static str, &Plain)> {
    let mut res = Vec::new();
    if let Some(agency) = &form.agency {
        let Agency { name, parent, short, place, joint } = agency;
        res.extend([("tên cơ quan", name), ("địa danh", place)]);
        res.extend(parent.iter().map(|plain| ("tên cơ quan chủ quản", plain)));
        res.extend(short.iter().map(|plain| ("tên viết tắt", plain)));
        for JointAgency { name, parent } in joint {
            res.push(("tên cơ quan", name));
            res.extend(parent.iter().map(|plain| ("tên cơ quan chủ quản", plain)));
        }
    }
    if let Some(head) = &form.head {
        res.extend(head.circulation.iter().map(|plain| ("phạm vi lưu hành", plain)));
    }
    if let Some(registration) = form.registration() {
        res.extend(registration.addressees.iter().map(|plain| ("nơi kính gửi", plain)));
        res.extend(
            registration.drafter.iter().map(|plain| ("ký hiệu người soạn", plain)),
        );
        res.extend(registration.symbol.iter().map(|plain| ("ký hiệu", plain)));
    }
    if let Some(head) = &form.head {
        res.extend(head.contact.iter().map(|plain| ("thông tin liên hệ", plain)));
    }
    if let Some(attachment) = form.attachment() {
        let Attachment { lead, kind, number: _, symbol, date: _, agency, span: _ } =
            attachment;
        res.extend(lead.iter().map(|plain| ("lời dẫn", plain)));
        res.extend(kind.iter().map(|plain| ("tên loại", plain)));
        res.extend(symbol.iter().map(|plain| ("ký hiệu", plain)));
        res.extend(agency.iter().map(|plain| ("tên cơ quan", plain)));
    }
    let signatures = form.known_signatures().into_iter().flat_map(Signatures::iter);
    let texts = signatures.flat_map(Signature::texts);
    res.extend(texts.map(|(text, plain)| (name_signature_text(text), plain)));
    res
}

/// What a text of the signature is called.
fn name_signature_text(text: SignatureText) -> &'static str {
    match text {
        SignatureText::Collective => "tên tập thể sau `TM.`",
        SignatureText::Post => "chức vụ",
        SignatureText::Name => "họ tên người ký",
    }
}

fn describe_long_text(what: &str, count: usize, most: usize, span: Span) -> Diagnostic {
    let message = format!("{what} dài {} ký tự", show_count(count));
    Diagnostic::error(&code::text::TEXT_TOO_LONG, span, message)
        .label(format!("dài nhất {}", show_count(most)))
}

/// Words and figures of a table that no cell can hold. Words typed in the form are texts of
/// it, which are looked at there.
fn check_cells(
    context: &Context<'_>,
    table_id: TableId,
    written: &TableSpec,
    found: &mut Vec<Diagnostic>,
) {
    let table = context.figures.table(table_id);
    let span = written.file().map_or(written.span, |file| file.file.span);
    let printed = written.columns.enumerate().filter(|(_, column)| !column.hidden);
    let printed: Vec<_> = printed.collect();
    let is_typed = matches!(written.rows, Rows::Typed(_));
    let words = printed.iter().filter(|_| !is_typed).flat_map(|(column, _)| {
        let cells = list_places(table).map(|place| (place, *column));
        cells.filter_map(|(place, column)| check_cell_word(table, place, column, span))
    });
    found.extend(words.take(MOST));
    // A figure that could not be computed at all has a finding of its own, and those from
    // which it is computed are on the way there.
    let has_finding = found.iter().any(|found| {
        let is_inside = found.span.is_some_and(|span| written.span.holds(span));
        is_inside && found.code.id == code::formula::NUMBER_TOO_LONG.id
    });
    let long = printed.into_iter().find(|(column, _)| has_long_number(table, *column));
    if let Some((_, column)) = long.filter(|_| !has_finding) {
        let message = format!("cột có số dài hơn {} chữ số", show_count(LONGEST_WORD));
        let code = &code::formula::NUMBER_TOO_LONG;
        let finding = Diagnostic::error(code, column.span, message);
        found.push(
            finding
                .label("số này không in được")
                .hint("xem lại các phép nhân trong công thức"),
        );
    }
}

fn list_places(table: &ComputedTable) -> impl Iterator<Item = RowPlace> {
    let groups = (0..table.groups().len()).map(RowPlace::Group);
    let foot = (0..table.foot().len()).map(RowPlace::Foot);
    table.rows().map(RowPlace::Row).chain(groups).chain([RowPlace::Total]).chain(foot)
}

/// The finding of a word in a cell.
fn check_cell_word(
    table: &ComputedTable,
    place: RowPlace,
    column: ColumnId,
    span: Span,
) -> Option<Diagnostic> {
    let Value::Text(text) = table.value(place, column)? else { return None };
    let word = find_long_word(text)?;
    let address = match place {
        RowPlace::Row(row) => table.address(row, column),
        RowPlace::Group(_) | RowPlace::Total | RowPlace::Foot(_) => None,
    };
    let address = address.map(|(file, cell)| format!("tệp {file}, {cell}: "));
    Some(describe_long_word(word, span, &address.unwrap_or_default()))
}

fn has_long_number(table: &ComputedTable, column: ColumnId) -> bool {
    list_places(table).any(|place| match table.value(place, column) {
        Some(Value::Number(number)) => number.has_more_digits_than(LONGEST_WORD),
        Some(Value::Text(_) | Value::Date(_) | Value::Pending) | None => false,
    })
}

fn show_count(count: usize) -> String {
    group_digits(i128::try_from(count).unwrap_or(i128::MAX))
}
