"""Which entries of a catalogue somebody should look at, and why."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from charter_i18n import severity
from charter_i18n.errors import Message, message
from charter_i18n.model import ChangeClass, Entry, Key, Severity
from charter_i18n.pipeline import weighing
from charter_i18n.pipeline.evidence import Taken
from charter_i18n.pipeline.past import Past
from charter_i18n.pipeline.reading import Reading
from charter_i18n.pipeline.weighing import Judge
from charter_i18n.render import Refusal
from charter_i18n.report import ItemState
from charter_i18n.review import Pair, Record
from charter_i18n.severity import Classification, Context
from charter_i18n.states import State, state


@dataclass(frozen=True, slots=True)
class Finding:
    """Why somebody should look at an entry.

    `old` is the text that its msgstr translates, where that is another one.
    """

    entry: Entry
    state: ItemState
    judged: Classification
    old: Key | None = None
    note: str = ""


class OpenEntries:
    """The entries of one document in one locale that somebody should look at."""

    def __init__(
        self,
        reading: Reading,
        past: Past,
        judge: Judge,
        *,
        taken: Mapping[Key, Taken],
        refused: Mapping[Key, Refusal],
    ) -> None:
        """Of the current entries it is known which need a look.

        `taken` lost their fuzzy mark without an edit, `refused` would change their document.
        """
        self._reading = reading
        self._past = past
        self._judge = judge
        self._taken = taken
        self._refused = refused

    def findings(self) -> Iterator[Finding]:
        """What there is to look at, in document order."""
        for entry in self._reading.entries:
            found = self._finding(entry)
            if found is not None:
                yield found

    def _finding(self, entry: Entry) -> Finding | None:
        ledger = self._reading.target.ledger
        match state(entry, ledger):
            case State.UNTRANSLATED:
                text = message("not translated yet")
                return Finding(entry, ItemState.UNTRANSLATED, _plain(text))
            case State.REJECTED:
                return _rejected(entry, ledger.verdict(Pair.of(entry.key, entry.msgstr)))
            case State.STALE if entry.previous is not None:
                judged = self._weighed(entry, entry.previous)
                return Finding(entry, ItemState.STALE, judged, entry.previous)
            case State.STALE | State.UNFINISHED:
                return Finding(entry, ItemState.UNFINISHED, self._unfinished(entry))
            case State.CURRENT:
                return self._current(entry)

    def _unfinished(self, entry: Entry) -> Classification:
        """Why an entry is marked though nothing is known of a change."""
        joined = weighing.joined_from(entry.msgid, self._reading.obsolete)
        if len(joined) > 1:
            return self._judge.weigh(joined, (entry.msgid,), self._context)
        if entry.previous is None:
            return severity.unknown()
        text = message("marked as unfinished; the source did not change")
        return _plain(text, Severity.MINOR)

    def _current(self, entry: Entry) -> Finding | None:
        refusal = self._refused.get(entry.key)
        if refusal is not None:
            return Finding(entry, ItemState.REFUSED, _plain(_why(refusal), Severity.MAJOR))
        carried = self._reading.target.ledger.carried(Pair.of(entry.key, entry.msgstr))
        if carried is not None and carried.previous is not None:
            before = carried.previous.key
            return Finding(entry, ItemState.CARRIED, self._weighed(entry, before), before)
        taken = self._taken.get(entry.key)
        return None if taken is None else self._unmarked(entry, taken)

    def _unmarked(self, entry: Entry, taken: Taken) -> Finding | None:
        """An entry that lost its mark without an edit.

        A translator who finds that a translation holds takes the mark away too. That is likely,
        unless it happened to several at once, or what the text says is another thing now: no
        translation says both *doit* and *peut*.
        """
        judged = self._weighed(entry, taken.previous)
        least = Severity.MINOR if taken.wholesale else Severity.CRITICAL
        if judged.severity < least:
            return None
        reason = message(
            "no longer marked as fuzzy, though the translation is the old one; {reason}",
            reason=judged.reason,
        )
        return Finding(entry, ItemState.CARRIED, replace(judged, reason=reason), taken.previous)

    def _weighed(self, entry: Entry, before: Key) -> Classification:
        """How much it matters that `entry` said `before`."""
        olds, news = self._sides(entry, before)
        judged = self._judge.weigh(olds, news, self._context)
        if ChangeClass.REFERENCE in judged.classes:
            exact = self._exact_context(entry, before)
            if exact is not None:
                judged = self._judge.weigh(olds, news, exact)
        if judged.severity is Severity.NONE:
            text = message("only the context that its author gives the text has changed")
            return _plain(text, Severity.MINOR)
        return judged

    def _sides(self, entry: Entry, before: Key) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The old texts and the new ones: several where a text was split or texts were merged."""
        parts = self._parts.get(before, ())
        if entry.msgid in parts:
            return (before.msgid,), parts
        joined = weighing.joined_from(before.msgid, self._reading.obsolete)
        return joined or (before.msgid,), (entry.msgid,)

    @cached_property
    def _parts(self) -> Mapping[Key, tuple[str, ...]]:
        """For each text that was split, what became of it."""
        families: dict[Key, list[str]] = {}
        for entry in self._reading.entries:
            taken = self._taken.get(entry.key)
            whole = entry.previous if entry.fuzzy else taken.previous if taken else None
            if whole is not None:
                families.setdefault(whole, []).append(entry.msgid)
        found = {}
        for whole, texts in families.items():
            parts = weighing.parts(whole, texts) if len(texts) > 1 else frozenset()
            if parts:
                found[whole] = tuple(text for text in texts if text in parts)
        return found

    @cached_property
    def _context(self) -> Context:
        """What the catalogue tells of a renumbering."""
        entries = self._reading.entries
        pairs = [((entry.previous or entry.key).msgid, entry.msgid) for entry in entries]
        lexicon = self._judge.language.lexicon
        return self._judge.context(severity.renumbering(pairs, lexicon=lexicon))

    def _exact_context(self, entry: Entry, before: Key) -> Context | None:
        """What the source's history tells of the renumbering from `before` on.

        A catalogue does not show that the text below "Article 6" stood below "Article 5".
        """
        state_before = self._past.provenance(entry.key).before
        if state_before is None or before not in state_before.places:
            return None
        return self._judge.context(self._past.renumbered(entry.key) or {})


def _plain(reason: Message, weight: Severity = Severity.NONE) -> Classification:
    return Classification(weight, (), reason)


def _why(refusal: Refusal) -> Message:
    """Why a translation is refused, and what its translator can do."""
    if refusal.hint is None:
        return message("cannot be published: {reason}", reason=refusal.reason)
    return message(
        "cannot be published: {reason} ({hint})", reason=refusal.reason, hint=refusal.hint
    )


def _rejected(entry: Entry, verdict: Record | None) -> Finding:
    """A pair that a reviewer refused; it is as grave as can be, for it must not be published."""
    reviewer, note = (verdict.reviewer, verdict.note) if verdict else ("", "")
    if note:
        text = message("rejected by {reviewer}: {note}", reviewer=reviewer, note=note)
    else:
        text = message("rejected by {reviewer}", reviewer=reviewer)
    judged = _plain(text, Severity.CRITICAL)
    return Finding(entry, ItemState.REJECTED, judged, note=note)
