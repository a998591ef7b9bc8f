"""The words of the page for severities, states, classes and kinds."""

from collections.abc import Mapping
from types import MappingProxyType

from charter_i18n.errors import Message, message
from charter_i18n.model import ChangeClass, Kind, Severity

SEVERITIES: Mapping[Severity, Message] = MappingProxyType(
    {
        Severity.CRITICAL: message("critical"),
        Severity.MAJOR: message("major"),
        Severity.MINOR: message("minor"),
        Severity.COSMETIC: message("cosmetic"),
        Severity.NONE: message("unrated"),
    }
)
"""Worst first: the order of the page."""

EXPLANATIONS: Mapping[Severity, Message] = MappingProxyType(
    {
        Severity.CRITICAL: message(
            "What a rule says has changed: its force, its scope, a figure or an exception."
        ),
        Severity.MAJOR: message("The wording has changed, and the meaning may have with it."),
        Severity.MINOR: message(
            "Punctuation, spelling or numbering has changed; the translation may need the same edit."
        ),
        Severity.COSMETIC: message("Nothing has changed that could alter the meaning."),
        Severity.NONE: message("No change of the source to weigh: to translate, finish or correct."),
    }
)

STATES: Mapping[str, Message] = MappingProxyType(
    {
        "current": message("current"),
        "unfinished": message("unfinished"),
        "stale": message("stale"),
        "rejected": message("rejected"),
        "untranslated": message("untranslated"),
        "carried": message("carried over"),
    }
)
"""By the names of `State` and `ItemState`; the first five are the parts of a bar, in order."""

CLASSES: Mapping[ChangeClass, Message] = MappingProxyType(
    {
        ChangeClass.NEGATION: message("negation"),
        ChangeClass.MODALITY: message("modality"),
        ChangeClass.NUMBER: message("number"),
        ChangeClass.SCOPE: message("scope"),
        ChangeClass.EXCEPTION: message("exception"),
        ChangeClass.COORDINATION: message("coordination"),
        ChangeClass.ACTOR: message("actor"),
        ChangeClass.TERM: message("term"),
        ChangeClass.REFERENCE: message("reference"),
        ChangeClass.ADDITION: message("addition"),
        ChangeClass.DELETION: message("deletion"),
        ChangeClass.WORDING: message("wording"),
        ChangeClass.UNKNOWN: message("unknown"),
        ChangeClass.RENUMBERING: message("renumbering"),
        ChangeClass.SPELLING: message("spelling"),
        ChangeClass.PUNCTUATION: message("punctuation"),
        ChangeClass.LINK: message("link"),
        ChangeClass.TYPOGRAPHY: message("typography"),
        ChangeClass.MOVED: message("moved"),
        ChangeClass.SPLIT: message("split"),
        ChangeClass.MERGED: message("merged"),
    }
)

KINDS: Mapping[Kind, Message] = MappingProxyType(
    {
        Kind.HEADING: message("heading"),
        Kind.PARAGRAPH: message("paragraph"),
        Kind.LIST_ITEM: message("list item"),
        Kind.QUOTE: message("quote"),
        Kind.TABLE_CELL: message("table cell"),
        Kind.TERM: message("defined term"),
        Kind.DEFINITION: message("definition"),
        Kind.FOOTNOTE: message("footnote"),
        Kind.IMAGE_ALT: message("image description"),
        Kind.REFERENCE_TITLE: message("link title"),
        Kind.FRONT_MATTER: message("front matter"),
        Kind.HTML: message("HTML block"),
    }
)
