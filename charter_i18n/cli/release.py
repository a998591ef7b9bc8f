"""`charter-i18n release`."""

import os
from types import MappingProxyType

import click

from charter_i18n.cli.console import Console, pass_console
from charter_i18n.errors import ConfigurationError, ExitStatus, Fault, Message, message, plural
from charter_i18n.given import name_problem
from charter_i18n.pipeline.day import day
from charter_i18n.pipeline.release import Request
from charter_i18n.pipeline.release import release as run_release
from charter_i18n.versions import Number, Override


@click.command()
@click.argument("version", metavar="VERSION")
@click.option("--date", metavar="D", help="The day of the release, such as 2026-11-23.")
@click.option(
    "--attest-editorial",
    "attested_by",
    metavar="NAME",
    help="NAME attests that the major changes are editorial: a minor version will do.",
)
@click.option(
    "--override",
    metavar='"NAME: reason"',
    help="Release with less than the least number; the registry keeps who and why.",
)
@pass_console
def release(
    console: Console,
    version: str,
    date: str | None,
    attested_by: str | None,
    override: str | None,
) -> int:
    """Fix a version of the documents; its texts never change again."""
    request = Request(
        number=Number.asked(version),
        date=day(date, os.environ),
        attested_by="" if attested_by is None else given(attested_by, "--attest-editorial"),
        override=None if override is None else _override(override),
    )
    done = run_release(console.workspace, request)
    if not done.edits:
        console.say(
            message(
                "version {version} was released on {date}; nothing to do",
                version=version,
                date=done.release.date,
            )
        )
        return ExitStatus.FINE
    if request.override and not done.release.override:
        console.say(message("the override was not needed and is not recorded"))
    console.say(
        plural(
            "version {version} released on {date}: {count} document",
            "version {version} released on {date}: {count} documents",
            len(done.release.documents),
            version=version,
            date=done.release.date,
        )
    )
    console.say(message("next: charter-i18n sync, which keeps the complete translations"))
    return ExitStatus.FINE


def given(text: str, option: str) -> str:
    """A name, or another text of one line, that an option gives.

    Raises:
        ConfigurationError: it is none.
    """
    text = text.strip(" \t")
    problem = name_problem(text)
    if problem is not None:
        raise ConfigurationError(_wrong(option, problem))
    return text


def _override(text: str) -> Override:
    name, colon, reason = text.partition(":")
    if not colon:
        problem = message("it has no colon")
        raise ConfigurationError(_wrong("--override", problem))
    return Override(given(name, "--override"), given(reason, "--override"))


def _wrong(option: str, problem: Message) -> Fault:
    wrong = message(
        "the text of {option} cannot be used: {problem}", option=option, problem=problem
    )
    return Fault(wrong, hint=_HINTS.get(option, message("write a name of one line")))


_HINTS = MappingProxyType(
    {
        "--override": message('write it like "Ana Ruiz: the court asked for it"'),
        "--note": message("say it in one line"),
    }
)
