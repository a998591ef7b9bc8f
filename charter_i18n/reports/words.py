"""Sentences that several formats share."""

from collections import Counter
from collections.abc import Iterable, Iterator

from charter_i18n.errors import Message, message, plural
from charter_i18n.model import Severity
from charter_i18n.report import Item, ItemState, Redline, Report
from charter_i18n.reports import counted
from charter_i18n.states import LocaleStatus
from charter_i18n.ui import Translator

SECTION_SEPARATOR = " › "


def title(item: Item, translator: Translator) -> str:
    """Severity, state and classes of an item: `critical stale (negation)`."""
    words = [str(item.severity)] if item.severity else []
    words.append(item.state.value)
    text = " ".join(translator.text(word) for word in words)
    if item.classes:
        text += " (" + ", ".join(translator.text(name.value) for name in item.classes) + ")"
    return text


def severities(items: Iterable[Item]) -> Message:
    """How many items there are of each severity, worst first."""
    counts = Counter(item.severity for item in items if item.severity)
    found = tuple(counted.severities(counts))
    return counted.listed(found) if found else message("nothing stale")


def coverage(status: LocaleStatus) -> Message:
    """How far a locale is: `complete for 1.0.0; 97 of 104 for working (≥ 2.0.0)`."""
    counts, standing = status.counts, status.standing
    if standing is None:
        return message("{current} of {total} current", current=counts.current, total=counts.total)
    fields = {"current": standing.current, "total": standing.total, "version": standing.working}
    if status.complete_for is None:
        return message("{current} of {total} for {version}", **fields)
    if standing.current == standing.total and str(standing.working) == status.complete_for:
        return message("complete for {version}", version=status.complete_for)
    return message(
        "complete for {complete}; {current} of {total} for {version}",
        complete=status.complete_for,
        **fields,
    )


def standing(status: LocaleStatus, critical: int) -> Message:
    """How far a locale is, and how much must be looked at first."""
    if not critical:
        return message("{locale}: {coverage}", locale=status.locale, coverage=coverage(status))
    return message(
        "{locale}: {coverage}; {critical} critical",
        locale=status.locale,
        coverage=coverage(status),
        critical=critical,
    )


def redline(steps: Redline, *, delete: tuple[str, str], insert: tuple[str, str]) -> str:
    """A redline with marks around what was taken out and put in; hard breaks are shown as such."""
    marks = {"equal": ("", ""), "delete": delete, "insert": insert}
    return "".join(text.join(marks[step]) for step, text in steps).replace("\n", "\\n")


def more(count: int) -> Message:
    """What a format leaves out for want of space."""
    return plural("{count} more", "{count} more", count)


def actionable(report: Report) -> Iterator[Item]:
    """The items that say more than that a translation is missing."""
    return (item for item in report.items if item.state is not ItemState.UNTRANSLATED)


def annotation(item: Item, translator: Translator) -> str:
    """An item in a sentence or two: what is wrong, why, and with which text."""
    return f"{title(item, translator)}: {translator.say(item.reason)}"


def weight(item: Item) -> Severity:
    """The severity, where a text that is not translated yet is minor."""
    return item.severity or Severity.MINOR
