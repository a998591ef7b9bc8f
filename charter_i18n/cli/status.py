"""`charter-i18n status`."""

import json
import sys

import click

from charter_i18n.cli.console import Console, columns, pass_console
from charter_i18n.errors import ExitStatus, message
from charter_i18n.pipeline.status import Status
from charter_i18n.pipeline.status import status as read_status
from charter_i18n.reports import words
from charter_i18n.reports.json import locale as locale_json
from charter_i18n.states import Counts

SCHEMA = "charter-i18n/status/1"
_COLUMNS = ("current", "stale", "unfinished", "untranslated", "rejected", "total")
_TITLES = (
    message("current"),
    message("stale"),
    message("unfinished"),
    message("untranslated"),
    message("rejected"),
    message("total"),
)


@click.command()
@click.option("--locale", "locales", multiple=True, metavar="L", help="Only this locale.")
@click.option(
    "--format",
    "layout",
    type=click.Choice(["text", "json"]),
    default="text",
    help="How to write it.",
)
@pass_console
def status(console: Console, locales: tuple[str, ...], layout: str) -> int:
    """Show how far each locale is."""
    found = read_status(console.workspace, only=locales)
    if layout == "json":
        console.result(json.dumps(as_json(found), ensure_ascii=False, indent=2))
    else:
        _show_table(console, found)
    return ExitStatus.FINE


def as_json(found: Status) -> dict[str, object]:
    """The status as `charter-i18n/status/1` has it (`docs/formats.md`)."""
    return {"schema": SCHEMA, "locales": {item.locale: locale_json(item) for item in found.locales}}


def _show_table(console: Console, found: Status) -> None:
    header = ("", *(console.translator.say(title) for title in _TITLES), "")
    rows = [header]
    for item in found.locales:
        rows.append(_row(item.locale, item.counts))
        if console.verbose or len(item.documents) > 1:
            rows += [_row(f"  {path}", counts) for path, counts in item.documents]
    right = range(1, len(header))
    lines = columns(rows, right=right)
    if sys.stdout.isatty():
        lines = (_coloured(line, row) for line, row in zip(lines, rows, strict=True))
    for line in lines:
        console.result(line)
    told = [item for item in found.locales if item.standing or found.critical[item.locale]]
    if told:
        console.result("")
    for item in told:
        console.result(console.translator.say(words.standing(item, found.critical[item.locale])))


def _row(name: str, counts: Counts) -> tuple[str, ...]:
    figures = [getattr(counts, column) for column in _COLUMNS]
    share = f"{100 * counts.current // counts.total} %" if counts.total else ""
    return (name, *(str(figure) if figure else "·" for figure in figures), share)


def _coloured(line: str, row: tuple[str, ...]) -> str:
    if not row[0]:
        return click.style(line, bold=True)
    complete = row[-1] == "100 %"
    return click.style(line, fg="green") if complete else line
