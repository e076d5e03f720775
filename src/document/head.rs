//! Head of the paper: letterhead, title, marks; and the metadata of its file.

use chrono::Datelike as _;

use crate::language;
use crate::prose::Plain;

use super::composer::Composer;
use super::{JointNames, Letterhead, Marks, Meta, Page, Title};

/// What stands at the end of each agency of a joint paper but the last, so that lines of
/// one name are told from those of the next.
const JOINT_SIGN: &str = " -";

impl Composer<'_> {
    pub(super) fn letterhead(&mut self) -> Letterhead {
        let agency = self.plan.agency();
        let parent = self.parent_lines(agency.parent.as_ref());
        let mut names = self.name_lines(&agency.name);
        let mut above = parent.clone();
        let mut joint: Vec<JointNames> = Vec::new();
        for next in &agency.joint {
            let lines = joint.last_mut().map_or(&mut names, |last| &mut last.agency);
            if let Some(line) = lines.last_mut() {
                line.push_str(JOINT_SIGN);
            }
            let lines = self.parent_lines(next.parent.as_ref());
            // One parent of several agencies stands once, above the first.
            let parent = if lines == above { Vec::new() } else { lines.clone() };
            above = lines;
            joint.push(JointNames { parent, agency: self.name_lines(&next.name) });
        }
        Letterhead { parent, agency: names, joint }
    }

    fn parent_lines(&mut self, parent: Option<&Plain>) -> Vec<String> {
        parent.map(|name| self.name_lines(name)).unwrap_or_default()
    }

    /// The names of all that issue the paper, as a sentence has them.
    pub(super) fn agency_words(&mut self) -> String {
        let plan = self.plan;
        let names: Vec<_> = plan.agency().names().map(|name| self.string(name)).collect();
        names.join(", ")
    }

    /// An agency's name by lines: those of the author, else broken after the type.
    fn name_lines(&mut self, name: &Plain) -> Vec<String> {
        let lines = self.lines(name);
        let [name] = &lines[..] else {
            return lines.iter().map(|line| language::to_capitals(line)).collect();
        };
        let (kind, place) = language::split_collective(name);
        let lines = match kind {
            Some(kind) if !place.is_empty() => vec![kind.to_owned(), place.to_owned()],
            _ => vec![name.clone()],
        };
        lines.iter().map(|line| language::to_capitals(line)).collect()
    }

    pub(super) fn title(&mut self) -> Title {
        let kind = language::to_capitals(self.plan.kind().name);
        Title { kind, subject: self.lines(&self.plan.head().subject) }
    }

    pub(super) fn meta(&mut self) -> Meta {
        let subject = self.string(&self.plan.head().subject);
        let title =
            format!("{} {}", self.plan.kind().name, language::lower_first(&subject));
        let author = self.agency_words();
        let day = self.plan.date().earliest();
        let date =
            day.map_or((self.plan.year(), 1, 1), |d| (d.year(), d.month(), d.day()));
        Meta { title, author, date }
    }

    pub(super) fn page(&self) -> Page {
        let page = self.plan.page();
        let [top, bottom, left, right] = page.margins;
        Page {
            top,
            bottom,
            left,
            right,
            size: page.size,
            line: page.line,
            gap: page.gap,
            indent: page.indent,
        }
    }

    pub(super) fn marks(&mut self) -> Marks {
        let head = self.plan.head();
        Marks {
            urgency: head.urgency.map(str::to_owned),
            secrecy: head.secrecy.map(str::to_owned),
            circulation: head
                .circulation
                .as_ref()
                .map(|circulation| language::to_capitals(&self.string(circulation))),
        }
    }

    pub(super) fn contact(&mut self) -> Option<String> {
        self.plan.head().contact.as_ref().map(|contact| self.string(contact))
    }
}
