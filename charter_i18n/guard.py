"""The guard: a rendered text must have its source's skeleton.

It compares what the parser sees in both: the blocks in order with their nesting, what each leaf
holds, and that every leaf fills exactly the bytes that were written for it. The last catches what
the skeleton does not show, such as the closing `#` of a heading.
"""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, zip_longest

from charter_i18n import findings
from charter_i18n.errors import InputError
from charter_i18n.findings import Finding
from charter_i18n.formats import cuts, frontmatter, leaves, markdown
from charter_i18n.formats.blocks import Node
from charter_i18n.formats.cuts import Cut
from charter_i18n.formats.leaves import Inline
from charter_i18n.formats.markdown import BOM, Scan
from charter_i18n.model import Document, Kind, Piece, Segment, Verbatim


@dataclass(frozen=True, slots=True)
class Filling:
    """What is written in a piece's place; `marks` are inlines that it adds on purpose."""

    text: str
    marks: tuple[Inline, ...] = ()


Fillings = Mapping[int, Filling]
"""What is written in the places of some pieces, by their index in the document."""


class Guard:
    """Compares renderings of a document, or of a part of it, with its source.

    `first` is the index of the first of `pieces` in the document, `before` and `after` is what
    must stand around a part so that it reads as in the whole. Fillings of pieces elsewhere are
    ignored.
    """

    def __init__(
        self, pieces: tuple[Piece, ...], *, first: int = 0, before: str = "", after: str = ""
    ) -> None:
        self._pieces = pieces
        self._first = first
        self._before = before
        self._after = after
        lengths = (len(piece.text.encode()) for piece in pieces)
        self._starts = tuple(accumulate(lengths, initial=len(before.encode())))

    @classmethod
    def of(cls, document: Document) -> "Guard":
        """The guard of a whole document."""
        return cls(document.pieces)

    @cached_property
    def _source(self) -> Scan:
        return markdown.scan(self._text({}))

    @cached_property
    def _cuts(self) -> tuple[Cut, ...]:
        body = self._text({}).encode()[self._source.offset :]
        return tuple(cuts.cuts(body, self._source.blocks))

    def rendered(self, fillings: Fillings) -> str:
        """The pieces' text with some of them filled; the others keep theirs."""
        return "".join(
            fillings[index].text if index in fillings else piece.text
            for index, piece in enumerate(self._pieces, start=self._first)
        )

    def _text(self, fillings: Fillings) -> str:
        return f"{self._before}{self.rendered(fillings)}{self._after}"

    def check(self, fillings: Fillings) -> Finding | None:
        """What is wrong with the text when pieces are filled like this; None if nothing is."""
        rendered = markdown.scan(self._text(fillings))
        if rendered.front != self._source.front and not self._is_same_front(rendered, fillings):
            return findings.FRONT_MATTER
        shift = _Shift(self._starts, self._first, fillings)
        for expected, actual in zip_longest(self._source.nodes, rendered.nodes):
            finding = self._compare(expected, actual, rendered, shift)
            if finding is not None:
                return finding
        same = rendered.definitions == self._source.definitions
        return None if same else findings.DEFINITIONS

    def _is_same_front(self, rendered: Scan, fillings: Fillings) -> bool:
        """Whether the front matter differs in nothing but what was translated."""
        translated = {
            piece.section[0]
            for index, piece in enumerate(self._pieces, start=self._first)
            if index in fillings and isinstance(piece, Segment) and piece.kind is Kind.FRONT_MATTER
        }
        before = frontmatter.scalars(self._source.front.removeprefix(BOM), path="")
        try:
            after = frontmatter.scalars(rendered.front.removeprefix(BOM), path="")
        except InputError:
            return False
        return len(before) == len(after) and all(
            old.path == new.path
            and old.tag == new.tag
            and (old.value == new.value or old.path in translated)
            for old, new in zip(before, after, strict=True)
        )

    def _compare(
        self, expected: Node | None, actual: Node | None, rendered: Scan, shift: "_Shift"
    ) -> Finding | None:
        """What is wrong with one node, which should stand where another stands in the source."""
        if expected is None or actual is None or not _is_alike(expected, actual):
            written = actual is not None and shift.is_written(actual.start + rendered.offset)
            return findings.begins(actual) if actual and written else findings.VANISHED
        if expected.name != "leaf":
            same = expected.inlines == actual.inlines
            more = {"in_html": True}
            return None if same else findings.inlines(expected.inlines, actual.inlines, **more)
        return self._compare_leaves(expected, actual, rendered.offset, shift)

    def cut(self, before: int, after: int) -> Cut | None:
        """Where the text can be cut between two of its pieces, if it can."""
        offset = self._source.offset
        start = self._starts[before - self._first + 1] - offset
        return cuts.between(self._cuts, start, self._starts[after - self._first] - offset)

    def parts(self, cut: Cut, fillings: Fillings) -> tuple["Guard", "Guard"]:
        """The guards of what stands before and after `cut`; `fillings` are yet to be checked."""
        offset = cut.offset + self._source.offset
        index = bisect_right(self._starts, offset) - 1
        inner = offset - self._starts[index]
        upper, lower = self._pieces[:index], self._pieces[index:]
        if inner:
            data = lower[0].text.encode()
            upper = (*upper, Verbatim(data[:inner].decode()))
            lower = (Verbatim(data[inner:].decode()), *lower[1:])
        # What begins with an empty line is never taken for front matter.
        first = self._part(upper, self._first, self._before, fillings)
        return first, self._part(lower, self._first + index, f"\n{cut.lead}", fillings)

    def _part(
        self, pieces: tuple[Piece, ...], first: int, before: str, fillings: Fillings
    ) -> "Guard":
        bare = Guard(pieces, first=first, before=before)
        text = bare.rendered({}) + bare.rendered(fillings)
        after = cuts.context(text, self._source.definitions, self._source.nodes)
        return Guard(pieces, first=first, before=before, after=after)


def _is_alike(expected: Node, actual: Node) -> bool:
    return (expected.name, expected.value) == (actual.name, actual.value)


_NOT_FILLED = Filling("")


class _Shift:
    """Where the bytes of the source stand in a rendering."""

    def __init__(self, starts: tuple[int, ...], first: int, fillings: Fillings) -> None:
        self._starts = starts
        self._first = first
        self._fillings = fillings
        grown = 0
        rendered = []
        for index, start in enumerate(starts):
            rendered.append(start + grown)
            filling = fillings.get(first + index)
            if filling is not None and index + 1 < len(starts):
                grown += len(filling.text.encode()) - (starts[index + 1] - start)
        self._rendered = rendered

    def place(self, offset: int) -> int:
        """The place in the rendering for a place in the source."""
        # The end of one piece is the beginning of the next: both shift alike.
        index = bisect_right(self._starts, offset) - 1
        return self._rendered[index] + offset - self._starts[index]

    def filling(self, offset: int) -> Filling:
        """What fills the piece at a place in the source."""
        index = bisect_right(self._starts, offset) - 1
        return self._fillings.get(self._first + index, _NOT_FILLED)

    def is_written(self, place: int) -> bool:
        """Whether a place in the rendering lies in a filled piece."""
        index = bisect_right(self._rendered, place) - 1
        return self._first + index in self._fillings
