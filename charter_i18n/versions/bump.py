"""How much of a version's number a revision raises at least."""

from collections.abc import Iterable
from enum import IntEnum

from charter_i18n.model import Change, ChangeKind, Kind, Severity
from charter_i18n.versions.stamp import UNCOUNTED


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


def least_bump(changes: Iterable[Change], *, editorial: bool = False) -> Bump:
    """The least bump for a revision made of `changes`.

    Texts that are added, removed, split or merged raise the major number, as do major and
    critical changes; minor ones the minor number; cosmetic ones, and moves, the patch number.
    Where somebody attests that the major changes of wording are `editorial`, these raise the
    minor number.
    """
    return max((_bump(change, editorial=editorial) for change in changes), default=Bump.NONE)


def _bump(change: Change, *, editorial: bool) -> Bump:
    passages = (*change.old, *change.new)
    if all(_uncounted(passage.kind, passage.section) for passage in passages):
        return Bump.NONE
    if change.kind in _STRUCTURAL:
        return Bump.MAJOR
    if editorial and change.severity is Severity.MAJOR:
        return Bump.MINOR
    least = Bump.PATCH if change.kind is ChangeKind.MOVED else Bump.NONE
    return max(least, _BUMPS[change.severity])


def _uncounted(kind: Kind, section: tuple[str, ...]) -> bool:
    return kind is Kind.FRONT_MATTER and not set(UNCOUNTED).isdisjoint(section)
