"""`review`: what reviewers see of each translation."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from charter_i18n import similarity
from charter_i18n.errors import ConfigurationError, Fault, message
from charter_i18n.given import shown
from charter_i18n.model import Entry
from charter_i18n.pipeline import project
from charter_i18n.pipeline.approvals import Approved, approved_before
from charter_i18n.pipeline.language import language
from charter_i18n.pipeline.project import Target
from charter_i18n.report import Redline
from charter_i18n.review import Ledger, Pair, Record, Verdict
from charter_i18n.revision import Language
from charter_i18n.states import State, state
from charter_i18n.workspace import Workspace


class Standing(StrEnum):
    """What reviewers have said of a translation."""

    CARRIED = "carried"  # nothing since a cosmetic change
    OPEN = "open"  # nothing
    APPROVED = "approved"
    REJECTED = "rejected"


OPEN = frozenset({Standing.CARRIED, Standing.OPEN})
"""What waits for a reviewer."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A translation that a reviewer may judge: it is current, or was rejected.

    `path` and `line` are the place in the catalogue, `source_line` that in the document. `record`
    is the verdict that holds. `before` is what was approved last, and the redlines lead from
    there to the texts as they are; without it they are empty.
    """

    locale: str
    document: str
    entry: Entry
    path: str
    standing: Standing
    section: tuple[str, ...] = ()
    source_line: int = 0
    record: Record | None = None
    before: Approved | None = None
    source_redline: Redline = ()
    target_redline: Redline = ()

    @property
    def id(self) -> str:
        """What names the text."""
        return self.entry.key.id

    @property
    def pair(self) -> Pair:
        """What a verdict is about."""
        return Pair.of(self.entry.key, self.entry.msgstr)


def subjects(
    workspace: Workspace, locales: Sequence[str], *, documents: Sequence[str] = ()
) -> tuple[Subject, ...]:
    """What can be judged in `locales`, in the `documents` (default: all), in document order.

    Raises:
        InputError: a source, a catalogue or a ledger is invalid.
        ConfigurationError: a locale or a document is not the project's.
    """
    wanted = project.chosen_locales(workspace, locales)
    names = named_documents(workspace, documents)
    spoken = language(workspace)
    return tuple(
        subject
        for target in project.read_targets(workspace, wanted)
        if not names or target.document.path in names
        for subject in _subjects(workspace, target, spoken)
    )


def named_documents(workspace: Workspace, names: Sequence[str]) -> tuple[str, ...]:
    """Documents as the project names them: `charte.md` is `source/charte.md`.

    Raises:
        ConfigurationError: there is no such document.
    """
    there = workspace.documents()
    found = [name if name in there else workspace.named(name) for name in names]
    faults = [
        Fault(
            message("there is no document {path}", path=shown(name)),
            hint=message("the project has {paths}", paths=", ".join(there)),
        )
        for name, path in zip(names, found, strict=True)
        if path not in there
    ]
    if faults:
        raise ConfigurationError(faults)
    return tuple(found)


def _subjects(workspace: Workspace, target: Target, spoken: Language) -> Iterator[Subject]:
    ledger = target.ledger
    judged = [
        entry
        for entry in target.entries
        if entry.msgstr and state(entry, ledger) in {State.CURRENT, State.REJECTED}
    ]
    places = {segment.key: segment for segment in reversed(list(target.document.segments))}
    before = approved_before(judged, target.own, spoken)
    path = workspace.catalogue_path(target.document.path, target.locale)
    for entry in judged:
        segment = places[entry.key]
        subject = Subject(
            locale=target.locale,
            document=target.document.path,
            entry=entry,
            path=path,
            standing=_standing(entry, ledger),
            section=segment.section,
            source_line=segment.line,
            record=ledger.verdict(Pair.of(entry.key, entry.msgstr)),
        )
        known = before.get(entry.key)
        yield _with_redlines(subject, known, spoken) if known else subject


def _standing(entry: Entry, ledger: Ledger) -> Standing:
    pair = Pair.of(entry.key, entry.msgstr)
    record = ledger.verdict(pair)
    if record is not None:
        return Standing.REJECTED if record.verdict is Verdict.REJECTED else Standing.APPROVED
    return Standing.CARRIED if ledger.carried(pair) else Standing.OPEN


def _with_redlines(subject: Subject, known: Approved, spoken: Language) -> Subject:
    entry = subject.entry
    return replace(
        subject,
        before=known,
        source_redline=_redline(known.source, entry.msgid, spoken),
        target_redline=_redline(known.target, entry.msgstr, None),
    )


def _redline(old: str, new: str, spoken: Language | None) -> Redline:
    found = similarity.redline(old, new, lexicon=spoken.lexicon if spoken else None)
    return tuple((step.value, text) for step, text in found)


def chosen(
    found: Sequence[Subject], ids: Sequence[str], *, standings: frozenset[Standing] | None = None
) -> tuple[Subject, ...]:
    """The subjects that a user names by their ids, or those of some standings.

    Raises:
        ConfigurationError: an id names nothing that can be judged.
    """
    if standings is not None:
        return tuple(subject for subject in found if subject.standing in standings)
    known = {subject.id for subject in found}
    faults = [
        Fault(
            message("{id} is no current translation here", id=shown(name)),
            hint=message("see which there are with: charter-i18n review list --standing all"),
        )
        for name in dict.fromkeys(ids)
        if name not in known
    ]
    if faults:
        raise ConfigurationError(faults)
    return tuple(subject for subject in found if subject.id in ids)
