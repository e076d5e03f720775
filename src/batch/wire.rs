//! What the coordinator and a typesetting process say to each other: frames of a length
//! and so many bytes. Numbers are little-endian; a text or a file is its length and its
//! bytes.
//!
//! | from | frame |
//! |---|---|
//! | coordinator | [`HELLO`], the Typst library, each face; once, and again for another library |
//! | process | [`HELLO`], when it is ready |
//! | coordinator | a paper: formats, page set-up, source |
//! | process | the paper laid out, or why not, and how long each stage took |

use std::io::{self, Read, Write};
use std::time::Duration;

use crate::build::{LaidOut, STAGES, Timings};
use crate::document::Page;
use crate::output::Format;
use crate::typeset::{Overrun, TypesetError};

/// The first frame in each direction begins with it: the number of this protocol, and
/// the program. Two that differ do not talk to each other.
pub(super) const HELLO: &str = concat!("kehoach 1 ", env!("CARGO_PKG_VERSION"));

/// No frame is longer, and what says so is not ours.
const LONGEST: u32 = 1 << 30;

/// What is sent for the first half of a hello or for a paper.
const SETTINGS: u8 = 0;
const PAPER: u8 = 1;

/// A request, as the process reads it.
pub(super) enum Request {
    /// The library and the faces of all papers from here on.
    Settings { library: String, faces: Vec<Vec<u8>> },
    /// A paper.
    Paper { formats: Vec<Format>, page: Page, main: String },
}

/// The answer to a paper, and how long the stages took.
pub(super) type Answer = (Result<LaidOut, TypesetError>, Timings);

/// Sends a frame.
pub(super) fn send(to: &mut dyn Write, frame: &[u8]) -> io::Result<()> {
    let len = u32::try_from(frame.len()).ok().filter(|len| *len <= LONGEST);
    let len = len.ok_or_else(|| io::Error::other("a frame is too long"))?;
    to.write_all(&len.to_le_bytes())?;
    to.write_all(frame)?;
    to.flush()
}

/// The next frame; `None` where the other side has closed between two frames.
pub(super) fn receive(from: &mut dyn Read) -> io::Result<Option<Vec<u8>>> {
    let mut len = [0; 4];
    let first = loop {
        match from.read(&mut len[..1]) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            read => break read?,
        }
    };
    if first == 0 {
        return Ok(None);
    }
    from.read_exact(&mut len[1..])?;
    let len = u32::from_le_bytes(len);
    if len > LONGEST {
        return Err(garbled());
    }
    // Memory is taken as bytes arrive, not as they are promised.
    let mut frame = Vec::with_capacity((len as usize).min(1 << 20));
    from.take(len.into()).read_to_end(&mut frame)?;
    if frame.len() < len as usize {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(Some(frame))
}

/// The frame with the library and the faces.
pub(super) fn settings<'a>(
    library: &str,
    faces: impl ExactSizeIterator<Item = &'a [u8]>,
) -> Vec<u8> {
    let mut frame = vec![SETTINGS];
    put(&mut frame, HELLO.as_bytes());
    put(&mut frame, library.as_bytes());
    put_number(&mut frame, faces.len());
    faces.for_each(|face| put(&mut frame, face));
    frame
}

/// The frame of a paper.
pub(super) fn paper(main: &str, page: &Page, formats: &[Format]) -> Vec<u8> {
    let mut frame = Vec::with_capacity(main.len() + 64);
    frame.push(PAPER);
    let bit = |format, bit| if formats.contains(&format) { bit } else { 0 };
    frame.push(bit(Format::Pdf, 1) | bit(Format::Png, 2));
    let Page { top, bottom, left, right, size, line, gap, indent } = *page;
    for number in [top, bottom, left, right, size, line, gap, indent] {
        frame.extend(number.to_le_bytes());
    }
    put(&mut frame, main.as_bytes());
    frame
}

/// Reads a request.
pub(super) fn request(frame: &[u8]) -> io::Result<Request> {
    let mut from = Frame(frame);
    let res = match from.byte()? {
        SETTINGS => {
            if from.text()? != HELLO {
                return Err(garbled());
            }
            let library = from.text()?;
            let faces = (0..from.number()?).map(|_| from.bytes().map(<[u8]>::to_vec));
            let faces = faces.collect::<io::Result<_>>()?;
            Request::Settings { library, faces }
        }
        PAPER => {
            let bits = from.byte()?;
            let of = |(format, bit)| (bits & bit != 0).then_some(format);
            let formats =
                [(Format::Pdf, 1), (Format::Png, 2)].into_iter().filter_map(of).collect();
            let page = from.page()?;
            Request::Paper { formats, page, main: from.text()? }
        }
        _ => return Err(garbled()),
    };
    from.end().map(|()| res)
}

/// The frame of an answer.
pub(super) fn answer((laid_out, timings): &Answer) -> Vec<u8> {
    let mut frame = Vec::new();
    for stage in STAGES {
        let times = timings.stages().filter(|(name, _)| *name == stage);
        let micros: u128 = times.map(|(_, time)| time.as_micros()).sum();
        put_number(&mut frame, usize::try_from(micros).unwrap_or(usize::MAX));
    }
    let paper = match laid_out {
        Ok(paper) => paper,
        Err(TypesetError(text)) => {
            frame.push(0);
            put(&mut frame, text.as_bytes());
            return frame;
        }
    };
    let LaidOut { pages, pdf, pictures, overruns } = paper;
    frame.push(if pdf.is_some() { 2 } else { 1 });
    put_number(&mut frame, *pages);
    if let Some(pdf) = pdf {
        put(&mut frame, pdf);
    }
    put_number(&mut frame, pictures.len());
    pictures.iter().for_each(|picture| put(&mut frame, picture));
    put_number(&mut frame, overruns.len());
    for overrun in overruns {
        put_number(&mut frame, overrun.page);
        frame.extend(overrun.by.to_le_bytes());
        put(&mut frame, overrun.text.as_bytes());
    }
    frame
}

/// Reads an answer.
pub(super) fn answered(frame: &[u8]) -> io::Result<Answer> {
    let mut from = Frame(frame);
    let mut timings = Timings::default();
    for stage in STAGES {
        match u64::from(from.number()?) {
            0 => {}
            micros => timings.add(stage, Duration::from_micros(micros)),
        }
    }
    let with_pdf = match from.byte()? {
        0 => {
            let error = TypesetError(from.text()?);
            return from.end().map(|()| (Err(error), timings));
        }
        1 => false,
        2 => true,
        _ => return Err(garbled()),
    };
    let pages = from.number()? as usize;
    let pdf = if with_pdf { Some(from.bytes()?.to_vec()) } else { None };
    let pictures = (0..from.number()?).map(|_| from.bytes().map(<[u8]>::to_vec));
    let pictures = pictures.collect::<io::Result<_>>()?;
    let overruns = (0..from.number()?).map(|_| from.overrun());
    let overruns = overruns.collect::<io::Result<_>>()?;
    from.end().map(|()| (Ok(LaidOut { pages, pdf, pictures, overruns }), timings))
}

fn put(frame: &mut Vec<u8>, bytes: &[u8]) {
    put_number(frame, bytes.len());
    frame.extend(bytes);
}

/// A number beyond what a frame can hold makes the frame too long, or is a time of over
/// an hour.
fn put_number(frame: &mut Vec<u8>, number: usize) {
    frame.extend(u32::try_from(number).unwrap_or(u32::MAX).to_le_bytes());
}

fn garbled() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "not a frame of ours")
}

/// What is left of a frame.
struct Frame<'a>(&'a [u8]);

impl<'a> Frame<'a> {
    fn take(&mut self, count: usize) -> io::Result<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count).ok_or_else(garbled)?;
        self.0 = rest;
        Ok(taken)
    }

    fn byte(&mut self) -> io::Result<u8> {
        self.take(1).map(|byte| byte[0])
    }

    fn number(&mut self) -> io::Result<u32> {
        let bytes = self.take(4)?.try_into().map_err(|_| garbled())?;
        Ok(u32::from_le_bytes(bytes))
    }

    fn bytes(&mut self) -> io::Result<&'a [u8]> {
        let len = self.number()?;
        self.take(len as usize)
    }

    fn text(&mut self) -> io::Result<String> {
        String::from_utf8(self.bytes()?.to_vec()).map_err(|_| garbled())
    }

    fn page(&mut self) -> io::Result<Page> {
        Ok(Page {
            top: self.number()?,
            bottom: self.number()?,
            left: self.number()?,
            right: self.number()?,
            size: self.number()?,
            line: self.number()?,
            gap: self.number()?,
            indent: self.number()?,
        })
    }

    fn overrun(&mut self) -> io::Result<Overrun> {
        let page = self.number()? as usize;
        let by = self.number()?;
        Ok(Overrun { page, text: self.text()?, by })
    }

    /// Nothing may be left.
    fn end(&self) -> io::Result<()> {
        if self.0.is_empty() { Ok(()) } else { Err(garbled()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page() -> Page {
        let (top, bottom, left, right) = (200, 210, 300, 150);
        Page { top, bottom, left, right, size: 28, line: 100, gap: 60, indent: 127 }
    }

    fn laid_out() -> LaidOut {
        let overrun = Overrun { page: 2, text: "chữ dài".to_owned(), by: 31 };
        LaidOut {
            pages: 3,
            pdf: Some(vec![0, 10, 255]),
            pictures: vec![vec![1], Vec::new()],
            overruns: vec![overrun],
        }
    }

    #[test]
    fn a_frame_arrives_as_it_was_sent() {
        let mut pipe = Vec::new();
        send(&mut pipe, b"one").unwrap();
        send(&mut pipe, b"").unwrap();
        let mut from = pipe.as_slice();
        assert_eq!(receive(&mut from).unwrap().unwrap(), b"one");
        assert_eq!(receive(&mut from).unwrap().unwrap(), b"");
        assert!(receive(&mut from).unwrap().is_none());
    }

    #[test]
    fn a_frame_cut_short_is_an_error_and_not_the_end() {
        let mut pipe = Vec::new();
        send(&mut pipe, b"seven b").unwrap();
        for len in 1..pipe.len() {
            assert!(receive(&mut &pipe[..len]).is_err(), "{len}");
        }
        let endless = [0xff, 0xff, 0xff, 0xff, 1, 2, 3];
        assert!(receive(&mut endless.as_slice()).is_err());
    }

    #[test]
    fn requests_and_answers_are_read_as_they_were_written() {
        let faces = [b"face".as_slice(), b""];
        match request(&settings("#let a", faces.into_iter())).unwrap() {
            Request::Settings { library, faces: read } => {
                assert_eq!(
                    (library.as_str(), read),
                    ("#let a", faces.map(Vec::from).into())
                );
            }
            Request::Paper { .. } => panic!("a paper"),
        }
        match request(&paper("chữ", &page(), &[Format::Png, Format::Text])).unwrap() {
            Request::Paper { formats, page: read, main } => {
                assert_eq!(
                    (formats, read, main.as_str()),
                    (vec![Format::Png], page(), "chữ")
                );
            }
            Request::Settings { .. } => panic!("settings"),
        }
        for paper in
            [Ok(laid_out()), Ok(LaidOut::default()), Err(TypesetError("ổ".into()))]
        {
            let mut timings = Timings::default();
            timings.add(STAGES[1], Duration::from_micros(17));
            let (read, times) = answered(&answer(&(paper.clone(), timings))).unwrap();
            assert_eq!(read, paper);
            assert!(times.stages().eq([(STAGES[1], Duration::from_micros(17))]));
        }
    }

    #[test]
    fn what_is_cut_short_or_too_long_is_not_read() {
        let frames = [
            settings("library", [b"face".as_slice()].into_iter()),
            paper("main", &page(), &[Format::Pdf]),
        ];
        for frame in frames {
            for len in 0..frame.len() {
                assert!(request(&frame[..len]).is_err(), "{len}");
            }
            assert!(request(&[frame, vec![0]].concat()).is_err());
        }
        let frame = answer(&(Ok(laid_out()), Timings::default()));
        for len in 0..frame.len() {
            assert!(answered(&frame[..len]).is_err(), "{len}");
        }
    }

    #[test]
    fn another_version_is_not_talked_to() {
        let frame = settings("library", std::iter::empty());
        let at = 5 + HELLO.len() - 1;
        let mut other = frame.clone();
        other[at] ^= 1;
        assert!(request(&frame).is_ok() && request(&other).is_err());
    }
}
