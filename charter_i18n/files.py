"""Files as texts: read whole, written atomically. With `workspace`, all that touches the disk.

Line ends and byte order marks stay as they are.
"""

import os
import stat
from collections.abc import Mapping
from pathlib import Path

from charter_i18n.errors import Fault, InputError, Message, Place, message

PARTIAL = ".charter-i18n-partial"
"""How the names end of files that are being written."""

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
    translations were. A new file has nothing to lose.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    replaces = path.exists()
    # Not named after the file: a name may be as long as the disk allows.
    partial = path.with_name(f".{os.getpid()}{PARTIAL}")
    try:
        with partial.open("wb") as stream:
            stream.write(text.encode())
            if replaces:
                stream.flush()
                os.fsync(stream.fileno())
        if replaces:
            partial.chmod(path.stat().st_mode)
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


def write_result(name: str, text: str) -> None:
    """Write a result where a user wants it: atomically, or into a pipe or a device.

    Raises:
        InputError: it cannot be written there.
    """
    path = Path(name)
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
