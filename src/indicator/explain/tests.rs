//! Where figures come from: what the tree says of them, and what it says once.

use std::path::Path;

use super::*;
use crate::form;
use crate::formula::{ExprKind, parse_formula};
use crate::indicator::compute_figures;
use crate::source::Source;

const TABLES: &str = "\
kehoach: 1
bang:
  dan_so:
    cot:
      - { ma: thon, nhan: Thôn }
      - { ma: ho, nhan: Số hộ }
    hang:
      - [Mai Hà, 202]
      - [Hà Tràng, 113]
  ngheo:
    cot:
      - { ma: thon, nhan: Thôn }
      - { ma: dau, nhan: Đầu năm }
      - { ma: giam, nhan: Giảm }
      - { ma: cuoi, nhan: Cuối năm, cong_thuc: dau - giam }
      - { ma: tl, nhan: Tỷ lệ, kieu: phan_tram, cong_thuc: \"cuoi / dan_so[thon].ho\", tong: khong }
      - { ma: phan, nhan: Phần, kieu: phan_tram, cong_thuc: cuoi / tong(cuoi) }
    tong: { nhan: Tổng cộng }
    hang:
      - [Mai Hà, 3, 1]
      - [Hà Tràng, 3, -4]
chi_tieu:
  ho_ngheo: { ten: Số hộ nghèo, dau: ngheo.tong.dau, muc_tieu: ngheo.tong.cuoi - 1 }
";

fn explain(keys: &str, name: &str) -> Explanation {
    let source = Source::new(Path::new("ke-hoach.yaml"), keys);
    let form = form::read(&source).0.unwrap();
    let figures = compute_figures(&form, &form::ByTable::new(), &[]).figures;
    let ExprKind::Ref(reference) = parse_formula(name).unwrap().kind else {
        panic!("{name}")
    };
    let (target, _) = figures.find(&form, name, &reference).unwrap();
    figures.explain(&form, figures.figure_id(&target).unwrap())
}

/// The tree with a figure a line: `name = shown: formula = numbers`.
fn print_tree(explanation: &Explanation, depth: usize, res: &mut Vec<String>) {
    let shown = explanation.shown.as_deref().unwrap_or("-");
    let derivation = match &explanation.derivation {
        Derivation::Typed(_) => String::new(),
        Derivation::Formula(worked) => {
            format!(": {} = {}", worked.formula, worked.numbers)
        }
        Derivation::Rows(parts) => {
            format!(": {} of {}", parts.function.name(), parts.count)
        }
        Derivation::Repeated => ": repeated".to_owned(),
        Derivation::Nowhere => ": nowhere".to_owned(),
    };
    res.push(format!("{}{} = {shown}{derivation}", "  ".repeat(depth), explanation.name));
    let inputs = match &explanation.derivation {
        Derivation::Formula(worked) => &worked.inputs[..],
        Derivation::Rows(parts) => &parts.first,
        Derivation::Typed(_) | Derivation::Repeated | Derivation::Nowhere => &[],
    };
    inputs.iter().for_each(|input| print_tree(input, depth + 1, res));
}

#[track_caller]
fn tree(keys: &str, name: &str, expected: &[&str]) {
    let mut res = Vec::new();
    print_tree(&explain(keys, name), 0, &mut res);
    assert_eq!(res, expected);
}

#[test]
fn a_cell_is_explained_down_to_what_is_typed_in_its_own_table_and_another() {
    tree(
        TABLES,
        "ngheo[\"Hà Tràng\"].tl",
        &[
            "ngheo[\"Hà Tràng\"].tl = 6,19%: cuoi / dan_so[thon].ho = 7 / 113",
            "  ngheo[\"Hà Tràng\"].cuoi = 7: dau - giam = 3 - (-4)",
            "    ngheo[\"Hà Tràng\"].dau = 3",
            "    ngheo[\"Hà Tràng\"].giam = -4",
            "  dan_so[\"Hà Tràng\"].ho = 113",
        ],
    );
}

#[test]
fn a_figure_that_stands_twice_in_the_tree_is_explained_once() {
    tree(
        TABLES,
        "ngheo[\"Mai Hà\"].phan",
        &[
            "ngheo[\"Mai Hà\"].phan = 22,22%: cuoi / tong(cuoi) = 2 / 9",
            "  ngheo[\"Mai Hà\"].cuoi = 2: dau - giam = 3 - 1",
            "    ngheo[\"Mai Hà\"].dau = 3",
            "    ngheo[\"Mai Hà\"].giam = 1",
            "  tong(ngheo.cuoi) = 9: tong of 2",
            "    ngheo[\"Mai Hà\"].cuoi = 2: repeated",
            "    ngheo[\"Hà Tràng\"].cuoi = 7: dau - giam = 3 - (-4)",
            "      ngheo[\"Hà Tràng\"].dau = 3",
            "      ngheo[\"Hà Tràng\"].giam = -4",
        ],
    );
}

#[test]
fn a_change_is_its_two_ends() {
    let explanation = explain(TABLES, "chi_tieu.ho_ngheo.giam");
    let Derivation::Formula(worked) = &explanation.derivation else {
        panic!("{explanation:?}")
    };
    assert_eq!((explanation.shown.as_deref(), worked.span), (Some("-2"), None));
    assert_eq!(worked.formula, "dau - muc_tieu");
    assert_eq!(worked.numbers, "6 - 8");
    let names: Vec<_> = worked.inputs.iter().map(|input| input.name.as_str()).collect();
    assert_eq!(names, ["chi_tieu.ho_ngheo.dau", "chi_tieu.ho_ngheo.muc_tieu"]);
    let Derivation::Formula(goal) = &worked.inputs[1].derivation else {
        panic!("{explanation:?}")
    };
    assert_eq!(goal.numbers, "9 - 1");
}

#[test]
fn a_typed_figure_has_the_place_of_its_cell() {
    let explanation = explain(TABLES, "ngheo[\"Mai Hà\"].giam");
    let Derivation::Typed(ValueOrigin::Form(span)) = explanation.derivation else {
        panic!("{explanation:?}")
    };
    assert_eq!(span.start, TABLES.find("1]").unwrap());
    assert_eq!(explanation.given, None);
}

#[test]
fn of_a_long_sum_the_first_rows_are_explained_and_the_rest_counted() {
    let rows: String = (1..=25).map(|n| format!("      - [Thôn {n}, {n}]\n")).collect();
    let keys = format!(
        "kehoach: 1\nbang:\n  b:\n    cot: [{{ ma: t, nhan: T }}, {{ ma: n, nhan: N }}]\n    hang:\n{rows}"
    );
    let explanation = explain(&keys, "b.tong.n");
    let Derivation::Rows(parts) = &explanation.derivation else {
        panic!("{explanation:?}")
    };
    assert_eq!((parts.first.len(), parts.count), (20, 25));
    assert_eq!(explanation.shown.as_deref(), Some("325"));
}

#[test]
fn a_given_figure_is_shown_beside_the_computed_one() {
    let (tables, _) = TABLES.split_once("chi_tieu").unwrap();
    let with = |total: &str| format!("{tables}      - [Tổng cộng, {total}]\n");
    let same = explain(&with("6, -3"), "ngheo.tong.dau");
    let given = same.given.unwrap();
    assert!(matches!(given.origin, ValueOrigin::Form(_)) && given.differs.is_none());
    let other = explain(&with("5, -3"), "ngheo.tong.dau");
    assert_eq!(other.given.unwrap().differs, Some(Value::Number(Number::from(5_i64))));
    assert_eq!(other.value, Some(Value::Number(Number::from(6_i64))));
    assert_eq!(other.shown.as_deref(), Some("5"));
}

#[test]
fn a_total_that_cannot_be_computed_is_where_it_is_given() {
    let keys = TABLES
        .replace("tong: { nhan: Tổng cộng }", "tong: { gia_tri: { tl: \"2,27\" } }");
    let explanation = explain(&keys, "ngheo.tong.tl");
    let Derivation::Typed(ValueOrigin::Form(span)) = explanation.derivation else {
        panic!("{explanation:?}")
    };
    assert_eq!(span.start, keys.find("\"2,27").unwrap());
    assert_eq!(explanation.shown.as_deref(), Some("2,27%"));
}

#[test]
fn what_is_pending_is_shown_as_pending() {
    let keys = TABLES.replace("[Mai Hà, 3, 1]", "[Mai Hà, chua_co, 1]");
    tree(
        &keys,
        "ngheo[\"Mai Hà\"].cuoi",
        &[
            "ngheo[\"Mai Hà\"].cuoi = …………: dau - giam = chưa có - 1",
            "  ngheo[\"Mai Hà\"].dau = …………",
            "  ngheo[\"Mai Hà\"].giam = 1",
        ],
    );
}

#[test]
fn a_long_number_is_cut_off_not_rounded() {
    assert_eq!(format_exactly(&ratio(51, 1545)), "0,033009708…");
    assert_eq!(format_exactly(&ratio(2, 3)), "0,666666666…");
    assert_eq!(format_exactly(&ratio(-2, 3)), "-0,666666666…");
    assert_eq!(format_exactly(&ratio(-1, 4_000_000_000)), "-0,000000000…");
    assert_eq!(format_exactly(&ratio(1545, 2)), "772,5");
    assert_eq!(format_exactly(&ratio(12_360, 8)), "1.545");
}

#[test]
fn a_typed_word_that_is_not_the_computed_one_is_told_beside_it() {
    let keys = "kehoach: 1\nbang:\n  b:\n    cot:\n      - { ma: t, nhan: Tên }\n      - { ma: w, nhan: W, kieu: chu, cong_thuc: 'neu(n > 5, \"lớn\", \"nhỏ\")' }\n      - { ma: n, nhan: N }\n    hang:\n      - [Mai Hà, Nhỏ, 3]\n      - [Hồ Sơn, nhỏ, 9]\n      - [Hà Tràng, 9]\n";
    let differs = |name: &str| explain(keys, name).given.map(|given| given.differs);
    let word = |text: &str| Some(Value::Text(text.to_owned()));
    assert_eq!(differs("b[\"Mai Hà\"].w"), Some(None));
    assert_eq!(differs("b[\"Hồ Sơn\"].w"), Some(word("nhỏ")));
    assert_eq!(differs("b[\"Hà Tràng\"].w"), None);
}

fn ratio(part: i64, whole: i64) -> Number {
    Number::from(part).div(&Number::from(whole)).unwrap()
}

#[test]
fn what_is_added_below_a_sum_is_explained_as_it_is_computed() {
    let keys = "kehoach: 1\nbang:\n  b:\n    cot:\n      - { ma: t, nhan: Tên }\n      - { ma: a, nhan: Năm đầu, kieu: tien }\n      - { ma: hai, nhan: Hai năm, kieu: tien, cong_thuc: a * 2 }\n      - { ma: con, nhan: Còn lại, kieu: tien, cong_thuc: a - 2000000, tong: co }\n    tong:\n      nhan: Cộng\n      cong_them:\n        - { ma: thue, nhan: Thuế, phan_tram: 10% }\n    hang:\n      - [Họp, 10000000]\n";
    let line = |name: &str| {
        let mut res = Vec::new();
        print_tree(&explain(keys, name), 0, &mut res);
        res.swap_remove(0)
    };
    assert_eq!(line("b.thue.hai"), "b.thue.hai = 2.000.000 đồng: a * 2 = 1.000.000 * 2");
    // Less so much of the whole is not so much less of a part.
    assert_eq!(
        line("b.thue.con"),
        "b.thue.con = 800.000 đồng: 10% * b.tong.con = 10% * 8.000.000"
    );
}
