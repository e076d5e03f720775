//! The citations of a form that are of one paper.

use std::collections::HashMap;

use crate::citation::compare_issuers;

use super::{CitedPaper, Context};

/// Citations of one paper: they have its number, and issuers that may be one.
#[derive(Debug)]
pub struct CitedGroup {
    /// What their numbers have in common, however they are typed.
    pub key: String,
    /// Their places in [`Context::citations`], in order.
    pub members: Vec<usize>,
}

impl CitedGroup {
    /// Its citations, in order.
    pub fn citations<'c>(
        &'c self,
        context: &'c Context<'_>,
    ) -> impl Iterator<Item = &'c CitedPaper> {
        self.members.iter().map(|index| &context.citations()[*index])
    }
}

/// The papers that are cited with their numbers, in the order of their first citations.
pub(super) fn group_citations(context: &Context<'_>) -> Vec<CitedGroup> {
    let mut groups: Vec<CitedGroup> = Vec::new();
    let mut by_key: HashMap<String, Vec<usize>> = HashMap::new();
    // Of each group the issuer that is named first, which stands for all.
    let mut issuers: Vec<Option<&str>> = Vec::new();
    for (index, cited) in context.citations().iter().enumerate() {
        let Some(number) = cited.citation.symbol_number() else { continue };
        let key = number.key();
        let places = by_key.entry(key.clone()).or_default();
        let issuer = cited.issuer(context);
        let place = places.iter().find(|place| may_be_one(issuer, issuers[**place]));
        if let Some(place) = place {
            groups[*place].members.push(index);
            issuers[*place] = issuers[*place].or(issuer);
        } else {
            issuers.push(issuer);
            places.push(groups.len());
            groups.push(CitedGroup { key, members: vec![index] });
        }
    }
    groups
}

/// Whether the issuers of two citations of one number may be one.
fn may_be_one(name: Option<&str>, other: Option<&str>) -> bool {
    let names = name.zip(other);
    names.is_none_or(|(name, other)| compare_issuers(name, other) != Some(false))
}
