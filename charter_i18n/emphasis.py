"""Marks of emphasis that a translation shows as they are written, because they do not pair up.

`*todas y todos.` is one: the guard has nothing against it, for emphasis is the translator's, but
readers would see the asterisk.
"""

import re
from collections import Counter
from collections.abc import Iterator

from charter_i18n.formats import parser
from charter_i18n.model import Segment, SlotStyle

_SPANS = frozenset({"Emphasis", "Strikethrough", "Strong"})
_STYLES = frozenset({SlotStyle.INLINE, SlotStyle.LINE, SlotStyle.SETEXT, SlotStyle.CELL})
_MARKS = re.compile(rb"\*+|_+|~{2,}")
_FAR = 1000
"""How far back backslashes are counted."""
# What comes before, so that no text is read as a block.
_LEAD = "x "


def unpaired(segment: Segment, msgstr: str) -> str | None:
    """The first mark that `msgstr` shows and its source does not, where the source has emphasis."""
    if segment.slot.style not in _STYLES or not _MARKS.search(msgstr.encode()):
        return None
    source = _read(segment.msgid)
    if not any(event.name in _SPANS for event in source):
        return None
    known = Counter(_literal(segment.msgid, source))
    for mark in _literal(msgstr, _read(msgstr)):
        if not known[mark]:
            return mark
        known[mark] -= 1
    return None


def _read(text: str) -> tuple[parser.Event, ...]:
    try:
        return tuple(parser.events(_LEAD + text.replace("\n", " ")))
    except parser.ParserPanicError:
        return ()


def _literal(text: str, events: tuple[parser.Event, ...]) -> Iterator[str]:
    """The runs of marks that stand in the text, but for those that could be no delimiters.

    These are escaped ones, those between blanks, and underscores and tildes within words.
    """
    data = (_LEAD + text.replace("\n", " ")).encode()
    shown = bytearray(b" " * len(data))
    for event in events:
        if event.name == "Text":
            start = event.start + _is_escaped(data, event.start)
            shown[start : event.end] = data[start : event.end]
    # Marks are ASCII: they stand at the same places in the bytes as between the characters.
    for found in _MARKS.finditer(bytes(shown)):
        before = data[max(found.start() - 4, 0) : found.start()].decode(errors="ignore")[-1:]
        after = data[found.end() : found.end() + 4].decode(errors="ignore")[:1]
        is_apart = (not before or before.isspace()) and (not after or after.isspace())
        is_in_word = found[0][:1] != b"*" and before.isalnum() and after.isalnum()
        if not is_apart and not is_in_word:
            yield found[0].decode()


def _is_escaped(data: bytes, offset: int) -> bool:
    """Whether an odd number of backslashes stands before a byte."""
    before = data[:offset] if offset < _FAR else data[offset - _FAR : offset]
    return (len(before) - len(before.rstrip(b"\\"))) % 2 == 1
