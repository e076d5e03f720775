//! Every text of a form, in the order of the file as far as the form keeps it.
//!
//! A text that is missed here is seen by no rule and by no search for characters that the
//! faces lack. So each struct is taken apart without `..`: a new field does not compile
//! until it is said here whether it has a text.
//!
//! | file | what it does |
//! |---|---|
//! | `task` | texts of tasks, of their labels and of their table |

mod task;

use crate::prose::{Marker, Plain, Prose, ProsePiece};
use crate::quantity::Pending;
use crate::source::Span;

use super::{
    AddedAmount, Agency, Appendix, Attachment, Bases, Basis, BasisGroup, BasisStyle,
    Budget, ColumnSpec, Form, FundingSource, Grouping, Head, Header, Indicator,
    IssuedKeys, JointAgency, Objective, Objectives, Recipient, Recipients, Registration,
    Rows, Section, SectionPart, SectionTitle, Signature, Signatures, SourceName,
    SpecimenFrame, SpecimenItem, SpecimenText, Standing, SumFoot, TableSpec,
    TargetColumn, TargetItem, TargetTable, Tasks, TotalRow, TypedCell, TypedRow,
    UnitAssignment,
};

/// What a text is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// What the paper is about: its `trích yếu`.
    Subject,
    /// A title that the engine numbers.
    Title,
    /// Running text of the body, an appendix or a footnote.
    Body,
    /// A line of the recipients.
    Recipient,
    /// A post or a name of the signature.
    Signature,
    /// A line of a specimen, which others fill in: no rule on running text looks at it.
    Specimen,
    /// Names and other short texts.
    Other,
}

/// A text and what it is for.
#[derive(Debug, Clone, Copy)]
pub struct Text<'f> {
    /// What it is for, which decides which rules look at it.
    pub role: Role,
    /// What stands before it.
    pub marker: Marker,
    /// Its parts: one paragraph or one line.
    pub pieces: &'f [ProsePiece],
    /// The field in which it stands.
    pub span: Span,
}

/// All texts of a form.
#[must_use]
pub fn collect_texts(form: &Form) -> Vec<Text<'_>> {
    let mut walk = TextCollector { found: Vec::new() };
    walk.form(form);
    walk.found
}

struct TextCollector<'f> {
    found: Vec<Text<'f>>,
}

impl<'f> TextCollector<'f> {
    fn plain(&mut self, role: Role, plain: &'f Plain) {
        for line in &plain.lines {
            let marker = Marker::None;
            self.found.push(Text { role, marker, pieces: line, span: plain.span });
        }
    }

    fn prose(&mut self, prose: &'f Prose) {
        for para in &prose.paras {
            self.found.push(Text {
                role: Role::Body,
                marker: para.marker,
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
        let Form {
            kind: _,
            year: _,
            period: _,
            medium: _,
            agency,
            head,
            standing,
            page: _,
            bases,
            // What papers are called is read where they are cited.
            papers: _,
            indicators,
            // The tables that a set gives are no part of the form.
            tables: _,
            sections,
            closing,
            notes,
            appendices,
            // Reasons are compared and not printed.
            change_notes: _,
            suppressions: _,
            keys: _,
            unreadable_ids: _,
            set_inputs: _,
            span: _,
        } = form;
        agency.iter().for_each(|agency| self.agency(agency));
        head.iter().for_each(|head| self.head(head));
        self.head_of(standing);
        bases.iter().for_each(|bases| self.bases(bases));
        indicators.iter().for_each(|(_, indicator)| self.indicator(indicator));
        form.own_tables().for_each(|(_, table)| self.table(table));
        sections.iter().for_each(|section| self.section(section));
        self.proses(closing);
        self.proses(notes.iter().map(|(_, note)| note));
        appendices.iter().for_each(|appendix| self.appendix(appendix));
        self.closing_of(standing);
    }

    /// What stands in the head and at the foot by the standing of the paper.
    fn head_of(&mut self, standing: &'f Standing) {
        match standing {
            Standing::Issued(IssuedKeys {
                registration,
                recipients: _,
                signatures: _,
            }) => {
                let Some(registration) = registration else { return };
                let Registration {
                    number: _,
                    symbol,
                    date: _,
                    addressees,
                    drafter,
                    copies: _,
                } = registration;
                addressees.iter().for_each(|name| self.plain(Role::Recipient, name));
                self.others(symbol.iter().chain(drafter));
            }
            Standing::Attached(attachment) => {
                let Some(attachment) = attachment else { return };
                let Attachment {
                    lead,
                    kind,
                    number: _,
                    symbol,
                    date: _,
                    agency,
                    span: _,
                } = attachment;
                self.others(lead.iter().chain(kind).chain(symbol).chain(agency));
            }
        }
    }

    fn closing_of(&mut self, standing: &'f Standing) {
        let Standing::Issued(issued) = standing else { return };
        let IssuedKeys { registration: _, recipients, signatures } = issued;
        recipients.iter().filter_map(Pending::known).for_each(|r| self.recipients(r));
        for signatures in signatures.iter().filter_map(Pending::known) {
            let Signatures { first, others } = signatures;
            self.signature(first);
            others.iter().for_each(|signature| self.signature(signature));
        }
    }

    fn agency(&mut self, agency: &'f Agency) {
        let Agency { name, parent, short, place, joint } = agency;
        self.others([name, place]);
        self.others(parent.iter().chain(short));
        for JointAgency { name, parent } in joint {
            self.others([name]);
            self.others(parent);
        }
    }

    fn head(&mut self, head: &'f Head) {
        let Head { subject, urgency: _, secrecy: _, circulation, contact, span: _ } =
            head;
        self.plain(Role::Subject, subject);
        self.others(circulation.iter().chain(contact));
    }

    fn bases(&mut self, bases: &'f Bases) {
        let Bases { style, groups, opening } = bases;
        match style {
            BasisStyle::Section(title) => {
                title.iter().for_each(|title| self.plain(Role::Title, title));
            }
            BasisStyle::List | BasisStyle::Running(_) => {}
        }
        for BasisGroup { lead, items } in groups {
            self.others(lead);
            for item in items {
                match item {
                    Basis::Text(text) => self.plain(Role::Body, text),
                    Basis::Registered(_) => {}
                }
            }
        }
        self.proses(opening);
    }

    fn indicator(&mut self, indicator: &'f Indicator) {
        let Indicator {
            name,
            kind: _,
            value: _,
            start: _,
            target: _,
            years: _,
            direction: _,
            unit: _,
        } = indicator;
        self.plain(Role::Other, name);
    }

    fn appendix(&mut self, appendix: &'f Appendix) {
        let Appendix {
            id: _,
            title,
            orientation: _,
            numbering: _,
            end_mark: _,
            parts,
            span: _,
        } = appendix;
        title.iter().for_each(|title| self.plain(Role::Title, title));
        parts.iter().for_each(|part| self.part(part));
    }

    fn section(&mut self, section: &'f Section) {
        let Section { id: _, title, numbering: _, parts, span: _ } = section;
        if let Some(SectionTitle { text, run_in: _, emphasis: _ }) = title {
            self.plain(Role::Title, text);
        }
        parts.iter().for_each(|part| self.part(part));
    }

    fn part(&mut self, part: &'f SectionPart) {
        match part {
            SectionPart::Prose(prose) => self.prose(prose),
            SectionPart::Numbered(proses) => self.proses(proses),
            SectionPart::Sections(sections) => {
                sections.iter().for_each(|s| self.section(s));
            }
            SectionPart::Objectives(Objectives { items }) => {
                items.iter().for_each(|objective| self.objective(objective));
            }
            SectionPart::Tasks(Tasks { layout, file: _, items }) => {
                self.task_layout(layout);
                self.items(items);
            }
            SectionPart::Units(units) => units.iter().for_each(|unit| self.unit(unit)),
            SectionPart::Budget(budget) => self.budget(budget),
            // Tables are walked where they are kept.
            SectionPart::Table(_) | SectionPart::FromTasks(_) => {}
            SectionPart::FromTargets(table) => self.target_table(table),
            SectionPart::Specimen(items) => {
                items.iter().for_each(|item| self.specimen_item(item));
            }
        }
    }

    fn target_table(&mut self, table: &'f TargetTable) {
        let TargetTable {
            caption,
            unit,
            items,
            order_label,
            columns,
            column_numbers: _,
            notes,
            orientation: _,
            span: _,
        } = table;
        self.others(caption.iter().chain(unit).chain(order_label).chain(notes));
        for item in items {
            match item {
                TargetItem::Group { title, ids: _ } => self.others([title]),
                TargetItem::Indicator(_) => {}
            }
        }
        for TargetColumn { field: _, label, span: _ } in columns.iter().flatten() {
            self.others(label);
        }
    }

    fn specimen_item(&mut self, item: &'f SpecimenItem) {
        match item {
            SpecimenItem::State(_) => {}
            SpecimenItem::Head(head) => self.specimen_texts(head.texts()),
            SpecimenItem::Lines(_, text) => self.specimen_texts([text]),
            SpecimenItem::Frame(SpecimenFrame { text, width: _, height: _, span: _ }) => {
                self.specimen_texts(text);
            }
            SpecimenItem::Signatures(signatures) => {
                signatures.iter().for_each(|s| self.specimen_texts(s.texts()));
            }
            SpecimenItem::Part(part) => self.part(part),
        }
    }

    fn specimen_texts(&mut self, texts: impl IntoIterator<Item = &'f SpecimenText>) {
        for SpecimenText { lines, span } in texts {
            let role = Role::Specimen;
            self.found.extend(lines.iter().map(|pieces| Text {
                role,
                marker: Marker::None,
                pieces,
                span: *span,
            }));
        }
    }

    fn objective(&mut self, objective: &'f Objective) {
        let Objective { scope: _, label, run_in: _, text } = objective;
        label.iter().for_each(|label| self.plain(Role::Title, label));
        self.proses(text);
    }

    fn unit(&mut self, unit: &'f UnitAssignment) {
        let UnitAssignment { id: _, name, lead, text, run_in: _ } = unit;
        self.others(lead);
        self.plain(Role::Title, name);
        self.prose(text);
    }

    fn budget(&mut self, budget: &'f Budget) {
        let Budget { label, amount: _, sources, in_words: _, text, run_in: _, span: _ } =
            budget;
        self.others(label);
        self.sources(sources);
        self.proses(text);
    }

    fn sources(&mut self, sources: &'f [FundingSource]) {
        for FundingSource { name, portion: _, span: _ } in sources {
            match name {
                SourceName::Custom(name) => self.others([name]),
                SourceName::Usual(_) => {}
            }
        }
    }

    /// What stands below the sum of a table.
    fn foot(&mut self, foot: &'f SumFoot) {
        let SumFoot { added, last_label, rounding: _, column: _, words: _, sources } =
            foot;
        for AddedAmount { id: _, label, percent: _, base: _ } in added {
            self.others([label]);
        }
        self.others(last_label);
        self.sources(sources);
    }

    fn table(&mut self, table: &'f TableSpec) {
        let TableSpec {
            id: _,
            caption,
            unit,
            rows,
            key: _,
            order_label: order,
            places: _,
            look: _,
            columns,
            header,
            grouping,
            sort: _,
            total,
            checks: _,
            total_rule: _,
            skip_rule: _,
            notes,
            rounding: _,
            orientation: _,
            // Its words are those of the rows.
            timetable: _,
            span: _,
        } = table;
        self.others(caption.iter().chain(unit));
        self.others(order);
        columns.iter().for_each(|column| self.column(column));
        header.iter().for_each(|header| self.header(header));
        match rows {
            Rows::Typed(rows) => {
                for TypedRow { cells, span: _ } in rows {
                    cells.iter().for_each(|cell| self.cell(cell));
                }
            }
            // What a file says is looked at where it is read.
            Rows::File(_) | Rows::Ready(_) => {}
        }
        if let Some(Grouping { by: _, sums: _, sums_label, numbers: _ }) = grouping {
            self.others(sums_label);
        }
        if let Some(TotalRow { label, first: _, given, foot, span: _ }) = total {
            self.others(label);
            given.iter().for_each(|(_, cell)| self.cell(cell));
            self.foot(foot);
        }
        self.others(notes);
    }

    fn column(&mut self, column: &'f ColumnSpec) {
        let ColumnSpec {
            id: _,
            label,
            kind: _,
            places: _,
            formula: _,
            hidden: _,
            in_file: _,
            scale: _,
            divided: _,
            grouping: _,
            unit: _,
            total: _,
            sign: _,
            look: _,
            span: _,
        } = column;
        self.others([label]);
    }

    fn cell(&mut self, cell: &'f TypedCell) {
        let TypedCell { plain, text: _, reach: _, span: _ } = cell;
        self.others(plain);
    }

    fn header(&mut self, header: &'f Header) {
        match header {
            Header::Group { label, children } => {
                self.others([label]);
                children.iter().for_each(|header| self.header(header));
            }
            // The label of a column is walked with the column.
            Header::Column(_) => {}
        }
    }

    fn recipients(&mut self, recipients: &'f Recipients) {
        let Recipients { items, span: _ } = recipients;
        for recipient in items {
            match recipient {
                Recipient::Name(text) | Recipient::Filed(text) => {
                    self.plain(Role::Recipient, text);
                }
                Recipient::Label(text) => self.plain(Role::Other, text),
            }
        }
    }

    fn signature(&mut self, signature: &'f Signature) {
        for (_, words) in signature.texts() {
            self.plain(Role::Signature, words);
        }
    }
}
