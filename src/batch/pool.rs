//! Typesetting in worker processes. Each thread of the coordinator has one
//! [`Typesetter`] and waits for it: Typst within one process gets slower with every
//! thread beside it, and what kills a process kills one paper and not the run.

use std::io::{self, BufReader};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::{OnceLock, mpsc};
use std::thread::{self, Builder};
use std::time::Duration;

use super::{wire, worker};
use crate::build::{Engine, LaidOut, PaperFault, Timings};
use crate::code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::Page;
use crate::font::Faces;
use crate::output::Format;
use crate::template::TypstSource;
use crate::typeset::{Fonts, TypesetError};

/// The command that makes this program a typesetting process. It is internal: no help shows
/// it.
pub const TYPESETTER_COMMAND: &str = "__typesetter";

/// Typst's own threads: one, since there are as many processes as there is work for.
const THREADS: (&str, &str) = ("RAYON_NUM_THREADS", "1");

/// How long a process may take over a paper where nothing else is said. A paper of ten
/// pages takes a twentieth of a second.
const LIMIT: Duration = Duration::from_secs(120);

/// What all typesetters of a run share.
pub struct Pool {
    program: Option<PathBuf>,
    /// How long a process may take over a paper.
    limit: Duration,
    faces: Faces,
    /// For papers that are laid out in the calling process; loaded when first needed.
    fonts: OnceLock<Fonts>,
}

/// One typesetting process, started when it is first needed. It ends when this is
/// dropped, and also by itself when the coordinator is gone.
pub struct Typesetter<'a> {
    pool: &'a Pool,
    process: Option<Process>,
    /// Whether papers are laid out in the calling process, since no other can be started.
    in_process: bool,
}

/// Why a paper could not be laid out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TypesetFailure {
    /// Typst refuses the paper, and would again.
    Rejected(TypesetError),
    /// The process died over it, twice; how it ended.
    ProcessDied(String),
    /// The process took longer than this, and was ended.
    TookTooLong(Duration),
}

impl TypesetFailure {
    /// What the user reads of a paper of this engine.
    #[must_use]
    pub fn explain(&self, engine: &Engine) -> PaperFault {
        match self {
            Self::Rejected(error) => engine.explain_layout(error),
            Self::ProcessDied(how) => Box::new(explain_lost_process(how)).into(),
            Self::TookTooLong(limit) => Box::new(explain_slow_paper(*limit)).into(),
        }
    }
}

/// The finding of a process that died over a paper twice: most often the system has killed
/// it for want of memory.
fn explain_lost_process(how: &str) -> Diagnostic {
    let message = "tiến trình dàn trang bị ngắt giữa chừng nên chưa có văn bản này";
    Diagnostic::new(&code::layout::INTERNAL, Severity::Error, None, message)
        .hint("thường do máy thiếu bộ nhớ: đóng bớt chương trình khác, hoặc chạy lại với `--jobs` nhỏ hơn, ví dụ `--jobs 1`")
        .hint("với `--jobs 1` vẫn bị thì báo cho người viết chương trình, kèm tệp biểu và dòng dưới đây")
        .hint(format!("the typesetting process has ended: {how}"))
}

/// The finding of a paper that a process did not finish in time.
fn explain_slow_paper(limit: Duration) -> Diagnostic {
    let seconds = limit.as_secs();
    let longer = (seconds * 5).div_ceil(2);
    let message =
        format!("dàn trang quá {seconds} giây nên máy dừng, chưa có văn bản này");
    Diagnostic::new(&code::layout::WORKER_TIMEOUT, Severity::Error, None, message)
        .hint(format!("văn bản rất dài, hoặc máy chậm, thì cho thêm thời gian: chạy lại với `--worker-timeout {longer}`"))
        .hint("máy đang bận việc khác thì chạy lại với `--jobs` nhỏ hơn, ví dụ `--jobs 1`")
}

impl Pool {
    /// Typesetters that are `program`, which is this program; none where all is to be
    /// done in the calling process.
    #[must_use]
    pub fn new(program: Option<PathBuf>, faces: Faces) -> Self {
        Self { program, limit: LIMIT, faces, fonts: OnceLock::new() }
    }

    /// The pool with another limit on how long a process may take over a paper. What is
    /// laid out in the calling process has none: nothing could end it.
    #[must_use]
    pub fn with_limit(self, limit: Duration) -> Self {
        Self { limit, ..self }
    }

    /// A typesetter of this pool, which starts its process when it is first needed.
    #[must_use]
    pub fn typesetter(&self) -> Typesetter<'_> {
        Typesetter { pool: self, process: None, in_process: self.program.is_none() }
    }

    fn fonts(&self) -> &Fonts {
        self.fonts.get_or_init(|| Fonts::new(&self.faces))
    }
}

impl Typesetter<'_> {
    /// Lays out a paper, and waits for it.
    ///
    /// # Errors
    ///
    /// When Typst refuses the paper, or the process dies over it; the next paper gets a
    /// new one.
    pub fn typeset(
        &mut self,
        source: &TypstSource,
        page: &Page,
        formats: &[Format],
        timings: &mut Timings,
    ) -> Result<LaidOut, TypesetFailure> {
        let limit = self.pool.limit;
        let Some(process) = self.ensure_process(&source.library) else {
            let fonts = self.pool.fonts();
            return worker::lay_out_safely(source, page, formats, fonts, timings)
                .map_err(TypesetFailure::Rejected);
        };
        match process.lay_out(&source.main, page, formats, limit) {
            Ok(answer) => {
                let stages = answer.timings.stages();
                stages.for_each(|(name, time)| timings.add(name, time));
                answer.laid_out.map_err(TypesetFailure::Rejected)
            }
            Err(error) if error.kind() == io::ErrorKind::TimedOut => {
                self.process = None;
                Err(TypesetFailure::TookTooLong(limit))
            }
            Err(error) => {
                let how = self.process.take().and_then(Process::wait_for_exit);
                Err(TypesetFailure::ProcessDied(how.unwrap_or_else(|| error.to_string())))
            }
        }
    }

    /// As [`Typesetter::typeset`], but a paper whose process dies is tried once more, in
    /// a new one: the paper may not be what ended the first. One that takes too long is
    /// not: it would again.
    ///
    /// # Errors
    ///
    /// When Typst refuses the paper, or the second process dies over it as well.
    pub(super) fn typeset_again(
        &mut self,
        source: &TypstSource,
        page: &Page,
        formats: &[Format],
        timings: &mut Timings,
    ) -> Result<LaidOut, TypesetFailure> {
        match self.typeset(source, page, formats, timings) {
            Err(TypesetFailure::ProcessDied(_)) => {
                self.typeset(source, page, formats, timings)
            }
            set => set,
        }
    }

    /// Begins anew, with another process: this one may hold an answer that was never
    /// read.
    pub(super) fn reset(&mut self) {
        *self = self.pool.typesetter();
    }

    /// Number of the process that waits for papers, if there is one.
    #[must_use]
    pub fn process_id(&self) -> Option<u32> {
        self.process.as_ref().map(|process| process.child.id())
    }

    /// The process, which knows this library; `None` where none can be had.
    fn ensure_process(&mut self, library: &str) -> Option<&mut Process> {
        if self.process.as_mut().is_some_and(|p| !p.is_alive() || p.library != library) {
            self.process = None;
        }
        if self.process.is_none() && !self.in_process {
            let program = self.pool.program.as_ref()?;
            self.process = Process::start(program, library, &self.pool.faces).ok();
            self.in_process = self.process.is_none();
        }
        self.process.as_mut()
    }
}

/// What a wait says that ends without an answer.
const LATE: mpsc::RecvTimeoutError = mpsc::RecvTimeoutError::Timeout;

struct Process {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    library: String,
}

impl Process {
    #[expect(clippy::disallowed_methods, reason = "the one place that starts a process")]
    fn start(program: &PathBuf, library: &str, faces: &Faces) -> io::Result<Self> {
        let mut child = Command::new(program)
            .arg(TYPESETTER_COMMAND)
            .env(THREADS.0, THREADS.1)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let (Some(input), Some(output)) = (child.stdin.take(), child.stdout.take())
        else {
            return Err(io::Error::other("no pipes"));
        };
        let output = BufReader::new(output);
        let mut res = Self { child, input, output, library: library.to_owned() };
        let faces = faces.files().map(|(_, data)| data.as_ref());
        let settings = wire::encode_settings(library, faces)?;
        // Where it does not answer at all, papers are laid out here.
        match res.exchange(&settings, LIMIT)? {
            hello if hello == wire::HELLO.as_bytes() => Ok(res),
            _ => Err(io::Error::other("another program")),
        }
    }

    /// Sends a frame and waits for the answer, and ends the process where it takes longer
    /// than `limit`: its pipes break then, and whoever reads or writes them goes on.
    ///
    /// # Errors
    ///
    /// What the pipes say; `TimedOut` where the process was ended for that.
    fn exchange(&mut self, frame: &[u8], limit: Duration) -> io::Result<Vec<u8>> {
        let Self { child, input, output, .. } = self;
        let (answered, waiting) = mpsc::channel::<()>();
        thread::scope(|scope| {
            let watch = Builder::new().spawn_scoped(scope, move || {
                // Nothing is sent: the other end is dropped when there is an answer.
                let is_late = waiting.recv_timeout(limit) == Err(LATE);
                // One that has ended meanwhile cannot be ended, and need not be.
                is_late && child.kill().is_ok()
            })?;
            let answer = wire::send_frame(input, frame)
                .and_then(|()| wire::read_frame(output))
                .and_then(|answer| answer.ok_or(io::ErrorKind::UnexpectedEof.into()));
            drop(answered);
            let is_late = watch.join().unwrap_or(false);
            // An answer that came in the last moment is an answer.
            answer.map_err(|error| match is_late {
                true => io::ErrorKind::TimedOut.into(),
                false => error,
            })
        })
    }

    fn lay_out(
        &mut self,
        main: &str,
        page: &Page,
        formats: &[Format],
        limit: Duration,
    ) -> io::Result<wire::PaperAnswer> {
        let request = wire::encode_paper(main, page, formats)?;
        wire::decode_answer(&self.exchange(&request, limit)?)
    }

    fn is_alive(&mut self) -> bool {
        matches!(self.child.try_wait(), Ok(None))
    }

    /// Waits a moment for a process that is about to end, and says how it ended.
    fn wait_for_exit(mut self) -> Option<String> {
        // A pipe breaks a moment before the process can be waited for; one that still
        // lives is killed when this is dropped.
        for _ in 0..50 {
            match self.child.try_wait() {
                Ok(Some(status)) => return Some(status.to_string()),
                Ok(None) => thread::sleep(Duration::from_millis(2)),
                Err(_) => return None,
            }
        }
        None
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It has nothing to save. Waiting for it leaves no zombie.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
