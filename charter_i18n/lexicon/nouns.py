"""What a lexicon knows of a language, as frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from charter_i18n.lexicon.phrases import PhraseBook
from charter_i18n.normalise import LABEL_NOUNS, PLAIN, Joints


def _nothing() -> Mapping[Any, Any]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Negation:
    """The words of negation: particles, and what follows them with what it says."""

    particles: frozenset[str] = frozenset()
    seconds: Mapping[str, str] = field(default_factory=_nothing)
    restriction: frozenset[str] = frozenset()
    nor: frozenset[str] = frozenset()
    never_expletive: frozenset[str] = frozenset()
    noun_after: frozenset[str] = frozenset()
    expletive: PhraseBook = field(default_factory=PhraseBook)


@dataclass(frozen=True, slots=True)
class Numbers:
    """Number words with their values, and the units that may follow a number."""

    cardinals: Mapping[str, int] = field(default_factory=_nothing)
    multipliers: Mapping[str, int] = field(default_factory=_nothing)
    ordinals: Mapping[str, int] = field(default_factory=_nothing)
    collectives: Mapping[str, int] = field(default_factory=_nothing)
    delays: Mapping[str, int] = field(default_factory=_nothing)
    delay_unit: str = ""
    clock: str = ""
    per: frozenset[tuple[str, ...]] = frozenset()
    periodic: Mapping[str, str] = field(default_factory=_nothing)
    denominators: Mapping[str, int] = field(default_factory=_nothing)
    fractions: Mapping[str, Fraction] = field(default_factory=_nothing)
    joiner: frozenset[str] = frozenset()
    one: frozenset[str] = frozenset()
    counted: frozenset[str] = frozenset()
    doubtful: frozenset[str] = frozenset()
    ordinal_endings: tuple[str, ...] = ()
    decimal: str = "."
    units: Mapping[tuple[str, ...], str] = field(default_factory=_nothing)
    months: Mapping[str, int] = field(default_factory=_nothing)

    def names(self, word: str) -> bool:
        """Whether a word, in lower case, is a number in words."""
        first = word.partition("-")[0]
        return first in self.cardinals or first in self.multipliers or first in self.collectives


@dataclass(frozen=True, slots=True)
class References:
    """How a text refers to its own places."""

    nouns: Mapping[str, str] = field(default_factory=_nothing)
    labels: tuple[str, ...] = LABEL_NOUNS
    between: frozenset[str] = frozenset()
    separators: frozenset[str] = frozenset()
    relative: frozenset[str] = frozenset()
    foreign: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Prefixes:
    """What turns a word into its contrary, and the words that only look so."""

    negative: tuple[str, ...] = ()
    exceptions: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Clauses:
    """What shows that words make a clause of their own."""

    finite: frozenset[str] = frozenset()
    finite_endings: tuple[str, ...] = ()
    plural_endings: tuple[str, ...] = ()
    not_plural_endings: tuple[str, ...] = ()
    participle_endings: tuple[str, ...] = ()
    adverb_endings: tuple[str, ...] = ()
    infinitive_endings: tuple[str, ...] = ()
    infinitive_markers: frozenset[str] = frozenset()
    nouns: frozenset[str] = frozenset()
    abbreviations: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """What is known of the language of a source, by which its changes are weighed.

    Without a word of it (`Lexicon("ca")`) changes are still told apart by what they change of
    blanks, signs, letters and digits; a lexicon only raises a severity.

    `words` are classes of words by name (`function`, `determiner`, …); `operators` the phrases
    that carry modality, scope, exception, coordination, and the idioms that only look so.
    """

    locale: str
    words: Mapping[str, frozenset[str]] = field(default_factory=_nothing)
    capitals: Mapping[str, str] = field(default_factory=_nothing)
    joints: Joints = PLAIN
    stem_endings: tuple[str, ...] = ()
    prefixes: Prefixes = field(default_factory=Prefixes)
    operators: PhraseBook = field(default_factory=PhraseBook)
    negation: Negation = field(default_factory=Negation)
    numbers: Numbers = field(default_factory=Numbers)
    references: References = field(default_factory=References)
    anaphora: PhraseBook = field(default_factory=PhraseBook)
    clauses: Clauses = field(default_factory=Clauses)

    def is_a(self, name: str, word: str) -> bool:
        """Whether a word, in lower case, belongs to a class of words."""
        return word in self.words.get(name, ())
