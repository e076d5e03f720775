//! The characters that look like YAML's own, with their names.

use crate::language;

/// Whether it is a blank that YAML reads as a letter.
pub(super) fn is_strange_blank(c: char) -> bool {
    let is_yaml_blank = matches!(c, ' ' | '\t' | '\n' | '\r');
    (c.is_whitespace() && !is_yaml_blank)
        || matches!(c, '\u{180E}' | '\u{2800}' | '\u{3164}' | '\u{FFA0}')
}

/// Whether it is a blank to the eye.
pub(super) fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t') || is_strange_blank(c)
}

/// Whether it looks like the colon behind a key.
pub(super) fn is_colon_like(c: char) -> bool {
    matches!(c, '：' | '︰' | '﹕' | '\u{A789}' | 'ː' | '∶')
}

/// Whether it looks like the comma between items.
pub(super) fn is_comma_like(c: char) -> bool {
    matches!(c, '，' | '﹐' | '、' | '､')
}

/// Whether it looks like the dash before an item, or does its work in other programs.
pub(super) fn is_dash_like(c: char) -> bool {
    let is_dash = matches!(c, '\u{2010}'..='\u{2015}' | '−' | '－' | '﹣' | '﹘' | '⁃');
    // The last two are those of the symbol fonts of Word.
    is_dash || language::is_bullet(c) || matches!(c, '\u{F0B7}' | '\u{F0A7}')
}

/// Whether it looks like the sign before a comment.
pub(super) fn is_hash_like(c: char) -> bool {
    matches!(c, '＃' | '﹟')
}

/// The bracket that a character looks like.
pub(super) fn find_bracket(c: char) -> Option<char> {
    match c {
        '［' | '【' => Some('['),
        '］' | '】' => Some(']'),
        '｛' => Some('{'),
        '｝' => Some('}'),
        _ => None,
    }
}

/// The characters that close what this one opens as a quote; none where it opens
/// nothing. The straight one is among them: a program that curls quotes forgets some.
pub(super) fn list_closing_quotes(c: char) -> &'static [char] {
    match c {
        '“' | '”' | '„' | '‟' | '″' | '＂' => &['”', '“', '″', '＂', '"'],
        '‘' | '’' | '‚' | '′' | '＇' => &['’', '‘', '′', '＇', '\''],
        '«' => &['»'],
        '‹' => &['›'],
        '`' => &['`', '\'', '’'],
        _ => &[],
    }
}

/// What a character is called, with its number.
pub(super) fn name_character(c: char) -> String {
    format!("{} (U+{:04X})", find_name(c), u32::from(c))
}

fn find_name(c: char) -> &'static str {
    match c {
        '\u{A0}' => "dấu cách không ngắt",
        '\u{202F}' => "dấu cách hẹp không ngắt",
        '\u{2004}'..='\u{2006}' | '\u{2008}'..='\u{200A}' => "dấu cách hẹp",
        '\u{3000}' | '\u{2000}'..='\u{2003}' | '\u{2007}' => "dấu cách rộng",
        '\u{2028}' | '\u{2029}' | '\u{85}' | '\u{B}' | '\u{C}' => {
            "dấu ngắt dòng của chương trình khác"
        }
        '：' => "dấu hai chấm rộng",
        '﹕' => "dấu hai chấm nhỏ",
        '∶' => "dấu tỷ số",
        '︰' | '\u{A789}' | 'ː' => "ký tự giống dấu hai chấm",
        '，' => "dấu phẩy rộng",
        '﹐' => "dấu phẩy nhỏ",
        '、' | '､' => "dấu phẩy của chữ Hán",
        '\u{2010}' => "dấu gạch nối",
        '\u{2011}' => "dấu gạch nối không ngắt",
        '\u{2012}' | '–' => "dấu gạch ngang",
        '—' | '―' => "dấu gạch ngang dài",
        '−' => "dấu trừ",
        '－' => "dấu gạch rộng",
        c if is_dash_like(c) => "ký hiệu đầu dòng",
        '＃' | '﹟' => "dấu thăng rộng",
        '［' | '【' => "ngoặc vuông mở rộng",
        '］' | '】' => "ngoặc vuông đóng rộng",
        '｛' => "ngoặc nhọn mở rộng",
        '｝' => "ngoặc nhọn đóng rộng",
        '“' | '”' | '„' | '‟' => "nháy kép cong",
        '‘' | '’' | '‚' => "nháy đơn cong",
        '«' | '»' | '‹' | '›' => "nháy kiểu Pháp",
        '″' | '′' => "dấu phút, dấu giây",
        '＂' | '＇' => "dấu nháy rộng",
        '`' => "dấu huyền",
        _ => "ký tự trắng",
    }
}
