"""Pairs of equal texts; those that stand several times are told apart by their neighbours."""

from bisect import bisect_left
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass

from charter_i18n.alignment.links import EDGE, Links, Pairs


@dataclass(frozen=True, slots=True)
class Line:
    """One side of a comparison, in document order.

    `keys` is what a passage must equal to be paired; `places` tells equal texts apart (kind and
    section); `content` are the indices that count as neighbours, ascending; `open` are those,
    among them, that may be paired.
    """

    keys: Sequence[Hashable]
    places: Sequence[Hashable]
    content: Sequence[int]
    open: Sequence[int]


@dataclass(frozen=True, slots=True)
class _Side:
    """A line and what of it is paired.

    A passage's mark is the new index of its pair, so that paired passages have the same mark on
    both sides, and the key of one that is not paired.
    """

    line: Line
    marks: Sequence[Hashable]
    places: Mapping[int, int]
    open: Sequence[int]

    def mark(self, index: int, step: int) -> Hashable:
        """The mark of what stands directly before (-1) or after (1) a passage."""
        beside = index + step
        return self.marks[beside] if 0 <= beside < len(self.marks) else EDGE

    def content(self, index: int, step: int) -> int:
        """The content before or after a passage; `EDGE` beyond the document."""
        place = self.places[index] + step
        return self.line.content[place] if 0 <= place < len(self.line.content) else EDGE


_Signature = Callable[[_Side, int], Hashable]


def _by_place(side: _Side, index: int) -> Hashable:
    return side.line.keys[index], side.line.places[index]


def _by_key(side: _Side, index: int) -> Hashable:
    return side.line.keys[index]


def _by_neighbours(side: _Side, index: int) -> Hashable:
    return side.mark(index, -1), side.line.keys[index], side.mark(index, 1)


def _by_left(side: _Side, index: int) -> Hashable:
    return side.mark(index, -1), side.line.keys[index]


def _by_right(side: _Side, index: int) -> Hashable:
    return side.line.keys[index], side.mark(index, 1)


def _once(olds: int, news: int) -> bool:
    return olds == news == 1


def _as_many(olds: int, news: int) -> bool:
    return olds == news


def _any_number(_olds: int, _news: int) -> bool:
    return True


# From the surest sign to the weakest; only the last pairs texts whose numbers differ.
_STEPS: tuple[tuple[_Signature, Callable[[int, int], bool]], ...] = (
    (_by_place, _once),
    (_by_key, _once),
    (_by_neighbours, _as_many),
    (_by_left, _as_many),
    (_by_right, _as_many),
    (_by_place, _as_many),
    (_by_key, _any_number),
)


def equal_pairs(old: Line, new: Line, known: Links) -> Pairs:
    """Pair the open passages whose keys are equal.

    A text that stands once on either side is paired wherever it went. Repeated texts are paired
    where their neighbours are, then where they are as many in the same place, and what is left
    in document order.

    Args:
        old: The old passages.
        new: The new passages.
        known: What is already paired.

    Returns:
        The further pairs.
    """
    pairs: Pairs = {}
    for signature, fits in _STEPS:
        links = known.extended(pairs)
        sides = _sides(old, new, links)
        if not sides[1].open:
            break
        if fits is not _once:
            pairs |= _spread(sides, links)
            sides = _sides(old, new, known.extended(pairs))
        pairs |= _grouped(sides, signature, fits)
    return pairs


def _sides(old: Line, new: Line, links: Links) -> tuple[_Side, _Side]:
    olds = {old.keys[index] for index in old.open if index not in links.forwards}
    remaining = [
        index for index in new.open if index not in links.backwards and new.keys[index] in olds
    ]
    news = {new.keys[index] for index in remaining}
    before = [
        index for index in old.open if index not in links.forwards and old.keys[index] in news
    ]
    marks = {index: index for index in links.backwards}
    return _side(old, links.forwards, before), _side(new, marks, remaining)


def _side(line: Line, paired: Mapping[int, int], remaining: Sequence[int]) -> _Side:
    marks = list(line.keys)
    for index, mark in paired.items():
        marks[index] = mark
    places = {index: place for place, index in enumerate(line.content)}
    return _Side(line, marks, places, remaining)


def _grouped(
    sides: tuple[_Side, _Side],
    signature: _Signature,
    fits: Callable[[int, int], bool],
) -> Pairs:
    """Pair, in order, the passages of equal signature where their numbers fit."""
    old, new = sides
    before = _by_signature(old, signature)
    pairs: Pairs = {}
    for mark, indices in _by_signature(new, signature).items():
        partners = before.get(mark, [])
        if not fits(len(partners), len(indices)):
            continue
        if len(partners) < len(indices):
            pairs.update(zip(_nearest(indices, partners), partners, strict=True))
        else:
            pairs.update(zip(indices, _nearest(partners, indices), strict=True))
    return pairs


def _nearest(many: Sequence[int], few: Sequence[int]) -> list[int]:
    """As many of the many as there are few, in order, each near to its counterpart."""
    chosen: list[int] = []
    start = 0
    for rank, index in enumerate(few):
        end = len(many) - (len(few) - rank) + 1
        place = min(max(start, bisect_left(many, index)), end - 1)
        if place > start and index - many[place - 1] <= many[place] - index:
            place -= 1
        chosen.append(many[place])
        start = place + 1
    return chosen


def _by_signature(side: _Side, signature: _Signature) -> dict[Hashable, list[int]]:
    groups: dict[Hashable, list[int]] = {}
    for index in side.open:
        groups.setdefault(signature(side, index), []).append(index)
    return groups


def _spread(sides: tuple[_Side, _Side], links: Links) -> Pairs:
    """Pair equal texts that follow a pair, then those that precede one, as far as they go."""
    pairs = _follow(sides, links, 1)
    return pairs | _follow(sides, links.extended(pairs), -1)


def _follow(sides: tuple[_Side, _Side], links: Links, step: int) -> Pairs:
    old, new = sides
    first = old.line.content[0 if step > 0 else -1]
    free = {index for index in old.open if index not in links.forwards}
    pairs: Pairs = {}
    for index in new.open[::step]:
        if index in links.backwards:
            continue
        beside = new.content(index, -step)
        partner = first
        if beside != EDGE:
            before = pairs.get(beside, links.backwards.get(beside, EDGE))
            partner = EDGE if before == EDGE else old.content(before, step)
        if partner in free and old.line.keys[partner] == new.line.keys[index]:
            pairs[index] = partner
            free.discard(partner)
    return pairs
