"""HTML blocks: their tags, and the texts and attributes in them that can be translated.

A small scanner that never rebuilds anything: it says where the tags, comments and texts of a
block stand (HTML Living Standard, "Tokenization", as far as CommonMark's HTML blocks go).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

_TRANSLATABLE = "alt|aria-label|placeholder|title"
_INLINE_TAG = re.compile(
    "a|abbr|b|bdi|bdo|br|cite|code|del|dfn|em|font|i|img|ins|kbd|mark|q|s|samp|small|span|strike"
    "|strong|sub|sup|time|tt|u|var|wbr"
)
_EMPTY_TAGS = frozenset({"br", "img", "wbr"})
_RAW_TAGS = "pre|script|style|svg|textarea|template|math"

_TOKEN = re.compile(
    rf"""(?P<comment><!--.*?(?:-->|\Z))
    |(?P<other><!\[CDATA\[.*?(?:\]\]>|\Z)|<\?.*?(?:\?>|\Z)|<![A-Za-z][^>]*(?:>|\Z))
    |(?P<raw><(?P<name>{_RAW_TAGS})(?=[\s/>]).*?(?:</(?P=name)\s*>|\Z))
    |(?P<tag></?[A-Za-z][A-Za-z0-9-]*
        (?:\s+[^\s"'<>/=]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+))?)*\s*/?>)
    |(?P<broken></?[A-Za-z].*\Z)
    |(?P<text>[^<]+|<)""",
    re.DOTALL | re.VERBOSE | re.IGNORECASE,
)
_SORTS = ("comment", "other", "raw", "tag", "broken", "text")
_ENTITY = re.compile(r"&#?[A-Za-z0-9]+;")
_NAME = re.compile(r"</?([A-Za-z][A-Za-z0-9-]*)")
_ATTRIBUTE = re.compile(
    rf"""(?<=\s)(?P<name>{_TRANSLATABLE})(?P<sign>\s*=\s*)
    (?P<quote>["'])(?P<value>.*?)(?P=quote)""",
    re.DOTALL | re.VERBOSE | re.IGNORECASE,
)
_BLANKS = re.compile(r"[ \t\r\n]+")


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
    def name(self) -> str:
        """The name of a tag in lower case, empty for other tokens."""
        found = _NAME.match(self.text) if self.sort == "tag" else None
        return found[1].lower() if found else ""

    @property
    def inline(self) -> bool:
        """Whether it may stand within a sentence."""
        return self.sort in ("text", "comment") or bool(_INLINE_TAG.fullmatch(self.name))

    @property
    def blank(self) -> bool:
        return self.sort == "text" and not self.text.strip(" \t\r\n")


def _tokens(raw: str) -> Iterator[_Token]:
    for item in _TOKEN.finditer(raw):
        sort = next(name for name in _SORTS if item[name] is not None)
        yield _Token(sort, item.start(), item.end(), item.group())


def has_letter(text: str) -> bool:
    """Whether there is a letter in `text`, those in the names of entities aside."""
    return any(map(str.isalpha, _ENTITY.sub("", text)))


def masked_tag(tag: str) -> str:
    """A tag with the values of its translatable attributes left out."""
    return _ATTRIBUTE.sub(r"\g<name>\g<sign>", tag)


def skeleton(raw: str) -> tuple[str, ...]:
    """The tags, comments and raw elements of an HTML block in order, without what is translated."""
    return tuple(
        masked_tag(_BLANKS.sub(" ", token.text)) for token in _tokens(raw) if token.sort != "text"
    )


def slices(raw: str) -> Iterator[HtmlSlice]:
    """The translatable slices of an HTML block, in order.

    A text runs from one block-level tag to the next and keeps its inline tags; attributes count
    where their tag stands in no such text. A block with inline tags that do not pair up within
    a text is one slice.
    """
    groups = [(group, _core(group)) for group in _groups(_tokens(raw))]
    if not all(_paired(group) and _paired(core) for group, core in groups if _has_text(group)):
        yield HtmlSlice(Part.WHOLE, *_trimmed(raw, 0, len(raw)))
        return
    for group, core in groups:
        if _has_text(group):
            yield HtmlSlice(Part.TEXT, *_trimmed(raw, core[0].start, core[-1].end))
        else:
            for token in group:
                yield from _attributes(token)


def attributes(tag: str) -> Iterator[HtmlSlice]:
    """The translatable attributes of a single tag."""
    for token in _tokens(tag):
        yield from _attributes(token)


def _groups(tokens: Iterator[_Token]) -> Iterator[list[_Token]]:
    """Runs of text and inline tags; any other token is a group of its own."""
    run: list[_Token] = []
    for token in tokens:
        if token.inline:
            run.append(token)
            continue
        if run:
            yield run
        yield [token]
        run = []
    if run:
        yield run


def _has_text(group: Sequence[_Token]) -> bool:
    return any(token.sort == "text" and has_letter(token.text) for token in group)


def _paired(group: Sequence[_Token]) -> bool:
    """Whether every inline tag that opens in a text closes there, properly nested."""
    opened: list[str] = []
    for token in group:
        if not token.name or token.name in _EMPTY_TAGS:
            continue
        if not token.text.startswith("</"):
            opened.append(token.name)
        elif not opened or opened.pop() != token.name:
            return False
    return not opened


def _core(group: Sequence[_Token]) -> Sequence[_Token]:
    """A text without blanks and comments at its ends, and tags there on lines of their own.

    A block that begins with an inline tag is an HTML block only while the tag is alone on its
    line (CommonMark 0.31.2, section 4.6, condition 7).
    """
    first, last = 0, len(group)
    while first < last and _is_outside(group, first, step=1):
        first += 1
    while last > first and _is_outside(group, last - 1, step=-1):
        last -= 1
    return group[first:last]


def _is_outside(group: Sequence[_Token], index: int, *, step: int) -> bool:
    """Whether a token at the end of a text is no part of it; `step` leads to the text."""
    token = group[index]
    if token.blank or token.sort == "comment":
        return True
    beside = group[index + step] if 0 <= index + step < len(group) else None
    if token.sort != "tag" or beside is None or beside.sort != "text":
        return False
    stripped = beside.text.lstrip(" \t\r\n") if step > 0 else beside.text.rstrip(" \t\r\n")
    blanks = len(beside.text) - len(stripped)
    return "\n" in (beside.text[:blanks] if step > 0 else beside.text[len(stripped) :])


def _trimmed(raw: str, start: int, end: int) -> tuple[int, int]:
    text = raw[start:end]
    return (
        start + len(text) - len(text.lstrip(" \t\r\n")),
        end - len(text) + len(text.rstrip(" \t\r\n")),
    )


def _attributes(token: _Token) -> Iterator[HtmlSlice]:
    if token.sort != "tag":
        return
    for item in _ATTRIBUTE.finditer(token.text):
        if has_letter(item["value"]):
            start, end = (token.start + offset for offset in item.span("value"))
            yield HtmlSlice(Part.ATTRIBUTE, start, end, item["name"].lower(), item["quote"])
