"""`charter-i18n check`."""

import click

from charter_i18n.cli.console import Console, pass_console
from charter_i18n.errors import ExitStatus, message, plural
from charter_i18n.pipeline.check import check as run_check


@click.command()
@pass_console
def check(console: Console) -> int:
    """Verify texts, catalogues, reviews, translations and links."""
    findings = run_check(console.workspace)
    for fault in findings:
        console.result(console.translator.fault(fault))
    if findings:
        console.say(plural("{count} finding", "{count} findings", len(findings)))
        return ExitStatus.FINDINGS
    console.say(message("everything is as it should be"))
    return ExitStatus.FINE
