//! `{{ … }}` of a text against an indicator of the same formula, and any text at all.

use std::path::Path;

use kehoach::form::{self, Form};
use kehoach::formula::FormulaError;
use kehoach::indicator::{self, Figures, IndicatorPart, PrintedExpression};
use kehoach::prose::{ProsePiece, to_plain};
use kehoach::quantity::Style;
use kehoach::source::Source;
use proptest::prelude::{Just, Strategy, any};
use proptest::{collection, option, prop_assert, prop_assert_eq, prop_oneof, proptest};

use super::super::driver::form_with;
use super::cases;

/// What stands in a formula by itself, over the table of [`form_of`].
const LEAVES: &[&str] = &[
    "2",
    "0,5",
    "5%",
    "b.tong.x",
    "b.tong.y",
    "b[\"Mai Hà\"].x",
    "b[\"Hồ Sơn\"].y",
    "b[\"Mai Hà\"].tl",
    "b.tong.tien",
    "tong(b.x)",
    "tb(b.y)",
    "lon_nhat(b.x)",
    "nho_nhat(b.tien)",
    "dem(b.tl)",
    "nam",
    "chi_tieu.co.dau",
    "chi_tieu.co.giam",
    "chi_tieu.co",
];

fn formula() -> impl Strategy<Value = String> {
    let leaf = (0..LEAVES.len()).prop_map(|at| LEAVES[at].to_owned());
    leaf.prop_recursive(3, 12, 3, |part| {
        let signs = prop_oneof![Just("+"), Just("-"), Just("*"), Just("/")];
        prop_oneof![
            5 => (part.clone(), signs, part.clone())
                .prop_map(|(a, sign, b)| format!("({a} {sign} {b})")),
            1 => part.clone().prop_map(|a| format!("-{a}")),
            1 => (part.clone(), 0..4_usize)
                .prop_map(|(a, places)| format!("lam_tron({a}, {places})")),
            1 => (part.clone(), part.clone(), part)
                .prop_map(|(a, b, c)| format!("neu({a} > 3, {b}, {c})")),
        ]
    })
}

/// A form with an indicator `x` of this formula, computed.
fn form_of(formula: &str, cells: &[Option<i64>; 4]) -> (Form, Figures) {
    let cell = |at: usize| cells[at].map_or("chua_co".to_owned(), |n| n.to_string());
    let [a, b, c, d] = [cell(0), cell(1), cell(2), cell(3)];
    let formula = formula.replace('\'', "''");
    let text = form_with(&format!(
        "bang:
  b:
    cot:
      - {{ ma: ten, nhan: Thôn }}
      - {{ ma: x, nhan: X }}
      - {{ ma: y, nhan: Y }}
      - {{ ma: tl, nhan: Tỷ lệ, kieu: phan_tram, cong_thuc: x / y }}
      - {{ ma: tien, nhan: Tiền, kieu: tien }}
    hang:
      - [Mai Hà, {a}, {b}, 5.000.000]
      - [Hồ Sơn, {c}, {d}, 2.500.001]
    tong: {{}}
chi_tieu:
  co: {{ ten: Có, dau: 12, muc_tieu: 7, don_vi: hộ }}
  x: {{ ten: X, gia_tri: '0 + ({formula})' }}
"
    ));
    let (form, _) = form::read(&Source::new(Path::new("ke-hoach.yaml"), &text));
    let form = form.unwrap();
    let figures = indicator::compute_figures(&form, &vec![None].into(), &[]).figures;
    (form, figures)
}

/// What a text prints of this, or what is wrong with it.
fn printed(
    form: &Form,
    figures: &Figures,
    text: &str,
) -> Result<String, Vec<FormulaError>> {
    let plain = to_plain(&format!("{{{{ {text} }}}}"));
    let Some(ProsePiece::Value { expression, .. }) = plain.lines.iter().flatten().next()
    else {
        return Ok(String::new());
    };
    let faults = || expression.errors().to_vec();
    match figures.printed(&figures.names(form), expression) {
        Ok(PrintedExpression::Text(text)) => Ok(text),
        Ok(PrintedExpression::Pending) => Ok("chưa có".to_owned()),
        Ok(PrintedExpression::Pointer { pointer, .. }) => Ok(pointer.id.clone()),
        Err(found) => Err([found, faults()].concat()),
    }
}

proptest! {
    #![proptest_config(cases(1500))]

    #[test]
    fn a_text_prints_what_an_indicator_of_the_same_formula_prints(
        formula in formula(),
        cells in proptest::array::uniform4(option::weighted(0.95, 0..2_000_i64)),
    ) {
        let (form, figures) = form_of(&formula, &cells);
        let formula = format!("0 + ({formula})");
        let of_indicator = figures.indicator(1, IndicatorPart::Value).unwrap();
        let shown = match of_indicator.figure() {
            Some(figure) => figure.to_string(),
            None => "chưa có".to_owned(),
        };
        match printed(&form, &figures, &formula) {
            Ok(text) => prop_assert_eq!(text, shown, "{}", formula),
            Err(faults) => {
                prop_assert!(!faults.is_empty(), "{}", formula);
                let endless = faults[0].message.contains("không bao giờ hết");
                if !endless {
                    // What has no value prints as known to be open where it is computed.
                    prop_assert_eq!(shown, "chưa có", "{}: {:?}", formula, faults);
                    return Ok(());
                }
                // With a number of places both print the same again.
                let figure = of_indicator.figure().unwrap();
                prop_assert!(figure.value.exact_text().is_none(), "{}", formula);
                prop_assert!(!matches!(figure.style, Style::Year));
                let places = |of: &str| format!("{of} | so_le(3)");
                let text = printed(&form, &figures, &places(&formula)).unwrap();
                let shown = printed(&form, &figures, &places("chi_tieu.x")).unwrap();
                prop_assert_eq!(text, shown, "{}", formula);
            }
        }
    }

    #[test]
    fn any_text_between_braces_prints_or_is_told(
        text in prop_oneof![
            any::<String>(),
            collection::vec(0..LEAVES.len() + 12, 0..12).prop_map(|pieces| {
                let more = [
                    " + ", " - ", " / ", " | so_le(2)", " | bang_chu", " | co_don_vi",
                    " | thay_doi", "muc(\"a\")", "co_quan.ten", "(", ")", "b",
                ];
                let piece = |at: usize| match at.checked_sub(LEAVES.len()) {
                    Some(at) => more[at],
                    None => LEAVES[at],
                };
                pieces.into_iter().map(piece).collect::<String>()
            }),
        ],
    ) {
        let (form, figures) = form_of("1", &[Some(3), Some(8), None, Some(0)]);
        if let Err(faults) = printed(&form, &figures, &text) {
            prop_assert!(!faults.is_empty(), "{}", text);
            for fault in faults {
                prop_assert!(text.trim().get(fault.range.clone()).is_some(), "{:?} in {}", fault, text);
            }
        }
    }
}
