"""The report as annotations of a GitHub Actions step (workflow commands).

GitHub shows ten errors, ten warnings and ten notices of a step and drops the rest without a word,
so the worst come first and the last of a kind says how many there are more.
"""

from collections.abc import Iterator
from itertools import groupby

from charter_i18n.model import Severity
from charter_i18n.report import Item, Report
from charter_i18n.reports import words
from charter_i18n.ui import Translator

_MOST = 10
_COMMANDS = {
    Severity.CRITICAL: "error",
    Severity.MAJOR: "warning",
    Severity.MINOR: "notice",
    Severity.COSMETIC: "notice",
}


def render(report: Report, *, translator: Translator) -> str:
    """At most ten commands of each kind, one a line."""
    items = sorted(words.actionable(report), key=lambda item: -words.weight(item))
    lines: list[str] = []
    for command, group in groupby(items, key=lambda item: _COMMANDS[words.weight(item)]):
        lines += _commands(command, list(group), translator)
    return "".join(f"{line}\n" for line in lines)


def _commands(command: str, items: list[Item], translator: Translator) -> Iterator[str]:
    shown = items if len(items) <= _MOST else items[: _MOST - 1]
    for item in shown:
        place = f"file={_property(item.path)},line={item.line}"
        title = _property(words.title(item, translator))
        yield f"::{command} {place},title={title}::{_data(_text(item, translator))}"
    rest = len(items) - len(shown)
    if rest:
        yield f"::{command} title=charter-i18n::{_data(translator.say(words.more(rest)))}"


def _text(item: Item, translator: Translator) -> str:
    change = words.redline(item.redline, delete=("[-", "-]"), insert=("{+", "+}"))
    reason = translator.say(item.reason)
    return f"{reason}\n{change}" if change else reason


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
