//! Which key of a form a place belongs to, for who says where another key is to be added.

use crate::source::Span;
use crate::yaml::{YamlNode, YamlValue};

/// Where every key of a form stands, with its value.
#[derive(Debug, Clone, Default)]
pub struct KeyPlaces {
    /// By their starts; of two that start together the longer comes first.
    places: Vec<KeyPlace>,
}

/// A key, and the span of its name or of its value. The two are apart, since the file of a
/// unit may say the value of a key that stands in the master.
#[derive(Debug, Clone)]
struct KeyPlace {
    span: Span,
    key: NearKey,
}

/// The key that a place belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NearKey {
    /// Its value is a group of keys, in which another may stand.
    Group(String),
    /// Its value is none: another key stands beside it.
    Beside(String),
}

impl KeyPlaces {
    /// The keys of a tree.
    pub(super) fn collect(root: &YamlNode) -> Self {
        let mut places = Vec::new();
        collect_places(root, &mut places);
        // Keys are met outer ones first, and that is kept where two start together.
        places.sort_by_key(|place: &KeyPlace| place.span.start);
        Self { places }
    }

    /// The innermost key whose name or value holds a place.
    #[must_use]
    pub fn find_nearest(&self, span: Span) -> Option<&NearKey> {
        let end = self.places.partition_point(|place| place.span.start <= span.start);
        let mut before = self.places[..end].iter().rev();
        before.find(|place| place.span.holds(span)).map(|place| &place.key)
    }
}

fn collect_places(node: &YamlNode, places: &mut Vec<KeyPlace>) {
    match &node.value {
        YamlValue::Sequence { items, .. } => {
            items.iter().for_each(|item| collect_places(item, places));
        }
        YamlValue::Mapping { entries, .. } => {
            for entry in entries {
                // As typed: that is what is looked for in the file.
                let name = entry.key.clone();
                let is_group = matches!(entry.value.value, YamlValue::Mapping { .. });
                let beside = NearKey::Beside(name.clone());
                let of_value =
                    if is_group { NearKey::Group(name) } else { beside.clone() };
                places.push(KeyPlace { span: entry.key_span, key: beside });
                places.push(KeyPlace { span: entry.value.span, key: of_value });
                collect_places(&entry.value, places);
            }
        }
        YamlValue::Empty | YamlValue::Scalar(_) | YamlValue::Broken => {}
    }
}
