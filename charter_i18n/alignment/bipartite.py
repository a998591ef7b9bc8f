"""Matching of greatest total value between two small sets."""

from collections.abc import Mapping

_INFINITY = float("inf")


def best_matching(values: Mapping[tuple[int, int], float]) -> list[tuple[int, int]]:
    """Choose pairs, each member at most once, whose values add up to the most.

    The Hungarian method with shortest augmenting paths (Kuhn 1955, Munkres 1957), cubic in the
    number of members.

    Args:
        values: What each possible pair is worth, more than 0; pairs that are not named are not
            possible.

    Returns:
        The pairs, in ascending order.
    """
    rows = sorted({row for row, _ in values})
    columns = sorted({column for _, column in values})
    if len(rows) > len(columns):
        turned = {(column, row): value for (row, column), value in values.items()}
        return sorted((row, column) for column, row in best_matching(turned))
    costs = [[-values.get((row, column), 0.0) for column in columns] for row in rows]
    pairs = [
        (rows[row], columns[column]) for column, row in enumerate(_cheapest(costs)) if row >= 0
    ]
    return sorted(pair for pair in pairs if pair in values)


def _cheapest(costs: list[list[float]]) -> list[int]:
    """The row of each column, or -1, where every row has a column at the least total cost."""
    width = len(costs[0]) if costs else 0
    row_prices = [0.0] * len(costs)
    column_prices = [0.0] * width
    owners = [-1] * width
    for row in range(len(costs)):
        _augment(costs, row, row_prices, column_prices, owners)
    return owners


def _augment(
    costs: list[list[float]],
    start: int,
    row_prices: list[float],
    column_prices: list[float],
    owners: list[int],
) -> None:
    """Give one more row a column along the cheapest path, and adjust the prices."""
    distances = [_INFINITY] * len(owners)
    previous = [-1] * len(owners)
    done: list[int] = []
    row, column, travelled = start, -1, 0.0
    remaining = list(range(len(owners)))
    while row >= 0:
        for place in remaining:
            distance = travelled + costs[row][place] - row_prices[row] - column_prices[place]
            if distance < distances[place]:
                distances[place], previous[place] = distance, column
        column = min(remaining, key=lambda place: (distances[place], place))
        travelled = distances[column]
        remaining.remove(column)
        done.append(column)
        row = owners[column]
    row_prices[start] += travelled
    for place in done[:-1]:
        row_prices[owners[place]] += travelled - distances[place]
        column_prices[place] -= travelled - distances[place]
    while column >= 0:
        before = previous[column]
        owners[column] = owners[before] if before >= 0 else start
        column = before
