//! What the papers of a unit come from, as one hash: where nothing of it has changed, they
//! need not be made again. And the names of their files, which are part of it.

use std::path::Path;

use crate::code;
use crate::diagnostic::Diagnostic;
use crate::form::{self, TaskFile, TaskSheets, UNIT};
use crate::indicator::{self, RowPlace, UnitRow, UnitTotals};
use crate::prose::{self, Plain, ProsePiece};
use crate::source::{Source, Span, hash_parts};
use crate::yaml::{self, YamlNode, YamlValue};

use super::data_files::DataFiles;
use super::paper_name::{self, NameRequest};
use super::record::UnitRecord;
use super::set::{OpenSet, Unit};

impl OpenSet {
    /// The names of the papers of all units.
    pub(super) fn paper_names(&self) -> Vec<String> {
        let patterns: Vec<String> =
            self.units.iter().map(|unit| self.file_name(unit)).collect();
        let requests: Vec<_> = self
            .units
            .iter()
            .zip(&patterns)
            .filter(|(unit, _)| !self.is_twin(unit))
            .map(|(unit, pattern)| NameRequest { key: &unit.key, pattern })
            .collect();
        let office = self.office_paper_name();
        let taken: Vec<&str> = office.iter().map(String::as_str).collect();
        let mut given = paper_name::name_papers(&requests, &taken).into_iter();
        let mut names = Vec::new();
        for unit in &self.units {
            // Two rows of one key make no paper.
            let name = if self.is_twin(unit) { None } else { given.next() };
            names.push(name.unwrap_or_else(|| unit.key.clone()));
        }
        names
    }

    /// The name of the office's own paper, where the set has one: no unit has it.
    pub(super) fn office_paper_name(&self) -> Option<String> {
        let form = self.set.office.as_ref()?;
        let path = form.value.replace('\\', "/");
        let stem = Path::new(&path).file_stem().unwrap_or_default().to_string_lossy();
        paper_name::name_papers(&[NameRequest { key: "chung", pattern: &stem }], &[])
            .pop()
    }

    /// The name that the pattern of the set (`ten_tep`) gives; empty where it has none.
    fn file_name(&self, unit: &Unit) -> String {
        let Some(pattern) = &self.set.file_name else { return String::new() };
        let row = self.unit_row(unit, UnitTotals::Left);
        self.fill_pattern(pattern, row)
    }

    /// What is wrong with the pattern of the names: a value that no unit has.
    pub(super) fn name_faults(&self) -> Vec<Diagnostic> {
        let pattern = self.set.file_name.iter();
        let pieces = pattern.flat_map(|pattern| pattern.lines.iter().flatten());
        pieces.flat_map(|piece| self.value_faults(piece)).collect()
    }

    /// What is wrong with a piece of the pattern that has no value for any unit, as the
    /// first of them shows it. One unit with a value is enough for it to be right, and a
    /// column that is empty for all is no fault of the pattern. A total is refused as such:
    /// rows are taken without totals here, and it would only seem to be missing.
    fn value_faults(&self, piece: &ProsePiece) -> Vec<Diagnostic> {
        let ProsePiece::Value { expression, span, .. } = piece else { return Vec::new() };
        let mut first = None;
        for unit in &self.units {
            let row =
                UnitRow::new(&self.units_spec, self.unit_row(unit, UnitTotals::Left));
            if row.reads_total(expression) {
                return vec![refuse_value(*span)];
            }
            match row.printed(expression) {
                Ok(_) => return Vec::new(),
                // An empty cell says nothing of the pattern.
                Err(_) if row.is_empty(expression) => {}
                Err(faults) => first = first.or(Some(faults)),
            }
        }
        match first {
            Some(faults) if faults.is_empty() && expression.tree().is_some() => {
                vec![refuse_value(*span)]
            }
            faults => {
                let faults = faults.into_iter().flatten();
                faults.map(|fault| expression.to_diagnostic(fault)).collect()
            }
        }
    }

    /// A text with the values of a row in it; what has none is left out.
    fn fill_pattern(&self, pattern: &Plain, row: indicator::ComputedTable) -> String {
        let row = UnitRow::new(&self.units_spec, row);
        let mut res = String::new();
        for piece in &pattern.joined() {
            match piece {
                ProsePiece::Text { text, .. } => res += text,
                ProsePiece::Value { expression, .. } => {
                    if let Ok(printed) = row.printed(expression) {
                        res += &printed.to_string();
                    }
                }
                ProsePiece::Note { .. }
                | ProsePiece::Pending
                | ProsePiece::Leader { .. }
                | ProsePiece::CheckBox { .. } => {}
            }
        }
        res
    }

    /// All that the papers of a unit come from, but for the program, the templates, the
    /// fonts and the formats.
    pub(super) fn inputs(
        &self,
        unit: &Unit,
        paper: &str,
        number: Option<u32>,
    ) -> UnitInputs {
        let override_ = self.read_override(unit);
        // No paper comes from one that cannot be read, so that no record has its hash.
        let unreadable = override_.is_err();
        let override_ = override_.ok().flatten();
        let text = override_.as_ref().map_or("", |override_| override_.text());
        let row = self.describe_row(unit, text);
        let number = number.map_or(String::new(), |number| number.to_string());
        let queries: Vec<_> =
            self.set.rollup.iter().map(|query| query.from.text.as_str()).collect();
        let queries = queries.join("\n");
        let columns = self.sources.joined.slice(self.set.units.span);
        let (data, places) = self.describe_data(unit, override_.as_ref());
        let dictionary = self.cache.dictionary(self.sources.set.path());
        let content = hash_parts([
            ("master", self.master_hash.as_bytes()),
            ("override", text.as_bytes()),
            ("unreadable", if unreadable { b"1" } else { b"" }),
            ("row", row.as_bytes()),
            ("columns", columns.as_bytes()),
            ("probes", queries.as_bytes()),
            ("number", number.as_bytes()),
            ("paper", paper.as_bytes()),
            ("data", data.as_bytes()),
            // Words that are added take findings away.
            ("dictionary", dictionary.hash.as_bytes()),
        ]);
        UnitInputs { content, places: hash_parts([("places", places.as_bytes())]) }
    }

    /// The row of a unit, with the totals of all where its form reads them.
    fn describe_row(&self, unit: &Unit, override_text: &str) -> String {
        let totals = self.reads_totals(override_text);
        let table = self.units_table();
        let mut res = String::new();
        for column in table.columns().ids() {
            let total = totals.then_some(RowPlace::Total);
            for place in [RowPlace::Row(unit.row)].into_iter().chain(total) {
                // The number of the row is no part of it: a sheet that is sorted anew
                // leaves all papers current.
                let is_total = place == RowPlace::Total;
                let value = table.value(place, column);
                let text = table.text(place, column);
                let column = column.index();
                res += &format!("{column} {is_total} {value:?} {text:?}\n");
            }
        }
        // A condition may read the figures of other units.
        for condition in &self.conditions {
            res += &format!("{:?}", condition.met.get(unit.row));
        }
        res
    }

    /// What a unit takes from files of data, and the places of its rows in them.
    ///
    /// Of a file that a table reads by unit (`theo_don_vi`), the rows of the unit count and
    /// not the whole file: else one changed row would make the papers of all units again.
    /// Places are kept apart from content, see [`UnitInputs::expected`].
    fn describe_data(&self, unit: &Unit, override_: Option<&Source>) -> (String, String) {
        let mut data = String::new();
        let mut places = String::new();
        let override_tree = override_.and_then(|override_| yaml::parse(override_).0);
        let master = self.sources.master.path();
        for name in &self.data.shared {
            data += &self.describe_file(unit, master, name);
        }
        // An override may have a table read its file in another way.
        let is_overridden = override_tree.as_ref().is_some_and(has_tables);
        for table in &self.data.by_unit {
            let Some(file) = table.file() else { continue };
            let name = &file.file.value;
            let path = self.locate(master, name).ok();
            let rows =
                path.and_then(|path| self.cache.unit_rows(&path, table, &unit.key));
            let Some(rows) = rows.filter(|_| !is_overridden) else {
                data += &self.describe_file(unit, master, name);
                continue;
            };
            data += &format!("{name} {:?}\n", rows.title());
            for row in 0..rows.rows() {
                for column in 0..rows.width() {
                    data += &format!("{:?};", rows.cell(row, column));
                }
                data.push('\n');
                places += &rows.address(row, 0);
            }
        }
        for (override_, tree) in override_.into_iter().zip(&override_tree) {
            for name in DataFiles::from_tree(tree).into_names() {
                data += &self.describe_file(unit, override_.path(), &name);
            }
        }
        (data, places)
    }

    /// A file of data as a whole, by its name in a form, and its hash.
    fn describe_file(&self, unit: &Unit, form: &Path, name: &str) -> String {
        let name = self.fill_name(unit, name);
        // One that is out of reach is reported when the form is examined.
        let hash = self.locate(form, &name).map(|path| self.hashes.hash(path));
        let hash = hash.unwrap_or_default();
        format!("{name} {hash}\n")
    }

    /// A name of a file with the values of a unit in it.
    fn fill_name(&self, unit: &Unit, name: &str) -> String {
        if !name.contains("{{") {
            return name.to_owned();
        }
        let row = self.unit_row(unit, UnitTotals::Kept);
        self.fill_pattern(&prose::to_plain(name), row)
    }

    /// The files of data that the master names, and how it reads them. Its tables are
    /// read in the context of the first unit: which tables a form has is the same for all.
    pub(super) fn data_files(&self) -> DataFiles {
        let named = DataFiles::from_tree(&self.master);
        let Some(unit) = self.units.first() else {
            return named.with_tables(std::iter::empty());
        };
        let (context, _) = self.set_context(unit, "");
        let joined = &self.sources.joined;
        let (form, _) =
            form::read_tree(joined, &self.master, Some(&context), &TaskSheets::default());
        let lists = form.iter().flat_map(form::Form::task_files);
        let lists: Vec<_> = lists.map(TaskFile::named_table).collect();
        let tables = form.iter().flat_map(form::Form::own_tables);
        named.with_tables(tables.map(|(_, table)| table).chain(&lists))
    }
}

/// What the papers of a unit come from, as two hashes.
pub(super) struct UnitInputs {
    /// Hash of all that its papers print.
    content: String,
    /// Hash of the places of its rows in files of data: findings name them.
    places: String,
}

impl UnitInputs {
    /// Both, as a record has them.
    pub(super) fn hash(&self) -> String {
        format!("{}.{}", self.content, self.places)
    }

    /// The hash that a record must have for its papers to be current. Where only the rows
    /// have moved within their file and no finding names a place in it, that is the
    /// record's own.
    pub(super) fn expected(&self, known: Option<&UnitRecord>) -> String {
        match known {
            Some(known) if self.is_same_content(known) => known.inputs.clone(),
            _ => self.hash(),
        }
    }

    /// Whether a record comes from the same, save perhaps places in files of data, and
    /// neither a finding nor what is said of its data names such a place.
    fn is_same_content(&self, known: &UnitRecord) -> bool {
        let content = known.inputs.split_once('.').map(|(content, _)| content);
        content == Some(self.content.as_str())
            && known.findings.iter().all(|finding| is_yaml(&finding.file))
            && !known.readings.iter().any(|reading| reading.names_rows)
    }
}

fn is_yaml(file: &str) -> bool {
    file.ends_with(".yaml") || file.ends_with(".yml")
}

/// The finding of a value in the pattern of file names that is not the unit's.
fn refuse_value(span: Span) -> Diagnostic {
    Diagnostic::error(
        &code::form::VALUE_NOT_HERE,
        span,
        "ở đây không dùng được giá trị này",
    )
    .label(format!("tên tệp chỉ đọc được hàng của đơn vị: `{UNIT}.…`"))
}

/// Whether an override says anything of tables.
fn has_tables(node: &YamlNode) -> bool {
    match &node.value {
        YamlValue::Sequence { items, .. } => items.iter().any(has_tables),
        YamlValue::Mapping { entries, .. } => {
            entries.iter().any(|entry| entry.name == "bang" || has_tables(&entry.value))
        }
        YamlValue::Empty | YamlValue::Scalar(_) | YamlValue::Broken => false,
    }
}
