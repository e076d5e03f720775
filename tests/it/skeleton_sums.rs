//! The figures of the plans that one starts from, worked out again: products, sums and rates
//! with whole numbers from what is printed, amounts in words by reading them back.

use std::fs;

use crate::driver::{paper, root};
use crate::reckoning::{
    divide_half_up, list_rows, read_amount_twice, read_decimal, read_whole,
};

fn skeleton(name: &str) -> String {
    fs::read_to_string(root().join("skeletons").join(name)).unwrap()
}

/// `78,5` in tenths.
#[track_caller]
fn read_tenths(text: &str) -> u64 {
    assert!(text.contains(','), "{text}");
    read_decimal(text, 1)
}

/// A share in tenths of a percent.
fn compute_rate(part: u64, whole: u64) -> u64 {
    divide_half_up(part * 1000, whole)
}

#[test]
fn the_budget_of_the_festival_adds_up_in_figures_and_in_words() {
    let text = paper(&skeleton("le-hoi.yaml")).text;
    let (mut whole, mut group, mut named) = (0, 0, None);
    let mut items = 0;
    let mut total = None;
    for row in list_rows(&text) {
        let [order, name, _, count, days, price, amount] = row[..] else { continue };
        let Some(amount) = read_whole(amount) else { continue };
        match (read_whole(count), read_whole(days), read_whole(price)) {
            (Some(count), Some(days), Some(price)) => {
                assert_eq!(count * days * price, amount, "{order} {name}");
                whole += amount;
                group += amount;
                items += 1;
            }
            _ if total.is_some() => {}
            // The total, whose label stands in the first cell, and what is above it.
            _ if name.is_empty() => total = Some(amount),
            _ => {
                assert!(named.is_none_or(|sum| sum == group), "above {name}");
                (named, group) = (Some(amount), 0);
            }
        }
    }
    assert_eq!(named, Some(group), "the last group");
    assert!(items > 10, "{items} rows");
    assert_eq!(total, Some(whole));
    // A reserve of five in a hundred stands below the sum, and the whole is rounded to a
    // million.
    assert!(text.contains("\n\tDự phòng 5%\t"));
    let end = divide_half_up(whole * 105, 100_000_000) * 1_000_000;
    assert_eq!(read_amount_twice(&text, "Tổng kinh phí dự kiến: "), (end, end));
}

#[test]
fn the_figures_of_the_digital_plan_follow_from_its_villages_and_tasks() {
    let text = paper(&skeleton("chuyen-doi-so.yaml")).text;
    let mut sums = [0; 7];
    let mut villages = 0;
    for row in list_rows(&text) {
        let cells: Vec<&str> = row.iter().rev().take(9).rev().copied().collect();
        let [people, a_old, a_more, a_new, a_rate, b_old, b_more, b_new, b_rate] =
            cells[..]
        else {
            continue;
        };
        let counts = [people, a_old, a_more, a_new, b_old, b_more, b_new].map(read_whole);
        let Some(counts) = counts.into_iter().collect::<Option<Vec<u64>>>() else {
            continue;
        };
        let [people, a_old, a_more, a_new, b_old, b_more, b_new] = counts[..] else {
            unreachable!()
        };
        assert_eq!((a_old + a_more, b_old + b_more), (a_new, b_new), "{row:?}");
        assert_eq!(read_tenths(a_rate), compute_rate(a_new, people), "{row:?}");
        assert_eq!(read_tenths(b_rate), compute_rate(b_new, people), "{row:?}");
        if row[0] == "Toàn xã" {
            assert_eq!(counts, sums, "the whole commune");
        } else {
            villages += 1;
            for (sum, count) in sums.iter_mut().zip(counts) {
                *sum += count;
            }
        }
    }
    assert!(villages > 3, "{villages} villages");
    let [people, a_old, _, a_new, b_old, _, b_new] = sums;
    let percent = |part: u64| {
        let rate = compute_rate(part, people);
        format!("{},{}%", rate / 10, rate % 10)
    };
    for (old, new) in [(a_old, a_new), (b_old, b_new)] {
        let clause = format!("từ {} lên {}", percent(old), percent(new));
        assert!(text.contains(&clause), "{clause}");
    }
    // The tasks print their money in millions in the last cell of seven.
    let amounts = list_rows(&text).into_iter().filter_map(|row| match row[..] {
        [order, _, _, _, _, _, amount] if read_whole(order).is_some() => {
            read_whole(amount)
        }
        _ => None,
    });
    let amounts: Vec<u64> = amounts.collect();
    assert_eq!(amounts.len(), 11);
    let whole = amounts.iter().sum::<u64>() * 1_000_000;
    assert_eq!(read_amount_twice(&text, "Tổng kinh phí thực hiện: "), (whole, whole));
}
