"""What the report's page shows: a report, made ready for its template."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from charter_i18n import locales
from charter_i18n.errors import Message, message
from charter_i18n.model import ChangeClass, Severity
from charter_i18n.report import Item, ItemState, Report
from charter_i18n.reports.html import texts, words
from charter_i18n.reports.html.language import Language, Text, language
from charter_i18n.reports.html.progress import LocaleProgress, progress
from charter_i18n.reports.html.texts import Phrase
from charter_i18n.ui import Translator

_ROWS_SHOWN = 12
"""Up to so many documents, counted over all locales, their tables are open at first."""


_DRAWN_AT_ONCE = 100
"""Of more entries, browsers are asked to lay out only those that are in sight."""


_UNCOMMITTED = "working"
_COMMIT = re.compile(r"(?P<revision>.+) \((?P<date>[0-9]{4}-[0-9]{2}-[0-9]{2})\)")
"""How an item names a commit: `2f34bde (2026-11-23)`."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An item as the page shows it; `anchor` is its place in the page and in links."""

    item: Item
    anchor: str
    language: Language
    classes: tuple[tuple[str, Message], ...]
    kind: Message
    reason: tuple[Phrase, ...]
    old: Text | None
    new: Text
    translation: Text
    proposal: Text | None
    since: Message | None
    note: str


@dataclass(frozen=True, slots=True)
class Group:
    """The entries of one severity."""

    severity: Severity
    word: Message
    explanation: Message
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a filter, its name (text or message) and how many entries have it."""

    value: str
    name: str | Message
    count: int


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be filtered for; a filter with less than two values is not worth showing."""

    severities: tuple[Choice, ...]
    locales: tuple[Choice, ...]
    states: tuple[Choice, ...]
    classes: tuple[Choice, ...]
    documents: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class View:
    """A report as the page shows it, its groups worst first."""

    source: Language
    locales: tuple[LocaleProgress, ...]
    groups: tuple[Group, ...]
    choices: Choices
    total: int
    complete: bool
    documents_open: bool
    many: bool
    severities: Mapping[Severity, str]
    states: Mapping[ItemState, str]


def view(report: Report, *, translator: Translator) -> View:
    """Make a report ready for its page, in the translator's language."""
    display = translator.locale
    entries = tuple(_entries(report, translator))
    return View(
        source=language(report.source_locale, display=display),
        locales=tuple(progress(status, display=display) for status in report.locales),
        groups=tuple(_groups(entries)),
        choices=_choices(report, display),
        total=len(entries),
        complete=all(status.counts.complete for status in report.locales),
        documents_open=sum(len(status.documents) for status in report.locales) <= _ROWS_SHOWN,
        many=len(entries) > _DRAWN_AT_ONCE,
        severities={found: translator.say(word) for found, word in words.SEVERITIES.items()},
        states={found: translator.say(words.name(found)) for found in ItemState},
    )


def anchors(items: Iterable[Item]) -> Iterator[str]:
    """The place of each item in the page: `es/source/charte.md/seg-0123456789`.

    Further items at the same place get a counter (`-2`, `-3`). What a fragment of a URL cannot
    hold is escaped in the page too, so that links and places are the same characters.
    """
    seen: Counter[str] = Counter()
    for item in items:
        name = quote(
            f"{item.locale}/{item.document}/{item.id}", safe="/@!$'()*+,;:~", errors="surrogatepass"
        )
        seen[name] += 1
        yield name if seen[name] == 1 else f"{name}-{seen[name]}"


def _entries(report: Report, translator: Translator) -> Iterator[Entry]:
    display = translator.locale
    source = language(report.source_locale, display=display)
    for item, anchor in zip(report.items, anchors(report.items), strict=True):
        target = language(item.locale, display=display)
        old, new = _compared(item, source)
        template, quotes = texts.marked(item.reason)
        yield Entry(
            item=item,
            anchor=anchor,
            language=target,
            classes=tuple((found.value, words.name(found)) for found in item.classes),
            kind=words.KINDS[item.kind],
            reason=tuple(texts.sentence(translator.say(template), quotes)),
            old=old,
            new=new,
            translation=Text(target, texts.plain(item.translation)),
            proposal=_proposal(item, target),
            since=_since(item, display),
            # Some reasons quote the note.
            note="" if item.note in dict(quotes).values() else item.note,
        )


def _compared(item: Item, source: Language) -> tuple[Text | None, Text]:
    if item.old is None:
        return None, Text(source, texts.plain(item.new))
    if not item.redline:
        return Text(source, texts.plain(item.old)), Text(source, texts.plain(item.new))
    return Text(source, texts.before(item.redline)), Text(source, texts.after(item.redline))


def _proposal(item: Item, target: Language) -> Text | None:
    if item.proposal is None:
        return None
    if not item.translation:
        return Text(target, texts.plain(item.proposal))
    return Text(target, texts.edited(item.translation, item.proposal))


def _since(item: Item, display: str) -> Message | None:
    """Since when the text stands in the source; dates as the page's locale writes them."""
    if item.since is None:
        return None
    if item.since == _UNCOMMITTED:
        return message("not committed yet")
    commit = _COMMIT.fullmatch(item.since)
    if commit is None:
        return message("in the source since {revision}", revision=texts.visible(item.since))
    return message(
        "in the source since {date} ({revision})",
        date=locales.date(dt.date.fromisoformat(commit["date"]), locale=display),
        revision=texts.visible(commit["revision"]),
    )


def _groups(entries: tuple[Entry, ...]) -> Iterator[Group]:
    for severity, word in words.SEVERITIES.items():
        found = tuple(entry for entry in entries if entry.item.severity is severity)
        if found:
            yield Group(severity, word, words.EXPLANATIONS[severity], found)


def _choices(report: Report, display: str) -> Choices:
    severities = Counter(item.severity for item in report.items)
    places = Counter(item.locale for item in report.items)
    states = Counter(item.state for item in report.items)
    classes = Counter(found for item in report.items for found in set(item.classes))
    documents = Counter(item.document for item in report.items)
    order = dict.fromkeys(path for status in report.locales for path, _ in status.documents)
    return Choices(
        severities=tuple(
            Choice(str(found), word, severities[found])
            for found, word in words.SEVERITIES.items()
            if severities[found]
        ),
        locales=tuple(
            Choice(locale, language(locale, display=display).name, places[locale])
            for locale in dict.fromkeys((*(status.locale for status in report.locales), *places))
            if places[locale]
        ),
        states=tuple(
            Choice(found.value, words.name(found), states[found])
            for found in ItemState
            if states[found]
        ),
        classes=tuple(
            Choice(found.value, words.name(found), classes[found])
            for found in ChangeClass
            if classes[found]
        ),
        documents=tuple(
            Choice(path, path, documents[path])
            for path in dict.fromkeys((*order, *documents))
            if documents[path]
        ),
    )
