//! The paper as plain text: a paragraph a line, for reading, searching and git.

use std::fmt::Write as _;

use crate::document::{
    Appendix, Block, Document, Heading, Inline, Look, Paragraph, Table,
};

/// The text of a document, ending in a line end.
#[must_use]
pub fn text(document: &Document) -> String {
    let mut out = Out::default();
    out.head(document);
    out.blocks(&document.body);
    out.closing(document);
    out.notes();
    for appendix in &document.appendices {
        out.appendix(appendix);
    }
    out.text
}

#[derive(Default)]
struct Out {
    text: String,
    notes: Vec<String>,
}

impl Out {
    /// A paragraph and an empty line after it.
    fn para(&mut self, text: &str) {
        let _ = write!(self.text, "{}\n\n", text.trim_end());
    }

    fn lines(&mut self, lines: &[String]) {
        if !lines.is_empty() {
            self.para(&lines.join("\n"));
        }
    }

    fn head(&mut self, document: &Document) {
        let marks = &document.marks;
        for mark in
            [&marks.circulation, &marks.secrecy, &marks.urgency].into_iter().flatten()
        {
            self.para(mark);
        }
        let head = &document.letterhead;
        self.lines(&[head.parent.as_slice(), head.agency.as_slice()].concat());
        self.para("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc");
        let number = self.inlines(&head.number);
        let place_date = self.inlines(&head.place_date);
        self.para(&number);
        self.para(&place_date);
        let subject = document.title.subject.join("\n");
        self.para(&format!("{}\n{subject}", document.title.kind));
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Heading(heading) => self.heading(heading),
                Block::Paragraph(paragraph) => self.paragraph(paragraph),
                Block::Table(table) => self.table(table),
            }
        }
    }

    fn heading(&mut self, heading: &Heading) {
        let title = self.inlines(&heading.title);
        let between = if heading.look == Look::Part { "\n" } else { " " };
        let mut line = heading.number.clone();
        if !line.is_empty() {
            line.push_str(between);
        }
        line.push_str(&title);
        if let Some(text) = &heading.run_in {
            line.push(' ');
            line.push_str(&self.inlines(text));
        }
        self.para(&line);
    }

    fn paragraph(&mut self, paragraph: &Paragraph) {
        let content = self.inlines(&paragraph.content);
        let between = if paragraph.marker.is_empty() { "" } else { " " };
        self.para(&format!("{}{between}{content}", paragraph.marker));
    }

    fn table(&mut self, table: &Table) {
        for line in table.caption.iter().chain(&table.unit) {
            self.para(line);
        }
        let mut lines = header(table);
        for row in &table.rows {
            let mut cells = Vec::new();
            for cell in &row.cells {
                // A blank of a cell is short, as it is on paper.
                let blank = cell.content == [Inline::Dots];
                let text = self.inlines(&cell.content);
                cells.push(if blank { "……".to_owned() } else { text });
                // A cell over several columns leaves the others empty.
                cells.extend((1..cell.columns).map(|_| String::new()));
            }
            lines.push(cells.join("\t").trim_end_matches('\t').to_owned());
        }
        self.lines(&lines);
        let notes: Vec<_> = table.notes.iter().map(|note| self.inlines(note)).collect();
        match &notes[..] {
            [] => {}
            [note] => self.para(&format!("Ghi chú: {note}")),
            notes => self.para(&format!("Ghi chú:\n- {}", notes.join("\n- "))),
        }
    }

    fn closing(&mut self, document: &Document) {
        let closing = &document.closing;
        if !closing.recipients.is_empty() {
            let lines = closing.recipients.iter().map(|r| format!("- {r}"));
            let lines: Vec<_> =
                std::iter::once("Nơi nhận:".to_owned()).chain(lines).collect();
            self.lines(&lines);
        }
        if let Some(drafter) = &closing.drafter {
            self.para(drafter);
        }
        self.lines(&closing.authority);
        if let Some(signer) = &closing.signer {
            self.para(signer);
        }
        if let Some(contact) = &document.contact {
            self.para(contact);
        }
    }

    fn notes(&mut self) {
        for note in std::mem::take(&mut self.notes) {
            self.para(&note);
        }
    }

    fn appendix(&mut self, appendix: &Appendix) {
        self.para(&appendix.label);
        self.lines(&appendix.title);
        let source = self.inlines(&appendix.source);
        self.para(&source);
        self.blocks(&appendix.body);
        self.notes();
    }

    fn inlines(&mut self, inlines: &[Inline]) -> String {
        let mut res = String::new();
        for inline in inlines {
            match inline {
                Inline::Text { text, .. } => res.push_str(text),
                Inline::Gap { digits } => {
                    res.extend(std::iter::repeat_n(' ', *digits as usize));
                }
                Inline::Dots => res.push_str("……………………"),
                Inline::Note { number, content } => {
                    let _ = write!(res, "[{number}]");
                    let text = self.inlines(content);
                    self.notes.push(format!("[{number}] {text}"));
                }
            }
        }
        res
    }
}

/// The rows of the header as lines: a name that reaches down or across stands in its
/// first place.
fn header(table: &Table) -> Vec<String> {
    let mut grid = vec![vec![None; table.columns.len()]; table.header.len()];
    for (row, cells) in table.header.iter().enumerate() {
        for cell in cells {
            let free = grid[row].iter().position(Option::is_none);
            let Some(first) = free else { continue };
            let (wide, high) = (cell.columns as usize, cell.rows as usize);
            for line in grid.iter_mut().skip(row).take(high) {
                for place in line.iter_mut().skip(first).take(wide) {
                    *place = Some("");
                }
            }
            grid[row][first] = Some(cell.label.as_str());
        }
    }
    let line = |row: &Vec<Option<&str>>| {
        let cells: Vec<_> = row.iter().map(|cell| cell.unwrap_or_default()).collect();
        cells.join("\t").trim_end_matches('\t').to_owned()
    };
    grid.iter().map(line).collect()
}
