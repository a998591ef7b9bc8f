"""A headless Chromium that asks nobody for anything, and pages opened in it."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, Request, sync_playwright

ARGUMENTS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PATIENCE = 20_000
"""Milliseconds to wait for an element; only a test that fails waits so long."""


def executable() -> str | None:
    """Where Chromium is: the variable `CHARTER_I18N_CHROMIUM` tells, else the search path."""
    return os.environ.get("CHARTER_I18N_CHROMIUM") or shutil.which("chromium")


@contextmanager
def launched(path: str) -> Iterator[Browser]:
    """A browser with a new profile of its own, which is gone afterwards."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        try:
            yield browser
        finally:
            browser.close()


@dataclass
class Viewer:
    """Opens pages, each in a context of its own, and takes note of what goes wrong in them."""

    browser: Browser
    folder: Path
    problems: list[str] = field(default_factory=list)
    contexts: list[BrowserContext] = field(default_factory=list)

    def show(self, text: str, *, fragment: str = "", width: int = 1440, **options: object) -> Page:
        """Open a page; `options` are those of a context, `fragment` follows `#` in the URL."""
        place = self.folder / "report.html"
        place.write_text(text, encoding="utf-8")
        options.setdefault("viewport", {"width": width, "height": 900})
        context = self.browser.new_context(**options)
        context.set_default_timeout(PATIENCE)
        self.contexts.append(context)
        page = context.new_page()
        page.on("request", self._request)
        page.on("pageerror", lambda error: self.problems.append(f"error: {error}"))
        page.on("dialog", lambda dialog: self.problems.append(f"dialog: {dialog.message}"))
        page.on("console", lambda line: self.problems.append(f"console: {line.text[:300]}"))
        page.goto(place.as_uri() + (f"#{fragment}" if fragment else ""))
        return page

    def _request(self, request: Request) -> None:
        if not request.url.startswith(self.folder.as_uri()):
            self.problems.append(f"request: {request.url[:200]}")

    def close(self) -> None:
        """Close all pages."""
        for context in self.contexts:
            context.close()
