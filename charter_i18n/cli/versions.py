"""`charter-i18n versions`."""

import click

from charter_i18n import visible
from charter_i18n.cli import options
from charter_i18n.cli.console import Console, columns, pass_console
from charter_i18n.errors import ExitStatus, Message, message
from charter_i18n.pipeline.editions import Edition
from charter_i18n.pipeline.versions import Listed
from charter_i18n.pipeline.versions import versions as read_versions
from charter_i18n.versions import Release

SCHEMA = "charter-i18n/versions/1"


@click.command()
@options.only_locales
@options.written_as(["text", "json"])
@pass_console
def versions(console: Console, locales: tuple[str, ...], layout: str) -> int:
    """List the released versions, and how far each locale is with them."""
    found = read_versions(console.workspace, only=locales)
    if layout == "json":
        console.result(visible.as_json(as_json(found)))
    elif not found:
        console.say(message("nothing has been released; write: charter-i18n release 1.0.0"))
    else:
        _show_table(console, found)
    return ExitStatus.FINE


def as_json(found: tuple[Listed, ...]) -> dict[str, object]:
    """The versions as `charter-i18n/versions/1` has them (`docs/formats.md`)."""
    return {"schema": SCHEMA, "versions": [_version(item) for item in found]}


def _version(item: Listed) -> dict[str, object]:
    release = item.release
    return {
        "version": str(release.number),
        "date": release.date,
        "bump": str(release.bump),
        "attestation": release.attested_by or None,
        "override": _override(release),
        "documents": dict(release.documents),
        "locales": {edition.locale: _edition(edition) for edition in item.editions},
    }


def _override(release: Release) -> dict[str, str] | None:
    override = release.override
    return {"name": override.name, "reason": override.reason} if override else None


def _edition(edition: Edition) -> dict[str, object]:
    return {
        "complete": edition.complete,
        "total": edition.total,
        "reviewed": edition.reviewed,
        "missing": edition.missing,
        "kept": edition.frozen,
    }


def _show_table(console: Console, found: tuple[Listed, ...]) -> None:
    say = console.translator.say
    rows = [("", "", *(edition.locale for edition in found[0].editions))]
    for item in found:
        states = (say(_state(edition)) for edition in item.editions)
        rows.append((str(item.release.number), item.release.date, *states))
    for line in columns(rows):
        console.result(line)


def _state(edition: Edition) -> Message:
    """How far a locale is with a version, in a word or two."""
    if edition.missing:
        return message("missing {missing}", missing=edition.missing)
    if not edition.complete:
        return message("refused translations")
    if edition.reviewed == edition.total:
        return message("reviewed")
    return message("complete")
