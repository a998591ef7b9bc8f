"""Comments in a source that steer its segmentation.

`<!-- i18n:skip -->` leaves out the next block, `<!-- i18n:skip-start -->` and
`<!-- i18n:skip-end -->` what stands between them; `<!-- i18n:context menu -->` gives the segments
of the next block a msgctxt, `<!-- i18n:comment … -->` a note to translators.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from charter_i18n.errors import Message, message
from charter_i18n.formats.blocks import Block

_COMMENT = re.compile(rb"<!--[ \t\r\n]*i18n:([\w-]*)[ \t\r\n]*(.*?)[ \t\r\n]*-->", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Steering:
    """What the author asks for a byte range of the source."""

    start: int
    end: int
    skip: bool = False
    context: str | None = None
    comment: str | None = None

    def covers(self, start: int) -> bool:
        """Whether this holds for what begins at byte `start`."""
        return self.start <= start < self.end


@dataclass(frozen=True, slots=True)
class Directives:
    """The directives of a source, and what is wrong with them (byte offset, message)."""

    steering: tuple[Steering, ...]
    warnings: tuple[tuple[int, Message], ...]


@dataclass(frozen=True, slots=True)
class _Directive:
    name: str
    value: str
    start: int
    end: int


def read(data: bytes, blocks: tuple[Block, ...]) -> Directives:
    """The directives in the HTML comments of `data`, whose blocks are `blocks`."""
    found = tuple(_find(data, blocks))
    steering: list[Steering] = []
    warnings: list[tuple[int, Message]] = []
    skip_from: _Directive | None = None
    for item in found:
        if item.name == "skip-start":
            skip_from = skip_from or item
        elif item.name == "skip-end":
            if skip_from is None:
                warnings.append((item.start, message("i18n:skip-end without i18n:skip-start")))
            else:
                steering.append(Steering(skip_from.end, item.start, skip=True))
            skip_from = None
        elif item.name not in ("skip", "context", "comment"):
            known = "skip, skip-start, skip-end, context, comment"
            text = "unknown directive i18n:{name}; known are {known}"
            warnings.append((item.start, message(text, name=item.name, known=known)))
        else:
            steering += _next_block(item, found, blocks)
    if skip_from is not None:
        text = message("i18n:skip-start without i18n:skip-end: all that follows is left out")
        warnings.append((skip_from.start, text))
        steering.append(Steering(skip_from.end, len(data), skip=True))
    return Directives(tuple(steering), tuple(warnings))


def _find(data: bytes, blocks: Iterable[Block]) -> Iterator[_Directive]:
    for block in blocks:
        if block.name == "HtmlBlock":
            for item in _COMMENT.finditer(data, block.start, block.end):
                name, value = item[1].decode(), " ".join(item[2].decode().split())
                yield _Directive(name, value, item.start(), item.end())


def _next_block(
    item: _Directive, found: tuple[_Directive, ...], blocks: tuple[Block, ...]
) -> Iterator[Steering]:
    """What `item` says of the first block after it that holds no directive."""
    for block in blocks[bisect_left(blocks, item.end, key=lambda block: block.start) :]:
        directive = any(block.start <= other.start < block.end for other in found)
        if not (block.name == "HtmlBlock" and directive):
            yield Steering(
                block.start,
                block.end,
                skip=item.name == "skip",
                context=item.value if item.name == "context" else None,
                comment=item.value if item.name == "comment" else None,
            )
            return
