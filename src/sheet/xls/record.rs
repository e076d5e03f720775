//! Binary records and their fields, in which nothing stands that is not there.

use super::super::xml::break_off;
use super::super::{SheetError, exact};
use crate::quantity::Number;
use crate::sheet::Damage;

/// The bytes of a record, read at places that are known.
#[derive(Debug, Clone, Copy)]
pub(in crate::sheet) struct Fields<'a>(&'a [u8]);

impl<'a> Fields<'a> {
    pub(in crate::sheet) fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    /// So many bytes from a place on.
    fn array<const N: usize>(self, start: usize) -> Result<[u8; N], SheetError> {
        let bytes = self.0.get(start..).and_then(|bytes| bytes.first_chunk());
        bytes.copied().ok_or_else(|| break_off(Damage::CutOff))
    }

    pub(in crate::sheet) fn u8(self, start: usize) -> Result<u8, SheetError> {
        self.array(start).map(u8::from_le_bytes)
    }

    pub(in crate::sheet) fn u16(self, start: usize) -> Result<u16, SheetError> {
        self.array(start).map(u16::from_le_bytes)
    }

    pub(in crate::sheet) fn u32(self, start: usize) -> Result<u32, SheetError> {
        self.array(start).map(u32::from_le_bytes)
    }

    /// A number of rows, columns or bytes in two bytes.
    pub(in crate::sheet) fn index(self, start: usize) -> Result<usize, SheetError> {
        self.u16(start).map(usize::from)
    }

    /// The same in four bytes.
    pub(in crate::sheet) fn length(self, start: usize) -> Result<usize, SheetError> {
        let length = self.u32(start)?;
        usize::try_from(length).map_err(|_| break_off(Damage::RecordLength))
    }

    /// A stored figure, exact; none where it is infinite or no figure at all.
    pub(in crate::sheet) fn number(
        self,
        start: usize,
    ) -> Result<Option<Number>, SheetError> {
        self.array(start).map(|bytes| exact::from_float(f64::from_le_bytes(bytes)))
    }

    pub(in crate::sheet) fn slice(self, start: usize) -> Result<&'a [u8], SheetError> {
        self.0.get(start..).ok_or_else(|| break_off(Damage::CutOff))
    }
}

/// A record of a stream.
#[derive(Debug, Clone, Copy)]
pub(super) struct Record<'a> {
    pub(super) kind: u16,
    pub(super) bytes: &'a [u8],
}

/// The records of a stream from a place on.
#[derive(Debug, Clone)]
pub(super) struct Records<'a>(&'a [u8]);

impl<'a> Records<'a> {
    /// The records from a byte of the stream on.
    pub(super) fn new(stream: &'a [u8], start: usize) -> Result<Self, SheetError> {
        let rest = stream.get(start..);
        rest.map(Self).ok_or_else(|| break_off(Damage::CutOff))
    }

    /// The next record. What is not whole is an error, for a sheet ends with a record.
    pub(super) fn next_record(&mut self) -> Result<Record<'a>, SheetError> {
        let fields = Fields::new(self.0);
        let kind = fields.u16(0)?;
        let end = 4 + fields.index(2)?;
        let bytes = self.0.get(4..end).ok_or_else(|| break_off(Damage::CutOff))?;
        self.0 = &self.0[end..];
        Ok(Record { kind, bytes })
    }

    /// The next record if it is of this kind.
    pub(super) fn next_if(
        &mut self,
        kind: u16,
    ) -> Result<Option<Record<'a>>, SheetError> {
        let mut ahead = self.clone();
        if self.0.is_empty() {
            return Ok(None);
        }
        let record = ahead.next_record()?;
        if record.kind != kind {
            return Ok(None);
        }
        *self = ahead;
        Ok(Some(record))
    }
}

/// A figure in four bytes: a whole number or the first half of a float, by 100 or not.
pub(in crate::sheet) fn from_rk(rk: u32) -> Option<Number> {
    let number = if rk & 2 == 0 {
        exact::from_float(f64::from_bits(u64::from(rk & !3) << 32))?
    } else {
        // The sign is that of the highest bit.
        Number::from(i128::from(rk.cast_signed() >> 2))
    };
    Some(if rk & 1 == 0 { number } else { number.times_pow10(-2) })
}

/// The name of an error.
pub(in crate::sheet) fn from_error_code(code: u8) -> String {
    let name = match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0f => "#VALUE!",
        0x17 => "#REF!",
        0x1d => "#NAME?",
        0x24 => "#NUM!",
        0x2a => "#N/A",
        _ => "#ERR!",
    };
    name.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_in_four_bytes_is_exact() {
        let half = |value: f64| u32::try_from(value.to_bits() >> 32).unwrap();
        for (rk, digits, power) in [
            (5 << 2 | 2, 5, 0),
            (123 << 2 | 3, 123, -2),
            ((-7_i32 << 2).cast_unsigned() | 2, -7, 0),
            (half(1.5), 15, -1),
            (half(1250.0) | 1, 125, -1),
        ] {
            let number = Number::from(i128::from(digits)).times_pow10(power);
            assert_eq!(from_rk(rk), Some(number), "{rk:x}");
        }
        assert_eq!(from_rk(0x7ff0_0000), None);
    }
}
