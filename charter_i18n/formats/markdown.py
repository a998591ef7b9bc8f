"""Markdown: a text becomes a document, a partition into verbatim pieces and segments.

`parse` is for sources, `scan` for what has been rendered: it gives the skeleton that a
translation must not change. Everything works on UTF-8 byte ranges of the text as written, so the
joined pieces are the text, byte for byte. The Markdown is CommonMark 0.31.2 with tables,
footnotes, definition lists, task lists and strikethrough.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from charter_i18n.errors import Fault, Place, message
from charter_i18n.formats import blocks, directives, frontmatter, masking, parser, segmentation
from charter_i18n.formats.blocks import Block, Node
from charter_i18n.formats.directives import Mistake, Steering
from charter_i18n.formats.segmentation import Body, Lines, Located
from charter_i18n.model import Document, Piece, Verbatim

BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class Scan:
    """What must survive a rendering: front matter, skeleton, reference definitions."""

    front: str
    nodes: tuple[Node, ...] = ()
    blocks: tuple[Block, ...] = ()
    definitions: tuple[tuple[str, str], ...] = ()


def parse(text: str, *, path: str, translate: Sequence[str] = ()) -> Document:
    """Partition `text`; `translate` are the dotted keys of front matter that are translated.

    `path` names the document in faults. A body that the parser fails on stays verbatim, with a
    warning.

    Raises:
        InputError: the front matter is broken.
    """
    front, rest = _split(text)
    head = frontmatter.pieces(front.removeprefix(BOM), translate=translate, path=path)
    if front.startswith(BOM):
        head = (Verbatim(BOM), *head)
    above = len(front.encode())
    try:
        body = _parse_body("\n" * above + rest)
    except parser.ParserPanicError:
        hint = message("it is left untranslated; report the text to the project")
        fault = Fault(message("the Markdown parser fails on this text"), Place(path), hint)
        return Document(path, (*head, *_verbatim(rest)), (fault,))
    first = len(segmentation.LINE_END.findall(front.encode())) + 1
    lines = Lines(body.data, first=first - above)
    orders = directives.read(body.data, body.structure, body.definitions)
    located = tuple(segmentation.segments(body, lines))
    mistakes = (*orders.mistakes, *_idle(orders.steering, located))
    warnings = tuple(
        Fault(text, Place(path, lines.number(start)), hint)
        for start, text, hint in sorted(mistakes, key=lambda item: item.start)
    )
    pieces = _partition(body.data, _steered(located, orders.steering), start=above)
    return Document(path, (*head, *pieces), warnings)


def scan(text: str) -> Scan:
    """The skeleton of `text`; of a body that the parser fails on, the body itself."""
    return _scan(text) if len(text) > _LARGE else _scan_once(text)


def _scan(text: str) -> Scan:
    front, rest = _split(text)
    try:
        body = _parse_body("\n" * len(front.encode()) + rest)
    except parser.ParserPanicError:
        return Scan(front, (Node("unparsed", rest),))
    pairs = tuple((item.label, item.destination) for item in body.definitions)
    return Scan(front, body.structure.skeleton, body.structure.blocks, pairs)


def _split(text: str) -> tuple[str, str]:
    """Front matter with a BOM before it, and the body."""
    peeled = text.removeprefix(BOM)
    front, body = frontmatter.split(peeled)
    return text[: len(text) - len(peeled)] + front, body


def _parse_body(text: str) -> Body:
    """A text parsed, with empty lines for its front matter: all ranges are the text's."""
    return _parse(text) if len(text) > _LARGE else _parse_once(text)


def _parse(text: str) -> Body:
    data = text.encode()
    visible = text
    if masking.needed(data):
        code = [
            (event.start, event.end)
            for event in parser.events(text)
            if event.opens and event.name == "CodeBlock"
        ]
        visible = masking.mask(data, code=code).decode()
    structure = blocks.structure(data, parser.events(visible))
    return Body(data, segmentation.newline(text), structure, parser.definitions(visible))


# A source is parsed, then its skeleton is needed in each locale. Large texts are not kept.
_LARGE = 500_000
_parse_once = lru_cache(maxsize=2)(_parse)
_scan_once = lru_cache(maxsize=4)(_scan)


def _idle(steering: Iterable[Steering], located: Sequence[Located]) -> Iterator[Mistake]:
    """The directives about a block without any segment."""
    for order in steering:
        index = bisect_left(located, order.start, key=lambda item: item.start)
        if order.name and (index == len(located) or located[index].start >= order.end):
            yield directives.idle(order)


def _steered(located: Iterable[Located], steering: Sequence[Steering]) -> Iterator[Located]:
    """The segments that the author wants, with contexts and notes; all in document order."""
    coming = list(reversed(steering))
    active: list[Steering] = []
    for item in located:
        while coming and coming[-1].start <= item.start:
            active.append(coming.pop())
        active = [order for order in active if order.end > item.start]
        if not active:
            yield item
        elif not any(order.skip for order in active):
            yield _with_notes(item, active)


def _with_notes(item: Located, orders: Iterable[Steering]) -> Located:
    contexts = [order.context for order in orders if order.context]
    notes = tuple(order.comment for order in orders if order.comment)
    context = contexts[-1] if contexts else None
    return item._replace(segment=replace(item.segment, msgctxt=context, comments=notes))


def _partition(data: bytes, located: Iterable[Located], *, start: int) -> Iterator[Piece]:
    position = start
    for item in located:
        yield from _verbatim(data[position : item.start].decode())
        yield item.segment
        position = item.end
    yield from _verbatim(data[position:].decode())


def _verbatim(text: str) -> tuple[Verbatim, ...]:
    return (Verbatim(text),) if text else ()
