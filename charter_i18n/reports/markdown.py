"""The report as a comment on a pull request: a table, what is critical, the rest folded away.

A comment on GitHub holds 65,536 characters; what does not fit is counted.
"""

from collections.abc import Iterator

from charter_i18n.errors import message
from charter_i18n.model import Severity
from charter_i18n.report import Item, Report
from charter_i18n.reports import words
from charter_i18n.states import LocaleStatus
from charter_i18n.ui import Translator

LIMIT = 65_000
_LONGEST = 1_500
"""How many characters of one text are shown."""
_SPECIAL = str.maketrans({char: f"\\{char}" for char in "\\`*_[]<>#|~@!&"})
_DELETE = ("<del>", "</del>")
_INSERT = ("<ins>", "</ins>")


def render(report: Report, *, translator: Translator) -> str:
    """At most `LIMIT` characters."""
    head = "\n".join([*_summary(report, translator), ""])
    items = list(words.actionable(report))
    if not items:
        return head + "\n" + translator.text("Nothing is stale.") + "\n"
    parts, left = [head], len(items)
    room = LIMIT - len(head) - _LONGEST
    for item in items:
        text = _item(item, translator)
        if len(text) > room:
            break
        parts.append(text)
        room -= len(text)
        left -= 1
    if left:
        parts.append(f"\n*{translator.say(words.more(left))}*\n")
    return "\n".join(parts)


def _summary(report: Report, translator: Translator) -> Iterator[str]:
    yield f"## {translator.text('Translations')}"
    yield ""
    columns = ("current", "stale", "unfinished", "untranslated", "rejected", "carried")
    titles = " | ".join(translator.text(name) for name in columns)
    yield f"| {translator.text('locale')} | {titles} | {translator.text('severity')} |"
    yield "| --- |" + " ---: |" * len(columns) + " --- |"
    for status in report.locales:
        yield _row(status, report, columns, translator)
    versioned = [status for status in report.locales if status.standing]
    if versioned:
        yield ""
    for status in versioned:
        yield f"* {status.locale}: {translator.say(words.coverage(status))}"


def _row(
    status: LocaleStatus, report: Report, columns: tuple[str, ...], translator: Translator
) -> str:
    mine = [item for item in report.items if item.locale == status.locale]
    counts = status.counts
    figures = [f"{counts.current}/{counts.total}"]
    figures += [str(getattr(counts, name)) for name in columns[1:]]
    severities = translator.say(words.severities(mine))
    return f"| {status.locale} | {' | '.join(figures)} | {severities} |"


def _item(item: Item, translator: Translator) -> str:
    lines = list(_lines(item, translator))
    heading = f"{words.title(item, translator)}: {translator.say(item.reason)}"
    if item.severity is Severity.CRITICAL:
        return "\n".join([f"### {_escaped(heading)}", "", *lines, ""])
    summary = f"<details><summary>{_html(heading)}</summary>"
    return "\n".join([summary, "", *lines, "", "</details>", ""])


def _lines(item: Item, translator: Translator) -> Iterator[str]:
    where = words.SECTION_SEPARATOR.join([item.locale, *item.section])
    yield f"{_escaped(where)} — `{item.path}:{item.line}`"
    yield ""
    if item.redline:
        yield f"> {_redline(item)}"
    else:
        yield f"> {_cut(item.new)}"
    yield ">"
    yield f"> → {_cut(item.translation)}"
    if item.proposal:
        yield ">"
        proposal = message("proposal: {text}", text=_cut(item.proposal))
        yield f"> {translator.say(proposal)}"


def _redline(item: Item) -> str:
    steps = tuple((step, _escaped(text)) for step, text in item.redline)
    text = words.redline(steps, delete=_DELETE, insert=_INSERT)
    return text if len(text) <= _LONGEST else _cut(item.new)


def _cut(text: str) -> str:
    return _escaped(text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…")


def _escaped(text: str) -> str:
    """Text that is read as itself in Markdown, on one line."""
    return " ".join(text.split("\n")).translate(_SPECIAL)


def _html(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
