//! What the form says of a page and of a title, in the words of the paper.

use crate::form;

use super::{HeadingStyle, Orientation};

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
