"""The state of an entry: exactly one of five."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from charter_i18n.model import Entry


class State(StrEnum):
    """What an entry is to a translator."""

    CURRENT = "current"  # translated, not fuzzy
    STALE = "stale"  # fuzzy, the source changed
    UNFINISHED = "unfinished"  # fuzzy, the source did not change
    UNTRANSLATED = "untranslated"
    REJECTED = "rejected"  # a reviewer refused this very pair of texts


def state(entry: Entry) -> State:
    """The state of a live entry."""
    if not entry.translated:
        return State.UNTRANSLATED
    if not entry.fuzzy:
        return State.CURRENT
    if entry.previous is not None and entry.previous != entry.key:
        return State.STALE
    return State.UNFINISHED


@dataclass(frozen=True, slots=True)
class Counts:
    """How many entries there are, and how many in each state; the states add up to the total."""

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


def count(entries: Iterable[Entry]) -> Counts:
    """Count the live entries by their states."""
    found = Counter(state(entry) for entry in entries if not entry.obsolete)
    return Counts(total=found.total(), **{item.value: found[item] for item in State})
