"""What changed between two revisions of a text, and how much it matters.

The seam between the parts: `alignment` pairs old and new, `severity` judges each pair, and
`merge`, `diff` and the reports read the result. It depends on the texts alone, so that all
catalogues with the same old texts share it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from charter_i18n.errors import Message, message
from charter_i18n.glossary import Glossary
from charter_i18n.lexicon import Lexicon
from charter_i18n.model import Change, ChangeKind, Kind, Match, Passage


@dataclass(frozen=True, slots=True)
class Language:
    """What is known of the source language: its lexicon, and the project's own terms."""

    lexicon: Lexicon
    glossary: Glossary | None = None


@dataclass(frozen=True, slots=True)
class Revision:
    """What changed between two revisions of one document; texts that did not are left out."""

    changes: tuple[Change, ...] = ()


_REASONS: Mapping[ChangeKind, Message] = {
    ChangeKind.ADDED: message("a new text"),
    ChangeKind.REMOVED: message("the text is gone"),
}
_UNCLEAR = message("a new text; it resembles more than one that was there")


def revise(
    old: Sequence[Passage],
    new: Sequence[Passage],
    language: Language,
    *,
    obsolete: Sequence[Passage] = (),
) -> Revision:
    """Pair `old` and `new` texts and judge each pair.

    `obsolete` are texts that stood in earlier revisions and may return.
    """
    # Slow to import, and not needed while nothing changes.
    from charter_i18n import alignment, severity  # noqa: PLC0415

    nouns = language.lexicon.references.labels
    found = alignment.match(old, new, obsolete=obsolete, label_nouns=nouns)
    known = (*old, *obsolete)
    pairs = alignment.corresponding(known, new, found, label_nouns=nouns)
    titles = {passage.msgid for passage in new if passage.kind is Kind.HEADING}
    headings = [pair for pair in pairs if pair[1] in titles]
    renumbered = severity.renumbering(pairs, lexicon=language.lexicon, headings=headings)
    changes = []
    for match in found.matches:
        before = tuple(known[index] for index in match.old)
        after = tuple(new[index] for index in match.new)
        if match.kind is ChangeKind.UNCHANGED and before[0].key == after[0].key:
            continue
        change = Change(
            match.kind,
            before,
            after,
            reason=_UNCLEAR if match.ambiguous else _REASONS.get(match.kind),
            score=match.score,
            ambiguous=match.ambiguous,
            returned=any(index >= len(old) for index in match.old),
        )
        changes.append(_judged(change, match, language, renumbered))
    return Revision(tuple(changes))


def _judged(
    change: Change, match: Match, language: Language, renumbered: Mapping[str, str]
) -> Change:
    """`change` with its severity, classes and reason."""
    from charter_i18n import severity  # noqa: PLC0415 - slow to import

    if change.ambiguous or not change.old or not change.new:
        return change
    context = severity.Context(
        renumbered=renumbered,
        moved=match.moved or change.kind is ChangeKind.MOVED,
        kind=change.new[0].kind,
    )
    judged = severity.classify(
        [passage.msgid for passage in change.old],
        [passage.msgid for passage in change.new],
        lexicon=language.lexicon,
        glossary=language.glossary,
        context=context,
    )
    return replace(change, severity=judged.severity, classes=judged.classes, reason=judged.reason)
