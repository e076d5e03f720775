//! The language of formulas: `cong_thuc` and `kiem_tra` of a table, the figures of
//! indicators, and `{{ … }}` of a text. Text becomes a tree with a place for every part, or
//! all its errors in plain Vietnamese; a tree with its references found becomes an exact
//! value.
//!
//! ```text
//! text ──parse_formula──▶ Expr<Ref> ──resolve──▶ Expr<R> ──evaluate──▶ Value
//! text ──parse_condition──▶ Expr<Ref> ──resolve──▶ Expr<R> ──evaluate_condition──▶ Truth
//! text ──Expression::read──▶ ExpressionTree: an Expr<Ref> with filters, or a pointer
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
//! | `expression` | what stands between `{{` and `}}` of a text |
//! | `parse` | tokens → tree, with the precedence of school |
//! | `cursor` | the tokens as the parser takes them, and the errors noted on the way |
//! | `reference` | names and what follows them, and the other smallest parts |
//! | `call` | calls of functions |
//! | `pointer` | `muc("…")`, `phu_luc("…")`, `vb("…")` |
//! | `filter` | what stands after `\|` |
//! | `require` | a part of another kind than its place requires, reported |
//! | `missing` | what is missing between the signs, reported |
//! | `foreign` | what only templates have, reported |
//! | `lex` | text → tokens |
//! | `figure` | figures and days of a formula |
//! | `quote` | where a text in quotes ends, and with it `{{ … }}` |
//! | `wrong_sign` | signs that no formula has, reported |
//! | `function` | the functions, and what spreadsheets call them |
//! | `expr` | the tree, and what can be asked of it without computing |
//! | `resolve` | from names to what they stand for |
//! | `eval` | tree → value |
//! | `truth` | condition → whether it holds, and if not, why |
//! | `value` | what a formula gives, and how two values compare |
//! | `print` | value → what a text shows |
//! | `error` | what is wrong, in the words of its reader |

mod call;
mod cursor;
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
mod wrong_sign;

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
