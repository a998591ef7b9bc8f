"""The classes of a change, its severity and its reason."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from charter_i18n import normalise
from charter_i18n.errors import Message
from charter_i18n.glossary import Glossary
from charter_i18n.lexicon import Lexicon
from charter_i18n.model import ChangeClass, Severity
from charter_i18n.severity import arrangement, labels, mending, pointing, reasons, spelling
from charter_i18n.severity.comparison import Comparison, compare
from charter_i18n.severity.nouns import SEVERITIES, Classification, Context, Finding, Proposal
from charter_i18n.severity.reading import read

_ORDER = tuple(SEVERITIES)


def classify(
    old: Sequence[str],
    new: Sequence[str],
    *,
    lexicon: Lexicon,
    glossary: Glossary | None = None,
    context: Context | None = None,
) -> Classification:
    """Weigh a change.

    Args:
        old: The msgids that were: one, or the parts that were merged.
        new: The msgids that are: one, or the parts that it was split into.
        lexicon: What is known of their language.
        glossary: The project's parties and terms.
        context: What the whole revision knows.

    Returns:
        The severity is the greatest of what the ladder of normalisation and the operators say;
        no change of a letter or a digit outside a URL is cosmetic. The classes stand in a fixed
        order, worst first, and the reason is that of the first.
    """
    context = context or Context()
    before, after = normalise.joined(old), normalise.joined(new)
    findings = list(_findings(before, after, lexicon, glossary, context))
    if context.moved:
        findings += _moved(after, lexicon, rewritten=bool(findings))
    if len(new) > 1:
        findings.append(Finding(ChangeClass.SPLIT, reasons.plain(ChangeClass.SPLIT)))
    if len(old) > 1:
        findings.append(Finding(ChangeClass.MERGED, reasons.plain(ChangeClass.MERGED)))
    found = _classification(findings, moved=context.moved)
    return replace(found, reason=_as_written(found.reason, curly="’" in before + after))


def unknown() -> Classification:
    """The classification of a translation of which nobody knows what it was made from."""
    reason = reasons.plain(ChangeClass.UNKNOWN)
    return Classification(Severity.MAJOR, (ChangeClass.UNKNOWN,), reason)


def _as_written(reason: Message, *, curly: bool) -> Message:
    """A reason that quotes with the apostrophes of the text."""
    if not curly:
        return reason
    fields = tuple(
        (name, value.replace("'", "’") if isinstance(value, str) else value)
        for name, value in reason.fields
    )
    return replace(reason, fields=fields)


def _classification(findings: Sequence[Finding], *, moved: bool) -> Classification:
    if not findings:
        return Classification(Severity.NONE, (), reasons.unchanged())
    ranked = sorted(findings, key=lambda finding: _ORDER.index(finding.kind))
    classes = tuple(dict.fromkeys(finding.kind for finding in ranked))
    severity = max(SEVERITIES[kind] for kind in classes)
    if moved and ranked[0].kind is ChangeClass.MOVED and ranked[0].reason.fields:
        severity = max(severity, Severity.MINOR)
    proposals = dict.fromkeys(edit for finding in ranked for edit in finding.proposals)
    return Classification(severity, classes, ranked[0].reason, tuple(proposals))


def _moved(text: str, lexicon: Lexicon, *, rewritten: bool) -> Iterator[Finding]:
    words = "" if rewritten else anaphoric_words(text, lexicon)
    reason = reasons.moved_anaphora(words) if words else reasons.plain(ChangeClass.MOVED)
    yield Finding(ChangeClass.MOVED, reason)


def anaphoric_words(text: str, lexicon: Lexicon) -> str:
    """The first words of a text that refer to what stands around it; empty if none do."""
    reading = read(normalise.typography(text), lexicon)
    found = next(lexicon.anaphora.find(reading.phrases), None)
    return reading.quote(found.positions) if found else ""


def _findings(
    old: str,
    new: str,
    lexicon: Lexicon,
    glossary: Glossary | None,
    context: Context,
) -> Iterator[Finding]:
    if old == new:
        return
    before, after = normalise.typography(old), normalise.typography(new)
    urls = _urls(old, new)
    if before == after:
        yield Finding(ChangeClass.TYPOGRAPHY, reasons.plain(ChangeClass.TYPOGRAPHY))
        return
    masked = [
        normalise.replace_urls(text, lambda _: normalise.URL_MARK) for text in (before, after)
    ]
    if masked[0] == masked[1]:
        yield Finding(ChangeClass.LINK, reasons.plain(ChangeClass.LINK), urls)
        return
    if urls:
        yield Finding(ChangeClass.LINK, reasons.plain(ChangeClass.LINK), urls)
    labelled = [labels.split(text, lexicon) for text in masked]
    if labelled[0].label != labelled[1].label:
        yield _relabelled(labelled[0].label, labelled[1].label)
        if labelled[0].text == labelled[1].text:
            return
    yield from _compared(labelled[0].text, labelled[1].text, lexicon, glossary, context)


def _urls(old: str, new: str) -> tuple[Proposal, ...]:
    """The absolute URLs that were replaced, in order, where there are as many as before."""
    before, after = normalise.urls(old), normalise.urls(new)
    if len(before) != len(after):
        return ()
    pairs = zip(before, after, strict=True)
    return tuple(Proposal(*pair) for pair in dict.fromkeys(pairs) if pair[0] != pair[1])


def _relabelled(old: str, new: str) -> Finding:
    proposals = (Proposal(pointing.number(old), pointing.number(new)),) if old and new else ()
    return Finding(ChangeClass.RENUMBERING, reasons.relabelled(old, new), proposals)


def _compared(
    old: str,
    new: str,
    lexicon: Lexicon,
    glossary: Glossary | None,
    context: Context,
) -> Iterator[Finding]:
    """What the operators say, what references say, then what is left for the ladder."""
    found = []
    arranged = arrangement.restored(old, new, lexicon)
    if arranged is not None:
        found.append(Finding(ChangeClass.WORDING, reasons.rearranged()))
        new = arranged
    right = mending.mended(old, new, lexicon)
    comparison = compare(*right, lexicon, glossary, context.renumbered)
    found += _altered(comparison)
    found += pointing.targets(comparison, context.renumbered)
    found += pointing.references(comparison, context.renumbered)
    yield from found
    own = comparison.reworded or comparison.added or comparison.deleted
    if own or not found:
        yield from _ladder(old, new, comparison, lexicon, alone=not found)


def _altered(comparison: Comparison) -> Iterator[Finding]:
    for alteration in comparison.altered:
        reason = reasons.altered(alteration, comparison)
        old, new = alteration.old, alteration.new
        denied = bool(old and old.negative), bool(new and new.negative)
        if alteration.kind is ChangeClass.MODALITY and denied[0] != denied[1]:
            yield Finding(ChangeClass.NEGATION, reason)
        yield Finding(alteration.kind, reason)


def _ladder(
    old: str,
    new: str,
    comparison: Comparison,
    lexicon: Lexicon,
    *,
    alone: bool,
) -> Iterator[Finding]:
    if alone:
        minor = _minor(old, new, comparison, lexicon)
        if minor is not None:
            yield Finding(minor, reasons.plain(minor))
            return
    for passage in comparison.added:
        words = reasons.cite(comparison.new, passage)
        yield Finding(ChangeClass.ADDITION, reasons.put_in(words))
    for passage in comparison.deleted:
        words = reasons.cite(comparison.old, passage)
        yield Finding(ChangeClass.DELETION, reasons.taken_out(words))
    own = comparison.added or comparison.deleted
    if comparison.reworded or (alone and not own):
        yield Finding(ChangeClass.WORDING, _rewording(comparison))


def _minor(
    old: str,
    new: str,
    comparison: Comparison,
    lexicon: Lexicon,
) -> ChangeClass | None:
    readings = comparison.old.reading, comparison.new.reading
    if normalise.letters(old) == normalise.letters(new):
        return ChangeClass.PUNCTUATION
    if spelling.same_words(*readings):
        mended = (old, new) != tuple(reading.text for reading in readings)
        return ChangeClass.SPELLING if mended else ChangeClass.PUNCTUATION
    references = [
        [one for one in side.operators if one.kind is ChangeClass.REFERENCE]
        for side in (comparison.old, comparison.new)
    ]
    if (
        spelling.same_letters(old, new)
        or spelling.only(*readings, comparison.pairing, lexicon)
        or spelling.same_values(*readings, comparison.pairing, (references[0], references[1]))
    ):
        return ChangeClass.SPELLING
    return None


def _rewording(comparison: Comparison) -> Message:
    for hunk in comparison.pairing.hunks:
        old = reasons.cite(comparison.old, hunk.old)
        new = reasons.cite(comparison.new, hunk.new)
        if old or new:
            return reasons.reworded(old, new)
    return reasons.plain(ChangeClass.WORDING)


def anaphora(text: str, *, lexicon: Lexicon) -> bool:
    """Whether a text refers to what stands around it, so that moving it changes its sense.

    Args:
        text: A msgid.
        lexicon: What is known of its language.
    """
    return bool(anaphoric_words(text, lexicon))
