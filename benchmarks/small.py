"""Start-up, and what a command costs in a small project: the repository's own charter."""

import shutil
import subprocess
import sys
from functools import partial
from pathlib import Path

import tables
from runner import Command, Runner
from texts import ROOT
from tools import OURS

_FLOOR = "python -c 'import click, polib, babel, pyromark'"
_PARTS = ("charter-i18n.toml", "source", "locale")


def measure(runner: Runner, folder: Path, *, rounds: int) -> None:
    """Print the section."""
    commands = {
        _FLOOR: Command((sys.executable, "-c", "import click, polib, babel, pyromark"), folder),
        "charter-i18n --version": Command((OURS[0], "--version"), folder),
        "sync, nothing to do": _in_project(folder / "same", "sync"),
        "sync, no catalogue yet": _in_project(folder / "cold", "sync", without="locale"),
        "build": _in_project(folder / "build", "build", without="build"),
    }
    samples = runner.interleaved(commands, rounds=rounds)
    tables.title(f"Start-up and the charter of this repository (median of {rounds}, interleaved)")
    tables.head(ratio="to the floor")
    floor = samples[_FLOOR]
    for name, sample in samples.items():
        ratio = f"{sample.seconds / floor.seconds:.2f} x"
        aim = " (aim: 2)" if name == "sync, nothing to do" else ""
        tables.row(name, sample, ratio=f"{ratio}{aim}")


def _in_project(folder: Path, command: str, *, without: str | None = None) -> Command:
    """A command in a copy of the project; the folder `without` is taken away before each run."""
    folder.mkdir()
    for part in _PARTS:
        if (ROOT / part).is_dir():
            shutil.copytree(ROOT / part, folder / part)
        else:
            shutil.copy(ROOT / part, folder / part)
    commit(folder)
    prepare = partial(shutil.rmtree, folder / without, ignore_errors=True) if without else None
    return Command((*OURS, command), folder, prepare)


def commit(folder: Path) -> None:
    """Make a folder a repository with one commit, as projects are."""
    identity = ("-c", "user.name=Benchmark", "-c", "user.email=benchmark@example.org")
    for arguments in (["init"], ["add", "."], [*identity, "commit", "--message", "Texts"]):
        subprocess.run(
            ["git", *arguments],
            cwd=folder,
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
