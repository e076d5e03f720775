//! The data files of a form: read for each table, with their faults where they belong.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::code;
use crate::diagnostic::{self, Diagnostic, Report, Severity};
use crate::form::{ByTable, DataFile, Form, Spanned, TableId, TableSpec, TaskFile};
use crate::indicator::UnitColumn;
use crate::language;
use crate::sheet::{self, Sheet, SheetError, UnitRows};
use crate::source::{Files, NamedPath, PathKind, ReadError, Source, Span, WrittenPath};

use super::cache::{DataCache, SheetFailure};
use super::file_error::{NonFileWords, explain_non_file, explain_outside};

pub(crate) use super::file_error::report_sheet_findings;

/// The files of a form's tables, as far as they could be read.
#[derive(Default)]
pub(crate) struct FormData {
    /// The sheet of each table, where it has one.
    pub(crate) sheets: ByTable<Option<Arc<Sheet>>>,
    /// Faults with a place in the form.
    pub(crate) findings: Vec<Diagnostic>,
    /// Faults with a place in a data file.
    pub(crate) reports: Vec<Report>,
    /// The files, read or not.
    pub(crate) files: Vec<PathBuf>,
}

/// Reads the data files of a form: each from the folder of the file that names it. In
/// the form of a unit, tables take the rows of the unit.
pub(crate) fn read_data_files(
    form: &Form,
    source: &Source,
    cache: &DataCache,
) -> FormData {
    let files = FormFiles::new(form, cache);
    // The set has read the files of its tables.
    let sheets = ByTable::filled(None, form.set_inputs.tables);
    let mut res = FormData { sheets, ..FormData::default() };
    for (_, table) in form.own_tables() {
        let sheet =
            table.file().and_then(|file| files.read_sheet(table, file, source, &mut res));
        res.sheets.push(sheet.map(Arc::new));
    }
    res
}

/// What the letters of a file have to tell: the same for every unit, so that it is told
/// once, but text in an old code only where rows of the unit have it.
fn report_text(sheet: &Sheet) -> Vec<Report> {
    let mut found = sheet.report_text();
    if found.iter().any(|finding| finding.severity == Severity::Error)
        && !sheet.has_old_text()
    {
        found.retain(|finding| finding.severity != Severity::Error);
    }
    if found.is_empty() { Vec::new() } else { vec![report_sheet_findings(sheet, found)] }
}

/// Adds reports to those of other files: one file has one report.
pub(crate) fn add_reports(reports: &mut Vec<Report>, more: Vec<Report>) {
    for report in more {
        let known = reports.iter_mut().find(|known| known.name == report.name);
        match known {
            Some(known) if known.source == report.source => {
                let new = report.findings.into_iter();
                let new: Vec<_> = new.filter(|d| !known.findings.contains(d)).collect();
                known.findings.extend(new);
                known.findings.sort_by_key(|d| (d.span, d.severity));
            }
            _ => reports.push(report),
        }
    }
}

/// How the data files of a form are read.
pub(super) struct FormFiles<'a> {
    cache: &'a DataCache,
    /// The unit whose rows are taken; `None` in a form that belongs to no set.
    unit: Option<&'a str>,
}

impl<'a> FormFiles<'a> {
    /// Those of a form; of the form of a unit, its own rows.
    pub(super) fn new(form: &'a Form, cache: &'a DataCache) -> Self {
        Self { cache, unit: form.set_inputs.unit.as_deref() }
    }

    /// The sheet of a table, as [`Self::sheet`]; what its letters have to tell is told.
    pub(super) fn read_sheet(
        &self,
        table: &TableSpec,
        file: &DataFile,
        source: &Source,
        res: &mut FormData,
    ) -> Option<Sheet> {
        let sheet = self.sheet(table, file, source, res);
        let reports = sheet.as_ref().map(report_text).unwrap_or_default();
        // Names in an old code match nothing, and what is told of them is no second fault.
        let is_read = reports.iter().all(|report| !report.has_errors());
        add_reports(&mut res.reports, reports);
        sheet.filter(|_| is_read)
    }

    /// The sheet of a table whose file the form in `source` names, with the rows that are
    /// the unit's.
    fn sheet(
        &self,
        table: &TableSpec,
        file: &DataFile,
        source: &Source,
        res: &mut FormData,
    ) -> Option<Sheet> {
        let files = self.cache.files();
        let path = match locate_file(source, file, files) {
            Ok(path) => path,
            Err(error) => {
                res.findings.push(explain_unreadable_data(file, &error, &[]));
                return None;
            }
        };
        if res.files.iter().all(|known| known != path.path()) {
            res.files.push(path.path().to_owned());
        }
        let sheet = self.cache.sheet(&path, file);
        let sheet = match &*sheet {
            Ok(sheet) => sheet,
            Err(SheetFailure::Unread(bytes)) => {
                if let Err(error) = &**bytes {
                    let folder = find_naming_file(source, file).parent();
                    let beside = files.list_beside(folder.unwrap_or(Path::new("")));
                    res.findings.push(explain_unreadable_data(file, error, &beside));
                }
                return None;
            }
            Err(SheetFailure::Refused(error)) => {
                report_refused_file(file, path.path(), error, res);
                return None;
            }
        };
        let Some(label) = &file.by_unit else { return Some(sheet.clone()) };
        let Some(unit) = self.unit else {
            res.findings.push(refuse_outside_set(label));
            return None;
        };
        match UnitColumn::find(table, file, label, sheet) {
            Ok(Some(column)) => {
                let split = self.cache.split(&path, file, sheet, column);
                let unit_rows = split.unit_sheet(unit);
                if unit_rows.is_none() {
                    res.findings.push(report_no_unit_rows(label, sheet, unit));
                }
                unit_rows
            }
            // Reading the table reports that it does not name its columns.
            Ok(None) => Some(sheet.clone()),
            Err(fault) => {
                res.findings.push(*fault);
                None
            }
        }
    }
}

/// The files of which a form's tables take the rows of one unit, by units. What cannot be
/// read is reported by [`read_data_files`].
pub(crate) fn split_data_files(
    form: &Form,
    source: &Source,
    cache: &DataCache,
) -> Vec<Arc<UnitRows>> {
    let mut res: Vec<Arc<UnitRows>> = Vec::new();
    let lists: Vec<_> =
        form.task_files().into_iter().map(TaskFile::named_table).collect();
    for table in form.own_tables().map(|(_, table)| table).chain(&lists) {
        if let Some(split) = find_split(table, source, cache)
            && !res.iter().any(|known| Arc::ptr_eq(known, &split))
        {
            res.push(split);
        }
    }
    res
}

fn find_split(
    table: &TableSpec,
    source: &Source,
    cache: &DataCache,
) -> Option<Arc<UnitRows>> {
    let file = table.file()?;
    let label = file.by_unit.as_ref()?;
    let path = locate_file(source, file, cache.files()).ok()?;
    let sheet = cache.sheet(&path, file);
    let sheet = sheet.as_ref().as_ref().ok()?;
    let column = UnitColumn::find(table, file, label, sheet).ok().flatten()?;
    Some(cache.split(&path, file, sheet, column))
}

/// A data file that a form names, from the folder of the file that names it.
fn locate_file(
    source: &Source,
    file: &DataFile,
    files: &dyn Files,
) -> Result<NamedPath, ReadError> {
    files.locate(WrittenPath {
        // The first of joined files is the set.
        form: source.parts()[0].path(),
        file: find_naming_file(source, file),
        name: &file.file.value,
        kind: PathKind::File,
    })
}

/// The file of the form that names a data file.
fn find_naming_file<'a>(source: &'a Source, file: &DataFile) -> &'a Path {
    source.part_at(file.file.span.start).path()
}

fn refuse_outside_set(label: &Spanned<String>) -> Diagnostic {
    let message = "`theo_don_vi` chỉ dùng trong bộ kế hoạch";
    Diagnostic::error(&code::form::ONLY_IN_SET, label.span, message)
        .label("ở đây không có đơn vị nào đang làm")
        .hint("kiểm tra cả bộ bằng `kehoach batch`; biểu làm riêng một văn bản thì xóa `theo_don_vi`")
}

fn report_no_unit_rows(label: &Spanned<String>, sheet: &Sheet, unit: &str) -> Diagnostic {
    let file = sheet.file_name();
    let message = format!("tệp {file} không có hàng nào của đơn vị “{unit}”");
    Diagnostic::error(&code::form::TABLE_ROWS, label.span, message)
        .label(format!("không ô nào dưới cột này ghi “{unit}”"))
        .hint("ghi thêm hàng của đơn vị, hoặc sửa mã cho giống ở bảng đơn vị; đơn vị không có số liệu này thì bỏ bảng trong tệp riêng của đơn vị")
}

/// A fault of the file: in its own text where it has one, else where the form names it.
fn report_refused_file(
    file: &DataFile,
    path: &Path,
    error: &SheetError,
    res: &mut FormData,
) {
    let mut finding = error.diagnostic();
    if let Some(source) = error.source() {
        // Several tables may ask for one file.
        if res.reports.iter().all(|r| r.source.as_ref() != Some(source)) {
            res.reports.push(Report::new(source.clone(), vec![finding], 0));
        }
        return;
    }
    let is_about_sheet = matches!(
        error,
        SheetError::UnknownSheet { .. } | SheetError::AmbiguousSheet { .. }
    );
    let sheet = file.sheet.as_ref().filter(|_| is_about_sheet);
    finding.span = Some(sheet.map_or(file.file.span, |sheet| sheet.span));
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    finding.message = match finding.message.strip_prefix("tệp ") {
        Some(message) => format!("tệp {name} {message}"),
        None => format!("tệp {name}: {}", finding.message.as_str()),
    }
    .into();
    res.findings.push(finding);
}

fn explain_unreadable_data(
    file: &DataFile,
    error: &ReadError,
    beside: &[String],
) -> Diagnostic {
    let name = &file.file.value;
    let span = file.file.span;
    match error {
        ReadError::Missing => explain_missing_data(name, beside, span),
        ReadError::Outside(outside) => explain_outside(outside, Some(span)),
        ReadError::NotAFile(what) => {
            let NonFileWords { code, message, hint } = explain_non_file(*what);
            let message = format!("không đọc được tệp số liệu {name}: {message}");
            Diagnostic::error(code, span, message).hint(hint)
        }
        ReadError::TooLarge { bytes, limit } => {
            let mega = 1024 * 1024;
            let message =
                format!("tệp số liệu {name} quá lớn: {} MB", bytes.div_ceil(mega));
            Diagnostic::error(&code::file::FILE_TOO_LARGE, span, message)
                .hint(format!("tệp số liệu lớn nhất được đọc là {} MB", limit / mega))
        }
        ReadError::Refused(error) => {
            let message = format!("máy không cho đọc tệp số liệu {name}");
            Diagnostic::error(&code::file::UNREADABLE_FILE, span, message).hint(format!(
                "xem tệp có đang mở ở chương trình khác, hoặc tài khoản có quyền đọc không (máy báo: {error})"
            ))
        }
        // Bytes are read here, whatever they are.
        ReadError::NotUtf8(_) => {
            Diagnostic::error(&code::file::UNREADABLE_FILE, span, "không đọc được tệp")
        }
    }
}

fn explain_missing_data(name: &str, beside: &[String], span: Span) -> Diagnostic {
    let message = format!("không có tệp số liệu {name}");
    let finding = Diagnostic::error(&code::file::MISSING_FILE, span, message);
    let beside: Vec<&str> =
        beside.iter().map(String::as_str).filter(|name| is_data_file(name)).collect();
    let finding = match language::find_nearest(name, beside.iter().copied()) {
        Some(nearest) => finding.label(format!("có phải là {nearest}?")),
        None => finding.label("cần tệp này đặt cùng thư mục"),
    };
    if beside.is_empty() {
        finding.hint("cùng thư mục không có tệp CSV, Excel hay ODS nào")
    } else {
        finding.hint(format!("cùng thư mục có: {}", diagnostic::list_names(&beside)))
    }
}

fn is_data_file(name: &str) -> bool {
    let ending = Path::new(name).extension().unwrap_or_default().to_string_lossy();
    let ending = ending.to_lowercase();
    ending == "csv" || sheet::ENDINGS.contains(&ending.as_str())
}

/// The reports of faults found in the cells of files, one for each file.
pub(crate) fn report_data_findings(
    data: &FormData,
    found: Vec<(TableId, Diagnostic)>,
) -> Vec<Report> {
    let mut res: Vec<(&Sheet, Vec<Diagnostic>)> = Vec::new();
    for (table, finding) in found {
        let Some(Some(sheet)) = data.sheets.get(table) else { continue };
        match res.iter_mut().find(|(known, _)| known.name() == sheet.name()) {
            Some((_, findings)) => findings.push(finding),
            None => res.push((sheet, vec![finding])),
        }
    }
    res.into_iter()
        .map(|(sheet, findings)| report_sheet_findings(sheet, findings))
        .collect()
}
