"""Reports, one module for each format: a report in, a text out.

`REPORTS`, `DIFFS` and `STATUSES` name them; a new format is a module with `render` and a row here.
The modules are imported when they are asked for, because some are slow to import.
"""

import posixpath
from collections.abc import Callable, Mapping
from importlib import import_module
from types import MappingProxyType

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

_ENDINGS: Mapping[str, str] = MappingProxyType(
    {".html": "html", ".json": "json", ".md": "markdown", ".sarif": "sarif"}
)


DIFFS: Mapping[str, str] = MappingProxyType(
    {
        "text": "charter_i18n.reports.diff_text",
        "markdown": "charter_i18n.reports.diff_markdown",
        "json": "charter_i18n.reports.diff_json",
        "html": "charter_i18n.reports.diff_html",
    }
)
"""The module of each format of a diff."""


STATUSES: Mapping[str, str] = MappingProxyType(
    {
        "json": "charter_i18n.reports.status_json",
        "html": "charter_i18n.reports.status_html",
        "markdown": "charter_i18n.reports.status_markdown",
    }
)
"""The module of each format of a status, but for the table on a terminal."""


def layout_of(name: str) -> str:
    """The format of a report that is to be written to a file of this name."""
    return _ENDINGS.get(posixpath.splitext(name.lower())[1], "text")


def renderer(modules: Mapping[str, str], layout: str) -> Render:
    """What writes a format, a key of one of these tables.

    It takes what it writes and the `translator`, and gives the text with a final newline; what
    writes `text` also takes `paint`.
    """
    write: Render = import_module(modules[layout]).render
    return write
