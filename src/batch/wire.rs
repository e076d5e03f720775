//! What the coordinator and a typesetting process say to each other: frames of a length
//! and so many bytes, each a message in the format of `postcard`. What one side writes
//! and what the other reads is one type, so that no field can be left out on the way.
//!
//! | from | message |
//! |---|---|
//! | coordinator | [`SettingsRequest`]: [`HELLO`], the Typst library, each face; once, and again for another library |
//! | process | [`HELLO`], bare, when it is ready |
//! | coordinator | [`PaperRequest`]: formats, page set-up, source |
//! | process | [`PaperAnswer`]: the paper laid out, or why not, and how long each stage took |

use std::io::{self, Read, Write};
use std::time::Duration;

use serde::{Deserialize, Serialize, Serializer};

use crate::build::{LaidOut, STAGES, Timings};
use crate::document::Page;
use crate::output::Format;
use crate::typeset::{Overrun, TypesetError};

/// The first message in each direction begins with it: the number of this protocol, and
/// the program. Two that differ do not talk to each other.
pub(super) const HELLO: &str = concat!("kehoach 3 ", env!("CARGO_PKG_VERSION"));

/// No frame is longer, and what says so is not ours.
const LONGEST: u32 = 1 << 30;

/// What is asked of a process.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(super) enum Request<'a> {
    /// How papers are laid out from here on.
    Settings(#[serde(borrow)] SettingsRequest<'a>),
    /// A paper.
    Paper(#[serde(borrow)] PaperRequest<'a>),
}

/// What all papers have in common.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct SettingsRequest<'a> {
    hello: &'a str,
    /// The Typst library.
    pub(super) library: &'a str,
    /// The files of the faces.
    #[serde(borrow)]
    pub(super) faces: Vec<SentBytes<'a>>,
}

/// A paper to be laid out.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct PaperRequest<'a> {
    /// The formats with pages that are wanted.
    pub(super) formats: Vec<Format>,
    pub(super) page: Page,
    /// Its source.
    pub(super) main: &'a str,
}

/// The bytes of a file, sent as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
pub(super) struct SentBytes<'a>(pub(super) &'a [u8]);

impl Serialize for SentBytes<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_bytes(self.0)
    }
}

/// The answer to a paper.
#[derive(Debug)]
pub(super) struct PaperAnswer {
    pub(super) laid_out: Result<LaidOut, TypesetError>,
    /// How long the stages took.
    pub(super) timings: Timings,
}

/// An answer as it is sent.
#[derive(Serialize, Deserialize)]
struct SentAnswer<'a> {
    /// Microseconds of each of [`STAGES`].
    times: [u64; STAGES.len()],
    #[serde(borrow)]
    laid_out: Result<SentPages<'a>, TypesetError>,
}

/// A [`LaidOut`] as it is sent.
#[derive(Serialize, Deserialize)]
struct SentPages<'a> {
    pages: usize,
    #[serde(borrow)]
    pdf: Option<SentBytes<'a>>,
    #[serde(borrow)]
    pictures: Vec<SentBytes<'a>>,
    overruns: Vec<Overrun>,
}

/// Sends a frame.
pub(super) fn send_frame(to: &mut dyn Write, frame: &[u8]) -> io::Result<()> {
    let len = u32::try_from(frame.len()).ok().filter(|len| *len <= LONGEST);
    let len = len.ok_or_else(|| io::Error::other("a frame is too long"))?;
    to.write_all(&len.to_le_bytes())?;
    to.write_all(frame)?;
    to.flush()
}

/// The next frame; `None` where the other side has closed between two frames.
pub(super) fn read_frame(from: &mut dyn Read) -> io::Result<Option<Vec<u8>>> {
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
        return Err(report_garbled());
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
pub(super) fn encode_settings<'a>(
    library: &str,
    faces: impl Iterator<Item = &'a [u8]>,
) -> io::Result<Vec<u8>> {
    let faces = faces.map(SentBytes).collect();
    encode_message(&Request::Settings(SettingsRequest { hello: HELLO, library, faces }))
}

/// The frame of a paper.
pub(super) fn encode_paper(
    main: &str,
    page: &Page,
    formats: &[Format],
) -> io::Result<Vec<u8>> {
    let formats = formats.iter().copied().filter(|format| format.has_pages()).collect();
    encode_message(&Request::Paper(PaperRequest { formats, page: page.clone(), main }))
}

/// Reads a request.
pub(super) fn decode_request(frame: &[u8]) -> io::Result<Request<'_>> {
    match decode_message(frame)? {
        Request::Settings(settings) if settings.hello != HELLO => Err(report_garbled()),
        request => Ok(request),
    }
}

/// The frame of an answer.
pub(super) fn encode_answer(answer: &PaperAnswer) -> io::Result<Vec<u8>> {
    let PaperAnswer { laid_out, timings } = answer;
    let times = STAGES.map(|stage| {
        let times = timings.stages().filter(|(name, _)| *name == stage);
        let micros: u128 = times.map(|(_, time)| time.as_micros()).sum();
        u64::try_from(micros).unwrap_or(u64::MAX)
    });
    let laid_out = match laid_out {
        Err(error) => Err(error.clone()),
        Ok(LaidOut { pages, pdf, pictures, overruns }) => Ok(SentPages {
            pages: *pages,
            pdf: pdf.as_deref().map(SentBytes),
            pictures: pictures.iter().map(|picture| SentBytes(picture)).collect(),
            overruns: overruns.clone(),
        }),
    };
    encode_message(&SentAnswer { times, laid_out })
}

/// Reads an answer.
pub(super) fn decode_answer(frame: &[u8]) -> io::Result<PaperAnswer> {
    let SentAnswer { times, laid_out } = decode_message(frame)?;
    let mut timings = Timings::default();
    for (stage, micros) in STAGES.into_iter().zip(times) {
        if micros > 0 {
            timings.add(stage, Duration::from_micros(micros));
        }
    }
    let laid_out = match laid_out {
        Err(error) => Err(error),
        Ok(SentPages { pages, pdf, pictures, overruns }) => Ok(LaidOut {
            pages,
            pdf: pdf.map(|pdf| pdf.0.to_vec()),
            pictures: pictures.into_iter().map(|picture| picture.0.to_vec()).collect(),
            overruns,
        }),
    };
    Ok(PaperAnswer { laid_out, timings })
}

fn encode_message(message: &impl Serialize) -> io::Result<Vec<u8>> {
    postcard::to_extend(message, Vec::new()).map_err(io::Error::other)
}

/// The message of a frame, which holds nothing else.
fn decode_message<'a, T: Deserialize<'a>>(frame: &'a [u8]) -> io::Result<T> {
    match postcard::take_from_bytes(frame) {
        Ok((message, [])) => Ok(message),
        Ok(_) | Err(_) => Err(report_garbled()),
    }
}

fn report_garbled() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "not a frame of ours")
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::{any, prop};
    use proptest::proptest;

    use super::*;

    fn page() -> Page {
        let (top, bottom, left, right) = (200, 210, 300, 150);
        Page { top, bottom, left, right, size: 28, line: 100, gap: 60, indent: 127 }
    }

    fn laid_out() -> LaidOut {
        let overrun = Overrun { page: 2, text: "chữ dài".to_owned(), excess: 31 };
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
        send_frame(&mut pipe, b"one").unwrap();
        send_frame(&mut pipe, b"").unwrap();
        let mut from = pipe.as_slice();
        assert_eq!(read_frame(&mut from).unwrap().unwrap(), b"one");
        assert_eq!(read_frame(&mut from).unwrap().unwrap(), b"");
        assert!(read_frame(&mut from).unwrap().is_none());
    }

    #[test]
    fn a_frame_cut_short_is_an_error_and_not_the_end() {
        let mut pipe = Vec::new();
        send_frame(&mut pipe, b"seven b").unwrap();
        for len in 1..pipe.len() {
            assert!(read_frame(&mut &pipe[..len]).is_err(), "{len}");
        }
        let endless = [0xff, 0xff, 0xff, 0xff, 1, 2, 3];
        assert!(read_frame(&mut endless.as_slice()).is_err());
    }

    fn read_settings(frame: &[u8]) -> SettingsRequest<'_> {
        match decode_request(frame).unwrap() {
            Request::Settings(settings) => settings,
            Request::Paper(paper) => panic!("{paper:?}"),
        }
    }

    #[test]
    fn requests_and_answers_are_read_as_they_were_written() {
        let faces = [b"face".as_slice(), b""];
        let frame = encode_settings("#let a", faces.into_iter()).unwrap();
        let read = read_settings(&frame);
        assert_eq!((read.library, read.faces), ("#let a", faces.map(SentBytes).to_vec()));
        let frame = encode_paper("chữ", &page(), &[Format::Png, Format::Text]).unwrap();
        let expected =
            PaperRequest { formats: vec![Format::Png], page: page(), main: "chữ" };
        assert_eq!(decode_request(&frame).unwrap(), Request::Paper(expected));
        for laid_out in
            [Ok(laid_out()), Ok(LaidOut::default()), Err(TypesetError::failed("ổ"))]
        {
            let mut timings = Timings::default();
            timings.add(STAGES[1], Duration::from_micros(17));
            let frame =
                encode_answer(&PaperAnswer { laid_out: laid_out.clone(), timings })
                    .unwrap();
            let read = decode_answer(&frame).unwrap();
            assert_eq!(read.laid_out, laid_out);
            let expected = (STAGES[1], Duration::from_micros(17));
            assert!(read.timings.stages().eq([expected]));
        }
    }

    /// A frame of each kind.
    fn frames() -> [Vec<u8>; 3] {
        let answer =
            PaperAnswer { laid_out: Ok(laid_out()), timings: Timings::default() };
        [
            encode_settings("library", [b"face".as_slice()].into_iter()).unwrap(),
            encode_paper("main", &page(), &[Format::Pdf]).unwrap(),
            encode_answer(&answer).unwrap(),
        ]
    }

    #[test]
    fn what_is_cut_short_or_too_long_is_not_read() {
        let [settings, paper, answer] = frames();
        for frame in [settings, paper] {
            for len in 0..frame.len() {
                assert!(decode_request(&frame[..len]).is_err(), "{len}");
            }
            assert!(decode_request(&[frame, vec![0]].concat()).is_err());
        }
        for len in 0..answer.len() {
            assert!(decode_answer(&answer[..len]).is_err(), "{len}");
        }
        assert!(decode_answer(&[answer, vec![0]].concat()).is_err());
    }

    #[test]
    fn a_length_that_is_not_there_takes_no_memory() {
        // A hello of 4 GB, and 2^60 faces.
        let hello = [&[0_u8][..], &[0xff, 0xff, 0xff, 0xff, 0x0f]].concat();
        assert!(decode_request(&hello).is_err());
        let mut faces = encode_settings("", std::iter::empty()).unwrap();
        assert_eq!(faces.pop(), Some(0));
        faces.extend([0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x10]);
        assert!(decode_request(&faces).is_err());
    }

    #[test]
    fn another_version_is_not_talked_to() {
        let frame = encode_settings("library", std::iter::empty()).unwrap();
        // What kind of message it is, and the length of the hello, take a byte each.
        let last = 2 + HELLO.len() - 1;
        let mut other = frame.clone();
        other[last] ^= 1;
        assert!(decode_request(&frame).is_ok() && decode_request(&other).is_err());
        // As the first protocol began.
        let first = [&[0, 13, 0, 0, 0][..], b"kehoach 1 0.1", &[0; 8]].concat();
        assert!(decode_request(&first).is_err());
    }

    proptest! {
        #[test]
        fn no_bytes_at_all_harm_who_reads_them(
            bytes in vec(any::<u8>(), 0..64),
            which in 0..3_usize,
            place in any::<prop::sample::Index>(),
        ) {
            let (_, _) = (decode_request(&bytes).is_ok(), decode_answer(&bytes).is_ok());
            let mut frame = frames()[which].clone();
            let place = place.index(frame.len());
            frame.splice(place.., bytes);
            let (_, _) = (decode_request(&frame).is_ok(), decode_answer(&frame).is_ok());
        }
    }
}
