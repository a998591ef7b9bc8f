"""Adjectives put to a noun or taken from it, which narrow or widen what a clause covers.

*Les enfants légitimes* → *les enfants*: no word of the lexicon changed, but the rule now holds for
others.
"""

from collections.abc import Iterator

from charter_i18n.lexicon import Lexicon
from charter_i18n.model import ChangeClass
from charter_i18n.severity import shape
from charter_i18n.severity.alterations import Alteration, Side
from charter_i18n.severity.operator import Operator
from charter_i18n.severity.pairing import Hunk, Pairing
from charter_i18n.severity.reading import Reading, Sort

_STANDS_NOWHERE = -1


def find(old: Side, new: Side, pairing: Pairing, lexicon: Lexicon) -> Iterator[Alteration]:
    """The adjectives that came to a noun of a standing sentence or left it."""
    for hunk in pairing.hunks:
        if not hunk.new and _qualifies(old, hunk, lexicon):
            yield Alteration(_operator(hunk.old), None)
        elif not hunk.old and _qualifies(new, Hunk(hunk.new, hunk.old), lexicon):
            yield Alteration(None, _operator(hunk.new))


def _operator(passage: range) -> Operator:
    return Operator(ChangeClass.SCOPE, "qualifier", tuple(passage))


def _qualifies(side: Side, hunk: Hunk, lexicon: Lexicon) -> bool:
    reading, passage = side.reading, hunk.old
    if len(passage) != 1 or side.groups[reading.units[passage.start]] == _STANDS_NOWHERE:
        return False
    place = passage.start
    if not reading.stems[place] or reading.sorts[place] is not Sort.WORD:
        return False
    if any(place in operator.positions for operator in side.operators):
        return False
    if is_adverb(reading.words[place], lexicon) or shape.is_finite(reading, place, lexicon):
        return False
    return _after_noun(reading, place, lexicon) or _before_noun(reading, place, lexicon)


def is_adverb(word: str, lexicon: Lexicon) -> bool:
    """Whether a word looks like an adverb made of an adjective (*clairement*)."""
    return word.endswith(lexicon.clauses.adverb_endings) and bool(lexicon.clauses.adverb_endings)


def _after_noun(reading: Reading, place: int, lexicon: Lexicon) -> bool:
    """*les enfants légitimes*: the word before is a noun, as a word that names tells."""
    if place < 2 or not reading.stems[place - 1]:
        return False
    return _names(reading.words[place - 2], lexicon)


def _before_noun(reading: Reading, place: int, lexicon: Lexicon) -> bool:
    """*les anciens membres*."""
    if place < 1 or place + 1 >= len(reading) or not reading.stems[place + 1]:
        return False
    return _names(reading.words[place - 1], lexicon)


def _names(word: str, lexicon: Lexicon) -> bool:
    return lexicon.is_a("determiner", word) or lexicon.is_a("of", word)
