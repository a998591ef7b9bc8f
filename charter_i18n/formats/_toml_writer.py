"""A value written as a TOML string, in the style of the value that it replaces."""

import re
from collections.abc import Iterator

from charter_i18n.formats import _toml
from charter_i18n.model import Slot

_ESCAPED = re.compile(r"[\x00-\x1f\x7f\"\\]")
_ESCAPED_IN_LINES = re.compile(r"[\x00-\x09\x0b-\x1f\x7f\\]|\"(?=\"\"|\Z)")
_SHORT_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_CLOSING_LINE = re.compile(r"^\+\+\+[ \t]*\r?$", re.MULTILINE)  # it would end the front matter
_OPENING = re.compile(r"(?:\"\"\"|''')(\r?\n)?")


def write(text: str, slot: Slot, value: str) -> str:
    """What replaces the TOML value `text` so that it means `value` (TOML 1.0, "String").

    A value that the style of `text` cannot hold becomes a basic string, which can hold all.
    """
    for candidate in _candidates(text, slot, value):
        if _reads_back(candidate, value):
            return candidate
    return '"' + _ESCAPED.sub(_escape, value) + '"'


def _candidates(text: str, slot: Slot, value: str) -> Iterator[str]:
    if slot.quote == "'":
        yield f"'{value}'"
    opening = _OPENING.match(text)
    if opening is None:
        return
    newline = "\r\n" if "\r\n" in text else "\n"
    lines = value if slot.quote == "'''" else _ESCAPED_IN_LINES.sub(_escape, value)
    yield opening.group() + lines.replace("\n", newline) + slot.quote


def _escape(found: re.Match[str]) -> str:
    character = found.group()
    return _SHORT_ESCAPES.get(character, f"\\u{ord(character):04X}")


def _reads_back(candidate: str, value: str) -> bool:
    if _CLOSING_LINE.search(candidate):
        return False
    try:
        return _toml.loads(f"k = {candidate}") == {"k": value}
    except ValueError:
        return False
