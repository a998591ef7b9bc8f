"""A translation under review, as lines for a terminal: readable without colour."""

from collections.abc import Iterator, Sequence

import click

from charter_i18n.cli.console import Console
from charter_i18n.errors import Message, message
from charter_i18n.pipeline.approvals import Approved
from charter_i18n.pipeline.reviews import Standing, Subject
from charter_i18n.report import Redline
from charter_i18n.reports import shown, words
from charter_i18n.reports import text as text_report
from charter_i18n.review import Record, Verdict
from charter_i18n.ui import Translator

_INDENT = "    "
_STYLES = {Standing.APPROVED: "green", Standing.REJECTED: "red"}
_SHOWN = 60
"""How many characters of a text a line of a list shows."""


def subject(item: Subject, translator: Translator) -> Iterator[str]:
    """Where the translation stands, what was approved last, both texts with what changed."""
    name = f"{item.locale} {item.id} {translator.text(item.standing.value)}"
    styled = click.style(name, fg=_STYLES.get(item.standing), bold=True)
    yield f"{styled}  {item.path}:{item.entry.line}"
    where = [f"{item.document}:{item.source_line}", *item.section]
    yield f"{_INDENT}{shown.plain(words.SECTION_SEPARATOR.join(where))}"
    if item.record is not None:
        yield f"{_INDENT}{translator.say(_verdict(item.record))}"
    if item.before is not None:
        yield f"{_INDENT}{_since(item.before, translator)}"
    yield f"{_INDENT}{_text(item.source_redline, item.entry.msgid)}"
    yield f"{_INDENT}→ {_text(item.target_redline, item.entry.msgstr)}"


def _verdict(record: Record) -> Message:
    fields = {
        "verdict": message(record.verdict.value),
        "reviewer": record.reviewer,
        "date": record.date,
    }
    if record.note:
        note = shown.plain(record.note)
        return message("{verdict} by {reviewer} on {date}: {note}", note=note, **fields)
    return message("{verdict} by {reviewer} on {date}", **fields)


def _since(before: Approved, translator: Translator) -> str:
    """What the change of the source since the last approval means."""
    if before.reason is None:
        return translator.text("since the last approval only the translation changed")
    reason = message("since the last approval: {reason}", reason=before.reason)
    severity = translator.text(str(before.severity)) if before.severity else ""
    styled = click.style(severity, fg=text_report.COLOURS.get(before.severity))
    return f"{styled} {shown.plain(translator.say(reason))}".lstrip()


def _text(redline: Redline, text: str) -> str:
    """The redline, where something changed, else the text."""
    if all(step == "equal" for step, _ in redline):
        return shown.plain(text)
    return text_report.redline(redline, click.style)


def wrapped(line: str, width: int, *, between: str = " ") -> Iterator[str]:
    """`line` broken into lines of a `width`, where it has blanks, each indented as it is.

    A word that is longer is left to the terminal: an address must stay one.
    """
    text = line.lstrip(" ")
    indent = line[: len(line) - len(text)]
    first, *words = text.split(between)
    current = f"{indent}{first}"
    for word in words:
        longer = f"{current}{between}{word}"
        if len(click.unstyle(longer)) <= width:
            current = longer
        else:
            yield current
            current = f"{indent}{word}"
    yield current


def show(console: Console, found: Sequence[Subject]) -> None:
    """Show translations one after the other."""
    for item in found:
        for line in subject(item, console.translator):
            console.result(line)
        console.result("")


def row(item: Subject, translator: Translator) -> tuple[str, ...]:
    """The translation on one line of a list."""
    place = f"{item.path}:{item.entry.line}"
    return item.id, translator.text(item.standing.value), place, short(item.entry.msgid)


def record_row(locale: str, record: Record, translator: Translator) -> tuple[str, ...]:
    """A line of a ledger on one line of a list."""
    told = record.note
    if record.verdict is Verdict.CARRIED:
        told = ", ".join(translator.text(name.value) for name in record.classes)
    return (
        record.date,
        locale,
        record.pair.key.id,
        translator.text(record.verdict.value),
        record.reviewer,
        shown.plain(record.version),
        short(told),
    )


def short(text: str) -> str:
    """The beginning of a text, on one line."""
    text = shown.plain(text)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
