"""Adjectives put to a noun or taken from it, which narrow or widen what a clause covers.

*Les élus locaux* → *les élus*: no word of the lexicon changed, but the rule now holds for
others. An adjective before its noun seldom restricts (*le nouveau règlement*) and is left aside.
"""

from collections.abc import Iterator

from charter_i18n.lexicon import Lexicon
from charter_i18n.model import ChangeClass
from charter_i18n.severity import shape
from charter_i18n.severity.alterations import Alteration
from charter_i18n.severity.nouns import Operator
from charter_i18n.severity.pairing import Pairing
from charter_i18n.severity.reading import Reading, Sort
from charter_i18n.severity.sides import NOWHERE, Side


def find(old: Side, new: Side, pairing: Pairing, lexicon: Lexicon) -> Iterator[Alteration]:
    """The adjectives that came to a noun of a standing sentence or left it; not those moved."""
    was, now = _changed_stems(old), _changed_stems(new)
    for hunk in pairing.hunks:
        if not hunk.new and _qualifies(old, hunk.old, now, lexicon):
            yield Alteration(_operator(hunk.old), None)
        elif not hunk.old and _qualifies(new, hunk.new, was, lexicon):
            yield Alteration(None, _operator(hunk.new))


def _changed_stems(side: Side) -> set[str]:
    return {side.reading.stems[place] for place in side.hunk_of}


def _operator(passage: range) -> Operator:
    return Operator(ChangeClass.SCOPE, "qualifier", tuple(passage))


def _qualifies(side: Side, passage: range, elsewhere: set[str], lexicon: Lexicon) -> bool:
    """Whether a passage is an adjective that stands beside a noun, here only."""
    reading, place = side.reading, passage.start
    if len(passage) != 1 or reading.sorts[place] is not Sort.WORD:
        return False
    if reading.stems[place] in {"", *elsewhere} or place in side.quiet:
        return False
    if side.groups[reading.units[place]] == NOWHERE:
        return False
    if is_adverb(reading.words[place], lexicon) or shape.is_finite(reading, place, lexicon):
        return False
    if not _beside_verb(reading, place, lexicon):
        return False
    return _after_noun(reading, place, lexicon)


def is_adverb(word: str, lexicon: Lexicon) -> bool:
    """Whether a word looks like an adverb made of an adjective (*clairement*)."""
    return word.endswith(lexicon.clauses.adverb_endings) and bool(lexicon.clauses.adverb_endings)


def _beside_verb(reading: Reading, place: int, lexicon: Lexicon) -> bool:
    """Whether the clause has a verb elsewhere; in *si le preneur décède* the word is the verb."""
    return any(
        shape.is_finite(reading, other, lexicon)
        or shape.is_infinitive(reading.words[other], lexicon)
        for step in (-1, 1)
        for other in _clause(reading, place, step)
    )


def _clause(reading: Reading, place: int, step: int) -> Iterator[int]:
    """The places before or after a place, up to a sign."""
    other = place + step
    while 0 <= other < len(reading) and reading.sorts[other] is not Sort.SIGN:
        yield other
        other += step


def _after_noun(reading: Reading, place: int, lexicon: Lexicon) -> bool:
    """*les élus locaux*: the word before is a noun, as a word that names tells."""
    if place - 2 < 0 or not reading.stems[place - 1]:
        return False
    return _names(reading.words[place - 2], lexicon)


def _names(word: str, lexicon: Lexicon) -> bool:
    return lexicon.is_a("determiner", word) or lexicon.is_a("of", word)
