"""What moved: the pairs outside the longest sequence that kept its order."""

from bisect import bisect_left
from collections.abc import Sequence


def in_order(values: Sequence[int]) -> set[int]:
    """The places of a longest increasing subsequence (patience sorting, n log n).

    Args:
        values: Different numbers.
    """
    tops: list[int] = []
    places: list[int] = []
    before = [-1] * len(values)
    for place, value in enumerate(values):
        pile = bisect_left(tops, value)
        before[place] = places[pile - 1] if pile else -1
        if pile == len(tops):
            tops.append(value)
            places.append(place)
        else:
            tops[pile] = value
            places[pile] = place
    kept = set()
    place = places[-1] if places else -1
    while place >= 0:
        kept.add(place)
        place = before[place]
    return kept
