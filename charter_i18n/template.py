"""From a document to the entries of its template, and back to comparable passages.

An entry's extracted comments say what the segment is (`kind`), where it stands (the section path
joined by ` › `) and what its author notes for translators.
"""

from collections.abc import Iterable
from functools import lru_cache

from charter_i18n.model import Document, Entry, Key, Kind, Passage, Segment

SECTION_SEPARATOR = " › "
_KINDS = frozenset(Kind)


def entries(document: Document) -> tuple[Entry, ...]:
    """One untranslated entry for each key of `document`, in document order.

    A text that stands in several places is described by the first; the authors' notes of all
    are kept.
    """
    first: dict[Key, Segment] = {}
    notes: dict[Key, list[str]] = {}
    for segment in document.segments:
        key = segment.key
        first.setdefault(key, segment)
        if segment.comments:
            mine = notes.setdefault(key, [])
            mine += [note for note in segment.comments if note not in mine]
    references = (document.path,)
    return tuple(
        Entry(
            msgid=segment.msgid,
            msgctxt=segment.msgctxt,
            extracted=_place(segment.kind, segment.section) + tuple(notes.get(key, ())),
            references=references,
        )
        for key, segment in first.items()
    )


@lru_cache(maxsize=64)
def _place(kind: Kind, section: tuple[str, ...]) -> tuple[str, ...]:
    """The kind and the section path, one line each; the same for all texts of a section."""
    path = SECTION_SEPARATOR.join(section)
    return (kind.value, path) if path else (kind.value,)


def passages(found: Iterable[Entry]) -> tuple[Passage, ...]:
    """What alignment compares: the texts of entries, with kind and section where known."""
    return tuple(_passage(entry) for entry in found)


def _passage(entry: Entry) -> Passage:
    kind = Kind.PARAGRAPH
    section: tuple[str, ...] = ()
    if entry.extracted and entry.extracted[0] in _KINDS:
        kind = Kind(entry.extracted[0])
        section = tuple(entry.extracted[1].split(SECTION_SEPARATOR)) if entry.extracted[1:] else ()
    return Passage(entry.msgid, entry.msgctxt, kind, section)


def distinct(found: Iterable[Passage]) -> tuple[Passage, ...]:
    """Each text once, as a catalogue has it, at its first place."""
    first: dict[Key, Passage] = {}
    for passage in found:
        first.setdefault(passage.key, passage)
    return tuple(first.values())


def passages_of(document: Document) -> tuple[Passage, ...]:
    """The texts of a document in order, repeated ones included."""
    return tuple(
        Passage(segment.msgid, segment.msgctxt, segment.kind, segment.section, segment.line)
        for segment in document.segments
    )
