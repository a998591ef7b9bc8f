"""The only door to pyromark, the Python binding of pulldown-cmark.

pulldown-cmark gives UTF-8 byte ranges for blocks and inlines, which is what splicing needs
(`docs/dependencies.md`). Metadata blocks, heading attributes and mathematics stay disabled: they
swallow text between two rules, braces at the end of headings, and amounts in dollars.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, NamedTuple

import pyromark
from pyromark import Options

OPTIONS = (
    Options.ENABLE_TABLES
    | Options.ENABLE_FOOTNOTES
    | Options.ENABLE_STRIKETHROUGH
    | Options.ENABLE_TASKLISTS
    | Options.ENABLE_DEFINITION_LIST
)


class ParserPanicError(Exception):
    """The parser gave up on a text (a bug of its own)."""


class Event(NamedTuple):
    """One step of the parser: `name` of the tag or leaf, its `payload`, its byte range.

    `opens` and `closes` tell the start and the end of a tag; both are false for leaves.
    """

    name: str
    payload: object
    start: int
    end: int
    opens: bool = False
    closes: bool = False


@dataclass(frozen=True, slots=True)
class Definition:
    """A link reference definition in effect; of two with one label the parser keeps the first.

    `destination` and `title` are decoded: escapes and entities are resolved.
    """

    label: str
    destination: str
    title: str
    start: int
    end: int


def events(text: str) -> Iterator[Event]:
    """The parser's events over `text`, with byte ranges into its UTF-8 form.

    Raises:
        ParserPanicError: the parser failed; raised before the first event.
    """
    with _guarded():
        stream = tuple(pyromark.events_with_range(text, options=OPTIONS))
    return map(_event, stream)


def definitions(text: str) -> tuple[Definition, ...]:
    """The link reference definitions in effect, in document order.

    Raises:
        ParserPanicError: the parser failed.
    """
    with _guarded():
        found = pyromark.reference_definitions(text, options=OPTIONS)
    rows = [
        Definition(label, row["dest"], row["title"] or "", row["span"]["start"], row["span"]["end"])
        for label, row in found.items()
    ]
    return tuple(sorted(rows, key=lambda row: row.start))


@contextmanager
def _guarded() -> Iterator[None]:
    try:
        yield
    except BaseException as error:
        # PyO3 raises a BaseException that cannot be imported by name.
        if type(error).__name__ == "PanicException":
            raise ParserPanicError(str(error)) from None
        raise


def _event(ranged: Any) -> Event:  # noqa: ANN401 - whatever pyromark gives
    """An event: a bare string, or a mapping from its name to its payload; a tag is the same."""
    event, span = ranged
    start, end = span["start"], span["end"]
    if isinstance(event, str):
        return Event(event, None, start, end)
    ((name, payload),) = event.items()
    if name not in ("Start", "End"):
        return Event(name, payload, start, end)
    data = None
    if not isinstance(payload, str):
        ((payload, data),) = payload.items()
    return Event(payload, data, start, end, name == "Start", name == "End")
