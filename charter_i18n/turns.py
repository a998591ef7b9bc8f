"""One process after the other: who reads files to rewrite them waits for its turn.

The folder itself is locked: nothing is left on the disk, and the system lets go of the lock when
a process ends, however it ends. Where a disk knows no locks (some network drives, Windows), and
when somebody keeps a lock for long (a process that was stopped), one goes on without it.
"""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PATIENCE = 30.0
"""Seconds after which one no longer waits."""
_PAUSE = 0.02


@contextmanager
def turn(folder: Path) -> Iterator[bool]:
    """Wait for the turn to write in `folder`; gives whether nobody else writes there.

    A process that has its turn already must not ask for another one.
    """
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:
        yield False
        return
    try:
        yield _locked(descriptor)
    finally:
        os.close(descriptor)


if sys.platform == "win32":

    def _locked(_descriptor: int) -> bool:
        return False

else:
    import fcntl

    def _locked(descriptor: int) -> bool:
        """Whether the lock could be had before patience ran out."""
        until = time.monotonic() + PATIENCE
        while True:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() > until:
                    return False
                time.sleep(_PAUSE)
            except OSError:
                return False
            else:
                return True
