//! Names and lengths within the limits that CONTRIBUTING gives.

use std::path::Path;

use super::measure::{Declarations, Named};
use super::source::{SourceFile, list_rust_files, parse_sources, read_text};
use super::table::{
    WORDLESS_LOCALS, count_lines, find_shared_types, is_one_word, per_thousand, percent,
    render_table,
};

/// Types whose name another type has, in hundredths.
const MOST_SHARED_TYPES: usize = 8;
/// Free functions of one word, in hundredths.
const MOST_ONE_WORD: usize = 25;
/// Named closures in a thousand lines.
const MOST_CLOSURES: usize = 2;
/// Lines between the braces of a function.
const LONGEST_FUNCTION: usize = 50;
/// Lines of a file that is no flat table.
const LONGEST_FILE: usize = 500;

/// What a free function may begin with beside a verb.
const LEADING_WORDS: [&str; 7] = ["is", "has", "to", "from", "into", "as", "with"];

/// The verbs of CONTRIBUTING: the paragraph after the line that announces them.
fn read_verbs() -> Vec<String> {
    let guide = read_text("CONTRIBUTING.md");
    let (_, after) = guide.split_once("begins with one of these verbs:").unwrap();
    let paragraph = after.trim_start().split("\n\n").next().unwrap();
    paragraph.split([',', ' ', '\n', '.']).map(str::to_owned).collect()
}

fn list_places<'a>(names: impl IntoIterator<Item = &'a Named>) -> String {
    let mut lines: Vec<_> = names
        .into_iter()
        .map(|named| format!("{} {}", named.place, named.name))
        .collect();
    lines.sort();
    lines.join("\n")
}

/// Names that count against a limit, and how much of the limit they take.
fn hold(measure: &str, figure: f64, most: usize, names: &[&Named]) {
    let list = list_places(names.iter().copied());
    println!("{measure}: {figure:.2}, under {most} is asked\n{list}\n");
    assert!(figure < most as f64, "{measure}: {figure:.2}, not under {most}:\n{list}");
}

#[test]
fn the_table_of_figures_counts_what_is_declared() {
    let files = parse_sources();
    println!("{}", render_table(&files, &Declarations::of_files(&files)));
    let text = "struct Row; enum RowKind { A }\nfn read() { let f = || 1; }\nfn read_row(is: bool) {}\n";
    let file = SourceFile::parse(Path::new("src/room/file.rs"), text);
    let files = [file];
    let table = render_table(&files, &Declarations::of_files(&files));
    for row in [
        "| lines, files | 3 / 1 |",
        "| functions with a `bool` | 50.0 % |",
        "| types | 2 |",
        "| types of one word | 50 % |",
        "| free functions of one word | 50.0 % |",
        "| named closures a thousand lines | 333.33 (1) |",
    ] {
        assert!(table.lines().any(|line| line == row), "no `{row}` in\n{table}");
    }
}

#[test]
fn a_type_name_means_one_thing() {
    let declared = Declarations::of_files(&parse_sources());
    let shared = find_shared_types(&declared);
    let figure = percent(shared.len(), declared.types.len());
    let mut by_name = shared.clone();
    by_name.sort_by(|a, b| (&a.name, &a.place).cmp(&(&b.name, &b.place)));
    hold("types whose name another has, %", figure, MOST_SHARED_TYPES, &by_name);
}

#[test]
fn free_functions_say_what_they_do() {
    let declared = Declarations::of_files(&parse_sources());
    let one_word: Vec<_> =
        declared.free_functions().filter(|named| is_one_word(named)).collect();
    let figure = percent(one_word.len(), declared.free_functions().count());
    hold("free functions of one word, %", figure, MOST_ONE_WORD, &one_word);
}

#[test]
fn free_functions_begin_with_a_verb() {
    let declared = Declarations::of_files(&parse_sources());
    let verbs = read_verbs();
    let other: Vec<_> = declared
        .free_functions()
        .filter(|named| {
            let first = named.name.split('_').next().unwrap_or_default();
            !LEADING_WORDS.contains(&first) && !verbs.iter().any(|verb| verb == first)
        })
        .filter(|named| named.name != "main")
        .collect();
    assert!(other.is_empty(), "no verb of CONTRIBUTING:\n{}", list_places(other));
}

#[test]
fn closures_have_names_where_a_function_would_not_do() {
    let files = parse_sources();
    let declared = Declarations::of_files(&files);
    let figure = per_thousand(declared.closures.len(), count_lines(&files));
    let closures: Vec<_> = declared.closures.iter().collect();
    hold("named closures in a thousand lines", figure, MOST_CLOSURES, &closures);
}

#[test]
fn locals_are_nouns() {
    let declared = Declarations::of_files(&parse_sources());
    let wordless = declared
        .locals
        .iter()
        .filter(|local| WORDLESS_LOCALS.contains(&local.name.as_str()));
    let list = list_places(wordless);
    assert!(list.is_empty(), "locals that say nothing:\n{list}");
}

#[test]
fn no_parameter_is_a_tuple_that_is_taken_apart() {
    let declared = Declarations::of_files(&parse_sources());
    let taken = declared.functions.iter().filter(|f| f.takes_a_tuple_apart);
    let list = list_places(taken.map(|f| &f.named));
    assert!(list.is_empty(), "a struct for:\n{list}");
}

#[test]
fn functions_are_short() {
    let declared = Declarations::of_files(&parse_sources());
    let long = declared
        .functions
        .iter()
        .filter(|f| f.lines.is_some_and(|n| n > LONGEST_FUNCTION));
    let list = list_places(long.map(|f| &f.named));
    assert!(list.is_empty(), "functions over {LONGEST_FUNCTION} lines:\n{list}");
}

/// Whether a file is one flat table: constants and statics, and what they need.
fn is_flat_table(file: &SourceFile) -> bool {
    file.tree.items.iter().all(|item| {
        matches!(item, syn::Item::Const(_) | syn::Item::Static(_) | syn::Item::Use(_))
    })
}

#[test]
fn every_file_says_what_it_is_for_and_is_short() {
    for path in list_rust_files("src") {
        let text = read_text(&path);
        assert!(text.starts_with("//! "), "{path:?} has no module doc");
        let is_short = text.lines().count() <= LONGEST_FILE;
        assert!(
            is_short || is_flat_table(&SourceFile::parse(&path, &text)),
            "{path:?} is longer than {LONGEST_FILE} lines"
        );
    }
}

#[test]
fn contributing_names_the_same_limits() {
    let guide = read_text("CONTRIBUTING.md");
    let flat = guide.split_whitespace().collect::<Vec<_>>().join(" ");
    for limit in [
        format!("under {MOST_SHARED_TYPES} % of the types"),
        format!("under {MOST_ONE_WORD} % of the free functions"),
        format!("under {MOST_CLOSURES} named closures in a thousand lines"),
        format!("at most {LONGEST_FUNCTION} lines"),
        format!("at most {LONGEST_FILE} lines"),
    ] {
        assert!(flat.contains(&limit), "CONTRIBUTING.md does not say `{limit}`");
    }
    for word in LEADING_WORDS.iter().chain(&WORDLESS_LOCALS) {
        assert!(flat.contains(&format!("`{word}`")), "CONTRIBUTING.md lacks `{word}`");
    }
}

#[test]
fn declarations_are_read_as_they_are_written() {
    let text = r##"
        //! A file.
        pub struct Row; enum Kind { A } type Alias = u8; trait Named { fn name(&self); }
        fn plain(pair: (usize, usize), f: fn((u8, u8)) -> u8) -> (u8, u8) { r#"fn }"# }
        fn taken<'a, F: Fn(usize)>(f: F, &(a, _): &'a (char, char)) {
            let closure = |(x, y): (u8, u8)| '{';
            // fn not((a, b): (u8, u8)) {
        }
        impl Named for Row { fn also(&self, mut of: (u8, u8)) { let mut f: F = || of; } }
        fn by_place(pair: &(u8, u8)) -> u8 { pair.0 }
        fn by_name(pair: &'a (u8, u8)) { let (a, b) = pair; }
        fn passed_on(pair: (u8, u8), other: Pair) { whole.pair.0; by_name(pair); other.0 }
        fn outer(flag: bool) { fn inner() { match x { None | Some(at) => {} } } }
        #[cfg(test)]
        mod tests { struct Row; fn of() { let told = || 1; } }
    "##;
    let file = SourceFile::parse(Path::new("src/room/file.rs"), text);
    let found = Declarations::of_files(&[file]);
    let names =
        |all: &[Named]| -> Vec<_> { all.iter().map(|n| n.name.clone()).collect() };
    assert_eq!(names(&found.types), ["Row", "Kind", "Alias", "Named"]);
    assert_eq!(names(&found.closures), ["closure", "f"]);
    assert!(names(&found.locals).contains(&"at".to_owned()));
    assert!(names(&found.locals).contains(&"of".to_owned()));
    assert!(!names(&found.locals).contains(&"None".to_owned()));
    assert!(!names(&found.locals).contains(&"told".to_owned()));
    let functions: Vec<_> = found
        .functions
        .iter()
        .map(|f| (f.named.name.as_str(), f.is_free, f.takes_a_tuple_apart, f.lines))
        .collect();
    assert_eq!(
        functions,
        [
            ("name", false, false, None),
            ("plain", true, false, Some(0)),
            ("taken", true, true, Some(2)),
            ("also", false, false, Some(0)),
            ("by_place", true, true, Some(0)),
            ("by_name", true, true, Some(0)),
            ("passed_on", true, false, Some(0)),
            ("outer", true, false, Some(0)),
            ("inner", true, false, Some(0)),
        ]
    );
    assert!(found.functions.iter().any(|f| f.takes_a_bool));
    assert!(found.functions[2].has_comment);
}
