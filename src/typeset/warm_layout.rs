//! Layout that starts from what the paper before has shown.
//!
//! Typst lays out a paper at least twice where anything asks for a place, as page numbers
//! do: first with no places known, then with those of the first layout, until what was
//! answered is so. Papers of one set have the same places mostly. With the answers of the
//! paper before the first layout is right mostly, and Typst's own check, that every
//! answer given holds in the pages that came of it, shows it. Where it does not hold the
//! pages so far answer, and in the end Typst does all as it always does. What holds is
//! the same paper either way.

use std::cell::RefCell;
use std::collections::HashSet;
use std::num::NonZeroUsize;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use typst::comemo::{Constraint, Track as _};
use typst::diag::{SourceResult, StrResult};
use typst::ecow::{EcoString, EcoVec};
use typst::engine::{Engine, Route, Sink};
use typst::foundations::{
    Content, Label, NativeElement as _, Output, Selector, StyleChain, Target,
};
use typst::introspection::{DocumentPosition, Introspector, Location};
use typst::model::{FootnoteElem, Numbering};
use typst::syntax::VirtualPath;
use typst::utils::Protected;
use typst_layout::{PagedDocument, PagedIntrospector};

/// Name of the function that numbers a footnote whose number is given in its source:
/// it does not ask how many there are before. `nd30.typ` calls it so.
const SETTLED: &str = "settled-number";

thread_local! {
    /// What the paper before has shown.
    static BEFORE: RefCell<Option<Arc<PagedIntrospector>>> = const { RefCell::new(None) };
}

/// Pages, laid out with the answers of the paper before where they hold.
pub(super) struct WarmLayout(PagedDocument);

impl WarmLayout {
    /// The pages; the next paper of this thread starts from what they show.
    pub(super) fn into_document(self) -> PagedDocument {
        BEFORE.set(Some(Arc::clone(self.0.introspector())));
        self.0
    }
}

impl Output for WarmLayout {
    fn target() -> Target {
        Target::Paged
    }

    fn introspector(&self) -> &dyn Introspector {
        self.0.introspector().as_ref()
    }

    fn create(
        engine: &mut Engine<'_>,
        content: &Content,
        styles: StyleChain<'_>,
    ) -> SourceResult<Self> {
        // Taken, so that Typst's own way, which comes here again, finds none.
        let mut known = BEFORE.take();
        for _ in 0..2 {
            let Some(before) = known.take() else { break };
            match try_with_answers(engine, content, styles, &before)? {
                (document, true) => return Ok(Self(document)),
                (document, false) => known = Some(Arc::clone(document.introspector())),
            }
        }
        PagedDocument::create(engine, content, styles).map(Self)
    }
}

/// Lays out with these answers; the second part is whether they hold in the pages.
///
/// Warnings and delayed errors of a layout whose answers do not hold are dropped: they may
/// come from the wrong answers.
fn try_with_answers(
    engine: &mut Engine<'_>,
    content: &Content,
    styles: StyleChain<'_>,
    known: &PagedIntrospector,
) -> SourceResult<(PagedDocument, bool)> {
    let known = KnownAnswers::from_paper(known);
    let constraint = Constraint::new();
    let mut sink = Sink::new();
    let mut trial = Engine {
        world: engine.world,
        library: engine.library,
        introspector: Protected::new(
            (&known as &dyn Introspector).track_with(&constraint),
        ),
        traced: engine.traced,
        sink: sink.track_mut(),
        route: Route::default(),
    };
    let document = typst_layout::layout_document(&mut trial, content, styles)?;
    let shown = KnownAnswers::from_paper(document.introspector());
    let holds = constraint.validate(&shown as &dyn Introspector) && !known.is_blurred();
    if holds {
        engine.sink.delayed_errors(sink.delayed());
        sink.warnings().into_iter().for_each(|warning| engine.sink.warn(warning));
    }
    Ok((document, holds))
}

/// The answers of a paper, without what differs from paper to paper and changes nothing:
/// where parts would stand that are measured only, and the count of footnotes whose
/// numbers are settled.
struct KnownAnswers<'a> {
    paper: &'a PagedIntrospector,
    /// Whether the number of every footnote is settled.
    settled: bool,
    seen: Mutex<SeenPlaces>,
}

/// The places that came up during a layout. In both sets is what was asked from within
/// something measured: it must be answered.
#[derive(Default)]
struct SeenPlaces {
    /// Places at which something was measured.
    measured: HashSet<Location>,
    /// Places of which something was asked.
    asked: HashSet<Location>,
}

impl<'a> KnownAnswers<'a> {
    fn from_paper(paper: &'a PagedIntrospector) -> Self {
        let notes = paper.query(&FootnoteElem::ELEM.select());
        let settled = notes.iter().all(|note| {
            let note = note.to_packed::<FootnoteElem>();
            let numbering =
                note.map(|note| note.numbering.get_cloned(StyleChain::default()));
            matches!(numbering, Some(Numbering::Func(f)) if f.name() == Some(SETTLED))
        });
        Self { paper, settled, seen: Mutex::default() }
    }

    fn lock_seen(&self) -> MutexGuard<'_, SeenPlaces> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn record_asked(&self, location: Location) {
        self.lock_seen().asked.insert(location);
    }

    /// Whether anything was asked that these answers keep back.
    fn is_blurred(&self) -> bool {
        let seen = self.lock_seen();
        !seen.measured.is_disjoint(&seen.asked)
    }

    /// Whether this is the count of footnotes, and no footnote needs it.
    fn is_settled_count(&self, selector: &Selector) -> bool {
        let Selector::Or(either) = selector else { return false };
        self.settled
            && matches!(either.as_slice(), [update, notes]
                if is_counter_update(update) && *notes == FootnoteElem::ELEM.select())
    }
}

impl Introspector for KnownAnswers<'_> {
    fn query(&self, selector: &Selector) -> EcoVec<Content> {
        if self.is_settled_count(selector) {
            return EcoVec::new();
        }
        self.paper.query(selector)
    }

    fn query_first(&self, selector: &Selector) -> Option<Content> {
        self.paper.query_first(selector)
    }

    fn query_unique(&self, selector: &Selector) -> StrResult<Content> {
        self.paper.query_unique(selector)
    }

    fn query_label(&self, label: Label) -> StrResult<&Content> {
        self.paper.query_label(label)
    }

    fn query_labelled(&self) -> EcoVec<Content> {
        self.paper.query_labelled()
    }

    fn query_count_before(&self, selector: &Selector, end: Location) -> usize {
        if self.is_settled_count(selector) {
            return 0;
        }
        self.record_asked(end);
        self.paper.query_count_before(selector, end)
    }

    fn label_count(&self, label: Label) -> usize {
        self.paper.label_count(label)
    }

    fn locator(&self, _: u128, base: Location) -> Option<Location> {
        self.lock_seen().measured.insert(base);
        None
    }

    fn pages(&self, location: Location) -> Option<NonZeroUsize> {
        self.record_asked(location);
        self.paper.pages(location)
    }

    fn page(&self, location: Location) -> Option<NonZeroUsize> {
        self.record_asked(location);
        self.paper.page(location)
    }

    fn position(&self, location: Location) -> Option<DocumentPosition> {
        self.record_asked(location);
        Introspector::position(self.paper, location)
    }

    fn page_numbering(&self, location: Location) -> Option<&Numbering> {
        self.record_asked(location);
        self.paper.page_numbering(location)
    }

    fn page_supplement(&self, location: Location) -> Option<&Content> {
        self.record_asked(location);
        self.paper.page_supplement(location)
    }

    fn anchor(&self, location: Location) -> Option<&EcoString> {
        self.paper.anchor(location)
    }

    fn document(&self, location: Location) -> Option<Location> {
        self.paper.document(location)
    }

    fn path(&self, location: Location) -> Option<&VirtualPath> {
        self.paper.path(location)
    }
}

/// Whether a selector finds the changes of one counter.
fn is_counter_update(selector: &Selector) -> bool {
    matches!(selector, Selector::Elem(elem, Some(_)) if elem.name() == "counter-update")
}
