//! What the form says of a page and of a title, in the words of the paper.

use crate::form;

use super::{Look, Turn};

impl From<form::Turn> for Turn {
    fn from(turn: form::Turn) -> Self {
        match turn {
            form::Turn::Portrait => Self::Portrait,
            form::Turn::Landscape => Self::Landscape,
        }
    }
}

impl From<form::TitleLook> for Look {
    fn from(look: form::TitleLook) -> Self {
        match look {
            form::TitleLook::Bold => Self::Bold,
            form::TitleLook::Italic => Self::Italic,
            form::TitleLook::BoldItalic => Self::BoldItalic,
            form::TitleLook::Plain => Self::Plain,
        }
    }
}
