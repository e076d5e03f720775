//! What checks read a form with: all its texts, and what can be found in them.
//!
//! | file | what it does |
//! |---|---|
//! | `abbreviation` | abbreviations, and where the paper says what they mean |
//! | `context` | what a check may ask: the form, its figures, its texts with their places |
//! | `known` | the cited papers that the register of legal papers has |
//! | `cited` | the papers that a form cites, and those of one paper together |
//! | `line` | a paragraph as one text, with the way back to the file |
//! | `body` | the units and offices that a text names |
//! | `body_office` | the offices among them |
//! | `level` | whether the word of a level without a name means a body of it |
//! | `issuer` | the unit of the agency that issues a plan |
//! | `setting` | whether a body is named as of today, of the past or in a citation |
//! | `dictionary` | words and names of an office that no rule on spelling judges |
//! | `field` | the running text of a field, line by line |
//! | `fault_places` | the places of a fault that stands often |
//! | `written_word` | words as they are written, before a place and behind it |
//! | `split` | the sentences, clauses and words of a text |
//! | `folded` | a line with the words of its clauses and sentences folded once |
//! | `scan` | the figures of a text |
//! | `named` | the figures of a plan that a text can read by name, with the words for them |
//! | `number_token` | the numbers of a text as they are typed |
//! | `quantity` | the figures of a line, typed or read, with what they count |
//! | `mention` | where a text speaks of an appendix |
//! | `weekday` | days of the week that stand beside their dates |
//! | `year` | the years of a text |
//! | `moment` | days, months and quarters that a text names with their year |
//! | `reference` | where a text points to a part of its paper by a typed number |
//! | `body_name` | the names of bodies in a text, as one list is held against another |
//! | `report` | until when a text has reports sent, by whom and to whom |
//! | `deadline` | those of them by which something is to be done |
//! | `word_run` | words that stand side by side, and their place |
//! | `vocabulary` | the words of a form: each once, and where each stands |
//! | `word_split` | the words of a line, for the vocabulary |
//! | `word_hash` | hashes of words |
//! | `near_word` | the words that a wrong one may have been meant as |

mod abbreviation;
mod body;
mod body_name;
mod body_office;
mod cited;
mod context;
mod deadline;
mod dictionary;
mod fault_places;
mod field;
mod folded;
mod issuer;
mod known;
mod level;
mod line;
mod mention;
mod moment;
mod named;
mod near_word;
mod number_token;
mod quantity;
mod reference;
mod report;
mod scan;
mod setting;
mod split;
mod vocabulary;
mod weekday;
mod word_hash;
mod word_run;
mod word_split;
mod written_word;
mod year;

pub(crate) use abbreviation::{FormAbbreviation, InitialText, LinePlace};
pub(crate) use body::{LineBodies, OfficeMention, UnitMention, UnitWord, is_known_unit};
pub(crate) use body_name::{BodyLine, BodyName, find_body_names, is_collective};
pub use cited::{CitationStanding, CitedGroup, CitedPaper};
pub(crate) use context::shorten_text;
pub use context::{Context, PlanDates};
pub(crate) use deadline::{find_deadlines, is_date_of_paper, is_past};
pub use dictionary::Dictionary;
pub(crate) use fault_places::FaultPlaces;
pub(crate) use field::collect_fields;
pub use field::{FieldLine, FieldText};
pub(crate) use folded::{FoldedLine, FoldedPart};
pub(crate) use issuer::Issuer;
pub(crate) use known::split_around;
pub use known::{KnownCitation, RegisterAnswers};
pub(crate) use level::{get_two_level_day, is_body_of_level};
pub use line::{Sourced, TextLine};
pub(crate) use mention::{AppendixName, collect_appendix_pointers, find_mentions};
pub(crate) use moment::find_moments;
pub(crate) use named::{
    NamedFigure, NamedFigureOrigin, is_written_as, list_named_figures,
};
pub(crate) use near_word::{find_near_compound, find_near_syllables};
pub(crate) use number_token::{NumberToken, is_measure, list_number_tokens};
pub(crate) use quantity::{Quantity, QuantityLine};
pub(crate) use reference::find_typed_references;
pub(crate) use report::{ReportDay, ReportDue, find_reports};
pub(crate) use scan::{FigureBound, MeasureKind, TypedFigure, find_figures, is_year};
pub(crate) use setting::{
    find_sentence_around, has_past_years_alone, is_cited, is_of_past, list_past_sections,
};
pub(crate) use split::{FoldedWord, find_values, is_in_value, split_at_stops};
pub(crate) use vocabulary::{Vocabulary, VocabularyWord};
pub(crate) use weekday::{WrittenWeekday, find_weekdays, is_counted};
pub(crate) use word_hash::WordHashes;
pub(crate) use word_run::WordRun;
pub(crate) use written_word::{
    copy_capitals, has_word_end, is_capitalized, list_words, take_token, take_word_after,
    take_word_before,
};
pub(crate) use year::{find_years, list_subject_years};
