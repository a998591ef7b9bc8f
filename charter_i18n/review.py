"""The review ledger: what people, and cosmetic carries, said of pairs of texts.

A ledger is a set of JSON objects, one a line. Lines are only added, exact duplicates dropped, and
their order means nothing, so that git may merge two branches line by line. A verdict holds for
exactly one pair of source and target: an edit of either ends it, a return revives it.
"""

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from charter_i18n.errors import Fault, InputError, Message, Place, message
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

    @classmethod
    def of(cls, records: Iterable[Record]) -> "Ledger":
        """Fold records; neither their order nor repetition matters."""
        known = tuple(sorted(set(records), key=_rank))
        verdicts = {item.pair: item for item in known if item.verdict is not Verdict.CARRIED}
        carried = {item.pair: item for item in known if item.verdict is Verdict.CARRIED}
        approved = {
            Key(item.pair.source, item.pair.msgctxt or None): item
            for item in sorted(verdicts.values(), key=_rank)
            if item.verdict is Verdict.APPROVED
        }
        return cls(known, verdicts, carried, approved)

    def verdict(self, pair: Pair) -> Record | None:
        """The record that decides on a pair; a withdrawn verdict decides nothing."""
        found = self._verdicts.get(pair)
        return None if found is None or found.verdict is Verdict.WITHDRAWN else found

    def carried(self, pair: Pair) -> Record | None:
        """The cosmetic change over which a pair was carried, where nobody has looked at it."""
        return None if self.verdict(pair) else self._carried.get(pair)

    def approved(self, key: Key) -> str:
        """The newest approved translation of a text, or nothing."""
        found = self._approved.get(key)
        return found.pair.target if found else ""


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


def parse(text: str, *, path: str) -> Ledger:
    """Read a ledger file.

    Raises:
        InputError: lines are no records; all of them are named.
    """
    records: list[Record] = []
    faults: list[Fault] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            records.append(_record(json.loads(line)))
        except json.JSONDecodeError as error:
            hint = message("a merge may have left it broken; take it from an earlier version")
            place = Place(path, number, error.colno)
            faults.append(Fault(message("this line is no JSON object"), place, hint))
        except _BrokenRecordError as error:
            faults.append(Fault(error.message, Place(path, number)))
    if faults:
        raise InputError(faults)
    return Ledger.of(records)


class _BrokenRecordError(Exception):
    def __init__(self, problem: Message) -> None:
        super().__init__(str(problem))
        self.message = problem


def _record(data: object) -> Record:
    if not isinstance(data, dict):
        raise _BrokenRecordError(message("this line is no JSON object"))
    verdict = _text(data, "verdict")
    if verdict not in tuple(Verdict):
        known = ", ".join(Verdict)
        raise _BrokenRecordError(
            message("unknown verdict {verdict}; known are {known}", verdict=verdict, known=known)
        )
    date = _text(data, "date", default="")
    if verdict != Verdict.CARRIED:
        check_date(date)
    previous = data.get("previous")
    return Record(
        Verdict(verdict),
        _pair(data, _text(data, "msgctxt", default="")),
        reviewer=_text(data, "reviewer", default=""),
        version=_text(data, "version", default=""),
        date=date,
        note=_text(data, "note", default=""),
        previous=_pair(previous, _text(data, "msgctxt", default="")) if previous else None,
        classes=_classes(data.get("classes", ())),
    )


def check_date(date: str) -> None:
    """Make sure that `date` is a day as ISO 8601 writes it.

    Raises:
        _BrokenRecordError: it is none.
    """
    try:
        valid = dt.date.fromisoformat(date).isoformat() == date
    except ValueError:
        valid = False
    if not valid:
        text = message("{date} is no date; write it like 2026-11-23", date=repr(date))
        raise _BrokenRecordError(text)


def _text(data: Mapping[str, Any], name: str, *, default: str | None = None) -> str:
    value = data.get(name)
    if value is None and default is not None:
        return default
    if not isinstance(value, str):
        raise _BrokenRecordError(message("{name} is missing or no text", name=name))
    return value


def _pair(data: object, msgctxt: str) -> Pair:
    if not isinstance(data, dict):
        raise _BrokenRecordError(message("{name} is missing or no text", name="previous"))
    return Pair(_text(data, "source"), _text(data, "target"), msgctxt)


def _classes(data: object) -> tuple[ChangeClass, ...]:
    known = tuple(ChangeClass)  # a set would ask unhashable values for their hash
    if not isinstance(data, list | tuple) or any(item not in known for item in data):
        raise _BrokenRecordError(message("classes holds an unknown class"))
    return tuple(ChangeClass(item) for item in data)


def line(record: Record) -> str:
    """A record as its file has it, without the line end."""
    data: dict[str, object] = {
        "verdict": record.verdict.value,
        "msgctxt": record.pair.msgctxt or None,
        "source": record.pair.source,
        "target": record.pair.target,
    }
    if record.verdict is not Verdict.CARRIED:
        data |= {"reviewer": record.reviewer}
    data |= {"version": record.version}
    if record.verdict is not Verdict.CARRIED:
        data |= {"date": record.date}
    data |= {"note": record.note}
    if record.previous is not None:
        data |= {
            "previous": {"source": record.previous.source, "target": record.previous.target},
            "classes": [item.value for item in record.classes],
        }
    return json.dumps(data, ensure_ascii=False)


def add(text: str, records: Sequence[Record]) -> str:
    """The text of a ledger with records added at its end; what is there already is not repeated."""
    known = set(text.split("\n"))
    lines: list[str] = []
    for record in records:
        written = line(record)
        if written not in known:
            known.add(written)
            lines.append(written)
    if not lines:
        return text
    start = text if not text or text.endswith("\n") else f"{text}\n"
    return start + "".join(f"{item}\n" for item in lines)
