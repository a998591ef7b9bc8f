"""The words of a language, their inflected forms included: dictionaries of pyspellchecker."""

import re
import unicodedata
from functools import lru_cache

_MARKS = re.compile(r"[\u0300-\u036f]")
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae"})


def knows(word: str, locale: str) -> bool:
    """Whether a language has a word, in this or another accentuation.

    Args:
        word: A word, in whatever case; a compound is known by its parts.
        locale: A POSIX locale name (`fr`, `fr_CA`); a language without a dictionary has no words.
    """
    words = _words(locale.partition("_")[0])
    bare = _bare(word)
    return bare in words or all(part in words for part in bare.split("-"))


def spells(word: str, locale: str) -> bool:
    """Whether a language has a word with these very accents.

    Args:
        word: A word, in whatever case.
        locale: A POSIX locale name.
    """
    return word.casefold().translate(_LIGATURES) in _accented(locale.partition("_")[0])


def _bare(text: str) -> str:
    """A text in lower case, without accents and ligatures."""
    decomposed = unicodedata.normalize("NFD", text.casefold())
    return _MARKS.sub("", decomposed).translate(_LIGATURES)


@lru_cache(maxsize=4)
def _words(language: str) -> frozenset[str]:
    """The words of a dictionary without accents.

    An accent forgotten makes no slip of a word: *desert*, one letter from *dessert*, is *désert*.
    """
    return frozenset(_bare("\n".join(_accented(language))).split("\n"))


@lru_cache(maxsize=4)
def _accented(language: str) -> frozenset[str]:
    """The words of a dictionary as they are written; none where there is no dictionary."""
    # Slow to import and to load, and needed for a doubtful letter only.
    from spellchecker import SpellChecker  # noqa: PLC0415

    if language not in SpellChecker.languages():
        return frozenset()
    return frozenset(SpellChecker(language=language, distance=1).word_frequency.keys())
