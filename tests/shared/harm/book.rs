//! Workbooks: parts of a zip that are harmed and packed again, records of the binary
//! formats, the sectors of an old file.

use std::io::{Cursor, Read, Write};
use std::ops::Range;

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::Random;
use super::text::{ODD, change_bytes, harm_text};

/// A part of a zip: its name and its bytes.
pub(crate) type Part = (String, Vec<u8>);

/// Figures that a file may claim.
const CLAIMS: &[&str] = &[
    "-1",
    "0",
    "1",
    "2",
    "99",
    "65535",
    "65536",
    "1048576",
    "1048577",
    "2147483648",
    "4294967295",
    "4294967296",
    "18446744073709551615",
    "18446744073709551616",
    "1e9",
    "x",
    "",
];

/// Harms a workbook, whatever its format; its bytes say what it is.
pub(crate) fn harm_book(random: &mut Random, bytes: &[u8]) -> Vec<u8> {
    if bytes.starts_with(b"PK") && !random.once_in(6) {
        harm_zip(random, bytes)
    } else if bytes.starts_with(b"\xd0\xcf") {
        harm_old(random, bytes)
    } else {
        let mut bytes = bytes.to_vec();
        for _ in 0..=random.below(6) {
            change_bytes(random, &mut bytes);
        }
        bytes
    }
}

/// The parts of a zip; none of one that cannot be read.
pub(crate) fn read_parts(bytes: &[u8]) -> Vec<Part> {
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else { return Vec::new() };
    let mut parts = Vec::new();
    for index in 0..archive.len() {
        let Ok(mut file) = archive.by_index(index) else { continue };
        let name = file.name().map(std::borrow::Cow::into_owned).unwrap_or_default();
        let mut part = Vec::new();
        if file.read_to_end(&mut part).is_ok() {
            parts.push((name, part));
        }
    }
    parts
}

/// A zip of parts, as they are.
pub(crate) fn pack_parts<'a>(
    parts: impl IntoIterator<Item = (&'a str, &'a [u8])>,
) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options =
        SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, bytes) in parts {
        // Of two parts of one name the second is left out.
        if zip.start_file(name, options).is_ok() {
            zip.write_all(bytes).expect("memory takes all");
        }
    }
    zip.finish().expect("memory takes all").into_inner()
}

fn harm_zip(random: &mut Random, bytes: &[u8]) -> Vec<u8> {
    let mut parts = read_parts(bytes);
    for _ in 0..=random.below(3) {
        if parts.is_empty() {
            return bytes.to_vec();
        }
        let index = random.below(parts.len());
        match random.below(20) {
            0 => drop(parts.remove(index)),
            1 => parts[index].0.push('x'),
            2 => parts[index].1 = parts[random.below(parts.len())].1.clone(),
            _ if parts[index].0.ends_with(".bin") => {
                harm_records(random, &mut parts[index].1);
            }
            _ => harm_xml(random, &mut parts[index].1),
        }
    }
    pack_parts(parts.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())))
}

/// Changes figures, tags and texts of an XML.
fn harm_xml(random: &mut Random, bytes: &mut Vec<u8>) {
    match random.below(8) {
        0 | 1 => {
            if let Some(range) = pick_between(random, bytes, b'"', b'"') {
                let value = match random.once_in(3) {
                    true => *random.pick(ODD),
                    false => *random.pick(CLAIMS),
                };
                bytes.splice(range, value.bytes());
            }
        }
        2 => {
            if let Some(range) = pick_between(random, bytes, b'>', b'<') {
                let long = "a".repeat([3, 40_000, 140_000][random.below(3)]);
                let value = match random.below(3) {
                    0 => *random.pick(ODD),
                    1 if random.once_in(4) => long.as_str(),
                    _ => *random.pick(CLAIMS),
                };
                bytes.splice(range, value.bytes());
            }
        }
        3 | 4 => {
            if let Some(range) = pick_between(random, bytes, b'<', b'>') {
                let tag = range.start - 1..range.end + 1;
                let times = [0, 2, 60, 300][random.below(4)];
                let again = bytes[tag.clone()].repeat(times);
                bytes.splice(tag, again);
            }
        }
        5 => bytes.truncate(random.below(bytes.len() + 1)),
        _ => *bytes = harm_text(random, bytes),
    }
}

/// What stands between two signs, from some place on.
fn pick_between(
    random: &mut Random,
    bytes: &[u8],
    open: u8,
    close: u8,
) -> Option<Range<usize>> {
    let from = random.below(bytes.len());
    let start = from + bytes.get(from..)?.iter().position(|b| *b == open)? + 1;
    let length = bytes[start..].iter().position(|b| *b == close)?;
    Some(start..start + length)
}

/// Changes kinds, lengths and fields of the records of an XLSB.
fn harm_records(random: &mut Random, bytes: &mut Vec<u8>) {
    let records = list_records(bytes);
    if records.is_empty() {
        change_bytes(random, bytes);
        return;
    }
    let record = random.pick(&records).clone();
    change_record(random, bytes, record);
}

/// Loses, doubles or changes a record.
fn change_record(random: &mut Random, bytes: &mut Vec<u8>, record: Range<usize>) {
    match random.below(6) {
        0 => drop(bytes.drain(record)),
        1 => {
            let again = bytes[record.clone()].repeat([1, 3, 200][random.below(3)]);
            bytes.splice(record.end..record.end, again);
        }
        2 => {
            let place = record.start + random.below(record.len().min(4));
            bytes[place] = random.byte();
        }
        _ => put_number(random, bytes, record),
    }
}

/// Puts a figure that is too large, or just so, into a record.
fn put_number(random: &mut Random, bytes: &mut [u8], record: Range<usize>) {
    const NUMBERS: &[u32] = &[
        0,
        1,
        2,
        0xff,
        0x7fff,
        0xffff,
        0x1_0000,
        0xf_ffff,
        0x10_0000,
        0x7fff_ffff,
        u32::MAX - 1,
        u32::MAX,
    ];
    let number = random.pick(NUMBERS).to_le_bytes();
    let width = [1, 2, 4][random.below(3)].min(record.len());
    let start = record.start + random.below(record.len() - width + 1);
    bytes[start..start + width].copy_from_slice(&number[..width]);
}

/// Where the records of an XLSB stand.
fn list_records(bytes: &[u8]) -> Vec<Range<usize>> {
    let mut records = Vec::new();
    let mut start = 0;
    while start < bytes.len() {
        let (_, place) = read_number(bytes, start, 2);
        let (length, place) = read_number(bytes, place, 4);
        let end = place.saturating_add(length);
        if end > bytes.len() {
            break;
        }
        records.push(start..end);
        start = end;
    }
    records
}

/// A number of at most so many bytes, seven bits in each, and the place behind it.
fn read_number(bytes: &[u8], mut place: usize, most: u32) -> (usize, usize) {
    let mut number = 0_usize;
    for index in 0..most {
        let byte = bytes.get(place).copied().unwrap_or(0);
        place += 1;
        number |= usize::from(byte & 0x7f) << (7 * index);
        if byte & 0x80 == 0 {
            break;
        }
    }
    (number, place)
}

/// Harms an old workbook: its header and its sectors, or the records in them.
fn harm_old(random: &mut Random, bytes: &[u8]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    let records = list_old_records(&bytes);
    for _ in 0..=random.below(4) {
        match random.below(8) {
            0 => {
                let header = 24..bytes.len().min(512);
                put_number(random, &mut bytes, header);
            }
            1 => {
                let sector = random.below(bytes.len() / 512) * 512;
                let end = bytes.len().min(sector + 512);
                put_number(random, &mut bytes, sector..end);
            }
            2 => change_bytes(random, &mut bytes),
            _ if records.is_empty() => change_bytes(random, &mut bytes),
            _ => {
                let record = random.pick(&records).clone();
                let end = record.end.min(bytes.len());
                if record.start < end {
                    // Its place stays, for the sectors are listed elsewhere.
                    put_number(random, &mut bytes, record.start..end);
                }
            }
        }
    }
    bytes
}

/// Where the records of an old workbook stand, from the first that begins a stream on.
fn list_old_records(bytes: &[u8]) -> Vec<Range<usize>> {
    let begin = [0x09, 0x08, 0x10, 0x00, 0x00, 0x06];
    let Some(mut start) = bytes.windows(begin.len()).position(|window| window == begin)
    else {
        return Vec::new();
    };
    let mut records = Vec::new();
    while let Some(head) = bytes.get(start..start + 4) {
        let end = start + 4 + usize::from(u16::from_le_bytes([head[2], head[3]]));
        if end > bytes.len() {
            break;
        }
        records.push(start..end);
        start = end;
    }
    records
}
