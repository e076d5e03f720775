//! The data files of a form: read for each table, with their faults told where they belong.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Report};
use crate::form::{DataFile, Form};
use crate::language;
use crate::sheet::{self, Choice, Sheet, SheetError};
use crate::source::{self, ReadError, Source, Span};

/// The files of a form's tables, as far as they could be read.
#[derive(Default)]
pub(super) struct Data {
    /// The sheet of each table, where it has one.
    pub(super) sheets: Vec<Option<Arc<Sheet>>>,
    /// Faults told in the form.
    pub(super) found: Vec<Diagnostic>,
    /// Faults told in a file.
    pub(super) reports: Vec<Report>,
    /// The files, read or not.
    pub(super) files: Vec<PathBuf>,
}

/// Reads the data files of a form that stands at `path`.
pub(super) fn read(form: &Form, path: &Path) -> Data {
    let mut res = Data::default();
    for table in &form.tables {
        let sheet = table.file().and_then(|file| one(file, path, &mut res));
        res.sheets.push(sheet.map(Arc::new));
    }
    res
}

fn one(file: &DataFile, form: &Path, res: &mut Data) -> Option<Sheet> {
    let folder = form.parent().unwrap_or_else(|| Path::new(""));
    // A form written on Windows names its files with backslashes.
    let path = folder.join(file.file.value.replace('\\', "/"));
    if !res.files.contains(&path) {
        res.files.push(path.clone());
    }
    let bytes = match source::read_data(&path) {
        Ok(bytes) => bytes,
        Err(error) => {
            res.found.push(unreadable(file, folder, error));
            return None;
        }
    };
    let choice = Choice {
        sheet: file.sheet.as_ref().map(|at| at.value.as_str()),
        header: file.header_row.as_ref().map(|at| at.value - 1),
    };
    match sheet::read(&path, bytes, choice) {
        Ok(sheet) => Some(sheet),
        Err(error) => {
            refused(file, &path, &error, res);
            None
        }
    }
}

/// A fault of the file: in its own text where it has one, else where the form names it.
fn refused(file: &DataFile, path: &Path, error: &SheetError, res: &mut Data) {
    let mut finding = error.diagnostic();
    if let Some(source) = error.source() {
        res.reports.push(Report::new(source.clone(), vec![finding], 0));
        return;
    }
    let of_sheet = matches!(
        error,
        SheetError::UnknownSheet { .. } | SheetError::AmbiguousSheet { .. }
    );
    let sheet = file.sheet.as_ref().filter(|_| of_sheet);
    finding.span = Some(sheet.map_or(file.file.span, |at| at.span));
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    finding.message = match finding.message.strip_prefix("tệp ") {
        Some(rest) => format!("tệp {name} {rest}"),
        None => format!("tệp {name}: {}", finding.message),
    };
    res.found.push(finding);
}

fn unreadable(file: &DataFile, folder: &Path, error: ReadError) -> Diagnostic {
    let (name, span) = (&file.file.value, file.file.span);
    match error {
        ReadError::Missing => missing(name, folder, span),
        ReadError::TooLarge { bytes, limit } => {
            let mega = 1024 * 1024;
            let message =
                format!("tệp số liệu {name} quá lớn: {} MB", bytes.div_ceil(mega));
            Diagnostic::error("file-too-large", span, message)
                .hint(format!("tệp số liệu lớn nhất được đọc là {} MB", limit / mega))
        }
        ReadError::Refused(error) => {
            let message = format!("máy không cho đọc tệp số liệu {name}");
            Diagnostic::error("unreadable-file", span, message).hint(format!(
                "xem tệp có đang mở ở chương trình khác, hoặc tài khoản có quyền đọc không (máy báo: {error})"
            ))
        }
        // Bytes are read here, whatever they are.
        ReadError::NotUtf8(_) => {
            Diagnostic::error("unreadable-file", span, "không đọc được tệp")
        }
    }
}

fn missing(name: &str, folder: &Path, span: Span) -> Diagnostic {
    let message = format!("không có tệp số liệu {name}");
    let finding = Diagnostic::error("missing-file", span, message);
    let beside: Vec<String> = source::list_beside(folder)
        .into_iter()
        .filter(|n| {
            [".csv", ".xlsx", ".ods", ".xls"]
                .iter()
                .any(|e| n.to_lowercase().ends_with(e))
        })
        .collect();
    let finding = match language::nearest(name, beside.iter().map(String::as_str)) {
        Some(near) => finding.label(format!("có phải là {near}?")),
        None => finding.label("cần tệp này đặt cạnh biểu"),
    };
    if beside.is_empty() {
        finding.hint("cạnh biểu không có tệp CSV, XLSX hay ODS nào")
    } else {
        finding.hint(format!("cạnh biểu có: {}", beside.join(", ")))
    }
}

/// The reports of faults found in the cells of files, one for each file.
pub(super) fn reports(data: &Data, found: Vec<(usize, Diagnostic)>) -> Vec<Report> {
    let mut res: Vec<(String, Option<Source>, Vec<Diagnostic>)> = Vec::new();
    for (table, finding) in found {
        let Some(Some(sheet)) = data.sheets.get(table) else { continue };
        match res.iter_mut().find(|(name, ..)| name == sheet.name()) {
            Some((.., findings)) => findings.push(finding),
            None => {
                let source = sheet.source().cloned();
                res.push((sheet.name().to_owned(), source, vec![finding]));
            }
        }
    }
    let report =
        |(name, source, mut findings): (String, Option<Source>, Vec<_>)| match source {
            Some(source) => Report::new(source, findings, 0),
            None => {
                findings.dedup();
                Report { name, source: None, findings, silenced: 0 }
            }
        };
    res.into_iter().map(report).collect()
}
