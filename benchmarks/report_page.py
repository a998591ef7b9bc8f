"""How large the report's page is, and how fast it opens and filters in Chromium.

    python benchmarks/report_page.py [--entries 5000] [--runs 5] [--chromium /usr/bin/chromium]

The report is made up, the same in every run. Times are medians: `opens` from the start of the
navigation until the page is laid out and its script has run; a filter from the change of a control
until the browser has drawn the result. `busy` is the processor's time for opening the page, which
other programs that run at the same time do not change much.
"""

import argparse
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tests" / "browser")]

import chromium  # noqa: E402 - it stands among the browser tests
import sample_report  # noqa: E402 - as above
from playwright.sync_api import Browser, Page  # noqa: E402 - as above

from charter_i18n.model import Key, Severity  # noqa: E402 - as above
from charter_i18n.report import Item, Report  # noqa: E402 - as above
from charter_i18n.reports import html  # noqa: E402 - as above
from charter_i18n.ui import Translator  # noqa: E402 - as above

SEED = 20171125
RANKED = (Severity.CRITICAL, Severity.MAJOR, Severity.MINOR, Severity.COSMETIC, Severity.NONE)

OPENED = """() => {
  const [navigation] = performance.getEntriesByType("navigation");
  return navigation.domContentLoadedEventEnd;
}"""
DRAWN = "() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))"
FILTERED = """([name, value]) => new Promise((done) => {
  const before = location.hash;
  const start = performance.now();
  const wait = () => {
    // The page notes its filters in the fragment when it has applied them.
    if (location.hash === before) return setTimeout(wait);
    requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)));
  };
  const control = document.getElementById("filters").elements[name];
  control.value = value;
  control.dispatchEvent(new Event("input", { bubbles: true }));
  wait();
})"""


def items(count: int) -> Iterator[Item]:
    """Items like those of the sample, each with a text of its own and one to three sentences."""
    chance = random.Random(SEED)  # noqa: S311 - no secret
    samples = sample_report.ITEMS
    for number in range(count):
        sample = samples[number % len(samples)]
        rest = [chance.choice(samples).new for _ in range(chance.choice((0, 1, 1, 2)))]
        tail = " ".join((f" ({number})", *rest))
        old = None if sample.old is None else sample.old + tail
        new = sample.new + tail
        yield replace(
            sample,
            id=Key(new).id,
            line=sample.line + 5 * number,
            old=old,
            new=new,
            translation=sample.translation and sample.translation + tail,
            redline=() if old is None else (*sample.redline, ("equal", tail)),
        )


def report(count: int) -> Report:
    """A report of so many items, worst first."""
    ordered = sorted(items(count), key=lambda item: RANKED.index(item.severity))
    return Report("fr", sample_report.LOCALES, tuple(ordered))


def opened(browser: Browser, page_file: Path) -> tuple[Page, dict[str, float]]:
    """The page, and how many milliseconds it took to open."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    inspector = page.context.new_cdp_session(page)
    inspector.send("Performance.enable", {"timeDomain": "threadTicks"})
    page.goto(page_file.as_uri())
    page.evaluate(DRAWN)
    drawn = page.evaluate("performance.now()")
    metrics = inspector.send("Performance.getMetrics")["metrics"]
    busy = next(item["value"] for item in metrics if item["name"] == "TaskDuration")
    return page, {
        "opens (document ready)": page.evaluate(OPENED),
        "opens (drawn)": drawn,
        "opens (busy)": 1000 * busy,
    }


def measure(path: str, page_file: Path, runs: int) -> Iterator[tuple[str, float]]:
    """Each figure's name and its median in milliseconds."""
    steps = (
        ("filters by language", "locale", "es"),
        ("filters by class", "class", "modality"),
        ("searches for the first time", "q", "comite de suivi"),
        ("searches again", "q", "trente jours"),
        ("shows everything again", "q", ""),
    )
    times: dict[str, list[float]] = {}
    with chromium.launched(path) as browser:
        for _ in range(runs):
            page, found = opened(browser, page_file)
            for label, milliseconds in found.items():
                times.setdefault(label, []).append(milliseconds)
            for label, name, value in steps:
                times.setdefault(label, []).append(page.evaluate(FILTERED, [name, value]))
            page.close()
    for label, taken in times.items():
        yield label, statistics.median(taken)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=5000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--chromium", default=chromium.executable())
    options = parser.parse_args()
    if not options.chromium:
        parser.error("Chromium is not installed")
    start = time.perf_counter()
    text = html.render(report(options.entries), translator=Translator("en"))
    print(f"{options.entries} entries, written in {time.perf_counter() - start:.1f} s")
    with tempfile.TemporaryDirectory() as folder:
        page_file = Path(folder, "report.html")
        page_file.write_text(text, encoding="utf-8")
        print(f"{page_file.stat().st_size / 1e6:.1f} MB")
        for label, milliseconds in measure(options.chromium, page_file, options.runs):
            print(f"{label:30} {milliseconds:6.0f} ms")


if __name__ == "__main__":
    main()
