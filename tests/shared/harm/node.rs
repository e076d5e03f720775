//! Forms: parts of the tree by their indentation, moved, doubled, taken from another form,
//! of another type, too long or too deep.

use std::ops::Range;

use super::Random;
use super::text::{ODD, harm_text};

/// Bytes of the largest form that comes of it.
const MAX_FORM: usize = 400_000;

/// Harms a form; what is taken from another comes from `other`.
pub(crate) fn harm_form(random: &mut Random, form: &str, other: &str) -> Vec<u8> {
    let mut lines: Vec<String> = form.lines().map(str::to_owned).collect();
    if random.once_in(3) {
        // A form that is nearly right may become a paper.
        change_mildly(random, &mut lines, other);
        return (lines.join("\n") + "\n").into_bytes();
    }
    let mut is_text = random.once_in(3);
    for _ in 0..=random.below(3) {
        if random.once_in(3) {
            is_text = true;
        } else {
            change_nodes(random, &mut lines, other);
        }
    }
    let mut text = lines.join("\n");
    text.push('\n');
    if text.len() > MAX_FORM {
        text = form.to_owned();
    }
    if is_text { harm_text(random, text.as_bytes()) } else { text.into_bytes() }
}

/// Puts parts in other places, or other words in the place of some.
fn change_mildly(random: &mut Random, lines: &mut Vec<String>, other: &str) {
    let node = pick_node(random, lines);
    match random.below(6) {
        0 => swap_nodes(random, lines, &node),
        1 => {
            let again = lines[node.clone()].to_vec();
            lines.splice(node.end..node.end, again);
        }
        2 => drop(lines.drain(node)),
        _ => {
            // A line of another form, or one that is much too long.
            let other: Vec<_> = other.lines().collect();
            let words = random.pick(&other).trim_matches([' ', '-']).replace('\'', "’");
            let words = match random.below(4) {
                0 => words.repeat([3, 60, 900][random.below(3)]),
                1 => format!("{words} {}", "ươ".repeat([9, 400, 9_000][random.below(3)])),
                _ => words,
            };
            let Some(line) = lines.get_mut(node.start) else { return };
            let key = find_key(line);
            if !line.ends_with([':', '|', '>', '[', '{', ']', '}']) && !key.is_empty() {
                *line = format!("{key} '{words}'");
            }
        }
    }
}

fn change_nodes(random: &mut Random, lines: &mut Vec<String>, other: &str) {
    let node = pick_node(random, lines);
    match random.below(11) {
        0 => drop(lines.drain(node)),
        1 => {
            let again = lines[node.clone()].to_vec();
            lines.splice(node.end..node.end, again);
        }
        2 => {
            let moved: Vec<_> = lines.drain(node).collect();
            put_node(random, lines, &moved);
        }
        3 => {
            let other: Vec<_> = other.lines().map(str::to_owned).collect();
            let taken = other[pick_node(random, &other)].to_vec();
            put_node(random, lines, &taken);
        }
        4 => swap_nodes(random, lines, &node),
        5 | 6 => {
            let value = pick_value(random);
            replace_value(lines, node, &value);
        }
        7 => {
            let value = make_long_value(random);
            replace_value(lines, node, &value);
        }
        8 => {
            let text = lines[node.clone()].to_vec();
            let times = [2, 5, 40][random.below(3)];
            let again: Vec<_> = (1..times).flat_map(|_| text.clone()).collect();
            lines.splice(node.end..node.end, again);
        }
        9 => rename_key(random, lines, &node),
        _ => {
            let key =
                lines.get(node.start).map(|line| find_key(line)).unwrap_or_default();
            let depth = [3, 30, 70, 400][random.below(4)];
            let deep =
                (0..depth).map(|level| format!("{}a:", " ".repeat(level * 2 + 12)));
            let deep: Vec<_> = std::iter::once(key).chain(deep).collect();
            lines.splice(node, deep);
        }
    }
}

/// The lines of a part: one line and all that are indented deeper behind it.
fn pick_node(random: &mut Random, lines: &[String]) -> Range<usize> {
    let start = random.below(lines.len());
    let Some(first) = lines.get(start) else { return 0..0 };
    let indent = measure_indent(first);
    let deeper = lines[start + 1..]
        .iter()
        .take_while(|line| line.trim().is_empty() || measure_indent(line) > indent);
    start..start + 1 + deeper.count()
}

fn measure_indent(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

/// Puts a part before some line, as deep as that is.
fn put_node(random: &mut Random, lines: &mut Vec<String>, node: &[String]) {
    let place = random.below(lines.len() + 1);
    let deep = lines.get(place).map_or(0, |line| measure_indent(line));
    let from = node.first().map_or(0, |line| measure_indent(line));
    let put = node.iter().map(|line| {
        let indent = (measure_indent(line) + deep).saturating_sub(from);
        format!("{}{}", " ".repeat(indent), line.trim_start_matches(' '))
    });
    let put: Vec<_> = put.collect();
    lines.splice(place..place, put);
}

fn swap_nodes(random: &mut Random, lines: &mut Vec<String>, node: &Range<usize>) {
    let other = pick_node(random, lines);
    let (first, second) = match node.start < other.start {
        true => (node.clone(), other),
        false => (other, node.clone()),
    };
    if first.end <= second.start {
        let (one, two) = (lines[first.clone()].to_vec(), lines[second.clone()].to_vec());
        lines.splice(second, one);
        lines.splice(first, two);
    }
}

/// What stands before the value of a line: blanks, dashes and the key with its colon.
fn find_key(line: &str) -> String {
    let key = line.find(": ").map(|end| end + 1);
    let key = key.or_else(|| line.ends_with(':').then_some(line.len()));
    let dash = || line.find("- ").map_or(0, |dash| dash + 1);
    line[..key.unwrap_or_else(dash)].to_owned()
}

fn replace_value(lines: &mut Vec<String>, node: Range<usize>, value: &str) {
    let key = lines.get(node.start).map(|line| find_key(line)).unwrap_or_default();
    lines.splice(node, [format!("{key} {value}")]);
}

fn rename_key(random: &mut Random, lines: &mut [String], node: &Range<usize>) {
    let from = pick_node(random, lines);
    let word = |line: &String| find_key(line).trim_matches([' ', '-', ':']).to_owned();
    let Some(new) = lines.get(from.start).map(word) else { return };
    let Some(old) = lines.get(node.start).map(word) else { return };
    if !old.is_empty() {
        lines[node.start] = lines[node.start].replacen(&old, &new, 1);
    }
}

/// A value of another type, or one that means something else.
fn pick_value(random: &mut Random) -> String {
    const VALUES: &[&str] = &[
        "",
        "~",
        "null",
        "[]",
        "{}",
        "[a]",
        "[[a]]",
        "{ a: b }",
        "[{ ma: a }, { ma: a }]",
        "co",
        "khong",
        "chua_co",
        "0",
        "-1",
        "1.5",
        "2024",
        "2024-02-30",
        "99/9999",
        "'a'",
        "\"a\\x\"",
        "{ chua_co: a }",
        "|",
        ">-",
        "&x a",
        "*x",
        "!!int 5",
        "{{ a }}",
        "\"{{ bang.a.tong }}\"",
        "\"{{ vb('a') }}\"",
        "\"{{ 1/0 }}\"",
        "\"{{ ((((((1)))))) }}\"",
        "[a, b, c]",
        "triệu đồng",
        "tháng 13",
        "Quý V",
        "\"\"",
        "\" \"",
        "999999999999999999999999999999",
        "1e5",
        "0x1f",
    ];
    match random.below(3) {
        0 => format!("\"{}\"", random.pick(ODD).replace(['"', '\n'], " ")),
        _ => (*random.pick(VALUES)).to_owned(),
    }
}

/// A value that is too long, too deep or too many.
fn make_long_value(random: &mut Random) -> String {
    let count = [50, 400, 3_000, 17_000][random.below(4)];
    match random.below(9) {
        0 => "ê".repeat(count),
        1 => "một hai ".repeat(count),
        2 => format!("'{}'", "“".repeat(count)),
        3 => format!("\"{}\"", "{{ a }} ".repeat(count / 10)),
        4 => "[".repeat(count),
        5 => format!("[{}]", "a, ".repeat(count)),
        6 => "9".repeat(count),
        7 => format!("'{}{}'", "(".repeat(count), ")".repeat(count)),
        _ => format!("'1.234.567 đồng; {}'", "2.345 triệu đồng, ".repeat(count / 50)),
    }
}
