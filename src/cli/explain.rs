//! `kehoach explain`: the page of a code.

use std::io;

use crate::check::{CodePage, list_code_pages};
use crate::code::Code;
use crate::language;

use super::args::ExplainArgs;
use super::{ExitStatus, Streams};

pub(super) fn run_explain(
    args: &ExplainArgs,
    streams: &mut Streams<'_>,
) -> io::Result<ExitStatus> {
    let Some(code) = &args.code else {
        return print_list(streams).map(|()| ExitStatus::Success);
    };
    if let Some(page) = list_code_pages().find(|p| p.code.id == code) {
        write!(streams.out, "{}", format_page(&page))?;
        return Ok(ExitStatus::Success);
    }
    writeln!(streams.err, "lỗi: không có mã nào là `{}`", language::show_hidden(code))?;
    if let Some(nearest) =
        language::find_nearest(code, list_code_pages().map(|p| p.code.id))
    {
        writeln!(streams.err, "  cách sửa: có phải là `{nearest}`?")?;
    }
    writeln!(streams.err, "\nXem mọi mã bằng: kehoach explain")?;
    Ok(ExitStatus::UsageError)
}

/// All codes in one line each, under the titles of their groups.
fn print_list(streams: &mut Streams<'_>) -> io::Result<()> {
    let mut titles = Vec::new();
    for page in list_code_pages() {
        let title = match page.group {
            Some(group) => format!("{} ({})", group.title, group.id),
            None => "Lỗi của biểu, của tệp".to_owned(),
        };
        if titles.last() != Some(&title) {
            let gap = if titles.is_empty() { "" } else { "\n" };
            writeln!(streams.out, "{gap}{title}:")?;
            titles.push(title);
        }
        writeln!(streams.out, "  {:<24} {}", page.code.id, page.code.summary)?;
    }
    Ok(())
}

fn format_page(page: &CodePage) -> String {
    let Code { id, summary, explanation } = page.code;
    let mut res = format!("{id}: {summary}\n\n{explanation}\n");
    let Some(rule) = page.rule else { return res };
    if let Some(group) = page.group {
        res.push_str(&format!("\nNhóm: {} ({})\n", group.title, group.id));
    }
    res.push_str(&format!("\nMức: {}\n", rule.severity.vietnamese()));
    if let Some(clause) = rule.clause {
        res.push_str(&format!("\nCăn cứ: {clause}\n"));
    }
    if let Some(days) = rule.valid.describe() {
        res.push_str(&format!("\nÁp dụng cho văn bản ban hành {days}\n"));
    }
    res.push_str(&format!(
        "\nSai:\n\n{}\nĐúng:\n\n{}",
        indent_lines(rule.wrong),
        indent_lines(rule.right)
    ));
    res.push_str(&format!(
        "\nBỏ qua ở một chỗ, có nêu lý do:\n\n    bo_qua: {{ ma: {id}, ly_do: … }}\n"
    ));
    res
}

fn indent_lines(text: &str) -> String {
    text.lines().map(|line| format!("    {line}\n")).collect()
}
