"""The tool's own sentences, gathered for translation: `make messages`.

Sentences stand in the code as `message(…)`, `plural(…)` and `translator.text(…)`, in the help of
commands and options, in the templates of the HTML pages, and as the names of kinds, states and
severities. click's own sentences are gathered too: a user reads them beside ours. The tool's
catalogue is brought up to date by the tool's own merge; it is a catalogue like any other.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import click
from babel.messages.extract import extract

from charter_i18n import lexicon, locales, po
from charter_i18n.cli import cli
from charter_i18n.merge import merge
from charter_i18n.model import (
    Catalogue,
    ChangeClass,
    ChangeKind,
    Entry,
    Key,
    Kind,
    Plural,
    Severity,
)
from charter_i18n.revision import Language, revise
from charter_i18n.states import State
from charter_i18n.template import passages
from charter_i18n.ui import DOMAIN, LOCALES, SOURCE_LOCALE
from charter_i18n.versions import Bump

PACKAGE = Path(__file__).resolve().parent.parent
_OURS = {"message": (1,), "plural": (1, 2), "text": (1,)}
_GETTEXT = {"_": (1,), "gettext": (1,), "ngettext": (1, 2)}
_NAMES = (Kind, ChangeKind, ChangeClass, State, Severity, Bump)
_LETTER = re.compile(r"[^\W\d_]")
_FIELDS = re.compile(r"\{\w*\}")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and the file that it stands in."""

    singular: str
    file: str
    plural: str | None = None


def sentences() -> Iterator[Sentence]:
    """Every sentence that a user may read, those of click last."""
    for path in sorted(PACKAGE.rglob("*.py")):
        yield from _extracted(path, "python", _OURS, path.relative_to(PACKAGE.parent).as_posix())
    for path in sorted(PACKAGE.rglob("*.html.jinja")):
        yield from _extracted(path, "jinja2", _GETTEXT, path.relative_to(PACKAGE.parent).as_posix())
    yield from _help(cli)
    for names in _NAMES:
        for name in names:
            yield Sentence(str(name), "charter_i18n/model.py")
    for path in sorted(Path(click.__file__).parent.glob("*.py")):
        yield from _extracted(path, "python", _GETTEXT, "click")


def _extracted(
    path: Path, method: str, keywords: dict[str, tuple[int, ...]], name: str
) -> Iterator[Sentence]:
    method = "jinja2.ext:babel_extract" if method == "jinja2" else method
    with path.open("rb") as stream:
        for _line, found, *_ in extract(method, stream, keywords, options={"encoding": "utf-8"}):
            singular, plural = found if isinstance(found, tuple) else (found, None)
            # A template of fields and commas alone says nothing.
            if singular and _LETTER.search(_FIELDS.sub("", singular)):
                yield Sentence(singular, name, plural)


def _help(command: click.Command) -> Iterator[Sentence]:
    """The help of a command, of its options and of its subcommands."""
    file = "charter_i18n/cli"
    if command.help:
        yield Sentence(command.help, file)
    for parameter in command.params:
        if isinstance(parameter, click.Option) and parameter.help:
            yield Sentence(parameter.help, file)
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            found = command.get_command(context, name)
            if found is not None:
                yield from _help(found)


def template(found: Iterable[Sentence]) -> tuple[Entry, ...]:
    """One untranslated entry for each sentence."""
    files: dict[Key, dict[str, None]] = {}
    plurals: dict[Key, str] = {}
    for item in found:
        key = Key(item.singular)
        files.setdefault(key, {})[item.file] = None
        if item.plural:
            plurals[key] = item.plural
    return tuple(
        Entry(
            msgid=key.msgid,
            plural=Plural(plurals[key], ()) if key in plurals else None,
            references=tuple(names),
            flags=("python-brace-format",) if "{" in key.msgid else (),
        )
        for key, names in files.items()
    )


def update(catalogue: Catalogue, wanted: tuple[Entry, ...]) -> Catalogue:
    """The tool's own catalogue, brought to the sentences of its code."""
    live = [entry for entry in catalogue.entries if not entry.obsolete]
    revision = revise(passages(live), passages(wanted), Language(lexicon.load(SOURCE_LOCALE)))
    return merge(catalogue, wanted, revision.changes).catalogue


def catalogue_file(locale: str) -> Path:
    """Where the tool's catalogue of a locale is."""
    return PACKAGE / "ui" / locale / "LC_MESSAGES" / f"{DOMAIN}.po"


def main() -> None:
    """Bring the tool's catalogues up to date."""
    wanted = template(sentences())
    for locale in LOCALES:
        if locale == SOURCE_LOCALE:
            continue
        path = catalogue_file(locale)
        if path.exists():
            before = po.parse(path.read_bytes().decode(), path=path.name)
        else:
            before = Catalogue(path.name, _header(locale))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(po.serialize(update(before, wanted)).encode())


def _header(locale: str) -> Entry:
    return po.new_header(
        project=DOMAIN,
        creation_date=datetime(2026, 11, 23, tzinfo=UTC),
        source_language=SOURCE_LOCALE,
        language=locale,
        plural_forms=locales.plural_forms(locale),
    )


if __name__ == "__main__":
    main()
