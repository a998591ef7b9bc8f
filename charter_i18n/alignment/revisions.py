"""Pairs among the texts that changed: revised, split and merged."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from charter_i18n.alignment.assignment import Assignment, Edge, Limits, Rules, assign
from charter_i18n.alignment.index import candidates, index
from charter_i18n.alignment.links import EDGE, Links
from charter_i18n.alignment.outline import Changed, Place
from charter_i18n.alignment.scoring import (
    KIND_BONUS,
    KIND_PENALTY,
    SECTION_BONUS,
    STRANGER_PENALTY,
    Likeness,
    compare,
)
from charter_i18n.alignment.splits import Family, Relations, families
from charter_i18n.alignment.surroundings import Surroundings, surroundings
from charter_i18n.alignment.texts import Profile, Profiles, Reading, weigh

_CONTAINED = 0.5
_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Group:
    """Old passages that became new ones: one that was split, or several that were merged."""

    old: tuple[int, ...]
    new: tuple[int, ...]
    score: float


@dataclass(frozen=True, slots=True)
class Revision:
    """What became of the changed texts, and all links that follow."""

    groups: Sequence[Group]
    assignment: Assignment
    links: Links


@dataclass(frozen=True, slots=True)
class Texts:
    """The changed texts with their weights, and the comparisons that are worth making."""

    weights: Mapping[str, float]
    old: Mapping[int, Profile]
    new: Mapping[int, Profile]
    likenesses: Mapping[Edge, Likeness]


def revise(
    old: Changed,
    new: Changed,
    links: Links,
    *,
    background: Sequence[Reading],
    limits: Limits,
) -> Revision:
    """Find what the changed texts come from.

    Args:
        old: The old texts without a pair.
        new: The new ones.
        links: What is paired.
        background: Unchanged texts, from which to learn which words are common.
        limits: When two texts are a pair.
    """
    around = surroundings(old.content, new.content, links)
    texts = compare_all(old, new, background, lambda index: _expected(around, index))
    groups = _groups(texts, around, limits.floor)
    start = links.related((group.old, group.new) for group in groups)
    rules = Rules(limits, twins(old.readings), twins(new.readings))

    def linked(made: Mapping[Edge, float]) -> Links:
        return start.extended({new_index: old_index for old_index, new_index in made})

    def rating(made: Mapping[Edge, float]) -> dict[Edge, float]:
        here = surroundings(old.content, new.content, linked(made))
        return _rate(texts.likenesses, here, old, new)

    assignment = assign(rating, rules)
    return Revision(groups, assignment, linked(assignment.pairs))


def _expected(around: Surroundings, index: int) -> int:
    """Where a new text would stand among the old if nothing had moved."""
    left, distance = around.new.left[index]
    return distance + (EDGE if left == EDGE else around.links.backwards[left])


def compare_all(
    old: Changed,
    new: Changed,
    background: Sequence[Reading],
    expected: Callable[[int], int],
) -> Texts:
    """Weigh the changed texts and compare each new one with those it may come from.

    Args:
        old: The old texts without a pair.
        new: The new ones.
        background: Unchanged texts.
        expected: Where a new text would stand among the old if nothing had moved.
    """
    groups = [[*background, *side.readings.values()] for side in (old, new)]
    weights = weigh(groups)
    # Of the old texts most are never compared, where there are few new ones.
    before, after = Profiles(old.readings, weights), Profiles(new.readings, weights)
    source = index(old.readings, before, sought=after.values())
    likenesses = {}
    for new_index, text in after.items():
        for old_index in candidates(source, text, expected=expected(new_index)):
            likenesses[old_index, new_index] = compare(before[old_index], text)
    return Texts(weights, before, after, likenesses)


def _groups(texts: Texts, around: Surroundings, floor: float) -> list[Group]:
    """The splits and mergers that share no passage, the surest first."""
    found = [Group((whole,), parts, score) for whole, parts, score in _splits(texts, around)]
    found += [Group(parts, (whole,), score) for whole, parts, score in _mergers(texts, around)]
    olds: set[int] = set()
    news: set[int] = set()
    chosen = []
    for group in sorted(found, key=lambda group: (-group.score, group.new, group.old)):
        if group.score >= floor and olds.isdisjoint(group.old) and news.isdisjoint(group.new):
            olds.update(group.old)
            news.update(group.new)
            chosen.append(group)
    return chosen


def _splits(texts: Texts, around: Surroundings) -> list[Family]:
    likenesses = texts.likenesses
    return families(
        Relations(
            wholes=texts.old,
            parts=texts.new,
            contained={edge: likeness.of_new for edge, likeness in likenesses.items()},
            containing={edge: likeness.of_old for edge, likeness in likenesses.items()},
            likeness={edge: likeness.value for edge, likeness in likenesses.items()},
            stretches=around.new.left,
            weights=texts.weights,
        )
    )


def _mergers(texts: Texts, around: Surroundings) -> list[Family]:
    likenesses = texts.likenesses
    return families(
        Relations(
            wholes=texts.new,
            parts=texts.old,
            contained={edge[::-1]: likeness.of_old for edge, likeness in likenesses.items()},
            containing={edge[::-1]: likeness.of_new for edge, likeness in likenesses.items()},
            likeness={edge[::-1]: likeness.value for edge, likeness in likenesses.items()},
            stretches=around.old.left,
            weights=texts.weights,
        )
    )


def twins(readings: Mapping[int, Reading]) -> dict[int, int]:
    """Number texts so that those of the same words have the same number."""
    numbers: dict[tuple[str, ...], int] = {}
    return {
        index: numbers.setdefault(reading.terms, len(numbers))
        for index, reading in readings.items()
    }


def _rate(
    likenesses: Mapping[Edge, Likeness],
    around: Surroundings,
    old: Changed,
    new: Changed,
) -> dict[Edge, float]:
    """The scores of the pairs whose texts are both free."""
    scores = {}
    for edge, likeness in likenesses.items():
        if around.links.free(*edge):
            neighbours = around.agreement(*edge)
            bonus = _bonus(old.places[edge[0]], new.places[edge[1]], alone=neighbours == 0)
            scores[edge] = round(likeness.score(neighbours=neighbours, bonus=bonus), _DIGITS)
    return scores


def _bonus(old: Place, new: Place, *, alone: bool) -> float:
    bonus = KIND_BONUS if old[0] is new[0] else -KIND_PENALTY
    if old[1] == new[1]:
        return bonus + (SECTION_BONUS if old[1] else 0.0)
    return bonus - (STRANGER_PENALTY if alone else 0.0)
