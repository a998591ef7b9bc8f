"""`charter-i18n report`."""

import click

from charter_i18n import reports
from charter_i18n.cli import options, output
from charter_i18n.cli.console import Console, pass_console
from charter_i18n.errors import ExitStatus, message
from charter_i18n.model import Severity
from charter_i18n.pipeline.report import report as build_report

_THRESHOLDS = {
    "cosmetic": Severity.COSMETIC,
    "minor": Severity.MINOR,
    "major": Severity.MAJOR,
    "critical": Severity.CRITICAL,
}


@click.command()
@options.only_locales
@click.option(
    "--since",
    metavar="REVISION",
    help="Only texts that came after this revision (1.0.0, git:main).",
)
@options.written_as(
    reports.REPORTS,
    default=None,
    means="How to write it; default: as FILE ends (.html, .md, .json, .sarif), else text.",
)
@click.option(
    "-o",
    "--output",
    "target",
    metavar="FILE",
    default=output.TERMINAL,
    help="Write there; - is stdout.",
)
@click.option(
    "--fail-on",
    type=click.Choice([*_THRESHOLDS, "never"]),
    default="never",
    help="Exit 1 when there is an item of this severity or a worse one.",
)
@pass_console
def report(  # noqa: PLR0913, PLR0917 - one parameter for each option
    console: Console,
    locales: tuple[str, ...],
    since: str | None,
    layout: str | None,
    target: str,
    fail_on: str,
) -> int:
    """Show which translations are stale, worst first, and why."""
    layout = layout or reports.layout_of(target)
    found = build_report(console.workspace, only=locales, since=since)
    more = {"paint": output.paint(console, target)} if layout == "text" else {}
    write = reports.renderer(reports.REPORTS, layout)
    output.write(console, write(found, translator=console.translator, **more), target)
    if any(not item.line for item in found.items):
        behind = message("some texts have no entry in the catalogues yet: charter-i18n sync")
        console.say(behind)
    threshold = _THRESHOLDS.get(fail_on)
    failed = threshold is not None and any(item.severity >= threshold for item in found.items)
    return ExitStatus.FINDINGS if failed else ExitStatus.FINE
