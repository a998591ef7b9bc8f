"""How alike two texts are, and what that is worth beside what stands around them."""

from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from charter_i18n.alignment.texts import Profile, Reading

NEIGHBOURS_BONUS = 0.06
KIND_BONUS = 0.01
SECTION_BONUS = 0.01

# A misspelt word differs by a letter or two; *utilisateur* and *utilisation* are two words.
_SAME_SPELLING = 0.8
_ENOUGH_SUBSTANCE = 3.0


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
    substance = min(old.substance, new.substance)
    trust = min(1.0, (1.0 + substance) / (1.0 + _ENOUGH_SUBSTANCE))
    spelling = _spelling(old.reading, new.reading)
    if spelling == 1.0:
        trust = 1.0
    return Likeness(
        value=max(value, spelling),
        trust=trust,
        of_old=shared / old.mass if old.mass else 0.0,
        of_new=shared / new.mass if new.mass else 0.0,
    )


def _spelling(old: Reading, new: Reading) -> float:
    """How alike two short texts are spelt; nothing below what slips of the pen explain."""
    if not old.letters or not new.letters:
        return 0.0
    ratio = Levenshtein.normalized_similarity(old.letters, new.letters)
    return ratio if ratio >= _SAME_SPELLING else 0.0
