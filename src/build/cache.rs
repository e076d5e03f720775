//! The data files of a run, each read once and parsed once, however many forms and tables
//! ask for it: what a run sees of a file does not change while it goes.

use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use crate::code;
use crate::diagnostic::{
    Diagnostic, LineRange, PassedLines, Report, Severity, describe_passed,
};
use crate::form::{DataFile, TableSpec};
use crate::indicator::UnitColumn;
use crate::language::to_name_key;
use crate::sheet::{self, Sheet, SheetChoice, SheetError, UnitRows};
use crate::source::{Files, MAX_DATA_BYTES, NamedPath, ReadError};

use super::dictionary::OfficeDictionary;

/// Most keys and rows that a finding names.
const NAMED: usize = 5;

/// The bytes of a file, or why there are none.
type FileBytes = Result<Arc<[u8]>, ReadError>;

/// The data files of one run, from one store; threads share it.
pub struct DataCache {
    files: Arc<dyn Files>,
    bytes: OnceMap<PathBuf, FileBytes>,
    sheets: OnceMap<SheetId, Result<Sheet, SheetFailure>>,
    splits: OnceMap<(SheetId, UnitColumn), UnitRows>,
    /// By the folder of the form.
    dictionaries: OnceMap<PathBuf, OfficeDictionary>,
}

/// Which sheet of which file, read in which way.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct SheetId {
    path: PathBuf,
    /// The name of the sheet, where the form gives one.
    sheet: Option<String>,
    /// The row of the names, from 1, where the form gives one.
    header_row: Option<usize>,
}

impl SheetId {
    fn new(path: &NamedPath, file: &DataFile) -> Self {
        Self {
            path: path.path().to_owned(),
            sheet: file.sheet.as_ref().map(|sheet| sheet.value.clone()),
            header_row: file.header_row.as_ref().map(|row| row.value),
        }
    }
}

/// Why a file gives no table.
pub(super) enum SheetFailure {
    /// It could not be read; [`DataCache`] has the reason with its bytes.
    Unread(Arc<FileBytes>),
    /// Its bytes are no table.
    Refused(SheetError),
}

impl Default for DataCache {
    /// The data files of the disk, of forms that no command line names.
    fn default() -> Self {
        Self::with_store(super::open_disk(&[], &[]))
    }
}

impl DataCache {
    /// The data files of a store.
    #[must_use]
    pub fn with_store(files: Arc<dyn Files>) -> Self {
        Self {
            files,
            bytes: OnceMap::default(),
            sheets: OnceMap::default(),
            splits: OnceMap::default(),
            dictionaries: OnceMap::default(),
        }
    }

    /// The store from which the files are read.
    pub(crate) fn files(&self) -> &dyn Files {
        &*self.files
    }

    /// The words of the office that has a form.
    pub(crate) fn dictionary(&self, form: &Path) -> Arc<OfficeDictionary> {
        let folder = form.parent().unwrap_or(Path::new("")).to_owned();
        self.dictionaries.get(&folder, || OfficeDictionary::read(self.files(), form))
    }

    /// The sheet that a form names, from the file at `path`.
    pub(super) fn sheet(
        &self,
        path: &NamedPath,
        file: &DataFile,
    ) -> Arc<Result<Sheet, SheetFailure>> {
        self.sheets.get(&SheetId::new(path, file), || {
            let bytes = self.bytes.get(&path.path().to_owned(), || {
                self.files.read_named(path, MAX_DATA_BYTES).map(Arc::from)
            });
            let Ok(read) = &*bytes else { return Err(SheetFailure::Unread(bytes)) };
            let choice = SheetChoice {
                sheet: file.sheet.as_ref().map(|sheet| sheet.value.as_str()),
                header: file.header_row.as_ref().and_then(|row| row.value.checked_sub(1)),
            };
            sheet::read(&self.files.shown(path.path()), read.to_vec(), choice)
                .map_err(SheetFailure::Refused)
        })
    }

    /// The same sheet by units.
    pub(super) fn split(
        &self,
        path: &NamedPath,
        file: &DataFile,
        sheet: &Sheet,
        column: UnitColumn,
    ) -> Arc<UnitRows> {
        self.splits.get(&(SheetId::new(path, file), column), || column.split(sheet))
    }

    /// The rows of a unit in the file at `path`, of a table that takes the rows of each
    /// unit; `None` where they cannot be found, or there are none.
    #[must_use]
    pub fn unit_rows(
        &self,
        path: &NamedPath,
        table: &TableSpec,
        unit: &str,
    ) -> Option<Sheet> {
        let file = table.file()?;
        let label = file.by_unit.as_ref()?;
        let sheet = self.sheet(path, file);
        let sheet = sheet.as_ref().as_ref().ok()?;
        let column = UnitColumn::find(table, file, label, sheet).ok()??;
        self.split(path, file, sheet, column).unit_sheet(unit)
    }

    /// The bytes of a data file as this run has read them, if it has.
    #[must_use]
    pub fn bytes(&self, path: &Path) -> Option<Arc<[u8]>> {
        self.bytes.all().get(path).and_then(|bytes| bytes.as_ref().as_ref().ok().cloned())
    }

    /// Filled rows that no unit takes and none should, of each file of which tables take
    /// the rows of one unit.
    #[must_use]
    pub fn unowned_rows(&self) -> Vec<UnownedRows> {
        let splits = self.splits.all();
        splits.values().filter_map(|split| UnownedRows::new(split)).collect()
    }

    /// Rows of files that are no unit's, of the tables that take the rows of one unit
    /// each: a report for each file, once all units are looked at. `units` are the keys of
    /// all units of the set.
    #[must_use]
    pub fn report_foreign_rows(&self, units: &[String]) -> Vec<Report> {
        let known: HashSet<String> = units.iter().map(|unit| to_name_key(unit)).collect();
        let mut res: BTreeMap<String, (Sheet, Vec<Diagnostic>)> = BTreeMap::new();
        for ((_, unit_column), split) in self.splits.all() {
            let column = unit_column.column;
            let mut found = Vec::new();
            found.extend(find_foreign_keys(&split, column, &known));
            found.extend(find_rows_without_key(&split, column));
            if !found.is_empty() {
                let sheet = split.sheet();
                let (_, in_file) = res
                    .entry(sheet.name().to_owned())
                    .or_insert_with(|| (sheet.clone(), Vec::new()));
                in_file.extend(found);
            }
        }
        res.into_values()
            .map(|(sheet, found)| super::file_error::report_sheet_findings(&sheet, found))
            .collect()
    }
}

/// Filled rows of a file that no unit takes, as they should be: sums, a date.
pub struct UnownedRows {
    /// The file, as findings name it.
    pub file: String,
    /// What is to be said of them.
    pub clause: String,
}

impl UnownedRows {
    /// `None` where every filled row is some unit's.
    fn new(split: &UnitRows) -> Option<Self> {
        let sheet = split.sheet();
        let mut passed = Vec::new();
        for row in split.unowned() {
            let line = sheet.line(*row);
            let cells = (0..sheet.width()).map(|column| sheet.text(*row, column));
            let text = cells.into_iter().find(|text| !text.trim().is_empty());
            passed.push(PassedLines {
                lines: LineRange { first: line, last: line },
                reason: "unowned",
                words: "không của đơn vị nào",
                text: text.unwrap_or_default().into_owned(),
            });
        }
        let file = sheet.name().to_owned();
        let clause = format!("bỏ qua {}", describe_passed(&passed));
        (!passed.is_empty()).then_some(Self { file, clause })
    }
}

/// Rows with keys that no unit has.
fn find_foreign_keys(
    split: &UnitRows,
    column: usize,
    known: &HashSet<String>,
) -> Option<Diagnostic> {
    let strange: Vec<_> =
        split.units().filter(|(key, _)| !known.contains(&to_name_key(key))).collect();
    let (_, rows) = strange.first()?;
    let count: usize = strange.iter().map(|(_, rows)| rows.len()).sum();
    let sheet = split.sheet();
    let names = strange
        .iter()
        .map(|(key, rows)| format!("“{key}” ({})", sheet.address(rows[0], column)));
    let named = join_first_names(names, strange.len());
    let message =
        format!("{count} hàng mang mã không có trong bảng đơn vị, không ai lấy: {named}");
    let finding = warn_at_cell(sheet, rows[0], column, message);
    Some(finding.label("không đơn vị nào mang mã này").hint(
        "sửa mã cho giống ở bảng đơn vị (kể cả số 0 ở đầu), thêm đơn vị, hoặc xóa các hàng này",
    ))
}

/// Rows that have figures and name no unit.
fn find_rows_without_key(split: &UnitRows, column: usize) -> Option<Diagnostic> {
    let sheet = split.sheet();
    let rows = split.unknown();
    let first = *rows.first()?;
    let addresses = rows.iter().map(|row| sheet.address(*row, column));
    let named = join_first_names(addresses, rows.len());
    let count = rows.len();
    let message =
        format!("{count} hàng có số liệu mà không ghi mã đơn vị, không ai lấy: {named}");
    let finding = warn_at_cell(sheet, first, column, message);
    Some(finding.label("cần mã của đơn vị").hint(
        "ghi mã ở từng hàng; ô gộp thì tách ra rồi ghi lại mã, vì chỉ ô đầu của ô gộp có chữ",
    ))
}

fn warn_at_cell(sheet: &Sheet, row: usize, column: usize, message: String) -> Diagnostic {
    let place = sheet.place(row, column);
    Diagnostic::new(&code::batch::ROW_WITHOUT_UNIT, Severity::Warning, place, message)
}

/// The first of some names, and that there are more.
fn join_first_names(names: impl Iterator<Item = String>, count: usize) -> String {
    let mut res = names.take(NAMED).collect::<Vec<_>>().join("; ");
    if count > NAMED {
        res += "; …";
    }
    res
}

/// Values made once for each key, by the thread that asks first; the others wait for it.
struct OnceMap<K, V>(Mutex<BTreeMap<K, Arc<OnceLock<Arc<V>>>>>);

impl<K: Ord + Clone, V> OnceMap<K, V> {
    fn get(&self, key: &K, make: impl FnOnce() -> V) -> Arc<V> {
        let slot = {
            let mut slots = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(slots.entry(key.clone()).or_default())
        };
        Arc::clone(slot.get_or_init(|| Arc::new(make())))
    }

    /// All that are made, in the order of their keys.
    fn all(&self) -> BTreeMap<K, Arc<V>> {
        let slots = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        slots
            .iter()
            .filter_map(|(key, slot)| Some((key.clone(), Arc::clone(slot.get()?))))
            .collect()
    }
}

impl<K, V> Default for OnceMap<K, V> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

#[cfg(test)]
mod tests;
