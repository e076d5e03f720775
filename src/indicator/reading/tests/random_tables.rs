//! Tables in any order and under any labels: the sum on paper is that of the villages, or
//! something is told.

use std::fmt::Write;

use proptest::prelude::{Just, ProptestConfig, Strategy};
use proptest::{
    collection, option, prop_assert, prop_assume, prop_oneof, proptest, sample,
};

use super::{TOTAL, read_csv};

/// How groups are made known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum GroupStyle {
    /// Roman numerals in the column of numbers.
    Numbers,
    /// Roman numerals before the name.
    Names,
    /// By nothing but the sum.
    Plain,
    /// A row below, by its name.
    Below,
}

/// A table as an office may have made it.
#[derive(Debug, Clone)]
struct RandomTable {
    /// The figures of each village, by group.
    groups: Vec<Vec<[u32; 2]>>,
    style: Option<GroupStyle>,
    /// A further total over that above the rows.
    over: Option<&'static str>,
    above: Option<&'static str>,
    below: Option<&'static str>,
    numbers: Option<&'static str>,
    foot: Option<&'static str>,
    /// A row below all others that has a figure and is none of data.
    remark: Option<&'static str>,
    /// Rows that say that they are parts of those above them.
    parts: Vec<RandomPart>,
    columns: usize,
}

/// How much of the row above it a part is.
#[derive(Debug, Clone, Copy)]
enum Share {
    Nothing,
    Half,
    Everything,
}

/// A row that says that it is part of the one above it.
#[derive(Debug, Clone, Copy)]
struct RandomPart {
    /// Behind which row it stands: of the table, its totals and its groups.
    behind: usize,
    share: Share,
}

/// A row with figures.
#[derive(Debug)]
struct FiguredRow {
    tt: String,
    name: String,
    figures: [u32; 2],
}

impl RandomTable {
    fn villages(&self) -> impl Iterator<Item = &[u32; 2]> {
        self.groups.iter().flatten()
    }

    fn sum(&self, column: usize) -> u32 {
        self.villages().map(|figures| figures[column]).sum()
    }

    fn write(&self) -> String {
        let mut res = String::new();
        self.write_row(&mut res, "TT", "Đơn vị", ["Hộ", "Nghèo"]);
        if let Some(numbers) = self.numbers {
            let cells: Vec<_> = numbers.split(' ').take(2 + self.columns).collect();
            writeln!(res, "{}", cells.join(";")).unwrap();
        }
        let rows = self.list_rows();
        for (index, row) in rows.iter().enumerate() {
            self.write_row(&mut res, &row.tt, &row.name, row.figures);
            for part in self.parts.iter().filter(|part| part.behind % rows.len() == index)
            {
                let figures = row.figures.map(|figure| match part.share {
                    Share::Nothing => 0,
                    Share::Half => figure / 2,
                    Share::Everything => figure,
                });
                self.write_row(&mut res, "", "Trong đó: nữ", figures);
            }
        }
        if let Some(remark) = self.remark {
            self.write_row(&mut res, "", remark, ["2025", ""]);
        }
        for line in self.foot.into_iter().flat_map(|foot| foot.split('|')) {
            self.write_row(&mut res, "", line, ["", ""]);
        }
        res
    }

    /// The villages, with the sums of their groups and the totals.
    fn list_rows(&self) -> Vec<FiguredRow> {
        let mut res = Vec::new();
        let mut push = |tt: &str, name: &str, figures: [u32; 2]| {
            res.push(FiguredRow { tt: tt.to_owned(), name: name.to_owned(), figures });
        };
        let sums = [self.sum(0), self.sum(1)];
        for name in self.over.iter().chain(&self.above) {
            push("", name, sums);
        }
        let mut village = 0;
        for (index, group) in self.groups.iter().enumerate() {
            let figures = [0, 1].map(|c| group.iter().map(|f| f[c]).sum::<u32>());
            let roman = crate::language::to_roman(index + 1);
            match self.style {
                Some(GroupStyle::Numbers) => {
                    push(&roman, &format!("Vùng {index}x"), figures);
                }
                Some(GroupStyle::Names) => {
                    push("", &format!("{roman}. Vùng {index}x"), figures);
                }
                Some(GroupStyle::Plain) => push("", &format!("Vùng {index}x"), figures),
                Some(GroupStyle::Below) | None => {}
            }
            for (number, figures) in group.iter().enumerate() {
                village += 1;
                push(&(number + 1).to_string(), &format!("Thôn Mai {village}"), *figures);
            }
            if self.style == Some(GroupStyle::Below) {
                push("", &format!("Cộng {roman}"), figures);
            }
        }
        if let Some(name) = self.below {
            push("", name, sums);
        }
        res
    }

    fn write_row<T: ToString>(
        &self,
        res: &mut String,
        tt: &str,
        name: &str,
        cells: [T; 2],
    ) {
        write!(res, "{tt};{name}").unwrap();
        for cell in cells.iter().take(self.columns) {
            write!(res, ";{}", cell.to_string()).unwrap();
        }
        res.push('\n');
    }
}

const TOTALS: &[&str] = &[
    "Tổng cộng",
    "TỔNG SỐ",
    "Cộng (I+II)",
    "Toàn xã",
    "Cả huyện:",
    "Kim Sơn",
    "3 xã",
    "Tổng số hộ",
    "Tính chung",
];

fn make_table() -> impl Strategy<Value = RandomTable> {
    let figure = prop_oneof![0..4_u32, 50..500_u32, Just(10)];
    let figures = (figure.clone(), figure).prop_map(|(a, b)| [a, b]);
    let groups = collection::vec(collection::vec(figures, 1..5), 1..4);
    let style = option::of(sample::select(vec![
        GroupStyle::Numbers,
        GroupStyle::Names,
        GroupStyle::Plain,
        GroupStyle::Below,
    ]));
    let numbers =
        option::of(sample::select(vec!["A B 1 2", "(1) (2) (3) (4)", "1 2 3 4=3/2"]));
    let foot = option::of(sample::select(vec![
        "|Ghi chú: số liệu rà soát|Nguyễn Văn An",
        "|Người lập biểu|Nguyễn Văn An",
        "Nguồn: Phòng Thống kê",
    ]));
    let total = option::of(sample::select(TOTALS));
    let remark = option::weighted(
        0.2,
        sample::select(vec!["Tỷ lệ (%)", "Bình quân", "Ghi chú: số liệu năm"]),
    );
    let over = option::weighted(0.2, sample::select(TOTALS));
    let odd = (remark, make_parts(), over);
    (groups, style, total.clone(), total, numbers, foot, odd, 1..3_usize).prop_map(
        |(groups, style, above, below, numbers, foot, odd, columns)| RandomTable {
            groups,
            style,
            over: odd.2,
            above,
            below,
            numbers,
            foot,
            remark: odd.0,
            parts: odd.1,
            columns,
        },
    )
}

fn make_parts() -> impl Strategy<Value = Vec<RandomPart>> {
    let share = sample::select(vec![Share::Nothing, Share::Half, Share::Everything]);
    let part =
        (0..12_usize, share).prop_map(|(behind, share)| RandomPart { behind, share });
    prop_oneof![3 => Just(Vec::new()), 1 => collection::vec(part, 1..4)]
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 300,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn the_sum_on_paper_is_that_of_the_villages_or_something_is_told(table in make_table()) {
        let csv = table.write();
        let read = read_csv(TOTAL, &csv);
        // A single village and a total under the name of another are two equal rows.
        let is_equal_pair = table.villages().filter(|figures| figures[0] > 0).count() < 2
            || table.villages().count() < 2;
        // So are it and two rows that count units, which are a total only where others are
        // added up.
        let counted = Some("3 xã");
        let is_odd = [table.over, table.above, table.below].contains(&Some("Kim Sơn"))
            || [table.above, table.below] == [counted, counted]
            || table.style == Some(GroupStyle::Plain);
        prop_assume!(!(is_equal_pair && is_odd));
        // Where most rows are called like a total they are things that are listed.
        let is_like = |name: Option<&str>| {
            name.is_some_and(|name| ["Tổng số hộ", "Tính chung"].contains(&name))
        };
        let is_listed = [table.over, table.above, table.below].into_iter().all(is_like);
        prop_assume!(!(is_equal_pair && is_listed));
        // Where no group adds up two figures, nothing but its name tells its sum from a
        // village with as many; a plain name does not.
        let is_sum = |group: &Vec<[u32; 2]>| group.iter().filter(|f| f[0] > 0).count() > 1;
        let is_plain = table.style == Some(GroupStyle::Plain);
        prop_assume!(!is_plain || table.groups.iter().any(is_sum));
        let sum = crate::language::group_digits(table.sum(0));
        prop_assert!(
            !read.codes.is_empty() || read.totals.first() == Some(&sum),
            "{csv}\n{read:#?}"
        );
    }

    #[test]
    fn every_filled_row_is_taken_or_the_total_or_passed_over(table in make_table()) {
        let csv = table.write();
        let read = read_csv(TOTAL, &csv);
        prop_assume!(read.codes.iter().all(|code| *code == "figure-differs"));
        // The first line names the columns.
        for (line, text) in (1..).zip(csv.lines()).skip(1) {
            if text.chars().all(|c| c == ';') {
                continue;
            }
            let taken = read.rows.iter().filter(|row| **row == line).count();
            let total = usize::from(read.total == Some(line));
            let passed = read.covered.iter().filter(|rows| rows.contains(&line)).count();
            prop_assert!(taken + total + passed == 1, "line {line}\n{csv}\n{read:#?}");
        }
    }

    #[test]
    fn plain_tables_lose_no_row(table in make_table()) {
        let plain = RandomTable {
            style: None,
            over: None,
            above: None,
            below: None,
            parts: Vec::new(),
            ..table
        };
        let csv = plain.write();
        let read = read_csv(TOTAL, &csv);
        let villages = plain.villages().count();
        let is_asked = read.codes == ["ambiguous-total"];
        prop_assert!(
            read.codes.is_empty() && read.names.len() == villages || is_asked,
            "{csv}\n{read:#?}"
        );
    }
}

/// Counts from 50 to 500, one after another.
struct Counts(u64);

impl Counts {
    fn next(&mut self) -> u64 {
        let mixed = self.0.wrapping_mul(6_364_136_223_846_793_005);
        self.0 = mixed.wrapping_add(1_442_695_040_888_963_407);
        50 + (self.0 >> 33) % 451
    }
}

#[test]
fn ordinary_villages_are_hardly_ever_asked_about() {
    let mut counts = Counts(1);
    for (rows, columns, most) in [(8, 1, 1), (8, 2, 0), (3, 1, 3), (20, 1, 1)] {
        let mut asked = 0;
        for _ in 0..200 {
            let mut csv = String::from("Thôn;Hộ;Nghèo\n");
            for row in 0..rows {
                let second = if columns == 2 { counts.next() / 9 } else { 0 };
                writeln!(csv, "Mai {row}x;{};{second}", counts.next()).unwrap();
            }
            let read = read_csv(TOTAL, &csv);
            assert!(
                !read.codes.is_empty() || read.names.len() == rows,
                "{csv}\n{read:#?}"
            );
            asked += usize::from(!read.codes.is_empty());
        }
        assert!(asked <= most, "{asked} of 200 tables of {rows} rows");
    }
}
