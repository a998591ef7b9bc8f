"""The status in Markdown: tables of locales and of documents."""

from collections.abc import Iterator, Mapping, Sequence

from charter_i18n import locales as known_locales
from charter_i18n.errors import message
from charter_i18n.model import Severity
from charter_i18n.reports import counted, shown, words
from charter_i18n.states import Counts, LocaleStatus
from charter_i18n.ui import Translator

_COLUMNS = (
    ("current", message("current")),
    ("stale", message("stale")),
    ("unfinished", message("unfinished")),
    ("untranslated", message("untranslated")),
    ("rejected", message("rejected")),
    ("carried", message("carried")),
)
_SEVERITIES = Mapping[str, Mapping[Severity, int]]


def render(
    locales: Sequence[LocaleStatus], *, translator: Translator, open_entries: _SEVERITIES
) -> str:
    """The status with a final newline.

    Args:
        locales: The counts of each locale.
        translator: The language of the tables.
        open_entries: For each locale, how many open entries there are of each severity.
    """
    lines = [f"## {translator.text('Translations')}", ""]
    lines += table(locales, translator=translator, open_entries=open_entries)
    lines += _documents(locales, translator)
    return "\n".join(lines) + "\n"


def table(
    locales: Sequence[LocaleStatus], *, translator: Translator, open_entries: _SEVERITIES
) -> Iterator[str]:
    """A row for each locale, then how it stands to the versions."""
    titles = [translator.text("locale"), *(translator.say(title) for _, title in _COLUMNS)]
    yield f"| {' | '.join([*titles, translator.text('severity')])} |"
    yield "| --- |" + " ---: |" * len(_COLUMNS) + " --- |"
    for status in locales:
        yield _row(status, open_entries.get(status.locale, {}), translator)
    versioned = [status for status in locales if status.standing]
    if versioned:
        yield ""
    for status in versioned:
        text = message(
            "{locale}: {coverage}", locale=status.locale, coverage=words.coverage(status)
        )
        yield f"* {shown.markdown(translator.say(text))}"


def _row(status: LocaleStatus, severities: Mapping[Severity, int], translator: Translator) -> str:
    counts = status.counts
    figures = [f"{counts.current}/{counts.total}"]
    figures += [str(getattr(counts, name)) for name, _ in _COLUMNS[1:]]
    parts = tuple(counted.severities({item: severities.get(item, 0) for item in Severity}))
    said = counted.listed(parts) if parts else message("nothing stale")
    return f"| {status.locale} | {' | '.join(figures)} | {translator.say(said)} |"


def _documents(locales: Sequence[LocaleStatus], translator: Translator) -> Iterator[str]:
    """A row for each document: how much of it is current in each locale."""
    paths = dict.fromkeys(path for status in locales for path, _ in status.documents)
    if not paths:
        return
    yield ""
    names = " | ".join(status.locale for status in locales)
    yield f"| {translator.text('document')} | {names} |"
    yield "| --- |" + " ---: |" * len(locales)
    found = {
        (status.locale, path): counts for status in locales for path, counts in status.documents
    }
    for path in paths:
        cells = (_share(found.get((status.locale, path)), translator) for status in locales)
        yield f"| {shown.markdown(path)} | {' | '.join(cells)} |"


def _share(counts: Counts | None, translator: Translator) -> str:
    if counts is None or not counts.total:
        return "–"
    return known_locales.percent(counts.current, counts.total, locale=translator.locale)
