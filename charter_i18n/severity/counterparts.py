"""Operators beside each other: which of them have a counterpart in the other text."""

from collections.abc import Iterable, Sequence

from charter_i18n.model import ChangeClass
from charter_i18n.severity.nouns import Operator
from charter_i18n.severity.pairing import Pairing
from charter_i18n.severity.sides import NOWHERE, Side


def loose(
    old: Side,
    new: Side,
    pairing: Pairing,
) -> tuple[list[Operator], list[Operator]]:
    """The operators that have no counterpart among the words that correspond."""
    owner = {place: operator for operator in new.operators for place in operator.positions}
    kept: set[Operator] = set()
    lost = []
    for operator in old.operators:
        if operator.kind is ChangeClass.REFERENCE:
            continue
        partners = (owner.get(pairing.links.get(place, NOWHERE)) for place in operator.positions)
        same = next(
            (
                partner
                for partner in partners
                if partner is not None
                and partner not in kept
                and (partner.kind, partner.value) == (operator.kind, operator.value)
            ),
            None,
        )
        if same is None:
            lost.append(operator)
        else:
            kept.add(same)
    gained = [
        operator
        for operator in new.operators
        if operator not in kept and operator.kind is not ChangeClass.REFERENCE
    ]
    return lost, gained


def replaced(
    lost: Sequence[Operator],
    gained: Sequence[Operator],
    side: Side,
    pairing: Pairing,
) -> list[tuple[Operator, Operator]]:
    """The operators that stand where another of their class stood, with nothing else between.

    They are altered though each may have changed places with the other: *avant la séance … après
    la séance*.
    """
    return [
        (before, after)
        for before in lost
        for after in gained
        if before.kind is after.kind
        and before.value != after.value
        and side.group(before) != NOWHERE
        and _stands_for(after, before, pairing)
    ]


def _stands_for(after: Operator, before: Operator, pairing: Pairing) -> bool:
    """Whether an operator was made into another: their own words were replaced, the rest stayed.

    Of *au moins* and *au plus* only the second word differs.
    """
    return any(
        len(hunk.old) > 0
        and len(hunk.new) > 0
        and set(hunk.old) <= set(before.positions)
        and set(hunk.new) <= set(after.positions)
        and [pairing.links.get(place) for place in before.positions if place not in hunk.old]
        == [place for place in after.positions if place not in hunk.new]
        for hunk in pairing.hunks
    )


def cancel(
    lost: Sequence[Operator],
    gained: Sequence[Operator],
    old: Side,
    new: Side,
) -> tuple[list[Operator], list[Operator]]:
    """Take out what only moved or is said in other words: same meaning at the same word."""
    free = list(gained)
    left = []
    for operator in lost:
        same = [
            other
            for other in free
            if (other.kind, other.value) == (operator.kind, operator.value)
            and same_place(operator, other, old, new)
        ]
        if same:
            free.remove(same[0])
        else:
            left.append(operator)
    return _without_said_elsewhere(left, free, old, new)


def _without_said_elsewhere(
    lost: Sequence[Operator],
    gained: Sequence[Operator],
    old: Side,
    new: Side,
) -> tuple[list[Operator], list[Operator]]:
    """Take out the one modality of a sentence where it stands elsewhere in it, equally strong.

    *Le comité devrait répondre* and *il convient que le comité réponde* demand as much.
    """
    was, now = _modalities(lost, old), _modalities(gained, new)
    same = {
        group
        for group in was.keys() & now.keys()
        if _say_the_same(was[group], now[group], old, new)
    }
    kept = [[one for group in same for one in side[group]] for side in (was, now)]
    return [one for one in lost if one not in kept[0]], [
        one for one in gained if one not in kept[1]
    ]


def _say_the_same(
    lost: Sequence[Operator],
    gained: Sequence[Operator],
    old: Side,
    new: Side,
) -> bool:
    if not len(lost) == len(gained) == 1 or lost[0].value != gained[0].value:
        return False
    return _rules_sentence(lost[0], old) and _rules_sentence(gained[0], new)


def _modalities(operators: Iterable[Operator], side: Side) -> dict[int, list[Operator]]:
    """The modalities among some operators, by the group of sentences that they stand in."""
    found: dict[int, list[Operator]] = {}
    for operator in operators:
        if operator.kind is ChangeClass.MODALITY and side.group(operator) != NOWHERE:
            found.setdefault(side.group(operator), []).append(operator)
    return found


def _rules_sentence(operator: Operator, side: Side) -> bool:
    """Whether no coordination before an operator leaves a part of its sentence out."""
    first = operator.positions[0]
    unit = side.reading.units[first]
    return not any(
        other.kind is ChangeClass.COORDINATION
        and other.positions[0] < first
        and side.reading.units[other.positions[0]] == unit
        for other in side.operators
    )


def same_place(first: Operator, second: Operator, old: Side, new: Side) -> bool:
    """Whether two operators stand at the same words, or take the place of one another."""
    if old.hunk(first) == new.hunk(second) != NOWHERE:
        return True
    if old.group(first) != new.group(second):
        return False
    before, after = old.hosts(first), new.hosts(second)
    if first.kind is ChangeClass.COORDINATION:
        return after in (before, before[::-1])
    return any(one == other != "" for one, other in zip(before, after, strict=True))
