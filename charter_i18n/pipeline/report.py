"""`report`: every entry that somebody should look at, worst first, with the reason."""

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence

from charter_i18n import history
from charter_i18n.model import ChangeClass, Document, Entry, Key
from charter_i18n.pipeline import project, sources, suggestions
from charter_i18n.pipeline.open_entries import Finding, OpenEntries
from charter_i18n.pipeline.past import Past
from charter_i18n.pipeline.reading import Reader, Reading
from charter_i18n.pipeline.status import statuses
from charter_i18n.pipeline.suggestions import Elsewhere
from charter_i18n.pipeline.weighing import Judge
from charter_i18n.report import Item, ItemState, Report
from charter_i18n.severity import Classification
from charter_i18n.states import Counts
from charter_i18n.workspace import Workspace

_MECHANICAL = frozenset({ChangeClass.LINK, ChangeClass.RENUMBERING, ChangeClass.TYPOGRAPHY})


def report(workspace: Workspace, *, only: Sequence[str] = (), since: str | None = None) -> Report:
    """Build the report of the locales `only` (default: all).

    With `since`, a revision, only texts that came after it are in the report.

    Raises:
        ConfigurationError: there is no such revision or locale.
        InputError: a source, a catalogue, a ledger or the registry is invalid.
    """
    wanted = project.chosen_locales(workspace, only)
    targets = project.read_targets(workspace, wanted)
    documents = tuple({target.document.path: target.document for target in targets}.values())
    is_new = _since(workspace, since, documents)
    reader = Reader(workspace)
    judge = Judge(reader.language)
    known = suggestions.elsewhere(targets)
    counted: dict[str, list[tuple[str, Counts]]] = {locale: [] for locale in wanted}
    items: list[Item] = []
    for target in targets:
        reading = reader.read(target)
        counted[target.locale].append((target.document.path, reading.counts))
        past = reader.past(target.document)
        taken, refused = reader.taken_marks(reading), reader.refused(reading)
        entries = OpenEntries(reading, past, judge, taken=taken, refused=refused)
        found = [item for item in entries.findings() if is_new(target.document, item.entry.key)]
        items += _items(reading, found, past, judge, known)
    # The sort is stable: of one severity the items stay in the order of locales and documents.
    items.sort(key=_rank)
    return Report(
        workspace.config.source_locale,
        statuses(workspace, counted, documents),
        tuple(items),
        folder=history.folder_in_repository(workspace.root) if items else "",
    )


def _rank(item: Item) -> tuple[int, bool]:
    """Worst first; of the worst, what now says the opposite of what it said."""
    return -item.severity, ChangeClass.NEGATION not in item.classes


def _since(
    workspace: Workspace, revision: str | None, documents: Sequence[Document]
) -> Callable[[Document, Key], bool]:
    """Tells whether a text came after a revision.

    A document that has gone since may have another name now: what stood in it is not new.
    """
    if revision is None:
        return lambda _document, _key: True
    before = {
        document.path: frozenset(segment.key for segment in document.segments)
        for document in sources.documents(workspace, revision)
    }
    standing = {document.path for document in documents}
    gone = frozenset(key for path, keys in before.items() if path not in standing for key in keys)
    return lambda document, key: key not in gone and key not in before.get(document.path, ())


def _items(
    reading: Reading,
    found: Sequence[Finding],
    past: Past,
    judge: Judge,
    known: Elsewhere,
) -> Iterator[Item]:
    """The items of one document in one locale, in document order."""
    untranslated = [item.entry for item in found if item.state is ItemState.UNTRANSLATED]
    near = suggestions.near(reading.target, untranslated, known)
    for item in found:
        suggested = near.get(item.entry.key) or proposal(item.entry.msgstr, item.judged)
        yield _item(reading, item, past, judge, suggested)


def _item(
    reading: Reading, found: Finding, past: Past, judge: Judge, suggested: str | None
) -> Item:
    entry, old, judged = found.entry, found.old, found.judged
    segment = past.segment(entry.key)
    document, locale = reading.target.document.path, reading.target.locale
    return Item(
        id=entry.key.id,
        locale=locale,
        document=document,
        state=found.state,
        kind=segment.kind,
        severity=judged.severity,
        classes=judged.classes,
        reason=judged.reason,
        new=entry.msgid,
        translation=_translation(entry),
        path=reading.path,
        line=entry.line,
        source_line=segment.line,
        fingerprint=_fingerprint(locale, document, entry, judged.classes),
        old=old.msgid if old else None,
        old_section=past.section(entry.key, old) if old else (),
        section=segment.section,
        redline=judge.redline(old.msgid, entry.msgid) if old else (),
        proposal=suggested,
        since=past.provenance(entry.key).since,
        note=found.note,
    )


def _translation(entry: Entry) -> str:
    """What stands for the msgid; the forms of a plural in lines."""
    return entry.msgstr or "\n".join(entry.plural.msgstrs if entry.plural else ())


def _fingerprint(locale: str, document: str, entry: Entry, classes: Sequence[ChangeClass]) -> str:
    """What names a finding over runs and lines: SHA-256 of all that it is about."""
    parts = (locale, document, entry.key.id, ",".join(classes), entry.msgid)
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def proposal(msgstr: str, judged: Classification) -> str | None:
    """The translation with the mechanical edits of the source, where these are all there is.

    None where it is not clear what to edit: each number must stand there once, alone.
    """
    if not msgstr or not judged.proposals or not _MECHANICAL.issuperset(judged.classes):
        return None
    edits = {edit.old: edit.new for edit in judged.proposals}
    if len(edits) < len(judged.proposals):
        return None
    # All at once: of 5 → 6 and 6 → 7 one must not edit what the other has put in.
    pattern = re.compile("|".join(map(_alone, sorted(edits, key=len, reverse=True))))
    found = [match[0] for match in pattern.finditer(msgstr)]
    if sorted(found) != sorted(edits):
        return None
    return pattern.sub(lambda match: edits[match[0]], msgstr)


def _alone(text: str) -> str:
    """A pattern for a text that is no part of a word or of a decimal number."""
    return rf"(?<!\w)(?<!\d[.,]){re.escape(text)}(?!\w)(?![.,]\d)"
