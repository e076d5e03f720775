//! Which paragraphs are items of one list, for the tags of the PDF. Nothing of it shows on
//! the page: paragraphs with a marker lie as all others do.
//!
//! A list is a run of paragraphs with markers of one kind; one of a lower kind is nested in
//! the item before it. What stands without a marker belongs to an item where the form says
//! both in one, or where the next number follows behind it; all else ends a list.
//! Titles are no items: they are headings, by which readers find their way. Legal bases
//! without a dash are none either: they are the clauses of one sentence.

use std::iter;

use serde::Serialize;

use super::origin::BlockRole;
use super::{Block, Document, Paragraph};
use crate::language::from_diem;

/// The lists of a paper. Templates read the fields by name.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct PaperLists {
    /// One for each block of the body.
    pub body: Vec<ListPlace>,
    /// One for each block of each appendix.
    pub appendices: Vec<Vec<ListPlace>>,
}

/// Where a block stands among the lists.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ListPlace {
    /// How many lists and items, counted together, are open before it.
    pub depth: u32,
    /// What begins with it, from the outside in.
    pub begins: Vec<ListBegin>,
    /// How many lists and items end behind it.
    pub ends: u32,
    /// Whether its marker is a number or a letter.
    pub numbered: bool,
}

/// What begins with a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ListBegin {
    /// A list whose order says nothing.
    List,
    /// A list of numbers or letters.
    Numbered,
    /// An item of the list that is open.
    Item,
}

impl PaperLists {
    /// The lists of the body and of each appendix.
    #[must_use]
    pub fn from_document(document: &Document) -> Self {
        let appendices = document.appendices.iter();
        Self {
            body: find_lists(&document.body),
            appendices: appendices.map(|appendix| find_lists(&appendix.body)).collect(),
        }
    }
}

/// A kind of marker, from the highest level to the lowest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum MarkerKind {
    /// Roman numerals and all that is unknown.
    Other,
    /// `1.`, `1.2.`: with how many figures.
    Figures(usize),
    /// `a)`, or `24)` where the letters have ended.
    Letter,
    /// `(1)`, `(1).`
    Bracketed,
    /// `*`, over which labels stand.
    Star,
    /// `-`.
    Dash,
    /// `+`.
    Plus,
}

/// A marker as read.
#[derive(Debug, Clone, Copy)]
struct ListMarker {
    kind: MarkerKind,
    /// Its number, from 1, where it has one.
    count: Option<usize>,
}

impl ListMarker {
    /// Of a paragraph in a redline, which may have two numbers, it is the last.
    fn from_text(text: &str) -> Option<Self> {
        let last = text.split_whitespace().next_back()?;
        let kind_of_sign = match last {
            "*" => Some(MarkerKind::Star),
            "-" => Some(MarkerKind::Dash),
            "+" => Some(MarkerKind::Plus),
            _ => None,
        };
        if let Some(kind) = kind_of_sign {
            return Some(Self { kind, count: None });
        }
        let bracketed = last.trim_end_matches('.').strip_prefix('(');
        if let Some(figure) = bracketed.and_then(|text| text.strip_suffix(')')) {
            return Some(Self {
                kind: MarkerKind::Bracketed,
                count: figure.parse().ok(),
            });
        }
        if let Some(letter) = last.strip_suffix(')') {
            let count = from_diem(letter).or_else(|| letter.parse().ok());
            return Some(Self { kind: MarkerKind::Letter, count });
        }
        let figures: Vec<_> = last.trim_end_matches('.').split('.').collect();
        let count = figures.last().and_then(|figure| figure.parse().ok());
        let kind = match count {
            Some(_) => MarkerKind::Figures(figures.len()),
            None => MarkerKind::Other,
        };
        Some(Self { kind, count })
    }

    fn is_numbered(self) -> bool {
        !matches!(self.kind, MarkerKind::Star | MarkerKind::Dash | MarkerKind::Plus)
    }

    /// Whether it goes on a list whose last item has a marker: numbers grow.
    fn follows(self, last: Self) -> bool {
        self.kind == last.kind && (self.count.is_none() || self.count > last.count)
    }

    /// Whether it is the very next.
    fn is_next_after(self, last: Self) -> bool {
        let next = last.count.and_then(|count| count.checked_add(1));
        self.kind == last.kind && next.is_some() && self.count == next
    }
}

/// A list that is open, with its last item.
struct OpenList {
    marker: ListMarker,
    /// Which part of a task the item is, where it is one.
    field: Option<BlockRole>,
    /// How the paper calls the item, where it has a number: what stands in it is called
    /// so too.
    place: Option<String>,
    /// Whether the item is a label so far.
    is_label: bool,
}

/// What a list and its item count among what is open.
const LIST_AND_ITEM: u32 = 2;

/// The lists that are open while blocks are read one after the other.
#[derive(Default)]
struct ListFinder {
    open: Vec<OpenList>,
    places: Vec<ListPlace>,
}

/// Where each block of a body stands among its lists.
fn find_lists(blocks: &[Block]) -> Vec<ListPlace> {
    let mut finder = ListFinder::default();
    for (index, block) in blocks.iter().enumerate() {
        let place = match block {
            Block::Paragraph(paragraph) => match ListMarker::from_text(&paragraph.marker)
            {
                Some(marker) => finder.item(paragraph, marker),
                None => finder.text(paragraph, &blocks[index + 1..]),
            },
            Block::Heading(_) | Block::Table(_) | Block::Specimen(_) => finder.other(),
        };
        finder.places.push(place);
    }
    finder.close_to(0);
    finder.places
}

impl ListFinder {
    /// An item: of the list that is open, of a list nested in it, or of a new one.
    fn item(&mut self, paragraph: &Paragraph, marker: ListMarker) -> ListPlace {
        let is_below = |list: &OpenList| list.marker.kind > marker.kind;
        while self.open.last().is_some_and(is_below) {
            self.close_to(self.open.len() - 1);
        }
        let field = match paragraph.origin.role {
            role @ BlockRole::Field(_) => Some(role),
            _ => None,
        };
        let numbered = marker.is_numbered();
        let place = Some(&paragraph.origin.place).filter(|p| numbered && !p.is_empty());
        let list =
            OpenList { marker, field, place: place.cloned(), is_label: paragraph.keep };
        let begin = if numbered { ListBegin::Numbered } else { ListBegin::List };
        match self.open.last().map(|last| last.marker) {
            Some(last) if marker.follows(last) => {
                self.end_behind_last(1);
                let depth = self.depth().saturating_sub(1);
                self.open.pop();
                self.open.push(list);
                ListPlace { depth, begins: vec![ListBegin::Item], ends: 0, numbered }
            }
            last => {
                if last.is_some_and(|last| last.kind == marker.kind) {
                    self.close_to(self.open.len() - 1);
                }
                let depth = self.depth();
                if let Some(above) = self.open.last_mut() {
                    above.is_label = false;
                }
                self.open.push(list);
                let begins = vec![begin, ListBegin::Item];
                ListPlace { depth, begins, ends: 0, numbered }
            }
        }
    }

    /// A paragraph without a marker: part of an item, or the end of all lists.
    fn text(&mut self, paragraph: &Paragraph, rest: &[Block]) -> ListPlace {
        let (role, place) = (Some(paragraph.origin.role), &paragraph.origin.place);
        let is_text_of = |list: &OpenList| {
            list.is_label
                || list.field.is_some() && list.field == role
                || list.place.as_ref() == Some(place)
        };
        let next = find_next_marker(rest);
        let goes_on =
            |list: &OpenList| next.is_some_and(|next| next.is_next_after(list.marker));
        let by_label = self.open.iter().position(is_text_of);
        let owner = by_label.or_else(|| self.open.iter().rposition(goes_on));
        self.close_to(owner.map_or(0, |owner| owner + 1));
        if let Some(list) = self.open.last_mut() {
            list.is_label = false;
        }
        ListPlace { depth: self.depth(), ..ListPlace::default() }
    }

    /// What is no paragraph ends all lists.
    fn other(&mut self) -> ListPlace {
        self.close_to(0);
        ListPlace::default()
    }

    /// Ends lists behind the last block, until so many are left.
    fn close_to(&mut self, left: usize) {
        let lists = self.open.len().saturating_sub(left);
        self.open.truncate(left);
        let ended = iter::repeat_n(LIST_AND_ITEM, lists).sum();
        self.end_behind_last(ended);
    }

    fn end_behind_last(&mut self, ended: u32) {
        if let Some(place) = self.places.last_mut() {
            place.ends += ended;
        }
    }

    /// How many lists and items are open.
    fn depth(&self) -> u32 {
        self.open.iter().map(|_| LIST_AND_ITEM).sum()
    }
}

/// The marker behind paragraphs that have none.
fn find_next_marker(blocks: &[Block]) -> Option<ListMarker> {
    let paragraphs = blocks.iter().map_while(|block| match block {
        Block::Paragraph(paragraph) => Some(paragraph),
        Block::Heading(_) | Block::Table(_) | Block::Specimen(_) => None,
    });
    let marked = paragraphs.filter(|paragraph| !paragraph.marker.is_empty());
    marked.map(|paragraph| ListMarker::from_text(&paragraph.marker)).next()?
}

#[cfg(test)]
mod tests {
    use super::super::origin::Origin;
    use super::super::{Heading, HeadingStyle, Inline};
    use super::*;
    use crate::form::TaskField;
    use crate::source::Span;

    /// A paragraph: its marker, and what it says.
    fn paragraph(line: &str) -> Paragraph {
        let (marker, text) = line.split_once(' ').unwrap_or(("", line));
        Paragraph {
            marker: marker.to_owned(),
            content: vec![Inline::plain(text.to_owned())],
            keep: false,
            origin: Origin::default(),
        }
    }

    /// The lists of a body as brackets: `[` a list, `#[` one of numbers, `(` an item. A
    /// word alone is a paragraph, one in capitals a title.
    fn draw_lists(lines: &[&str]) -> String {
        let blocks: Vec<_> = lines.iter().map(|line| make_block(line)).collect();
        draw(lines, &find_lists(&blocks))
    }

    fn make_block(line: &str) -> Block {
        if line.chars().all(char::is_uppercase) {
            return Block::Heading(Heading {
                level: 1,
                look: HeadingStyle::Bold,
                number: String::new(),
                title: vec![Inline::plain(line.to_owned())],
                run_in: None,
                origin: Origin::default(),
            });
        }
        Block::Paragraph(paragraph(line))
    }

    fn draw(lines: &[&str], places: &[ListPlace]) -> String {
        let mut res = String::new();
        let mut open = Vec::new();
        for (line, place) in lines.iter().zip(places) {
            assert_eq!(place.depth as usize, open.len(), "{line}");
            for begin in &place.begins {
                let (sign, end) = match begin {
                    ListBegin::List => ("[", ']'),
                    ListBegin::Numbered => ("#[", ']'),
                    ListBegin::Item => ("(", ')'),
                };
                res.push_str(sign);
                open.push(end);
            }
            res.push_str(line);
            for _ in 0..place.ends {
                res.push(open.pop().unwrap());
            }
        }
        assert!(open.is_empty());
        res
    }

    #[test]
    fn items_of_one_kind_are_one_list_and_lower_ones_are_nested() {
        let lines = ["- a", "+ b", "+ c", "- d", "e", "- f"];
        assert_eq!(draw_lists(&lines), "[(- a[(+ b)(+ c)])(- d)]e[(- f)]");
        let lines = ["1. a", "a) b", "- c", "b) d", "2. e"];
        assert_eq!(draw_lists(&lines), "#[(1. a#[(a) b[(- c)])(b) d)])(2. e)]");
        let lines = ["* a", "- b", "* c", "D", "* e"];
        assert_eq!(draw_lists(&lines), "[(* a[(- b)])(* c)]D[(* e)]");
    }

    #[test]
    fn a_higher_marker_ends_a_list_and_numbers_that_begin_anew_begin_one() {
        assert_eq!(draw_lists(&["+ a", "- b"]), "[(+ a)][(- b)]");
        assert_eq!(draw_lists(&["1. a", "2. b", "1. c"]), "#[(1. a)(2. b)]#[(1. c)]");
        let lines = ["1. a", "1.1. b", "1.2. c", "2. d", "2.1. e"];
        let expected = "#[(1. a#[(1.1. b)(1.2. c)])(2. d#[(2.1. e)])]";
        assert_eq!(draw_lists(&lines), expected);
    }

    #[test]
    fn a_paragraph_is_in_an_item_where_the_next_number_follows() {
        let lines = ["1. a", "b", "2. c", "d"];
        assert_eq!(draw_lists(&lines), "#[(1. ab)(2. c)]d");
        assert_eq!(draw_lists(&["1. a", "b", "C", "2. d"]), "#[(1. a)]bC#[(2. d)]");
        assert_eq!(draw_lists(&["- a", "b", "- c"]), "[(- a)]b[(- c)]");
    }

    #[test]
    fn the_text_of_a_label_is_in_its_item() {
        let mut label = paragraph("- a");
        label.keep = true;
        let blocks = [label, paragraph("b"), paragraph("- c")].map(Block::Paragraph);
        assert_eq!(draw(&["- a", "b", "- c"], &find_lists(&blocks)), "[(- ab)(- c)]");
        let field = |line| {
            let origin =
                Origin::new(BlockRole::Field(TaskField::Output), Span::default());
            Block::Paragraph(Paragraph { origin, ..paragraph(line) })
        };
        let blocks = ["* a", "+ b", "c"].map(field);
        assert_eq!(draw(&["* a", "+ b", "c"], &find_lists(&blocks)), "[(* a[(+ b)]c)]");
    }
}
