"""Leaves: stretches of inline Markdown, and what a translation must keep of each."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from charter_i18n.formats import html, masking
from charter_i18n.formats.parser import Event

_BLANKS = re.compile(r"[ \t\r\n]+")
_SILENT = frozenset({"Autolink", "Email"})


@dataclass(frozen=True, slots=True)
class Inline:
    """One thing in a leaf that a translation must keep: its sort, and what it says."""

    sort: str
    value: str

    def __str__(self) -> str:
        return self.value


@dataclass(frozen=True, slots=True)
class Image:
    """An image in a leaf: the byte range of its alternative text."""

    start: int
    end: int
    separable: bool  # written `![alt](url)` or `![alt][label]`, without a title


@dataclass(frozen=True, slots=True)
class Leaf:
    """A stretch of inline Markdown: its byte range, what it stands in, what it holds.

    `containers` names the enclosing blocks from the outside in, the leaf's own last.
    `hard_breaks` are the byte ranges of hard breaks. `plain` is the text without markup, `words`
    the part of it that stands outside images, autolinks and code.
    """

    start: int
    end: int
    containers: tuple[str, ...]
    level: int = 0
    hard_breaks: tuple[tuple[int, int], ...] = ()
    inlines: tuple[Inline, ...] = ()
    images: tuple[Image, ...] = ()
    plain: str = ""
    words: str = ""


def leaf(data: bytes, run: Sequence[Event], stack: Sequence[Event]) -> Leaf | None:
    """The leaf that the inline events `run` make up inside the open blocks `stack`.

    Returns None for a run of blanks.
    """
    start, end = _trim(data, min(item.start for item in run), max(item.end for item in run))
    if start >= end:
        return None
    heading = next((block for block in stack if block.name == "Heading"), None)
    if heading is not None:
        end = _before_attributes(data, start, end)
    return Leaf(
        start=start,
        end=end,
        containers=tuple(block.name for block in stack),
        level=_level(heading),
        hard_breaks=tuple(_hard_breaks(data, run)),
        inlines=_inlines(data, run, start, end),
        images=tuple(_images(data, run)),
        plain=_plain(data, run, heading=heading is not None),
        words=_words(data, run),
    )


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


_ATTRIBUTE = rb"""(?:[#.][^\s{}]+|[\w-]+=(?:"[^"\r\n]*"|'[^'\r\n]*'|[^\s{}]+))"""
_HEADING_ATTRIBUTES = re.compile(
    rb"[ \t]+\{:?[ \t]*" + _ATTRIBUTE + rb"(?:[ \t]+" + _ATTRIBUTE + rb")*[ \t]*\}$"
)


def _before_attributes(data: bytes, start: int, end: int) -> int:
    """Where a heading's text ends when attributes follow it: `## Titre {#id .class}`."""
    found = _HEADING_ATTRIBUTES.search(data, start, end)
    return found.start() if found else end


def _collapse(text: str) -> str:
    return _BLANKS.sub(" ", text).strip(" ")


def _inlines(data: bytes, run: Sequence[Event], start: int, end: int) -> tuple[Inline, ...]:
    """The multiset of what a translation must keep, sorted."""
    found: list[Inline] = []
    for event in run:
        if event.opens and event.name in ("Link", "Image") and isinstance(event.payload, dict):
            found.append(Inline(event.name.lower(), event.payload["dest_url"]))
        elif event.name == "Code":
            found.append(Inline("code", _collapse(str(event.payload))))
        elif event.name == "FootnoteReference":
            found.append(Inline("footnote", f"[^{event.payload}]"))
        elif event.name == "InlineHtml":
            raw = data[event.start : event.end].decode()
            found.append(Inline("html", html.masked_tag(_collapse(raw))))
    raw = data[start:end]
    for pattern in (masking.TEMPLATE, masking.INLINE_ATTRIBUTES):
        found += [Inline("template", item.group().decode()) for item in pattern.finditer(raw)]
    return tuple(sorted(found, key=lambda item: (item.sort, item.value)))


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
                start, end = _trim(
                    data, min(item.start for item in inner), max(item.end for item in inner)
                )
                yield Image(start, end, separable=_separable(opened))
        elif depth:
            inner.append(event)


def _separable(image: Event) -> bool:
    payload = image.payload
    return (
        isinstance(payload, dict)
        and payload["link_type"] in ("Inline", "Reference")
        and not payload["title"]
    )


def _hard_breaks(data: bytes, run: Sequence[Event]) -> Iterator[tuple[int, int]]:
    """The byte ranges of the line ends that cannot become a blank."""
    for event in run:
        if event.name == "HardBreak":
            yield event.start, event.end
        elif event.name == "InlineHtml" and data[event.start - 2 : event.start] == b"](":
            # Only its line end keeps `](<a\nb>)` from being the destination of a link.
            line_end = data.find(b"\n", event.start, event.end)
            if line_end >= 0:
                yield line_end, line_end + 1


def _level(heading: Event | None) -> int:
    if heading is None or not isinstance(heading.payload, dict):
        return 0
    return int(heading.payload["level"][1:])


def _text(data: bytes, event: Event) -> str:
    """What a text event says, without template code."""
    raw = data[event.start : event.end]
    if b"{" in raw and masking.TEMPLATE.search(raw):
        return masking.TEMPLATE.sub(b"", raw).decode()
    return str(event.payload)


def _plain(data: bytes, run: Sequence[Event], *, heading: bool) -> str:
    parts = []
    for event in run:
        if event.name == "Text":
            parts.append(_text(data, event))
        elif event.name == "Code":
            parts.append(str(event.payload))
        elif event.name in ("SoftBreak", "HardBreak"):
            parts.append(" ")
    text = _collapse("".join(parts))
    if heading:
        found = _HEADING_ATTRIBUTES.search(text.encode())
        return text.encode()[: found.start()].decode() if found else text
    return text


def _words(data: bytes, run: Sequence[Event]) -> str:
    """The text that a translator would translate: not that of images, autolinks and code."""
    parts: list[str] = []
    silent = [False]
    for event in run:
        if event.name in ("Link", "Image"):
            if event.closes:
                silent.pop()
            elif isinstance(event.payload, dict):
                silent.append(silent[-1] or event.payload["link_type"] in _SILENT or event.name == "Image")
                parts.append(event.payload["title"])
        elif event.name == "Text" and not silent[-1]:
            parts.append(_text(data, event))
    return " ".join(parts)
