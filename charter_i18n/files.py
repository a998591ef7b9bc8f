"""Files as texts: read whole, written atomically. With `workspace`, all that touches the disk.

Line ends and byte order marks stay as they are.
"""

import errno
import os
import stat
import time
from collections.abc import Mapping
from contextlib import suppress
from itertools import takewhile
from pathlib import Path

from charter_i18n.errors import ConfigurationError, Fault, InputError, Message, Place, message

PARTIAL = ".charter-i18n-partial"
"""How the names end of files that are being written."""
_FORGOTTEN = 24 * 3600
"""Seconds after which nobody writes any more what was begun; clocks of other machines differ."""

_OS_MESSAGES: Mapping[type[OSError], Message] = {
    FileExistsError: message("a folder is expected here"),
    FileNotFoundError: message("no such file"),
    IsADirectoryError: message("this is a folder, a file is expected"),
    NotADirectoryError: message("a folder is expected here"),
    PermissionError: message("permission denied"),
}

# gettext ends a text at the one, and parts msgctxt and msgid with the other.
_UNFIT: Mapping[str, Message] = {
    "\0": message("NUL character"),
    "\4": message("control character U+0004"),
}

# What network drives say of a folder that they cannot flush.
_CANNOT_FLUSH = frozenset({errno.EACCES, errno.EBADF, errno.EINVAL, errno.ENOTSUP, errno.ENOSYS})


def os_fault(error: OSError, place: str) -> Fault:
    """What the operating system refused to do."""
    text = _OS_MESSAGES.get(type(error), message("{error}", error=error.strerror or str(error)))
    return Fault(text, Place(place))


def read_text(path: Path, *, place: str, pipe: bool = False) -> str:
    """The text of a UTF-8 file, with its own line ends and its BOM.

    `pipe` tells that a user named it, and may have named a pipe or a device: one that is found
    would be waited for without end.

    Raises:
        InputError: it cannot be read, is no UTF-8, holds NUL, or is no regular file.
    """
    try:
        if not pipe and not stat.S_ISREG(mode := path.stat().st_mode) and not stat.S_ISDIR(mode):
            hint = message("write a file in its place, or exclude it")
            raise InputError(Fault(message("this is no regular file"), Place(place), hint))
        data = path.read_bytes()
    except OSError as error:
        raise InputError(os_fault(error, place)) from error
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        line, column = _position(data, error.start)
        raise InputError(
            Fault(
                message("byte {byte} is no UTF-8", byte=f"0x{data[error.start]:02x}"),
                Place(place, line, column),
                message("save the file as UTF-8"),
            )
        ) from None
    for character, name in _UNFIT.items():
        if character in text:
            line, column = _position(data, data.index(character.encode()))
            hint = message("take it out: a catalogue cannot hold it")
            raise InputError(Fault(name, Place(place, line, column), hint))
    return text


def _position(data: bytes, offset: int) -> tuple[int, int]:
    """1-based line and column (in characters) of a byte."""
    before = data[:offset]
    line_start = before.rfind(b"\n") + 1
    return before.count(b"\n") + 1, len(before[line_start:].decode(errors="replace")) + 1


def write_atomically(path: Path, text: str) -> None:
    """Replace a file by `text`: written beside it, then renamed over it.

    What replaces a file is flushed to disk first: a power cut must not leave an empty file where
    a text was. Several files that belong together are `edits`.
    """
    make_folder(path.parent)
    partial = partial_beside(path)
    replaces = path.exists()
    try:
        fill(partial, text, flush=replaces)
        put(partial, path, replaces=replaces)
    finally:
        partial.unlink(missing_ok=True)


def partial_beside(path: Path) -> Path:
    """A name beside `path` that no other process takes, nor one on another machine."""
    # Not named after the file: a name may be as long as the disk allows.
    return path.with_name(f".{os.urandom(8).hex()}{PARTIAL}")


def is_forgotten(partial: Path) -> bool:
    """Whether a partial file is too old for anybody to be writing it still."""
    try:
        return time.time() - partial.stat().st_mtime > _FORGOTTEN
    except FileNotFoundError:
        return False


def fill(partial: Path, text: str, *, flush: bool) -> None:
    """Make a partial file with this text; with `flush` it is on the disk afterwards."""
    with partial.open("xb") as stream:
        stream.write(text.encode())
        if flush:
            stream.flush()
            os.fsync(stream.fileno())


def put(partial: Path, path: Path, *, replaces: bool) -> None:
    """Rename a partial file to `path`; where that replaces a file, its mode stays."""
    if replaces:
        with suppress(FileNotFoundError):
            partial.chmod(path.stat().st_mode)
    partial.replace(path)


def move(old: Path, new: Path) -> None:
    """Rename a file; that somebody else has done so by now is no error."""
    try:
        old.replace(new)
    except FileNotFoundError:
        if not os.path.lexists(new):
            raise


def make_folder(folder: Path) -> set[Path]:
    """Make sure that there is a folder; returns the folders in which others were made."""
    if folder.is_dir():
        return set()
    missing = list(takewhile(lambda item: not item.exists(), (folder, *folder.parents)))
    folder.mkdir(parents=True, exist_ok=True)
    return {item.parent for item in missing}


def flush_folder(folder: Path) -> None:
    """Bring to the disk which files are in a folder, where the system can do that."""
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:
        # Windows opens no folders; nor can one be opened that may only be written.
        return
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _CANNOT_FLUSH:
            raise
    finally:
        os.close(descriptor)


def write_result(name: str, text: str) -> None:
    """Write a result where a user wants it: atomically, or into a pipe or a device.

    Raises:
        ConfigurationError: the name is a folder's, or there is no such folder: a slip of the pen.
        InputError: it cannot be written there.
    """
    path = Path(name)
    if name.endswith(("/", os.sep)):
        raise ConfigurationError(os_fault(IsADirectoryError(), name))
    if not os.path.lexists(path.parent):
        hint = message("make it first, or name another")
        raise ConfigurationError(Fault(message("no such folder"), Place(str(path.parent)), hint))
    try:
        if path.exists() and not (path.is_file() or path.is_dir()):
            with path.open("wb") as stream:
                stream.write(text.encode())
            return
        # A link stays a link.
        path = Path(os.path.realpath(path))
        found = obstacle(path)
        if found is not None:
            raise found[1]
        write_atomically(path, text)
    except OSError as error:
        raise InputError(os_fault(error, name)) from error


def obstacle(path: Path) -> tuple[Path, OSError] | None:
    """Why no file can be written at `path`, and where that shows; None where nothing is seen."""
    if path.is_dir():
        return path, IsADirectoryError()
    folder = next(parent for parent in path.parents if os.path.lexists(parent))
    if not folder.is_dir():
        return folder, NotADirectoryError()
    if not os.access(folder, os.W_OK | os.X_OK):
        return folder, PermissionError()
    return None
