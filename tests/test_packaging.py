"""What is built holds all that the tool needs, and works far from the checkout."""

import os
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("hatchling")

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "charter_i18n"
FRESH = {"__pycache__"}

CHARTER = """\
---
title: Charte du four
lang: fr
---

# Préambule

Chaque habitant peut cuire son pain.

Nul ne peut vendre son tour.
"""
SESSION = (
    ("init", "demo", "--locale", "en"),
    ("--project", "demo", "add-locale", "es"),
    ("--project", "demo", "sync"),
    ("--project", "demo", "status"),
    ("--project", "demo", "segments", "demo/source/charte.md"),
    ("--project", "demo", "build"),
    ("--project", "demo", "release", "1.0.0", "--date", "2026-11-23"),
    ("--project", "demo", "versions"),
    ("--project", "demo", "diff", "1.0.0"),
    ("--project", "demo", "review", "list"),
    ("--project", "demo", "check"),
    ("--project", "demo", "fmt"),
    *(
        ("--project", "demo", "report", "--format", layout)
        for layout in ("text", "markdown", "json", "html", "sarif", "github", "gitlab")
    ),
)


def _built(target: str, folder: Path) -> Path:
    """What hatchling builds, without a network."""
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", target, "-d", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (path,) = folder.iterdir()
    return path


def _package_files() -> Iterator[str]:
    for path in sorted(PACKAGE.rglob("*")):
        if path.is_file() and not FRESH.intersection(path.parts):
            yield path.relative_to(ROOT).as_posix()


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _built("wheel", tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)  # noqa: S202 - our own file
    return folder


def test_the_wheel_holds_every_file_of_the_package(wheel: Path):
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
    assert names == set(_package_files())
    assert "charter_i18n/ui/fr/LC_MESSAGES/charter-i18n.mo" in names
    assert "charter_i18n/py.typed" in names


def test_the_source_archive_holds_the_package_its_tests_and_the_charter(tmp_path: Path):
    with tarfile.open(_built("sdist", tmp_path)) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert set(_package_files()) <= names
    assert {
        "LICENSE",
        "Makefile",
        "README.fr.md",
        "README.md",
        "docs/translators.md",
        "locale/en/LC_MESSAGES/charte.po",
        "pyproject.toml",
        "source/charte.md",
        "tests/test_packaging.py",
    } <= names
    assert not [name for name in names if name.startswith(("build/", ".venv", "dist/"))]


def _run(installed: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {key: os.environ[key] for key in ("PATH", "HOME") if key in os.environ}
    environment |= {"PYTHONPATH": str(installed), "PYTHONUTF8": "1"}
    return subprocess.run(
        [sys.executable, "-m", "charter_i18n", *arguments],
        cwd=folder,
        env=environment,
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


def test_every_command_runs_in_an_empty_folder(installed: Path, tmp_path: Path):
    for arguments in SESSION:
        done = _run(installed, tmp_path, *arguments)
        assert (done.returncode, "Traceback" in done.stderr) == (0, False), (arguments, done.stderr)
        if arguments[0] == "init":
            (tmp_path / "demo/source/charte.md").write_text(CHARTER, encoding="utf-8")
    page = (tmp_path / "demo/build/en/charte.md").read_text(encoding="utf-8")
    assert "Chaque habitant peut cuire son pain." in page


def test_the_session_leaves_no_command_out():
    from charter_i18n.cli import cli  # noqa: PLC0415 - the other tests run what was built

    words = {word for arguments in SESSION for word in arguments}
    assert set(cli.list_commands(None)) <= words  # type: ignore[arg-type]


def test_what_is_installed_speaks_french(installed: Path, tmp_path: Path):
    done = _run(installed, tmp_path, "--ui-locale", "fr", "status")
    assert done.returncode == 2
    assert "aucun charter-i18n.toml ici" in done.stderr
