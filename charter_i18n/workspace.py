"""The project on disk; nothing above it opens a file (git apart, which is `git`'s).

A workspace reads a project's files as text and applies batches of edits (`edits`), while no other
process does so (`turns`).
"""

import os
import posixpath
import re
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from pathlib import Path

from charter_i18n import config as configuration
from charter_i18n import turns
from charter_i18n.edits import Edit, Write, carry_out, place_of
from charter_i18n.errors import (
    CharterError,
    ConfigurationError,
    Fault,
    InputError,
    Place,
    message,
)
from charter_i18n.files import PARTIAL, is_forgotten, obstacle, os_fault, read_text
from charter_i18n.layout import Layout

_NAMED = re.compile(r"\.md\Z")
_MISNAMED = re.compile(r"\.(?:md|markdown|mkdn?|mdown)\Z", re.IGNORECASE)
_PYPROJECT = "pyproject.toml"
_PYPROJECT_TABLE = re.compile(
    r"^[ \t]*\[[ \t]*tool[ \t]*\.[ \t]*[\"']?charter-i18n\b", re.MULTILINE
)
# No reference (`#:`) can name such a file: its name would break the line, or is no text.
_UNSPEAKABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u2068\u2069\ud800-\udfff]")


class NoProjectError(ConfigurationError):
    """There is no project around a folder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Workspace(Layout):
    """A charter project on disk: its root folder and its configuration.

    The configuration is the table `config_table` of the file `config_path`.
    `beyond` is a folder outside of the project that the user named, where a command may write.
    """

    root: Path
    config_path: str
    config_table: tuple[str, ...] = ()
    beyond: Path | None = None
    # Asked for again and again: whether the files of a folder are inside of the project.
    _inside_folders: dict[Path, bool] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def find(cls, start: Path) -> "Workspace":
        """The project that `start` lies in, found by walking up.

        Raises:
            NoProjectError: there is none.
            ConfigurationError: its configuration is wrong.
        """
        start = start.absolute()
        if not start.is_dir():
            hint = message("name an existing folder")
            raise ConfigurationError(Fault(message("no such folder"), Place(str(start)), hint))
        for folder in (start, *start.parents):
            found = _config_file(folder)
            if found is not None:
                name, text, table = found
                config = configuration.parse(text, path=name, table=table)
                return cls(
                    root=folder.resolve(), config=config, config_path=name, config_table=table
                )
        raise NoProjectError(
            Fault(
                message("no {name} here or in a folder above", name=configuration.FILE_NAME),
                Place(str(start)),
                message("write one with: charter-i18n init --locale LOCALE"),
            )
        )

    def documents(self) -> tuple[str, ...]:
        """The working sources: every `*.md` below the source folder, sorted.

        Left out are `versions/`, hidden folders and what the configuration excludes.
        """
        base = self.root / self.config.source_dir
        if not base.exists():
            return ()
        if not base.is_dir():
            raise InputError(os_fault(NotADirectoryError(), self.config.source_dir))
        found = tuple(sorted(self._walk(base, _NAMED)))
        faults = [_unspeakable(path) for path in found if _UNSPEAKABLE.search(path)]
        if faults:
            raise InputError(faults)
        return found

    def misnamed(self) -> tuple[str, ...]:
        """Files below the source folder that look like Markdown, but do not end in `.md`."""
        base = self.root / self.config.source_dir
        found = self._walk(base, _MISNAMED) if base.is_dir() else ()
        return tuple(sorted(path for path in found if not path.endswith(".md")))

    def version_folder(self, version: str) -> Path | None:
        """Where the frozen texts of a released version are, or None where there are none."""
        if not version or "/" in version or version.startswith("."):
            return None
        folder = self.root / self.config.source_dir / "versions" / version
        return folder if folder.is_dir() else None

    def _walk(self, base: Path, wanted: re.Pattern[str]) -> Iterator[str]:
        for folder, names, files in os.walk(base, onerror=self._refuse):
            names[:] = sorted(name for name in names if not name.startswith("."))
            inside = Path(folder).relative_to(base).as_posix()
            for name in (*files, *names):
                inner = posixpath.normpath(f"{inside}/{name}")
                if wanted.search(name) and not self.is_excluded(inner):
                    yield self.named(inner)

    def files_below(self, folder: str, suffix: str) -> tuple[str, ...]:
        """The files of a folder and of those in it whose names end in `suffix`, sorted."""
        base = self.root / folder
        found = (path for path in base.rglob(f"*{suffix}") if not path.is_dir())
        return tuple(sorted(path.relative_to(self.root).as_posix() for path in found))

    def ledgers(self, locale: str) -> tuple[str, ...]:
        """The review ledgers of a locale, those of removed documents too."""
        folder = f"{self.config.locale_dir}/{locale}/reviews"
        return self.files_below(folder, ".jsonl") if self.exists(folder) else ()

    def orphans(self, locale: str, documents: tuple[str, ...]) -> tuple[str, ...]:
        """The documents that catalogues of `locale` are for, though their sources are gone."""
        base = self.root / self.config.locale_dir / locale / "LC_MESSAGES"
        if not base.is_dir():
            return ()
        found = (path.relative_to(base).with_suffix(".md") for path in base.rglob("*.po"))
        named = (self.named(path.as_posix()) for path in found)
        return tuple(sorted(set(named) - set(documents)))

    def catalogues(self) -> tuple[str, ...]:
        """Every catalogue and template below the locale folder, sorted; frozen ones left out."""
        base = self.root / self.config.locale_dir
        found = (path.relative_to(base) for path in base.rglob("*.po*"))
        return tuple(
            sorted(
                f"{self.config.locale_dir}/{path.as_posix()}"
                for path in found
                if path.suffix == ".pot"
                or (path.suffix == ".po" and path.parts[1:2] != ("versions",))
            )
        )

    def relative(self, path: Path) -> str:
        """A path as the project names it.

        Raises:
            ConfigurationError: it lies outside the project.
        """
        full = path.resolve()
        if full.is_relative_to(self.root):
            return full.relative_to(self.root).as_posix()
        raise ConfigurationError(Fault(message("this is outside the project"), Place(str(path))))

    def opened_to(self, folder: Path) -> tuple["Workspace", str]:
        """A workspace that may also write into a folder that the user named, and its name there.

        It is inside of the project or outside; a relative one is seen from where the user is.

        Raises:
            ConfigurationError: it lies among the sources or the catalogues.
        """
        full = Path(os.path.realpath(folder))
        taken = {
            self.config.source_dir: message("what is rendered cannot lie among the sources"),
            self.config.locale_dir: message("what is rendered cannot lie among the catalogues"),
        }
        for name, wrong in taken.items():
            if full.is_relative_to(os.path.realpath(self.root / name)):
                raise ConfigurationError(
                    Fault(wrong, Place(str(folder)), message("name another folder"))
                )
        if full.is_relative_to(self.root):
            return self, full.relative_to(self.root).as_posix()
        return replace(self, beyond=full, _inside_folders={}), full.as_posix()

    def is_one_file(self, path: str, other: str) -> bool:
        """Whether two names are one file on this disk."""
        try:
            return (self.root / path).samefile(self.root / other)
        except OSError:
            return False

    def exists(self, path: str) -> bool:
        """Whether there is something at `path`."""
        return os.path.lexists(self.root / path)

    def read(self, path: str) -> str:
        """The text of a file of the project, with its own line ends.

        Raises:
            InputError: it cannot be read, is no UTF-8, holds NUL, or leaves the project.
        """
        return read_text(self._inside(path), place=path)

    def read_if_there(self, path: str) -> str | None:
        """The text of a file, or None where there is none."""
        return self.read(path) if self.exists(path) else None

    def changed(self, edits: tuple[Edit, ...]) -> tuple[Edit, ...]:
        """The edits that would change something, in their order."""
        return tuple(edit for edit in edits if self._changes(edit))

    def _changes(self, edit: Edit) -> bool:
        if isinstance(edit, Write):
            path = self._inside(edit.path)
            try:
                return path.read_bytes() != edit.text.encode()
            except OSError:
                return True
        return True

    def turn(self) -> AbstractContextManager[bool]:
        """Wait until nobody else rewrites the project; gives whether that is certain.

        Who writes what follows from files must have read them in the same turn.
        """
        return turns.turn(self.root)

    def apply(self, *stages: tuple[Edit, ...], lasting: bool = True) -> None:
        """Carry out the edits of all stages in their order; each leaves its file old or new.

        What an edit takes away is not lost by a power cut either, where it stands in a new file
        or in one of an earlier stage. With `lasting=False` power cuts are not thought of.

        Raises:
            InputError: a file cannot be written. Where that can be seen beforehand nothing is
                done, otherwise (a folder has gone) the edits before it are.
        """
        faults = dict.fromkeys(self._obstacles(edit for edits in stages for edit in edits))
        if faults:
            raise InputError(faults)
        carry_out(stages, self._inside, lasting=lasting)

    def _obstacles(self, edits: Iterable[Edit]) -> Iterator[Fault]:
        for edit in edits:
            path = place_of(edit)
            try:
                found = obstacle(self._inside(path))
            except InputError as error:
                yield from error.faults
            else:
                if found is not None:
                    place, reason = found
                    inside = place.is_relative_to(self.root)
                    shown = place.relative_to(self.root) if inside else place
                    yield os_fault(reason, shown.as_posix())

    def clean(self, *, alone: bool = True) -> None:
        """Remove what a run that was killed left half-written.

        Where others may be writing (not `alone`) only what is too old to be theirs.
        """
        names = f".*{PARTIAL}"
        left = [*self.root.glob(names)]
        for folder in (self.config.locale_dir, self.config.source_dir, self.config.build_dir):
            left += (self.root / folder).rglob(names)
        for path in left:
            if alone or is_forgotten(path):
                path.unlink(missing_ok=True)

    def _inside(self, path: str) -> Path:
        """The file at `path`, after making sure that no link leads out of the project."""
        full = self.root / path
        try:
            inside = self._leads_inside(full)
        except OSError as error:  # the name is too long for the disk
            raise InputError(os_fault(error, path)) from error
        if not inside:
            raise InputError(
                Fault(
                    message("this leads out of the project"),
                    Place(path),
                    message("keep the file inside the project, or exclude it"),
                )
            )
        return full

    def _leads_inside(self, path: Path) -> bool:
        if path == self.root or path.name == ".." or path.is_symlink():
            return self._is_ours(Path(os.path.realpath(path)))
        folder = path.parent
        if folder not in self._inside_folders:
            self._inside_folders[folder] = self._is_ours(Path(os.path.realpath(folder)))
        return self._inside_folders[folder]

    def _is_ours(self, real: Path) -> bool:
        return real.is_relative_to(self.root) or (
            self.beyond is not None and real.is_relative_to(self.beyond)
        )

    def _refuse(self, error: OSError) -> None:
        place = Path(error.filename).relative_to(self.root).as_posix()
        raise InputError(os_fault(error, place)) from error


def _unspeakable(path: str) -> Fault:
    shown = "".join(item if item.isprintable() else repr(item)[1:-1] for item in path)
    hint = message("rename it, without control characters, in UTF-8")
    return Fault(message("a catalogue cannot hold the name of this file"), Place(shown), hint)


def _config_file(folder: Path) -> tuple[str, str, tuple[str, ...]] | None:
    own = folder / configuration.FILE_NAME
    if os.path.lexists(own):
        return configuration.FILE_NAME, _config_text(own), ()
    shared = folder / _PYPROJECT
    if shared.is_file():
        text = _config_text(shared)
        if _PYPROJECT_TABLE.search(text):
            return _PYPROJECT, text, configuration.PYPROJECT_TABLE
    return None


def _config_text(path: Path) -> str:
    try:
        return read_text(path, place=path.name)
    except CharterError as error:
        raise ConfigurationError(error.faults) from error
