"""Translations that the other documents of a locale have for a text."""

from collections.abc import Mapping
from functools import cached_property

from charter_i18n.model import Catalogue, Key


class Memory:
    """Every current translation of the project; nothing is indexed before the first question."""

    def __init__(self, catalogues: Mapping[tuple[str, str], Catalogue]) -> None:
        """Remember `catalogues`, which are by (locale, document)."""
        self._catalogues = catalogues

    @cached_property
    def _said(self) -> dict[tuple[str, Key], dict[str, str]]:
        """By locale and text: what each document says."""
        found: dict[tuple[str, Key], dict[str, str]] = {}
        for (locale, document), catalogue in self._catalogues.items():
            for entry in catalogue.entries:
                if entry.msgstr and not entry.fuzzy:
                    found.setdefault((locale, entry.key), {})[document] = entry.msgstr
        return found

    def agreed(self, key: Key, *, locale: str, without: str) -> str:
        """The translation on which all documents but `without` agree, or nothing."""
        said = self._said.get((locale, key), {})
        others = {msgstr for document, msgstr in said.items() if document != without}
        return others.pop() if len(others) == 1 else ""
