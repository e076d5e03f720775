//! The parts of a form, the tasks among them, and the ids by which references call them.

use std::slice;

use super::task::collect_tasks;
use super::{
    Appendix, Form, Section, SectionPart, Spanned, SpecimenItem, Task, TaskFile, TaskItem,
};

/// Every part of these sections and appendices.
#[must_use]
pub fn collect_all_parts<'f>(
    sections: &'f [Section],
    appendices: &'f [Appendix],
) -> Vec<&'f SectionPart> {
    let mut res = Vec::new();
    sections.iter().for_each(|s| collect_parts(&s.parts, &mut res));
    appendices.iter().for_each(|a| collect_parts(&a.parts, &mut res));
    res
}

impl Form {
    /// Every part of every section and appendix.
    #[must_use]
    pub fn parts(&self) -> Vec<&SectionPart> {
        collect_all_parts(&self.sections, &self.appendices)
    }

    /// Every task, in order.
    #[must_use]
    pub fn tasks(&self) -> Vec<&Task> {
        let mut res = Vec::new();
        for part in self.parts() {
            if let SectionPart::Tasks(tasks) = part {
                collect_tasks(&tasks.items, &mut res);
            }
        }
        res
    }

    /// The data files from which tasks are read.
    #[must_use]
    pub fn task_files(&self) -> Vec<&TaskFile> {
        let mut res = Vec::new();
        for part in self.parts() {
            if let SectionPart::Tasks(tasks) = part {
                res.extend(&tasks.file);
            }
        }
        res
    }

    /// Whether tasks stand in a data file that could not be read: what is not found may be
    /// there.
    #[must_use]
    pub fn has_unread_tasks(&self) -> bool {
        self.parts().into_iter().any(|part| match part {
            SectionPart::Tasks(tasks) => tasks.file.is_some() && tasks.items.is_empty(),
            _ => false,
        })
    }

    /// The ids of sections, tasks and units, with their places.
    pub fn section_ids<'f>(&'f self, ids: &mut Vec<&'f Spanned<String>>) {
        self.sections.iter().for_each(|s| collect_section_ids(s, ids));
        self.appendices
            .iter()
            .flat_map(|a| &a.parts)
            .for_each(|p| collect_part_ids(p, ids));
    }
}

fn collect_section_ids<'f>(section: &'f Section, ids: &mut Vec<&'f Spanned<String>>) {
    // A section without a title has no number that a reference could name.
    if section.title.is_some() {
        ids.extend(&section.id);
    }
    section.parts.iter().for_each(|p| collect_part_ids(p, ids));
}

fn collect_parts<'f>(parts: &'f [SectionPart], found: &mut Vec<&'f SectionPart>) {
    for part in parts {
        found.push(part);
        match part {
            SectionPart::Sections(sections) => {
                sections.iter().for_each(|s| collect_parts(&s.parts, found));
            }
            SectionPart::Specimen(items) => {
                for item in items {
                    if let SpecimenItem::Part(part) = item {
                        collect_parts(slice::from_ref(part), found);
                    }
                }
            }
            SectionPart::Prose(_)
            | SectionPart::Numbered(_)
            | SectionPart::Objectives(_)
            | SectionPart::Tasks(_)
            | SectionPart::Units(_)
            | SectionPart::Budget(_)
            | SectionPart::Table(_)
            | SectionPart::FromTasks(_)
            | SectionPart::FromTargets(_) => {}
        }
    }
}

fn collect_part_ids<'f>(part: &'f SectionPart, ids: &mut Vec<&'f Spanned<String>>) {
    match part {
        SectionPart::Sections(sections) => {
            sections.iter().for_each(|s| collect_section_ids(s, ids));
        }
        SectionPart::Tasks(tasks) => collect_task_ids(&tasks.items, ids),
        SectionPart::Units(units) => {
            ids.extend(units.iter().filter_map(|u| u.id.as_ref()));
        }
        SectionPart::Prose(_)
        | SectionPart::Numbered(_)
        | SectionPart::Objectives(_)
        | SectionPart::Budget(_)
        | SectionPart::Table(_)
        | SectionPart::FromTasks(_)
        | SectionPart::FromTargets(_)
        // What stands in a specimen has no id.
        | SectionPart::Specimen(_) => {}
    }
}

fn collect_task_ids<'f>(items: &'f [TaskItem], ids: &mut Vec<&'f Spanned<String>>) {
    for item in items {
        match item {
            TaskItem::Group(group) => {
                ids.extend(&group.id);
                collect_task_ids(&group.items, ids);
            }
            TaskItem::Task(task) => ids.extend(&task.id),
        }
    }
}
