//! One reference of one formula → what it refers to, or an error at the part that names
//! nothing.

use crate::form::{ColumnId, Form, TableId, TableSpec, UNIT, UNITS, WholePeriod};
use crate::formula::{FormulaError, Ident, Ref, RefContext, RefStep, RowSelector};

use super::super::table::RowPlace;
use super::index::normalize_id;
use super::{BudgetPick, FormNames, IndicatorPart, ResolvedRef, RowKey, words};

/// A reference of a formula is asked for: where it stands decides what its names mean.
pub(super) struct Resolver<'n, 'f> {
    pub(super) names: &'n FormNames<'f>,
    /// The whole formula, or the whole expression of a text.
    pub(super) text: &'n str,
    /// The table in whose rows the formula stands, if it stands in one.
    pub(super) table: Option<TableId>,
    /// Whether it is an expression of a text, which prints what it reads.
    pub(super) prints: bool,
}

impl Resolver<'_, '_> {
    pub(super) fn form(&self) -> &Form {
        self.names.form
    }

    fn spec(&self, table: TableId) -> &TableSpec {
        &self.form().tables[table]
    }

    /// What a reference refers to. Names nearer to the formula win, so that a form may get
    /// a new table without changing what the formulas of its rows mean.
    pub(super) fn resolve(
        &self,
        reference: &Ref,
        wanted: RefContext,
    ) -> Result<ResolvedRef, Option<FormulaError>> {
        let head = &reference.head;
        let steps = &reference.steps[..];
        // In a row of a table first its own columns.
        if steps.is_empty()
            && let Some(table) = self.table
            && let Some(column) = self.column_of(table, &head.name)
        {
            return Ok(match wanted {
                RefContext::Cell => ResolvedRef::OwnColumn(column),
                RefContext::Column(_) => ResolvedRef::Column { table, column },
            });
        }
        // Then the words of the language, which no table can be called; then the tables.
        match head.name.as_str() {
            "nam" if steps.is_empty() && self.is_without_year() => Err(None),
            "nam" if steps.is_empty() => Ok(ResolvedRef::Year),
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

    /// Whether a text reads a year that the form does not have, which is a finding there.
    fn is_without_year(&self) -> bool {
        self.prints && self.form().year.is_none()
    }

    /// A first name that names nothing. What is offered instead depends on what could
    /// stand there: a value of a text, a column of the row, a table.
    fn unknown_head(&self, head: &Ident, steps: &[RefStep]) -> FormulaError {
        let tables = self.form().tables.iter().filter_map(|t| t.id.as_ref());
        let tables: Vec<_> = tables.map(|id| id.value.as_str()).collect();
        let columns: Vec<_> =
            self.table.map_or_else(Vec::new, |h| list_column_ids(self.spec(h)));
        if self.prints && steps.is_empty() {
            return self.unknown_value(head, &tables);
        }
        // The value of an indicator, most likely typed as words: `khoảng`.
        if steps.is_empty() && self.table.is_none() {
            let word = self.text.get(head.range.clone()).unwrap_or(&head.name);
            return FormulaError::new(
                head.range.clone(),
                format!("“{word}” không phải là số, cũng không phải là công thức"),
            )
            .label("cần một con số, hoặc công thức")
            .hint("công thức ghi như `ngheo.tong.giam`, `chi_tieu.ty_le.dau`, `tong(ngheo.dau)`");
        }
        let (thing, known) = if steps.is_empty() && self.table.is_some() {
            ("cột", columns)
        } else {
            let agency = self.prints.then_some("co_quan");
            let groups = ["chi_tieu", "kinh_phi"].into_iter().chain(agency);
            ("bảng", tables.into_iter().chain(groups).collect())
        };
        FormulaError::unknown_name(self.text, head.range.clone(), thing, known)
    }

    /// The index of an indicator.
    pub(super) fn indicator_of(&self, id: &Ident) -> Result<usize, Option<FormulaError>> {
        if let Some(index) = self.names.index.indicators.get(&id.name) {
            return Ok(*index);
        }
        if self.names.is_broken(&id.name) {
            return Err(None);
        }
        let known = self.form().indicators.iter().map(|(id, _)| id.value.as_str());
        Err(Some(FormulaError::unknown_name(
            self.text,
            id.range.clone(),
            "chỉ tiêu",
            known,
        )))
    }

    /// What a reference to a table refers to, by its steps: a column within a function,
    /// `.tong.cot`, `.cuoi.cot`, `.thue.cot`, `.nhom["tên"].cot`, `["hàng"].cot`.
    fn in_table(
        &self,
        head: &Ident,
        table: TableId,
        steps: &[RefStep],
        wanted: RefContext,
    ) -> Result<ResolvedRef, Option<FormulaError>> {
        // In the form of a unit the table of units is the unit's own row.
        if let Some(unit) = self.unit_of(table)
            && let [RefStep::Member(column)] = steps
            && column.name != "tong"
        {
            return self.in_unit_row(column, unit, wanted);
        }
        if let [RefStep::Member(row), RefStep::Member(column)] = steps
            && let Some(place) = self.find_sum_row(table, &row.name)
        {
            let column = self.column(table, column)?;
            return Ok(match place {
                RowPlace::Foot(row) => ResolvedRef::Foot { table, row, column },
                _ => ResolvedRef::Total { table, column },
            });
        }
        match steps {
            [RefStep::Member(column)] if matches!(wanted, RefContext::Column(_)) => {
                let column = self.column(table, column)?;
                Ok(ResolvedRef::Column { table, column })
            }
            [
                RefStep::Member(group),
                RefStep::Row(RowSelector::Text { text, .. }),
                RefStep::Member(column),
            ] if group.name == "nhom" => {
                let column = self.column(table, column)?;
                Ok(ResolvedRef::Group { table, name: text.clone(), column })
            }
            [RefStep::Row(key), RefStep::Member(column)] => {
                let column = self.column(table, column)?;
                let row = match key {
                    RowSelector::Text { text, .. } => RowKey::Literal(text.clone()),
                    RowSelector::Column(name) => {
                        RowKey::FromColumn(self.own_column(name)?)
                    }
                };
                Ok(ResolvedRef::Cell { table, row, column })
            }
            [RefStep::Member(row), RefStep::Member(_)] if self.has_foot(table) => {
                Err(Some(self.unknown_foot_row(table, row)))
            }
            _ => Err(Some(self.whole_table(head, table))),
        }
    }

    /// The unit whose form this is, where a table is that of the units.
    fn unit_of(&self, table: TableId) -> Option<&str> {
        let shared = &self.form().set_inputs;
        let is_units = table == UNITS && shared.tables > 0;
        shared.unit.as_deref().filter(|_| is_units)
    }

    /// `don_vi.cot` in the form of a unit: the unit's own row.
    fn in_unit_row(
        &self,
        column: &Ident,
        unit: &str,
        wanted: RefContext,
    ) -> Result<ResolvedRef, Option<FormulaError>> {
        let index = self.column(UNITS, column)?;
        if matches!(wanted, RefContext::Column(_)) {
            return Err(Some(self.of_all_units(column)));
        }
        let row = RowKey::Literal(unit.to_owned());
        Ok(ResolvedRef::Cell { table: UNITS, row, column: index })
    }

    /// In the form of a unit, `don_vi` is its own row: it has nothing to add up.
    fn of_all_units(&self, column: &Ident) -> FormulaError {
        let message = "trong biểu mẫu, `don_vi` là hàng của một đơn vị, không cộng được";
        FormulaError::new(column.range.clone(), message)
            .label("cần số của đơn vị, hoặc tổng của mọi đơn vị")
            .hint(format!("tổng của mọi đơn vị là `{UNIT}.tong.{}`", column.name))
    }

    /// A table without a cell of it; the hint shows the ways to read it, with a column
    /// that it has.
    fn whole_table(&self, head: &Ident, table: TableId) -> FormulaError {
        let name = &head.name;
        let column = list_column_ids(self.spec(table)).pop().unwrap_or("cot");
        FormulaError::new(head.range.clone(), format!("`{name}` là cả một bảng"))
            .label("cần nói rõ ô nào của bảng")
            .hint(format!(
                "hàng tổng là `{name}.tong.{column}`; một hàng là `{name}[\"tên hàng\"].{column}`"
            ))
    }

    /// A column of the formula's own table, as the name of a row of another one.
    fn own_column(&self, ident: &Ident) -> Result<ColumnId, Option<FormulaError>> {
        if let Some(table) = self.table {
            return self.column(table, ident);
        }
        let known: [&str; 0] = [];
        let error =
            FormulaError::unknown_name(self.text, ident.range.clone(), "cột", known);
        let hint = format!("tên hàng đặt trong dấu nháy: [\"{}\"]", ident.name);
        Err(Some(error.hint(hint)))
    }

    /// The sum of a table, or the row below it, that a name stands for: `cuoi` is the last
    /// total, or the sum itself where nothing stands below it.
    fn find_sum_row(&self, table: TableId, name: &str) -> Option<RowPlace> {
        let total = self.spec(table).total.as_ref();
        let foot = total.map(|total| &total.foot);
        match name {
            "tong" => return Some(RowPlace::Total),
            "cuoi" => {
                let last = foot.filter(|foot| foot.has_last());
                let last = last.map(|foot| foot.added.len());
                return Some(last.map_or(RowPlace::Total, RowPlace::Foot));
            }
            _ => {}
        }
        let mut added = foot?.added.iter();
        let row = added.position(|amount| normalize_id(&amount.id.value) == name)?;
        Some(RowPlace::Foot(row))
    }

    /// Whether a table has a row below its sum that formulas read.
    fn has_foot(&self, table: TableId) -> bool {
        self.spec(table).total.as_ref().is_some_and(|total| total.foot.has_last())
    }

    /// A row below the sum that a table does not have.
    fn unknown_foot_row(&self, table: TableId, row: &Ident) -> FormulaError {
        let total = self.spec(table).total.as_ref();
        let added = total.into_iter().flat_map(|total| &total.foot.added);
        let added = added.map(|amount| amount.id.value.as_str());
        let known = ["tong", "cuoi"].into_iter().chain(added);
        FormulaError::unknown_name(self.text, row.range.clone(), "hàng", known)
    }

    fn column(
        &self,
        table: TableId,
        ident: &Ident,
    ) -> Result<ColumnId, Option<FormulaError>> {
        self.column_of(table, &ident.name).ok_or_else(|| {
            let known = list_column_ids(self.spec(table));
            Some(FormulaError::unknown_name(self.text, ident.range.clone(), "cột", known))
        })
    }

    /// A figure of an indicator: `chi_tieu.ma`, `chi_tieu.ma.dau`.
    fn indicator(
        &self,
        head: &Ident,
        steps: &[RefStep],
    ) -> Result<ResolvedRef, Option<FormulaError>> {
        // Which indicator, which of its figures, and whether the form has that one.
        let (id, rest) = match steps {
            [RefStep::Member(id), rest @ ..] => (id, rest),
            _ => return Err(Some(explain_indicator_steps(head))),
        };
        let index = self.indicator_of(id)?;
        let part = match rest {
            [] => IndicatorPart::Value,
            [RefStep::Member(named)] => self.named_part(index, named)?,
            [RefStep::Row(year)] => self.year_part(index, year)?,
            [RefStep::Row(year), RefStep::Member(named)] => {
                self.year_change(index, year, named)?
            }
            _ => return Err(Some(explain_indicator_steps(head))),
        };
        Ok(ResolvedRef::Indicator { index, part })
    }

    /// A figure that an indicator has a word for.
    fn named_part(
        &self,
        index: usize,
        named: &Ident,
    ) -> Result<IndicatorPart, Option<FormulaError>> {
        let part = IndicatorPart::NAMED.iter().find(|(_, name)| *name == named.name);
        let Some((part, _)) = part else {
            let words = words::INDICATOR_WORDS.iter().copied().filter(|_| self.prints);
            let known = words.chain(IndicatorPart::NAMED.iter().map(|(_, name)| *name));
            return Err(Some(FormulaError::unknown_name(
                self.text,
                named.range.clone(),
                "giá trị",
                known,
            )));
        };
        self.require_part(index, *part, named)?;
        Ok(*part)
    }

    /// Makes sure that the form gives an indicator what a figure of it is computed from.
    fn require_part(
        &self,
        index: usize,
        part: IndicatorPart,
        named: &Ident,
    ) -> Result<(), Option<FormulaError>> {
        let (id, indicator) = &self.form().indicators[index];
        let years = indicator.years.as_ref();
        let sums_up = years.is_some_and(|years| years.whole == WholePeriod::Sum);
        let lacks_goal = indicator.target.is_none() && years.is_none();
        let lacks = match part {
            IndicatorPart::Drop | IndicatorPart::Rise if sums_up => {
                return Err(Some(self.sums_up(id, named)));
            }
            IndicatorPart::Sum if !sums_up => {
                return Err(Some(self.lacks_sum(id, named)));
            }
            IndicatorPart::Start | IndicatorPart::Drop | IndicatorPart::Rise
                if indicator.start.is_none() =>
            {
                "dau"
            }
            IndicatorPart::Goal | IndicatorPart::Drop | IndicatorPart::Rise
                if lacks_goal =>
            {
                "muc_tieu"
            }
            _ => return Ok(()),
        };
        // A change lacks the first of its two ends that is not there.
        let message = format!("chỉ tiêu `{}` chưa có `{lacks}`", id.value);
        Err(Some(
            FormulaError::new(named.range.clone(), message)
                .label("chưa tính được giá trị này")
                .hint(format!("thêm `{lacks}:` vào chỉ tiêu `{}`", id.value)),
        ))
    }
}

/// An indicator is named by its id, and its figures behind that.
fn explain_indicator_steps(head: &Ident) -> FormulaError {
    FormulaError::new(head.range.clone(), "sau `chi_tieu` cần mã của một chỉ tiêu")
        .label("ví dụ: chi_tieu.giam_ngheo")
        .hint("số của một năm ghi như: chi_tieu.giam_ngheo[\"2026\"]")
}

/// `don_vi` in a form that belongs to no set.
fn explain_no_set(head: &Ident) -> FormulaError {
    let message = format!("`{UNIT}` chỉ có trong biểu mẫu của một bộ kế hoạch");
    FormulaError::new(head.range.clone(), message)
        .label("biểu này đứng riêng, không có đơn vị nào")
        .hint("chạy cả bộ: kehoach batch bo-ke-hoach.yaml")
}

/// A sum of the tasks' money: `kinh_phi.tong`, `kinh_phi.nguon.ten`, `kinh_phi["ma"]`.
fn resolve_budget(
    head: &Ident,
    steps: &[RefStep],
) -> Result<ResolvedRef, Option<FormulaError>> {
    Ok(ResolvedRef::Budget(match steps {
        [RefStep::Member(total)] if total.name == "tong" => BudgetPick::Total,
        [RefStep::Member(nguon), RefStep::Member(source)] if nguon.name == "nguon" => {
            BudgetPick::Source(source.name.clone())
        }
        [RefStep::Member(nguon), RefStep::Row(RowSelector::Text { text, .. })]
            if nguon.name == "nguon" =>
        {
            BudgetPick::Source(text.clone())
        }
        [RefStep::Row(RowSelector::Text { text, .. })] => BudgetPick::Task(text.clone()),
        _ => {
            return Err(Some(
                FormulaError::new(head.range.clone(), "`kinh_phi` là kinh phí của mọi nhiệm vụ")
                    .label("cần nói rõ số nào")
                    .hint("tổng là `kinh_phi.tong`; một nhiệm vụ là `kinh_phi[\"mã nhiệm vụ\"]`; một nguồn là `kinh_phi.nguon[\"tên nguồn\"]`"),
            ));
        }
    }))
}

/// The ids of the columns of a table.
fn list_column_ids(table: &TableSpec) -> Vec<&str> {
    table
        .columns
        .iter()
        .filter_map(|c| c.id.as_ref())
        .map(|id| id.value.as_str())
        .collect()
}
