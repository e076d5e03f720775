//! Where a number comes from, for a reader.

use std::collections::BTreeSet;

use crate::document::{Appearance, ShownBy};
use crate::form::{ColumnId, TableId};
use crate::formula::{Aggregate, Value};
use crate::indicator::{
    BudgetPick, Derivation, Explanation, FigureId, GivenCell, IndicatorPart, RowPlace,
    SumParts, ValueOrigin, WorkedFormula, format_exactly,
};
use crate::language;
use crate::prose::Plain;
use crate::quantity::{BLANK, Day, Figure, Style};
use crate::source::Span;

use super::Trace;

/// The page of a number: what it is, how it is computed, from what, and where it prints.
pub(super) fn format_trace(trace: &Trace<'_>) -> String {
    let mut page = TraceText { trace, text: String::new(), described: BTreeSet::new() };
    page.head();
    page.tree();
    page.places();
    page.text
}

struct TraceText<'t> {
    trace: &'t Trace<'t>,
    text: String,
    /// Formulas whose place is given already.
    described: BTreeSet<Span>,
}

impl TraceText<'_> {
    fn line(&mut self, depth: usize, line: &str) {
        self.text.push_str(&"  ".repeat(depth));
        self.text.push_str(&language::show_hidden(line));
        self.text.push('\n');
    }

    /// The number itself: what it is, how it is computed and rounded, whether it is given.
    /// Lines are made before they are added, since making one may note a formula as shown.
    fn head(&mut self) {
        let number = &self.trace.number;
        self.line(0, &format!("{} = {}", number.name, format_shown(number)));
        self.line(0, "");
        self.line(0, &format!("Là: {}", self.trace.describe(&number.figure)));
        match &number.derivation {
            Derivation::Typed(origin) => {
                let origin = self.origin(origin);
                self.line(0, &format!("Ghi sẵn: {origin}"));
            }
            Derivation::Formula(worked) => {
                let place = self.formula_place(worked);
                self.line(0, &format!("Công thức: {}{place}", worked.formula));
                let result = self.result();
                self.line(0, &format!("Thay số: {}{result}", worked.numbers));
            }
            Derivation::Rows(parts) => {
                let result = self.result();
                let made = describe_parts(&number.figure, parts);
                self.line(0, &format!("Cách tính: {made}{result}"));
            }
            Derivation::Repeated | Derivation::Nowhere => {
                self.line(0, "Chưa có số liệu.");
            }
        }
        if let Some(given) = &number.given {
            let line = self.given(given);
            self.line(0, &line);
        }
    }

    /// ` = 0,033009708…; làm tròn 2 chữ số lẻ: 3,30%`
    fn result(&self) -> String {
        let number = &self.trace.number;
        let Some(Value::Number(value)) = &number.value else {
            return format!(" = {}", format_shown(number));
        };
        let exact = format_exactly(value);
        match explain_rounding(number) {
            Some(rounded) => format!(" = {exact}; {rounded}"),
            None => format!(" = {exact}"),
        }
    }

    fn given(&self, given: &GivenCell) -> String {
        let origin = self.origin(&given.origin);
        let number = &self.trace.number;
        let what = match number.value {
            Some(Value::Text(_)) => "chữ",
            Some(Value::Date(_)) => "ngày",
            Some(Value::Number(_) | Value::Pending) | None => "số",
        };
        let subject = language::capitalize_first(what);
        match (&given.differs, &number.value) {
            (Some(differs), Some(computed)) => format!(
                "{subject} này cũng được ghi sẵn là {}, khác {what} tính được {} ({origin})",
                format_as_typed(differs, number.style),
                format_as_typed(computed, number.style)
            ),
            _ => format!(
                "{subject} này cũng được ghi sẵn, đúng với {what} tính được ({origin})"
            ),
        }
    }

    fn tree(&mut self) {
        let inputs = list_operands(&self.trace.number);
        if inputs.is_empty() {
            return;
        }
        self.line(0, "");
        self.line(0, "Tính từ:");
        let trace = self.trace;
        self.inputs(&trace.number, 1);
    }

    fn inputs(&mut self, number: &Explanation, depth: usize) {
        for input in list_operands(number) {
            self.input(input, depth);
        }
        if let Derivation::Rows(parts) = &number.derivation
            && parts.count > parts.first.len()
        {
            let more = parts.count - parts.first.len();
            self.line(
                depth,
                &format!("… và {more} {} nữa", name_counted(&number.figure)),
            );
        }
    }

    /// A number of the tree in one line, and what it is computed from below it.
    fn input(&mut self, input: &Explanation, depth: usize) {
        let value = format_shown(input);
        let how = match &input.derivation {
            Derivation::Typed(origin) => format!(" ({})", self.origin(origin)),
            Derivation::Formula(worked) => {
                let place = self.formula_place(worked);
                format!(": {} = {}{place}", worked.formula, worked.numbers)
            }
            Derivation::Rows(parts) => {
                format!(": {}", describe_parts(&input.figure, parts))
            }
            Derivation::Repeated => " (đã nêu ở trên)".to_owned(),
            Derivation::Nowhere => String::new(),
        };
        self.line(depth, &format!("{} = {value}{how}", input.name));
        self.inputs(input, depth + 1);
    }

    /// Where a formula stands, the first time it is shown.
    fn formula_place(&mut self, worked: &WorkedFormula) -> String {
        match worked.span.filter(|span| self.described.insert(*span)) {
            Some(span) => format!(" ({})", self.trace.place(span)),
            None => String::new(),
        }
    }

    fn origin(&self, origin: &ValueOrigin) -> String {
        match origin {
            ValueOrigin::Form(span) => self.trace.place(*span),
            ValueOrigin::File { file, sheet: Some(sheet), cell } => {
                format!("{file}, trang “{sheet}”, {cell}")
            }
            ValueOrigin::File { file, sheet: None, cell } => format!("{file}, {cell}"),
        }
    }

    fn places(&mut self) {
        let places = &self.trace.places;
        if places.is_empty() {
            self.line(0, "");
            self.line(0, "Lời văn và các bảng không đọc số này ở đâu.");
            return;
        }
        self.line(0, "");
        self.line(0, "In trong văn bản:");
        for place in places {
            let line = self.appearance(place);
            self.line(1, &line);
        }
    }

    /// Where the paper shows the number, as what, and from which place of the form:
    /// `Mục 1 Phần I: in 3,30% từ {{ ngheo.tong.tl_cuoi }} (ke-hoach.yaml:97:60)`
    fn appearance(&self, place: &Appearance) -> String {
        let what = match &place.shown {
            ShownBy::Cell(table) => {
                let table = &self.trace.form.tables[*table];
                let id = table.id.as_ref().map_or("", |id| id.value.as_str());
                match &table.caption {
                    Some(caption) => {
                        format!("ở bảng `{id}` “{}”", caption.collect_words())
                    }
                    None => format!("ở bảng `{id}`"),
                }
            }
            ShownBy::Tasks => "ở bảng lập từ các nhiệm vụ".to_owned(),
            ShownBy::Task => "ở dòng kinh phí của nhiệm vụ".to_owned(),
            ShownBy::TaskTable => "ở bảng nhiệm vụ".to_owned(),
            ShownBy::Section => "ở kinh phí của mục".to_owned(),
            ShownBy::Targets => "ở bảng lập từ chỉ tiêu".to_owned(),
            ShownBy::Value(expr) => format!("từ {{{{ {expr} }}}}"),
        };
        let label = match place.label.as_str() {
            "" => String::new(),
            label => format!("{}: ", language::capitalize_first(label)),
        };
        let text = match &place.text {
            Some(text) => format!("in {text} "),
            None => String::new(),
        };
        format!("{label}{text}{what} ({})", self.trace.place(place.span))
    }
}

impl Trace<'_> {
    /// `data/son-trung-2023/ke-hoach.yaml:97:60`; of a workbook the cell.
    fn place(&self, span: Span) -> String {
        let name = self.source.part_at(span.start).name();
        if let Some(address) = self.source.cell_address(span.start) {
            return format!("{name}, {address}");
        }
        let position = self.source.position(span.start);
        format!("{name}:{}:{}", position.line, position.column)
    }

    /// What a number is, in words.
    pub(super) fn describe(&self, subject: &FigureId) -> String {
        match subject {
            FigureId::Cell { table, place, column } => self.cell(*table, *place, *column),
            FigureId::Column { .. } => "một phép tính trên cả cột".to_owned(),
            FigureId::Indicator { index, part } => {
                let name = self.form.indicators[*index].1.name.collect_words();
                let part = match part {
                    IndicatorPart::Value => String::new(),
                    IndicatorPart::Start => ", giá trị đầu kỳ".to_owned(),
                    IndicatorPart::Goal => ", giá trị phải đạt".to_owned(),
                    IndicatorPart::Year(year) => format!(", năm {year}"),
                    IndicatorPart::Sum => ", các năm cộng lại".to_owned(),
                    IndicatorPart::Drop => ", mức giảm".to_owned(),
                    IndicatorPart::Rise => ", mức tăng".to_owned(),
                    IndicatorPart::YearDrop(step) => {
                        format!(", mức giảm của năm {}", step.year)
                    }
                    IndicatorPart::YearRise(step) => {
                        format!(", mức tăng của năm {}", step.year)
                    }
                };
                format!("chỉ tiêu “{name}”{part}")
            }
            FigureId::Budget(BudgetPick::Total) => "kinh phí của mọi nhiệm vụ".to_owned(),
            FigureId::Budget(BudgetPick::Task(id)) => {
                let tasks = self.form.tasks();
                let task = tasks
                    .iter()
                    .find(|task| task.id.as_ref().is_some_and(|name| name.value == *id));
                let title = task.map(|task| task.title.collect_words());
                format!("kinh phí của nhiệm vụ “{}”", title.unwrap_or_default())
            }
            FigureId::Budget(BudgetPick::Source(name)) => {
                format!("kinh phí từ nguồn “{name}” của mọi nhiệm vụ")
            }
            FigureId::Amount(_) => "một số tiền".to_owned(),
            FigureId::Year => format!("năm của {}", self.form.kind.lower_name()),
        }
    }

    /// A cell by its table, row and column.
    fn cell(&self, table: TableId, place: RowPlace, column: ColumnId) -> String {
        let computed = self.figures.table(table);
        let written = &self.form.tables[table];
        let id = written.id.as_ref().map_or("", |id| id.value.as_str());
        let row = match (place, &written.total) {
            (RowPlace::Row(row), _) => format!("hàng “{}”", computed.name(row)),
            (RowPlace::Group(group), _) => {
                format!("hàng cộng của nhóm “{}”", computed.groups()[group].name)
            }
            (RowPlace::Total, Some(total)) => {
                let label = total.label.as_ref().map(Plain::collect_words);
                let usual = total.usual_name();
                format!("hàng “{}”", label.as_deref().unwrap_or(usual))
            }
            (RowPlace::Foot(row), _) => format!("hàng “{}”", computed.foot()[row].name),
            (RowPlace::Total, None) => "hàng tổng (bảng không in hàng này)".to_owned(),
        };
        let column = computed.columns()[column].labels.join(" / ");
        format!("bảng `{id}`, {row}, cột “{column}”")
    }
}

/// What a number is directly made of.
pub(super) fn list_operands(number: &Explanation) -> &[Explanation] {
    match &number.derivation {
        Derivation::Formula(worked) => &worked.inputs,
        Derivation::Rows(parts) => &parts.first,
        Derivation::Typed(_) | Derivation::Repeated | Derivation::Nowhere => &[],
    }
}

fn format_shown(number: &Explanation) -> &str {
    match number.value {
        Some(Value::Pending) => "chưa có",
        _ => number.shown.as_deref().unwrap_or("(để trống)"),
    }
}

/// A value that is typed where it is computed as well, in the style in which it prints.
fn format_as_typed(value: &Value, style: Option<Style>) -> String {
    match (value, style) {
        (Value::Number(value), Some(style)) => {
            Figure { value: value.clone(), style }.to_string()
        }
        (Value::Number(value), None) => format_exactly(value),
        (Value::Text(text), _) => format!("“{text}”"),
        (Value::Date(date), _) => Day(*date).short(),
        (Value::Pending, _) => BLANK.to_owned(),
    }
}

/// `cộng 11 hàng`
fn describe_parts(subject: &FigureId, parts: &SumParts) -> String {
    let count = parts.count;
    let unit = name_counted(subject);
    match parts.function {
        Aggregate::Sum => format!("cộng {count} {unit}"),
        Aggregate::Mean => format!("trung bình cộng của {count} {unit}"),
        Aggregate::Greatest => format!("số lớn nhất của {count} {unit}"),
        Aggregate::Least => format!("số nhỏ nhất của {count} {unit}"),
        Aggregate::Count => format!("đếm các ô có số liệu của {count} {unit}"),
    }
}

fn name_counted(subject: &FigureId) -> &'static str {
    match subject {
        FigureId::Budget(_) => "khoản",
        _ => "hàng",
    }
}

/// `làm tròn 2 chữ số lẻ: 3,30%`; `None` where a number prints as it is.
pub(super) fn explain_rounding(number: &Explanation) -> Option<String> {
    let (Some(Value::Number(value)), Some(style)) = (&number.value, number.style) else {
        return None;
    };
    let figure = Figure { value: value.clone(), style };
    if figure.shown() == *value {
        // A rate, and an amount in a scale, print as another number than they are.
        let plain = figure.bare() == format_exactly(value)
            || matches!(style, Style::Number { .. });
        return (!plain).then(|| format!("in là {figure}"));
    }
    Some(match get_decimal_places(style) {
        Some(0) => format!("làm tròn đến hàng đơn vị: {figure}"),
        Some(places) => format!("làm tròn {places} chữ số lẻ: {figure}"),
        None => format!("làm tròn: {figure}"),
    })
}

fn get_decimal_places(style: Style) -> Option<u32> {
    match style {
        Style::Number { places }
        | Style::Percent { places }
        | Style::Points { places } => Some(places),
        Style::Year => Some(0),
        Style::Money { places, .. } => places,
    }
}
