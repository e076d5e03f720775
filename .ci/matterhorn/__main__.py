"""Walks the 87 conditions of the Matterhorn Protocol 1.1 that a machine can check: what
breaks PDF/UA-1.

    python .ci/matterhorn PAPER.pdf …
    python .ci/matterhorn --self-test PAPER.pdf

The second harms a sound paper in one way for each condition, and asks that just this is
found. The paper must have headings, a list, a table, two footnotes and bookmarks.

| file | has |
|---|---|
| `paper` | a PDF as the conditions see it |
| `structure` | conditions of document, metadata, tags, annotations |
| `fonts` | conditions of fonts and characters |
| `program` | font programs and maps of characters, read and written |
| `harms` | a harm for each condition |

It needs `pikepdf`.
"""

import sys

import pikepdf

import fonts  # noqa: F401  (enters its conditions)
from harms import HARMS
from paper import Paper
from structure import CONDITIONS

# How many there are in the protocol.
MACHINE_CHECKABLE = 87


def find_breaks(pdf):
    """The conditions that a paper breaks, each with where."""
    paper = Paper(pdf)
    found = {id: list(check(paper)) for id, (_, check) in sorted(CONDITIONS.items())}
    return {id: places for id, places in found.items() if places}


def check_papers(paths):
    broken = 0
    for path in paths:
        with pikepdf.open(path) as pdf:
            found = find_breaks(pdf)
        for id, places in found.items():
            fault, _ = CONDITIONS[id]
            print(f"{path}: {id}: {fault}: {len(places)} times, first {places[0]}")
        broken += bool(found)
    print(f"{len(CONDITIONS)} conditions, {len(paths)} papers, {broken} with a fault")
    return broken


def test_conditions(path):
    """A sound paper breaks none; each harm breaks what it should and nothing else."""
    wrong = 0
    for id, (harm, expected) in sorted(HARMS.items()):
        for is_harmed in (False, True):
            with pikepdf.open(path) as pdf:
                harm(pdf, is_harmed)
                found = set(find_breaks(pdf))
            wanted = expected if is_harmed else set()
            if found != wanted:
                state = "harmed" if is_harmed else "sound"
                print(f"{id}, {state}: found {sorted(found)}, not {sorted(wanted)}")
                wrong += 1
    print(f"{len(HARMS)} harms, each beside a sound paper: {wrong} not told as they should be")
    return wrong


def main(arguments):
    ids = set(CONDITIONS)
    assert len(ids) == MACHINE_CHECKABLE and ids == set(HARMS), sorted(ids ^ set(HARMS))
    if arguments[:1] == ["--self-test"]:
        sys.exit(1 if test_conditions(arguments[1]) else 0)
    if not arguments:
        sys.exit("no papers")
    sys.exit(1 if check_papers(arguments) else 0)


if __name__ == "__main__":
    main(sys.argv[1:])
