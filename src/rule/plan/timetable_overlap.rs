//! `timetable-overlap`: nobody is in two places at once, and no room has two meetings.

use std::collections::BTreeMap;

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::form::{TimetableEntry, TypedCell};
use crate::language::{fold, normalize_spaces};
use crate::quantity::{ClockSpan, ClockStyle, Day, Pending};
use crate::rule::{Context, Rule, Validity};
use crate::running_text::shorten_text;

pub(super) static RULE: Rule = Rule {
    code: &Code {
        id: "timetable-overlap",
        summary: "một người, một phòng có hai việc cùng lúc trong lịch",
        explanation: "Hai việc của `lich` chồng giờ nhau mà cùng một người chủ trì, dự ở hai nơi, hoặc cùng một hội trường, phòng họp thì một việc sẽ lỡ. Máy chỉ xét tên riêng của một người (Ông Lò Văn Dân, Đồng chí Mai; người chủ trì thì cả chức vụ mà chỉ một người giữ, như Chủ tịch UBND xã trong kế hoạch của xã, Giám đốc Sở Y tế) và tên một phòng; cơ quan, cấp phó, các xã, sân, chợ thì không, vì cùng lúc làm nhiều việc được. Việc không ghi giờ thì không coi là chồng với việc khác của buổi ấy; việc kéo dài quá ba ngày mà không ghi giờ thì không coi là chồng với việc nào; các phần của một hội nghị nằm trong giờ của hội nghị ấy thì không coi là chồng.",
    },
    severity: Severity::Warning,
    clause: None,
    valid: Validity::ALWAYS,
    excuse: Some("hai việc ấy làm cùng lúc được"),
    wrong: "noi_dung:\n  - tieu_de: Lịch\n    lich:\n      ngay:\n        - ngay: 2023-04-10\n          sang:\n            - { gio: 7:30 - 9:00, noi_dung: Họp, dia_diem: Hội trường xã, chu_tri: Ông Lò Văn Dân }\n            - { gio: 8:30 - 10:00, noi_dung: Kiểm tra chợ, dia_diem: Chợ, chu_tri: Ông Lò Văn Dân }\n",
    right: "noi_dung:\n  - tieu_de: Lịch\n    lich:\n      ngay:\n        - ngay: 2023-04-10\n          sang:\n            - { gio: 7:30 - 9:00, noi_dung: Họp, dia_diem: Hội trường xã, chu_tri: Ông Lò Văn Dân }\n            - { gio: 9:00 - 10:00, noi_dung: Kiểm tra chợ, dia_diem: Chợ, chu_tri: Ông Lò Văn Dân }\n",
    check,
};

/// Findings at most.
const MOST: usize = 10;

/// Days at most on which one who has no hours is taken to be at one place.
const MOST_DAYS: i64 = 3;

/// With what a person is called, and in which words that is told.
const TITLES: &[(&str, &str)] = &[
    ("ông ", "Ông"),
    ("bà ", "Bà"),
    ("anh ", "Anh"),
    ("chị ", "Chị"),
    ("đồng chí ", "Đồng chí"),
    ("đ/c ", "Đồng chí"),
];

/// Posts of which a body has one holder. Deputies are several.
const POSTS: &[&str] = &["chủ tịch ", "bí thư ", "giám đốc "];

/// Words of a post that many hold, or of a choice between two.
const SMALL: &[&str] = &[
    "các", "những", "mỗi", "từng", "hoặc", "hay", "phó", "chi", "thôn", "bản", "tổ",
    "ấp", "khối", "hợp", "cơ",
];

/// The bodies of which a paper has many, if none of them issues it.
const LEVELS: &[&str] = &["xã", "phường", "khu", "huyện", "tỉnh", "phố", "sở"];

/// With what the name of a room begins in which one thing is done at a time.
const ROOMS: &[&str] = &["hội trường", "phòng họp", "phòng hội nghị", "phòng giao ban"];

/// Words in the name of a place that make it more than one.
const MANY: &[&str] = &["các", "những", "mỗi", "từng", "tuyến", "cầu", "hoặc"];

/// With what a place begins that names none by itself, without marks.
const NO_PLACE: &[&str] =
    &["nhu tren", "cac ", "nhung ", "tung ", "moi ", "truc tuyen", "diem cau", "zoom"];

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
            // Marks tell people apart: Tú is not Tư.
            let key = name.to_lowercase();
            let group = groups.entry(key).or_insert_with(|| (name, Vec::new()));
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

/// The entries of one name that cannot both be. A conference whose parts stand beside it is
/// at once with each of them and with nothing else.
fn collect_clashes<'e>(
    name: &str,
    entries: &[&'e TimetableEntry],
    is_clash: fn(&TimetableEntry, &TimetableEntry) -> bool,
    clashes: &mut Vec<Clash<'e>>,
) {
    for (index, first) in entries.iter().enumerate() {
        let following = entries[index + 1..].iter().take(NEAR);
        let following = following.filter(|second| {
            is_clash(first, second)
                && !is_part_of_many(first, second, entries)
                && !is_part_of_many(second, first, entries)
        });
        clashes.extend(following.map(|second| {
            let (first, second) = if first.span.start <= second.span.start {
                (*first, *second)
            } else {
                (*second, *first)
            };
            Clash { name: name.to_owned(), first, second }
        }));
    }
}

/// Whether an entry is one of several within the hours of a longer one.
fn is_part_of_many(
    part: &TimetableEntry,
    whole: &TimetableEntry,
    entries: &[&TimetableEntry],
) -> bool {
    is_within(part, whole)
        && entries.iter().filter(|entry| is_within(entry, whole)).count() > 1
}

/// Whether the hours of an entry are within the longer ones of another of that day.
fn is_within(part: &TimetableEntry, whole: &TimetableEntry) -> bool {
    let is_same_day = part.days.map(|days| days.value) == whole.days.map(|d| d.value);
    let hours = get_hours(part).zip(get_hours(whole));
    is_same_day && hours.is_some_and(|(part, whole)| part != whole && whole.holds(part))
}

/// A person who is at two places at once. Where a place is not said, both must have hours
/// to their ends, and neither be within the other: then it cannot be one thing in two
/// entries.
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
            ends.iter().all(Option::is_some)
                && !is_same_text(first, second)
                && !is_within(first, second)
                && !is_within(second, first)
        }
    }
}

/// A room in which two things are done at once, by different people.
fn is_room_clash(first: &TimetableEntry, second: &TimetableEntry) -> bool {
    let leads = [first, second].map(|entry| {
        let lead = entry.lead.as_ref()?;
        Some(normalize_spaces(&lead.text).to_lowercase())
    });
    let has_hours = get_hours(first).is_some() && get_hours(second).is_some();
    let is_same_lead = matches!(&leads, [Some(first), Some(second)] if first == second);
    has_hours
        && !is_same_lead
        && !is_same_text(first, second)
        && is_at_once(first, second)
}

fn is_same_text(first: &TimetableEntry, second: &TimetableEntry) -> bool {
    let texts =
        [first, second].map(|entry| normalize_spaces(&entry.content.text).to_lowercase());
    texts[0] == texts[1]
}

/// Whether two entries are done at one time. What is known of the day alone, or stands in
/// one part of one day without hours, may come one after the other; what goes on for many
/// days leaves hours for other things.
fn is_at_once(first: &TimetableEntry, second: &TimetableEntry) -> bool {
    let (Some(days), Some(other)) = (first.days, second.days) else { return false };
    if !days.value.overlaps(other.value) || is_long(first) || is_long(second) {
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

/// Whether an entry without hours goes on for more days than anybody stays at one place.
fn is_long(entry: &TimetableEntry) -> bool {
    let days = entry.days.map(|days| days.value);
    let count = days.map(|days| (days.last() - days.first()).num_days() + 1);
    get_hours(entry).is_none() && count.is_some_and(|count| count > MOST_DAYS)
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
    let is_one = !NO_PLACE.iter().any(|words| place.starts_with(words));
    (!place.is_empty() && is_one).then_some(place)
}

/// Words of a cell that has no value to be computed.
fn read_words(cell: &TypedCell) -> Option<&str> {
    (!cell.text.contains("{{") && cell.text != crate::prose::PENDING)
        .then_some(&cell.text)
}

/// The people who lead an entry or take part in it; those who take part only by name.
fn list_people(context: &Context<'_>, entry: &TimetableEntry) -> Vec<String> {
    let leads = entry.lead.iter().filter_map(read_words).flat_map(split_people);
    let leads =
        leads.filter_map(|text| read_person(&text).or_else(|| read_post(context, &text)));
    let people = entry.people.iter().filter_map(read_words).flat_map(split_people);
    leads.chain(people.filter_map(|text| read_person(&text))).collect()
}

/// The people of a cell. `Sở Nông nghiệp và Môi trường` is one: only a title begins another.
fn split_people(text: &str) -> Vec<String> {
    let mut res: Vec<String> = Vec::new();
    for people in text.split([';', '\n', ',', ':']).map(normalize_spaces) {
        let mut rest = people.as_str();
        for (joint, word) in people.match_indices(" và ") {
            let next = &people[joint + word.len()..];
            if strip_title(next).is_some() {
                let done = people.len() - rest.len();
                res.push(people[done..joint].to_owned());
                rest = next;
            }
        }
        res.push(rest.to_owned());
    }
    res
}

/// The words of a title with which a text begins, and what follows it.
fn strip_title(text: &str) -> Option<(&'static str, &str)> {
    let lower = text.to_lowercase();
    let (word, title) = TITLES.iter().find(|(word, _)| lower.starts_with(word))?;
    // A word of Vietnamese is as long in small letters as in capitals.
    Some((title, text.get(word.len()..)?.trim()))
}

/// The title and the name of one person with which a text begins: `Ông Lò Văn Dân`. What
/// follows a title is a name where each word has its capital: `Đồng chí Phó Chủ tịch` has
/// none.
fn read_person(text: &str) -> Option<String> {
    let (title, name) = strip_title(text)?;
    let end = name.find(['(', '–']).into_iter().chain(name.find(" - ")).min();
    let name = name[..end.unwrap_or(name.len())].trim();
    let is_name = name.split(' ').all(|word| word.starts_with(char::is_uppercase));
    is_name.then(|| format!("{title} {name}"))
}

/// A post that one man holds: that of the issuer, `Chủ tịch UBND xã` in the plan of a
/// commune, or that of a body by its name, `Giám đốc Sở Y tế`. To a province `Chủ tịch UBND
/// xã` is one man in each commune; so is the head of a school or a cell of the party.
fn read_post(context: &Context<'_>, text: &str) -> Option<String> {
    let text = strip_title(text).map_or(text, |(_, post)| post);
    let lower = text.to_lowercase();
    let post = POSTS.iter().find(|post| lower.starts_with(**post))?;
    let body: Vec<_> = text.get(post.len()..)?.split_whitespace().collect();
    // What stands in brackets may be who comes in his place.
    let is_many =
        lower.contains('(') || lower.split(' ').any(|word| SMALL.contains(&word));
    let last = body.last()?.to_lowercase();
    let is_named = body.windows(2).any(|pair| {
        LEVELS.contains(&pair[0].to_lowercase().as_str())
            && pair[1].starts_with(char::is_uppercase)
    });
    (!is_many && (is_named || is_level_of_issuer(context, &last)))
        .then(|| text.to_owned())
}

/// Whether a word is that of the level of the issuer: `xã` in the plan of a commune.
fn is_level_of_issuer(context: &Context<'_>, word: &str) -> bool {
    let agency = context.form.agency.as_ref();
    let agency = agency.map(|agency| agency.name.collect_words().to_lowercase());
    let level = agency
        .as_ref()
        .and_then(|name| name.split_whitespace().find(|word| LEVELS.contains(word)));
    level == Some(word)
}

/// The rooms of an entry.
fn list_rooms(context: &Context<'_>, entry: &TimetableEntry) -> Vec<String> {
    let cells = entry.place.iter().filter_map(read_words);
    let names = cells.flat_map(|text| text.split([';', '\n'])).map(normalize_spaces);
    names.filter(|name| is_room(context, name)).collect()
}

/// Whether a text names one room: `Hội trường xã`, `Phòng họp số 2`, and no room of some
/// body that it does not name.
fn is_room(context: &Context<'_>, text: &str) -> bool {
    let lower = text.to_lowercase();
    let is_many = lower.split(' ').any(|word| MANY.contains(&word));
    let last = lower.rsplit(' ').next().unwrap_or_default();
    let is_of_some = LEVELS.contains(&last) && !is_level_of_issuer(context, last);
    let rest = ROOMS.iter().find_map(|room| lower.strip_prefix(room));
    !is_many && !is_of_some && rest.is_some_and(|rest| rest.starts_with(' '))
}
