"""Phrases that changed their place in a clause: *sous 30 jours il répond*, *il répond sous …*."""

from collections.abc import Iterator, Sequence

from charter_i18n.lexicon import Lexicon
from charter_i18n.model import ChangeClass
from charter_i18n.severity.nouns import Operator
from charter_i18n.severity.pairing import Hunk, Pairing
from charter_i18n.severity.reading import Reading, Sort
from charter_i18n.severity.sides import NOWHERE, Side


def without_moved(
    lost: Sequence[Operator],
    gained: Sequence[Operator],
    sides: tuple[Side, Side],
    pairing: Pairing,
    lexicon: Lexicon,
) -> tuple[list[Operator], list[Operator]]:
    """Take out the operators of phrases that only moved within their clause.

    A phrase names what it is about (*avant le vote*, *sous 30 jours*); an operator alone (*seul*,
    *au moins*) is about the words that it stands beside, and counts where it moves.

    Args:
        lost: Operators of the old side without a counterpart.
        gained: Operators of the new side without a counterpart.
        sides: The old and the new side.
        pairing: How they correspond.
        lexicon: What is known of their language.
    """
    left, free = list(lost), list(gained)
    for gone, come in _moved(sides, pairing, lexicon):
        for operator in [one for one in left if set(one.positions) <= set(gone)]:
            same = [
                other
                for other in free
                if (other.kind, other.value) == (operator.kind, operator.value)
                and set(other.positions) <= set(come)
            ]
            if same:
                left.remove(operator)
                free.remove(same[0])
    return left, free


def _moved(
    sides: tuple[Side, Side],
    pairing: Pairing,
    lexicon: Lexicon,
) -> Iterator[tuple[range, range]]:
    old, new = sides
    put_in = [hunk for hunk in pairing.hunks if not hunk.old]
    for gone in pairing.hunks:
        if gone.new or not _names(old, gone.old):
            continue
        for come in put_in:
            same = _said(old.reading, gone.old) == _said(new.reading, come.new)
            if same and _in_one_clause(gone, come, sides, lexicon):
                put_in.remove(come)
                yield gone.old, come.new
                break


def _said(reading: Reading, passage: range) -> list[str]:
    return [reading.words[place] for place in passage if reading.sorts[place] is not Sort.SIGN]


def _names(side: Side, passage: range) -> bool:
    """Whether a passage says what it is about: with a noun, or a number of something."""
    if side.host_place(passage) != NOWHERE:
        return True
    return any(
        operator.kind is ChangeClass.NUMBER
        and operator.positions[0] in passage
        and not operator.value.split("/")[0].isdecimal()
        for operator in side.operators
    )


def _in_one_clause(gone: Hunk, come: Hunk, sides: tuple[Side, Side], lexicon: Lexicon) -> bool:
    """Whether no clause begins or ends between the old place of a passage and the new one."""
    old, new = sides
    units = new.reading.units
    group = old.groups[old.reading.units[gone.old.start]]
    if group != new.groups[units[come.new.start]]:
        return False
    first, last = sorted((gone.new.start, come.new.start))
    between = [place for place in range(first, last) if place not in come.new]
    opened = any(
        lexicon.is_a(kind, new.reading.words[place])
        for place in between
        for kind in ("coordinator", "subordinator")
    )
    return not opened and len({units[place] for place in between}) <= 1
