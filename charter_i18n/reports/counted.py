"""How many there are of each severity, kind and state, in words."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from charter_i18n.errors import Message, message, plural
from charter_i18n.model import ChangeKind, Severity
from charter_i18n.states import Counts

# English does not inflect these words, most other languages do.
_SEVERITIES: Mapping[Severity, Message] = MappingProxyType(
    {
        Severity.CRITICAL: plural("{count} critical", "{count} critical", 0),
        Severity.MAJOR: plural("{count} major", "{count} major", 0),
        Severity.MINOR: plural("{count} minor", "{count} minor", 0),
        Severity.COSMETIC: plural("{count} cosmetic", "{count} cosmetic", 0),
    }
)
_KINDS: Mapping[ChangeKind, Message] = MappingProxyType(
    {
        ChangeKind.REVISED: plural("{count} revised", "{count} revised", 0),
        ChangeKind.MOVED: plural("{count} moved", "{count} moved", 0),
        ChangeKind.SPLIT: plural("{count} split", "{count} split", 0),
        ChangeKind.MERGED: plural("{count} merged", "{count} merged", 0),
        ChangeKind.ADDED: plural("{count} added", "{count} added", 0),
        ChangeKind.REMOVED: plural("{count} removed", "{count} removed", 0),
    }
)


def severities(counts: Mapping[Severity, int]) -> Iterator[Message]:
    """`2 critical`, `1 minor`: worst first; those that do not occur are left out."""
    return (
        replace(words, count=counts[item]) for item, words in _SEVERITIES.items() if counts[item]
    )


def kinds(counts: Mapping[ChangeKind, int]) -> Iterator[Message]:
    """`3 revised`, `1 added`; those that do not occur are left out."""
    return (replace(words, count=counts[item]) for item, words in _KINDS.items() if counts[item])


def states(counts: Counts) -> Iterator[Message]:
    """`147 current`, `1 stale`; those that do not occur are left out, but for the current ones."""
    yield plural("{count} current", "{count} current", counts.current)
    if counts.stale:
        yield plural("{count} stale", "{count} stale", counts.stale)
    if counts.unfinished:
        yield plural("{count} unfinished", "{count} unfinished", counts.unfinished)
    if counts.untranslated:
        yield plural("{count} untranslated", "{count} untranslated", counts.untranslated)
    if counts.rejected:
        yield plural("{count} rejected", "{count} rejected", counts.rejected)


def listed(parts: Iterable[Message]) -> Message:
    """The parts with commas between them."""
    fields = {f"part{index}": part for index, part in enumerate(parts)}
    return message(", ".join(f"{{{name}}}" for name in fields), **fields)
