"""`charter-i18n sync`."""

from collections import Counter
from collections.abc import Iterator

import click

from charter_i18n.cli import options
from charter_i18n.cli.console import Console, pass_console
from charter_i18n.edits import Delete, Edit, Move, Write
from charter_i18n.errors import ExitStatus, Message, message, plural
from charter_i18n.model import Change, ChangeKind, Severity
from charter_i18n.pipeline.frozen import Frozen
from charter_i18n.pipeline.outcomes import DocumentOutcome, LocaleOutcome, Sync
from charter_i18n.pipeline.sync import sync as run_sync
from charter_i18n.reports import counted


@click.command()
@options.only_locales
@click.option("--check", is_flag=True, help="Write nothing; exit 1 when something would change.")
@pass_console
def sync(console: Console, locales: tuple[str, ...], *, check: bool) -> int:
    """Bring the catalogues to the sources."""
    with console.progress() as progress:
        done = run_sync(console.workspace, only=locales, check=check, progress=progress)
    console.warn(done.warnings)
    for document in done.documents:
        _tell(console, document)
    for item in done.kept:
        console.say(_kept(item))
    if check and done.edits:
        for edit in done.edits:
            console.result(console.translator.say(_would(edit)))
        return ExitStatus.FINDINGS
    console.say(_summary(done, check=check))
    return ExitStatus.FINE


def _tell(console: Console, outcome: DocumentOutcome) -> None:
    touched = [item for item in outcome.locales if item.written]
    if not (touched or outcome.template_written or console.verbose):
        return
    console.say(_document(outcome))
    for change in outcome.changes:
        if change.severity is Severity.CRITICAL:
            console.say(_critical(outcome, change), indent=2)
    for item in outcome.locales if console.verbose else touched:
        console.say(_locale(item), indent=2)


def _document(outcome: DocumentOutcome) -> Message:
    """One line on one document: how many texts it has, and how much changed."""
    path = outcome.document.path
    counts = Counter(change.severity for change in outcome.changes)
    severities = tuple(counted.severities(counts))
    texts = plural("{count} text", "{count} texts", outcome.entries)
    if not severities:
        return message("{path}: {texts}", path=path, texts=texts)
    return message(
        "{path}: {texts}; {severities}",
        path=path,
        texts=texts,
        severities=counted.listed(severities),
    )


def _critical(outcome: DocumentOutcome, change: Change) -> Message:
    """Why a change is critical, and where it stands."""
    return message(
        "{path}:{line}: critical: {reason}",
        path=outcome.document.path,
        line=change.new[0].line,
        reason=change.reason,
    )


def _kept(item: Frozen) -> Message:
    return message(
        "{locale}: complete for {version}; its catalogues of that version are kept",
        locale=item.locale,
        version=item.version,
    )


def _locale(item: LocaleOutcome) -> Message:
    """One line on one catalogue: its states, and what changed."""
    states = counted.listed(counted.states(item.counts))
    news = list(_news(item))
    if not news:
        return message("{locale}: {states}", locale=item.locale, states=states)
    return message(
        "{locale}: {states} ({news})", locale=item.locale, states=states, news=counted.listed(news)
    )


def _news(item: LocaleOutcome) -> Iterator[Message]:
    if item.created:
        yield message("new catalogue")
    if item.renamed_from:
        yield message("was {document}", document=item.renamed_from)
    kinds = Counter(change.kind for change in _shown(item.changes))
    yield from counted.kinds(kinds)


def _shown(changes: tuple[Change, ...]) -> Iterator[Change]:
    """A moved text needs nobody's attention."""
    return (change for change in changes if change.kind is not ChangeKind.MOVED)


def _would(edit: Edit) -> Message:
    match edit:
        case Write(path):
            return message("would write {path}", path=path)
        case Move(old, new):
            return message("would move {old} to {new}", old=old, new=new)
        case Delete(path):
            return message("would delete {path}", path=path)


def _summary(done: Sync, *, check: bool) -> Message:
    if check or not done.edits:
        return plural(
            "everything is up to date ({count} document)",
            "everything is up to date ({count} documents)",
            len(done.documents),
        )
    return plural("{count} file written", "{count} files written", len(done.edits))
