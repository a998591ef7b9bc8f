"""Translations of texts that resemble a text which has none: a help for the translator.

They are shown in reports and never written into a catalogue.
"""

from collections.abc import Mapping, Sequence

from charter_i18n import alignment, template
from charter_i18n.model import Entry, Key
from charter_i18n.pipeline.project import Target


def near(target: Target, untranslated: Sequence[Entry]) -> Mapping[Key, str]:
    """For untranslated texts, the translation of the most similar text of the catalogue."""
    if not untranslated or target.catalogue is None:
        return {}
    known = [entry for entry in target.catalogue.entries if entry.msgstr]
    found = alignment.match(template.passages(known), template.passages(untranslated))
    return {
        untranslated[match.new[0]].key: known[match.old[0]].msgstr
        for match in found.matches
        if len(match.new) == 1 and match.old
    }
