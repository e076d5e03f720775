//! The parts of a specimen with their marks.

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::document::{
    Inline, Specimen, SpecimenFrame, SpecimenHead, SpecimenLine, SpecimenNames,
    SpecimenSignature, SpecimenSignatures,
};
use crate::redline::{self, MarkedLine, TextMark};

use super::super::tree::render_plain;
use super::super::words;

/// A part of one version.
pub(super) fn mark_specimen(specimen: &Specimen, mark: TextMark) -> redline::Specimen {
    match specimen {
        Specimen::Head(SpecimenHead { begins_page, names, origin: _ }) => {
            let names = names.as_ref().map(|names| mark_names(names, mark));
            redline::Specimen::Head(redline::SpecimenHead {
                begins_page: *begins_page,
                names,
            })
        }
        Specimen::Line(line) => {
            let SpecimenLine { place, content, first, last, keep, origin: _ } = line;
            redline::Specimen::Line(redline::SpecimenLine {
                place: *place,
                content: words::mark_inlines(content, mark),
                first: *first,
                last: *last,
                keep: *keep,
            })
        }
        Specimen::Frame(SpecimenFrame { lines, width, height, origin: _ }) => {
            redline::Specimen::Frame(redline::SpecimenFrame {
                lines: mark_lines(lines, mark),
                width: *width,
                height: *height,
            })
        }
        Specimen::Signatures(SpecimenSignatures { blocks, keep, origin: _ }) => {
            let blocks = blocks.iter().map(|block| mark_signature(block, mark)).collect();
            let keep = *keep;
            redline::Specimen::Signatures(redline::SpecimenSignatures { blocks, keep })
        }
    }
}

/// A part of both versions. Parts of two kinds are never paired: then the new one stands.
pub(super) fn merge_specimens(old: &Specimen, new: &Specimen) -> redline::Specimen {
    match (old, new) {
        (Specimen::Head(old), Specimen::Head(new)) => {
            redline::Specimen::Head(redline::SpecimenHead {
                begins_page: new.begins_page,
                names: merge_names(old.names.as_ref(), new.names.as_ref()),
            })
        }
        (Specimen::Line(old), Specimen::Line(new)) => {
            redline::Specimen::Line(redline::SpecimenLine {
                place: new.place,
                content: words::compare_inlines(&old.content, &new.content),
                first: new.first,
                last: new.last,
                keep: new.keep,
            })
        }
        (Specimen::Frame(old), Specimen::Frame(new)) => {
            redline::Specimen::Frame(redline::SpecimenFrame {
                lines: merge_lines(&old.lines, &new.lines),
                width: new.width,
                height: new.height,
            })
        }
        (Specimen::Signatures(old), Specimen::Signatures(new)) => {
            let blocks = merge_signatures(&old.blocks, &new.blocks);
            let keep = new.keep;
            redline::Specimen::Signatures(redline::SpecimenSignatures { blocks, keep })
        }
        (_, new) => mark_specimen(new, TextMark::Added),
    }
}

/// Whether there is something in a part for a reader to look at.
pub(super) fn is_specimen_changed(specimen: &redline::Specimen) -> bool {
    let is_marked = match specimen {
        redline::Specimen::Signatures(signatures) => {
            signatures.blocks.iter().any(|block| block.mark.is_change())
        }
        redline::Specimen::Head(_)
        | redline::Specimen::Line(_)
        | redline::Specimen::Frame(_) => false,
    };
    is_marked || specimen.runs().into_iter().any(|runs| words::has_change(runs))
}

fn mark_lines(lines: &[Vec<Inline>], mark: TextMark) -> Vec<MarkedLine> {
    lines.iter().map(|line| mark_line(line, mark)).collect()
}

fn mark_line(line: &[Inline], mark: TextMark) -> MarkedLine {
    MarkedLine { mark, runs: words::mark_inlines(line, mark) }
}

/// Lines of both versions: those that say the same are kept, as many in place of as many
/// are changed within.
fn merge_lines(old: &[Vec<Inline>], new: &[Vec<Inline>]) -> Vec<MarkedLine> {
    let old_keys: Vec<_> = old.iter().map(|line| render_plain(line)).collect();
    let new_keys: Vec<_> = new.iter().map(|line| render_plain(line)).collect();
    let mut res = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &old_keys, &new_keys) {
        let is_kept = matches!(op, DiffOp::Equal { .. });
        let (old, new) = (&old[op.old_range()], &new[op.new_range()]);
        if is_kept || old.len() == new.len() {
            res.extend(old.iter().zip(new).map(|(old, new)| MarkedLine {
                mark: TextMark::Kept,
                runs: words::compare_inlines(old, new),
            }));
        } else {
            res.extend(mark_lines(old, TextMark::Removed));
            res.extend(mark_lines(new, TextMark::Added));
        }
    }
    res
}

fn mark_names(names: &SpecimenNames, mark: TextMark) -> redline::SpecimenNames {
    let SpecimenNames { parent, agency, number, place_date } = names;
    redline::SpecimenNames {
        parent: mark_lines(parent, mark),
        agency: mark_lines(agency, mark),
        number: words::mark_inlines(number, mark),
        place_date: words::mark_inlines(place_date, mark),
    }
}

fn merge_names(
    old: Option<&SpecimenNames>,
    new: Option<&SpecimenNames>,
) -> Option<redline::SpecimenNames> {
    match (old, new) {
        (None, None) => None,
        (Some(old), None) => Some(mark_names(old, TextMark::Removed)),
        (None, Some(new)) => Some(mark_names(new, TextMark::Added)),
        (Some(old), Some(new)) => {
            let SpecimenNames { parent, agency, number, place_date } = new;
            Some(redline::SpecimenNames {
                parent: merge_lines(&old.parent, parent),
                agency: merge_lines(&old.agency, agency),
                number: words::compare_inlines(&old.number, number),
                place_date: words::compare_inlines(&old.place_date, place_date),
            })
        }
    }
}

/// Signatures by their places from left to right: those that one version has more stand
/// behind.
fn merge_signatures(
    old: &[SpecimenSignature],
    new: &[SpecimenSignature],
) -> Vec<redline::SpecimenSignature> {
    let both = old.len().min(new.len());
    let kept = old.iter().zip(new).map(|(old, new)| merge_signature(old, new));
    let removed = old[both..].iter().map(|old| mark_signature(old, TextMark::Removed));
    let added = new[both..].iter().map(|new| mark_signature(new, TextMark::Added));
    kept.chain(removed).chain(added).collect()
}

fn mark_signature(
    signature: &SpecimenSignature,
    mark: TextMark,
) -> redline::SpecimenSignature {
    let SpecimenSignature { place_date, post, note, name } = signature;
    redline::SpecimenSignature {
        mark,
        place_date: words::mark_inlines(place_date, mark),
        post: mark_lines(post, mark),
        note: mark_lines(note, mark),
        name: words::mark_inlines(name, mark),
    }
}

fn merge_signature(
    old: &SpecimenSignature,
    new: &SpecimenSignature,
) -> redline::SpecimenSignature {
    let SpecimenSignature { place_date, post, note, name } = new;
    redline::SpecimenSignature {
        mark: TextMark::Kept,
        place_date: words::compare_inlines(&old.place_date, place_date),
        post: merge_lines(&old.post, post),
        note: merge_lines(&old.note, note),
        name: words::compare_inlines(&old.name, name),
    }
}
