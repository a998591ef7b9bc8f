r"""What the program reads from and writes to, the same on every machine.

In a pipe or a file results are UTF-8 with `\n`, whatever the machine's encoding and line ends; a
terminal keeps its own, and what it lacks is written as an escape. What somebody types that is no
text in the terminal's encoding is no crash either.
"""

import io
import sys
from typing import TextIO

from charter_i18n.errors import InputError
from charter_i18n.files import os_fault


def prepare() -> None:
    """Make the standard streams such streams; called once, where the program starts."""
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="surrogateescape")
    sys.stdout = _stream(sys.stdout, name="stdout")
    sys.stderr = _stream(sys.stderr, name="stderr")


def _stream(stream: TextIO, *, name: str) -> TextIO:
    # None where the program was started with the stream closed.
    if not isinstance(stream, io.TextIOWrapper):
        return stream
    if stream.isatty():
        stream.reconfigure(errors="backslashreplace")
        return stream
    stream.flush()
    raw = _Outlet(stream.fileno(), name=name)
    buffer = io.BufferedWriter(raw)  # type: ignore[type-var]  # its `write` takes more
    return io.TextIOWrapper(
        buffer, encoding="utf-8", errors="backslashreplace", newline="\n", line_buffering=True
    )


class _Outlet(io.FileIO):
    """A pipe or a file that somebody else opened.

    A reader that has seen enough (`| head`) is no fault: what is left is not written, and the
    command ends as it would have. A disk that is full is one, said once; on stderr nobody would
    hear it.
    """

    def __init__(self, descriptor: int, *, name: str) -> None:
        super().__init__(descriptor, "wb", closefd=False)
        self._called = name
        self._over = False

    def write(self, data: bytes | bytearray | memoryview, /) -> int:  # type: ignore[override]
        """Write, as long as somebody reads."""
        if self._over:
            return len(data)
        try:
            return super().write(data)
        except OSError as error:
            self._over = True
            if isinstance(error, BrokenPipeError) or self._called == "stderr":
                return len(data)
            raise InputError(os_fault(error, self._called)) from error
