"""The findings as an `Alignment`: a row for each new passage and for each that has gone."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from charter_i18n.alignment.moves import in_order
from charter_i18n.model import Alignment, ChangeKind, Match, Passage

_CANDIDATES = 3


def paired(
    old: Sequence[Passage], new: Sequence[Passage], edge: tuple[int, int], score: float
) -> Match:
    """The row of an old and a new passage that belong together."""
    same = old[edge[0]].msgid == new[edge[1]].msgid
    kind = ChangeKind.UNCHANGED if same else ChangeKind.REVISED
    return Match(kind, (edge[0],), (edge[1],), 1.0 if same else score)


def grouped(old: tuple[int, ...], new: tuple[int, ...], score: float) -> Match:
    """The row of a passage that was split, or of several that were merged."""
    return Match(ChangeKind.SPLIT if len(new) > 1 else ChangeKind.MERGED, old, new, score)


def with_moves(matches: Sequence[Match], labels: Sequence[bool]) -> list[Match]:
    """Mark the rows outside the longest sequence of old passages that kept its order.

    A label marks a place and does not move: it is the text that moves from one to the other.

    Args:
        matches: Rows of old and new passages, in the order of the new ones.
        labels: Which of the old passages are labels.
    """
    told = [match for match in matches if not labels[match.old[0]]]
    kept = in_order([match.old[0] for match in told])
    moved = {match.new[0] for place, match in enumerate(told) if place not in kept}
    return [_moved(match) if match.new[0] in moved else match for match in matches]


def _moved(match: Match) -> Match:
    same = match.kind is ChangeKind.UNCHANGED
    return replace(match, kind=ChangeKind.MOVED if same else match.kind, moved=True)


def ambiguous(edges: Iterable[tuple[tuple[int, int], float]]) -> list[Match]:
    """The suggestions for new passages of which it is not clear where they come from.

    Args:
        edges: Possible pairs with their scores, the best first.
    """
    candidates: dict[int, list[tuple[int, float]]] = {}
    for (old, new), score in edges:
        candidates.setdefault(new, []).append((old, score))
    return [
        Match(
            ChangeKind.ADDED,
            tuple(old for old, _ in olds[:_CANDIDATES]),
            (new,),
            olds[0][1],
            ambiguous=True,
        )
        for new, olds in candidates.items()
    ]


def complete(matches: Sequence[Match], old: int, new: int) -> Alignment:
    """Add the rows of the passages that were added or have gone, and put all in order.

    Args:
        matches: The rows found so far.
        old: The number of old passages.
        new: The number of new passages.
    """
    told = {index for match in matches for index in match.new}
    added = [
        Match(ChangeKind.ADDED, (), (index,), 0.0) for index in range(new) if index not in told
    ]
    live = {index for match in matches if not match.ambiguous for index in match.old}
    removed = [
        Match(ChangeKind.REMOVED, (index,), (), 0.0) for index in range(old) if index not in live
    ]
    rows = sorted([*matches, *added], key=lambda match: match.new[0])
    return Alignment((*rows, *removed))
