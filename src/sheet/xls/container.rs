//! The container of old Office: a disk in a file, with sectors, chains of sectors and a
//! folder of streams. No chain is followed for longer than the file has sectors.

use super::super::SheetError;
use super::super::xml::break_off;
use super::record::Fields;
use crate::sheet::Damage;

/// Length of an entry of the folder.
const ENTRY: usize = 128;

/// Where the list of the tables of sectors begins in the header, and how many it holds.
const HEADER_LIST: usize = 76;
const IN_HEADER: usize = 109;

/// Length of the header, and of a sector of the small ones.
const HEADER: usize = 512;
const SMALL: usize = 64;

/// Numbers from here on are no sectors but marks: the end of a chain, a free sector.
const MARKS: u32 = 0xffff_fffa;

/// A file as a disk.
pub(super) struct Container<'a> {
    bytes: &'a [u8],
    /// Length of a sector.
    sector: usize,
    /// For each sector, the next of its chain.
    next: Vec<u32>,
    /// The same for the small sectors, which stand in a stream of their own.
    next_small: Vec<u32>,
    small: Vec<u8>,
    /// Streams shorter than this stand in small sectors.
    cutoff: usize,
    streams: Vec<Entry>,
}

/// An entry of the folder.
#[derive(Debug)]
struct Entry {
    name: String,
    first: u32,
    length: usize,
    /// The entries beside it and below it.
    links: [u32; 3],
}

impl<'a> Container<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, SheetError> {
        let header = Fields::new(bytes);
        let sector = match header.u16(30)? {
            9 => 512,
            12 => 4096,
            _ => return Err(break_off(Damage::Chain)),
        };
        let mut container = Self {
            bytes,
            sector,
            next: Vec::new(),
            next_small: Vec::new(),
            small: Vec::new(),
            cutoff: header.length(56)?,
            streams: Vec::new(),
        };
        container.read_chains(header)?;
        let folder = container.read_chain(header.u32(48)?, usize::MAX)?;
        let entries: Vec<_> = folder.chunks_exact(ENTRY).map(read_entry).collect();
        let entries = entries.into_iter().collect::<Result<Vec<_>, _>>()?;
        let Some(root) = entries.first() else {
            return Err(break_off(Damage::NoWorkbook));
        };
        container.small = container.read_chain(root.first, root.length)?;
        let small_chains = container.read_chain(header.u32(60)?, usize::MAX)?;
        container.next_small = to_numbers(&small_chains);
        container.streams = list_top(entries);
        Ok(container)
    }

    /// Reads the tables that say which sector follows which.
    fn read_chains(&mut self, header: Fields<'_>) -> Result<(), SheetError> {
        let sectors = self.bytes.len() / self.sector + 1;
        let mut tables = Vec::new();
        for index in 0..IN_HEADER {
            tables.push(header.u32(HEADER_LIST + 4 * index)?);
        }
        // Further tables are listed in sectors that name the next one in their last place.
        let mut list = header.u32(68)?;
        while list < MARKS && tables.len() < sectors {
            let numbers = to_numbers(self.sector_bytes(list)?);
            let Some((next, numbers)) = numbers.split_last() else { break };
            tables.extend_from_slice(numbers);
            list = *next;
        }
        for table in tables.into_iter().filter(|table| *table < MARKS).take(sectors) {
            let numbers = to_numbers(self.sector_bytes(table)?);
            self.next.extend(numbers);
            if self.next.len() > sectors {
                break;
            }
        }
        Ok(())
    }

    /// The bytes of a sector. The last of a file may be shorter.
    fn sector_bytes(&self, number: u32) -> Result<&'a [u8], SheetError> {
        let number = usize::try_from(number).unwrap_or(usize::MAX);
        let header = self.sector.max(HEADER);
        let start = number.saturating_mul(self.sector).saturating_add(header);
        let bytes = self.bytes.get(start..).filter(|bytes| !bytes.is_empty());
        let bytes = bytes.ok_or_else(|| break_off(Damage::Chain))?;
        Ok(&bytes[..bytes.len().min(self.sector)])
    }

    /// The bytes of a chain of sectors, `length` at most.
    fn read_chain(&self, first: u32, length: usize) -> Result<Vec<u8>, SheetError> {
        let mut bytes = Vec::new();
        let mut number = first;
        while number < MARKS && bytes.len() < length {
            // A chain that goes round comes to more than the whole file.
            if bytes.len() > self.bytes.len() {
                return Err(break_off(Damage::Chain));
            }
            bytes.extend_from_slice(self.sector_bytes(number)?);
            number = find_next(&self.next, number)?;
        }
        bytes.truncate(length);
        Ok(bytes)
    }

    /// The bytes of a chain of small sectors.
    fn read_small_chain(&self, first: u32, length: usize) -> Result<Vec<u8>, SheetError> {
        let mut bytes = Vec::new();
        let mut number = first;
        while number < MARKS && bytes.len() < length {
            if bytes.len() > self.small.len() {
                return Err(break_off(Damage::Chain));
            }
            let start = usize::try_from(number).unwrap_or(usize::MAX);
            let start = start.saturating_mul(SMALL);
            let rest = self.small.get(start..).filter(|rest| !rest.is_empty());
            let rest = rest.ok_or_else(|| break_off(Damage::Chain))?;
            bytes.extend_from_slice(&rest[..rest.len().min(SMALL)]);
            number = find_next(&self.next_small, number)?;
        }
        bytes.truncate(length);
        Ok(bytes)
    }

    pub(super) fn has_stream(&self, name: &str) -> bool {
        self.streams.iter().any(|entry| entry.name.eq_ignore_ascii_case(name))
    }

    /// The bytes of a stream, if it is there.
    pub(super) fn stream(&self, name: &str) -> Result<Option<Vec<u8>>, SheetError> {
        let mut streams = self.streams.iter();
        let found = streams.find(|entry| entry.name.eq_ignore_ascii_case(name));
        let Some(entry) = found else { return Ok(None) };
        if entry.length < self.cutoff {
            self.read_small_chain(entry.first, entry.length).map(Some)
        } else {
            self.read_chain(entry.first, entry.length).map(Some)
        }
    }
}

fn find_next(chains: &[u32], number: u32) -> Result<u32, SheetError> {
    let next = usize::try_from(number).ok().and_then(|number| chains.get(number));
    next.copied().ok_or_else(|| break_off(Damage::Chain))
}

/// The streams at the top of the folder: those of files inside others are not meant.
fn list_top(entries: Vec<Entry>) -> Vec<Entry> {
    let mut waiting = vec![entries[0].links[2]];
    let mut entries: Vec<_> = entries.into_iter().map(Some).collect();
    let mut top = Vec::new();
    while let Some(number) = waiting.pop() {
        let entry = usize::try_from(number).ok().and_then(|i| entries.get_mut(i));
        if let Some(entry) = entry.and_then(Option::take) {
            waiting.extend(&entry.links[..2]);
            top.push(entry);
        }
    }
    top
}

fn read_entry(bytes: &[u8]) -> Result<Entry, SheetError> {
    let fields = Fields::new(bytes);
    let length = usize::from(fields.u16(64)?).min(64).saturating_sub(2);
    let units: Vec<_> = bytes[..length]
        .chunks_exact(2)
        .map(|unit| u16::from_le_bytes([unit[0], unit[1]]))
        .collect();
    Ok(Entry {
        name: String::from_utf16_lossy(&units),
        first: fields.u32(116)?,
        length: fields.length(120)?,
        links: [fields.u32(68)?, fields.u32(72)?, fields.u32(76)?],
    })
}

fn to_numbers(bytes: &[u8]) -> Vec<u32> {
    let words = bytes.chunks_exact(4);
    words.map(|word| u32::from_le_bytes([word[0], word[1], word[2], word[3]])).collect()
}
