"""Take the pictures of the report's page that the documentation shows.

python tests/browser/pictures.py docs
"""

import sys
from pathlib import Path

import chromium
import sample_report
from playwright.sync_api import Browser

from charter_i18n.reports import html
from charter_i18n.ui import Translator


def take(
    browser: Browser, page_file: Path, picture: Path, *, fragment: str, **options: object
) -> None:
    """Take a picture of the window with the page in it; `options` are those of a context."""
    context = browser.new_context(**options)
    page = context.new_page()
    page.goto(f"{page_file.as_uri()}#{fragment}")
    if fragment:
        page.evaluate("scrollTo(0, document.getElementById('entries').offsetTop)")
    page.screenshot(path=picture)
    context.close()


def main(folder: Path) -> None:
    """Take all pictures into `folder`."""
    path = chromium.executable()
    if path is None:
        sys.exit("Chromium is not installed")
    page_file = folder.resolve() / "report-picture.html"
    page = html.render(sample_report.SAMPLE, translator=Translator("en"))
    page_file.write_text(page, encoding="utf-8")
    try:
        with chromium.launched(path) as browser:
            take(
                browser,
                page_file,
                folder / "report-wide.png",
                fragment="",
                viewport={"width": 1440, "height": 1150},
                color_scheme="light",
            )
            take(
                browser,
                page_file,
                folder / "report-dark.png",
                fragment="locale=es",
                viewport={"width": 1120, "height": 1000},
                color_scheme="dark",
            )
    finally:
        page_file.unlink()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
