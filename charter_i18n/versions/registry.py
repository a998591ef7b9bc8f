"""The registry of released versions: `source/versions/versions.toml`.

A table for each version, oldest first. Text in, value out: `parse` reads it and reports all that
is wrong at once, `add` writes one version more and keeps everything else.
"""

import datetime as dt
import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from charter_i18n import toml
from charter_i18n.config_rules import ANY, TEXTS, Rule, choice, findings
from charter_i18n.errors import Fault, InputError, Place, message
from charter_i18n.given import merge_marks, name_problem, shown
from charter_i18n.toml import Keys
from charter_i18n.versions.bump import Bump
from charter_i18n.versions.number import Number

FIRST_LINES = """\
# The released versions of the charter, oldest first. "charter-i18n release" adds to this file; the
# texts that it names never change again, "charter-i18n check" verifies their SHA-256.
"""
# What a file's name cannot hold, here or in a catalogue; a backslash parts folders on Windows.
_UNFIT = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u2068\u2069\\\\]")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_HEADER = re.compile(r'^\["([0-9.]+)"\][ \t]*(?:#|\r?$)', re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Override:
    """Who released a version with less than the least bump, and why."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Release:
    """A released version.

    `date` is ISO 8601. `documents` are the SHA-256 of each text by its path below the folder of
    sources, sorted. `bump` is the least that its changes asked for, before any attestation;
    `attested_by` names who attested that its major changes are editorial, where somebody did.
    `front_matter` are the keys of the front matter whose values are texts of the version, None
    where the registry does not say: then they are those that the configuration names now.
    """

    number: Number
    date: str
    documents: tuple[tuple[str, str], ...]
    bump: Bump
    attested_by: str = ""
    override: Override | None = None
    front_matter: tuple[str, ...] | None = None

    @property
    def paths(self) -> tuple[str, ...]:
        """The documents that the version fixes, below the folder of sources."""
        return tuple(path for path, _ in self.documents)


@dataclass(frozen=True, slots=True)
class Registry:
    """All released versions, oldest first."""

    releases: tuple[Release, ...] = ()

    @property
    def newest(self) -> Release | None:
        """The last version, or None where nothing has been released."""
        return self.releases[-1] if self.releases else None

    def find(self, number: Number) -> Release | None:
        """The version of this number, or None."""
        return next((item for item in self.releases if item.number == number), None)


def digest(text: str) -> str:
    """The SHA-256 of a text, in UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()


def parse(text: str, *, path: str) -> Registry:
    """Read a registry.

    Raises:
        InputError: with all that is wrong, each fault at its line.
    """
    try:
        values = toml.read(text, path=path, error=InputError)
    except InputError as error:
        raise InputError([*_merged(text, path)] or error.faults) from error
    found = [item for name, value in values.items() for item in _findings(name, value)]
    found += _order(values)
    if found:
        lines = toml.key_lines(text)
        faults = [_placed(fault, keys, lines, path) for keys, fault in found]
        raise InputError(sorted(faults, key=_line))
    return Registry(tuple(_release(name, value) for name, value in values.items()))


def add(text: str, release: Release) -> str:
    """The text of a registry with one version more, after all others."""
    table: dict[str, Any] = {
        "date": dt.date.fromisoformat(release.date),
        "bump": str(release.bump),
    }
    if release.front_matter is not None:
        table["front_matter"] = list(release.front_matter)
    table["documents"] = dict(release.documents)
    if release.attested_by:
        table["attestation"] = {"name": release.attested_by}
    if release.override:
        table["override"] = {"name": release.override.name, "reason": release.override.reason}
    return toml.with_table(text or FIRST_LINES, str(release.number), table)


def _merged(text: str, path: str) -> Iterator[Fault]:
    """What a merge of two branches that both released left behind."""
    marks = [*merge_marks(text)]
    for line, mark in marks:
        hint = message("keep the versions of both sides, in ascending order, without this line")
        yield Fault(message("merge conflict: {mark}", mark=mark), Place(path, line), hint)
    first: dict[str, int] = {}
    for found in _HEADER.finditer(text) if not marks else ():
        line = text.count("\n", 0, found.start()) + 1
        if found[1] in first:
            wrong = message(
                "version {version} stands on line {line} already",
                version=found[1],
                line=first[found[1]],
            )
            hint = message(
                "keep the one that was published; release the other text under a higher number"
            )
            yield Fault(wrong, Place(path, line), hint)
        first.setdefault(found[1], line)


def _findings(name: str, value: object) -> Iterator[tuple[Keys, Fault]]:
    """What is wrong with one version."""
    if Number.parse(name) is None:
        wrong = message('"{version}" is no version', version=shown(name))
        yield (name,), Fault(wrong, hint=_HEAD_IT)
    elif not isinstance(value, dict):
        wrong = message('"{key}" must be a table: [{header}]', key=name, header=f'"{name}"')
        yield (name,), Fault(wrong)
    else:
        found = (*findings(value, _RULES), *_absent(name, value), *_strange(value))
        yield from (((name, *keys), fault) for keys, fault in found)


def _absent(name: str, value: Mapping[str, Any]) -> Iterator[tuple[Keys, Fault]]:
    """The keys that a version must have."""
    for key in _REQUIRED:
        if key not in value:
            wrong = message('version {version} has no "{key}"', version=name, key=key)
            yield (), Fault(wrong, hint=_RESTORE)
    if value.get("documents") == {}:
        wrong = message("version {version} fixes no document", version=name)
        yield ("documents",), Fault(wrong, hint=_RESTORE)
    for key, names in {"override": ("name", "reason"), "attestation": ("name",)}.items():
        inner = value.get(key)
        absent = set(names) - set(inner) if isinstance(inner, dict) else set()
        for part in sorted(absent):
            yield (key,), Fault(message('"{key}" is missing', key=f"{key}.{part}"))


def _strange(value: Mapping[str, Any]) -> Iterator[tuple[Keys, Fault]]:
    """Documents that cannot be the project's."""
    documents = value.get("documents")
    for document in documents if isinstance(documents, dict) else ():
        if not is_fit(document):
            wrong = message('"{path}" is no document of the project', path=shown(document))
            yield ("documents", document), Fault(wrong, hint=_RESTORE)


_REQUIRED = ("date", "bump", "documents")
_RESTORE = message("take the file from an earlier commit")
# Without the quotes, TOML takes the dots for tables within tables.
_HEAD_IT = message('write it in quotes, like ["1.0.0"]')


def is_fit(document: str) -> bool:
    """Whether a path stays below the folder of a version, and is that of a source."""
    parts = document.split("/")
    plain = not _UNFIT.search(document) and document.endswith(".md")
    return plain and not any(part in {"", ".", ".."} for part in parts)


def _order(values: Mapping[str, Any]) -> Iterator[tuple[Keys, Fault]]:
    """Versions that stand behind a higher one."""
    highest = Number(-1, 0, 0)
    for name in values:
        number = Number.parse(name)
        if number is None:
            continue
        if number < highest:
            wrong = message(
                "version {version} stands after {higher}", version=name, higher=str(highest)
            )
            yield (name,), Fault(wrong, hint=message("put the versions in ascending order"))
        highest = max(highest, number)


def _placed(fault: Fault, keys: Keys, lines: Mapping[Keys, int], path: str) -> Fault:
    """The fault at the line of its key, or of the nearest table above."""
    above = (keys[:length] for length in range(len(keys), 0, -1))
    line = next((lines[part] for part in above if part in lines), None)
    return Fault(fault.message, Place(path, line), fault.hint)


def _line(fault: Fault) -> int:
    return fault.place.line or 0 if fault.place else 0


def _release(name: str, value: Mapping[str, Any]) -> Release:
    number = Number.parse(name)
    if number is None:
        raise ValueError(name)
    override = value.get("override")
    return Release(
        number=number,
        date=value["date"].isoformat(),
        documents=tuple(sorted(value["documents"].items())),
        bump=Bump[value["bump"].upper()],
        attested_by=value.get("attestation", {}).get("name", ""),
        override=Override(override["name"], override["reason"]) if override else None,
        front_matter=tuple(value["front_matter"]) if "front_matter" in value else None,
    )


def _check_date(key: str, value: object) -> Iterator[Fault]:
    if not isinstance(value, dt.date) or isinstance(value, dt.datetime):
        hint = message("write a day, without quotes: date = 2026-11-23")
        yield Fault(message('"{key}" is no date', key=key), hint=hint)


def _check_digest(key: str, value: object) -> Iterator[Fault]:
    if not isinstance(value, str) or not _SHA256.fullmatch(value):
        yield Fault(message('"{key}" is no SHA-256', key=key), hint=_RESTORE)


def _check_name(key: str, value: object) -> Iterator[Fault]:
    problem = name_problem(value) if isinstance(value, str) else message("it is no text")
    if problem:
        yield Fault(message('"{key}" cannot be this: {problem}', key=key, problem=problem))


_RULES: Mapping[Keys, Rule] = MappingProxyType(
    {
        ("date",): Rule(_check_date, str),
        ("bump",): choice(*map(str, Bump)),
        ("front_matter",): TEXTS,
        ("documents", ANY): Rule(_check_digest, str),
        ("attestation", "name"): Rule(_check_name, str),
        ("override", "name"): Rule(_check_name, str),
        ("override", "reason"): Rule(_check_name, str),
    }
)
