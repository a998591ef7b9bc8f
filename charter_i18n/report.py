"""The nouns of a report: what every format in `reports/` shows.

A report holds the counts of each locale and one item for every entry that somebody should look
at, worst first, then in document order. It is a value: the formats only write it down.
"""

from dataclasses import dataclass
from enum import StrEnum

from charter_i18n.errors import Message
from charter_i18n.model import ChangeClass, Kind, Severity
from charter_i18n.states import LocaleStatus


class ItemState(StrEnum):
    """Why an entry is in a report."""

    REJECTED = "rejected"
    REFUSED = "refused"
    STALE = "stale"
    UNFINISHED = "unfinished"
    UNTRANSLATED = "untranslated"
    CARRIED = "carried"


Redline = tuple[tuple[str, str], ...]
"""Pairs of `equal`, `delete` or `insert` and the text; what is equal and deleted is the old one."""


@dataclass(frozen=True, slots=True)
class Item:
    """An entry that somebody should look at.

    `id` names the text (`Key.id`), `fingerprint` this finding, over runs and lines: SHA-256 of
    locale, document, id, classes and new text. `old` is the source text that the translation
    translates, where it is known and another than `new`; `redline` leads from one to the other,
    and it stood in `old_section`, where that is known.

    `proposal` is what the translation might be: the one that stands with the mechanical edits of
    the source, or for a text without one that of the same text elsewhere or of a similar one.
    `path` and `line` are the catalogue's place, `source_line` is the source's; `line` is 0 where
    the catalogue has no entry yet. `since` names the revision that brought the text, where known:
    a commit, a released version, or `working` for what is not committed.
    """

    id: str
    locale: str
    document: str
    state: ItemState
    kind: Kind
    severity: Severity
    classes: tuple[ChangeClass, ...]
    reason: Message
    new: str
    translation: str
    path: str
    line: int
    fingerprint: str
    old: str | None = None
    old_section: tuple[str, ...] = ()
    section: tuple[str, ...] = ()
    redline: Redline = ()
    proposal: str | None = None
    since: str | None = None
    note: str = ""
    source_line: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """What a reviewer reads: the locales' counts and the items, worst first.

    `folder` is where the project's folder stands in its repository (`charter/`), empty at its
    root: programs that look at the whole repository want paths from there.
    """

    source_locale: str
    locales: tuple[LocaleStatus, ...]
    items: tuple[Item, ...]
    folder: str = ""
