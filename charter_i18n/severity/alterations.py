"""Which operators a change alters: those lost, gained or replaced where the clause still stands."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from charter_i18n.lexicon import Lexicon
from charter_i18n.model import ChangeClass
from charter_i18n.severity import shape
from charter_i18n.severity.operator import Operator
from charter_i18n.severity.pairing import Hunk, Pairing
from charter_i18n.severity.reading import Reading

_OUTSIDE = -1


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


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison: a text, its operators, and where its sentences stand."""

    reading: Reading
    operators: tuple[Operator, ...]
    groups: tuple[int, ...]
    hunk_of: dict[int, int]
    quiet: frozenset[int]

    def group(self, operator: Operator) -> int:
        """The group of sentences that an operator stands in, or -1."""
        return self.groups[self.reading.units[operator.positions[0]]]

    def hunk(self, operator: Operator) -> int:
        """The first hunk that holds a word of an operator, or -1."""
        found = (self.hunk_of.get(place, _OUTSIDE) for place in operator.positions)
        return max(found, default=_OUTSIDE)

    def hosts(self, operator: Operator) -> tuple[str, str]:
        """The stems of the words with a topic nearest before and after an operator."""
        first, last = operator.positions[0], operator.positions[-1]
        before = self.host(range(first - 1, -1, -1))
        # ne … pas is about the verb inside, au moins about what follows.
        inside = self.host(range(first, last + 1))
        return before, inside or self.host(range(last + 1, len(self.reading)))

    def host(self, places: range) -> str:
        """The stem of the first word with a topic, operators apart, among some places."""
        place = self.host_place(places)
        return "" if place == _OUTSIDE else self.reading.stems[place]

    def host_place(self, places: range) -> int:
        """The first word with a topic, operators apart, among some places, or -1."""
        stems = self.reading.stems
        return next((p for p in places if stems[p] and p not in self.quiet), _OUTSIDE)


def sides(
    old: tuple[Reading, tuple[Operator, ...]],
    new: tuple[Reading, tuple[Operator, ...]],
    pairing: Pairing,
) -> tuple[Side, Side]:
    """The two sides of a comparison."""
    hunk_old = {place: at for at, hunk in enumerate(pairing.hunks) for place in hunk.old}
    hunk_new = {place: at for at, hunk in enumerate(pairing.hunks) for place in hunk.new}
    return (
        Side(*old, pairing.old_groups, hunk_old, _quiet(old[1])),
        Side(*new, pairing.new_groups, hunk_new, _quiet(new[1])),
    )


def _quiet(operators: Iterable[Operator]) -> frozenset[int]:
    return frozenset(place for operator in operators for place in operator.positions)


def find(old: Side, new: Side, pairing: Pairing, lexicon: Lexicon) -> tuple[Alteration, ...]:
    """The alterations of operators (references apart), in the order of the texts."""
    lost, gained = _loose(old, new, pairing)
    lost, gained = _cancel(lost, gained, old, new)
    lost = _without_list_commas(lost, old, new, pairing)
    gained = _without_list_commas(gained, new, old, turned(pairing))
    pairs, lost, gained = _matched(lost, gained, old, new)
    pairs = [pair for pair in pairs if not (pair.old and pair.new and pair.old.plain and pair.new.plain)]
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


def _loose(
    old: Side,
    new: Side,
    pairing: Pairing,
) -> tuple[list[Operator], list[Operator]]:
    """The operators that have no counterpart among the words that correspond."""
    owner = {
        place: operator for operator in new.operators for place in operator.positions
    }
    kept: set[Operator] = set()
    lost = []
    for operator in old.operators:
        if operator.kind is ChangeClass.REFERENCE:
            continue
        partners = (owner.get(pairing.links.get(place, _OUTSIDE)) for place in operator.positions)
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


def _cancel(
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
            and _same_place(operator, other, old, new)
        ]
        if same:
            free.remove(same[0])
        else:
            left.append(operator)
    return left, free


def _same_place(first: Operator, second: Operator, old: Side, new: Side) -> bool:
    if old.hunk(first) == new.hunk(second) != _OUTSIDE:
        return True
    if old.group(first) != new.group(second):
        return False
    before, after = old.hosts(first), new.hosts(second)
    if first.kind is ChangeClass.COORDINATION:
        return after in (before, before[::-1])
    return any(one == other != "" for one, other in zip(before, after, strict=True))


def _without_list_commas(
    loose: Sequence[Operator],
    side: Side,
    other: Side,
    pairing: Pairing,
) -> list[Operator]:
    """Take out the coordinations that a comma of the same list replaces: *A et B* → *A, B et C*."""
    left = []
    for operator in loose:
        if operator.kind is ChangeClass.COORDINATION and side.hunk(operator) != _OUTSIDE:
            hunk = pairing.hunks[side.hunk(operator)]
            commas = [place for place in hunk.new if other.reading.words[place] == ","]
            values = [shape.list_value(other.reading, place, other.operators) for place in commas]
            if operator.value in values:
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
        if old.group(operator) == _OUTSIDE:
            left.append(operator)
            continue
        partner = next(
            (
                other
                for other in free
                if other.kind is operator.kind
                and new.group(other) == old.group(operator)
                and _same_place(operator, other, old, new)
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
    if side.group(operator) == _OUTSIDE:
        return operator.opens and _opens_sentence(operator, side) and _follows_standing(operator, side)
    hunk = pairing.hunks[side.hunk(operator)] if side.hunk(operator) != _OUTSIDE else None
    if hunk is None:
        return True
    if hunk.new:
        return operator.kind is not ChangeClass.COORDINATION or _joins_standing(operator, side)
    passage = shape.slid(side.reading, hunk.old, lexicon)
    if operator.positions[0] not in passage:
        return True
    head = _head(operator, side, passage)
    if operator.kind is ChangeClass.EXCEPTION and head:
        return True
    if head_is_exception(side, passage) or shape.is_clause(side.reading, passage, lexicon):
        return False
    if operator.kind is ChangeClass.COORDINATION and head:
        return not shape.in_list(other.reading, hunk.new.start, operator.value, other.operators)
    return True


def _joins_standing(operator: Operator, side: Side) -> bool:
    """Whether a coordination joins something that stands, not two things that were replaced."""
    first, last = operator.positions[0], operator.positions[-1]
    before = side.host_place(range(first - 1, -1, -1))
    after = side.host_place(range(last + 1, len(side.reading)))
    return any(place not in side.hunk_of for place in (before, after) if place != _OUTSIDE)


def stands_in_clause(operator: Operator, side: Side, pairing: Pairing, lexicon: Lexicon) -> bool:
    """Whether an operator is part of a clause that stands, not of one put in as a whole.

    Args:
        operator: An operator of `side`.
        side: The side that has it.
        pairing: The pairing, seen from that side.
        lexicon: What is known of the language.
    """
    if side.group(operator) == _OUTSIDE:
        return False
    index = side.hunk(operator)
    if index == _OUTSIDE or pairing.hunks[index].new:
        return True
    passage = shape.slid(side.reading, pairing.hunks[index].old, lexicon)
    return not shape.is_clause(side.reading, passage, lexicon)


def _opens_sentence(operator: Operator, side: Side) -> bool:
    first = operator.positions[0]
    units = side.reading.units
    return first == 0 or units[first] != units[first - 1]


def _follows_standing(operator: Operator, side: Side) -> bool:
    unit = side.reading.units[operator.positions[0]]
    return unit > 0 and side.groups[unit - 1] != _OUTSIDE


def _words(side: Side, passage: range) -> list[int]:
    return [place for place in passage if side.reading.words[place].isalnum()]


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
