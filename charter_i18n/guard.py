"""The guard: a rendered text must have its source's skeleton."""

from bisect import bisect_right
from collections.abc import Callable, Mapping
from functools import cached_property
from itertools import accumulate
from types import MappingProxyType

from charter_i18n import findings
from charter_i18n.comparison import Fillings, Shift, compare, own_findings
from charter_i18n.errors import InputError
from charter_i18n.findings import Finding
from charter_i18n.formats import blocks, cuts, frontmatter, markdown
from charter_i18n.formats.cuts import Cut
from charter_i18n.formats.leaves import Inline
from charter_i18n.formats.markdown import BOM, Scan
from charter_i18n.model import Document, Kind, Piece, Segment, SlotStyle, Verbatim


def alone(segment: Segment, text: str) -> Finding | None:
    """What is wrong with `text` in the place of `segment`, whatever stands around it.

    None also where only the place can tell. This is for what shares a block with others: the
    alternative texts of a paragraph, the texts of an HTML block.
    """
    read = _ALONE.get(segment.slot.style)
    expected, actual = (read(item) if read else None for item in (segment.text, text))
    if expected is None or actual is None or expected == actual:
        return None
    if segment.slot.style is SlotStyle.ALT and not set(expected) <= set(actual):
        return findings.EDGES
    return findings.inlines(expected, actual, in_html=segment.slot.style is SlotStyle.HTML)


def _of_image(text: str) -> tuple[Inline, ...] | None:
    """What an alternative text holds, the image itself too; None where it makes no image."""
    nodes = markdown.scan(f"\n![{text}](u)").nodes
    names = tuple(node.name for node in nodes)
    return nodes[1].inlines if names == ("Paragraph", "leaf", "end") else None


_ALONE: Mapping[SlotStyle, Callable[[str], tuple[Inline, ...] | None]] = MappingProxyType(
    {SlotStyle.HTML: blocks.html_inlines, SlotStyle.ALT: _of_image}
)


class Guard:
    """Compares renderings of a document, or of a part of it, with its source.

    `first` is the index of the first of `pieces` in the document; `before` and `after` is what
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
        return tuple(cuts.cuts(self._text({}).encode(), self._source.blocks))

    @cached_property
    def _inner_cuts(self) -> tuple[Cut, ...]:
        return tuple(cuts.inner_cuts(self._text({}).encode(), self._source.nodes))

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
        return compare(self._source, rendered, Shift(self._starts, self._first, fillings))

    def own_findings(self, fillings: Fillings) -> dict[int, Finding]:
        """What is wrong with single fillings, by their pieces, where that can be said of each."""
        rendered = markdown.scan(self._text(fillings))
        return own_findings(self._source, rendered, Shift(self._starts, self._first, fillings))

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

    def cut(self, before: int, after: int, *, inner: bool = False) -> Cut | None:
        """Where the text can be cut between two of its pieces, if it can.

        `inner` cuts go through blocks; whether their parts read alike is less certain.
        """
        start = self._starts[before - self._first + 1]
        found = self._inner_cuts if inner else self._cuts
        return cuts.between(found, start, self._starts[after - self._first])

    def parts(self, cut: Cut, fillings: Fillings) -> tuple["Guard", "Guard"] | None:
        """The guards of what stands before and after `cut`; `fillings` are yet to be checked.

        None if the parts do not read as they do in the whole.
        """
        index = bisect_right(self._starts, cut.offset) - 1
        upper, lower = self._pieces[:index], self._pieces[index:]
        inner = cut.offset - self._starts[index]
        if inner:
            data = lower[0].text.encode()
            upper = (*upper, Verbatim(data[:inner].decode()))
            lower = (Verbatim(data[inner:].decode()), *lower[1:])
        # What begins with an empty line is never taken for front matter.
        lead = f"\n{cut.lead}"
        first = self._part(upper, self._first, self._before, fillings)
        second = self._part(lower, self._first + index, lead, fillings)
        leaves = [*first._leaves(self._starts[0]), *second._leaves(cut.offset)]  # noqa: SLF001 - its own kind
        return (first, second) if leaves == self._leaves(self._starts[0]) else None

    def _leaves(self, start: int) -> list[tuple[int, int, tuple[Inline, ...]]]:
        """Where the leaves in the pieces stand, if the first piece stands at `start`."""
        shift = start - self._starts[0]
        own = range(self._starts[0], self._starts[-1])
        return [
            (node.start + shift, node.end + shift, node.inlines)
            for node in self._source.nodes
            if node.name == "leaf" and node.start in own
        ]

    def _part(
        self, pieces: tuple[Piece, ...], first: int, before: str, fillings: Fillings
    ) -> "Guard":
        bare = Guard(pieces, first=first, before=before)
        text = bare.rendered({}) + bare.rendered(fillings)
        after = cuts.context(text, self._source.definitions, self._source.nodes)
        return Guard(pieces, first=first, before=before, after=after)
