"""Why a change matters, in words: one line that quotes what changed."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from charter_i18n.errors import Message, message
from charter_i18n.model import ChangeClass
from charter_i18n.severity.alterations import Alteration, Side
from charter_i18n.severity.comparison import Comparison
from charter_i18n.severity.nouns import Proposal
from charter_i18n.severity.operator import Operator
from charter_i18n.severity.reading import Reading

_LONGEST_QUOTE = 60

_RUNGS: Mapping[str, Message] = MappingProxyType(
    {
        "prohibition": message("prohibition"),
        "obligation": message("obligation"),
        "result": message("obligation of result"),
        "means": message("obligation of means"),
        "recommendation": message("recommendation"),
        "permission": message("permission"),
    },
)
_STRENGTH = ("permission", "recommendation", "means", "result", "obligation")

_LOST: Mapping[ChangeClass, str] = MappingProxyType(
    {
        ChangeClass.NEGATION: "{old} taken out: the clause is no longer negated",
        ChangeClass.NUMBER: "{old} taken out: the figure is gone",
        ChangeClass.SCOPE: "{old} taken out: what the clause covers has changed",
        ChangeClass.EXCEPTION: "{old} taken out: an exception or condition is gone",
        ChangeClass.COORDINATION: "{old} taken out: one of the things joined is gone",
        ChangeClass.ACTOR: "{old} taken out: the clause no longer names this party",
        ChangeClass.TERM: "{old} taken out: the clause no longer uses this term",
    },
)
_GAINED: Mapping[ChangeClass, str] = MappingProxyType(
    {
        ChangeClass.NEGATION: "{new} put in: the clause is now negated",
        ChangeClass.NUMBER: "{new} put in: the clause now names a figure",
        ChangeClass.SCOPE: "{new} put in: what the clause covers has changed",
        ChangeClass.EXCEPTION: "{new} put in: the clause now has an exception or condition",
        ChangeClass.COORDINATION: "{new} put in: something is joined to what stood alone",
        ChangeClass.ACTOR: "{new} put in: the clause now names this party",
        ChangeClass.TERM: "{new} put in: the clause now uses this term",
    },
)
_REPLACED: Mapping[ChangeClass, str] = MappingProxyType(
    {
        ChangeClass.NEGATION: "{old} → {new}: the negation has changed",
        ChangeClass.NUMBER: "{old} → {new}: the figure has changed",
        ChangeClass.SCOPE: "{old} → {new}: what the clause covers has changed",
        ChangeClass.EXCEPTION: "{old} → {new}: the exception or condition has changed",
        ChangeClass.COORDINATION: "{old} → {new}: the way the things are joined has changed",
        ChangeClass.ACTOR: "{old} → {new}: another party",
        ChangeClass.TERM: "{old} → {new}: another term",
    },
)
