"""Labels and headings: texts that are known by what stands under and around them.

A label ("Article 12") has no content of its own, and a heading may change all its words over a
text that stays. Both follow the passages of their section.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from charter_i18n.alignment.anchors import Line, equal_pairs
from charter_i18n.alignment.links import EDGE, Links, Pairs
from charter_i18n.alignment.outline import Outline
from charter_i18n.model import Kind

MAJORITY = 0.5
"""Two sections are the same when they share more than this of what stands in the larger."""


@dataclass(frozen=True, slots=True)
class _Sections:
    """The headings above each passage, and how much content stands below each heading."""

    above: Sequence[tuple[int, ...]]
    sizes: Mapping[int, int]


def pair_places(old: Outline, new: Outline, known: Links) -> Pairs:
    """Pair the labels and headings that are still alone.

    First the equal labels: those over the same text, then in the order of the documents, since a
    label says the same wherever it stands. Then those that differ, where most of what stands
    below the one stands below the other, or where the passages directly before and after are
    pairs.

    Args:
        old: The old passages.
        new: The new ones.
        known: What is paired.

    Returns:
        The further pairs.
    """
    shares = shared_sections(old, new, known)
    equal = [edge for edge in shares if _equal_labels(old, new, *edge)]
    pairs = free_pairs(equal, known)
    pairs |= equal_pairs(_labels(old), _labels(new), known.extended(pairs))
    renamed = [edge for edge, share in shares.items() if share > MAJORITY]
    pairs |= free_pairs(renamed, known.extended(pairs))
    return pairs | _enclosed(old, new, known.extended(pairs))


def shared_sections(old: Outline, new: Outline, links: Links) -> dict[tuple[int, int], float]:
    """How much of what stands below an old and a new heading is the same, the most first.

    Returns:
        For the old and new index of two headings the share of their pairs in the larger of the
        two sections; headings of one depth before others.
    """
    before, after = _sections(old), _sections(new)
    votes: Counter[tuple[int, int]] = Counter()
    for new_index, old_index in links.backwards.items():
        if old.labels[old_index] or new.labels[new_index]:
            continue
        votes.update(
            (above, heading)
            for heading in after.above[new_index]
            for above in before.above[old_index]
        )
    shares = {
        (above, heading): count / max(before.sizes[above], after.sizes[heading])
        for (above, heading), count in votes.items()
    }

    def rank(edge: tuple[int, int]) -> tuple[float, bool, int, int]:
        depths = {len(old.passages[edge[0]].section), len(new.passages[edge[1]].section)}
        return -shares[edge], len(depths) > 1, edge[1], edge[0]

    return {edge: shares[edge] for edge in sorted(shares, key=rank)}


def _sections(outline: Outline) -> _Sections:
    """Read the headings above from the depths of the section paths."""
    above: list[tuple[int, ...]] = []
    sizes: Counter[int] = Counter()
    path: list[int] = []
    for index, passage in enumerate(outline.passages):
        depth = len(passage.section)
        while (
            path
            and passage.kind is Kind.HEADING
            and len(outline.passages[path[-1]].section) >= depth
        ):
            path.pop()
        above.append(tuple(path))
        if not outline.labels[index]:
            sizes.update(path)
        if passage.kind is Kind.HEADING:
            path.append(index)
    return _Sections(above, sizes)


def _equal_labels(old: Outline, new: Outline, old_index: int, new_index: int) -> bool:
    return (
        old.labels[old_index]
        and new.labels[new_index]
        and old.passages[old_index].key == new.passages[new_index].key
    )


def free_pairs(edges: Iterable[tuple[int, int]], known: Links) -> Pairs:
    """Take possible pairs one after the other, as far as neither passage has one yet."""
    pairs: Pairs = {}
    taken: set[int] = set()
    for old, new in edges:
        if known.free(old, new) and new not in pairs and old not in taken:
            pairs[new] = old
            taken.add(old)
    return pairs


def _labels(outline: Outline) -> Line:
    keys = [passage.key for passage in outline.passages]
    places = [(passage.kind, passage.section) for passage in outline.passages]
    labels = [index for index, label in enumerate(outline.labels) if label]
    return Line(keys, places, range(len(keys)), labels)


def _enclosed(old: Outline, new: Outline, known: Links) -> Pairs:
    """Pair labels that stand directly between the same two passages, one of which has content."""
    pairs: Pairs = {}
    for new_index, label in enumerate(new.labels):
        before = known.backwards.get(new_index - 1, EDGE)
        old_index = before + 1
        if (
            label
            and (new_index == 0 or before != EDGE)
            and old_index < len(old.labels)
            and old.labels[old_index]
            and known.free(old_index, new_index)
            and known.joined(_after(old, old_index), _after(new, new_index))
            and _beside_content(new, new_index)
        ):
            pairs[new_index] = old_index
    return pairs


def _after(outline: Outline, index: int) -> int:
    return index + 1 if index + 1 < len(outline.labels) else EDGE


def _beside_content(outline: Outline, index: int) -> bool:
    return not all(outline.labels[max(0, index - 1) : index + 2])
