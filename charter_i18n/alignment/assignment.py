"""Who goes with whom among the changed texts: the pairs that are clear, and the doubtful ones."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from charter_i18n.alignment.bipartite import best_matching

Edge = tuple[int, int]
"""An old and a new index."""

Rating = Callable[[Mapping[Edge, float]], Mapping[Edge, float]]
"""The scores of the pairs that are still possible, given those that are made."""

_ROUNDS = 24
_LARGEST_COMPONENT = 48


@dataclass(frozen=True, slots=True)
class Limits:
    """When two texts are a pair.

    Below `floor` they are none; with less than `margin` to the next best it is not clear which
    are.
    """

    floor: float = 0.40
    margin: float = 0.05


@dataclass(frozen=True, slots=True)
class Rules:
    """The limits, and the texts that are equal to others on their side, by the same number.

    Between equal texts no choice is wrong.
    """

    limits: Limits
    old_twins: Mapping[int, int]
    new_twins: Mapping[int, int]

    def same(self, one: Edge, other: Edge) -> bool:
        """Whether two pairs are pairs of the same texts."""
        return (
            self.old_twins[one[0]] == self.old_twins[other[0]]
            and self.new_twins[one[1]] == self.new_twins[other[1]]
        )


@dataclass(frozen=True, slots=True)
class Assignment:
    """The pairs with their scores, and the possible pairs, best first, of texts without one."""

    pairs: Mapping[Edge, float]
    doubtful: Sequence[tuple[Edge, float]]


def assign(rating: Rating, rules: Rules) -> Assignment:
    """Pair the old and new texts of which it is clear that they belong together.

    In rounds: first those that are each other's best by the margin; where there are none, the
    best matching of each group of rivals, as far as it is clear. What is paired is evidence for
    its neighbours, so that the scores are asked for anew in each round.

    Args:
        rating: Scores the pairs of texts that are free.
        rules: When a score makes a pair.
    """
    made: dict[Edge, float] = {}
    possible: list[tuple[Edge, float]] = []
    for _ in range(_ROUNDS):
        scores = rating(made)
        possible = _ranked(
            (edge, value) for edge, value in scores.items() if value >= rules.limits.floor
        )
        found = _mutual(possible, rules) or _contested(possible, rules)
        if not found:
            break
        made |= found
        possible = _free(possible, found)
    return Assignment(made, possible)


def _ranked(edges: Iterable[tuple[Edge, float]]) -> list[tuple[Edge, float]]:
    return sorted(edges, key=lambda item: (-item[1], abs(item[0][0] - item[0][1]), item[0]))


def _free(
    possible: Iterable[tuple[Edge, float]], made: Mapping[Edge, float]
) -> list[tuple[Edge, float]]:
    olds = {old for old, _ in made}
    news = {new for _, new in made}
    return [item for item in possible if item[0][0] not in olds and item[0][1] not in news]


def _mutual(possible: Sequence[tuple[Edge, float]], rules: Rules) -> dict[Edge, float]:
    """The pairs that are each other's best, with the margin to every rival on either side."""
    leaders: dict[tuple[str, int], tuple[Edge, float]] = {}
    unclear: set[tuple[str, int]] = set()
    for edge, value in possible:
        for member in (("old", edge[0]), ("new", edge[1])):
            leader, best = leaders.setdefault(member, (edge, value))
            if value > best - rules.limits.margin and not rules.same(leader, edge):
                unclear.add(member)
    return {
        edge: value
        for edge, value in possible
        if leaders["old", edge[0]][0] == edge == leaders["new", edge[1]][0]
        and ("old", edge[0]) not in unclear
        and ("new", edge[1]) not in unclear
    }


def _contested(possible: Sequence[tuple[Edge, float]], rules: Rules) -> dict[Edge, float]:
    """The clear pairs of the best matching of each group of rivals."""
    scores = dict(possible)
    rivals = _by_member(possible)
    found: dict[Edge, float] = {}
    for group in _components(possible, rivals):
        chosen = _matching({edge: scores[edge] for edge in group}, rules.limits.floor)
        partners = {("old", old): new for old, new in chosen}
        partners |= {("new", new): old for old, new in chosen}
        for edge in chosen:
            if _regret(edge, scores, rivals, partners, rules) >= rules.limits.margin:
                found[edge] = scores[edge]
    return found


def _by_member(possible: Iterable[tuple[Edge, float]]) -> dict[tuple[str, int], list[Edge]]:
    rivals: dict[tuple[str, int], list[Edge]] = {}
    for edge, _ in possible:
        rivals.setdefault(("old", edge[0]), []).append(edge)
        rivals.setdefault(("new", edge[1]), []).append(edge)
    return rivals


def _components(
    possible: Iterable[tuple[Edge, float]],
    rivals: Mapping[tuple[str, int], Sequence[Edge]],
) -> list[list[Edge]]:
    """The groups of edges that are connected by their members."""
    seen: set[tuple[str, int]] = set()
    components = []
    for edge, _ in possible:
        group: dict[Edge, None] = {}
        waiting = [("old", edge[0])]
        while waiting:
            member = waiting.pop()
            if member in seen:
                continue
            seen.add(member)
            for other in rivals[member]:
                group[other] = None
                waiting += [("old", other[0]), ("new", other[1])]
        if group:
            components.append(list(group))
    return components


def _matching(scores: Mapping[Edge, float], floor: float) -> list[Edge]:
    """The pairs that are together the best; in a large group the best first."""
    members = len({old for old, _ in scores}) + len({new for _, new in scores})
    if members <= _LARGEST_COMPONENT:
        # A pair at the floor is worth little more than none.
        return best_matching({edge: value - floor + 0.01 for edge, value in scores.items()})
    olds: set[int] = set()
    news: set[int] = set()
    chosen = []
    for (old, new), _ in _ranked(scores.items()):
        if old not in olds and new not in news:
            chosen.append((old, new))
            olds.add(old)
            news.add(new)
    return sorted(chosen)


def _regret(
    edge: Edge,
    scores: Mapping[Edge, float],
    rivals: Mapping[tuple[str, int], Sequence[Edge]],
    partners: Mapping[tuple[str, int], int],
    rules: Rules,
) -> float:
    """How much worse the next best choice is: another partner that is free, or an exchange."""
    least = scores[edge]
    for other in (*rivals["old", edge[0]], *rivals["new", edge[1]]):
        if other == edge or rules.same(edge, other):
            continue
        loss = scores[edge] - scores[other]
        displaced = _displaced(edge, other, partners)
        if displaced is not None:
            exchange = (displaced[0], edge[1]) if other[0] == edge[0] else (edge[0], displaced[1])
            if rules.same(edge, displaced) or rules.same(edge, exchange):
                continue
            loss += scores[displaced] - scores.get(exchange, 0.0)
        least = min(least, loss)
    return least


def _displaced(edge: Edge, other: Edge, partners: Mapping[tuple[str, int], int]) -> Edge | None:
    """The chosen pair that taking `other` instead of `edge` would break."""
    if other[0] == edge[0]:
        owner = partners.get(("new", other[1]))
        return None if owner is None else (owner, other[1])
    owner = partners.get(("old", other[0]))
    return None if owner is None else (other[0], owner)
