"""Template languages and kramdown attributes, hidden from the Markdown parser byte for byte.

Liquid (`{% … %}`, `{{ … }}`), Hugo (`{{< … >}}`), kramdown attribute lists (`{: …}`) and fenced
divisions (`:::`) are no Markdown: a `|` in them cuts a table cell, a blank breaks a link. Before
parsing they are replaced by as many bytes: with blanks where they stand alone on a line (which
keeps them out of every segment), with letters within prose. `{{ … }}` is output, hence prose
wherever it stands; where it stands alone it makes no segment, for it has no word of its own.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from charter_i18n.formats import templates
from charter_i18n.formats.templates import Ahead, Range

_LINE_START = rb"(?:^|(?<=\r))"
_LINE_END = rb"(?=[\r\n]|\Z)"
_REST_OF_LINE = re.compile(rb"[ \t]*" + _LINE_END)
_ROW = re.compile(rb"[ \t>]*\|")
_REGION = re.compile(rb"\{%-?[ \t]*(highlight|comment)\b")
_REGION_ENDS = {
    name: re.compile(rb"\{%-?[ \t]*end" + name + rb"[ \t]*-?%\}")
    for name in (b"highlight", b"comment")
}
_KRAMDOWN_COMMENT = re.compile(_LINE_START + rb"[ ]{0,3}\{::comment\}", re.MULTILINE)
_KRAMDOWN_COMMENT_END = re.compile(_LINE_START + rb"[ ]{0,3}\{:/(?:comment)?\}", re.MULTILINE)
_ATTRIBUTE_LINE = re.compile(
    _LINE_START + rb"[ \t>]*(" + templates.ATTRIBUTES.pattern + rb")[ \t]*" + _LINE_END,
    re.MULTILINE,
)
_DIVISION_LINE = re.compile(_LINE_START + rb"[ \t>]*(:{3,}[^\r\n]*)", re.MULTILINE)
_ANY = re.compile(rb"\{[%{:]|:::")
_NO_LINE_END = re.compile(rb"[^\r\n]")


def needed(data: bytes) -> bool:
    """Whether there may be anything to hide."""
    return _ANY.search(data) is not None


def mask(data: bytes, *, code: Iterable[Range]) -> bytes:
    """Hide template code in `data`, except what begins within `code` (code blocks, in order).

    Returns as many bytes as `data` has. Line ends stay, but for those within code in prose.
    """
    outside = _Outside(code)
    data = _filled(data, filter(outside, _regions(data)), _blanks)
    for pattern in (_ATTRIBUTE_LINE, _DIVISION_LINE):
        lines = (found.span(1) for found in pattern.finditer(data))
        data = _filled(data, filter(outside, lines), _blanks)
    alone: list[Range] = []
    prose: list[Range] = []
    for run in _runs(data, filter(outside, templates.codes(data))):
        (alone if _is_alone(data, run) else prose).extend(run.codes)
    return _filled(_filled(data, alone, _blanks), prose, templates.letters)


class _Outside:
    """Whether a range begins outside of all code blocks."""

    def __init__(self, code: Iterable[Range]) -> None:
        self._code = tuple(code)

    def __call__(self, span: Range) -> bool:
        index = bisect_right(self._code, span[0], key=lambda block: block[0]) - 1
        return index < 0 or span[0] >= self._code[index][1]


def _filled(data: bytes, ranges: Iterable[Range], fill: Callable[[bytes], bytes]) -> bytes:
    parts: list[bytes] = []
    position = 0
    for start, end in ranges:
        parts += [data[position:start], fill(data[start:end])]
        position = end
    return b"".join([*parts, data[position:]])


def _blanks(hidden: bytes) -> bytes:
    return _NO_LINE_END.sub(b" ", hidden)


def _regions(data: bytes) -> Iterator[Range]:
    """Code samples and comments with what they hold, in order, none within another."""
    found = [*_liquid_regions(data), *_kramdown_comments(data)]
    position = 0
    for start, end in sorted(found):
        if start >= position:
            position = end
            yield start, end


def _liquid_regions(data: bytes) -> Iterator[Range]:
    ends = {name: Ahead(pattern, data) for name, pattern in _REGION_ENDS.items()}
    for start, end in templates.codes(data):
        opening = _REGION.match(data, start)
        closing = ends[opening[1]].find(end) if opening else None
        if closing is not None:
            yield start, closing.end()


def _kramdown_comments(data: bytes) -> Iterator[Range]:
    ends = Ahead(_KRAMDOWN_COMMENT_END, data)
    for opening in _KRAMDOWN_COMMENT.finditer(data):
        closing = ends.find(opening.end())
        if closing is not None:
            yield opening.start(), closing.end()


@dataclass(frozen=True, slots=True)
class _Run:
    """Codes with nothing but blanks between them; `before` is where the run before ends."""

    before: int
    codes: tuple[Range, ...]


def _runs(data: bytes, codes: Iterable[Range]) -> Iterator[_Run]:
    before = 0
    run: list[Range] = []
    for start, end in codes:
        if run and data[run[-1][1] : start].strip(b" \t"):
            yield _Run(before, tuple(run))
            before, run = run[-1][1], []
        run.append((start, end))
    if run:
        yield _Run(before, tuple(run))


def _is_alone(data: bytes, run: _Run) -> bool:
    """Whether a run is all that its lines hold, and is no output that continues prose."""
    start, end = run.codes[0][0], run.codes[-1][1]
    line_end = max(data.rfind(b"\n", run.before, start), data.rfind(b"\r", run.before, start))
    if line_end < 0 and run.before > 0:
        return False
    line = line_end + 1
    return (
        not data[line:start].strip(b" \t>")
        and _REST_OF_LINE.match(data, end) is not None
        and any(_is_statement(data[first:last]) for first, last in run.codes)
        and not _is_between_rows(data, line, end)
    )


def _is_statement(code: bytes) -> bool:
    """Whether `code` stands for blocks rather than for a word."""
    return code.startswith((b"{%", b"{{<", b"{{%"))


def _is_between_rows(data: bytes, line: int, end: int) -> bool:
    """Whether the lines around are rows of a table, which an empty line would cut in two."""
    above = data.rfind(b"\n", 0, max(line - 1, 0)) + 1
    below = data.find(b"\n", end) + 1
    return line > 0 < below and bool(_ROW.match(data, above) and _ROW.match(data, below))
