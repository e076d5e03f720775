//! Rows of a list of tasks as values of a form: just what a person would type under
//! `danh_sach`, each with the place of its cell.

use std::collections::HashMap;

use crate::code;
use crate::form::SheetField;
use crate::language::normalize_spaces;
use crate::prose::PENDING;
use crate::sheet::Sheet;
use crate::source::{CellPlace, CellTexts, Position, Source, Span};
use crate::yaml::{Scalar, ScalarStyle, YamlEntry, YamlNode, YamlValue};

use super::super::cell_question;
use super::super::raw_cell::{CellContent, CellDiagnostic, RawCell};
use super::amounts::{Amounts, format_dong, is_amount};
use super::{SheetColumns, strip_number};

/// Makes values of cells.
pub(super) struct NodeWriter<'a> {
    pub(super) columns: &'a SheetColumns<'a>,
    pub(super) amounts: &'a Amounts,
    pub(super) found: Vec<CellDiagnostic>,
    /// Of a workbook, the cells that were read; a CSV has its own text.
    texts: CellTexts,
    known: HashMap<(usize, usize), Span>,
    /// What each column says in the task above, for cells that say the same.
    above: HashMap<&'static str, (String, Span)>,
}

impl<'a> NodeWriter<'a> {
    pub(super) fn new(columns: &'a SheetColumns<'a>, amounts: &'a Amounts) -> Self {
        Self {
            columns,
            amounts,
            found: Vec::new(),
            texts: CellTexts::default(),
            known: HashMap::new(),
            above: HashMap::new(),
        }
    }

    /// The texts of all cells that were read, and what was found.
    pub(super) fn finish(self) -> (Source, Vec<CellDiagnostic>) {
        let sheet = self.columns.sheet;
        let source = match sheet.source() {
            Some(source) => source.clone(),
            None => self.texts.into_source(sheet.name()),
        };
        (source.into_data(), self.found)
    }

    /// The place of a cell; of merged cells that of the first.
    fn locate(&mut self, sheet: &Sheet, row: usize, column: usize) -> Span {
        let area = sheet.merged(row, column);
        let (row, column) = area
            .map_or((row, column), |area| (*area.rows.start(), *area.columns.start()));
        if sheet.source().is_some() {
            return sheet.place(row, column).unwrap_or_default();
        }
        let texts = &mut self.texts;
        *self.known.entry((row, column)).or_insert_with(|| {
            let position = Position { line: sheet.line(row), column: column + 1 };
            let address = sheet.address(row, column);
            let text = RawCell::FromSheet(sheet, row, column).text();
            texts.push(&text, CellPlace { position, address })
        })
    }

    /// A task.
    pub(super) fn write_task(&mut self, row: usize) -> Option<YamlNode> {
        let (title, span) = self.read_text(SheetField::Title, row)?;
        let title = to_scalar(strip_number(&normalize_spaces(&title)).to_owned(), span);
        let mut entries = Vec::new();
        entries.extend(self.entry(SheetField::Id, row));
        entries.push(to_entry(SheetField::Title.key(), title));
        for column in [
            SheetField::Activities,
            SheetField::Time,
            SheetField::Place,
            SheetField::Form,
            SheetField::Output,
            SheetField::Budget,
        ] {
            entries.extend(self.entry(column, row));
        }
        entries.extend(self.write_assignment(row));
        entries.extend(self.entry(SheetField::Note, row));
        Some(YamlNode { span, value: YamlValue::Mapping { entries, flow: false } })
    }

    /// A column of a task under its key; `None` where its cell is empty.
    fn entry(&mut self, column: SheetField, row: usize) -> Option<YamlEntry> {
        let node = match column {
            SheetField::Activities
            | SheetField::Output
            | SheetField::Place
            | SheetField::Form
            | SheetField::Note => self.write_lines(column, row),
            SheetField::Budget => self.write_amount(row),
            _ => self.write_line(column, row),
        };
        // What stands there and could not be read is named already, and is no lack.
        let node = node.or_else(|| self.write_unread(column, row));
        Some(to_entry(column.key(), node?))
    }

    /// In place of a cell that has a fault: what is not known.
    fn write_unread(&mut self, column: SheetField, row: usize) -> Option<YamlNode> {
        let raw = self.columns.cell(column, row)?;
        let RawCell::FromSheet(sheet, row, column) = raw else { return None };
        let is_faulty = match raw.content() {
            CellContent::Empty => false,
            CellContent::Error(_) | CellContent::Uncomputed => true,
            _ => !raw.text().trim().is_empty(),
        };
        is_faulty.then(|| to_scalar(PENDING.to_owned(), self.locate(sheet, row, column)))
    }

    /// What a cell says, or the one above where it says the same (`-nt-`); `None` where
    /// that is nothing, or a fault of the file.
    fn read_text(&mut self, column: SheetField, row: usize) -> Option<(String, Span)> {
        let mut read = self.read_own_text(column, row);
        if read.as_ref().is_some_and(|(text, _)| is_ditto(text)) {
            read = self.above.get(column.key()).cloned();
            if read.is_none() {
                let raw = self.columns.cell(column, row)?;
                self.found.push(report_lone_ditto(raw));
            }
        }
        match &read {
            Some(read) => self.above.insert(column.key(), read.clone()),
            None => self.above.remove(column.key()),
        };
        read
    }

    /// What a cell says itself.
    fn read_own_text(
        &mut self,
        column: SheetField,
        row: usize,
    ) -> Option<(String, Span)> {
        let raw = self.columns.cell(column, row)?;
        match raw.content() {
            CellContent::Error(error) => {
                self.found.push(*cell_question::report_sheet_error(raw, error));
                return None;
            }
            CellContent::Uncomputed => {
                self.found.push(*cell_question::report_uncomputed(raw));
                return None;
            }
            CellContent::Empty => return None,
            _ => {}
        }
        let text = raw.text().trim().to_owned();
        let RawCell::FromSheet(sheet, row, column) = raw else { return None };
        (!text.is_empty()).then(|| (text, self.locate(sheet, row, column)))
    }

    /// A cell whose lines are one text.
    fn write_line(&mut self, column: SheetField, row: usize) -> Option<YamlNode> {
        let (text, span) = self.read_text(column, row)?;
        Some(to_scalar(normalize_spaces(&text), span))
    }

    /// A cell whose lines are paragraphs.
    fn write_lines(&mut self, column: SheetField, row: usize) -> Option<YamlNode> {
        let (text, span) = self.read_text(column, row)?;
        Some(to_scalar(text, span))
    }

    /// The money of a task: an amount, or words.
    fn write_amount(&mut self, row: usize) -> Option<YamlNode> {
        let raw = self.columns.cell(SheetField::Budget, row)?;
        if matches!(raw.content(), CellContent::Covered) && !raw.text().is_empty() {
            self.found.push(report_shared_amount(raw, "số tiền này gộp chung với hàng trên: là của cả hai nhiệm vụ, hay mỗi nhiệm vụ một số như nhau?"));
            return None;
        }
        if is_ditto(raw.text().trim()) {
            self.found.push(report_shared_amount(raw, "số tiền ghi như hàng trên: là chung cho cả hai nhiệm vụ, hay mỗi nhiệm vụ một số như nhau?"));
            return None;
        }
        if !is_amount(raw) {
            return self.write_lines(SheetField::Budget, row);
        }
        // One that could not be read has a finding already.
        let text = format_dong(self.amounts.get(row)?);
        let RawCell::FromSheet(sheet, row, column) = raw else { return None };
        Some(to_scalar(text, self.locate(sheet, row, column)))
    }

    /// Who leads a task, who does it, and who helps.
    fn write_assignment(&mut self, row: usize) -> Option<YamlEntry> {
        let lead = self.write_name(SheetField::Lead, row);
        let doers = self.write_names(SheetField::Doers, row);
        let partners = self.write_names(SheetField::Partners, row);
        if lead.is_none() && doers.is_none() {
            partners?;
            let raw = self.columns.cell(SheetField::Partners, row)?;
            let message = "nhiệm vụ có đơn vị phối hợp mà không có đơn vị chủ trì";
            let mut finding = raw.error(&code::task_sheet::TASK_ROW, message);
            finding.diagnostic.set_label("phối hợp với ai?".to_owned());
            finding.diagnostic.push_hint("ghi đơn vị chủ trì ở hàng này; nếu cùng đơn vị với hàng trên thì ghi lại, hoặc gộp hai ô");
            self.found.push(finding);
            let unread = self.write_unread(SheetField::Partners, row)?;
            return Some(to_entry("phan_cong", unread));
        }
        let keyed = [
            (SheetField::Lead, lead),
            (SheetField::Doers, doers),
            (SheetField::Partners, partners),
        ];
        let entries = keyed.into_iter().filter_map(|(f, n)| Some(to_entry(f.key(), n?)));
        let entries: Vec<_> = entries.collect();
        let span = entries.first()?.value.span;
        let value = YamlValue::Mapping { entries, flow: false };
        Some(to_entry("phan_cong", YamlNode { span, value }))
    }

    /// A unit; those on lines of their own are one after the other.
    fn write_name(&mut self, column: SheetField, row: usize) -> Option<YamlNode> {
        let (text, span) = self.read_text(column, row)?;
        Some(to_scalar(split_names(&text).join("; "), span))
    }

    /// Units, each on a line of its own or behind a semicolon.
    fn write_names(&mut self, column: SheetField, row: usize) -> Option<YamlNode> {
        let (text, span) = self.read_text(column, row)?;
        let names = split_names(&text).into_iter();
        let items = names.map(|name| to_scalar(name, span)).collect();
        Some(YamlNode { span, value: YamlValue::Sequence { items, flow: false } })
    }

    /// The name of a group, at the cell in which it stands.
    pub(super) fn write_group_title(
        &mut self,
        row: usize,
        column: usize,
        name: &str,
    ) -> YamlNode {
        let span = self.locate(self.columns.sheet, row, column);
        to_scalar(name.to_owned(), span)
    }
}

/// The units that a cell names: by lines and semicolons, never by commas, which stand in
/// names. A line that begins with a small letter goes on with the one before it.
fn split_names(text: &str) -> Vec<String> {
    let mut res: Vec<String> = Vec::new();
    for (index, line) in text.lines().enumerate() {
        for (part, name) in line.split(';').enumerate() {
            let name = name.trim().trim_start_matches(['-', '+', '•']).trim();
            let name = normalize_spaces(name);
            if name.is_empty() {
                continue;
            }
            let goes_on = index > 0 && part == 0 && name.starts_with(char::is_lowercase);
            match res.last_mut().filter(|_| goes_on) {
                Some(last) => *last = format!("{last} {name}"),
                None => res.push(name.trim_end_matches([',', '.']).to_owned()),
            }
        }
    }
    res
}

/// An amount of which it cannot be told whether it is that of several tasks.
fn report_shared_amount(raw: RawCell<'_>, question: &str) -> CellDiagnostic {
    let mut finding = raw.error(&code::task_sheet::AMBIGUOUS_TASK_ROW, question);
    finding.diagnostic.set_label("chưa rõ số tiền của hàng này".to_owned());
    finding.diagnostic.push_hint("ghi số tiền của từng nhiệm vụ ở ô của nó, không gộp ô");
    finding
}

/// Whether a cell says that it says the same as the one above.
pub(super) fn is_ditto(text: &str) -> bool {
    let text = text.to_lowercase();
    let word = text.trim_matches([' ', '-', '–', '.', '"', '“', '”', '(', ')']);
    matches!(word, "nt" | "n.t" | "như trên" | "tương tự")
        || matches!(&text[..], "\"" | "”" | "“" | "''" | "〃")
}

/// A cell that says the same as one that is not there.
fn report_lone_ditto(raw: RawCell<'_>) -> CellDiagnostic {
    let message = format!("“{}” mà ở nhiệm vụ trên ô ấy để trống", raw.text().trim());
    let mut finding = raw.error(&code::task_sheet::TASK_ROW, &message);
    finding.diagnostic.set_label("giống ô nào?".to_owned());
    finding.diagnostic.push_hint("ghi đủ chữ ở ô này, hoặc để trống");
    finding
}

/// A group of tasks with its title.
pub(super) fn to_group(title: YamlNode, items: Vec<YamlNode>) -> YamlNode {
    let span = title.span;
    let items = YamlNode { span, value: YamlValue::Sequence { items, flow: false } };
    let entries = vec![to_entry("tieu_de", title), to_entry("nhiem_vu", items)];
    YamlNode { span, value: YamlValue::Mapping { entries, flow: false } }
}

fn to_entry(key: &str, value: YamlNode) -> YamlEntry {
    YamlEntry { key: key.to_owned(), name: key.to_owned(), key_span: value.span, value }
}

fn to_scalar(text: String, span: Span) -> YamlNode {
    let value = YamlValue::Scalar(Scalar { text, style: ScalarStyle::Cell });
    YamlNode { span, value }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_parted_by_lines_and_semicolons_and_never_by_commas() {
        for (text, names) in [
            ("Các sở, ban, ngành tỉnh", &["Các sở, ban, ngành tỉnh"][..]),
            ("Sở Công Thương; Sở Xây dựng", &["Sở Công Thương", "Sở Xây dựng"]),
            ("- Sở Nội vụ\n- Sở Tư pháp;", &["Sở Nội vụ", "Sở Tư pháp"]),
            ("Văn phòng\nHội đồng nhân dân", &["Văn phòng", "Hội đồng nhân dân"]),
            ("Ủy ban nhân dân\ncác xã", &["Ủy ban nhân dân các xã"]),
        ] {
            assert_eq!(split_names(text), names, "{text}");
        }
    }
}
