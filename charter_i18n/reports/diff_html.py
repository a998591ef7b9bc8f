"""A diff as a page: old and new text side by side, in the report's clothes."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from charter_i18n.difference import Diff, Difference
from charter_i18n.errors import Message
from charter_i18n.model import Severity
from charter_i18n.reports import differences
from charter_i18n.reports.html import texts, words
from charter_i18n.reports.html.language import Text, language
from charter_i18n.reports.html.page import render as render_page
from charter_i18n.reports.html.texts import Phrase
from charter_i18n.ui import Translator


@dataclass(frozen=True, slots=True)
class Row:
    """A change as the page shows it; `old` is None for what is new, `new` for what is gone."""

    severity: Severity
    word: Message
    kind: str
    classes: tuple[Message, ...]
    line: int
    section: tuple[str, ...]
    origin: Message | None
    reason: tuple[Phrase, ...]
    old: Text | None
    new: Text | None


@dataclass(frozen=True, slots=True)
class Group:
    """The changes of one document, in its order."""

    document: str
    rows: tuple[Row, ...]


def render(found: Diff, *, translator: Translator, title: str = "") -> str:
    """The changes as an HTML page without a script, document by document.

    Args:
        found: What changed.
        translator: The language of the page.
        title: The page's title, in that language; the names of the revisions where it is empty.

    Raises:
        ConfigurationError: CLDR does not know the locale of the texts.
    """
    groups = groupby(found.differences, key=lambda item: item.document)
    return render_page(
        "diff.html",
        translator=translator,
        title=title or f"{found.old} → {found.new}",
        summary=differences.summary(found),
        renamed=differences.renamed(found),
        changed=bool(found.least_bump),
        source=language(found.source_locale, display=translator.locale),
        groups=tuple(
            Group(document, tuple(_rows(rows, found, translator))) for document, rows in groups
        ),
    )


def _rows(items: Iterator[Difference], found: Diff, translator: Translator) -> Iterator[Row]:
    source = language(found.source_locale, display=translator.locale)
    for item in items:
        change = item.change
        passage = (change.new or change.old)[0]
        fresh = change.ambiguous or not change.old
        yield Row(
            severity=change.severity,
            word=words.SEVERITIES[change.severity],
            kind=change.kind.value,
            classes=tuple(map(words.name, differences.shown_classes(change))),
            line=passage.line if change.new else 0,
            section=passage.section,
            origin=differences.origin(item, found),
            reason=_reason(change.reason, translator),
            old=None if fresh else Text(source, texts.before(item.redline)),
            new=Text(source, texts.after(item.redline)) if change.new else None,
        )


def _reason(reason: Message | None, translator: Translator) -> tuple[Phrase, ...]:
    if reason is None:
        return ()
    template, quotes = texts.marked(reason)
    return tuple(texts.sentence(translator.say(template), quotes))
