"""How much a change matters: contexts, reasons, proposals, and languages without a lexicon."""

import pytest

from charter_i18n import lexicon, severity
from charter_i18n.model import ChangeClass, Severity
from charter_i18n.severity import Context, Proposal

FRENCH = lexicon.load("fr")


NOTHING = Context()


def judged(old, new, context=NOTHING):
    olds = [old] if isinstance(old, str) else old
    news = [new] if isinstance(new, str) else new
    return severity.classify(olds, news, lexicon=FRENCH, context=context)


REASONS = [
    (
        "Le maire s’engage à répondre.",
        "Le maire s’efforce de répondre.",
        "s’engage à → s’efforce de: obligation of result weakened to one of means",
    ),
    (
        "Le maire s'efforce de répondre.",
        "Le maire s'engage à répondre.",
        "s'efforce de → s'engage à: obligation of means strengthened to one of result",
    ),
    (
        "Le maire doit répondre.",
        "Le maire peut répondre.",
        "doit → peut: obligation weakened to permission",
    ),
    (
        "Le maire devrait répondre.",
        "Le maire doit répondre.",
        "devrait → doit: recommendation strengthened to obligation",
    ),
    (
        "Le maire ne peut répondre.",
        "Le maire peut répondre.",
        "ne peut → peut: prohibition turned into permission",
    ),
    (
        "Le maire peut voter.",
        "Le maire vote.",
        "peut taken out: permission turned into a plain rule",
    ),
    ("Le maire vote.", "Le maire peut voter.", "peut put in: a plain rule turned into permission"),
    ("Il vote.", "Il ne vote pas.", "ne … pas put in: the clause is now negated"),
    ("Le vote dure 3 jours.", "Le vote dure 4 jours.", "3 jours → 4 jours: the figure has changed"),
    (
        "Le vote est clos.",
        "Le vote est clos, sauf panne.",
        "sauf put in: an exception or condition is new",
    ),
    ("Le vote et l’avis.", "Le vote ou l’avis.", "et → ou: what is joined is joined otherwise"),
    (
        "Tous les avis sont lus.",
        "Certains avis sont lus.",
        "Tous les → Certains: what the clause covers has changed",
    ),
    ("Le vote est clos.", "Le scrutin est clos.", "vote → scrutin: the wording has changed"),
    ("Il vote.", "Il vote. Il signe aussi le registre.", "put in: Il signe aussi le registre."),
    ("Il vote. Il signe aussi le registre.", "Il vote.", "taken out: Il signe aussi le registre."),
    ("Le vote, clos.", "Le vote clos.", "only punctuation, capitals, accents or emphasis differ"),
    ("Le secrétariat.", "Le secretaritat.", "only the spelling of words differs"),
    ("Un  avis", "Un avis", "only blanks, apostrophes, quotation marks or dashes differ"),
    ("<https://a.fr>", "<https://b.fr>", "only the addresses of links differ"),
    ("[a](#b)", "[a](#c)", "#b → #c: the reference points elsewhere"),
    (
        "Voir l’article 5.",
        "Voir l’article 6.",
        "article 5 → article 6: the reference points elsewhere",
    ),
    ("Voir l’avis.", "Voir [l’avis](https://a.fr).", "a link has come or gone"),
    ("Article 5 : Vote", "Article 6 : Vote", "Article 5 → Article 6: the label of this segment"),
    ("Article 5 : Vote", "Vote", "the label Article 5 has come or gone"),
    ("Le vote clos (1).", "Le vote clos.", "the mark (1) has come or gone"),
    ("Le vote (1) clos.", "Le vote (3) clos.", "(1) → (3): the figure has changed"),
    (
        "Le vote est clos. Le maire signe.",
        "Le maire signe. Le vote est clos.",
        "sentences have changed places",
    ),
    ("a", "a", "nothing has changed"),
]


@pytest.mark.parametrize(("old", "new", "reason"), REASONS)
def test_the_reason_says_what_happened(old, new, reason):
    assert str(judged(old, new).reason) == reason


def test_a_long_passage_is_cited_shortened():
    sentence = "La trésorière tient la caisse et présente les comptes à chaque séance du bureau."
    reason = str(judged("Il vote.", f"Il vote. {sentence}").reason)
    assert reason == (
        "put in: La trésorière tient la caisse et présente les comptes à chaque séance …"
    )


def test_classes_stand_worst_first_and_the_reason_is_of_the_first():
    found = judged(
        "Article 3 : Le maire publie 5 avis.",
        "Article 4 : Le maire ne publie pas 6 rapports.",
    )
    assert found.classes == (
        ChangeClass.NEGATION,
        ChangeClass.NUMBER,
        ChangeClass.WORDING,
        ChangeClass.RENUMBERING,
    )
    assert "negated" in str(found.reason)


HEADINGS = [
    ("Article 5 : Vote", "Article 6 : Vote"),
    ("Article 6 : Recours", "Article 7 : Recours"),
    ("Article 2 : Objet", "Article 2 : Objet"),
    ("Chapitre III", "Chapitre IV"),
]
PARAGRAPHS = [
    ("Le maire signe.", "Le maire signe l’acte."),
    ("3° Le maire", "4° Le maire"),
    ("3° L’élu", "5° L’élu"),
    ("Section 1 : Vote", "Section 2 : Vote"),
]
RENUMBERED = severity.renumbering(HEADINGS + PARAGRAPHS, lexicon=FRENCH, headings=HEADINGS)


def test_renumbering_maps_labels_and_fragments_one_to_one():
    assert RENUMBERED["article 5"] == "article 6"
    assert RENUMBERED["article 2"] == "article 2"
    assert RENUMBERED["chapitre 3"] == "chapitre 4"
    assert RENUMBERED["#article-5"] == "#article-6"
    assert RENUMBERED["#article-5--vote"] == "#article-6--vote"
    assert RENUMBERED["section 1"] == "section 2"
    assert "#section-1" not in RENUMBERED, "a paragraph has no fragment"
    assert not any(name.startswith("°") for name in RENUMBERED), "3° went to two places"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Voir l’article 5.", "Voir l’article 6."),
        ("Voir l’art. 5.", "Voir l’art. 6."),
        ("Voir les articles 5 et 6.", "Voir les articles 6 et 7."),
        ("Voir [le vote](#article-5).", "Voir [le vote](#article-6)."),
        ("Voir [le vote](#article-5--vote).", "Voir [le vote](#article-6--vote)."),
        ("Voir [l’article 5](#article-5).", "Voir [l’article 6](#article-6)."),
        ("[Articles 5 et 6](#article-5)", "[Articles 6 et 7](#article-6)"),
        ("Voir le chapitre III.", "Voir le chapitre IV."),
    ],
)
def test_a_reference_that_follows_the_renumbering_is_minor(old, new):
    found = judged(old, new, Context(renumbered=RENUMBERED))
    assert found.severity is Severity.MINOR
    assert found.classes == (ChangeClass.RENUMBERING,)
    assert judged(old, new).severity is Severity.MAJOR


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Voir l’article 5.", "Voir l’article 7."),
        ("Voir l’article 2.", "Voir l’article 3."),
        ("Voir l’article 5 du code civil.", "Voir l’article 6 du code civil."),
        ("Voir l’article 5 de la loi.", "Voir l’article 6 de la loi."),
        ("Voir [le vote](#article-5).", "Voir [le vote](#article-7)."),
        ("Voir [l’article 5](#article-5).", "Voir [l’article 5](#article-6)."),
        ("Voir les articles 5 et 6.", "Voir les articles 6 et 8."),
    ],
)
def test_a_reference_that_goes_elsewhere_is_major(old, new):
    found = judged(old, new, Context(renumbered=RENUMBERED))
    assert found.severity is Severity.MAJOR
    assert ChangeClass.REFERENCE in found.classes


def test_by_default_every_segment_may_have_a_fragment():
    found = severity.renumbering(PARAGRAPHS, lexicon=FRENCH)
    assert found["#section-1"] == "#section-2"


def test_mechanical_edits_are_proposed():
    old, new = "Article 5 : [ici](#article-5)", "Article 6 : [ici](#article-6)"
    found = judged(old, new, Context(renumbered=RENUMBERED))
    assert found.severity is Severity.MINOR
    assert set(found.proposals) == {Proposal("5", "6"), Proposal("#article-5", "#article-6")}
    link = judged("[a](http://a.fr) <http://b.fr>", "[a](https://a.fr) <http://b.fr>")
    assert link.proposals == (Proposal("http://a.fr", "https://a.fr"),)


def test_a_text_that_only_moved_has_no_severity():
    found = judged("Le vote est clos.", "Le vote est clos.", Context(moved=True))
    assert found.severity is Severity.NONE
    assert found.classes == (ChangeClass.MOVED,)


@pytest.mark.parametrize(
    "text",
    [
        "Les délais de l’alinéa précédent sont doublés.",
        "Les règles ci-dessus sont publiques.",
        "Le présent article est d’ordre public.",
        "Les conditions qui précèdent sont cumulatives.",
        "Lesdites règles sont publiques.",
    ],
)
def test_a_moved_anaphora_is_minor(text):
    found = judged(text, text, Context(moved=True))
    assert found.severity is Severity.MINOR
    assert severity.anaphora(text, lexicon=FRENCH)
    assert "refers to what stands around it" in str(found.reason)


def test_what_refers_to_nothing_around_is_no_anaphora():
    assert not severity.anaphora("Le maire présent signe l’article 5.", lexicon=FRENCH)


def test_moved_and_reworded_is_reworded():
    found = judged("Le vote est clos.", "Le scrutin est clos.", Context(moved=True))
    assert found.severity is Severity.MAJOR
    assert found.classes == (ChangeClass.WORDING, ChangeClass.MOVED)


def test_a_split_without_another_change_is_minor():
    found = judged("Le vote est clos. Il est public.", ["Le vote est clos.", "Il est public."])
    assert found.severity is Severity.MINOR
    assert found.classes == (ChangeClass.SPLIT,)


def test_a_merge_that_denies_is_critical():
    found = judged(
        ["Le vote est clos.", "Il est public."], "Le vote est clos. Il n’est pas public."
    )
    assert found.severity is Severity.CRITICAL
    assert found.classes == (ChangeClass.NEGATION, ChangeClass.MERGED)


def test_unknown_origin_is_major():
    found = severity.unknown()
    assert found.severity is Severity.MAJOR
    assert found.classes == (ChangeClass.UNKNOWN,)


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        ("El ple pot votar.", "El ple ha de votar.", Severity.MAJOR),
        ("L'avís", "L’avís", Severity.COSMETIC),
        ("L’avís, clar", "L’avís clar", Severity.MINOR),
        ("La transparencia", "La transparència", Severity.MINOR),
        # No dictionary tells a slip from another word.
        ("La transparancia", "La transparència", Severity.MAJOR),
        ("El ple té 5 dies.", "El ple té 6 dies.", Severity.CRITICAL),
        ("Article 5: Vot", "Article 6: Vot", Severity.MINOR),
        ("", "El ple", Severity.MAJOR),
    ],
)
def test_a_language_without_a_lexicon_has_the_ladder(old, new, wanted):
    found = severity.classify([old], [new], lexicon=lexicon.load("ca"))
    assert found.severity is wanted
