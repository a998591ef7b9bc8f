"""The programs that are compared: ours, and those that are installed."""

import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

from texts import ROOT

OURS = (str(Path(sys.executable).with_name("charter-i18n")), "--quiet")
_TOOLKIT = ROOT / ".venv-bench"
_TOOLKIT_PACKAGE = "translate-toolkit[markdown,levenshtein]"


@cache
def installed(name: str) -> str | None:
    """The path of a program, or None, which is said once."""
    found = shutil.which(name)
    if found is None:
        print(f"  {name} is not installed: not measured")
    return found


@cache
def toolkit(name: str) -> str | None:
    """The path of a program of translate-toolkit, in an environment that is made at need."""
    program = _TOOLKIT / "bin" / name
    stamp = _TOOLKIT / "complete"
    if not stamp.exists():
        try:
            subprocess.run([sys.executable, "-m", "venv", _TOOLKIT], check=True)
            subprocess.run(
                [_TOOLKIT / "bin" / "pip", "install", "--quiet", _TOOLKIT_PACKAGE],
                check=True,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        except (OSError, subprocess.CalledProcessError):
            print(f"  {_TOOLKIT_PACKAGE} cannot be installed: {name} is not measured")
            return None
        stamp.touch()
    return str(program)
