"""`review`: the verdicts that people give, added to the ledgers."""

from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass

from charter_i18n import review
from charter_i18n.edits import Write
from charter_i18n.errors import ConfigurationError, Fault, Place, message
from charter_i18n.model import Key
from charter_i18n.pipeline import project, released
from charter_i18n.pipeline.reviews import Subject, named_documents
from charter_i18n.review import Ledger, Record, Verdict
from charter_i18n.workspace import Workspace

Told = tuple[str, str, Record]
"""A locale, the path of a ledger, and a line of it."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict that somebody gives, on a day."""

    verdict: Verdict
    reviewer: str
    date: str
    note: str = ""


def judge(
    workspace: Workspace, found: Sequence[Subject], judgement: Judgement
) -> tuple[Record, ...]:
    """Add a verdict on each subject to the ledgers; returns the records that were not there.

    A person has one verdict a day on a pair: what somebody said of it earlier on that day makes
    room, for by the rule of the stricter verdict a slip could not be mended before tomorrow.

    Raises:
        ConfigurationError: another verdict would prevail, or there is nothing to withdraw.
        InputError: a ledger is invalid, or cannot be written.
    """
    if not found:
        return ()
    version_of = versions_of(workspace)
    with workspace.turn():
        writes, added = _entered(workspace, found, judgement, version_of)
        if added:
            workspace.apply(workspace.changed(writes))
    return added


def _entered(
    workspace: Workspace,
    found: Sequence[Subject],
    judgement: Judgement,
    version_of: Callable[[Key], str],
) -> tuple[tuple[Write, ...], tuple[Record, ...]]:
    """The ledgers with a verdict on each subject, and the records that are new in them."""
    locales = tuple(dict.fromkeys(subject.locale for subject in found))
    ledgers = project.read_ledgers(workspace, locales)
    by_path: dict[str, list[Subject]] = {}
    for subject in found:
        path = workspace.ledger_path(subject.document, subject.locale)
        by_path.setdefault(path, []).append(subject)
    writes: list[Write] = []
    added: list[Record] = []
    faults: list[Fault] = []
    for path, own in by_path.items():
        before = workspace.read_if_there(path) or ""
        ledger, said = ledgers[own[0].locale], review.parse(before, path=path)
        pairs = [(subject, _record(subject, judgement, version_of)) for subject in own]
        records = [record for _, record in pairs if not _is_said(ledger, record)]
        revoked = {one for record in records for one in _revoked(said, record)}
        faults += [fault for pair in pairs if (fault := _vain(ledger, revoked, *pair))]
        added += records
        writes.append(Write(path, review.add(review.without(before, revoked), records)))
    if faults:
        raise ConfigurationError(faults)
    return tuple(writes), tuple(added)


def _record(subject: Subject, judgement: Judgement, version_of: Callable[[Key], str]) -> Record:
    return Record(
        judgement.verdict,
        subject.pair,
        reviewer=judgement.reviewer,
        version=version_of(subject.entry.key),
        date=judgement.date,
        note=judgement.note,
    )


def _is_said(ledger: Ledger, record: Record) -> bool:
    """Whether the verdict holds already, and this person has said just that."""
    holding = ledger.deciding(record.pair)
    if holding is None or holding.verdict is not record.verdict:
        return False
    if record.verdict is Verdict.APPROVED and not record.note:
        return record.reviewer in ledger.approvers(record.pair)
    return (holding.reviewer, holding.note) == (record.reviewer, record.note)


def _revoked(said: Ledger, record: Record) -> Iterator[Record]:
    """What the same person said of the same pair on the same day."""
    for one in said.judged(record.pair):
        if (one.reviewer, one.date) == (record.reviewer, record.date):
            yield one


def _vain(
    ledger: Ledger, revoked: Container[Record], subject: Subject, record: Record
) -> Fault | None:
    """Why a record would change nothing, where another one prevails over it."""
    place = Place(subject.path, subject.entry.line)
    holding = ledger.deciding(record.pair)
    idle = holding is None or holding.verdict is Verdict.WITHDRAWN
    if record.verdict is Verdict.WITHDRAWN and idle:
        return Fault(message("there is no verdict to withdraw"), place)
    others = [one for one in ledger.judged(record.pair) if one not in revoked]
    after = Ledger.of([*others, record]).deciding(record.pair)
    if holding is None or after is None or after.verdict is record.verdict:
        return None
    wrong = message(
        "this was {verdict} by {reviewer} on {date}, which prevails",
        verdict=message(holding.verdict.value),
        reviewer=holding.reviewer,
        date=holding.date,
    )
    hint = message("of one day the stricter verdict holds; give a later day with --date")
    return Fault(wrong, place, hint)


def versions_of(workspace: Workspace) -> Callable[[Key], str]:
    """Tells of a text the newest released version that it stands in, or nothing.

    Raises:
        InputError: the registry is invalid.
    """
    releases = tuple(reversed(released.read_registry(workspace).releases))
    known: dict[str, frozenset[Key]] = {}

    def version_of(key: Key) -> str:
        for release in releases:
            number = str(release.number)
            if number not in known:
                known[number] = frozenset(
                    segment.key
                    for document in released.documents(workspace, release)
                    for segment in document.segments
                )
            if key in known[number]:
                return number
        return ""

    return version_of


def history(
    workspace: Workspace,
    locales: Sequence[str],
    *,
    documents: Sequence[str] = (),
    ids: Sequence[str] = (),
) -> tuple[Told, ...]:
    """All that the ledgers of `locales` say, oldest first; what a tool wrote has no day.

    Only of the `documents` and the texts with these `ids`, where some are named.

    Raises:
        InputError: a ledger is invalid.
        ConfigurationError: a locale or a document is not the project's.
    """
    wanted = project.chosen_locales(workspace, locales)
    names = named_documents(workspace, documents)
    found = [
        (locale, path, record)
        for locale in wanted
        for path in workspace.ledgers(locale)
        if not names or path in {workspace.ledger_path(name, locale) for name in names}
        for record in review.parse(workspace.read(path), path=path).records
        if not ids or record.pair.key.id in ids
    ]
    return tuple(sorted(found, key=lambda item: item[2].date))
