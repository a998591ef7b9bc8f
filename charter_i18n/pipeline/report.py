"""`report`: every entry that somebody should look at, worst first, with the reason."""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from charter_i18n import severity, similarity, template
from charter_i18n.errors import Message, message
from charter_i18n.model import ChangeClass, Entry, Key, Segment, Severity
from charter_i18n.pipeline import evidence, project, sources, suggestions
from charter_i18n.pipeline.language import language
from charter_i18n.pipeline.project import Target
from charter_i18n.report import Item, ItemState, Redline, Report
from charter_i18n.review import Pair, Record
from charter_i18n.revision import Language
from charter_i18n.severity import Classification, Context
from charter_i18n.states import Counts, LocaleStatus, State, count, state
from charter_i18n.workspace import Workspace

_ORDER = tuple(ItemState)


def report(workspace: Workspace, *, only: Sequence[str] = (), since: str | None = None) -> Report:
    """Build the report of the locales `only` (default: all).

    With `since`, a revision, only texts that came after it are in the report.

    Raises:
        ConfigurationError: there is no such revision or locale.
        InputError: a source, a catalogue or a ledger is invalid.
    """
    wanted = project.chosen_locales(workspace, only)
    spoken = language(workspace)
    known = _texts(workspace, since)
    counted: dict[str, list[tuple[str, Counts]]] = {locale: [] for locale in wanted}
    items: list[Item] = []
    for target in project.read_targets(workspace, wanted):
        reader = _Reader.of(workspace, target, spoken)
        counted[target.locale].append((target.document.path, reader.counts))
        items += [item for item in reader.items() if (item.document, item.id) not in known]
    statuses = tuple(LocaleStatus(locale, tuple(rows)) for locale, rows in counted.items())
    # The sort is stable: within a rank the items stay in the order of locales and documents.
    items.sort(key=lambda item: (-item.severity, _ORDER.index(item.state)))
    return Report(workspace.config.source_locale, statuses, tuple(items))


def _texts(workspace: Workspace, revision: str | None) -> frozenset[tuple[str, str]]:
    """The texts of a revision, by document and id."""
    if revision is None:
        return frozenset()
    return frozenset(
        (document.path, entry.key.id)
        for document in sources.documents(workspace, revision)
        for entry in template.entries(document)
    )


@dataclass(frozen=True, slots=True)
class _Reader:
    """One document in one locale, with all that is known of its entries."""

    workspace: Workspace
    target: Target
    entries: tuple[Entry, ...]
    unmarked: Mapping[Key, Key]
    segments: Mapping[Key, Segment]
    language: Language
    context: Context

    @classmethod
    def of(cls, workspace: Workspace, target: Target, spoken: Language) -> "_Reader":
        path = workspace.catalogue_path(target.document.path, target.locale)
        entries = target.entries
        before = evidence.previous_texts(workspace, path, entries)
        entries = tuple(
            replace(entry, previous=before[entry.key]) if entry.key in before else entry
            for entry in entries
        )
        pairs = [((entry.previous or entry.key).msgid, entry.msgid) for entry in entries]
        context = Context(severity.renumbering(pairs, lexicon=spoken.lexicon))
        segments: dict[Key, Segment] = {}
        for segment in target.document.segments:
            segments.setdefault(segment.key, segment)
        unmarked = evidence.unmarked(workspace, path, entries)
        return cls(workspace, target, entries, unmarked, segments, spoken, context)

    @property
    def counts(self) -> Counts:
        return count(self.entries, self.target.ledger)

    def items(self) -> Iterator[Item]:
        """The items in document order."""
        open_entries = [
            (entry, found) for entry in self.entries if (found := self._finding(entry)) is not None
        ]
        keys = [entry.key for entry, _ in open_entries]
        if not keys:
            return
        origins = evidence.origins(self.workspace, self.target.document, keys)
        near = suggestions.near(self.target, [e for e, f in open_entries if not e.translated])
        for entry, found in open_entries:
            item = self._item(entry, found)
            proposal = item.proposal or near.get(entry.key)
            yield replace(item, since=str(origins[entry.key]), proposal=proposal)

    def _finding(self, entry: Entry) -> "_Finding | None":
        """Why an entry is in the report, or None when it is not."""
        ledger, pair = self.target.ledger, Pair.of(entry.key, entry.msgstr)
        match state(entry, ledger):
            case State.UNTRANSLATED:
                return _Finding(ItemState.UNTRANSLATED, _judged(message("not translated yet")))
            case State.REJECTED:
                return _rejected(ledger.verdict(pair))
            case State.STALE if entry.previous is not None:
                judged = self._judge(entry.previous, entry)
                return _Finding(ItemState.STALE, judged, entry.previous.msgid)
            case State.UNFINISHED if entry.previous is not None:
                text = message("marked as unfinished; the source did not change")
                return _Finding(ItemState.UNFINISHED, _judged(text, Severity.MINOR))
            case State.STALE | State.UNFINISHED:
                return _Finding(ItemState.UNFINISHED, severity.unknown())
            case _:
                return self._current(entry, pair)

    def _current(self, entry: Entry, pair: Pair) -> "_Finding | None":
        ledger = self.target.ledger
        carried = ledger.carried(pair)
        if carried is not None and carried.previous is not None:
            judged = self._judge(Key(carried.previous.source, entry.msgctxt), entry)
            return _Finding(ItemState.CARRIED, judged, carried.previous.source)
        before = self.unmarked.get(entry.key)
        if before is None or ledger.verdict(pair) is not None:
            return None
        judged = self._judge(before, entry)
        reason = message(
            "a program took the fuzzy mark away, the translation is the old one; {reason}",
            reason=judged.reason,
        )
        return _Finding(ItemState.CARRIED, replace(judged, reason=reason), before.msgid)

    def _judge(self, before: Key, entry: Entry) -> Classification:
        return severity.classify(
            [before.msgid],
            [entry.msgid],
            lexicon=self.language.lexicon,
            glossary=self.language.glossary,
            context=self.context,
        )

    def _item(self, entry: Entry, found: "_Finding") -> Item:
        segment = self.segments[entry.key]
        judged = found.judged
        redline: Redline = ()
        if found.old is not None:
            drawn = similarity.redline(found.old, entry.msgid, lexicon=self.language.lexicon)
            redline = tuple((step.value, text) for step, text in drawn)
        document, locale = self.target.document.path, self.target.locale
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
            translation=entry.msgstr,
            path=self.workspace.catalogue_path(document, locale),
            line=entry.line or 1,
            source_line=segment.line,
            fingerprint=_fingerprint(locale, document, entry, judged.classes),
            old=found.old,
            section=segment.section,
            redline=redline,
            proposal=_proposal(entry.msgstr, judged),
            note=found.note,
        )


@dataclass(frozen=True, slots=True)
class _Finding:
    """Why an entry is in the report; `old` is the text that its msgstr translates."""

    state: ItemState
    judged: Classification
    old: str | None = None
    note: str = ""


def _judged(reason: Message, weight: Severity = Severity.NONE) -> Classification:
    return Classification(weight, (), reason)


def _rejected(verdict: Record | None) -> _Finding:
    """A pair that a reviewer refused; it is as grave as can be, since it must not be published."""
    reviewer, note = (verdict.reviewer, verdict.note) if verdict else ("", "")
    if note:
        text = message("rejected by {reviewer}: {note}", reviewer=reviewer, note=note)
    else:
        text = message("rejected by {reviewer}", reviewer=reviewer)
    return _Finding(ItemState.REJECTED, _judged(text, Severity.CRITICAL), note=note)


def _fingerprint(locale: str, document: str, entry: Entry, classes: Sequence[ChangeClass]) -> str:
    """What names a finding over runs and lines: SHA-256 of all that it is about."""
    parts = (locale, document, entry.key.id, ",".join(classes), entry.msgid)
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _proposal(msgstr: str, judged: Classification) -> str | None:
    """The translation with the mechanical edits of the source, where these are all there is."""
    mechanical = {ChangeClass.LINK, ChangeClass.RENUMBERING, ChangeClass.TYPOGRAPHY}
    if not msgstr or not judged.proposals or not mechanical.issuperset(judged.classes):
        return None
    text = msgstr
    for edit in judged.proposals:
        pattern = rf"(?<!\w){re.escape(edit.old)}(?!\w)"
        if len(re.findall(pattern, msgstr)) != 1:
            return None
        text = re.sub(pattern, edit.new.replace("\\", r"\\"), text)
    return text
