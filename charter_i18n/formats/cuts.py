"""Where a Markdown text can be cut in two parts that read as they do in the whole."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from charter_i18n.formats import inline
from charter_i18n.formats.blocks import Block, Node

_LINE_END = re.compile(rb"\r\n?|\n")
_MARKED = frozenset({"DefinitionListDefinition", "FootnoteDefinition", "Item"})
_SPECIAL = re.compile(r"[<>&\\]")
_BACKSLASHED = r"\\\g<0>"
_BRACKETS = re.compile(r"\[((?:[^\[\]\\]|\\.)+)\]", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Cut:
    """A place to cut, in bytes; `lead` is the head of the table that it cuts through."""

    offset: int
    lead: str = ""


def cuts(data: bytes, blocks: Iterable[Block]) -> Iterator[Cut]:
    """All places where `data`, whose blocks are `blocks`, can be cut, in order.

    These are before blocks and list items that nothing encloses, and before rows of tables that
    nothing encloses.
    """
    table = 0
    lead: str | None = None
    for block in blocks:
        line = inline.line_start(data, block.start)
        if block.nesting.depth == 0:
            table, lead = line, None
            yield Cut(line)
        elif block.nesting.depth == 1 and block.name == "Item":
            yield Cut(line)
        elif block.nesting.depth == 1 and block.name == "TableRow":
            lead = data[table:line].decode() if lead is None else lead
            yield Cut(line, lead)


_LONGEST_LEAD = 200
"""How many bytes of a line are written again before a part."""
_LEAF_NODES = frozenset({"Rule", "code", "leaf", "task"})


def inner_cuts(data: bytes, nodes: Iterable[Node]) -> Iterator[Cut]:
    """Places within blocks where `data`, whose skeleton is `nodes`, may be cut, in order.

    The lead opens the list items and the like that the cut goes through. Whether the parts read
    as in the whole is for the caller to see.
    """
    around: list[_Opened] = []
    last = 0
    for node in nodes:
        if node.name == "end":
            around.pop()
            continue
        if around and around[-1].content is None:
            around[-1] = around[-1]._replace(content=node.start)
        starts = _line_starts(data, node) if around or node.name == "HtmlBlock" else ()
        for line in starts:
            if line > last:
                last = line
                yield Cut(line, _lead(data, around, line))
        if node.name not in _LEAF_NODES:
            around.append(_Opened(node.name, node.start))


class _Opened(NamedTuple):
    """A block that encloses what comes, and where what it holds begins."""

    name: str
    start: int
    content: int | None = None


def _line_starts(data: bytes, node: Node) -> Iterator[int]:
    """Where lines begin with a block; within HTML, all its lines."""
    line = inline.line_start(data, node.start)
    if not data[line : node.start].strip(b" \t>"):
        yield line
    if node.name == "HtmlBlock":
        for found in _LINE_END.finditer(data, node.start, node.end):
            yield found.end()


def _lead(data: bytes, around: Iterable[_Opened], line: int) -> str:
    """The first lines of the list items, footnotes and definitions around the text at `line`."""
    lines: dict[int, bytes] = {}
    for block in around:
        if block.name in _MARKED and block.content is not None:
            start = inline.line_start(data, block.start)
            marks = data[start : block.content]
            if len(marks) > _LONGEST_LEAD or _LINE_END.search(marks):
                return ""
            lines[start] = marks + b"x\n"
    above = data[inline.line_start(data, max(line - 1, 0)) : line] if lines else b""
    is_blank = len(above) <= _LONGEST_LEAD and not above.strip(b" \t>\r\n")
    return b"".join([*lines.values(), above if is_blank else b""]).decode()


def between(found: tuple[Cut, ...], start: int, end: int) -> Cut | None:
    """The first of the cuts `found` from `start` to `end`."""
    index = bisect_left(found, start, key=lambda cut: cut.offset)
    return found[index] if index < len(found) and found[index].offset <= end else None


def context(text: str, definitions: Iterable[tuple[str, str]], nodes: Iterable[Node]) -> str:
    """What to write after `text` so that its references resolve: definitions and footnotes.

    `definitions` and `nodes` are those of the text that it was cut from.
    """
    labels = {_normalised(found[1]) for found in _BRACKETS.finditer(text)}
    needed = [
        f"\n\n[{label}]: <{_SPECIAL.sub(_BACKSLASHED, destination)}>"
        for label, destination in definitions
        if _normalised(label) in labels
    ]
    needed += [
        f"\n\n[^{node.value}]: x"
        for node in nodes
        if node.name == "FootnoteDefinition" and _normalised(f"^{node.value}") in labels
    ]
    return "".join(dict.fromkeys(needed))


def _normalised(label: str) -> str:
    """A label as labels are compared (CommonMark 0.31.2, section 4.7)."""
    return " ".join(label.casefold().split())
