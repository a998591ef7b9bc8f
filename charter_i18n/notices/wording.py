"""The words of a notice in one language, read from a TOML file."""

import string
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from charter_i18n import toml
from charter_i18n.errors import Fault, InputError, Place, message
from charter_i18n.given import holds_control, shown
from charter_i18n.toml import Keys

_FIELDS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "released": frozenset({"version", "language"}),
        "working": frozenset({"version", "language"}),
        "unversioned": frozenset({"language"}),
        "prevails": frozenset({"language", "link"}),
        "newer": frozenset({"version", "language"}),
        "missing": frozenset({"count", "total", "language"}),
    }
)
_NEEDED: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "released": frozenset({"version"}),
        "prevails": frozenset({"link"}),
    }
)
_CATEGORIES = ("zero", "one", "two", "few", "many", "other")
_FORMATTER = string.Formatter()


@dataclass(frozen=True, slots=True)
class Wording:
    """The sentences of a notice, with fields in braces; `missing` by CLDR's plural categories."""

    released: str
    working: str
    unversioned: str
    prevails: str
    newer: str
    missing: Mapping[str, str]


def parse(text: str, *, path: str, base: Wording | None = None) -> Wording:
    """Read the words of a notice; those that are absent are taken from `base`.

    Raises:
        InputError: with all that is wrong, each fault at its line.
    """
    values = toml.read(text, path=path, error=InputError)
    found = [*_faults(values), *(_absent(values) if base is None else ())]
    if found:
        lines = toml.key_lines(text)
        raise InputError(
            Fault(fault.message, Place(path, lines.get(keys) or lines.get(keys[:1])), fault.hint)
            for keys, fault in found
        )
    missing = dict(values.get("missing", {}))
    if base is not None:
        missing = missing or dict(base.missing)
        sentences = {name: values.get(name, getattr(base, name)) for name in _SENTENCES}
    else:
        sentences = {name: values[name] for name in _SENTENCES}
    return Wording(**sentences, missing=MappingProxyType(missing))


_SENTENCES = tuple(name for name in _FIELDS if name != "missing")


def _faults(values: Mapping[str, Any]) -> Iterator[tuple[Keys, Fault]]:
    for name, value in values.items():
        if name not in _FIELDS:
            known = ", ".join(_FIELDS)
            wrong = message('unknown key "{key}"', key=shown(name))
            yield (name,), Fault(wrong, hint=message("known are {keys}", keys=known))
        elif name == "missing":
            yield from _plural_faults(value)
        else:
            yield from (((name,), fault) for fault in _sentence_faults(name, value))


def _plural_faults(value: object) -> Iterator[tuple[Keys, Fault]]:
    if not isinstance(value, dict):
        yield ("missing",), Fault(message('"{key}" must be a table: [{key}]', key="missing"))
        return
    if "other" not in value:
        yield ("missing",), Fault(message('"{key}" is missing', key="missing.other"))
    for category, text in value.items():
        keys = ("missing", category)
        if category not in _CATEGORIES:
            known = ", ".join(_CATEGORIES)
            wrong = message('unknown key "{key}"', key=shown(f"missing.{category}"))
            yield keys, Fault(wrong, hint=message("known are {keys}", keys=known))
        else:
            yield from ((keys, fault) for fault in _sentence_faults("missing", text))


def _sentence_faults(name: str, value: object) -> Iterator[Fault]:
    """Why a sentence cannot be used."""
    if not isinstance(value, str) or not value.strip(" \t"):
        yield Fault(message('"{key}" must be a text in quotes', key=name))
        return
    if holds_control(value):
        wrong = message('"{key}" must be one line, without control characters', key=name)
        yield Fault(wrong)
    try:
        fields = {
            _written(field, specification or "", conversion)
            for _, field, specification, conversion in _FORMATTER.parse(value)
            if field is not None
        }
    except ValueError:
        wrong = message('"{key}" has a brace without its partner', key=name)
        yield Fault(wrong, hint=message("write {{{{ or }}}} for a brace itself"))
        return
    for field in sorted(fields - _FIELDS[name]):
        known = ", ".join(f"{{{item}}}" for item in sorted(_FIELDS[name]))
        wrong = message(
            '"{key}" has an unknown placeholder: {found}', key=name, found=f"{{{shown(field)}}}"
        )
        yield Fault(wrong, hint=message("known are {keys}", keys=known))
    for field in sorted(_NEEDED.get(name, frozenset()) - fields):
        yield Fault(message('"{key}" must hold {field}', key=name, field=f"{{{field}}}"))


def _written(field: str, specification: str, conversion: str | None) -> str:
    """A placeholder as it stands between its braces; the fields are texts, and stand alone."""
    return "".join(
        (
            field,
            f"!{conversion}" if conversion else "",
            f":{specification}" if specification else "",
        )
    )


def _absent(values: Mapping[str, Any]) -> Iterator[tuple[Keys, Fault]]:
    for name in _FIELDS:
        if name not in values:
            hint = message("no words are shipped for this locale: write all of them")
            yield (name,), Fault(message('"{key}" is missing', key=name), hint=hint)
