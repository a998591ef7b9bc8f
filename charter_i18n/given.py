"""What people give, on the command line and in files: names, days, texts of any kind."""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator

from charter_i18n.errors import Message, message

_LONGEST = 200
_MARK = re.compile(r"^(?:<{7}|={7}|>{7}|\|{7})(?=[ \r\n]|\Z)", re.MULTILINE)
_CONTROLS = frozenset({"Cc", "Cs", "Zl", "Zp"})
# They would turn the direction of all that follows on the line.
_OVERRIDES = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def name_problem(text: str) -> Message | None:
    """Why `text` cannot be a name, or None where it can.

    A name is one line with a letter or a digit, and holds no control character. (Joiners, which
    some scripts need, are none.)
    """
    if "\n" in text or "\r" in text:
        return message("it has more than one line")
    if not text.strip(" \t"):
        return message("it is empty")
    if not any(map(str.isalnum, text)):
        return message("it has neither a letter nor a digit")
    if len(text) > _LONGEST:
        return message("it is longer than {count} characters", count=_LONGEST)
    if holds_control(text):
        return message("it holds a control character")
    return None


def holds_control(text: str) -> bool:
    """Whether `text` is more than one line, or would do more than stand where it is shown."""
    return any(unicodedata.category(item) in _CONTROLS or item in _OVERRIDES for item in text)


def is_day(text: str) -> bool:
    """Whether `text` is a day as ISO 8601 writes it: `2026-11-23`."""
    try:
        # The parser takes other forms too, such as 20261123.
        return dt.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def merge_marks(text: str) -> Iterator[tuple[int, str]]:
    """The lines (counted from 1) that git leaves between two sides, and the mark of each."""
    for found in _MARK.finditer(text):
        yield text.count("\n", 0, found.start()) + 1, found[0]


def shown(text: str) -> str:
    """A text from outside on one line, whatever it holds."""
    return "".join(item if item.isprintable() else repr(item)[1:-1] for item in text)
