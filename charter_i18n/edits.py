"""Edits of files, carried out so that neither a crash nor a power cut loses anything.

Every file is written beside its place and renamed into it: at any instant it is old or new. What
an edit takes away may stand in a file that was written before it: that file is on the disk first.
Where nothing is taken away nothing is waited for.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from charter_i18n import files
from charter_i18n.errors import InputError


@dataclass(frozen=True, slots=True)
class Write:
    """A file to be written; `text` may be what stands there already."""

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class Move:
    """A file to be renamed."""

    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Delete:
    """A file to be removed."""

    path: str


Edit = Write | Move | Delete

Locate = Callable[[str], Path]
"""Where the path of an edit is on the disk."""


def place_of(edit: Edit) -> str:
    """Where something is to stand, or to stand no longer."""
    return edit.new if isinstance(edit, Move) else edit.path


@dataclass(frozen=True, slots=True)
class _Step:
    """An edit with its place on the disk; `replaces` is whether a file will be there by then."""

    edit: Edit
    target: Path
    stage: int
    replaces: bool

    @property
    def takes_away(self) -> bool:
        """Whether something that was there is gone afterwards."""
        return self.replaces or not isinstance(self.edit, Write)


def carry_out(stages: Sequence[Sequence[Edit]], locate: Locate, *, lasting: bool = True) -> None:
    """Carry out the edits of all stages in their order.

    What an earlier stage did, and every new file, is on the disk before something is taken away.
    Within a stage files that are replaced do not wait for each other: none of them may hold what
    another loses. With `lasting=False` nothing is waited for: for files that can be made again.

    Edits that another process has carried out meanwhile are done.

    Raises:
        InputError: a file cannot be written. Until all texts are on the disk no file is changed;
            when something fails later (a folder has gone) the edits before it are done.
    """
    steps = tuple(_steps(stages, locate))
    last = max((index for index, step in enumerate(steps) if step.takes_away), default=-1)
    partials: dict[int, Path] = {}
    new: set[Path] = set()
    try:
        for index, step in enumerate(steps):
            if isinstance(step.edit, Write):
                with _blaming(step.edit):
                    new |= files.make_folder(step.target.parent)
                    partials[index] = files.partial_beside(step.target)
                    files.fill(partials[index], step.edit.text, flush=lasting and index <= last)
        unsettled = _Unsettled(new)
        for index, step in enumerate(steps):
            with _blaming(step.edit):
                if lasting:
                    unsettled.settle_before(step)
                unsettled.note(step, _finish(step, partials.get(index), locate))
            partials.pop(index, None)
    finally:
        for partial in partials.values():
            partial.unlink(missing_ok=True)


def _steps(stages: Sequence[Sequence[Edit]], locate: Locate) -> Iterator[_Step]:
    there: dict[Path, bool] = {}
    for stage, edits in enumerate(stages):
        for edit in edits:
            with _blaming(edit):
                target = locate(place_of(edit))
                if isinstance(edit, Write):
                    # A link stays a link.
                    target = Path(os.path.realpath(target))
                replaces = there[target] if target in there else os.path.lexists(target)
            yield _Step(edit, target, stage, replaces)
            there[target] = not isinstance(edit, Delete)
            if isinstance(edit, Move):
                there[locate(edit.old)] = False


class _Unsettled:
    """The folders whose last changes a power cut may still undo."""

    def __init__(self, new: set[Path]) -> None:
        self._new = new
        self._replaced: set[Path] = set()
        self._stage = 0

    def settle_before(self, step: _Step) -> None:
        """Bring to the disk what has to be there before `step`."""
        if step.stage != self._stage:
            self._stage = step.stage
            self._new |= self._replaced
            self._replaced = set()
        if step.takes_away:
            self._flush(self._new)
            if not isinstance(step.edit, Write):
                self._flush(self._replaced)

    def note(self, step: _Step, folders: set[Path]) -> None:
        """`step` has changed `folders`."""
        (self._replaced if step.takes_away else self._new).update(folders)

    @staticmethod
    def _flush(folders: set[Path]) -> None:
        for folder in sorted(folders):
            files.flush_folder(folder)
        folders.clear()


def _finish(step: _Step, partial: Path | None, locate: Locate) -> set[Path]:
    """The edit itself, one call of the operating system; returns the folders that it changes."""
    if partial is not None:
        files.put(partial, step.target, replaces=step.replaces)
        return {step.target.parent}
    if isinstance(step.edit, Move):
        old = locate(step.edit.old)
        made = files.make_folder(step.target.parent)
        files.move(old, step.target)
        return {*made, old.parent, step.target.parent}
    step.target.unlink(missing_ok=True)
    return {step.target.parent}


@contextmanager
def _blaming(edit: Edit) -> Iterator[None]:
    """Errors of the operating system as faults of the place that `edit` is about."""
    try:
        yield
    except OSError as error:
        raise InputError(files.os_fault(error, place_of(edit))) from error
