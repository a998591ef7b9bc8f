"""Template languages and kramdown attributes, hidden from the Markdown parser byte for byte.

Liquid (`{% … %}`, `{{ … }}`), Hugo (`{{< … >}}`), kramdown attribute lists (`{: …}`) and fenced
divisions (`:::`) are no Markdown: a `|` in them cuts a table cell, a blank breaks a link. Before
parsing they are replaced by as many bytes: with blanks where they stand alone on a line (which
keeps them out of every segment), with letters within prose. The letters are derived from what
they hide, so that two texts with different template code never look alike.
"""

import hashlib
import re
from collections.abc import Callable
from itertools import cycle, islice

_CODE = rb"(?:\{%(?:(?!%\}).)*%\}|\{\{(?:(?!\}\}).)*\}\})"
TEMPLATE = re.compile(_CODE, re.DOTALL)
_BLOCKS = re.compile(
    rb"\{%-?[ \t]*(highlight|comment)\b.*?%\}.*?\{%-?[ \t]*end\1[ \t]*-?%\}", re.DOTALL
)
_KRAMDOWN_COMMENT = re.compile(
    rb"^[ ]{0,3}\{::comment\}.*?^[ ]{0,3}\{:/(?:comment)?\}", re.DOTALL | re.MULTILINE
)
_ATTRIBUTE_LINE = re.compile(rb"^(?:[ \t>]*)(\{:[^{}\r\n]*\})[ \t]*\r?$", re.MULTILINE)
_DIVISION_LINE = re.compile(rb"^[ \t>]*(:{3,}[^\r\n]*)\r?$", re.MULTILINE)
_TEMPLATE_LINE = re.compile(
    rb"^[ \t>]*((?:" + _CODE + rb"[ \t]*)+)\r?$", re.DOTALL | re.MULTILINE
)
INLINE_ATTRIBUTES = re.compile(rb"\{:[^{}\r\n]*\}")
_ANY = re.compile(rb"\{%|\{\{|\{:|^[ \t>]*:{3,}", re.MULTILINE)


def needed(data: bytes) -> bool:
    """Whether there is anything to hide."""
    return _ANY.search(data) is not None


def mask(data: bytes, *, code: tuple[tuple[int, int], ...]) -> bytes:
    """Hide template code in `data`, except within the byte ranges `code` (code blocks).

    Returns as many bytes as `data` has, with every line end where it was.
    """
    for pattern in (_BLOCKS, _KRAMDOWN_COMMENT):
        data = _replace(pattern, data, code, group=0, fill=_blanks)
    for pattern in (_ATTRIBUTE_LINE, _DIVISION_LINE, _TEMPLATE_LINE):
        data = _replace(pattern, data, code, group=1, fill=_blanks)
    return _replace(TEMPLATE, data, code, group=0, fill=_letters)


def _replace(
    pattern: re.Pattern[bytes],
    data: bytes,
    code: tuple[tuple[int, int], ...],
    *,
    group: int,
    fill: Callable[[bytes], bytes],
) -> bytes:
    parts: list[bytes] = []
    position = 0
    for found in pattern.finditer(data):
        start, end = found.span(group)
        if any(start < stop and begin < end for begin, stop in code):
            continue
        parts += [data[position:start], fill(data[start:end])]
        position = end
    return b"".join([*parts, data[position:]])


def _blanks(hidden: bytes) -> bytes:
    return re.sub(rb"[^\r\n]", b" ", hidden)


def _letters(hidden: bytes) -> bytes:
    digest = hashlib.sha256(hidden).hexdigest()
    letters = bytes(ord("a") + int(digit, 16) for digit in digest)
    if b"\n" not in hidden and b"\r" not in hidden:
        return bytes(islice(cycle(letters), len(hidden)))
    supply = cycle(letters)
    return bytes(byte if byte in b"\r\n" else next(supply) for byte in hidden)
