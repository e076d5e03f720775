//! `timetable-overlap`: nobody is in two places at once, and no room has two meetings.

use std::collections::BTreeMap;

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::form::{TimetableEntry, TypedCell};
use crate::language::{fold, normalize_spaces};
use crate::quantity::{ClockSpan, ClockStyle, Day, Pending};
use crate::rule::{Context, Rule};
use crate::running_text::shorten_text;

pub(super) static RULE: Rule = Rule {
    code: &Code {
        id: "timetable-overlap",
        summary: "một người, một phòng có hai việc cùng lúc trong lịch",
        explanation: "Hai việc của `lich` chồng giờ nhau mà cùng một người chủ trì, dự ở hai nơi, hoặc cùng một hội trường, phòng họp thì một việc sẽ lỡ. Máy chỉ xét tên một người (Ông …, Bà …, Đồng chí …; người chủ trì thì cả Chủ tịch …, Giám đốc …) và tên một phòng; cơ quan, cấp phó, các xã, sân, chợ thì không, vì cùng lúc làm nhiều việc được. Việc không ghi giờ thì không coi là chồng với việc khác của buổi ấy.",
    },
    severity: Severity::Warning,
    clause: None,
    excuse: Some("hai việc ấy làm cùng lúc được"),
    wrong: "noi_dung:\n  - tieu_de: Lịch\n    lich:\n      ngay:\n        - ngay: 2023-04-10\n          sang:\n            - { gio: 7:30 - 9:00, noi_dung: Họp, dia_diem: Hội trường xã, chu_tri: Ông Lò Văn Dân }\n            - { gio: 8:30 - 10:00, noi_dung: Kiểm tra chợ, dia_diem: Chợ, chu_tri: Ông Lò Văn Dân }\n",
    right: "noi_dung:\n  - tieu_de: Lịch\n    lich:\n      ngay:\n        - ngay: 2023-04-10\n          sang:\n            - { gio: 7:30 - 9:00, noi_dung: Họp, dia_diem: Hội trường xã, chu_tri: Ông Lò Văn Dân }\n            - { gio: 9:00 - 10:00, noi_dung: Kiểm tra chợ, dia_diem: Chợ, chu_tri: Ông Lò Văn Dân }\n",
    check,
};

/// Findings at most.
const MOST: usize = 10;

/// With how many of the entries after it, by day and hour, one is compared: more than
/// anybody has at once.
const NEAR: usize = 40;

fn check(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let tables = context.form.own_tables();
    let timetables = tables.filter_map(|(_, spec)| spec.timetable.as_ref());
    let entries: Vec<_> = timetables.flat_map(|timetable| &timetable.entries).collect();
    let mut clashes = Vec::new();
    for (name, entries) in group_by_name(context, &entries, list_people) {
        collect_clashes(&name, &entries, is_person_clash, &mut clashes);
    }
    for (name, entries) in group_by_name(context, &entries, list_rooms) {
        collect_clashes(&name, &entries, is_room_clash, &mut clashes);
    }
    // Two that meet in a room with one man are one fault.
    clashes.sort_by_key(|clash| (clash.second.span.start, clash.first.span.start));
    clashes.dedup_by_key(|clash| (clash.second.span.start, clash.first.span.start));
    for clash in clashes.iter().take(MOST) {
        found.push(describe_clash(rule, clash));
    }
}

/// Two entries that cannot both be.
struct Clash<'e> {
    /// The person or the room, as typed.
    name: String,
    first: &'e TimetableEntry,
    second: &'e TimetableEntry,
}

fn describe_clash(rule: &Rule, clash: &Clash<'_>) -> Diagnostic {
    let Clash { name, first, second } = clash;
    let [content, other] =
        [first, second].map(|entry| shorten_text(&normalize_spaces(&entry.content.text)));
    let message = format!("{name} có hai việc cùng lúc: “{content}” và “{other}”");
    rule.finding(second.content.span, message)
        .label(format!("việc này {}", describe_time(second)))
        .related(first.content.span, format!("việc kia {}", describe_time(first)))
        .hint("đổi giờ, đổi người hoặc đổi nơi của một việc")
}

/// When an entry is done, in a message.
fn describe_time(entry: &TimetableEntry) -> String {
    let mut res = match get_hours(entry) {
        Some(hours) => hours.to_text(ClockStyle::Letter),
        None => entry.part.map_or("cả ngày", |part| part.label()).to_lowercase(),
    };
    if let Some(days) = entry.days {
        let (first, last) = (days.value.first(), days.value.last());
        res += &match first == last {
            true => format!(" ngày {}", Day(first)),
            false => format!(" các ngày {} - {}", Day(first), Day(last)),
        };
    }
    res
}

/// Entries by the names that they have, with the name as first typed; each sorted by time.
fn group_by_name<'e>(
    context: &Context<'_>,
    entries: &[&'e TimetableEntry],
    list: fn(&Context<'_>, &TimetableEntry) -> Vec<String>,
) -> Vec<(String, Vec<&'e TimetableEntry>)> {
    let mut groups: BTreeMap<String, (String, Vec<&TimetableEntry>)> = BTreeMap::new();
    for entry in entries {
        for name in list(context, entry) {
            let group = groups.entry(fold(&name)).or_insert_with(|| (name, Vec::new()));
            if group.1.last().is_none_or(|last| last.span != entry.span) {
                group.1.push(entry);
            }
        }
    }
    let mut res: Vec<_> =
        groups.into_values().filter(|group| group.1.len() > 1).collect();
    for (_, entries) in &mut res {
        entries.sort_by_key(|entry| {
            let day = entry.days.map(|days| days.value);
            (day, get_hours(entry).map(ClockSpan::start))
        });
    }
    res
}

fn collect_clashes<'e>(
    name: &str,
    entries: &[&'e TimetableEntry],
    is_clash: fn(&TimetableEntry, &TimetableEntry) -> bool,
    clashes: &mut Vec<Clash<'e>>,
) {
    for (index, first) in entries.iter().enumerate() {
        let following = entries[index + 1..].iter().take(NEAR);
        clashes.extend(following.filter(|second| is_clash(first, second)).map(
            |second| {
                let (first, second) = if first.span.start <= second.span.start {
                    (*first, *second)
                } else {
                    (*second, *first)
                };
                Clash { name: name.to_owned(), first, second }
            },
        ));
    }
}

/// A person who is at two places at once. Where a place is not said, both must have hours
/// to their ends: then it cannot be one thing in two entries.
fn is_person_clash(first: &TimetableEntry, second: &TimetableEntry) -> bool {
    if !is_at_once(first, second) {
        return false;
    }
    match (read_place(first), read_place(second)) {
        (Some(first), Some(second)) => {
            !first.contains(&second) && !second.contains(&first)
        }
        (None, _) | (_, None) => {
            let ends = [first, second].map(|entry| get_hours(entry)?.end());
            ends.iter().all(Option::is_some) && !is_same_text(first, second)
        }
    }
}

/// A room in which two things are done at once, by different people.
fn is_room_clash(first: &TimetableEntry, second: &TimetableEntry) -> bool {
    let leads = [first, second]
        .map(|entry| entry.lead.as_ref().map(|lead| fold(&normalize_spaces(&lead.text))));
    let has_hours = get_hours(first).is_some() && get_hours(second).is_some();
    let is_same_lead = matches!(&leads, [Some(first), Some(second)] if first == second);
    has_hours
        && !is_same_lead
        && !is_same_text(first, second)
        && is_at_once(first, second)
}

fn is_same_text(first: &TimetableEntry, second: &TimetableEntry) -> bool {
    let texts = [first, second].map(|entry| fold(&normalize_spaces(&entry.content.text)));
    texts[0] == texts[1]
}

/// Whether two entries are done at one time. What is known of the day alone, or stands in
/// one part of one day without hours, may come one after the other.
fn is_at_once(first: &TimetableEntry, second: &TimetableEntry) -> bool {
    let (Some(days), Some(other)) = (first.days, second.days) else { return false };
    if !days.value.overlaps(other.value) {
        return false;
    }
    if has_pending_hours(first) || has_pending_hours(second) {
        return false;
    }
    let is_same_part = days.span == other.span && first.part == second.part;
    match (get_hours(first), get_hours(second)) {
        (Some(hours), Some(other)) => hours.overlaps(other),
        _ if is_same_part => false,
        (Some(hours), None) => second.part.is_some_and(|part| part.holds(hours)),
        (None, Some(hours)) => first.part.is_some_and(|part| part.holds(hours)),
        (None, None) => {
            first.part.zip(second.part).is_some_and(|(part, other)| part.overlaps(other))
        }
    }
}

fn has_pending_hours(entry: &TimetableEntry) -> bool {
    matches!(entry.hours, Some(Pending::Unknown))
}

fn get_hours(entry: &TimetableEntry) -> Option<ClockSpan> {
    entry.hours.as_ref()?.known().map(|hours| hours.value)
}

/// The place of an entry without case and marks; `None` where it names none by itself.
fn read_place(entry: &TimetableEntry) -> Option<String> {
    let place = fold(&normalize_spaces(read_words(entry.place.as_ref()?)?));
    (!place.is_empty() && !place.starts_with("nhu tren")).then_some(place)
}

/// Words of a cell that has no value to be computed.
fn read_words(cell: &TypedCell) -> Option<&str> {
    (!cell.text.contains("{{") && cell.text != crate::prose::PENDING)
        .then_some(&cell.text)
}

/// With what the name of one person begins.
const PERSON: &[&str] = &["ông ", "bà ", "anh ", "chị ", "đồng chí ", "đ/c "];

/// Posts of which a body has one holder. Deputies are several.
const POST: &[&str] = &["chủ tịch ", "bí thư ", "giám đốc ", "trưởng đoàn"];

/// Words at the end of a post that do not say of which body it is, unless it is the issuer:
/// to a province `Chủ tịch UBND xã` is one man in each commune.
const BODY: &[&str] =
    &["xã", "phường", "tỉnh", "huyện", "sở", "ban", "hội", "đơn", "đoàn"];

/// Words in a name that make it more than one.
const MANY: &[&str] = &["các", "những", "đại diện", "lãnh đạo", "toàn thể", "mỗi"];

/// The people who lead an entry or take part in it; those who take part only by name.
fn list_people(context: &Context<'_>, entry: &TimetableEntry) -> Vec<String> {
    let leads = entry.lead.iter().filter_map(read_words).flat_map(split_names);
    let leads = leads.filter(|name| {
        has_beginning(name, PERSON)
            || has_beginning(name, POST) && is_of_issuer(context, name)
    });
    let people = entry.people.iter().filter_map(read_words).flat_map(split_names);
    leads.chain(people.filter(|name| has_beginning(name, PERSON))).collect()
}

/// Whether a post says of which body it is, or is one of the issuer.
fn is_of_issuer(context: &Context<'_>, post: &str) -> bool {
    let post = post.to_lowercase();
    let last = post.rsplit(' ').next().unwrap_or_default();
    let agency = context.form.agency.as_ref();
    let agency = agency.map(|agency| agency.name.collect_words().to_lowercase());
    let is_own =
        agency.is_some_and(|name| name.split_whitespace().any(|word| word == last));
    is_own || !BODY.contains(&last)
}

/// With what the name of a room begins in which one thing is done at a time.
const ROOM: &[&str] = &["hội trường", "phòng họp", "phòng hội nghị", "phòng giao ban"];

/// The rooms of an entry.
fn list_rooms(_: &Context<'_>, entry: &TimetableEntry) -> Vec<String> {
    let cells = entry.place.iter().filter_map(read_words);
    let names = cells.flat_map(split_names);
    names.filter(|name| has_beginning(name, ROOM)).collect()
}

fn split_names(text: &str) -> impl Iterator<Item = String> {
    let names = text.split([';', '\n', ',']).map(normalize_spaces);
    names.filter(|name| !name.is_empty())
}

/// Whether a name begins with one of these words and is that of one.
fn has_beginning(name: &str, words: &[&str]) -> bool {
    let name = name.to_lowercase();
    let is_many =
        name.split(' ').collect::<Vec<_>>().windows(2).any(|pair| {
            MANY.contains(&pair[0]) || MANY.contains(&pair.join(" ").as_str())
        });
    !is_many && words.iter().any(|word| name.starts_with(word))
}
