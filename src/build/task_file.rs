//! The data files from which a form takes tasks: read before all else, so that everything
//! behind sees tasks like those that are typed.

use crate::diagnostic::{Diagnostic, FileReading};
use crate::form::{Form, TaskFile, TaskSheet, TaskSheets};
use crate::indicator::{self, TaskRows};
use crate::sheet::Sheet;
use crate::source::{Source, Span};

use super::ReadForm;
use super::cache::DataCache;
use super::data_file::{self, FormData, FormFiles};
use super::paper::Timings;

/// The rows of the files from which a form takes tasks.
pub(super) struct TaskData {
    /// The form, and behind it the texts of the files.
    joined: Source,
    /// The rows as tasks.
    sheets: TaskSheets,
    /// How the files were read.
    readings: Vec<FileReading>,
    /// The files and their faults.
    data: FormData,
}

/// Reads the files from which a form takes tasks; `None` where it names none.
fn read_task_files(form: &Form, source: &Source, cache: &DataCache) -> Option<TaskData> {
    let files = form.task_files();
    if files.is_empty() {
        return None;
    }
    let reader = FormFiles::new(form, cache);
    let mut res = TaskData {
        joined: source.clone(),
        sheets: TaskSheets::default(),
        readings: Vec::new(),
        data: FormData::default(),
    };
    for file in files {
        let table = file.named_table();
        let sheet = reader.read_sheet(&table, &file.file, source, &mut res.data);
        let Some(sheet) = sheet else { continue };
        match indicator::read_task_rows(file, &sheet) {
            Ok(rows) => res.add_rows(file, &sheet, rows),
            Err(found) => res.data.findings.extend(found),
        }
    }
    Some(res)
}

impl TaskData {
    /// Puts the text of a file behind the form, and the places of its rows there.
    fn add_rows(&mut self, file: &TaskFile, sheet: &Sheet, rows: TaskRows) {
        self.joined = self.joined.with(&rows.text);
        let start = self.joined.parts().last().map_or(0, |part| part.start());
        let items = rows.items.into_iter().map(|item| item.shifted(start)).collect();
        let text = Span::new(0, rows.text.text().len()).shifted(start);
        self.sheets.push(TaskSheet { place: file.span, items, text });
        self.readings.push(rows.reading);
        self.data.findings.extend(rows.in_form);
        if !rows.in_file.is_empty() {
            let report = data_file::report_sheet_findings(sheet, rows.in_file);
            data_file::add_reports(&mut self.data.reports, vec![report]);
        }
    }
}

impl ReadForm {
    /// Reads the form again with the rows of the files from which it takes tasks, where it
    /// names any.
    pub(super) fn take_task_files(
        &mut self,
        cache: &DataCache,
        timings: &mut Timings,
        read: impl FnOnce(&Source, &Source, &TaskSheets) -> (Option<Form>, Vec<Diagnostic>),
    ) {
        let Some(form) = &self.form else { return };
        let source = &self.source;
        let tasks = timings.stage("doc-so-lieu", || read_task_files(form, source, cache));
        let Some(tasks) = tasks else { return };
        (self.form, self.found) = read(source, &tasks.joined, &tasks.sheets);
        self.source = tasks.joined.clone();
        self.tasks = Some(tasks);
    }
}

impl FormData {
    /// Adds what the files with tasks have; how they were read.
    pub(super) fn take_tasks(&mut self, tasks: Option<TaskData>) -> Vec<FileReading> {
        let Some(TaskData { readings, data, .. }) = tasks else { return Vec::new() };
        self.findings.splice(0..0, data.findings);
        data_file::add_reports(&mut self.reports, data.reports);
        for file in data.files {
            if !self.files.contains(&file) {
                self.files.push(file);
            }
        }
        readings
    }
}
