//! What formulas are read as.

use super::tree;
use crate::formula::{Aggregate, Expr, Ref, RefContext, parse_condition, parse_formula};

/// Formulas and their trees.
const FORMULAS: &[(&str, &str)] = &[
    ("dau - giam", "(- dau giam)"),
    ("a - b - c", "(- (- a b) c)"),
    ("a + b * c", "(+ a (* b c))"),
    ("(a + b) * 2,5", "(* (+ a b) 2.5)"),
    ("a / b / c * d", "(* (/ (/ a b) c) d)"),
    ("a × b ÷ c", "(/ (* a b) c)"),
    ("-a * -b", "(* (neg a) (neg b))"),
    ("a - -b", "(- a (neg b))"),
    ("a − b – c", "(- (- a b) c)"),
    ("a-b", "(- a b)"),
    ("1545 - 0,125", "(- 1545 0.125)"),
    ("2.5 + 1.250.000 + 4,08", "(+ (+ 2.5 1250000) 4.08)"),
    ("5% + 3,30 %", "(+ 0.05 0.033)"),
    ("80% * dau", "(* 0.8 dau)"),
    ("Dau + GIAM", "(+ dau giam)"),
    ("tỷ_lệ + ty\u{309}_lệ", "(+ tỷ_lệ tỷ_lệ)"),
    ("tong(dau)", "(tong dau)"),
    ("TỔNG(dau) / Tb (x)", "(/ (tong dau) (tb x))"),
    ("lon_nhat(x) - nho_nhat(x) + dem(x)", "(+ (- (lon_nhat x) (nho_nhat x)) (dem x))"),
    ("tong(dan_so.ho)", "(tong dan_so.ho)"),
    ("lam_tron(x, 0)", "(lam_tron x 0)"),
    ("lam_tron(x,2)", "(lam_tron x 2)"),
    ("lam_tron(x;2)", "(lam_tron x 2)"),
    ("lam_tron(2,5; 2)", "(lam_tron 2.5 2)"),
    ("neu(ho = 0, 0, giam / ho)", "(neu (= ho 0) 0 (/ giam ho))"),
    ("neu(ho = 0;0;giam / ho)", "(neu (= ho 0) 0 (/ giam ho))"),
    (
        "Nếu(a > 1 và b < 2, \"đạt\", “chưa đạt”)",
        "(neu (va (> a 1) (< b 2)) \"đạt\" \"chưa đạt\")",
    ),
    ("dan_so[thon].ho", "dan_so[thon].ho"),
    (
        "dan_so[\"Mai Hà\"].ho / dan_so.tong.ho",
        "(/ dan_so[\"Mai Hà\"].ho dan_so.tong.ho)",
    ),
    ("dan_so[ 'Mai Hà' ] . ho", "dan_so[\"Mai Hà\"].ho"),
    ("dan_so[\"Tổ “A”\"].ho", "dan_so[\"Tổ “A”\"].ho"),
    ("chi_tieu.x.dau - nam", "(- chi_tieu.x.dau nam)"),
    ("bang.va.khong", "bang.va.khong"),
    ("B7 + q1", "(+ b7 q1)"),
    ("31/12/2023", "2023-12-31"),
    ("31 / 12 / 2023", "(/ (/ 31 12) 2023)"),
    ("dem", "dem"),
];

/// Conditions and their trees.
const CONDITIONS: &[(&str, &str)] = &[
    ("giam <= dau", "(<= giam dau)"),
    ("dau + cn_dau <= ho", "(<= (+ dau cn_dau) ho)"),
    ("a = b", "(= a b)"),
    ("a <> b hoac a ≠ b", "(hoac (<> a b) (<> a b))"),
    ("a ≤ b và b ≥ c", "(va (<= a b) (>= b c))"),
    ("a = 1 hoac b = 2 va c = 3", "(hoac (= a 1) (va (= b 2) (= c 3)))"),
    ("khong a = 1 va b = 2", "(va (khong (= a 1)) (= b 2))"),
    ("KHÔNG (a = 1 hoặc b = 2)", "(khong (hoac (= a 1) (= b 2)))"),
    ("khong khong a = 1", "(khong (khong (= a 1)))"),
    ("(a) = (b)", "(= a b)"),
    ("thon <> \"Mai Hà\"", "(<> thon \"Mai Hà\")"),
    ("ngay_xong <= 31/12/2023", "(<= ngay_xong 2023-12-31)"),
    ("neu(a > 1, b, c) = d", "(= (neu (> a 1) b c) d)"),
];

fn read(text: &str) -> Expr<Ref> {
    parse_formula(text).unwrap_or_else(|errors| panic!("{text}: {errors:?}"))
}

#[test]
fn formulas_are_read_as_in_school() {
    for (text, wanted) in FORMULAS {
        assert_eq!(tree(&read(text)), *wanted, "{text}");
    }
}

#[test]
fn conditions_are_read_as_they_are_said() {
    for (text, wanted) in CONDITIONS {
        let read =
            parse_condition(text).unwrap_or_else(|errors| panic!("{text}: {errors:?}"));
        assert_eq!(tree(&read), *wanted, "{text}");
    }
}

#[test]
fn every_part_knows_its_place() {
    let text = "lam_tron((dau - giam) / dan_so[\"Mai Hà\"].ho, 2)";
    let whole = read(text);
    assert_eq!(&text[whole.range.clone()], text);
    let places: Vec<_> = whole.refs().map(|(r, _)| &text[r.range.clone()]).collect();
    assert_eq!(places, ["dau", "giam", "dan_so[\"Mai Hà\"].ho"]);
}

#[test]
fn references_come_in_order_with_what_is_wanted_of_them() {
    let read = read("neu(a = tong(b), c[d].e, lam_tron(f / dem(g), 1))");
    let found: Vec<_> = read.refs().map(|(r, wanted)| (super::path(r), wanted)).collect();
    let wanted = [
        ("a", RefContext::Cell),
        ("b", RefContext::Column(Aggregate::Sum)),
        ("c[d].e", RefContext::Cell),
        ("f", RefContext::Cell),
        ("g", RefContext::Column(Aggregate::Count)),
    ];
    assert_eq!(found, wanted.map(|(path, wanted)| (path.to_owned(), wanted)));
}

#[test]
fn every_reference_is_looked_up_even_after_one_was_not_found() {
    let read = read("neu(a = b, c + tong(d), -e)");
    let mut asked = Vec::new();
    let found = read.resolve(&mut |r: &Ref, _| {
        asked.push(r.head.name.clone());
        (r.head.name != "a" && r.head.name != "c").then_some(())
    });
    assert_eq!(found, None);
    assert_eq!(asked, ["a", "b", "c", "d", "e"]);
}

#[test]
fn a_resolved_formula_is_the_same_formula() {
    for (text, _) in FORMULAS {
        let read = read(text);
        assert_eq!(read.resolve(&mut |r: &Ref, _| Some(r.clone())), Some(read), "{text}");
    }
}

#[test]
fn a_ratio_is_told_from_a_share_of_a_constant() {
    for text in
        ["giam / ho", "1 - a / (b + 2)", "lam_tron(a / b, 2)", "neu(a = 0, 0, 1 / a)"]
    {
        assert!(read(text).divides_by_ref(), "{text}");
    }
    for text in ["a / 2", "dau - giam", "a / tong(a)", "a / (2 * 3)"] {
        assert!(!read(text).divides_by_ref(), "{text}");
    }
}

#[test]
fn a_percent_made_by_hand_is_noticed() {
    for text in [
        "giam / ho * 100",
        "100 * giam / ho",
        "lam_tron(a / b * 100, 2)",
        "giam * 100 / ho",
    ] {
        assert!(read(text).is_times_hundred(), "{text}");
    }
    for text in ["giam / ho", "a + 100", "a / 100", "a / (b * 100)", "100 - a / b"] {
        assert!(!read(text).is_times_hundred(), "{text}");
    }
}
