"""The two sides of a comparison: each a text, its operators, and where its sentences stand."""

from collections.abc import Iterable
from dataclasses import dataclass

from charter_i18n.severity.nouns import Operator
from charter_i18n.severity.pairing import Pairing
from charter_i18n.severity.reading import Reading

NOWHERE = -1
"""No hunk, no group, no position."""


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
        found = (self.hunk_of.get(place, NOWHERE) for place in operator.positions)
        return max(found, default=NOWHERE)

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
        return "" if place == NOWHERE else self.reading.stems[place]

    def host_place(self, places: range) -> int:
        """The first word with a topic, operators apart, among some places, or -1."""
        stems = self.reading.stems
        return next((p for p in places if stems[p] and p not in self.quiet), NOWHERE)


def facing(
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
