//! ARCHITECTURE names rooms, files and types that are there.

use super::measure::Declarations;
use super::order::ORDER;
use super::source::{parse_sources, project_path, read_text};

/// The cells of the tables of a guide, under the heading that a section begins with.
fn read_rows(section: &str) -> Vec<Vec<String>> {
    let guide = read_text("ARCHITECTURE.md");
    let (_, after) = guide.split_once(section).unwrap();
    let text = after.split("\n## ").next().unwrap();
    text.lines()
        .filter(|line| line.starts_with("| `"))
        .map(|line| line.trim_matches('|').split(" | ").map(str::trim).map(str::to_owned))
        .map(Iterator::collect)
        .collect()
}

/// The word in backticks that a cell begins with.
fn read_name(cell: &str) -> &str {
    cell.split('`').nth(1).unwrap_or_default()
}

#[test]
fn the_table_of_rooms_has_them_all_in_order_with_a_file_to_open() {
    let rows = read_rows("\n## Rooms\n");
    let rooms: Vec<_> = rows.iter().map(|row| read_name(&row[0])).collect();
    assert_eq!(rooms, ORDER);
    for row in &rows {
        let path = format!("src/{}/{}", read_name(&row[0]), read_name(&row[3]));
        assert!(project_path(&path).exists(), "{path} is not there");
        assert!(row[3].ends_with(&format!("]({path})")), "{}", row[3]);
    }
}

#[test]
fn the_glossary_names_keys_and_types_that_are_there() {
    let keys = read_text("docs/khoa.md");
    let types = Declarations::of_files(&parse_sources()).types;
    let rows = read_rows("\n## Glossary\n");
    assert!(rows.len() >= 25, "{} rows", rows.len());
    for row in &rows {
        let key = read_name(&row[0]);
        assert!(keys.contains(&format!("`{key}`")), "docs/khoa.md has no key `{key}`");
        let name = read_name(&row[1]);
        let room = read_name(&row[2]);
        assert!(
            types.iter().any(|named| named.name == name && named.room == room),
            "`{room}` declares no `{name}`"
        );
    }
}

/// Names in backticks that begin with a room: `fit::TableLayout`, `Engine::prepare`.
fn read_paths(guide: &str) -> Vec<String> {
    let text = read_text(guide);
    let quoted = text.split('`').skip(1).step_by(2);
    let is_path = |c: char| c.is_alphanumeric() || "_:()".contains(c);
    quoted
        .filter(|name| name.contains("::") && name.chars().all(is_path))
        .map(str::to_owned)
        .collect()
}

#[test]
fn the_paths_in_the_guides_lead_to_something() {
    let files = parse_sources();
    let declared = Declarations::of_files(&files);
    let functions = declared.functions.iter().map(|f| &f.named);
    let names: Vec<_> = declared.types.iter().chain(functions).collect();
    let mut seen = 0;
    for guide in ["ARCHITECTURE.md", "CONTRIBUTING.md", "docs/design.md"] {
        for path in read_paths(guide) {
            let mut parts = path.split("::");
            let first = parts.next().unwrap_or_default();
            let last = parts.last().unwrap_or_default().trim_end_matches("()");
            let room = ORDER.contains(&first).then_some(first);
            let is_module = || {
                let mut modules = files.iter().map(|file| &file.module);
                modules
                    .any(|m| m.last().is_some_and(|m| m == last) && Some(&*m[0]) == room)
            };
            // Fields, variants and constants are not collected: a type must be there.
            let is_of_type = || names.iter().any(|named| named.name == first);
            let is_declared = names
                .iter()
                .any(|named| named.name == last && room.is_none_or(|r| r == named.room));
            let is_constant = last.chars().all(|c| c.is_uppercase() || c == '_');
            assert!(
                is_declared
                    || is_constant
                    || is_module()
                    || room.is_none() && is_of_type(),
                "{guide}: `{path}` leads nowhere"
            );
            seen += 1;
        }
    }
    assert!(seen > 20, "{seen} paths");
}
