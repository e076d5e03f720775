//! `kehoach explain`: the page of a code.

use std::io;

use crate::check::{CodePage, code_pages};
use crate::code::Code;
use crate::language;

use super::args::ExplainArgs;
use super::{Ending, Streams};

pub(super) fn run(args: &ExplainArgs, streams: &mut Streams<'_>) -> io::Result<Ending> {
    let Some(code) = &args.code else {
        return print_list(streams).map(|()| Ending::Fine);
    };
    if let Some(page) = rule::code_pages().find(|p| p.code == code) {
        write!(streams.out, "{}", format_page(&page))?;
        return Ok(Ending::Fine);
    }
    writeln!(streams.err, "lỗi: không có mã nào là `{code}`")?;
    if let Some(near) = language::nearest(code, code_pages().map(|p| p.code.id)) {
        writeln!(streams.err, "  cách sửa: có phải là `{near}`?")?;
    }
    writeln!(streams.err, "\nXem mọi mã bằng: kehoach explain")?;
    Ok(Ending::Misused)
}

fn format_page(page: &CodePage) -> String {
    let mut res = format!("{}: {}\n\n{}\n", page.code, page.summary, page.explanation);
    if let Some(clause) = page.clause {
        res.push_str(&format!("\nCăn cứ: {clause}\n"));
    }
    if let Some((wrong, right)) = page.examples {
        res.push_str(&format!(
            "\nSai:\n\n{}\nĐúng:\n\n{}",
            indent_lines(wrong),
            indent_lines(right)
        ));
        res.push_str(&format!(
            "\nBỏ qua ở một chỗ, có nêu lý do:\n\n    bo_qua: {{ ma: {}, ly_do: … }}\n",
            page.code
        ));
    }
    res
}

fn indent_lines(text: &str) -> String {
    text.lines().map(|line| format!("    {line}\n")).collect()
}
