//! The plans of two sides: which is compared with which, and what each is called.

use std::collections::HashMap;
use std::path::PathBuf;

use crate::build::{FORM_NAME, Input, find_inputs_in, name_inputs_in};
use crate::code;
use crate::diagnostic::{Diagnostic, Report, Severity};
use crate::source::{self, Files};

use super::ComparedPath;

/// A plan of one side, as it is named in messages and read.
#[derive(Clone, Copy)]
pub(super) struct PlanInput<'a> {
    pub(super) side: &'a ComparedPath,
    pub(super) input: &'a Input,
    /// Whether others are compared beside it.
    pub(super) several: bool,
}

/// A plan of both sides, or of one alone, by what is compared of them.
pub(super) struct InputPair {
    pub(super) old: Option<Input>,
    pub(super) new: Option<Input>,
}

impl InputPair {
    /// Where the plan stands, on whichever side it is.
    pub(super) fn place(&self, old: &ComparedPath, new: &ComparedPath) -> String {
        let found = self.new.as_ref().map(|input| (new, input));
        let found = found.or_else(|| self.old.as_ref().map(|input| (old, input)));
        found.map_or_else(String::new, |(side, input)| {
            PlanInput { side, input, several: true }.place()
        })
    }
}

/// The plans of two sides by where they stand below them; one with one, whatever their
/// names.
pub(super) fn pair_inputs(
    old: &ComparedPath,
    new: &ComparedPath,
) -> Result<Vec<InputPair>, Vec<Report>> {
    let (mut old_inputs, mut new_inputs) =
        match (list_side_inputs(old), list_side_inputs(new)) {
            (Ok(old), Ok(new)) => (old, new),
            (Err(mut faults), Err(more)) => {
                faults.extend(more);
                return Err(faults);
            }
            (Err(faults), _) | (_, Err(faults)) => return Err(faults),
        };
    if old_inputs.is_empty() && new_inputs.is_empty() {
        return Err(vec![report_no_form()]);
    }
    // A form may have been renamed, or be compared with one elsewhere.
    if old_inputs.len() == 1 && new_inputs.len() == 1 {
        return Ok(vec![InputPair { old: old_inputs.pop(), new: new_inputs.pop() }]);
    }
    let mut res = Vec::new();
    let mut moved = Vec::new();
    for old_input in old_inputs {
        let place = locate_in_side(old, &old_input);
        let index =
            new_inputs.iter().position(|input| locate_in_side(new, input) == place);
        match index {
            Some(index) => res.push(InputPair {
                old: Some(old_input),
                new: Some(new_inputs.remove(index)),
            }),
            None => moved.push(old_input),
        }
    }
    for old_input in moved {
        let index = find_moved(old, &old_input, new, &new_inputs);
        let new_input = index.map(|index| new_inputs.remove(index));
        res.push(InputPair { old: Some(old_input), new: new_input });
    }
    res.extend(
        new_inputs.into_iter().map(|input| InputPair { old: None, new: Some(input) }),
    );
    res.sort_by_cached_key(|pair| pair.place(old, new));
    Ok(res)
}

/// Which of the new forms, that have no old one in their place, is one that has moved: the
/// one most alike, by its lines, where nine of ten are the same. Plans of two units that
/// come from one form are less alike.
fn find_moved(
    old: &ComparedPath,
    form: &Input,
    new: &ComparedPath,
    others: &[Input],
) -> Option<usize> {
    let text = read_form(old, form)?;
    let shares = others.iter().enumerate().filter_map(|(index, other)| {
        let other = read_form(new, other)?;
        let lines = text.lines().count().max(other.lines().count());
        let shared = count_shared_lines(&text, &other);
        (10 * shared >= 9 * lines && lines > 0).then_some((index, shared * 1000 / lines))
    });
    // Of several that are alike the first counts.
    let best = shares.reduce(|best, next| if next.1 > best.1 { next } else { best });
    best.map(|(index, _)| index)
}

fn read_form(side: &ComparedPath, input: &Input) -> Option<String> {
    let bytes = side.files.read(&input.path, source::MAX_BYTES).ok()?;
    Some(String::from_utf8_lossy(&bytes).into_owned())
}

/// Files of a side, which hold a plan.
pub(super) struct PlanFiles<'a> {
    pub(super) side: &'a ComparedPath,
    pub(super) files: &'a [PathBuf],
}

impl PlanFiles<'_> {
    /// What they hold: `None` for one that is not there, or cannot be read.
    fn read(&self) -> Vec<Option<Vec<u8>>> {
        let read =
            |file: &PathBuf| self.side.files.read(file, source::MAX_DATA_BYTES).ok();
        self.files.iter().map(read).collect()
    }
}

/// Whether the files of both sides hold the same bytes, one by one.
pub(super) fn has_same_bytes(old: &PlanFiles<'_>, new: &PlanFiles<'_>) -> bool {
    old.read() == new.read()
}

/// How many lines two texts have in common, wherever they stand.
fn count_shared_lines(old: &str, new: &str) -> usize {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for line in old.lines() {
        *counts.entry(line).or_default() += 1;
    }
    let mut shared = 0;
    for line in new.lines() {
        if let Some(count) = counts.get_mut(line).filter(|count| **count > 0) {
            *count -= 1;
            shared += 1;
        }
    }
    shared
}

/// The forms of a side: of a whole repository all, even none.
fn list_side_inputs(side: &ComparedPath) -> Result<Vec<Input>, Vec<Report>> {
    let files = &*side.files as &dyn Files;
    match &side.all_forms {
        Some(forms) => Ok(name_inputs_in(files, &side.path, forms)),
        None => find_inputs_in(files, std::slice::from_ref(&side.path)),
    }
}

/// The report on a repository without plans.
fn report_no_form() -> Report {
    let message = format!("cả hai bản của kho không có biểu nào tên là {FORM_NAME}");
    let finding = Diagnostic::new(&code::file::NO_FORM, Severity::Error, None, message)
        .hint("biểu mang tên khác thì ghi sau `--`: kehoach diff HEAD -- TÊN_BIỂU");
    Report::without_source("kehoach diff", finding)
}

/// Where a form stands below its side.
fn locate_in_side(side: &ComparedPath, input: &Input) -> PathBuf {
    input.path.strip_prefix(&side.path).unwrap_or(&input.path).to_owned()
}

/// How a plan is called that a side may lack.
pub(super) fn name_if_present(side: &ComparedPath, input: Option<&Input>) -> String {
    match input {
        Some(input) => PlanInput { side, input, several: true }.name(),
        None => "(không có)".to_owned(),
    }
}

impl PlanInput<'_> {
    /// What its version is called: the label of the side, and where it stands below that
    /// if others are compared beside it.
    pub(super) fn name(self) -> String {
        let PlanInput { side, input, several } = self;
        if !several {
            return side.label.clone();
        }
        let place = source::show_path(&locate_in_side(side, input));
        let label = side.label.trim_end_matches('/');
        let between = if label.is_empty() || label.ends_with(':') { "" } else { "/" };
        format!("{label}{between}{place}")
    }

    /// Where it stands, which is the same on both sides.
    pub(super) fn place(self) -> String {
        source::show_path(&locate_in_side(self.side, self.input))
    }
}
