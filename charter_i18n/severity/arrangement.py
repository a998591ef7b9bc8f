"""Sentences that changed places: put back, so that only what they say is compared."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from charter_i18n import normalise, similarity
from charter_i18n.lexicon import Lexicon

_SENTENCE = re.compile(r"(?<=[.;!?]) ")
_SAME = 0.6


def restored(old: str, new: str, lexicon: Lexicon) -> str | None:
    """The new text with its sentences in the order of the old one.

    Args:
        old: A text of level N1.
        new: A text of level N1.
        lexicon: What is known of their language.

    Returns:
        The text; `None` where no sentence changed its place.
    """
    before, after = _SENTENCE.split(old), _SENTENCE.split(new)
    if min(len(before), len(after)) < 2:  # noqa: PLR2004 - one sentence has no other place
        return None
    origins = _origins(before, after, lexicon)
    matched = [origin for origin in origins if origin >= 0]
    if _longest_ascent(matched) == len(matched):
        return None
    return " ".join(_ordered(after, origins))


def _origins(before: Sequence[str], after: Sequence[str], lexicon: Lexicon) -> list[int]:
    """The old sentence that each new one was, or -1: equal ones first, then the most alike.

    They are compared by what they are about: a negation that changed sentences moves neither.
    """
    origins = [-1] * len(after)
    free = dict.fromkeys(range(len(before)))
    topics = [[_topic(sentence, lexicon) for sentence in side] for side in (before, after)]
    scores = [
        (similarity.ratio(first, second), -abs(was - now), was, now)
        for was, first in enumerate(topics[0])
        for now, second in enumerate(topics[1])
    ]
    for score, _, was, now in sorted(scores, reverse=True):
        if score >= _SAME and was in free and origins[now] < 0:
            origins[now] = was
            del free[was]
    return origins


def _topic(sentence: str, lexicon: Lexicon) -> str:
    """The words of a sentence that tell what it is about; all of them where none does."""
    words = normalise.words(sentence)
    telling = [word for word in words if not lexicon.is_a("function", word)]
    return " ".join(telling or words)


def _longest_ascent(numbers: Sequence[int]) -> int:
    tails: list[int] = []
    for number in numbers:
        place = bisect_left(tails, number)
        tails[place : place + 1] = [number]
    return len(tails)


def _ordered(after: Sequence[str], origins: Sequence[int]) -> list[str]:
    """New sentences follow the sentence before them."""
    keys = []
    last = -1
    for place, origin in enumerate(origins):
        last = origin if origin >= 0 else last
        keys.append((last, origin < 0, place))
    return [after[place] for _, _, place in sorted(keys)]
