"""The report as `charter-i18n/stale/1` (`schemas/stale-1.json` describes it)."""

from charter_i18n import visible
from charter_i18n.report import Item, Report
from charter_i18n.reports.status_json import locale
from charter_i18n.ui import Translator

SCHEMA = "charter-i18n/stale/1"


def render(report: Report, *, translator: Translator) -> str:
    """The whole report as JSON."""
    data = {
        "schema": SCHEMA,
        "locales": {status.locale: locale(status) for status in report.locales},
        "items": [_item(item, translator) for item in report.items],
    }
    return visible.as_json(data) + "\n"


def _item(item: Item, translator: Translator) -> dict[str, object]:
    return {
        "id": item.id,
        "locale": item.locale,
        "document": item.document,
        "line": item.source_line,
        "section": list(item.section),
        "old_section": list(item.old_section),
        "kind": item.kind.value,
        "state": item.state.value,
        "severity": str(item.severity) if item.severity else None,
        "classes": [name.value for name in item.classes],
        "reason": translator.say(item.reason),
        "old": item.old,
        "new": item.new,
        "ops": [list(step) for step in item.redline],
        "translation": item.translation,
        "proposal": item.proposal,
        "po": {"file": item.path, "line": item.line or None},
        "since": item.since,
        "note": item.note,
        "fingerprint": item.fingerprint,
    }
