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
    let starts = (0..tokens.len()).filter(|at| {
        // `fn(usize)` is a type.
        tokens[*at].is("fn") && tokens.get(at + 1).is_some_and(Token::is_word)
    });
    starts.map(|at| function(tokens, at)).collect()
}

fn function(tokens: &[Token], at: usize) -> Function {
    let open = parameters(tokens, at + 2);
    let close = closing(tokens, open);
    let after = |sign: &str| (close..tokens.len()).find(|i| tokens[*i].is(sign));
    let (body, end) = (after("{"), after(";"));
    let lines = match (body, end) {
        // One that a trait only names has no body.
        (Some(body), Some(end)) if end < body => 0,
        (Some(body), _) => {
            let last = tokens[closing(tokens, body)].line;
            (last - tokens[body].line).saturating_sub(1)
        }
        (None, _) => 0,
    };
    Function {
        name: tokens[at + 1].text.clone(),
        takes_a_tuple_apart: patterns(&tokens[open + 1..close]).any(is_tuple),
        lines,
    }
}

/// Where the parameters open: after the type parameters, which may have brackets of
/// their own (`F: Fn(usize)`).
fn parameters(tokens: &[Token], from: usize) -> usize {
    let mut depth = 0;
    for (at, token) in tokens.iter().enumerate().skip(from) {
        match token.text.as_str() {
            "<" => depth += 1,
            ">" => depth -= 1,
            "(" if depth == 0 => return at,
            _ => {}
        }
    }
    panic!("a function without parameters: {:?}", tokens[from - 1]);
}

/// What stands before the `:` of each parameter.
fn patterns(parameters: &[Token]) -> impl Iterator<Item = &[Token]> {
    let (mut depth, mut from) = (0, 0);
    let mut all = Vec::new();
    for (at, token) in parameters.iter().enumerate() {
        match token.text.as_str() {
            "(" | "[" | "{" | "<" => depth += 1,
            ")" | "]" | "}" | ">" => depth -= 1,
            "," if depth == 0 => {
                all.push(&parameters[from..at]);
                from = at + 1;
            }
            _ => {}
        }
    }
    all.push(&parameters[from..]);
    all.into_iter().map(|parameter| {
        let colon = parameter.iter().position(|token| token.is(":"));
        &parameter[..colon.unwrap_or(parameter.len())]
    })
}

fn is_tuple(pattern: &[Token]) -> bool {
    let first = pattern.iter().find(|token| !token.is("&") && !token.is("mut"));
    first.is_some_and(|token| token.is("("))
}
