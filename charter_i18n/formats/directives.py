"""Comments in a source that steer its segmentation.

`<!-- i18n:skip -->` leaves out the next block, `<!-- i18n:skip-start -->` and
`<!-- i18n:skip-end -->` what stands between them; `<!-- i18n:context menu -->` gives the segments
of the next block a msgctxt, `<!-- i18n:comment … -->` a note to translators. Where something else
follows in the same HTML block, that is the next block.

The next block is looked for in what the directive stands in: in a list item, what follows in the
item. Only a directive that ends its item (its quote, its definition) speaks of what comes after.
A comment that looks like a directive and steers nothing is a mistake, which is told.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from charter_i18n.errors import Message, message
from charter_i18n.formats import inline
from charter_i18n.formats.blocks import Block, Structure
from charter_i18n.formats.parser import Definition

_OPENING, _CLOSING = b"<!--", b"-->"
_DIRECTIVE = re.compile(rb"[ \t\r\n]*i18n:([\w-]*)(.*)", re.DOTALL | re.IGNORECASE)
_BLANKS = re.compile(rb"[ \t\r\n]+")
_NOTES = ("context", "comment")
KNOWN = ("skip", "skip-start", "skip-end", "context", "comment")
"""The names of all directives."""
_ALONE = message("write it on a line of its own, above the block that it is about")
_ABOVE = message("write it above the block that it is about, or take it out")


@dataclass(frozen=True, slots=True)
class Steering:
    """What the author asks for a byte range of the source.

    `name` is that of a directive about the next block, which stands at `place`; what stands
    between two marks has none.
    """

    start: int
    end: int
    skip: bool = False
    context: str | None = None
    comment: str | None = None
    name: str = ""
    place: int = 0


class Mistake(NamedTuple):
    """What is wrong with a directive at a byte offset, and what to do about it."""

    start: int
    text: Message
    hint: Message


@dataclass(frozen=True, slots=True)
class Directives:
    """The directives of a source, in order, and what is wrong with them."""

    steering: tuple[Steering, ...]
    mistakes: tuple[Mistake, ...]


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


def read(data: bytes, structure: Structure, definitions: Sequence[Definition] = ()) -> Directives:
    """The directives in the HTML comments of `data`, which has this structure."""
    if _OPENING not in data:
        return Directives((), ())
    comments = tuple(_comments(data, structure.blocks))
    found = [item for comment in comments for item in comment.directives]
    regions, mistakes = _regions(found, len(data))
    steering = [*regions]
    for item, target in _targeted(comments, structure, definitions):
        if target is not None:
            steering.append(_steering(item, target))
        else:
            mistakes.append(Mistake(item.start, _nothing_follows(item), _ABOVE))
    mistakes += [*_misspelt(found), *_within_texts(data, structure)]
    return Directives(
        tuple(sorted(steering, key=lambda item: (item.start, item.end))),
        tuple(sorted(mistakes, key=lambda item: item[0])),
    )


def idle(order: Steering) -> Mistake:
    """What is wrong with a directive whose block holds no text."""
    text = message("i18n:{name} steers nothing: what follows holds no text", name=order.name)
    return Mistake(order.place, text, _ABOVE)


def _comments(data: bytes, blocks: Iterable[Block]) -> Iterator[_Comments]:
    for block in blocks:
        if block.name == "HtmlBlock":
            quotes = block.nesting.quotes
            raw = inline.without_prefixes(data, block.start, block.end, quotes=quotes)
            if _OPENING in raw:
                yield _of_block(raw, block)


def _of_block(raw: bytes, block: Block) -> _Comments:
    found: list[_Directive] = []
    content, position = 0, 0
    for start, end in _spans(raw):
        if raw[position:start].strip():
            content = block.start + start
        position = end
        directive = _directive(raw, start, end, block.start)
        found += [directive] if directive else []
    if raw[position:].strip():
        content = block.start + len(raw)
    return _Comments(block, tuple(found), content)


def _spans(raw: bytes) -> Iterator[tuple[int, int]]:
    """Where the comments stand; each byte is looked at once."""
    start = raw.find(_OPENING)
    while start >= 0:
        closing = raw.find(_CLOSING, start + len(_OPENING))
        if closing < 0:
            return
        end = closing + len(_CLOSING)
        yield start, end
        start = raw.find(_OPENING, end)


def _directive(raw: bytes, start: int, end: int, offset: int) -> _Directive | None:
    found = _DIRECTIVE.match(raw, start + len(_OPENING), end - len(_CLOSING))
    if found is None:
        return None
    value = _BLANKS.sub(b" ", found[2]).strip(b" ").decode()
    return _Directive(found[1].decode(), value, offset + start, offset + end)


def _regions(found: Iterable[_Directive], end: int) -> tuple[list[Steering], list[Mistake]]:
    """What stands between `skip-start` and `skip-end`, and those of them that are alone."""
    steering: list[Steering] = []
    mistakes: list[Mistake] = []
    opened: _Directive | None = None
    for item in found:
        if item.name == "skip-start":
            opened = opened or item
        elif item.name == "skip-end" and opened is None:
            text = message("i18n:skip-end without i18n:skip-start")
            hint = message("write i18n:skip-start where the text to leave out begins")
            mistakes.append(Mistake(item.start, text, hint))
        elif item.name == "skip-end" and opened is not None:
            steering.append(Steering(opened.end, item.start, skip=True))
            opened = None
    if opened is not None:
        text = message("i18n:skip-start without i18n:skip-end: all that follows is left out")
        hint = message("write <!-- i18n:skip-end --> where the text to leave out ends")
        mistakes.append(Mistake(opened.start, text, hint))
        steering.append(Steering(opened.end, end, skip=True))
    return steering, mistakes


_Span = tuple[int, int]


def _targeted(
    comments: Sequence[_Comments], structure: Structure, definitions: Iterable[Definition]
) -> Iterator[tuple[_Directive, _Span | None]]:
    """The directives about a next block, and that block: None where nothing follows."""
    if not any(comment.directives for comment in comments):
        return
    targets = _blocks_to_steer(comments, structure, definitions)
    for comment in comments:
        for item in comment.directives:
            if item.name == "skip" or (item.name in _NOTES and item.value):
                yield item, _target(item, comment, targets)


def _blocks_to_steer(
    comments: Iterable[_Comments], structure: Structure, definitions: Iterable[Definition]
) -> list[_Span]:
    """All that can follow a directive, by its start, the outermost first.

    Leaves count, for in tight items the parser gives no paragraph around them; rules count too.
    """
    passed = {comment.block.start for comment in comments if not comment.content}
    blocks = (item for item in structure.blocks if item.start not in passed)
    rules = (node for node in structure.skeleton if node.name == "Rule")
    spans = {
        (item.start, item.end)
        for items in (blocks, structure.leaves, rules, definitions)
        for item in items
    }
    return sorted(spans, key=lambda span: (span[0], -span[1]))


def _target(item: _Directive, comment: _Comments, targets: Sequence[_Span]) -> _Span | None:
    """What follows `item`: the rest of its own HTML block, or the next block.

    Since a container ends behind all that it holds, that is in the innermost one if anything is.
    """
    if comment.content > item.end:
        return item.end, comment.block.end
    index = bisect_left(targets, item.end, key=lambda span: span[0])
    return targets[index] if index < len(targets) else None


def _steering(item: _Directive, target: _Span) -> Steering:
    return Steering(
        *target,
        skip=item.name == "skip",
        context=item.value if item.name == "context" else None,
        comment=item.value if item.name == "comment" else None,
        name=item.name,
        place=item.start,
    )


def _nothing_follows(item: _Directive) -> Message:
    return message("i18n:{name} steers nothing: no block follows it", name=item.name)


def _misspelt(found: Iterable[_Directive]) -> Iterator[Mistake]:
    for item in found:
        if item.name in _NOTES and not item.value:
            text = message("i18n:{name} has no text", name=item.name)
            hint = message("write it behind the name, before -->")
            yield Mistake(item.start, text, hint)
        elif item.name not in KNOWN:
            yield Mistake(item.start, *_unknown(item.name))


def _unknown(name: str) -> tuple[Message, Message]:
    if name.lower() in KNOWN:
        return (
            message("the directive i18n:{name} has capital letters", name=name),
            message("write i18n:{name}", name=name.lower()),
        )
    known = ", ".join(KNOWN)
    return (
        message("unknown directive i18n:{name}; known are {known}", name=name, known=known),
        message("correct its name, or take it out"),
    )


def _within_texts(data: bytes, structure: Structure) -> Iterator[Mistake]:
    """Directives that stand within a text, or in a cell of a table, where they steer nothing."""
    for leaf in structure.leaves:
        for start, end in leaf.tags:
            raw = inline.without_prefixes(data, start, end, quotes=leaf.nesting.quotes)
            is_comment = raw.startswith(_OPENING) and raw.endswith(_CLOSING)
            item = _directive(raw, 0, len(raw), start) if is_comment else None
            if item is not None:
                text = message("i18n:{name} within a text steers nothing", name=item.name)
                yield Mistake(start, text, _ALONE)
