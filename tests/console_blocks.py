"""The console blocks of a document, run as its reader would run them.

A line that begins with `$ ` is a command, what follows is part of its output; `# exit status 1`
behind a command says that it ends so. A comment above a block, `<!-- test: … -->`, says what the
reader has done before: gone to an empty folder, translated a catalogue, edited a source.
"""

import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from projects import run

from charter_i18n import po

ROOT = Path(__file__).resolve().parent.parent
CHECKOUT = ("source", "locale", "charter-i18n.toml", ".gitattributes", ".gitignore", "Makefile")

_BLOCK = re.compile(
    r"(?P<actions>(?:^<!-- test: [^\n]* -->\n)*)^```console\n(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
_ACTION = re.compile("<!-- test: (.*) -->")
_STATUS = re.compile(r"(?:exit status|code de sortie) (\d)$")
_REPLACE = re.compile(r"in (\S+) replace (.+) by (.+)")


@dataclass(frozen=True, slots=True)
class Command:
    """A command of a document and the lines of its output that the document shows."""

    line: str
    shown: tuple[str, ...]
    status: int

    @property
    def words(self) -> list[str]:
        """The command as a shell splits it, without its comment."""
        return shlex.split(self.line, comments=True)


@dataclass(frozen=True, slots=True)
class Block:
    """A console block: what the reader did before, and the commands."""

    actions: tuple[str, ...]
    commands: tuple[Command, ...]


def blocks(text: str) -> Iterator[Block]:
    """The console blocks of a Markdown text."""
    for found in _BLOCK.finditer(text):
        yield Block(tuple(_ACTION.findall(found["actions"])), tuple(_commands(found["text"])))


def _commands(text: str) -> Iterator[Command]:
    command: Command | None = None
    for line in text.splitlines():
        if line.startswith("$ "):
            if command is not None:
                yield command
            status = _STATUS.search(line)
            command = Command(line[2:], (), int(status[1]) if status else 0)
        elif command is not None:
            command = replace(command, shown=(*command.shown, line))
        else:
            raise AssertionError(f"output without a command: {line}")
    if command is not None:
        yield command


@dataclass(slots=True)
class Reader:
    """Somebody who follows a document, in a folder of their own."""

    scratch: Path
    place: Path = field(init=False)

    def __post_init__(self) -> None:
        """They begin in a checkout."""
        self.place = self.scratch / "checkout"
        self.place.mkdir()
        for name in CHECKOUT:
            copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
            copy(ROOT / name, self.place / name)

    def follow(self, text: str) -> None:
        """Do all that the document says; fails where something else happens than it says."""
        for block in blocks(text):
            for action in block.actions:
                self._act(action)
            for command in block.commands:
                self._run(command)

    def _act(self, action: str) -> None:
        verb, _, rest = action.partition(" ")
        if action == "an empty folder":
            self.place = self.scratch / "empty"
            self.place.mkdir()
        elif verb == "translate":
            _translate(self.place / rest)
        else:
            found = _REPLACE.fullmatch(action)
            assert found is not None, f"unknown action: {action}"
            path = self.place / found[1]
            text = path.read_text(encoding="utf-8")
            assert found[2] in text, action
            path.write_text(text.replace(found[2], found[3]), encoding="utf-8")

    def _run(self, command: Command) -> None:
        program, *arguments = command.words
        if program == "cd":
            self.place /= arguments[0]
            return
        if program == "make":
            self._check_targets(arguments)
            return
        if program == "pip":
            assert arguments == ["install", "."], command.line
            assert (ROOT / "pyproject.toml").is_file()
            return
        status, output = (
            self._charter(arguments) if program == "charter-i18n" else self._git(command.words)
        )
        assert status == command.status, f"{command.line}: exit status {status}\n{output}"
        _compare(command, output)

    @staticmethod
    def _check_targets(names: list[str]) -> None:
        makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
        for name in names:
            assert re.search(rf"^{re.escape(name)}:", makefile, re.MULTILINE), f"make {name}"

    def _charter(self, arguments: list[str]) -> tuple[int, str]:
        before = Path.cwd()
        os.chdir(self.place)
        try:
            done = run(*arguments)
        finally:
            os.chdir(before)
        return done.status, done.stderr + done.stdout

    def _git(self, words: list[str]) -> tuple[int, str]:
        assert words[0] == "git", f"nobody knows how to try: {words}"
        identity = [
            "-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main"
        ]  # fmt: skip
        done = subprocess.run(
            ["git", *identity, *words[1:]],
            cwd=self.place,
            check=False,
            capture_output=True,
            text=True,
        )
        return done.returncode, done.stdout + done.stderr


def _compare(command: Command, output: str) -> None:
    """Every line that the document shows is one of the output, in that order.

    `…` stands for what is left out of a line.
    """
    rest = iter(output.splitlines())
    for line in command.shown:
        shown = re.compile(".*".join(map(re.escape, line.rstrip().split("…"))))
        assert any(shown.fullmatch(found.rstrip()) for found in rest), (
            f"{command.line}: this is not shown: {line}\n{output}"
        )


def _translate(path: Path) -> None:
    """What a translator does: every entry gets a current translation, here the text itself."""
    catalogue = po.parse(path.read_bytes().decode(), path=path.name)
    entries = tuple(
        replace(entry, msgstr=entry.msgid, fuzzy=False, previous=None, raw="")
        if entry.fuzzy or not entry.msgstr
        else entry
        for entry in catalogue.entries
    )
    path.write_bytes(po.serialize(replace(catalogue, entries=entries)).encode())
