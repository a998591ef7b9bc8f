"""The nouns of severity: what goes into a classification, what is found, what comes out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from charter_i18n.errors import Message
from charter_i18n.model import ChangeClass, Kind, Severity

SEVERITIES: Mapping[ChangeClass, Severity] = MappingProxyType(
    {
        ChangeClass.NEGATION: Severity.CRITICAL,
        ChangeClass.MODALITY: Severity.CRITICAL,
        ChangeClass.NUMBER: Severity.CRITICAL,
        ChangeClass.SCOPE: Severity.CRITICAL,
        ChangeClass.EXCEPTION: Severity.CRITICAL,
        ChangeClass.COORDINATION: Severity.CRITICAL,
        ChangeClass.ACTOR: Severity.CRITICAL,
        ChangeClass.TERM: Severity.CRITICAL,
        ChangeClass.REFERENCE: Severity.MAJOR,
        ChangeClass.ADDITION: Severity.MAJOR,
        ChangeClass.DELETION: Severity.MAJOR,
        ChangeClass.WORDING: Severity.MAJOR,
        ChangeClass.UNKNOWN: Severity.MAJOR,
        ChangeClass.RENUMBERING: Severity.MINOR,
        ChangeClass.SPELLING: Severity.MINOR,
        ChangeClass.PUNCTUATION: Severity.MINOR,
        ChangeClass.LINK: Severity.COSMETIC,
        ChangeClass.TYPOGRAPHY: Severity.COSMETIC,
        ChangeClass.MOVED: Severity.NONE,
        ChangeClass.SPLIT: Severity.MINOR,
        ChangeClass.MERGED: Severity.MINOR,
    },
)
"""The severity of each class of change, in the order in which classes are named."""


def _no_labels() -> Mapping[str, Any]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Context:
    """What only the whole revision knows of a change.

    `renumbered` maps each renumbered place to its new number (see `renumbering`). `moved` tells
    that the segment stands in another place; `kind` is what the segment is.
    """

    renumbered: Mapping[str, str] = field(default_factory=_no_labels)
    moved: bool = False
    kind: Kind = Kind.PARAGRAPH


@dataclass(frozen=True, slots=True)
class Proposal:
    """A mechanical edit that a translation needs too: `old` is `new` now."""

    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One respect in which a text changed, with its reason and the edit that follows it."""

    kind: ChangeClass
    reason: Message
    proposals: tuple[Proposal, ...] = ()


@dataclass(frozen=True, slots=True)
class Classification:
    """How much a change matters, in what respects, and why; the worst class first."""

    severity: Severity
    classes: tuple[ChangeClass, ...]
    reason: Message
    proposals: tuple[Proposal, ...] = ()


@dataclass(frozen=True, slots=True)
class Operator:
    """An operator in a text.

    Equal `value`s mean the same in other words. `positions` are its words' places in the
    reading, ascending. `negative` tells of a modality that it is under a negation; `plain` that it
    is of the strength of the bare present; `opens` that at the start of a sentence it ties the
    sentence to the one before.
    """

    kind: ChangeClass
    value: str
    positions: tuple[int, ...]
    negative: bool = False
    plain: bool = False
    opens: bool = False
