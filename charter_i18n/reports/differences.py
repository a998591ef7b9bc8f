"""What the formats of a diff have in common."""

from collections import Counter

from charter_i18n.difference import Diff, Difference
from charter_i18n.errors import Message, message
from charter_i18n.model import Change, ChangeClass
from charter_i18n.reports import counted, words


def kind(item: Difference) -> Message:
    """Severity and kind of a change: `critical revised`."""
    change = item.change
    if not change.severity:
        return message(change.kind.value)
    return message(
        "{severity} {kind}",
        severity=message(str(change.severity)),
        kind=message(change.kind.value),
    )


def shown_classes(change: Change) -> tuple[ChangeClass, ...]:
    """In what respects a text changed, without what its kind says already (`split`)."""
    return tuple(name for name in change.classes if name.value != change.kind.value)


def classes(item: Difference) -> Message:
    """In what respects a text changed, with commas between."""
    return counted.listed(message(name.value) for name in shown_classes(item.change))


def place(item: Difference) -> str:
    """The document of a change, with the line where the text stands now."""
    change = item.change
    return f"{item.document}:{change.new[0].line}" if change.new else item.document


def section(item: Difference) -> str:
    """The path of headings above a change."""
    passage = (item.change.new or item.change.old)[0]
    return words.SECTION_SEPARATOR.join(passage.section)


def origin(item: Difference, found: Diff) -> Message | None:
    """The document that a text left, where it is another one and not the same renamed."""
    if not item.old_document or (item.old_document, item.document) in found.renamed:
        return None
    return message("from {document}", document=item.old_document)


def renamed(found: Diff) -> tuple[Message, ...]:
    """Which documents have another name now."""
    return tuple(message("{old} is now {new}", old=old, new=new) for old, new in found.renamed)


def summary(found: Diff) -> Message:
    """How many changes there are of each severity, and what that means for the version."""
    rated = Counter(item.change.severity for item in found.differences)
    unrated = (item.change.kind for item in found.differences if not item.change.severity)
    parts = [*counted.severities(rated), *counted.kinds(Counter(unrated))]
    if not parts and not found.least_bump:
        return message("nothing changed")
    return message(
        "{changes}; least bump of the version: {bump}",
        changes=counted.listed(parts) if parts else message("no text to translate changed"),
        bump=message(str(found.least_bump)),
    )
