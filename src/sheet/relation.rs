//! How the parts of a workbook of Excel lead to each other: each names others by an id, and
//! a list beside it says where they are.

use std::collections::BTreeMap;

use quick_xml::events::Event;

use super::archive::Archive;
use super::xml::{XmlPart, break_off, find_attribute};
use super::{Damage, SheetError};

/// A relation of a part: what kind of part it leads to, and where that is.
#[derive(Debug)]
pub(super) struct Relation {
    /// `worksheet`, `sharedStrings`, `styles` …
    pub(super) kind: String,
    /// The name of the part in the archive.
    pub(super) part: String,
}

/// Most relations of a workbook: its sheets are a hundred.
const MAX_RELATIONS: usize = 10_000;

/// The part of the first relation of a kind.
pub(super) fn find_relation(
    relations: &BTreeMap<String, Relation>,
    kind: &str,
) -> Option<String> {
    let found = relations.values().find(|relation| relation.kind == kind);
    found.map(|relation| relation.part.clone())
}

/// The relations of a part by their ids, as far as they lead to a part of the archive. A
/// part that has none, or of which they are lost, gives none.
pub(super) fn read_relations(
    archive: &mut Archive,
    part: &str,
) -> Result<BTreeMap<String, Relation>, SheetError> {
    let part = part.replace('\\', "/");
    let (folder, name) = part.rsplit_once('/').unwrap_or(("", &part));
    let list = join_path(folder, &format!("_rels/{name}.rels"));
    let Some(list) = archive.find_part(&list) else { return Ok(BTreeMap::new()) };
    let targets = list_targets(archive, &list)?;
    let mut relations = BTreeMap::new();
    for target in targets {
        let path = join_path(folder, &target.path);
        if let Some(part) = archive.find_part(&path) {
            relations.insert(target.id, Relation { kind: target.kind, part });
        }
    }
    Ok(relations)
}

/// A line of a list of relations.
struct Target {
    id: String,
    kind: String,
    path: String,
}

fn list_targets(archive: &mut Archive, part: &str) -> Result<Vec<Target>, SheetError> {
    let mut xml = XmlPart::open(archive, part)?;
    let mut targets = Vec::new();
    loop {
        let start = match xml.next_event()? {
            Event::Start(start) => start,
            Event::Eof => return Ok(targets),
            _ => continue,
        };
        if start.local_name().as_ref() == "Relationship" {
            let id = find_attribute(&start, "Id")?.unwrap_or_default().into_owned();
            // The last word of an address, which differs between the two editions of the
            // standard.
            let kind = find_attribute(&start, "Type")?.unwrap_or_default();
            let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
            let path = find_attribute(&start, "Target")?.unwrap_or_default().into_owned();
            if targets.len() == MAX_RELATIONS {
                return Err(break_off(Damage::Relations));
            }
            targets.push(Target { id, kind, path });
        }
    }
}

/// A path from the folder of the part that names it; from the top where it begins with `/`.
fn join_path(folder: &str, path: &str) -> String {
    let path = path.replace('\\', "/");
    let folder = if path.starts_with('/') { "" } else { folder };
    let mut names: Vec<&str> = Vec::new();
    for name in folder.split('/').chain(path.split('/')) {
        match name {
            "" | "." => {}
            ".." => drop(names.pop()),
            _ => names.push(name),
        }
    }
    names.join("/")
}
