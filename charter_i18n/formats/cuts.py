"""Where a Markdown text can be cut in two parts that read as they do in the whole."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from charter_i18n.formats import inline
from charter_i18n.formats.blocks import Block, Node

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
