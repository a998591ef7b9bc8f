"""What `sync` tells of what it did."""

from dataclasses import dataclass

from charter_i18n.edits import Edit
from charter_i18n.errors import Fault
from charter_i18n.merge import Merge
from charter_i18n.model import Change, Document
from charter_i18n.pipeline.frozen import Frozen
from charter_i18n.states import Counts


@dataclass(frozen=True, slots=True)
class LocaleOutcome:
    """What `sync` did to one catalogue.

    `renamed_from` is the document that the catalogue was for. `records` is the edit of its
    reviews, which comes before the other `edits` of its files.
    """

    locale: str
    path: str
    counts: Counts
    merge: Merge
    changes: tuple[Change, ...] = ()
    created: bool = False
    renamed_from: str = ""
    records: tuple[Edit, ...] = ()
    edits: tuple[Edit, ...] = ()

    @property
    def written(self) -> bool:
        """Whether a file changes."""
        return bool(self.records or self.edits)


@dataclass(frozen=True, slots=True)
class DocumentOutcome:
    """What `sync` found in one document and did to its catalogues and its template."""

    document: Document
    entries: int
    locales: tuple[LocaleOutcome, ...]
    edits: tuple[Edit, ...] = ()

    @property
    def template_written(self) -> bool:
        """Whether the template changes."""
        return bool(self.edits)

    @property
    def changes(self) -> tuple[Change, ...]:
        """What changed in the source, as far as a catalogue had older texts."""
        return next((item.changes for item in self.locales if item.changes), ())


@dataclass(frozen=True, slots=True)
class Sync:
    """What `sync` did, or would do: the edits, and what they mean.

    `kept` are the versions for which a locale is complete, and has not been before.
    """

    documents: tuple[DocumentOutcome, ...]
    edits: tuple[Edit, ...]
    warnings: tuple[Fault, ...]
    kept: tuple[Frozen, ...] = ()
