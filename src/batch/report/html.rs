//! The page: one file that needs no network, with its style and its script inside.

use super::RunSummary;
use super::view::ReportView;
use crate::template::PageTemplate;

const STYLE: &str = include_str!("../../../templates/bao-cao.css");
const SCRIPT: &str = include_str!("../../../templates/bao-cao.js");

static PAGE: PageTemplate = PageTemplate::new(
    "bao-cao.html.jinja",
    include_str!("../../../templates/bao-cao.html.jinja"),
    STYLE,
    SCRIPT,
);

/// The report as a page.
#[must_use]
pub fn render_html(summary: &RunSummary<'_>) -> String {
    PAGE.render(ReportView::new(summary))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn style_and_script_end_where_they_should() {
        for part in [STYLE, SCRIPT] {
            assert!(!part.contains("</") && !part.contains("<!--"));
            // A browser turns them into line feeds, and the hash would be another.
            assert!(!part.contains('\r'));
        }
    }
}
