"""The tool's own sentences, gathered for translation: `make messages`.

The catalogues are brought up to date by the tool's own merge; they are catalogues like any other.
Running this needs what the package's users have; `docs/CONTRIBUTING.md` says when to run it.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from charter_i18n import lexicon, locales, po
from charter_i18n.merge import merge
from charter_i18n.model import Catalogue, Entry, Plural
from charter_i18n.revision import Language, revise
from charter_i18n.template import passages
from charter_i18n.ui import DOMAIN, LOCALES, SOURCE_LOCALE
from charter_i18n.ui.sentences import CLICK, PACKAGE, Sentence, sentences


def template(found: Iterable[Sentence], *, forms: int) -> tuple[Entry, ...]:
    """One untranslated entry for each sentence; those with a plural have `forms` forms.

    Of the files that a sentence stands in the first is named.
    """
    files: dict[str, str] = {}
    plurals: dict[str, str] = {}
    for item in found:
        files.setdefault(item.singular, item.file)
        if item.plural:
            plurals[item.singular] = item.plural
    return tuple(
        Entry(
            msgid=msgid,
            plural=Plural(plurals[msgid], ("",) * forms) if msgid in plurals else None,
            references=(file,),
            flags=("python-brace-format",) if "{" in msgid else (),
        )
        for msgid, file in files.items()
    )


def update(catalogue: Catalogue, found: Iterable[Sentence]) -> Catalogue:
    """The tool's own catalogue, brought to the sentences of its code.

    What other versions of click say stays: users have them too.
    """
    wanted = template(found, forms=_forms(catalogue))
    keys = {entry.key: entry for entry in wanted}
    live = [entry for entry in catalogue.entries if not entry.obsolete]
    others = [entry for entry in live if entry.references == (CLICK,) and entry.key not in keys]
    shaped = [_shaped(entry, keys[entry.key]) if entry.key in keys else entry for entry in live]
    kept = [entry for entry in catalogue.entries if entry.obsolete]
    before = replace(catalogue, entries=(*shaped, *kept))
    revision = revise(
        passages(shaped), passages((*wanted, *others)), Language(lexicon.load(SOURCE_LOCALE))
    )
    return merge(before, (*wanted, *others), revision.changes).catalogue


def _shaped(entry: Entry, wanted: Entry) -> Entry:
    """`entry` with the plural that the code gives its sentence now; then it is to be looked at."""
    mine = entry.plural.msgid if entry.plural else None
    asked = wanted.plural.msgid if wanted.plural else None
    if mine == asked:
        return entry
    msgstr = entry.plural.msgstrs[-1] if entry.plural else entry.msgstr
    if wanted.plural is None:
        return replace(wanted, msgstr=msgstr, fuzzy=bool(msgstr), comments=entry.comments)
    plural = replace(wanted.plural, msgstrs=(msgstr,) * len(wanted.plural.msgstrs))
    return replace(wanted, plural=plural, fuzzy=bool(msgstr), comments=entry.comments)


def _forms(catalogue: Catalogue) -> int:
    """How many plural forms the language of a catalogue has."""
    found = re.search(r"nplurals=(\d+)", po.header_fields(catalogue.header)["Plural-Forms"])
    if found is None:
        raise ValueError(f"{catalogue.path}: no number of plural forms in the header")
    return int(found[1])


def catalogue_file(locale: str) -> Path:
    """Where the tool's catalogue of a locale is."""
    return PACKAGE / "ui" / locale / "LC_MESSAGES" / f"{DOMAIN}.po"


def main() -> None:
    """Bring the tool's catalogues up to date."""
    found = tuple(sentences())
    for locale in LOCALES:
        if locale == SOURCE_LOCALE:
            continue
        path = catalogue_file(locale)
        if path.exists():
            before = po.parse(path.read_bytes().decode(), path=path.name)
        else:
            before = Catalogue(path.name, _header(locale))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(po.serialize(update(before, found)).encode())


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
