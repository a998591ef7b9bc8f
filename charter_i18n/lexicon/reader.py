"""Read a lexicon's file: the format is described at the top of `fr.toml`."""

import tomllib
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import TypeVar

from charter_i18n.errors import Fault, InputError, Message, Place, message
from charter_i18n.lexicon.nouns import (
    Clauses,
    Lexicon,
    Negation,
    Numbers,
    Prefixes,
    References,
)
from charter_i18n.lexicon.phrases import Phrase, PhraseBook, Step
from charter_i18n.model import ChangeClass
from charter_i18n.normalise import Joints

_FAMILIES = MappingProxyType(
    {
        "modality": ChangeClass.MODALITY,
        "scope": ChangeClass.SCOPE,
        "exception": ChangeClass.EXCEPTION,
        "coordination": ChangeClass.COORDINATION,
    },
)
_TABLES = frozenset(
    {
        *(
            "words",
            "capitals",
            "joints",
            "stems",
            "prefixes",
            "conjugations",
            "forms",
            "idioms",
            "negation",
        ),
        *("numbers", "references", "anaphora", "clauses"),
        *_FAMILIES,
    },
)
_Value = TypeVar("_Value")


def read(text: str, path: str) -> Lexicon:
    """Read a lexicon.

    Args:
        text: The file.
        path: Its name, for messages.

    Raises:
        InputError: The file is no TOML, or holds what a lexicon does not know; with every fault.
    """
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        fault = Fault(message("not valid TOML: {reason}", reason=error), Place(path))
        raise InputError(fault) from error
    reader = _Reader(tables, path)
    lexicon = reader.lexicon()
    if reader.faults:
        raise InputError(reader.faults)
    return lexicon


class _Reader:
    """The tables of a file, and the faults found in them so far."""

    def __init__(self, tables: Mapping[str, object], path: str) -> None:
        self.tables = tables
        self.path = path
        self.faults: list[Fault] = []
        for name in tables:
            if name not in _TABLES and name != "locale":
                self.fault(message("unknown table [{name}]", name=name))
        self.words = {name: frozenset(self.split("words", name)) for name in self.table("words")}
        self.forms: dict[str, frozenset[str]] = {}
        conjugations = {
            name: self.split("conjugations", name) for name in self.table("conjugations")
        }
        for name in self.table("forms"):
            self.forms[name] = frozenset(self._conjugate(name, conjugations))

    def fault(self, text: Message) -> None:
        self.faults.append(Fault(text, Place(self.path)))

    def table(self, name: str) -> Mapping[str, object]:
        found = self.tables.get(name, {})
        if isinstance(found, dict):
            return found
        self.fault(message("[{name}] is no table", name=name))
        return {}

    def split(self, table: str, key: str) -> tuple[str, ...]:
        """The words of a value, lower case; an underscore stands for a blank."""
        found = self.table(table).get(key, "")
        if isinstance(found, str):
            return tuple(found.casefold().split())
        self.fault(message("[{table}] {key} is no string", table=table, key=key))
        return ()

    def _conjugate(self, name: str, endings: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
        for word in self.split("forms", name):
            stem, plus, pattern = word.partition("+")
            if not plus:
                yield word
            elif pattern in endings:
                yield from (stem + ending for ending in endings[pattern])
            else:
                self.fault(message("unknown conjugation {word} in [forms]", word=word))

    def expand(self, table: str, key: str) -> frozenset[str]:
        """The words of a value in which `{name}` stands for the forms of a verb."""
        found: set[str] = set()
        for word in self.split(table, key):
            found |= self._forms(word) if word.startswith("{") else {word}
        return frozenset(found)

    def _forms(self, word: str) -> frozenset[str]:
        name = word.strip("{}")
        if name not in self.forms:
            self.fault(message("unknown forms {word}", word=word))
        return self.forms.get(name, frozenset())

    def mapping(
        self,
        table: str,
        key: str,
        convert: Callable[[str], _Value],
    ) -> Mapping[str, _Value]:
        """The pairs `word=value` of a value."""
        found = {}
        for pair in self.split(table, key):
            word, _, value = pair.partition("=")
            try:
                found[word] = convert(value)
            except ValueError:
                self.fault(message("[{table}] {key}: cannot read {pair}", **locals()))
        return MappingProxyType(found)

    def strings(self, where: str, table: Mapping[str, object], key: str) -> tuple[str, ...]:
        found = table.get(key, [])
        if isinstance(found, list) and all(isinstance(item, str) for item in found):
            return tuple(found)
        self.fault(message("[{where}] {key} is no list of strings", where=where, key=key))
        return ()

    def phrases(self) -> Iterator[Phrase]:
        """All phrases that are operators, and the idioms, which go first."""
        for text in self.strings("idioms", self.table("idioms"), "phrases"):
            yield Phrase(None, "", self.steps(text))
        for text in self.strings("negation", self.table("negation"), "phrases"):
            yield Phrase(ChangeClass.NEGATION, "not", self.steps(text))
        for name, kind in _FAMILIES.items():
            groups = self.tables.get(name, [])
            if not isinstance(groups, list):
                self.fault(message("[[{name}]] is no array of tables", name=name))
                continue
            for group in groups:
                yield from self._group(name, kind, group)

    def _group(self, name: str, kind: ChangeClass, group: Mapping[str, object]) -> Iterator[Phrase]:
        for text in self.strings(name, group, "phrases"):
            yield Phrase(
                kind,
                str(group.get("value", "")),
                self.steps(text),
                negated=str(group.get("negated", "")),
                plain=group.get("plain") is True,
                opens=group.get("opens") is True,
            )

    def book(self, table: str, key: str) -> PhraseBook:
        texts = self.strings(table, self.table(table), key)
        return PhraseBook(Phrase(None, "", self.steps(text)) for text in texts)

    def steps(self, text: str) -> tuple[Step, ...]:
        steps = tuple(self._step(part) for part in text.casefold().split())
        if not any(not step.context and not step.gap for step in steps):
            self.fault(message("the phrase {text} has no word", text=repr(text)))
            return (Step(words=frozenset({"\0"})),)
        return steps

    def _step(self, part: str) -> Step:
        if part == "...":
            return Step(gap=True)
        context = part.startswith("(") and part.endswith(")") and len(part) > 1
        negative = part.startswith("(!")
        if context:
            part = part[2 if negative else 1 : -1]
        if part in ("^", "$"):
            return Step(edge=True, context=context, negative=negative)
        words: set[str] = set()
        endings, beginnings, number = [], [], False
        for choice in part.split("|"):
            if choice == "<number>":
                number = True
            elif choice.startswith("<") and choice.endswith(">"):
                words |= self._class(choice)
            elif choice.startswith("{") and choice.endswith("}"):
                words |= self._forms(choice)
            elif choice.startswith("*"):
                endings.append(choice[1:])
            elif choice.endswith("*"):
                beginnings.append(choice[:-1])
            else:
                words.add(choice)
        return Step(
            words=frozenset(words),
            endings=tuple(endings),
            beginnings=tuple(beginnings),
            number=number,
            context=context,
            negative=negative,
        )

    def _class(self, choice: str) -> frozenset[str]:
        name = choice.strip("<>")
        if name not in self.words:
            self.fault(message("unknown words {choice}", choice=choice))
        return self.words.get(name, frozenset())

    def lexicon(self) -> Lexicon:
        return Lexicon(
            locale=str(self.tables.get("locale", "")),
            words=MappingProxyType(self.words),
            capitals=self.mapping("capitals", "words", str),
            joints=Joints(self.split("joints", "closed"), self.split("joints", "enclitics")),
            stem_endings=tuple(
                sorted(set(self.split("stems", "endings")), key=lambda word: (-len(word), word)),
            ),
            prefixes=Prefixes(
                self.split("prefixes", "negative"),
                frozenset(self.split("prefixes", "exceptions")),
            ),
            operators=PhraseBook(self.phrases()),
            negation=self._negation(),
            numbers=self._numbers(),
            references=self._references(),
            anaphora=self.book("anaphora", "phrases"),
            clauses=self._clauses(),
        )

    def _negation(self) -> Negation:
        seconds: dict[str, str] = {}
        for value, key in (("not", "not"), ("none", "none"), ("no longer", "no_longer")):
            seconds |= dict.fromkeys(self.split("negation", key), value)
        seconds |= dict.fromkeys(self.split("negation", "never"), "never")
        return Negation(
            particles=frozenset(self.split("negation", "particles")),
            seconds=MappingProxyType(seconds),
            restriction=frozenset(self.split("negation", "restriction")),
            nor=frozenset(self.split("negation", "nor")),
            never_expletive=frozenset(self.split("negation", "never_expletive")),
            noun_after=frozenset(self.split("negation", "noun_after")),
            expletive=self.book("negation", "expletive"),
        )

    def _numbers(self) -> Numbers:
        table = self.table("numbers")
        units = table.get("units", {})
        months = table.get("months", {})
        names = months.get("names", "") if isinstance(months, dict) else ""
        return Numbers(
            cardinals=self.mapping("numbers", "cardinals", int),
            multipliers=self.mapping("numbers", "multipliers", int),
            ordinals=self.mapping("numbers", "ordinals", int),
            collectives=self.mapping("numbers", "collectives", int),
            delays=self.mapping("numbers", "delays", int),
            per=frozenset(tuple(one.split("_")) for one in self.split("numbers", "per")),
            periodic=self.mapping("numbers", "periodic", str),
            clock=str(table.get("clock", "")),
            delay_unit=str(table.get("delay_unit", "")),
            denominators=self.mapping("numbers", "denominators", int),
            fractions=self.mapping("numbers", "fractions", Fraction),
            joiner=frozenset(self.split("numbers", "joiner")),
            one=frozenset(self.split("numbers", "one")),
            counted=frozenset(self.split("numbers", "counted")),
            doubtful=frozenset(self.split("numbers", "doubtful")),
            ordinal_endings=self.split("numbers", "ordinal_endings"),
            decimal=str(table.get("decimal", ".")),
            units=MappingProxyType(_units(units if isinstance(units, dict) else {})),
            months=MappingProxyType(_months(str(names))),
        )

    def _references(self) -> References:
        return References(
            nouns=self.mapping("references", "nouns", str),
            labels=self.split("references", "labels"),
            between=frozenset(self.split("references", "between")),
            separators=frozenset(self.split("references", "separators")),
            relative=frozenset(self.split("references", "relative")),
            foreign=frozenset(self.split("references", "foreign")),
        )

    def _clauses(self) -> Clauses:
        finite = self.expand("clauses", "finite") - self.expand("clauses", "not_finite")
        return Clauses(
            finite=finite,
            finite_endings=self.split("clauses", "finite_endings"),
            plural_endings=self.split("clauses", "plural_endings"),
            not_plural_endings=self.split("clauses", "not_plural_endings"),
            participle_endings=self.split("clauses", "participle_endings"),
            adverb_endings=self.split("clauses", "adverb_endings"),
            infinitive_endings=self.split("clauses", "infinitive_endings"),
            infinitive_markers=frozenset(self.split("clauses", "infinitive_markers")),
            nouns=frozenset(self.split("clauses", "nouns")),
            abbreviations=frozenset(self.split("clauses", "abbreviations")),
        )


def _units(table: Mapping[str, object]) -> dict[tuple[str, ...], str]:
    return {
        tuple(written.casefold().split("_")): name
        for name, words in table.items()
        for written in str(words).split()
    }


def _months(names: str) -> dict[str, int]:
    pairs = (pair.partition("=") for pair in names.casefold().split())
    return {word: int(value) for word, _, value in pairs}
