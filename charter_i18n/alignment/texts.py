"""What of a text is compared: its words, how much each says, and whether it says anything."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from charter_i18n import normalise

Feature = str | tuple[str, str]
"""A term, or two terms that follow each other."""

SHORT = 5
"""Up to so many words a text is compared by its letters too: few words are weak evidence."""

_STEM = 6
_PAIR_WEIGHT = 0.3
_FIGURE_WEIGHT = 0.6
# The shortest words of a language are its articles, prepositions and elisions.
_LENGTH_WEIGHTS = (0.0, 0.1, 0.15, 0.35)

_LONGEST_LABEL = 48
_COUNTED = re.compile(
    r"^\W*(?:[^\W\d_]+\W+)?(?:\d+(?:[.,-]\d+)*[^\W\d_]{0,2}|[IVXLCDM]+(?:er|re|e)?|[^\W\d_])"
    r"(?:[ -](?:bis|ter|quater|quinquies|sexies|septies|octies|nonies|decies))?\W*$",
)


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as it is compared.

    `terms` are the beginnings of its words, own label and absolute URLs left out, so that
    *publie* and *publient* are alike; `letters` is a short text without case and accents, empty
    for a longer one.
    """

    terms: tuple[str, ...]
    letters: str = ""


@dataclass(frozen=True, slots=True)
class Profile:
    """A reading with weights: of each term and each two neighbours, and their sum, the mass.

    `substance` is the sum over the terms alone; `length` counts the words that say something,
    however common they are in the document.
    """

    reading: Reading
    weights: Mapping[Feature, float]
    mass: float
    substance: float
    length: float


def is_label(msgid: str, *, nouns: Sequence[str] = normalise.LABEL_NOUNS) -> bool:
    """Whether a text is a mere label ("Article 12", "Annexe II", "b)"): it has no content.

    A number is no identity; such a text may be paired only by what stands around it.
    """
    if len(msgid) > _LONGEST_LABEL:
        return False
    text = normalise.masked(msgid, nouns=tuple(nouns))
    return not normalise.words(text) or _COUNTED.match(text) is not None


def read(msgid: str, *, nouns: Sequence[str] = normalise.LABEL_NOUNS) -> Reading:
    """Read a text for comparison."""
    masked = normalise.masked(msgid, nouns=tuple(nouns))
    words = normalise.words(masked)
    letters = normalise.letters(masked) if len(words) <= SHORT else ""
    return Reading(tuple(word[:_STEM] for word in words), letters)


def weigh(readings: Sequence[Iterable[Reading]]) -> dict[str, float]:
    """The weight of every term: rare ones say more (inverse document frequency), short ones less.

    A term that stands once in the old and once in the new text is one text's term, therefore the
    frequency is the larger of those in the groups.

    Args:
        readings: The groups of texts, old and new.
    """
    frequency: Counter[str] = Counter()
    size = 1
    for group in readings:
        # A text that stands many times is one text still.
        texts = [dict.fromkeys(terms) for terms in {reading.terms: None for reading in group}]
        frequency |= Counter(term for terms in texts for term in terms)
        size = max(size, len(texts))
    scale = math.log1p(size)
    return {
        term: _length_weight(term) * math.log1p(size / count) / scale
        for term, count in frequency.items()
    }


@lru_cache(maxsize=65536)
def _length_weight(term: str) -> float:
    if term.isdigit():
        return _FIGURE_WEIGHT
    return _LENGTH_WEIGHTS[len(term)] if len(term) < len(_LENGTH_WEIGHTS) else 1.0


class Profiles(Mapping[int, Profile]):
    """The profiles of texts by position, each made when it is asked for."""

    def __init__(self, readings: Mapping[int, Reading], weights: Mapping[str, float]) -> None:
        """`weights` are those of all terms in the readings."""
        self._readings = readings
        self._weights = weights
        self._made: dict[int, Profile] = {}

    def __getitem__(self, position: int) -> Profile:
        found = self._made.get(position)
        if found is None:
            found = self._made[position] = profile(self._readings[position], self._weights)
        return found

    def __iter__(self) -> Iterator[int]:
        return iter(self._readings)

    def __len__(self) -> int:
        return len(self._readings)


def profile(reading: Reading, weights: Mapping[str, float]) -> Profile:
    """Give every term and every two neighbouring terms of a text its weight."""
    terms = reading.terms
    features: dict[Feature, float] = {}
    for term in terms:
        features[term] = features.get(term, 0.0) + weights[term]
    substance = sum(features.values())
    for pair in pairwise(terms):
        weight = _PAIR_WEIGHT * math.sqrt(weights[pair[0]] * weights[pair[1]])
        features[pair] = features.get(pair, 0.0) + weight
    length = sum(map(_length_weight, terms))
    return Profile(reading, features, sum(features.values()), substance, length)
