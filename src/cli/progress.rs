//! How far a run of a set has come: a bar with rate and time left on a terminal, a line a
//! paper elsewhere.

use std::io;
use std::time::{Duration, Instant};

use crate::batch::{Event, UnitState};
use crate::diagnostic::{self, Paint};
use crate::language;

use super::stream::GuardedStream;

/// How progress is shown, which depends on what it is printed to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ProgressStyle {
    /// One line that is written over, on a terminal.
    Bar,
    /// A line for each paper, for files and pipes.
    Lines,
}

/// How often a bar is drawn anew at most.
const EVERY: Duration = Duration::from_millis(100);

/// Width of the bar in characters.
const WIDTH: usize = 24;

/// The progress of one run of a set, printed to one stream.
pub(super) struct Progress<'a, 's> {
    to: &'a mut GuardedStream<'s>,
    style: ProgressStyle,
    /// What is being done, and since when.
    stage: (&'static str, Instant),
    drawn: Option<Instant>,
    failed: io::Result<()>,
}

impl<'a, 's> Progress<'a, 's> {
    pub(super) fn new(to: &'a mut GuardedStream<'s>, style: ProgressStyle) -> Self {
        Self { to, style, stage: ("", Instant::now()), drawn: None, failed: Ok(()) }
    }

    /// Shows what has come. Findings take the place of the bar, which comes back below them
    /// with the next event. Once a line could not be written, the first error is kept for
    /// [`Self::finish`] and the run goes on.
    pub(super) fn take(&mut self, event: Event<'_>, paint: Paint) {
        let shown = match event {
            Event::Checked { done, total } => self.step("kiểm tra", done, total, None),
            Event::Made { done, total, unit } => {
                let state = if unit.state == UnitState::Failed {
                    "không làm được"
                } else {
                    ""
                };
                let pages = format!("{} trang", unit.pages);
                let what = if state.is_empty() { pages.as_str() } else { state };
                let line = match (state, unit.pages) {
                    ("", 0) => format!("[{done}/{total}] {}", unit.paper),
                    _ => format!("[{done}/{total}] {}: {what}", unit.paper),
                };
                self.step("làm văn bản", done, total, Some(line))
            }
            Event::Found(reports) => self.clear().and_then(|()| {
                let text = diagnostic::format_for_people(reports, paint);
                self.to.write_painted(&text, paint)
            }),
        };
        if self.failed.is_ok() {
            self.failed = shown;
        }
    }

    /// Ends the bar; whether all could be shown.
    pub(super) fn finish(mut self) -> io::Result<()> {
        self.clear()?;
        self.failed
    }

    fn step(
        &mut self,
        stage: &'static str,
        done: usize,
        total: usize,
        line: Option<String>,
    ) -> io::Result<()> {
        if self.stage.0 != stage {
            self.stage = (stage, Instant::now());
            self.drawn = None;
        }
        match (self.style, line) {
            (ProgressStyle::Lines, Some(line)) => {
                writeln!(self.to, "{}", language::show_hidden(&line))
            }
            (ProgressStyle::Lines, None) => Ok(()),
            (ProgressStyle::Bar, _) => self.bar(done, total),
        }
    }

    fn bar(&mut self, done: usize, total: usize) -> io::Result<()> {
        let now = Instant::now();
        let soon = self.drawn.is_some_and(|drawn| now.duration_since(drawn) < EVERY);
        if soon && done < total {
            return Ok(());
        }
        self.drawn = Some(now);
        let elapsed = now.duration_since(self.stage.1);
        let text = format_bar(self.stage.0, done, total, elapsed);
        self.to.replace_line(&text)
    }

    fn clear(&mut self) -> io::Result<()> {
        if self.style == ProgressStyle::Bar && self.drawn.take().is_some() {
            self.to.replace_line("")?;
        }
        Ok(())
    }
}

/// `làm văn bản ████████░░░░ 120/350 · 41/giây · còn 6 giây`.
fn format_bar(stage: &str, done: usize, total: usize, elapsed: Duration) -> String {
    let filled = (done * WIDTH).checked_div(total).unwrap_or(WIDTH);
    let bar = "█".repeat(filled) + &"░".repeat(WIDTH - filled);
    let millis = usize::try_from(elapsed.as_millis()).unwrap_or(usize::MAX).max(1);
    let rate = match done * 1000 / millis {
        0 => format!("{}/phút", done * 60_000 / millis),
        rate => format!("{rate}/giây"),
    };
    let left = (total - done) * (millis / done.max(1)) / 1000;
    let left = match left {
        0..60 => format!("{left} giây"),
        _ => format!("{} phút {} giây", left / 60, left % 60),
    };
    format!("{stage} {bar} {done}/{total} · {rate} · còn {left}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_tells_rate_and_time_left() {
        let text = format_bar("làm văn bản", 50, 200, Duration::from_secs(5));
        assert_eq!(
            text,
            format!(
                "làm văn bản {}{} 50/200 · 10/giây · còn 15 giây",
                "█".repeat(6),
                "░".repeat(18)
            )
        );
        let slow = format_bar("kiểm tra", 1, 400, Duration::from_secs(2));
        assert!(slow.ends_with("1/400 · 30/phút · còn 13 phút 18 giây"), "{slow}");
        assert!(format_bar("kiểm tra", 3, 3, Duration::ZERO).contains("3/3"));
    }
}
