"""`status`: how far each locale is."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add

from charter_i18n import template
from charter_i18n.model import Catalogue, Entry
from charter_i18n.pipeline import project
from charter_i18n.states import Counts, count
from charter_i18n.workspace import Workspace


@dataclass(frozen=True, slots=True)
class LocaleStatus:
    """The counts of one locale, by document path and together."""

    locale: str
    documents: tuple[tuple[str, Counts], ...]
    complete_for: str | None = None

    @property
    def counts(self) -> Counts:
        """All documents together."""
        return reduce(add, (counts for _, counts in self.documents), Counts())


@dataclass(frozen=True, slots=True)
class Status:
    """How far the project's translations are."""

    locales: tuple[LocaleStatus, ...]


def status(workspace: Workspace, *, only: Sequence[str] = ()) -> Status:
    """Count the entries of every catalogue by their states.

    What counts are the texts of the sources as they are now: a text that has no entry yet is
    untranslated, an entry whose text is gone does not count.

    Raises:
        InputError: a source or a catalogue is invalid.
    """
    wanted = project.chosen_locales(workspace, only)
    documents = project.read_documents(workspace)
    templates = [(document.path, template.entries(document)) for document in documents]
    jobs = [(locale, path) for locale in wanted for path, _ in templates]
    read = project.collect(
        jobs,
        lambda job: project.read_catalogue(workspace, workspace.catalogue_path(job[1], job[0])),
    )
    catalogues = dict(zip(jobs, read, strict=True))
    return Status(
        tuple(
            LocaleStatus(
                locale,
                tuple(
                    (path, count(_entries(catalogues[locale, path], entries)))
                    for path, entries in templates
                ),
            )
            for locale in wanted
        )
    )


def _entries(catalogue: Catalogue | None, wanted: Sequence[Entry]) -> list[Entry]:
    known = {entry.key: entry for entry in catalogue.entries} if catalogue else {}
    return [
        entry if (entry := known.get(blank.key)) and not entry.obsolete else blank
        for blank in wanted
    ]
