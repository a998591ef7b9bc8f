"""What is paired so far."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

EDGE = -1
"""What stands before the first and after the last passage of a document."""

Pairs = dict[int, int]
"""The old index of each new one."""


@dataclass(frozen=True, slots=True)
class Links:
    """The new index of each paired old passage, and the old index of each paired new one.

    Of a split or merged passage one part stands for all in the other side's table.
    """

    forwards: Mapping[int, int] = field(default_factory=dict)
    backwards: Mapping[int, int] = field(default_factory=dict)

    def joined(self, old: int, new: int) -> bool:
        """Whether two passages belong together; so do the edges of the documents."""
        if EDGE in (old, new):
            return old == new
        return self.backwards.get(new) == old or self.forwards.get(old) == new

    def free(self, old: int, new: int) -> bool:
        """Whether neither of two passages is paired."""
        return old not in self.forwards and new not in self.backwards

    def extended(self, pairs: Mapping[int, int]) -> "Links":
        """These links and further pairs, given as the old index of each new one."""
        forwards = {old: new for new, old in pairs.items()}
        return Links({**self.forwards, **forwards}, {**self.backwards, **pairs})

    def related(self, families: Iterable[tuple[Sequence[int], Sequence[int]]]) -> "Links":
        """These links and those of passages that were split or merged: old indices and new."""
        forwards, backwards = dict(self.forwards), dict(self.backwards)
        for olds, news in families:
            forwards.update(dict.fromkeys(olds, news[0]))
            backwards.update(dict.fromkeys(news, olds[0]))
        return Links(forwards, backwards)
