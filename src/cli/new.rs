//! `kehoach new`: a filled form to start from, or last year's form carried over.
//!
//! | file | what it does |
//! |---|---|
//! | `skeleton` | the forms to start from |
//! | `carry` | the edits that carry a form over to the next year |
//! | `carry_targets` | the targets of a plan for several years, moved to the next period |

mod carry;
mod carry_targets;
mod skeleton;

use std::borrow::Cow;
use std::io;
use std::path::{Component, Path, PathBuf};

use crate::build::{
    Engine, FORM_NAME, Timings, explain_write_error, find_inputs, open_disk,
};
use crate::diagnostic::{Diagnostic, Report, Severity};
use crate::font::Faces;
use crate::language;
use crate::output;
use crate::source::{self, Source};
use crate::template::Templates;
use crate::yaml;

use self::carry::{Carried, RemainingLine};
pub(super) use self::skeleton::list_skeletons;
use self::skeleton::{SKELETONS, SkeletonData};
use super::args::{NewArgs, ReportFormat};
use super::{ExitStatus, Streams, report};

/// Writes a form that is not there yet. Data files are copied before the form, so that a
/// form is never there without them; none of them replaces a file.
pub(super) fn run_new(
    args: &NewArgs,
    streams: &mut Streams<'_>,
) -> io::Result<ExitStatus> {
    let named = SKELETONS.iter().find(|skeleton| skeleton.name == args.template);
    let Some(skeleton) = named else {
        return report_unknown_template(&args.template, streams);
    };
    let path = args.dir.join(FORM_NAME);
    if source::is_present(&path) {
        let name = super::show_path(&path);
        writeln!(streams.err, "lỗi: đã có biểu {name}, máy không ghi đè")?;
        writeln!(streams.err, "  cách sửa: chọn một thư mục khác")?;
        writeln!(streams.err, "  cách sửa: hoặc đổi tên biểu cũ rồi làm lại")?;
        return Ok(ExitStatus::Failure);
    }
    let Some(old) = &args.from else {
        let data = skeleton.data.iter().map(DataCopy::from).collect::<Vec<_>>();
        if let Some(status) = copy_data(&data, &args.dir, streams)? {
            return Ok(status);
        }
        return write_form(&args.dir, skeleton.form, streams);
    };
    let Some((carried, data)) = read_carried(old, streams)? else {
        return Ok(ExitStatus::Failure);
    };
    if let Some(status) = copy_data(&data, &args.dir, streams)? {
        return Ok(status);
    }
    let status = write_form(&args.dir, &carried.text, streams)?;
    if status == ExitStatus::Success {
        print_remaining(&carried, streams)?;
    }
    Ok(status)
}

fn report_unknown_template(
    name: &str,
    streams: &mut Streams<'_>,
) -> io::Result<ExitStatus> {
    writeln!(
        streams.err,
        "lỗi: không có mẫu nào tên là `{}`",
        language::show_hidden(name)
    )?;
    if let Some(nearest) =
        language::find_nearest(name, SKELETONS.iter().map(|skeleton| skeleton.name))
    {
        writeln!(streams.err, "  cách sửa: có phải là `{nearest}`?")?;
    }
    writeln!(streams.err, "\n{}", list_skeletons())?;
    Ok(ExitStatus::UsageError)
}

/// Writes the form and says what comes next.
fn write_form(
    dir: &Path,
    text: &str,
    streams: &mut Streams<'_>,
) -> io::Result<ExitStatus> {
    match output::write_in_folder(dir, FORM_NAME, text.as_bytes()) {
        Ok(path) => {
            let dir = quote_path(dir);
            writeln!(streams.out, "{}", super::show_path(&path))?;
            writeln!(
                streams.out,
                "\nMở tệp ấy, sửa theo kế hoạch của cơ quan, rồi chạy:"
            )?;
            writeln!(streams.out, "  kehoach check {dir}")?;
            writeln!(streams.out, "  kehoach build {dir}")?;
            Ok(ExitStatus::Success)
        }
        Err(error) => {
            refuse_with(&source::show_path(dir), explain_write_error(&error), streams)
        }
    }
}

/// A data file that comes with the form: where its bytes are, and where it goes below the
/// new folder.
struct DataCopy {
    from: DataBytes,
    to: PathBuf,
}

/// Where the bytes of a data file are.
enum DataBytes {
    /// In the program, an example.
    Skeleton(&'static [u8]),
    /// In a file beside the old form.
    OldFile(PathBuf),
}

impl From<&SkeletonData> for DataCopy {
    fn from(SkeletonData { name, bytes }: &SkeletonData) -> Self {
        Self { from: DataBytes::Skeleton(bytes), to: PathBuf::from(name) }
    }
}

impl DataBytes {
    /// `None` for a file that cannot be read: it is missing in the new form too, and `check`
    /// says so.
    fn read(&self) -> Option<Cow<'static, [u8]>> {
        match self {
            Self::Skeleton(bytes) => Some(Cow::Borrowed(bytes)),
            Self::OldFile(path) => source::read_data(path).ok().map(Cow::Owned),
        }
    }

    /// What is to be done with the copy.
    fn remark(&self) -> &'static str {
        match self {
            Self::Skeleton(_) => "số liệu ví dụ, cần thay",
            Self::OldFile(_) => "còn là số liệu của năm cũ, cần cập nhật",
        }
    }
}

/// The data files that stand with a form; one elsewhere is read from where it is.
fn list_data_beside(form: &Path, files: Vec<PathBuf>) -> Vec<DataCopy> {
    let folder = form.parent().unwrap_or_else(|| Path::new(""));
    let mut res = Vec::new();
    for from in files {
        let Ok(to) = from.strip_prefix(folder).map(Path::to_owned) else { continue };
        let is_inside = to.components().all(|c| matches!(c, Component::Normal(_)));
        if is_inside && source::is_present(&from) {
            res.push(DataCopy { from: DataBytes::OldFile(from), to });
        }
    }
    res
}

/// Copies the data files beside the new form, none over one that is there.
fn copy_data(
    data: &[DataCopy],
    dir: &Path,
    streams: &mut Streams<'_>,
) -> io::Result<Option<ExitStatus>> {
    for DataCopy { from, to } in data {
        let target = dir.join(to);
        if source::is_present(&target) {
            writeln!(streams.out, "{}: đã có, để nguyên", super::show_path(&target))?;
            continue;
        }
        let Some(bytes) = from.read() else { continue };
        let folder = target.parent().unwrap_or(dir);
        let name = target.file_name().unwrap_or_default().to_string_lossy();
        match output::write_in_folder(folder, &name, &bytes) {
            Ok(path) => {
                writeln!(streams.out, "{} ({})", super::show_path(&path), from.remark())?;
            }
            Err(error) => {
                return refuse_with(
                    &source::show_path(dir),
                    explain_write_error(&error),
                    streams,
                )
                .map(Some);
            }
        }
    }
    Ok(None)
}

/// Last year's form, a year on, and its data files. `None` where it could not be read,
/// which is said.
fn read_carried(
    path: &Path,
    streams: &mut Streams<'_>,
) -> io::Result<Option<(Carried, Vec<DataCopy>)>> {
    let paths = [path.to_owned()];
    let inputs = match find_inputs(&paths) {
        Ok(inputs) => inputs,
        Err(faults) => {
            report::print_reports(&faults, ReportFormat::Human, streams)?;
            return Ok(None);
        }
    };
    let [input] = &inputs[..] else {
        let name = super::show_path(path);
        writeln!(streams.err, "lỗi: thư mục {name} có nhiều biểu")?;
        writeln!(streams.err, "  cách sửa: ghi rõ một biểu sau `--from`")?;
        return Ok(None);
    };
    let engine = Engine::new(Faces::embedded(), Templates::embedded());
    // Of the path as typed: a form that was found in it may be a link.
    let files = open_disk(&paths, &[]);
    let examined = engine.examine_in(&files, &input.path, &mut Timings::default());
    let data = list_data_beside(&input.path, examined.data_files);
    // Findings of the form are no matter here, save those of syntax: last year's faults are
    // named when the new form is checked.
    let examined = examined.report;
    // What it takes from data files is no text of its own.
    let old = examined.source.as_ref().map(|source| source.alone(source.last_form()));
    let Some(old) = &old else {
        report::print_reports(&[examined], ReportFormat::Human, streams)?;
        return Ok(None);
    };
    let carried =
        parse_readable(old).and_then(|root| carry::move_to_next_year(old, &root));
    match carried {
        Ok(carried) => Ok(Some((carried, data))),
        Err(found) => {
            let reports = [Report::new(old.clone(), found, 0)];
            report::print_reports(&reports, ReportFormat::Human, streams)?;
            let name = super::show_path(&input.path);
            writeln!(
                streams.err,
                "{name}: chưa chép được: sửa các lỗi trên rồi làm lại"
            )?;
            Ok(None)
        }
    }
}

/// The tree of a form without a fault of syntax.
fn parse_readable(source: &Source) -> Result<yaml::YamlNode, Vec<Diagnostic>> {
    let (root, found) = yaml::parse(source);
    let broken = found.iter().any(|d| d.severity == Severity::Error);
    root.filter(|_| !broken).ok_or(found)
}

/// What is to be looked at again: lines with the old year, and with the end of a table.
fn print_remaining(carried: &Carried, streams: &mut Streams<'_>) -> io::Result<()> {
    let step = carried.step;
    let (old, new, done) = match carried.period {
        Some((first, last)) => {
            let new = format!("{} - {}", first + step, last + step);
            let done = format!(
                "Đã đổi sang giai đoạn {new}: để ngỏ số, ngày và chỉ tiêu các năm, lùi thời hạn các nhiệm vụ {step} năm."
            );
            (format!("{first} - {last}"), new, done)
        }
        None => (
            carried.year.to_string(),
            (carried.year + step).to_string(),
            "Đã đổi năm, để ngỏ số và ngày, lùi thời hạn các nhiệm vụ một năm."
                .to_owned(),
        ),
    };
    writeln!(streams.out, "\n{done}")?;
    print_old_years(carried, &old, &new, streams)?;
    if !carried.target_years.is_empty() {
        writeln!(
            streams.out,
            "Chỉ tiêu còn theo các năm cũ, xem lại từng năm và con số của năm ấy:"
        )?;
        print_lines(&carried.target_years, streams)?;
    }
    if !carried.task_files.is_empty() {
        writeln!(
            streams.out,
            "Nhiệm vụ lấy từ tệp, thời hạn trong tệp vẫn là của năm {old}, sửa trong tệp:"
        )?;
        print_lines(&carried.task_files, streams)?;
    }
    if carried.table_ends.is_empty() {
        return Ok(());
    }
    writeln!(
        streams.out,
        "Còn ghi dòng cuối của bảng trong tệp cũ, xem bảng trong tệp năm {new} hết ở dòng nào:"
    )?;
    print_lines(&carried.table_ends, streams)
}

/// The lines that still name a year of the old form.
fn print_old_years(
    carried: &Carried,
    old: &str,
    new: &str,
    streams: &mut Streams<'_>,
) -> io::Result<()> {
    let (old_years, wanted) = match carried.period {
        Some(_) => {
            (format!("một năm của giai đoạn {old}"), "xem chỗ nào phải sửa".to_owned())
        }
        None => (format!("năm {old}"), format!("xem chỗ nào phải sửa thành {new}")),
    };
    if carried.remaining.is_empty() {
        return writeln!(streams.out, "Trong biểu không còn chỗ nào ghi {old_years}.");
    }
    writeln!(streams.out, "Còn ghi {old_years}, {wanted}:")?;
    print_lines(&carried.remaining, streams)
}

fn print_lines(lines: &[RemainingLine], streams: &mut Streams<'_>) -> io::Result<()> {
    for RemainingLine { number, text } in lines {
        writeln!(streams.out, "  dòng {number}: {text}")?;
    }
    Ok(())
}

fn refuse_with(
    name: &str,
    finding: Diagnostic,
    streams: &mut Streams<'_>,
) -> io::Result<ExitStatus> {
    report::print_reports(
        &[Report::without_source(name, finding)],
        ReportFormat::Human,
        streams,
    )?;
    Ok(ExitStatus::Failure)
}

/// A path as it can be typed after a command.
fn quote_path(path: &Path) -> String {
    let name = super::show_path(path);
    if name.contains(' ') { format!("\"{name}\"") } else { name }
}
