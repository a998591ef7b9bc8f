"""Comments in a source that steer its segmentation.

`<!-- i18n:skip -->` leaves out the next block, `<!-- i18n:skip-start -->` and
`<!-- i18n:skip-end -->` what stands between them; `<!-- i18n:context menu -->` gives the segments
of the next block a msgctxt, `<!-- i18n:comment … -->` a note to translators. Where something else
follows in the same HTML block, that is the next block.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from charter_i18n.errors import Message, message
from charter_i18n.formats import inline
from charter_i18n.formats.blocks import Block
from charter_i18n.formats.parser import Definition

_DIRECTIVE = re.compile(rb"<!--[ \t\r\n]*i18n:([\w-]*)[ \t\r\n]*(.*?)[ \t\r\n]*-->", re.DOTALL)
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_KNOWN = ("skip", "skip-start", "skip-end", "context", "comment")


@dataclass(frozen=True, slots=True)
class Steering:
    """What the author asks for a byte range of the source."""

    start: int
    end: int
    skip: bool = False
    context: str | None = None
    comment: str | None = None


@dataclass(frozen=True, slots=True)
class Directives:
    """The directives of a source, in order, and what is wrong with them (byte offset, message)."""

    steering: tuple[Steering, ...]
    warnings: tuple[tuple[int, Message], ...]


@dataclass(frozen=True, slots=True)
class _Directive:
    name: str
    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Comments:
    """The directives in an HTML block, and where what is no comment ends in it (0: nowhere)."""

    block: Block
    directives: tuple[_Directive, ...]
    content: int


def read(
    data: bytes, blocks: Sequence[Block], definitions: Sequence[Definition] = ()
) -> Directives:
    """The directives in the HTML comments of `data`, whose blocks and definitions are these."""
    comments = tuple(_comments(data, blocks))
    found = [item for comment in comments for item in comment.directives]
    regions, unmatched = _regions(found, len(data))
    steering = [*regions, *_of_next_blocks(comments, blocks, definitions)]
    warnings = [*unmatched, *_mistakes(found)]
    return Directives(
        tuple(sorted(steering, key=lambda item: (item.start, item.end))),
        tuple(sorted(warnings, key=lambda item: item[0])),
    )


def _comments(data: bytes, blocks: Iterable[Block]) -> Iterator[_Comments]:
    for block in blocks:
        if block.name == "HtmlBlock":
            quotes = block.nesting.quotes
            raw = inline.without_prefixes(data, block.start, block.end, quotes=quotes)
            if b"<!--" in raw:
                found = tuple(_directives(raw, block.start))
                yield _Comments(block, found, _content_end(raw, block.start))


def _directives(raw: bytes, offset: int) -> Iterator[_Directive]:
    for item in _DIRECTIVE.finditer(raw):
        value = re.sub(r"[ \t\r\n]+", " ", item[2].decode())
        yield _Directive(item[1].decode(), value, offset + item.start(), offset + item.end())


def _content_end(raw: bytes, offset: int) -> int:
    """Where the last thing ends in a block that is neither blank nor a comment; 0: nowhere."""
    content, position = 0, 0
    for item in _COMMENT.finditer(raw):
        if raw[position : item.start()].strip():
            content = offset + item.start()
        position = item.end()
    return offset + len(raw) if raw[position:].strip() else content


def _regions(
    found: Iterable[_Directive], end: int
) -> tuple[list[Steering], list[tuple[int, Message]]]:
    """What stands between `skip-start` and `skip-end`, and those of them that are alone."""
    steering: list[Steering] = []
    warnings: list[tuple[int, Message]] = []
    opened: _Directive | None = None
    for item in found:
        if item.name == "skip-start":
            opened = opened or item
        elif item.name == "skip-end" and opened is None:
            warnings.append((item.start, message("i18n:skip-end without i18n:skip-start")))
        elif item.name == "skip-end" and opened is not None:
            steering.append(Steering(opened.end, item.start, skip=True))
            opened = None
    if opened is not None:
        text = message("i18n:skip-start without i18n:skip-end: all that follows is left out")
        warnings.append((opened.start, text))
        steering.append(Steering(opened.end, end, skip=True))
    return steering, warnings


def _of_next_blocks(
    comments: Iterable[_Comments], blocks: Iterable[Block], definitions: Iterable[Definition]
) -> Iterator[Steering]:
    comments = tuple(comments)
    if not comments:
        return
    passed = {comment.block.start for comment in comments if not comment.content}
    targets = [(block.start, block.end) for block in blocks if block.start not in passed]
    targets = sorted([*targets, *((item.start, item.end) for item in definitions)], key=_outermost)
    for comment in comments:
        for item in comment.directives:
            target = _target(item, comment, targets)
            if target is not None and item.name in ("skip", "context", "comment"):
                yield _steering(item, target)


def _outermost(span: tuple[int, int]) -> tuple[int, int]:
    return span[0], -span[1]


def _target(
    item: _Directive, comment: _Comments, targets: Sequence[tuple[int, int]]
) -> tuple[int, int] | None:
    """What follows `item`: the rest of its own HTML block, or the next block."""
    if comment.content > item.end:
        return item.end, comment.block.end
    index = bisect_left(targets, item.end, key=lambda span: span[0])
    return targets[index] if index < len(targets) else None


def _steering(item: _Directive, target: tuple[int, int]) -> Steering:
    return Steering(
        *target,
        skip=item.name == "skip",
        context=item.value if item.name == "context" and item.value else None,
        comment=item.value if item.name == "comment" and item.value else None,
    )


def _mistakes(found: Iterable[_Directive]) -> Iterator[tuple[int, Message]]:
    for item in found:
        if item.name not in _KNOWN:
            text = message(
                "unknown directive i18n:{name}; known are {known}",
                name=item.name,
                known=", ".join(_KNOWN),
            )
            yield item.start, text
        elif item.name in ("context", "comment") and not item.value:
            yield item.start, message("i18n:{name} has no text", name=item.name)
