"""Translations for texts that have none, from texts that are the same or alike.

They are shown in reports as a help for translators and never written into a catalogue.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from charter_i18n import alignment, template
from charter_i18n.model import Entry, Key
from charter_i18n.pipeline.project import Target
from charter_i18n.states import State, state

Elsewhere = Mapping[tuple[str, Key], str]
"""Translations that the documents of a locale have, by locale and text."""


def elsewhere(targets: Iterable[Target]) -> Elsewhere:
    """The translation that the first document of each locale has for a text."""
    found: dict[tuple[str, Key], str] = {}
    for target in targets:
        for entry in target.entries:
            if entry.msgstr and state(entry, target.ledger) is State.CURRENT:
                found.setdefault((target.locale, entry.key), entry.msgstr)
    return found


def near(target: Target, untranslated: Sequence[Entry], known: Elsewhere) -> Mapping[Key, str]:
    """Suggestions for untranslated texts of a document.

    That of the same text in another document, else that of the text of the catalogue that is most
    alike, whether it still stands or has gone.
    """
    same = {
        entry.key: known[target.locale, entry.key]
        for entry in untranslated
        if (target.locale, entry.key) in known
    }
    return {**_alike(target, [entry for entry in untranslated if entry.key not in same]), **same}


def _alike(target: Target, untranslated: Sequence[Entry]) -> Mapping[Key, str]:
    if not untranslated or target.catalogue is None:
        return {}
    known = [
        # A fuzzy translation is that of the text before.
        replace(entry, msgid=entry.previous.msgid) if entry.fuzzy and entry.previous else entry
        for entry in target.catalogue.entries
        if entry.msgstr and state(entry, target.ledger) is not State.REJECTED
    ]
    found = alignment.match(template.passages(known), template.passages(untranslated))
    return {
        untranslated[match.new[0]].key: known[match.old[0]].msgstr
        for match in found.matches
        if len(match.new) == 1 and match.old
    }
