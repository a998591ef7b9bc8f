"""Words turned into their contrary by a prefix, which deny as *ne … pas* does: *légal*, *illégal*."""

from collections.abc import Iterator

from charter_i18n.lexicon import Lexicon
from charter_i18n.model import ChangeClass
from charter_i18n.severity.alterations import Alteration, Side
from charter_i18n.severity.operator import Operator
from charter_i18n.severity.pairing import Pairing
from charter_i18n.severity.reading import stem

_STANDS_NOWHERE = -1


def find(old: Side, new: Side, pairing: Pairing, lexicon: Lexicon) -> Iterator[Alteration]:
    """The words of standing sentences that a prefix turned into their contrary."""
    for hunk in pairing.hunks:
        for before in hunk.old:
            for after in hunk.new:
                if not _stands(old, before) or not _stands(new, after):
                    continue
                words = old.reading.words[before], new.reading.words[after]
                if is_contrary(*words, lexicon) or is_contrary(*reversed(words), lexicon):
                    yield Alteration(_operator(before), _operator(after))


def _stands(side: Side, place: int) -> bool:
    return side.groups[side.reading.units[place]] != _STANDS_NOWHERE


def _operator(place: int) -> Operator:
    return Operator(ChangeClass.NEGATION, "contrary", (place,))


def is_contrary(word: str, other: str, lexicon: Lexicon) -> bool:
    """Whether `other` is `word` under a negative prefix, in whatever gender and number."""
    for prefix in lexicon.prefixes.negative:
        rest = other.removeprefix(prefix)
        if rest != other and rest not in lexicon.prefixes.exceptions:
            return word == rest or (len(rest) > len(prefix) and stem(word, lexicon) == stem(rest, lexicon))
    return False
