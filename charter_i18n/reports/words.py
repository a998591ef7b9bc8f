"""Sentences that several formats share."""

from collections import Counter
from collections.abc import Iterable, Iterator

from charter_i18n import template
from charter_i18n.errors import Message, message, plural
from charter_i18n.report import Item, ItemState, Report
from charter_i18n.reports import counted
from charter_i18n.states import Counts, LocaleStatus

SECTION_SEPARATOR = template.SECTION_SEPARATOR
WORKING = "working"


def title(item: Item) -> Message:
    """Severity, state and classes of an item: `critical stale (negation)`."""
    fields: dict[str, object] = {"state": message(item.state.value)}
    if item.severity:
        fields["severity"] = message(str(item.severity))
    if not item.classes:
        return message("{severity} {state}" if item.severity else "{state}", **fields)
    fields["classes"] = counted.listed(message(name.value) for name in item.classes)
    if not item.severity:
        return message("{state} ({classes})", **fields)
    return message("{severity} {state} ({classes})", **fields)


def severities(items: Iterable[Item], counts: Counts) -> Message:
    """How many items there are of each severity, worst first.

    `counts` are those of all entries, of which a report since a revision has some.
    """
    rated = Counter(item.severity for item in items if item.severity)
    found = tuple(counted.severities(rated))
    if found:
        return counted.listed(found)
    return message("nothing stale since then") if has_more(counts) else message("nothing stale")


def has_more(counts: Counts) -> bool:
    """Whether there are entries to look at that are not in a report without items."""
    return bool(counts.stale or counts.unfinished or counts.rejected)


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


def more(count: int) -> Message:
    """What a format leaves out for want of space."""
    return plural("{count} more", "{count} more", count)


def actionable(report: Report) -> Iterator[Item]:
    """The items that say more than that a translation is missing."""
    return (item for item in report.items if item.state is not ItemState.UNTRANSLATED)


def telling(report: Report) -> Iterator[Item]:
    """The items that a reader is shown: those, and missing translations that can be suggested."""
    return (
        item
        for item in report.items
        if item.state is not ItemState.UNTRANSLATED or item.proposal is not None
    )


def annotation(item: Item) -> Message:
    """An item in a sentence or two: what is wrong, and why."""
    return message("{title}: {reason}", title=title(item), reason=item.reason)


def proposal(item: Item, text: str) -> Message:
    """What the translation might be; `text` is the item's proposal as the format shows it."""
    if item.translation:
        return message("proposal: {text}", text=text)
    return message("a similar text is translated: {text}", text=text)


def place(item: Item) -> tuple[str, int]:
    """The file and the line to look at: the entry's, the source's where there is no entry yet."""
    return (item.path, item.line) if item.line else (item.document, item.source_line)


def since(item: Item) -> Message | None:
    """Which revision brought the text of an item, where that is known."""
    if item.since is None:
        return None
    if item.since == WORKING:
        return message("not committed yet")
    return message("since {revision}", revision=item.since)
