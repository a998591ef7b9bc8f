"""The words of the page for severities, kinds, states and classes."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from charter_i18n.errors import Message, message
from charter_i18n.model import Kind, Severity

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
            "What a rule says has changed, or a reviewer rejected the translation."
        ),
        Severity.MAJOR: message("The wording has changed, and the meaning may have with it."),
        Severity.MINOR: message(
            "Punctuation, spelling or numbering has changed, or the translation is unfinished."
        ),
        Severity.COSMETIC: message("Nothing has changed that could alter the meaning."),
        Severity.NONE: message("No change to weigh: texts without a translation, or only moved."),
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


def name(value: StrEnum) -> Message:
    """The name of a state or a class, which the catalogues of this tool have as it is."""
    return Message(value.value)
