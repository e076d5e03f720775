//! How the tables of a paper lie: size of the letters, widths of the columns, upright or
//! turned pages, settled from the widths of letters before anything is typeset.
//!
//! | file | does |
//! |---|---|
//! | `piece` | the text of a cell → where its line may break |
//! | `extent` | the content of a cell → how wide it is |
//! | `grid` | a table → what each column needs |
//! | `setting` | a size and a turn → what columns need in it |
//! | `choose` | sizes and turns in order of preference → the first that fits |
//! | `spread` | the room → widths of the columns |
//! | `rows` | the rows → which break, which stay together |

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

use crate::document::Block;
use crate::document::Document;
use crate::document::Page;
use crate::document::Table;
use crate::document::Turn;
use crate::font::Faces;

pub use piece::Held;
pub use piece::Hold;
pub use piece::held;

/// Which way the page of a table may lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Room {
    /// Upright where it fits, else turned.
    Either,
    /// Upright only.
    Portrait,
    /// Turned only.
    Landscape,
}

/// How a table lies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fit {
    /// Its number among the tables of the paper.
    pub number: u32,
    /// Size of its letters in half points.
    pub size: u32,
    /// Whether its page is turned.
    pub landscape: bool,
    /// Space beside the text of a cell, in hundredths of a millimetre.
    pub inset: u32,
    /// Widths of the columns, in hundredths of a millimetre.
    pub widths: Vec<u32>,
    /// What holds together in the cells of each column.
    pub columns: Vec<Hold>,
    /// What holds together in cells over several columns.
    pub spans: Hold,
    /// What holds together in each cell of the header.
    pub header: Vec<Vec<Hold>>,
    /// Whether the header is repeated on every page.
    pub repeat: bool,
    /// Whether the table is so short that it stands on one page.
    pub whole: bool,
    /// Its rows.
    pub rows: Vec<RowFit>,
    /// How many of the last rows stand on one page.
    pub foot: u32,
    /// Whether the notes stand on the page of the last row.
    pub notes_held: bool,
    /// What it lacks, where it does not fit at all.
    #[serde(rename = "lack")]
    pub lack: Option<Lack>,
}

/// How a row lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct RowFit {
    /// Whether it is so tall that it may break.
    pub tall: bool,
    /// The cell with the name of a group that is repeated on the next page.
    pub label: Option<u32>,
    /// Whether what follows the name there takes a line more.
    pub again_wraps: bool,
    /// Whether each of its cells is one line of text for sure: its height is known.
    pub line: bool,
}

/// A table wider than the page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Lack {
    /// The width that it needs at the smallest size, in tenths of a millimetre.
    pub need: u32,
    /// The width that there is, in tenths of a millimetre.
    pub have: u32,
    /// Labels of the columns that take the most.
    pub columns: Vec<String>,
}

/// How all tables of a paper lie.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fits {
    /// One a block of the body; nothing for what is no table.
    pub body: Vec<Option<Fit>>,
    /// One an appendix.
    pub appendices: Vec<AppendixFit>,
}

/// How an appendix lies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AppendixFit {
    /// Whether its pages are turned.
    pub landscape: bool,
    /// One a block; nothing for what is no table.
    pub body: Vec<Option<Fit>>,
}

/// How a table lies on pages of this set-up.
#[must_use]
pub fn fit(table: &Table, page: &Page, room: Room, faces: &Faces) -> Fit {
    preference::choose_layout(table, page, room, faces)
}

/// How all tables of a paper lie.
#[must_use]
pub fn fits(document: &Document, faces: &Faces) -> Fits {
    let page = &document.page;
    let body = lay_out_blocks(&document.body, page, allow_by_table, faces);
    let appendix = |appendix: &crate::document::Appendix| {
        let tables = || appendix.body.iter().filter_map(as_table);
        let turn = appendix.turn.or_else(|| {
            tables().any(|t| t.turn == Some(Turn::Landscape)).then_some(Turn::Landscape)
        });
        let landscape = turn == Some(Turn::Landscape);
        let room = |table: &Table| match turn {
            Some(turn) => allow_only(turn),
            None => allow_by_table(table),
        };
        let body = lay_out_blocks(&appendix.body, page, room, faces);
        if landscape || !body.iter().flatten().any(|fit| fit.landscape) {
            return AppendixFit { landscape, body };
        }
        // One that must be turned turns the whole.
        let body = lay_out_blocks(&appendix.body, page, |_| Room::Landscape, faces);
        AppendixFit { landscape: true, body }
    };
    let appendices = document.appendices.iter().map(appendix).collect();
    let mut fits = Fits { body, appendices };
    fits.number();
    fits
}

impl Fits {
    /// The tables that do not fit, with what they lack.
    pub fn lacks<'a>(
        &'a self,
        document: &'a Document,
    ) -> impl Iterator<Item = (&'a Table, &'a Lack)> {
        let body = document.body.iter().zip(&self.body);
        let appendices = document.appendices.iter().zip(&self.appendices);
        body.chain(appendices.flat_map(|(a, fit)| a.body.iter().zip(&fit.body)))
            .filter_map(|(block, fit)| {
                Some((as_table(block)?, fit.as_ref()?.lack.as_ref()?))
            })
    }

    fn number(&mut self) {
        let appendices = self.appendices.iter_mut().flat_map(|a| &mut a.body);
        let all = self.body.iter_mut().chain(appendices).flatten();
        for (number, fit) in (1..).zip(all) {
            fit.number = number;
        }
    }
}

fn lay_out_blocks(
    blocks: &[Block],
    page: &Page,
    room: impl Fn(&Table) -> Room,
    faces: &Faces,
) -> Vec<Option<Fit>> {
    let one = |block| as_table(block).map(|table| fit(table, page, room(table), faces));
    blocks.iter().map(one).collect()
}

fn as_table(block: &Block) -> Option<&Table> {
    match block {
        Block::Table(table) => Some(table),
        Block::Heading(_) | Block::Paragraph(_) => None,
    }
}

fn allow_by_table(table: &Table) -> Room {
    table.turn.map_or(Room::Either, allow_only)
}

fn allow_only(turn: Turn) -> Room {
    match turn {
        Turn::Portrait => Room::Portrait,
        Turn::Landscape => Room::Landscape,
    }
}
