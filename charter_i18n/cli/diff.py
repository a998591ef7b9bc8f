"""`charter-i18n diff`."""

import click

from charter_i18n import reports
from charter_i18n.cli import options, output
from charter_i18n.cli.console import Console, pass_console
from charter_i18n.errors import ExitStatus
from charter_i18n.pipeline.diff import diff as run_diff


@click.command()
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="[NEW]", default="working")
@options.written_as(reports.DIFFS)
@pass_console
def diff(console: Console, old: str, new: str, layout: str) -> int:
    """Show what changed between revisions, and how much it matters.

    A revision is a released version (1.0.0), a git revision (git:v1.0, git:HEAD~3), "working",
    or a folder of sources.
    """
    found = run_diff(console.workspace, old, new)
    more = {"paint": output.paint(console)} if layout == "text" else {}
    write = reports.renderer(reports.DIFFS, layout)
    output.write(console, write(found, translator=console.translator, **more))
    return ExitStatus.FINE
