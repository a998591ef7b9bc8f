"""Texts as the page shows them: in pieces, with what nobody could see made visible.

A text of a catalogue is untrusted and may hold characters that hide or reorder what stands around
them. What has no business in a text is replaced by its name; what may stand there, but cannot be
told from something else (a no-break space, a soft hyphen), is named where a revision changed it.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from charter_i18n.errors import Message
from charter_i18n.report import Redline
from charter_i18n.visible import ISOLATES, UNFIT, name_of, named

Change = Literal["equal", "delete", "insert"]

_FORBIDDEN = re.compile(f"[{UNFIT}]")
_HIDDEN = re.compile(f"[\t\n\xa0\xad\u2000-\u200f\u202f\u205f-\u2064{UNFIT}{ISOLATES}]")

# Inside a line an isolate that is left open would take the end of the element for its own.
_FORBIDDEN_INLINE = re.compile(f"[{UNFIT}{ISOLATES}]")

_SOURCE_FIELDS = frozenset({"old", "new", "words", "label"})
"""Fields of a reason that quote the source."""

_START, _END = "\ue000", "\ue001"


class Part(NamedTuple):
    """A slice of a text, or the name of a character that cannot be seen."""

    text: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a text that is old, new or unchanged."""

    change: Change
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A stretch of a sentence: `quoted` from a text, and then `source` if that is the source's."""

    text: str
    quoted: bool = False
    source: bool = False


def visible(text: str) -> str:
    """A name or a quotation within a line, with forbidden characters named in brackets."""
    return _FORBIDDEN_INLINE.sub(named, text)


def plain(text: str) -> tuple[Run, ...]:
    """A text that nothing is compared with."""
    return (Run("equal", tuple(_parts(text, _FORBIDDEN))),)


def before(redline: Redline) -> tuple[Run, ...]:
    """The old text of a redline, with what was deleted."""
    return tuple(_runs(redline, "delete"))


def after(redline: Redline) -> tuple[Run, ...]:
    """The new text of a redline, with what was inserted."""
    return tuple(_runs(redline, "insert"))


def edited(old: str, new: str) -> tuple[Run, ...]:
    """`new`, with the words marked that an edit of `old` put in, from the first to the last one.

    Both texts are cut at blanks only: this serves small mechanical edits, in any language.
    """
    first, second = re.split("( +)", old), re.split("( +)", new)
    shorter = min(len(first), len(second))
    start = next((at for at in range(shorter) if first[at] != second[at]), shorter)
    rest = shorter - start
    tail = next((at for at in range(rest) if first[-1 - at] != second[-1 - at]), rest)
    end = len(second) - tail
    middle = "".join(second[start:end])
    pieces = (
        ("equal", "".join(second[:start])),
        ("insert", middle),
        ("equal", "".join(second[end:])),
    )
    return after(tuple(piece for piece in pieces if piece[1]))


def sentence(said: str, fields: Iterable[tuple[str, str]]) -> Iterator[Phrase]:
    """Cut a sentence that was said with `marked` fields into what the tool says and what it quotes.

    Args:
        said: The sentence, with the marks of `marked`.
        fields: The names and values of the marked fields, in the order of their marks.
    """
    known = tuple(fields)
    for index, piece in enumerate(re.split(f"{_START}([0-9]+){_END}", said)):
        if index % 2:
            name, value = known[int(piece)]
            yield Phrase(visible(value), quoted=True, source=name in _SOURCE_FIELDS)
        elif piece:
            yield Phrase(visible(piece))


def marked(reason: Message) -> tuple[Message, tuple[tuple[str, str], ...]]:
    """A message with marks in place of the texts that it quotes, and what they stand for.

    The marks go through the translation unharmed; `sentence` puts the texts back.
    """
    quotes: list[tuple[str, str]] = []
    return _marked(reason, quotes), tuple(quotes)


def _marked(reason: Message, quotes: list[tuple[str, str]]) -> Message:
    fields: list[tuple[str, object]] = []
    for name, value in reason.fields:
        match value:
            case Message():
                fields.append((name, _marked(value, quotes)))
            case str():
                fields.append((name, f"{_START}{len(quotes)}{_END}"))
                quotes.append((name, value))
            case _:
                fields.append((name, value))
    return Message(reason.template, tuple(fields), plural=reason.plural, count=reason.count)


def _runs(redline: Redline, wanted: Change) -> Iterator[Run]:
    for change, text in redline:
        if change == "equal":
            yield Run("equal", tuple(_parts(text, _FORBIDDEN)))
        elif change == wanted and text:
            yield Run(wanted, tuple(_changed_parts(text)))


def _changed_parts(text: str) -> Iterator[Part]:
    if not text.strip(" "):
        # A blank that came or went alone would be an empty box.
        yield Part("", "SP" if len(text) == 1 else f"{len(text)} SP")
        yield Part(text)
        return
    yield from _parts(text, _HIDDEN)


def _parts(text: str, hidden: re.Pattern[str]) -> Iterator[Part]:
    position = 0
    for found in hidden.finditer(text):
        if found.start() > position:
            yield Part(text[position : found.start()])
        yield Part("", name_of(found.group()))
        harmless = _FORBIDDEN.match(found.group()) is None
        position = found.start() if harmless else found.end()
    if position < len(text):
        yield Part(text[position:])
