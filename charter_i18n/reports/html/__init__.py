"""The report as a page for reviewers: one file that loads nothing and works without JavaScript."""

from charter_i18n.report import Report
from charter_i18n.reports.html.page import render as render_page
from charter_i18n.reports.html.views import view
from charter_i18n.ui import Translator

__all__ = ["render"]


def render(report: Report, *, translator: Translator, title: str = "") -> str:
    """The report as an HTML page.

    Args:
        report: What to show.
        translator: The language of the page.
        title: The page's title, in that language; a general one where it is empty.

    Returns:
        The page; the same report gives the same text.

    Raises:
        ConfigurationError: CLDR does not know a locale of the report.
    """
    return render_page(
        "report.html",
        translator=translator,
        script="report.js",
        title=title,
        report=view(report, translator=translator),
    )
