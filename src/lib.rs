//! From one readable YAML form to one official Vietnamese plan paper (KẾ HOẠCH).
//!
//! Every stage is a type, made by one function from the stage before; a later type can
//! be made only from the earlier one:
//!
//! ```text
//! path ─ source::read ──▶ Source            text with places, cleaned once
//!        form::read ────▶ Form              every key and value as written
//!        check::check ──▶ Plan              checked; or every finding at once
//!        document::compose ▶ Document       numbered, all words final
//!        fit::lay_out_tables ▶ TableLayouts how wide columns are, from widths of letters
//!        template::Templates::render ▶ TypstSource   the one place that escapes
//!        typeset::lay_out_pages ▶ Pages     the one module that knows Typst
//!        Pages::pdf ────▶ bytes             PDF/A-2a, PDF/UA-1
//! ```
//!
//! [`Source`](source::Source) → [`Form`](form::Form) → [`Plan`](plan::Plan) →
//! [`Document`](document::Document) → [`TypstSource`](template::TypstSource) →
//! [`Pages`](typeset::Pages). The same `Document` becomes plain text by
//! [`output::render_text`]. [`build::Engine`] is the chain as one function; findings are
//! [`Diagnostic`](diagnostic::Diagnostic)s throughout. A module uses only modules above
//! it in this order, which a test keeps.
//!
//! | room | what it is for |
//! |---|---|
//! | [`language`] | Vietnamese as an office writes it: keys, capitals, figures, words, line breaks |
//! | [`quantity`] | counts, rates, money, days and times: exact, read and rounded in one place |
//! | [`source`] | files as read; the only room that reads the disk |
//! | [`git`] | revisions as stores of files; the only room that knows git |
//! | [`code`] | the codes of findings, each beside its explanation |
//! | [`diagnostic`] | findings as plain data, and a file for each way to print them |
//! | [`sheet`] | tables of data files: CSV, XLSX, XLSB, XLS, ODS |
//! | [`font`] | the faces in use, the characters they have, the widths of letters |
//! | [`yaml`] | a tree in which every value has its place |
//! | [`register`] | facts that a text is held against: legal papers, units, spelling |
//! | [`citation`] | legal papers: how they are cited, and found in running text |
//! | [`formula`] | the language of `cong_thuc`, `kiem_tra` and `{{ … }}` |
//! | [`prose`] | the language inside a field: marks, footnotes, values |
//! | [`form`] | the form as written, key by key |
//! | [`indicator`] | tables and named figures, computed and checked |
//! | [`plan`] | a form with its figures, ready to be set; and one without errors |
//! | [`running_text`] | what checks read texts with |
//! | [`integrity`] | what makes a paper impossible |
//! | [`rule`] | the rules, a file each |
//! | [`check`] | a form held against all of them; the one maker of a plan |
//! | [`document`] | what stands on paper, in order, all words final |
//! | [`redline`] | two versions of a paper in one |
//! | [`fit`] | how tables are laid out, before anything is typeset |
//! | [`template`] | from a document to Typst |
//! | [`typeset`] | from Typst to pages; the only room that knows Typst |
//! | [`output`] | what a document becomes, and how files are written |
//! | [`diff`] | what changed between two versions of a plan |
//! | [`build`] | the chain as one function |
//! | [`batch`] | a plan for every unit of a set |
//! | [`cli`] | commands; the only room that prints |

#[cfg(test)]
#[path = "../tests/shared/base.rs"]
mod base;
#[cfg(test)]
#[path = "../tests/shared/small_set.rs"]
mod small_set;

pub mod batch;
pub mod build;
pub mod check;
pub mod citation;
pub mod cli;
pub mod code;
pub mod diagnostic;
pub mod diff;
pub mod document;
pub mod fit;
pub mod font;
pub mod form;
pub mod formula;
pub mod git;
pub mod indicator;
pub mod integrity;
pub mod language;
pub mod output;
pub mod plan;
pub mod prose;
pub mod quantity;
pub mod redline;
pub mod register;
pub mod rule;
pub mod running_text;
pub mod sheet;
pub mod source;
pub mod template;
pub mod typeset;
pub mod yaml;
