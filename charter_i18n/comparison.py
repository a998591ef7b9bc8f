"""The skeleton of a rendering beside that of its source, and the first difference in words."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import zip_longest

from charter_i18n import findings
from charter_i18n.findings import Finding
from charter_i18n.formats import leaves, templates
from charter_i18n.formats.blocks import Node
from charter_i18n.formats.leaves import Inline
from charter_i18n.formats.markdown import Scan


@dataclass(frozen=True, slots=True)
class Filling:
    """What is written in a piece's place; `marks` are inlines that it adds on purpose."""

    text: str
    marks: tuple[Inline, ...] = ()


Fillings = Mapping[int, Filling]
"""What is written in the places of some pieces, by their index in the document."""

_NOT_FILLED = Filling("")


class Shift:
    """Where the bytes of a source stand in a rendering.

    `starts` are the places of the pieces in the source and the end of the last, `first` is the
    index of the first piece. What stands before and after the pieces is the same in both.
    """

    def __init__(self, starts: tuple[int, ...], first: int, fillings: Fillings) -> None:
        self._starts = starts
        self._first = first
        own = range(first, first + len(starts) - 1)
        self._fillings = {index: fillings[index] for index in own if index in fillings}
        self._rendered = list(starts)
        grown = 0
        for index, start in enumerate(starts[:-1]):
            filling = self._fillings.get(first + index)
            if filling is not None:
                grown += len(filling.text.encode()) - (starts[index + 1] - start)
            self._rendered[index + 1] += grown

    def place(self, offset: int) -> int:
        """The place in the rendering of a place in the source."""
        # The end of one piece is the beginning of the next: both shift alike.
        index = bisect_right(self._starts, offset) - 1
        return offset if index < 0 else self._rendered[index] + offset - self._starts[index]

    def filled(self, start: int, end: int) -> tuple[int, ...]:
        """The indices of the filled pieces that begin in a range of the source."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        indices = (self._first + place for place in range(first, last))
        return tuple(index for index in indices if index in self._fillings)

    def filling(self, offset: int) -> Filling:
        """What fills the piece at a place in the source."""
        index = bisect_right(self._starts, offset) - 1
        return self._fillings.get(self._first + index, _NOT_FILLED)

    def is_written(self, place: int) -> bool:
        """Whether a place in the rendering lies in a filled piece."""
        index = bisect_right(self._rendered, place) - 1
        return self._first + index in self._fillings


def compare(source: Scan, rendered: Scan, shift: Shift) -> Finding | None:
    """What is wrong with the body of a rendering; None if nothing is."""
    edges: Finding | None = None
    for expected, actual in zip_longest(source.nodes, rendered.nodes):
        finding = _node(expected, actual, shift)
        if finding is findings.EDGES:
            # Where a leaf ends too early, the block that follows tells the reason better.
            edges = finding
        elif finding is not None:
            return finding
    if edges is None and rendered.definitions != source.definitions:
        return findings.DEFINITIONS
    return edges


def own_findings(source: Scan, rendered: Scan, shift: Shift) -> dict[int, Finding]:
    """What is wrong with single leaves, by the index of the piece that fills the leaf.

    Nothing where more than the contents of leaves differs: while blocks and definitions are the
    source's, a leaf reads as it does because of its own text, whatever stands in the others.
    """
    found: dict[int, Finding] = {}
    if rendered.definitions != source.definitions or len(rendered.nodes) != len(source.nodes):
        return found
    for expected, actual in zip(source.nodes, rendered.nodes, strict=True):
        finding = _node(expected, actual, shift)
        if finding is None:
            continue
        if expected.name != "leaf" or actual.name != "leaf":
            return {}
        filled = shift.filled(expected.start, expected.end)
        if len(filled) == 1:
            found[filled[0]] = finding
    return found


def _node(expected: Node | None, actual: Node | None, shift: Shift) -> Finding | None:
    """What is wrong with one node, which should be like another of the source."""
    if expected is not None and actual is not None and _is_alike(expected, actual):
        if expected.name == "leaf":
            return _leaf(expected, actual, shift)
        if expected.inlines == actual.inlines:
            return None
        return findings.inlines(expected.inlines, actual.inlines, in_html=True)
    if actual is not None and shift.is_written(actual.start):
        return findings.begins(actual)
    return _vanished(expected, shift)


def _is_alike(expected: Node, actual: Node) -> bool:
    return (expected.name, expected.value) == (actual.name, actual.value)


def _leaf(expected: Node, actual: Node, shift: Shift) -> Finding | None:
    """What is wrong with a leaf: what it holds, and whether it fills its place to the byte.

    The place shows what the skeleton does not, such as the closing `#` of a heading.
    """
    start, end = shift.place(expected.start), shift.place(expected.end)
    if actual.start >= end:
        return _vanished(expected, shift)
    marks = shift.filling(expected.start).marks
    wanted = leaves.in_order((*expected.inlines, *marks)) if marks else expected.inlines
    if wanted != actual.inlines:
        return findings.inlines(wanted, actual.inlines)
    return None if (actual.start, actual.end) == (start, end) else findings.EDGES


def _vanished(expected: Node | None, shift: Shift) -> Finding:
    text = shift.filling(expected.start).text if expected is not None else ""
    is_code = any(templates.kept(text.encode()))
    return findings.VANISHED_AS_CODE if is_code else findings.VANISHED
