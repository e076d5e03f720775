//! What tests work out again from a paper: the cells of its tables, figures as whole numbers,
//! and the amounts that words say. Nothing here is the program's own.

/// The rows of the tables of a paper, by cells.
pub(crate) fn list_rows(text: &str) -> Vec<Vec<&str>> {
    text.lines().map(|line| line.split('\t').collect()).collect()
}

/// `1.250.000` and `2,25` as whole numbers, the latter in hundredths.
pub(crate) fn read_whole(text: &str) -> Option<u64> {
    let is_figure = text.chars().all(|c| c.is_ascii_digit() || c == '.' || c == ',');
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    if is_figure { digits.parse().ok() } else { None }
}

/// A share of a whole in a power of ten, half of one upwards: of 100 in percent, of 10,000 in
/// hundredths of a percent.
pub(crate) fn round_share(part: u64, whole: u64, of: u64) -> u64 {
    (part * of * 2 + whole) / (whole * 2)
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
