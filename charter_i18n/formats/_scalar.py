"""A scalar of a front matter: the noun that the YAML and the TOML side share."""

import re
from dataclasses import dataclass

from charter_i18n.errors import Fault, InputError, Message, Place
from charter_i18n.model import Slot

STRING = "str"  # the tag of the scalars that may be translated
ALIAS = "alias"  # the tag of a YAML alias, whose value is the name of the anchor

_LINE_END = re.compile(r"\r\n?|\n")
_EDGE = "\n\u2028\u2029"


@dataclass(frozen=True, slots=True)
class Scalar:
    """A value in a front matter, and where it stands.

    `keys` are the names of the maps from the root to the value; lists add none. `value` is the
    decoded string, and for what is no string the text as written. `tag` is the type that a
    reader sees: `str`, `int`, `bool`, `timestamp`, … `start` and `end` are offsets in the front
    matter, quotes included, anchors, tags and the blank lines after a block scalar excluded.
    `listed` marks an item of a list, `shadowed` a value that a later duplicate key hides.
    """

    keys: tuple[str, ...]
    value: str
    tag: str
    start: int
    end: int
    slot: Slot
    listed: bool = False
    shadowed: bool = False

    @property
    def path(self) -> str:
        """The dotted path: `hero.alt`."""
        return ".".join(self.keys)

    @property
    def msgid(self) -> str:
        """The value as translators see it: without the newlines at its edges."""
        return self.value.strip(_EDGE)


def edges(value: str) -> tuple[str, ...]:
    """The newlines before and after the text of `value`; nothing if there are none.

    gettext demands that msgid and msgstr agree on them (`msgfmt --check`), so they belong to
    the place of a value and not to its text.
    """
    text = value.strip(_EDGE)
    before, _, after = value.partition(text) if text else ("", "", value)
    return (before, after) if before or after else ()


def line_ends(text: str) -> tuple[int, ...]:
    """Where the lines of `text` end, so that `bisect` says on which line a character stands."""
    return tuple(found.end() for found in _LINE_END.finditer(text))


def broken(text: str, index: int, path: str, problem: Message, hint: Message) -> InputError:
    """The error that points at the character `index` of the front matter `text`."""
    ends = line_ends(text[:index])
    start = ends[-1] if ends else 0
    place = Place(path, len(ends) + 1, index - start + 1)
    return InputError(Fault(problem, place, hint))
