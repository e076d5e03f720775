//! A paper as a redline without a change, and ways to put marks in it.

use kehoach::document;
use kehoach::document::Document;
use kehoach::redline::{
    Appendix, Block, BlockContent, BlockMark, Cell, Closing, Column, GoesOn, HeaderCell,
    Heading, Inline, Issuance, JointNames, Letterhead, MarkedLine, MarkedRun, Marks,
    PaperStanding, Paragraph, RecipientLine, Redline, Row, Runs, SignatureBlock,
    Specimen, SpecimenFrame, SpecimenHead, SpecimenLine, SpecimenNames,
    SpecimenSignature, SpecimenSignatures, Table, TextMark, Title,
};

/// A redline of two versions that are the same.
pub(crate) fn kept(document: &Document) -> Redline {
    let head = &document.letterhead;
    let marks = &document.marks;
    Redline {
        old: "ke-hoach-cu.yaml".to_owned(),
        new: "ke-hoach-moi.yaml".to_owned(),
        meta: document.meta.clone(),
        page: document.page.clone(),
        letterhead: Letterhead {
            parent: lines(&head.parent),
            agency: lines(&head.agency),
            joint: head.joint.iter().map(names).collect(),
        },
        standing: match &document.standing {
            document::PaperStanding::Issued(issuance) => {
                PaperStanding::Issued(issued(issuance))
            }
            document::PaperStanding::Attached(source) => {
                PaperStanding::Attached(runs(source))
            }
        },
        marks: Marks {
            urgency: marks.urgency.iter().map(|text| line(text)).collect(),
            secrecy: marks.secrecy.iter().map(|text| line(text)).collect(),
            circulation: marks.circulation.iter().map(|text| line(text)).collect(),
        },
        title: Title {
            kind: vec![run(TextMark::Kept, &document.title.kind)],
            subject: lines(&document.title.subject),
        },
        body: document.body.iter().map(block).collect(),
        contact: maybe(document.contact.as_ref()),
        appendices: document.appendices.iter().map(appendix).collect(),
    }
}

fn names(names: &document::JointNames) -> JointNames {
    JointNames { parent: lines(&names.parent), agency: lines(&names.agency) }
}

fn issued(issuance: &document::Issuance) -> Issuance {
    let closing = &issuance.closing;
    let recipient = |recipient: &document::RecipientLine| RecipientLine {
        label: matches!(recipient, document::RecipientLine::Label(_)),
        line: line(recipient.text()),
    };
    let signature = |block: &document::SignatureBlock| SignatureBlock {
        mark: TextMark::Kept,
        authority: lines(&block.authority),
        signer: maybe(block.signer.as_ref()),
    };
    Issuance {
        number: runs(&issuance.number),
        place_date: runs(&issuance.place_date),
        addressees: lines(&issuance.addressees),
        closing: Closing {
            recipients: closing.recipients.iter().map(recipient).collect(),
            drafter: maybe(closing.drafter.as_ref()),
            signatures: closing.signatures.iter().map(signature).collect(),
        },
    }
}

/// A run of plain text.
pub(crate) fn run(mark: TextMark, text: &str) -> MarkedRun {
    let text = text.to_owned();
    MarkedRun { mark, inline: Inline::Text { text, bold: false, italic: false } }
}

/// A kept line of plain text.
pub(crate) fn line(text: &str) -> MarkedLine {
    MarkedLine { mark: TextMark::Kept, runs: plain(text) }
}

/// A line of one version.
pub(crate) fn line_of(mark: TextMark, text: &str) -> MarkedLine {
    MarkedLine { mark, runs: vec![run(mark, text)] }
}

/// A paragraph of one version.
pub(crate) fn paragraph_of(mark: BlockMark, text: &str) -> Block {
    let run_mark = match mark {
        BlockMark::Removed => TextMark::Removed,
        BlockMark::Added => TextMark::Added,
        BlockMark::Kept | BlockMark::MovedFrom | BlockMark::MovedTo => TextMark::Kept,
    };
    let content = vec![run(run_mark, text)];
    let part =
        BlockContent::Paragraph(Paragraph { marker: Vec::new(), content, keep: false });
    Block { mark, remark: None, changed: mark != BlockMark::Kept, part }
}

/// Puts a mark on every run of a block.
pub(crate) fn mark_block(block: &mut Block, block_mark: BlockMark, mark: TextMark) {
    block.mark = block_mark;
    block.changed = true;
    each_runs(block, &mut |runs| mark_runs(runs, mark));
}

/// Puts a mark on runs, and on those of their notes.
pub(crate) fn mark_runs(runs: &mut Runs, mark: TextMark) {
    for run in runs {
        run.mark = mark;
        if let Inline::Note { content, .. } = &mut run.inline {
            mark_runs(content, mark);
        }
    }
}

/// Every run of a block.
pub(crate) fn each_runs(block: &mut Block, see: &mut dyn FnMut(&mut Runs)) {
    match &mut block.part {
        BlockContent::Heading(heading) => {
            see(&mut heading.number);
            see(&mut heading.title);
            heading.run_in.iter_mut().for_each(&mut *see);
        }
        BlockContent::Paragraph(paragraph) => {
            see(&mut paragraph.marker);
            see(&mut paragraph.content);
        }
        BlockContent::Table(table) => {
            let lines = [&mut table.caption, &mut table.unit].into_iter();
            lines.chain(&mut table.notes).for_each(|line| see(&mut line.runs));
            let labels = table.header.iter_mut().flatten().map(|cell| &mut cell.label);
            let cells = table.rows.iter_mut().flat_map(|row| &mut row.cells);
            labels.chain(cells.map(|cell| &mut cell.content)).for_each(see);
        }
        BlockContent::Specimen(specimen) => each_runs_of_specimen(specimen, see),
    }
}

fn each_runs_of_specimen(specimen: &mut Specimen, see: &mut dyn FnMut(&mut Runs)) {
    match specimen {
        Specimen::Head(head) => {
            let Some(names) = &mut head.names else { return };
            let lines = names.parent.iter_mut().chain(&mut names.agency);
            lines.for_each(|line| see(&mut line.runs));
            see(&mut names.number);
            see(&mut names.place_date);
        }
        Specimen::Line(line) => see(&mut line.content),
        Specimen::Frame(frame) => {
            frame.lines.iter_mut().for_each(|line| see(&mut line.runs));
        }
        Specimen::Signatures(signatures) => {
            for place in &mut signatures.blocks {
                see(&mut place.place_date);
                let lines = place.post.iter_mut().chain(&mut place.note);
                lines.for_each(|line| see(&mut line.runs));
                see(&mut place.name);
            }
        }
    }
}

/// A word of the new version in place of one of the old, in the first run that has it.
pub(crate) fn replace(runs: &mut Runs, old: &str, new: &str) -> bool {
    let found = runs.iter().position(|run| {
        matches!(&run.inline, Inline::Text { text, .. } if run.mark == TextMark::Kept && text.contains(old))
    });
    let Some(at) = found else { return false };
    let Inline::Text { text, bold, italic } = runs[at].inline.clone() else {
        return false;
    };
    let (before, after) = text.split_once(old).unwrap();
    let piece = |mark, text: &str| {
        let text = text.to_owned();
        (!text.is_empty())
            .then_some(MarkedRun { mark, inline: Inline::Text { text, bold, italic } })
    };
    let pieces = [
        piece(TextMark::Kept, before),
        piece(TextMark::Removed, old),
        piece(TextMark::Added, new),
        piece(TextMark::Kept, after),
    ];
    runs.splice(at..=at, pieces.into_iter().flatten());
    true
}

fn plain(text: &str) -> Runs {
    if text.is_empty() { Vec::new() } else { vec![run(TextMark::Kept, text)] }
}

fn lines(texts: &[String]) -> Vec<MarkedLine> {
    texts.iter().map(|text| line(text)).collect()
}

fn maybe(text: Option<&String>) -> MarkedLine {
    text.map(|text| line(text)).unwrap_or_default()
}

fn runs(inlines: &[document::Inline]) -> Runs {
    let inline = |inline: &document::Inline| match inline {
        document::Inline::Text { text, bold, italic } => {
            Inline::Text { text: text.clone(), bold: *bold, italic: *italic }
        }
        document::Inline::Note { number, content } => {
            let number = Some(*number);
            Inline::Note { old: number, new: number, content: runs(content) }
        }
        document::Inline::Gap { digits } => Inline::Gap { digits: *digits },
        document::Inline::Dots => Inline::Dots,
        document::Inline::Leader { dots, digits, share } => {
            Inline::Leader { dots: dots.clone(), digits: *digits, share: *share }
        }
        document::Inline::CheckBox { ticked } => Inline::CheckBox { ticked: *ticked },
        document::Inline::Break => Inline::Break,
    };
    let run = |of| MarkedRun { mark: TextMark::Kept, inline: inline(of) };
    inlines.iter().map(run).collect()
}

fn block(block: &document::Block) -> Block {
    let part = match block {
        document::Block::Heading(heading) => BlockContent::Heading(Heading {
            level: heading.level,
            look: heading.look,
            old_look: heading.look,
            number: plain(&heading.number),
            title: runs(&heading.title),
            run_in: heading.run_in.as_deref().map(runs),
        }),
        document::Block::Paragraph(paragraph) => BlockContent::Paragraph(Paragraph {
            marker: plain(&paragraph.marker),
            content: runs(&paragraph.content),
            keep: paragraph.keep,
        }),
        document::Block::Table(of) => BlockContent::Table(table(of)),
        document::Block::Specimen(of) => BlockContent::Specimen(specimen(of)),
    };
    Block { mark: BlockMark::Kept, remark: None, changed: false, part }
}

fn specimen(specimen: &document::Specimen) -> Specimen {
    match specimen {
        document::Specimen::Head(head) => Specimen::Head(SpecimenHead {
            begins_page: head.begins_page,
            names: head.names.as_ref().map(|names| SpecimenNames {
                parent: marked(&names.parent),
                agency: marked(&names.agency),
                number: runs(&names.number),
                place_date: runs(&names.place_date),
            }),
        }),
        document::Specimen::Line(line) => Specimen::Line(SpecimenLine {
            place: line.place,
            content: runs(&line.content),
            first: line.first,
            last: line.last,
            keep: line.keep,
        }),
        document::Specimen::Frame(frame) => Specimen::Frame(SpecimenFrame {
            lines: marked(&frame.lines),
            width: frame.width,
            height: frame.height,
        }),
        document::Specimen::Signatures(signatures) => {
            let blocks = signatures.blocks.iter().map(|place| SpecimenSignature {
                mark: TextMark::Kept,
                place_date: runs(&place.place_date),
                post: marked(&place.post),
                note: marked(&place.note),
                name: runs(&place.name),
            });
            let keep = signatures.keep;
            Specimen::Signatures(SpecimenSignatures { blocks: blocks.collect(), keep })
        }
    }
}

/// Kept lines of these pieces.
fn marked(lines: &[Vec<document::Inline>]) -> Vec<MarkedLine> {
    let kept = |line: &Vec<document::Inline>| MarkedLine {
        mark: TextMark::Kept,
        runs: runs(line),
    };
    lines.iter().map(kept).collect()
}

fn table(table: &document::Table) -> Table {
    let column = |column: &document::Column| Column {
        mark: TextMark::Kept,
        align: column.align,
        share: column.share,
        names: column.names,
    };
    let cell = |cell: &document::Cell| Cell {
        content: runs(&cell.content),
        columns: cell.columns,
        goes_on: GoesOn { old: cell.goes_on, new: cell.goes_on },
    };
    let row = |row: &document::Row| Row {
        mark: BlockMark::Kept,
        role: row.role,
        named: row.named,
        cells: row.cells.iter().map(cell).collect(),
    };
    let note = |note: &Vec<document::Inline>| MarkedLine {
        mark: TextMark::Kept,
        runs: runs(note),
    };
    Table {
        caption: maybe(table.caption.as_ref()),
        unit: maybe(table.unit.as_ref()),
        header: header(table),
        column_numbers: match table.column_numbers {
            true => (0..table.columns.len())
                .map(|at| plain(&document::format_column_number(at)))
                .collect(),
            false => Vec::new(),
        },
        columns: table.columns.iter().map(column).collect(),
        rows: table.rows.iter().map(row).collect(),
        blank_height: table.blank_height,
        notes: table.notes.iter().map(note).collect(),
        orientation: table.orientation,
    }
}

fn header(table: &document::Table) -> Vec<Vec<HeaderCell>> {
    let mut taken = vec![vec![false; table.columns.len()]; table.header.len()];
    let mut res = Vec::new();
    for (y, row) in table.header.iter().enumerate() {
        let mut cells = Vec::new();
        for cell in row {
            let x = taken[y].iter().position(|taken| !taken).unwrap();
            for line in taken.iter_mut().skip(y).take(cell.rows as usize) {
                line[x..x + cell.columns as usize].fill(true);
            }
            cells.push(HeaderCell {
                label: plain(&cell.label),
                at: u32::try_from(x).unwrap(),
                columns: cell.columns,
                rows: cell.rows,
            });
        }
        res.push(cells);
    }
    res
}

fn appendix(appendix: &document::Appendix) -> Appendix {
    Appendix {
        mark: BlockMark::Kept,
        remark: None,
        label: plain(&appendix.label),
        title: lines(&appendix.title),
        source: runs(&appendix.source),
        orientation: appendix.orientation,
        body: appendix.body.iter().map(block).collect(),
    }
}
