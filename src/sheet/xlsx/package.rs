//! The parts of a workbook and how they are found: from the list of sheets by the list of
//! relations.

use crate::sheet::Damage;
use quick_xml::events::Event;

use super::super::SheetError;
use super::super::archive::Archive;
use super::super::choice::{ListedSheet, check_room};
use super::super::moment::Calendar;
use super::super::relation::{find_relation, read_relations};
use super::super::xml::{
    XmlPart, break_off, check_name, find_attribute, has_flag, is_yes,
};

/// Where the list of sheets stands in all that programs write.
const WORKBOOK: &str = "xl/workbook.xml";

/// What a workbook says of itself.
#[derive(Debug, Default)]
pub(super) struct Package {
    /// The worksheets, in order.
    pub(super) sheets: Vec<ListedSheet>,
    /// The part of each.
    pub(super) parts: Vec<String>,
    pub(super) strings: Option<String>,
    pub(super) styles: Option<String>,
    pub(super) calendar: Calendar,
    /// Whether its results are yet to be computed.
    pub(super) stale: bool,
}

/// A line of the list of sheets.
struct SheetLine {
    name: String,
    visible: bool,
    relation: String,
}

impl Package {
    pub(super) fn read(archive: &mut Archive) -> Result<Self, SheetError> {
        let workbook = find_workbook(archive)?;
        let relations = read_relations(archive, &workbook)?;
        let mut package = Self::default();
        let lines = package.read_workbook(archive, &workbook)?;
        for line in lines {
            let relation = relations
                .get(&line.relation)
                .ok_or_else(|| break_off(Damage::MissingSheet))?;
            if relation.kind == "worksheet" {
                package.parts.push(relation.part.clone());
                package
                    .sheets
                    .push(ListedSheet { name: line.name, visible: line.visible });
            }
        }
        package.strings = find_relation(&relations, "sharedStrings");
        package.styles = find_relation(&relations, "styles");
        Ok(package)
    }

    /// Reads the list of sheets, and what holds for all of them.
    fn read_workbook(
        &mut self,
        archive: &mut Archive,
        part: &str,
    ) -> Result<Vec<SheetLine>, SheetError> {
        let mut xml = XmlPart::open(archive, part)?;
        let mut lines = Vec::new();
        loop {
            let start = match xml.next_event()? {
                Event::Start(start) => start,
                Event::Eof => return Ok(lines),
                _ => continue,
            };
            match start.local_name().as_ref() {
                "sheet" => {
                    let name = find_attribute(&start, "name")?.unwrap_or_default();
                    let state = find_attribute(&start, "state")?.unwrap_or_default();
                    let visible = !matches!(state.as_ref(), "hidden" | "veryHidden");
                    let relation = find_attribute(&start, "id")?.unwrap_or_default();
                    let name = check_name(name.into_owned())?;
                    let relation = check_name(relation.into_owned())?;
                    check_room(lines.len())?;
                    lines.push(SheetLine { name, visible, relation });
                }
                "workbookPr" if has_flag(&start, "date1904")? => {
                    self.calendar = Calendar::From1904;
                }
                // `forceFullCalc` is no sign: Excel keeps it in files that it has computed.
                "calcPr" => {
                    let completed = find_attribute(&start, "calcCompleted")?;
                    self.stale = has_flag(&start, "fullCalcOnLoad")?
                        || completed.is_some_and(|value| !is_yes(&value));
                }
                _ => {}
            }
        }
    }
}

/// The part with the list of sheets.
fn find_workbook(archive: &mut Archive) -> Result<String, SheetError> {
    let relations = read_relations(archive, "")?;
    let found = find_relation(&relations, "officeDocument");
    let part = found.or_else(|| archive.find_part(WORKBOOK));
    part.ok_or_else(|| break_off(Damage::NoWorkbook))
}
