"""A text as severity reads it: words and signs, which of them carry the topic, which sentence."""

import html
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache
from typing import NamedTuple

from charter_i18n import normalise
from charter_i18n.lexicon import Lexicon, Words

_TARGET = re.compile(r"\(?\[?<?(?P<target>[^<>]*)>?\]?\)?$")
_MARKUP = frozenset("*_~[]{}\\|")
_SENTENCE_END = frozenset(".!?;:…\n")
_STOP = frozenset(".!?…")
_NUMBER_SIGNS = frozenset("-+±")
_SHORTEST_STEM = 4
_BLANKS_INSIDE = re.compile(rf"[{normalise.BLANKS}]+")
_DIGIT = re.compile(r"\d")


class Sort(Enum):
    """What a token is."""

    WORD = auto()
    NUMBER = auto()
    SIGN = auto()
    VERBATIM = auto()  # code, a URL, a placeholder of a template engine


class _Token(NamedTuple):
    """What a part of a text is wherever it stands; `counts` tells a number."""

    sort: Sort
    word: str
    stem: str
    counts: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """The tokens of a text on level N1, without blanks and markup, in parallel tuples.

    `texts` are the tokens as written, `words` in lower case (`-t-il` as `il`). `stems` are empty
    for words that say little of the topic. `units` numbers the sentences (and what semicolons and
    colons divide). Left out are `targets` (what links, images, tags and footnote marks point to)
    and `marks` (emphasis, brackets of links, editors' notes). `phrases` are the words as phrases
    are found in them.
    """

    text: str
    texts: tuple[str, ...]
    words: tuple[str, ...]
    sorts: tuple[Sort, ...]
    stems: tuple[str, ...]
    units: tuple[int, ...]
    targets: tuple[str, ...]
    marks: tuple[str, ...]
    phrases: Words

    def __len__(self) -> int:
        return len(self.words)

    def quote(self, positions: Sequence[int]) -> str:
        """The words at some positions as a reader would quote them, `…` for what is between."""
        parts: list[str] = []
        for place, position in enumerate(positions):
            text = self.texts[position]
            apart = place > 0 and position != positions[place - 1] + 1
            joins = text in ",;.)" or not parts or parts[-1].endswith("'") or text.startswith("-")
            if apart:
                parts.append(" … ")
            elif not joins:
                parts.append(" ")
            parts.append(text)
        return "".join(parts)


def read(text: str, lexicon: Lexicon) -> Reading:
    """Read a text of level N1.

    Args:
        text: The text, see `normalise.typography`.
        lexicon: What is known of its language.
    """
    if "&" in text:
        text = normalise.typography(normalise.unescaped(text))
    texts: list[str] = []
    targets: list[str] = []
    marks: list[str] = []
    signs: list[bool] = []
    parts = normalise.partition(text, joints=lexicon.joints)
    for place, part in enumerate(parts):
        if part.isspace() and part != "\n":
            continue
        bracket = part in "()" and any(
            _is_note(parts, place + step, texts, lexicon) for step in (-1, 1)
        )
        if bracket or _is_markup(parts, place):
            marks.append(part)
        elif _is_target(parts, place):
            targets.append(_target(part))
        elif _is_note(parts, place, texts, lexicon):
            targets.append(f"({part})")
        else:
            texts.append(part)
            signs.append(_is_of_number(parts, place))
    tokens = [_token(part, sign, lexicon) for part, sign in zip(texts, signs, strict=True)]
    words = tuple([token.word for token in tokens])
    return Reading(
        text=text,
        texts=tuple(texts),
        words=words,
        sorts=tuple([token.sort for token in tokens]),
        stems=tuple([token.stem for token in tokens]),
        units=_units(texts, words, lexicon),
        targets=tuple(targets),
        marks=tuple(marks),
        phrases=Words(
            words,
            tuple([token.counts for token in tokens]),
            tuple([token.sort is Sort.SIGN for token in tokens]),
        ),
    )


def _is_of_number(parts: Sequence[str], place: int) -> bool:
    """Whether a sign belongs to the number after it: *de -5 à +10 degrés*, not *5-10*."""
    if parts[place] not in _NUMBER_SIGNS or place + 1 >= len(parts):
        return False
    before = parts[place - 1] if place else " "
    return (before.isspace() or before == "(") and parts[place + 1][0].isdecimal()


@lru_cache(maxsize=65536)
def _token(part: str, of_number: bool, lexicon: Lexicon) -> _Token:  # noqa: FBT001 - of a cache
    """What is known of a part; texts say most words again and again."""
    sort = Sort.NUMBER if of_number else _sort(part)
    word = _word(part, sort, lexicon)
    counts = sort is Sort.NUMBER or lexicon.numbers.names(word)
    return _Token(sort, word, _stem(word, sort, lexicon), counts)


def _is_target(parts: Sequence[str], place: int) -> bool:
    part = parts[place]
    if part.startswith("[") and len(part) > 1:
        return True
    before = parts[place - 1] if place else ""
    if before == "(" and place > 1 and parts[place - 2] == "]":
        return True
    return part.startswith("<") and part.endswith(">") and len(part) > 1


def _is_markup(parts: Sequence[str], place: int) -> bool:
    part = parts[place]
    # "[*note*]" is how editors of laws add what is no part of the text.
    if part in _MARKUP or (part.startswith("[*") and len(part) > 1):
        return True
    after = parts[place + 1] if place + 1 < len(parts) else ""
    before = parts[place - 1] if place else ""
    if part == "!":
        return after == "["
    if part == "(":
        return before == "]"
    if part == ")":
        return place > 1 and _closes_link(parts, place)
    return False


def _closes_link(parts: Sequence[str], place: int) -> bool:
    for start in range(place - 1, max(place - 24, 0), -1):
        if parts[start] == "(":
            return start > 0 and parts[start - 1] == "]"
        if parts[start] == ")":
            return False
    return False


def _is_note(
    parts: Sequence[str],
    place: int,
    before: Sequence[str],
    lexicon: Lexicon,
) -> bool:
    """Whether a part is the number of a note, *adopté (1)*, and not of a count, *trois (3)*."""
    if not 0 < place < len(parts) - 1 or not before:
        return False
    enclosed = parts[place - 1] == "(" and parts[place + 1] == ")"
    counted = lexicon.numbers.names(before[-1].casefold()) or before[-1].isdecimal()
    return enclosed and len(parts[place]) == 1 and parts[place].isdecimal() and not counted


def _target(part: str) -> str:
    found = _TARGET.match(part)
    return found["target"] if found else part


def _sort(part: str) -> Sort:
    first = part[0]
    if first == "`" and len(part) > 1:
        return Sort.VERBATIM
    if first in "{<" and len(part) > 1:
        return Sort.VERBATIM
    if _DIGIT.match(part) or unicodedata.category(first) == "No":
        return Sort.NUMBER
    if "://" in part or part.startswith("mailto:"):
        return Sort.VERBATIM
    if any(map(str.isalpha, part[:2])) or first == "&":
        return Sort.WORD
    return Sort.SIGN


def _word(part: str, sort: Sort, lexicon: Lexicon) -> str:
    if sort is Sort.VERBATIM:
        return part
    if sort is Sort.NUMBER:
        return _BLANKS_INSIDE.sub("", part).casefold()
    word = html.unescape(part).casefold()
    if part[0].isupper() and word in lexicon.capitals:
        return lexicon.capitals[word]
    return word.removeprefix("-t").removeprefix("-") if len(word) > 1 else word


def _stem(word: str, sort: Sort, lexicon: Lexicon) -> str:
    if sort is Sort.SIGN or lexicon.is_a("function", word):
        return ""
    if sort is not Sort.WORD:
        return word
    return stem(word, lexicon)


@lru_cache(maxsize=65536)
def stem(word: str, lexicon: Lexicon) -> str:
    """A word without its ending, so that forms of one word are alike; four letters at least."""
    for ending in lexicon.stem_endings:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word[: -len(ending)]
    return word


def _units(texts: Sequence[str], words: Sequence[str], lexicon: Lexicon) -> tuple[int, ...]:
    units = []
    unit = 0
    for place, text in enumerate(texts):
        units.append(unit)
        if text in _SENTENCE_END and _ends_sentence(texts, words, place, lexicon):
            unit += 1
    return tuple(units)


def _ends_sentence(
    texts: Sequence[str],
    words: Sequence[str],
    place: int,
    lexicon: Lexicon,
) -> bool:
    if place + 1 >= len(texts):
        return False
    if texts[place] not in _STOP:
        return True
    before = words[place - 1] if place else ""
    if texts[place] == "." and (len(before) == 1 or before in lexicon.clauses.abbreviations):
        return False
    following = texts[place + 1][0]
    return following.isupper() or not following.isalpha()
