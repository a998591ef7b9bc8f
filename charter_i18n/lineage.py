"""The states that files had, one after the other, in the history of a project.

They are those on the line of first parents: the texts that were the project's. Commits on branches
count when they are merged. A file that was renamed is followed; a rename that changed nothing is no
state of its own. A copy is a new file. Where there is no git, no repository or no commit, there are
no states.

git runs a few times for all files together, not for each: a project may have hundreds of them.
"""

import os
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from itertools import dropwhile
from pathlib import Path
from typing import NamedTuple

from charter_i18n import git, history

_AHEAD = 8 << 20
"""How many bytes are read in one run of git, because they are likely to be wanted next."""
_COMPARED = 400
"""How many new files git compares with as many that have gone, to see what was renamed."""
# Of what was renamed the old name stands before the new one.
_ROW = re.compile(
    rb"\x01(?P<revision>[0-9a-f]+) (?P<seconds>\d+)\x00"
    rb"|:\d{6} (?P<mode>\d{6}) (?P<old>[0-9a-f]+) (?P<new>[0-9a-f]+) "
    rb"(?:R\d*\x00(?P<before>[^\x00]+)|[A-Z]\d*)\x00(?P<path>[^\x00]+)\x00"
)


class FileState(NamedTuple):
    """A file as a commit left it: the commit's full hash, its date (UTC), the name of its bytes."""

    revision: str
    date: datetime
    blob: str


class _Change(NamedTuple):
    """What a commit did to a file: what it was called before, and its state if it is another."""

    path: str
    before: str
    state: FileState | None


class Lineage:
    """The states of the files in a folder, newest first; nothing is read before a question."""

    def __init__(
        self, root: Path, folder: str, *, ending: str = "", limit: int | None = None
    ) -> None:
        """Only files are known whose names have the `ending`; of each at most `limit` states.

        `folder`, relative to the project's folder `root`, may be a file.
        """
        self._root = root
        self._folder = folder
        self._ending = ending
        self._limit = limit
        self._held: Mapping[str, bytes] = {}

    def states(self, path: str) -> Sequence[FileState]:
        """The states of a file, without those whose bytes the repository lacks."""
        found = self._states.get(posixpath.join(self._project, path), ())
        return [state for state in found if state.blob in self._sizes]

    def content(self, blob: str) -> bytes:
        """The bytes of one of the states."""
        if blob not in self._held:
            # What was read before may go: most is gone through once, in order.
            self._held = git.contents(self._root, self._from(blob))
        return self._held[blob]

    def _from(self, first: str) -> list[str]:
        """The names of what is read in one go: `first` and, as far as it is small, what follows."""
        chosen: list[str] = []
        total = 0
        for blob, size in dropwhile(lambda item: item[0] != first, self._sizes.items()):
            total += size
            if chosen and total > _AHEAD:
                break
            chosen.append(blob)
        return chosen

    @cached_property
    def _project(self) -> str:
        return history.folder_in_repository(self._root)

    @cached_property
    def _sizes(self) -> Mapping[str, int]:
        """How long each state is, file by file."""
        states = (state for path in sorted(self._states) for state in self._states[path])
        return git.sizes(self._root, [*dict.fromkeys(state.blob for state in states)])

    @cached_property
    def _states(self) -> Mapping[str, Sequence[FileState]]:
        """The states of the files by their paths in the repository."""
        folder = posixpath.normpath(posixpath.join(self._project, self._folder))
        folders = [folder]
        while True:
            trail = _Trail(folder, self._ending)
            for changes in self._log(folders):
                trail.follow(changes)
            beyond = {posixpath.dirname(name) for name in trail.names if not _in(name, folders)}
            if not beyond:
                return {path: found[: self._limit] for path, found in trail.states.items()}
            # Files came from folders that have not been looked at.
            folders += sorted(beyond)

    def _log(self, folders: Iterable[str]) -> Iterator[Sequence[_Change]]:
        """What each commit that touched the folders did, in them or elsewhere, newest first."""
        answer = git.ask(
            self._root,
            *("log", "--first-parent", "-m", "--raw", "-z", "--no-abbrev", "--full-diff"),
            *("-M", f"-l{_COMPARED}", "--format=tformat:%x01%H %ct", "--"),
            *(posixpath.relpath(folder or ".", self._project or ".") for folder in folders),
        )
        return _commits(answer.output)


class _Trail:
    """Follows files back through the commits.

    `states` are theirs by their last paths; `names` are what they were called before.
    """

    def __init__(self, folder: str, ending: str) -> None:
        """The files that are followed are those in a folder whose names have the ending."""
        self._folders = (folder,)
        self._ending = ending
        self._files: dict[str, tuple[str, ...]] = {}
        self.names: set[str] = set()
        self.states: dict[str, list[FileState]] = {}

    def follow(self, changes: Sequence[_Change]) -> None:
        """Go back beyond a commit."""
        touched = [(change, self._called(change.path)) for change in changes]
        renamed = [(change, files) for change, files in touched if change.before and files]
        for change, files in touched:
            if change.state is not None:
                for path in files:
                    self.states.setdefault(path, []).append(change.state)
        for change, _ in renamed:
            self._files[change.path] = ()
        for change, files in renamed:
            self.names.add(change.before)
            self._files[change.before] = (*self._called(change.before), *files)

    def _called(self, name: str) -> tuple[str, ...]:
        """The last paths of the files that were called so; several where a name was used again."""
        own = (name,) if name.endswith(self._ending) and _in(name, self._folders) else ()
        return self._files.get(name, own)


def _in(path: str, folders: Iterable[str]) -> bool:
    return any(folder in {"", ".", path} or path.startswith(f"{folder}/") for folder in folders)


def _commits(output: bytes) -> Iterator[Sequence[_Change]]:
    """What `git log --raw -z` tells of each commit."""
    changes: list[_Change] = []
    revision, date = "", history.date_of(b"0")
    for row in _ROW.finditer(output):
        if row["revision"]:
            yield changes
            changes = []
            revision, date = row["revision"].decode(), history.date_of(row["seconds"])
            continue
        # Links and submodules are no texts.
        told = row["mode"].startswith(b"100") and row["old"] != row["new"]
        state = FileState(revision, date, row["new"].decode()) if told else None
        changes.append(_Change(os.fsdecode(row["path"]), os.fsdecode(row["before"] or b""), state))
    yield changes
