"""The ledger as a file: JSON objects, one a line, which git may merge line by line."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from charter_i18n.errors import Fault, InputError, Message, Place, message
from charter_i18n.given import is_day, merge_marks, name_problem, shown
from charter_i18n.model import ChangeClass
from charter_i18n.review.records import Ledger, Pair, Record, Verdict

_BOM = "\ufeff"
_BLANKS = " \t\r"
# A catalogue cannot hold it, and no file can.
_HALF = re.compile("[\ud800-\udfff]")


def parse(text: str, *, path: str) -> Ledger:
    """Read a ledger file.

    Raises:
        InputError: lines are no records; all of them are named.
    """
    records: list[Record] = []
    faults: list[Fault] = []
    for number, written in enumerate(text.removeprefix(_BOM).split("\n"), start=1):
        if not written.strip(_BLANKS):
            continue
        try:
            records.append(_record(json.loads(written, object_pairs_hook=_each_once)))
        # Too deep, or a number of thousands of digits: no JSON that anybody meant.
        except (ValueError, RecursionError) as error:
            faults.append(_no_json(written, Place(path, number), error))
        except _BrokenRecordError as error:
            faults.append(Fault(error.message, Place(path, number)))
    if faults:
        raise InputError(faults)
    return Ledger.of(records)


def _no_json(written: str, place: Place, error: Exception) -> Fault:
    for _, mark in merge_marks(written):
        hint = message("keep the lines of both sides, without this one")
        wrong = message("merge conflict: {mark}", mark=mark)
        return Fault(wrong, replace(place, column=1), hint)
    column = error.colno if isinstance(error, json.JSONDecodeError) else None
    hint = message("a merge may have left it broken; take it from an earlier version")
    return Fault(message("this line is no JSON object"), replace(place, column=column), hint)


class _BrokenRecordError(Exception):
    def __init__(self, problem: Message) -> None:
        super().__init__(str(problem))
        self.message = problem


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object of JSON, which must not say two things under one name."""
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        double = next(name for name in names if names.count(name) > 1)
        raise _BrokenRecordError(message("{name} stands twice", name=shown(double)))
    return found


def _record(data: object) -> Record:
    if not isinstance(data, dict):
        raise _BrokenRecordError(message("this line is no JSON object"))
    verdict = _verdict(data)
    carried = verdict is Verdict.CARRIED
    context = _text(data, "msgctxt", default="")
    previous = data.get("previous")
    if carried and previous is None:
        raise _BrokenRecordError(message("{name} is missing or no text", name="previous"))
    return Record(
        verdict,
        _pair(data, context),
        reviewer="" if carried else _reviewer(data),
        version=_text(data, "version", default=""),
        date="" if carried else _date(data),
        note=_text(data, "note", default=""),
        previous=_pair(previous, context) if previous is not None else None,
        classes=_classes(data.get("classes", ())),
    )


def _verdict(data: Mapping[str, Any]) -> Verdict:
    verdict = _text(data, "verdict")
    if verdict not in tuple(Verdict):
        known = ", ".join(Verdict)
        raise _BrokenRecordError(
            message(
                "unknown verdict {verdict}; known are {known}", verdict=shown(verdict), known=known
            )
        )
    return Verdict(verdict)


def _reviewer(data: Mapping[str, Any]) -> str:
    reviewer = _text(data, "reviewer")
    problem = name_problem(reviewer)
    if problem is not None:
        raise _BrokenRecordError(
            message("{name} cannot be this: {problem}", name="reviewer", problem=problem)
        )
    return reviewer


def _date(data: Mapping[str, Any]) -> str:
    date = _text(data, "date")
    if not is_day(date):
        wrong = message("{date} is no date; write it like 2026-11-23", date=f'"{shown(date)}"')
        raise _BrokenRecordError(wrong)
    return date


def _text(data: Mapping[str, Any], name: str, *, default: str | None = None) -> str:
    value = data.get(name)
    if value is None and default is not None:
        return default
    if not isinstance(value, str):
        raise _BrokenRecordError(message("{name} is missing or no text", name=name))
    if _HALF.search(value):
        raise _BrokenRecordError(message("{name} holds half a character", name=name))
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
    known = {item.strip(_BLANKS) for item in text.removeprefix(_BOM).split("\n")}
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
