"""The guard: a rendered text must have its source's skeleton.

It compares what the parser sees in both: the blocks in order with their nesting, what each leaf
holds, and that every leaf fills exactly the bytes that were written for it. The last catches what
the skeleton does not show, such as the closing `#` of a heading.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, zip_longest

from charter_i18n import findings
from charter_i18n.errors import InputError
from charter_i18n.findings import Finding
from charter_i18n.formats import cuts, frontmatter, markdown
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


@dataclass(frozen=True, slots=True)
class Part:
    """Some pieces of a document in a row, and what must stand around them to read alike.

    `first` is the index of the first piece in the document.
    """

    pieces: tuple[Piece, ...]
    first: int = 0
    before: str = ""
    after: str = ""


class Guard:
    """Compares renderings of a document, or of a part of it, with its source.

    Pieces are named by their index in the document; fillings of pieces elsewhere are ignored.
    """

    def __init__(self, part: Part) -> None:
        self._part = part
        self._lengths = tuple(len(piece.text.encode()) for piece in part.pieces)
        self._starts = tuple(accumulate(self._lengths, initial=len(part.before.encode())))

    @classmethod
    def of(cls, document: Document) -> "Guard":
        """The guard of a whole document."""
        return cls(Part(document.pieces))

    @cached_property
    def _source(self) -> Scan:
        return markdown.scan(self.text({}))

    @cached_property
    def _cuts(self) -> tuple[Cut, ...]:
        return cuts.cuts(self.text({}), self._source)

    def text(self, fillings: Mapping[int, Filling]) -> str:
        """The text with some pieces filled; the others keep theirs."""
        part = self._part
        texts = (
            fillings[index].text if index in fillings else piece.text
            for index, piece in enumerate(part.pieces, start=part.first)
        )
        return "".join((part.before, *texts, part.after))

    def check(self, fillings: Mapping[int, Filling]) -> Finding | None:
        """What is wrong with the text when pieces are filled like this; None when nothing is."""
        rendered = markdown.scan(self.text(fillings))
        if rendered.front != self._source.front and not self._is_same_front(rendered, fillings):
            return findings.FRONT_MATTER
        finding = self._body(rendered, fillings)
        if finding is None and rendered.definitions != self._source.definitions:
            return findings.DEFINITIONS
        return finding

    def _is_same_front(self, rendered: Scan, fillings: Mapping[int, Filling]) -> bool:
        """Whether the front matter differs in nothing but what was translated."""
        translated = {
            piece.section[0]
            for index, piece in enumerate(self._part.pieces, start=self._part.first)
            if index in fillings
            and isinstance(piece, Segment)
            and piece.kind is Kind.FRONT_MATTER
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

    def _body(self, rendered: Scan, fillings: Mapping[int, Filling]) -> Finding | None:
        shift = _Shift(self._part.first, self._starts, self._lengths, fillings)
        for expected, actual in zip_longest(self._source.nodes, rendered.nodes):
            if expected is None or actual is None or not _is_alike(expected, actual):
                return self._structural(actual, rendered, shift)
            marks: tuple[Inline, ...] = ()
            if expected.name == "leaf":
                marks = shift.filling(expected.start + self._source.offset).marks
            wanted = (*expected.inlines, *marks)
            ...
        return None


class _Shift:
    ...
