//! `kehoach text`: the paper as plain text.

use std::io;
use std::slice;

use crate::build::{Engine, Timings, inputs};
use crate::document;
use crate::font::Faces;
use crate::output;
use crate::template::Templates;

use super::args::{ReportFormat, TextArgs};
use super::{Ending, Streams, report};

pub(super) fn run(args: &TextArgs, streams: &mut Streams<'_>) -> io::Result<Ending> {
    let inputs = match inputs(slice::from_ref(&args.path)) {
        Ok(inputs) => inputs,
        Err(faults) => {
            report::print(&faults, ReportFormat::Human, streams)?;
            return Ok(Ending::Faulty);
        }
    };
    let engine = Engine::new(Faces::embedded(), Templates::embedded());
    let mut ending = Ending::Fine;
    for input in inputs {
        let examined = engine.examine(&input.path, &mut Timings::default());
        match &examined.plan {
            Some(plan) => {
                write!(streams.out, "{}", output::text(&document::compose(plan)))?;
            }
            None => {
                report::print(&examined.reports(), ReportFormat::Human, streams)?;
                ending = Ending::Faulty;
            }
        }
    }
    Ok(ending)
}
