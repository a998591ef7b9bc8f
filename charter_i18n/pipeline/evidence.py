"""What earlier states of a catalogue, and its reviews, tell of an entry that the entry does not.

Programs that are not this one make entries fuzzy without saying why, or take the fuzzy mark away
without a look at the translation. Earlier states tell what a translation was made for.
"""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from charter_i18n.model import Entry, Key
from charter_i18n.pipeline.archive import CatalogueState
from charter_i18n.review import Ledger, Pair

_SEVERAL = 2


def previous_texts(
    entries: Iterable[Entry], obsolete: Sequence[Entry], states: Iterable[CatalogueState]
) -> Mapping[Key, Key]:
    """For fuzzy entries without a previous text: the text that their msgstr was made for.

    An entry whose msgstr was made for its own text is unfinished, not stale; it maps to its own
    key. Entries of which nothing is known are left out.

    Args:
        entries: The entries of a catalogue.
        obsolete: Its obsolete entries, which may keep the pair.
        states: Its earlier states, newest first.
    """
    wanted = {
        entry.key: entry.msgstr
        for entry in entries
        if entry.fuzzy and entry.previous is None and entry.msgstr
    }
    found: dict[Key, Key] = {}
    live = {entry.key for entry in entries}
    for before in _earlier(obsolete, states) if wanted else ():
        known = {entry.key: entry for entry in before}
        holders = _holders(before, frozenset(wanted.values()))
        for key, msgstr in wanted.items():
            text = _made_for(key, holders.get(msgstr, ()), live) or _own(known.get(key), msgstr)
            if text is not None:
                found[key] = text
        wanted = {key: msgstr for key, msgstr in wanted.items() if key not in found}
        if not wanted:
            break
    return found


def _earlier(
    obsolete: Sequence[Entry], states: Iterable[CatalogueState]
) -> Iterator[Sequence[Entry]]:
    """The entries to look at, newest first."""
    yield obsolete
    for state in states:
        if state.catalogue is not None:
            yield state.catalogue.entries


def _holders(entries: Iterable[Entry], wanted: frozenset[str]) -> Mapping[str, list[Key]]:
    """For each msgstr the texts that it translates."""
    found: dict[str, list[Key]] = {}
    for entry in entries:
        if entry.msgstr in wanted:
            text = entry.previous if entry.fuzzy else entry.key
            if text is not None:
                found.setdefault(entry.msgstr, []).append(text)
    return found


def _made_for(key: Key, texts: Sequence[Key], live: Container[Key]) -> Key | None:
    """The one text that a msgstr was made for: one that has gone rather than one that stands."""
    if key in texts:
        return key
    gone = {text for text in texts if text not in live}
    candidates = gone or set(texts)
    return candidates.pop() if len(candidates) == 1 else None


def _own(before: Entry | None, msgstr: str) -> Key | None:
    """What an entry's earlier state tells, where its msgstr was another: it was edited since."""
    if before is None or before.obsolete or before.msgstr == msgstr:
        return None
    return before.previous if before.fuzzy else before.key


@dataclass(frozen=True, slots=True)
class Taken:
    """A fuzzy mark that was taken away while the msgstr stayed as it was.

    `previous` is the text that the msgstr was made for. `wholesale` tells that several marks went
    in one go and none was left, as when a program drops them all, or that the reviews have the
    pair before: then it was nobody's judgement on this one text.
    """

    previous: Key
    wholesale: bool = False


def taken_marks(
    entries: Sequence[Entry], ledger: Ledger, states: Iterable[CatalogueState]
) -> Mapping[Key, Taken]:
    """The current entries whose msgstr was made for another text, and nobody said that it holds.

    Args:
        entries: The entries of a catalogue.
        ledger: Its reviews; a pair of which they speak has been looked at.
        states: Its earlier states, newest first.
    """
    known = {record.pair for record in ledger.records}
    current = {
        entry.key: entry.msgstr
        for entry in entries
        if entry.msgstr and not entry.fuzzy and Pair.of(entry.key, entry.msgstr) not in known
    }
    if not current:
        return {}
    now = {entry.key: entry for entry in entries}
    return {**_unmarked(current, now, states), **_recorded(current, now, ledger)}


def _recorded(
    current: Mapping[Key, str], now: Container[Key], ledger: Ledger
) -> Mapping[Key, Taken]:
    """What the reviews tell: the msgstr stands in a pair of theirs with a text that has gone."""
    texts = {
        record.pair.target: record.pair.key
        for record in ledger.records
        if record.pair.key not in now
    }
    return {
        key: Taken(texts[msgstr], wholesale=True)
        for key, msgstr in current.items()
        if msgstr in texts
    }


def _unmarked(
    current: Mapping[Key, str], now: Mapping[Key, Entry], states: Iterable[CatalogueState]
) -> Mapping[Key, Taken]:
    """What history tells: the entry bore a mark, and its msgstr has never been another since."""
    found: dict[Key, Taken] = {}
    newer: list[CatalogueState] = []
    for state in states:
        after = newer[-1].entries if newer else now
        # Where every mark is left there is nothing to look for, and no need to parse.
        if state.marks - (newer[-1].marks if newer else frozenset()):
            marked = [entry for entry in state.entries.values() if entry.fuzzy]
            taken = {
                entry.key: entry.previous
                for entry in marked
                if entry.previous is not None
                and entry.previous != entry.key
                and entry.key not in found
                and current.get(entry.key) == entry.msgstr
                and _kept(entry, newer)
            }
            left = any(entry.key in after and after[entry.key].fuzzy for entry in marked)
            wholesale = len(taken) >= _SEVERAL and not left
            found |= {key: Taken(previous, wholesale) for key, previous in taken.items()}
        newer.append(state)
    return found


def _kept(entry: Entry, newer: Iterable[CatalogueState]) -> bool:
    """Whether an entry had the same msgstr in all states since."""
    return all(
        entry.key in state.entries and state.entries[entry.key].msgstr == entry.msgstr
        for state in newer
        if state.catalogue is not None
    )
