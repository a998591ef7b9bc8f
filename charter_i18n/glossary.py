"""The project's glossary: the parties of the charter and its defined terms.

A CSV file in UTF-8 with the columns `term`, `kind` (`actor` or `term`) and `note`:

    term,kind,note
    initiateur|initiatrice,actor,who opens a consultation
    compte rendu,term,

Forms of one term are separated by `|`; plurals in -s and -x are understood.
"""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from charter_i18n import normalise
from charter_i18n.errors import Fault, InputError, Message, Place, message
from charter_i18n.lexicon import Phrase, PhraseBook
from charter_i18n.lexicon.phrases import Step
from charter_i18n.model import ChangeClass

COLUMNS = ("term", "kind", "note")
_KINDS: Mapping[str, ChangeClass] = MappingProxyType(
    {"actor": ChangeClass.ACTOR, "term": ChangeClass.TERM},
)
_PLURALS = ("s", "x")


@dataclass(frozen=True, slots=True)
class Term:
    """A defined word or group of words, with its other forms."""

    forms: tuple[str, ...]
    kind: ChangeClass
    note: str = ""


@dataclass(frozen=True, slots=True)
class Glossary:
    """The terms of a project; `book` finds them in a text."""

    terms: tuple[Term, ...] = ()
    book: PhraseBook = field(default_factory=PhraseBook, compare=False, repr=False)


def parse(text: str, path: str, *, joints: normalise.Joints = normalise.PLAIN) -> Glossary:
    """Read a glossary.

    Args:
        text: The CSV file.
        path: Its name, for messages.
        joints: How the source language joins words.

    Raises:
        InputError: With every line that is not a term.
    """
    faults: list[Fault] = []
    terms: list[Term] = []
    seen: dict[str, int] = {}
    for line, row in _rows(text.removeprefix("\ufeff"), path, faults):
        problem = _problem(row, seen)
        if problem is not None:
            faults.append(Fault(problem, Place(path, line)))
            continue
        forms = _forms(row)
        seen |= dict.fromkeys((form.casefold() for form in forms), line)
        terms.append(Term(forms, _KINDS[row["kind"].strip().casefold()], row["note"].strip()))
    if faults:
        raise InputError(faults)
    return Glossary(tuple(terms), PhraseBook(_phrases(terms, joints)))


def _rows(text: str, path: str, faults: list[Fault]) -> Iterator[tuple[int, Mapping[str, str]]]:
    """The rows below the heading, with their lines; missing cells are empty."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        names = [name.strip().casefold() for name in next(reader, [])]
        if sorted(names) != sorted(COLUMNS):
            expected = ",".join(COLUMNS)
            problem = message("the first line of a glossary is {expected}", expected=expected)
            faults.append(Fault(problem, Place(path, 1)))
            return
        for cells in reader:
            if any(map(str.strip, cells)):
                padded = [*cells, *[""] * len(names)]
                yield reader.line_num, dict(zip(names, padded, strict=False))
    except csv.Error as error:
        problem = message("not valid CSV: {reason}", reason=error)
        faults.append(Fault(problem, Place(path, reader.line_num)))


def _forms(row: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(form.strip() for form in row["term"].split("|") if form.strip())


def _problem(row: Mapping[str, str], seen: Mapping[str, int]) -> Message | None:
    forms = _forms(row)
    if not forms:
        return message("the term is missing")
    kind = row["kind"].strip()
    if kind.casefold() not in _KINDS:
        return message("unknown kind {kind}: write actor or term", kind=repr(kind))
    for form in forms:
        if form.casefold() in seen:
            line = seen[form.casefold()]
            return message("the term {form} stands in line {line} already", form=form, line=line)
    return None


def _phrases(terms: list[Term], joints: normalise.Joints) -> Iterator[Phrase]:
    for term in terms:
        for form in term.forms:
            words = normalise.tokens(normalise.typography(form).casefold(), joints=joints)
            steps = tuple(Step(words=_inflected(word)) for word in words)
            yield Phrase(term.kind, term.forms[0].casefold(), steps)


def _inflected(word: str) -> frozenset[str]:
    """A word with its plural; an elided word or a sign as it is."""
    if not word[-1].isalpha():
        return frozenset({word})
    plurals = {word + ending for ending in _PLURALS}
    if word.endswith("al"):
        plurals.add(word.removesuffix("al") + "aux")
    return frozenset({word, *plurals})
