//! Pointers to what is called by a number or a name: `muc("to-chuc")`, `phu_luc("pl-1")`,
//! `vb("nd-07")`. They stand alone: what they print is settled when the paper is set.

use std::ops::Range;

use super::cursor::Parser;
use super::error::FormulaError;
use super::expr::ExprKind;
use super::lex::{FormulaPlacement, TokenKind};
use crate::language::to_key;

/// The functions of a text that point somewhere, and what they do, in Vietnamese.
pub const POINTERS: &[(&str, &str)] = &[
    ("muc", "số của một mục, theo mã: {{ muc(\"to-chuc\") }} thành “Phần IV”"),
    ("phu_luc", "tên của một phụ lục, theo mã"),
    ("vb", "viện dẫn một văn bản, theo mã: lần đầu đầy đủ, lần sau ngắn"),
];

/// What a pointer points to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Destination {
    /// A part of the body: `Mục 5 Phần II`.
    Section,
    /// An appendix: `Phụ lục II`.
    Appendix,
    /// A paper of the register: `Nghị định số 07/2021/NĐ-CP`.
    Paper,
}

impl Destination {
    const ALL: [Self; 3] = [Self::Section, Self::Appendix, Self::Paper];

    /// The function that points to it: `muc`.
    pub fn function(self) -> &'static str {
        match self {
            Self::Section => "muc",
            Self::Appendix => "phu_luc",
            Self::Paper => "vb",
        }
    }

    /// What it is, for messages: `mục`.
    pub fn vietnamese(self) -> &'static str {
        match self {
            Self::Section => "mục",
            Self::Appendix => "phụ lục",
            Self::Paper => "văn bản",
        }
    }
}

/// How a paper is cited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CitationForm {
    /// In full where it is the first time, else short.
    Auto,
    /// In full, asked for by `day_du`.
    Full,
    /// Type and number alone, asked for by `ngan`.
    Short,
}

/// A pointer by an id.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Pointer {
    /// What it points to.
    pub to: Destination,
    /// The id of the section, the appendix or the paper, as typed.
    pub id: String,
    /// Where the id stands, quotes included: bytes of the expression's text.
    pub id_range: Range<usize>,
    /// Where all of it stands.
    pub range: Range<usize>,
}

impl Parser<'_> {
    /// What the function points to that stands here, if it is one that points.
    pub(super) fn peek_pointer(&self) -> Option<Destination> {
        let calls =
            *self.kind() == TokenKind::Name && *self.kind_after() == TokenKind::Open;
        if self.placement != FormulaPlacement::Text || !calls {
            return None;
        }
        let name = to_key(&self.text[self.range()]);
        Destination::ALL.into_iter().find(|to| to.function() == name)
    }

    /// The pointer that stands here; `None` after an error in it was reported.
    pub(super) fn parse_pointer(&mut self, to: Destination) -> Option<Pointer> {
        let name = self.take().range;
        let (parts, end) = self.parse_brackets();
        let range = name.start..end?;
        let parts: Vec<_> = parts.into_iter().collect::<Option<_>>()?;
        let function = to.function();
        let error = match &parts[..] {
            [part] => match &part.kind {
                ExprKind::Text(id) => {
                    let id_range = part.range.clone();
                    return Some(Pointer { to, id: id.clone(), id_range, range });
                }
                _ => {
                    let written = self.quote(&part.range);
                    let message = format!("`{written}` không đặt trong dấu nháy");
                    FormulaError::new(part.range.clone(), message)
                        .label("cần một mã trong dấu nháy")
                        .hint(format!("ghi `{function}(\"{written}\")`"))
                }
            },
            [] => FormulaError::new(
                range,
                format!("trong ngoặc của `{function}` chưa có gì"),
            )
            .label("cần một mã trong dấu nháy"),
            _ => {
                let count = parts.len();
                let message =
                    format!("`{function}` chỉ nhận một mã, nhưng trong ngoặc có {count}");
                FormulaError::new(range, message)
            }
        };
        self.report(error);
        None
    }

    /// A pointer where something is to be computed or compared.
    pub(super) fn report_computed_pointer(&mut self, pointer: &Pointer) {
        let written = self.quote(&pointer.range);
        let message =
            format!("`{written}` chỉ để in ra, không tính toán hay so sánh được");
        let error = FormulaError::new(pointer.range.clone(), message);
        self.report(
            error
                .label("phải đứng một mình")
                .hint("mỗi viện dẫn trong một cặp `{{ … }}` của nó"),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pointer_is_listed_once() {
        let listed: Vec<_> = POINTERS.iter().map(|(name, _)| *name).collect();
        assert_eq!(Destination::ALL.map(Destination::function).to_vec(), listed);
    }
}
