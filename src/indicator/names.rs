//! From the names of formulas and of `{{ … }}` to what they stand for.

mod index;
mod words;

use std::sync::Arc;

use crate::form::{ColumnId, Form, Table, TableColumn, TableId, UNIT, UNITS};
use crate::formula::{Fault, Ident, Key, Ref, Step, Use};

pub(super) use index::NameIndex;
pub use words::Words;

/// What a reference stands for.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Target {
    /// A column of the table at work: its cell in the row at work.
    Own(ColumnId),
    /// A cell of a table.
    Cell {
        /// The table.
        table: TableId,
        /// Which row.
        row: RowName,
        /// The column.
        column: ColumnId,
    },
    /// The sums of a group.
    Group {
        /// The table.
        table: TableId,
        /// Name of the group.
        name: String,
        /// The column.
        column: ColumnId,
    },
    /// The total of a column.
    Total {
        /// The table.
        table: TableId,
        /// The column.
        column: ColumnId,
    },
    /// All cells of a column, within a function over them.
    Column {
        /// The table.
        table: TableId,
        /// The column.
        column: ColumnId,
    },
    /// A named figure.
    Indicator {
        /// Its index.
        index: usize,
        /// Which of its figures.
        part: Part,
    },
    /// The money of the tasks.
    Budget(BudgetPick),
    /// The year of the plan.
    Year,
}

impl Target {
    /// The column that it reads, with its table; `here` is the table at work.
    #[must_use]
    pub fn column_in(&self, here: TableId) -> Option<TableColumn> {
        match self {
            Self::Own(column) => Some(TableColumn { table: here, column: *column }),
            Self::Cell { table, column, .. }
            | Self::Group { table, column, .. }
            | Self::Total { table, column }
            | Self::Column { table, column } => {
                Some(TableColumn { table: *table, column: *column })
            }
            Self::Indicator { .. } | Self::Budget(_) | Self::Year => None,
        }
    }

    /// Whether what it refers to differs from row to row.
    pub(super) fn is_of_row(&self) -> bool {
        matches!(self, Self::Own(_) | Self::Cell { row: RowName::ByOwn(_), .. })
    }

    /// The table that it is of.
    #[must_use]
    pub fn table(&self) -> Option<TableId> {
        match self {
            Self::Cell { table, .. }
            | Self::Group { table, .. }
            | Self::Total { table, .. }
            | Self::Column { table, .. } => Some(*table),
            Self::Own(_) | Self::Indicator { .. } | Self::Budget(_) | Self::Year => None,
        }
    }
}

/// How a row of a table is named.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum RowName {
    /// By its own name.
    Literal(String),
    /// By what the row at work holds in this column.
    ByOwn(ColumnId),
}

/// Which figure of an indicator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Part {
    /// Its value; the target where it has no other.
    Value,
    /// Its value at the start.
    Start,
    /// Its target.
    Goal,
    /// By how much the target is lower than the start.
    Drop,
    /// By how much the target is higher than the start.
    Rise,
}

impl Part {
    /// All but the value itself, with the names that read them.
    pub const NAMED: [(Self, &'static str); 4] = [
        (Self::Start, "dau"),
        (Self::Goal, "muc_tieu"),
        (Self::Drop, "giam"),
        (Self::Rise, "tang"),
    ];
}

/// Which sum of the tasks' money.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum BudgetPick {
    /// Of all tasks.
    Total,
    /// Of one task, by its id.
    Task(String),
    /// Of one source, by its key or name.
    Source(String),
}

/// The names of a form, each folded once: a form may have thousands, and every formula
/// looks some up.
#[derive(Debug, Clone)]
pub struct Names<'f> {
    form: &'f Form,
    index: Arc<NameIndex>,
}

impl<'f> Names<'f> {
    /// The names of a form.
    #[must_use]
    pub fn new(form: &'f Form) -> Self {
        Self::indexed(form, Arc::new(NameIndex::of(form)))
    }

    /// The names of a form of which the index is made already.
    pub(super) fn indexed(form: &'f Form, index: Arc<NameIndex>) -> Self {
        Self { form, index }
    }

    /// The form.
    #[must_use]
    pub fn form(&self) -> &'f Form {
        self.form
    }

    pub(super) fn index(&self) -> &Arc<NameIndex> {
        &self.index
    }

    /// Whether a name is that of something that could not be read, which has findings of
    /// its own.
    #[must_use]
    pub fn is_broken(&self, name: &str) -> bool {
        self.index.broken.contains(&index::normalize_name(name))
    }

    /// What a reference of a text stands for, words apart.
    ///
    /// # Errors
    ///
    /// As [`Names::find`].
    pub fn find_in_text(
        &self,
        text: &str,
        reference: &Ref,
        wanted: Use,
    ) -> Result<Target, Option<Fault>> {
        let asked = Resolver { names: self, text, here: None, prints: true };
        asked.head(reference, wanted)
    }

    /// What a reference stands for. `here` is the table in whose row the formula
    /// stands, if it stands in one; `text` the whole formula.
    ///
    /// # Errors
    ///
    /// A fault at the part that names nothing. `None` within where that part names
    /// something that could not be read, which has findings of its own.
    pub fn find(
        &self,
        text: &str,
        reference: &Ref,
        here: Option<TableId>,
        wanted: Use,
    ) -> Result<Target, Option<Fault>> {
        let asked = Resolver { names: self, text, here, prints: false };
        asked.head(reference, wanted)
    }
}

struct Resolver<'n, 'f> {
    names: &'n Names<'f>,
    text: &'n str,
    here: Option<TableId>,
    /// Whether the reference stands in a text.
    prints: bool,
}

impl Resolver<'_, '_> {
    fn form(&self) -> &Form {
        self.names.form
    }

    fn table(&self, table: TableId) -> &Table {
        &self.form().tables[table]
    }

    fn head(&self, reference: &Ref, wanted: Use) -> Result<Target, Option<Fault>> {
        let (head, steps) = (&reference.head, &reference.steps[..]);
        if steps.is_empty()
            && let Some(here) = self.here
            && let Some(column) = self.column_of(here, &head.name)
        {
            return Ok(match wanted {
                Use::Cell => Target::Own(column),
                Use::Column(_) => Target::Column { table: here, column },
            });
        }
        match head.name.as_str() {
            "nam" if steps.is_empty() && self.is_without_year() => Err(None),
            "nam" if steps.is_empty() => Ok(Target::Year),
            "chi_tieu" => self.indicator(head, steps),
            "kinh_phi" => resolve_budget(head, steps),
            UNIT if self.table_of(UNIT).is_none() => Err(Some(explain_no_set(head))),
            _ => match self.table_of(&head.name) {
                Some(table) => self.in_table(head, table, steps, wanted),
                None if self.names.is_broken(&head.name) => Err(None),
                None => Err(Some(self.unknown_head(head, steps))),
            },
        }
    }

    fn table_of(&self, name: &str) -> Option<TableId> {
        self.names.index.tables.get(name).copied()
    }

    fn column_of(&self, table: TableId, name: &str) -> Option<ColumnId> {
        self.names.index.columns.get(table)?.get(name).copied()
    }

    /// Whether a text reads a year that the form does not have, which is told there.
    fn is_without_year(&self) -> bool {
        self.prints && self.form().year.is_none()
    }

    fn unknown_head(&self, head: &Ident, steps: &[Step]) -> Fault {
        let tables = self.form().tables.iter().filter_map(|t| t.id.as_ref());
        let tables: Vec<_> = tables.map(|id| id.value.as_str()).collect();
        let columns: Vec<_> =
            self.here.map_or_else(Vec::new, |h| list_ids(self.table(h)));
        if self.prints && steps.is_empty() {
            return self.unknown_value(head, &tables);
        }
        if steps.is_empty() && self.here.is_none() {
            let word = self.text.get(head.at.clone()).unwrap_or(&head.name);
            return Fault::new(
                head.at.clone(),
                format!("“{word}” không phải là số, cũng không phải là công thức"),
            )
            .label("cần một con số, hoặc công thức")
            .hint("công thức ghi như `ngheo.tong.giam`, `chi_tieu.ty_le.dau`, `tong(ngheo.dau)`");
        }
        let (thing, known) = if steps.is_empty() && self.here.is_some() {
            ("cột", columns)
        } else {
            let agency = self.prints.then_some("co_quan");
            let groups = ["chi_tieu", "kinh_phi"].into_iter().chain(agency);
            ("bảng", tables.into_iter().chain(groups).collect())
        };
        Fault::unknown_name(self.text, head.at.clone(), thing, known)
    }

    /// The index of an indicator.
    fn indicator_of(&self, id: &Ident) -> Result<usize, Option<Fault>> {
        if let Some(index) = self.names.index.indicators.get(&id.name) {
            return Ok(*index);
        }
        if self.names.is_broken(&id.name) {
            return Err(None);
        }
        let known = self.form().indicators.iter().map(|(at, _)| at.value.as_str());
        let at = id.at.clone();
        Err(Some(Fault::unknown_name(self.text, at, "chỉ tiêu", known)))
    }

    fn in_table(
        &self,
        head: &Ident,
        table: TableId,
        steps: &[Step],
        wanted: Use,
    ) -> Result<Target, Option<Fault>> {
        let name = &head.name;
        let over = matches!(wanted, Use::Column(_));
        let shared = &self.form().shared;
        if let Some(unit) =
            shared.unit.as_ref().filter(|_| table == UNITS && shared.tables > 0)
            && let [Step::Member(column)] = steps
            && column.name != "tong"
        {
            let index = self.column(table, column)?;
            if over {
                return Err(Some(self.of_all_units(column)));
            }
            let row = RowName::Literal(unit.clone());
            return Ok(Target::Cell { table, row, column: index });
        }
        match steps {
            [Step::Member(column)] if over => {
                let column = self.column(table, column)?;
                Ok(Target::Column { table, column })
            }
            [Step::Member(total), Step::Member(column)] if total.name == "tong" => {
                let column = self.column(table, column)?;
                Ok(Target::Total { table, column })
            }
            [
                Step::Member(group),
                Step::Row(Key::Text { text, .. }),
                Step::Member(column),
            ] if group.name == "nhom" => {
                let column = self.column(table, column)?;
                Ok(Target::Group { table, name: text.clone(), column })
            }
            [Step::Row(key), Step::Member(column)] => {
                let column = self.column(table, column)?;
                let row = match key {
                    Key::Text { text, .. } => RowName::Literal(text.clone()),
                    Key::Column(own) => RowName::ByOwn(self.own(own)?),
                };
                Ok(Target::Cell { table, row, column })
            }
            _ => {
                let fault =
                    Fault::new(head.at.clone(), format!("`{name}` là cả một bảng"))
                        .label("cần nói rõ ô nào của bảng")
                        .hint(self.ways(name, table));
                Err(Some(fault))
            }
        }
    }

    /// In the form of a unit, `don_vi` is its own row: it has nothing to add up.
    fn of_all_units(&self, column: &Ident) -> Fault {
        let message = "trong biểu mẫu, `don_vi` là hàng của một đơn vị, không cộng được";
        Fault::new(column.at.clone(), message)
            .label("cần số của đơn vị, hoặc tổng của mọi đơn vị")
            .hint(format!("tổng của mọi đơn vị là `{UNIT}.tong.{}`", column.name))
    }

    /// The ways to read a table, with a column that it has.
    fn ways(&self, name: &str, table: TableId) -> String {
        let column = list_ids(self.table(table)).pop().unwrap_or("cot");
        format!(
            "hàng tổng là `{name}.tong.{column}`; một hàng là `{name}[\"tên hàng\"].{column}`"
        )
    }

    fn own(&self, ident: &Ident) -> Result<ColumnId, Option<Fault>> {
        let here = self.here.map(|here| self.table(here));
        let found = self.here.and_then(|table| self.column_of(table, &ident.name));
        found.ok_or_else(|| {
            let known = here.map_or_else(Vec::new, list_ids);
            let fault = Fault::unknown_name(self.text, ident.at.clone(), "cột", known);
            Some(if here.is_none() {
                fault.hint(format!("tên hàng đặt trong dấu nháy: [\"{}\"]", ident.name))
            } else {
                fault
            })
        })
    }

    fn column(&self, table: TableId, ident: &Ident) -> Result<ColumnId, Option<Fault>> {
        self.column_of(table, &ident.name).ok_or_else(|| {
            let known = list_ids(self.table(table));
            Some(Fault::unknown_name(self.text, ident.at.clone(), "cột", known))
        })
    }

    fn indicator(&self, head: &Ident, steps: &[Step]) -> Result<Target, Option<Fault>> {
        let (id, part) = match steps {
            [Step::Member(id)] => (id, None),
            [Step::Member(id), Step::Member(part)] => (id, Some(part)),
            _ => {
                let fault =
                    Fault::new(head.at.clone(), "sau `chi_tieu` cần mã của một chỉ tiêu")
                        .label("ví dụ: chi_tieu.giam_ngheo");
                return Err(Some(fault));
            }
        };
        let index = self.indicator_of(id)?;
        let Some(named) = part else {
            return Ok(Target::Indicator { index, part: Part::Value });
        };
        let part = Part::NAMED.iter().find(|(_, name)| *name == named.name);
        let Some((part, _)) = part else {
            let words = words::OF_INDICATOR.iter().copied().filter(|_| self.prints);
            let known = words.chain(Part::NAMED.iter().map(|(_, name)| *name));
            return Err(Some(Fault::unknown_name(
                self.text,
                named.at.clone(),
                "giá trị",
                known,
            )));
        };
        self.has_part(index, *part, named)?;
        Ok(Target::Indicator { index, part: *part })
    }

    fn has_part(
        &self,
        index: usize,
        part: Part,
        at: &Ident,
    ) -> Result<(), Option<Fault>> {
        let (id, indicator) = &self.form().indicators[index];
        let lacks = match part {
            Part::Value => None,
            Part::Start if indicator.start.is_none() => Some("dau"),
            Part::Goal if indicator.target.is_none() => Some("muc_tieu"),
            Part::Drop | Part::Rise if indicator.start.is_none() => Some("dau"),
            Part::Drop | Part::Rise if indicator.target.is_none() => Some("muc_tieu"),
            Part::Start | Part::Goal | Part::Drop | Part::Rise => None,
        };
        let Some(key) = lacks else { return Ok(()) };
        let message = format!("chỉ tiêu `{}` chưa có `{key}`", id.value);
        Err(Some(
            Fault::new(at.at.clone(), message)
                .label("chưa tính được giá trị này")
                .hint(format!("thêm `{key}:` vào chỉ tiêu `{}`", id.value)),
        ))
    }
}

fn explain_no_set(head: &Ident) -> Fault {
    let message = format!("`{UNIT}` chỉ có trong biểu mẫu của một bộ kế hoạch");
    Fault::new(head.at.clone(), message)
        .label("biểu này đứng riêng, không có đơn vị nào")
        .hint("chạy cả bộ: kehoach batch bo-ke-hoach.yaml")
}

fn resolve_budget(head: &Ident, steps: &[Step]) -> Result<Target, Option<Fault>> {
    Ok(Target::Budget(match steps {
        [Step::Member(total)] if total.name == "tong" => BudgetPick::Total,
        [Step::Member(nguon), Step::Member(source)] if nguon.name == "nguon" => {
            BudgetPick::Source(source.name.clone())
        }
        [Step::Member(nguon), Step::Row(Key::Text { text, .. })]
            if nguon.name == "nguon" =>
        {
            BudgetPick::Source(text.clone())
        }
        [Step::Row(Key::Text { text, .. })] => BudgetPick::Task(text.clone()),
        _ => {
            return Err(Some(
                Fault::new(head.at.clone(), "`kinh_phi` là kinh phí của mọi nhiệm vụ")
                    .label("cần nói rõ số nào")
                    .hint("tổng là `kinh_phi.tong`; một nhiệm vụ là `kinh_phi[\"mã nhiệm vụ\"]`; một nguồn là `kinh_phi.nguon[\"tên nguồn\"]`"),
            ));
        }
    }))
}

fn list_ids(table: &Table) -> Vec<&str> {
    table
        .columns
        .iter()
        .filter_map(|c| c.id.as_ref())
        .map(|id| id.value.as_str())
        .collect()
}
