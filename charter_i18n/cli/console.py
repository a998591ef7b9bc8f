"""What a command needs of the outside: its project, and a voice.

Results go to stdout, everything else to stderr.
"""

import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import click

from charter_i18n.errors import Fault, Message
from charter_i18n.pipeline.progress import Progress
from charter_i18n.ui import SOURCE_LOCALE, Translator
from charter_i18n.workspace import NoProjectError, Workspace

_PATIENCE = 1.0
"""Seconds of work after which a progress bar appears on a terminal."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How the user wants to be spoken to."""

    colour: bool | None = None
    quiet: bool = False
    verbose: bool = False


class Console:
    """The project that a command works in, and how it speaks to its user."""

    def __init__(self) -> None:
        """The options of the command line set what is here."""
        self.folder = Path()
        self.settings = Settings()
        self.ui_locale = SOURCE_LOCALE

    @property
    def verbose(self) -> bool:
        """Whether to name also what did not change."""
        return self.settings.verbose

    @cached_property
    def workspace(self) -> Workspace:
        """The project around the folder."""
        return Workspace.find(self.folder)

    def workspace_or_none(self) -> Workspace | None:
        """The project around the folder, where there is one."""
        try:
            return self.workspace
        except NoProjectError:
            return None

    @property
    def translator(self) -> Translator:
        """The user's language."""
        return _translator(self.ui_locale)

    def result(self, text: str) -> None:
        """Write a result to stdout."""
        click.echo(text, color=self.settings.colour)

    def say(self, message: Message, *, indent: int = 0) -> None:
        """Tell how the work goes, on stderr; not with `--quiet`."""
        if not self.settings.quiet:
            text = " " * indent + self.translator.say(message)
            click.echo(text, err=True, color=self.settings.colour)

    def warn(self, faults: Iterable[Fault]) -> None:
        """Show faults, one line each, on stderr."""
        for fault in faults:
            click.echo(self.translator.fault(fault), err=True, color=self.settings.colour)

    @contextmanager
    def progress(self) -> Iterator[Progress]:
        """A progress that becomes a bar on a terminal when the work takes over a second."""
        if self.settings.quiet or not sys.stderr.isatty():
            yield lambda _done, _total: None
            return
        bar = _Bar()
        try:
            yield bar.step
        finally:
            bar.close()


@cache
def _translator(locale: str) -> Translator:
    return Translator(locale)


class _Bar:
    """click's progress bar, shown late: short work needs none."""

    def __init__(self) -> None:
        self._start = time.monotonic()
        self._open = ExitStack()
        self._move: Callable[[int], None] | None = None
        self._done = 0

    def step(self, done: int, total: int) -> None:
        """Take note of the work, and show it once it lasts."""
        if self._move is None:
            if time.monotonic() - self._start < _PATIENCE:
                return
            bar = click.progressbar(length=total, file=sys.stderr)
            self._move = self._open.enter_context(bar).update
        self._move(done - self._done)
        self._done = done

    def close(self) -> None:
        """Leave a clean line to what is said next."""
        self._open.close()


def columns(rows: Sequence[Sequence[str]], *, right: Iterable[int] = ()) -> Iterator[str]:
    """Lines with aligned columns; those in `right` end at the same place."""
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    aligned = frozenset(right)
    for row in rows:
        cells = [
            cell.rjust(width) if index in aligned else cell.ljust(width)
            for index, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        yield "  ".join(cells).rstrip(" ")


pass_console = click.make_pass_decorator(Console)
