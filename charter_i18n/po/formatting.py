r"""Formats single entries through polib, and mends what polib would spoil.

polib is imported when the first entry is formatted: a catalogue that does not change never needs
it. What is mended: its writer breaks strings at every character that `str.splitlines` knows
(U+2028, U+0085, `\v`, `\f`, …), writes `\a` raw where gettext escapes it, drops an empty
msgid_plural, and puts a blank behind the `#` of an empty comment.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from charter_i18n.model import Entry
from charter_i18n.po import comments, plain

# Characters at which polib would break a string, or which it would not escape as gettext does,
# pass through polib as lone surrogates: no text that can be encoded holds one.
_WRITTEN: Final = {
    "\a": r"\a",
    "\v": r"\v",
    "\f": r"\f",
    "\r": r"\r",
    **{character: character for character in "\x1c\x1d\x1e\x85\u2028\u2029"},
}
_MASK: Final = {ord(found): 0xDC80 + place for place, found in enumerate(_WRITTEN)}
_UNMASK: Final = {0xDC80 + place: written for place, written in enumerate(_WRITTEN.values())}
_EMPTY: Final = "\udcff"  # polib drops an empty msgid_plural


def format_entry(entry: Entry) -> str:
    r"""The lines of an entry in the project's profile, from its fields; `raw` is not looked at.

    Parsing them gives the same fields, except that `#|` is written for fuzzy entries only, `#.`
    and `#:` for live ones only (msgmerge and translate-toolkit drop them from obsolete ones), a
    comment that ends in a backslash gets a blank after it, and one of several lines becomes
    several. The text ends with a line end (LF).
    """
    return _comments(entry) + (_bare(entry) or _fields(entry))


def format_bare(entry: Entry) -> str | None:
    """As `format_entry`, but None where that needs polib, which is slow to import."""
    fields = _bare(entry)
    return None if fields is None else _comments(entry) + fields


def _comments(entry: Entry) -> str:
    own = _lines(comments.comment_lines(entry.comments, "#")) if entry.comments else ""
    return own if entry.obsolete else own + _tool_lines(entry.extracted, entry.references)


@lru_cache(maxsize=256)
def _tool_lines(extracted: tuple[str, ...], references: tuple[str, ...]) -> str:
    """The tool's own lines; neighbours in one section often share them."""
    found = comments.comment_lines(extracted, "#."), comments.reference_lines(references)
    return _lines((*found[0], *found[1]))


def _lines(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def _bare(entry: Entry) -> str | None:
    """The fields of an entry with a msgid and a msgstr of one line, as most of a template have."""
    has_more = entry.fuzzy or entry.obsolete or entry.flags or entry.plural
    if has_more or entry.msgctxt is not None:
        return None
    return plain.fields(entry.msgid, entry.msgstr)


def _fields(entry: Entry) -> str:
    """The flags, previous texts and fields of an entry, as polib writes them."""
    import polib  # noqa: PLC0415 - costs 14 ms that a run without changes does not need

    plural = entry.plural
    previous = entry.previous if entry.fuzzy else None
    record = polib.POEntry(
        msgid=entry.msgid.translate(_MASK),
        msgstr=entry.msgstr.translate(_MASK),
        msgctxt=_masked(entry.msgctxt),
        msgid_plural=(_masked(plural.msgid) or _EMPTY) if plural else "",
        msgstr_plural=_forms(plural.msgstrs) if plural else {},
        flags=[comments.FUZZY, *entry.flags] if entry.fuzzy else [*entry.flags],
        obsolete=entry.obsolete,
        previous_msgctxt=_masked(previous.msgctxt) if previous else None,
        previous_msgid=_masked(previous.msgid) if previous else None,
        previous_msgid_plural=_masked(entry.previous_plural) if previous else None,
    )
    return record.__unicode__(wrapwidth=0).replace(_EMPTY, "").translate(_UNMASK)


def _masked(text: str | None) -> str | None:
    return None if text is None else text.translate(_MASK)


def _forms(msgstrs: Iterable[str]) -> dict[int, str]:
    """The plural forms by number; an entry without any gets an empty first one."""
    return {number: text.translate(_MASK) for number, text in enumerate(msgstrs)} or {0: ""}
