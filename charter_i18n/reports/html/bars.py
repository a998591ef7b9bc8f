"""The geometry of the bars that show how far a translation is."""

from collections.abc import Iterator
from dataclasses import dataclass

from charter_i18n.states import Counts, State

WIDTH = 1000
"""The width of every bar, in its own units."""

STATES = (State.CURRENT, State.UNFINISHED, State.STALE, State.REJECTED, State.UNTRANSLATED)
"""From finished to missing: the order of the parts of a bar."""

_LEAST = 8
"""A single entry among thousands is still seen."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a bar, in whole units."""

    state: State
    start: int
    width: int


def stretches(counts: Counts) -> tuple[Stretch, ...]:
    """The parts of a bar, one for each state that occurs; they fill the bar exactly."""
    return tuple(_stretches(counts)) if counts.total else ()


def _stretches(counts: Counts) -> Iterator[Stretch]:
    figures = [(state, getattr(counts, state.value)) for state in STATES]
    present = [(state, figure) for state, figure in figures if figure]
    spare = WIDTH - _LEAST * len(present)
    done = 0
    for rank, (state, figure) in enumerate(present):
        start = _LEAST * rank + spare * done // counts.total
        done += figure
        end = _LEAST * (rank + 1) + spare * done // counts.total
        yield Stretch(state, start, end - start)
