"""Sources that were renamed: a new document is paired with one that is gone by their texts."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from charter_i18n.model import Catalogue, Entry, Key

_LEAST_SHARED = 0.5
"""Two documents are one when they share half of the texts of the smaller one."""


def find(
    templates: Mapping[str, Sequence[Entry]], catalogues: Mapping[tuple[str, str], Catalogue]
) -> dict[tuple[str, str], str]:
    """For (locale, document), the former name of a document whose catalogue is orphaned.

    `templates` are the entries of each document that exists; `catalogues` those on disk, by
    (locale, document). A document that has a catalogue of its own takes no other.
    """
    found: dict[tuple[str, str], str] = {}
    for locale in sorted({locale for locale, _ in catalogues}):
        orphans = {
            path: {entry.key for entry in catalogue.entries if not entry.obsolete}
            for (where, path), catalogue in catalogues.items()
            if where == locale and path not in templates
        }
        new = {
            path: {entry.key for entry in entries}
            for path, entries in templates.items()
            if orphans and (locale, path) not in catalogues
        }
        found |= {(locale, path): former for path, former in pairs(orphans, new).items()}
    return found


def pairs(
    gone: Mapping[str, AbstractSet[Key]], new: Mapping[str, AbstractSet[Key]]
) -> dict[str, str]:
    """The former name of each new document that has one; the most alike are paired first.

    Both sides are the texts of documents, by name.
    """
    # Many texts in common say more than all of a few: a text that moved to a document of its own
    # does not take the rest along.
    alike = sorted(
        (-len(new[path] & gone[former]), path, former) for path in new for former in gone
    )
    found: dict[str, str] = {}
    for _, path, former in alike:
        free = path not in found and former not in found.values()
        if free and _is_same(new[path], gone[former]):
            found[path] = former
    return found


def _is_same(new: AbstractSet[Key], old: AbstractSet[Key]) -> bool:
    """Whether enough texts are common to two documents, measured on the smaller one."""
    smaller = min(len(new), len(old))
    return bool(smaller) and len(new & old) >= _LEAST_SHARED * smaller
