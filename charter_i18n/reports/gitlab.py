"""The report as GitLab Code Quality (a subset of the Code Climate format)."""

from charter_i18n import visible
from charter_i18n.model import Severity
from charter_i18n.report import Item, Report
from charter_i18n.reports import shown, words
from charter_i18n.ui import Translator

_SEVERITIES = {
    Severity.CRITICAL: "blocker",
    Severity.MAJOR: "major",
    Severity.MINOR: "minor",
    Severity.COSMETIC: "info",
    Severity.NONE: "info",
}


def render(report: Report, *, translator: Translator) -> str:
    """An array with an issue for each item."""
    issues = [
        {
            "description": shown.plain(translator.say(words.annotation(item))),
            "check_name": f"translation/{item.state.value}",
            "fingerprint": item.fingerprint,
            "severity": _SEVERITIES[item.severity],
            "location": _location(item, report.folder),
        }
        for item in report.items
    ]
    return visible.as_json(issues) + "\n"


def _location(item: Item, folder: str) -> dict[str, object]:
    path, line = words.place(item)
    return {"path": f"{folder}{path}", "lines": {"begin": line}}
