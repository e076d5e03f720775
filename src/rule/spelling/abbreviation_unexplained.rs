//! `abbreviation-unexplained`: an abbreviation is spelt out where it stands first.

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::register::{
    AbbreviationUse, KnownAbbreviation, find_abbreviation, find_misspellings,
    list_abbreviations,
};
use crate::rule::{Context, Rule, Validity};
use crate::running_text::{FaultPlaces, FormAbbreviation, InitialText, LinePlace};
use crate::source::Span;

pub(super) static RULE: Rule = Rule {
    code: &Code {
        id: "abbreviation-unexplained",
        summary: "chữ viết tắt ghi đủ chữ ở chỗ dùng lần đầu: vật liệu nổ công nghiệp (sau đây viết tắt là VLNCN)",
        explanation: "Người nhận văn bản không phải ai cũng biết chữ viết tắt của ngành. Chỗ dùng lần đầu ghi đủ chữ rồi ghi chữ tắt trong ngoặc; từ đó về sau mới dùng chữ tắt. Máy cảnh báo chữ tắt không thông dụng mà cả văn bản không giải thích, gợi ý chữ tắt quen dùng (KCN, CNTT) và chữ tắt giải thích muộn. Chữ tắt ai cũng biết (UBND, HĐND, THCS), ký hiệu văn bản, tên quốc tế, tên công ty thì bỏ qua. Chữ tắt quen dùng trong cơ quan thì ghi vào `tu-dien.yaml`.",
    },
    severity: Severity::Warning,
    clause: None,
    valid: Validity::ALWAYS,
    excuse: Some("ai đọc văn bản cũng hiểu chữ ấy"),
    wrong: "noi_dung:\n  - tieu_de: Nhiệm vụ\n    doan: Kiểm tra việc bảo quản, sử dụng VLNCN tại các mỏ đá trên địa bàn xã.\n",
    right: "noi_dung:\n  - tieu_de: Nhiệm vụ\n    doan: Kiểm tra việc bảo quản, sử dụng vật liệu nổ công nghiệp (sau đây viết tắt là VLNCN) tại các mỏ đá trên địa bàn xã.\n",
    check,
};

/// Abbreviations that are told one by one: for each all texts are searched.
const MOST: usize = 100;

/// An abbreviation that the paper does not explain, or too late.
struct Unexplained<'f> {
    short: &'f str,
    /// Where it stands first.
    first: &'f LinePlace,
    /// How often it stands in the paper.
    count: usize,
    /// Where the paper explains it, if it does.
    explained: Option<&'f LinePlace>,
    known: Option<KnownAbbreviation>,
}

fn check(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let mut unexplained: Vec<_> = context
        .abbreviations()
        .iter()
        .filter_map(|(short, uses)| judge(context, short, uses))
        .collect();
    unexplained.sort_by_key(|lacking| (lacking.first.index, lacking.first.part.start));
    let mut texts = None;
    let mut mild = Vec::new();
    for (nth, lacking) in unexplained.iter().enumerate() {
        let is_mild = lacking.explained.is_some() || lacking.known.is_some();
        if is_mild || nth >= MOST {
            mild.push(lacking);
            continue;
        }
        // The text is read by its initials only where there is something to ask.
        let texts = texts.get_or_insert_with(|| read_initials(context));
        let expansion = match count_letters(lacking.short) {
            // Two letters begin many a pair of words.
            ..3 => None,
            _ => texts.iter().find_map(|text| text.find(lacking.short)),
        };
        if is_surely_short(lacking.short) || expansion.is_some() {
            found.push(describe(rule, context, lacking, expansion));
        } else {
            mild.push(lacking);
        }
    }
    found.extend(describe_mild(rule, context, &mild));
}

fn read_initials<'c>(context: &'c Context<'_>) -> Vec<InitialText<'c>> {
    context.lines().map(|(_, line)| InitialText::new(&line.text)).collect()
}

/// What is lacking of an abbreviation; `None` where nothing is.
fn judge<'f>(
    context: &Context<'_>,
    short: &'f str,
    uses: &'f FormAbbreviation,
) -> Option<Unexplained<'f>> {
    let known = find_known(short);
    // A slip of a usual one is told as that.
    if is_joined_of_explained(context, short) || is_misspelt(short) {
        return None;
    }
    let is_common = known.is_some_and(|known| known.usage() == AbbreviationUse::Common);
    // No word of Vietnamese begins with these.
    let is_foreign = short.contains(['F', 'J', 'W', 'Z']);
    // Letters and figures are the name of a thing: `N2O`, `QH15`.
    let is_symbol = short.contains(|c: char| c.is_ascii_digit());
    if is_common || is_foreign || is_symbol {
        return None;
    }
    let mut places = uses.places.iter().filter(|place| {
        let text = &context.line(place.index).text;
        !context.dictionary.covers(text, &place.part) && !is_company_name(text, place)
    });
    let first = places.next()?;
    let explained = uses.meanings.first().map(|meaning| &meaning.place);
    if let Some(explained) = explained
        && (explained.index, explained.part.start) <= (first.index, first.part.start)
    {
        return None;
    }
    let count = 1 + places.count();
    Some(Unexplained { short, first, count, explained, known })
}

/// Whether the register has an abbreviation as a misspelling of another.
fn is_misspelt(short: &str) -> bool {
    let lower = short.to_lowercase();
    find_misspellings(&lower).any(|misspelling| misspelling.wrong == lower)
}

/// What is known of an abbreviation; of one that joins two that are known, what is known of
/// the first.
fn find_known(short: &str) -> Option<KnownAbbreviation> {
    let joined = || {
        let mut parts = short.split(['&', '-']).map(find_abbreviation);
        let first = parts.next()??;
        parts.all(|part| part.is_some()).then_some(first)
    };
    find_abbreviation(short).or_else(joined)
}

/// Whether an abbreviation joins others that the paper explains: `TH&THCS`.
fn is_joined_of_explained(context: &Context<'_>, short: &str) -> bool {
    let is_explained = |part: &str| {
        let uses = context.abbreviations().find(part);
        let is_told = uses.is_some_and(|uses| !uses.meanings.is_empty());
        let known = find_abbreviation(part);
        is_told || known.is_some_and(|known| known.usage() == AbbreviationUse::Common)
    };
    short.contains('&') && short.split('&').all(is_explained)
}

/// Words that begin the name of a company.
const COMPANIES: [&str; 7] =
    ["Công ty", "Tập đoàn", "Liên danh", "Xí nghiệp", "Tổng công ty", "Nhà máy", "Hãng"];

/// Whether an abbreviation is part of the name of a company.
fn is_company_name(text: &str, place: &LinePlace) -> bool {
    let before = &text[..place.part.start];
    let start = before.rfind([',', ';', '.', ':', '(']).map_or(0, |sign| sign + 1);
    let before = &before[start..];
    COMPANIES.iter().any(|word| {
        before.rfind(word).is_some_and(|found| before[found..].chars().count() < 60)
    })
}

/// Whether nothing but an abbreviation is written so: three letters at the least and no
/// vowel that makes a word of them, or a letter that only Vietnamese has.
fn is_surely_short(short: &str) -> bool {
    let has_vowel = short.contains(['A', 'E', 'I', 'O', 'U', 'Y']);
    let is_vietnamese = short.contains(|c: char| !c.is_ascii());
    count_letters(short) >= 3 && (!has_vowel || is_vietnamese)
}

fn count_letters(short: &str) -> usize {
    short.chars().filter(|c| c.is_alphabetic()).count()
}

fn locate(context: &Context<'_>, place: &LinePlace) -> Span {
    context.line(place.index).place(context, place.part.start, place.part.end)
}

fn describe(
    rule: &Rule,
    context: &Context<'_>,
    lacking: &Unexplained<'_>,
    expansion: Option<&str>,
) -> Diagnostic {
    let Unexplained { short, count, .. } = lacking;
    let times = match count {
        1 => String::new(),
        count => format!(" (dùng {count} lần)"),
    };
    let finding = rule
        .finding(
            locate(context, lacking.first),
            format!("chữ viết tắt `{short}` không được giải thích trong văn bản{times}"),
        )
        .label("chỗ dùng lần đầu ghi đủ chữ");
    let finding = match expansion {
        Some(words) => {
            finding.hint(format!("ghi: {words} (sau đây viết tắt là {short})"))
        }
        None => finding.hint(format!("ghi đủ chữ, rồi: (sau đây viết tắt là {short})")),
    };
    match find_neighbour(context, short) {
        Some(near) if expansion.is_none() => {
            finding.hint(format!("hoặc gõ nhầm chữ `{near}`"))
        }
        _ => finding,
    }
}

/// An abbreviation that differs in one letter, or in signs alone, and stands in the paper or
/// in the register.
fn find_neighbour(context: &Context<'_>, short: &str) -> Option<String> {
    let mut in_paper = context.abbreviations().iter().map(|(other, _)| other);
    let is_other = |other: &str| other != short && is_near(other, short);
    if let Some(other) = in_paper.find(|other| is_other(other)) {
        return Some(other.to_owned());
    }
    let mut in_register = list_abbreviations().map(KnownAbbreviation::short);
    in_register.find(|other| is_other(other)).map(str::to_owned)
}

/// Whether two abbreviations of four letters at the least differ in one of them, or one has
/// a letter more.
fn is_near(one: &str, two: &str) -> bool {
    let list = |text: &str| -> Vec<char> { text.chars().collect() };
    let (one, two) = (list(one), list(two));
    let (long, short) = if one.len() >= two.len() { (&one, &two) } else { (&two, &one) };
    if short.len() < 4 || long.len() > short.len() + 1 {
        return false;
    }
    let start = long.iter().zip(short).take_while(|(a, b)| a == b).count();
    let rest = long.len() == short.len();
    long[start..].iter().skip(1).eq(short[start..].iter().skip(usize::from(rest)))
}

/// One hint for all that are usual, and for those that are explained too late.
fn describe_mild(
    rule: &Rule,
    context: &Context<'_>,
    mild: &[&Unexplained<'_>],
) -> Option<Diagnostic> {
    const MOST: usize = 12;
    let first = mild.first()?;
    let mut places = FaultPlaces::default();
    mild.iter().for_each(|lacking| places.push_place(locate(context, lacking.first)));
    let shown: Vec<_> =
        mild.iter().take(MOST).map(|lacking| format!("`{}`", lacking.short)).collect();
    let more = match mild.len().saturating_sub(MOST) {
        0 => String::new(),
        more => format!(" và {more} chữ khác"),
    };
    let message = format!(
        "chữ viết tắt chưa ghi đủ ở chỗ dùng lần đầu: {}{more}",
        shown.join(", ")
    );
    let mut finding = rule
        .finding(locate(context, first.first), message)
        .label(format!("chưa ghi đủ chữ{}", places.list_more(context)));
    finding.severity = Severity::Hint;
    for lacking in mild.iter().take(MOST).skip(1) {
        let label = format!("`{}` ở đây", lacking.short);
        finding = finding.related(locate(context, lacking.first), label);
    }
    for lacking in mild {
        if let Some(place) = lacking.explained {
            let label = format!("`{}` giải thích ở đây, sau chỗ dùng", lacking.short);
            finding = finding.related(locate(context, place), label);
        }
    }
    let meaning = first.known.and_then(|known| known.meanings().next());
    let hint = match (first.explained, meaning) {
        (None, Some(words)) => {
            let short = first.short;
            format!("chỗ đầu ghi: {words} (sau đây viết tắt là {short}); ai cũng biết thì để nguyên")
        }
        _ => "ghi đủ chữ ở chỗ đầu, hoặc chuyển lời giải thích lên đó; ai cũng biết thì để nguyên".to_owned(),
    };
    Some(finding.hint(hint))
}
