"""Editions: what a locale has of a released version.

Where the locale was complete for the version, its catalogues were frozen, and the edition is
these. Otherwise it is made of exact pairs: the working catalogues while their texts are those of
the version, and what obsolete entries and reviews keep of texts that moved on.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from charter_i18n import template
from charter_i18n.model import Catalogue, Document, Entry, Key
from charter_i18n.pipeline import project, released
from charter_i18n.pipeline.memory import Memory
from charter_i18n.pipeline.project import Target
from charter_i18n.render import render
from charter_i18n.review import EMPTY, Ledger, Pair
from charter_i18n.states import State, is_approved, is_published, state
from charter_i18n.versions import Registry, Release
from charter_i18n.workspace import Workspace

NOTHING = Catalogue("", Entry(""))
"""The catalogue of a document that has none."""


@dataclass(frozen=True, slots=True)
class Edition:
    """A released version in a locale; the targets' documents are those of the release, in order.

    `frozen` tells that its catalogues are kept. `reviewed_only` is the project's demand on
    translations that are published.
    """

    release: Release
    locale: str
    targets: tuple[Target, ...]
    frozen: bool
    reviewed_only: bool = False

    @property
    def total(self) -> int:
        """How many texts there are."""
        return sum(len(target.template) for target in self.targets)

    @property
    def missing(self) -> int:
        """How many texts have no translation that may be published."""
        return sum(
            not is_published(entry, target.ledger, reviewed_only=self.reviewed_only)
            for target in self.targets
            for entry in target.entries
        )

    @property
    def reviewed(self) -> int:
        """How many texts have a translation that a reviewer approved."""
        return sum(
            is_approved(entry, target.ledger) for target in self.targets for entry in target.entries
        )

    @property
    def complete(self) -> bool:
        """Whether every text has a translation that may be published, and that renders.

        What was frozen was tried then.
        """
        return not self.missing and (self.frozen or all(map(_renders, self.targets)))


def _renders(target: Target) -> bool:
    translations = {entry.key: entry.msgstr for entry in target.entries}
    return not render(target.document, translations).refused


@dataclass(frozen=True, slots=True)
class Holdings:
    """What editions are made of where nothing is frozen.

    `catalogues` are the working ones by (locale, document), `ledgers` the reviews of all documents
    of a locale together: a pair that was rejected in one is rejected wherever it stood.
    """

    catalogues: Mapping[tuple[str, str], Catalogue]
    ledgers: Mapping[str, Ledger]
    memory: Memory

    @classmethod
    def of(
        cls, catalogues: Mapping[tuple[str, str], Catalogue], ledgers: Mapping[str, Ledger]
    ) -> "Holdings":
        """The holdings of a project."""
        known = {name: (found, ledgers[name[0]]) for name, found in catalogues.items()}
        return cls(catalogues, ledgers, Memory(known))


def read_holdings(
    workspace: Workspace, locales: Sequence[str], releases: Sequence[Release]
) -> Holdings:
    """What is on disk that editions of `releases` may be made of.

    Working catalogues are read only where an edition is not kept: what is kept does not depend on
    them, not even on whether they can be read.

    Raises:
        InputError: a catalogue or a ledger is invalid.
    """
    documents = workspace.documents()
    names = [
        (locale, path)
        for locale in locales
        if not all(is_frozen(workspace, release, locale) for release in releases)
        for path in (*documents, *workspace.orphans(locale, documents))
    ]
    catalogues = project.collect(
        names, lambda name: project.read_catalogue(workspace, workspace.catalogue_path(*name[::-1]))
    )
    found = {name: item for name, item in zip(names, catalogues, strict=True) if item is not None}
    return Holdings.of(found, project.read_ledgers(workspace, locales))


class Editions:
    """The editions of a project; a version's documents are parsed once for all locales."""

    def __init__(self, workspace: Workspace, registry: Registry, holdings: Holdings) -> None:
        """Nothing is read before the first question."""
        self._workspace = workspace
        self._registry = registry
        self._holdings = holdings
        self._texts: dict[Release, tuple[tuple[Document, tuple[Entry, ...]], ...]] = {}

    def beside(self, holdings: Holdings) -> "Editions":
        """The editions that there are with other `holdings`; what was parsed serves both."""
        other = Editions(self._workspace, self._registry, holdings)
        other._texts = self._texts
        return other

    def of(self, release: Release, locale: str) -> Edition:
        """The edition of a version in a locale.

        Raises:
            InputError: a released text was changed, or a frozen catalogue is invalid.
        """
        targets = tuple(self._targets(release, locale))
        reviewed_only = self._workspace.config.publish.require == "reviewed"
        return Edition(
            release, locale, targets, is_frozen(self._workspace, release, locale), reviewed_only
        )

    def newest_complete(self, locale: str) -> Edition | None:
        """The newest version for which the locale is complete, or None."""
        for release in reversed(self._registry.releases):
            found = self.of(release, locale)
            if found.complete:
                return found
        return None

    def _targets(self, release: Release, locale: str) -> Iterator[Target]:
        ledger = self._holdings.ledgers.get(locale, EMPTY)
        for inner, (document, texts) in zip(release.paths, self._read(release), strict=True):
            name = self._workspace.named(inner)
            path = self._workspace.frozen_catalogue_path(name, locale, str(release.number))
            catalogue = project.read_catalogue(self._workspace, path)
            if catalogue is None:
                catalogue = _recovered(name, locale, texts, self._holdings)
            yield Target(locale, document, texts, catalogue, ledger)

    def _read(self, release: Release) -> tuple[tuple[Document, tuple[Entry, ...]], ...]:
        if release not in self._texts:
            documents = released.documents(self._workspace, release)
            self._texts[release] = tuple((item, template.entries(item)) for item in documents)
        return self._texts[release]


def is_frozen(workspace: Workspace, release: Release, locale: str) -> bool:
    """Whether the catalogues of a locale are kept as they were when it was complete."""
    return all(
        workspace.exists(
            workspace.frozen_catalogue_path(workspace.named(inner), locale, str(release.number))
        )
        for inner in release.paths
    )


def _recovered(name: str, locale: str, texts: Sequence[Entry], holdings: Holdings) -> Catalogue:
    """The exact pairs that there are for the texts of a version."""
    catalogue = holdings.catalogues.get((locale, name)) or _blank(locale, holdings)
    ledger = holdings.ledgers.get(locale, EMPTY)
    live = {entry.key: entry for entry in catalogue.entries if not entry.obsolete}
    obsolete = {entry.key: entry for entry in catalogue.entries if entry.obsolete}
    entries = []
    for wanted in texts:
        # Whoever edits an entry that is live decides what the text's translation is.
        found = live.get(wanted.key) or _kept(wanted, obsolete.get(wanted.key), ledger)
        if found is None:
            elsewhere = holdings.memory.agreed(wanted.key, locale=locale, without=name)
            found = replace(wanted, msgstr=elsewhere)
        entries.append(found)
    # No file holds just these.
    return replace(catalogue, path="", entries=tuple(entries))


def _blank(locale: str, holdings: Holdings) -> Catalogue:
    """A catalogue without entries, with the header of another one of the locale."""
    others = (found for (other, _), found in holdings.catalogues.items() if other == locale)
    return replace(next(others, NOTHING), entries=())


def _kept(wanted: Entry, obsolete: Entry | None, ledger: Ledger) -> Entry | None:
    """What an obsolete entry, an approval or the record of a carry keeps of a text."""
    if obsolete is not None:
        revived = replace(obsolete, obsolete=False, raw="")
        if state(revived, ledger) is State.CURRENT:
            return revived
    msgstr = ledger.approved(wanted.key) or ledger.carried_from(wanted.key)
    return replace(wanted, msgstr=msgstr) if msgstr else None


def translations(target: Target, *, reviewed_only: bool) -> dict[Key, str]:
    """What may be published of a target."""
    return {
        entry.key: entry.msgstr
        for entry in target.entries
        if is_published(entry, target.ledger, reviewed_only=reviewed_only)
    }


def reviewers(target: Target, published: Mapping[Key, str]) -> tuple[str, ...]:
    """Who approved what is published, each once, in order."""
    names = (target.ledger.approvers(Pair.of(key, text)) for key, text in published.items())
    return tuple(sorted({name for found in names for name in found}))
