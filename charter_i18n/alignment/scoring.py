"""How alike two texts are, and what that is worth beside what stands around them."""

from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from charter_i18n.alignment.texts import Profile

NEIGHBOURS_BONUS = 0.06
KIND_BONUS = 0.01
SECTION_BONUS = 0.01
STRANGER_PENALTY = 0.12
"""For a pair in two sections around which nothing agrees: formulas stand in many places."""
KIND_PENALTY = 0.08
"""For a pair of different kinds: a heading is rarely made of a paragraph."""

# A misspelt word differs by a letter or two; *utilisateur* and *utilisation* are two words.
_SAME_SPELLING = 0.8
_ENOUGH_WORDS = 4.0
_SOME_TRUST = 0.5
_SPELLING_TRUST = 0.6
# What a short text that stands whole in another one is worth, where the neighbours agree.
_CONTAINED = 0.4


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike an old and a new text are.

    `value` is the weighted Dice coefficient, or for short texts the likeness of their letters;
    `trust` is how much of it holds where the neighbours do not agree: two words in common say
    little. `of_old` and `of_new` are the shares of each text that stand in the other.
    """

    value: float
    trust: float
    of_old: float
    of_new: float

    def score(self, *, neighbours: float, bonus: float = 0.0) -> float:
        """The likeness as evidence.

        Args:
            neighbours: How far the neighbours agree, from 0 to 1.
            bonus: What else speaks for the pair.
        """
        trust = self.trust + (1.0 - self.trust) * neighbours
        return min(1.0, self.value * trust + NEIGHBOURS_BONUS * neighbours + bonus)


def compare(old: Profile, new: Profile) -> Likeness:
    """Compare two texts, of which at least one has a word."""
    few, many = sorted((old.weights, new.weights), key=len)
    shared = sum(min(weight, many[feature]) for feature, weight in few.items() if feature in many)
    value = 2.0 * shared / (old.mass + new.mass)
    trust = min(1.0, (_SOME_TRUST + min(old.length, new.length)) / (_SOME_TRUST + _ENOUGH_WORDS))
    spelling = _spelling(old, new)
    if spelling:
        trust = max(trust, 1.0 if spelling == 1.0 else _SPELLING_TRUST)
    return Likeness(
        value=max(value, spelling, _inclusion(old, new, shared)),
        trust=trust,
        of_old=shared / old.mass if old.mass else 0.0,
        of_new=shared / new.mass if new.mass else 0.0,
    )


def _spelling(old: Profile, new: Profile) -> float:
    """How alike the words of two short texts are spelt, as far as slips of the pen explain it."""
    before, after = old.reading.letters.split(), new.reading.letters.split()
    if not before or len(before) != len(after):
        return 0.0
    total = 0.0
    for one, other in zip(before, after, strict=True):
        ratio: float = Levenshtein.normalized_similarity(one, other, score_cutoff=_SAME_SPELLING)
        if not ratio:
            return 0.0
        total += ratio * (len(one) + len(other))
    return total / sum(map(len, (*before, *after)))


def _inclusion(old: Profile, new: Profile, shared: float) -> float:
    """What it is worth that a short text stands in another, as *Néant* in *Néant, sauf …*."""
    shorter = min(old, new, key=lambda text: text.mass)
    if not shorter.reading.letters:
        return 0.0
    return _CONTAINED * shared / shorter.mass


def letters_in_common(old: str, new: str) -> float:
    """How alike two msgids are letter by letter; a figure for readers, not evidence."""
    ratio: float = Levenshtein.normalized_similarity(old.casefold(), new.casefold())
    return ratio
