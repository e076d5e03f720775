//! Every text of a form, in the order of the file as far as the form keeps it.

use crate::prose::{Piece, Plain, Prose};
use crate::quantity::Pending;
use crate::source::Span;

use super::{
    Agency, Appendix, Assignment, At, Basis, BasisStyle, Behalf, Budget, Form, Head,
    Header, LabelledText, Objective, Part, Recipient, Rows, Section, Signature, Table,
    Task, TaskItem, TaskTime,
};

/// What a text is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The summary of the paper.
    Subject,
    /// A title that the engine numbers.
    Title,
    /// Running text of the body, an appendix or a footnote.
    Body,
    /// Recipients.
    Recipient,
    /// A signature.
    Signature,
    /// Names and other short texts.
    Other,
}

/// A text and what it is for.
#[derive(Debug, Clone, Copy)]
pub struct Text<'f> {
    /// What it is for.
    pub role: Role,
    /// Its parts: one paragraph or one line.
    pub pieces: &'f [Piece],
    /// The field in which it stands.
    pub span: Span,
}

/// All texts of a form.
#[must_use]
pub fn texts(form: &Form) -> Vec<Text<'_>> {
    let mut walk = Walk { found: Vec::new() };
    walk.form(form);
    walk.found
}

struct Walk<'f> {
    found: Vec<Text<'f>>,
}

impl<'f> Walk<'f> {
    fn plain(&mut self, role: Role, plain: &'f Plain) {
        for line in &plain.lines {
            self.found.push(Text { role, pieces: line, span: plain.span });
        }
    }

    fn prose(&mut self, prose: &'f Prose) {
        for para in &prose.paras {
            self.found.push(Text {
                role: Role::Body,
                pieces: &para.pieces,
                span: prose.span,
            });
        }
    }

    fn others(&mut self, plains: impl IntoIterator<Item = &'f Plain>) {
        for plain in plains {
            self.plain(Role::Other, plain);
        }
    }

    fn proses(&mut self, proses: impl IntoIterator<Item = &'f Prose>) {
        for prose in proses {
            self.prose(prose);
        }
    }

    fn form(&mut self, form: &'f Form) {
        form.agency.iter().for_each(|a| self.agency(a));
        form.head.iter().for_each(|h| self.head(h));
        self.bases(form);
        for (_, indicator) in &form.indicators {
            self.plain(Role::Other, &indicator.name);
        }
        form.own_tables().for_each(|(_, t)| self.table(t));
        form.sections.iter().for_each(|s| self.section(s));
        self.proses(&form.closing);
        self.proses(form.notes.iter().map(|(_, note)| note));
        for appendix in &form.appendices {
            appendix.title.iter().for_each(|t| self.plain(Role::Title, t));
            appendix.parts.iter().for_each(|p| self.part(p));
        }
        self.recipients(form);
        if let Some(Pending::Known(signature)) = &form.signature {
            self.signature(signature);
        }
    }

    fn agency(&mut self, agency: &'f Agency) {
        self.others([&agency.name, &agency.place]);
        self.others(agency.parent.iter().chain(&agency.short));
    }

    fn head(&mut self, head: &'f Head) {
        self.plain(Role::Subject, &head.subject);
        let marks = head.symbol.iter().chain(&head.circulation);
        self.others(marks.chain(&head.drafter).chain(&head.contact));
    }

    fn bases(&mut self, form: &'f Form) {
        let Some(bases) = &form.bases else { return };
        if let BasisStyle::Section(Some(title)) = &bases.style {
            self.plain(Role::Title, title);
        }
        for group in &bases.groups {
            self.others(&group.lead);
            for item in &group.items {
                if let Basis::Text(text) = item {
                    self.plain(Role::Body, text);
                }
            }
        }
        self.proses(&bases.opening);
    }

    fn section(&mut self, section: &'f Section) {
        section.title.iter().for_each(|t| self.plain(Role::Title, &t.text));
        section.parts.iter().for_each(|p| self.part(p));
    }

    fn part(&mut self, part: &'f Part) {
        match part {
            Part::Prose(prose) => self.prose(prose),
            Part::Numbered(proses) => self.proses(proses),
            Part::Sections(sections) => sections.iter().for_each(|s| self.section(s)),
            Part::Objectives(objectives) => {
                objectives.items.iter().for_each(|o| self.objective(o));
            }
            Part::Tasks(tasks) => {
                self.others(tasks.labels.iter().map(|(_, label)| label));
                self.items(&tasks.items);
            }
            Part::Units(units) => {
                for unit in units {
                    self.others(&unit.lead);
                    self.plain(Role::Title, &unit.name);
                    self.prose(&unit.text);
                }
            }
            Part::Budget(budget) => self.budget(budget),
            // Tables are walked where they are kept.
            Part::Table(_) | Part::FromTasks(_) => {}
        }
    }

    fn objective(&mut self, objective: &'f Objective) {
        objective.label.iter().for_each(|l| self.plain(Role::Title, l));
        self.proses(&objective.text);
    }

    fn items(&mut self, items: &'f [TaskItem]) {
        for item in items {
            match item {
                TaskItem::Group(group) => {
                    self.plain(Role::Title, &group.title);
                    self.items(&group.items);
                }
                TaskItem::Task(task) => self.task(task),
            }
        }
    }

    fn task(&mut self, task: &'f Task) {
        self.plain(Role::Title, &task.title);
        for text in [&task.activities, &task.output].into_iter().flatten() {
            text.known().into_iter().for_each(|t: &LabelledText| {
                self.others(&t.label);
                self.prose(&t.text);
            });
        }
        task.time.iter().filter_map(Pending::known).for_each(|t: &TaskTime| {
            self.others(&t.label);
            self.proses(&t.text);
        });
        task.budget.iter().for_each(|b| self.budget(b));
        task.assignment
            .iter()
            .filter_map(Pending::known)
            .for_each(|a| self.assignment(a));
    }

    fn assignment(&mut self, assignment: &'f Assignment) {
        self.others(assignment.label.iter().chain([&assignment.lead]));
        self.others(&assignment.partners);
        self.proses(&assignment.text);
    }

    fn budget(&mut self, budget: &'f Budget) {
        self.others(&budget.label);
        self.others(budget.sources.iter().filter_map(|s| s.name.given()));
        self.proses(&budget.text);
    }

    fn table(&mut self, table: &'f Table) {
        self.others(table.caption.iter().chain(&table.unit));
        self.others(&table.order);
        self.others(table.columns.iter().map(|c| &c.label));
        table.header.iter().for_each(|h| self.header(h));
        if let Rows::Typed(rows) = &table.rows {
            self.others(
                rows.iter().flat_map(|r| &r.cells).filter_map(|c| c.plain.as_ref()),
            );
        }
        self.others(table.grouping.iter().filter_map(|g| g.sums_label.as_ref()));
        if let Some(total) = &table.total {
            self.others(&total.label);
            self.others(total.given.iter().filter_map(|(_, cell)| cell.plain.as_ref()));
        }
        self.others(&table.notes);
    }

    fn header(&mut self, header: &'f Header) {
        if let Header::Group { label, children } = header {
            self.others([label]);
            children.iter().for_each(|h| self.header(h));
        }
    }

    fn recipients(&mut self, form: &'f Form) {
        let known = form.recipients.as_ref().and_then(Pending::known);
        for recipient in known.into_iter().flat_map(|r| &r.items) {
            let (Recipient::Name(name) | Recipient::Filed(name)) = recipient;
            self.plain(Role::Recipient, name);
        }
    }

    fn signature(&mut self, signature: &'f Signature) {
        if let Some(Behalf::Named(name)) = &signature.behalf {
            self.plain(Role::Signature, name);
        }
        let posts = [&signature.by_order, &signature.by_authority, &signature.in_place];
        for post in posts.into_iter().flatten() {
            self.plain(Role::Signature, post);
        }
        self.plain(Role::Signature, &signature.post);
        self.plain(Role::Signature, &signature.name);
    }
}

impl Form {
    /// Every part of every section and appendix.
    #[must_use]
    pub fn parts(&self) -> Vec<&Part> {
        parts(&self.sections, &self.appendices)
    }

    /// Every task, in order.
    #[must_use]
    pub fn tasks(&self) -> Vec<&Task> {
        let mut res = Vec::new();
        for part in self.parts() {
            if let Part::Tasks(tasks) = part {
                collect_tasks(&tasks.items, &mut res);
            }
        }
        res
    }

    /// The ids of sections, tasks and units, with their places.
    pub fn section_ids<'f>(&'f self, ids: &mut Vec<&'f At<String>>) {
        self.sections.iter().for_each(|s| section_ids(s, ids));
        self.appendices.iter().flat_map(|a| &a.parts).for_each(|p| part_ids(p, ids));
    }
}

/// Every part of these sections and appendices.
#[must_use]
pub fn parts<'f>(sections: &'f [Section], appendices: &'f [Appendix]) -> Vec<&'f Part> {
    let mut res = Vec::new();
    sections.iter().for_each(|s| collect_parts(&s.parts, &mut res));
    appendices.iter().for_each(|a| collect_parts(&a.parts, &mut res));
    res
}

fn section_ids<'f>(section: &'f Section, ids: &mut Vec<&'f At<String>>) {
    // A section without a title has no number that a reference could name.
    if section.title.is_some() {
        ids.extend(&section.id);
    }
    section.parts.iter().for_each(|p| part_ids(p, ids));
}

fn collect_parts<'f>(parts: &'f [Part], found: &mut Vec<&'f Part>) {
    for part in parts {
        found.push(part);
        if let Part::Sections(sections) = part {
            sections.iter().for_each(|s| collect_parts(&s.parts, found));
        }
    }
}

fn collect_tasks<'f>(items: &'f [TaskItem], found: &mut Vec<&'f Task>) {
    for item in items {
        match item {
            TaskItem::Group(group) => collect_tasks(&group.items, found),
            TaskItem::Task(task) => found.push(task),
        }
    }
}

fn part_ids<'f>(part: &'f Part, ids: &mut Vec<&'f At<String>>) {
    match part {
        Part::Sections(sections) => sections.iter().for_each(|s| section_ids(s, ids)),
        Part::Tasks(tasks) => task_ids(&tasks.items, ids),
        Part::Units(units) => ids.extend(units.iter().filter_map(|u| u.id.as_ref())),
        Part::Prose(_)
        | Part::Numbered(_)
        | Part::Objectives(_)
        | Part::Budget(_)
        | Part::Table(_)
        | Part::FromTasks(_) => {}
    }
}

fn task_ids<'f>(items: &'f [TaskItem], ids: &mut Vec<&'f At<String>>) {
    for item in items {
        match item {
            TaskItem::Group(group) => {
                ids.extend(&group.id);
                task_ids(&group.items, ids);
            }
            TaskItem::Task(task) => ids.extend(&task.id),
        }
    }
}
