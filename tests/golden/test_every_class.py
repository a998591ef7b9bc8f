"""This repository's own charter after a revision with a change of each class."""

import pytest
from projects import Project
from test_revisions import CATALOGUE, CONFIG, SOURCE, base, moved

from charter_i18n.model import ChangeClass
from charter_i18n.pipeline.report import report
from charter_i18n.workspace import Workspace

EDITS = {
    ChangeClass.TYPOGRAPHY: ("«\u00a0le signataire\u00a0»", "«\u202fle signataire\u202f»"),
    ChangeClass.LINK: ("https://accessibilite.numerique.gouv.fr/", "https://example.org/"),
    ChangeClass.PUNCTUATION: ("droit en vigueur sans jamais", "droit en vigueur, sans jamais"),
    ChangeClass.SPELLING: ("Tableau des réponses", "Tableau des réponse"),
    ChangeClass.RENUMBERING: ("### Article 12 – Révision", "### Article 13 – Révision"),
    ChangeClass.WORDING: ("en termes clairs", "dans une langue simple"),
    ChangeClass.ADDITION: (
        "participation est gratuite.",
        "participation est gratuite. Nul ne paie pour lire.",
    ),
    ChangeClass.DELETION: (" L’utilisateur en est informé avant de contribuer.", ""),
    ChangeClass.REFERENCE: (
        "contraire à l’[article 10](#article-10)",
        "contraire à l’[article 9](#article-9)",
    ),
    ChangeClass.NUMBER: ("dans un délai de huit jours", "dans un délai de quinze jours"),
    ChangeClass.MODALITY: (
        "s’engage à répondre publiquement",
        "s’efforce de répondre publiquement",
    ),
    ChangeClass.SCOPE: ("traiter toutes les contributions", "traiter certaines contributions"),
    ChangeClass.EXCEPTION: (", sauf lorsque la loi ou la protection des personnes s’y oppose", ""),
    ChangeClass.COORDINATION: ("erreur manifeste ou mettre fin", "erreur manifeste et mettre fin"),
    ChangeClass.ACTOR: ("- remettre à l’initiateur, sans", "- remettre à l’utilisateur, sans"),
    ChangeClass.TERM: ("La plateforme devrait rester", "La démarche devrait rester"),
    ChangeClass.NEGATION: ("Nul n’y siège dans une affaire", "Nul y siège dans une affaire"),
    ChangeClass.SPLIT: ("identité vérifiée. Il peut", "identité vérifiée.\n\nIl peut"),
    ChangeClass.MERGED: ("plus de deux.\n\nIl est interdit", "plus de deux. Il est interdit"),
}
MOVE = moved("L’utilisateur, informé du présent article", "### Article 11 – Signalements")
UNKNOWN = 'msgid "Preuve"\n'
REASON = "Nul n’ taken out: the clause is no longer negated"


@pytest.fixture(scope="module")
def charter(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The charter and its translation into English, after the revision and `sync`."""
    project = Project(tmp_path_factory.mktemp("charter"))
    project.write("charter-i18n.toml", CONFIG)
    for name in (SOURCE, CATALOGUE, "source/glossaire.csv"):
        project.write(name, base(name))
    project.sync()
    project.write("before/charte.md", project.read(SOURCE))
    project.write(SOURCE, MOVE(project.read(SOURCE)))
    for old, new in EDITS.values():
        assert project.read(SOURCE).count(old) == 1, f"choose another sentence: {old}"
        project.edit(SOURCE, old, new)
    project.sync()
    project.edit(CATALOGUE, UNKNOWN, f"#, fuzzy\n{UNKNOWN}")
    return project


def test_every_class_is_found(charter: Project):
    found = report(Workspace.find(charter.root))
    classes = {name for item in found.items for name in item.classes}
    # A text that moved has nothing to translate; only diff speaks of it.
    assert classes == set(ChangeClass) - {ChangeClass.MOVED}
    assert "minor moved  " in charter.run("diff", str(charter.root / "before")).stdout


def test_the_lost_negation_is_the_first_item_with_its_reason(charter: Project):
    text = charter.run("report").stdout
    assert text.startswith("critical stale (negation")
    assert REASON in text.split("\n\n")[0]
    markdown = charter.run("report", "--format", "markdown").stdout
    first = markdown[markdown.index("\n### ") + 1 :].partition("\n")[0]
    assert first == f"### critical stale (negation): {REASON}"
    html = charter.run("report", "--format", "html").stdout
    article = html[html.index("<article") : html.index("</article>")]
    assert 'data-class="negation' in article
    assert "Nul n’" in article
