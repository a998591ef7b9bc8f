"""The status as a page: locales and documents with their coverage."""

from collections.abc import Mapping, Sequence

from charter_i18n.model import Severity
from charter_i18n.reports.html.page import render as render_page
from charter_i18n.reports.html.progress import progress
from charter_i18n.states import LocaleStatus
from charter_i18n.ui import Translator

__all__ = ["render"]


def render(
    locales: Sequence[LocaleStatus],
    *,
    translator: Translator,
    open_entries: Mapping[str, Mapping[Severity, int]] | None = None,
    title: str = "",
) -> str:
    """The status as an HTML page without a script.

    Args:
        locales: The counts of each locale.
        translator: The language of the page.
        open_entries: For each locale, how many open entries there are of each severity; None
            where that is not known: the page then says nothing of it.
        title: The page's title, in that language; a general one where it is empty.

    Returns:
        The page; the same status gives the same text.

    Raises:
        ConfigurationError: CLDR does not know a locale.
    """
    known = open_entries or {}
    shown = tuple(
        progress(status, display=translator.locale, open_entries=known.get(status.locale))
        for status in locales
    )
    paths = dict.fromkeys(path for status in locales for path, _ in status.documents)
    coverages = {
        (item.language.locale, document.path): document.coverage
        for item in shown
        for document in item.documents
    }
    return render_page(
        "status.html",
        translator=translator,
        title=title,
        locales=shown,
        documents=tuple(paths),
        coverages=coverages,
        severities_known=open_entries is not None,
    )
