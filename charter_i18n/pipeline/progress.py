"""How far a use case is, told while it works; a module of its own, for it costs no import."""

from collections.abc import Callable

Progress = Callable[[int, int], None]
"""Called with the steps done and their total."""


def silent(_done: int, _total: int) -> None:
    """A progress that nobody watches."""
