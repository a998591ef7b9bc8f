"""Sources, revisions and translations for the laws of `sync`, and how many examples to try."""

import os

from hypothesis import settings
from hypothesis import strategies as st

_LONG_RUN = 50


def examples(count: int) -> settings:
    """So many examples, and many more in a long random run (`CHARTER_I18N_FUZZ=1`)."""
    return settings(max_examples=count * _LONG_RUN if "CHARTER_I18N_FUZZ" in os.environ else count)


# Sentences that resemble each other, as those of a charter do.
_ACTORS = ("L’initiateur", "Le prestataire", "Chaque utilisateur", "L’initiateur ou le prestataire")
_VERBS = (
    "publie",
    "doit publier",
    "ne doit pas publier",
    "peut publier",
    "s’engage à publier",
    "s’efforce de publier",
    "garantit",
)
_OBJECTS = (
    "les résultats de la consultation",
    "le code source",
    "toutes les contributions",
    "la liste des 15 contributions",
    "les données sur [le portail](https://exemple.fr/a)",
)
_TAILS = ("", " dans un délai de 15 jours", " dans un délai d’un mois", ", sauf urgence", " ici !")

sentences = st.builds(
    "{} {} {}{}.".format,
    st.sampled_from(_ACTORS),
    st.sampled_from(_VERBS),
    st.sampled_from(_OBJECTS),
    st.sampled_from(_TAILS),
)
paragraphs = st.lists(sentences, min_size=1, max_size=2).map(" ".join)
headings = st.builds(
    "## {}".format, st.sampled_from(("Article 1", "Article 2", "Préambule", "Des moyens", "Fin"))
)
blocks = st.one_of(
    paragraphs,
    paragraphs,
    paragraphs,
    headings,
    st.lists(sentences, min_size=2, max_size=3).map(lambda items: "- " + "\n- ".join(items)),
    paragraphs.map("> {}".format),
    st.builds("<!-- i18n:context {} -->\n{}".format, st.sampled_from("ab"), paragraphs),
    st.builds("<!-- i18n:comment {} -->\n{}".format, st.sampled_from("ab"), paragraphs),
)

# What changes nothing but a link, and what may change the meaning of a text.
LINK_EDITS = (("exemple.fr/a", "exemple.fr/b"), ("exemple.fr/b", "exemple.fr/a"))
EDITS = (
    ("ne doit pas", "doit"),
    ("doit", "ne doit pas"),
    ("peut", "doit"),
    ("s’engage à", "s’efforce de"),
    ("15", "quinze"),
    ("15", "30"),
    ("un mois", "deux mois"),
    ("L’initiateur", "L’organisateur"),
    ("ou le", "et le"),
    ("résultats", "résultats complets"),
    (", sauf urgence", ""),
    ("Article 1", "Article 2"),
    (".", ", notamment en ligne."),
    ("publier", "ne pas publier"),
)

# Texts that translators write; each is made unlike any other where it is used.
translations = st.builds(
    "{}{}".format,
    st.sampled_from(
        (
            "Los resultados",
            "« \u00a0»",
            'un "texto" entre \\ comillas',
            "dos\nlíneas",
            "línea\n",
            "tab\taquí",
            "[el portal](https://exemple.fr/a)",
            "\u2028 raro \x85",
            "النص",
        )
    ),
    st.sampled_from(("", ".", " ")),
)
