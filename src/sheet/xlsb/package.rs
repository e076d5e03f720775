//! What all sheets of a workbook share.

use super::super::SheetError;
use super::super::archive::Archive;
use super::super::choice::{ListedSheet, check_room};
use super::super::moment::Calendar;
use super::super::relation::{find_relation, read_relations};
use super::super::string_pool::StringPool;
use super::super::style::CellStyles;
use super::super::xml::{break_off, check_name};
use super::WORKBOOK;
use super::record::{PartRecords, read_text};
use crate::sheet::Damage;

/// The weight of a font from which on it is bold.
const BOLD: u16 = 600;

const SHEET: u32 = 156;
const WORKBOOK_SETTINGS: u32 = 153;
const COMPUTING: u32 = 157;
const TEXT: u32 = 19;
const FORMAT: u32 = 44;
const FONT: u32 = 43;
const STYLE: u32 = 47;
const BEGIN_STYLES: u32 = 617;
const END_STYLES: u32 = 618;

/// What the sheets share.
#[derive(Debug, Default)]
pub(super) struct Package {
    /// The worksheets, in order.
    pub(super) sheets: Vec<ListedSheet>,
    /// The part of each.
    pub(super) parts: Vec<String>,
    pub(super) texts: StringPool,
    pub(super) styles: CellStyles,
    pub(super) calendar: Calendar,
    /// Whether its results are yet to be computed.
    pub(super) stale: bool,
}

impl Package {
    pub(super) fn read(archive: &mut Archive) -> Result<Self, SheetError> {
        let mut package = Self::default();
        let relations = read_relations(archive, WORKBOOK)?;
        for line in package.read_workbook(archive)? {
            let relation = relations.get(&line.relation);
            let relation = relation.ok_or_else(|| break_off(Damage::MissingSheet))?;
            if relation.kind == "worksheet" {
                package.parts.push(relation.part.clone());
                package
                    .sheets
                    .push(ListedSheet { name: line.name, visible: line.visible });
            }
        }
        if let Some(part) = find_relation(&relations, "sharedStrings") {
            package.read_texts(archive, &part)?;
        }
        if let Some(part) = find_relation(&relations, "styles") {
            package.read_styles(archive, &part)?;
        }
        Ok(package)
    }

    fn read_workbook(
        &mut self,
        archive: &mut Archive,
    ) -> Result<Vec<SheetLine>, SheetError> {
        let mut records = PartRecords::open(archive, WORKBOOK)?;
        let mut lines = Vec::new();
        while let Some(kind) = records.next_kind()? {
            let fields = records.fields();
            match kind {
                SHEET => {
                    let relation = read_text(fields, 8)?;
                    let name = check_name(read_text(fields, relation.end)?.text)?;
                    check_room(lines.len())?;
                    let visible = fields.u32(0)? == 0;
                    lines.push(SheetLine { name, visible, relation: relation.text });
                }
                WORKBOOK_SETTINGS if fields.u32(0)? & 1 == 1 => {
                    self.calendar = Calendar::From1904;
                }
                COMPUTING => self.stale = fields.u16(24)? & 1 == 1,
                _ => {}
            }
        }
        Ok(lines)
    }

    fn read_texts(
        &mut self,
        archive: &mut Archive,
        part: &str,
    ) -> Result<(), SheetError> {
        let mut records = PartRecords::open(archive, part)?;
        while let Some(kind) = records.next_kind()? {
            if kind == TEXT {
                self.texts.add(&read_text(records.fields(), 1)?.text)?;
            }
        }
        Ok(())
    }

    fn read_styles(
        &mut self,
        archive: &mut Archive,
        part: &str,
    ) -> Result<(), SheetError> {
        let mut records = PartRecords::open(archive, part)?;
        let mut inside = false;
        while let Some(kind) = records.next_kind()? {
            let fields = records.fields();
            match kind {
                FORMAT => {
                    let code = read_text(fields, 2)?.text;
                    self.styles.add_format(fields.u16(0)?.into(), &code)?;
                }
                FONT => self.styles.add_font(fields.u16(4)? >= BOLD)?,
                BEGIN_STYLES => inside = true,
                END_STYLES => inside = false,
                STYLE if inside => {
                    let (format, font) = (fields.u16(2)?, fields.u16(4)?);
                    self.styles.add_style(format.into(), font.into())?;
                }
                _ => {}
            }
        }
        Ok(())
    }
}

/// A line of the list of sheets.
struct SheetLine {
    name: String,
    visible: bool,
    relation: String,
}
