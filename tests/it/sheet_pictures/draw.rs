//! A sheet as a picture: letters of columns, numbers of rows, cells in the colour of what
//! they are to the program, and a remark beside each row.

use std::fmt::Write as _;

use super::shown_sheet::{Role, ShownSheet};

/// Height of a row, width of a character, and where the first cell stands.
const HEIGHT: usize = 26;
const LETTER: usize = 9;
const LEFT: usize = 36;
const TOP: usize = 26;

/// Room for the remarks.
const REMARKS: usize = 300;

/// A row that is hidden is a thick line.
const HIDDEN_HEIGHT: usize = 16;

struct Drawing<'s> {
    sheet: &'s ShownSheet,
    /// Left side of each column, and the right side of the last.
    lefts: Vec<usize>,
    /// Upper side of each row, and the lower side of the last.
    tops: Vec<usize>,
    text: String,
}

/// The picture of a sheet.
pub(super) fn draw_sheet(sheet: &ShownSheet) -> String {
    let mut lefts = vec![LEFT];
    for width in sheet.widths {
        lefts.push(lefts.last().unwrap() + width * LETTER + 8);
    }
    let mut tops = vec![TOP];
    for row in sheet.rows {
        let height = if row.role == Role::Hidden { HIDDEN_HEIGHT } else { HEIGHT };
        tops.push(tops.last().unwrap() + height);
    }
    let (width, height) = (lefts.last().unwrap() + REMARKS, tops.last().unwrap() + 8);
    let mut text = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" role=\"img\" font-family=\"Liberation Sans, Arial, sans-serif\" font-size=\"14\">\n"
    );
    let _ = writeln!(text, "<title>{}</title>", escape(sheet.title));
    let _ =
        writeln!(text, "<rect width=\"{width}\" height=\"{height}\" fill=\"#ffffff\"/>");
    let mut drawing = Drawing { sheet, lefts, tops, text };
    drawing.draw_letters();
    for row in 0..sheet.rows.len() {
        drawing.draw_row(row);
    }
    drawing.text + "</svg>\n"
}

impl Drawing<'_> {
    fn draw_letters(&mut self) {
        self.draw_box([0, LEFT], [0, TOP], "#e8eaed");
        for column in 0..self.sheet.widths.len() {
            let (left, right) = (self.lefts[column], self.lefts[column + 1]);
            self.draw_box([left, right], [0, TOP], "#e8eaed");
            let letter = char::from(b'A' + u8::try_from(column).unwrap());
            let middle = usize::midpoint(left, right);
            self.draw_text(middle, TOP, "middle", "#444444", false, &letter.to_string());
        }
    }

    fn draw_row(&mut self, row: usize) {
        let shown = &self.sheet.rows[row];
        let (top, bottom) = (self.tops[row], self.tops[row + 1]);
        self.draw_box([0, LEFT], [top, bottom], "#e8eaed");
        if shown.role != Role::Hidden {
            let number = (row + 1).to_string();
            self.draw_text(LEFT / 2, bottom, "middle", "#444444", false, &number);
        }
        for column in 0..self.sheet.widths.len() {
            self.draw_cell(row, column);
        }
        let remark_bottom = if shown.role == Role::Hidden { bottom + 5 } else { bottom };
        let left = self.lefts.last().unwrap() + 12;
        self.draw_text(
            left,
            remark_bottom,
            "start",
            ink(shown.role),
            false,
            shown.remark,
        );
    }

    fn draw_cell(&mut self, row: usize, column: usize) {
        let area = self.sheet.area(row, column);
        let (rows, columns) = match area {
            Some(area) if area.rows[0] == row && area.columns[0] == column => {
                (area.rows, area.columns)
            }
            Some(_) => return,
            None => ([row, row], [column, column]),
        };
        let sides = [self.lefts[columns[0]], self.lefts[columns[1] + 1]];
        let edges = [self.tops[rows[0]], self.tops[rows[1] + 1]];
        let marked = self.sheet.marked.iter().find(|m| (m.0, m.1) == (row, column));
        let role = marked.map_or(self.sheet.rows[row].role, |marked| marked.2);
        let text = self.sheet.shown(row, column);
        let fill = if text.is_empty() && area.is_none() && role != Role::Hidden {
            "#ffffff"
        } else {
            fill(role)
        };
        self.draw_box(sides, edges, fill);
        if role == Role::Hidden {
            return;
        }
        let is_number =
            text.trim_matches(['(', ')', '-']).starts_with(|c: char| c.is_ascii_digit())
                || text == "-";
        let bold = matches!(role, Role::Names | Role::Total | Role::Title);
        let middle = usize::midpoint(edges[0], edges[1]) + HEIGHT / 2;
        let centered = matches!(self.sheet.rows[row].role, Role::Names | Role::Title);
        let (x, anchor) = if centered {
            (usize::midpoint(sides[0], sides[1]), "middle")
        } else if is_number {
            (sides[1] - 6, "end")
        } else {
            (sides[0] + 6, "start")
        };
        self.draw_text(x, middle, anchor, "#111111", bold, &text);
    }

    fn draw_box(&mut self, sides: [usize; 2], edges: [usize; 2], fill: &str) {
        let _ = writeln!(
            self.text,
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{fill}\" stroke=\"#b7bcc4\"/>",
            sides[0],
            edges[0],
            sides[1] - sides[0],
            edges[1] - edges[0]
        );
    }

    fn draw_text(
        &mut self,
        x: usize,
        bottom: usize,
        anchor: &str,
        ink: &str,
        bold: bool,
        text: &str,
    ) {
        if text.is_empty() {
            return;
        }
        let weight = if bold { " font-weight=\"bold\"" } else { "" };
        let _ = writeln!(
            self.text,
            "<text x=\"{x}\" y=\"{}\" text-anchor=\"{anchor}\" fill=\"{ink}\"{weight}>{}</text>",
            bottom - 8,
            escape(text)
        );
    }
}

/// The colour of a cell, by what it is to the program.
fn fill(role: Role) -> &'static str {
    match role {
        Role::Title | Role::Blank => "#ffffff",
        Role::Names => "#cfe2f7",
        Role::Data => "#fdfdf5",
        Role::Total => "#cdebd0",
        Role::Passed => "#e3e3e3",
        Role::Hidden => "#e5a04b",
        Role::Asked => "#ffdf80",
    }
}

/// The colour of a remark.
fn ink(role: Role) -> &'static str {
    match role {
        Role::Title | Role::Blank | Role::Passed => "#5f6368",
        Role::Names => "#1a4f8a",
        Role::Data => "#444444",
        Role::Total => "#1d6b2a",
        Role::Hidden | Role::Asked => "#8a5200",
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
