"""`status`: how far each locale is."""

from collections.abc import Sequence
from dataclasses import dataclass

from charter_i18n.pipeline import project
from charter_i18n.states import Counts, LocaleStatus, count
from charter_i18n.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Status:
    """How far the project's translations are."""

    locales: tuple[LocaleStatus, ...]


def status(workspace: Workspace, *, only: Sequence[str] = ()) -> Status:
    """Count the entries of every catalogue by their states.

    What counts are the texts of the sources as they are now: a text that has no entry yet is
    untranslated, an entry whose text is gone does not count.

    Raises:
        InputError: a source or a catalogue is invalid.
    """
    wanted = project.chosen_locales(workspace, only)
    counted: dict[str, list[tuple[str, Counts]]] = {locale: [] for locale in wanted}
    for target in project.read_targets(workspace, wanted):
        counts = count(target.entries, target.ledger)
        counted[target.locale].append((target.document.path, counts))
    return Status(
        tuple(LocaleStatus(locale, tuple(documents)) for locale, documents in counted.items())
    )
