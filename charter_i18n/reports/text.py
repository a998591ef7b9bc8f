"""The report for a terminal: readable without colour."""

from collections.abc import Callable, Iterator

from charter_i18n.errors import message, plural
from charter_i18n.model import Severity
from charter_i18n.report import Item, Report
from charter_i18n.reports import shown, words
from charter_i18n.ui import Translator

Paint = Callable[..., str]
"""Colours a text: `paint(text, fg="red", bold=True)`."""

COLOURS = {
    Severity.CRITICAL: "red",
    Severity.MAJOR: "yellow",
    Severity.MINOR: "cyan",
    Severity.COSMETIC: "green",
}
_INDENT = "    "


def unpainted(text: str, **_style: object) -> str:
    """A text as it is."""
    return text


def render(report: Report, *, translator: Translator, paint: Paint = unpainted) -> str:
    """Every item, worst first, then a line for each locale."""
    return "\n".join(_lines(report, translator, paint)) + "\n"


def _lines(report: Report, translator: Translator, paint: Paint) -> Iterator[str]:
    found = list(words.telling(report))
    for item in found:
        yield from _item(item, translator, paint)
        yield ""
    missing = len(report.items) - len(found)
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
            severities=words.severities(mine, status.counts),
        )
        yield translator.say(line)


def _item(item: Item, translator: Translator, paint: Paint) -> Iterator[str]:
    name = translator.say(words.title(item))
    place = f"{item.path}:{item.line}" if item.line else item.path
    yield f"{paint(name, fg=COLOURS.get(item.severity), bold=True)}  {shown.plain(place)}"
    yield from (f"{_INDENT}{line}" for line in _facts(item, translator, paint))


def _facts(item: Item, translator: Translator, paint: Paint) -> Iterator[str]:
    where = [item.locale, f"{item.document}:{item.source_line}", *item.section]
    yield shown.plain(words.SECTION_SEPARATOR.join(where))
    if item.old_section and item.old_section != item.section:
        before = shown.plain(words.SECTION_SEPARATOR.join(item.old_section))
        yield translator.say(message("before: {section}", section=before))
    since = words.since(item)
    if since is not None:
        yield shown.plain(translator.say(since))
    yield shown.plain(translator.say(item.reason))
    yield redline(item.redline, paint) if item.redline else shown.plain(item.new)
    if item.translation:
        yield f"→ {shown.plain(item.translation)}"
    if item.proposal:
        yield translator.say(words.proposal(item, shown.plain(item.proposal)))


def redline(steps: tuple[tuple[str, str], ...], paint: Paint = unpainted) -> str:
    """A redline that is readable without colour: `[-taken out-]{+put in+}`."""
    delete, insert = ("[-", "-]"), ("{+", "+}")
    parts = []
    for step in steps:
        text = shown.redline((step,), delete=delete, insert=insert)
        colour = {"delete": "red", "insert": "green"}.get(step[0])
        parts.append(paint(text, fg=colour) if colour else text)
    return "".join(parts)
