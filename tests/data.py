"""Where the real texts are that some tests and benchmarks read: beside the project, never in it."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("CHARTER_I18N_DATA", ROOT.parent / "shared" / "data"))


def data_file(name: str) -> Path:
    """The path of a data file or folder; skips the test where the data is absent."""
    path = DATA / name
    if not path.exists():
        pytest.skip(f"the real texts are not beside the project (no {name})")
    return path
