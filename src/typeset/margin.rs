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
    /// The text.
    pub text: String,
    /// How far it passes, in tenths of a millimetre.
    pub by: u32,
}

/// Less than this is a matter of rounding.
const TOLERANCE: f64 = 0.3;

/// The edges of the text block, in points.
struct Edges {
    left: Abs,
    right: Abs,
    bottom: Abs,
}

/// Every text of a page that passes the left, right or lower margin.
pub(super) fn find_overruns(frame: &Frame, number: usize, page: &Page) -> Vec<Overrun> {
    let tenths = |n: u32| Abs::mm(f64::from(n) / 10.0);
    let edges = Edges {
        left: tenths(page.left),
        right: frame.width() - tenths(page.right),
        bottom: frame.height() - tenths(page.bottom),
    };
    let mut res = Vec::new();
    visit_texts(frame, Transform::identity(), &mut |text, at| {
        let by = measure_excess(text, at, &edges);
        if by > TOLERANCE {
            // The figure is for a message, rounded up to a tenth.
            let tenths = (by * 10.0).ceil();
            let by = format!("{tenths:.0}").parse().unwrap_or(u32::MAX);
            res.push(Overrun { page: number, text: text.text.to_string(), by });
        }
    });
    res
}

/// How far a text passes the edges, in millimetres. White space at its end does not.
fn measure_excess(text: &TextItem, at: Point, edges: &Edges) -> f64 {
    let blank = |g: &&typst::text::Glyph| text.text[g.range()].trim().is_empty();
    let tail: Abs = text
        .glyphs
        .iter()
        .rev()
        .take_while(blank)
        .map(|g| g.x_advance.at(text.size))
        .sum();
    if text.text.trim().is_empty() {
        return 0.0;
    }
    let right = at.x + text.width() - tail - edges.right;
    let left = edges.left - at.x;
    let below = at.y - edges.bottom;
    right.max(left).max(below).to_mm()
}

fn visit_texts(frame: &Frame, by: Transform, found: &mut impl FnMut(&TextItem, Point)) {
    for (at, item) in frame.items() {
        match item {
            FrameItem::Group(group) => {
                let moved = by.pre_concat(Transform::translate(at.x, at.y));
                visit_texts(&group.frame, moved.pre_concat(group.transform), found);
            }
            FrameItem::Text(text) => found(text, at.transform(by)),
            FrameItem::Shape(..)
            | FrameItem::Image(..)
            | FrameItem::Link(..)
            | FrameItem::Tag(_) => {}
        }
    }
}
