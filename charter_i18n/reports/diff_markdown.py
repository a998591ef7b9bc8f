"""A diff in Markdown."""

from collections.abc import Iterator

from charter_i18n.difference import Diff, Difference
from charter_i18n.reports import differences, shown
from charter_i18n.ui import Translator

_DELETE = ("<del>", "</del>")
_INSERT = ("<ins>", "</ins>")


def render(found: Diff, *, translator: Translator) -> str:
    """How many changes there are, then every one in document order."""
    lines = [
        f"# {shown.markdown(found.old)} → {shown.markdown(found.new)}",
        "",
        shown.markdown(translator.say(differences.summary(found))),
        *(
            line
            for told in differences.renamed(found)
            for line in ("", shown.markdown(translator.say(told)))
        ),
        *(line for item in found.differences for line in _lines(item, found, translator)),
    ]
    return "\n".join(lines) + "\n"


def _lines(item: Difference, found: Diff, translator: Translator) -> Iterator[str]:
    kind, classes = differences.kind(item), translator.say(differences.classes(item))
    title = f"{translator.say(kind)} ({classes})" if classes else translator.say(kind)
    yield ""
    yield f"## {shown.markdown(title)}"
    yield ""
    facts = [shown.markdown_code(differences.place(item))]
    section, origin = differences.section(item), differences.origin(item, found)
    if section:
        facts.append(shown.markdown(section))
    if origin is not None:
        facts.append(shown.markdown(translator.say(origin)))
    yield " — ".join(facts)
    yield ""
    if item.change.reason is not None:
        yield f"*{shown.markdown(translator.say(item.change.reason))}*"
        yield ""
    drawn = shown.redline(item.redline, delete=_DELETE, insert=_INSERT, escape=shown.markdown)
    yield f"> {shown.inert_start(drawn)}"
