"""`charter-i18n diff`."""

import json
from collections import Counter
from collections.abc import Iterator

import click

from charter_i18n.cli.console import Console, pass_console
from charter_i18n.errors import ExitStatus, Message, message, plural
from charter_i18n.model import Passage, Severity
from charter_i18n.pipeline.diff import Diff, Difference
from charter_i18n.pipeline.diff import diff as run_diff
from charter_i18n.report import Redline
from charter_i18n.reports import counted
from charter_i18n.ui import Translator

SCHEMA = "charter-i18n/diff/1"
_COLOURS = {
    Severity.CRITICAL: "red",
    Severity.MAJOR: "yellow",
    Severity.MINOR: "cyan",
    Severity.COSMETIC: "green",
}


@click.command()
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="[NEW]", default="working")
@click.option(
    "--format",
    "layout",
    type=click.Choice(["text", "markdown", "json"]),
    default="text",
    help="How to write it.",
)
@pass_console
def diff(console: Console, old: str, new: str, layout: str) -> int:
    """Show what changed between revisions, and how much it matters.

    A revision is a released version (1.0.0), a git revision (git:v1.0, git:HEAD~3), "working",
    or a folder of sources.
    """
    found = run_diff(console.workspace, old, new)
    if layout == "json":
        translator = console.translator
        console.result(json.dumps(as_json(found, translator), ensure_ascii=False, indent=2))
        return ExitStatus.FINE
    lines = _text if layout == "text" else _markdown
    for line in lines(found, console.translator):
        console.result(line)
    return ExitStatus.FINE


def as_json(found: Diff, translator: Translator) -> dict[str, object]:
    """The changes as `charter-i18n/diff/1` has them (`docs/formats.md`)."""
    return {
        "schema": SCHEMA,
        "old": found.old,
        "new": found.new,
        "changes": [_change(item, translator) for item in found.differences],
        "minimum_bump": str(found.least_bump),
    }


def _change(item: Difference, translator: Translator) -> dict[str, object]:
    change = item.change
    return {
        "document": item.document,
        "kind": change.kind.value,
        "severity": str(change.severity) if change.severity else None,
        "classes": [name.value for name in change.classes],
        "reason": translator.say(change.reason) if change.reason else "",
        "old": [] if change.ambiguous else [_passage(passage) for passage in change.old],
        "new": [_passage(passage) for passage in change.new],
        "ops": [list(step) for step in item.redline],
        "score": round(change.score, 4),
    }


def _passage(passage: Passage) -> dict[str, object]:
    return {
        "id": passage.key.id,
        "line": passage.line,
        "section": list(passage.section),
        "text": passage.msgid,
    }


def _text(found: Diff, translator: Translator) -> Iterator[str]:
    for item in found.differences:
        yield click.style(
            _title(item, translator), fg=_COLOURS.get(item.change.severity), bold=True
        )
        if item.change.reason:
            yield f"    {translator.say(item.change.reason)}"
        yield f"    {coloured(item.redline)}"
        yield ""
    yield translator.say(_summary(found))


def _title(item: Difference, translator: Translator) -> str:
    """Severity, kind, classes and place of a change."""
    change = item.change
    passage = (change.new or change.old)[0]
    severity = f"{translator.text(str(change.severity))} " if change.severity else ""
    classes = ", ".join(translator.text(name.value) for name in change.classes)
    place = f"{item.document}:{passage.line}" if change.new else item.document
    section = " › ".join(passage.section)
    parts = [f"{severity}{translator.text(change.kind.value)}", classes, place, section]
    return "  ".join(part for part in parts if part)


def coloured(redline: Redline) -> str:
    """A redline that is readable without colour: `[-taken out-]{+put in+}`."""
    marks = {"delete": ("[-", "-]", "red"), "insert": ("{+", "+}", "green")}
    parts = []
    for step, text in redline:
        if step == "equal":
            parts.append(text)
        else:
            before, after, colour = marks[step]
            parts.append(click.style(f"{before}{text}{after}", fg=colour))
    return "".join(parts).replace("\n", "\\n")


def _markdown(found: Diff, translator: Translator) -> Iterator[str]:
    yield f"# {found.old} → {found.new}"
    yield ""
    yield translator.say(_summary(found))
    for item in found.differences:
        yield ""
        yield f"## {_title(item, translator)}"
        yield ""
        if item.change.reason:
            yield f"*{_escaped(translator.say(item.change.reason))}*"
            yield ""
        yield f"> {_redline_markdown(item.redline)}"


_SPECIAL = str.maketrans({char: f"\\{char}" for char in "\\`*_[]<>#|~"})


def _escaped(text: str) -> str:
    return text.translate(_SPECIAL).replace("\n", " ")


def _redline_markdown(redline: Redline) -> str:
    marks = {"equal": "{}", "delete": "<del>{}</del>", "insert": "<ins>{}</ins>"}
    return "".join(marks[step].format(_escaped(text)) for step, text in redline)


def _summary(found: Diff) -> Message:
    counts = Counter(item.change.severity for item in found.differences)
    parts = list(counted.severities(counts))
    other = counts[Severity.NONE]
    if other:
        parts.append(
            plural("{count} added, removed or moved", "{count} added, removed or moved", other)
        )
    if not parts:
        return message("nothing changed")
    return message(
        "{changes}; least bump of the version: {bump}",
        changes=counted.listed(parts),
        bump=message(str(found.least_bump)),
    )
