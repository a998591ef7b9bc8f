"""One large catalogue: `sync` beside msgmerge and pot2po, and how time and memory grow.

`sync` reads the source, the template and the catalogue and writes both; msgmerge and pot2po are
given the new template and merge only.
"""

import math
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import tables
from matching import writer
from runner import Command, Runner, Sample
from texts import accented, markdown
from tools import OURS, installed, toolkit

from charter_i18n import po
from charter_i18n.model import Passage

SIZES = (1_000, 10_000, 50_000)
_NEW = 200
_COMPARED = 10_000
_MERGED = "locale/es/LC_MESSAGES/charte.po"
_AIMS = {("edited", 10_000): 5, ("edited", 50_000): 10, ("new", 10_000): 50}


@dataclass(frozen=True, slots=True)
class _Project:
    """A project with one large document, at rest, and its texts after a revision."""

    folder: Path
    passages: Sequence[Passage]

    @classmethod
    def create(cls, runner: Runner, folder: Path, *, size: int) -> "_Project":
        """Write the source, sync it, translate everything."""
        passages = writer().document(size)
        (folder / "source").mkdir(parents=True)
        (folder / "charter-i18n.toml").write_text('locales = ["es"]\n', encoding="utf-8")
        (folder / "source/charte.md").write_text(markdown(passages), encoding="utf-8")
        runner.run(Command((*OURS, "sync"), folder))
        _translate(folder / _MERGED)
        shutil.copytree(folder / "locale", folder / "before")
        return cls(folder, passages)

    def revise(self, runner: Runner, passages: Sequence[Passage]) -> None:
        """Exchange the source; the new template is left for the others as `new.pot`."""
        (self.folder / "source/charte.md").write_text(markdown(passages), encoding="utf-8")
        runner.run(self.sync)
        shutil.copy(self.folder / "locale/charte.pot", self.folder / "new.pot")

    def restore(self) -> None:
        """Put template and catalogue back to what they were before the revision."""
        shutil.rmtree(self.folder / "locale")
        shutil.copytree(self.folder / "before", self.folder / "locale")

    @property
    def sync(self) -> Command:
        """Our command, from the state before."""
        return Command((*OURS, "sync"), self.folder, self.restore)

    def msgmerge(self, program: str, template: str, *options: str) -> Command:
        """The command of gettext for the same merge."""
        old = f"before/{_MERGED.removeprefix('locale/')}"
        output = ("--output-file", "merged.po")
        arguments = (program, "--quiet", *options, *output, old, template)
        return Command(arguments, self.folder)

    def pot2po(self, program: str) -> Command:
        """The command of translate-toolkit for the same merge."""
        old = f"before/{_MERGED.removeprefix('locale/')}"
        return Command((program, "--progress=none", "-t", old, "new.pot", "merged.po"), self.folder)


def measure(runner: Runner, folder: Path, *, rounds: int, limit: float, full: bool) -> None:
    """Print the section; a rival is stopped after `limit` seconds of the processor.

    Without `full` the largest revision is ours alone: msgmerge takes over an hour for it.
    """
    tables.title("One catalogue, nothing to do")
    tables.head(ratio="")
    projects = {size: _Project.create(runner, folder / str(size), size=size) for size in SIZES}
    same = {size: _same(runner, project, size, rounds) for size, project in projects.items()}
    _tell_growth(same)
    tables.title("One catalogue, every tenth text edited")
    tables.head(ratio="")
    compare = partial(_compare, runner, kind="edited", limit=limit)
    edited = {}
    for size, project in projects.items():
        project.revise(runner, writer().revision(project.passages, 0.1))
        rivals = full or size == _COMPARED
        turns = 1 if size == SIZES[-1] else rounds
        edited[size] = compare(project, size=size, rounds=turns, rivals=rivals)
    _tell_growth(edited)
    tables.title(f"One catalogue, {_NEW} wholly new texts among {_COMPARED}")
    tables.head(ratio="")
    project = projects[_COMPARED]
    project.revise(runner, writer().extension(project.passages, _NEW))
    _compare(runner, project, kind="new", size=_COMPARED, rounds=rounds, limit=limit, rivals=True)


def _same(runner: Runner, project: _Project, size: int, rounds: int) -> Sample:
    """`sync` with nothing to do, beside msgmerge without fuzzy matching."""
    commands = {"sync": Command((*OURS, "sync"), project.folder)}
    if program := installed("msgmerge"):
        template = "locale/charte.pot"
        commands["msgmerge --no-fuzzy-matching"] = project.msgmerge(
            program, template, "--no-fuzzy-matching", "--no-wrap"
        )
    samples = runner.interleaved(commands, rounds=rounds)
    ours = samples["sync"]
    for name, sample in samples.items():
        ratio = "" if sample is ours else tables.times(sample, ours, aim=1)
        tables.row(f"{size:,}: {name}", sample, ratio=ratio)
    return ours


def _compare(  # noqa: PLR0913 - what is measured, and how
    runner: Runner,
    project: _Project,
    *,
    kind: str,
    size: int,
    rounds: int,
    limit: float,
    rivals: bool,
) -> Sample:
    """`sync` after a revision, beside the programs that merge too."""
    ours = runner.sample(project.sync, rounds=rounds)
    tables.row(f"{size:,}: sync", ours)
    if not rivals:
        return ours
    aim = _AIMS.get((kind, size), 1)
    if program := installed("msgmerge"):
        command = project.msgmerge(program, "new.pot", "--previous", "--no-wrap")
        sample = runner.sample(command, limit=limit)
        tables.row(f"{size:,}: msgmerge", sample, ratio=tables.times(sample, ours, aim=aim))
    if program := toolkit("pot2po"):
        sample = runner.sample(project.pot2po(program), limit=limit)
        tables.row(f"{size:,}: pot2po", sample, ratio=tables.times(sample, ours, aim=1))
    return ours


def _tell_growth(samples: dict[int, Sample]) -> None:
    """The exponent of the processor's time over the number of texts: 1 is linear."""
    largest = SIZES[-1]
    parts = []
    for size in SIZES[:-1]:
        ratio = samples[largest].processor / samples[size].processor
        parts.append(f"{math.log(ratio) / math.log(largest / size):.2f} from {size:,}")
    print(f"  growth to {largest:,} texts: exponent {', '.join(parts)}")


def _translate(path: Path) -> None:
    """Fill a catalogue that has nothing but untranslated entries of one line."""
    catalogue = po.parse(path.read_text(encoding="utf-8"), path=path.name)
    parts = [catalogue.header.raw]
    for entry in catalogue.entries:
        raw = entry.raw.removesuffix('msgstr ""\n')
        parts.append(f'\n{raw}msgstr "{accented(entry.msgid)}"\n')
    path.write_text("".join(parts), encoding="utf-8")
