"""The report as SARIF 2.1.0, for code scanning (OASIS standard, "Static Analysis Results").

GitHub's code scanning asks for more of a rule than the standard does, and takes its own name for
the fingerprint by which it knows a result again.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any
from urllib.parse import quote

from charter_i18n import __version__, locales, visible
from charter_i18n.errors import Message, message
from charter_i18n.model import Severity
from charter_i18n.report import Item, ItemState, Report
from charter_i18n.reports import shown, words
from charter_i18n.ui import Translator

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS: Mapping[Severity, str] = MappingProxyType(
    {
        Severity.CRITICAL: "error",
        Severity.MAJOR: "error",
        Severity.MINOR: "warning",
        Severity.COSMETIC: "note",
        Severity.NONE: "note",
    }
)
_RULES: Mapping[ItemState, tuple[Message, Message]] = MappingProxyType(
    {
        ItemState.REJECTED: (
            message("A reviewer rejected the translation."),
            message("Translate the text anew; the rejected translation is not published."),
        ),
        ItemState.REFUSED: (
            message("The translation would change its document."),
            message("Mend it as the reason says; until then the source stands in its place."),
        ),
        ItemState.STALE: (
            message("The source changed; the translation says what it said before."),
            message("Adapt the translation to the new text, then take the fuzzy mark away."),
        ),
        ItemState.UNFINISHED: (
            message("The translation is marked as unfinished."),
            message("Finish the translation, then take the fuzzy mark away."),
        ),
        ItemState.UNTRANSLATED: (
            message("The text has no translation."),
            message("Translate the text; until then it is published in the source language."),
        ),
        ItemState.CARRIED: (
            message("The translation was kept over a change that nobody looked at."),
            message("Compare it with the text, then approve it with charter-i18n review."),
        ),
    }
)
"""For each state what is wrong, and what to do."""


def render(report: Report, *, translator: Translator) -> str:
    """One run with a result for each item; rule names and fingerprints are stable."""
    driver = {
        "name": "charter-i18n",
        "version": __version__,
        "rules": [_rule(state, translator) for state in _RULES],
    }
    run = {
        "tool": {"driver": driver},
        "language": locales.tag(translator.locale),
        "columnKind": "unicodeCodePoints",
        "results": [_result(item, report.folder, translator) for item in report.items],
    }
    data = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return visible.as_json(data) + "\n"


def _rule(state: ItemState, translator: Translator) -> dict[str, Any]:
    wrong, remedy = (translator.say(text) for text in _RULES[state])
    return {
        "id": f"translation/{state.value}",
        "shortDescription": {"text": wrong},
        "fullDescription": {"text": wrong},
        "help": {"text": remedy},
    }


def _result(item: Item, folder: str, translator: Translator) -> dict[str, Any]:
    path, line = words.place(item)
    location = {
        "physicalLocation": {
            "artifactLocation": {"uri": quote(f"{folder}{path}")},
            "region": {"startLine": line},
        }
    }
    return {
        "ruleId": f"translation/{item.state.value}",
        "ruleIndex": tuple(_RULES).index(item.state),
        "level": _LEVELS[item.severity],
        "message": {"text": _message(item, translator)},
        "locations": [location],
        "partialFingerprints": {
            "charterI18n/v1": item.fingerprint,
            "primaryLocationLineHash": item.fingerprint,
        },
        "properties": {
            "severity": str(item.severity) if item.severity else None,
            "classes": [name.value for name in item.classes],
            "locale": item.locale,
        },
    }


def _message(item: Item, translator: Translator) -> str:
    """The annotation, without what SARIF would read as a link (section 3.11.6)."""
    text = shown.plain(translator.say(words.annotation(item)))
    return text.replace("[", "\\[") if "](" in text else text
