"""What a text points to, and whether that followed a renumbering: references, links, notes."""

from collections.abc import Iterator, Mapping

from charter_i18n.model import ChangeClass
from charter_i18n.severity import reasons
from charter_i18n.severity.comparison import Comparison
from charter_i18n.severity.nouns import Finding, Proposal


def number(name: str) -> str:
    """What is counted in a label or a reference: `5` of `article 5`."""
    return name.rpartition(" ")[2]


def references(comparison: Comparison, renumbered: Mapping[str, str]) -> Iterator[Finding]:
    """What became of the references that changed: each follows the renumbering or does not."""
    gained = list(comparison.gained)
    elsewhere = []
    for lost in comparison.lost:
        expected = renumbered.get(lost.value)
        follower = next((one for one in gained if one.value == expected), None)
        if follower is None:
            elsewhere.append(lost)
            continue
        gained.remove(follower)
        pair = (
            reasons.quote(comparison.old, lost),
            reasons.quote(comparison.new, follower),
        )
        numbers = Proposal(number(lost.value), number(follower.value))
        yield Finding(ChangeClass.RENUMBERING, reasons.renumbered(*pair), (numbers,))
    for place in range(max(len(elsewhere), len(gained))):
        old = reasons.quote(comparison.old, elsewhere[place]) if place < len(elsewhere) else ""
        new = reasons.quote(comparison.new, gained[place]) if place < len(gained) else ""
        yield Finding(ChangeClass.REFERENCE, reasons.referred(old, new))


def targets(comparison: Comparison, renumbered: Mapping[str, str]) -> Iterator[Finding]:
    """Fragments, relative links, footnotes: what the text points to without naming it."""
    lost = list(comparison.old.reading.targets)
    gained = []
    for target in comparison.new.reading.targets:
        if target in lost:
            lost.remove(target)
        else:
            gained.append(target)
    stale = _names_moved_place(comparison, renumbered)
    for target in list(lost):
        follower = renumbered.get(target.casefold(), "")
        if follower in gained and not stale:
            lost.remove(target)
            gained.remove(follower)
            edit = Proposal(target, follower)
            reason = reasons.renumbered(target, follower)
            yield Finding(ChangeClass.RENUMBERING, reason, (edit,))
    for place in range(max(len(lost), len(gained))):
        old = lost[place] if place < len(lost) else ""
        new = gained[place] if place < len(gained) else ""
        yield _pointed(old, new)


def _names_moved_place(comparison: Comparison, renumbered: Mapping[str, str]) -> bool:
    """Whether the text still names the old number of a place that was renumbered."""
    followed = {one.value for one in comparison.lost}
    named = {one.value for one in comparison.old.operators if one.kind is ChangeClass.REFERENCE}
    return any(renumbered.get(value, value) != value for value in named - followed)


def _pointed(old: str, new: str) -> Finding:
    """A target that came, went or changed; the number of a note, *(1)*, may be a figure too."""
    if not (old or new).startswith("("):
        return Finding(ChangeClass.REFERENCE, reasons.referred(old, new))
    if old and new:
        return Finding(ChangeClass.NUMBER, reasons.refigured(old, new))
    return Finding(ChangeClass.RENUMBERING, reasons.noted(old or new))
