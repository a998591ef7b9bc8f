"""How texts are made comparable: a ladder of levels, each equal under what it ignores.

N0 is the msgid itself. `typography` (N1) ignores what no reader hears: the kind of a blank, an
apostrophe, a quotation mark, a dash. `letters` (N2) ignores punctuation, case and accents.
`masked` (N3) is N1 without absolute URLs and without the segment's own label ("Article 5",
"3°", "a)"). Code spans, tags and the destinations of links stay verbatim on every level.

Everything here is pure and runs on every segment of a project, so that all patterns are compiled
once and no loop runs over characters.
"""

import html
import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

BLANKS = " \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
"""The blanks of running text, for use inside a character class; a line feed is a hard break."""

URL_MARK = "\ufdd0"
"""Stands for an absolute URL in masked text; a noncharacter, so no source can hold it."""

LABEL_MARK = "\ufdd1"
"""Stands for a segment's own label in masked text."""

_INVISIBLE = "\u00ad\u200b\ufeff"
_APOSTROPHES = "\u2018\u2019\u201b"
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
_SPACES = (
    "\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u202f\u205f\u3000"
)
_QUOTES = "«»“”„‟"

# Pairs, not a table for str.translate: most texts hold few of these, and `in` is ten times faster.
_UNIFIED = (
    *((character, "") for character in _INVISIBLE),
    *((character, "'") for character in _APOSTROPHES),
    *((character, "-") for character in _DASHES),
    *((character, " ") for character in _SPACES),
)
_RUNS = re.compile(r" {2,}")
_LOOSE_BLANKS = re.compile(r" (?=[;:!?»\n])|(?<=[«\n]) ")
_LOOSE_PAIRS = (" ;", " :", " !", " ?", " »", " \n", "« ", "\n ")  # where there may be one
_ACCENTS = re.compile("[\u0300-\u036f]+")
# Signs that carry meaning of their own are no punctuation: 5 % is not 5, § 2 not 2, ≥ not ≤;
# nor are pictures (letterlike signs, arrows, operators, dingbats, emoji).
_SYMBOLS = (
    "%‰&@+=°º§#<>±×÷¬©®$¢£¥\u20a0-\u20cf\u2100-\u214f\u2190-\u23ff\u25a0-\u27bf"
    "\U0001f000-\U0001faff"
)
_PUNCTUATION = re.compile(rf"[^\w{_SYMBOLS}]+|_+")

# What stands in a label for a number.
_NUMBER_WORDS = "premier|première|unique|préliminaire"

# Between its marks a code span holds runs of backticks of other lengths, each taken as a whole.
_CODE = r"(?<!`)(?P<ticks>`++)(?:[^`\0]++|(?!(?P=ticks)(?!`))`++)*+(?P=ticks)(?!`)"
_SCHEME = r"(?:[A-Za-z][A-Za-z0-9+.-]{0,30}://|mailto:)"
# Outside of brackets a URL ends where prose goes on: at a blank, a quotation mark, a comma.
_BARE = r"[^\s\0<>\"'’‘«»“”()\[\]{}|\\^`*,;]*[^\s\0<>\"'’‘«»“”()\[\]{}|\\^`*,;.:!?_~-]"
# What is invisible is no seam: neither a URL nor a word starts after a soft hyphen.
_SEAM = rf"(?<![\w/])(?<![\w/][{_INVISIBLE}])(?<![\w/][{_INVISIBLE}][{_INVISIBLE}])"
_BARE_URL = rf"{_SEAM}(?:(?:https?|ftps?)://|mailto:){_BARE}"
_DESTINATION = r"(?<=\]\()(?:<[^<>\n]*>|(?:[^\s()\\]|\\.|\([^\s()]*\))+)"
_TAG = r"<(?=[A-Za-z/!?])[^<>]*>"
_TEMPLATE = r"\{\{[^{}\0]*\}\}|\{%[^%\0]{0,400}%\}|\{:[^{}]*\}"
_REFERENCE = r"\[\^[^\[\]\s]+\]|(?<=\])\[[^\[\]]*\]"
_EDITORS_NOTE = r"\[\*[^\[\]]*\*\](?!\()"
_VERBATIM = re.compile(
    rf"\\[\\`<]|(?P<kept>{_CODE}|{_DESTINATION}|{_TEMPLATE}|{_TAG}|{_BARE_URL}|\bwww\.{_BARE})",
)
_MAY_HOLD_VERBATIM = re.compile(r"`|\]\(|<|:|www\.|\{")
_ABSOLUTE = re.compile(
    rf"(?P<code>{_CODE})"
    rf"|(?<=\]\()<?(?P<destination>{_SCHEME}(?:[^\s()<>\\]|\\.|\([^\s()]*\))+)"
    rf"|<(?P<autolink>{_SCHEME}[^<>\s]*)>"
    rf"|(?P<tag>{_TAG})"
    rf"|(?P<bare>{_BARE_URL})",
)

LABEL_NOUNS = ("article", "articles", "art.")
"""The nouns before a number that make a label in every source locale; a lexicon adds its own."""


@dataclass(frozen=True, slots=True)
class Joints:
    """Where a language joins two words into one run of letters.

    `closed` are the words that keep their apostrophe (*aujourd'hui*), written with a straight one;
    a word that ends in `*` stands for all that begin so. `enclitics` are the words that a hyphen
    joins to the one before (*doit-il*), without the hyphen.
    """

    closed: tuple[str, ...] = ()
    enclitics: tuple[str, ...] = ()


PLAIN = Joints()
"""For a language of which nothing is known: every apostrophe between letters ends a word."""


def _outside_verbatim(text: str, change: Callable[[str], str]) -> str:
    """Apply `change` to what is prose, and leave code, tags and destinations alone."""
    if not _MAY_HOLD_VERBATIM.search(text):
        return change(text)
    pieces = []
    position = 0
    for match in _VERBATIM.finditer(text):
        if match["kept"] is None:
            continue
        pieces += [change(text[position : match.start()]), match[0]]
        position = match.end()
    return "".join([*pieces, change(text[position:])])


def _unify(prose: str) -> str:
    for character, plain in _UNIFIED:
        if character in prose:
            prose = prose.replace(character, plain)
    prose = unicodedata.normalize("NFC", prose)
    if "  " in prose:
        prose = _RUNS.sub(" ", prose)
    if any(pair in prose for pair in _LOOSE_PAIRS):
        prose = _LOOSE_BLANKS.sub("", prose)
    for character in _QUOTES:
        if character in prose:
            prose = prose.replace(character, '"')
    return prose


def typography(text: str) -> str:
    """Level N1: without differences of blanks, apostrophes, quotation marks and dashes.

    Args:
        text: A msgid.

    Returns:
        The text in NFC, runs of blanks as one, no blank before `; : ! ? »` and after `«`, soft
        hyphens and zero-width spaces gone. Hard breaks (line feeds) stay: they are layout that a
        translation has too.
    """
    return _outside_verbatim(text, _unify).strip(" ")


def unescaped(text: str) -> str:
    """A text whose entities, other ways to write a character, are what they stand for.

    *&nbsp;* is a blank, *&eacute;* a letter; code stays verbatim.
    """
    return _outside_verbatim(text, html.unescape) if "&" in text else text


def _bare_letters(prose: str) -> str:
    plain = _unify(unescaped(prose))
    decomposed = unicodedata.normalize("NFD", plain.casefold())
    return _PUNCTUATION.sub(" ", _ACCENTS.sub("", decomposed))


def letters(text: str) -> str:
    """Level N2: without punctuation, case and accents.

    Words stay apart: what stood between them, a hyphen too, becomes one blank.
    """
    return " ".join(filter(None, _outside_verbatim(text, _bare_letters).split(" ")))


@lru_cache(maxsize=16)
def label_pattern(nouns: tuple[str, ...] = LABEL_NOUNS) -> re.Pattern[str]:
    """The pattern of a segment's own label, at its start, in text of level N1.

    Args:
        nouns: The words that stand before a number in a label, lower case.

    Returns:
        A pattern whose group `label` is the label without the marks around it, and whose group
        `number` is what counts in it.
    """
    noun = "|".join(map(re.escape, sorted(nouns, key=len, reverse=True)))
    suffix = r"(?:[- ]?(?:bis|ter|quater|quinquies|sexies|septies|octies|nonies|decies)\b|er\b|º|°)"
    code = r"[A-Z]{1,2}(?:\. ?|(?=\d))"  # L. 123-4, R123-4
    number = rf"(?:{code})?(?:\d+(?:[.-]\d+)*|[IVXLCDM]+|[A-Za-z]\b){suffix}?"
    number = rf"(?:{number}|(?i:{_NUMBER_WORDS})\b)"
    # What follows tells a label from a sentence that begins with a reference: a mark, a capital.
    after = r"(?=$|[*_\n\"\]]|\.(?:[ *_]|$)| ?[-:)](?:[ *_\n]|$)| [\"*_\[A-ZÀ-Ý])"
    bare = (
        rf"§ ?\d+|\d+(?:[.-]\d+)*{suffix}|\d+(?:\.\d+)+(?= )|\d+(?=\.? ?-|\)|\. )"
        r"|[IVXLCDM]+(?=\.? - |[.)] |\.-[A-ZÀ-Ý])|[A-Za-z]{1,2}(?=\) |\. - |\.-[A-ZÀ-Ý])"
    )
    # Statutes write "II.-Le" as well as "II. - Le".
    marks = r"(?:\.(?=[ *_]|$|-[A-ZÀ-Ý])| ?[:)-](?=[ *_\n]|$)|(?<=\.)-(?=[A-ZÀ-Ý]))*"
    return re.compile(
        rf"^[*_\"(\[]*(?P<label>(?:(?i:{noun}) (?:(?:n°|no\.?|nº) ?)?(?P<number>{number}){after}"
        rf"|(?P<bare>{bare})(?=[\s).*_:-]|$)){marks})",
    )


def masked(text: str, *, nouns: tuple[str, ...] = LABEL_NOUNS) -> str:
    """Level N3: level N1 without absolute URLs and the segment's own label.

    Args:
        text: A msgid.
        nouns: The words that stand before a number in a label, lower case.
    """
    without_urls = replace_urls(typography(text), lambda _: URL_MARK)
    found = label_pattern(nouns).match(without_urls)
    if found is None:
        return without_urls
    return without_urls[: found.start("label")] + LABEL_MARK + without_urls[found.end("label") :]


def replace_urls(text: str, change: Callable[[str], str]) -> str:
    """Replace every absolute URL (RFC 3986, section 4.3) outside of code spans and tags.

    Args:
        text: A msgid or msgstr.
        change: What becomes of a URL.
    """
    if ":" not in text:
        return text

    def one(match: re.Match[str]) -> str:
        group = match.lastgroup or ""
        if group not in ("destination", "autolink", "bare"):
            return match[0]
        start, end = match.span(group)
        return text[match.start() : start] + change(match[group]) + text[end : match.end()]

    return _ABSOLUTE.sub(one, text)


def urls(text: str) -> tuple[str, ...]:
    """The absolute URLs of a text, in order: of links, images, autolinks, and bare ones.

    Args:
        text: A msgid or msgstr.
    """
    found: list[str] = []

    def keep(url: str) -> str:
        found.append(url)
        return url

    replace_urls(text, keep)
    return tuple(found)


def swap_urls(text: str, old: str, new: str) -> str | None:
    """Follow, in a translation, a change of URLs in its source.

    Args:
        text: The translation of `old`.
        old: A source.
        new: The same source with other absolute URLs.

    Returns:
        The translation with the new URLs; `None` where the URLs do not correspond one to one, or
        where an old one does not stand as often in the translation as in the source.
    """
    before, after = urls(old), urls(new)
    if len(before) != len(after):
        return None
    swapped = dict(zip(before, after, strict=True))
    if any(swapped[first] != second for first, second in zip(before, after, strict=True)):
        return None
    present = urls(text)
    changed = {url for url in before if swapped[url] != url}
    if any(present.count(url) != before.count(url) for url in changed):
        return None
    return replace_urls(text, lambda url: swapped[url] if url in changed else url)


_NUMBER = (
    r"\d+(?:-\d+)+|\d{1,3}(?:[ \u00a0\u202f\u2009]\d{3})+(?![\d])(?:,\d+)?"
    r"|\d+(?:[.,]\d+)*(?:[^\W\d_]{1,4}(?![^\W_])|[°º])?"
)
_LETTERS = r"[^\W\d_](?:[^\W_]|[\u0300-\u036f\u00ad\u200b])*"


@lru_cache(maxsize=16)
def _pattern(joints: Joints) -> re.Pattern[str]:
    """One pattern that partitions any text into tokens and what stands between them."""
    apostrophe = f"['{_APOSTROPHES}]"
    hyphen = f"[-{_DASHES[:2]}]"
    closed = "|".join(
        re.escape(word.removesuffix("*")).replace("'", apostrophe)
        + (r"[^\W\d_]*" if word.endswith("*") else r"(?![^\W_])")
        for word in joints.closed
    )
    enclitics = "|".join(sorted(map(re.escape, joints.enclitics), key=len, reverse=True))
    fixed = rf"(?i:{closed})|" if closed else ""
    open_hyphen = rf"{hyphen}(?!(?:t{hyphen})?(?i:{enclitics})(?![^\W_]))" if enclitics else hyphen
    attached = rf"|(?:{hyphen}t)?{hyphen}(?i:{enclitics})(?![^\W_])" if enclitics else ""
    word = rf"{fixed}{_LETTERS}(?:{open_hyphen}{_LETTERS})*(?:{apostrophe}(?=[^\W\d_]|[\"«“*_\[]))?"
    return re.compile(
        rf"{_CODE}|{_DESTINATION}|{_TEMPLATE}|{_TAG}|{_BARE_URL}|{_REFERENCE}|{_EDITORS_NOTE}|{_NUMBER}"
        rf"|{word}{attached}"
        rf"|[{BLANKS}]+|(?s:.)",
    )


def partition(text: str, *, joints: Joints = PLAIN) -> tuple[str, ...]:
    """Cut a text into its tokens and the blanks between them; joined, they are the text."""
    return tuple(match[0] for match in _pattern(joints).finditer(text))


def tokens(text: str, *, joints: Joints = PLAIN) -> tuple[str, ...]:
    """Cut a text into words, numbers and signs.

    Elided words end with their apostrophe (`l’`, `qu’`), enclitics begin with their hyphen
    (`-il`); a number keeps its decimals and thousands; a code span, a URL or a tag is one token.

    Args:
        text: A msgid.
        joints: How the text's language joins words.
    """
    return tuple(token for token in partition(text, joints=joints) if not token.isspace())


_WORD = re.compile(rf"{_CODE}|{_BARE_URL}|[^\W_]+(?:[.,-][^\W_]+)*")


def words(text: str) -> tuple[str, ...]:
    """The words and numbers of a text in lower case, for measures of similarity.

    Blind to elisions on purpose: `l’article` is `l` and `article` whatever the language.
    """
    return tuple(match[0] for match in _WORD.finditer(text.casefold()))


def joined(parts: Iterable[str]) -> str:
    """The parts of a split or merged segment as one text."""
    return " ".join(parts)
