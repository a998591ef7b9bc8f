"""The levels on which texts are compared, tokens, labels and URLs."""

import pytest

from charter_i18n import lexicon, normalise

FRENCH = lexicon.load("fr")

SAME_TYPOGRAPHY = {
    "no-break space before a mark": ("Qui vote\u00a0?", "Qui vote ?"),
    "no space before a mark": ("Qui vote?", "Qui vote\u202f?"),
    "inside guillemets": ("«\u00a0usager\u00a0»", "«usager»"),
    "guillemets": ("« usager »", '"usager"'),
    "English quotation marks": ("“usager”", "«\u202fusager\u202f»"),
    "apostrophe": ("l'avis", "l’avis"),
    "dash": ("avis – public", "avis — public"),
    "no-break hyphen": ("rendez\u2011vous", "rendez-vous"),
    "runs of blanks": ("est  ouvert", "est ouvert"),
    "thousands": ("1\u202f000 euros", "1 000 euros"),
    "soft hyphen": ("partici\u00adpation", "participation"),
    "zero-width space": ("avis\u200bpublic", "avispublic"),
    "byte order mark": ("\ufeffavis", "avis"),
    "decomposed accent": ("e\u0301tat", "état"),
    "blanks around a hard break": ("un \n deux", "un\ndeux"),
    "trailing blank": ("avis ", "avis"),
}
OTHER_TYPOGRAPHY = {
    "a letter": ("avis", "avif"),
    "a capital": ("État", "état"),
    "an accent": ("A défaut", "À défaut"),
    "a comma": ("avis, public", "avis public"),
    "a space between words": ("plate forme", "plateforme"),
    "a hyphen": ("plate-forme", "plateforme"),
    "an ellipsis": ("lit...", "lit…"),
    "code": ("`a-b`", "`a–b`"),
    "code in double ticks": ("``a ` - b``", "``a ` – b``"),
    "a relative link": ("[a](b-c.md)", "[a](b–c.md)"),
    "a template": ("{{ a-b }}", "{{ a–b }}"),
    "an attribute": ("<a title='b-c'>", "<a title='b–c'>"),
    "a hard break": ("un\ndeux", "un deux"),
    "a ligature": ("œuvre", "oeuvre"),
}


@pytest.mark.parametrize("pair", SAME_TYPOGRAPHY.values(), ids=SAME_TYPOGRAPHY.keys())
def test_typography_ignores(pair):
    assert normalise.typography(pair[0]) == normalise.typography(pair[1])


@pytest.mark.parametrize("pair", OTHER_TYPOGRAPHY.values(), ids=OTHER_TYPOGRAPHY.keys())
def test_typography_tells_apart(pair):
    assert normalise.typography(pair[0]) != normalise.typography(pair[1])


def test_an_escaped_tick_opens_no_code():
    assert normalise.typography("\\`a – b\\`") == "\\`a - b\\`"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("À l’État, « rien » !", "a l etat rien"),
        ("**Avis** _public_", "avis public"),
        ("le `Code-Source`", "le `Code-Source`"),
        ("5 % des 1,5", "5 % des 1 5"),
        ("§ 2 à 10 €", "§ 2 a 10 €"),
        ("n&nbsp;°&nbsp;5 &eacute;t&eacute;", "n ° 5 ete"),
        ("Voir <https://exemple.fr/A>.", "voir <https://exemple.fr/A>"),
    ],
)
def test_letters_ignore_punctuation_case_and_accents(text, expected):
    assert normalise.letters(text) == expected


LABELS = {
    "Article 5 : Objet": " Objet",
    "Article 5": "",
    "**Article 5** – Objet": "** - Objet",
    "Art. 5. – Objet": " Objet",
    "Article L. 111-1": "",
    "Article 5 bis : Objet": " Objet",
    "Article premier : Objet": " Objet",
    "Article premier": "",
    "Article premier du code civil": None,
    "Règle n° 2 – Objet": None,
    "3° Le maire": " Le maire",
    "a) le nom": " le nom",
    "1. Le maire": " Le maire",
    "1.2.3 Le maire": " Le maire",
    "II. – Le maire": " Le maire",
    "§ 3 Le maire": " Le maire",
    "Article 5 Objet": " Objet",
    "L’article 5 dit": None,
    "Article 5 du code civil": None,
    "Articles 5 et 6": None,
    "10 jours": None,
    "2017 est loin": None,
    "18 h : fermeture": None,
    "À la fin": None,
    "Titre II : Élections": None,
}


@pytest.mark.parametrize(("text", "rest"), LABELS.items())
def test_the_own_label_is_masked(text, rest):
    expected = normalise.typography(text)
    if rest is not None:
        start = expected.index("A") if expected.startswith("**") else 0
        expected = expected[:start] + normalise.LABEL_MARK + rest
    assert normalise.masked(text) == expected


def test_further_nouns_make_labels():
    nouns = FRENCH.references.labels
    assert normalise.masked("Titre II : Vote", nouns=nouns) == normalise.LABEL_MARK + " Vote"
    assert normalise.masked("Mai 1968", nouns=nouns) == "Mai 1968"
    assert normalise.masked("Budget 2022", nouns=nouns) == "Budget 2022"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("l’avis d'un élu", ("l’", "avis", "d'", "un", "élu")),
        ("aujourd’hui, doit-il", ("aujourd’hui", ",", "doit", "-il")),
        ("Qu'en a-t-il dit ?", ("Qu'", "en", "a", "-t-il", "dit", "?")),
        ("lorsqu’un rendez-vous", ("lorsqu’", "un", "rendez-vous")),
        ("peut-être celui-ci", ("peut-être", "celui-ci")),
        ("1 000,50 € à 5 %", ("1 000,50", "€", "à", "5", "%")),
        ("art. 815-14,815-15", ("art", ".", "815-14", ",", "815-15")),
        ("le 1er et le 3°", ("le", "1er", "et", "le", "3°")),
        ("`a b` <br> {{ x }}", ("`a b`", "<br>", "{{ x }}")),
        ("voir https://exemple.fr/a.", ("voir", "https://exemple.fr/a", ".")),
        ("note[^1]", ("note", "[^1]")),
        ("prud’hommes", ("prud’hommes",)),
    ],
)
def test_tokens_of_french(text, expected):
    assert normalise.tokens(text, joints=FRENCH.joints) == expected


def test_an_unknown_language_is_cut_at_every_apostrophe():
    assert normalise.tokens("dell'avviso doit-il") == ("dell'", "avviso", "doit-il")


def test_words_are_lower_case_and_without_signs():
    assert normalise.words("L’État, 1,5 % `a b` !") == ("l", "état", "1,5", "`a b`")


URLS = "[a](http://a.fr/x(y)) <https://b.fr> https://c.fr/d-e, `http://code.fr` (mailto:a@d.fr)"


def test_urls_are_found_outside_code():
    found = ("http://a.fr/x(y)", "https://b.fr", "https://c.fr/d-e", "mailto:a@d.fr")
    assert normalise.urls(URLS) == found


def test_relative_links_are_no_urls():
    assert normalise.urls("[a](#b) [c](d.md) [e](/f) www.exemple.fr") == ()


@pytest.mark.parametrize(
    ("translation", "old", "new", "expected"),
    [
        (
            "See [it](http://a.fr).",
            "[ça](http://a.fr)",
            "[ça](https://a.fr)",
            "See [it](https://a.fr).",
        ),
        ("See it.", "[ça](http://a.fr)", "[ça](https://a.fr)", None),
        ("http://a.fr http://a.fr", "http://a.fr", "http://b.fr", None),
        (
            "http://b.fr http://a.fr",
            "http://a.fr http://b.fr",
            "http://b.fr http://a.fr",
            "http://a.fr http://b.fr",
        ),
        ("http://a.fr", "http://a.fr", "http://a.fr http://b.fr", None),
        ("http://a.fr http://a.fr", "http://a.fr http://a.fr", "http://a.fr http://b.fr", None),
    ],
)
def test_urls_are_swapped_where_they_correspond(translation, old, new, expected):
    assert normalise.swap_urls(translation, old, new) == expected


def test_found_by_fuzzing_a_soft_hyphen_is_no_seam():
    text = "**avis**\u00adhttps://exemple.fr/b"
    assert normalise.letters(normalise.typography(text)) == normalise.letters(text)
    assert normalise.urls(normalise.typography("le\u00adhttps://exemple.fr/b")) == ()
