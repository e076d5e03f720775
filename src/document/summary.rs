//! Tables that are made from the tasks.

use crate::form::Summary;

use super::compose::Composer;

impl Composer<'_> {
    pub(super) fn summary(&mut self, summary: Summary) {
        let _ = summary;
    }
}
