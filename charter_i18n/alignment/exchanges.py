"""Texts that seem to have changed places, though each has only grown or shrunk where it stands.

"The code is public." grows by a sentence in one section, and in another, where it stood with a
sentence more, it is all that is left. As texts the two are equal; as provisions they are not.
"""

from collections.abc import Hashable, Mapping, Sequence

from charter_i18n import normalise
from charter_i18n.alignment.links import Links, Pairs
from charter_i18n.model import Passage


def undone(old: Sequence[Passage], new: Sequence[Passage], links: Links) -> Links:
    """`links` with equal texts of different sections parted, where both have a better partner.

    Both do when each holds all of the text, in the same section and kind, and is itself without
    a pair.
    """
    loose = _alone_in_place(old, links.forwards), _alone_in_place(new, links.backwards)
    found: Pairs = {}
    for new_index, old_index in links.backwards.items():
        before, after = old[old_index], new[new_index]
        if before.section == after.section:
            continue
        grown, shrunk = loose[1].get(_place(before)), loose[0].get(_place(after))
        if grown is None or shrunk is None:
            continue
        text = normalise.typography(before.msgid)
        if _holds(new[grown], text) and _holds(old[shrunk], text):
            found |= {grown: old_index, new_index: shrunk}
    return links.extended(found)


def _place(passage: Passage) -> Hashable:
    return passage.kind, passage.section


def _alone_in_place(
    passages: Sequence[Passage], paired: Mapping[int, int]
) -> Mapping[Hashable, int]:
    """The passages without a pair, by their place, where there is one only."""
    found: dict[Hashable, list[int]] = {}
    for index, passage in enumerate(passages):
        if index not in paired and passage.section:
            found.setdefault(_place(passage), []).append(index)
    return {place: indices[0] for place, indices in found.items() if len(indices) == 1}


def _holds(passage: Passage, text: str) -> bool:
    return text in normalise.typography(passage.msgid)
