"""`charter-i18n status`."""

import click

from charter_i18n import reports
from charter_i18n.cli import options, output
from charter_i18n.cli.console import Console, columns, pass_console
from charter_i18n.errors import ExitStatus, message
from charter_i18n.pipeline.status import Status
from charter_i18n.pipeline.status import status as read_status
from charter_i18n.reports import words
from charter_i18n.states import Counts
from charter_i18n.ui import Translator

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
@options.only_locales
@options.written_as(["text", *reports.STATUSES])
@pass_console
def status(console: Console, locales: tuple[str, ...], layout: str) -> int:
    """Show how far each locale is."""
    pages = layout in {"html", "markdown"}
    found = read_status(console.workspace, only=locales, weigh=layout != "json")
    if layout == "text":
        _show_table(console, found)
        return ExitStatus.FINE
    write = reports.renderer(reports.STATUSES, layout)
    figures = {"open_entries": found.open_entries} if pages else {}
    output.write(console, write(found.locales, translator=console.translator, **figures))
    return ExitStatus.FINE


def _show_table(console: Console, found: Status) -> None:
    translator = console.translator
    header = ("", *(translator.say(title) for title in _TITLES), "")
    rows = [header]
    for item in found.locales:
        rows.append(_row(item.locale, item.counts, translator))
        if console.verbose or len(item.documents) > 1:
            rows += [_row(f"  {path}", counts, translator) for path, counts in item.documents]
    right = range(1, len(header))
    lines = columns(rows, right=right)
    for line, row in zip(lines, rows, strict=True):
        console.result(_coloured(line, row))
    told = [item for item in found.locales if item.standing or found.critical[item.locale]]
    if told:
        console.result("")
    for item in told:
        console.result(translator.say(words.standing(item, found.critical[item.locale])))


def _row(name: str, counts: Counts, translator: Translator) -> tuple[str, ...]:
    figures = [getattr(counts, column) for column in _COLUMNS]
    shown = (translator.number(figure) if figure else "·" for figure in figures)
    share = message("{percent}%", percent=100 * counts.current // (counts.total or 1))
    return (name, *shown, translator.say(share) if counts.total else "")


def _coloured(line: str, row: tuple[str, ...]) -> str:
    if not row[0]:
        return click.style(line, bold=True)
    complete = row[-1].startswith("100")
    return click.style(line, fg="green") if complete else line
