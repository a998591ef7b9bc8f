"""What the program writes is the same on every machine, and no machine makes it fail."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from projects import Project

COMMAND = (sys.executable, "-m", "charter_i18n")
MACHINES = {
    "cp1252": {"PYTHONIOENCODING": "cp1252"},
    "latin-1": {"PYTHONIOENCODING": "latin-1"},
    "ascii": {"PYTHONIOENCODING": "ascii"},
    "C": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
}
UTF8 = {"PYTHONIOENCODING": "utf-8"}
COMMANDS = {
    "markdown": ("report", "--format", "markdown", "--fail-on", "critical"),
    "json": ("report", "--format", "json", "--fail-on", "critical"),
    "sync": ("--ui-locale", "fr", "sync"),
}


@pytest.fixture(scope="module")
def stale(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project with something to report: letters that no old encoding has, and a warning."""
    project = Project.create(tmp_path_factory.mktemp("stale"))
    project.sync()
    project.translate("L’initiateur publie les résultats.", "El iniciador publica ≥ → ع.")
    project.edit("source/charte.md", "publie", "ne publie pas")
    project.sync()
    project.write("locale/es/LC_MESSAGES/gone.po", project.read("locale/es/LC_MESSAGES/charte.po"))
    return project


def run(
    project: Project, *arguments: str, machine: dict[str, str], stdout: int = subprocess.PIPE
) -> subprocess.CompletedProcess[bytes]:
    unset = {"LC_ALL", "LANG", "PYTHONUTF8", "PYTHONIOENCODING"}
    environment = {name: value for name, value in os.environ.items() if name not in unset}
    return subprocess.run(
        [*COMMAND, *arguments],
        cwd=project.root,
        env={**environment, **machine},
        stdout=stdout,
        stderr=subprocess.PIPE,
        check=False,
    )


@pytest.fixture(scope="module")
def wanted(stale: Project) -> dict[str, tuple[bytes, bytes]]:
    """What each command says where everything is UTF-8."""
    done = {name: run(stale, *command, machine=UTF8) for name, command in COMMANDS.items()}
    assert "≥ → ع" in done["json"].stdout.decode()
    assert "conservé" in done["sync"].stderr.decode()
    return {name: (each.stdout, each.stderr) for name, each in done.items()}


@pytest.mark.parametrize("machine", MACHINES.values(), ids=MACHINES)
@pytest.mark.parametrize("name", COMMANDS)
def test_a_pipe_gets_the_same_bytes_from_every_machine(
    name: str, machine: dict[str, str], stale: Project, wanted: dict[str, tuple[bytes, bytes]]
):
    found = run(stale, *COMMANDS[name], machine=machine)
    assert (found.stdout, found.stderr) == wanted[name]
    assert found.returncode == (0 if name == "sync" else 1)


def _terminal(project: Project, *arguments: str, encoding: str) -> tuple[int, bytes]:
    """What a terminal shows of stdout and stderr, and the exit status."""
    master, slave = pty.openpty()
    process = subprocess.Popen(
        [*COMMAND, *arguments],
        cwd=project.root,
        env={**os.environ, "PYTHONIOENCODING": encoding},
        stdout=slave,
        stderr=slave,
    )
    os.close(slave)
    shown = b""
    while True:
        try:
            piece = os.read(master, 4096)
        except OSError:
            break
        if not piece:
            break
        shown += piece
    os.close(master)
    return process.wait(), shown


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1"])
def test_a_terminal_shows_what_it_lacks_as_an_escape(encoding: str, stale: Project):
    status, shown = _terminal(stale, "report", encoding=encoding)
    assert status == 0, shown
    assert "résultats".encode(encoding) in shown
    assert rb"\u2265 \u2192 \u0639" in shown
    status, shown = _terminal(stale, "--ui-locale", "fr", "sync", encoding=encoding)
    assert status == 0, shown
    assert "conservé".encode(encoding) in shown


def test_a_terminal_without_accents_shows_no_traceback(stale: Project):
    status, shown = _terminal(stale, "report", encoding="ascii")
    assert status == 0
    assert b"Traceback" not in shown


@pytest.mark.parametrize(
    ("arguments", "status"),
    [(("--fail-on", "never"), 0), (("--fail-on", "critical"), 1), (("--fail-on", "xyz"), 2)],
)
def test_a_reader_that_leaves_changes_no_exit_status(
    arguments: tuple[str, ...], status: int, stale: Project
):
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = run(stale, "report", *arguments, machine=UTF8, stdout=writing)
    finally:
        os.close(writing)
    assert done.returncode == status
    assert b"Traceback" not in done.stderr
    assert b"BrokenPipe" not in done.stderr


@pytest.mark.parametrize("arguments", [("report",), ("--help",), ("versions", "--format", "json")])
def test_a_full_disk_is_one_clear_error(arguments: tuple[str, ...], stale: Project):
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    with Path("/dev/full").open("wb") as full:
        done = run(stale, *arguments, machine=UTF8, stdout=full.fileno())
    assert done.returncode == 3
    assert done.stderr.decode().splitlines()[-1:] == ["stdout: No space left on device"]
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("closed", ["stdout", "stderr"])
def test_a_closed_stream_is_nothing_to_fail_about(closed: str, stale: Project):
    number = {"stdout": 1, "stderr": 2}[closed]
    shell = f'exec "$@" {number}>&-'
    done = subprocess.run(
        ["sh", "-c", shell, "sh", *COMMAND, "report"],
        cwd=stale.root,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0
    assert b"Traceback" not in done.stderr
