"""Code of template languages in a text: Liquid (`{% … %}`, `{{ … }}`) and Hugo (`{{< … >}}`).

Also kramdown's attribute lists within prose (`{: .class}`). All this is kept as it is: a
translation must hold the same code.
"""

import re
from collections.abc import Iterator
from itertools import cycle, islice

Range = tuple[int, int]
"""The bytes from a start to an end."""

ATTRIBUTES = re.compile(rb"\{:[^{}\r\n]*\}")
_OPENING = re.compile(rb"\{[%{]")
_CLOSING = {b"{%": re.compile(rb"%\}"), b"{{": re.compile(rb"\}\}")}
_EMPTY_LINE = re.compile(rb"(?:\r(?!\n)|\n)[ \t>]*(?=[\r\n])")


class Ahead:
    """Where a pattern is found next; asked in growing order, it looks at each byte once."""

    def __init__(self, pattern: re.Pattern[bytes], data: bytes) -> None:
        self._pattern = pattern
        self._data = data
        self._found = pattern.search(data)

    def find(self, position: int) -> re.Match[bytes] | None:
        """The first match that begins at `position` or after it."""
        if self._found is not None and self._found.start() < position:
            self._found = self._pattern.search(self._data, position)
        return self._found


def codes(data: bytes) -> Iterator[Range]:
    """Where template code stands in `data`, in order; it never runs over an empty line."""
    if b"{" not in data:
        return
    ends = {opening: Ahead(pattern, data) for opening, pattern in _CLOSING.items()}
    gaps = Ahead(_EMPTY_LINE, data)
    position = 0
    while opening := _OPENING.search(data, position):
        position = opening.end()
        end, gap = ends[opening[0]].find(position), gaps.find(position)
        if end is not None and (gap is None or end.start() < gap.start()):
            position = end.end()
            yield opening.start(), position


def kept(data: bytes) -> Iterator[str]:
    """All that a translation of `data` must keep, white space collapsed."""
    ranges = [*codes(data), *(found.span() for found in ATTRIBUTES.finditer(data))]
    return (_collapsed(data[start:end]) for start, end in ranges)


def without_codes(data: bytes) -> str:
    """`data` without template code."""
    parts: list[bytes] = []
    position = 0
    for start, end in codes(data):
        parts.append(data[position:start])
        position = end
    return b"".join([*parts, data[position:]]).decode()


def letters(code: bytes) -> bytes:
    """As many letters as `code` has bytes, derived from it: other code gives other letters."""
    import hashlib  # noqa: PLC0415 - slow to import, and most texts hold no code

    digest = hashlib.sha256(code).hexdigest()
    return bytes(islice(cycle(ord("a") + int(digit, 16) for digit in digest), len(code)))


def restored(text: str, data: bytes) -> str:
    """`text`, read by the parser from `data` with letters for code, with that code in place."""
    for start, end in codes(data):
        code = data[start:end]
        text = text.replace(letters(code).decode(), _collapsed(code))
    return text


def _collapsed(code: bytes) -> str:
    return b" ".join(code.split()).decode()
