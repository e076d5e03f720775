//! What tests work out again from a paper: the cells of its tables, figures as whole numbers,
//! and the amounts that words say. Nothing here is the program's own.

/// The rows of the tables of a paper, by cells.
pub(crate) fn list_rows(text: &str) -> Vec<Vec<&str>> {
    text.lines().map(|line| line.split('\t').collect()).collect()
}

/// `1.250.000` as a whole number.
pub(crate) fn read_whole(text: &str) -> Option<u64> {
    let is_whole = text.chars().all(|c| c.is_ascii_digit() || c == '.');
    is_whole.then(|| text.replace('.', "").parse().ok())?
}

/// A figure in tenths, hundredths and so on, by how many places: `8,5` in hundredths is 850.
#[track_caller]
pub(crate) fn read_decimal(text: &str, places: usize) -> u64 {
    let (whole, decimals) = text.split_once(',').unwrap_or((text, ""));
    assert!(decimals.len() <= places, "{text} has more than {places} places");
    let whole = read_whole(whole).unwrap_or_else(|| panic!("{text} is no figure"));
    let decimals = format!("{decimals:0<places$}");
    decimals.chars().fold(whole, |read, digit| {
        let digit = digit.to_digit(10).unwrap_or_else(|| panic!("{text} is no figure"));
        read * 10 + u64::from(digit)
    })
}

/// The nearest whole quotient, a half upwards. A share in percent is that of the hundredfold
/// of a part by the whole.
pub(crate) fn divide_half_up(number: u64, divisor: u64) -> u64 {
    (2 * number + divisor) / (2 * divisor)
}

/// A number with a dot before each three digits.
pub(crate) fn group_digits(number: u64) -> String {
    let digits = number.to_string();
    let mut res = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            res.push('.');
        }
        res.push(digit);
    }
    res
}

/// The amount that words say: `hai trăm ba mươi lăm triệu đồng`.
#[track_caller]
pub(crate) fn read_words(words: &str) -> u64 {
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

/// The amount in words within the brackets of a line: `(Bằng chữ: …)`.
#[track_caller]
pub(crate) fn read_bracketed_words(line: &str) -> u64 {
    let (_, words) = line.split_once("Bằng chữ: ").expect("words in brackets");
    read_words(words.split(')').next().expect("a bracket ends them"))
}

/// The amount behind the words that begin a line, and what its brackets say in words:
/// `Tổng kinh phí: 5.000.000 đồng (Bằng chữ: …)`.
#[track_caller]
pub(crate) fn read_amount_twice(text: &str, start: &str) -> (u64, u64) {
    let mut ends = text.lines().filter_map(|line| line.strip_prefix(start));
    let end = ends.next().unwrap_or_else(|| panic!("no {start}"));
    let (amount, words) = end.split_once(" đồng ").expect("an amount in đồng");
    let amount = read_whole(amount).unwrap_or_else(|| panic!("{amount} is no amount"));
    (amount, read_bracketed_words(words))
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
