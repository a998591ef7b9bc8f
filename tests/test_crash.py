"""A crash at any instant leaves each file old or new, and the next `sync` completes the work."""

import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from projects import Project

from charter_i18n.files import PARTIAL
from charter_i18n.workspace import Edit, Workspace

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
    carry_out = Workspace._apply  # noqa: SLF001 - where each edit is one step
    done = 0
    for step in range(1000):
        project = _copy(revised, tmp_path / f"project-{step}")
        left = step

        def crash(workspace: Workspace, edit: Edit) -> None:
            nonlocal left
            if left == 0:
                raise _Crash
            left -= 1
            carry_out(workspace, edit)

        with monkeypatch.context() as patch:
            patch.setattr(Workspace, "_apply", crash)
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
    carry_out = Workspace._apply  # noqa: SLF001 - where each edit is one step
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

        def crash(workspace: Workspace, edit: Edit) -> None:
            nonlocal left
            if left == 0:
                raise _Crash
            left -= 1
            carry_out(workspace, edit)

        crashed = False
        with monkeypatch.context() as patch:
            patch.setattr(Workspace, "_apply", crash)
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
