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

pub use eval::Cause;
pub use eval::Env;
pub use eval::EvalFault;
pub use eval::aggregate;
pub use eval::eval;
pub use expr::Arithmetic;
pub use expr::Choice;
pub use expr::Comparison;
pub use expr::Expr;
pub use expr::ExprKind;
pub use expr::Ident;
pub use expr::Key;
pub use expr::Ref;
pub use expr::Sides;
pub use expr::Step;
pub use expr::Use;
pub use expression::Expression;
pub use expression::Tree;
pub use fault::Fault;
pub use filter::FILTERS;
pub use filter::Filter;
pub use filter::Way;
pub use function::Aggregate;
pub use function::FUNCTIONS;
pub use function::RESERVED;
pub use parse::condition;
pub use parse::formula;
pub use pointer::CitationForm;
pub use pointer::Destination;
pub use pointer::POINTERS;
pub use pointer::Pointer;
pub use print::Change;
pub use print::Printable;
pub use quote::length_to_braces;
pub use truth::Failed;
pub use truth::Truth;
pub use truth::holds;
pub use value::Value;
