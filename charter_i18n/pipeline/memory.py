"""Translations that the other documents of a locale have for a text."""

from collections.abc import Mapping
from functools import cached_property

from charter_i18n.model import Catalogue, Key
from charter_i18n.review import Ledger
from charter_i18n.states import State, state


class Memory:
    """Every current translation of the project; nothing is indexed before the first question."""

    def __init__(self, known: Mapping[tuple[str, str], tuple[Catalogue, Ledger]]) -> None:
        """Remember catalogues with their reviews, which are by (locale, document)."""
        self._known = known

    @cached_property
    def _said(self) -> dict[tuple[str, Key], dict[str, str]]:
        """By locale and text: what each document says."""
        found: dict[tuple[str, Key], dict[str, str]] = {}
        for (locale, document), (catalogue, ledger) in self._known.items():
            for entry in catalogue.entries:
                if entry.msgstr and state(entry, ledger) is State.CURRENT:
                    found.setdefault((locale, entry.key), {})[document] = entry.msgstr
        return found

    def agreed(self, key: Key, *, locale: str, without: str) -> str:
        """The translation on which all documents but `without` agree, or nothing."""
        said = self._said.get((locale, key), {})
        others = {msgstr for document, msgstr in said.items() if document != without}
        return others.pop() if len(others) == 1 else ""
