//! The end of a run: roll-up, reports, and the manifest put in order.

use std::collections::BTreeSet;

use crate::build::{Examined, Timings, write_fault};
use crate::diagnostic::Report;
use crate::source;

use super::judge::OfUnit;
use super::pool::Pool;
use super::print;
use super::record::{State, Told, UnitRecord};
use super::report::{self, Companion};
use super::rollup::{self, Rollup};
use super::run::{Outcome, Prune, Run, Task, on_output};
use super::set::Unit;
use super::told::{Findings, taken_together};
use super::work::made;

impl Run<'_> {
    /// Rolls up, reports, and puts the manifest in order.
    pub(super) fn end(mut self, pool: &Pool, rollup: Rollup) -> Outcome {
        let units = self.records();
        let Rollup { checks, reports, office, table, indicator } = rollup;
        let mut findings = std::mem::take(&mut self.of_papers);
        // The office's plan speaks of all units: it waits for those that are not done,
        // and for figures that reconcile.
        let waits =
            |unit: &&UnitRecord| !matches!(unit.state, State::Built | State::Kept);
        let waiting = units.iter().filter(waits).count();
        let differs = checks.iter().any(|check| check.outcome == report::Outcome::Fails);
        let held = waiting > 0 || differs;
        let mut written = Vec::new();
        let mut unwritten = Vec::new();
        let office = office.map(|(examined, paper)| {
            self.office((&examined, &paper, held), pool, &mut findings)
        });
        let keys: BTreeSet<&str> = self
            .set
            .units
            .iter()
            .map(|u| u.key.as_str())
            .chain(self.set.set.office.as_ref().map(|_| rollup::OFFICE))
            .collect();
        if let Some(office) = &office {
            let written_down = self.manifest.append(office, &self.shared);
            unwritten.extend(written_down.err().map(|e| on_output(self.options, &e)));
        }
        let strays = self.manifest.strays(&keys);
        let changed = strays.iter().filter(|stray| stray.is_changed());
        let changed = changed.map(|stray| stray.name().to_owned()).collect();
        let mut removed = Vec::new();
        let mut left: Vec<String> = strays.iter().map(|s| s.name().to_owned()).collect();
        if self.options.prune == Prune::Remove {
            removed = self.manifest.remove(&strays).removed;
            left.retain(|name| !removed.contains(name));
        }
        let names: Vec<_> =
            self.set.units.iter().map(|unit| unit.name.as_str()).collect();
        let mut shown = units.clone();
        let mut shared = self.findings.shared();
        shared.extend(taken_together(&mut shown));
        let part = self.options.selection.shard.map(|shard| shard.to_string());
        let table_name = rollup::TABLE.to_owned();
        let mut companions = vec![Companion {
            label: "Bảng tổng hợp của các đơn vị".to_owned(),
            file: table_name,
        }];
        let mut notes = self.manifest.notes().to_vec();
        if let Some(office) = office.as_ref().filter(|o| o.state == State::Skipped) {
            let why = match waiting {
                0 => "số liệu cả bộ chưa khớp".to_owned(),
                count => format!("còn {count} đơn vị chưa xong"),
            };
            notes.push(format!("{}: chưa làm, vì {why}", office.paper));
        }
        if !self.outdated.is_empty() {
            let named = self.outdated.join(", ");
            notes.push(format!(
                "văn bản của lần chạy trước còn trong thư mục, chưa có sửa đổi: {named}"
            ));
        }
        if self.options.print {
            let records: Vec<_> = office.iter().chain(&units).collect();
            let folder = &self.options.output;
            match print::print(&self.manifest, folder, &records) {
                Ok(printed) => {
                    notes.push(printed.note);
                    if printed.written {
                        written.push(folder.join(print::PRINT));
                        companions.push(Companion {
                            label: "Mọi văn bản trong một tệp, để in".to_owned(),
                            file: print::PRINT.to_owned(),
                        });
                    }
                }
                Err(error) => {
                    unwritten.push(Report::unreadable(print::PRINT, write_fault(&error)));
                }
            }
        } else if units.iter().any(|unit| unit.state == State::Built)
            && source::exists(&self.options.output.join(print::PRINT))
        {
            notes.push(format!(
                "{} là của một lần chạy trước, chưa có các văn bản vừa làm; chạy lại với --print để gộp lại",
                print::PRINT
            ));
        }
        let title = self.set.title();
        let told = report::RunReport {
            set: self.set.base.parts()[0].name(),
            title: &title,
            part: part.as_deref(),
            units: &shown,
            shared: &shared,
            checks: &checks,
            indicator: indicator.as_ref(),
            common: office.as_ref(),
            companions: &companions,
            leftovers: &left,
        };
        let summary = report::Summary::new(told);
        let files = [
            (report::HTML.to_owned(), report::html(&summary).into_bytes()),
            (report::CSV.to_owned(), report::csv(&summary).into_bytes()),
            (report::JSON.to_owned(), report::json(&summary).into_bytes()),
            (rollup::TABLE.to_owned(), table.into_bytes()),
        ];
        for (name, bytes) in files {
            let path = self.options.output.join(&name);
            match self.manifest.write(&name, &bytes) {
                Ok(_) => written.push(path),
                // The papers are made: that one of these cannot be written undoes none.
                Err(error) => {
                    unwritten.push(Report::unreadable(&name, write_fault(&error)));
                }
            }
        }
        let finished = self.manifest.finish();
        unwritten.extend(finished.err().map(|e| on_output(self.options, &e)));
        findings.of_set(&unwritten);
        let at_fault =
            |record: &UnitRecord| matches!(record.state, State::Faulty | State::Failed);
        let asked = units.iter().zip(&self.tasks).filter(|(_, task)| task.asked);
        let failed = asked.map(|(record, _)| record).chain(&office).any(at_fault)
            || reports.iter().chain(&unwritten).any(Report::has_errors);
        let reports = findings.reports(&names);
        Outcome {
            reports,
            units,
            office,
            checks,
            notes,
            strays: left,
            changed,
            removed,
            written,
            failed,
        }
    }

    /// The office's own paper.
    /// It is not made while it is `held` back.
    fn office(
        &self,
        (examined, paper, held): (&Examined, &str, bool),
        pool: &Pool,
        findings: &mut Findings,
    ) -> UnitRecord {
        let write = |name: &str, bytes: &[u8]| {
            self.manifest.write(name, bytes).map_err(|error| {
                (self.manifest.kept(&error, bytes), Box::new(write_fault(&error)))
            })
        };
        let mut reports = rollup::reports(examined);
        let mut state = State::Faulty;
        let (mut files, mut pages) = (Vec::new(), 0);
        let sound = !reports.iter().any(Report::has_errors);
        if sound && held {
            state = State::Skipped;
        }
        let sound = sound && !held;
        let known = examined.plan.as_ref().zip(examined.report.source.as_ref());
        if let Some((plan, source)) = known.filter(|_| sound) {
            let to = (paper, self.options.formats.as_slice());
            let prepared = self.engine.prepare_paper(plan, to.1, &mut Timings::default());
            let mut typesetter = pool.typesetter();
            let made = made(self.engine, (source, prepared), &mut typesetter, to, &write);
            let at_fault = made.reports.iter().any(Report::has_errors);
            state = if at_fault { State::Failed } else { State::Built };
            (files, pages) = (made.files, made.pages);
            findings.of_set(&made.reports);
            reports.extend(made.reports);
        }
        UnitRecord {
            key: rollup::OFFICE.to_owned(),
            name: "Kế hoạch chung".to_owned(),
            paper: paper.to_owned(),
            number: None,
            state,
            inputs: String::new(),
            files,
            pages,
            findings: Told::of(&reports),
            silenced: examined.report.silenced,
            figures: Vec::new(),
        }
    }

    /// What is known of every unit.
    pub(super) fn records(&self) -> Vec<UnitRecord> {
        let units = self.set.units.iter().zip(&self.tasks).zip(&self.judged.units);
        let record = |((unit, task), judged): ((&Unit, &Task), &OfUnit)| {
            let known = task.record.clone().map(|mut record| {
                record.findings.extend(Told::of(&judged.reports));
                record.silenced += judged.silenced;
                record
            });
            known.unwrap_or_else(|| UnitRecord {
                key: unit.key.clone(),
                name: unit.name.clone(),
                paper: task.paper.clone(),
                number: task.number,
                state: State::Skipped,
                inputs: task.inputs.clone(),
                files: Vec::new(),
                pages: 0,
                findings: Vec::new(),
                silenced: 0,
                figures: Vec::new(),
            })
        };
        units.map(record).collect()
    }
}
