"""Likeness by words, words in another spelling, and redlines."""

import pytest

from charter_i18n import lexicon, similarity

FRENCH = lexicon.load("fr")
SIGNS = {"equal": "{}", "delete": "[-{}-]", "insert": "[+{}+]"}


def drawn(old, new, known=FRENCH):
    return "".join(
        SIGNS[op].format(text) for op, text in similarity.redline(old, new, lexicon=known)
    )


REDLINES = [
    ("Il ne peut voter.", "Il peut voter.", "Il [-ne -]peut voter."),
    ("Il doit publier.", "Il peut annoncer.", "Il [-doit-][+peut+] [-publier-][+annoncer+]."),
    ("Un vote clair net.", "Un débat vif long.", "Un [-vote clair net-][+débat vif long+]."),
    (
        "Le groupe de travail rend compte.",
        "La commission de suivi rend compte.",
        "[-Le groupe de travail-][+La commission de suivi+] rend compte.",
    ),
    (
        "Le vote de liste.",
        "Le vote blanc de liste électorale.",
        "Le vote [+blanc +]de liste[+ électorale+].",
    ),
    (
        "Un chat. Un rat.",
        "Deux chiens. Deux loups.",
        "[-Un-][+Deux+] [-chat-][+chiens+]. [-Un-][+Deux+] [-rat-][+loups+].",
    ),
    (
        "Le service ne peut refuser.",
        "La mairie ne doit exclure.",
        "[-Le service-][+La mairie+] ne [-peut-][+doit+] [-refuser-][+exclure+].",
    ),
    (
        "Le maire qui ne vote pas ici dans la salle.",
        "Le maire assis peut signer trois fois dans la salle.",
        "Le maire [-qui ne vote pas ici-][+assis peut signer trois fois+] dans la salle.",
    ),
    ("La transparance.", "La transparence.", "La transpar[-a-][+e+]nce."),
    ("Le maire adopte.", "Le maire adapte.", "Le maire [-adopte-][+adapte+]."),
    ("30 jours francs", "60 jours ouvrés", "[-30-][+60+] jours [-francs-][+ouvrés+]"),
    ("Il vote.", "Il signe ici. Il vote.", "[+Il signe ici. +]Il vote."),
    ("A. Il y va.", "A. Il z. Il y va.", "A. [+Il z. +]Il y va."),
    ("Trois élus", "Trois  élus", "Trois[- -][+  +]élus"),
    ("", "Avis", "[+Avis+]"),
    ("Avis", "", "[-Avis-]"),
    ("Avis", "Avis", "Avis"),
    ("", "", ""),
]


@pytest.mark.parametrize(("old", "new", "expected"), REDLINES)
def test_redline(old, new, expected):
    assert drawn(old, new) == expected


def test_without_a_lexicon_only_figures_are_guarded():
    assert drawn("Il doit publier 3 avis.", "Il peut annoncer 4 voix.", None) == (
        "Il [-doit publier-][+peut annoncer+] [-3-][+4+] [-avis-][+voix+]."
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("consulation", "consultation"),
        ("initateur", "initiateur"),
        ("decision", "décision"),
        ("œuvre", "oeuvre"),
        ("plublication", "publication"),
        ("commision", "commission"),
        ("aparaître", "apparaître"),
        ("prise", "prises"),
        ("public", "publics"),
    ],
)
def test_same_word(old, new):
    assert similarity.same_word(old, new)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("adopter", "adapter"),
        ("prescription", "proscription"),
        ("légal", "égal"),
        ("antérieur", "intérieur"),
        ("loi", "lot"),
        ("publie", "publiera"),
        ("publieront", "publierons"),
        ("mineur", "majeur"),
        ("30", "31"),
    ],
)
def test_other_word(old, new):
    assert not similarity.same_word(old, new)


def test_ratio():
    assert similarity.ratio("Le vote est public.", "le vote est public") == 1.0
    assert similarity.ratio("Le vote", "Un débat") == 0.0
    assert similarity.ratio("", "") == 1.0
    assert 0.5 < similarity.ratio("Le vote est public.", "Le vote est secret.") < 1.0


@pytest.mark.parametrize("count", [300, 1200])
def test_a_redline_of_very_many_words_stays_exact(count):
    old = " ".join(f"mot{number}" for number in range(count))
    new = old.replace("mot150 ", "terme ").replace("mot40 ", "")
    found = drawn(old, new)
    assert found.count("[-mot150-][+terme+]") == 1
    assert found.count("[-mot40 -]") == 1
    assert found.count("[") == 3
