"""Links within a project that lead nowhere, and links that will once headings are translated.

Renderers make the id of a heading of its words, unless its author gave it one (`{#id}`). A link
to such an id leads nowhere once the words are those of another language. How they make it differs
from one to the next, so a link is called broken only where none of them makes it right.
"""

import posixpath
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from urllib.parse import unquote

from charter_i18n.formats import markdown
from charter_i18n.formats.segmentation import Lines
from charter_i18n.model import Document, Kind, Segment, Verbatim

_ATTRIBUTES = r"\{:?(?P<attributes>[^{}\n]*+)\}"
_BEHIND = re.compile(rf"[ \t]*+(?:#++[ \t]*+)?{_ATTRIBUTES}")
_BELOW = re.compile(rf"[^\n]*+\n[ \t]*+(?:=++|-++)?[ \t]*+\n?(?=\{{:){_ATTRIBUTES}")
_ANYWHERE = re.compile(_ATTRIBUTES)
_ID = re.compile(r"#([^\s{}#]+)")
_LINK = re.compile(r"!?\[(?P<text>[^\[\]]*)\](?:\([^()]*\)|\[[^\[\]]*\])?")
_TAG = re.compile(r"<[^<>]*>")
_MARKS = re.compile(r"[*`]|(?<!\w)_|_(?!\w)|\\(?=[^\w\s])")
_HTML_ID = re.compile(r"""<[^<>]*?\s(?:id|name)=["']?([^\s"'<>]+)""")
_COUNTER = re.compile(r"-[0-9]+$")
_OUTSIDE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|/")
_TEMPLATE = re.compile(r"\{[%{]")
_HTML_HEADING = re.compile(r"<[hH][1-6](?:\s[^<>]*)?>([^<>]*)")
# What browsers know, or renderers add: the top, footnotes, tables of contents, marked words.
_GIVEN = re.compile(r"top$|fn|(?:user-content|markdown)-|:~:")


@dataclass(frozen=True, slots=True)
class Fragile:
    """A link in a document, at a line, to a heading without an id of its own."""

    document: str
    line: int
    destination: str
    heading: str


@dataclass(frozen=True, slots=True)
class Broken:
    """A link or an image in a document, at a line, that leads nowhere.

    `target` is the document that there is not, or that has nothing called `fragment`.
    """

    document: str
    line: int
    destination: str
    target: str
    fragment: str = ""


def fragile(documents: Sequence[Document]) -> Iterator[Fragile]:
    """The links between and in `documents` that break when headings are translated."""
    headings = {document.path: dict(_generated(document)) for document in documents}
    own = {document.path: frozenset(_own_ids(document)) for document in documents}
    for document in documents:
        for destination, line in _destinations(document.text):
            path, _, fragment = destination.partition("#")
            target = _resolved(document.path, path)
            name = unquote(fragment).casefold()
            if not name or target not in headings or unquote(fragment) in own[target]:
                continue
            heading = _named(headings[target], name)
            if heading is not None:
                yield Fragile(document.path, line, destination, heading)


def broken(documents: Sequence[Document], *, exists: Callable[[str], bool]) -> Iterator[Broken]:
    """The relative links of `documents` to Markdown files and places that there are not.

    `exists` tells of a path in the project whether there is a file: a document that is excluded
    can be linked to as well, though nothing is known of its headings. Addresses with template
    code, with a scheme, or from the root of a site are somebody else's to check.
    """
    places = {document.path: _Places(document) for document in documents}
    for document in documents:
        for destination, line in _destinations(document.text):
            if _OUTSIDE.match(destination) or _TEMPLATE.search(destination):
                continue
            path, _, fragment = destination.partition("#")
            path = path.partition("?")[0]
            target = _resolved(document.path, path)
            if target not in places:
                is_markdown = target.endswith(".md") and not target.startswith("../")
                if is_markdown and not exists(target):
                    yield Broken(document.path, line, destination, target)
            elif unquote(fragment) not in places[target]:
                yield Broken(document.path, line, destination, target, unquote(fragment))


class _Places:
    """What a fragment can lead to in a document; read when it is asked for."""

    def __init__(self, document: Document) -> None:
        self._document = document

    def __contains__(self, fragment: str) -> bool:
        if not fragment or _GIVEN.match(fragment) or fragment in self._ids:
            return True
        name = fragment.casefold()
        return self._may_be_anything or any(
            form in self._slugs
            for item in (name, _COUNTER.sub("", name))
            for form in (item, _loose(item))
        )

    @cached_property
    def _may_be_anything(self) -> bool:
        """Whether templates may add headings."""
        return _TEMPLATE.search(self._document.text) is not None

    @cached_property
    def _ids(self) -> frozenset[str]:
        text = self._document.text
        lists = (found["attributes"] for found in _ANYWHERE.finditer(text))
        return frozenset(
            [*_HTML_ID.findall(text), *(id_ for item in lists for id_ in _ID.findall(item))]
        )

    @cached_property
    def _slugs(self) -> frozenset[str]:
        text = self._document.text
        headings = [_plain(item) for item in (*_all_headings(text), *_HTML_HEADING.findall(text))]
        slugs = {slug for heading in headings for slug in _slugs(heading)}
        return frozenset(slugs.union(map(_loose, headings)))


def _all_headings(text: str) -> Iterator[str]:
    """The headings of a text, also those that nobody translates."""
    data = text.encode()
    nodes = markdown.scan(text).nodes
    for above, node in pairwise(nodes):
        if above.name == "Heading" and node.name == "leaf":
            yield data[node.start : node.end].decode()


def _loose(heading: str) -> str:
    """The letters and digits of a heading or of its id, without accents."""
    bare = unicodedata.normalize("NFKD", heading.casefold())
    return "".join(item for item in bare if item.isalnum())


def _destinations(text: str) -> Iterator[tuple[str, int]]:
    """Where the links and images of a text lead, each once, and the line of the first."""
    lines = Lines(text.encode(), first=1)
    found: dict[str, int] = {}
    for node in markdown.scan(text).nodes:
        for item in node.inlines:
            if item.sort in ("link", "image"):
                found[item.value] = min(item.start, found.get(item.value, item.start))
    for destination, start in sorted(found.items(), key=lambda pair: pair[1]):
        yield destination, lines.number(start)


def _resolved(document: str, path: str) -> str:
    """The document that a relative path leads to; nothing for what is outside the project."""
    if _OUTSIDE.match(path):
        return ""
    if not path:
        return document
    return posixpath.normpath(posixpath.join(posixpath.dirname(document), unquote(path)))


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
    for pattern in (_BEHIND, _BELOW):
        found = pattern.match(after)
        ids = _ID.findall(found["attributes"]) if found else []
        if ids:
            return str(ids[-1])
    return None


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
