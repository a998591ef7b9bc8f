"""Why a change matters, in words: one line that quotes what changed."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from charter_i18n.errors import Message, message
from charter_i18n.model import ChangeClass
from charter_i18n.normalise import URL_MARK
from charter_i18n.severity.alterations import Alteration
from charter_i18n.severity.comparison import Comparison
from charter_i18n.severity.nouns import Operator
from charter_i18n.severity.sides import Side

_LONGEST_QUOTE = 70

_RUNGS: Mapping[str, Message] = MappingProxyType(
    {
        "prohibition": message("prohibition"),
        "obligation": message("obligation"),
        "result": message("obligation of result"),
        "means": message("obligation of means"),
        "recommendation": message("recommendation"),
        "permission": message("permission"),
        "exemption": message("exemption"),
    },
)
_LADDER = ("permission", "recommendation", "means", "result", "obligation")

_LOST: Mapping[ChangeClass, Message] = MappingProxyType(
    {
        ChangeClass.NEGATION: message("{old} taken out: the clause is no longer negated"),
        ChangeClass.MODALITY: message("{old} taken out: {before} turned into a plain rule"),
        ChangeClass.NUMBER: message("{old} taken out: the figure is gone"),
        ChangeClass.SCOPE: message("{old} taken out: what the clause covers has changed"),
        ChangeClass.EXCEPTION: message("{old} taken out: an exception or condition is gone"),
        ChangeClass.COORDINATION: message("{old} taken out: what was joined now stands alone"),
        ChangeClass.ACTOR: message("{old} taken out: the clause no longer names this party"),
        ChangeClass.TERM: message("{old} taken out: the clause no longer uses this term"),
    },
)
_GAINED: Mapping[ChangeClass, Message] = MappingProxyType(
    {
        ChangeClass.NEGATION: message("{new} put in: the clause is now negated"),
        ChangeClass.MODALITY: message("{new} put in: a plain rule turned into {after}"),
        ChangeClass.NUMBER: message("{new} put in: the clause now names a figure"),
        ChangeClass.SCOPE: message("{new} put in: what the clause covers has changed"),
        ChangeClass.EXCEPTION: message("{new} put in: an exception or condition is new"),
        ChangeClass.COORDINATION: message("{new} put in: something is joined to what stood alone"),
        ChangeClass.ACTOR: message("{new} put in: the clause now names this party"),
        ChangeClass.TERM: message("{new} put in: the clause now uses this term"),
    },
)
_REPLACED: Mapping[ChangeClass, Message] = MappingProxyType(
    {
        ChangeClass.NEGATION: message("{old} → {new}: the negation has changed"),
        ChangeClass.NUMBER: message("{old} → {new}: the figure has changed"),
        ChangeClass.SCOPE: message("{old} → {new}: what the clause covers has changed"),
        ChangeClass.EXCEPTION: message("{old} → {new}: the exception or condition has changed"),
        ChangeClass.COORDINATION: message("{old} → {new}: what is joined is joined otherwise"),
        ChangeClass.ACTOR: message("{old} → {new}: another party"),
        ChangeClass.TERM: message("{old} → {new}: another term"),
    },
)
_PLAIN: Mapping[ChangeClass, Message] = MappingProxyType(
    {
        ChangeClass.TYPOGRAPHY: message(
            "only blanks, apostrophes, quotation marks or dashes differ",
        ),
        ChangeClass.LINK: message("only the addresses of links differ"),
        ChangeClass.PUNCTUATION: message("only punctuation, capitals, accents or emphasis differ"),
        ChangeClass.SPELLING: message("only the spelling of words differs"),
        ChangeClass.WORDING: message("the wording has changed"),
        ChangeClass.UNKNOWN: message("what the translation was made from is unknown"),
        ChangeClass.MOVED: message("the text has moved"),
        ChangeClass.SPLIT: message("the text was split"),
        ChangeClass.MERGED: message("texts were merged"),
    },
)


def plain(kind: ChangeClass) -> Message:
    """The reason of a class that has nothing to quote."""
    return _PLAIN[kind]


def unchanged() -> Message:
    """The reason for no severity."""
    return message("nothing has changed")


def moved_anaphora(words: str) -> Message:
    """A text that moved and refers to what stands around it."""
    return message("moved, and {words} refers to what stands around it", words=words)


def relabelled(old: str, new: str) -> Message:
    """The segment's own label changed."""
    if not old or not new:
        return message("the label {label} has come or gone", label=old or new)
    return message("{old} → {new}: the label of this segment", old=old, new=new)


def renumbered(old: str, new: str) -> Message:
    """A reference follows what this revision renumbered."""
    return message("{old} → {new}: follows the renumbering", old=old, new=new)


def referred(old: str, new: str) -> Message:
    """A reference points elsewhere."""
    if URL_MARK in (old, new):
        return message("a link has come or gone")
    if not old:
        return message("{new} put in: a new reference", new=new)
    if not new:
        return message("{old} taken out: a reference is gone", old=old)
    return message("{old} → {new}: the reference points elsewhere", old=old, new=new)


def refigured(old: str, new: str) -> Message:
    """A figure in brackets changed."""
    return message("{old} → {new}: the figure has changed", old=old, new=new)


def noted(mark: str) -> Message:
    """The number of a note came or went."""
    return message("the mark {mark} has come or gone", mark=mark)


def rearranged() -> Message:
    """Sentences changed places."""
    return message("sentences have changed places")


def put_in(words: str) -> Message:
    """A clause, sentence or member of a list is new."""
    return message("put in: {words}", words=words)


def taken_out(words: str) -> Message:
    """A clause, sentence or member of a list is gone."""
    return message("taken out: {words}", words=words)


def reworded(old: str, new: str) -> Message:
    """Other words changed."""
    if old and new:
        return message("{old} → {new}: the wording has changed", old=old, new=new)
    return put_in(new) if new else taken_out(old) if old else plain(ChangeClass.WORDING)


def altered(alteration: Alteration, comparison: Comparison) -> Message:
    """An operator was lost, gained or replaced."""
    old, new = alteration.old, alteration.new
    fields: list[tuple[str, object]] = []
    if old is not None:
        fields.append(("old", quote(comparison.old, old)))
        fields.append(("before", _RUNGS.get(old.value, old.value)))
    if new is not None:
        fields.append(("new", quote(comparison.new, new)))
        fields.append(("after", _RUNGS.get(new.value, new.value)))
    return replace(_template(alteration), fields=tuple(fields))


def _template(alteration: Alteration) -> Message:
    old, new = alteration.old, alteration.new
    if new is None:
        return _LOST[alteration.kind]
    if old is None:
        return _GAINED[alteration.kind]
    if alteration.kind is ChangeClass.MODALITY:
        return _step(old.value, new.value)
    return _REPLACED[alteration.kind]


def _step(old: str, new: str) -> Message:
    if (old, new) == ("result", "means"):
        return message("{old} → {new}: obligation of result weakened to one of means")
    if (old, new) == ("means", "result"):
        return message("{old} → {new}: obligation of means strengthened to one of result")
    if old not in _LADDER or new not in _LADDER:
        return message("{old} → {new}: {before} turned into {after}")
    if _LADDER.index(new) < _LADDER.index(old):
        return message("{old} → {new}: {before} weakened to {after}")
    return message("{old} → {new}: {before} strengthened to {after}")


def quote(side: Side, operator: Operator) -> str:
    """An operator's words."""
    return side.reading.quote(operator.positions)


def cite(side: Side, passage: range) -> str:
    """The words of a passage, shortened where it is long."""
    words = side.reading.quote(passage).strip(" ,;")
    if len(words) <= _LONGEST_QUOTE:
        return words
    return words[:_LONGEST_QUOTE].rpartition(" ")[0] + " …"
