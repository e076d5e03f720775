//! Tests of the whole program, in one binary: each would link all of Typst.

#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests read and write their own files, and fail where they cannot"
)]

mod against;
#[path = "../shared/base.rs"]
mod base;
mod batch;
mod batch_judge;
mod batch_names;
mod batch_print;
mod budget_years;
mod communes;
mod communes_odd;
#[path = "../shared/communes.rs"]
mod communes_set;
mod corpus;
mod determinism;
mod diff;
mod diff_page;
mod diff_tables;
mod diff_told;
mod diff_words;
mod docs;
mod driver;
#[cfg(unix)]
mod durable;
mod faults;
mod files;
#[path = "../shared/readers.rs"]
mod fuzz_bodies;
mod git;
mod git_recipes;
mod git_whole;
mod goldens;
#[path = "../shared/harm/mod.rs"]
mod harm;
mod new;
mod norm;
mod norm_layout;
mod norm_words;
#[path = "../shared/communes/odd_book.rs"]
mod odd_book;
mod office_templates;
mod old_text;
mod paths;
mod pdf;
mod property;
mod property_budget;
mod property_large;
mod property_table;
mod published;
mod readers;
mod readme;
mod real_shapes;
mod reckoning;
mod redline;
mod report;
mod report_book;
mod report_browser;
mod report_sample;
mod sets;
#[path = "../shared/shapes.rs"]
mod shapes;
mod sheet_pictures;
mod sheets;
mod skeleton_figures;
mod skeleton_sums;
#[path = "../shared/small_set.rs"]
mod small_set;
mod targets;
mod task_sheet;
mod terminal;
mod trace;
mod typesetter;
