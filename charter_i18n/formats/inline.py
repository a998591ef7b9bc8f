"""Inline Markdown between its place in a source and a catalogue.

`unfold` gives the msgid of a slice: soft line breaks and what containers put at the start of a
line (`> `, indent) become one space, so that re-wrapping a source makes no translation stale;
hard breaks become `\\n`. `write` goes back: it puts a translation into the slot of its segment.
"""

import re
from dataclasses import dataclass
from functools import cache

from charter_i18n.model import Slot, SlotStyle

_LINE_END = re.compile(rb"\r\n?|\n")
_PARAGRAPH_BREAK = re.compile(r"\n[ \t]*\n")


@dataclass(frozen=True, slots=True)
class Unfolded:
    """A slice as translators see it, and its hard breaks as the source writes them."""

    msgid: str
    breaks: tuple[str, ...]


def unfold(
    data: bytes, start: int, end: int, *, hard: tuple[tuple[int, int], ...] = (), quotes: int = 0
) -> Unfolded:
    """The slice of `data` on one line; `quotes` block quotes enclose it.

    `hard` are the byte ranges of the hard breaks (CommonMark 0.31.2, section 6.7).
    """
    prefix = _container_prefix(quotes)
    parts: list[bytes] = []
    breaks: list[str] = []
    position = start
    for found in _LINE_END.finditer(data, start, end):
        if found.start() < position:
            continue
        left = next((span[0] for span in hard if span[0] <= found.start() < span[1]), None)
        content = prefix.match(data, found.end(), end)
        right = content.end() if content else found.end()
        if left is None:
            left = len(data[position : found.start()].rstrip(b" \t")) + position
            parts += [data[position:left], b" "]
        else:
            breaks.append(data[left:right].decode())
            parts += [data[position:left], b"\n"]
        position = right
    parts.append(data[position:end])
    return Unfolded(b"".join(parts).decode(), tuple(breaks))


@cache
def _container_prefix(quotes: int) -> re.Pattern[bytes]:
    return re.compile(rb"(?:[ \t]*>){0,%d}[ \t]*" % quotes)


def continuation(data: bytes, start: int) -> str:
    """What stands before a further line of the block whose text starts at byte `start`.

    The markers before the text become blanks, quotes stay (CommonMark 0.31.2, section 5).
    """
    line = max(data.rfind(b"\n", 0, start), data.rfind(b"\r", 0, start)) + 1
    return "".join(c if c in ">\t" else " " for c in data[line:start].decode())


def without_prefixes(data: bytes, start: int, end: int, *, quotes: int) -> bytes:
    """The slice with the block quotes' markers at line starts blanked; as many bytes."""
    raw = data[start:end]
    if not quotes:
        return raw
    marker = re.compile(rb"(?<=\n)(?:[ \t]*>){1,%d}" % quotes)
    return marker.sub(lambda found: b" " * len(found.group()), raw)


class UnwritableError(Exception):
    """A translation cannot be written in its place at all."""


def write(slot: Slot, msgstr: str, *, hardened: bool = False) -> str:
    """`msgstr` as it is written in `slot`.

    `hardened` escapes what would be read as block markup there; plain otherwise, because an
    escape that is not needed is noise.

    Raises:
        UnwritableError: the translation holds a paragraph break.
    """
    text = msgstr.replace("\r\n", "\n").strip(" \t\n")
    if _PARAGRAPH_BREAK.search(text):
        raise UnwritableError
    if slot.style is SlotStyle.CELL:
        text = text.replace("\\|", "|").replace("|", "\\|")
    if slot.style is SlotStyle.TITLE:
        text = _escape_delimiters(text, slot.quote)
    if slot.style is SlotStyle.ATTRIBUTE:
        text = text.replace(slot.quote, "&quot;" if slot.quote == '"' else "&#39;")
    lines = [line.strip(" \t") for line in text.split("\n")]
    if hardened and slot.style in _HARDENED:
        if slot.style is SlotStyle.ALT:
            lines = [re.sub(r"(?<!\\)([\[\]])", r"\\\1", line) for line in lines]
        lines = [_harden(line) for line in lines]
        lines[-1] = _harden_end(lines[-1], slot.style)
    if slot.style is not SlotStyle.INLINE:
        return " ".join(lines)
    return _join(slot, lines)


_HARDENED = frozenset(
    {SlotStyle.INLINE, SlotStyle.LINE, SlotStyle.CELL, SlotStyle.TITLE, SlotStyle.ALT}
)
_NUMBER = re.compile(r"(\d{1,9})([.)](?:[ \t]|$))")
_OPENER = re.compile(r"[#>|:=~`+*_-]|\[[ xX]\]|\[[^\]]*\]:|\[\^")
_CLOSER = re.compile(r"(?:(?<=[ \t])|^)(#+|\{[^{}]*\})$")


def _join(slot: Slot, lines: list[str]) -> str:
    parts = [lines[0]]
    for index, line in enumerate(lines[1:]):
        own = slot.breaks[min(index, len(slot.breaks) - 1)] if slot.breaks else f"  {slot.prefix}"
        parts += [own, line]
    return "".join(parts)


def _harden(line: str) -> str:
    """Escape what would open a block at the start of a line."""
    number = _NUMBER.match(line)
    if number:
        return f"{number[1]}\\{line[len(number[1]) :]}"
    return f"\\{line}" if _OPENER.match(line) else line


def _harden_end(line: str, style: SlotStyle) -> str:
    """Escape what would be eaten at the end of a block, or would eat what follows."""
    closer = _CLOSER.search(line)
    if closer:
        return f"{line[: closer.start()]}\\{line[closer.start() :]}"
    if style is SlotStyle.CELL and line.endswith("\\"):
        # In a table a backslash before a pipe escapes the pipe, whatever stands before it.
        return line[:-1] + "&#92;"
    backslashes = len(line) - len(line.rstrip("\\"))
    return line + "\\" if backslashes % 2 else line


def _escape_delimiters(text: str, quote: str) -> str:
    """Escape the delimiters of a link title (CommonMark 0.31.2, section 6.3)."""
    delimiters = "()" if quote == "(" else quote
    return re.sub(rf"(?<!\\)([{re.escape(delimiters)}])", r"\\\1", text)
