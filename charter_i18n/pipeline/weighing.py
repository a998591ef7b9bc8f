"""How much what became of a text matters to its translation; each pair of texts weighed once."""

from collections.abc import Mapping, Sequence

from charter_i18n import alignment, severity, similarity
from charter_i18n.model import ChangeKind, Key, Passage
from charter_i18n.report import Redline
from charter_i18n.revision import Language
from charter_i18n.severity import Classification, Context

_Weighed = tuple[tuple[str, ...], tuple[str, ...], int]


class Judge:
    """Weighs changes and draws redlines; what one locale asks for serves the others too."""

    def __init__(self, language: Language) -> None:
        """`language` is what is known of the source language."""
        self.language = language
        self._contexts: dict[tuple[tuple[str, str], ...], Context] = {}
        self._weighed: dict[_Weighed, Classification] = {}
        self._drawn: dict[tuple[str, str], Redline] = {}

    def context(self, renumbered: Mapping[str, str]) -> Context:
        """What `weigh` wants to know of a whole revision: how it renumbered what is referred to.

        The same object for the same numbers, so that what was weighed is found again.
        """
        numbers = tuple(sorted(renumbered.items()))
        return self._contexts.setdefault(numbers, Context(renumbered))

    def weigh(self, old: Sequence[str], new: Sequence[str], context: Context) -> Classification:
        """How much it matters that the texts `old` are `new` now; `context` is of this judge."""
        case = tuple(old), tuple(new), id(context)
        if case not in self._weighed:
            self._weighed[case] = severity.classify(
                old,
                new,
                lexicon=self.language.lexicon,
                glossary=self.language.glossary,
                context=context,
            )
        return self._weighed[case]

    def redline(self, old: str, new: str) -> Redline:
        """What was taken out and put in."""
        if (old, new) not in self._drawn:
            drawn = similarity.redline(old, new, lexicon=self.language.lexicon)
            self._drawn[old, new] = tuple((step.value, text) for step, text in drawn)
        return self._drawn[old, new]


def parts(whole: Key, texts: Sequence[str]) -> frozenset[str]:
    """Those of `texts` that one text was split into; none where it was not."""
    found = alignment.match([Passage(*whole)], [Passage(text) for text in texts])
    return frozenset(
        texts[place]
        for match in found.matches
        if match.kind is ChangeKind.SPLIT
        for place in match.new
    )


def joined_from(text: str, known: frozenset[str]) -> tuple[str, ...]:
    """The `known` texts that `text` is made of, one after the other; none where it is not."""
    found: list[str] = []
    start = 0
    while start < len(text):
        end = _longest(text, start, known)
        if end is None:
            return ()
        found.append(text[start:end])
        start = end + 1
    return tuple(found)


def _longest(text: str, start: int, known: frozenset[str]) -> int | None:
    """Where the longest known text ends that stands at `start`."""
    end = len(text)
    while end > start:
        if text[start:end] in known:
            return end
        end = text.rfind(" ", start, end)
    return None
