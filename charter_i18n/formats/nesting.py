"""What a block or a leaf stands in, as far as it matters to segments."""

from functools import lru_cache
from typing import NamedTuple

from charter_i18n.formats.parser import Event

_CONTAINERS = frozenset({"BlockQuote", "DefinitionListDefinition", "FootnoteDefinition", "Item"})


class Nesting(NamedTuple):
    """Names of the innermost block and of the innermost container that gives a kind.

    `quotes` is the number of block quotes around, `level` that of the heading around (0: none),
    `depth` the number of all blocks around.
    """

    block: str = ""
    container: str = ""
    quotes: int = 0
    level: int = 0
    depth: int = 0

    def inside(self, block: Event) -> "Nesting":
        """The nesting of what stands directly in `block`, which itself stands in this one."""
        return _inside(self, block.name, _level(block))


@lru_cache(maxsize=256)
def _inside(outer: Nesting, name: str, level: int) -> Nesting:
    """What most blocks of a document stand in is what others stood in."""
    return Nesting(
        block=name,
        container=name if name in _CONTAINERS else outer.container,
        quotes=outer.quotes + (name == "BlockQuote"),
        level=level or outer.level,
        depth=outer.depth + 1,
    )


TOP = Nesting()
"""Not in any block."""


def _level(block: Event) -> int:
    """The level of a heading, 0 for other blocks."""
    if block.name == "Heading" and isinstance(block.payload, dict):
        return int(block.payload["level"][1:])
    return 0
