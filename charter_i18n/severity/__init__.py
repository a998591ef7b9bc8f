"""How much a change of a source matters to its translations, and why.

The severity is the maximum of what two judges say. The ladder of normalisation tells a change of
blanks from one of punctuation, of spelling, of wording. The operators (negation, modality, number,
scope, exception, coordination) tell whether a clause that still stands now says something else,
however few letters that took.
"""

from charter_i18n.severity.classifying import anaphora, classify, unknown
from charter_i18n.severity.labels import renumbering
from charter_i18n.severity.nouns import SEVERITIES, Classification, Context, Proposal

__all__ = [
    "SEVERITIES",
    "Classification",
    "Context",
    "Proposal",
    "anaphora",
    "classify",
    "renumbering",
    "unknown",
]
