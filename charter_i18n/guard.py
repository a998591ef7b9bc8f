"""The guard: a rendered text must have its source's skeleton.

It compares what the parser sees in both: the blocks in order with their nesting, what each leaf
holds, and that every leaf fills exactly the bytes that were written for it. The last catches what
the skeleton does not show, such as the closing `#` of a heading.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from charter_i18n.errors import InputError, Message, message
from charter_i18n.formats import frontmatter, markdown
from charter_i18n.formats.blocks import Node
from charter_i18n.formats.leaves import Inline
from charter_i18n.formats.markdown import BOM, Scan
from charter_i18n.formats.parser import ParserPanicError
from charter_i18n.model import Document, Kind, Segment


@dataclass(frozen=True, slots=True)
class Finding:
    """Why a text does not have its source's skeleton, and what to do about it."""

    reason: Message
    hint: Message | None = None


@dataclass(frozen=True, slots=True)
class Filling:
    """What is written in a piece's place; `marks` are inlines that it adds on purpose."""

    text: str
    marks: tuple[Inline, ...] = ()


class Guard:
    """Compares renderings of one document with its source."""

    def __init__(self, document: Document) -> None:
        self._pieces = document.pieces
        self._lengths = tuple(len(piece.text.encode()) for piece in document.pieces)
        self._starts = (0, *accumulate(self._lengths))

    @cached_property
    def _source(self) -> Scan:
        return markdown.scan("".join(piece.text for piece in self._pieces))

    def check(self, fillings: Mapping[int, Filling]) -> Finding | None:
        """What is wrong with the document when pieces (by index) are filled like this.

        None when nothing is wrong. The pieces that are not named keep their text.
        """
        text = self.text(fillings)
        try:
            rendered = markdown.scan(text)
        except (ParserPanicError, InputError):
            return Finding(message("the text can no longer be parsed"))
        return (
            self._front_matter(rendered, fillings)
            or self._body(rendered, fillings)
            or _definitions(self._source, rendered)
        )

    def text(self, fillings: Mapping[int, Filling]) -> str:
        """The document with some pieces filled."""
        return "".join(
            fillings[index].text if index in fillings else piece.text
            for index, piece in enumerate(self._pieces)
        )

    def _front_matter(self, rendered: Scan, fillings: Mapping[int, Filling]) -> Finding | None:
        translated = {
            piece.section[0]
            for index in fillings
            if isinstance(piece := self._pieces[index], Segment) and piece.kind is Kind.FRONT_MATTER
        }
        if rendered.front == self._source.front:
            return None
        before = frontmatter.scalars(self._source.front.removeprefix(BOM), path="")
        after = frontmatter.scalars(rendered.front.removeprefix(BOM), path="")
        same = len(before) == len(after) and all(
            old.path == new.path
            and old.tag == new.tag
            and (old.value == new.value or old.path in translated)
            for old, new in zip(before, after, strict=True)
        )
        return None if same else Finding(message("it would change the front matter's structure"))

    def _body(self, rendered: Scan, fillings: Mapping[int, Filling]) -> Finding | None:
        shift = _Shift(self._starts, self._lengths, fillings)
        expected = self._source.nodes
        offset = self._source.offset
        gone = len(rendered.nodes) < len(expected)
        for index, node in enumerate(expected):
            if index >= len(rendered.nodes):
                return _VANISHED
            actual = rendered.nodes[index]
            if node.span is None or actual.span is None:
                if node.token != actual.token:
                    return _VANISHED if gone else _structural(node, actual)
                continue
            span = shift.span(node.span[0] + offset, node.span[1] + offset)
            marks = self._marks(node.span, offset, fillings)
            finding = _leaf(node, actual, marks)
            if finding is not None:
                return finding
            if (actual.span[0] + rendered.offset, actual.span[1] + rendered.offset) != span:
                return Finding(message("its beginning or end would be read as markup"))
        if len(rendered.nodes) > len(expected):
            return _structural(None, rendered.nodes[len(expected)])
        return None

    def _marks(
        self, span: tuple[int, int], offset: int, fillings: Mapping[int, Filling]
    ) -> tuple[Inline, ...]:
        index = bisect_right(self._starts, span[0] + offset) - 1
        filling = fillings.get(index)
        return filling.marks if filling else ()


class _Shift:
    """Where bytes of the source stand in a rendering."""

    def __init__(
        self, starts: Sequence[int], lengths: Sequence[int], fillings: Mapping[int, Filling]
    ) -> None:
        filled = (
            len(fillings[index].text.encode()) if index in fillings else length
            for index, length in enumerate(lengths)
        )
        self._starts = starts
        self._rendered = (0, *accumulate(filled))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The bytes in the rendering for the bytes `start` to `end` of the source."""
        first = bisect_right(self._starts, start) - 1
        # The end of one piece is the beginning of the next: they shift alike.
        last = bisect_right(self._starts, end) - 1
        return (
            self._rendered[first] + start - self._starts[first],
            self._rendered[last] + end - self._starts[last],
        )


def _definitions(source: Scan, rendered: Scan) -> Finding | None:
    if source.definitions == rendered.definitions:
        return None
    return Finding(message("it would add, change or remove a link reference definition"))


_BLOCK_NAMES = {
    "BlockQuote": message("a block quote"),
    "CodeBlock": message("a code block"),
    "DefinitionList": message("a definition list"),
    "FootnoteDefinition": message("a footnote"),
    "Heading": message("a heading"),
    "HtmlBlock": message("an HTML block"),
    "html": message("an HTML block"),
    "List": message("a list"),
    "Item": message("a list item"),
    "Paragraph": message("a paragraph"),
    "Table": message("a table"),
    "rule": message("a rule"),
    "task": message("a task marker"),
}


_VANISHED = Finding(message("it would disappear: it is read as markup or template code"))


def _structural(expected: Node | None, actual: Node | None) -> Finding:
    """Name the block that a translation would begin."""
    token = actual.token[0] if actual is not None else None
    name = _BLOCK_NAMES.get(str(token))
    if name is not None and (expected is None or expected.token[0] != token):
        return Finding(message("it would begin {block}", block=name))
    return Finding(message("it would change the structure of the document"))


def _leaf(expected: Node, actual: Node, marks: Sequence[Inline]) -> Finding | None:
    before, after = _inlines(expected), _inlines(actual)
    wanted = Counter([*before, *marks])
    found = Counter(after)
    if wanted == found:
        return None
    missing = sorted((wanted - found).elements(), key=str)
    extra = sorted((found - wanted).elements(), key=str)
    if missing:
        return _missing(missing[0])
    return Finding(
        message("it adds {sort} {value} that the source does not have", **_named(extra[0])),
        message("take it out, or escape it with a backslash"),
    )


def _inlines(node: Node) -> tuple[Inline, ...]:
    inlines = node.token[1]
    return inlines if isinstance(inlines, tuple) else ()


_SORTS = {
    "code": message("the code span"),
    "footnote": message("the footnote reference"),
    "html": message("the tag"),
    "image": message("the image"),
    "link": message("the link to"),
    "template": message("the template code"),
}


def _named(item: Inline) -> dict[str, object]:
    return {"sort": _SORTS[item.sort], "value": item.value}


def _missing(item: Inline) -> Finding:
    reason = message("{sort} {value} is missing", **_named(item))
    if item.sort in ("link", "image"):
        return Finding(
            reason,
            message(
                "keep its URL; where the source writes a label such as [Portal], "
                "write [translation][Portal]"
            ),
        )
    return Finding(reason, message("copy it from the source"))
