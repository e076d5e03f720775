//! `lich`: a timetable. Days hold parts of days, these hold entries; what prints is a table
//! with a row an entry, so that all that is done for tables is done for it.
//!
//! | file | what it does |
//! |---|---|
//! | `keys` | the keys and their words |
//! | `column` | which columns it has: fields of entries, and columns of the author's own |
//! | `day` | days and ranges of days, and how they print |
//! | `entry` | what is done, when, where, by whom |
//! | `expand` | the timetable as a table |

mod column;
mod day;
mod entry;
mod expand;
mod keys;

use crate::quantity::ClockStyle;
use crate::yaml::YamlNode;

pub use column::TimetableField;
pub use day::DaySpan;
pub use entry::TimetableEntry;
pub(super) use keys::TIMETABLE;

use super::fields::Fields;
use super::id::ColumnId;
use super::orientation;
use super::reader::FormReader;
use super::spanned::Spanned;
use super::table::TableSpec;
use column::TimetableColumns;
use day::{DayStyle, TimetableDay};
use expand::TimetableInput;
use keys::{CLOCK_STYLES, DAY_STYLES};

/// What a table that is a timetable was made from.
#[derive(Debug, Clone)]
pub struct Timetable {
    /// Its entries, one a row of the table, by days and parts of days.
    pub entries: Vec<TimetableEntry>,
    /// The column of what is done, which names the rows.
    pub naming: ColumnId,
    /// The columns that say when something is done: two entries that stand otherwise only
    /// because they are at another time have not been moved by hand.
    pub times: Vec<ColumnId>,
}

/// A timetable as a table. Every key is read before anything is given up.
pub(super) fn read_timetable(
    r: &mut FormReader<'_>,
    node: &YamlNode,
) -> Option<TableSpec> {
    let f = r.fields(node, &TIMETABLE)?;
    let caption = r.optional(&f, "tieu_de", FormReader::plain);
    let order_label = r.optional(&f, "so_thu_tu", FormReader::plain);
    let column_numbers = r.optional(&f, "hang_so_cot", FormReader::yes_no);
    let notes = r.optional(&f, "ghi_chu", |r, n| r.list(n, FormReader::plain));
    let orientation = r.optional(&f, "huong", orientation::read_orientation);
    let day_style = r.optional(&f, "kieu_ngay", |r, n| {
        let value = DayStyle::ALL[r.choice(n, DAY_STYLES)?];
        Some(Spanned { value, span: n.span })
    });
    let clock_style = r.optional(&f, "kieu_gio", read_clock_style).unwrap_or_default();
    let columns = r.optional(&f, "cot", column::read_columns);
    // Columns that could not be read are named already: nothing else is held against them.
    let declared = columns.as_ref().filter(|columns| columns.is_whole());
    let days =
        r.required(&f, "ngay", |r, n| r.list(n, |r, n| day::read_day(r, n, declared)));
    let mut days: Vec<TimetableDay> = days?;
    day::check_days(r, &days);
    day::order_days(&mut days);
    let columns = match columns {
        Some(columns) => columns,
        None if f.get("cot").is_some() => return None,
        None => TimetableColumns::usual(&days, f.span),
    };
    report_idle_styles(r, &f, &columns);
    let input = TimetableInput {
        caption,
        order_label,
        column_numbers: column_numbers.unwrap_or(false),
        notes: notes.unwrap_or_default(),
        orientation,
        day_style,
        clock_style,
        columns,
        days,
        span: f.span,
    };
    expand::expand_timetable(r, input)
}

/// A way of printing that no column prints in.
fn report_idle_styles(
    r: &mut FormReader<'_>,
    f: &Fields<'_>,
    columns: &TimetableColumns,
) {
    if !columns.is_whole() {
        return;
    }
    if !columns.has_days() {
        r.report_idle_key(f, "kieu_ngay", "cột `ngay` hoặc `buoi_ngay` trong `cot`");
    }
    if !columns.has_hours() {
        r.report_idle_key(f, "kieu_gio", "cột `gio`, hoặc cột riêng có `kieu: gio`");
    }
}

fn read_clock_style(r: &mut FormReader<'_>, node: &YamlNode) -> Option<ClockStyle> {
    const ALL: [ClockStyle; 4] =
        [ClockStyle::Letter, ClockStyle::Colon, ClockStyle::Word, ClockStyle::Words];
    r.choice(node, CLOCK_STYLES).map(|index| ALL[index])
}
