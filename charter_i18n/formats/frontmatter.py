"""The front matter of a document: YAML between `---` lines, or TOML between `+++` lines.

It is a partition like the rest of a document: values that are translated are segments, all else
is kept as written. A translation is written in the style of the value that it replaces, or in
quotes where that style cannot hold it, and is read back before it is used.

What reads and writes YAML and TOML in all their forms is imported on demand: with its libraries it
costs more than the rest of a run that finds nothing to do.
"""

import re
from bisect import bisect_right
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from charter_i18n.errors import InputError
from charter_i18n.formats import _yaml_lines
from charter_i18n.formats._scalar import STRING, Scalar, line_ends
from charter_i18n.model import Kind, Piece, Segment, Slot, SlotStyle, Verbatim

__all__ = ["Scalar", "encode", "pieces", "scalars", "set_values", "split"]

_OPENING = re.compile(r"(---|\+\+\+)[ \t]*\r?\n")
_CLOSING = MappingProxyType(
    {
        "---": re.compile(r"^(?:---|\.\.\.)[ \t]*\r?(?:\n|\Z)", re.MULTILINE),
        "+++": re.compile(r"^\+\+\+[ \t]*\r?(?:\n|\Z)", re.MULTILINE),
    }
)
_BLANK_LINE = re.compile(r"[ \t]*\r?\n")
_NO_CONTENT = r"(?:[ \t]*\r?(?:#[^\n]*)?\n)*"  # blank lines and comments
_YAML_BEGINS = re.compile(rf"{_NO_CONTENT}[ \t]*([\"']?)\w[\w.-]*\1[ \t]*:[ \t\r\n]")
_TOML_BEGINS = re.compile(rf"{_NO_CONTENT}[ \t]*(?:[\w.\"' -]+=|\[)")
# A catalogue can hold neither NUL nor half a character.
_NO_TEXT = re.compile("[\0\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class _Fences:
    """The delimiter, where the lines between the delimiters begin and end, where all ends."""

    delimiter: str
    start: int
    end: int
    after: int


def split(text: str) -> tuple[str, str]:
    """The front matter of `text`, with both delimiter lines, and what follows it.

    The front matter is empty where there is none: without a closing line, and where what stands
    between a rule and the next (or the underline of a heading) is no mapping. As in Jekyll it
    may hold nothing, or begin with a blank line. Without that line, what begins with a key is
    front matter even if it is broken, so that `pieces` says so.
    """
    fences = _fences(text)
    if fences is None or not _is_front_matter(text, fences):
        return "", text
    return text[: fences.after], text[fences.after :]


def pieces(front: str, *, translate: Collection[str], path: str) -> tuple[Piece, ...]:
    """Partition `front`, the front matter of the file `path`.

    `translate` are dotted paths; a path selects the string there, the strings of a list, and
    all strings below a map. Lists add nothing to a path: `features.title` selects the title of
    each map in the list `features`. Strings without a letter stay verbatim, and so does a value
    that a later duplicate key hides. An alias is verbatim: it says what its anchor says.

    Raises:
        InputError: the front matter is broken.
    """
    selected = frozenset(translate)
    result: list[Piece] = []
    ends = line_ends(front)
    done = 0
    for scalar in scalars(front, path=path):
        if _is_translated(scalar, selected):
            if done < scalar.start:
                result.append(Verbatim(front[done : scalar.start]))
            result.append(_segment(front, scalar, ends))
            done = scalar.end
    if done < len(front):
        result.append(Verbatim(front[done:]))
    return tuple(result)


def encode(segment: Segment, msgstr: str) -> str:
    """What replaces the text of `segment`, so that its value is `msgstr`.

    Newlines that the source's value has at its edges, and the msgid has not, are kept. The
    `msgstr` may be any string without NUL and surrogates.
    """
    if msgstr == segment.msgid:
        return segment.text
    return _written(segment.text, segment.slot, msgstr)


def scalars(front: str, *, path: str) -> tuple[Scalar, ...]:
    """Every scalar of `front`, the front matter of the file `path`, in order.

    Two front matters differ in nothing but translations if the paths and tags of their scalars
    agree, and the values of all that are not translated.

    Raises:
        InputError: the front matter is broken.
    """
    fences = _fences(front)
    if fences is None:
        return ()
    if fences.delimiter == "+++":
        from charter_i18n.formats import _toml  # noqa: PLC0415 - on demand

        return _toml.scalars(front, fences.start, fences.end, path=path)
    text = front[: fences.end]
    found = _yaml_lines.scalars(text)
    if found is not None:
        return found
    from charter_i18n.formats import _yaml  # noqa: PLC0415 - on demand

    return _yaml.scalars(text, path=path)


def set_values(front: str, values: Mapping[str, str], *, path: str = "") -> str:
    """`front` with the value at each dotted path in `values` replaced, where there is one.

    A number, a boolean or an empty value becomes a string like any other. Nothing is added, and
    lists and maps stay, as does a value whose tag says that it is no string.

    Raises:
        InputError: the front matter is broken; `path` names the file.
    """
    for name, value in values.items():
        front = _with_value(front, name, value, path)
    return front


def _fences(text: str) -> _Fences | None:
    opening = _OPENING.match(text)
    if opening is None:
        return None
    closing = _CLOSING[opening[1]].search(text, opening.end())
    if closing is None:
        return None
    return _Fences(opening[1], opening.end(), closing.start(), closing.end())


def _is_front_matter(text: str, fences: _Fences) -> bool:
    content = text[fences.start : fences.end]
    if not content.strip(" \t\r\n"):
        return True
    if fences.delimiter == "+++":
        from charter_i18n.formats import _toml  # noqa: PLC0415 - on demand

        return _TOML_BEGINS.match(content) is not None or _toml.is_valid(content)
    begins_with_key = _YAML_BEGINS.match(content) is not None
    if _BLANK_LINE.match(content):
        # A rule before a paragraph, which may hold a colon; but Jekyll allows the blank line.
        return begins_with_key and _is_mapping(content)
    # What begins with a key is a mapping, or broken: `pieces` parses it anyway.
    return begins_with_key or _is_mapping(content)


def _is_mapping(content: str) -> bool:
    from charter_i18n.formats import _yaml  # noqa: PLC0415 - on demand

    return _yaml.is_mapping(content)


def _is_translated(scalar: Scalar, selected: frozenset[str]) -> bool:
    if scalar.tag != STRING or scalar.shadowed or _NO_TEXT.search(scalar.value):
        return False
    above = (".".join(scalar.keys[:depth]) for depth in range(1, len(scalar.keys) + 1))
    return any(map(str.isalpha, scalar.value)) and not selected.isdisjoint(above)


def _segment(front: str, scalar: Scalar, ends: Sequence[int]) -> Segment:
    return Segment(
        kind=Kind.FRONT_MATTER,
        text=front[scalar.start : scalar.end],
        msgid=scalar.msgid,
        slot=scalar.slot,
        line=bisect_right(ends, scalar.start) + 1,
        end_line=bisect_right(ends, scalar.end) + 1,
        section=(scalar.path,),
    )


def _written(text: str, slot: Slot, value: str) -> str:
    """What replaces `text` in its slot, so that its value is `value` and the slot's newlines."""
    if slot.style is SlotStyle.TOML:
        from charter_i18n.formats import _toml_writer  # noqa: PLC0415 - on demand

        return _toml_writer.write(text, slot, _enclosed(value, slot))
    from charter_i18n.formats import _yaml_writer  # noqa: PLC0415 - on demand

    return _yaml_writer.write(text, slot, _enclosed(value, slot))


def _enclosed(value: str, slot: Slot) -> str:
    """`value` between the newlines of its place."""
    before, after = slot.breaks or ("", "")
    return before + value + after


def _with_value(front: str, name: str, value: str, path: str) -> str:
    found = scalars(front, path=path)
    targets = [scalar for scalar in found if scalar.path == name and not scalar.listed]
    result = front
    for target in reversed(targets):
        if (target.tag, target.value) != (STRING, _enclosed(value, target.slot)):
            text = front[target.start : target.end]
            blank = "" if text else " "  # an empty value stands right behind the colon
            text = _written(text, target.slot, value)
            result = result[: target.start] + blank + text + result[target.end :]
    wanted = tuple(
        replace(scalar, tag=STRING, value=_enclosed(value, scalar.slot))
        if scalar in targets
        else scalar
        for scalar in found
    )
    return result if result == front or _reads_as(result, wanted) else front


def _reads_as(front: str, wanted: tuple[Scalar, ...]) -> bool:
    try:
        found = scalars(front, path="")
    except InputError:
        return False
    return [(scalar.keys, scalar.tag, scalar.value) for scalar in found] == [
        (scalar.keys, scalar.tag, scalar.value) for scalar in wanted
    ]
