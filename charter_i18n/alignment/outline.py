"""One side of a comparison: passages in their places, read as far as they must be."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace

from charter_i18n import normalise
from charter_i18n.alignment.texts import Reading, is_label, read
from charter_i18n.model import Kind, Passage

Place = tuple[Kind, tuple[str, ...]]
"""Where a text stands: its kind, and the headings above it that are no mere labels."""


@dataclass(frozen=True, slots=True)
class Outline:
    """The passages of one side, and which of them are mere labels, without content."""

    passages: Sequence[Passage]
    labels: Sequence[bool]

    def content(self) -> list[int]:
        """The indices of the passages that say something, ascending."""
        return [index for index, label in enumerate(self.labels) if not label]


@dataclass(frozen=True, slots=True)
class Changed:
    """The texts of one side that have no pair: what they say and where they stand, by index.

    `content` are the indices of all passages that count as neighbours, ascending.
    """

    content: Sequence[int]
    readings: Mapping[int, Reading]
    places: Mapping[int, Place]


def outline(passages: Sequence[Passage], nouns: Sequence[str]) -> Outline:
    """Tell labels from content; `nouns` are the words that stand before a label's number."""
    labels = {msgid: is_label(msgid, nouns=nouns) for msgid in {p.msgid: None for p in passages}}
    return Outline(passages, tuple(labels[passage.msgid] for passage in passages))


def changed(
    side: Outline, paired: Container[int], nouns: Sequence[str] = normalise.LABEL_NOUNS
) -> tuple[Outline, Changed]:
    """Read the texts without a pair.

    Returns:
        The outline, in which texts that turned out to have no words (an address, a picture) are
        labels too, and the others without a pair.
    """
    content = side.content()
    readings = {
        index: read(side.passages[index].msgid, nouns=nouns)
        for index in content
        if index not in paired
    }
    hollow = {index for index, reading in readings.items() if not reading.terms}
    labels = tuple(label or index in hollow for index, label in enumerate(side.labels))
    told = {index: reading for index, reading in readings.items() if index not in hollow}
    outlined = replace(side, labels=labels)
    return outlined, Changed(outlined.content(), told, _places(side, told, nouns))


def _places(
    side: Outline, readings: Mapping[int, Reading], nouns: Sequence[str]
) -> dict[int, Place]:
    sections = {side.passages[index].section: None for index in readings}
    telling = {
        section: tuple(heading for heading in section if not is_label(heading, nouns=nouns))
        for section in sections
    }
    passages = {index: side.passages[index] for index in readings}
    return {index: (item.kind, telling[item.section]) for index, item in passages.items()}
