r"""The strings of a PO file: from quoted lines to text.

gettext reads C escapes as bytes (po-lex.c, `control_sequence`): `\a \b \f \n \r \t \v \\ \"`, one
to three octal digits, `\x` and hexadecimal digits; `"\303\251"` is an é.
"""

import contextlib
import re

from charter_i18n.errors import Message, message
from charter_i18n.po.lexer import BLANKS

_LINE = re.compile(rf'"(.*)"{BLANKS}$', re.MULTILINE)
_SIMPLE = dict(zip("abfnrtv", "\a\b\f\n\r\t\v", strict=True)) | {'"': '"'}
_NUMBER = re.compile("[0-7]{1,3}|x[0-9A-Fa-f]+")
_NUMBERS = re.compile(r"\\[0-7x]")
_BYTES = re.compile("[\udc80-\udcff]")
_ASCII = 0x80

UNCLOSED = message("the string is not closed: end it with a quote on the same line")
TRAILING = message(
    'a quote stands inside the string: write it as \\", or remove what follows the string'
)
_FORBIDDEN = (0, 4)  # NUL, and the separator of msgctxt and msgid in MO files


class MalformedError(ValueError):
    """A string that gettext would refuse; `offset` counts from the start of the strings."""

    def __init__(self, message: Message, offset: int) -> None:
        super().__init__(str(message))
        self.message = message
        self.offset = offset


def read(strings: str) -> str:
    """The text of quoted lines, joined (`strings` of a field's token).

    Raises:
        MalformedError: On a quote or backslash that is not escaped, an unknown escape, or bytes
            that are not UTF-8.
    """
    text = strings[1 : strings.rindex('"')]
    if '"' not in text and "\\" not in text:
        return text
    if '\\"\n' not in text and not _NUMBERS.search(text):
        text = text.replace('"\n"', "")
        if "\n" not in text:
            with contextlib.suppress(MalformedError):
                return _unescaped(text)
    return _join(strings)


def _join(strings: str) -> str:
    """Read each string by itself, with care for all that is rare.

    An escape never reaches into the next string, but bytes of one character may.
    """
    parts = []
    for line in _LINE.finditer(strings):
        try:
            parts.append(_unescaped(line[1]))
        except MalformedError as error:
            raise MalformedError(error.message, line.start()) from None
    text = "".join(parts)
    if not _BYTES.search(text):
        return text
    try:
        return text.encode("utf-8", "surrogateescape").decode()
    except UnicodeDecodeError:
        raise MalformedError(
            message("the escaped bytes are not UTF-8: write the characters themselves"), 0
        ) from None


def _unescaped(part: str) -> str:
    """The text of one string. Cut at its backslashes, as most characters are ordinary."""
    plain, *escapes = part.split("\\")
    if '"' in plain:
        raise MalformedError(TRAILING, 0)
    texts = [plain]
    pieces = iter(escapes)
    for piece in pieces:
        if not piece:  # two backslashes; what follows the second one is ordinary
            following = next(pieces, None)
            if following is None:
                raise MalformedError(UNCLOSED, 0)
            character, rest = "\\", following
        elif piece[0] in _SIMPLE:
            character, rest = _SIMPLE[piece[0]], piece[1:]
        else:
            character, rest = _numbered(piece)
        if '"' in rest:
            raise MalformedError(TRAILING, 0)
        texts += (character, rest)
    return "".join(texts)


def _numbered(piece: str) -> tuple[str, str]:
    """What a numeric escape stands for, and what follows it.

    gettext takes the lowest eight bits. A byte beyond ASCII is a lone surrogate for now.
    """
    found = _NUMBER.match(piece)
    if found is None:
        raise MalformedError(
            message("unknown escape \\{escape}: write \\\\ for a backslash", escape=piece[0]), 0
        )
    digits = found[0]
    code = (int(digits[1:], 16) if digits[0] == "x" else int(digits, 8)) & 0xFF
    if code in _FORBIDDEN:
        raise MalformedError(
            message("\\{escape} stands for a character that PO files cannot hold", escape=digits), 0
        )
    return chr(code if code < _ASCII else 0xDC00 + code), piece[found.end() :]
