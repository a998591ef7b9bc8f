"""The only door to git, and it only reads.

The project may be a folder of the repository: `root` is the project's folder. git runs as a
program, without a shell, and no text from outside is taken for one of its options. Neither the
settings nor the language of the user's git change an answer.
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from charter_i18n.errors import ConfigurationError, Fault, message

NOT_FOUND = 127
_TIMEOUT = 60

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


@dataclass(frozen=True, slots=True)
class Answer:
    """What a run of git gave back; the status is 127 where there is no git."""

    status: int
    output: bytes = b""
    error: bytes = b""


def ask(root: Path, *arguments: str, given: bytes = b"") -> Answer:
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
        return Answer(NOT_FOUND)
    except subprocess.TimeoutExpired as problem:
        wrong = message("git gave no answer for {seconds} seconds", seconds=_TIMEOUT)
        hint = message('try "git status" in this folder')
        raise ConfigurationError(Fault(wrong, hint=hint)) from problem
    return Answer(done.returncode, done.stdout, done.stderr)


def sizes(root: Path, blobs: Sequence[str]) -> dict[str, int]:
    """The sizes in bytes of those of some blobs that are there, in their order."""
    if not blobs:
        return {}
    check = "--batch-check=%(objectname) %(objectsize)"
    rows = ask(root, "cat-file", check, given=_lines(blobs)).output.decode().splitlines()
    found = (row.split(" ") for row in rows)
    return {blob: int(size) for blob, size in found if size != "missing"}


def contents(root: Path, blobs: Sequence[str]) -> dict[str, bytes]:
    """The bytes of some blobs, read in one run of git."""
    if not blobs:
        return {}
    output = ask(root, "cat-file", "--batch", given=_lines(blobs)).output
    found = {}
    position = 0
    while position < len(output):
        end = output.index(b"\n", position)
        header = output[position:end].split()
        position = end + 1
        if header[-1] != b"missing":
            size = int(header[2])
            found[header[0].decode()] = output[position : position + size]
            position += size + 1
    return found


def _lines(blobs: Sequence[str]) -> bytes:
    return "".join(f"{blob}\n" for blob in blobs).encode()
