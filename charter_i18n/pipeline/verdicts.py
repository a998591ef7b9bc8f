"""`review`: the verdicts that people give, added to the ledgers."""

from collections.abc import Callable, Iterable, Iterator, Sequence
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


@dataclass(frozen=True, slots=True)
class _Given:
    """A verdict on a subject, and what it replaces: what the same person said of it that day."""

    subject: Subject
    record: Record
    replaces: frozenset[Record]

    @property
    def takes_back(self) -> bool:
        """Whether it does nothing but replace: what held before that day's verdict holds again."""
        return bool(self.replaces) and self.record.verdict is Verdict.WITHDRAWN


def _entered(
    workspace: Workspace,
    found: Sequence[Subject],
    judgement: Judgement,
    version_of: Callable[[Key], str],
) -> tuple[tuple[Write, ...], tuple[Record, ...]]:
    """The ledgers with a verdict on each subject, and the verdicts that were not given before."""
    locales = tuple(dict.fromkeys(subject.locale for subject in found))
    files = {locale: project.ledger_files(workspace, locale) for locale in locales}
    known = {locale: project.joined(files[locale].values()) for locale in locales}
    pairs = [(subject, _record(subject, judgement, version_of)) for subject in found]
    given = [
        _Given(subject, record, frozenset(_own(known[subject.locale], record)))
        for subject, record in pairs
    ]
    faults = [fault for item in given if (fault := _vain(known[item.subject.locale], item))]
    if faults:
        raise ConfigurationError(faults)
    new = [item for item in given if not _is_said(known[item.subject.locale], item.record)]
    writes = [
        write
        for locale in locales
        for write in _writes(
            workspace, files[locale], [item for item in new if item.subject.locale == locale]
        )
    ]
    return tuple(writes), tuple(item.record for item in new)


def _writes(
    workspace: Workspace, ledgers: Iterable[str], given: Sequence[_Given]
) -> Iterator[Write]:
    """The ledgers of a locale; what is replaced may stand in any of them."""
    replaced = {record for item in given for record in item.replaces}
    added: dict[str, list[Record]] = {path: [] for path in ledgers}
    for item in given:
        if not item.takes_back:
            path = workspace.ledger_path(item.subject.document, item.subject.locale)
            added.setdefault(path, []).append(item.record)
    for path, records in added.items():
        before = workspace.read_if_there(path) or ""
        yield Write(path, review.add(review.without(before, replaced), records))


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


def _own(ledger: Ledger, record: Record) -> Iterator[Record]:
    """What the same person said of the same pair on the same day."""
    for one in ledger.judged(record.pair):
        if (one.reviewer, one.date) == (record.reviewer, record.date):
            yield one


def _vain(ledger: Ledger, given: _Given) -> Fault | None:
    """Why a verdict would change nothing, where another one prevails over it."""
    record, place = given.record, Place(given.subject.path, given.subject.entry.line)
    holding = ledger.deciding(record.pair)
    idle = holding is None or holding.verdict is Verdict.WITHDRAWN
    if record.verdict is Verdict.WITHDRAWN and idle:
        return Fault(message("there is no verdict to withdraw"), place)
    if holding is None or given.takes_back:
        return None
    others = [one for one in ledger.judged(record.pair) if one not in given.replaces]
    after = Ledger.of([*others, record]).deciding(record.pair)
    if after is None or after.verdict is record.verdict:
        return None
    wrong = message(
        "this was {verdict} by {reviewer} on {date}, which prevails",
        verdict=message(holding.verdict.value),
        reviewer=holding.reviewer,
        date=holding.date,
    )
    if holding.date > record.date:
        return Fault(wrong, place, message("give a later day with --date"))
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
