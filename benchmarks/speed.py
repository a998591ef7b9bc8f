"""Measures the speed, side by side with other programs: `make bench`.

    python benchmarks/speed.py [small] [files] [catalogue] [--full] [--rounds N]

Everything runs through the real command line, on texts that are the same in every run, in a
temporary folder. How to read the figures: README.md beside this file.
"""

import argparse
import os
import platform
import tempfile
from pathlib import Path

import catalogue
import files
import small
from runner import Runner

_SECTIONS = ("small", "files", "catalogue")
_NUMBERS = (500, 2_500)
_LIMIT = 100.0
_FULL_LIMIT = 7_200.0


def main() -> None:
    """Measure what the arguments name, or everything."""
    parser = argparse.ArgumentParser(description="Measure the speed beside other programs.")
    parser.add_argument("sections", nargs="*", metavar="SECTION", help=", ".join(_SECTIONS))
    parser.add_argument("--rounds", type=int, default=9, help="runs of each small command")
    parser.add_argument(
        "--full", action="store_true", help="let msgmerge merge 50,000 texts: takes hours"
    )
    arguments = parser.parse_args()
    unknown = set(arguments.sections) - set(_SECTIONS)
    if unknown:
        parser.error(f"no section {', '.join(sorted(unknown))}; there are {', '.join(_SECTIONS)}")
    load = os.getloadavg()[0]
    print(
        f"Python {platform.python_version()}, {os.cpu_count()} processors,"
        f" load {load:.1f} at the beginning"
    )
    with Runner() as runner, tempfile.TemporaryDirectory(prefix="charter-i18n-bench-") as folder:
        _measure(runner, Path(folder), arguments)


def _measure(runner: Runner, folder: Path, arguments: argparse.Namespace) -> None:
    sections = arguments.sections or _SECTIONS
    rounds: int = arguments.rounds
    few = max(1, rounds // 3)
    if "small" in sections:
        small.measure(runner, _made(folder / "small"), rounds=rounds)
    if "files" in sections:
        for number in _NUMBERS:
            files.measure(
                runner,
                _made(folder / f"files-{number}"),
                number=number,
                rounds=few if number == _NUMBERS[0] else 1,
            )
    if "catalogue" in sections:
        limit = _FULL_LIMIT if arguments.full else _LIMIT
        target = _made(folder / "catalogue")
        catalogue.measure(runner, target, rounds=few, limit=limit, full=arguments.full)


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


if __name__ == "__main__":
    main()
