"""Translations that the kept catalogues of released versions have for a text."""

from collections.abc import Mapping
from functools import cached_property

from charter_i18n.model import Catalogue, Key
from charter_i18n.pipeline import project
from charter_i18n.workspace import Workspace


class Kept:
    """What is kept of the released versions; nothing is read before the first question."""

    def __init__(self, workspace: Workspace) -> None:
        """Remember where the versions are."""
        self._workspace = workspace
        self._said: dict[tuple[str, str], Mapping[Key, str]] = {}

    def translation(self, key: Key, *, locale: str, document: str) -> str:
        """The translation that the newest version of a document has for a text, or nothing.

        Raises:
            InputError: the registry or a kept catalogue is invalid.
        """
        if (locale, document) not in self._said:
            self._said[locale, document] = self._read(locale, document)
        return self._said[locale, document].get(key, "")

    @cached_property
    def _versions(self) -> tuple[str, ...]:
        if not self._workspace.exists(self._workspace.registry_path):
            return ()
        # Slow to import, and not needed before the first release.
        from charter_i18n.pipeline import released  # noqa: PLC0415

        releases = released.read_registry(self._workspace).releases
        return tuple(str(release.number) for release in releases)

    def _read(self, locale: str, document: str) -> Mapping[Key, str]:
        found: dict[Key, str] = {}
        for version in self._versions:
            path = self._workspace.frozen_catalogue_path(document, locale, version)
            catalogue = project.read_catalogue(self._workspace, path)
            found |= _said(catalogue) if catalogue else {}
        return found


def _said(catalogue: Catalogue) -> dict[Key, str]:
    return {
        entry.key: entry.msgstr
        for entry in catalogue.entries
        if entry.msgstr and not (entry.fuzzy or entry.obsolete)
    }
