"""From the structure of a Markdown text to its segments with their byte ranges."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from charter_i18n.formats import html, inline
from charter_i18n.formats.blocks import Block, Structure
from charter_i18n.formats.html import HtmlSlice, Part
from charter_i18n.formats.leaves import Leaf
from charter_i18n.formats.parser import Definition
from charter_i18n.model import Kind, Segment, Slot, SlotStyle

LINE_END = re.compile(rb"\r\n?|\n")
_CONTAINER_KINDS = {
    "Item": Kind.LIST_ITEM,
    "BlockQuote": Kind.QUOTE,
    "FootnoteDefinition": Kind.FOOTNOTE,
    "DefinitionListDefinition": Kind.DEFINITION,
}
_LEAF_KINDS = {
    "Heading": (Kind.HEADING, SlotStyle.LINE),
    "TableCell": (Kind.TABLE_CELL, SlotStyle.CELL),
    "DefinitionListTitle": (Kind.TERM, SlotStyle.LINE),
}
_HYPHENS = re.compile(rb"[^\r\n]*(?:\r\n?|\n)[ \t>]*-")
_BLANKS = re.compile(r"[ \t\r\n]+")
_LINE_BREAK = re.compile(r"\r\n?|\n")
# CommonMark 0.31.2, section 4.7; the parser has found that this is a definition.
_TITLE = re.compile(
    rb"""\[(?:[^\[\]\\]|\\.)*\]:[ \t\r\n]*
    (?:<(?:[^<>\\\r\n]|\\.)*>|[^\s<]\S*)[ \t\r\n]+
    (?P<quote>["'(])(?P<title>.*)["')][ \t\r\n]*""",
    re.DOTALL | re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Body:
    """A text without front matter, parsed; `newline` is its line end."""

    data: bytes
    newline: str
    structure: Structure
    definitions: tuple[Definition, ...]


class Located(NamedTuple):
    """A segment and its byte range."""

    start: int
    end: int
    segment: Segment


class _Found(NamedTuple):
    """What will be a segment: its byte range, and where its block's text begins."""

    start: int
    end: int
    anchor: int
    kind: Kind
    msgid: str
    slot: Slot


class Lines:
    """Line numbers of byte offsets; the first line has the number `first`."""

    def __init__(self, data: bytes, *, first: int) -> None:
        self._ends = [found.end() for found in LINE_END.finditer(data)]
        self._first = first

    def number(self, offset: int) -> int:
        """The number of the line that the byte at `offset` stands on."""
        return self._first + bisect_right(self._ends, offset)


def newline(text: str) -> str:
    """The line end to use in a text: CRLF where it has one."""
    return "\r\n" if "\r\n" in text else "\n"


def segments(body: Body, lines: Lines) -> Iterator[Located]:
    """All segments of a body in order, none overlapping another."""
    headings = _Headings(body.structure.leaves)
    for item in _apart(sorted(_found(body), key=lambda item: (item.start, item.end))):
        text = body.data[item.start : item.end].decode()
        segment = Segment(
            item.kind,
            text,
            text if text == item.msgid else item.msgid,  # mostly equal: one string is enough
            item.slot,
            lines.number(item.start),
            lines.number(item.end - 1),
            headings.above(item.anchor),
        )
        yield Located(item.start, item.end, segment)


def _found(body: Body) -> Iterator[_Found]:
    for leaf in body.structure.leaves:
        yield from _of_leaf(body, leaf)
    for block in body.structure.blocks:
        if block.name == "HtmlBlock":
            yield from _of_html(body, block)
    for definition in body.definitions:
        yield from _of_definition(body.data, definition)


def _apart(found: Iterable[_Found]) -> Iterator[_Found]:
    position = 0
    for item in found:
        if item.start >= position:
            position = item.end
            yield item


class _Headings:
    """The path of headings above a byte offset; asked in growing order."""

    def __init__(self, leaves: Sequence[Leaf]) -> None:
        self._coming = [leaf for leaf in reversed(leaves) if leaf.nesting.level]
        self._open: list[tuple[int, str]] = []
        self._path: tuple[str, ...] = ()  # shared by all texts of a section

    def above(self, start: int) -> tuple[str, ...]:
        """The titles of the sections that the text at `start` stands in, outermost first."""
        while self._coming and self._coming[-1].start < start:
            leaf = self._coming.pop()
            self._leave(leaf.nesting.level)
            self._open.append((leaf.nesting.level, leaf.title))
            self._path = tuple(title for _, title in self._open)
        if self._coming and self._coming[-1].start == start:
            # A heading stands in the sections above its own level.
            self._leave(self._coming[-1].nesting.level)
            self._path = tuple(title for _, title in self._open)
        return self._path

    def _leave(self, level: int) -> None:
        while self._open and self._open[-1][0] >= level:
            self._open.pop()


def _of_leaf(body: Body, leaf: Leaf) -> Iterator[_Found]:
    """The segment that a leaf is, or those in it: it may hold nothing but images and tags."""
    if html.has_letter(leaf.words):
        yield _whole(body, leaf)
        return
    images = [item for item in leaf.images if _has_letter(body.data, item.start, item.end)]
    if not all(image.separable for image in images):
        yield _whole(body, leaf)
        return
    for image in images:
        yield _inline(body, leaf, (image.start, image.end), (Kind.IMAGE_ALT, SlotStyle.ALT))
    for start, end in leaf.tags:
        raw = inline.without_prefixes(body.data, start, end, quotes=leaf.nesting.quotes).decode()
        place = _HtmlPlace(start, leaf.start, prefix="")
        yield from _of_slices(raw, html.attributes(raw), place)


def _has_letter(data: bytes, start: int, end: int) -> bool:
    return html.has_letter(data[start:end].decode())


def _whole(body: Body, leaf: Leaf) -> _Found:
    return _inline(body, leaf, (leaf.start, leaf.end), _kind(body.data, leaf))


def _kind(data: bytes, leaf: Leaf) -> tuple[Kind, SlotStyle]:
    if leaf.nesting.block in _LEAF_KINDS:
        kind, style = _LEAF_KINDS[leaf.nesting.block]
        if kind is Kind.HEADING and _is_above_hyphens(data, leaf):
            return kind, SlotStyle.SETEXT
        # A setext heading may run over several lines; an ATX heading has no hard breaks.
        return kind, SlotStyle.INLINE if leaf.hard_breaks else style
    return _CONTAINER_KINDS.get(leaf.nesting.container, Kind.PARAGRAPH), SlotStyle.INLINE


def _is_above_hyphens(data: bytes, leaf: Leaf) -> bool:
    """Whether a heading is one by an underline of hyphens (CommonMark 0.31.2, section 4.3)."""
    line = inline.line_start(data, leaf.start)
    return b"#" not in data[line : leaf.start] and _HYPHENS.match(data, leaf.end) is not None


def _inline(
    body: Body, leaf: Leaf, span: tuple[int, int], written: tuple[Kind, SlotStyle]
) -> _Found:
    """The segment over the bytes `span` of `leaf`, which is `written` as a kind in a style."""
    start, end = span
    kind, style = written
    quotes = leaf.nesting.quotes
    msgid, breaks = inline.unfold(body.data, start, end, hard=leaf.hard_breaks, quotes=quotes)
    prefix = ""
    if style is SlotStyle.CELL:
        msgid = msgid.replace("\\|", "|")
    elif style is SlotStyle.INLINE or breaks:
        prefix = body.newline + inline.continuation(body.data, leaf.start, quotes=quotes)
    return _Found(start, end, leaf.start, kind, msgid, _slot(style, prefix, breaks))


@lru_cache(maxsize=256)
def _slot(style: SlotStyle, prefix: str, breaks: tuple[str, ...]) -> Slot:
    """One slot for all texts that are written alike."""
    return Slot(style, prefix, breaks)


def _of_html(body: Body, block: Block) -> Iterator[_Found]:
    quotes = block.nesting.quotes
    raw = inline.without_prefixes(body.data, block.start, block.end, quotes=quotes).decode()
    prefix = newline(raw) + inline.continuation(body.data, block.start, quotes=quotes)
    place = _HtmlPlace(block.start, block.start, prefix)
    return _of_slices(raw, html.slices(raw), place)


@dataclass(frozen=True, slots=True)
class _HtmlPlace:
    """Where a piece of HTML stands: its first byte, its anchor, what begins a further line."""

    start: int
    anchor: int
    prefix: str


def _of_slices(raw: str, slices: Iterable[HtmlSlice], place: _HtmlPlace) -> Iterator[_Found]:
    """The segments over `slices` of `raw`, which stands at a place."""
    position, end = 0, place.start
    for item in slices:
        start = end + len(raw[position : item.start].encode())
        end = start + len(raw[item.start : item.end].encode())
        position = item.end
        kind = Kind.IMAGE_ALT if item.name == "alt" else Kind.HTML
        msgid, slot = _html_slot(item, raw[item.start : item.end], place.prefix)
        yield _Found(start, end, place.anchor, kind, msgid, slot)


def _html_slot(item: HtmlSlice, text: str, prefix: str) -> tuple[str, Slot]:
    """The msgid of a slice, and how its translation is written."""
    if item.part is Part.WHOLE:
        # What cannot be cut keeps its lines: they decide whether it is an HTML block at all.
        lines = "\n".join(line.strip(" \t") for line in _LINE_BREAK.split(text))
        return lines, Slot(SlotStyle.INLINE, prefix, (prefix,))
    style = SlotStyle.ATTRIBUTE if item.part is Part.ATTRIBUTE else SlotStyle.HTML
    return _BLANKS.sub(" ", text), Slot(style, quote=item.quote)


def _of_definition(data: bytes, definition: Definition) -> Iterator[_Found]:
    if not html.has_letter(definition.title):
        return
    line = inline.line_start(data, definition.start)
    quotes = data.count(b">", line, definition.start)
    raw = inline.without_prefixes(data, definition.start, definition.end, quotes=quotes)
    found = _TITLE.fullmatch(raw)
    if found is not None:
        title = found["title"]
        start = definition.start + found.end("title") - len(title.lstrip(b" \t\r\n"))
        end = definition.start + found.start("title") + len(title.rstrip(b" \t\r\n"))
        msgid = inline.unfold(data, start, end, quotes=quotes).msgid
        slot = Slot(SlotStyle.TITLE, quote=found["quote"].decode())
        yield _Found(start, end, start, Kind.REFERENCE_TITLE, msgid, slot)
