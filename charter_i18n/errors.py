"""What can go wrong, as values: a fault has a place, a message and a hint.

Faults are collected and raised together, so that one run shows all that is wrong.
Nothing here prints: the command line shows `str(fault)`, one line each.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum


class ExitStatus(IntEnum):
    """The exit statuses of the command line."""

    FINE = 0
    FINDINGS = 1
    USAGE = 2
    INPUT = 3


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence for people: a template with named fields, translated where it is shown.

    `plural` and `count` are set for a sentence that depends on a number; the field `count`
    is then available in both templates.
    """

    template: str
    fields: tuple[tuple[str, object], ...] = ()
    plural: str | None = None
    count: int = 0

    def __str__(self) -> str:
        template = self.template
        if self.plural is not None and self.count != 1:
            template = self.plural
        return self.format(template)

    def format(self, template: str) -> str:
        """Fill `template` (this message's own or its translation) with the fields."""
        return template.format(**{"count": self.count, **dict(self.fields)})


def message(template: str, /, **fields: object) -> Message:
    """A translatable sentence; the name is a keyword of the message extraction."""
    return Message(template, tuple(fields.items()))


def plural(singular: str, plural: str, count: int, /, **fields: object) -> Message:
    """A translatable sentence that depends on `count`; a keyword of the extraction too."""
    return Message(singular, tuple(fields.items()), plural=plural, count=count)


@dataclass(frozen=True, slots=True)
class Place:
    """Where: a path relative to the project (POSIX), a 1-based line and column."""

    path: str
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        return ":".join(str(part) for part in (self.path, self.line, self.column) if part)


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong, where, and what to do about it."""

    message: Message
    place: Place | None = None
    hint: Message | None = None

    def __str__(self) -> str:
        text = f"{self.place}: {self.message}" if self.place else str(self.message)
        return f"{text} ({self.hint})" if self.hint else text


class CharterError(Exception):
    """Base of all errors that a user can mend; carries one fault or more."""

    exit_status = ExitStatus.INPUT

    def __init__(self, faults: Fault | Iterable[Fault]) -> None:
        self.faults = (faults,) if isinstance(faults, Fault) else tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


class ConfigurationError(CharterError):
    """The project's configuration or the command's arguments are wrong."""

    exit_status = ExitStatus.USAGE


class InputError(CharterError):
    """A source, catalogue, ledger or registry cannot be read or is invalid."""


class FindingsError(CharterError):
    """The command ran and found what it was asked to look for."""

    exit_status = ExitStatus.FINDINGS
