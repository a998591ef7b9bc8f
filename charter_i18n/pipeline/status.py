"""`status`: how far each locale is."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from charter_i18n.model import Document, Severity
from charter_i18n.pipeline import editions, project, released
from charter_i18n.pipeline.editions import Editions
from charter_i18n.pipeline.outlook import outlook
from charter_i18n.pipeline.reading import Reader, Reading
from charter_i18n.states import Counts, LocaleStatus, Standing
from charter_i18n.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Status:
    """How far the project's translations are.

    `open_entries` counts, by locale, the entries that somebody should look at by their severity;
    it is empty where nobody asked to weigh them.
    """

    locales: tuple[LocaleStatus, ...]
    open_entries: Mapping[str, Mapping[Severity, int]]

    @property
    def critical(self) -> Mapping[str, int]:
        """By locale, the entries that must be looked at first.

        Translations of a text whose meaning has changed since, and rejected ones.
        """
        return {
            status.locale: self.open_entries.get(status.locale, {}).get(Severity.CRITICAL, 0)
            for status in self.locales
        }


Counted = Mapping[str, Sequence[tuple[str, Counts]]]
"""By locale, the counts of each document by its path."""


def status(
    workspace: Workspace, *, only: Sequence[str] = (), weigh: bool = True, marks: bool = False
) -> Status:
    """Count the entries of every catalogue by their states.

    What counts are the texts of the sources as they are now: a text that has no entry yet is
    untranslated, an entry whose text is gone does not count.

    Args:
        workspace: The project.
        only: The locales; default: all.
        weigh: Whether to tell how grave the open entries are.
        marks: Whether to look through the history of every catalogue for fuzzy marks that a
            program took away, as a report does.

    Raises:
        InputError: a source, a catalogue, a ledger or the registry is invalid.
        ConfigurationError: a locale is not the project's.
    """
    wanted = project.chosen_locales(workspace, only)
    targets = project.read_targets(workspace, wanted)
    reader = Reader(workspace)
    readings = [reader.read(target) for target in targets]
    counted: dict[str, list[tuple[str, Counts]]] = {locale: [] for locale in wanted}
    for reading in readings:
        counted[reading.target.locale].append((reading.target.document.path, reading.counts))
    documents = tuple({target.document.path: target.document for target in targets}.values())
    found = _weighed(reader, readings, marks=marks) if weigh else {}
    return Status(statuses(workspace, counted, documents), found)


def statuses(
    workspace: Workspace, counted: Counted, documents: Sequence[Document]
) -> tuple[LocaleStatus, ...]:
    """The counts of each locale, and how it stands to the versions.

    Raises:
        InputError: the registry, a released text, a catalogue or a ledger is invalid.
    """
    registry = released.read_registry(workspace)
    if registry.newest is None:
        return tuple(LocaleStatus(locale, tuple(rows)) for locale, rows in counted.items())
    view = outlook(workspace, registry, documents)
    holdings = editions.read_holdings(workspace, tuple(counted), registry.releases)
    known = Editions(workspace, registry, holdings)
    found = []
    for locale, rows in counted.items():
        own = [counts for path, counts in rows if path in view.versioned]
        standing = Standing(
            view.label, sum(item.current for item in own), sum(item.total for item in own)
        )
        edition = known.newest_complete(locale)
        complete_for = str(edition.release.number) if edition else None
        found.append(LocaleStatus(locale, tuple(rows), complete_for, standing))
    return tuple(found)


def _weighed(
    reader: Reader, readings: Sequence[Reading], *, marks: bool
) -> Mapping[str, Mapping[Severity, int]]:
    """By locale, how many open entries there are of each severity."""
    counts: dict[str, Counter[Severity]] = {item.target.locale: Counter() for item in readings}
    if not marks and all(_is_quiet(reading.counts) for reading in readings):
        return counts
    # Slow to import, and not needed while nothing is open.
    from charter_i18n.pipeline.open_entries import OpenEntries  # noqa: PLC0415
    from charter_i18n.pipeline.weighing import Judge  # noqa: PLC0415

    judge = Judge(reader.language)
    for reading in readings:
        past = reader.past(reading.target.document)
        taken = reader.taken_marks(reading) if marks else {}
        findings = OpenEntries(reading, past, judge, taken).findings()
        counts[reading.target.locale].update(item.judged.severity for item in findings)
    return counts


def _is_quiet(counts: Counts) -> bool:
    """Whether nobody has to look at anything."""
    return counts.current == counts.total and not counts.carried
