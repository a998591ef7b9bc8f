"""How often the severity of real revisions is right: `make quality`.

Reads the labelled revisions beside the project (or the file given) and prints, for changes in
isolation, n/N and the share for each promise. A case counts only where both annotators agree on
the class and neither is unsure; a signal counts where both name it. `-v` lists every miss.
"""

import argparse
import json
import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from charter_i18n import lexicon, severity
from charter_i18n.model import Severity

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("CHARTER_I18N_DATA", ROOT.parent / "shared" / "data"))
OPERATORS = frozenset({"negation", "modality", "number", "scope", "exception", "coordination"})


@dataclass(frozen=True, slots=True)
class Revision:
    """A paragraph that changed, what two annotators agree on, and what the program says."""

    id: str
    old: str
    new: str
    label: str
    signals: frozenset[str]
    verdict: severity.Classification


@dataclass(frozen=True, slots=True)
class Measure:
    """A promise: the cases that it is about, and which of them keep it."""

    title: str
    concerns: Callable[[Revision], bool]
    holds: Callable[[Revision], bool]


ISOLATED = (
    Measure(
        "editorial or substantive, not called cosmetic",
        lambda revision: revision.label in ("editorial", "substantive"),
        lambda revision: revision.verdict.severity > Severity.COSMETIC,
    ),
    Measure(
        "with an operator's signal, called critical",
        lambda revision: bool(revision.signals & OPERATORS),
        lambda revision: revision.verdict.severity is Severity.CRITICAL,
    ),
    Measure(
        "called critical, substantive",
        lambda revision: (
            revision.verdict.severity is Severity.CRITICAL and revision.label != "unrelated"
        ),
        lambda revision: revision.label == "substantive",
    ),
    Measure(
        "formal, called cosmetic or minor",
        lambda revision: revision.label == "formal",
        lambda revision: revision.verdict.severity <= Severity.MINOR,
    ),
    Measure(
        "unrelated, not called critical",
        lambda revision: revision.label == "unrelated",
        lambda revision: revision.verdict.severity is not Severity.CRITICAL,
    ),
)


def read(path: Path) -> Iterable[Revision]:
    """The revisions on which the annotators agree, classified."""
    french = lexicon.load("fr")
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        first, second = record["labels"]
        if first["class"] != second["class"] or first["unsure"] or second["unsure"]:
            continue
        yield Revision(
            id=record["id"],
            old=record["old"],
            new=record["new"],
            label=first["class"],
            signals=frozenset(first["signals"]) & frozenset(second["signals"]),
            verdict=severity.classify([record["old"]], [record["new"]], lexicon=french),
        )


def show(measure: Measure, revisions: Sequence[Revision], *, verbose: bool) -> None:
    """Print one figure, and the misses behind it."""
    cases = [revision for revision in revisions if measure.concerns(revision)]
    misses = [revision for revision in cases if not measure.holds(revision)]
    kept = len(cases) - len(misses)
    share = f"{kept / len(cases):6.1%}" if cases else "     –"
    print(f"{share}  {kept:3}/{len(cases):<3}  {measure.title}")
    for revision in misses if verbose else ():
        print(f"    {revision.id} {revision.label} {sorted(revision.signals)}")
        classes = ", ".join(revision.verdict.classes)
        print(f"      {revision.verdict.severity}: {classes}: {revision.verdict.reason}")
        print(f"      - {revision.old}\n      + {revision.new}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", nargs="?", type=Path, default=DATA / "revisions-dev.jsonl")
    parser.add_argument("-v", "--verbose", action="store_true")
    options = parser.parse_args()
    revisions = tuple(read(options.file))
    for measure in ISOLATED:
        show(measure, revisions, verbose=options.verbose)


if __name__ == "__main__":
    main()
