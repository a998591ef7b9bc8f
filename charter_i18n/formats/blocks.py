"""From parser events to the leaves of a document and to its skeleton.

A *leaf* is a stretch of inline Markdown in one block: a paragraph, a heading, a cell. The
*skeleton* is what a translation must leave alone: the blocks in order with their nesting and,
for each leaf, its links, images, code spans, footnote references and raw HTML as a multiset.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from charter_i18n.formats import html, leaves
from charter_i18n.formats.leaves import Leaf
from charter_i18n.formats.parser import Event

_INLINE = frozenset(
    ["Text", "Code", "InlineHtml", "FootnoteReference", "SoftBreak", "HardBreak", "TaskListMarker", "InlineMath", "DisplayMath", "Emphasis", "Strong", "Strikethrough", "Link", "Image", "Superscript", "Subscript"]
)


@dataclass(frozen=True, slots=True)
class Block:
    """A block that is no leaf: an HTML block, code, or the range of any block's start tag."""

    name: str
    start: int
    end: int
    containers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Node:
    """One step of the skeleton; `leaf` is the byte range it speaks of, where it is a leaf."""

    token: tuple[object, ...]
    span: tuple[int, int] | None = None


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
    stack: list[Event] = field(default_factory=list)
    run: list[Event] = field(default_factory=list)
    leaves: list[Leaf] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=list)

    def feed(self, event: Event) -> None:
        if event.name in _INLINE:
            if event.name == "TaskListMarker":
                self.nodes.append(Node(("task", event.payload)))
            else:
                self.run.append(event)
            return
        self.flush()
        if event.opens:
            self._open(event)
        elif event.closes:
            self.stack.pop()
            self.nodes.append(Node(("end", event.name)))
        elif event.name == "Rule":
            self.nodes.append(Node(("rule",)))

    def _open(self, event: Event) -> None:
        names = tuple(parent.name for parent in self.stack)
        self.blocks.append(Block(event.name, event.start, event.end, names))
        self.stack.append(event)
        if event.name == "HtmlBlock":
            raw = self.data[event.start : event.end].decode()
            self.nodes.append(Node(("html", *html.skeleton(raw))))
        else:
            self.nodes.append(Node((event.name, _attributes(event))))

    def flush(self) -> None:
        if not self.run:
            return
        if self.stack and self.stack[-1].name == "CodeBlock":
            text = "".join(str(event.payload) for event in self.run)
            self.nodes.append(Node(("code", text)))
        else:
            leaf = leaves.leaf(self.data, self.run, tuple(self.stack))
            if leaf is not None:
                self.leaves.append(leaf)
                self.nodes.append(Node(("leaf", leaf.inlines), (leaf.start, leaf.end)))
        self.run = []


def structure(data: bytes, events: Iterable[Event]) -> Structure:
    """Walk `events`, which are ranges over `data` (the text as written, nothing hidden)."""
    walk = _Walk(data)
    for event in events:
        walk.feed(event)
    walk.flush()
    leaves = tuple(_growing(sorted(walk.leaves, key=lambda leaf: (leaf.start, leaf.end))))
    blocks = tuple(sorted(walk.blocks, key=lambda block: (block.start, -block.end)))
    return Structure(leaves, blocks, tuple(walk.nodes))


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
