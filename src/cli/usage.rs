//! What is wrong with a command line, in Vietnamese.

use std::io;

use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::language;

use super::{ExitStatus, Streams};

/// Prints help and version as asked, or says what is wrong.
pub(super) fn explain_usage_error(
    error: &Error,
    streams: &mut Streams<'_>,
) -> io::Result<ExitStatus> {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            write!(streams.out, "{}", error.render())?;
            return Ok(ExitStatus::Success);
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
        | ErrorKind::MissingSubcommand => {
            writeln!(streams.err, "lỗi: chưa ghi lệnh\n")?;
            write!(streams.err, "{}", super::build_command().render_help())?;
            return Ok(ExitStatus::UsageError);
        }
        _ => {}
    }
    let words = describe_error(error);
    writeln!(streams.err, "lỗi: {}", language::show_hidden(&words))?;
    if let Some(nearest) = get_context(error, ContextKind::SuggestedArg)
        .or_else(|| get_context(error, ContextKind::SuggestedSubcommand))
        .or_else(|| get_context(error, ContextKind::SuggestedValue))
    {
        writeln!(
            streams.err,
            "  cách sửa: có phải là `{}`?",
            language::show_hidden(&nearest)
        )?;
    }
    // The value parsers of `args` say in Vietnamese what they take.
    if let Some(source) = std::error::Error::source(error) {
        let words = source.to_string();
        writeln!(streams.err, "  cách sửa: {}", language::show_hidden(&words))?;
    } else if let Some(words) =
        get_context(error, ContextKind::ValidValue).filter(|words| !words.is_empty())
    {
        writeln!(streams.err, "  cách sửa: chọn trong: {words}")?;
    }
    writeln!(streams.err, "\nXem hướng dẫn bằng: kehoach --help")?;
    Ok(ExitStatus::UsageError)
}

fn describe_error(error: &Error) -> String {
    let arg = get_context(error, ContextKind::InvalidArg).unwrap_or_default();
    let value = get_context(error, ContextKind::InvalidValue).unwrap_or_default();
    match error.kind() {
        ErrorKind::InvalidSubcommand => {
            let name =
                get_context(error, ContextKind::InvalidSubcommand).unwrap_or_default();
            format!("không có lệnh nào tên là `{name}`")
        }
        ErrorKind::UnknownArgument => format!("không có tùy chọn `{arg}` ở lệnh này"),
        ErrorKind::InvalidValue if value.is_empty() => format!("sau `{arg}` chưa có gì"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            format!("“{value}” không dùng được cho `{arg}`")
        }
        ErrorKind::MissingRequiredArgument => format!("thiếu {arg}"),
        ErrorKind::ArgumentConflict => format!("`{arg}` không đi cùng tùy chọn kia"),
        ErrorKind::InvalidUtf8 => "dòng lệnh có ký tự không đọc được".to_owned(),
        _ => "dòng lệnh chưa đúng".to_owned(),
    }
}

fn get_context(error: &Error, kind: ContextKind) -> Option<String> {
    match error.get(kind)? {
        ContextValue::String(text) => Some(text.clone()),
        ContextValue::Strings(texts) => Some(texts.join(", ")),
        _ => None,
    }
}
