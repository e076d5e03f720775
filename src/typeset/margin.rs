//! Text that passes the margins: what only the layout can show.

use serde::{Deserialize, Serialize};
use typst::layout::{Abs, Frame, FrameItem, Point, Transform};
use typst::text::TextItem;

use crate::document::Page;

/// A text that passes a margin.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overrun {
    /// Page of the file, from 1.
    pub page: usize,
    /// The text that passes, as far as it has one style.
    pub text: String,
    /// How far it passes, in tenths of a millimetre.
    pub excess: u32,
}

/// Millimetres up to which an excess is a matter of rounding.
const TOLERANCE: f64 = 0.3;

/// The edges of the text block, in points.
struct Edges {
    left: Abs,
    right: Abs,
    bottom: Abs,
}

/// Every text of a page that passes the left, right or lower margin.
pub(super) fn find_overruns(frame: &Frame, number: usize, page: &Page) -> Vec<Overrun> {
    let edges = Edges {
        left: from_tenths(page.left),
        right: frame.width() - from_tenths(page.right),
        bottom: frame.height() - from_tenths(page.bottom),
    };
    let mut res = Vec::new();
    visit_texts(frame, Transform::identity(), &mut |text, position| {
        let excess = measure_excess(text, position, &edges);
        if excess > TOLERANCE {
            // The figure is for a message, rounded up to a tenth.
            let tenths = (excess * 10.0).ceil();
            let excess = format!("{tenths:.0}").parse().unwrap_or(u32::MAX);
            res.push(Overrun { page: number, text: text.text.to_string(), excess });
        }
    });
    res
}

/// Tenths of a millimetre as a length.
fn from_tenths(tenths: u32) -> Abs {
    Abs::mm(f64::from(tenths) / 10.0)
}

/// How far a text passes the edges, in millimetres. White space at its end does not.
fn measure_excess(text: &TextItem, position: Point, edges: &Edges) -> f64 {
    if text.text.trim().is_empty() {
        return 0.0;
    }
    let blank_end: Abs = text
        .glyphs
        .iter()
        .rev()
        .take_while(|glyph| text.text[glyph.range()].trim().is_empty())
        .map(|glyph| glyph.x_advance.at(text.size))
        .sum();
    let right = position.x + text.width() - blank_end - edges.right;
    let left = edges.left - position.x;
    let below = position.y - edges.bottom;
    right.max(left).max(below).to_mm()
}

/// Visits every text of a frame with its position on the page: `transform` leads from the
/// frame to the page.
pub(super) fn visit_texts(
    frame: &Frame,
    transform: Transform,
    visit: &mut impl FnMut(&TextItem, Point),
) {
    for (position, item) in frame.items() {
        match item {
            FrameItem::Group(group) => {
                let moved =
                    transform.pre_concat(Transform::translate(position.x, position.y));
                visit_texts(&group.frame, moved.pre_concat(group.transform), visit);
            }
            FrameItem::Text(text) => visit(text, position.transform(transform)),
            FrameItem::Shape(..)
            | FrameItem::Image(..)
            | FrameItem::Link(..)
            | FrameItem::Tag(_) => {}
        }
    }
}
