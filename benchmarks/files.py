"""Many files: extract, merge and render in one go, beside po4a and translate-toolkit.

Every program has its own copy of the same posts and catalogues in which all is translated; then
a tenth of the files is edited, and the program brings catalogues and rendered documents up to
date, in the way that is fastest for it: po4a in one run with one shared catalogue, in which each
text of the copies stands once; translate-toolkit in one run of each of its programs.
"""

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import polib
import tables
from runner import Command, CommandError, Runner, Sample
from small import commit
from texts import accented, copies, posts, revised
from tools import OURS, installed, toolkit

_AIM = 4
_KEYS = "title,subtitle,description,description_hero,excerpt,extrait,summary,hero_alt"
_SETTINGS = 'locales = ["es"]\n'


@dataclass(frozen=True, slots=True)
class _Rival:
    """A program, or ours: its command lines for a new project and for a revision.

    `texts`, `catalogues` and `rendered` are its folders.
    """

    name: str
    first: Sequence[tuple[str, ...]]
    update: Sequence[tuple[str, ...]]
    texts: str
    catalogues: str
    rendered: str
    set_up: Callable[[Path, Sequence[str]], None]


def measure(runner: Runner, folder: Path, *, number: int, rounds: int) -> None:
    """Print the section for `number` files."""
    files = copies(posts(), number)
    tables.title(f"{number} files: extract, merge and render after {number // 10} were edited")
    tables.head(ratio="")
    samples: dict[str, Sample] = {}
    for rival in _rivals():
        try:
            samples[rival.name] = _one(runner, folder / rival.name, rival, files, rounds=rounds)
        except CommandError as error:
            print(f"  {rival.name} failed: {error}")
    ours = samples.pop("charter-i18n")
    for name, sample in samples.items():
        print(f"  {'against ' + name:<44}{tables.times(sample, ours, aim=_AIM)}")


def _rivals() -> list[_Rival]:
    """The programs that are there, ours first."""
    ours = [(*OURS, "sync"), (*OURS, "build")]
    locale = "locale/es/LC_MESSAGES"
    found = [_Rival("charter-i18n", ours[:1], ours, "source", locale, "build/es", _set_up_ours)]
    if program := installed("po4a"):
        charsets = ("--master-charset", "UTF-8", "--localized-charset", "UTF-8")
        run = (program, "--quiet", "--keep", "0", *charsets, "po4a.cfg")
        found.append(
            _Rival("po4a", [(*run, "--no-translations")], [run], "texts", "po", "out", _set_up_po4a)
        )
    if extract := toolkit("md2po"):
        make = (toolkit("pot2po") or "", "--progress=none")
        render = (toolkit("po2md") or "", "--progress=none")
        found.append(
            _Rival(
                "translate-toolkit",
                [(extract, "--progress=none", "-P", "texts", "pot"), (*make, "pot", "po")],
                [
                    (extract, "--progress=none", "-P", "texts", "pot"),
                    (*make, "-t", "po", "pot", "merged"),
                    (*render, "-t", "texts", "merged", "out"),
                ],
                "texts",
                "po",
                "out",
                lambda _folder, _names: None,
            )
        )
    return found


def _set_up_ours(folder: Path, _names: Sequence[str]) -> None:
    (folder / "charter-i18n.toml").write_text(_SETTINGS, encoding="utf-8")
    commit(folder)


def _set_up_po4a(folder: Path, names: Sequence[str]) -> None:
    lines = ["[po4a_langs] es", "[po4a_paths] po/all.pot $lang:po/$lang.po"]
    options = f'opt:"-o markdown -o neverwrap -o yfm_keys={_KEYS} -o yfm_lenient -o yfm_skip_array"'
    lines += [f"[type: text] texts/{name} $lang:out/{name} {options}" for name in names]
    (folder / "po4a.cfg").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "po").mkdir()


def _one(
    runner: Runner, folder: Path, rival: _Rival, files: dict[str, str], *, rounds: int
) -> Sample:
    """Measure one program: a new project once, then the revision `rounds` times."""
    (folder / rival.texts).mkdir(parents=True)
    for name, text in files.items():
        (folder / rival.texts / name).write_text(text, encoding="utf-8")
    rival.set_up(folder, tuple(files))
    first = _steps(runner, rival.first, folder)
    tables.row(f"{rival.name}, new project", first)
    for path in [*(folder / rival.catalogues).rglob("*.po")]:
        _translate(path)
    for name, text in revised(files, 0.1).items():
        (folder / rival.texts / name).write_text(text, encoding="utf-8")
    runs: list[Sample] = []
    for turn in range(rounds):
        copy = folder.with_name(f"{rival.name}-{turn}")
        shutil.copytree(folder, copy)
        runs.append(_steps(runner, rival.update, copy, name=rival.name if rounds == 1 else ""))
        if turn == rounds - 1:
            _tell(copy / rival.rendered, files, rival.name)
        shutil.rmtree(copy)
    shutil.rmtree(folder)
    sample = Sample(tuple(run for found in runs for run in found.runs))
    tables.row(f"{rival.name}, revision", sample)
    return sample


def _steps(
    runner: Runner, steps: Sequence[tuple[str, ...]], folder: Path, *, name: str = ""
) -> Sample:
    """The sum of commands that follow each other."""
    samples = [runner.sample(Command(arguments, folder)) for arguments in steps]
    if name and len(samples) > 1:
        for arguments, sample in zip(steps, samples, strict=True):
            word = next(part for part in arguments[::-1] if not part.startswith("-"))
            program = Path(arguments[0]).name
            tables.row(f"  {program} {word if program == 'charter-i18n' else ''}", sample)
    total = samples[0]
    for sample in samples[1:]:
        total += sample
    return total


def _translate(path: Path) -> None:
    """Fill a catalogue with a pseudo-translation."""
    catalogue = polib.pofile(str(path), wrapwidth=0)
    for entry in catalogue.untranslated_entries():
        entry.msgstr = accented(entry.msgid)
    catalogue.save()


def _tell(rendered: Path, files: dict[str, str], name: str) -> None:
    """Say what a program did: how many documents it wrote, and how many are translated."""
    # po4a writes a broken character into some front matters.
    found = rendered.rglob("*.md")
    texts = [path.read_text(encoding="utf-8", errors="replace") for path in found]
    translated = sum("ö" in text or "î" in text for text in texts)
    print(f"  {name} rendered {len(texts)} of {len(files)} documents, {translated} translated")
