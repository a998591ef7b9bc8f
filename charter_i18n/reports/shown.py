"""Texts of sources and catalogues as reports show them: on one line, and unable to do harm.

They are untrusted: a msgstr may hold what a terminal obeys, what reorders the line that it stands
in, or what a platform reads as markup, as a mention of somebody, or as a link.
"""

import re
from collections.abc import Callable, Iterator

from charter_i18n import visible
from charter_i18n.report import Redline
from charter_i18n.visible import named

# What nobody would see where it alone was put in or taken out.
_UNSEEN = re.compile("[\xa0\xad\u2000-\u200f\u202f\u205f-\u2064]")

_SPECIAL = str.maketrans({char: f"\\{char}" for char in "\\`*_[]<>#|~@!&$"})
_REFERENCE = re.compile(r'[%^](?=[\w"])')
_LINE_START = re.compile(r"[-+=]|\d{1,9}[.)]|(?P<blank> )")
# What platforms turn into links after Markdown has been read: a backslash does not stop them, a
# comment does. A mention, an issue, an address.
_LIVE = re.compile(r"(?<=[@#])(?=\w)|(?<=:)(?=//)|(?<=\bwww)(?=\.)|(?<=\bGH-)(?=\d)", re.IGNORECASE)
_NOTHING = "<!-- -->"


plain = visible.plain
"""A text on one line, without what a terminal would obey."""


def changed(text: str) -> str:
    """A text that was put in or taken out: where it has no word, what nobody would see is named."""
    worded = any(map(str.isalnum, text))
    return plain(text) if worded else _UNSEEN.sub(named, plain(text))


def markdown(text: str) -> str:
    """A text that is read as itself wherever it stands in a line of Markdown."""
    escaped = _REFERENCE.sub(r"\\\g<0>", plain(text).translate(_SPECIAL))
    return _LIVE.sub(_NOTHING, escaped)


def markdown_line(text: str) -> str:
    """The same at the beginning of a line or of a quote, where a list or a rule might begin."""
    return inert_start(markdown(text))


def inert_start(escaped: str) -> str:
    """Escaped Markdown that begins no block where it begins a line."""
    found = _LINE_START.match(escaped)
    if found is None:
        return escaped
    if found["blank"]:
        # Four blanks would begin a code block.
        return f"&#32;{escaped[1:]}"
    return f"{escaped[: found.end() - 1]}\\{escaped[found.end() - 1 :]}"


def markdown_code(text: str) -> str:
    """A text in a code span, whatever backticks it holds (CommonMark, "Code spans")."""
    shown = plain(text)
    longest = max((len(run) for run in re.findall("`+", shown)), default=0)
    fence = "`" * (longest + 1)
    space = " " if shown.startswith("`") or shown.endswith("`") else ""
    return f"{fence}{space}{shown}{space}{fence}"


def html(text: str) -> str:
    """A text inside an HTML element of a Markdown document."""
    escaped = plain(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _LIVE.sub(_NOTHING, escaped)


def redline(
    steps: Redline,
    *,
    delete: tuple[str, str],
    insert: tuple[str, str],
    escape: Callable[[str], str] = str,
) -> str:
    """A redline with marks around what was taken out and put in.

    `escape` is applied to the text of each step, not to the marks.
    """
    parts = []
    for step, text in steps:
        if step == "equal":
            parts.append(escape(plain(text)))
        else:
            before, after = delete if step == "delete" else insert
            parts.append(f"{before}{escape(changed(text))}{after}")
    return "".join(parts)


def shortened(steps: Redline, longest: int) -> Redline:
    """A redline of at most about `longest` characters: what surrounds the changes is left out."""
    if sum(len(text) for _, text in steps) <= longest:
        return steps
    return tuple(_cut(tuple(_abridged(steps, longest // 10)), longest))


def _abridged(steps: Redline, around: int) -> Iterator[tuple[str, str]]:
    for place, (step, text) in enumerate(steps):
        before = "" if place == 0 else text[:around]
        after = "" if place == len(steps) - 1 else text[-around:]
        if step == "equal" and len(text) > len(before) + len(after) + 1:
            yield step, f"{before}…{after}"
        else:
            yield step, text


def _cut(steps: Redline, longest: int) -> Iterator[tuple[str, str]]:
    room = longest
    for step, text in steps:
        if len(text) > room:
            yield step, f"{text[:room]}…"
            return
        yield step, text
        room -= len(text)


def cut(text: str, longest: int) -> str:
    """At most `longest` characters of a text."""
    return text if len(text) <= longest else f"{text[:longest]}…"
