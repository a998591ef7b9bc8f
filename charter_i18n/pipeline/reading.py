"""What is known of each entry of a catalogue: from the file, its reviews, and what came before."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from charter_i18n.model import Document, Entry, Key
from charter_i18n.pipeline import evidence, language
from charter_i18n.pipeline.archive import Archive
from charter_i18n.pipeline.evidence import Taken
from charter_i18n.pipeline.past import Past
from charter_i18n.pipeline.project import Target
from charter_i18n.revision import Language
from charter_i18n.states import Counts, count
from charter_i18n.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Reading:
    """One document in one locale; `path` is its catalogue.

    `entries` are those of the texts as they are now, in order. A fuzzy one has the text that its
    msgstr was made for as its previous text, its own where that has not changed, and none where
    nothing is known. `obsolete` are the texts of the obsolete entries.
    """

    target: Target
    path: str
    entries: tuple[Entry, ...]
    obsolete: frozenset[str]

    @property
    def counts(self) -> Counts:
        """How many entries there are in each state."""
        return count(self.entries, self.target.ledger)


class Reader:
    """Reads the documents of a project; what their locales share is read once."""

    def __init__(self, workspace: Workspace) -> None:
        """Nothing is read before the first question."""
        self._workspace = workspace
        self._archive = Archive(workspace)
        self._pasts: dict[str, Past] = {}

    @cached_property
    def language(self) -> Language:
        """What is known of the source language."""
        return language.language(self._workspace)

    def read(self, target: Target) -> Reading:
        """What is known of a document in a locale.

        Raises:
            InputError: the registry or a released text is invalid.
        """
        path = self._workspace.catalogue_path(target.document.path, target.locale)
        found = target.catalogue.entries if target.catalogue else ()
        obsolete = tuple(entry for entry in found if entry.obsolete)
        entries = target.entries
        if any(entry.fuzzy and entry.previous is None for entry in entries):
            states = self._archive.catalogue(path)
            before = evidence.previous_texts(entries, obsolete, states)
            entries = self._completed(entries, before, target.document)
        return Reading(target, path, entries, frozenset(entry.msgid for entry in obsolete))

    def taken_marks(self, reading: Reading) -> Mapping[Key, Taken]:
        """The current entries of a catalogue whose msgstr was made for another text."""
        states = self._archive.catalogue(reading.path)
        return evidence.taken_marks(reading.entries, reading.target.own, states)

    def past(self, document: Document) -> Past:
        """What came before the texts of a source."""
        if document.path not in self._pasts:
            states = self._archive.source(document.path)
            self._pasts[document.path] = Past(document, states, lambda: self.language.lexicon)
        return self._pasts[document.path]

    def _completed(
        self, entries: tuple[Entry, ...], before: Mapping[Key, Key], document: Document
    ) -> tuple[Entry, ...]:
        """Fuzzy entries with the previous texts that earlier states tell of."""
        past = self.past(document)
        return tuple(
            replace(entry, previous=before.get(entry.key) or past.ancestor(entry.key))
            if entry.fuzzy and entry.previous is None
            else entry
            for entry in entries
        )
