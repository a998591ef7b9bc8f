"""Links to headings that break when the headings are translated.

Renderers make the id of a heading of its words, unless its author gave it one (`{#id}`). A link
to such an id leads nowhere once the words are those of another language.
"""

import posixpath
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from charter_i18n.formats import markdown
from charter_i18n.model import Document, Kind, Segment, Verbatim

_OWN_ID = re.compile(r"[ \t]*(?:#+[ \t]*)?\{:?[^{}\n]*#(?P<id>[^\s{}]+)[^{}\n]*\}")
_ID_BELOW = re.compile(r"[^\n]*\n[ \t]*(?:=+|-+)?[ \t]*\n?\{:[^{}\n]*#(?P<id>[^\s{}]+)[^{}\n]*\}")
_LINK = re.compile(r"!?\[(?P<text>[^\[\]]*)\](?:\([^()]*\)|\[[^\[\]]*\])?")
_TAG = re.compile(r"<[^<>]*>")
_MARKS = re.compile(r"[*`]|(?<!\w)_|_(?!\w)|\\(?=[^\w\s])")
_HTML_ID = re.compile(r"""<[^<>]*?\s(?:id|name)=["']?([^\s"'<>]+)""")
_COUNTER = re.compile(r"-[0-9]+$")
_OUTSIDE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|/")


@dataclass(frozen=True, slots=True)
class Fragile:
    """A link in a document, at a line, to a heading without an id of its own."""

    document: str
    line: int
    destination: str
    heading: str


def fragile(documents: Sequence[Document]) -> Iterator[Fragile]:
    """The links between and in `documents` that break when headings are translated."""
    headings = {document.path: dict(_generated(document)) for document in documents}
    own = {document.path: frozenset(_own_ids(document)) for document in documents}
    for document in documents:
        for destination in dict.fromkeys(_destinations(document.text)):
            path, _, fragment = destination.partition("#")
            target = _resolved(document.path, path)
            name = unquote(fragment).casefold()
            if not name or target not in headings or unquote(fragment) in own[target]:
                continue
            heading = _named(headings[target], name)
            if heading is not None:
                line = _line(document.text, destination)
                yield Fragile(document.path, line, destination, heading)


def _destinations(text: str) -> Iterator[str]:
    """Where the links of a text lead that have a fragment."""
    found = markdown.scan(text)
    for node in found.nodes:
        for item in node.inlines:
            if item.sort == "link" and "#" in item.value:
                yield item.value
    for _, destination in found.definitions:
        if "#" in destination:
            yield destination


def _resolved(document: str, path: str) -> str:
    """The document that a relative path leads to; nothing for what is outside the project."""
    if _OUTSIDE.match(path):
        return ""
    if not path:
        return document
    return posixpath.normpath(posixpath.join(posixpath.dirname(document), unquote(path)))


def _line(text: str, destination: str) -> int:
    found = re.search(rf"[(<\"' :]{re.escape(destination)}(?:[)>\"'\s]|\Z)", text)
    return text.count("\n", 0, found.start() + 1 if found else 0) + 1


def _generated(document: Document) -> Iterator[tuple[str, str]]:
    """The ids that renderers make of headings without one of their own, and the headings."""
    for segment, after in _headings(document):
        if _explicit(after) is None:
            plain = _plain(segment.msgid)
            for slug in _slugs(plain):
                yield slug, plain


def _own_ids(document: Document) -> Iterator[str]:
    """The ids that authors gave to headings, and to elements of HTML."""
    for _, after in _headings(document):
        found = _explicit(after)
        if found is not None:
            yield found
    yield from _HTML_ID.findall(document.text)


def _headings(document: Document) -> Iterator[tuple[Segment, str]]:
    """The headings that are translated, and what follows each of them."""
    pieces = document.pieces
    for index, piece in enumerate(pieces):
        if isinstance(piece, Segment) and piece.kind is Kind.HEADING:
            following = pieces[index + 1] if index + 1 < len(pieces) else None
            yield piece, following.text if isinstance(following, Verbatim) else ""


def _explicit(after: str) -> str | None:
    found = _OWN_ID.match(after) or _ID_BELOW.match(after)
    return found["id"] if found else None


def _plain(msgid: str) -> str:
    """A heading without its markup."""
    text = _LINK.sub(lambda found: found["text"], msgid)
    return " ".join(_MARKS.sub("", _TAG.sub("", text)).split())


def _slugs(heading: str) -> Iterator[str]:
    """What GitHub, kramdown and others make of a heading."""
    text = heading.casefold()
    kept = "".join(item for item in text if item.isalnum() or item in " -_")
    yield kept.replace(" ", "-")
    # kramdown begins with the first letter, and drops what is not ASCII.
    ascii_only = "".join(
        item for item in heading if item.isascii() and (item.isalnum() or item in " -")
    )
    letters = re.sub(r"^[^a-zA-Z]+", "", ascii_only).replace(" ", "-").lower()
    if letters:
        yield letters
    bare = unicodedata.normalize("NFKD", kept)
    yield "".join(item for item in bare if not unicodedata.combining(item)).replace(" ", "-")


def _named(headings: Mapping[str, str], fragment: str) -> str | None:
    """The heading whose generated id a fragment is; repeated headings are counted."""
    return headings.get(fragment) or headings.get(_COUNTER.sub("", fragment))
