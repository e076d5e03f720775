//! The language of formulas: `cong_thuc` and `kiem_tra` of a table, the figures of
//! indicators, and `{{ … }}` of a text. Text becomes a tree with a place for every part, or
//! all its errors in plain Vietnamese; a tree with its references found becomes an exact
//! value.
//!
//! ```text
//! text ─ formula, condition ─▶ Expr<Ref> ─ resolve ─▶ Expr<R> ─ eval, holds ─▶ Value, Truth
//! text ─ Expression::read ─▶ Tree: an Expr<Ref> with filters, or a pointer
//! ```
//!
//! A formula is written as in school: `(dau - giam) / ho`, `5%`, `tong(dau)`,
//! `neu(ho = 0, 0, giam / ho)`. Figures are read by the one grammar of
//! [`language`](crate::language); arithmetic is exact. What a name stands for is not
//! known here: the caller finds it for [`Expr::resolve`], and gives the values through
//! [`Env`].
//!
//! | file | what it does |
//! |---|---|
//! | `lex`, `figure`, `quote` | text → signs, names, figures |
//! | `parse`, `reference`, `call` | signs → tree |
//! | `require`, `missing` | what the tree lacks, reported |
//! | `expr`, `resolve` | the tree; references found |
//! | `function` | the functions, and what spreadsheets call them |
//! | `value`, `eval`, `truth` | tree → value; condition → whether it holds |
//! | `expression` | what stands between `{{` and `}}` of a text |
//! | `pointer`, `filter` | `muc("…")`, and what stands after `\|` |
//! | `foreign` | what only templates have, reported |
//! | `print` | value → what a text shows |
//! | `error` | what is wrong, in the words of its reader |

mod call;
mod error;
mod eval;
mod expr;
mod expression;
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
mod require;
mod resolve;
#[cfg(test)]
mod tests;
mod truth;
mod value;

pub use error::FormulaError;
pub use eval::{Env, EvalCause, EvalError, apply_aggregate, evaluate};
pub use expr::{
    ArithmeticOp, CompareOp, Conditional, Expr, ExprKind, Ident, Operands, Ref,
    RefContext, RefStep, RowSelector,
};
pub use expression::{Expression, ExpressionTree};
pub use filter::{FILTERS, Filter, FilterKind};
pub use function::{Aggregate, FUNCTIONS, RESERVED};
pub use parse::{parse_condition, parse_formula};
pub use pointer::{CitationForm, Destination, POINTERS, Pointer};
pub use print::{ChangeDirection, Printable};
pub use quote::find_closing_braces;
pub use truth::{FailedComparison, Truth, evaluate_condition};
pub use value::Value;
