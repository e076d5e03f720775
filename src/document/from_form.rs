//! What the form says of a page, of a title and of a column, in the words of the paper.

use crate::form;

use super::{Align, HeadingStyle, Orientation};

impl From<form::CellAlign> for Align {
    fn from(align: form::CellAlign) -> Self {
        match align {
            form::CellAlign::Left => Self::Left,
            form::CellAlign::Center => Self::Center,
            form::CellAlign::Right => Self::Right,
        }
    }
}

impl From<form::PageOrientation> for Orientation {
    fn from(orientation: form::PageOrientation) -> Self {
        match orientation {
            form::PageOrientation::Portrait => Self::Portrait,
            form::PageOrientation::Landscape => Self::Landscape,
        }
    }
}

impl From<form::TitleEmphasis> for HeadingStyle {
    fn from(emphasis: form::TitleEmphasis) -> Self {
        match emphasis {
            form::TitleEmphasis::Bold => Self::Bold,
            form::TitleEmphasis::Italic => Self::Italic,
            form::TitleEmphasis::BoldItalic => Self::BoldItalic,
            form::TitleEmphasis::Plain => Self::Plain,
        }
    }
}
