r"""Slices of a source without what its containers put at the start of a line (`> `, indent).

`unfold` gives the msgid of a slice: soft line breaks become one space, so that re-wrapping a
source makes no translation stale; hard breaks become `\n`.
"""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

_LINE_END = re.compile(rb"\r\n?|\n")


class Unfolded(NamedTuple):
    """A slice as translators see it, and its hard breaks as the source writes them."""

    msgid: str
    breaks: tuple[str, ...]


def unfold(
    data: bytes, start: int, end: int, *, hard: Sequence[tuple[int, int]] = (), quotes: int = 0
) -> Unfolded:
    """The slice of `data` on one line; `quotes` block quotes enclose it.

    `hard` are the byte ranges of the hard breaks in order (CommonMark 0.31.2, section 6.7).
    """
    if data.find(b"\n", start, end) < 0 and data.find(b"\r", start, end) < 0:
        return Unfolded(data[start:end].decode(), ())
    prefix = _container_prefix(quotes)
    coming = list(reversed(hard))
    parts: list[bytes] = []
    breaks: list[str] = []
    position = start
    for found in _LINE_END.finditer(data, start, end):
        while coming and coming[-1][1] <= found.start():
            coming.pop()
        content = prefix.match(data, found.end(), end)
        right = content.end() if content else found.end()
        if coming and coming[-1][0] <= found.start():
            left = coming[-1][0]
            breaks.append(data[left:right].decode())
            parts += [data[position:left], b"\n"]
        else:
            parts += [data[position : found.start()].rstrip(b" \t"), b" "]
        position = right
    parts.append(data[position:end])
    return Unfolded(b"".join(parts).decode(), tuple(breaks))


@cache
def _container_prefix(quotes: int) -> re.Pattern[bytes]:
    return re.compile(rb"(?:[ \t]*>){0,%d}[ \t]*" % quotes)


def continuation(data: bytes, start: int, *, quotes: int = 0) -> str:
    """What stands before a further line of the block whose text starts at byte `start`.

    The markers before the text become blanks, the marks of the `quotes` block quotes around it
    stay (CommonMark 0.31.2, section 5).
    """
    line = line_start(data, start)
    return _blanked(data[line:start].decode(), quotes) if line < start else ""


@lru_cache(maxsize=256)
def _blanked(before: str, quotes: int) -> str:
    marks = before.split(">", quotes)
    return ">".join("".join("\t" if c == "\t" else " " for c in mark) for mark in marks)


def line_start(data: bytes, offset: int) -> int:
    """Where the line begins that the byte at `offset` stands on."""
    line = data.rfind(b"\n", 0, offset) + 1
    # Not from the beginning: in a text without CR that would be a look at all of it.
    return data.rfind(b"\r", line, offset) + 1 or line


def without_prefixes(data: bytes, start: int, end: int, *, quotes: int) -> bytes:
    """The slice with the block quotes' marks at line starts blanked; as many bytes."""
    raw = data[start:end]
    return _marks(quotes).sub(lambda found: b" " * len(found.group()), raw) if quotes else raw


@cache
def _marks(quotes: int) -> re.Pattern[bytes]:
    return re.compile(rb"(?<=[\r\n])(?:[ \t]*>){1,%d}" % quotes)
