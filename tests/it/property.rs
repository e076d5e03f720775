//! Any text comes out as it went in, and no form, however broken, is too much.

use kehoach::build::Timings;
use kehoach::source::Source;
use kehoach::{document, rule};
use proptest::prelude::{Just, ProptestConfig, Strategy, any, prop_oneof};
use proptest::{collection, prop_assert, prop_assert_eq, proptest, sample};
use unicode_normalization::UnicodeNormalization as _;

use super::driver::{AsForm, Form, PLANS, data_form, engine, form_with, paper};
use super::pdf::read::{Pdf, squeeze};

/// So many cases; what fails is printed, not kept in a file.
fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

/// Signs that mean something to YAML, to prose, to a template or to Typst.
const SIGNS: &str = "#[]{}()$*_<>@\\/|~^`'\"!?&%+-=,.;:“”‘’–…";

/// A word of Vietnamese letters, in one part or in two, or of signs.
fn word() -> impl Strategy<Value = String> {
    let letters: Vec<char> =
        "aăâbcdđeêghiklmnoôơpqrstuưvxyzÀẢÃÁẠẰẲẴẮẶẦẨẪẤẬèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵĐ"
            .chars()
            .collect();
    let signs: Vec<char> = SIGNS.chars().collect();
    let text = |from: Vec<char>, most| {
        collection::vec(sample::select(from), 1..most)
            .prop_map(|chars| chars.into_iter().collect::<String>())
    };
    prop_oneof![
        4 => text(letters.clone(), 7),
        1 => text(letters, 7).prop_map(|word| word.nfd().collect()),
        2 => text(signs, 4),
        1 => Just("#let".to_owned()),
        1 => Just("//".to_owned()),
        1 => (1..99_999_u32).prop_map(|n| n.to_string()),
    ]
}

/// A short text that ends in a letter, so that its field's own checks let it be.
fn text() -> impl Strategy<Value = String> {
    let text = collection::vec(word(), 1..6).prop_map(|words| words.join(" "));
    // `x eâ x` is a text of VNI, and an error.
    text.prop_filter("in an old code", |text| {
        kehoach::language::find_old_text(std::iter::once(text.as_str())).is_none()
    })
}

/// As a plain field takes it, in the quotes of YAML.
fn plain(text: &str) -> String {
    format!("'x {} x'", text.replace("{{", "\\{{").replace('\'', "''"))
}

/// As a prose field takes it: a backslash before what would mean something.
fn prose(text: &str) -> String {
    let escaped = text.replace("{{", "\\{{").replace('*', "\\*").replace('[', "\\[");
    format!("'x {} x'", escaped.replace('\'', "''"))
}

/// As it comes out of the paper.
fn printed(text: &str) -> String {
    squeeze(&format!("x {} x", text.nfc().collect::<String>()))
}

proptest! {
    #![proptest_config(cases(96))]

    /// Text in, text out, in every kind of field. What is not the same letter by letter:
    /// letters compose (NFC), white space is one space, what looks like a Vietnamese letter
    /// is that letter, and names that the paper prints in capitals have capitals.
    #[test]
    fn any_text_comes_out_of_the_paper_as_it_went_in(
        texts in collection::vec(text(), FIELDS),
    ) {
        let form = form_of(&texts);
        let copied = Pdf::read(&paper(&form).pdf).text();
        for (number, text) in texts.iter().enumerate() {
            let wanted = solid(&printed(text));
            let capitals = wanted.to_uppercase();
            let copied = solid(&copied);
            prop_assert!(
                copied.contains(&wanted)
                    || CAPITALS.contains(&number) && copied.contains(&capitals),
                "{wanted:?} is not in {copied:?}\n{form}"
            );
        }
    }

    #[test]
    fn plain_text_is_never_read_again(texts in collection::vec(text(), 2)) {
        // What looks like an expression comes from a value, not from the form's text.
        let form = form_with(&format!(
            "co_quan:\n  ten: Ủy ban nhân dân xã Kim Liên\n  ten_tat: {}\n  dia_danh: Kim Liên\nnoi_dung:\n  - tieu_de: Một\n    doan: a {{{{ co_quan.ten_tat }}}} b\nbo_qua:\n{}",
            plain(&texts[0]), silences(),
        ));
        let paper = paper(&form);
        let wanted = format!("a {} b", printed(&texts[0]));
        prop_assert!(squeeze(&paper.text).contains(&wanted), "{wanted:?}\n{}", paper.text);
    }
}

/// Fields of [`form_of`].
const FIELDS: usize = 32;

/// Those that the paper prints in capitals.
const CAPITALS: [usize; 8] = [12, 13, 14, 15, 16, 17, 18, 25];

/// A form with each text in a field of its own.
fn form_of(texts: &[String]) -> String {
    let plain: Vec<_> = texts.iter().map(|t| plain(t)).collect();
    let prose: Vec<_> = texts.iter().map(|t| prose(t)).collect();
    let body = format!(
        "noi_dung:
  - tieu_de: Một
    muc:
      - tieu_de: {}
        doan: {}
  - tieu_de: Hai
    doan_danh_so: [{}]
    nhiem_vu: [{{ tieu_de: {}, ket_qua: {}, phan_cong: {{ chu_tri: Ban, phoi_hop: [{}] }} }}]
    bang:
      tieu_de: {}
      cot: [{{ nhan: {} }}]
      hang: [[{}]]
",
        plain[0], prose[1], prose[2], plain[3], prose[4], plain[5], plain[6], plain[7], plain[8],
    );
    let rest = format!(
        "van_ban:
  so: 5
  ngay: 2023-05-20
  trich_yeu: {}
  luu_hanh: {}
  nguoi_soan: {}
  lien_he: {}
chu_thich:
  a: {}
ket_thuc: Hết[^a]
noi_nhan:
  - {}
  - luu: {}
bo_qua:
{}",
        plain[9],
        plain[17],
        plain[18],
        plain[19],
        prose[10],
        plain[11],
        plain[20],
        silences(),
    );
    form_with(&(body + &rest + &rest_of_form(&plain, &prose)))
}

/// The fields that print in capitals, and more of those that do not.
fn rest_of_form(plain: &[String], prose: &[String]) -> String {
    format!(
        "co_quan:
  ten: {}
  chu_quan: {}
  dia_danh: {}
ky:
  thay_mat: {}
  chuc_vu: {}
  ho_ten: {}
phu_luc:
  - tieu_de: {}
    doan: {}
    muc: [{{ tieu_de: Ba, doan: {} }}]
    phan_cong: [{{ don_vi: {}, noi_dung: {} }}]
    bang:
      don_vi_tinh: {}
      cot: [{{ nhan: {}, cot: [{{ nhan: Cột }}] }}]
      hang: [[chữ]]
      ghi_chu: [{}]
can_cu:
  dan: {}
  van_ban: [ {} ]
",
        plain[12],
        plain[13],
        plain[21],
        plain[14],
        plain[15],
        plain[22],
        plain[16],
        prose[23],
        prose[24],
        plain[25],
        prose[26],
        plain[27],
        plain[28],
        plain[29],
        plain[30],
        plain[31],
    )
}

/// Every rule is silent: random words break some of them.
fn silences() -> String {
    let one = |rule: &rule::Rule| format!("  - {{ ma: {}, ly_do: thử }}\n", rule.code);
    rule::list_rules().into_iter().map(one).collect()
}

/// Without white space: a long word may be broken at the end of a line.
fn solid(text: &str) -> String {
    text.split_whitespace().collect()
}

/// A way of breaking a form.
#[derive(Debug, Clone)]
enum Harm {
    /// A character put in.
    Put(usize, char),
    /// Characters taken out.
    Take(usize, usize),
    /// A sign of YAML given as one that looks like it.
    Swap(usize, usize),
    /// A line taken out.
    DropLine(usize),
    /// A line given twice.
    DoubleLine(usize),
    /// A line moved in or out.
    Indent(usize, bool),
    /// The end cut off.
    Cut(usize),
}

fn harm() -> impl Strategy<Value = Harm> {
    let sign = prop_oneof![
        sample::select("\t\n :-#[]{}\"'|>*&!%@,?\\".chars().collect::<Vec<_>>()),
        any::<char>(),
    ];
    let at = any::<usize>;
    prop_oneof![
        1 => (at(), sign).prop_map(|(at, c)| Harm::Put(at, c)),
        1 => (at(), 1..20_usize).prop_map(|(at, n)| Harm::Take(at, n)),
        2 => (at(), at()).prop_map(|(at, near)| Harm::Swap(at, near)),
        1 => at().prop_map(Harm::DropLine),
        1 => at().prop_map(Harm::DoubleLine),
        1 => (at(), any::<bool>()).prop_map(|(at, deeper)| Harm::Indent(at, deeper)),
        1 => at().prop_map(Harm::Cut),
    ]
}

/// What looks like a sign of YAML and is none.
fn near_signs(c: char) -> &'static [char] {
    match c {
        ' ' => &['\u{A0}', '\u{3000}', '\u{2003}', '\u{202F}'],
        ':' => &['：', '﹕', 'ː'],
        ',' => &['，', '、'],
        '"' | '\'' => &['“', '”', '‘', '’', '„', '«', '`'],
        '-' => &['–', '—', '•', '－'],
        '#' => &['＃'],
        '[' => &['［'],
        ']' => &['］'],
        '{' => &['｛'],
        '}' => &['｝'],
        _ => &[],
    }
}

/// A plan with harms done to it, one after the other.
fn harm_all(plan: &str, harms: &[Harm]) -> Form {
    let form = data_form(plan);
    let text = harms.iter().fold(form.text, |text, harm| harmed(&text, harm));
    Form { path: form.path, text }
}

fn harmed(text: &str, harm: &Harm) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let (letter, line) = (chars.len().max(1), lines.len().max(1));
    match *harm {
        Harm::Put(at, c) => chars.insert(at % letter % (chars.len() + 1), c),
        Harm::Take(at, n) => {
            let start = (at % letter).min(chars.len());
            chars.drain(start..(start + n).min(chars.len()));
        }
        Harm::Swap(at, near) => {
            let signs: Vec<usize> =
                (0..chars.len()).filter(|i| !near_signs(chars[*i]).is_empty()).collect();
            if let Some(&sign) = signs.get(at % signs.len().max(1)) {
                let near_it = near_signs(chars[sign]);
                chars[sign] = near_it[near % near_it.len()];
            }
        }
        Harm::Cut(at) => chars.truncate(at % letter),
        Harm::DropLine(at) if !lines.is_empty() => {
            lines.remove(at % line);
        }
        Harm::DoubleLine(at) if !lines.is_empty() => {
            let twice = lines[at % line].clone();
            lines.insert(at % line, twice);
        }
        Harm::Indent(at, deeper) if !lines.is_empty() => {
            let moved = &mut lines[at % line];
            *moved =
                if deeper { format!("  {moved}") } else { moved.trim_start().to_owned() };
        }
        Harm::DropLine(_) | Harm::DoubleLine(_) | Harm::Indent(..) => {}
    }
    match harm {
        Harm::Put(..) | Harm::Take(..) | Harm::Swap(..) | Harm::Cut(_) => {
            chars.into_iter().collect()
        }
        _ => lines.join("\n") + "\n",
    }
}

/// Reads, checks and, where nothing is wrong, composes. Every mark lies in the text.
fn look(form: &(impl AsForm + ?Sized)) -> bool {
    let source = Source::new(form.path(), form.text());
    let checked = engine().examine_source(source.clone(), &mut Timings::default());
    for finding in &checked.report.findings {
        if let Some(span) = finding.span {
            assert!(source.text().get(span.range()).is_some(), "{finding:?}");
        }
        assert!(!finding.message.is_empty());
    }
    match &checked.plan {
        Some(plan) => {
            let _ = kehoach::output::render_text(&document::compose(plan));
            true
        }
        None => {
            let told = checked.reports().iter().any(|r| !r.findings.is_empty());
            assert!(told, "no paper and no reason");
            false
        }
    }
}

proptest! {
    #![proptest_config(cases(2000))]

    #[test]
    fn a_harmed_form_gives_findings_or_a_paper(
        plan in sample::select(&PLANS[..]),
        harms in collection::vec(harm(), 1..5),
    ) {
        look(&harm_all(plan, &harms));
    }

    #[test]
    fn any_yaml_at_all_gives_findings_or_a_paper(
        lines in collection::vec("( {0,4}(- )?(nam|ky|can_cu|noi_dung|muc|doan|bang|x)?:? ?)[ -~ạệ]{0,12}", 0..12),
    ) {
        look(lines.join("\n").as_str());
    }
}

proptest! {
    #![proptest_config(cases(32))]

    #[test]
    fn a_form_without_errors_always_becomes_a_pdf(
        plan in sample::select(&PLANS[..]),
        harms in collection::vec(harm(), 1..3),
    ) {
        let form = harm_all(plan, &harms);
        let source = Source::new(&form.path, &form.text);
        let examined = engine().examine_source(source, &mut Timings::default());
        if let Some(plan) = examined.plan {
            let source = examined.report.source.as_ref().unwrap();
            let pdf = [kehoach::output::Format::Pdf];
            let made = engine().produce(&plan, source, &pdf, &mut Timings::default());
            let count = made.map(|m| m.products.len()).map_err(|f| format!("{f:?}"));
            prop_assert_eq!(count, Ok(1));
        }
    }
}
