"""Versions of a charter: how much a revision must raise the number."""

from collections.abc import Iterable
from enum import IntEnum

from charter_i18n.model import Change, ChangeKind, Kind, Severity


class Bump(IntEnum):
    """What of a version's number a revision raises at least; ordered."""

    NONE = 0
    PATCH = 1
    MINOR = 2
    MAJOR = 3

    def __str__(self) -> str:
        return self.name.lower()


_BUMPS = {
    Severity.NONE: Bump.NONE,
    Severity.COSMETIC: Bump.PATCH,
    Severity.MINOR: Bump.MINOR,
    Severity.MAJOR: Bump.MAJOR,
    Severity.CRITICAL: Bump.MAJOR,
}
_STRUCTURAL = frozenset({ChangeKind.ADDED, ChangeKind.REMOVED, ChangeKind.SPLIT, ChangeKind.MERGED})
_UNCOUNTED = frozenset({"version", "date", "status"})
"""Keys of the front matter that a release itself changes."""


def least_bump(changes: Iterable[Change]) -> Bump:
    """The least bump for a revision made of `changes`.

    Texts that are added, removed, split or merged raise the major number, as do major and
    critical changes; minor ones the minor number; cosmetic ones, and moves, the patch number.
    """
    return max((_bump(change) for change in changes), default=Bump.NONE)


def _bump(change: Change) -> Bump:
    passages = (*change.old, *change.new)
    if all(_uncounted(passage.kind, passage.section) for passage in passages):
        return Bump.NONE
    if change.kind in _STRUCTURAL:
        return Bump.MAJOR
    least = Bump.PATCH if change.kind is ChangeKind.MOVED else Bump.NONE
    return max(least, _BUMPS[change.severity])


def _uncounted(kind: Kind, section: tuple[str, ...]) -> bool:
    return kind is Kind.FRONT_MATTER and not _UNCOUNTED.isdisjoint(section)
