"""What `sync` and `freeze` tell each other: the catalogues in work, and what is kept of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from charter_i18n.edits import Edit
from charter_i18n.model import Catalogue
from charter_i18n.review import Record


@dataclass(frozen=True, slots=True)
class Frozen:
    """A version for which a locale is complete, and the files that keep it so."""

    locale: str
    version: str
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Working:
    """The working catalogues by (locale, document), before and after a run brings them up to date.

    `records` are what the run adds to the reviews, by locale.
    """

    before: Mapping[tuple[str, str], Catalogue]
    after: Mapping[tuple[str, str], Catalogue]
    records: Mapping[str, Sequence[Record]]
