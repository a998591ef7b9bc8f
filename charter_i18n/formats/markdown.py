"""Markdown: a text becomes a document, a partition into verbatim pieces and segments.

`parse` is for sources, `scan` for what has been rendered: it gives the skeleton that a
translation must not change. Everything works on UTF-8 byte ranges of the text as written, so the
joined pieces are the text, byte for byte. The Markdown is CommonMark 0.31.2 with tables,
footnotes, definition lists, task lists and strikethrough.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from charter_i18n.errors import Fault, Place, message
from charter_i18n.formats import blocks, directives, frontmatter, html, inline, masking, parser
from charter_i18n.formats.blocks import Block, Node, Structure
from charter_i18n.formats.leaves import Leaf
from charter_i18n.model import Document, Kind, Piece, Segment, Slot, SlotStyle, Verbatim

BOM = "\ufeff"
_LINE_END = re.compile(rb"\r\n?|\n")
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
_HTML_STYLES = {
    html.Part.TEXT: SlotStyle.HTML,
    html.Part.ATTRIBUTE: SlotStyle.ATTRIBUTE,
    html.Part.WHOLE: SlotStyle.INLINE,
}
_TITLE = re.compile(
    rb"""(?:<[^<>\r\n]*>|(?<=[ \t\r\n:>])[^\s<][^\s]*)[ \t\r\n>]+(?P<quote>["'(])(?P<title>.*)["')][ \t\r\n]*\Z""",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Scan:
    """What must survive a rendering: front matter, skeleton, reference definitions.

    `offset` is the byte where the skeleton's ranges count from.
    """

    front: str
    offset: int
    nodes: tuple[Node, ...]
    definitions: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Body:
    """A text without front matter, parsed."""

    data: bytes
    newline: str
    structure: Structure
    definitions: tuple[parser.Definition, ...]


def parse(text: str, *, path: str, translate: Sequence[str] = ()) -> Document:
    """Partition `text`; `translate` are the dotted keys of front matter that are translated.

    `path` names the document in faults. A body that the parser fails on stays verbatim, with a
    warning.

    Raises:
        InputError: the front matter is broken.
    """
    front, body = _split(text)
    head = frontmatter.pieces(front.removeprefix(BOM), translate=translate, path=path)
    if front.startswith(BOM):
        head = (Verbatim(BOM), *head)
    first_line = len(_LINE_END.findall(front.encode())) + 1
    try:
        parsed = _parse_body(body)
    except parser.ParserPanicError:
        hint = message("it is left untranslated; report the text to the project")
        fault = Fault(message("the Markdown parser fails on this text"), Place(path), hint)
        return Document(path, (*head, *_verbatim(body)), (fault,))
    steering = directives.read(parsed.data, parsed.structure.blocks)
    lines = _Lines(parsed.data, first_line)
    segments = _steered(_segments(parsed, lines), steering.steering)
    warnings = tuple(
        Fault(text, Place(path, lines.number(start))) for start, text in steering.warnings
    )
    return Document(path, (*head, *_partition(parsed.data, segments)), warnings)


def scan(text: str) -> Scan:
    """The skeleton of `text`.

    Raises:
        parser.ParserPanicError: the parser failed.
        InputError: the front matter is broken.
    """
    front, body = _split(text)
    parsed = _parse_body(body)
    pairs = tuple((item.label, item.destination) for item in parsed.definitions)
    return Scan(front, len(front.encode()), parsed.structure.skeleton, pairs)


def _split(text: str) -> tuple[str, str]:
    """Front matter with a BOM before it, and the body."""
    peeled = text.removeprefix(BOM)
    front, body = frontmatter.split(peeled)
    return text[: len(text) - len(peeled)] + front, body


def _parse_body(body: str) -> _Body:
    data = body.encode()
    visible = body
    if masking.needed(data):
        code = tuple(
            (event.start, event.end)
            for event in parser.events(body)
            if event.opens and event.name == "CodeBlock"
        )
        visible = masking.mask(data, code=code).decode()
    structure = blocks.structure(data, parser.events(visible))
    return _Body(data, _newline(body), structure, parser.definitions(visible))


class _Lines:
    """Line numbers of byte offsets."""

    def __init__(self, data: bytes, first: int) -> None:
        self._ends = [found.end() for found in _LINE_END.finditer(data)]
        self._first = first

    def number(self, offset: int) -> int:
        return self._first + bisect_right(self._ends, offset)


@dataclass(frozen=True, slots=True)
class _Located:
    """A segment and its byte range."""

    start: int
    end: int
    segment: Segment


def _segments(body: _Body, lines: _Lines) -> tuple[_Located, ...]:
    """All segments of a body in order, none overlapping another."""
    found = [item for leaf in body.structure.leaves for item in _of_leaf(body, leaf)]
    found += [
        item
        for block in body.structure.blocks
        if block.name == "HtmlBlock"
        for item in _of_html(body, block)
    ]
    found += [item for definition in body.definitions for item in _of_definition(body, definition)]
    found.sort(key=lambda item: (item.start, item.end))
    apart = [item for before, item in pairwise([None, *found]) if _apart(before, item)]
    headings = _Headings(body.structure.leaves)
    return tuple(
        replace(
            item,
            segment=replace(
                item.segment,
                line=lines.number(item.start),
                end_line=lines.number(max(item.start, item.end - 1)),
                section=headings.above(item.start),
            ),
        )
        for item in apart
        if item is not None
    )


def _apart(before: _Located | None, item: _Located | None) -> bool:
    return item is not None and (before is None or before.end <= item.start)


class _Headings:
    """The path of headings above a byte offset; asked in growing order."""

    def __init__(self, leaves: Sequence[Leaf]) -> None:
        self._coming = [leaf for leaf in reversed(leaves) if leaf.level]
        self._open: list[tuple[int, str]] = []

    def above(self, start: int) -> tuple[str, ...]:
        """The titles of the sections that the text at `start` stands in, outermost first."""
        while self._coming and self._coming[-1].start < start:
            leaf = self._coming.pop()
            self._enter(leaf.level)
            self._open.append((leaf.level, leaf.plain))
        if self._coming and self._coming[-1].start == start:
            # A heading stands in the sections above its own level.
            self._enter(self._coming[-1].level)
        return tuple(title for _, title in self._open)

    def _enter(self, level: int) -> None:
        while self._open and self._open[-1][0] >= level:
            self._open.pop()


def _of_leaf(body: _Body, leaf: Leaf) -> Iterator[_Located]:
    if html.has_letter(leaf.words):
        kind, style = _kind(leaf)
        yield _inline_segment(body, leaf, leaf.start, leaf.end, kind, style)
    elif leaf.images and all(image.separable for image in leaf.images):
        for image in leaf.images:
            if html.has_letter(body.data[image.start : image.end].decode()):
                yield _inline_segment(
                    body, leaf, image.start, image.end, Kind.IMAGE_ALT, SlotStyle.ALT
                )
    elif leaf.images and html.has_letter(leaf.plain):
        kind, style = _kind(leaf)
        yield _inline_segment(body, leaf, leaf.start, leaf.end, kind, style)


def _kind(leaf: Leaf) -> tuple[Kind, SlotStyle]:
    innermost = leaf.containers[-1] if leaf.containers else "Paragraph"
    if innermost in _LEAF_KINDS:
        kind, style = _LEAF_KINDS[innermost]
        # A setext heading may run over several lines; an ATX heading has no hard breaks.
        return kind, SlotStyle.INLINE if leaf.hard_breaks else style
    for container in reversed(leaf.containers):
        if container in _CONTAINER_KINDS:
            return _CONTAINER_KINDS[container], SlotStyle.INLINE
    return Kind.PARAGRAPH, SlotStyle.INLINE


def _inline_segment(
    body: _Body, leaf: Leaf, start: int, end: int, kind: Kind, style: SlotStyle
) -> _Located:
    unfolded = inline.unfold(
        body.data, start, end, hard=leaf.hard_breaks, quotes=leaf.containers.count("BlockQuote")
    )
    msgid = unfolded.msgid
    if style is SlotStyle.CELL:
        msgid = msgid.replace("\\|", "|")
    prefix = body.newline + inline.continuation(body.data, leaf.start)
    slot = Slot(style, prefix, unfolded.breaks)
    return _located(body.data, start, end, kind, msgid, slot)


def _located(
    data: bytes, start: int, end: int, kind: Kind, msgid: str, slot: Slot
) -> _Located:
    text = data[start:end].decode()
    return _Located(start, end, Segment(kind, text, msgid, slot, line=0, end_line=0))


def _of_html(body: _Body, block: Block) -> Iterator[_Located]:
    quotes = block.containers.count("BlockQuote")
    raw = inline.without_prefixes(body.data, block.start, block.end, quotes=quotes)
    text = raw.decode()
    for item in html.slices(text):
        start = block.start + len(text[: item.start].encode())
        end = block.start + len(text[: item.end].encode())
        kind = Kind.IMAGE_ALT if item.name == "alt" else Kind.HTML
        msgid = re.sub(r"[ \t\r\n]+", " ", text[item.start : item.end])
        slot = Slot(_HTML_STYLES[item.part], quote=item.quote)
        if item.part is html.Part.WHOLE:
            # What cannot be cut keeps its lines: they decide whether it is an HTML block at all.
            msgid = re.sub(r"[ \t]*\r?\n[ \t]*", "\n", text[item.start : item.end])
            slot = Slot(SlotStyle.INLINE, *_breaks(body.data, block.start, text))
        yield _located(body.data, start, end, kind, msgid, slot)


def _breaks(data: bytes, start: int, text: str) -> tuple[str, tuple[str, ...]]:
    """The prefix of a further line of an HTML block, and its line breaks as a slot has them."""
    prefix = _newline(text) + inline.continuation(data, start)
    return prefix, (prefix,)


def _newline(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _of_definition(body: _Body, definition: parser.Definition) -> Iterator[_Located]:
    if not html.has_letter(definition.title):
        return
    found = _TITLE.search(body.data, definition.start, definition.end)
    if found is None:
        return
    start, end = found.span("title")
    msgid = inline.unfold(body.data, start, end, quotes=1).msgid
    slot = Slot(SlotStyle.TITLE, quote=found["quote"].decode())
    yield _located(body.data, start, end, Kind.REFERENCE_TITLE, msgid, slot)


def _steered(
    located: Sequence[_Located], steering: Sequence[directives.Steering]
) -> Iterator[_Located]:
    """The segments that the author wants, with contexts and notes."""
    for item in located:
        mine = [order for order in steering if order.covers(item.start)]
        if any(order.skip for order in mine):
            continue
        contexts = [order.context for order in mine if order.context]
        notes = tuple(order.comment for order in mine if order.comment)
        if contexts or notes:
            context = contexts[-1] if contexts else None
            segment = replace(item.segment, msgctxt=context, comments=notes)
            yield replace(item, segment=segment)
        else:
            yield item


def _partition(data: bytes, located: Iterator[_Located]) -> Iterator[Piece]:
    position = 0
    for item in located:
        yield from _verbatim(data[position : item.start].decode())
        yield item.segment
        position = item.end
    yield from _verbatim(data[position:].decode())


def _verbatim(text: str) -> tuple[Verbatim, ...]:
    return (Verbatim(text),) if text else ()
