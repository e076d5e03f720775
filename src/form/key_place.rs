//! Which key of a form a place belongs to, for who says where another key is to be added.

use crate::source::Span;
use crate::yaml::{YamlNode, YamlValue};

/// Where every key of a form stands, with its value.
#[derive(Debug, Clone, Default)]
pub struct KeyPlaces {
    /// The names of the keys as typed: that is what is looked for in the file.
    names: Vec<String>,
    /// By their starts; of two that start together the longer comes first.
    places: Vec<KeyPlace>,
}

/// The span of the name of a key, or of its value. The two are apart, since the file of a
/// unit may say the value of a key that stands in the master.
#[derive(Debug, Clone, Copy)]
struct KeyPlace {
    span: Span,
    /// Which of the names.
    name: usize,
    /// Whether it is that of a value which is a group of keys.
    is_group: bool,
}

/// The key that a place belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NearKey<'k> {
    /// Its value is a group of keys, in which another may stand.
    Group(&'k str),
    /// Its value is none: another key stands beside it.
    Beside(&'k str),
}

impl KeyPlaces {
    /// The keys of a tree.
    pub(super) fn collect(root: &YamlNode) -> Self {
        let mut res = Self::default();
        res.add_keys(root);
        // Keys are met outer ones first, and that is kept where two start together.
        res.places.sort_by_key(|place| place.span.start);
        res
    }

    /// The innermost key whose name or value holds a place.
    #[must_use]
    pub fn find_nearest(&self, span: Span) -> Option<NearKey<'_>> {
        let end = self.places.partition_point(|place| place.span.start <= span.start);
        let mut before = self.places[..end].iter().rev();
        let place = before.find(|place| place.span.holds(span))?;
        let name = &self.names[place.name];
        Some(if place.is_group { NearKey::Group(name) } else { NearKey::Beside(name) })
    }

    fn add_keys(&mut self, node: &YamlNode) {
        match &node.value {
            YamlValue::Sequence { items, .. } => {
                items.iter().for_each(|item| self.add_keys(item));
            }
            YamlValue::Mapping { entries, .. } => {
                for entry in entries {
                    let name = self.names.len();
                    self.names.push(entry.key.clone());
                    let is_group = matches!(entry.value.value, YamlValue::Mapping { .. });
                    let of_name =
                        KeyPlace { span: entry.key_span, name, is_group: false };
                    let of_value = KeyPlace { span: entry.value.span, name, is_group };
                    self.places.extend([of_name, of_value]);
                    self.add_keys(&entry.value);
                }
            }
            YamlValue::Empty | YamlValue::Scalar(_) | YamlValue::Broken => {}
        }
    }
}
