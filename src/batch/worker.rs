//! A typesetting process: papers in, pages out, one after the other, until its input
//! ends. It reads no file and writes none.

use std::io::{self, Read, Write};

use super::wire::{self, HELLO, PaperAnswer, PaperRequest, Request};
use crate::build::{self, LaidOut, Timings};
use crate::diagnostic::catch_panic;
use crate::document::Page;
use crate::output::Format;
use crate::template::TypstSource;
use crate::typeset::{Fonts, TypesetError};

/// Answers every request until the input ends, as it also does when the coordinator
/// dies.
///
/// # Errors
///
/// When a request is garbled or cut short, or an answer cannot be sent.
pub fn serve_requests(input: &mut dyn Read, output: &mut dyn Write) -> io::Result<()> {
    let mut source = TypstSource { main: String::new(), library: String::new() };
    let mut fonts = None;
    while let Some(frame) = wire::read_frame(input)? {
        match wire::decode_request(&frame)? {
            Request::Settings(settings) => {
                source.library = settings.library.to_owned();
                let faces = settings.faces.into_iter().map(|face| face.0.to_vec());
                fonts = Some(Fonts::from_files(faces.collect()));
                wire::send_frame(output, HELLO.as_bytes())?;
            }
            Request::Paper(PaperRequest { formats, page, main }) => {
                let Some(fonts) = &fonts else {
                    return Err(io::Error::other("a paper before the settings"));
                };
                // The library stays from the settings; only the paper changes.
                main.clone_into(&mut source.main);
                let mut timings = Timings::default();
                let laid_out =
                    lay_out_safely(&source, &page, &formats, fonts, &mut timings);
                wire::send_frame(
                    output,
                    &wire::encode_answer(&PaperAnswer { laid_out, timings })?,
                )?;
            }
        }
    }
    Ok(())
}

/// As [`build::lay_out_source`]; where Typst panics, that is a paper refused and no more.
pub(super) fn lay_out_safely(
    source: &TypstSource,
    page: &Page,
    formats: &[Format],
    fonts: &Fonts,
    timings: &mut Timings,
) -> Result<LaidOut, TypesetError> {
    // What the panic leaves half-changed is not used again: `timings` alone outlives it,
    // and its times are only shown.
    let laid_out =
        catch_panic(|| build::lay_out_source(source, page, formats, fonts, timings));
    laid_out.unwrap_or_else(|text| {
        Err(TypesetError::failed(format!("the typesetter panicked: {text}")))
    })
}
