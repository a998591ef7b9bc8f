"""Pseudo-translation: every letter accented, a third longer, markup left alone.

Only the parser's text events are touched; the labels of shortcut and collapsed references,
autolinks, entities, code and template code are not.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from charter_i18n.formats import markdown, parser
from charter_i18n.model import Document, Key, Kind

_ACCENTS = str.maketrans("aeiouycnAEIOUYCN", "àéîöùÿçñÀÉÎÖÙŸÇÑ")
_VOWEL = re.compile(r"[àéîöùÀÉÎÖÙ]")
_OPAQUE = re.compile(
    r"\{%.*?%\}|\{\{.*?\}\}|\{:[^{}]*\}|\{#[^{}]*\}|<[^<>]*>|&#?\w+;|\[![A-Z]+\]", re.DOTALL
)
_LABELS = frozenset({"Shortcut", "Collapsed", "Autolink", "Email"})


def accent(text: str) -> str:
    """`text` with its letters accented and its vowels doubled."""
    return _VOWEL.sub(lambda found: found.group() * 2, text.translate(_ACCENTS))


def accent_outside_tags(text: str) -> str:
    """As `accent`, but for tags, entities and template code."""
    position, parts = 0, []
    for found in _OPAQUE.finditer(text):
        parts += [accent(text[position : found.start()]), found.group()]
        position = found.end()
    return "".join([*parts, accent(text[position:])])


def translations(text: str, document: Document) -> dict[Key, str]:
    """A pseudo-translation of every segment of `document`, which was parsed from `text`."""
    body = text[len(markdown.scan(text).front) :]
    pseudo = markdown.parse(accented(body), path=document.path)
    of_body = [item for item in document.segments if item.kind is not Kind.FRONT_MATTER]
    result = {item.key: accent(item.msgid) for item in document.segments}
    for source, target in zip(of_body, pseudo.segments, strict=True):
        if source.kind in (Kind.HTML, Kind.REFERENCE_TITLE):
            result[source.key] = accent_outside_tags(source.msgid)
        else:
            result[source.key] = target.msgid
    return result


def accented(body: str) -> str:
    """A Markdown text with the letters of its text events accented."""
    data = body.encode()
    position, parts = 0, []
    for start, end in _texts(body):
        raw = data[start:end].decode()
        parts += [data[position:start].decode(), accent_outside_tags(raw)]
        position = end
    return "".join([*parts, data[position:].decode()])


def _texts(body: str) -> Iterator[tuple[int, int]]:
    opaque = list(_opaque(body))
    silent: list[bool] = [False]
    code = False
    for event in parser.events(body):
        if event.name == "CodeBlock":
            code = event.opens
        elif event.name in ("Link", "Image"):
            if event.closes:
                silent.pop()
            elif isinstance(event.payload, dict):
                silent.append(silent[-1] or event.payload["link_type"] in _LABELS)
        elif event.name == "Text" and not (code or silent[-1] or _within(opaque, event)):
            yield event.start, event.end


def _opaque(body: str) -> Iterator[tuple[int, int]]:
    """The byte ranges of what is left alone, in order."""
    position, offset = 0, 0
    for found in _OPAQUE.finditer(body):
        start = offset + len(body[position : found.start()].encode())
        position, offset = found.end(), start + len(found.group().encode())
        yield start, offset


def _within(spans: Sequence[tuple[int, int]], event: parser.Event) -> bool:
    """Whether an event overlaps one of the `spans`, which are in order."""
    last = bisect_left(spans, event.end, key=lambda span: span[0]) - 1
    return last >= 0 and event.start < spans[last][1]
