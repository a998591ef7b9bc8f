"""The history of a project's files; the only door to git, and it only reads.

The project may be a folder of the repository: `root` is the project's folder, and paths are
relative to it, POSIX. git runs as a program, without a shell, and no text from outside is taken for
one of its options. Neither the settings nor the language of the user's git change an answer.
"""

import os
import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from charter_i18n.errors import ConfigurationError, Fault, message

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_HASH = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_SECONDS = re.compile(r"[0-9]{1,11}", re.ASCII)
_TIMEOUT = 60
_BATCH = 32
_NOT_FOUND = 127

# A hook of git sets these for its own work; the project's repository is looked for anew.
_FOREIGN = frozenset(
    {
        "GIT_ALTERNATE_OBJECT_DIRECTORIES",
        "GIT_COMMON_DIR",
        "GIT_DIR",
        "GIT_INDEX_FILE",
        "GIT_NAMESPACE",
        "GIT_OBJECT_DIRECTORY",
        "GIT_PREFIX",
        "GIT_WORK_TREE",
    }
)
_ENVIRONMENT = {
    "LC_ALL": "C",
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_PAGER": "cat",
    "GIT_TERMINAL_PROMPT": "0",
}
_SETTINGS = (
    "color.ui=false",
    "diff.relative=false",
    "log.diffMerges=separate",
    "log.showRoot=true",
    "log.showSignature=false",
)
_TRUST = re.compile(rb"git config --global --add safe\.directory .+")
_CHANGE = re.compile(
    rb"\x01(?P<commit>[0-9a-f]+) (?P<seconds>\d+)\x00\n"
    rb":\d{6} (?P<mode>\d{6}) (?P<old>[0-9a-f]+) (?P<new>[0-9a-f]+) [A-Z]\d*\x00"
)


class FileRevision(NamedTuple):
    """A file as a commit left it: the commit's full hash, its date (UTC), the file's bytes."""

    revision: str
    date: datetime
    content: bytes


@dataclass(frozen=True, slots=True)
class _Answer:
    """What a run of git gave back; the status is 127 where there is no git."""

    status: int
    output: bytes = b""
    error: bytes = b""


def last_commit_dates(root: Path, folder: str) -> Mapping[str, datetime]:
    """The committer's dates, in UTC, of the last commits that touched the files in a folder.

    They are by path; `folder` may be a file. A file is missing that has none: no git, no
    repository, no commit yet, an untracked file. In a shallow clone the answer is the date of the
    oldest commit that is there, if the file is older. git runs once, however many files there are.
    """
    answer = _ask(
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
            dates[name] = _date(seconds)
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
    return _date(text)


def format_po_date(date: datetime) -> str:
    """A date as the header of a catalogue has it, in UTC: `2026-11-23 15:48+0000`.

    Source: gettext manual, "Filling in the Header Entry".

    Raises:
        ValueError: The date has no time zone, and would mean something else on each machine.
    """
    if date.tzinfo is None:
        raise ValueError("a date without a time zone")
    return f"{date.astimezone(UTC).isoformat(' ', 'minutes')[:16]}+0000"


def head(root: Path) -> str | None:
    """The full hash of the commit that is checked out, or None where there is none."""
    return _commit(root, "HEAD")


def folder_in_repository(root: Path) -> str:
    """Where the project's folder stands in its repository: `charter/`.

    Empty where it is the repository's own folder, or where there is no repository.
    """
    answer = _ask(root, "rev-parse", "--show-prefix")
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


def files_at(root: Path, revision: str, prefix: str = "") -> tuple[str, ...]:
    """The paths of the files below the folder `prefix` of the project at a revision, sorted.

    Raises:
        ConfigurationError: There is no such revision.
    """
    return tuple(path for path, _ in _files(root, resolve(root, revision), prefix))


def file_at(root: Path, revision: str, path: str) -> bytes | None:
    """The bytes of a file at a revision, or None where it was not there.

    Raises:
        ConfigurationError: There is no such revision.
    """
    return dict(contents_at(root, revision, path)).get(posixpath.normpath(path))


def contents_at(root: Path, revision: str, prefix: str = "") -> tuple[tuple[str, bytes], ...]:
    """The files below `prefix` (or the file `prefix`) at a revision with their bytes, sorted.

    Raises:
        ConfigurationError: There is no such revision.
    """
    files = _files(root, resolve(root, revision), prefix)
    contents = _contents(root, [blob for _, blob in files])
    return tuple((path, contents[blob]) for path, blob in files if blob in contents)


def versions_of(root: Path, path: str, *, limit: int | None = None) -> Iterator[FileRevision]:
    """The states that a file had on the line of first parents, newest first, at most `limit`.

    These are the texts that were the project's, one after the other: commits on branches count
    when they are merged. A file that was renamed is followed; a rename that changed nothing is no
    state of its own. Nothing where there is no git, no repository or no commit.
    """
    found = _changes(root, path)[:limit]
    for start in range(0, len(found), _BATCH):
        batch = found[start : start + _BATCH]
        contents = _contents(root, [blob for _, _, blob in batch])
        for commit, date, blob in batch:
            if blob in contents:
                yield FileRevision(commit, date, contents[blob])


def _changes(root: Path, path: str) -> list[tuple[str, datetime, str]]:
    """The commits that changed the bytes of a file, newest first, with the blob that they left."""
    answer = _ask(
        root,
        *("log", "--follow", "--first-parent", "-m", "--raw", "-z", "--no-abbrev"),
        *("--format=tformat:%x01%H %ct", "--", path),
    )
    return [
        (change["commit"].decode(), _date(change["seconds"]), change["new"].decode())
        for change in _CHANGE.finditer(answer.output)
        if change["mode"].startswith(b"100") and change["old"] != change["new"]
    ]


def _files(root: Path, commit: str, prefix: str) -> tuple[tuple[str, str], ...]:
    """The paths and blobs of the regular files below `prefix` at a commit, sorted by path."""
    folder = posixpath.normpath(prefix) if prefix else "."
    below = () if folder == "." else (folder,)
    answer = _ask(root, "ls-tree", "-r", "-z", commit, "--", *below)
    files = []
    for row in answer.output.split(b"\0")[:-1]:
        entry, _, path = row.partition(b"\t")
        mode, _, blob = entry.split()
        # Links and submodules are no texts.
        if mode.startswith(b"100"):
            files.append((os.fsdecode(path), blob.decode()))
    return tuple(sorted(files))


def _contents(root: Path, blobs: Sequence[str]) -> dict[str, bytes]:
    """The bytes of some blobs, read in one run of git."""
    if not blobs:
        return {}
    output = _ask(root, "cat-file", "--batch", given="\n".join([*blobs, ""]).encode()).output
    contents = {}
    position = 0
    while position < len(output):
        end = output.index(b"\n", position)
        header = output[position:end].split()
        position = end + 1
        if header[-1] != b"missing":
            size = int(header[2])
            contents[header[0].decode()] = output[position : position + size]
            position += size + 1
    return contents


def _commit(root: Path, revision: str) -> str | None:
    answer = _ask(root, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
    found = answer.output.decode().strip()
    # For ^HEAD, git gives the hash with the caret, which is no commit but "all that is not in it".
    return found if answer.status == 0 and _HASH.fullmatch(found) else None


def _unresolved(root: Path, revision: str) -> Fault:
    """Why a revision could not be found, and what to do."""
    shallow = _ask(root, "rev-parse", "--is-shallow-repository")
    if shallow.status == _NOT_FOUND:
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


def _date(seconds: str | bytes) -> datetime:
    return datetime.fromtimestamp(int(seconds), UTC)


def _ask(root: Path, *arguments: str, given: bytes = b"") -> _Answer:
    """Run git in the project's folder, with settings of our own.

    Raises:
        ConfigurationError: git gives no answer for a minute.
    """
    import subprocess  # noqa: PLC0415 - most runs ask git nothing

    environment = {key: value for key, value in os.environ.items() if key not in _FOREIGN}
    settings = [part for setting in _SETTINGS for part in ("-c", setting)]
    try:
        done = subprocess.run(  # noqa: S603 - no shell; texts from outside are no options
            ["git", "-C", str(root), *settings, *arguments],  # noqa: S607 - the user's git
            input=given,
            capture_output=True,
            check=False,
            env=environment | _ENVIRONMENT,
            timeout=_TIMEOUT,
        )
    except FileNotFoundError:
        return _Answer(_NOT_FOUND)
    except subprocess.TimeoutExpired as problem:
        wrong = message("git gave no answer for {seconds} seconds", seconds=_TIMEOUT)
        hint = message('try "git status" in this folder')
        raise ConfigurationError(Fault(wrong, hint=hint)) from problem
    return _Answer(done.returncode, done.stdout, done.stderr)
