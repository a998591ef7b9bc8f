"""The report as a comment on a pull request: a table, what is critical, the rest folded away.

A comment on GitHub holds 65,536 characters; what does not fit is counted.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator

from charter_i18n import locales
from charter_i18n.errors import message, plural
from charter_i18n.model import Severity
from charter_i18n.report import Item, Report
from charter_i18n.reports import shown, status_markdown, words
from charter_i18n.ui import Translator

LIMIT = 65_000
_ROOM_FOR_THE_END = 500
_LONGEST = 1_500
"""How many characters of one text are shown."""
_LONGEST_NAME = 500
_DELETE = ("<del>", "</del>")
_INSERT = ("<ins>", "</ins>")


def render(report: Report, *, translator: Translator) -> str:
    """At most `LIMIT` characters, with a final newline."""
    head = "\n".join(_head(report, translator)) + "\n"
    items = list(words.telling(report))
    if not items:
        if any(words.has_more(status.counts) for status in report.locales):
            return f"{head}\n{translator.text('Nothing is stale since then.')}\n"
        return f"{head}\n{translator.text('Nothing is stale.')}\n"
    parts = [head]
    room = LIMIT - len(head) - _ROOM_FOR_THE_END
    for item in items:
        text = f"\n{_item(item, translator)}"
        if len(text) > room:
            break
        parts.append(text)
        room -= len(text)
    left = len(items) - len(parts) + 1
    if left:
        said = plural(
            "{count} more is not shown here: charter-i18n report shows everything",
            "{count} more are not shown here: charter-i18n report shows everything",
            left,
        )
        parts.append(f"\n*{translator.say(said)}*\n")
    return "".join(parts)


def _head(report: Report, translator: Translator) -> Iterator[str]:
    figures: defaultdict[str, Counter[Severity]] = defaultdict(Counter)
    for item in report.items:
        figures[item.locale][item.severity] += 1
    yield f"## {translator.text('Translations')}"
    yield ""
    yield from status_markdown.table(report.locales, translator=translator, open_entries=figures)


def _item(item: Item, translator: Translator) -> str:
    """An item, open where it is critical, else folded away; with a final newline."""
    heading = shown.cut(translator.say(words.annotation(item)), _LONGEST_NAME)
    body = "\n".join(_lines(item, translator))
    if item.severity is Severity.CRITICAL:
        return f"### {shown.markdown(heading)}\n\n{body}\n"
    summary = f"<summary>{shown.html(heading)}</summary>"
    return f"<details>{summary}\n\n{body}\n\n</details>\n"


def _lines(item: Item, translator: Translator) -> Iterator[str]:
    place = f"{item.path}:{item.line}" if item.line else item.path
    since = words.since(item)
    facts = [_path(item.locale, *item.section)]
    facts.append(shown.markdown_code(shown.cut(place, _LONGEST_NAME)))
    if item.old_section and item.old_section != item.section:
        before = message("before: {section}", section=_path(*item.old_section))
        facts.append(translator.say(before))
    if since is not None:
        facts.append(shown.markdown(shown.cut(translator.say(since), _LONGEST_NAME)))
    yield " — ".join(facts)
    yield ""
    yield f"> {_source(item)}"
    if item.translation:
        yield ">"
        yield f"> → {_target(item.translation, item.locale)}"
    if item.proposal:
        yield ">"
        proposal = words.proposal(item, _target(item.proposal, item.locale))
        yield f"> {translator.say(proposal)}"


def _path(*names: str) -> str:
    return shown.markdown(shown.cut(words.SECTION_SEPARATOR.join(names), _LONGEST_NAME))


def _source(item: Item) -> str:
    """What became of the source."""
    if not item.redline:
        return shown.markdown_line(_cut(item.new))
    steps = shown.shortened(item.redline, _LONGEST)
    drawn = shown.redline(steps, delete=_DELETE, insert=_INSERT, escape=shown.markdown)
    return shown.inert_start(drawn)


def _target(text: str, locale: str) -> str:
    """A translation, set apart where it is written from right to left."""
    escaped = shown.markdown(_cut(text))
    if locales.direction(locale) == "ltr":
        return escaped
    return f'<span lang="{locales.tag(locale)}" dir="rtl">{escaped}</span>'


def _cut(text: str) -> str:
    """What is shown of a text; what has to be escaped at every turn takes more room."""
    found = shown.cut(text, _LONGEST)
    while len(shown.markdown(found)) > 2 * _LONGEST:
        found = shown.cut(text, len(found) // 2)
    return found
