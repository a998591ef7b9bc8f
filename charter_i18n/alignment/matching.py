"""The whole of it: old and new passages into an `Alignment`."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from charter_i18n import normalise
from charter_i18n.alignment.anchors import Line, equal_pairs
from charter_i18n.alignment.links import Links, Pairs
from charter_i18n.alignment.moves import in_order
from charter_i18n.alignment.places import Outline, pair_places
from charter_i18n.alignment.returns import equal_returns, similar_returns
from charter_i18n.alignment.revisions import Changed, Place, Revision, revise
from charter_i18n.alignment.texts import Reading, is_label, read
from charter_i18n.model import Alignment, ChangeKind, Match, Passage

_BACKGROUND = 1000
_CANDIDATES = 3


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
    reader = partial(read, nouns=label_nouns)
    outlines = _outline(old, label_nouns), _outline(new, label_nouns)
    anchors = _anchors(*outlines)
    changed = _changed(outlines[0], anchors.forwards, reader), _changed(
        outlines[1], anchors.backwards, reader
    )
    revision = revise(
        *changed,
        anchors,
        background=_background(new, anchors, reader),
        floor=floor,
        margin=margin,
    )
    placed = pair_places(*outlines, revision.links)
    rows = _rows(old, new, revision, placed)
    rows |= _returns(old, new, obsolete, rows, changed[1], floor=floor, margin=margin)
    ...


def _outline(passages: Sequence[Passage], nouns: Sequence[str]) -> Outline:
    known: dict[str, bool] = {}
    for passage in passages:
        if passage.msgid not in known:
            known[passage.msgid] = is_label(passage.msgid, nouns=nouns)
    return Outline(passages, tuple(known[passage.msgid] for passage in passages))
