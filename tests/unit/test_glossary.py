"""The project's own terms."""

import pytest

from charter_i18n import glossary, lexicon, severity
from charter_i18n.errors import InputError
from charter_i18n.model import ChangeClass, Severity

FRENCH = lexicon.load("fr")
CSV = """term,kind,note
hébergeur|hébergeuse,actor,keeps the servers
éditeur,actor,
compte rendu,term,published after each session
journal local,term,
"""
TERMS = glossary.parse(CSV, "glossary.csv", joints=FRENCH.joints)


def judged(old, new):
    found = severity.classify([old], [new], lexicon=FRENCH, glossary=TERMS)
    return found.severity, found.classes


def test_terms_are_read():
    assert TERMS.terms[0] == glossary.Term(
        ("hébergeur", "hébergeuse"), ChangeClass.ACTOR, "keeps the servers"
    )
    assert [term.kind for term in TERMS.terms] == [ChangeClass.ACTOR] * 2 + [ChangeClass.TERM] * 2


def test_an_actor_replaced_is_critical():
    found = judged("L’éditeur conserve les journaux.", "L’hébergeur conserve les journaux.")
    assert found == (Severity.CRITICAL, (ChangeClass.ACTOR,))


def test_a_term_of_several_words_replaced_is_critical():
    found = judged("Un compte rendu est publié.", "Un résumé est publié.")
    assert found[0] is Severity.CRITICAL
    assert ChangeClass.TERM in found[1]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("L’hébergeur répond aux plaintes.", "L’hébergeuse répond aux plaintes."),
        ("Le compte rendu est publié.", "Les comptes rendus sont publiés."),
        ("Le journal local paraît.", "Les journaux locaux paraissent."),
    ],
)
def test_forms_of_one_term_are_one(old, new):
    assert judged(old, new)[0] <= Severity.MAJOR


def test_a_new_sentence_about_an_actor_is_an_addition():
    found = judged("Le vote est secret.", "Le vote est secret. L’éditeur tient la caisse.")
    assert found == (Severity.MAJOR, (ChangeClass.ADDITION,))


def test_a_quoted_comma_a_blank_line_and_a_mark_of_the_file_are_read():
    text = '\ufeffterm,kind,note\r\n\r\n"vote, blanc",Term,"a, b"\r\n'
    found = glossary.parse(text, "glossary.csv")
    assert found.terms == (glossary.Term(("vote, blanc",), ChangeClass.TERM, "a, b"),)


def test_columns_may_stand_in_another_order():
    found = glossary.parse("kind,note,term\nactor,,maire\n", "glossary.csv")
    assert found.terms[0].forms == ("maire",)


def test_every_fault_is_reported_with_its_line():
    text = "term,kind,note\nmaire,person,\n,actor,\nélu,actor,\nÉlu,term,\n"
    with pytest.raises(InputError) as caught:
        glossary.parse(text, "glossary.csv")
    assert [str(fault) for fault in caught.value.faults] == [
        "glossary.csv:2: unknown kind 'person': write actor or term",
        "glossary.csv:3: the term is missing",
        "glossary.csv:5: the term Élu stands in line 4 already",
    ]


@pytest.mark.parametrize("text", ["", "word,kind,note\n", "term;kind;note\nmaire;actor;\n"])
def test_a_wrong_heading_is_a_fault(text):
    with pytest.raises(InputError, match="the first line of a glossary is term,kind,note"):
        glossary.parse(text, "glossary.csv")


def test_broken_quotes_are_a_fault():
    with pytest.raises(InputError, match=r"glossary\.csv:2: not valid CSV"):
        glossary.parse('term,kind,note\n"maire,actor,\n', "glossary.csv")
