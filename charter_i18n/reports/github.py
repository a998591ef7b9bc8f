"""The report as annotations of a GitHub Actions step (workflow commands).

GitHub shows ten errors, ten warnings and ten notices of a step and drops the rest without a word,
so the worst come first and the last of a kind says how many there are more.
"""

from collections.abc import Iterator, Sequence

from charter_i18n.model import Severity
from charter_i18n.report import Item, Report
from charter_i18n.reports import shown, words
from charter_i18n.ui import Translator

_MOST = 10
_LONGEST = 1_000
"""How many characters of a redline are shown."""
_COMMANDS = {
    "error": (Severity.CRITICAL,),
    "warning": (Severity.MAJOR,),
    "notice": (Severity.MINOR, Severity.COSMETIC, Severity.NONE),
}


def render(report: Report, *, translator: Translator) -> str:
    """At most ten commands of each kind, one a line; nothing where nothing is stale."""
    items = list(words.actionable(report))
    lines: list[str] = []
    for command, severities in _COMMANDS.items():
        found = [item for item in items if item.severity in severities]
        lines += _commands(command, found, report.folder, translator)
    return "".join(f"{line}\n" for line in lines)


def _commands(
    command: str, items: Sequence[Item], folder: str, translator: Translator
) -> Iterator[str]:
    kept = items if len(items) <= _MOST else items[: _MOST - 1]
    for item in kept:
        place = f"file={_property(shown.plain(folder + item.path))}"
        if item.line:
            place += f",line={item.line}"
        title = _property(shown.plain(translator.say(words.title(item))))
        yield f"::{command} {place},title={title}::{_data(_text(item, translator))}"
    rest = len(items) - len(kept)
    if rest:
        yield f"::{command} title=charter-i18n::{_data(translator.say(words.more(rest)))}"


def _text(item: Item, translator: Translator) -> str:
    reason = shown.plain(translator.say(item.reason))
    if not item.redline:
        return reason
    steps = shown.shortened(item.redline, _LONGEST)
    change = shown.redline(steps, delete=("[-", "-]"), insert=("{+", "+}"))
    return f"{reason}\n{change}"


def _data(text: str) -> str:
    """A text after the second `::` (GitHub's toolkit, `command.ts`)."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
