//! How the tables of a paper are laid out: font size, widths of the columns, orientation of
//! the pages, found from the widths of letters before anything is typeset.
//!
//! | file | what it does |
//! |---|---|
//! | `preference` | font sizes and orientations in order of preference: the first that fits |
//! | `piece` | the text of a cell, and where its line may break |
//! | `extent` | how wide the content of a cell is |
//! | `grid` | what each column of a table needs |
//! | `setting` | what columns need at one font size in one orientation |
//! | `width` | the room distributed over the columns |
//! | `rows` | which rows may break, which stay together |
//! | `down` | cells that reach down over rows |

mod down;
mod extent;
mod grid;
mod piece;
mod preference;
mod rows;
mod setting;
#[cfg(test)]
mod tests;
mod width;

use serde::Serialize;

use crate::document::{Appendix, Block, Document, Orientation, Page, Table};
use crate::font::Faces;

pub use piece::{CellPiece, KeepTogether, break_cell_text};

/// Which orientation the page of a table may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AllowedOrientation {
    /// Both: portrait where the table fits, else landscape.
    Either,
    /// Portrait only, because the author says so.
    Portrait,
    /// Landscape only: the author says so, or the rest of its appendix is turned.
    Landscape,
}

/// The layout of one table. Templates read its fields by name: one that is renamed here
/// keeps its old name there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TableLayout {
    /// Its number among the tables of the paper.
    pub number: u32,
    /// Its font size in half points.
    pub size: u32,
    /// Whether its page is landscape.
    pub landscape: bool,
    /// Space beside the text of a cell, in hundredths of a millimetre.
    pub inset: u32,
    /// Widths of the columns, in hundredths of a millimetre.
    pub widths: Vec<u32>,
    /// What stays together in the cells of each column.
    pub columns: Vec<KeepTogether>,
    /// What stays together in cells over several columns.
    pub spans: KeepTogether,
    /// What stays together in each cell of the header.
    pub header: Vec<Vec<KeepTogether>>,
    /// Whether the header is repeated on every page.
    pub repeat: bool,
    /// Whether no page may hold the header: then it breaks as any row.
    pub head_tall: bool,
    /// Whether the table is so short that it stands on one page.
    pub whole: bool,
    /// The layout of each of its rows.
    pub rows: Vec<RowLayout>,
    /// How many of the last rows stand on one page.
    pub foot: u32,
    /// Whether the notes stand on the page of the last row.
    pub notes_held: bool,
    /// The width that it lacks, where it does not fit at all.
    #[serde(rename = "lack")]
    pub shortage: Option<WidthShortage>,
}

/// The layout of a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RowLayout {
    /// Whether it is so tall that it may break.
    pub tall: bool,
    /// The cell with the name of a group that is repeated on the next page.
    pub label: Option<u32>,
    /// Whether the name there, with what follows it, takes more lines than alone.
    pub again_wraps: bool,
    /// Whether each of its cells is one line of text for sure: its height is known.
    pub line: bool,
    /// Its height where it is a row to write in, in tenths of a millimetre.
    pub height: Option<u32>,
    /// Each of its cells, where one of them reaches down over rows, is part of one that
    /// does, or takes in the cells beside it; else none.
    pub cells: Vec<CellLayout>,
}

/// The layout of a cell in a row with cells that reach further than is usual.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct CellLayout {
    /// How many rows it covers; none where it is part of the cell above.
    pub down: u32,
    /// How many columns it covers; none where it is part of the cell before it: of the name
    /// of a group, which takes in blank cells beside it.
    pub across: u32,
    /// How pages may part it, where they may.
    pub breaks: Option<CellBreak>,
}

/// How pages may part a cell that covers several rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CellBreak {
    /// Its words stand on each page on which its rows have room for them.
    Repeated,
    /// Its words, which are many, go on from one page to the next.
    Flowing,
}

/// A table wider than the page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WidthShortage {
    /// The width that it needs at the smallest size, in tenths of a millimetre.
    pub need: u32,
    /// The width that there is, in tenths of a millimetre.
    pub have: u32,
    /// Labels of the columns that take the most.
    pub columns: Vec<String>,
}

/// The layouts of all tables of a paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TableLayouts {
    /// One for each block of the body; `None` for what is no table.
    pub body: Vec<Option<TableLayout>>,
    /// One for each appendix.
    pub appendices: Vec<AppendixLayout>,
}

/// The layout of an appendix. Its pages have one orientation; in one that is upright because
/// the author says so, a table may be turned alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AppendixLayout {
    /// Whether its pages are landscape.
    pub landscape: bool,
    /// One for each block; `None` for what is no table.
    pub body: Vec<Option<TableLayout>>,
}

/// The layout of a table on pages of this set-up.
#[must_use]
pub fn lay_out_table(
    table: &Table,
    page: &Page,
    allowed: AllowedOrientation,
    faces: &Faces,
) -> TableLayout {
    preference::choose_layout(table, page, allowed, faces)
}

/// The layouts of all tables of a paper. Those of the body turn single pages, and those of an
/// appendix that the author wants upright; any other appendix is turned as a whole.
#[must_use]
pub fn lay_out_tables(document: &Document, faces: &Faces) -> TableLayouts {
    let page = &document.page;
    let body =
        lay_out_blocks(&document.body, page, AllowedOrientation::from_table, faces);
    let appendices = document
        .appendices
        .iter()
        .map(|appendix| lay_out_appendix(appendix, page, faces))
        .collect();
    let mut layouts = TableLayouts { body, appendices };
    layouts.number();
    layouts
}

/// The layout of an appendix. Where the author gives no orientation, the first layout shows
/// whether a table needs a landscape page; one that does turns the whole appendix, so that
/// its tables are laid out again.
fn lay_out_appendix(appendix: &Appendix, page: &Page, faces: &Faces) -> AppendixLayout {
    let mut tables = appendix.body.iter().filter_map(as_table);
    let asks_for_landscape =
        tables.any(|table| table.orientation == Some(Orientation::Landscape));
    match appendix.orientation {
        Some(Orientation::Portrait) => {
            let body = lay_out_upright(&appendix.body, page, faces);
            return AppendixLayout { landscape: false, body };
        }
        None if !asks_for_landscape => {
            let allowed = AllowedOrientation::from_table;
            let body = lay_out_blocks(&appendix.body, page, allowed, faces);
            if !body.iter().flatten().any(|layout| layout.landscape) {
                return AppendixLayout { landscape: false, body };
            }
        }
        Some(Orientation::Landscape) | None => {}
    }
    let body =
        lay_out_blocks(&appendix.body, page, |_| AllowedOrientation::Landscape, faces);
    AppendixLayout { landscape: true, body }
}

/// The layouts on upright pages: a table is turned where the author says so, or where it
/// would not fit otherwise.
fn lay_out_upright(
    blocks: &[Block],
    page: &Page,
    faces: &Faces,
) -> Vec<Option<TableLayout>> {
    let upright = |table: &Table| {
        table.orientation.map_or(AllowedOrientation::Portrait, AllowedOrientation::from)
    };
    let mut body = lay_out_blocks(blocks, page, upright, faces);
    for (block, layout) in blocks.iter().zip(&mut body) {
        if let Some(table) = as_table(block)
            && table.orientation.is_none()
            && layout.as_ref().is_some_and(|layout| layout.shortage.is_some())
        {
            let turned = lay_out_table(table, page, AllowedOrientation::Landscape, faces);
            *layout = Some(turned);
        }
    }
    body
}

impl TableLayouts {
    /// The tables that do not fit, with the width that they lack.
    pub fn shortages<'a>(
        &'a self,
        document: &'a Document,
    ) -> impl Iterator<Item = (&'a Table, &'a WidthShortage)> {
        let body = document.body.iter().zip(&self.body);
        let appendices = document.appendices.iter().zip(&self.appendices);
        body.chain(
            appendices
                .flat_map(|(appendix, layout)| appendix.body.iter().zip(&layout.body)),
        )
        .filter_map(|(block, layout)| {
            Some((as_table(block)?, layout.as_ref()?.shortage.as_ref()?))
        })
    }

    fn number(&mut self) {
        let appendices = self.appendices.iter_mut().flat_map(|layout| &mut layout.body);
        let all = self.body.iter_mut().chain(appendices).flatten();
        for (number, layout) in (1..).zip(all) {
            layout.number = number;
        }
    }
}

fn lay_out_blocks(
    blocks: &[Block],
    page: &Page,
    allowed: impl Fn(&Table) -> AllowedOrientation,
    faces: &Faces,
) -> Vec<Option<TableLayout>> {
    blocks
        .iter()
        .map(|block| {
            as_table(block).map(|table| lay_out_table(table, page, allowed(table), faces))
        })
        .collect()
}

fn as_table(block: &Block) -> Option<&Table> {
    match block {
        Block::Table(table) => Some(table),
        Block::Heading(_) | Block::Paragraph(_) | Block::Specimen(_) => None,
    }
}

impl AllowedOrientation {
    /// What the author says of a table.
    fn from_table(table: &Table) -> Self {
        table.orientation.map_or(Self::Either, Self::from)
    }
}

impl From<Orientation> for AllowedOrientation {
    /// Only what the author asks for.
    fn from(orientation: Orientation) -> Self {
        match orientation {
            Orientation::Portrait => Self::Portrait,
            Orientation::Landscape => Self::Landscape,
        }
    }
}
