//! A set looked at, unit by unit, and run.

mod power_cut;

use std::path::Path;

use super::open_set;
use crate::build::{Engine, open_disk};
use crate::diagnostic::{Report, format_as_lines};
use crate::font::Faces;
use crate::template::Templates;

#[test]
fn each_unit_of_the_nine_has_a_plan_of_its_own() {
    let path = Path::new("data/bo-thua-thien-hue-2024/bo-ke-hoach.yaml");
    let set = open_set(&open_disk(&[path.to_owned()], &[]), path)
        .unwrap_or_else(|reports| panic!("{}", format_as_lines(&reports)))
        .set;
    let engine = Engine::new(Faces::embedded(), Templates::embedded());
    assert_eq!(set.units.len(), 9);
    for unit in &set.units {
        let examined = set.examine(&engine, unit, Some(15)).unwrap();
        let reports = examined.report.clone().split();
        assert!(!reports.iter().any(Report::has_errors), "{}", format_as_lines(&reports));
        let plan = examined.plan.unwrap();
        let text = crate::output::render_text(&crate::document::compose(&plan));
        assert!(!text.contains("{{"), "{text}");
        let name = unit.name.split_once(' ').map_or(unit.name.as_str(), |(_, name)| name);
        assert!(text.contains(name), "{name}: {text}");
    }
}
