"""The report for a terminal: readable without colour."""

from collections.abc import Iterator

import click

from charter_i18n.errors import message, plural
from charter_i18n.model import Severity
from charter_i18n.report import Item, ItemState, Report
from charter_i18n.reports import words
from charter_i18n.ui import Translator

COLOURS = {
    Severity.CRITICAL: "red",
    Severity.MAJOR: "yellow",
    Severity.MINOR: "cyan",
    Severity.COSMETIC: "green",
}
_DELETE = (click.style("[-", fg="red"), click.style("-]", fg="red"))
_INSERT = (click.style("{+", fg="green"), click.style("+}", fg="green"))
_INDENT = "    "


def render(report: Report, *, translator: Translator) -> str:
    """Every item, worst first, then a line for each locale."""
    return "\n".join(_lines(report, translator)) + "\n"


def _lines(report: Report, translator: Translator) -> Iterator[str]:
    missing = 0
    for item in report.items:
        if item.state is ItemState.UNTRANSLATED:
            missing += 1
            continue
        yield from _item(item, translator)
        yield ""
    if missing:
        text = plural(
            "{count} text is not translated yet", "{count} texts are not translated yet", missing
        )
        yield translator.say(text)
        yield ""
    for status in report.locales:
        mine = [item for item in report.items if item.locale == status.locale]
        line = message(
            "{locale}: {coverage}; {severities}",
            locale=status.locale,
            coverage=words.coverage(status),
            severities=words.severities(mine),
        )
        yield translator.say(line)


def _item(item: Item, translator: Translator) -> Iterator[str]:
    name = words.title(item, translator)
    yield click.style(name, fg=COLOURS.get(item.severity), bold=True) + f"  {item.path}:{item.line}"
    where = [item.locale, f"{item.document}:{item.source_line}", *item.section]
    yield f"{_INDENT}{words.SECTION_SEPARATOR.join(where)}"
    yield f"{_INDENT}{translator.say(item.reason)}"
    if item.redline:
        yield f"{_INDENT}{words.redline(item.redline, delete=_DELETE, insert=_INSERT)}"
    else:
        yield f"{_INDENT}{_shown(item.new)}"
    yield f"{_INDENT}→ {_shown(item.translation)}"
    if item.proposal:
        yield f"{_INDENT}{translator.text('proposal:')} {_shown(item.proposal)}"


def _shown(text: str) -> str:
    return text.replace("\n", "\\n")
