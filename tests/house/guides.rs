//! ARCHITECTURE names rooms, files and types that are there.

use std::collections::BTreeMap;

use super::measure::Declarations;
use super::order::ORDER;
use super::source::{SourceFile, parse_sources, project_path, read_text};

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

/// What a path of a guide may lead to.
struct Landmarks {
    files: Vec<SourceFile>,
    declared: Declarations,
    /// The text of all files of each room, tests apart.
    texts: BTreeMap<String, String>,
}

impl Landmarks {
    fn collect() -> Self {
        let files = parse_sources();
        let declared = Declarations::of_files(&files);
        let mut texts: BTreeMap<String, String> = BTreeMap::new();
        for file in &files {
            *texts.entry(file.room().to_owned()).or_default() += &file.lines.join("\n");
        }
        Self { files, declared, texts }
    }

    /// Whether there is what a path names: `room::Type`, `room::module`, `room::function`,
    /// `room::CONSTANT`, `Type::member`.
    fn has(&self, path: &str) -> bool {
        let mut parts = path.split("::");
        let first = parts.next().unwrap_or_default();
        let last = parts.last().unwrap_or_default().trim_end_matches("()");
        if !ORDER.contains(&first) {
            return self.has_member(first, last);
        }
        let is_module = self.files.iter().any(|file| {
            file.room() == first && file.module.last().is_some_and(|name| name == last)
        });
        let functions = self.declared.functions.iter().map(|f| &f.named);
        let mut names = self.declared.types.iter().chain(functions);
        let is_declared = names.any(|named| named.name == last && named.room == first);
        is_module || is_declared || self.has_constant(first, last)
    }

    fn has_constant(&self, room: &str, name: &str) -> bool {
        let text = self.texts.get(room).map_or("", String::as_str);
        ["const", "static"].iter().any(|word| text.contains(&format!("{word} {name}:")))
    }

    /// Fields and variants are not collected: the room of the type must speak of them.
    fn has_member(&self, owner: &str, member: &str) -> bool {
        let rooms = self.declared.types.iter().filter(|named| named.name == owner);
        rooms.map(|named| &self.texts[&named.room]).any(|text| {
            text.split(|c: char| !c.is_alphanumeric() && c != '_')
                .any(|word| word == member)
        })
    }
}

#[test]
fn the_paths_in_the_guides_lead_to_something() {
    let landmarks = Landmarks::collect();
    let mut seen = 0;
    for guide in ["ARCHITECTURE.md", "CONTRIBUTING.md", "docs/design.md"] {
        for path in read_paths(guide) {
            assert!(landmarks.has(&path), "{guide}: `{path}` leads nowhere");
            seen += 1;
        }
    }
    assert!(seen > 20, "{seen} paths");
}

#[test]
fn a_path_that_leads_nowhere_is_seen() {
    let landmarks = Landmarks::collect();
    for path in
        ["form::KINDS", "form::TableSpec", "fit::lay_out_tables()", "Engine::prepare"]
    {
        assert!(landmarks.has(path), "{path}");
    }
    for path in
        ["form::NO_KINDS", "fit::TableSpec", "Engine::no_method", "Nobody::prepare"]
    {
        assert!(!landmarks.has(path), "{path}");
    }
}

#[test]
fn the_files_that_the_guides_name_are_there() {
    let mut seen = 0;
    for guide in ["ARCHITECTURE.md", "CONTRIBUTING.md", "docs/design.md"] {
        let text = read_text(guide);
        for name in text.split('`').skip(1).step_by(2) {
            let folder = name.split('/').next().unwrap_or_default();
            let is_file =
                ["src", "tests", "templates", "docs", "data", "skeletons", ".ci"];
            // `src/rule/<folder>/<name>.rs` is a pattern, and a command has blanks.
            if is_file.contains(&folder) && !name.contains(['<', ' ', '*']) {
                assert!(project_path(name).exists(), "{guide}: `{name}` is not there");
                seen += 1;
            }
        }
    }
    assert!(seen > 20, "{seen} files");
}

#[test]
fn the_types_that_the_guides_name_are_there() {
    const FOREIGN: [&str; 2] = ["BigInt", "None"];
    let types = Declarations::of_files(&parse_sources()).types;
    let mut seen = 0;
    for guide in ["ARCHITECTURE.md", "CONTRIBUTING.md", "docs/design.md"] {
        let text = read_text(guide);
        let quoted = text.split('`').skip(1).step_by(2);
        // One word with a capital and small letters: `TableSpec`, and not `RULE`.
        let names = quoted.filter(|name| {
            name.starts_with(|c: char| c.is_ascii_uppercase())
                && name.chars().all(|c| c.is_ascii_alphabetic())
                && name.contains(|c: char| c.is_ascii_lowercase())
        });
        for name in names.filter(|name| !FOREIGN.contains(name)) {
            let is_declared = types.iter().any(|named| named.name == name);
            assert!(is_declared, "{guide}: no type is called `{name}`");
            seen += 1;
        }
    }
    assert!(seen > 50, "{seen} types");
}
