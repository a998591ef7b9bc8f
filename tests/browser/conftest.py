"""The browser that the tests of this folder share."""

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def browser():
    """A headless Chromium; skips where there is none."""
    pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    import chromium  # noqa: PLC0415 - it needs playwright

    path = chromium.executable()
    if path is None:
        pytest.skip("Chromium is not installed (Debian: apt-get install chromium)")
    with chromium.launched(path) as found:
        yield found


@pytest.fixture
def viewer(browser, tmp_path: Path):
    """What opens pages; afterwards none of them may have asked for anything or failed."""
    import chromium  # noqa: PLC0415 - as above

    found = chromium.Viewer(browser, tmp_path)
    yield found
    found.close()
    assert not found.problems


@pytest.fixture
def show(viewer):
    """Open a page: `Viewer.show`."""
    return viewer.show
