"""The browser that the tests of this folder share, and pages opened in it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """A headless Chromium; skips where there is none."""
    pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    import chromium  # noqa: PLC0415 - it needs playwright

    path = chromium.executable()
    if path is None:
        pytest.skip("Chromium is not installed (Debian: apt-get install chromium)")
    with chromium.launched(path) as found:
        yield found


@pytest.fixture
def show(browser: Any, tmp_path: Path) -> Iterator[Callable[..., Any]]:
    """Open a page in a context of its own; afterwards nothing may have been asked for or failed.

    `fragment` is what follows `#` in its URL; the other options are those of a browser context.
    """
    contexts: list[Any] = []
    problems: list[str] = []

    def watched(request: Any) -> None:
        if not request.url.startswith(tmp_path.as_uri()):
            problems.append(f"request: {request.url[:200]}")

    def opened(text: str, *, fragment: str = "", width: int = 1440, **options: Any) -> Any:
        place = tmp_path / "report.html"
        place.write_text(text, encoding="utf-8")
        options.setdefault("viewport", {"width": width, "height": 900})
        context = browser.new_context(**options)
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        page.on("request", watched)
        page.on("pageerror", lambda error: problems.append(f"error: {error}"))
        page.on("dialog", lambda dialog: problems.append(f"dialog: {dialog.message}"))
        page.on("console", lambda line: problems.append(f"console: {line.text[:300]}"))
        page.goto(place.as_uri() + (f"#{fragment}" if fragment else ""))
        page.problems = problems
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not problems
