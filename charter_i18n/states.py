"""The state of an entry: exactly one of five."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import reduce
from operator import add

from charter_i18n.errors import Message
from charter_i18n.model import Entry
from charter_i18n.review import EMPTY, Ledger, Pair, Verdict


class State(StrEnum):
    """What an entry is to a translator."""

    CURRENT = "current"  # translated, not fuzzy
    STALE = "stale"  # fuzzy, the source changed
    UNFINISHED = "unfinished"  # fuzzy, the source did not change
    UNTRANSLATED = "untranslated"
    REJECTED = "rejected"  # a reviewer refused this very pair of texts


def state(entry: Entry, ledger: Ledger = EMPTY) -> State:
    """The state of a live entry."""
    if not entry.translated:
        return State.UNTRANSLATED
    if not entry.fuzzy:
        if not ledger.records:
            return State.CURRENT
        verdict = ledger.verdict(Pair.of(entry.key, entry.msgstr))
        rejected = verdict is not None and verdict.verdict is Verdict.REJECTED
        return State.REJECTED if rejected else State.CURRENT
    if entry.previous is not None and entry.previous != entry.key:
        return State.STALE
    return State.UNFINISHED


def is_approved(entry: Entry, ledger: Ledger) -> bool:
    """Whether a reviewer approved exactly this translation of exactly this text."""
    if not entry.msgstr or state(entry, ledger) is not State.CURRENT:
        return False
    return ledger.verdict(Pair.of(entry.key, entry.msgstr)) is not None


def is_published(entry: Entry, ledger: Ledger, *, reviewed_only: bool) -> bool:
    """Whether a live entry has a translation that may be shown to readers.

    That is a current one; with `reviewed_only` somebody must have approved it.
    """
    if reviewed_only:
        return is_approved(entry, ledger)
    return bool(entry.msgstr) and state(entry, ledger) is State.CURRENT


@dataclass(frozen=True, slots=True)
class Counts:
    """How many entries there are, and how many in each state; the states add up to the total.

    `carried` (kept over a cosmetic change, not yet looked at) and `reviewed` are parts of
    `current`.
    """

    total: int = 0
    current: int = 0
    carried: int = 0
    reviewed: int = 0
    stale: int = 0
    unfinished: int = 0
    untranslated: int = 0
    rejected: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            *(getattr(self, name) + getattr(other, name) for name in self.__dataclass_fields__)
        )

    @property
    def complete(self) -> bool:
        """Whether every entry is current."""
        return self.current == self.total


def count(entries: Iterable[Entry], ledger: Ledger = EMPTY) -> Counts:
    """Count the live entries by their states."""
    live = [entry for entry in entries if not entry.obsolete]
    states = [state(entry, ledger) for entry in live]
    pairs = [
        Pair.of(entry.key, entry.msgstr)
        for entry, found in zip(live, states, strict=True)
        if found is State.CURRENT and ledger.records
    ]
    found = Counter(states)
    return Counts(
        total=len(live),
        carried=sum(ledger.carried(pair) is not None for pair in pairs),
        reviewed=sum(ledger.verdict(pair) is not None for pair in pairs),
        **{item.value: found[item] for item in State},
    )


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a locale is with the texts in work.

    `working` is what these are called: `working (≥ 2.0.0)`. `current` and `total` count the
    entries of the documents that versions are made of.
    """

    working: Message
    current: int
    total: int


@dataclass(frozen=True, slots=True)
class LocaleStatus:
    """The counts of one locale, by document path and together.

    `complete_for` is the newest version for which the locale is complete; where a version has been
    released, `standing` tells how far it is with the texts in work.
    """

    locale: str
    documents: tuple[tuple[str, Counts], ...]
    complete_for: str | None = None
    standing: Standing | None = None

    @property
    def counts(self) -> Counts:
        """All documents together."""
        return reduce(add, (counts for _, counts in self.documents), Counts())
