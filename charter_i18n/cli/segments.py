"""`charter-i18n segments`."""

from pathlib import Path

import click

from charter_i18n import visible
from charter_i18n.cli import options
from charter_i18n.cli.console import Console, columns, pass_console
from charter_i18n.errors import ExitStatus
from charter_i18n.model import Document, Segment
from charter_i18n.pipeline import project

SCHEMA = "charter-i18n/segments/1"
_SHOWN = 100
"""How many characters of a msgid a line of text shows."""


@click.command()
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@options.written_as(["text", "json"])
@pass_console
def segments(console: Console, file: Path, layout: str) -> int:
    """List the segments of a Markdown file."""
    document = project.read_file(console.workspace_or_none(), file)
    console.warn(document.warnings)
    if layout == "json":
        console.result(visible.as_json(as_json(document)))
        return ExitStatus.FINE
    rows = [_row(segment) for segment in document.segments]
    for line in columns(rows, right=[0]) if rows else ():
        console.result(line)
    return ExitStatus.FINE


def as_json(document: Document) -> dict[str, object]:
    """The segments as `charter-i18n/segments/1` has them (`docs/formats.md`)."""
    return {
        "schema": SCHEMA,
        "document": document.path,
        "segments": [
            {
                "id": segment.key.id,
                "kind": segment.kind.value,
                "line": segment.line,
                "end_line": segment.end_line,
                "section": list(segment.section),
                "msgctxt": segment.msgctxt,
                "msgid": segment.msgid,
            }
            for segment in document.segments
        ],
    }


def _row(segment: Segment) -> tuple[str, ...]:
    text = visible.plain(segment.msgid)
    shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
    return str(segment.line), segment.kind.value, segment.key.id, shown
