//! What the expressions and references of a plan can point to.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

use minijinja::Value;

use crate::citation::{DateWords, LegalPaper};
use crate::form::{At, Form};
use crate::indicator::Figures;
use crate::prose::{CitationForm, Named, References, Scope};

use super::values;

/// How a section or an appendix is called: `Mục 5 Phần II`, `Phụ lục II`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Labels {
    /// Of sections, by id.
    pub sections: BTreeMap<String, String>,
    /// Of appendices, by id.
    pub appendices: BTreeMap<String, String>,
}

/// The names of a form.
#[derive(Debug, Clone)]
pub struct Register {
    labels: Labels,
    papers: BTreeMap<String, LegalPaper>,
    dates: DateWords,
    values: BTreeMap<String, Value>,
    paths: Vec<String>,
}

impl Register {
    /// The names of a form. Sections and appendices have no labels yet.
    #[must_use]
    pub fn of(form: &Form, figures: &Arc<Figures>) -> Self {
        let mut labels = Labels::default();
        let mut ids = Vec::new();
        form.section_ids(&mut ids);
        let blank = |id: &At<String>| (id.value.clone(), String::new());
        labels.sections = ids.into_iter().map(blank).collect();
        labels.appendices =
            form.appendices.iter().filter_map(|a| a.id.as_ref()).map(blank).collect();
        let papers = form
            .papers
            .iter()
            .map(|(id, paper)| (id.value.clone(), paper.citation.clone()))
            .collect();
        let dates = form.page.dates.words();
        let (values, paths) = all(form, figures);
        Self { labels, papers, dates, values, paths }
    }

    /// References as labelled, none mentioned yet.
    pub(crate) fn labelled(&self, labels: Labels) -> impl References + use<> {
        Pointers {
            labels,
            papers: self.papers.clone(),
            dates: self.dates,
            mentioned: Mutex::new(BTreeSet::new()),
        }
    }

    /// References for a look at whether they point to something.
    #[must_use]
    pub fn unlabelled(&self) -> Arc<dyn References> {
        Arc::new(self.labelled(self.labels.clone()))
    }

    /// The values of the form with these references.
    #[must_use]
    pub fn scope(&self, references: &Arc<dyn References>) -> Scope {
        Scope::new(self.values.clone(), self.paths.clone(), references)
    }

    /// Ids of the register of legal papers.
    #[must_use]
    pub fn has_paper(&self, id: &str) -> bool {
        self.papers.contains_key(id)
    }

    /// Ids of the register of legal papers.
    pub fn papers(&self) -> impl Iterator<Item = &str> {
        self.papers.keys().map(String::as_str)
    }
}

#[derive(Debug)]
struct Pointers {
    labels: Labels,
    papers: BTreeMap<String, LegalPaper>,
    dates: DateWords,
    mentioned: Mutex<BTreeSet<String>>,
}

impl References for Pointers {
    fn section(&self, id: &str) -> Option<String> {
        self.labels.sections.get(id).cloned()
    }

    fn appendix(&self, id: &str) -> Option<String> {
        self.labels.appendices.get(id).cloned()
    }

    fn paper(&self, id: &str, form: CitationForm) -> Option<String> {
        let paper = self.papers.get(id)?;
        let mut mentioned = self.mentioned.lock().unwrap_or_else(PoisonError::into_inner);
        let first = mentioned.insert(id.to_owned());
        let full = match form {
            CitationForm::Auto => first,
            CitationForm::Full => true,
            CitationForm::Short => false,
        };
        // A law is cited in the text by type and name alone (II.6.b); its date stands only
        // among the legal bases, which ask for the full form.
        let law = paper.number.is_none() && paper.name.is_some();
        let full = full && !(law && form == CitationForm::Auto);
        Some(if full { paper.full(self.dates) } else { paper.short() })
    }

    fn ids(&self, function: &str) -> Vec<String> {
        match function {
            "muc" => self.labels.sections.keys().cloned().collect(),
            "phu_luc" => self.labels.appendices.keys().cloned().collect(),
            _ => self.papers.keys().cloned().collect(),
        }
    }
}

fn all(form: &Form, figures: &Arc<Figures>) -> (BTreeMap<String, Value>, Vec<String>) {
    let mut values = BTreeMap::new();
    let mut paths = Vec::new();
    if let Some(year) = form.year {
        values.insert("nam".to_owned(), Value::from(year.value));
        paths.push("nam".to_owned());
    }
    let mut group = |name: &str, named: BTreeMap<String, Value>| {
        paths.extend(named.keys().map(|key| format!("{name}.{key}")));
        values.insert(name.to_owned(), Value::from_object(Named(named)));
    };
    if let Some(agency) = &form.agency {
        let name = crate::language::collapse(&agency.name.words());
        let short = agency
            .short
            .as_ref()
            .map_or_else(|| crate::language::short_name(&name), |s| s.words());
        let fields =
            [("ten", name), ("ten_tat", short), ("dia_danh", agency.place.words())];
        let entry = |(key, text): (&str, String)| (key.to_owned(), Value::from(text));
        group("co_quan", fields.into_iter().map(entry).collect());
    }
    let indicators = form.indicators.iter().enumerate().map(|(index, named)| {
        (named.0.value.clone(), values::indicator(figures, index, named))
    });
    group("chi_tieu", indicators.collect());
    for (id, table, columns) in values::tables(form, figures) {
        values.insert(id, table);
        paths.extend(columns);
    }
    let (money, sums) = values::money(figures);
    values.insert("kinh_phi".to_owned(), money);
    paths.extend(sums);
    (values, paths)
}
