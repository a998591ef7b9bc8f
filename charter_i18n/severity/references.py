"""References of a text to its own places: *article 5*, *3° de l'article 4*, *alinéa précédent*."""

import re
from collections.abc import Iterator
from dataclasses import replace

from charter_i18n.lexicon import Lexicon
from charter_i18n.model import ChangeClass
from charter_i18n.severity.nouns import Operator
from charter_i18n.severity.reading import Reading, Sort

_ROMAN = re.compile(r"[IVXLCDM]+$")
_DEGREE = re.compile(r"(?P<number>\d+)[°º]$")
_FIGURE = re.compile(r"\d+(?:[.-]\d+)*$")
_LATIN = frozenset(
    {"bis", "ter", "quater", "quinquies", "sexies", "septies", "octies", "nonies", "decies"},
)
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_WIDEST_GAP = 4


def find(reading: Reading, lexicon: Lexicon) -> Iterator[Operator]:
    """The references of a text, one for each number, from left to right."""
    if not lexicon.references.nouns:
        return
    position = 0
    while position < len(reading):
        found = (
            _numbered(reading, lexicon, position)
            or _ordinal(reading, lexicon, position)
            or _degree(reading, position)
        )
        yield from found
        position = found[-1].positions[-1] + 1 if found else position + 1


def _reference(value: str, *positions: int) -> Operator:
    return Operator(ChangeClass.REFERENCE, value, positions)


def _noun(reading: Reading, lexicon: Lexicon, position: int) -> str:
    if not 0 <= position < len(reading):
        return ""
    return lexicon.references.nouns.get(reading.words[position], "")


def _numbered(reading: Reading, lexicon: Lexicon, start: int) -> list[Operator]:
    """*article 5*, *articles 5, 6 et 8 à 10*, *art. L. 111-1*, *titre Ier*, *article précédent*."""
    noun = _noun(reading, lexicon, start)
    if not noun:
        return []
    references = lexicon.references
    if start + 1 < len(reading) and reading.words[start + 1] in references.relative:
        return [_reference(f"{noun} {_singular(reading.words[start + 1])}", start, start + 1)]
    if start and reading.words[start - 1] in references.relative:
        return [_reference(f"{_singular(reading.words[start - 1])} {noun}", start - 1, start)]
    found: list[Operator] = []
    position = start + 1
    while True:
        skipped = _skip(reading, references.between, position, marks=".")
        number, end = _number(reading, lexicon, skipped, first=not found)
        if not number:
            return _of_text(found, reading, lexicon)
        value = f"{noun} {_prefix(reading, position, skipped)}{number}"
        before = (start,) if not found else ()
        found.append(_reference(value, *before, *range(skipped, end)))
        position = _skip(reading, references.separators, end, marks="")
        if position == end or position - end > _WIDEST_GAP:
            return _of_text(found, reading, lexicon)


def _of_text(found: list[Operator], reading: Reading, lexicon: Lexicon) -> list[Operator]:
    """References with the text that they are part of, where it is another: *du code civil*."""
    if not found:
        return found
    place = found[-1].positions[-1] + 1
    words = reading.words[place : place + 3]
    joined = bool(words) and lexicon.is_a("of", words[0])
    foreign = next((word for word in words[1:] if word in lexicon.references.foreign), "")
    if not joined or not foreign:
        return found
    return [replace(one, value=f"{one.value} {words[0]} {foreign}") for one in found]


def _prefix(reading: Reading, start: int, end: int) -> str:
    """The letters before a number that name a book: `L.` of *article L. 111-1*."""
    words = reading.words[start:end]
    return "".join(f"{word}. " for word in words if len(word) == 1 and word.isalpha())


def _skip(reading: Reading, words: frozenset[str], position: int, *, marks: str) -> int:
    while position < len(reading) and (
        reading.words[position] in words or (marks and reading.words[position] == marks)
    ):
        position += 1
    return position


def _number(reading: Reading, lexicon: Lexicon, position: int, *, first: bool) -> tuple[str, int]:
    """What is counted at a position, as figures, and where it ends."""
    if position >= len(reading):
        return "", position
    text = reading.texts[position]
    number = _figure(text, lexicon)
    if not number and first:
        number = _letter(reading, position)
    ordinals = lexicon.numbers.ordinals
    if not number and first and reading.words[position] in ordinals:
        number = str(ordinals[reading.words[position]])
    if not number:
        return "", position
    degree = "°" if _DEGREE.match(text) else ""
    end = position + 1
    if end < len(reading) and reading.words[end] in _LATIN:
        return f"{number}{degree} {reading.words[end]}", end + 1
    return number + degree, end


def _letter(reading: Reading, position: int) -> str:
    """*annexe A*: one capital that is no word of the sentence."""
    text = reading.texts[position]
    after = reading.texts[position + 1] if position + 1 < len(reading) else "."
    alone = not after[0].isalpha() or after[0].islower()
    return text if len(text) == 1 and text.isalpha() and text.isupper() and alone else ""


def _figure(text: str, lexicon: Lexicon) -> str:
    """The figures of *5*, *832-3*, *1er*, *3°*, *IV*, *Ier*; empty for anything else."""
    for ending in ("", "°", "º", *lexicon.numbers.ordinal_endings):
        bare = text.removesuffix(ending)
        if _FIGURE.match(bare):
            return bare
        if _ROMAN.match(bare):
            return str(_from_roman(bare))
    return ""


def _from_roman(text: str) -> int:
    total = previous = 0
    for letter in reversed(text):
        value = _ROMAN_DIGITS[letter]
        total += -value if value < previous else value
        previous = max(previous, value)
    return total


def _singular(word: str) -> str:
    return word.rstrip("s").removesuffix("e").rstrip("t")


def _ordinal(reading: Reading, lexicon: Lexicon, start: int) -> list[Operator]:
    """*troisième alinéa*, *premier et deuxième alinéas*, *deux derniers alinéas*."""
    counted: list[int] = []
    position = start
    words = reading.words
    ordinals = lexicon.numbers.ordinals
    while position < len(reading) and position - start <= _WIDEST_GAP:
        noun = _noun(reading, lexicon, position)
        if noun and counted:
            last = counted[-1]
            return [
                _reference(f"{noun} {ordinals.get(words[place], words[place])}", place)
                for place in counted[:-1]
            ] + [_reference(f"{noun} {ordinals.get(words[last], words[last])}", last, position)]
        if words[position] in ordinals:
            counted.append(position)
        elif not counted or not _joins(reading, lexicon, position):
            return []
        position += 1
    return []


def _joins(reading: Reading, lexicon: Lexicon, position: int) -> bool:
    word = reading.words[position]
    return word in lexicon.references.separators or lexicon.is_a("article", word)


def _degree(reading: Reading, start: int) -> list[Operator]:
    """*au 3° de l'article 4*, *1°, 2° et 3°*: figures with a degree sign stand for list members."""
    if reading.sorts[start] is not Sort.NUMBER:
        return []
    found = _DEGREE.match(reading.texts[start])
    if found is None:
        return []
    return [_reference(f"° {found['number']}", start)]
