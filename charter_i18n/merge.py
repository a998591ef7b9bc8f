"""A revision of a source, applied to a catalogue.

Nothing is lost: every non-empty msgstr and translator comment of the old catalogue stands in the
new one, live, fuzzy, obsolete or in a translator comment. Where a msgstr is altered, the old pair
stays as an obsolete entry.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from charter_i18n import po
from charter_i18n.model import Catalogue, Change, ChangeKind, Entry, Key, Severity


@dataclass(frozen=True, slots=True)
class Carry:
    """A translation that stayed current over a cosmetic change of its source."""

    change: Change
    before: Entry
    after: Entry


@dataclass(frozen=True, slots=True)
class Merge:
    """A catalogue brought up to date.

    `carried` are the translations that a cosmetic change left current; `filled` the new entries
    whose translation was found in other documents or came back from obsolete entries.
    """

    catalogue: Catalogue
    carried: tuple[Carry, ...] = ()
    filled: tuple[Entry, ...] = ()


def _nothing(_key: Key) -> str:
    """The answer where nothing is known."""
    return ""


def _never(_key: Key, _msgstr: str) -> bool:
    """The answer where nobody has refused anything."""
    return False


@dataclass(frozen=True, slots=True)
class Recall:
    """Translations of a text from beyond the catalogue; nothing where there is none.

    `memory` gives the one on which the other documents of the locale agree, `approved` the one
    that a reviewer approved last, `kept` the one in the newest version that was complete.
    `rejected` tells whether a reviewer refused a translation.
    """

    memory: Callable[[Key], str] = _nothing
    approved: Callable[[Key], str] = _nothing
    kept: Callable[[Key], str] = _nothing
    rejected: Callable[[Key, str], bool] = _never


_FORGETFUL = Recall()


@dataclass(frozen=True, slots=True)
class _Sources:
    """Where translations come from: entries by key, changes by the key of the new text."""

    live: Mapping[Key, Entry]
    obsolete: Mapping[Key, Entry]
    changes: Mapping[Key, Change]
    recall: Recall
    carry: bool


@dataclass(frozen=True, slots=True)
class _Filled:
    """A new entry, and the keys of the old entries that it replaces: the others stay."""

    entry: Entry
    replaces: tuple[Key, ...] = ()
    carried: Carry | None = None
    found: bool = False


def merge(
    catalogue: Catalogue,
    template: Sequence[Entry],
    changes: Sequence[Change],
    *,
    recall: Recall = _FORGETFUL,
    carry: bool = True,
) -> Merge:
    """Bring `catalogue` to the texts of `template`.

    `changes` pair the catalogue's texts with the template's (`revision.revise`). `carry` keeps
    translations current over cosmetic changes.
    """
    if _is_at_rest(catalogue, template):
        return Merge(catalogue)
    live = {entry.key: entry for entry in catalogue.entries if not entry.obsolete}
    obsolete = {entry.key: entry for entry in catalogue.entries if entry.obsolete}
    by_new = {passage.key: change for change in changes for passage in change.new}
    sources = _Sources(live, obsolete, by_new, recall, carry)
    filled = _with_notes([_fill(entry, sources) for entry in template], catalogue)
    entries = (*(item.entry for item in filled), *_left_over(catalogue, filled))
    if entries == catalogue.entries:
        return Merge(catalogue)
    return Merge(
        replace(catalogue, entries=entries),
        carried=tuple(item.carried for item in filled if item.carried),
        filled=tuple(item.entry for item in filled if item.found),
    )


def _is_at_rest(catalogue: Catalogue, template: Sequence[Entry]) -> bool:
    """Whether the texts of the template stand there already, in order and as it says."""
    live, rest = catalogue.entries[: len(template)], catalogue.entries[len(template) :]
    if len(live) < len(template) or not all(entry.obsolete for entry in rest):
        return False
    return all(
        entry.key == wanted.key and not entry.obsolete and _placed(entry, wanted) is entry
        for entry, wanted in zip(live, template, strict=True)
    )


def _fill(wanted: Entry, sources: _Sources) -> _Filled:
    """The entry for one text of the template, with the best translation there is."""
    key = wanted.key
    if key in sources.live:
        return _Filled(_placed(sources.live[key], wanted), replaces=(key,))
    returning = sources.obsolete.get(key)
    if returning is not None and _current(returning):
        return _revived(returning, wanted)
    filled = _from_ledger(wanted, sources) or _from_memory(
        wanted, sources, _from_change(wanted, sources)
    )
    if returning is None:
        return filled
    if returning.translated and not _current(filled.entry):
        return _revived(returning, wanted)
    # One entry a key in a file: what the other says goes into comments.
    comments = (*returning.comments, *_noted(returning), *filled.entry.comments)
    return replace(
        filled, entry=replace(filled.entry, comments=comments), replaces=(*filled.replaces, key)
    )


def _current(entry: Entry) -> bool:
    return entry.translated and not entry.fuzzy


def _revived(returning: Entry, wanted: Entry) -> _Filled:
    """An obsolete entry whose text has returned."""
    entry = _placed(replace(returning, obsolete=False, raw=""), wanted)
    return _Filled(entry, replaces=(wanted.key,), found=True)


def _noted(entry: Entry) -> tuple[str, ...]:
    """The translation of an entry as lines of a comment, written as in a catalogue."""
    if not entry.translated:
        return ()
    written = po.format_entry(Entry(msgid="", msgstr=entry.msgstr, plural=entry.plural))
    return tuple(written[written.index("msgstr") :].removesuffix("\n").split("\n"))


def _placed(entry: Entry, wanted: Entry) -> Entry:
    """`entry` with the tool's own lines as the template has them."""
    return po.with_tool_lines(entry, extracted=wanted.extracted, references=wanted.references)


def _from_ledger(wanted: Entry, sources: _Sources) -> _Filled | None:
    """A text that returns, with the translation that a reviewer approved for it."""
    msgstr = sources.recall.approved(wanted.key)
    if not msgstr:
        return None
    change = sources.changes.get(wanted.key)
    olds = [sources.live.get(passage.key) for passage in change.old] if change else []
    same = [old for old in olds if old is not None and old.msgstr == msgstr]
    comments = same[0].comments if same else ()
    entry = replace(wanted, msgstr=msgstr, comments=comments)
    return _Filled(entry, replaces=tuple(old.key for old in same), found=True)


def _from_memory(wanted: Entry, sources: _Sources, changed: _Filled | None) -> _Filled:
    """A text that is new here: translated as the other documents agree, or as a version has it.

    That is better than the translation of an earlier text, which `changed` may hold.
    """
    if changed is not None and _current(changed.entry):
        return changed
    recall = sources.recall
    msgstr = recall.memory(wanted.key) or recall.kept(wanted.key)
    if not msgstr or recall.rejected(wanted.key, msgstr):
        return changed or _Filled(wanted)
    if changed is not None and not changed.entry.translated:
        return replace(changed, entry=replace(changed.entry, msgstr=msgstr), found=True)
    return _Filled(replace(wanted, msgstr=msgstr), found=True)


def _from_change(wanted: Entry, sources: _Sources) -> _Filled | None:
    """The entry that the old texts of a change give, or None where they have nothing to give."""
    change = sources.changes.get(wanted.key)
    if change is None or change.ambiguous:
        return None
    olds = [
        entry
        for passage in change.old
        if (entry := sources.live.get(passage.key) or sources.obsolete.get(passage.key))
        and entry.plural is None
    ]
    if not olds:
        return None
    if change.kind is ChangeKind.SPLIT:
        return _part(wanted, olds[0])
    if len(olds) > 1:
        return _joined(wanted, olds)
    return _revised(wanted, olds[0], change, sources)


def _revised(wanted: Entry, old: Entry, change: Change, sources: _Sources) -> _Filled:
    """One old text became one new text."""
    entry = replace(wanted, msgstr=old.msgstr, comments=old.comments, flags=old.flags)
    if not old.translated:
        return _Filled(entry, replaces=(old.key,))
    # What was rejected does not become current by an apostrophe.
    kept = sources.carry and not sources.recall.rejected(old.key, old.msgstr)
    if change.severity is Severity.NONE or (change.severity is Severity.COSMETIC and kept):
        if old.fuzzy:
            return _Filled(_fuzzy(entry, old.previous), replaces=(old.key,))
        from charter_i18n import normalise  # noqa: PLC0415 - slow to import, seldom needed

        msgstr = normalise.swap_urls(old.msgstr, old.msgid, wanted.msgid)
        if msgstr is not None:
            return _carried(replace(entry, msgstr=msgstr), old, change)
    return _Filled(_fuzzy(entry, _translates(old)), replaces=(old.key,))


def _translates(old: Entry) -> Key:
    """The text that a msgstr translates: the oldest one, over several revisions."""
    return old.previous if old.fuzzy and old.previous else old.key


def _carried(entry: Entry, old: Entry, change: Change) -> _Filled:
    """`entry` stays current; where its msgstr had to be altered, the old pair stays as well."""
    carried = Carry(change, old, entry) if change.severity is Severity.COSMETIC else None
    if entry.msgstr != old.msgstr:
        return _Filled(replace(entry, comments=()), carried=carried)
    return _Filled(entry, replaces=(old.key,), carried=carried)


def _fuzzy(entry: Entry, previous: Key | None) -> Entry:
    """`entry`, whose msgstr translates `previous`; a text that returned has no previous one."""
    return replace(entry, fuzzy=True, previous=None if previous == entry.key else previous)


def _part(wanted: Entry, old: Entry) -> _Filled:
    """One old text became several: each part gets its sentences, and the old pair stays."""
    if not old.translated:
        return _Filled(wanted)
    from charter_i18n import sentences  # noqa: PLC0415 - slow to import, seldom needed

    msgstr = sentences.part_of(old.msgstr, whole=old.msgid, part=wanted.msgid) or old.msgstr
    return _Filled(_fuzzy(replace(wanted, msgstr=msgstr), _translates(old)))


def _joined(wanted: Entry, olds: Sequence[Entry]) -> _Filled:
    """Several old texts became one: the old pairs stay as well."""
    translated = [entry for entry in olds if entry.translated]
    if not translated:
        return _Filled(wanted)
    texts = [_translates(entry) for entry in translated]
    previous = Key(" ".join(key.msgid for key in texts), texts[0].msgctxt)
    msgstr = " ".join(entry.msgstr for entry in translated)
    return _Filled(_fuzzy(replace(wanted, msgstr=msgstr), previous))


def _left_over(catalogue: Catalogue, filled: Sequence[_Filled]) -> tuple[Entry, ...]:
    """What no text of the template took up, as obsolete entries: the old ones, then the new."""
    taken = {key for item in filled for key in item.replaces}
    rest = [entry for entry in catalogue.entries if entry.key not in taken]
    kept = [entry for entry in rest if entry.obsolete]
    gone = [
        replace(entry, obsolete=True, extracted=(), references=(), raw="")
        for entry in rest
        if not entry.obsolete and (entry.translated or (entry.comments and not filled))
    ]
    return (*kept, *gone)


def _with_notes(filled: Sequence[_Filled], catalogue: Catalogue) -> tuple[_Filled, ...]:
    """Hand the notes on texts that are gone without a translation to an entry that stays.

    They cannot stay where they are: gettext drops an obsolete entry that has no msgstr.
    """
    places = {key: index for index, item in enumerate(filled) for key in item.replaces}
    notes: dict[int, tuple[str, ...]] = {}
    place = 0
    for entry in catalogue.entries:
        if entry.key in places:
            place = places[entry.key]
        elif entry.comments and not (entry.translated or entry.obsolete):
            about = f"({entry.msgid})".replace("\n", " ")
            notes[place] = (*notes.get(place, ()), about, *entry.comments)
    return tuple(
        replace(item, entry=_with_comments(item.entry, notes[index])) if index in notes else item
        for index, item in enumerate(filled)
    )


def _with_comments(entry: Entry, notes: tuple[str, ...]) -> Entry:
    return replace(entry, comments=(*entry.comments, *notes), raw="")
