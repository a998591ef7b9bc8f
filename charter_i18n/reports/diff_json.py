"""A diff as `charter-i18n/diff/1` (`schemas/diff-1.json` describes it)."""

from charter_i18n import visible
from charter_i18n.difference import Diff, Difference
from charter_i18n.model import Passage
from charter_i18n.ui import Translator

SCHEMA = "charter-i18n/diff/1"


def render(found: Diff, *, translator: Translator) -> str:
    """All changes as JSON; texts that did not change are left out."""
    data = {
        "schema": SCHEMA,
        "old": found.old,
        "new": found.new,
        "renamed": [{"old": old, "new": new} for old, new in found.renamed],
        "changes": [_change(item, translator) for item in found.differences],
        "minimum_bump": str(found.least_bump),
    }
    return visible.as_json(data) + "\n"


def _change(item: Difference, translator: Translator) -> dict[str, object]:
    change = item.change
    return {
        "document": item.document,
        "old_document": item.old_document or item.document,
        "kind": change.kind.value,
        "severity": str(change.severity) if change.severity else None,
        "classes": [name.value for name in change.classes],
        "reason": translator.say(change.reason) if change.reason else "",
        "old": [] if change.ambiguous else [_passage(passage) for passage in change.old],
        "new": [_passage(passage) for passage in change.new],
        "ops": [list(step) for step in item.redline],
        "score": round(change.score, 4),
    }


def _passage(passage: Passage) -> dict[str, object]:
    return {
        "id": passage.key.id,
        "line": passage.line,
        "section": list(passage.section),
        "text": passage.msgid,
    }
