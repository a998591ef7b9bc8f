"""What the pages show of a locale's counts."""

from collections.abc import Mapping
from dataclasses import dataclass

from charter_i18n import locales
from charter_i18n.errors import Message
from charter_i18n.model import Severity
from charter_i18n.reports.html import bars, words
from charter_i18n.reports.html.bars import Stretch
from charter_i18n.reports.html.language import Language, language
from charter_i18n.states import Counts, LocaleStatus, Standing, State


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
    """How far a locale is, and its documents; `open` are its open entries by severity.

    `standing` tells how far it is with the texts in work, where it is not complete for them.
    """

    language: Language
    coverage: Coverage
    documents: tuple[DocumentProgress, ...]
    complete_for: str | None
    open: tuple[tuple[Severity, Message, int], ...] = ()
    standing: Standing | None = None


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
        standing=None if _is_complete(status) else status.standing,
    )


def _is_complete(status: LocaleStatus) -> bool:
    """Whether the version for which the locale is complete is the text in work."""
    standing = status.standing
    return standing is not None and str(standing.working) == status.complete_for


def coverage(counts: Counts, *, display: str) -> Coverage:
    """Counts as the page shows them."""
    figures = [(state, getattr(counts, state.value)) for state in bars.STATES]
    return Coverage(
        counts=counts,
        percent=locales.percent(counts.current, counts.total, locale=display),
        bar=bars.stretches(counts),
        states=tuple((state, words.name(state), figure) for state, figure in figures if figure),
    )
