"""Reports, one module for each format: a report in, a text out.

`REPORTS` names them; a new format is a module with `render` and a row here. The modules are
imported when they are asked for, because some are slow to import.
"""

from collections.abc import Callable, Mapping
from importlib import import_module
from types import MappingProxyType

from charter_i18n.report import Report
from charter_i18n.ui import Translator

Render = Callable[..., str]

REPORTS: Mapping[str, str] = MappingProxyType(
    {
        "text": "charter_i18n.reports.text",
        "markdown": "charter_i18n.reports.markdown",
        "json": "charter_i18n.reports.json",
        "html": "charter_i18n.reports.html",
        "sarif": "charter_i18n.reports.sarif",
        "github": "charter_i18n.reports.github",
        "gitlab": "charter_i18n.reports.gitlab",
    }
)
"""The module of each format."""


def render(report: Report, layout: str, *, translator: Translator) -> str:
    """Write `report` in the format `layout`, a key of `REPORTS`, with a final newline."""
    write: Render = import_module(REPORTS[layout]).render
    return write(report, translator=translator)
