"""Which words of an old text stand in the new one, what changed between them, what still stands.

Words that carry the topic are paired first (by their stems), the others between them; so that two
texts are not called alike because both say *de la*. A sentence *stands* when enough of its topic
stands in one of the other side: only there an operator can be altered, elsewhere text was put in,
taken out or replaced.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import LCSseq

from charter_i18n.severity.reading import Reading

_ALIKE = 0.35
_CONTAINED = 0.6
_MOSTLY = 0.5
_NEVER = 2.0
_NOISE = 2
_ENOUGH = 2


@dataclass(frozen=True, slots=True)
class Hunk:
    """A place where the texts differ: what was there, and what is there now."""

    old: range
    new: range


@dataclass(frozen=True, slots=True)
class Pairing:
    """How two readings correspond.

    `links` are pairs of positions of the same word or of forms of one word, ascending. `hunks` are
    the places between. `old_groups` and `new_groups` give for each sentence the group of
    sentences that it stands in, or -1.
    """

    links: Mapping[int, int]
    hunks: tuple[Hunk, ...]
    old_groups: tuple[int, ...]
    new_groups: tuple[int, ...]


def pair(
    old: Reading,
    new: Reading,
    *,
    quiet_old: Iterable[int] = (),
    quiet_new: Iterable[int] = (),
) -> Pairing:
    """Pair the words of two readings.

    Args:
        old: The old text.
        new: The new text.
        quiet_old: Positions of words that carry no topic: those of operators.
        quiet_new: The same in the new text.
    """
    topic_old = _topic(old, frozenset(quiet_old))
    topic_new = _topic(new, frozenset(quiet_new))
    anchors = _anchors(old, new, topic_old, topic_new)
    links = _without_noise((len(old), len(new)), _fill(old, new, anchors), dict(anchors))
    by_topic = _shares(old, new, anchors, topic_old, topic_new)
    by_words = _shares(old, new, tuple(links.items()), range(len(old)), range(len(new)))
    # One word in common is chance where there are sentences to choose from.
    least = 1 if _count(old) == _count(new) == 1 else _ENOUGH
    standing = [
        units
        for units in sorted(by_words)
        if by_topic.get(units, _NOTHING).stands(_ALIKE, _CONTAINED, least=least)
        or by_words[units].stands(_MOSTLY, _NEVER)
    ]
    old_groups, new_groups = _groups(_count(old), _count(new), standing)
    return Pairing(links, _hunks(len(old), len(new), links), old_groups, new_groups)


def _topic(reading: Reading, quiet: frozenset[int]) -> tuple[int, ...]:
    return tuple(place for place, stem in enumerate(reading.stems) if stem and place not in quiet)


def _anchors(
    old: Reading,
    new: Reading,
    topic_old: Sequence[int],
    topic_new: Sequence[int],
) -> list[tuple[int, int]]:
    stems_old = [old.stems[place] for place in topic_old]
    stems_new = [new.stems[place] for place in topic_new]
    pairs = _common(stems_old, stems_new)
    return [(topic_old[before], topic_new[after]) for before, after in pairs]


def _common(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """The pairs of a longest common subsequence."""
    return [
        (start, code.dest_start + start - code.src_start)
        for code in LCSseq.opcodes(old, new)
        if code.tag == "equal"
        for start in range(code.src_start, code.src_end)
    ]


def _fill(old: Reading, new: Reading, anchors: Sequence[tuple[int, int]]) -> dict[int, int]:
    """Pair equal words and signs between the anchors."""
    links: dict[int, int] = {}
    before_old = before_new = 0
    for end_old, end_new in (*anchors, (len(old), len(new))):
        gap_old = old.words[before_old:end_old]
        gap_new = new.words[before_new:end_new]
        for first, second in _common(gap_old, gap_new):
            links[before_old + first] = before_new + second
        if end_old < len(old) and end_new < len(new):
            links[end_old] = end_new
        before_old, before_new = end_old + 1, end_new + 1
    return links


def _without_noise(
    sizes: tuple[int, int],
    links: dict[int, int],
    anchors: Mapping[int, int],
) -> dict[int, int]:
    """Drop lone small words and signs that are equal by chance between two replaced passages."""
    runs = _runs(links)
    # What stands before the first run and after the last: nothing, at both ends of both texts.
    ends = [(-1, -1), *((links[run[-1]], run[-1]) for run in runs), (0, 0)]
    kept = dict(links)
    for place, run in enumerate(runs):
        if len(run) > _NOISE or any(position in anchors for position in run):
            continue
        before_new, before_old = ends[place]
        last = place + 1 == len(runs)
        after_old = sizes[0] if last else runs[place + 1][0]
        after_new = sizes[1] if last else links[after_old]
        left = run[0] - before_old - 1, links[run[0]] - before_new - 1
        right = after_old - run[-1] - 1, after_new - links[run[-1]] - 1
        changed = left[0] + right[0], left[1] + right[1]
        if all((*left, *right)) and min(changed) > _NOISE * len(run):
            for position in run:
                del kept[position]
    return kept


def _runs(links: Mapping[int, int]) -> list[list[int]]:
    """The positions of links that follow each other on both sides."""
    runs: list[list[int]] = []
    for position, partner in links.items():
        last = runs[-1][-1] if runs else None
        if last is not None and last + 1 == position and links[last] + 1 == partner:
            runs[-1].append(position)
        else:
            runs.append([position])
    return runs


def _hunks(length_old: int, length_new: int, links: Mapping[int, int]) -> tuple[Hunk, ...]:
    hunks = []
    before_old = before_new = 0
    for position, partner in (*links.items(), (length_old, length_new)):
        if position > before_old or partner > before_new:
            hunks.append(Hunk(range(before_old, position), range(before_new, partner)))
        before_old, before_new = position + 1, partner + 1
    return tuple(hunks)


@dataclass(frozen=True, slots=True)
class _Share:
    """How many words two sentences share, and how many they have."""

    shared: int
    old: int
    new: int

    def stands(self, alike: float, contained: float, *, least: int = 1) -> bool:
        """Whether they share enough of both, or nearly all of the shorter."""
        if self.shared < least:
            return False
        if 2 * self.shared >= alike * (self.old + self.new) > 0:
            return True
        return self.shared > 1 and self.shared >= contained * min(self.old, self.new)


_NOTHING = _Share(0, 0, 0)


def _shares(
    old: Reading,
    new: Reading,
    pairs: Iterable[tuple[int, int]],
    places_old: Iterable[int],
    places_new: Iterable[int],
) -> dict[tuple[int, int], _Share]:
    """What each two sentences share."""
    size_old = Counter(old.units[place] for place in places_old)
    size_new = Counter(new.units[place] for place in places_new)
    shared = Counter((old.units[before], new.units[after]) for before, after in pairs)
    return {
        (first, second): _Share(count, size_old[first], size_new[second])
        for (first, second), count in shared.items()
    }


def _count(reading: Reading) -> int:
    return reading.units[-1] + 1 if reading.units else 0


def _groups(
    count_old: int,
    count_new: int,
    standing: Iterable[tuple[int, int]],
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Number the groups of sentences that stand in each other, by their first old sentence."""
    group_old = [-1] * count_old
    group_new = [-1] * count_new
    for first, second in standing:
        joined = {group for group in (group_old[first], group_new[second]) if group >= 0}
        group = min(joined, default=first)
        group_old[first] = group_new[second] = group
        group_old = [group if before in joined else before for before in group_old]
        group_new = [group if before in joined else before for before in group_new]
    return tuple(group_old), tuple(group_new)
