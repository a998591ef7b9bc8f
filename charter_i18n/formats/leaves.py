"""Leaves: stretches of inline Markdown, and what a translation must keep of each."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from charter_i18n.formats import html, inline, templates
from charter_i18n.formats.nesting import Nesting
from charter_i18n.formats.parser import Event

_LINE_END = re.compile(rb"\r\n?|\n")
_BLANKS = re.compile(r"[ \t\r\n]+")


@dataclass(frozen=True, slots=True)
class Inline:
    """One thing that a translation must keep: its sort, and what it says.

    `label` is the one that a link or an image refers to, where it does; a translation may refer
    otherwise. `start` is the byte where a link or an image begins.
    """

    sort: str
    value: str
    label: str = field(default="", compare=False)
    start: int = field(default=0, compare=False)

    def __str__(self) -> str:
        return self.value


@dataclass(frozen=True, slots=True)
class Image:
    """An image in a leaf: the byte range of its alternative text."""

    start: int
    end: int
    separable: bool  # written `![alt](url)` or `![alt][label]`: the text is nothing but a text


class Leaf(NamedTuple):
    """A stretch of inline Markdown: its byte range, what it stands in, what it holds.

    `hard_breaks` are the byte ranges of line ends that must stay, `tags` those of raw HTML.
    `title` is the text of a heading without markup; `words` is the text that stands outside of
    images, autolinks and code.
    """

    start: int
    end: int
    nesting: Nesting
    hard_breaks: tuple[tuple[int, int], ...] = ()
    inlines: tuple[Inline, ...] = ()
    images: tuple[Image, ...] = ()
    tags: tuple[tuple[int, int], ...] = ()
    title: str = ""
    words: str = ""


_NOTHING_BUT_TEXT = frozenset({"Emphasis", "SoftBreak", "Strikethrough", "Strong", "Text"})
"""Events of a leaf that holds nothing which a translation must keep."""


def leaf(data: bytes, run: Sequence[Event], nesting: Nesting) -> Leaf | None:
    """The leaf that the inline events `run` make up inside of `nesting`.

    Returns None for a run of blanks, and for a heading that is nothing but its attributes.
    """
    start, end = _core(data, run, nesting)
    if start >= end:
        return None
    title = _title(data, run, (start, end)) if nesting.level else ""
    if data.find(b"{", run[0].start, run[-1].end) < 0 and all(
        event.name in _NOTHING_BUT_TEXT for event in run
    ):
        texts = [event for event in run if event.name == "Text" and event.start >= start]
        words = " ".join([str(event.payload) for event in texts])
        return Leaf(start, end, nesting, title=title, words=words)
    return Leaf(
        start=start,
        end=end,
        nesting=nesting,
        hard_breaks=tuple(_hard_breaks(data, run)),
        inlines=_inlines(data, run, (start, end), quotes=nesting.quotes),
        images=tuple(_images(data, run)),
        tags=tuple((event.start, event.end) for event in run if event.name == "InlineHtml"),
        title=title,
        words=_words(data, run, (start, end)),
    )


def _core(data: bytes, run: Sequence[Event], nesting: Nesting) -> tuple[int, int]:
    """The byte range of a run without what belongs to its block."""
    start, end = _trim(data, *_extent(data, run))
    if nesting.level:
        end = _before_attributes(data, start, end)
    elif nesting.block in _MARKED_BLOCKS:
        start = _after_marker(data, start, end, nesting.container)
    return start, end


def _extent(data: bytes, run: Sequence[Event]) -> tuple[int, int]:
    """The byte range of `run`, with what the parser's ranges leave out."""
    last = run[-1]
    start, end = last.start, last.end
    if len(run) > 1:
        start, end = min(event.start for event in run), max(event.end for event in run)
    if last.name in ("Link", "Image") and last.end == end and data.startswith(b"[]", end):
        # Collapsed references (`[label][]`) end at their label.
        end += len(b"[]")
    return start, end


def _trim(data: bytes, start: int, end: int) -> tuple[int, int]:
    """Blanks at the ends belong to the block; the backslash of a first escape to the leaf."""
    while end > start and data[end - 1] in b" \t\r\n":
        end -= 1
    while start < end and data[start] in b" \t\r\n":
        start += 1
    # The backslash of an escape is in no range (`- \# a`).
    if start and data[start - 1] == ord("\\"):
        start -= 1
    return start, end


# Each is read in one way only: of two readings, each of many attributes would double the work.
_ATTRIBUTE = rb"""(?>[#.][^\s{}]+|[\w-]+=(?:(?:"[^"\r\n]*"|'[^'\r\n]*')(?=[ \t}])|[^\s{}]+))"""
_HEADING_ATTRIBUTES = re.compile(
    rb"\{:?[ \t]*" + _ATTRIBUTE + rb"(?:[ \t]+" + _ATTRIBUTE + rb")*[ \t]*\}"
)
_MARKED_BLOCKS = frozenset({"BlockQuote", "Item", "Paragraph"})
_MARKERS = {
    # kramdown's attributes of a list item: `- {: .class} text`
    "Item": re.compile(templates.ATTRIBUTES.pattern + rb"(?:[ \t]+|[ \t]*(?:\r\n?|\n)[ \t>]*)"),
    # GitHub's alerts: `> [!NOTE]` on a line of its own
    "BlockQuote": re.compile(rb"\[![A-Z]+\][ \t]*(?:(?:\r\n?|\n)[ \t>]*|\Z)"),
}


def _before_attributes(data: bytes, start: int, end: int) -> int:
    """Where a heading's text ends when attributes follow it: `## Titre {#id .class}`."""
    brace = data.rfind(b"{", start, end)
    if brace < 0 or _HEADING_ATTRIBUTES.fullmatch(data, brace, end) is None:
        return end
    text = data[start:brace]
    trimmed = text.rstrip(b" \t")
    glued = text != b"" and trimmed == text
    return end if glued else start + len(trimmed)


def _after_marker(data: bytes, start: int, end: int, container: str) -> int:
    """Where a text begins when a marker of its container stands before it."""
    marker = _MARKERS.get(container)
    found = marker.match(data, start, end) if marker else None
    return found.end() if found else start


def _collapsed(text: str) -> str:
    return _BLANKS.sub(" ", text).strip(" ")


def _inlines(
    data: bytes, run: Sequence[Event], span: tuple[int, int], *, quotes: int
) -> tuple[Inline, ...]:
    """The multiset of what a translation must keep, sorted."""
    found = [item for event in run if (item := _inline(data, event, quotes)) is not None]
    raw = inline.without_prefixes(data, *span, quotes=quotes)
    found += [Inline("template", item) for item in templates.kept(raw)]
    return in_order(found)


def in_order(inlines: Iterable[Inline]) -> tuple[Inline, ...]:
    """A multiset as a tuple."""
    return tuple(sorted(inlines, key=lambda item: (item.sort, item.value)))


def _inline(data: bytes, event: Event, quotes: int) -> Inline | None:
    """What must be kept of one event, if it is anything."""
    raw = data[event.start : event.end]
    if event.opens and event.name in ("Link", "Image"):
        payload = _mapping(event)
        destination = templates.restored(payload["dest_url"], raw)
        return Inline(event.name.lower(), destination, payload["id"], event.start)
    if event.name == "Code":
        return Inline("code", _collapsed(templates.restored(str(event.payload), raw)))
    if event.name == "FootnoteReference":
        return Inline("footnote", f"[^{event.payload}]")
    if event.name == "InlineHtml":
        tag = inline.without_prefixes(data, event.start, event.end, quotes=quotes).decode()
        return Inline("html", html.masked_tag(_collapsed(tag)))
    return None


def _mapping(event: Event) -> Mapping[str, str]:
    return event.payload if isinstance(event.payload, dict) else {}


def _images(data: bytes, run: Sequence[Event]) -> Iterator[Image]:
    """The alternative texts of a leaf's images, nested images left out."""
    depth = 0
    opened: Event | None = None
    inner: list[Event] = []
    for event in run:
        if event.name == "Image" and event.opens:
            depth += 1
            if depth == 1:
                opened, inner = event, []
                continue
        if event.name == "Image" and event.closes:
            depth -= 1
            if depth == 0 and opened is not None and inner:
                start, end = _trim(data, *_extent(data, inner))
                separable = _mapping(opened)["link_type"] in ("Inline", "Reference")
                yield Image(start, end, separable=separable)
        elif depth:
            inner.append(event)


def _hard_breaks(data: bytes, run: Iterable[Event]) -> Iterator[tuple[int, int]]:
    """The byte ranges of the line ends that cannot become a blank."""
    for event in run:
        if event.name == "HardBreak":
            yield event.start, event.end
        elif event.name == "InlineHtml" and data[event.start - 2 : event.start] == b"](":
            # Only its line end keeps `](<a\nb>)` from being the destination of a link.
            line_end = _LINE_END.search(data, event.start, event.end)
            if line_end is not None:
                yield line_end.span()


def _title(data: bytes, run: Iterable[Event], span: tuple[int, int]) -> str:
    """The text of a heading without markup."""
    parts = []
    for event in run:
        if event.name == "Text":
            parts.append(_text(data, event, span))
        elif event.name == "Code":
            raw = data[event.start : event.end]
            parts.append(templates.restored(str(event.payload), raw))
        elif event.name in ("SoftBreak", "HardBreak"):
            parts.append(" ")
    return _collapsed("".join(parts))


def _text(data: bytes, event: Event, span: tuple[int, int]) -> str:
    """What a text event says within `span`, without template code."""
    start, end = max(event.start, span[0]), min(event.end, span[1])
    raw = data[start:end]
    is_plain = (start, end) == (event.start, event.end) and not any(templates.codes(raw))
    return str(event.payload) if is_plain else templates.without_codes(raw)


_SILENT = frozenset({"Autolink", "Email"})


def _words(data: bytes, run: Iterable[Event], span: tuple[int, int]) -> str:
    """The text that a translator would translate: not that of images, autolinks and code."""
    parts: list[str] = []
    silent = [False]
    for event in run:
        if event.opens and event.name in ("Link", "Image"):
            payload = _mapping(event)
            quiet = event.name == "Image" or payload["link_type"] in _SILENT
            silent.append(silent[-1] or quiet)
            if payload["link_type"] == "Inline":
                parts.append(payload["title"])
        elif event.closes and event.name in ("Link", "Image"):
            silent.pop()
        elif event.name == "Text" and not silent[-1]:
            parts.append(_text(data, event, span))
    return " ".join(parts)
