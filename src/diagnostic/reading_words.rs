//! The account of a reading for people: one line for each data file.

use super::reading::{
    FileReading, LineRange, NamedLine, NotedReading, PassedLines, TotalAgreement,
    TotalReading,
};
use crate::language::{self, group_digits};

/// Places of one kind that a line names; the rows of others are counted.
const MOST_PLACES: usize = 5;

/// Rows passed over for one reason that a line quotes.
const MOST_TEXTS: usize = 3;

/// Characters of a row that a line quotes.
const MOST_QUOTED: usize = 40;

/// One line for each file, each ending in a line end; what several tables take from one
/// file stands in one line.
#[must_use]
pub fn format_readings<'r>(
    readings: impl IntoIterator<Item = &'r FileReading>,
) -> String {
    let mut files: Vec<(&str, Vec<&FileReading>)> = Vec::new();
    for reading in readings {
        let known = files.iter_mut().find(|(file, _)| *file == reading.file);
        match known {
            // Two forms may read a table of one file in the same way.
            Some((_, tables)) if tables.contains(&reading) => {}
            Some((_, tables)) => tables.push(reading),
            None => files.push((&reading.file, vec![reading])),
        }
    }
    let lines = files.iter().map(|(file, tables)| format_file(file, tables) + "\n");
    lines.collect()
}

/// `số liệu ho.xlsx, bảng ngheo: lấy 12 hàng; bỏ qua dòng 2 (số thứ tự cột)`
fn format_file(file: &str, tables: &[&FileReading]) -> String {
    let mut parts = Vec::new();
    for table in tables {
        let clauses = table.clauses().join("; ");
        parts.push(match &table.table {
            Some(id) => format!("bảng {id}: {clauses}"),
            None => clauses,
        });
    }
    let sign = if tables.iter().all(|t| t.table.is_some()) { "," } else { ":" };
    let line = format!("số liệu {file}{sign} {}", parts.join(" | "));
    language::show_hidden(&line).into_owned()
}

impl FileReading {
    /// What is to be said of the reading, each a clause: rows taken first.
    #[must_use]
    pub fn clauses(&self) -> Vec<String> {
        let mut res = vec![format!("lấy {} hàng", format_lines_count(self.taken))];
        res.extend(self.total.as_ref().map(describe_total));
        if !self.uncounted.is_empty() {
            res.push(describe_uncounted(&self.uncounted));
        }
        let passed = describe_passed(&self.passed);
        if !passed.is_empty() {
            res.push(format!("bỏ qua {passed}"));
        }
        if !self.hidden.is_empty() {
            res.push(format!("{} đang ẩn, vẫn tính", list_lines(&self.hidden)));
        }
        res.extend(self.notes.iter().take(MOST_PLACES).map(NotedReading::clause));
        let more = self.notes.len().saturating_sub(MOST_PLACES);
        if more > 0 {
            res.push(format!(
                "còn {} chỗ nữa đọc theo cách như vậy",
                format_lines_count(more)
            ));
        }
        let scales: Vec<_> = self.scales.iter().map(|scale| scale.name()).collect();
        if !scales.is_empty() {
            res.push(format!("tiền tính theo {}", scales.join(", ")));
        }
        res
    }
}

impl NotedReading {
    /// `cột “Kinh phí”: 2 ô gạch ngang tính là 0`
    #[must_use]
    pub fn clause(&self) -> String {
        format!("cột “{}”: {}", shorten_quoted(&self.column, MOST_QUOTED), self.words)
    }
}

impl TotalReading {
    /// `khớp`, `khác số tính được ở cột “Số hộ”`
    #[must_use]
    pub fn verdict(&self) -> String {
        match &self.agreement {
            TotalAgreement::Equal => "khớp".to_owned(),
            TotalAgreement::Uncompared => "không có số để so".to_owned(),
            TotalAgreement::Unsettled => "chưa so được vì bảng còn lỗi".to_owned(),
            TotalAgreement::Differs(columns) => {
                let named = columns.iter().take(MOST_PLACES);
                let named: Vec<_> = named
                    .map(|name| format!("“{}”", shorten_quoted(name, MOST_QUOTED)))
                    .collect();
                let more = columns.len() - named.len();
                let more = match more {
                    0 => String::new(),
                    more => format!(" và {more} cột khác"),
                };
                format!("khác số tính được ở cột {}{more}", named.join(", "))
            }
        }
    }
}

fn describe_total(total: &TotalReading) -> String {
    let name = shorten_quoted(&total.name, MOST_QUOTED);
    let hidden = if total.hidden { ", đang ẩn" } else { "" };
    format!("hàng “{name}” (dòng {}{hidden}) {}", total.line, total.verdict())
}

/// `hàng “Tổng cộng” (dòng 5) in như trong tệp, không cộng`
fn describe_uncounted(rows: &[NamedLine]) -> String {
    let named = rows.iter().take(MOST_PLACES).map(|row| {
        format!("“{}” (dòng {})", shorten_quoted(&row.name, MOST_QUOTED), row.line)
    });
    let named = named.collect::<Vec<_>>().join(", ");
    let more = match rows.len().saturating_sub(MOST_PLACES) {
        0 => String::new(),
        more => format!(" và {} hàng khác", format_lines_count(more)),
    };
    format!("hàng {named}{more} in như trong tệp, không cộng")
}

/// `dòng 2 (số thứ tự cột), dòng 16–19 (chân bảng, từ “Người lập biểu”)`; the rows of one
/// reason together, in the order of the first of them.
#[must_use]
pub fn describe_passed(passed: &[PassedLines]) -> String {
    let mut reasons: Vec<(&str, Vec<&PassedLines>)> = Vec::new();
    for lines in passed {
        match reasons.iter_mut().find(|(reason, _)| *reason == lines.reason) {
            Some((_, same)) => same.push(lines),
            None => reasons.push((lines.reason, vec![lines])),
        }
    }
    let mut res = Vec::new();
    for (_, same) in reasons {
        let ranges: Vec<_> = same.iter().map(|passed| passed.lines).collect();
        let first = same[0];
        let quote = match same[..] {
            [only] if !only.text.is_empty() => {
                let begins = if only.lines.len() > 1 { "từ " } else { "" };
                format!(", {begins}“{}”", shorten_quoted(&only.text, MOST_QUOTED))
            }
            _ => quote_first_texts(&same),
        };
        res.push(format!("{} ({}{quote})", list_lines(&ranges), first.words));
    }
    res.join(", ")
}

/// `, “I”, “II”, “III” …`: what the first of several rows say.
fn quote_first_texts(passed: &[&PassedLines]) -> String {
    let mut texts: Vec<&str> = Vec::new();
    for text in passed.iter().map(|passed| passed.text.as_str()) {
        if !text.is_empty() && !texts.contains(&text) {
            texts.push(text);
        }
        if texts.len() > MOST_TEXTS {
            break;
        }
    }
    let mut res = String::new();
    for text in texts.iter().take(MOST_TEXTS) {
        res += &format!(", “{}”", shorten_quoted(text, MOST_QUOTED));
    }
    if texts.len() > MOST_TEXTS {
        res += " …";
    }
    res
}

/// `dòng 3, 9, 15–17 và 12 dòng khác`
fn list_lines(ranges: &[LineRange]) -> String {
    let named = ranges.iter().take(MOST_PLACES).map(LineRange::to_string);
    let named = named.collect::<Vec<_>>().join(", ");
    let more: usize = ranges.iter().skip(MOST_PLACES).map(|range| range.len()).sum();
    match more {
        0 => format!("dòng {named}"),
        more => format!("dòng {named} và {} dòng khác", format_lines_count(more)),
    }
}

/// A text that stands between quotes: on one line, and of a long one the first characters.
#[must_use]
pub fn shorten_quoted(text: &str, most: usize) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text,
    }
}

/// `10.571`
fn format_lines_count(count: usize) -> String {
    group_digits(u64::try_from(count).unwrap_or(u64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::MoneyScale;

    /// A table of which nothing is odd.
    fn plain() -> FileReading {
        FileReading {
            file: "ho.xlsx".to_owned(),
            sheet: None,
            table: Some("ngheo".to_owned()),
            taken: 12,
            header: Some(LineRange { first: 1, last: 1 }),
            total: None,
            uncounted: Vec::new(),
            passed: Vec::new(),
            hidden: Vec::new(),
            scales: Vec::new(),
            notes: Vec::new(),
        }
    }

    fn passed(first: usize, last: usize, words: &'static str, text: &str) -> PassedLines {
        let lines = LineRange { first, last };
        PassedLines { lines, reason: words, words, text: text.to_owned() }
    }

    #[test]
    fn nothing_odd_is_a_short_line() {
        let line = format_readings(&[plain()]);
        assert_eq!(line, "số liệu ho.xlsx, bảng ngheo: lấy 12 hàng\n");
        let nameless = FileReading { table: None, taken: 10_571, ..plain() };
        let line = format_readings([&nameless]);
        assert_eq!(line, "số liệu ho.xlsx: lấy 10.571 hàng\n");
        assert!(!nameless.is_odd());
    }

    #[test]
    fn all_that_is_odd_is_said_once() {
        let reading = FileReading {
            total: Some(TotalReading {
                line: 14,
                name: "Tổng cộng".to_owned(),
                hidden: false,
                agreement: TotalAgreement::Equal,
            }),
            passed: vec![
                passed(2, 2, "số thứ tự cột", ""),
                passed(5, 5, "cộng của nhóm", "I"),
                passed(9, 9, "cộng của nhóm", "II"),
                passed(16, 19, "chân bảng", "Người lập biểu"),
            ],
            hidden: vec![LineRange { first: 7, last: 7 }],
            scales: vec![MoneyScale::Million],
            notes: vec![NotedReading {
                id: "dashes",
                column: "Kinh phí".to_owned(),
                words: "2 ô ghi “-” tính là 0".to_owned(),
            }],
            ..plain()
        };
        assert!(reading.is_odd());
        assert_eq!(
            format_readings([&reading]),
            "số liệu ho.xlsx, bảng ngheo: lấy 12 hàng; hàng “Tổng cộng” (dòng 14) khớp; \
             bỏ qua dòng 2 (số thứ tự cột), dòng 5, 9 (cộng của nhóm, “I”, “II”), dòng \
             16–19 (chân bảng, từ “Người lập biểu”); dòng 7 đang ẩn, vẫn tính; cột “Kinh phí”: 2 ô \
             ghi “-” tính là 0; tiền tính theo triệu đồng\n"
        );
    }

    #[test]
    fn tables_of_one_file_share_a_line_and_equal_ones_are_said_once() {
        let other = FileReading { table: Some("kp".to_owned()), taken: 5, ..plain() };
        let third = FileReading { file: "b.csv".to_owned(), ..plain() };
        assert_eq!(
            format_readings(&[plain(), third, other, plain()]),
            "số liệu ho.xlsx, bảng ngheo: lấy 12 hàng | bảng kp: lấy 5 hàng\n\
             số liệu b.csv, bảng ngheo: lấy 12 hàng\n"
        );
    }

    #[test]
    fn a_line_stays_a_line_whatever_a_file_holds() {
        let groups = (1..=1000).map(|n| passed(n * 10, n * 10, "cộng của nhóm", "I"));
        let long = "Ghi chú:\nsố liệu ".to_owned() + &"rất ".repeat(9000) + "dài";
        let mut reading = FileReading { passed: groups.collect(), ..plain() };
        reading.passed.push(passed(10_001, 10_004, "chân bảng", &long));
        let columns = (0..80).map(|n| format!("Cột {n}")).collect();
        reading.total = Some(TotalReading {
            line: 3,
            name: "Tổng".to_owned(),
            hidden: true,
            agreement: TotalAgreement::Differs(columns),
        });
        assert_eq!(
            format_readings([&reading]),
            "số liệu ho.xlsx, bảng ngheo: lấy 12 hàng; hàng “Tổng” (dòng 3, đang ẩn) khác số tính \
             được ở cột “Cột 0”, “Cột 1”, “Cột 2”, “Cột 3”, “Cột 4” và 75 cột khác; bỏ \
             qua dòng 10, 20, 30, 40, 50 và 995 dòng khác (cộng của nhóm, “I”), dòng \
             10001–10004 (chân bảng, từ “Ghi chú: số liệu rất rất rất rất rất rất…”)\n"
        );
    }
}
