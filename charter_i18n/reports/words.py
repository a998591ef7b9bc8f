"""Sentences that several formats share."""

from collections import Counter
from collections.abc import Iterable, Iterator

from charter_i18n.errors import Message, message, plural
from charter_i18n.model import Severity
from charter_i18n.report import Item, ItemState, Redline, Report
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
    listed = [
        message("{count} {severity}", count=counts[item], severity=message(str(item)))
        for item in sorted(counts, reverse=True)
    ]
    if not listed:
        return message("nothing stale")
    template = ", ".join(f"{{part{index}}}" for index in range(len(listed)))
    return message(template, **{f"part{index}": part for index, part in enumerate(listed)})


def coverage(status: LocaleStatus) -> Message:
    """How far a locale is, in a sentence."""
    counts = status.counts
    return message("{current} of {total} current", current=counts.current, total=counts.total)


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
