"""The report as SARIF 2.1.0, for code scanning (OASIS standard, "Static Analysis Results")."""

import json
from typing import Any

from charter_i18n import __version__
from charter_i18n.errors import Message, message
from charter_i18n.model import Severity
from charter_i18n.report import Item, ItemState, Report
from charter_i18n.reports import words
from charter_i18n.ui import Translator

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {
    Severity.CRITICAL: "error",
    Severity.MAJOR: "error",
    Severity.MINOR: "warning",
    Severity.COSMETIC: "note",
    Severity.NONE: "note",
}
_RULES: dict[ItemState, Message] = {
    ItemState.REJECTED: message("A reviewer rejected the translation."),
    ItemState.STALE: message("The source changed; the translation says what it said before."),
    ItemState.UNFINISHED: message("The translation is marked as unfinished."),
    ItemState.UNTRANSLATED: message("The text has no translation."),
    ItemState.CARRIED: message("The translation was kept over a change that nobody looked at."),
}


def render(report: Report, *, translator: Translator) -> str:
    """One run with a result for each item; rule names and fingerprints are stable."""
    driver = {
        "name": "charter-i18n",
        "semanticVersion": __version__,
        "rules": [_rule(state, translator) for state in ItemState],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(item, translator) for item in report.items],
    }
    data = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _rule(state: ItemState, translator: Translator) -> dict[str, Any]:
    return {
        "id": f"translation/{state.value}",
        "shortDescription": {"text": translator.say(_RULES[state])},
    }


def _result(item: Item, translator: Translator) -> dict[str, Any]:
    location = {
        "physicalLocation": {
            "artifactLocation": {"uri": item.path},
            "region": {"startLine": item.line},
        }
    }
    return {
        "ruleId": f"translation/{item.state.value}",
        "ruleIndex": list(ItemState).index(item.state),
        "level": _LEVELS[item.severity],
        "message": {"text": words.annotation(item, translator)},
        "locations": [location],
        "partialFingerprints": {"charterI18n/v1": item.fingerprint},
        "properties": {
            "severity": str(item.severity),
            "classes": [name.value for name in item.classes],
            "locale": item.locale,
        },
    }
