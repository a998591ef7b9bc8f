"""The user's editor, opened at a line of a file."""

import os
import shlex
import subprocess
from collections.abc import Mapping
from pathlib import Path

from charter_i18n.errors import ConfigurationError, Fault, message

_FALLBACK = "vi"
# How programs that do not know `+LINE FILE` want to be told of a line.
_COLON = frozenset({"subl", "hx", "zed", "atom"})
_GOTO = frozenset({"code", "codium", "code-insiders", "vscodium"})


def edit(path: Path, line: int, *, environ: Mapping[str, str] = os.environ) -> None:
    """Open `path` at `line` in the editor that VISUAL or EDITOR names, and wait for its end.

    Raises:
        ConfigurationError: it cannot be started, or it fails.
    """
    command = environ.get("VISUAL") or environ.get("EDITOR") or _FALLBACK
    hint = message("set EDITOR to the editor of your choice")
    try:
        words = shlex.split(command)
        done = subprocess.run([*words, *_arguments(words[0], path, line)], check=False)  # noqa: S603 - the user's own editor
    except (OSError, ValueError, IndexError) as problem:
        wrong = message('the editor "{command}" cannot be started', command=command)
        raise ConfigurationError(Fault(wrong, hint=hint)) from problem
    if done.returncode:
        wrong = message('the editor "{command}" failed', command=command)
        raise ConfigurationError(Fault(wrong, hint=hint))


def _arguments(program: str, path: Path, line: int) -> list[str]:
    name = Path(program).name
    if name in _GOTO:
        return ["--wait", "--goto", f"{path}:{line}"]
    if name in _COLON:
        return [f"{path}:{line}"]
    return [f"+{line}", str(path)]
