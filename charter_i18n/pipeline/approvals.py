"""What reviewers approved last of texts that have changed since."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from charter_i18n import template
from charter_i18n.errors import Message
from charter_i18n.model import ChangeClass, Entry, Key, Passage, Severity
from charter_i18n.review import Ledger, Pair, Verdict
from charter_i18n.revision import Language, revise


@dataclass(frozen=True, slots=True)
class Approved:
    """The texts that a reviewer approved last, where these are others now.

    `severity`, `classes` and `reason` say what the change of the source means.
    """

    source: str
    target: str
    severity: Severity = Severity.NONE
    classes: tuple[ChangeClass, ...] = ()
    reason: Message | None = None


def approved_before(
    entries: Sequence[Entry], ledger: Ledger, spoken: Language
) -> Mapping[Key, Approved]:
    """For entries that are not approved as they are: what was approved of them last.

    It is looked for under the same text, then along the cosmetic changes that the ledger records,
    then by aligning the texts that were approved and have gone with those that are open.
    """
    found: dict[Key, Approved] = {}
    open_entries: list[Entry] = []
    for entry in entries:
        verdict = ledger.verdict(Pair.of(entry.key, entry.msgstr))
        if verdict is not None and verdict.verdict is Verdict.APPROVED:
            continue
        pair = _approved_pair(entry, ledger)
        if pair is None:
            open_entries.append(entry)
        else:
            found[entry.key] = _judged(pair, entry, spoken)
    standing = {entry.key for entry in entries}
    gone = [record.pair for record in ledger.approvals if record.pair.key not in standing]
    if gone and open_entries:
        found |= _aligned(gone, open_entries, spoken)
    return found


def _approved_pair(entry: Entry, ledger: Ledger) -> Pair | None:
    """What was approved under the same text, or before it was carried."""
    record = ledger.approval(entry.key)
    if record is not None:
        return record.pair
    pair, seen = Pair.of(entry.key, entry.msgstr), set()
    while pair not in seen:
        seen.add(pair)
        carried = ledger.carried(pair)
        if carried is None or carried.previous is None:
            return None
        pair = carried.previous
        verdict = ledger.verdict(pair)
        if verdict is not None:
            return pair if verdict.verdict is Verdict.APPROVED else None
    return None


def _judged(pair: Pair, entry: Entry, spoken: Language) -> Approved:
    from charter_i18n import severity  # noqa: PLC0415 - slow to import

    if pair.source == entry.msgid:
        return Approved(pair.source, pair.target)
    judged = severity.classify(
        [pair.source], [entry.msgid], lexicon=spoken.lexicon, glossary=spoken.glossary
    )
    return Approved(pair.source, pair.target, judged.severity, judged.classes, judged.reason)


def _aligned(
    gone: Sequence[Pair], entries: Sequence[Entry], spoken: Language
) -> Mapping[Key, Approved]:
    """The approved texts that became those of `entries`."""
    targets = {pair.key: pair.target for pair in gone}
    old = [Passage(pair.source, pair.msgctxt or None) for pair in gone]
    found: dict[Key, Approved] = {}
    for change in revise(old, template.passages(entries), spoken).changes:
        if not change.old or change.ambiguous:
            continue
        before = Approved(
            " ".join(passage.msgid for passage in change.old),
            " ".join(targets[passage.key] for passage in change.old),
            change.severity,
            change.classes,
            change.reason,
        )
        found |= {passage.key: before for passage in change.new}
    return found
