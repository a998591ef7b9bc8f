"""Verdicts on pairs of texts, and what they come to together.

A verdict holds for exactly one pair of source and target: an edit of either ends it, a return
revives it. For one pair the newest day decides, and of one day the stricter verdict.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from charter_i18n.model import ChangeClass, Key


class Verdict(StrEnum):
    """What a line of a ledger says of its pair."""

    APPROVED = "approved"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"  # an earlier verdict is taken back
    CARRIED = "carried"  # the tool kept the translation over a cosmetic change


_STRICTNESS = (Verdict.APPROVED, Verdict.WITHDRAWN, Verdict.REJECTED)
"""Of verdicts of one day the last one here decides."""


@dataclass(frozen=True, slots=True, order=True)
class Pair:
    """A source text and what it is translated by; `msgctxt` is empty where there is none."""

    source: str
    target: str
    msgctxt: str = ""

    @classmethod
    def of(cls, key: Key, msgstr: str) -> "Pair":
        """The pair that an entry holds."""
        return cls(key.msgid, msgstr, key.msgctxt or "")

    @property
    def key(self) -> Key:
        """What identifies the entry of the source text."""
        return Key(self.source, self.msgctxt or None)


@dataclass(frozen=True, slots=True)
class Record:
    """One line of a ledger.

    `date` is ISO 8601 (`2026-11-23`), empty for `carried`; `version` is the charter's version
    that the source belongs to, as far as known. `previous` and `classes` are set for `carried`.
    """

    verdict: Verdict
    pair: Pair
    reviewer: str = ""
    version: str = ""
    date: str = ""
    note: str = ""
    previous: Pair | None = None
    classes: tuple[ChangeClass, ...] = ()


@dataclass(frozen=True, slots=True)
class Ledger:
    """What is known of each pair: the verdict that holds, and every record."""

    records: tuple[Record, ...] = ()
    _verdicts: Mapping[Pair, Record] = field(default_factory=dict)
    _carried: Mapping[Pair, Record] = field(default_factory=dict)
    _approved: Mapping[Key, Record] = field(default_factory=dict)
    _former: Mapping[Key, Record] = field(default_factory=dict)
    _judged: Mapping[Pair, tuple[Record, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, records: Iterable[Record]) -> "Ledger":
        """Fold records; neither their order nor repetition matters."""
        known = tuple(sorted(set(records), key=_rank))
        verdicts = {item.pair: item for item in known if item.verdict is not Verdict.CARRIED}
        carried = {item.pair: item for item in known if item.verdict is Verdict.CARRIED}
        approved = {
            item.pair.key: item
            for item in sorted(verdicts.values(), key=_rank)
            if item.verdict is Verdict.APPROVED
        }
        former = {
            item.previous.key: item
            for item in carried.values()
            if item.previous and not _is_rejected(verdicts.get(item.previous))
        }
        judged: dict[Pair, list[Record]] = {}
        for item in known:
            if item.verdict is not Verdict.CARRIED:
                judged.setdefault(item.pair, []).append(item)
        said = {pair: tuple(items) for pair, items in judged.items()}
        return cls(known, verdicts, carried, approved, former, said)

    def verdict(self, pair: Pair) -> Record | None:
        """The record that decides on a pair; a withdrawn verdict decides nothing."""
        found = self._verdicts.get(pair)
        return None if found is None or found.verdict is Verdict.WITHDRAWN else found

    def deciding(self, pair: Pair) -> Record | None:
        """The record that decides on a pair, also where it takes a verdict back."""
        return self._verdicts.get(pair)

    def judged(self, pair: Pair) -> tuple[Record, ...]:
        """All that people said of a pair; the last one decides."""
        return self._judged.get(pair, ())

    def rejects(self, key: Key, msgstr: str) -> bool:
        """Whether a reviewer refused this translation of a text."""
        found = self._verdicts.get(Pair.of(key, msgstr))
        return found is not None and found.verdict is Verdict.REJECTED

    def carried(self, pair: Pair) -> Record | None:
        """The cosmetic change over which a pair was carried, where nobody has looked at it."""
        return None if self.verdict(pair) else self._carried.get(pair)

    def approved(self, key: Key) -> str:
        """The newest approved translation of a text, or nothing."""
        found = self._approved.get(key)
        return found.pair.target if found else ""

    def approval(self, key: Key) -> Record | None:
        """The record of the newest approved translation of a text."""
        return self._approved.get(key)

    def history(self, key: Key) -> tuple[Record, ...]:
        """Every record of a text, oldest first; those that a tool wrote come before."""
        return tuple(item for item in self.records if item.pair.key == key)

    def approvers(self, pair: Pair) -> tuple[str, ...]:
        """Who approved a pair, since it was last rejected or withdrawn; sorted, each once.

        Nobody where the pair is not approved.
        """
        found: set[str] = set()
        for item in self.judged(pair):
            if item.verdict is Verdict.APPROVED:
                found.add(item.reviewer)
            else:
                found.clear()
        return tuple(sorted(found))

    @property
    def approvals(self) -> tuple[Record, ...]:
        """For each text the record of its newest approved translation, oldest first."""
        return tuple(sorted(self._approved.values(), key=_rank))

    def carried_from(self, key: Key) -> str:
        """The translation that a text had when a cosmetic change replaced it, or nothing."""
        found = self._former.get(key)
        return found.previous.target if found and found.previous else ""


def _is_rejected(record: Record | None) -> bool:
    return record is not None and record.verdict is Verdict.REJECTED


EMPTY = Ledger()


def _rank(record: Record) -> tuple[Any, ...]:
    """Later ranks decide: the newest date, on a tie the stricter; the rest makes it total."""
    strictness = -1 if record.verdict is Verdict.CARRIED else _STRICTNESS.index(record.verdict)
    return (
        record.date,
        strictness,
        record.reviewer,
        record.version,
        record.note,
        record.pair,
        record.previous or record.pair,
        record.classes,
    )
