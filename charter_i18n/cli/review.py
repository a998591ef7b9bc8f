"""`charter-i18n review` and its subcommands."""

import os
import sys

import click

from charter_i18n import visible
from charter_i18n.cli import options, showing
from charter_i18n.cli.console import Console, columns, pass_console
from charter_i18n.cli.lazy import LazyGroup
from charter_i18n.cli.release import given
from charter_i18n.errors import ExitStatus, message, plural
from charter_i18n.pipeline import reviews, verdicts
from charter_i18n.pipeline.day import day
from charter_i18n.pipeline.reviews import OPEN, Standing, Subject
from charter_i18n.review import Record

_PLACE = "charter_i18n.cli.review"


@click.group(
    cls=LazyGroup,
    invoke_without_command=True,
    commands_by_name={
        "list": f"{_PLACE}:list_subjects",
        "show": f"{_PLACE}:show",
        "approve": "charter_i18n.cli.verdicts:approve",
        "reject": "charter_i18n.cli.verdicts:reject",
        "withdraw": "charter_i18n.cli.verdicts:withdraw",
        "log": f"{_PLACE}:log",
    },
)
@options.only_locales
@options.only_documents
@click.option("--by", "reviewer", metavar="NAME", help="Who reviews.")
@click.option("--date", metavar="D", help="The day of the review, such as 2026-11-23.")
@pass_console
@click.pass_context
def review(  # noqa: PLR0913, PLR0917 - one parameter for each option
    context: click.Context,
    console: Console,
    locales: tuple[str, ...],
    documents: tuple[str, ...],
    reviewer: str | None,
    date: str | None,
) -> int:
    """Approve and reject translations; alone on a terminal, walk through what is open."""
    if context.invoked_subcommand is not None:
        if locales or documents or reviewer or date:
            raise click.UsageError("options of a subcommand stand behind it")
        return ExitStatus.FINE
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise click.UsageError('this needs a terminal; elsewhere use "review list" and "approve"')
    from charter_i18n.cli.walk import Walk  # noqa: PLC0415 - only where somebody walks

    if reviewer is None:
        reviewer = str(click.prompt(console.translator.text("your name:"), prompt_suffix=" "))
    Walk(console, given(reviewer, "--by"), day(date, os.environ), locales, documents).run()
    return ExitStatus.FINE


@click.command("list")
@options.only_locales
@options.only_documents
@click.option(
    "--standing",
    type=click.Choice([*(item.value for item in Standing), "all"]),
    help="Only these; default: what is open, or was carried over a cosmetic change.",
)
@options.written_as(["text", "json"])
@pass_console
def list_subjects(
    console: Console,
    locales: tuple[str, ...],
    documents: tuple[str, ...],
    standing: str | None,
    layout: str,
) -> int:
    """List the translations that wait for a reviewer."""
    wanted = OPEN if standing is None else frozenset(Standing)
    if standing not in {None, "all"}:
        wanted = frozenset({Standing(standing)})
    every = reviews.subjects(console.workspace, locales, documents=documents)
    found = reviews.chosen(every, (), standings=wanted)
    if layout == "json":
        console.result(visible.as_json(as_json(found, console)))
        return ExitStatus.FINE
    rows = [showing.row(item, console.translator) for item in found]
    for line in columns(rows) if rows else ():
        console.result(line)
    console.say(plural("{count} translation", "{count} translations", len(found)))
    return ExitStatus.FINE


def as_json(found: tuple[Subject, ...], console: Console) -> dict[str, object]:
    """Translations under review as `charter-i18n/reviews/1` has them (`docs/formats.md`)."""
    return {"schema": "charter-i18n/reviews/1", "items": [_item(item, console) for item in found]}


def _item(item: Subject, console: Console) -> dict[str, object]:
    before = item.before
    return {
        "id": item.id,
        "locale": item.locale,
        "document": item.document,
        "line": item.source_line,
        "section": list(item.section),
        "standing": item.standing.value,
        "msgctxt": item.entry.msgctxt,
        "source": item.entry.msgid,
        "target": item.entry.msgstr,
        "po": {"file": item.path, "line": item.entry.line},
        "verdict": _record(item.record) if item.record else None,
        "approved": before
        and {
            "source": before.source,
            "target": before.target,
            "severity": str(before.severity) if before.severity else None,
            "classes": [name.value for name in before.classes],
            "reason": console.translator.say(before.reason) if before.reason else "",
        },
        "source_ops": [list(step) for step in item.source_redline],
        "target_ops": [list(step) for step in item.target_redline],
    }


def _record(record: Record) -> dict[str, object]:
    return {
        "verdict": record.verdict.value,
        "reviewer": record.reviewer or None,
        "version": record.version or None,
        "date": record.date or None,
        "note": record.note,
    }


@click.command()
@click.argument("ids", metavar="SEG…", nargs=-1, required=True)
@options.only_locales
@pass_console
def show(console: Console, ids: tuple[str, ...], locales: tuple[str, ...]) -> int:
    """Show translations, and what changed since they were approved last."""
    found = reviews.subjects(console.workspace, locales)
    showing.show(console, reviews.chosen(found, ids))
    return ExitStatus.FINE


@click.command()
@click.argument("ids", metavar="[SEG…]", nargs=-1)
@options.only_locales
@options.only_documents
@options.written_as(["text", "json"])
@pass_console
def log(
    console: Console,
    ids: tuple[str, ...],
    locales: tuple[str, ...],
    documents: tuple[str, ...],
    layout: str,
) -> int:
    """Show all that was said of translations, oldest first."""
    found = verdicts.history(console.workspace, locales, documents=documents, ids=ids)
    if layout == "json":
        data = {"schema": "charter-i18n/review-log/1", "records": [_entry(*item) for item in found]}
        console.result(visible.as_json(data))
        return ExitStatus.FINE
    rows = [showing.record_row(locale, item, console.translator) for locale, _, item in found]
    for line in columns(rows) if rows else ():
        console.result(line)
    if not rows:
        console.say(message("nothing has been said of this"))
    return ExitStatus.FINE


def _entry(locale: str, path: str, record: Record) -> dict[str, object]:
    return {
        "id": record.pair.key.id,
        "locale": locale,
        "ledger": path,
        **_record(record),
        "msgctxt": record.pair.msgctxt or None,
        "source": record.pair.source,
        "target": record.pair.target,
        "classes": [name.value for name in record.classes],
    }
