"""The whole of it: old and new passages into an `Alignment`."""

from collections.abc import Callable, Container, Hashable, Mapping, Sequence
from dataclasses import dataclass

from charter_i18n import normalise
from charter_i18n.alignment import exchanges, rows
from charter_i18n.alignment.anchors import Line, equal_pairs
from charter_i18n.alignment.assignment import Edge, Limits
from charter_i18n.alignment.links import Links
from charter_i18n.alignment.outline import Outline, changed, outline
from charter_i18n.alignment.places import pair_places
from charter_i18n.alignment.returns import Alone, returns
from charter_i18n.alignment.revisions import Revision, revise
from charter_i18n.alignment.scoring import letters_in_common
from charter_i18n.alignment.texts import Reading, read
from charter_i18n.model import Alignment, Match, Passage

_BACKGROUND = 1000


@dataclass(frozen=True, slots=True)
class _Live:
    """What was found among the old and the new passages.

    `labels` tells which of the old passages are labels, `readings` what the new texts say that
    changed, by index; `placed` are the links that were made by place.
    """

    revision: Revision
    placed: Mapping[int, int]
    links: Links
    labels: Sequence[bool]
    readings: Mapping[int, Reading]

    def doubtful(self) -> list[tuple[Edge, float]]:
        """The possible pairs, best first, of passages that have found no other."""
        return [item for item in self.revision.assignment.doubtful if self.links.free(*item[0])]


def match(  # noqa: PLR0913 - two texts, and how to compare them
    old: Sequence[Passage],
    new: Sequence[Passage],
    *,
    obsolete: Sequence[Passage] = (),
    floor: float = 0.40,
    margin: float = 0.05,
    label_nouns: Sequence[str] = normalise.LABEL_NOUNS,
) -> Alignment:
    """Find what became of each old passage, and where each new one comes from.

    Args:
        old: The passages of the old revision, in document order.
        new: Those of the new one.
        obsolete: Passages of still earlier revisions; they serve new ones that no old one does.
        floor: Below this score two passages are no pair.
        margin: With less between the best and the next best, a pair is ambiguous.
        label_nouns: The words that stand before a number in a label ("Article 5"), lower case.

    Returns:
        A match for each new passage, in document order, then one for each old passage that has
        gone. Passages of the same msgid are unchanged or moved, all others revised, however
        small the difference. A passage that returns from `obsolete` is unchanged or revised, and
        its old index counts on from `len(old)`.
    """
    limits = Limits(floor, margin)
    live = _live(outline(old, label_nouns), outline(new, label_nouns), limits, label_nouns)
    matches = rows.with_moves(_pairs(old, new, live), live.labels)
    returned = returns(obsolete, _alone(new, live), limits=limits, label_nouns=label_nouns)
    matches += [
        rows.paired((*old, *obsolete), new, (len(old) + index, new_index), score)
        for (index, new_index), score in returned.pairs.items()
    ]
    matches += rows.ambiguous(((len(old) + i, j), score) for (i, j), score in returned.doubtful)
    told = {index for found in matches for index in found.new}
    matches += rows.ambiguous(item for item in live.doubtful() if item[0][1] not in told)
    return rows.complete(matches, len(old), len(new))


def _live(old: Outline, new: Outline, limits: Limits, nouns: Sequence[str]) -> _Live:
    """Pair what is equal, then what is alike, then labels and headings."""
    anchors = _anchors(old, new)
    before, old_texts = changed(old, anchors.forwards, nouns)
    after, new_texts = changed(new, anchors.backwards, nouns)
    background = _background(new.passages, anchors, nouns)
    revision = revise(old_texts, new_texts, anchors, background=background, limits=limits)
    placed = pair_places(before, after, revision.links)
    links = revision.links.extended(placed)
    return _Live(revision, placed, links, before.labels, new_texts.readings)


def _anchors(old: Outline, new: Outline) -> Links:
    """Pair the texts that are equal, first to the letter, then but for typography."""
    links = Links()
    for level in (_exactly, _typographically):
        lines = _line(old, level, links.forwards), _line(new, level, links.backwards)
        links = links.extended(equal_pairs(*lines, links))
    return exchanges.undone(old.passages, new.passages, links)


def _exactly(passage: Passage) -> Hashable:
    return passage.key


def _typographically(passage: Passage) -> Hashable:
    return normalise.typography(passage.msgid)


def _line(side: Outline, level: Callable[[Passage], Hashable], paired: Container[int]) -> Line:
    content = side.content()
    return Line(
        keys=[
            None if index in paired else level(passage)
            for index, passage in enumerate(side.passages)
        ],
        places=[(passage.kind, passage.section) for passage in side.passages],
        content=content,
        open=[index for index in content if index not in paired],
    )


def _background(new: Sequence[Passage], anchors: Links, nouns: Sequence[str]) -> list[Reading]:
    """Some of the unchanged texts, evenly from the whole document, each once."""
    unchanged = list(dict.fromkeys(new[index].msgid for index in sorted(anchors.backwards)))
    step = 1 + len(unchanged) // _BACKGROUND
    return [read(msgid, nouns=nouns) for msgid in unchanged[::step]]


def _pairs(old: Sequence[Passage], new: Sequence[Passage], live: _Live) -> list[Match]:
    """The rows of all that is paired, in the order of the new passages."""
    groups = live.revision.groups
    told = {index for group in groups for index in group.new}
    matches = [rows.grouped(group.old, group.new, group.score) for group in groups]
    for new_index, old_index in live.links.backwards.items():
        if new_index not in told:
            score = live.revision.assignment.pairs.get((old_index, new_index), 1.0)
            if new_index in live.placed:
                score = letters_in_common(old[old_index].msgid, new[new_index].msgid)
            matches.append(rows.paired(old, new, (old_index, new_index), score))
    return sorted(matches, key=lambda found: found.new[0])


def _alone(new: Sequence[Passage], live: _Live) -> Alone:
    paired = live.links.backwards
    return Alone(
        passages={index: passage for index, passage in enumerate(new) if index not in paired},
        readings={i: reading for i, reading in live.readings.items() if i not in paired},
        doubtful={new_index for (_, new_index), _ in live.doubtful()},
    )
