"""A value written as a YAML scalar, in the style of the scalar that it replaces."""

import re
from collections.abc import Iterator

from charter_i18n.errors import InputError
from charter_i18n.formats import _yaml, _yaml_lines
from charter_i18n.formats._scalar import STRING
from charter_i18n.model import Slot, SlotStyle

# Wherever one reader of YAML or another would see more than text, the value is quoted.
_INDICATED = re.compile(r"\A(?:[\s\-?:,\[\]{}#&*!|>'\"%@`]|\.\.\.)|:(?:\s|\Z)|\s#|[\t\n]|\s\Z|\A\Z")
_INDICATED_IN_FLOW = re.compile(r"[,:?\[\]{}]")
_TYPED = re.compile(
    r"~|=|<<|null|y|n|yes|no|true|false|on|off"
    r"|[-+]?\.?[0-9][0-9_.,:+\-tz ]*(?:e[-+]?[0-9]+)?|[-+]?0[xob][0-9a-f_]+|[-+]?\.(?:inf|nan)",
    re.IGNORECASE,
)  # YAML 1.1, language-independent types, and section 10.2.1.2 of YAML 1.2
# What no scalar but one in double quotes holds as it is, beside newlines and tabs.
_SPECIAL = (
    r"[^\n\t\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_UNPRINTABLE = re.compile(_SPECIAL)  # YAML 1.1, section 5.1.1
_ESCAPED = re.compile(rf"{_SPECIAL}|[\"\\\n\t]")
_SHORT_ESCAPES = {
    '"': '\\"',
    "\\": "\\\\",
    "\n": "\\n",
    "\r": "\\r",
    "\t": "\\t",
    "\x85": "\\N",
    "\u2028": "\\L",
    "\u2029": "\\P",
}  # YAML 1.1, section 5.6


def write(text: str, slot: Slot, value: str) -> str:
    """What replaces the scalar `text` so that its value is `value`.

    A value that the style of `text` cannot hold is put in quotes. Every candidate is read back
    before it is taken; the last, in double quotes, can hold every string.
    """
    for candidate in _candidates(text, slot, value):
        if _reads_back(candidate, slot, value):
            return candidate
    header = _yaml.HEADER.match(text)
    return _double(value) + (header["comment"] if header else "")


def _candidates(text: str, slot: Slot, value: str) -> Iterator[str]:
    if _UNPRINTABLE.search(value):
        return
    if slot.quote in ("|", ">"):
        yield from _blocks(text, slot, value)
    if not slot.quote and _is_plain(value, flow=slot.style is SlotStyle.YAML_FLOW):
        yield value
    if slot.quote in ("", "'") and "\n" not in value:
        yield "'" + value.replace("'", "''") + "'"


def _is_plain(value: str, *, flow: bool) -> bool:
    if _INDICATED.search(value) or _TYPED.fullmatch(value):
        return False
    return not (flow and _INDICATED_IN_FLOW.search(value))


def _double(value: str) -> str:
    return '"' + _ESCAPED.sub(_escape, value) + '"'


def _escape(found: re.Match[str]) -> str:
    character = found.group()
    return _SHORT_ESCAPES.get(character, f"\\u{ord(character):04X}")


def _blocks(text: str, slot: Slot, value: str) -> Iterator[str]:
    """The value as a block scalar under the header of `text`.

    The newlines at its end are not written: they follow the scalar in the front matter.
    """
    header = _yaml.HEADER.match(text)
    body = value.removesuffix(_tail(slot))
    # Without content, a comment behind the scalar could become its content.
    if header is None or not header["newline"] or not body.strip():
        return
    # The indent is read off the first line; libyaml refuses even a tab there.
    if body.lstrip("\n").startswith((" ", "\t")) and not _digit(header):
        return
    if slot.quote == ">":
        yield header.group() + _lines(_unfolded(body), slot.prefix, header["newline"])
    yield "|" + header.group()[1:] + _lines(body, slot.prefix, header["newline"])


def _unfolded(body: str) -> str:
    """Folding drops one newline of each run between lines with content (YAML 1.1, 9.3.2)."""
    text = body.lstrip("\n")
    return body[: len(body) - len(text)] + re.sub(r"\n+", lambda run: run.group() + "\n", text)


def _lines(body: str, prefix: str, newline: str) -> str:
    return newline.join(prefix + line if line else "" for line in body.split("\n"))


def _tail(slot: Slot) -> str:
    return slot.breaks[-1] if slot.breaks else ""


def _digit(header: re.Match[str]) -> int:
    """The indentation indicator, or zero."""
    return int(header["indicators"].strip("+-") or 0)


def _reads_back(candidate: str, slot: Slot, value: str) -> bool:
    """Whether `candidate` means `value` in a place like that of the slot."""
    text = f"k: {candidate}\n"
    if slot.style is SlotStyle.YAML_FLOW:
        text = f"k: [{candidate}]\n"
    header = _yaml.HEADER.match(candidate)
    if header is not None:
        outer = len(slot.prefix) - _digit(header) if _digit(header) else 0
        text = " " * outer + f"k: {candidate}{_tail(slot) or header['newline']}"
    try:
        found = _yaml_lines.scalars(text) or _yaml.scalars(text, path="")
    except InputError:
        return False
    return [(scalar.value, scalar.tag) for scalar in found] == [(value, STRING)]
