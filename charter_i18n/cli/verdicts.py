"""`charter-i18n review approve`, `reject` and `withdraw`."""

import os
import sys
from collections.abc import Callable
from typing import Any

import click

from charter_i18n.cli import showing
from charter_i18n.cli.console import Console, pass_console
from charter_i18n.cli.release import given
from charter_i18n.errors import ExitStatus, Message, message, plural
from charter_i18n.pipeline import reviews, verdicts
from charter_i18n.pipeline.day import day
from charter_i18n.pipeline.reviews import OPEN, Standing, Subject
from charter_i18n.pipeline.verdicts import Judgement
from charter_i18n.review import Verdict

_YES, _NO = message("yes"), message("no")

_Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


def _options(*more: _Decorator) -> _Decorator:
    """The options of a verdict."""
    options: tuple[_Decorator, ...] = (
        click.option("--locale", required=True, metavar="L", help="The locale."),
        click.option("--by", "reviewer", required=True, metavar="NAME", help="Who reviews."),
        click.option("--date", metavar="D", help="The day of the review, such as 2026-11-23."),
        *more,
        click.option("--yes", is_flag=True, help="Do not ask."),
    )

    def decorated(command: Callable[..., Any]) -> Callable[..., Any]:
        for option in reversed(options):
            command = option(command)
        return command

    return decorated


@click.command()
@click.argument("ids", metavar="[SEG…]", nargs=-1)
@_options(
    click.option("--all-carried", is_flag=True, help="All that were carried over typography."),
    click.option(
        "--document", "documents", multiple=True, metavar="D", help="All of this document."
    ),
    click.option("--note", default="", metavar="TEXT", help="A remark that the ledger keeps."),
)
@pass_console
def approve(  # noqa: PLR0913, PLR0917 - one parameter for each option
    console: Console,
    ids: tuple[str, ...],
    locale: str,
    reviewer: str,
    date: str | None,
    documents: tuple[str, ...],
    note: str,
    *,
    all_carried: bool,
    yes: bool,
) -> int:
    """Approve translations: what changed since the last approval is shown first."""
    if not (ids or all_carried or documents) or (ids and all_carried):
        raise click.UsageError("name translations (seg-…), or give --all-carried or --document")
    standings = None
    if not ids:
        standings = frozenset({Standing.CARRIED}) if all_carried else OPEN
    judgement = Judgement(
        Verdict.APPROVED, given(reviewer, "--by"), day(date, os.environ), _note(note)
    )
    every = reviews.subjects(console.workspace, (locale,), documents=documents)
    found = reviews.chosen(every, ids, standings=standings)
    return _judge(console, found, judgement, yes=yes)


@click.command()
@click.argument("ids", metavar="SEG…", nargs=-1, required=True)
@_options(
    click.option(
        "--note", required=True, metavar="TEXT", help="What is wrong, for the translator."
    ),
)
@pass_console
def reject(  # noqa: PLR0913, PLR0917 - one parameter for each option
    console: Console,
    ids: tuple[str, ...],
    locale: str,
    reviewer: str,
    date: str | None,
    note: str,
    *,
    yes: bool,
) -> int:
    """Reject translations: they are not published as long as neither text changes."""
    # The translator has to know what is wrong.
    note = given(note, "--note")
    return _verdict(console, ids, locale, (Verdict.REJECTED, reviewer, date, note), yes=yes)


@click.command()
@click.argument("ids", metavar="SEG…", nargs=-1, required=True)
@_options(
    click.option("--note", default="", metavar="TEXT", help="A remark that the ledger keeps.")
)
@pass_console
def withdraw(  # noqa: PLR0913, PLR0917 - one parameter for each option
    console: Console,
    ids: tuple[str, ...],
    locale: str,
    reviewer: str,
    date: str | None,
    note: str,
    *,
    yes: bool,
) -> int:
    """Take verdicts back."""
    return _verdict(console, ids, locale, (Verdict.WITHDRAWN, reviewer, date, note), yes=yes)


def _verdict(
    console: Console,
    ids: tuple[str, ...],
    locale: str,
    given_verdict: tuple[Verdict, str, str | None, str],
    *,
    yes: bool,
) -> int:
    verdict, reviewer, date, note = given_verdict
    judgement = Judgement(verdict, given(reviewer, "--by"), day(date, os.environ), _note(note))
    found = reviews.chosen(reviews.subjects(console.workspace, (locale,)), ids)
    return _judge(console, found, judgement, yes=yes)


def _note(text: str) -> str:
    return given(text, "--note") if text.strip(" \t") else ""


def _judge(console: Console, found: tuple[Subject, ...], judgement: Judgement, *, yes: bool) -> int:
    """Show what is judged, ask, and add the verdicts to the ledgers."""
    asks = bool(found) and not yes
    if asks and not sys.stdin.isatty():
        raise click.UsageError("nobody can be asked here; add --yes")
    showing.show(console, found)
    if asks and not _agrees(console, _question(judgement.verdict, len(found))):
        return ExitStatus.FINE
    added = verdicts.judge(console.workspace, found, judgement)
    console.say(_told(judgement.verdict, len(added)))
    return ExitStatus.FINE


def _told(verdict: Verdict, count: int) -> Message:
    if verdict is Verdict.WITHDRAWN:
        return plural("{count} verdict taken back", "{count} verdicts taken back", count)
    return plural(
        "{count} verdict added to the ledger", "{count} verdicts added to the ledger", count
    )


def _agrees(console: Console, question: Message) -> bool:
    """Ask until somebody says yes or no, in the language of the messages or in English."""
    say = console.translator.say
    yes = {say(_YES), say(_YES)[0], "yes", "y"}
    no = {say(_NO), say(_NO)[0], "no", "n", ""}
    asked = f"{say(question)} [{say(_YES)[0]}/{say(_NO)[0].upper()}]"
    answer = None
    while answer not in yes | no:
        said = click.prompt(asked, default="", show_default=False, prompt_suffix=" ", err=True)
        answer = str(said).strip().casefold()
    return answer in yes


def _question(verdict: Verdict, count: int) -> Message:
    if verdict is Verdict.APPROVED:
        return plural("Approve {count} translation?", "Approve {count} translations?", count)
    if verdict is Verdict.REJECTED:
        return plural("Reject {count} translation?", "Reject {count} translations?", count)
    return plural("Withdraw {count} verdict?", "Withdraw {count} verdicts?", count)
