//! What a user sees where the program itself fails: a finding, and no words of Rust.

use std::io;

use crate::code;
use crate::diagnostic::{self, Diagnostic, PanicPrint, Report, Severity};

use super::args::ReportFormat;
use super::{ExitStatus, Streams, report};

/// Makes panics findings; once, before a command runs. Who sets `RUST_BACKTRACE` gets
/// what Rust prints as well.
pub fn install_panic_hook() {
    let wanted = std::env::var_os("RUST_BACKTRACE").is_some_and(|value| value != "0");
    diagnostic::keep_panics(if wanted { PanicPrint::Trace } else { PanicPrint::Nothing });
}

/// Runs a command. Where the program fails, that is said, and nothing half-done is left:
/// files take their places whole.
pub(super) fn run_guarded(
    streams: &mut Streams<'_>,
    command: impl FnOnce(&mut Streams<'_>) -> io::Result<ExitStatus>,
) -> io::Result<ExitStatus> {
    let result = diagnostic::catch_panic(|| command(streams));
    result.unwrap_or_else(|text| {
        let message = "chương trình bị vấp và dừng giữa chừng; đây là lỗi của chương trình, không phải của biểu";
        let finding =
            Diagnostic::new(&code::layout::INTERNAL, Severity::Error, None, message)
                .hint("tệp đã làm xong vẫn còn nguyên; không có tệp nào ghi dở")
                .hint("báo cho người viết chương trình, kèm lệnh, tệp biểu và dòng dưới đây")
                .hint(text);
        let reports = [Report::without_source("kehoach", finding)];
        report::print_reports(&reports, ReportFormat::Human, streams)?;
        Ok(ExitStatus::ProgramFault)
    })
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::super::stream::GuardedStream;
    use super::*;
    use crate::diagnostic::Paint;

    #[test]
    fn a_panic_of_a_command_is_a_finding_and_an_end_of_its_own() {
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let (out_stream, err_stream) =
            (GuardedStream::new(&mut out), GuardedStream::new(&mut err));
        let mut streams =
            Streams { out: out_stream, err: err_stream, paint: Paint::Plain };
        let done = run_guarded(&mut streams, |_| Ok(ExitStatus::Success)).unwrap();
        assert_eq!(done, ExitStatus::Success);
        let failed = run_guarded(&mut streams, |_| panic!("at {}", 7)).unwrap();
        assert_eq!(failed, ExitStatus::ProgramFault);
        streams.err.flush().unwrap();
        drop(streams);
        let text = String::from_utf8(err).unwrap();
        assert!(text.contains("lỗi[internal]") && text.contains("at 7"), "{text}");
        assert!(out.is_empty());
    }
}
