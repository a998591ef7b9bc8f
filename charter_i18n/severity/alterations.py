"""Which operators a change alters: those lost, gained or replaced where the clause still stands."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from charter_i18n.lexicon import Lexicon
from charter_i18n.model import ChangeClass
from charter_i18n.severity import counterparts, moves, shape
from charter_i18n.severity.nouns import Operator
from charter_i18n.severity.pairing import Hunk, Pairing
from charter_i18n.severity.reading import Sort
from charter_i18n.severity.sides import NOWHERE, Side

_STOPS = frozenset(".;:")
_AND = "and"


@dataclass(frozen=True, slots=True)
class Alteration:
    """An operator that was lost (`new` is `None`), gained (`old` is `None`) or replaced."""

    old: Operator | None
    new: Operator | None

    @property
    def kind(self) -> ChangeClass:
        """The class of the change."""
        operator = self.old or self.new
        return operator.kind if operator else ChangeClass.WORDING


def find(old: Side, new: Side, pairing: Pairing, lexicon: Lexicon) -> tuple[Alteration, ...]:
    """The alterations of operators (references apart), in the order of the texts."""
    lost, gained = counterparts.loose(old, new, pairing)
    replaced = counterparts.replaced(lost, gained, old, pairing)
    lost = [one for one in lost if one not in {before for before, _ in replaced}]
    gained = [one for one in gained if one not in {after for _, after in replaced}]
    lost, gained = counterparts.cancel(lost, gained, old, new)
    lost, gained = moves.without_moved(lost, gained, (old, new), pairing, lexicon)
    lost = _without_signs(lost, old, new, pairing)
    gained = _without_signs(gained, new, old, turned(pairing))
    pairs, lost, gained = _matched(lost, gained, old, new)
    pairs += [Alteration(*pair) for pair in replaced]
    pairs = [pair for pair in pairs if not _are_plain(pair)]
    seen_from_new = turned(pairing)
    alone = [
        Alteration(operator, None)
        for operator in lost
        if _counts(operator, old, new, pairing, lexicon)
    ] + [
        Alteration(None, operator)
        for operator in gained
        if _counts(operator, new, old, seen_from_new, lexicon)
    ]
    return tuple(sorted([*pairs, *alone], key=_place))


def _are_plain(pair: Alteration) -> bool:
    """Whether two modalities are both of the strength of the bare present."""
    both = pair.old is not None and pair.new is not None and pair.old.plain and pair.new.plain
    return both and pair.kind is ChangeClass.MODALITY


def _place(alteration: Alteration) -> tuple[tuple[int, ...], str]:
    operator = alteration.new or alteration.old
    return (operator.positions if operator else (), alteration.kind)


def turned(pairing: Pairing) -> Pairing:
    """The same pairing seen from the new side."""
    return Pairing(
        {partner: position for position, partner in pairing.links.items()},
        tuple(Hunk(hunk.new, hunk.old) for hunk in pairing.hunks),
        pairing.new_groups,
        pairing.old_groups,
    )


def _without_signs(
    loose: Sequence[Operator],
    side: Side,
    other: Side,
    pairing: Pairing,
) -> list[Operator]:
    """Take out the coordinations that a sign replaces.

    In a list, a comma joins as the coordination at its end does: *A et B* → *A, B et C*. Between
    sentences, a full stop or a semicolon says *and*.
    """
    left = []
    for operator in loose:
        if operator.kind is ChangeClass.COORDINATION and side.hunk(operator) != NOWHERE:
            hunk = pairing.hunks[side.hunk(operator)]
            commas = [place for place in hunk.new if other.reading.words[place] == ","]
            values = [shape.list_value(other.reading, place, other.operators) for place in commas]
            stops = any(other.reading.words[place] in _STOPS for place in hunk.new)
            if operator.value in values or (operator.value == _AND and stops):
                continue
        left.append(operator)
    return left


def _matched(
    lost: Sequence[Operator],
    gained: Sequence[Operator],
    old: Side,
    new: Side,
) -> tuple[list[Alteration], list[Operator], list[Operator]]:
    """Pair lost operators with those of their class that took their place."""
    free = list(gained)
    pairs = []
    left = []
    for operator in lost:
        if old.group(operator) == NOWHERE:
            left.append(operator)
            continue
        partner = next(
            (
                other
                for other in free
                if other.kind is operator.kind
                and new.group(other) == old.group(operator)
                and counterparts.same_place(operator, other, old, new)
            ),
            None,
        )
        if partner is None:
            left.append(operator)
        else:
            free.remove(partner)
            pairs.append(Alteration(operator, partner))
    return pairs, left, free


def _counts(
    operator: Operator,
    side: Side,
    other: Side,
    pairing: Pairing,
    lexicon: Lexicon,
) -> bool:
    """Whether an operator that one side alone has alters a clause that stands."""
    if operator.plain:
        return False
    if operator.kind is ChangeClass.COORDINATION and _opens_sentence(operator, side):
        return False
    if side.group(operator) == NOWHERE:
        return _ties_to_standing(operator, side)
    hunk = pairing.hunks[side.hunk(operator)] if side.hunk(operator) != NOWHERE else None
    if hunk is None or hunk.new:
        return hunk is None or not _is_gathered(operator, side, other, hunk)
    passage = shape.slid(side.reading, hunk.old, lexicon)
    if operator.positions[0] not in passage:
        return True
    return _alters(operator, side, other, Hunk(passage, hunk.new), lexicon)


def _is_gathered(operator: Operator, side: Side, other: Side, hunk: Hunk) -> bool:
    """Whether all that an *and* joins has one name in the plural on the other side.

    *Le mari et la femme* are *les époux*.
    """
    if operator.kind is not ChangeClass.COORDINATION or operator.value != _AND:
        return False
    first, last = operator.positions[0], operator.positions[-1]
    members = (
        side.host_place(range(first - 1, -1, -1)),
        side.host_place(range(last + 1, len(side.reading))),
    )
    name = other.host_place(range(hunk.new.start, hunk.new.stop))
    gathered = all(member in hunk.old for member in members) and name in hunk.new
    return gathered and other.reading.words[name].endswith(("s", "x"))


def _alters(
    operator: Operator,
    side: Side,
    other: Side,
    hunk: Hunk,
    lexicon: Lexicon,
) -> bool:
    """Whether an operator of a passage that one side alone has reaches beyond the passage."""
    head = _head(operator, side, hunk.old)
    if operator.kind is ChangeClass.EXCEPTION and head:
        return True
    if all(place in operator.positions or _is_sign(side, place) for place in hunk.old):
        return True
    if head_is_exception(side, hunk.old) or shape.is_clause(side.reading, hunk.old, lexicon):
        return False
    lengthens = (
        operator.kind is ChangeClass.COORDINATION
        and head
        and shape.in_list(other.reading, hunk.new.start, operator.value, other.operators)
    )
    return not lengthens


def _is_sign(side: Side, place: int) -> bool:
    return side.reading.sorts[place] is Sort.SIGN


def _ties_to_standing(operator: Operator, side: Side) -> bool:
    """Whether a new sentence opens as an exception to a standing one: *Toutefois, …*."""
    unit = side.reading.units[operator.positions[0]]
    follows = unit > 0 and side.groups[unit - 1] != NOWHERE
    return operator.opens and follows and _opens_sentence(operator, side)


def stands_in_clause(operator: Operator, side: Side, pairing: Pairing, lexicon: Lexicon) -> bool:
    """Whether an operator is part of a clause that stands, not of one put in as a whole.

    Args:
        operator: An operator of `side`.
        side: The side that has it.
        pairing: The pairing, seen from that side.
        lexicon: What is known of the language.
    """
    if side.group(operator) == NOWHERE:
        return False
    index = side.hunk(operator)
    if index == NOWHERE or pairing.hunks[index].new:
        return True
    passage = shape.slid(side.reading, pairing.hunks[index].old, lexicon)
    return not shape.is_clause(side.reading, passage, lexicon)


def _opens_sentence(operator: Operator, side: Side) -> bool:
    first = operator.positions[0]
    units = side.reading.units
    return first == 0 or units[first] != units[first - 1]


def _head(operator: Operator, side: Side, passage: range) -> bool:
    """Whether an operator opens a passage, signs and coordinations before it apart."""
    first = operator.positions[0]
    before = [place for place in passage if place < first]
    joins = _coordinations(side.operators)
    return all(place in joins or not side.reading.words[place].isalnum() for place in before)


def _coordinations(operators: Iterable[Operator]) -> set[int]:
    return {
        place
        for operator in operators
        if operator.kind is ChangeClass.COORDINATION
        for place in operator.positions
    }


def head_is_exception(side: Side, passage: range) -> bool:
    """Whether a passage opens with an exception or a condition."""
    return any(
        operator.kind is ChangeClass.EXCEPTION
        and operator.positions[0] in passage
        and _head(operator, side, passage)
        for operator in side.operators
    )
