"""What the pages show of a locale's counts."""

from collections.abc import Mapping
from dataclasses import dataclass

from charter_i18n import locales
from charter_i18n.errors import Message
from charter_i18n.model import Severity
from charter_i18n.reports.html import bars, words
from charter_i18n.reports.html.bars import Stretch
from charter_i18n.reports.html.language import Language, language
from charter_i18n.states import Counts, LocaleStatus, State


@dataclass(frozen=True, slots=True)
class Coverage:
    """How far something is: in per cent, as a bar, and in figures by state."""

    counts: Counts
    percent: str
    bar: tuple[Stretch, ...]
    states: tuple[tuple[State, Message, int], ...]


@dataclass(frozen=True, slots=True)
class DocumentProgress:
    """How far the translation of one document is."""

    path: str
    coverage: Coverage


@dataclass(frozen=True, slots=True)
class LocaleProgress:
    """How far a locale is, and its documents; `open` are its open entries by severity."""

    language: Language
    coverage: Coverage
    documents: tuple[DocumentProgress, ...]
    complete_for: str | None
    open: tuple[tuple[Severity, Message, int], ...] = ()


def progress(
    status: LocaleStatus, *, display: str, open_entries: Mapping[Severity, int] | None = None
) -> LocaleProgress:
    """What the page shows of a locale.

    Args:
        status: The locale's counts.
        display: The locale of the page.
        open_entries: How many open entries there are of each severity.
    """
    figures = open_entries or {}
    return LocaleProgress(
        language=language(status.locale, display=display),
        coverage=coverage(status.counts, display=display),
        documents=tuple(
            DocumentProgress(path, coverage(counts, display=display))
            for path, counts in status.documents
        ),
        complete_for=status.complete_for,
        open=tuple(
            (severity, word, figures[severity])
            for severity, word in words.SEVERITIES.items()
            if figures.get(severity)
        ),
    )


def coverage(counts: Counts, *, display: str) -> Coverage:
    """Counts as the page shows them."""
    figures = [(state, getattr(counts, state.value)) for state in bars.STATES]
    return Coverage(
        counts=counts,
        percent=locales.percent(counts.current, counts.total, locale=display),
        bar=bars.stretches(counts),
        states=tuple(
            (state, words.STATES[state.value], figure) for state, figure in figures if figure
        ),
    )
