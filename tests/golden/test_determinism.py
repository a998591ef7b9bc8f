"""The same inputs give the same bytes: no hash order, time zone or locale of a machine decides."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from projects import Project
from test_stories import STORIES, lived

from charter_i18n import reports

COMMANDS = (
    *(("report", "--format", layout) for layout in reports.REPORTS),
    *(("diff", "before", "working", "--format", layout) for layout in reports.DIFFS),
    *(("status", "--format", layout) for layout in ("text", *reports.STATUSES)),
    *(("versions", "--format", layout) for layout in ("text", "json")),
    ("check",),
    ("sync", "--check"),
    ("build",),
)
MACHINES = (
    {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C", "PYTHONUTF8": "0"},
    {"PYTHONHASHSEED": "2", "TZ": "Asia/Tokyo", "LC_ALL": "fr_FR.UTF-8", "LANGUAGE": "fr"},
)
PROGRAM = """
import sys
from charter_i18n import cli
from charter_i18n.cli import streams
streams.prepare()
for words in eval(sys.argv[1]):
    print("$", *words, flush=True)
    print("exit status", int(cli.run([*words])), flush=True)
"""


def outputs(project: Project, machine: dict[str, str]) -> str:
    """What all commands say, in one process: they are many."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, repr(COMMANDS)],
        cwd=project.root,
        env={**os.environ, **machine},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=True,
    )
    return done.stdout.decode()


@pytest.mark.parametrize("story", STORIES, ids=lambda path: path.name)
def test_no_machine_changes_a_byte(story: Path, tmp_path: Path):
    project, _ = lived(story, tmp_path)
    assert project.run("release", "1.0.0", "--date", "2026-11-23").status == 0
    first = outputs(project, MACHINES[0])
    files = project.files()
    shutil.rmtree(project.root / "build")
    second = outputs(project, MACHINES[1])
    assert project.files() == files
    for wanted, found in zip(first.split("\n$ "), second.split("\n$ "), strict=True):
        assert found == wanted
    assert first.count("exit status 0") > len(COMMANDS) / 2, first
    assert "Traceback" not in first
    assert "build/manifest.json" in files
