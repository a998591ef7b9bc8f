"""Runs commands and measures them: elapsed and processor time, and the peak of their memory.

The commands are started by a small process of its own (`python runner.py`): Linux counts the memory
of the process that starts a command as the command's own.
"""

import json
import math
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

_KIBIBYTES_OF_MEBIBYTE = 1024


class CommandError(Exception):
    """A command that was to be measured failed."""


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a command: seconds on the clock and of the processor, peak memory in MiB.

    A run that was stopped because its time was over is not `finished`.
    """

    seconds: float
    processor: float
    peak: float
    finished: bool = True


@dataclass(frozen=True, slots=True)
class Sample:
    """Several runs of one command; steps that follow each other are added by `+`."""

    runs: tuple[Run, ...]

    @property
    def seconds(self) -> float:
        """The median of the clock."""
        return statistics.median(run.seconds for run in self.runs)

    @property
    def processor(self) -> float:
        """The median of the processor."""
        return statistics.median(run.processor for run in self.runs)

    @property
    def peak(self) -> float:
        """The highest peak of all runs, in MiB."""
        return max(run.peak for run in self.runs)

    @property
    def spread(self) -> tuple[float, float]:
        """The fastest and the slowest run."""
        return min(run.seconds for run in self.runs), max(run.seconds for run in self.runs)

    @property
    def finished(self) -> bool:
        """Whether no run was stopped."""
        return all(run.finished for run in self.runs)

    def __add__(self, other: "Sample") -> "Sample":
        return Sample(
            tuple(
                Run(
                    before.seconds + after.seconds,
                    before.processor + after.processor,
                    max(before.peak, after.peak),
                    before.finished and after.finished,
                )
                for before, after in zip(self.runs, other.runs, strict=True)
            )
        )


@dataclass(frozen=True, slots=True)
class Command:
    """A command line, the folder it runs in, and what makes that folder ready before each run."""

    arguments: tuple[str, ...]
    folder: Path
    prepare: Callable[[], None] | None = None


class Runner(AbstractContextManager["Runner"]):
    """Measures commands one after the other, never two at a time."""

    def __init__(self) -> None:
        self._server = subprocess.Popen(
            [sys.executable, "-S", __file__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=_environment(),
            text=True,
        )

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
        /,
    ) -> None:
        self._server.communicate("")

    def __enter__(self) -> Self:
        return self

    def run(self, command: Command, *, limit: float | None = None) -> Run:
        """Run a command once, for at most `limit` seconds of the processor.

        Raises:
            CommandError: it failed.
        """
        if command.prepare is not None:
            command.prepare()
        if self._server.stdin is None or self._server.stdout is None:
            raise CommandError("the runner has no pipes")
        question = {"arguments": command.arguments, "folder": str(command.folder), "limit": limit}
        print(json.dumps(question), file=self._server.stdin, flush=True)
        answer = json.loads(self._server.stdout.readline())
        if answer["failure"]:
            raise CommandError(f"{' '.join(command.arguments)}\n{answer['failure']}")
        return Run(**answer["run"])

    def sample(self, command: Command, *, rounds: int = 1, limit: float | None = None) -> Sample:
        """Run a command several times."""
        return Sample(tuple(self.run(command, limit=limit) for _ in range(rounds)))

    def interleaved(self, commands: Mapping[str, Command], *, rounds: int) -> dict[str, Sample]:
        """Run each command once in every round, so that a busy moment hits all of them.

        A round before the first one fills the caches and does not count.
        """
        runs: dict[str, list[Run]] = {name: [] for name in commands}
        for turn in range(rounds + 1):
            for name, command in commands.items():
                run = self.run(command)
                if turn:
                    runs[name].append(run)
        return {name: Sample(tuple(found)) for name, found in runs.items()}


def _environment() -> dict[str, str]:
    """The user's environment, in which Python may keep its bytecode and msgmerge has one thread."""
    ours = {"OMP_NUM_THREADS": "1", "LC_ALL": "C.UTF-8"}
    return {
        name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"
    } | ours


def _serve(questions: Iterable[str]) -> None:
    for question in questions:
        print(json.dumps(_measured(**json.loads(question))), flush=True)


def _measured(arguments: Sequence[str], folder: str, limit: float | None) -> dict[str, object]:
    """What a command took, or why it failed."""
    start = time.perf_counter()
    process = subprocess.Popen(
        arguments,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    if limit is not None:
        seconds_at_most = math.ceil(limit)
        resource.prlimit(process.pid, resource.RLIMIT_CPU, (seconds_at_most, seconds_at_most))
    complaint = process.stderr.read() if process.stderr else b""
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    peak = usage.ru_maxrss / _KIBIBYTES_OF_MEBIBYTE
    over = limit is not None and os.WIFSIGNALED(status)
    run = Run(seconds, usage.ru_utime + usage.ru_stime, peak, finished=not over)
    failed = status != 0 and not over
    failure = complaint.decode(errors="replace")[-2000:] or str(status) if failed else ""
    return {"run": asdict(run), "failure": failure}


if __name__ == "__main__":
    _serve(sys.stdin)
