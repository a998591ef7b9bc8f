"""The report as GitLab Code Quality (a subset of the Code Climate format)."""

import json

from charter_i18n.model import Severity
from charter_i18n.report import Report
from charter_i18n.reports import words
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
            "description": words.annotation(item, translator),
            "check_name": f"translation/{item.state.value}",
            "fingerprint": item.fingerprint,
            "severity": _SEVERITIES[item.severity],
            "location": {"path": item.path, "lines": {"begin": item.line}},
        }
        for item in report.items
    ]
    return json.dumps(issues, ensure_ascii=False, indent=2) + "\n"
