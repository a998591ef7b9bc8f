"""HTML blocks: their tags, and the texts and attributes in them that can be translated.

A small scanner that never rebuilds anything: it says where the tags, comments and texts of a
block stand (HTML Living Standard, "Tokenization", as far as CommonMark's HTML blocks go).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

TRANSLATABLE = ("alt", "aria-label", "placeholder", "title")
_INLINE_TAGS = frozenset(
    ["a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "del", "dfn", "em", "font", "i", "img", "ins", "kbd", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr"]
)
_RAW_TAGS = ("pre", "script", "style", "svg", "textarea", "template", "math")

_TOKEN = re.compile(
    r"""(?P<comment><!--.*?(?:-->|\Z)|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|<![A-Za-z][^>]*>)
    |(?P<raw><(?P<name>"""
    + "|".join(_RAW_TAGS)
    + r""")(?=[\s/>]).*?(?:</(?P=name)\s*>|\Z))
    |(?P<tag></?[A-Za-z][A-Za-z0-9-]*(?:\s+[^\s"'<>/=]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+))?)*\s*/?>)
    |(?P<broken></?[A-Za-z].*\Z)
    |(?P<text>[^<]+|<)""",
    re.DOTALL | re.VERBOSE | re.IGNORECASE,
)
_ENTITY = re.compile(r"&#?[A-Za-z0-9]+;")
_NAME = re.compile(r"</?([A-Za-z][A-Za-z0-9-]*)")
_ATTRIBUTE = re.compile(
    r"(?<=\s)(?P<name>" + "|".join(TRANSLATABLE) + r")(?P<sign>\s*=\s*)(?P<quote>[\"'])(?P<value>.*?)"
    r"(?P=quote)",
    re.DOTALL | re.IGNORECASE,
)
_MASK = re.compile(
    r"(?<=\s)(" + "|".join(TRANSLATABLE) + r")(\s*=\s*)(\"[^\"]*\"|'[^']*')", re.IGNORECASE
)


class Part(Enum):
    """What a slice of an HTML block is."""

    TEXT = auto()  # text with inline tags, trimmed of white space
    ATTRIBUTE = auto()  # the value of a translatable attribute
    WHOLE = auto()  # the whole block: it holds text but cannot be cut safely


@dataclass(frozen=True, slots=True)
class HtmlSlice:
    """A translatable slice of an HTML block, as character offsets into it."""

    part: Part
    start: int
    end: int
    name: str = ""
    quote: str = ""


@dataclass(frozen=True, slots=True)
class _Token:
    sort: str
    start: int
    end: int
    text: str

    @property
    def inline(self) -> bool:
        found = _NAME.match(self.text)
        return self.sort == "tag" and found is not None and found[1].lower() in _INLINE_TAGS


def _tokens(raw: str) -> list[_Token]:
    found = []
    for item in _TOKEN.finditer(raw):
        sort = item.lastgroup if item.lastgroup != "name" else "raw"
        found.append(_Token(sort or "text", item.start(), item.end(), item.group()))
    return found


def has_letter(text: str) -> bool:
    """Whether there is a letter in `text`, those in the names of entities aside."""
    return any(map(str.isalpha, _ENTITY.sub("", text)))


def masked_tag(tag: str) -> str:
    """A tag with the values of its translatable attributes left out."""
    return _MASK.sub(r"\1\2", tag)


def skeleton(raw: str) -> tuple[str, ...]:
    """The tags, comments and raw elements of an HTML block in order, without what is translated."""
    return tuple(
        masked_tag(" ".join(token.text.split())) for token in _tokens(raw) if token.sort != "text"
    )


def slices(raw: str) -> Iterator[HtmlSlice]:
    """The translatable slices of an HTML block, in order.

    A text runs from one block-level tag to the next and keeps its inline tags; attributes count
    where their tag stands in no such text. A block with inline tags that do not pair up within
    a text is one slice.
    """
    tokens = _tokens(raw)
    groups = list(_groups(tokens))
    texts = [group for group in groups if _has_text(group)]
    if any(not _paired(group) for group in texts):
        start, end = _trimmed(raw, 0, len(raw))
        yield HtmlSlice(Part.WHOLE, start, end)
        return
    for group in groups:
        if _has_text(group):
            core = _without_own_lines(group)
            start, end = _trimmed(raw, core[0].start, core[-1].end)
            yield HtmlSlice(Part.TEXT, start, end)
        else:
            for token in group:
                yield from _attributes(token)


def _groups(tokens: list[_Token]) -> Iterator[list[_Token]]:
    """Runs of text and inline tags; any other token is a group of its own."""
    run: list[_Token] = []
    for token in tokens:
        if token.sort == "text" or token.inline:
            run.append(token)
            continue
        if run:
            yield run
        yield [token]
        run = []
    if run:
        yield run


def _has_text(group: list[_Token]) -> bool:
    return any(token.sort == "text" and has_letter(token.text) for token in group)


def _paired(group: list[_Token]) -> bool:
    opened: list[str] = []
    for token in group:
        found = _NAME.match(token.text)
        if found is None or token.sort != "tag" or found[1].lower() in ("br", "img", "wbr"):
            continue
        if not token.text.startswith("</"):
            opened.append(found[1].lower())
        elif not opened or opened.pop() != found[1].lower():
            return False
    return not opened


def _without_own_lines(group: list[_Token]) -> list[_Token]:
    """A text without the inline tags at its ends that stand on lines of their own.

    A block that begins with an inline tag is an HTML block only while the tag is alone on its
    line (CommonMark 0.31.2, section 4.6, condition 7).
    """
    first, last = 0, len(group)
    while first < last and group[first].sort == "tag" and _line_end(group, first + 1, at=0):
        first += 1
    while last > first and group[last - 1].sort == "tag" and _line_end(group, last - 2, at=-1):
        last -= 1
    return group[first:last]


def _line_end(group: list[_Token], index: int, *, at: int) -> bool:
    """Whether the token at `index` is a text with a line end between its `at` end and a word."""
    if not 0 <= index < len(group) or group[index].sort != "text":
        return False
    text = group[index].text
    blanks = len(text) - len(text.lstrip(" \t\r\n")) if at == 0 else len(text.rstrip(" \t\r\n"))
    return "\n" in (text[:blanks] if at == 0 else text[blanks:])


def _trimmed(raw: str, start: int, end: int) -> tuple[int, int]:
    while end > start and raw[end - 1] in " \t\r\n":
        end -= 1
    while start < end and raw[start] in " \t\r\n":
        start += 1
    return start, end


def _attributes(token: _Token) -> Iterator[HtmlSlice]:
    if token.sort != "tag":
        return
    for item in _ATTRIBUTE.finditer(token.text):
        if has_letter(item["value"]):
            start, end = (token.start + offset for offset in item.span("value"))
            yield HtmlSlice(Part.ATTRIBUTE, start, end, item["name"].lower(), item["quote"])
