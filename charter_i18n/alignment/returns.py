"""Texts that come back: passages of earlier revisions, for new ones that no old one serves."""

from collections.abc import Hashable, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from charter_i18n import normalise
from charter_i18n.alignment.assignment import Assignment, Edge, Rules, assign
from charter_i18n.alignment.revisions import Changed, Texts, compare_all, twins
from charter_i18n.alignment.scoring import compare
from charter_i18n.alignment.texts import Reading
from charter_i18n.model import Passage

# Nothing stands around an obsolete text that could speak for it: it must speak for itself.
_FLOOR = 0.6
# Versions of one text: whichever of them is taken, it is the right one.
_VERSIONS = 0.8


class Return(NamedTuple):
    """A new passage and the obsolete one that it comes from."""

    new: int
    obsolete: int
    score: float


def equal_returns(
    obsolete: Sequence[Passage], new: Mapping[int, Passage]
) -> list[Return]:
    """The new passages whose very text stands among the obsolete, or does but for typography.

    Args:
        obsolete: Passages of earlier revisions.
        new: New passages without an old one, by index.
    """
    found: list[Return] = []
    taken: set[int] = set()
    served: set[int] = set()
    for level in (lambda passage: passage.key, lambda passage: normalise.typography(passage.msgid)):
        known: dict[Hashable, int] = {}
        for index, passage in enumerate(obsolete):
            if index not in taken:
                known.setdefault(level(passage), index)
        for index, passage in new.items():
            partner = known.get(level(passage))
            if partner is not None and partner not in taken and index not in served:
                taken.add(partner)
                served.add(index)
                found.append(Return(index, partner, 1.0))
    return found


def similar_returns(
    obsolete: Mapping[int, Reading],
    new: Mapping[int, Reading],
    *,
    floor: float,
    margin: float,
) -> Assignment:
    """The new passages that resemble obsolete ones.

    Args:
        obsolete: The passages of earlier revisions that are left, by index.
        new: The new passages that are left, by index.
        floor: The least score of a pair.
        margin: The least distance to the next best.
    """
    texts = compare_all(Changed((), obsolete, {}), Changed((), new, {}), (), lambda _: 0)
    least = max(floor, _FLOOR)
    scores = {
        edge: likeness.score(neighbours=0.0) for edge, likeness in texts.likenesses.items()
    }
    likely = {edge: score for edge, score in scores.items() if score >= least}
    rules = Rules(least, margin, _versions(texts, likely), twins(new))
    return assign(lambda made: _remaining(likely, made), rules)


def _remaining(scores: Mapping[Edge, float], made: Mapping[Edge, float]) -> dict[Edge, float]:
    olds = {old for old, _ in made}
    news = {new for _, new in made}
    return {
        edge: score
        for edge, score in scores.items()
        if edge[0] not in olds and edge[1] not in news
    }


def _versions(texts: Texts, likely: Mapping[Edge, float]) -> dict[int, int]:
    """The same number for obsolete texts that are versions of one text."""
    numbers = {index: index for index in texts.old}
    rivals: dict[int, list[int]] = {}
    for old, new in sorted(likely, key=lambda edge: (edge[1], edge[0])):
        rivals.setdefault(new, []).append(old)
    for olds in rivals.values():
        for one, other in combinations(olds, 2):
            if compare(texts.old[one], texts.old[other]).value >= _VERSIONS:
                numbers[other] = numbers[one]
    return numbers
