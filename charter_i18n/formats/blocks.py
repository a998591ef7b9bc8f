"""From parser events to the leaves of a document and to its skeleton.

A *leaf* is a stretch of inline Markdown in one block: a paragraph, a heading, a cell. The
*skeleton* is what a translation must leave alone: the blocks in order with their nesting and,
for each leaf, its links, images, code spans, footnote references and raw HTML as a multiset.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from charter_i18n.formats import html, leaves, templates
from charter_i18n.formats.leaves import Inline, Leaf
from charter_i18n.formats.nesting import TOP, Nesting
from charter_i18n.formats.parser import Event

_INLINE = frozenset(
    {
        "Code",
        "Emphasis",
        "FootnoteReference",
        "HardBreak",
        "Image",
        "InlineHtml",
        "Link",
        "SoftBreak",
        "Strikethrough",
        "Strong",
        "Text",
    }
)


class Block(NamedTuple):
    """The byte range of a block, and what it stands in."""

    name: str
    start: int
    end: int
    nesting: Nesting = TOP


class Node(NamedTuple):
    """One step of the skeleton: what it is, what of it must not change, where it stands.

    `name` is that of a block that begins here, or `end`, `leaf`, `code`, `task`; `inlines` are
    what a leaf or an HTML block holds.
    """

    name: str
    value: object = None
    inlines: tuple[Inline, ...] = ()
    start: int = 0
    end: int = 0

    @property
    def token(self) -> tuple[object, ...]:
        """All but the place."""
        return self.name, self.value, self.inlines


@dataclass(frozen=True, slots=True)
class Structure:
    """What the parser saw: leaves and blocks in source order, and the skeleton."""

    leaves: tuple[Leaf, ...]
    blocks: tuple[Block, ...]
    skeleton: tuple[Node, ...]


@dataclass(slots=True)
class _Walk:
    """The state of one pass over the events."""

    data: bytes
    nestings: list[Nesting] = field(default_factory=lambda: [TOP])
    run: list[Event] = field(default_factory=list)
    leaves: list[Leaf] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=list)

    def feed(self, event: Event) -> None:
        if event.name in _INLINE:
            self.run.append(event)
        elif event.name == "TaskListMarker":
            self._add("task", event, value=event.payload)
        else:
            self.flush()
            self._block(event)

    def flush(self) -> None:
        if not self.run:
            return
        nesting = self.nestings[-1]
        if nesting.block == "CodeBlock":
            text = "".join(str(event.payload) for event in self.run)
            self._add("code", self.run[0], value=text)
        else:
            leaf = leaves.leaf(self.data, self.run, nesting)
            if leaf is not None:
                self.leaves.append(leaf)
                self._add("leaf", leaf, inlines=leaf.inlines)
        self.run = []

    def _block(self, event: Event) -> None:
        if event.opens:
            nesting = self.nestings[-1]
            self.blocks.append(Block(event.name, event.start, event.end, nesting))
            self.nestings.append(nesting.inside(event))
            raw = self.data[event.start : event.end] if event.name == "HtmlBlock" else b""
            inlines = html_inlines(raw.decode())
            self._add(event.name, event, value=_attributes(event), inlines=inlines)
        elif event.closes:
            self.nestings.pop()
            self._add("end", event, value=event.name)
        elif event.name == "Rule":
            self._add(event.name, event)

    def _add(
        self,
        name: str,
        place: Event | Leaf,
        *,
        value: object = None,
        inlines: tuple[Inline, ...] = (),
    ) -> None:
        self.nodes.append(Node(name, value, inlines, place.start, place.end))


def html_inlines(raw: str) -> tuple[Inline, ...]:
    """What a translation must keep of HTML: its tags in order, then its template code."""
    tags = (Inline("html", tag) for tag in html.skeleton(raw))
    code = (Inline("template", item) for item in templates.kept(raw.encode()))
    return (*tags, *code)


def structure(data: bytes, events: Iterable[Event]) -> Structure:
    """Walk `events`, which are ranges over `data` (the text as written, nothing hidden)."""
    walk = _Walk(data)
    for event in events:
        walk.feed(event)
    walk.flush()
    found = sorted(walk.leaves, key=lambda leaf: (leaf.start, leaf.end))
    blocks = tuple(sorted(walk.blocks, key=lambda block: (block.start, -block.end)))
    return Structure(tuple(_growing(found)), blocks, tuple(walk.nodes))


def _growing(leaves: Iterable[Leaf]) -> Iterator[Leaf]:
    """Drop a leaf that overlaps the one before it: the parser's ranges do not always nest."""
    position = 0
    for leaf in leaves:
        if leaf.start >= position:
            position = leaf.end
            yield leaf


def _attributes(event: Event) -> object:
    """What of a block's start tag must survive a translation."""
    if event.name == "Heading" and isinstance(event.payload, dict):
        return event.payload["level"]
    if event.name == "CodeBlock" and isinstance(event.payload, dict):
        return event.payload["Fenced"]
    return event.payload
