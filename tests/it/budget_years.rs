//! A plan for three years with a budget a year and a timetable: every sum, rounding and word
//! of it worked out again from what is printed, and every weekday by counting days.

use std::fs;

use crate::driver::{paper, root};
use crate::reckoning::{
    divide_half_up, list_rows, read_amount_twice, read_bracketed_words, read_whole,
};

fn read_paper() -> String {
    let form = root().join("tests/forms/boi-duong-ba-nam.yaml");
    paper(&fs::read_to_string(form).unwrap()).text
}

/// One of the budgets: what its rows come to, and what stands below them.
#[derive(Debug, Default)]
struct PrintedBudget {
    /// The sum of its groups, each of which is that of its rows.
    sum: u64,
    /// The amounts below its rows, in order: sum, tax, reserve, last total, sources.
    below: Vec<u64>,
    /// What its words say.
    words: u64,
}

/// The appendices that are budgets, with each product and each sum of a group worked out.
fn read_budgets(text: &str) -> Vec<PrintedBudget> {
    let mut res: Vec<PrintedBudget> = Vec::new();
    let mut group: Option<(u64, u64)> = None;
    let mut rows = 0;
    for row in list_rows(text) {
        if row[..]
            == [
                "TT",
                "Nội dung chi",
                "Đơn vị tính",
                "Số lượng",
                "Số buổi",
                "Đơn giá",
                "Thành tiền",
            ]
        {
            res.push(PrintedBudget::default());
            continue;
        }
        let Some(budget) = res.last_mut() else { continue };
        if row[0].starts_with("(Bằng chữ: ") {
            budget.words = read_bracketed_words(row[0]);
            continue;
        }
        let (Some(amount), 7) = (read_whole(row[row.len() - 1]), row.len()) else {
            continue;
        };
        match [3, 4, 5].map(|cell| read_whole(row[cell])) {
            [Some(count), Some(times), Some(price)] => {
                assert_eq!(count * times * price, amount, "{row:?}");
                let (_, added) = group.as_mut().expect("a row stands in a group");
                *added += amount;
                rows += 1;
            }
            _ => {
                if let Some((printed, added)) = group.take() {
                    assert_eq!(printed, added, "the group above {row:?}");
                    budget.sum += added;
                }
                match matches!(row[0], "I" | "II") {
                    true => group = Some((amount, 0)),
                    false => budget.below.push(amount),
                }
            }
        }
    }
    assert_eq!(rows, 21);
    res
}

#[test]
fn each_year_of_the_plan_costs_what_its_rows_tax_and_reserve_come_to() {
    let text = read_paper();
    let budgets = read_budgets(&text);
    let mut whole = 0;
    for budget in &budgets {
        let tax = divide_half_up(budget.sum * 8, 100);
        let reserve = divide_half_up((budget.sum + tax) * 3, 100);
        let exact = budget.sum + tax + reserve;
        let last = divide_half_up(exact, 10_000) * 10_000;
        let town = divide_half_up(last * 60, 100);
        assert_eq!(budget.below, [budget.sum, tax, reserve, last, town, last - town]);
        assert_eq!(budget.words, last);
        whole += last;
    }
    assert_eq!(budgets.len(), 3);
    let total = text.lines().find(|line| line.starts_with("Tổng cộng\t")).unwrap();
    assert_eq!(read_whole(total.rsplit('\t').next().unwrap()), Some(whole));
    assert_eq!(read_amount_twice(&text, "Tổng kinh phí: "), (whole, whole));
}

/// The day of the week, Monday 0: days since Monday 05/01/2026.
fn count_weekday(day: u32, month: usize) -> usize {
    let before: u32 =
        [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30].iter().take(month - 1).sum();
    ((before + day + 7 - 5) % 7) as usize
}

#[test]
fn the_days_of_its_timetable_are_those_of_the_calendar() {
    const NAMES: [&str; 7] =
        ["thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật"];
    let text = read_paper();
    let words: Vec<&str> = text.split([' ', '\t', '\n']).collect();
    let mut days = 0;
    for window in words.windows(3) {
        let date = window[2].trim_end_matches('.');
        let Some(rest) = date.strip_suffix("/2026") else { continue };
        let Some((day, month)) = rest.split_once('/') else { continue };
        let (day, month) = (day.parse().unwrap(), month.parse().unwrap());
        let name =
            format!("{} {}", window[0].to_lowercase(), window[1].trim_end_matches(','));
        assert_eq!(name, NAMES[count_weekday(day, month)].to_owned(), "{date}");
        days += 1;
    }
    assert!(days >= 7, "{days} days");
}
