"""Which old texts a new one may come from, found without comparing each with each."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest
from itertools import pairwise
from operator import itemgetter

from charter_i18n.alignment.texts import Feature, Profile, Reading

_POSTINGS = 32
_FEATURES = 32
_NEAREST = 8
_CONTAINED = 6
_PROMISING = 32
_LETTERS = 3
_LETTERS_WEIGHT = 0.2


@dataclass(frozen=True, slots=True)
class Index:
    """The texts in which each feature stands, by position, and the texts themselves."""

    postings: Mapping[Feature, Sequence[int]]
    profiles: Mapping[int, Profile]


def index(
    readings: Mapping[int, Reading],
    profiles: Mapping[int, Profile],
    *,
    sought: Iterable[Profile],
) -> Index:
    """Index texts by what stands in them.

    Args:
        readings: The texts by position, in ascending order.
        profiles: Their profiles.
        sought: The texts that will be looked for; what stands in none of them is not indexed.
    """
    wanted = {feature for profile in sought for feature, _ in _telling(profile)}
    postings: dict[Feature, list[int]] = {}
    for position, reading in readings.items():
        for feature in wanted.intersection(_features(reading)):
            postings.setdefault(feature, []).append(position)
    return Index(postings, profiles)


def _features(reading: Reading) -> Iterator[Feature]:
    yield from reading.terms
    yield from pairwise(reading.terms)
    yield from _letter_groups(reading)


def candidates(source: Index, profile: Profile, *, expected: int) -> list[int]:
    """The positions of the texts that share most with `profile`, ascending.

    Only the features that say most are looked up, and of a feature that stands in many texts
    only those nearest to where the text would stand if nothing had moved; both keep the search
    linear, however often a formula is repeated.

    Args:
        source: The index of the old texts.
        profile: A new text.
        expected: The position in the old texts that corresponds to the new one's.
    """
    shared: dict[int, float] = {}
    for feature, weight in _telling(profile):
        for position in _nearby(source.postings.get(feature, ()), expected):
            shared[position] = shared.get(position, 0.0) + weight
    promising = [
        (common, source.profiles[position].mass, -abs(position - expected), position)
        for position, common in nlargest(_PROMISING, shared.items(), key=itemgetter(1))
    ]
    alike = sorted(promising, key=lambda item: (item[0] / (profile.mass + item[1]), *item[2:]))
    within = sorted(promising, key=lambda item: (item[0] / min(profile.mass, item[1]), *item[2:]))
    return sorted({item[3] for item in (*alike[-_NEAREST:], *within[-_CONTAINED:])})


def _telling(profile: Profile) -> list[tuple[Feature, float]]:
    ranked = sorted(profile.weights.items(), key=lambda item: -item[1])[:_FEATURES]
    return ranked + [(letters, _LETTERS_WEIGHT) for letters in _letter_groups(profile.reading)]


def _nearby(postings: Sequence[int], expected: int) -> Sequence[int]:
    if len(postings) <= _POSTINGS:
        return postings
    middle = bisect_left(postings, expected)
    start = min(max(0, middle - _POSTINGS // 2), len(postings) - _POSTINGS)
    return postings[start : start + _POSTINGS]


def _letter_groups(reading: Reading) -> list[tuple[str, str]]:
    """Three letters each of a short text, so that a misspelt word is found."""
    letters = reading.letters
    groups = (letters[start : start + _LETTERS] for start in range(len(letters) - _LETTERS + 1))
    return [("", group) for group in dict.fromkeys(groups)]
