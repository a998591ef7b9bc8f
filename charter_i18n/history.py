"""The revisions of a project's files in git: their dates, and what was there.

`root` is the project's folder, and paths are relative to it, POSIX.
"""

import os
import posixpath
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

from charter_i18n import git
from charter_i18n.errors import ConfigurationError, Fault, message

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_HASH = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_SECONDS = re.compile(r"[0-9]{1,11}", re.ASCII)
_TRUST = re.compile(rb"git config --global --add safe\.directory .+")


def last_commit_dates(root: Path, folder: str) -> Mapping[str, datetime]:
    """The committer's dates, in UTC, of the last commits that touched the files in a folder.

    They are by path; `folder` may be a file. A file is missing that has none: no git, no
    repository, no commit yet, an untracked file. In a shallow clone the answer is the date of the
    oldest commit that is there, if the file is older. git runs once, however many files there are.
    """
    answer = git.ask(
        root,
        *("log", "-c", "--name-only", "--no-renames", "--relative", "-z"),
        *("--format=tformat:%x01%ct", "HEAD", "--", folder),
    )
    dates: dict[str, datetime] = {}
    seconds = b"0"
    for part in answer.output.split(b"\0"):
        if part.startswith(b"\x01"):
            seconds = part[1:]
        elif (name := os.fsdecode(part.removeprefix(b"\n"))) and name not in dates:
            dates[name] = date_of(seconds)
    return dates


class CreationDates:
    """The dates that new catalogues of the sources in a folder bear, the same on every machine.

    That of the source's last commit, else `SOURCE_DATE_EPOCH`, else 1970-01-01. git is asked when
    the first date is, and never again.
    """

    def __init__(self, root: Path, folder: str, environ: Mapping[str, str]) -> None:
        self._root = root
        self._folder = folder
        self._environ = environ

    @cached_property
    def _commits(self) -> Mapping[str, datetime]:
        return last_commit_dates(self._root, self._folder)

    def of(self, path: str) -> datetime:
        """The date for the source at `path`.

        Raises:
            ConfigurationError: `SOURCE_DATE_EPOCH` is needed and is not a number of seconds.
        """
        return self._commits.get(path) or source_date_epoch(self._environ) or _EPOCH


def source_date_epoch(environ: Mapping[str, str]) -> datetime | None:
    """The date in `SOURCE_DATE_EPOCH`, or None where it is not set.

    Source: https://reproducible-builds.org/specs/source-date-epoch/

    Raises:
        ConfigurationError: It is not a whole number of seconds.
    """
    text = environ.get("SOURCE_DATE_EPOCH", "")
    if not text:
        return None
    if not _SECONDS.fullmatch(text):
        wrong = message('SOURCE_DATE_EPOCH is "{value}", not a number of seconds', value=text)
        hint = message("set it to the seconds since 1970, such as 1795392000, or unset it")
        raise ConfigurationError(Fault(wrong, hint=hint))
    return date_of(text)


def format_po_date(date: datetime) -> str:
    """A date as the header of a catalogue has it, in UTC: `2026-11-23 15:48+0000`.

    Source: gettext manual, "Filling in the Header Entry".

    Raises:
        ValueError: The date has no time zone, and would mean something else on each machine.
    """
    if date.tzinfo is None:
        raise ValueError("a date without a time zone")
    return f"{date.astimezone(UTC).isoformat(' ', 'minutes')[:16]}+0000"


def folder_in_repository(root: Path) -> str:
    """Where the project's folder stands in its repository: `charter/`.

    Empty where it is the repository's own folder, or where there is no repository.
    """
    answer = git.ask(root, "rev-parse", "--show-prefix")
    return os.fsdecode(answer.output).removesuffix("\n") if answer.status == 0 else ""


def resolve(root: Path, revision: str) -> str:
    """The full hash of the commit that a revision names: a branch, a tag, `HEAD~3`, a hash.

    Raises:
        ConfigurationError: There is no such commit, no repository, or no git.
    """
    # git reads what begins with a dash as an option; no branch or tag may begin so.
    usable = revision.isprintable() and not revision.startswith("-")
    commit = _commit(root, revision) if usable else None
    if commit is None:
        raise ConfigurationError(_unresolved(root, revision))
    return commit


def contents_at(root: Path, revision: str, prefix: str = "") -> tuple[tuple[str, bytes], ...]:
    """The files below `prefix` (or the file `prefix`) at a revision with their bytes, sorted.

    Raises:
        ConfigurationError: There is no such revision.
    """
    files = _files(root, resolve(root, revision), prefix)
    contents = git.contents(root, [blob for _, blob in files])
    return tuple((path, contents[blob]) for path, blob in files if blob in contents)


def _files(root: Path, commit: str, prefix: str) -> tuple[tuple[str, str], ...]:
    """The paths and blobs of the regular files below `prefix` at a commit, sorted by path."""
    folder = posixpath.normpath(prefix) if prefix else "."
    below = () if folder == "." else (folder,)
    answer = git.ask(root, "ls-tree", "-r", "-z", commit, "--", *below)
    files = []
    for row in answer.output.split(b"\0")[:-1]:
        entry, _, path = row.partition(b"\t")
        mode, _, blob = entry.split()
        # Links and submodules are no texts.
        if mode.startswith(b"100"):
            files.append((os.fsdecode(path), blob.decode()))
    return tuple(sorted(files))


def _commit(root: Path, revision: str) -> str | None:
    answer = git.ask(root, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
    found = answer.output.decode().strip()
    # For ^HEAD, git gives the hash with the caret, which is no commit but "all that is not in it".
    return found if answer.status == 0 and _HASH.fullmatch(found) else None


def _unresolved(root: Path, revision: str) -> Fault:
    """Why a revision could not be found, and what to do."""
    shallow = git.ask(root, "rev-parse", "--is-shallow-repository")
    if shallow.status == git.NOT_FOUND:
        wrong = message("git is not installed, so its revisions cannot be read")
        return Fault(wrong, hint=message("install git, or name a released version or a folder"))
    if (advice := _TRUST.search(shallow.error)) is not None:
        wrong = message("git does not read this repository, which belongs to another user")
        command = os.fsdecode(advice[0])
        return Fault(wrong, hint=message("if you trust it: {command}", command=command))
    if shallow.status != 0:
        wrong = message("this project is not in a git repository")
        return Fault(wrong, hint=message("name a released version or a folder instead"))
    wrong = message('git knows no revision "{revision}"', revision=revision)
    if shallow.output.strip() == b"true":
        hint = message('this clone is shallow: run "git fetch --unshallow --tags"')
    else:
        hint = message('"git tag" and "git log" show which there are')
    return Fault(wrong, hint=hint)


def date_of(seconds: str | bytes) -> datetime:
    """The date that is so many seconds after the beginning of 1970."""
    return datetime.fromtimestamp(int(seconds), UTC)
