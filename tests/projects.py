"""Charter projects on disk, and the command line run in them."""

import contextlib
import io
from dataclasses import dataclass
from pathlib import Path

from charter_i18n import cli, po
from charter_i18n.model import Catalogue, Entry

CONFIG = 'locales = ["es"]\n'
CHARTER = """\
---
title: Charte éthique
lang: fr
---

# Préambule

L’initiateur publie les résultats.

Chaque citoyen peut participer.
"""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run of the command line gave."""

    status: int
    stdout: str
    stderr: str

    @property
    def lines(self) -> list[str]:
        """The lines on stderr."""
        return self.stderr.splitlines()


@dataclass(frozen=True, slots=True)
class Project:
    """A charter project; paths are relative to its folder."""

    root: Path

    @classmethod
    def create(cls, root: Path, *, config: str = CONFIG, charter: str = CHARTER) -> "Project":
        project = cls(root)
        project.write("charter-i18n.toml", config)
        project.write("source/charte.md", charter)
        return project

    def path(self, name: str) -> Path:
        """A place in the project, with the folder that it needs."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        return path

    def write(self, name: str, text: str | bytes) -> None:
        data = text.encode() if isinstance(text, str) else text
        self.path(name).write_bytes(data)

    def read(self, name: str) -> str:
        return (self.root / name).read_bytes().decode()

    def edit(self, name: str, old: str, new: str) -> None:
        """Replace a text that stands in the file."""
        text = self.read(name)
        assert old in text, f"{old!r} is not in {name}"
        self.write(name, text.replace(old, new))

    def files(self) -> dict[str, bytes | str]:
        """Everything on disk: the bytes of files, the targets of links, folders as they are."""
        found: dict[str, bytes | str] = {}
        for path in sorted(self.root.rglob("*")):
            name = path.relative_to(self.root).as_posix()
            if path.is_symlink():
                found[name] = f"-> {path.readlink()}"
            else:
                found[name] = path.read_bytes() if path.is_file() else "folder"
        return found

    def run(self, *arguments: str) -> Outcome:
        """Run the command line in this process, in the project."""
        return run("--project", str(self.root), *arguments)

    def sync(self, *arguments: str) -> Outcome:
        """Run `sync`, which must succeed."""
        outcome = self.run("sync", *arguments)
        assert outcome.status == 0, outcome.stderr
        return outcome

    def catalogue(self, locale: str = "es", document: str = "charte") -> Catalogue:
        path = f"locale/{locale}/LC_MESSAGES/{document}.po"
        return po.parse(self.read(path), path=path)

    def entry(self, msgid: str, *, locale: str = "es", document: str = "charte") -> Entry:
        """The one entry of a text, live or obsolete."""
        entries = self.catalogue(locale, document).entries
        (found,) = (entry for entry in entries if entry.msgid == msgid)
        return found

    def translate(self, msgid: str, msgstr: str, *, document: str = "charte") -> None:
        """Write a translation as a translator does; the text has no escapes."""
        path = f"locale/es/LC_MESSAGES/{document}.po"
        self.edit(path, f'msgid "{msgid}"\nmsgstr ""', f'msgid "{msgid}"\nmsgstr "{msgstr}"')


def run(*arguments: str) -> Outcome:
    """Run the command line in this process."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = cli.run(list(arguments))
    return Outcome(int(status), out.getvalue(), err.getvalue())
