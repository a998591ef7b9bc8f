"""The status as `charter-i18n/status/1` (`schemas/status-1.json` describes it)."""

from collections.abc import Sequence
from dataclasses import asdict

from charter_i18n import visible
from charter_i18n.states import LocaleStatus
from charter_i18n.ui import Translator

SCHEMA = "charter-i18n/status/1"


def render(locales: Sequence[LocaleStatus], *, translator: Translator) -> str:
    """The counts of all locales as JSON, the same in every language."""
    del translator
    data = {"schema": SCHEMA, "locales": {status.locale: locale(status) for status in locales}}
    return visible.as_json(data) + "\n"


def locale(status: LocaleStatus) -> dict[str, object]:
    """The counts of a locale, together and by document."""
    return {
        **asdict(status.counts),
        "documents": {path: asdict(counts) for path, counts in status.documents},
        "complete_for": status.complete_for,
    }
