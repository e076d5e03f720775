//! The figures of the plans that one starts from, worked out again: products, sums and rates
//! with whole numbers from what is printed, amounts in words by reading them back.

use std::fs;

use crate::driver::{paper, root};

fn skeleton(name: &str) -> String {
    fs::read_to_string(root().join("skeletons").join(name)).unwrap()
}

/// `1.250.000` as a number.
fn number(text: &str) -> Option<u64> {
    let digits: String = text.chars().filter(|c| *c != '.').collect();
    (!digits.is_empty()).then(|| digits.parse().ok())?
}

/// `78,5` in tenths.
fn tenths(text: &str) -> u64 {
    let (whole, part) = text.split_once(',').unwrap();
    assert_eq!(part.len(), 1, "{text}");
    number(whole).unwrap() * 10 + number(part).unwrap()
}

/// A share in tenths of a percent, half a tenth upwards.
fn rate(part: u64, whole: u64) -> u64 {
    (part * 2000 + whole) / (whole * 2)
}

/// The amount that words say: `hai trăm ba mươi lăm triệu đồng`.
fn read_words(words: &str) -> u64 {
    let (mut res, mut group, mut digit) = (0, 0, 0);
    for word in words.to_lowercase().split_whitespace() {
        match word {
            "không" | "linh" => {}
            "một" | "mốt" => digit = 1,
            "hai" => digit = 2,
            "ba" => digit = 3,
            "bốn" | "tư" => digit = 4,
            "năm" | "lăm" => digit = 5,
            "sáu" => digit = 6,
            "bảy" => digit = 7,
            "tám" => digit = 8,
            "chín" => digit = 9,
            "mười" => group += 10,
            "mươi" => group += 10 * std::mem::take(&mut digit),
            "trăm" => group += 100 * std::mem::take(&mut digit),
            "nghìn" | "triệu" => {
                group += std::mem::take(&mut digit);
                let scale = if word == "nghìn" { 1000 } else { 1_000_000 };
                res += scale * std::mem::take(&mut group);
            }
            "tỷ" => {
                group += std::mem::take(&mut digit);
                res = (res + std::mem::take(&mut group)) * 1_000_000_000;
            }
            "đồng" => break,
            other => panic!("{other} in {words}"),
        }
    }
    res + group + digit
}

/// The amount behind the words that begin a line, and what its brackets say in words.
#[track_caller]
fn amount_in_words(text: &str, start: &str) -> (u64, u64) {
    let end = text.find(start).unwrap_or_else(|| panic!("no {start}")) + start.len();
    let (amount, rest) = text[end..].split_once(" đồng (").unwrap();
    let (words, _) = rest.split_once(')').unwrap();
    let words = words.trim_start_matches("Bằng chữ: ");
    (number(amount.trim_start_matches([':', ' '])).unwrap(), read_words(words))
}

/// The rows of the tables of a paper, by cells.
fn rows(text: &str) -> Vec<Vec<&str>> {
    text.lines().map(|line| line.split('\t').collect()).collect()
}

#[test]
fn words_are_read_back_as_the_amounts_that_they_say() {
    for (words, amount) in [
        ("Hai trăm ba mươi lăm triệu đồng", 235_000_000),
        ("hai mươi tư triệu năm trăm nghìn đồng", 24_500_000),
        ("một tỷ không trăm linh năm triệu đồng", 1_005_000_000),
        ("ba mươi mốt nghìn đồng", 31_000),
    ] {
        assert_eq!(read_words(words), amount, "{words}");
    }
}

#[test]
fn the_budget_of_the_festival_adds_up_in_figures_and_in_words() {
    let text = paper(&skeleton("le-hoi.yaml")).text;
    let (mut whole, mut group, mut named) = (0, 0, None);
    let mut items = 0;
    let mut total = None;
    for row in rows(&text) {
        let [order, name, _, count, days, price, amount] = row[..] else { continue };
        let Some(amount) = number(amount) else { continue };
        match (number(count), number(days), number(price)) {
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
    // A reserve stands below the sum, and the whole is rounded to a million.
    let reserve = text.lines().any(|line| line.starts_with("\tDự phòng 5%\t"));
    let end = match reserve {
        true => (whole * 105 / 100 + 500_000) / 1_000_000 * 1_000_000,
        false => whole,
    };
    assert_eq!(amount_in_words(&text, "Tổng kinh phí dự kiến"), (end, end));
}

#[test]
fn the_figures_of_the_digital_plan_follow_from_its_villages_and_tasks() {
    let text = paper(&skeleton("chuyen-doi-so.yaml")).text;
    let mut sums = [0; 7];
    let mut villages = 0;
    for row in rows(&text) {
        let cells: Vec<&str> = row.iter().rev().take(9).rev().copied().collect();
        let [people, a_old, a_more, a_new, a_rate, b_old, b_more, b_new, b_rate] =
            cells[..]
        else {
            continue;
        };
        let counts = [people, a_old, a_more, a_new, b_old, b_more, b_new].map(number);
        let Some(counts) = counts.into_iter().collect::<Option<Vec<u64>>>() else {
            continue;
        };
        let [people, a_old, a_more, a_new, b_old, b_more, b_new] = counts[..] else {
            unreachable!()
        };
        assert_eq!((a_old + a_more, b_old + b_more), (a_new, b_new), "{row:?}");
        assert_eq!(tenths(a_rate), rate(a_new, people), "{row:?}");
        assert_eq!(tenths(b_rate), rate(b_new, people), "{row:?}");
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
        let rate = rate(part, people);
        format!("{},{}%", rate / 10, rate % 10)
    };
    for (old, new) in [(a_old, a_new), (b_old, b_new)] {
        let clause = format!("từ {} lên {}", percent(old), percent(new));
        assert!(text.contains(&clause), "{clause}");
    }
    // The tasks print their money in millions in the last cell of seven.
    let amounts = rows(&text).into_iter().filter_map(|row| match row[..] {
        [order, _, _, _, _, _, amount] if number(order).is_some() => number(amount),
        _ => None,
    });
    let amounts: Vec<u64> = amounts.collect();
    assert_eq!(amounts.len(), 11);
    let whole = amounts.iter().sum::<u64>() * 1_000_000;
    let start = "Tổng kinh phí thực hiện";
    assert_eq!(amount_in_words(&text, start), (whole, whole));
}
