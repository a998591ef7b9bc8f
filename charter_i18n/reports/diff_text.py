"""A diff for a terminal: readable without colour."""

from collections.abc import Iterator

from charter_i18n.difference import Diff, Difference
from charter_i18n.errors import Message
from charter_i18n.reports import differences, shown
from charter_i18n.reports.text import COLOURS, Paint, redline, unpainted
from charter_i18n.ui import Translator

_INDENT = "    "


def render(found: Diff, *, translator: Translator, paint: Paint = unpainted) -> str:
    """Which documents were renamed, every change in document order, then how many there are."""
    lines = [shown.plain(translator.say(told)) for told in differences.renamed(found)]
    lines += [""] if lines else []
    for item in found.differences:
        lines += _lines(item, differences.origin(item, found), translator, paint)
    return "\n".join([*lines, translator.say(differences.summary(found))]) + "\n"


def _lines(
    item: Difference, origin: Message | None, translator: Translator, paint: Paint
) -> Iterator[str]:
    facts = [
        translator.say(differences.kind(item)),
        translator.say(differences.classes(item)),
        shown.plain(differences.place(item)),
        shown.plain(differences.section(item)),
    ]
    title = "  ".join(fact for fact in facts if fact)
    yield paint(title, fg=COLOURS.get(item.change.severity), bold=True)
    for told in (origin, item.change.reason):
        if told is not None:
            yield f"{_INDENT}{shown.plain(translator.say(told))}"
    yield f"{_INDENT}{redline(item.redline, paint)}"
    yield ""
