//! Why a paper could not be made though its form has no fault: a template of an office that
//! is faulty, or the program itself.

use std::path::Path;

use crate::code;
use crate::diagnostic::{Diagnostic, Report, Severity};
use crate::source::{self, Source};
use crate::template::{
    LIBRARY, MARKS, OwnTemplate, PAPER, REDLINE, TemplateError, Templates,
};
use crate::typeset::{self, SyntaxFault, TypesetError};

use super::file_error::{make_file_error, report_unreadable_file};

/// Why a paper could not be made.
#[derive(Debug, Clone, PartialEq)]
pub struct PaperFault {
    finding: Box<Diagnostic>,
    /// The template in which it stands; `None` where it is of the paper.
    template: Option<Source>,
}

impl From<Box<Diagnostic>> for PaperFault {
    fn from(finding: Box<Diagnostic>) -> Self {
        Self { finding, template: None }
    }
}

impl PaperFault {
    /// As a report: on the template where it is at fault, else on a paper of this name.
    #[must_use]
    pub fn report(self, paper: &str) -> Report {
        match self.template {
            Some(template) => Report::new(template, vec![*self.finding], 0),
            None => Report::without_source(paper, *self.finding),
        }
    }

    /// What is wrong with a template, as it has shown itself.
    pub(super) fn of_template(templates: &Templates, error: &TemplateError) -> Self {
        match templates.own_text(error.name) {
            Some(template) => explain_own_fault(template, error.line, &error.detail),
            None => explain_internal(&error.detail),
        }
    }

    /// What keeps a paper from being laid out.
    #[must_use]
    pub fn of_layout(templates: &Templates, error: &TypesetError) -> Self {
        if !error.is_refused || !templates.has_own_texts() {
            return explain_internal(&error.text);
        }
        // A fault in the paper is of the template that made it; where that is the
        // program's, of the library that it calls.
        let library = templates.own_text(LIBRARY);
        let paper = templates.own_text(PAPER);
        match (library, paper, error.library_line) {
            (Some(template), _, Some(line)) => {
                explain_own_fault(template, Some(line), &error.text)
            }
            (_, Some(template), _) | (Some(template), None, _) => {
                explain_own_fault(template, None, &error.text)
            }
            (None, None, _) => explain_internal(&error.text),
        }
    }
}

/// A fault after `check` is ours, and says so.
fn explain_internal(detail: &str) -> PaperFault {
    let message = "chương trình không dàn được trang; đây là lỗi của chương trình, không phải của biểu";
    let finding =
        Diagnostic::new(&code::layout::INTERNAL, Severity::Error, None, message)
            .hint("báo cho người viết chương trình, kèm tệp biểu và dòng dưới đây")
            .hint(detail.to_owned());
    PaperFault { finding: Box::new(finding), template: None }
}

/// A fault of an office's own template, at its line where it is known.
fn explain_own_fault(
    office: OwnTemplate<'_>,
    line: Option<usize>,
    detail: &str,
) -> PaperFault {
    let template = Source::new(office.path, office.text);
    let line = line.filter(|line| *line <= template.line_count());
    let message = match line {
        Some(_) => "mẫu trình bày riêng có lỗi ở dòng này",
        None => "mẫu trình bày riêng làm ra văn bản không dàn được trang",
    };
    let span = line.map(|line| template.line(line));
    let finding =
        Diagnostic::new(&code::layout::TEMPLATE_FAULT, Severity::Error, span, message)
            .label("lỗi của mẫu, không phải của biểu")
            .hint(format!("nhờ người lập mẫu sửa (máy báo: {detail})"))
            .hint("bỏ `--templates` thì dùng mẫu có sẵn");
    PaperFault { finding: Box::new(finding), template: Some(template) }
}

/// The templates of an office, from a folder.
///
/// # Errors
///
/// All that is wrong with the folder and its files, as far as it shows without a paper.
pub fn load_templates(dir: &Path) -> Result<Templates, Vec<Report>> {
    if let Some(finding) = check_folder(dir) {
        return Err(vec![Report::without_source(&source::show_path(dir), finding)]);
    }
    let templates = Templates::from_dir(dir).map_err(|unreadable| {
        let unreadable = unreadable.into_iter();
        let reports =
            unreadable.map(|file| report_unreadable_file(&file.path, file.error));
        reports.collect::<Vec<_>>()
    })?;
    let mut faults: Vec<_> = templates
        .syntax_faults()
        .iter()
        .map(|error| PaperFault::of_template(&templates, error).report(error.name))
        .collect();
    for name in [LIBRARY, MARKS] {
        let Some(template) = templates.own_text(name) else { continue };
        for SyntaxFault { line, message } in typeset::find_syntax_faults(template.text) {
            faults.push(explain_own_fault(template, Some(line), &message).report(name));
        }
    }
    if faults.is_empty() { Ok(templates) } else { Err(faults) }
}

/// What is wrong with a folder of templates as such.
fn check_folder(dir: &Path) -> Option<Diagnostic> {
    if !source::is_present(dir) {
        let finding = make_file_error(&code::file::MISSING_FILE, "không có thư mục này");
        return Some(finding.hint("xem lại tên thư mục sau `--templates`"));
    }
    if !source::is_dir(dir) {
        let message = "đây không phải là một thư mục";
        let finding = make_file_error(&code::file::NOT_A_FILE, message);
        return Some(finding.hint("sau `--templates` ghi thư mục có các tệp mẫu"));
    }
    let names = [PAPER, LIBRARY, REDLINE, MARKS];
    if names.iter().any(|name| source::is_present(&dir.join(name))) {
        return None;
    }
    let message = "thư mục này không có tệp mẫu trình bày nào";
    let hint = format!("cần ít nhất một trong các tệp {}", names.join(", "));
    Some(make_file_error(&code::file::MISSING_FILE, message).hint(hint))
}
