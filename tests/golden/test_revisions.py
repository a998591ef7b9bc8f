"""`docs/revisions.md`: what the tool says of ten revisions of this repository's own charter.

Each is made in a scratch copy, in a git repository. `make golden` writes what was said into the
page; the diff is what a reviewer reads.
"""

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from projects import Project
from repositories import Repository

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "revisions.md"
WRITE = os.environ.get("CHARTER_I18N_GOLDEN") == "write"
SOURCE, CATALOGUE = "source/charte.md", "locale/en/LC_MESSAGES/charte.po"
CONFIG = 'locales = ["en"]\nglossary = "source/glossaire.csv"\n'
_BLOCK = re.compile(
    r"(<!-- revision: (?P<name>[a-z-]+) -->\n)(?P<text>.*?)(<!-- end -->)", re.DOTALL
)

Edit = tuple[str, str] | Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Revision:
    """A revision of the charter: its edits, and the commands that tell of it."""

    name: str
    edits: tuple[Edit, ...]
    commands: tuple[str, ...] = ("diff git:HEAD", "sync")


def moved(start: str, before: str) -> Callable[[str], str]:
    """The paragraph that begins with `start`, moved before the line `before`."""

    def move(text: str) -> str:
        (found,) = re.findall(rf"^{re.escape(start)}[^\n]*\n\n", text, re.MULTILINE)
        text = text.replace(found, "")
        assert text.count(before) == 1
        return text.replace(before, found + before)

    return move


REVISIONS = (
    Revision("typography", (("«\u00a0le signataire\u00a0»", "«\u202fle signataire\u202f»"),)),
    Revision(
        "link", (("https://accessibilite.numerique.gouv.fr/", "https://accessibilite.gouv.fr/"),)
    ),
    Revision("punctuation", (("droit en vigueur sans jamais", "droit en vigueur, sans jamais"),)),
    Revision(
        "renumbering",
        (
            (
                "### Article 12 – Révision et traductions {#article-12}",
                "### Article 13 – Révision et traductions {#article-13}",
            ),
            (
                "### Article 11 – Signalements et manquements {#article-11}",
                (
                    "### Article 11 – Secrétariat {#article-11}\n\n"
                    "Le secrétariat de la charte tient le registre public et reçoit les courriers."
                    "\n\n### Article 12 – Signalements et manquements {#article-12}"
                ),
            ),
            (
                "les articles 1 à 3, 11 et 12 de la charte",
                "les articles 1 à 3, 12 et 13 de la charte",
            ),
        ),
        ("diff git:HEAD", "sync", "report"),
    ),
    Revision("wording", (("en termes clairs", "dans une langue simple"),)),
    Revision(
        "obligation",
        (("s’engage à répondre publiquement", "s’efforce de répondre publiquement"),),
    ),
    Revision("negation", (("il ne peut être supprimé", "il peut être supprimé"),)),
    Revision("number", (("dans un délai de huit jours", "dans un délai de quinze jours"),)),
    Revision(
        "split",
        (
            (
                "exigent une identité vérifiée. Il peut modifier",
                "exigent une identité vérifiée.\n\nIl peut modifier",
            ),
        ),
    ),
    Revision(
        "moved",
        (moved("L’utilisateur, informé du présent article", "### Article 11 – Signalements"),),
    ),
    Revision(
        "repeated",
        (
            (
                "Déclaration d’accessibilité | Initiateur |",
                "Déclaration d’accessibilité | Initiateur et prestataire |",
            ),
        ),
    ),
)


def base(name: str) -> bytes:
    """A file of the charter: as it was in its first version, once that is released."""
    frozen = {
        SOURCE: "source/versions/1.0.0/charte.md",
        CATALOGUE: "locale/en/versions/1.0.0/charte.po",
    }
    released = all((ROOT / path).exists() for path in frozen.values())
    return (ROOT / (frozen.get(name, name) if released else name)).read_bytes()


def told(revision: Revision, root: Path) -> str:
    """What the commands say of a revision, as a reader of the page sees it."""
    project = Project(root)
    project.write("charter-i18n.toml", CONFIG)
    for name in (SOURCE, CATALOGUE, "source/glossaire.csv"):
        project.write(name, base(name))
    project.sync()
    assert "fuzzy" not in project.read(CATALOGUE)
    Repository.create(root, project).commit()
    text = project.read(SOURCE)
    for edit in revision.edits:
        if callable(edit):
            text = edit(text)
        else:
            assert text.count(edit[0]) == 1, f"choose another sentence: {edit[0]}"
            text = text.replace(*edit)
    project.write(SOURCE, text)
    parts = []
    for command in revision.commands:
        outcome = project.run(*command.split(" "))
        assert outcome.status == 0
        parts.append(f"$ charter-i18n {command}\n{outcome.stderr}{outcome.stdout}")
    return "```text\n" + "\n".join(parts) + "```\n"


@pytest.mark.parametrize("revision", REVISIONS, ids=lambda revision: revision.name)
def test_the_page_says_what_the_tool_says(
    revision: Revision, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    found = told(revision, tmp_path)
    page = PAGE.read_text(encoding="utf-8")
    blocks = {match["name"]: match for match in _BLOCK.finditer(page)}
    assert set(blocks) == {item.name for item in REVISIONS}
    start, end = blocks[revision.name].span("text")
    if WRITE:
        PAGE.write_text(page[:start] + found + page[end:], encoding="utf-8")
    else:
        assert page[start:end] == found, "see make golden"
