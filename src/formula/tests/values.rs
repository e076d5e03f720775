//! What formulas give, and what is reported where they give nothing.

use chrono::NaiveDate;

use crate::formula::{
    Aggregate, Env, EvalCause, Expr, FormulaError, Ref, Truth, Value, evaluate,
    evaluate_condition, parse_condition, parse_formula,
};
use crate::quantity::Number;

/// Three columns `a`, `b`, `c` with a number each.
pub(super) struct Columns(pub(super) [i64; 3]);

impl Env<Ref> for Columns {
    type NoValue = ();

    fn value(&self, reference: &Ref) -> Result<Value, ()> {
        let index = ["a", "b", "c"].iter().position(|name| *name == reference.head.name);
        Ok(Number::from(self.0[index.ok_or(())?]).into())
    }

    fn column(&self, _: &Ref, _: Aggregate) -> Result<Vec<Value>, ()> {
        Err(())
    }
}

/// A row of a table: `ho` 202, `dau` 3, `khong_ho` 0, `mo` open, `thon` and `ngay` no
/// numbers, and what begins with `trong` missing; the columns `so`, `chu`, `ho_mo`.
struct Row;

impl Env<Ref> for Row {
    type NoValue = String;

    fn value(&self, reference: &Ref) -> Result<Value, String> {
        Ok(match reference.head.name.as_str() {
            "ho" => Number::from(202_i64).into(),
            "dau" => Number::from(3_i64).into(),
            "khong_ho" => Number::ZERO.into(),
            "mo" => Value::Pending,
            "thon" => Value::Text("Mai  Hà".to_owned()),
            "ngay" => Value::Date(NaiveDate::from_ymd_opt(2023, 11, 30).unwrap()),
            name => return Err(name.to_owned()),
        })
    }

    fn column(&self, column: &Ref, function: Aggregate) -> Result<Vec<Value>, String> {
        let number = |n: i64| Value::from(Number::from(n));
        Ok(match column.head.name.as_str() {
            "so" => vec![number(4), number(-1), number(6)],
            "so_mo" => vec![number(4), Value::Pending],
            "chu" => vec![number(4), Value::Text("Mai Hà".to_owned())],
            "rong" => vec![],
            name => return Err(format!("{name} for {}", function.name())),
        })
    }
}

fn read(text: &str) -> Expr<Ref> {
    parse_formula(text).or_else(|_| parse_condition(text)).unwrap()
}

fn shown(text: &str) -> String {
    match evaluate(&read(text), &Row) {
        Ok(value) => value.to_string(),
        Err(error) => {
            let missing =
                |name: &String| FormulaError::new(0..0, format!("thiếu {name}"));
            let told = error.describe(text, missing);
            format!("‹{}› {}", &text[told.range], told.message)
        }
    }
}

#[test]
fn formulas_give_exact_values() {
    for (text, wanted) in [
        ("ho - dau * 2", "196"),
        ("dau / ho", "≈ 0,014851"),
        ("lam_tron(dau / ho, 4) * 10000", "149"),
        ("lam_tron(2,675; 2)", "2,68"),
        ("lam_tron(-2,5, 0)", "-3"),
        ("1 / 3 * 3", "1"),
        ("5% * ho", "10,1"),
        ("1545 * 1000000", "1.545.000.000"),
        (
            "99999999999999999999 * 99999999999999999999",
            "9.999.999.999.999.999.999.800.000.000.000.000.000.001",
        ),
        ("tong(so)", "9"),
        ("tb(so)", "3"),
        ("lon_nhat(so) - nho_nhat(so)", "7"),
        ("dem(so) + dem(chu) + dem(rong) + dem(so_mo)", "7"),
        ("tong(rong)", "0"),
        ("neu(thon = \"mai hà\", ngay, 1)", "30/11/2023"),
        ("neu(khong_ho = 0, 0, ho / khong_ho)", "0"),
        ("neu(khong_ho <> 0 va ho / khong_ho > 1, 1, thon)", "“Mai  Hà”"),
    ] {
        assert_eq!(shown(text), wanted, "{text}");
    }
}

#[test]
fn what_is_open_stays_open() {
    for text in [
        "mo + 1",
        "1 - mo",
        "mo * 0",
        "mo / ho",
        "-mo",
        "lam_tron(mo, 2)",
        "tong(so_mo)",
        "tb(so_mo)",
        "lon_nhat(so_mo)",
        "neu(mo > 1, 1, 2)",
        "neu(ho > 1, mo, 2)",
    ] {
        assert_eq!(shown(text), "chưa có", "{text}");
    }
    assert_eq!(shown("neu(ho > 1, 1, mo)"), "1");
}

#[test]
fn what_has_no_value_is_told_at_its_place() {
    for (text, wanted) in [
        ("ho / khong_ho + 1", "‹khong_ho› `khong_ho` bằng 0, không chia được"),
        ("1 / (dau - 3)", "‹(dau - 3)› `(dau - 3)` bằng 0, không chia được"),
        ("mo / khong_ho", "‹khong_ho› `khong_ho` bằng 0, không chia được"),
        ("ho + trong_o", "‹trong_o› thiếu trong_o"),
        ("tong(trong_cot)", "‹tong(trong_cot)› thiếu trong_cot for tong"),
        ("ho + thon", "‹thon› `thon` là “Mai  Hà”, không phải là số"),
        ("ngay - 1", "‹ngay› `ngay` là 30/11/2023, không phải là số"),
        ("tong(chu)", "‹tong(chu)› trong cột có “Mai Hà”, không phải là số"),
        ("tb(rong)", "‹tb(rong)› cột chưa có số liệu, `tb` không có giá trị"),
        (
            "nho_nhat(rong)",
            "‹nho_nhat(rong)› cột chưa có số liệu, `nho_nhat` không có giá trị",
        ),
        (
            "neu(thon = 5, 1, 2)",
            "‹thon = 5› “Mai  Hà” là chữ, 5 là số, không so sánh với nhau được",
        ),
        (
            "neu(thon < thon, 1, 2)",
            "‹thon < thon› hai đoạn chữ không so sánh hơn kém được",
        ),
    ] {
        assert_eq!(shown(text), wanted, "{text}");
    }
}

#[test]
fn a_condition_that_fails_says_which_comparison_and_by_how_much() {
    let text = "ho > 1 va dau + 300 <= ho va ho < 1";
    let Ok(Truth::No(failed)) = evaluate_condition(&read(text), &Row) else {
        panic!("{text}")
    };
    let [only] = &failed[..] else { panic!("{failed:?}") };
    assert_eq!(&text[only.range.clone()], "dau + 300 <= ho");
    assert_eq!(only.sides.clone().map(|side| &text[side]), ["dau + 300", "ho"]);
    assert_eq!(
        (only.left.to_string(), only.right.to_string()),
        ("303".into(), "202".into())
    );
    assert_eq!(only.difference, Some(Number::from(101_i64)));
}

#[test]
fn every_way_out_that_fails_is_given() {
    for (text, wanted) in [
        ("ho = 1 hoac dau = 2 hoac thon = \"x\"", "ho = 1; dau = 2; thon = \"x\""),
        ("khong (ho = 202 va dau = 3)", "ho <> 202; dau <> 3"),
        ("khong (ho = 1 hoac dau > 2)", "dau <= 2"),
        ("khong khong ho < 5", "ho < 5"),
    ] {
        let Ok(Truth::No(failed)) = evaluate_condition(&read(text), &Row) else {
            panic!("{text}")
        };
        let said = failed.iter().map(|one| {
            let [left, right] = one.sides.clone().map(|side| &text[side]);
            format!("{left} {} {right}", one.wanted.sign())
        });
        assert_eq!(said.collect::<Vec<_>>().join("; "), wanted, "{text}");
    }
}

#[test]
fn a_condition_holds_fails_or_is_open() {
    for (text, wanted) in [
        ("dau <= ho", "Yes"),
        ("mo <= ho", "Open"),
        ("mo <= ho va ho < 1", "No"),
        ("ho < 1 va mo <= ho", "No"),
        ("mo <= ho va ho > 1", "Open"),
        ("mo <= ho hoac ho > 1", "Yes"),
        ("mo <= ho hoac ho < 1", "Open"),
        ("khong mo = 1", "Open"),
        ("thon = \"MAI Ha\u{300}\"", "Yes"),
        ("thon <> \"Mai Ha\"", "Yes"),
        ("ngay <= 30/11/2023 va ngay > 29/11/2023", "Yes"),
        ("dau / ho = 3 / 202", "Yes"),
        ("khong_ho <> 0 va ho / khong_ho > 1", "No"),
    ] {
        let truth = match evaluate_condition(&read(text), &Row).unwrap() {
            Truth::Yes => "Yes",
            Truth::No(_) => "No",
            Truth::Pending => "Open",
        };
        assert_eq!(truth, wanted, "{text}");
    }
}

#[test]
fn the_cause_carries_what_the_caller_said() {
    let error = evaluate(&read("ho + trong_o"), &Row).unwrap_err();
    assert_eq!(error.cause, EvalCause::Missing("trong_o".to_owned()));
}
