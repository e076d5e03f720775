//! The paper as plain text: a paragraph a line, for reading, searching and git.
//!
//! What is taken apart here is named whole: a new part of a paper does not compile until
//! it is said whether the text has it.

use std::fmt::Write as _;
use std::{iter, slice};

use crate::document::{
    Appendix, Block, Cell, CellDepth, Closing, Document, HeaderCell, Heading,
    HeadingStyle, Inline, Issuance, JointNames, Letterhead, Marks, PaperStanding,
    Paragraph, RecipientLine, Row, SignatureBlock, Specimen, SpecimenFrame, SpecimenHead,
    SpecimenLine, SpecimenNames, SpecimenSignature, SpecimenSignatures, Table, Title,
    format_column_number, show_check_box,
};
use crate::language;

/// The text of a document, ending in a line end.
#[must_use]
pub fn render_text(document: &Document) -> String {
    let Document {
        meta: _,
        page: _,
        letterhead,
        standing,
        marks,
        title,
        body,
        contact,
        appendices,
    } = document;
    let mut out = TextWriter::default();
    out.marks(marks);
    out.letterhead(letterhead);
    match standing {
        PaperStanding::Issued(Issuance { number, place_date, addressees, closing }) => {
            out.inline_para(number);
            out.inline_para(place_date);
            out.title(title);
            out.addressees(addressees);
            out.blocks(body);
            out.closing(closing);
        }
        PaperStanding::Attached(source) => {
            out.title(title);
            out.inline_para(source);
            out.blocks(body);
        }
    }
    if let Some(contact) = contact {
        out.para(contact);
    }
    out.notes();
    for appendix in appendices {
        out.appendix(appendix);
    }
    out.text
}

/// State name and motto.
const STATE: [&str; 2] =
    ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"];

fn is_line(block: &Block) -> bool {
    matches!(block, Block::Specimen(Specimen::Line(_)))
}

/// The text so far.
#[derive(Default)]
struct TextWriter {
    text: String,
    /// Footnotes of the body or the appendix at work, which stand behind it.
    notes: Vec<String>,
}

impl TextWriter {
    /// A paragraph of one line and an empty line after it.
    fn para(&mut self, text: &str) {
        self.rows(&[language::show_hidden(text)]);
    }

    /// A paragraph of several lines.
    fn lines(&mut self, lines: &[String]) {
        let lines: Vec<_> =
            lines.iter().map(|line| language::show_hidden(line)).collect();
        self.rows(&lines);
    }

    /// Lines that may have tabs between their cells.
    fn rows(&mut self, rows: &[impl AsRef<str>]) {
        let rows: Vec<_> = rows.iter().map(AsRef::as_ref).collect();
        if !rows.is_empty() {
            let _ = write!(self.text, "{}\n\n", rows.join("\n").trim_end());
        }
    }

    fn marks(&mut self, marks: &Marks) {
        let Marks { urgency, secrecy, circulation } = marks;
        for mark in circulation.iter().chain(secrecy).chain(urgency) {
            self.para(mark);
        }
    }

    fn letterhead(&mut self, letterhead: &Letterhead) {
        let Letterhead { parent, agency, joint } = letterhead;
        let mut lines = [parent.as_slice(), agency.as_slice()].concat();
        for JointNames { parent, agency } in joint {
            lines.extend_from_slice(parent);
            lines.extend_from_slice(agency);
        }
        self.lines(&lines);
        self.rows(&STATE);
    }

    fn inline_para(&mut self, inlines: &[Inline]) {
        let text = self.inlines(inlines);
        self.para(&text);
    }

    fn title(&mut self, title: &Title) {
        let Title { kind, subject } = title;
        self.lines(&[slice::from_ref(kind), subject].concat());
    }

    fn addressees(&mut self, names: &[String]) {
        match names {
            [] => {}
            [name] => self.para(&format!("Kính gửi: {name}")),
            names => {
                let names = names.iter().map(|name| format!("- {name}"));
                let lines: Vec<_> =
                    iter::once("Kính gửi:".to_owned()).chain(names).collect();
                self.lines(&lines);
            }
        }
    }

    fn blocks(&mut self, blocks: &[Block]) {
        let mut before = None;
        for block in blocks {
            if [before, Some(block)].into_iter().all(|block| block.is_some_and(is_line)) {
                // Lines of a specimen stand one under the other.
                self.text.pop();
            }
            before = Some(block);
            match block {
                Block::Heading(heading) => self.heading(heading),
                Block::Paragraph(paragraph) => self.paragraph(paragraph),
                Block::Table(table) => self.table(table),
                Block::Specimen(specimen) => self.specimen(specimen),
            }
        }
    }

    fn heading(&mut self, heading: &Heading) {
        let Heading { level: _, look, number, title, run_in, origin: _ } = heading;
        let title = self.inlines(title);
        let mut lines = Vec::new();
        if *look == HeadingStyle::Part && !number.is_empty() {
            lines.push(number.clone());
            lines.push(title);
        } else if number.is_empty() {
            lines.push(title);
        } else {
            lines.push(format!("{number} {title}"));
        }
        if let (Some(text), Some(line)) = (run_in, lines.last_mut()) {
            line.push(' ');
            line.push_str(&self.inlines(text));
        }
        self.lines(&lines);
    }

    fn paragraph(&mut self, paragraph: &Paragraph) {
        let Paragraph { marker, content, keep: _, origin: _ } = paragraph;
        let content = self.inlines(content);
        let between = if marker.is_empty() { "" } else { " " };
        self.para(&format!("{marker}{between}{content}"));
    }

    /// A table: a line for each row of header and body, with tabs between the cells, and its
    /// notes below.
    fn table(&mut self, table: &Table) {
        let Table {
            caption,
            unit,
            header,
            column_numbers,
            columns,
            rows,
            blank_height: _,
            notes,
            orientation: _,
            origin: _,
        } = table;
        for line in caption.iter().chain(unit) {
            self.para(line);
        }
        let mut lines = format_header_lines(header, columns.len());
        if *column_numbers {
            let numbers: Vec<_> = (0..columns.len()).map(format_column_number).collect();
            lines.push(numbers.join("\t"));
        }
        let depths = table.cell_depths(None);
        for (index, row) in rows.iter().enumerate() {
            lines.push(self.row(row, |cell| depths.get(index, cell)));
        }
        self.rows(&lines);
        let notes: Vec<_> = notes.iter().map(|note| self.inlines(note)).collect();
        match &notes[..] {
            [] => {}
            [note] => self.para(&format!("Ghi chú: {note}")),
            notes => {
                let mut lines = vec!["Ghi chú:".to_owned()];
                lines.extend(notes.iter().map(|note| format!("- {note}")));
                self.lines(&lines);
            }
        }
    }

    /// The cells of a row on a line. What is part of a cell above is empty: its words stand
    /// in the first of its rows.
    fn row(&mut self, row: &Row, depth: impl Fn(usize) -> CellDepth) -> String {
        let Row { role: _, named: _, cells, key: _, place: _ } = row;
        let mut texts = Vec::new();
        for (index, Cell { content, columns, goes_on: _ }) in cells.iter().enumerate() {
            if depth(index) == CellDepth::Above {
                texts.push(String::new());
                continue;
            }
            // A blank of a cell is short, as it is on paper.
            let blank = content[..] == [Inline::Dots];
            let text = self.inlines(content);
            texts.push(if blank { "……".to_owned() } else { text });
            // A cell over several columns leaves the others empty.
            texts.extend((1..*columns).map(|_| String::new()));
        }
        texts.join("\t").trim_end_matches('\t').to_owned()
    }

    fn specimen(&mut self, specimen: &Specimen) {
        match specimen {
            Specimen::Head(head) => self.specimen_head(head),
            Specimen::Line(line) => {
                let SpecimenLine {
                    place: _,
                    content,
                    first: _,
                    last: _,
                    keep: _,
                    origin: _,
                } = line;
                let content = self.inlines(content);
                self.para(&content);
            }
            Specimen::Frame(SpecimenFrame { lines, width: _, height: _, origin: _ }) => {
                let lines = self.inline_lines(lines);
                self.rows(&lines);
            }
            Specimen::Signatures(SpecimenSignatures { blocks, keep: _, origin: _ }) => {
                for SpecimenSignature { place_date, post, note, name } in blocks {
                    let mut lines = self.inline_lines(slice::from_ref(place_date));
                    lines.extend(self.inline_lines(post));
                    lines.extend(self.inline_lines(note));
                    lines.extend(self.inline_lines(slice::from_ref(name)));
                    self.rows(&lines);
                }
            }
        }
    }

    fn specimen_head(&mut self, head: &SpecimenHead) {
        let SpecimenHead { begins_page: _, names, origin: _ } = head;
        let Some(names) = names else { return self.rows(&STATE) };
        let SpecimenNames { parent, agency, number, place_date } = names;
        let lines = self.inline_lines(&[parent.as_slice(), agency.as_slice()].concat());
        self.rows(&lines);
        self.rows(&STATE);
        for line in [number, place_date] {
            let line = self.inline_lines(slice::from_ref(line));
            self.rows(&line);
        }
    }

    /// The lines in which something stands.
    fn inline_lines(&mut self, lines: &[Vec<Inline>]) -> Vec<String> {
        let lines = lines.iter().filter(|line| !line.is_empty());
        lines.map(|line| self.inlines(line)).collect()
    }

    fn closing(&mut self, closing: &Closing) {
        let Closing { recipients, drafter, signatures } = closing;
        // Several signatures stand side by side, with the recipients below them.
        let is_joint = signatures.len() > 1;
        if is_joint {
            self.signatures(signatures);
        }
        if !recipients.is_empty() {
            let mut lines = vec!["Nơi nhận:".to_owned()];
            lines.extend(recipients.iter().map(|line| match line {
                RecipientLine::Label(label) => label.clone(),
                RecipientLine::Name(name) => format!("- {name}"),
            }));
            self.lines(&lines);
        }
        if let Some(drafter) = drafter {
            self.para(drafter);
        }
        if !is_joint {
            self.signatures(signatures);
        }
    }

    fn signatures(&mut self, signatures: &[SignatureBlock]) {
        for SignatureBlock { authority, signer } in signatures {
            self.lines(authority);
            if let Some(signer) = signer {
                self.para(signer);
            }
        }
    }

    fn notes(&mut self) {
        for note in std::mem::take(&mut self.notes) {
            self.para(&note);
        }
    }

    fn appendix(&mut self, appendix: &Appendix) {
        let Appendix { label, title, source, orientation: _, body, origin: _ } = appendix;
        self.para(label);
        self.lines(title);
        let source = self.inlines(source);
        self.para(&source);
        self.blocks(body);
        self.notes();
    }

    fn inlines(&mut self, inlines: &[Inline]) -> String {
        let mut res = String::new();
        for inline in inlines {
            match inline {
                Inline::Text { text, bold: _, italic: _ } => {
                    res.push_str(&language::show_hidden(text));
                }
                Inline::Gap { digits } => {
                    res.extend(iter::repeat_n(' ', *digits as usize));
                }
                Inline::Dots => res.push_str("……………………"),
                Inline::Leader { dots, digits: _, share: _ } => res.push_str(dots),
                Inline::CheckBox { ticked } => res.push_str(show_check_box(*ticked)),
                // A row is one line.
                Inline::Break => res.push(' '),
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
fn format_header_lines(header: &[Vec<HeaderCell>], width: usize) -> Vec<String> {
    let mut grid = vec![vec![None; width]; header.len()];
    for (row, cells) in header.iter().enumerate() {
        for HeaderCell { label, columns, rows } in cells {
            let free = grid[row].iter().position(Option::is_none);
            let Some(first) = free else { continue };
            for line in grid.iter_mut().skip(row).take(*rows as usize) {
                for place in line.iter_mut().skip(first).take(*columns as usize) {
                    *place = Some("");
                }
            }
            grid[row][first] = Some(label.as_str());
        }
    }
    let mut lines = Vec::with_capacity(grid.len());
    for row in &grid {
        let cells = row.iter().map(|cell| cell.unwrap_or_default());
        let cells: Vec<_> = cells.map(language::show_hidden).collect();
        lines.push(cells.join("\t").trim_end_matches('\t').to_owned());
    }
    lines
}
