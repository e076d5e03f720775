//! Functions as they are written: what they take apart in their parameters, and how long
//! they are.

use super::rust_source::{RustFile, Token, closing};

/// A function of a file.
pub(super) struct Function {
    pub(super) name: String,
    /// Whether a parameter is a tuple that is taken apart in the signature.
    pub(super) takes_a_tuple_apart: bool,
    /// Lines between its braces.
    pub(super) lines: usize,
}

/// The functions of a file, in their order.
pub(super) fn functions(file: &RustFile) -> Vec<Function> {
    let tokens = &file.tokens;
    let starts = (0..tokens.len()).filter(|index| {
        // `fn(usize)` is a type.
        tokens[*index].is("fn") && tokens.get(index + 1).is_some_and(Token::is_word)
    });
    starts.map(|index| function(tokens, index)).collect()
}

fn function(tokens: &[Token], index: usize) -> Function {
    let open = parameters_start(tokens, index + 2);
    let close = closing(tokens, open);
    let parameters = parameters(&tokens[open + 1..close]);
    let body = body(tokens, close);
    let apart = |parameter: &Parameter<'_>| {
        is_tuple(parameter.pattern)
            || is_tuple(parameter.kind) && parameter.is_taken_apart(body)
    };
    let lines = match body {
        [first, .., last] => (last.line - first.line).saturating_sub(1),
        _ => 0,
    };
    Function {
        name: tokens[index + 1].text.clone(),
        takes_a_tuple_apart: parameters.iter().any(apart),
        lines,
    }
}

/// The body with its braces, after the parameters; nothing where a trait only names it.
fn body(tokens: &[Token], from: usize) -> &[Token] {
    let start = (from..tokens.len()).find(|i| tokens[*i].is("{") || tokens[*i].is(";"));
    match start {
        Some(start) if tokens[start].is("{") => &tokens[start..=closing(tokens, start)],
        _ => &[],
    }
}

/// A parameter.
struct Parameter<'t> {
    /// What stands before the colon.
    pattern: &'t [Token],
    /// Its type.
    kind: &'t [Token],
}

impl Parameter<'_> {
    /// Whether a body uses `pair.0`, or `let (a, b) = pair;`.
    fn is_taken_apart(&self, body: &[Token]) -> bool {
        let Some(name) = self.pattern.last() else { return false };
        body.windows(4).any(|four| match four {
            [before, word, dot, index] if word.is(&name.text) && !before.is(".") => {
                dot.is(".") && matches!(index.text.as_str(), "0" | "1")
                    || dot.is(";") && before.is("=")
            }
            _ => false,
        })
    }
}

/// Where the parameters open: after the type parameters, which may have brackets of
/// their own (`F: Fn(usize)`).
fn parameters_start(tokens: &[Token], from: usize) -> usize {
    let mut depth = 0;
    for (index, token) in tokens.iter().enumerate().skip(from) {
        match token.text.as_str() {
            "<" => depth += 1,
            ">" => depth -= 1,
            "(" if depth == 0 => return index,
            _ => {}
        }
    }
    panic!("a function without parameters: {:?}", tokens[from - 1]);
}

/// The parameters between the brackets.
fn parameters(tokens: &[Token]) -> Vec<Parameter<'_>> {
    let parameter = |part: &'_ [Token]| part.iter().position(|token| token.is(":"));
    let parts = split_at_commas(tokens).into_iter();
    parts
        .map(|part| match parameter(part) {
            Some(colon) => {
                Parameter { pattern: &part[..colon], kind: &part[colon + 1..] }
            }
            // `&self`
            None => Parameter { pattern: part, kind: &[] },
        })
        .collect()
}

/// The parts between the commas that stand in no brackets.
fn split_at_commas(tokens: &[Token]) -> Vec<&[Token]> {
    let (mut parts, mut from, mut depth) = (Vec::new(), 0, 0);
    for (index, token) in tokens.iter().enumerate() {
        match token.text.as_str() {
            "(" | "[" | "{" | "<" => depth += 1,
            ")" | "]" | "}" | ">" => depth -= 1,
            "," if depth == 0 => {
                parts.push(&tokens[from..index]);
                from = index + 1;
            }
            _ => {}
        }
    }
    parts.push(&tokens[from..]);
    parts
}

/// Whether a pattern or a type is a tuple, or a reference to one. A lifetime has no text.
fn is_tuple(tokens: &[Token]) -> bool {
    let is_before = |token: &Token| token.is("&") || token.is("mut") || token.is("");
    let Some(open) = tokens.iter().position(|token| !is_before(token)) else {
        return false;
    };
    tokens[open].is("(")
        && split_at_commas(&tokens[open + 1..closing(tokens, open)]).len() > 1
}
