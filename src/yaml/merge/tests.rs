//! What a unit says over what the master says.

use std::path::Path;

use proptest::collection::btree_map;
use proptest::collection::vec;
use proptest::prelude::{BoxedStrategy, Just, Strategy, prop_oneof};
use proptest::{prop_assert, prop_assert_eq, proptest};

use super::*;
use crate::source::Source;
use crate::yaml::{Scalar, ScalarStyle, parse};

/// The two texts as one source, the merged tree and what was found.
fn merged(master: &str, overlay: &str) -> (Source, YamlNode, Vec<Diagnostic>) {
    let master = Source::new(Path::new("mau.yaml"), master);
    let overlay = Source::new(Path::new("rieng/a.yaml"), overlay);
    let source = Source::joined([&master, &overlay]);
    let tree = |source: &Source| {
        let (node, found) = parse(source);
        assert!(found.is_empty(), "{found:?}");
        node.unwrap()
    };
    let above = tree(&overlay).shifted(source.parts()[1].start());
    let mut found = Vec::new();
    let node = merge_trees(&tree(&master), above, &mut found);
    (source, node, found)
}

/// A tree in one line, without its places.
fn shown(node: &YamlNode) -> String {
    match &node.value {
        YamlValue::Empty => "~".to_owned(),
        YamlValue::Broken => "?".to_owned(),
        YamlValue::Scalar(scalar) => scalar.text.clone(),
        YamlValue::Sequence { items, .. } => {
            format!("[{}]", items.iter().map(shown).collect::<Vec<_>>().join(", "))
        }
        YamlValue::Mapping { entries, .. } => {
            let entry = |e: &YamlEntry| format!("{}: {}", e.key, shown(&e.value));
            format!("{{{}}}", entries.iter().map(entry).collect::<Vec<_>>().join(", "))
        }
    }
}

#[track_caller]
fn gives(master: &str, overlay: &str, expected: &str) {
    let (_, node, found) = merged(master, overlay);
    assert_eq!((shown(&node).as_str(), &found[..]), (expected, &[][..]));
}

#[track_caller]
fn says(
    master: &str,
    overlay: &str,
    expected: &str,
    code: &str,
    marked: &str,
    label: &str,
) {
    let (source, node, found) = merged(master, overlay);
    assert_eq!(shown(&node), expected);
    let reported: Vec<_> = found
        .iter()
        .map(|f| (f.code.id, source.slice(f.span.unwrap()), f.label.as_str()))
        .collect();
    assert_eq!(reported, [(code, marked, label)]);
}

#[test]
fn maps_merge_by_key_whatever_its_marks_are() {
    gives(
        "a: 1\nb: { c: 2, d: 3 }\n",
        "B: { d: 4, e: 5 }\nf: 6\n",
        "{a: 1, b: {c: 2, d: 4, e: 5}, f: 6}",
    );
}

#[test]
fn lists_whose_items_have_ids_merge_by_them() {
    let master = "muc:\n  - { ma: a, ten: A }\n  - { ma: b, ten: B }\n  - không mã\n";
    gives(
        master,
        "muc:\n  - { ma: c, ten: C }\n  - { ma: b, ten: B2 }\n",
        "{muc: [{ma: a, ten: A}, {ma: b, ten: B2}, không mã, {ma: c, ten: C}]}",
    );
    // One item without its list is a list of one.
    gives(
        master,
        "muc: { ma: a, so: 1 }\n",
        "{muc: [{ma: a, ten: A, so: 1}, {ma: b, ten: B}, không mã]}",
    );
    gives("muc: { ma: a }\n", "muc: [{ ma: b }]\n", "{muc: [{ma: a}, {ma: b}]}");
}

#[test]
fn other_lists_and_texts_are_replaced() {
    gives(
        "a: [1, 2]\nb: x\nc: { d: 1 }\ne: y\n",
        "a: [3]\nb: z\nc: t\ne: { f: 1 }\n",
        "{a: [3], b: z, c: t, e: {f: 1}}",
    );
    gives("a: [{ ma: x }]\n", "a: [{ ten: z }]\n", "{a: [{ten: z}]}");
    gives("a: [{ ma: x }]\n", "a: []\n", "{a: []}");
}

#[test]
fn a_list_of_which_only_some_items_have_an_id_is_refused() {
    let source = |name, text| Source::new(Path::new(name), text);
    let (master, _) = parse(&source("a", "a: [{ ma: x }, { ma: y }]\n"));
    let (overlay, _) = parse(&source("b", "a: [{ ma: x, so: 1 }, { ten: z }]\n"));
    let mut found = Vec::new();
    let node = merge_trees(&master.unwrap(), overlay.unwrap(), &mut found);
    assert_eq!(shown(&node), "{a: [{ma: x}, {ma: y}]}");
    assert_eq!(found.iter().map(|d| d.code.id).collect::<Vec<_>>(), ["missing-key"]);
}

#[test]
fn nothing_after_a_key_leaves_what_is_there() {
    gives("a: 1\nb: [2]\n", "a:\nb:\nc:\n", "{a: 1, b: [2], c: ~}");
}

#[test]
fn what_could_not_be_read_leaves_what_is_there() {
    let (master, _) = parse(&Source::new(Path::new("a"), "a: 1\nb: [{ ma: x }]\n"));
    let (overlay, found) =
        parse(&Source::new(Path::new("b"), "a: *x\nb:\n  - ma: x\n    c: 2\n  - *y\n"));
    assert_eq!(found.len(), 2);
    let node = merge_trees(&master.unwrap(), overlay.unwrap(), &mut Vec::new());
    assert_eq!(shown(&node), "{a: 1, b: [{ma: x, c: 2}]}");
}

#[test]
fn a_removal_takes_the_entry_or_the_item_out() {
    gives("a: 1\nb: { c: 2 }\n", "b: { bo: true }\n", "{a: 1}");
    gives("a: 1\nb: 2\n", "b: { bo: có }\n", "{a: 1}");
    gives("a: [{ ma: x }, { ma: y }]\n", "a: [{ ma: x, bo: co }]\n", "{a: [{ma: y}]}");
    gives("a: [{ ma: x }, { ma: y }]\n", "a: { ma: x, bo: co }\n", "{a: [{ma: y}]}");
    gives("a: [1, 2]\nb: 1\n", "a: { bo: co }\n", "{b: 1}");
    gives("a: { c: 1 }\n", "a: { bo: khong, d: 2 }\n", "{a: {c: 1, d: 2}}");
}

#[test]
fn with_its_last_item_a_list_goes_too() {
    gives("a: [{ ma: x }]\nb: 1\n", "a: [{ ma: x, bo: true }]\n", "{b: 1}");
    gives("a: { x: { c: 1 } }\nb: 1\n", "a: { x: { bo: true } }\n", "{b: 1}");
}

#[test]
fn a_column_called_bo_is_no_removal() {
    gives("a: { bo: 12 }\n", "a: { bo: 15 }\n", "{a: {bo: 15}}");
    gives("a: { bo: { c: 1 } }\n", "a: { bo: { d: 2 } }\n", "{a: {bo: {c: 1, d: 2}}}");
}

#[test]
fn a_removal_of_nothing_is_told_with_what_is_near() {
    says(
        "ket_thuc: 1\n",
        "ket_thuk: { bo: true }\n",
        "{ket_thuc: 1}",
        "removes-nothing",
        "ket_thuk",
        "có phải là `ket_thuc`?",
    );
    says(
        "a: [{ ma: kinh-phi }]\n",
        "a: [{ ma: kinh-phy, bo: true }]\n",
        "{a: [{ma: kinh-phi}]}",
        "removes-nothing",
        "bo: true",
        "có phải là `kinh-phi`?",
    );
    says(
        "a: { ma: x }\n",
        "a: { ma: zzz, bo: true }\n",
        "{a: {ma: x}}",
        "removes-nothing",
        "bo: true",
        "không có gì để bỏ",
    );
    says(
        "a: 1\n",
        "bo: true\n",
        "{a: 1}",
        "removes-nothing",
        "bo: true",
        "không có gì để bỏ",
    );
    says(
        "a: [1]\n",
        "a: [{ bo: true }, 2]\n",
        "{a: [2]}",
        "removes-nothing",
        "bo: true",
        "không có gì để bỏ",
    );
    says(
        "a: 1\n",
        "b: { c: { bo: true } }\n",
        "{a: 1}",
        "removes-nothing",
        "bo: true",
        "không có gì để bỏ",
    );
    says(
        "a: 1\n",
        "a: { c: { bo: true } }\n",
        "{a: 1}",
        "removes-nothing",
        "bo: true",
        "không có gì để bỏ",
    );
}

#[test]
fn a_removal_with_another_key_is_undecided() {
    says(
        "a: [{ ma: x, ten: X }]\n",
        "a: [{ ma: x, bo: true, ten: Y }]\n",
        "{a: [{ma: x, ten: Y}]}",
        "removes-and-changes",
        "bo: true",
        "`bo` bỏ cả nhóm khóa này",
    );
}

#[test]
fn an_id_said_twice_above_is_told() {
    says(
        "a: [{ ma: x }]\n",
        "a: [{ ma: x, b: 1 }, { ma: x, b: 2 }]\n",
        "{a: [{ma: x, b: 1}]}",
        "duplicate-id",
        "x",
        "gộp hai mục làm một",
    );
}

#[test]
fn silences_of_both_files_stay() {
    gives(
        "bo_qua: { ma: a, ly_do: 1 }\n",
        "bo_qua: { ma: b, ly_do: 2 }\n",
        "{bo_qua: [{ma: a, ly_do: 1}, {ma: b, ly_do: 2}]}",
    );
    gives(
        "bo_qua: { ma: a, ly_do: 1 }\n",
        "bo_qua: { ma: a, ly_do: 2 }\n",
        "{bo_qua: {ma: a, ly_do: 2}}",
    );
}

#[test]
fn each_value_stands_in_the_file_that_said_it() {
    let (source, node, _) =
        merged("a: một\nb: { c: hai, d: ba }\n", "b: { d: bốn, c: hai }\ne: năm\n");
    fn look(source: &Source, node: &YamlNode, res: &mut Vec<(String, String)>) {
        for entry in get_entries(node) {
            let file_at = |span: Span| source.part_at(span.start).name().to_owned();
            assert_eq!(
                file_at(entry.key_span),
                file_at(entry.value.span),
                "{}",
                entry.key
            );
            assert_eq!(source.slice(entry.key_span), entry.key);
            res.push((entry.key.clone(), file_at(entry.value.span)));
            look(source, &entry.value, res);
        }
    }
    let mut places = Vec::new();
    look(&source, &node, &mut places);
    let file_of = |key: &str| places.iter().find(|(k, _)| k == key).unwrap().1.as_str();
    // What both say alike is the master's.
    for (key, file) in [
        ("a", "mau.yaml"),
        ("b", "mau.yaml"),
        ("c", "mau.yaml"),
        ("d", "rieng/a.yaml"),
        ("e", "rieng/a.yaml"),
    ] {
        assert_eq!(file_of(key), file, "{key}");
    }
}

/// Trees whose ids are unique in each list; `remove` mixes `bo: true` in.
fn tree(remove: bool) -> BoxedStrategy<YamlNode> {
    let node = |value| YamlNode { span: Span::new(1, 2), value };
    let text = move |text: &str| {
        let (text, style) = (text.to_owned(), ScalarStyle::Plain);
        node(YamlValue::Scalar(Scalar { text, style }))
    };
    let entry = move |(key, value): (String, YamlNode)| YamlEntry {
        name: key.clone(),
        key,
        key_span: Span::new(0, 1),
        value,
    };
    let mark = move || entry((REMOVE.to_owned(), text("true")));
    let leaf = prop_oneof![
        4 => "[x-z]".prop_map(move |t| text(&t)),
        1 => Just(node(YamlValue::Empty)),
        1 => Just(node(YamlValue::Broken)),
        1 => Just(node(YamlValue::Sequence { items: Vec::new(), flow: true })),
        u32::from(remove) * 2 => Just(()).prop_map(move |()| {
            node(YamlValue::Mapping { entries: vec![mark()], flow: true })
        }),
    ];
    let inner = leaf.prop_recursive(4, 40, 5, move |inner| {
        let map = btree_map("[a-e]", inner.clone(), 0..5);
        let mapped = move |nodes: Vec<(String, YamlNode)>| {
            let entries = nodes.into_iter().map(entry).collect();
            node(YamlValue::Mapping { entries, flow: false })
        };
        let list = vec(inner.clone(), 0..4);
        let by_id = btree_map("[m-p]", (map.clone(), 0..4_u8), 1..4);
        let item = move |(id, (entries, chance)): (String, (_, u8))| {
            let id = (ID.to_owned(), text(&id));
            let entries: std::collections::BTreeMap<String, YamlNode> = entries;
            let mut item = mapped(std::iter::once(id).chain(entries).collect());
            if let YamlValue::Mapping { entries, .. } = &mut item.value
                && remove
                && chance == 0
            {
                entries.push(mark());
            }
            item
        };
        prop_oneof![
            2 => map.prop_map(move |nodes| mapped(nodes.into_iter().collect())),
            1 => list.prop_map(move |items| node(YamlValue::Sequence { items, flow: false })),
            2 => by_id.prop_map(move |nodes| {
                let items = nodes.into_iter().map(item).collect();
                node(YamlValue::Sequence { items, flow: false })
            }),
        ]
    });
    btree_map("[a-e]", inner, 0..6)
        .prop_map(move |nodes| {
            let entries = nodes.into_iter().map(entry).collect();
            node(YamlValue::Mapping { entries, flow: false })
        })
        .boxed()
}

proptest! {
    #[test]
    fn an_empty_map_changes_nothing(master in tree(false)) {
        let empty = YamlValue::Mapping { entries: Vec::new(), flow: true };
        let mut found = Vec::new();
        let overlay = YamlNode { span: Span::new(100, 102), value: empty };
        prop_assert_eq!(merge_trees(&master, overlay, &mut found), master);
        prop_assert!(found.is_empty());
    }

    #[test]
    fn a_tree_over_itself_changes_nothing(master in tree(false)) {
        let mut found = Vec::new();
        prop_assert_eq!(&merge_trees(&master, master.clone(), &mut found), &master);
        let moved = merge_trees(&master, master.clone().shifted(100), &mut found);
        prop_assert_eq!(shown(&moved), shown(&master));
        prop_assert!(found.is_empty());
    }

    #[test]
    fn laying_a_tree_over_twice_is_laying_it_over_once(
        master in tree(false),
        overlay in tree(true),
    ) {
        let once = merge_trees(&master, overlay.clone().shifted(100), &mut Vec::new());
        let twice = merge_trees(&once, overlay.shifted(100), &mut Vec::new());
        prop_assert_eq!(shown(&twice), shown(&once));
    }

    #[test]
    fn no_removal_is_left_in_a_merged_tree(master in tree(false), overlay in tree(true)) {
        let merged = merge_trees(&master, overlay, &mut Vec::new());
        prop_assert!(!shown(&merged).contains("bo: true"), "{}", shown(&merged));
    }
}
