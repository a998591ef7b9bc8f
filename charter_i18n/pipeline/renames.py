"""Sources that were renamed: their catalogues are paired with the new names by their texts."""

from collections.abc import Mapping, Sequence

from charter_i18n.model import Catalogue, Entry

_LEAST_SHARED = 0.5
"""A catalogue follows a document when they share half of the texts of the smaller one."""


def find(
    templates: Mapping[str, Sequence[Entry]], catalogues: Mapping[tuple[str, str], Catalogue]
) -> dict[tuple[str, str], str]:
    """For (locale, document), the former name of a document whose catalogue is orphaned.

    `templates` are the entries of each document that exists; `catalogues` those on disk, by
    (locale, document). A document that has a catalogue of its own takes no other.
    """
    found: dict[tuple[str, str], str] = {}
    for locale in sorted({locale for locale, _ in catalogues}):
        new = [path for path in templates if (locale, path) not in catalogues]
        orphans = sorted(path for where, path in catalogues if where == locale)
        orphans = [path for path in orphans if path not in templates]
        pairs = [
            (_shared(templates[path], catalogues[locale, orphan]), path, orphan)
            for path in new
            for orphan in orphans
        ]
        taken: set[str] = set()
        for share, path, orphan in sorted(pairs, key=lambda pair: (-pair[0], *pair[1:])):
            if share >= _LEAST_SHARED and not {path, orphan} & taken:
                found[locale, path] = orphan
                taken |= {path, orphan}
    return found


def _shared(wanted: Sequence[Entry], catalogue: Catalogue) -> float:
    """The share of common texts, from 0 to 1, measured on the smaller side."""
    new = {entry.key for entry in wanted}
    old = {entry.key for entry in catalogue.entries if not entry.obsolete}
    smaller = min(len(new), len(old))
    return len(new & old) / smaller if smaller else 0.0
