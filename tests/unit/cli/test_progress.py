"""The progress bar: late, on a terminal, on stderr, and gone when the work is."""

import io
import time
from collections.abc import Iterator

import pytest

from charter_i18n.cli.console import Console, Settings


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """What time it is."""
    now = [0.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    return now


def _work(clock: list[float], *, seconds: float, quiet: bool = False) -> None:
    console = Console()
    console.settings = Settings(quiet=quiet)
    with console.progress() as progress:
        for step in range(5):
            progress(step, 4)
            clock[0] += seconds / 4


def test_it_is_shown_once_the_work_lasts(clock: list[float], monkeypatch: pytest.MonkeyPatch):
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    _work(clock, seconds=4)
    shown = terminal.getvalue()
    assert "25%" in shown
    assert "100%" in shown
    assert shown.endswith("\n"), "what is said next begins a line"


def test_short_work_shows_none(clock: list[float], monkeypatch: pytest.MonkeyPatch):
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    _work(clock, seconds=0.5)
    assert terminal.getvalue() == ""


@pytest.mark.parametrize(("stream", "quiet"), [(io.StringIO, False), (Terminal, True)])
def test_nor_does_a_pipe_or_a_quiet_run(
    stream: type[io.StringIO], clock: list[float], monkeypatch: pytest.MonkeyPatch, *, quiet: bool
):
    found = stream()
    monkeypatch.setattr("sys.stderr", found)
    _work(clock, seconds=4, quiet=quiet)
    assert found.getvalue() == ""


def test_an_error_leaves_a_clean_line(clock: list[float], monkeypatch: pytest.MonkeyPatch):
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)

    def fail() -> Iterator[None]:
        with Console().progress() as progress:
            progress(0, 4)
            clock[0] += 2
            progress(1, 4)
            raise OSError("no space")
        yield

    with pytest.raises(OSError, match="no space"):
        next(fail())
    assert terminal.getvalue().endswith("\n")
