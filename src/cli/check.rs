//! `kehoach check`: every fault of some forms.

use std::io;

use crate::build::{Engine, Input, Timings, inputs};
use crate::template::Templates;

use super::args::{CheckArgs, ReportFormat};
use super::{Ending, Streams, report};

pub(super) fn run(args: &CheckArgs, streams: &mut Streams<'_>) -> io::Result<Ending> {
    let Some(faces) = report::faces(&args.fonts, streams)? else {
        return Ok(Ending::Misused);
    };
    let engine = Engine::new(faces, Templates::embedded());
    let (count, reports): (_, Vec<_>) = match inputs(&args.paths) {
        Ok(inputs) => {
            let examine = |input: &Input| {
                engine.examine(&input.path, &mut Timings::default()).reports()
            };
            (inputs.len(), inputs.iter().flat_map(examine).collect())
        }
        Err(faults) => (faults.len(), faults),
    };
    report::print(&reports, args.format, streams)?;
    if args.format == ReportFormat::Human {
        let words = report::count(&reports);
        let words =
            if words.is_empty() { "không có lỗi nào".to_owned() } else { words };
        writeln!(streams.err, "{count} biểu: {words}")?;
        if reports.iter().any(|r| !r.findings.is_empty()) {
            writeln!(streams.err, "xem giải thích một mã bằng: kehoach explain MÃ")?;
        }
    }
    Ok(report::ending(&reports))
}
