//! `kehoach explain`: the page of a code.

use std::io;

use crate::check::{CodePage, code_pages};
use crate::code::Code;
use crate::language;

use super::args::ExplainArgs;
use super::{Ending, Streams};

pub(super) fn run(args: &ExplainArgs, streams: &mut Streams<'_>) -> io::Result<Ending> {
    let Some(code) = &args.code else {
        for page in code_pages() {
            writeln!(streams.out, "{:<24} {}", page.code.id, page.code.summary)?;
        }
        return Ok(Ending::Fine);
    };
    if let Some(page) = code_pages().find(|p| p.code.id == code) {
        write!(streams.out, "{}", written(&page))?;
        return Ok(Ending::Fine);
    }
    writeln!(streams.err, "lỗi: không có mã nào là `{code}`")?;
    if let Some(near) = language::nearest(code, code_pages().map(|p| p.code.id)) {
        writeln!(streams.err, "  cách sửa: có phải là `{near}`?")?;
    }
    writeln!(streams.err, "\nXem mọi mã bằng: kehoach explain")?;
    Ok(Ending::Misused)
}

fn written(page: &CodePage) -> String {
    let Code { id, summary, explanation } = page.code;
    let mut res = format!("{id}: {summary}\n\n{explanation}\n");
    if let Some(clause) = page.clause {
        res.push_str(&format!("\nCăn cứ: {clause}\n"));
    }
    if let Some((wrong, right)) = page.examples {
        res.push_str(&format!(
            "\nSai:\n\n{}\nĐúng:\n\n{}",
            indented(wrong),
            indented(right)
        ));
        res.push_str(&format!(
            "\nBỏ qua ở một chỗ, có nêu lý do:\n\n    bo_qua: {{ ma: {id}, ly_do: … }}\n"
        ));
    }
    res
}

fn indented(text: &str) -> String {
    text.lines().map(|line| format!("    {line}\n")).collect()
}
