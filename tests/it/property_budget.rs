//! Budgets of any quantities, prices and percents, reckoned again with whole numbers alone:
//! amounts, sums, what is added, rounding, sources and words.

use std::fmt::Write;
use std::path::Path;
use std::sync::Arc;

use kehoach::check::check;
use kehoach::document::{Block, Document, Inline, Row, RowRole, compose};
use kehoach::font::Faces;
use kehoach::form::ByTable;
use kehoach::indicator::compute_figures;
use kehoach::running_text::Dictionary;
use kehoach::source::Source;
use proptest::collection::vec;
use proptest::prelude::*;

use super::base::form_with;
use super::reckoning::{divide_half_up, group_digits, read_whole};

/// A row of the budget: a quantity in tenths, days, and a price in đồng.
#[derive(Debug, Clone)]
struct Item {
    tenths: u64,
    days: u64,
    price: u64,
}

/// A budget as it is typed.
#[derive(Debug, Clone)]
struct TypedBudget {
    items: Vec<Item>,
    /// Percents in hundredths, with whether each is of all above it.
    added: Vec<(u64, bool)>,
    /// The power of ten to which the last total is rounded, and the word for it.
    rounding: Option<(u32, &'static str)>,
    /// The share of the first of two sources, in percent.
    share: u64,
}

fn list_budgets() -> impl Strategy<Value = TypedBudget> {
    let item = (1_u64..1000, 1_u64..30, 1_u64..5_000_000);
    let item = item.prop_map(|(tenths, days, price)| Item { tenths, days, price });
    let roundings = [
        None,
        Some((3, "nghin_dong")),
        Some((4, "chuc_nghin_dong")),
        Some((5, "tram_nghin_dong")),
        Some((6, "trieu_dong")),
    ];
    let added = vec((0_u64..=3000, any::<bool>()), 0..4);
    let rounding = proptest::sample::select(roundings.to_vec());
    (vec(item, 1..6), added, rounding, 0_u64..=100).prop_map(
        |(items, added, rounding, share)| TypedBudget { items, added, rounding, share },
    )
}

/// What the rows of the paper are to say, by whole numbers of tenths of đồng.
struct Expected {
    items: Vec<u64>,
    sum: u64,
    added: Vec<u64>,
    last: u64,
    /// Three times the sum and the last total.
    altogether: u64,
}

fn reckon(budget: &TypedBudget) -> Expected {
    let tenths: Vec<u64> =
        budget.items.iter().map(|item| item.tenths * item.days * item.price).collect();
    let items = tenths.iter().map(|tenth| divide_half_up(*tenth, 10)).collect();
    let sum_in_tenths: u64 = tenths.iter().sum();
    let mut so_far = sum_in_tenths;
    let mut added = Vec::new();
    for (hundredths, of_all) in &budget.added {
        let base = if *of_all { so_far } else { sum_in_tenths };
        // Tenths of đồng, hundredths of a percent.
        let amount = divide_half_up(base * hundredths, 10 * 100 * 100);
        added.push(amount);
        so_far += 10 * amount;
    }
    let last_in_tenths = match budget.rounding {
        Some((power, _)) => {
            let unit = 10 * 10_u64.pow(power);
            divide_half_up(so_far, unit) * unit
        }
        None => so_far,
    };
    Expected {
        items,
        sum: divide_half_up(sum_in_tenths, 10),
        added,
        last: divide_half_up(last_in_tenths, 10),
        altogether: divide_half_up(3 * sum_in_tenths + last_in_tenths, 10),
    }
}

/// The keys of a form with the budget.
fn write_form(budget: &TypedBudget) -> String {
    let mut res = String::from(
        "\
bang:
  du_toan:
    khoa: viec
    so_thu_tu: TT
    cot:
      - { ma: viec, nhan: Nội dung }
      - { ma: so_luong, nhan: Số lượng, kieu: { thap_phan: 1 }, tong: khong }
      - { ma: so_ngay, nhan: Số ngày, kieu: so, tong: khong }
      - { ma: don_gia, nhan: Đơn giá, kieu: tien, tong: khong }
      - { ma: tien, nhan: Thành tiền, kieu: tien, cong_thuc: so_luong * so_ngay * don_gia }
    hang:
",
    );
    for (number, item) in budget.items.iter().enumerate() {
        let Item { tenths, days, price } = item;
        let (whole, part) = (tenths / 10, tenths % 10);
        writeln!(res, "      - [Việc {number}, '{whole},{part}', {days}, {price} đồng]")
            .unwrap();
    }
    res += "    tong:\n";
    if !budget.added.is_empty() {
        res += "      cong_them:\n";
    }
    for (number, (hundredths, of_all)) in budget.added.iter().enumerate() {
        let base = if *of_all { "luy_ke" } else { "cong" };
        let (whole, part) = (hundredths / 100, hundredths % 100);
        writeln!(
            res,
            "        - {{ ma: them{number}, nhan: Khoản {number}, phan_tram: '{whole},{part:02}%', tren: {base} }}"
        )
        .unwrap();
    }
    if let Some((_, word)) = budget.rounding {
        writeln!(res, "      lam_tron: {word}").unwrap();
    }
    let share = budget.share;
    writeln!(res, "      bang_chu: co").unwrap();
    writeln!(res, "      nguon: {{ xa: '{share}%', khac: '{}%' }}", 100 - share).unwrap();
    res += "\
noi_dung:
  - tieu_de: Kinh phí
    bang: du_toan
    muc:
      - tieu_de: Mức
        kinh_phi: { so_tien: du_toan.cuoi.tien }
      - tieu_de: Bốn lần
        doan: 'Bốn lần là {{ du_toan.cuoi.tien + 3 * du_toan.tong.tien }}.'
";
    res
}

fn compose_paper(keys: &str) -> Document {
    let source = Source::new(Path::new("ke-hoach.yaml"), &form_with(keys));
    let (form, found) = kehoach::form::read(&source);
    let form = form.unwrap_or_else(|| panic!("{found:?}\n{keys}"));
    let computed = compute_figures(&form, &ByTable::new(), &[]);
    assert!(computed.form.is_empty(), "{:?}\n{keys}", computed.form);
    let figures = Arc::new(computed.figures);
    let checked = check(
        Some(form),
        &figures,
        &source,
        &Dictionary::default(),
        &Faces::embedded(),
        found,
    );
    let findings = checked.findings;
    compose(&checked.plan.unwrap_or_else(|| panic!("{findings:?}\n{keys}")))
}

/// The rows of the first table.
fn find_rows(document: &Document) -> &[Row] {
    let mut tables = document.body.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    &tables.next().unwrap().rows
}

fn join_text(inlines: &[Inline]) -> String {
    let texts = inlines.iter().map(|inline| match inline {
        Inline::Text { text, .. } => text.as_str(),
        _ => "?",
    });
    texts.collect()
}

/// The last cell of a row, as a whole number.
fn read_amount(row: &Row) -> u64 {
    let text = join_text(&row.cells.last().unwrap().content);
    read_whole(&text).unwrap_or_else(|| panic!("{text}"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn a_budget_says_what_whole_numbers_give(budget in list_budgets()) {
        let document = compose_paper(&write_form(&budget));
        let expected = reckon(&budget);
        let rows = find_rows(&document);
        let has_last = !budget.added.is_empty() || budget.rounding.is_some();
        let plain = rows.iter().filter(|row| row.role == RowRole::Plain);
        prop_assert_eq!(plain.map(read_amount).collect::<Vec<_>>(), expected.items);
        let totals: Vec<_> =
            rows.iter().filter(|row| row.role == RowRole::Total).map(read_amount).collect();
        let wanted =
            if has_last { vec![expected.sum, expected.last] } else { vec![expected.sum] };
        prop_assert_eq!(totals, wanted);
        let below: Vec<_> =
            rows.iter().filter(|row| row.role == RowRole::BelowSum).collect();
        let (added, rest) = below.split_at(budget.added.len());
        let added: Vec<_> = added.iter().map(|row| read_amount(row)).collect();
        prop_assert_eq!(added, expected.added);
        // Over the sources stands `Trong đó`, under them the words.
        let [_, sources @ .., words] = rest else { panic!("{rest:?}") };
        let given: u64 = sources.iter().map(|row| read_amount(row)).sum();
        prop_assert_eq!(given, expected.last);
        let first = expected.last * budget.share;
        prop_assert!((read_amount(sources[0]) * 100).abs_diff(first) < 100);
        let words = join_text(&words.cells[0].content);
        let spelled = words.strip_prefix("(Bằng chữ: ").unwrap().strip_suffix(')').unwrap();
        let read_back = kehoach::quantity::Money::read_words(spelled).unwrap();
        prop_assert_eq!(read_back.dong(), i128::from(expected.last));
        let texts = document.body.iter().filter_map(|block| match block {
            Block::Paragraph(paragraph) => Some(join_text(&paragraph.content)),
            _ => None,
        });
        let texts: Vec<_> = texts.collect();
        prop_assert!(texts[0].contains(&group_digits(expected.last)));
        let altogether = format!("Bốn lần là {} đồng.", group_digits(expected.altogether));
        prop_assert!(texts.iter().any(|text| text.starts_with(&altogether)), "{texts:?}");
    }
}

#[test]
fn a_column_that_takes_away_a_fixed_amount_is_taxed_on_its_sum() {
    let document = compose_paper(
        "\
bang:
  du_toan:
    cot:
      - { ma: viec, nhan: Nội dung }
      - { ma: nay, nhan: Năm nay, kieu: tien }
      - { ma: them, nhan: Cao hơn định mức, kieu: tien, cong_thuc: nay - 1000000 }
    hang:
      - [Thuê xe, 3.000.000]
      - [Thuê rạp, 5.000.000]
    tong:
      cong_them:
        - { ma: thue, nhan: Thuế 8%, phan_tram: 8% }
noi_dung:
  - tieu_de: Kinh phí
    bang: du_toan
",
    );
    let amounts: Vec<_> = find_rows(&document).iter().map(read_amount).collect();
    assert_eq!(amounts, [2_000_000, 4_000_000, 6_000_000, 480_000, 6_480_000]);
}
