//! Rules on the spelling of Vietnamese. None so far.

use super::Group;

pub(super) static GROUP: Group =
    Group { id: "chinh-ta", title: "Chính tả", rules: &[] };
