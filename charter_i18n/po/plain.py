"""The entries that nearly all files consist of, found by one expression each.

What is found here stands on lines of its own between blank lines: comments, perhaps a previous
text, a msgid and a msgstr of one line. All else, and all that is wrong, is the lexer's.
"""

import re
from typing import NamedTuple

from charter_i18n.po import strings

# What follows must begin another entry: a string behind a blank line would continue this one.
_ENTRY = re.compile(
    r"""
      \n
      (?P<comments> (?: \# (?: [.:,]?[ ].* )? \n )* )
      (?: \#\|[ ]msgid[ ](?P<previous> ".+" )\n )?
      msgid[ ](?P<msgid> ".+" )\n
      msgstr[ ](?P<msgstr> ".*" )\n
      (?= \n (?: \#[.:,]?[ ] | msgid[ ]" | msgctxt[ ]" ) | \Z )
    """,
    re.VERBOSE,
)


class Plain(NamedTuple):
    """An entry as it stands in a file: its texts, its comment block, the offsets of its lines.

    `keyword` is the offset of the first keyword that is no previous text.
    """

    msgid: str
    msgstr: str
    previous: str | None
    comments: str
    start: int
    keyword: int
    end: int


_SPECIAL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def fields(msgid: str, msgstr: str) -> str | None:
    """The lines of an entry without comments, or None where one of its texts needs more than one.

    Source: gettext manual, "The Format of PO Files".
    """
    if _SPECIAL.search(msgid) or _SPECIAL.search(msgstr):
        return None
    return f'msgid "{_escaped(msgid)}"\nmsgstr "{_escaped(msgstr)}"\n'


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace('"', r"\"")


def read(text: str, position: int) -> Plain | None:
    """The plain entry behind the line end at `position`, or None where there is none."""
    found = _ENTRY.match(text, position)
    if found is None:
        return None
    comments, previous, msgid, msgstr = found.groups()
    try:
        texts = strings.read(msgid), strings.read(msgstr)
        before = previous and strings.read(previous)
    except strings.MalformedError:
        return None
    if not texts[0]:
        return None
    keyword = found.start("msgid") - len("msgid ")
    return Plain(*texts, before, comments, position + 1, keyword, found.end())
