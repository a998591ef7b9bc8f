"""Words turned into their contrary by a prefix, as a negation does: *légal*, *illégal*."""

from collections.abc import Iterator

from charter_i18n.lexicon import Lexicon
from charter_i18n.model import ChangeClass
from charter_i18n.severity.alterations import Alteration
from charter_i18n.severity.nouns import Operator
from charter_i18n.severity.pairing import Pairing
from charter_i18n.severity.reading import stem
from charter_i18n.severity.sides import NOWHERE, Side


def find(old: Side, new: Side, pairing: Pairing, lexicon: Lexicon) -> Iterator[Alteration]:
    """The words of standing sentences that a prefix turned into their contrary."""
    for hunk in pairing.hunks:
        for before in hunk.old:
            for after in hunk.new:
                if not _stands(old, before) or not _stands(new, after):
                    continue
                was, now = old.reading.words[before], new.reading.words[after]
                if is_contrary(was, now, lexicon) or is_contrary(now, was, lexicon):
                    yield Alteration(_operator(before), _operator(after))


def _stands(side: Side, place: int) -> bool:
    return side.groups[side.reading.units[place]] != NOWHERE


def _operator(place: int) -> Operator:
    return Operator(ChangeClass.NEGATION, "contrary", (place,))


def is_contrary(word: str, other: str, lexicon: Lexicon) -> bool:
    """Whether `other` is `word` under a negative prefix, in whatever gender and number."""
    for prefix in lexicon.prefixes.negative:
        rest = other.removeprefix(prefix)
        if rest != other and rest not in lexicon.prefixes.exceptions:
            return word == rest or (
                len(rest) > len(prefix) and stem(word, lexicon) == stem(rest, lexicon)
            )
    return False
