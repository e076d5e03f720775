//! The language of formulas: `cong_thuc` and `kiem_tra` of a table, the figures of
//! indicators, and `{{ … }}` of a text. Text becomes a tree with a place for every part, or all its faults in
//! plain Vietnamese; a tree with its references found becomes an exact value.
//!
//! ```text
//! text ─ formula, condition ─▶ Expr<Ref> ─ resolve ─▶ Expr<R> ─ eval, holds ─▶ Value, Truth
//! text ─ Expression::read ─▶ Tree: an Expr<Ref> with filters, or a pointer
//! ```
//!
//! A formula is written as in school: `(dau - giam) / ho`, `5%`, `tong(dau)`,
//! `neu(ho = 0, 0, giam / ho)`. Figures are read by the one grammar of
//! [`language`](crate::language); arithmetic is exact. What a name stands for is not
//! known here: the caller says it to [`Expr::resolve`], and gives the values through
//! [`Env`].
//!
//! | file | does |
//! |---|---|
//! | `lex`, `figure`, `quote` | text → signs, names, figures |
//! | `parse`, `reference`, `call` | signs → tree |
//! | `wanted`, `missing` | what the tree lacks, told |
//! | `expr`, `resolve` | the tree; references found |
//! | `function` | the functions, and what spreadsheets call them |
//! | `value`, `eval`, `truth` | tree → value; condition → whether it holds |
//! | `expression` | what stands between `{{` and `}}` of a text |
//! | `pointer`, `filter` | `muc("…")`, and what stands after `\|` |
//! | `foreign` | what only templates have, told |
//! | `print` | value → what a text shows |
//! | `fault` | what is wrong, and how it is said |

mod call;
mod eval;
mod expr;
mod expression;
mod fault;
mod figure;
mod filter;
mod foreign;
mod function;
mod lex;
mod missing;
mod parse;
mod pointer;
mod print;
mod quote;
mod reference;
mod resolve;
#[cfg(test)]
mod tests;
mod truth;
mod value;
mod wanted;

pub use eval::{Cause, Env, EvalFault, aggregate, eval};
pub use expr::{
    Arithmetic, Choice, Comparison, Expr, ExprKind, Ident, Key, Ref, Sides, Step, Use,
};
pub use expression::{Expression, Tree};
pub use fault::Fault;
pub use filter::{FILTERS, Filter, Way};
pub use function::{Aggregate, FUNCTIONS, RESERVED};
pub use parse::{condition, formula};
pub use pointer::{CitationForm, Destination, POINTERS, Pointer};
pub use print::{Change, Printable};
pub use quote::length_to_braces;
pub use truth::{Failed, Truth, holds};
pub use value::Value;
