"""What stands around a pair of texts, and how far both sides agree in it."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

from charter_i18n.alignment.links import EDGE, Links


@dataclass(frozen=True, slots=True)
class Side:
    """For each passage without a pair: the nearest with one on either side, and how far it is."""

    left: Mapping[int, tuple[int, int]]
    right: Mapping[int, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The neighbours of all passages that are not yet paired."""

    links: Links
    old: Side
    new: Side

    def agreement(self, old: int, new: int) -> float:
        """How far the neighbours of an old and a new passage agree, from 0 to 1.

        Each side counts half; the farther the nearest pairs, the less they say.
        """
        return (
            self._half(self.old.left[old], self.new.left[new])
            + self._half(self.old.right[old], self.new.right[new])
        ) / 2.0

    def _half(self, old: tuple[int, int], new: tuple[int, int]) -> float:
        return 1.0 / max(old[1], new[1]) if self.links.joined(old[0], new[0]) else 0.0


def surroundings(old: Sequence[int], new: Sequence[int], links: Links) -> Surroundings:
    """Find the nearest pairs around every passage without one.

    Args:
        old: The old passages that count as neighbours, ascending.
        new: The new ones.
        links: What is paired.
    """
    return Surroundings(links, _side(old, links.forwards), _side(new, links.backwards))


def _side(content: Sequence[int], paired: Container[int]) -> Side:
    return Side(_nearest(content, paired), _nearest(content[::-1], paired))


def _nearest(content: Sequence[int], paired: Container[int]) -> dict[int, tuple[int, int]]:
    nearest: dict[int, tuple[int, int]] = {}
    last, distance = EDGE, 0
    for index in content:
        distance += 1
        if index in paired:
            last, distance = index, 0
        else:
            nearest[index] = (last, distance)
    return nearest
