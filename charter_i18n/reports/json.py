"""The report as `charter-i18n/stale/1` (`schemas/stale-1.json` describes it)."""

import json
from dataclasses import asdict

from charter_i18n.report import Item, Report
from charter_i18n.states import LocaleStatus
from charter_i18n.ui import Translator

SCHEMA = "charter-i18n/stale/1"


def render(report: Report, *, translator: Translator) -> str:
    """The whole report as JSON."""
    data = {
        "schema": SCHEMA,
        "locales": {status.locale: locale(status) for status in report.locales},
        "items": [_item(item, translator) for item in report.items],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def locale(status: LocaleStatus) -> dict[str, object]:
    """The counts of a locale, together and by document."""
    return {
        **asdict(status.counts),
        "documents": {path: asdict(counts) for path, counts in status.documents},
        "complete_for": status.complete_for,
    }


def _item(item: Item, translator: Translator) -> dict[str, object]:
    return {
        "id": item.id,
        "locale": item.locale,
        "document": item.document,
        "line": item.source_line,
        "section": list(item.section),
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
        "po": {"file": item.path, "line": item.line},
        "since": item.since,
        "note": item.note,
        "fingerprint": item.fingerprint,
    }
