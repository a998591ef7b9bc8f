"""A crash at any instant leaves each file old or new, and the next `sync` completes the work.

A power cut loses nothing either, and runs at the same time do not disturb each other.
"""

import errno
import fcntl
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from projects import Project

from charter_i18n import edits, turns
from charter_i18n.edits import Delete, Edit, Move, Write
from charter_i18n.errors import InputError
from charter_i18n.files import PARTIAL
from charter_i18n.workspace import Workspace

LOCALES = ("ar", "es", "pt_BR")
NAMES = tuple(f"guides/guide-{number}" for number in range(5))
MOVED = "Ce texte passe d’un document à l’autre, avec sa traduction."


def _text(number: int) -> str:
    """A document of its own; every sentence stands once in the project."""
    return "".join(
        f"## Partie {number}.{part}\n\n"
        f"L’initiateur numéro {number} publie la liste {part} des résultats de la consultation.\n\n"
        f"Chaque utilisateur {number}-{part} peut lire [le portail](https://exemple.fr/{number}).\n\n"
        for part in (1, 2)
    )


@pytest.fixture(scope="module")
def revised(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A translated project whose sources have been revised in every way."""
    listed = ", ".join(f'"{locale}"' for locale in LOCALES)
    project = Project(tmp_path_factory.mktemp("crash") / "project")
    documents = 'documents = ["a-source.md", "guides/guide-0.md"]'
    project.write("charter-i18n.toml", f"locales = [{listed}]\n[versions]\n{documents}\n")
    for number, name in enumerate(NAMES):
        project.write(f"source/{name}.md", _text(number))
    project.write("source/a-source.md", f"# Origine\n\n{MOVED}\n\nCe texte reste.\n")
    project.sync()
    for path in (project.root / "locale").rglob("*.po"):
        _translate(path, every=1 if "es" in path.parts else 2)
    assert project.run("release", "1.0.0", "--date", "2026-11-23").status == 0
    project.edit("source/a-source.md", MOVED, "Cette phrase est toute neuve.")
    project.write("source/z-new.md", f"# Destination\n\n{MOVED}\n")
    for number, name in enumerate(NAMES[:3]):
        project.edit(f"source/{name}.md", f"{number}-1 peut lire", f"{number}-1 doit lire")
        project.edit(f"source/{name}.md", f"{number}-2 peut", f"{number}-2\u00a0peut")
        project.edit(f"source/{name}.md", f"https://exemple.fr/{number}", "https://exemple.org")
    (project.root / f"source/{NAMES[3]}.md").rename(project.path("source/renamed.md"))
    (project.root / f"source/{NAMES[4]}.md").unlink()
    return project


def _translate(path: Path, *, every: int) -> None:
    """Translate all texts, or every second, with a comment."""
    header, *entries = path.read_text(encoding="utf-8").split("\n\n")
    for index in range(0, len(entries), every):
        msgid = entries[index].partition('msgid "')[2].partition('"\n')[0]
        link = msgid[msgid.find("[") :] if "[" in msgid else ""
        entries[index] = f"# nota {index}\n{entries[index]}".replace(
            'msgstr ""', f'msgstr "T{index} {link}"'
        )
    path.write_text("\n\n".join([header, *entries]), encoding="utf-8")


@pytest.fixture(scope="module")
def complete(revised: Project) -> dict[str, bytes | str]:
    """The files after a `sync` that nothing interrupts."""
    project = _copy(revised, revised.root.parent / "complete")
    project.sync()
    files = project.files()
    assert "locale/es/versions/1.0.0/guides/guide-0.po" in files, "nothing is kept of a version"
    assert "locale/es/reviews/guides/guide-0.jsonl" in files, "nothing is carried"
    assert "locale/es/LC_MESSAGES/renamed.po" in files, "nothing is renamed"
    assert 'msgstr "T' in project.read("locale/es/LC_MESSAGES/z-new.po"), "nothing is taken over"
    return files


def _copy(project: Project, target: Path) -> Project:
    shutil.copytree(project.root, target)
    return Project(target)


def _check(project: Project, revised: Project, complete: dict[str, bytes | str]) -> None:
    """Every file is old (it may have its new name by now) or new; the next run completes it."""
    old = revised.files()
    for name, content in project.files().items():
        if not name.endswith(PARTIAL):
            assert content == complete.get(name) or content in old.values()
    project.sync()
    assert project.files() == complete


@pytest.mark.parametrize("seed", range(15))
def test_a_kill_leaves_each_file_old_or_new(
    seed: int, revised: Project, complete: dict[str, bytes | str], tmp_path: Path
):
    chance = random.Random(seed)  # noqa: S311 - a test that can be repeated
    project = _copy(revised, tmp_path / "project")
    command = [sys.executable, "-m", "charter_i18n", "-q", "sync"]
    process = subprocess.Popen(
        command, cwd=project.root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _wait_for_changes(project, process, chance.randrange(40))
    time.sleep(chance.random() / 1000)
    process.send_signal(signal.SIGKILL)
    process.wait()
    _check(project, revised, complete)


def _wait_for_changes(project: Project, process: subprocess.Popen[bytes], count: int) -> None:
    """Wait until so many files have been replaced, made or removed, or until the end."""
    before = _stamps(project)
    while process.poll() is None and len(before.items() ^ _stamps(project).items()) < count:
        time.sleep(0.0002)


def _stamps(project: Project) -> dict[Path, int]:
    """What tells that a file is another one."""
    found = {}
    for path in (project.root / "locale").rglob("*"):
        try:
            found[path] = path.stat().st_ino
        except FileNotFoundError:
            continue
    return found


class _Crash(BaseException):
    """The end of the program, as far as it can know."""


def test_a_crash_between_any_two_edits(
    revised: Project,
    complete: dict[str, bytes | str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
):
    finish = edits._finish  # noqa: SLF001 - where each edit is one step
    done = 0
    for step in range(1000):
        project = _copy(revised, tmp_path / f"project-{step}")
        left = step

        def crash(*step: Any) -> set[Path]:  # noqa: ANN401 - handed on as they are
            nonlocal left
            if left == 0:
                raise _Crash
            left -= 1
            return finish(*step)

        with monkeypatch.context() as patch:
            patch.setattr(edits, "_finish", crash)
            try:
                project.run("sync")
            except _Crash:
                done += 1
        _check(project, revised, complete)
        shutil.rmtree(project.root)
        if done == step:
            break
    assert done > 20, "too few edits to tell"


@pytest.mark.parametrize("next_day", ["2026-12-01", "2026-12-02"])
def test_a_crash_between_any_two_edits_of_a_release(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, next_day: str
):
    """The next run completes it, also on another day; until then nothing has been released."""
    finish = edits._finish  # noqa: SLF001 - where each edit is one step
    whole: dict[str, bytes | str] = {}
    for step in range(100):
        project = Project.create(tmp_path / f"project-{step}")
        front = "---\ntitle: Charte\nversion: 0.1\ndate: 2026-01-01\n---\n"
        project.write("source/charte.md", f"{front}Chacun peut participer.\n")
        project.write("source/guides/faq.md", f"{front}Le vote est ouvert.\n")
        assert project.run("release", "1.0.0", "--date", "2026-11-23").status == 0
        project.edit("source/charte.md", "peut", "doit")
        registry = project.read("source/versions/versions.toml")
        left = step

        def crash(*step: Any) -> set[Path]:  # noqa: ANN401 - handed on as they are
            nonlocal left
            if left == 0:
                raise _Crash
            left -= 1
            return finish(*step)

        crashed = False
        with monkeypatch.context() as patch:
            patch.setattr(edits, "_finish", crash)
            try:
                project.run("release", "2.0.0", "--date", "2026-12-01")
            except _Crash:
                crashed = True
        if crashed:
            assert project.read("source/versions/versions.toml") == registry
            outcome = project.run("release", "2.0.0", "--date", next_day)
            assert outcome.status == 0, outcome.stderr
            whole = whole or project.files()
            assert project.files() == whole
            assert f"date: {next_day}" in project.read("source/versions/2.0.0/charte.md")
        else:
            break
    assert step == 5, "two frozen texts, two working ones, and the registry"


def test_what_a_killed_run_left_is_removed(project: Project):
    project.sync()
    for name in ("", "source/", "source/guides/", "locale/es/LC_MESSAGES/", "build/es/"):
        project.write(f"{name}.charte.po.123{PARTIAL}", "half a fi")
    project.sync()
    assert [name for name in project.files() if name.endswith(PARTIAL)] == []


# Power cuts: what is lost is what was not flushed.


class Disk:
    """The calls of the operating system that change the disk, in their order.

    Files and folders are told by their inodes, which a rename leaves as they are.
    """

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.calls: list[tuple[str, Path]] = []
        self.flushed: set[int] = set()
        self.unsettled: dict[Path, set[Path]] = {}  # folder -> new or replaced files
        self._replaced: set[Path] = set()
        self._watch(monkeypatch)

    def _watch(self, monkeypatch: pytest.MonkeyPatch) -> None:
        fsync, replace, unlink = os.fsync, Path.replace, Path.unlink

        def flush(descriptor: int) -> None:
            fsync(descriptor)
            self._flush(os.fstat(descriptor).st_ino)

        def rename(old: Path, new: Path) -> Path:
            self._rename(old, new)
            return replace(old, new)

        def remove(path: Path, *, missing_ok: bool = False) -> None:
            if not path.name.endswith(PARTIAL):
                self.calls.append(("unlink", path))
                self._must_be_settled(path)
            unlink(path, missing_ok=missing_ok)

        monkeypatch.setattr(os, "fsync", flush)
        monkeypatch.setattr(Path, "replace", rename)
        monkeypatch.setattr(Path, "unlink", remove)

    def _flush(self, inode: int) -> None:
        self.flushed.add(inode)
        self.calls.append(("flush", Path(str(inode))))
        settled = [folder for folder in self.unsettled if folder.stat().st_ino == inode]
        for folder in settled:
            self.calls[-1] = ("flush", folder)
            self._replaced -= self.unsettled.pop(folder)

    def _rename(self, old: Path, new: Path) -> None:
        if not old.name.endswith(PARTIAL):
            self.calls.append(("move", new))
            self._must_be_settled(new)
            return
        replaces = new.exists()
        self.calls.append(("replace" if replaces else "create", new))
        if replaces:
            assert old.stat().st_ino in self.flushed, f"{new} may be empty"
            self._must_be_settled(new, but=self._replaced)
            self._replaced.add(new)
        elif old.stat().st_ino not in self.flushed:
            self.calls.append(("not flushed", new))
        self.unsettled.setdefault(new.parent, set()).add(new)

    def _must_be_settled(self, path: Path, *, but: Iterable[Path] = ()) -> None:
        waiting = set().union(*self.unsettled.values()) - {*but}
        assert waiting == set(), f"{path} goes before these are on the disk"

    def order(self, *names: str) -> list[str]:
        """The calls about files of these names, and about the folders that they are in."""
        return [
            f"{call} {path.name}"
            for call, path in self.calls
            if path.name in names or (call == "flush" and path.is_dir())
        ]


def test_what_goes_is_on_the_disk_elsewhere_first(
    revised: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    project = _copy(revised, tmp_path / "project")
    disk = Disk(monkeypatch)
    project.sync()
    done = {call for call, _ in disk.calls}
    assert done >= {"create", "replace", "move", "unlink", "flush"}


def test_the_reviews_of_a_renamed_document_are_on_the_disk_before_the_old_ones_go(
    project: Project, monkeypatch: pytest.MonkeyPatch
):
    project.sync()
    project.translate("Préambule", "Preámbulo")
    project.translate("L’initiateur publie les résultats.", "El iniciador publica.")
    verdict = ("--document", "source/charte.md", "--by", "Ana", "--date", "2026-11-23", "--yes")
    approved = project.run("review", "approve", "--locale", "es", *verdict)
    assert approved.status == 0, approved.stderr
    project.path("source/charte.md").rename(project.path("source/renamed.md"))
    disk = Disk(monkeypatch)
    project.sync()
    found = disk.order("charte.jsonl", "renamed.jsonl")
    start = found.index("create renamed.jsonl")
    assert "flush reviews" in found[start : found.index("unlink charte.jsonl")]
    assert ("not flushed", project.root / "locale/es/reviews/renamed.jsonl") not in disk.calls


def test_what_is_taken_over_is_on_the_disk_before_it_goes(
    revised: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    project = _copy(revised, tmp_path / "project")
    disk = Disk(monkeypatch)
    project.sync()
    catalogues = project.root / "locale/es/LC_MESSAGES"
    calls = disk.calls
    start = calls.index(("create", catalogues / "z-new.po"))
    assert ("flush", catalogues) in calls[
        start : calls.index(("replace", catalogues / "a-source.po"))
    ]
    assert ("not flushed", catalogues / "z-new.po") not in calls


@pytest.mark.parametrize(
    ("stages", "calls"),
    [
        ([[Write("n", "1"), Delete("a")]], "create n, flush, unlink a"),
        ([[Write("n", "1"), Move("a", "c")]], "create n, flush, move c"),
        ([[Write("n", "1"), Write("a", "2")]], "create n, flush, replace a"),
        ([[Write("a", "2"), Delete("b")]], "replace a, flush, unlink b"),
        ([[Write("a", "2"), Write("b", "2")]], "replace a, replace b"),
        ([[Write("a", "2")], [Write("b", "2")]], "replace a, flush, replace b"),
        ([[Delete("a")], [Move("b", "c")]], "unlink a, flush, move c"),
        ([[Write("n", "1")], [Write("o", "1")]], "create n, create o"),
        ([[Move("a", "n"), Write("n", "2")]], "move n, replace n"),
        ([[Delete("a"), Write("a", "2")]], "unlink a, create a"),
    ],
    ids=str,
)
def test_the_order_of_what_is_done(
    stages: list[list[Edit]], calls: str, project: Project, monkeypatch: pytest.MonkeyPatch
):
    project.write("a", "1")
    project.write("b", "1")
    workspace = Workspace.find(project.root)
    root = project.root.stat().st_ino
    disk = Disk(monkeypatch)
    workspace.apply(*map(tuple, stages))
    told = [
        "flush" if call == "flush" else f"{call} {path.name}"
        for call, path in disk.calls
        if call in {"create", "replace", "move", "unlink"}
        or path in {project.root, Path(str(root))}
    ]
    assert ", ".join(told) == calls


def test_a_new_folder_is_on_the_disk_before_something_goes(
    project: Project, monkeypatch: pytest.MonkeyPatch
):
    project.write("a", "1")
    disk = Disk(monkeypatch)
    Workspace.find(project.root).apply((Write("x/y/n", "1"), Delete("a")))
    folders = {project.root / "x" / "y", project.root / "x", project.root}
    assert {folder.stat().st_ino for folder in folders} <= disk.flushed


def test_nothing_is_waited_for_where_nothing_is_lost(
    project: Project, monkeypatch: pytest.MonkeyPatch
):
    flushed: list[int] = []
    monkeypatch.setattr(os, "fsync", flushed.append)
    project.sync()
    assert flushed == [], "a first sync has nothing to lose"
    for text in ("citoyen", "habitant"):
        project.edit("source/charte.md", "Chaque", f"Chaque {text}")
        assert project.run("build").status == 0
    assert flushed == [], "what is rendered can be rendered again"


# Runs at the same time.


@pytest.mark.parametrize("attempt", range(4))
def test_runs_at_the_same_time_end_well(
    attempt: int, revised: Project, complete: dict[str, bytes | str], tmp_path: Path
):
    project = _copy(revised, tmp_path / f"project-{attempt}")
    command = [sys.executable, "-m", "charter_i18n", "-q", "sync"]
    processes = [
        subprocess.Popen(command, cwd=project.root, stderr=subprocess.PIPE) for _ in range(3)
    ]
    ends = [(process.communicate()[1], process.returncode) for process in processes]
    assert [status for _, status in ends] == [0, 0, 0], ends
    assert project.files() == complete


_HOLDER = """
import sys
from pathlib import Path
from charter_i18n.turns import turn
with turn(Path(sys.argv[1])):
    print("mine", flush=True)
    sys.stdin.read()
"""


def test_a_process_that_hangs_blocks_nobody(project: Project, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(turns, "PATIENCE", 0.1)
    fresh, old = (project.path(f"locale/.{name}{PARTIAL}") for name in ("fresh", "old"))
    for path in (fresh, old):
        path.touch()
    os.utime(old, (0, 0))
    with subprocess.Popen(
        [sys.executable, "-c", _HOLDER, project.root],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"mine\n"
        project.sync()
        assert fresh.exists(), "it may be somebody's"
        assert not old.exists(), "nobody writes for a day"
        holder.kill()
    project.sync()
    assert not fresh.exists(), "the system lets go of a dead process's lock"


def test_a_disk_without_locks_blocks_nobody(project: Project, monkeypatch: pytest.MonkeyPatch):
    def refuse(_descriptor: int, _operation: int) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", refuse)
    project.sync()
    assert project.path("locale/charte.pot").exists()


def test_what_another_process_has_done_is_done(project: Project):
    project.write("moved", "1")
    Workspace.find(project.root).apply((Delete("gone"), Move("former", "moved")))
    assert project.read("moved") == "1"
    with pytest.raises(InputError, match="lost: no such file"):
        Workspace.find(project.root).apply((Move("former", "lost"),))
