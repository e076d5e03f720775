//! Work on many units at once, by threads of our own. Typst's own pool is never given
//! papers: a worker that waits inside it takes up another paper, and the stack grows.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError, mpsc};
use std::thread::Builder;

/// Stack of each thread, as large as a main thread's: forms nest.
const STACK: usize = 8 << 20;

/// Does `work` on every item with so many threads, each with a state of its own, and
/// gives each result with the index of its item to `done`, in the order in which they
/// come. Not more than a few results wait.
///
/// `done` runs in the calling thread and may change what it likes.
pub(super) fn run_in_threads<T: Sync, S, R: Send>(
    jobs: usize,
    items: &[T],
    state: impl Fn() -> S + Sync,
    work: impl Fn(&mut S, &T) -> R + Sync,
    mut done: impl FnMut(usize, R),
) {
    // One result a thread waits: where `done` is slow, the threads wait, and memory does
    // not grow with the set.
    let most_waiting = jobs.clamp(1, items.len().max(1));
    let threads = Threads { jobs, most_waiting };
    run_in_groups(threads, items, state, work, |group| {
        group.into_iter().for_each(|(index, result)| done(index, result));
    });
}

/// How many threads work, and how many of their results may wait.
#[derive(Debug, Clone, Copy)]
pub(super) struct Threads {
    pub(super) jobs: usize,
    pub(super) most_waiting: usize,
}

/// As [`run_in_threads`], but `done` is given all results that have come while it was at
/// work on the last: where it has a cost for each call, as waiting for a disk has, few
/// calls are made of it when it is slow, and one for each result when it is quick.
///
/// Threads take the next item from a counter, so a slow item holds up nothing but its own
/// thread. Fewer threads than asked for are enough; none at all is a panic.
pub(super) fn run_in_groups<T: Sync, S, R: Send>(
    threads: Threads,
    items: &[T],
    state: impl Fn() -> S + Sync,
    work: impl Fn(&mut S, &T) -> R + Sync,
    mut done: impl FnMut(Vec<(usize, R)>),
) {
    let next = AtomicUsize::new(0);
    // More threads than items would have nothing to do.
    let jobs = threads.jobs.clamp(1, items.len().max(1));
    let (sender, results) = mpsc::sync_channel(threads.most_waiting);
    let sender = Mutex::new(sender);
    std::thread::scope(|scope| {
        for started in 0..jobs {
            let sender = sender.lock().unwrap_or_else(PoisonError::into_inner).clone();
            let (next, state, work) = (&next, &state, &work);
            let spawned =
                Builder::new().stack_size(STACK).spawn_scoped(scope, move || {
                    let mut thread_state = state();
                    loop {
                        let index = next.fetch_add(1, Ordering::Relaxed);
                        let Some(item) = items.get(index) else { return };
                        // Sending waits while the channel is full. It fails where the
                        // receiver is gone, when `done` has panicked.
                        if sender.send((index, work(&mut thread_state, item))).is_err() {
                            return;
                        }
                    }
                });
            if let Err(error) = spawned {
                assert!(started > 0, "the system starts no thread: {error}");
                break;
            }
        }
        // The threads have senders of their own: when the last one ends, so does this loop.
        drop(sender);
        while let Ok(first) = results.recv() {
            let more = results.try_iter().take(threads.most_waiting);
            done(std::iter::once(first).chain(more).collect());
        }
    });
}

/// Does `work` on every item, and gives the results in the order of the items.
pub(super) fn map_in_order<T: Sync, R: Send>(
    jobs: usize,
    items: &[T],
    work: impl Fn(&T) -> R + Sync,
) -> Vec<R> {
    let mut reordered = ReorderBuffer::new();
    let mut res = Vec::with_capacity(items.len());
    run_in_threads(
        jobs,
        items,
        || (),
        |(), item| work(item),
        |index, result| res.extend(reordered.take(index, result)),
    );
    res
}

/// Puts results that come in any order into the order of their items, as far as they
/// have come.
#[derive(Debug)]
pub(super) struct ReorderBuffer<R> {
    next: usize,
    waiting: std::collections::BTreeMap<usize, R>,
}

impl<R> ReorderBuffer<R> {
    pub(super) fn new() -> Self {
        Self { next: 0, waiting: std::collections::BTreeMap::new() }
    }

    /// Takes a result, and gives all that are due now: those that follow the last one given
    /// without a gap.
    pub(super) fn take(&mut self, index: usize, result: R) -> Vec<R> {
        self.waiting.insert(index, result);
        let mut due = Vec::new();
        while let Some(result) = self.waiting.remove(&self.next) {
            due.push(result);
            self.next += 1;
        }
        due
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_item_is_done_once_whatever_the_number_of_threads() {
        let items: Vec<usize> = (0..500).collect();
        for jobs in [0, 1, 2, 7, 1000] {
            let seen = map_in_order(jobs, &items, |item| item * 2);
            assert_eq!(seen, items.iter().map(|i| i * 2).collect::<Vec<_>>(), "{jobs}");
        }
    }

    #[test]
    fn what_comes_while_results_are_done_with_is_done_with_at_once() {
        let items: Vec<usize> = (0..200).collect();
        let mut groups = Vec::new();
        let threads = Threads { jobs: 3, most_waiting: 8 };
        run_in_groups(
            threads,
            &items,
            || (),
            |(), item| *item,
            |group| {
                std::thread::sleep(std::time::Duration::from_millis(1));
                groups.push(group);
            },
        );
        assert!(groups.iter().all(|group| (1..=1 + 8).contains(&group.len())));
        assert!(groups.len() < 200, "some came together");
        let mut all: Vec<_> = groups.into_iter().flatten().collect();
        all.sort_unstable();
        assert_eq!(all, items.iter().map(|i| (*i, *i)).collect::<Vec<_>>());
    }

    #[test]
    fn no_item_at_all_is_no_work() {
        run_in_threads(3, &[0_u8; 0], || (), |(), _| (), |_, ()| unreachable!());
    }
}
