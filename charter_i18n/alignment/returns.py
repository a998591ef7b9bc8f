"""Texts that come back: passages of earlier revisions, for new ones that no old one serves."""

from collections.abc import Callable, Container, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from charter_i18n import normalise
from charter_i18n.alignment.assignment import Assignment, Edge, Limits, Rules, assign
from charter_i18n.alignment.links import Pairs
from charter_i18n.alignment.outline import Changed
from charter_i18n.alignment.revisions import Texts, compare_all, twins
from charter_i18n.alignment.scoring import compare
from charter_i18n.alignment.texts import Reading, is_label, read
from charter_i18n.model import Passage

# Nothing stands around an obsolete text that could speak for it: it must speak for itself.
_FLOOR = 0.6
# Versions of one text: whichever of them is taken, it is the right one.
_VERSIONS = 0.8


@dataclass(frozen=True, slots=True)
class Alone:
    """The new passages that no old one serves, by index, and what those say that have words.

    `doubtful` are those with a suggestion among the old ones: an equal text helps them, one that
    is merely alike does not.
    """

    passages: Mapping[int, Passage]
    readings: Mapping[int, Reading]
    doubtful: Container[int]


def returns(
    obsolete: Sequence[Passage],
    new: Alone,
    *,
    limits: Limits,
    label_nouns: Sequence[str] = normalise.LABEL_NOUNS,
) -> Assignment:
    """Find the new passages that stand among the obsolete, or resemble one of these.

    Args:
        obsolete: Passages of earlier revisions.
        new: New passages without an old one.
        limits: When two texts are a pair.
        label_nouns: The words that stand before a number in a label.
    """
    equal = _equal(obsolete, new.passages, lambda passage: passage.key, {})
    equal |= _equal(
        obsolete, new.passages, lambda passage: normalise.typography(passage.msgid), equal
    )
    left = {
        index: reading
        for index, reading in new.readings.items()
        if index not in equal and index not in new.doubtful
    }
    taken = set(equal.values())
    texts = enumerate(obsolete if left else ())
    readings = {
        index: read(passage.msgid, nouns=label_nouns)
        for index, passage in texts
        if index not in taken and not is_label(passage.msgid, nouns=label_nouns)
    }
    alone = replace(limits, floor=max(limits.floor, _FLOOR))
    similar = _similar(readings, left, alone)
    pairs = dict.fromkeys(((old, index) for index, old in equal.items()), 1.0)
    return Assignment({**pairs, **similar.pairs}, similar.doubtful)


def _equal(
    obsolete: Sequence[Passage],
    new: Mapping[int, Passage],
    level: Callable[[Passage], Hashable],
    known: Pairs,
) -> Pairs:
    """The obsolete index of each new passage that is equal to an obsolete one."""
    wanted = {index: level(passage) for index, passage in new.items() if index not in known}
    taken = set(known.values())
    free: dict[Hashable, int] = {}
    for index, passage in enumerate(obsolete if wanted else ()):
        if index not in taken:
            free.setdefault(level(passage), index)
    partners = {index: free.pop(key, None) for index, key in wanted.items()}
    return {index: partner for index, partner in partners.items() if partner is not None}


def _similar(
    obsolete: Mapping[int, Reading], new: Mapping[int, Reading], limits: Limits
) -> Assignment:
    if not obsolete or not new:
        return Assignment({}, ())
    texts = compare_all(Changed((), obsolete, {}), Changed((), new, {}), (), lambda _: 0)
    scores = {edge: likeness.score(neighbours=0.0) for edge, likeness in texts.likenesses.items()}
    likely = {edge: score for edge, score in scores.items() if score >= limits.floor}
    rules = Rules(limits, _versions(texts, likely), twins(new))
    return assign(lambda made: _remaining(likely, made), rules)


def _remaining(scores: Mapping[Edge, float], made: Iterable[Edge]) -> dict[Edge, float]:
    olds = {old for old, _ in made}
    news = {new for _, new in made}
    return {
        edge: score for edge, score in scores.items() if edge[0] not in olds and edge[1] not in news
    }


def _versions(texts: Texts, likely: Iterable[Edge]) -> dict[int, int]:
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
