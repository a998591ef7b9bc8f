"""The whole of it: old and new passages into an `Alignment`."""

from collections.abc import Callable, Container, Hashable, Sequence

from charter_i18n import normalise
from charter_i18n.alignment import rows
from charter_i18n.alignment.anchors import Line, equal_pairs
from charter_i18n.alignment.assignment import Assignment
from charter_i18n.alignment.links import Links
from charter_i18n.alignment.outline import Outline, changed, outline
from charter_i18n.alignment.places import pair_places
from charter_i18n.alignment.returns import Alone, returns
from charter_i18n.alignment.revisions import Revision, revise
from charter_i18n.alignment.texts import Reading, read
from charter_i18n.model import Alignment, Match, Passage

_BACKGROUND = 1000


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
    sides = outline(old, label_nouns), outline(new, label_nouns)
    anchors = _anchors(*sides)
    before, old_texts = changed(sides[0], anchors.forwards, label_nouns)
    after, new_texts = changed(sides[1], anchors.backwards, label_nouns)
    background = _background(new, anchors, label_nouns)
    revision = revise(
        old_texts, new_texts, anchors, background=background, floor=floor, margin=margin
    )
    links = revision.links.extended(pair_places(before, after, revision.links))
    matches = rows.with_moves(_pairs(old, new, links, revision), before.labels)
    doubtful = [item for item in revision.assignment.doubtful if links.free(*item[0])]
    alone = Alone(
        {index: new[index] for index in range(len(new)) if index not in links.backwards},
        {i: text for i, text in new_texts.readings.items() if i not in links.backwards},
        {index for (_, index), _ in doubtful},
    )
    returned = returns(obsolete, alone, floor=floor, margin=margin, label_nouns=label_nouns)
    matches += _returned(old, new, obsolete, returned)
    told = {index for match in matches for index in match.new}
    matches += rows.ambiguous([item for item in doubtful if item[0][1] not in told])
    return rows.complete(matches, len(old), len(new))


def _anchors(old: Outline, new: Outline) -> Links:
    """Pair the texts that are equal, first to the letter, then but for typography."""
    links = Links()
    for level in (_exactly, _typographically):
        lines = _line(old, level, links.forwards), _line(new, level, links.backwards)
        links = links.extended(equal_pairs(*lines, links))
    return links


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


def _pairs(
    old: Sequence[Passage], new: Sequence[Passage], links: Links, revision: Revision
) -> list[Match]:
    """The rows of all that is paired, in the order of the new passages."""
    matches = [rows.grouped(group.old, group.new, group.score) for group in revision.groups]
    told = {index for match in matches for index in match.new}
    scores = revision.assignment.pairs
    matches += [
        rows.paired(old, new, edge, scores.get(edge, 1.0))
        for edge in ((links.backwards[index], index) for index in links.backwards)
        if edge[1] not in told
    ]
    return sorted(matches, key=lambda match: match.new[0])


def _returned(
    old: Sequence[Passage],
    new: Sequence[Passage],
    obsolete: Sequence[Passage],
    found: Assignment,
) -> list[Match]:
    """The rows of what comes from the obsolete passages, whose indices follow the old ones."""
    known = (*old, *obsolete)
    first = len(old)
    matches = [
        rows.paired(known, new, (first + index, new_index), score)
        for (index, new_index), score in found.pairs.items()
    ]
    doubtful = [((first + edge[0], edge[1]), score) for edge, score in found.doubtful]
    return matches + rows.ambiguous(doubtful)
