"""Misspelt words put right before operators are read: *dans un delai de* is *dans un délai de*."""

from collections.abc import Iterator, Sequence

from rapidfuzz.distance import LCSseq

from charter_i18n import dictionary, normalise
from charter_i18n.lexicon import Lexicon
from charter_i18n.severity import spelling


def mended(old: str, new: str, lexicon: Lexicon) -> tuple[str, str]:
    """Two texts, the words that only the other one spells right as the other one has them.

    What the language has both ways, such as *ou* and *où*, are two words and stay.

    Args:
        old: A text of level N1.
        new: A text of level N1.
        lexicon: What is known of their language.
    """
    before, after = (list(normalise.partition(x, joints=lexicon.joints)) for x in (old, new))
    for was, now in _replaced(before, after):
        first, second = before[was], after[now]
        if _is_right(second, first, lexicon):
            before[was] = second
        elif _is_right(first, second, lexicon):
            after[now] = first
    return "".join(before), "".join(after)


def _replaced(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The places of words that stand for each other: where as many were taken out as put in."""
    was: list[int] = []
    now: list[int] = []
    for code in LCSseq.opcodes(old, new):
        if code.tag != "equal":
            was += _solid(old, range(code.src_start, code.src_end))
            now += _solid(new, range(code.dest_start, code.dest_end))
        elif _solid(old, range(code.src_start, code.src_end)):
            yield from _side_by_side(was, now)
            was, now = [], []
    yield from _side_by_side(was, now)


def _solid(tokens: Sequence[str], places: range) -> list[int]:
    return [place for place in places if not tokens[place].isspace()]


def _side_by_side(was: Sequence[int], now: Sequence[int]) -> Iterator[tuple[int, int]]:
    if len(was) == len(now):
        yield from zip(was, now, strict=True)


def _is_right(word: str, other: str, lexicon: Lexicon) -> bool:
    """Whether a word is what the other one, which the language does not have, was meant to be."""
    if not (word[0].isalpha() and other[0].isalpha()) or word.casefold() == other.casefold():
        return False
    if normalise.letters(word) == normalise.letters(other):
        locale = lexicon.locale
        return dictionary.spells(word, locale) and not dictionary.spells(other, locale)
    slip = spelling.is_slip(word.casefold(), other.casefold(), lexicon)
    return slip and dictionary.knows(word, lexicon.locale)
