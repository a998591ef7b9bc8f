r"""Cuts the text of a PO file into blocks: the lines of one entry each.

Lines end at `\n` only: U+2028, U+0085, `\v` and their like are ordinary characters of a PO file,
though Python's `splitlines` breaks at them. Nothing is decoded here: one regular expression runs
over the text, and strings are read only once it is known which lines they are.
"""

import re
from collections.abc import Iterator

BLANKS = r"[ \t\r\f\v]*+"  # what gettext's lexer skips between tokens (po-lex.c)

# The expression tiles every text. A string is taken up to the last quote of its line; whether
# the quotes inside are escaped is checked when it is read, where it costs least.
_TOKEN = re.compile(
    rf"""
      (?P<comments> (?: {BLANKS} (?:\#~{BLANKS})? \#(?![~|]).* \n? )+ )
    | (?P<field>
        {BLANKS} (?P<mark> (?: \#~ (?: \| | {BLANKS}\#\| )? | \#\| )? ) {BLANKS}
        (?P<keyword> msgctxt | msgid_plural | msgid | msgstr )
        (?P<index> {BLANKS} \[{BLANKS}[0-9]{{1,4}}{BLANKS}\] )?
        (?: {BLANKS}\n{BLANKS}(?P=mark) )? {BLANKS}
        (?P<strings>
          ".*" {BLANKS} (?: \n | \Z )
          (?: (?:{BLANKS}\n)* {BLANKS}(?P=mark){BLANKS} ".*" {BLANKS} (?: \n | \Z ) )*
        )
      )
    | (?P<blank> (?: {BLANKS} (?:\#~\|?{BLANKS})? \n )+ | {BLANKS} (?:\#~\|?{BLANKS})? \Z )
    | (?P<stray> .+ \n? )
    """,
    re.VERBOSE,
)

NUMBERED = "n"  # the letter of `msgstr[0]`
PREVIOUS = "CIP"  # the letters of `#|` fields

# The letter of each keyword: small for the entry, capital for the previous text.
_LETTERS = {
    "msgctxt": "c",
    "msgid": "i",
    "msgid_plural": "p",
    "msgstr": "s",
    "msgstr[]": NUMBERED,
    "#|msgctxt": "C",
    "#|msgid": "I",
    "#|msgid_plural": "P",
}
_UNKNOWN = "?"
_MSGSTR = frozenset({"s", NUMBERED})
_OPENING = frozenset({"", "c", *PREVIOUS})  # comments (without letter) and what comes first


class Block:
    """The lines of one entry, as matches of the token expression.

    A field's match has the groups `mark` (`#~`, `#|`, …), `keyword`, `index` and `strings`;
    `letters` has a letter for each. Lines that are no PO are `strays`. The last block of a file
    may have comments only.
    """

    __slots__ = ("comments", "end", "fields", "letters", "start", "strays")

    def __init__(self, start: int) -> None:
        self.start = start
        self.end = start
        self.letters = ""
        self.comments = ""
        self.fields: list[re.Match[str]] = []
        self.strays: list[re.Match[str]] = []


def blocks(text: str, position: int = 0) -> Iterator[Block]:
    """Cut `text` (without byte order mark) into blocks, in file order.

    `position` is where to begin: 0, or the end of a block.

    Comments belong to the entry that follows, however many blank lines stand between, as in
    gettext. What stands between the end of a block and the start of the next is blank.
    """
    block = Block(0)
    for token in _TOKEN.finditer(text, position):
        kind = token.lastgroup
        if kind == "blank":
            continue
        letter = _letter(token) if kind == "field" else ""
        if block.letters and kind != "stray" and _opens(letter, block.letters[-1]):
            yield block
            block = Block(token.start())
        elif not block.end:
            block.start = token.start()
        block.end = token.end()
        if letter:
            block.letters += letter
            block.fields.append(token)
        elif kind == "comments":
            block.comments += token[0]
        else:
            block.strays.append(token)
    if block.end:
        yield block


def _letter(token: re.Match[str]) -> str:
    mark, keyword, index = token.group("mark", "keyword", "index")
    if mark and mark[-1] == "|":
        keyword = f"#|{keyword}"
    if index is not None:
        keyword = f"{keyword}[]"
    return _LETTERS.get(keyword, _UNKNOWN)


def _opens(letter: str, last: str) -> bool:
    """Whether a field (or a comment, without letter) after the field `last` opens a block."""
    if last in _MSGSTR:
        return letter not in _MSGSTR
    return last not in PREVIOUS and letter in _OPENING
