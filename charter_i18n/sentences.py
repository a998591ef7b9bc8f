"""Sentences of a text, and of its translation: what a part of a text that was cut can keep."""

import re
from collections import Counter

from charter_i18n import normalise

# A run of full stops is looked at once, from its beginning.
_END = re.compile(
    r"(?<![.!?…؟])[.!?…؟]++[\"'»”’)\]*_]*+[ \t\u00a0\u202f\n]++|[。！？]+",
)
_LEAST_COMMON = 0.5
"""The share of a sentence's words that must stand in a part for the sentence to belong to it."""


def split(text: str) -> tuple[str, ...]:
    """The sentences of a text, without the blanks between them.

    A full stop before a small letter ends an abbreviation, no sentence.
    """
    found: list[str] = []
    start = 0
    for end in _END.finditer(text):
        if not text[end.end() : end.end() + 1].islower():
            found.append(text[start : end.end()].strip())
            start = end.end()
    rest = text[start:].strip()
    return tuple([*found, rest] if rest else found)


def part_of(msgstr: str, *, whole: str, part: str) -> str | None:
    """What of `msgstr`, a translation of `whole`, translates `part`.

    None where that cannot be said: when source and translation differ in their number of
    sentences, or no sentence of the whole stands in the part.
    """
    before, translated = split(whole), split(msgstr)
    if len(before) != len(translated):
        return None
    words = Counter(normalise.words(part))
    kept = [
        target
        for source, target in zip(before, translated, strict=True)
        if _common(Counter(normalise.words(source)), words) >= _LEAST_COMMON
    ]
    return " ".join(kept) or None


def _common(sentence: Counter[str], part: Counter[str]) -> float:
    total = sentence.total()
    return (sentence & part).total() / total if total else 0.0
