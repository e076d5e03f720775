//! `body-abolished`: a body that a plan names is there on the day of the plan.
//!
//! Ministries, departments and offices that ended in 2025, districts, townships, communes
//! and provinces that are no more since 1 July 2025. Where its name is that of a paper of
//! before, of a project or a facility, or the sentence is of the past, it is right.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use chrono::{Datelike, NaiveDate};

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity, list_names};
use crate::form::Role;
use crate::language;
use crate::quantity::Day;
use crate::register::{
    Office, find_communes, find_districts, find_former_communes, find_province,
    find_province_named, make_key,
};
use crate::rule::{Context, Rule, Validity};
use crate::running_text::{
    LineBodies, OfficeMention, TextLine, UnitMention, UnitWord, get_two_level_day,
    has_past_years_alone, is_body_of_level, is_cited, is_of_past, list_past_sections,
};
use crate::source::Span;

pub(super) static RULE: Rule = Rule {
    code: &Code {
        id: "body-abolished",
        summary: "cơ quan, đơn vị được nêu tên phải còn vào ngày ban hành kế hoạch",
        explanation: "Năm 2025 nhiều bộ, sở hợp nhất (từ ngày 01/3/2025); từ ngày 01/7/2025 không còn cấp huyện, không còn thị trấn, nhiều tỉnh, xã, phường sáp nhập và đổi tên. Kế hoạch ban hành sau đó mà giao việc, gửi văn bản cho cơ quan, đơn vị không còn thì không ai thực hiện: ghi tên cơ quan, đơn vị hiện nay. Nói về thời gian trước đó thì thêm chữ “(cũ)” sau tên. Tên trong trích yếu, cơ quan ban hành của văn bản cũ, tên trong ngoặc kép, câu kể việc năm trước không bị nhắc. Sở, ngành ở tỉnh chấm dứt khác ngày nhau, nên từ ngày 01/3/2025 đến hết ngày 30/6/2025 chỉ là gợi ý; tên công trình, dự án, trường học, bệnh viện và cơ quan nêu trong báo cáo cũng vậy.",
    },
    severity: Severity::Warning,
    clause: Some(
        "Nghị quyết số 176/2025/QH15; Luật Tổ chức chính quyền địa phương năm 2025; Nghị quyết số 202/2025/QH15",
    ),
    valid: Validity::since(2025, 1, 1),
    excuse: Some("tên cũ vẫn được dùng chính thức"),
    wrong: "nam: 2026\nvan_ban:\n  so: 5\n  ngay: 2026-01-15\n  trich_yeu: Bảo vệ môi trường năm 2026\nnoi_dung:\n  - tieu_de: Tổ chức thực hiện\n    doan: Báo cáo Sở Tài nguyên và Môi trường trước ngày 20/12/2026.\n",
    right: "nam: 2026\nvan_ban:\n  so: 5\n  ngay: 2026-01-15\n  trich_yeu: Bảo vệ môi trường năm 2026\nnoi_dung:\n  - tieu_de: Tổ chức thực hiện\n    doan: Báo cáo Sở Nông nghiệp và Môi trường trước ngày 20/12/2026.\n",
    check,
};

/// How many bodies of a kind have a finding each; the last one names the others.
const MOST_FINDINGS: usize = 6;

/// A body that is no more, wherever a plan names it.
#[derive(Debug)]
struct Ended {
    /// As it is named first.
    name: String,
    /// The day from which it is no more.
    since: NaiveDate,
    /// What it is now, or what to write.
    remedy: Remedy,
    severity: Severity,
    /// Where it is named first.
    place: Span,
    /// How often more.
    more: usize,
}

/// What is to be written for a body that is no more.
#[derive(Debug)]
enum Remedy {
    /// The names of today.
    Now(String),
    /// A unit of the level of districts, which has none.
    District,
    /// A township, which is a commune or a part of one now.
    Township,
    /// It is not known.
    Unknown,
}

/// A body that is no more, before its place is known.
struct Judged {
    since: NaiveDate,
    remedy: Remedy,
    severity: Severity,
}

fn check(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let Some(dates) = context.dates() else { return };
    let scan = Scan {
        context,
        day: dates.earliest,
        past: list_past_sections(context.form, dates.earliest.year()),
    };
    let mut ended: Vec<Ended> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    for (role, line, bodies) in context.bodies() {
        for NamedBody { key, name, range, judged } in scan.judge_line(line, bodies) {
            if scan.is_excused(role, line, &range, judged.since) {
                continue;
            }
            if let Some(index) = known.get(&key) {
                ended[*index].more += 1;
                continue;
            }
            known.insert(key, ended.len());
            let is_advice = is_part_of_name(&line.text[..range.start]);
            ended.push(Ended {
                name,
                since: judged.since,
                remedy: judged.remedy,
                severity: if is_advice { Severity::Hint } else { judged.severity },
                place: line.place(context, range.start, range.end),
                more: 0,
            });
        }
    }
    found.extend(describe_all(rule, &ended));
}

/// A body that is no more, where a line names it.
struct NamedBody {
    /// What is one body under all its names.
    key: String,
    /// As it is named, with its first word in a list too.
    name: String,
    range: Range<usize>,
    judged: Judged,
}

struct Scan<'c, 'a> {
    context: &'c Context<'a>,
    /// The first day of which the plan can be.
    day: NaiveDate,
    /// Sections about years before.
    past: Vec<Span>,
}

impl Scan<'_, '_> {
    /// The bodies of a line that are no more. A report tells of what was: its units are
    /// right, and its offices are advice.
    fn judge_line(&self, line: &TextLine<'_>, bodies: &LineBodies) -> Vec<NamedBody> {
        let mut named = Vec::new();
        let is_report = self.context.form.kind.is_addressed;
        let units = bodies.units.iter().enumerate().filter(|_| !is_report);
        for (index, unit) in units {
            let before = index.checked_sub(1).map(|index| &bodies.units[index]);
            let Some(judged) = self.judge_unit(line, unit, before) else { continue };
            let word = unit.word.word();
            let written = &line.text[unit.range.clone()];
            let key = match unit.name {
                Some(_) => unit.key.clone(),
                None => word.to_owned(),
            };
            let is_listed = unit.name.as_ref() == Some(&unit.range);
            let name = match is_listed {
                true => format!("{word} {written}"),
                false => written.to_owned(),
            };
            named.push(NamedBody { key, name, range: unit.range.clone(), judged });
        }
        for OfficeMention { range, office, is_listed } in &bodies.offices {
            let Some(mut judged) = self.judge_office(office) else { continue };
            if is_of_council(&line.text[range.end..]) {
                continue;
            }
            if is_report {
                judged.severity = Severity::Hint;
            }
            let key = office.name.to_owned();
            let name = match is_listed {
                true => key.clone(),
                false => line.text[range.clone()].to_owned(),
            };
            named.push(NamedBody { key, name, range: range.clone(), judged });
        }
        named
    }

    /// The unit, if it is no more: by the register, or as one of a level that is no more.
    fn judge_unit(
        &self,
        line: &TextLine<'_>,
        unit: &UnitMention,
        before: Option<&UnitMention>,
    ) -> Option<Judged> {
        let since = get_two_level_day()?;
        let severity = Severity::Warning;
        if unit.name.is_none() {
            let is_gone = unit.word.is_of_district() || unit.word == UnitWord::Township;
            let remedy = match unit.word {
                UnitWord::Township => Remedy::Township,
                _ => Remedy::District,
            };
            return (self.day >= since
                && is_gone
                && is_body_of_level(&line.text, unit, before))
            .then_some(Judged { since, remedy, severity });
        }
        if matches!(unit.word, UnitWord::Province | UnitWord::City)
            && let Some(province) = find_province(&unit.key)
        {
            let since = province.ended.filter(|ended| *ended <= self.day)?;
            let remedy = Remedy::Now(province.now.to_owned());
            return Some(Judged { since, remedy, severity });
        }
        if self.day < since {
            return None;
        }
        let remedy = match unit.word {
            UnitWord::Province | UnitWord::SpecialZone => return None,
            UnitWord::City => {
                find_districts(&unit.key).next()?;
                Remedy::District
            }
            word if word.is_of_district() => Remedy::District,
            _ => return self.judge_commune(unit),
        };
        Some(Judged { since, remedy, severity })
    }

    fn judge_commune(&self, unit: &UnitMention) -> Option<Judged> {
        let home = self.context.issuer().and_then(|issuer| issuer.province);
        let is_home = |province: &str| {
            home.is_none() || find_province_named(province).map(|p| p.now) == home
        };
        let communes: Vec<_> =
            find_communes(&unit.key).filter(|c| is_home(c.province)).collect();
        if communes.iter().any(|commune| commune.is_there(self.day)) {
            return None;
        }
        let severity = Severity::Warning;
        if let [commune] = communes[..]
            && let Some(since) = commune.ended
        {
            let remedy = Remedy::Now(commune.now.to_owned());
            return Some(Judged { since, remedy, severity });
        }
        let former: Vec<_> =
            find_former_communes(&unit.key).filter(|c| is_home(c.province)).collect();
        let now: BTreeSet<_> = former
            .iter()
            .flat_map(|c| c.now.split('|'))
            .filter(|n| !n.is_empty())
            .collect();
        let remedy = match (now.len(), unit.word) {
            (1..=3, _) => {
                let names: Vec<_> =
                    now.into_iter().map(|name| self.rename(name)).collect();
                Remedy::Now(names.join(" hoặc "))
            }
            (_, UnitWord::Township) => Remedy::Township,
            _ => Remedy::Unknown,
        };
        let is_gone = !former.is_empty() || unit.word == UnitWord::Township;
        is_gone.then_some(Judged { since: get_two_level_day()?, remedy, severity })
    }

    /// The name of a commune of July 2025 as it is on the day of the plan.
    fn rename(&self, name: &str) -> String {
        let key = make_key(name);
        let communes = find_communes(&key);
        let mut later = communes.filter(|commune| !commune.is_there(self.day));
        later.next().map_or(name, |commune| commune.now).to_owned()
    }

    fn judge_office(&self, office: &Office) -> Option<Judged> {
        let since = office.ended.filter(|ended| *ended <= self.day)?;
        // A department of a province may have a room of this name; a commune has none.
        let is_room = office.name.starts_with("Phòng")
            && self.context.issuer().is_some_and(|issuer| issuer.word.is_of_commune());
        let is_sure =
            is_room || office.ended_everywhere.is_some_and(|ended| ended <= self.day);
        let remedy = match office.now {
            "" if office.name.starts_with("Phòng") => Remedy::District,
            "" => Remedy::Unknown,
            now => Remedy::Now(now.to_owned()),
        };
        let severity = if is_sure { Severity::Warning } else { Severity::Hint };
        Some(Judged { since, remedy, severity })
    }

    /// Whether a body is right where it is named: in a citation, or as of the past.
    fn is_excused(
        &self,
        role: Role,
        line: &TextLine<'_>,
        range: &Range<usize>,
        since: NaiveDate,
    ) -> bool {
        let year = self.day.year();
        let text = &line.text;
        if is_cited(text, range, since) || is_of_past(text, range, year) {
            return true;
        }
        let place = line.place(self.context, range.start, range.end);
        // A row of a table about a year before stands in one line of the file.
        let is_history = role == Role::Other && {
            let source = self.context.source;
            has_past_years_alone(source.slice(source.first_line(place)), year)
        };
        is_history || self.past.iter().any(|section| section.holds(place))
    }
}

/// Whether what stands behind an office says that it is one of a council: `Ban Dân tộc của
/// HĐND tỉnh`.
fn is_of_council(after: &str) -> bool {
    let after = after.trim_start();
    let after = after.strip_prefix("của ").unwrap_or(after);
    ["HĐND", "Hội đồng nhân dân", "Quốc hội"].iter().any(|name| after.starts_with(name))
}

/// Words with which the name of a project or a facility begins, of which the name of a unit
/// is a part; in small letters.
const NAMES: [&str; 24] = [
    "dự án",
    "công trình",
    "gói thầu",
    "tuyến",
    "đường",
    "trường",
    "cầu",
    "hồ",
    "bệnh viện",
    "trung tâm",
    "chi nhánh",
    "phòng giao dịch",
    "kho bạc",
    "hạt",
    "trạm",
    "điện lực",
    "chùa",
    "đền",
    "đình",
    "chợ",
    "di tích",
    "bảo hiểm xã hội",
    "chi cục",
    "thuế",
];

/// Words in which such a word means another thing.
const NO_FACILITIES: [&str; 5] =
    ["môi trường", "thị trường", "hiện trường", "gia đình", "con đường"];

/// Whether the words right before a body, up to a sign, begin the name of a project or a
/// facility.
fn is_part_of_name(before: &str) -> bool {
    let signs = |c: char| matches!(c, ',' | ';' | ':' | '.' | '(' | ')' | '-' | '–');
    let phrase = before.rsplit(signs).next().unwrap_or(before);
    let words: Vec<&str> = phrase.split_whitespace().collect();
    let near = words[words.len().saturating_sub(9)..].join(" ").to_lowercase();
    let near = NO_FACILITIES.iter().fold(near, |near, words| near.replace(words, ""));
    let near = format!(" {near} ");
    NAMES.iter().any(|name| {
        near.match_indices(name).any(|(place, _)| {
            near[..place].ends_with(' ') && near[place + name.len()..].starts_with(' ')
        })
    })
}

/// The findings: one for each body, and at most so many of a kind.
fn describe_all(rule: &Rule, ended: &[Ended]) -> Vec<Diagnostic> {
    let (units, others): (Vec<_>, Vec<_>) =
        ended.iter().partition(|body| body.name.starts_with(char::is_lowercase));
    let mut res = Vec::new();
    for bodies in [units, others] {
        for body in bodies.iter().take(MOST_FINDINGS) {
            res.push(describe(rule, body));
        }
        let rest: Vec<_> =
            bodies.iter().skip(MOST_FINDINGS).map(|body| body.name.as_str()).collect();
        if let (Some(last), false) = (res.last_mut(), rest.is_empty()) {
            last.push_hint(format!("sửa cả các tên khác: {}", list_names(&rest)));
        }
    }
    res
}

fn describe(rule: &Rule, body: &Ended) -> Diagnostic {
    let Ended { name, since, remedy, severity, place, more } = body;
    let message = format!("“{name}” không còn từ ngày {}", Day(*since).short());
    let mut finding = rule.finding(*place, message);
    finding.severity = *severity;
    let finding = match remedy {
        Remedy::Now(now) => {
            finding.label(format!("nay là {now}")).hint(format!("ghi {now}"))
        }
        Remedy::District => finding
            .label("không còn cấp huyện")
            .hint("ghi cấp tỉnh hoặc xã, phường nay làm việc này"),
        Remedy::Township => finding
            .label("không còn thị trấn")
            .hint("ghi xã, phường hiện nay; nói chung thì ghi “các xã, phường, đặc khu”"),
        Remedy::Unknown => {
            finding.label("không còn tên này").hint("ghi tên cơ quan, đơn vị hiện nay")
        }
    };
    let finding = match language::fold(name).contains(' ') {
        true => finding.hint(format!("nói về trước đó thì ghi “{name} (cũ)”")),
        false => finding,
    };
    match more {
        0 => finding,
        more => finding.hint(format!("còn {more} chỗ nữa ghi như vậy")),
    }
}
