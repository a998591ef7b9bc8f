"""`review`: verdicts on translations, and what was said of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from charter_i18n import review
from charter_i18n.errors import ConfigurationError, Fault, Place, message
from charter_i18n.model import Key
from charter_i18n.pipeline import project, released
from charter_i18n.pipeline.reviews import Subject, named_documents
from charter_i18n.review import Ledger, Record, Verdict
from charter_i18n.workspace import Workspace, Write


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

    Raises:
        ConfigurationError: another verdict would prevail, or there is nothing to withdraw.
        InputError: a ledger is invalid, or cannot be written.
    """
    version_of = versions_of(workspace) if found else None
    texts: dict[str, str] = {}
    added: list[Record] = []
    faults: list[Fault] = []
    for subject in found:
        path = workspace.ledger_path(subject.document, subject.locale)
        before = texts.get(path)
        if before is None:
            before = workspace.read_if_there(path) or ""
        record = Record(
            judgement.verdict,
            subject.pair,
            reviewer=judgement.reviewer,
            version=version_of(subject.entry.key) if version_of else "",
            date=judgement.date,
            note=judgement.note,
        )
        after = review.add(before, (record,))
        fault = _vain(review.parse(before, path=path), record, subject)
        if fault is not None:
            faults.append(fault)
        elif after != before:
            texts[path] = after
            added.append(record)
    if faults:
        raise ConfigurationError(faults)
    workspace.apply(tuple(Write(path, text) for path, text in texts.items()))
    return tuple(added)


def _vain(ledger: Ledger, record: Record, subject: Subject) -> Fault | None:
    """Why a record would change nothing, where another one prevails over it."""
    place = Place(subject.path, subject.entry.line)
    holding = ledger.deciding(record.pair)
    if record.verdict is Verdict.WITHDRAWN and holding is None:
        return Fault(message("there is no verdict to withdraw"), place)
    after = Ledger.of([*ledger.records, record]).deciding(record.pair)
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
) -> tuple[tuple[str, str, Record], ...]:
    """All that was said: the locale, the ledger and the record, each locale's oldest first.

    Args:
        workspace: The project.
        locales: Only these; default: all.
        documents: Only these; default: all, those that have gone too.
        ids: Only these texts; default: all.

    Raises:
        InputError: a ledger is invalid.
        ConfigurationError: a locale or a document is not the project's.
    """
    wanted = project.chosen_locales(workspace, locales)
    names = named_documents(workspace, documents)
    found: list[tuple[str, str, Record]] = []
    for locale in wanted:
        paths = [workspace.ledger_path(name, locale) for name in names]
        ledgers = [path for path in workspace.ledgers(locale) if not paths or path in paths]
        said = [
            (locale, path, record)
            for path in ledgers
            for record in review.parse(workspace.read(path), path=path).records
            if not ids or record.pair.key.id in ids
        ]
        # The sort is stable: of one day the records stay in the order of their ledger.
        found += sorted(said, key=lambda item: item[2].date)
    return tuple(found)
