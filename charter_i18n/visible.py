r"""Texts from outside as a terminal or a page may show them.

A text of a source or a catalogue, a note, the name of a file: any may hold what a terminal obeys,
what reorders the line that it stands in, or what nobody could see.
"""

import json
import re
from types import MappingProxyType

_NAMES = MappingProxyType(
    {
        "\t": "TAB",
        "\n": "LF",
        "\r": "CR",
        "\x1b": "ESC",
        "\x85": "NEL",
        "\xa0": "NBSP",
        "\xad": "SHY",
        "\u2009": "THSP",
        "\u200b": "ZWSP",
        "\u200c": "ZWNJ",
        "\u200d": "ZWJ",
        "\u200e": "LRM",
        "\u200f": "RLM",
        "\u2028": "LS",
        "\u2029": "PS",
        "\u202a": "LRE",
        "\u202b": "RLE",
        "\u202c": "PDF",
        "\u202d": "LRO",
        "\u202e": "RLO",
        "\u202f": "NNBSP",
        "\u2060": "WJ",
        "\u2066": "LRI",
        "\u2067": "RLI",
        "\u2068": "FSI",
        "\u2069": "PDI",
        "\ufeff": "BOM",
    }
)
"""What editors call these characters."""

CONTROLS = "\x00-\x08\x0b-\x1f\x7f-\x9f"
"""C0 and C1 but TAB and LF, as a class of a regular expression has them."""

UNFIT = f"{CONTROLS}\u2028-\u202e\ud800-\udfff\ufeff\ufffe\uffff"
"""Controls, separators of lines, embeddings and overrides (UAX 9, section 2); half a surrogate
pair, which no file can hold; a mark of the byte order. No text has any business with them."""

ISOLATES = "\u2066-\u2069"
"""UAX 9 advises them; left open within a line they reorder what follows the text."""

_ON_A_LINE = re.compile(f"[\t{UNFIT}{ISOLATES}]")


def name_of(character: str) -> str:
    """The name of a character that cannot be seen: `NBSP`, `U+0007`."""
    return _NAMES.get(character) or f"U+{ord(character):04X}"


def named(found: re.Match[str]) -> str:
    """A character that was found in a text, as its name in brackets."""
    return f"[{name_of(found[0])}]"


def plain(text: str) -> str:
    r"""A text on one line, without what a terminal would obey; a line break is `\n`."""
    return _ON_A_LINE.sub(named, text).replace("\n", "\\n")


def as_json(data: object) -> str:
    """Data as JSON for people and programs: what a terminal would obey is written as an escape."""
    text = json.dumps(data, ensure_ascii=False, indent=2)
    return _ON_A_LINE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
