"""What other programs make of the files that `sync` writes, and what it makes of theirs."""

import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from projects import Project
from translate.storage import pypo

from charter_i18n import po
from charter_i18n.model import Entry, Key

SOURCE = """\
---
title: Charte éthique
lang: fr
---

# Préambule

L’initiateur s’engage à publier les résultats de la consultation, tous les avis reçus et la liste des participants.

Chaque citoyen peut participer. Le prestataire garantit le secret des votes pendant la durée de la consultation.

> Une citation « avec des guillemets » et un \\
> retour à la ligne.

<!-- i18n:context menu -->
Accueil

<!-- i18n:comment le bouton de l’en-tête -->
Le texte "cité" et `C:\\chemin` sur [le portail](https://exemple.fr/a).

| Acteur | Devoir |
|--------|--------|
| Utilisateur | Respecter la charte |

Ce paragraphe va disparaître.

Ce texte ne changera pas.
"""  # noqa: E501 - a paragraph is one line
REVISIONS = (
    ("s’engage à", "s’efforce de"),
    ("participer. Le", "participer.\n\nLe"),
    ("exemple.fr/a", "exemple.fr/b"),
    ("Ce paragraphe va disparaître.", "Un paragraphe tout à fait nouveau."),
    ("Respecter", "Respecter et faire respecter"),
    ("# Préambule", "# Dispositions générales"),
)
LOCALES = ("ar", "es", "pt_BR")
UNTOUCHED = Key("Ce texte ne changera pas.")


def _translated(entry: Entry, index: int) -> Entry:
    """Some entries translated, some of them with comments, some fuzzy."""
    if index % 5 == 4:
        return entry
    return replace(
        entry,
        msgstr=f"{index}: {entry.msgid}",
        fuzzy=index % 5 == 3,
        comments=("revisado", "", "  dos  veces ") if index % 3 == 0 else (),
        raw="",
    )


def _translate(project: Project) -> None:
    for path in (project.root / "locale").rglob("*.po"):
        catalogue = po.parse(path.read_text(encoding="utf-8"), path=path.name)
        entries = tuple(_translated(entry, index) for index, entry in enumerate(catalogue.entries))
        path.write_text(po.serialize(replace(catalogue, entries=entries)), encoding="utf-8")


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project that was translated, then revised."""
    listed = ", ".join(f'"{locale}"' for locale in LOCALES)
    project = Project(tmp_path_factory.mktemp("interop"))
    project.write("charter-i18n.toml", f"locales = [{listed}]\n")
    project.write("source/charte.md", SOURCE)
    project.sync()
    _translate(project)
    for revision in REVISIONS:
        project.edit("source/charte.md", *revision)
    project.sync()
    return project


def test_the_story_has_entries_of_every_kind(story: Project):
    entries = story.catalogue("es").entries
    assert any(entry.fuzzy and entry.previous for entry in entries if not entry.obsolete)
    assert any(entry.obsolete for entry in entries)
    assert any(entry.obsolete and entry.fuzzy for entry in entries)
    assert any(entry.comments and entry.fuzzy for entry in entries)
    assert any(entry.msgctxt for entry in entries)
    assert any(not entry.translated for entry in entries)


def _program(*command: str) -> subprocess.CompletedProcess[bytes]:
    """Run a program of GNU gettext."""
    if shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} is not installed")
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "OMP_NUM_THREADS": "1"}
    return subprocess.run(command, check=False, capture_output=True, env=environment)


def _files(project: Project, pattern: str) -> list[Path]:
    found = sorted((project.root / "locale").rglob(pattern))
    assert found
    return found


def test_msgfmt_finds_no_fault(story: Project):
    for path in _files(story, "*.po"):
        done = _program("msgfmt", "-c", "-o", os.devnull, str(path))
        assert done.returncode == 0, done.stderr.decode()
        assert done.stderr == b""


def test_msgcat_changes_nothing(story: Project):
    for path in _files(story, "*.po*"):
        done = _program("msgcat", "--no-wrap", str(path))
        assert done.stdout.decode() == path.read_bytes().decode()


def test_msgmerge_changes_nothing(story: Project):
    for path in _files(story, "*.po"):
        template = story.root / "locale/charte.pot"
        done = _program("msgmerge", "-q", "--no-wrap", "--previous", str(path), str(template))
        assert done.stdout.decode() == path.read_bytes().decode()


def test_translate_toolkit_changes_nothing(story: Project):
    for path in _files(story, "*.po*"):
        assert bytes(pypo.pofile.parsefile(str(path))) == path.read_bytes()


def test_fmt_changes_nothing(story: Project):
    before = story.files()
    outcome = story.run("fmt")
    assert (outcome.status, outcome.stdout) == (0, "")
    assert story.files() == before


def msgcat(path: Path) -> None:
    """As GTranslator saves, and gettext by itself: 79 columns."""
    path.write_bytes(_program("msgcat", str(path)).stdout)


def narrow(path: Path) -> None:
    """As an editor with a narrow window might."""
    path.write_bytes(_program("msgcat", "--width=30", "--indent", str(path)).stdout)


def toolkit(path: Path) -> None:
    """As Weblate and Pootle save: translate-toolkit, 77 columns."""
    store = pypo.pofile.parsefile(str(path))
    store.wrapper.width = 77
    for unit in store.units:
        unit.target = unit.target  # what it has not touched, it does not write anew
    store.savefile(str(path))


def crlf(path: Path) -> None:
    """As OmegaT saves on Windows."""
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))


def odd_comments(path: Path) -> None:
    """Comments of all sorts, blank lines, and blanks where none are expected."""
    text = path.read_text(encoding="utf-8")
    text = text.replace("\n\n#. ", "\n\n\n#!odd\n#\n#   a  b \n#.  x\n#. ", 3)
    text = text.replace('msgstr "', 'msgstr   "').replace("#, fuzzy", "#,fuzzy,  no-wrap")
    path.write_text(text + "\n# the end, of no entry\n", encoding="utf-8")


def bom(path: Path) -> None:
    """As Notepad saves."""
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())


@pytest.mark.parametrize("save", [msgcat, narrow, toolkit, crlf, odd_comments, bom])
@pytest.mark.parametrize(
    "revision",
    [
        ("Chaque citoyen peut participer.", "Chaque citoyen doit participer."),
        ("Accueil", "Accueil des participants"),
        ("Un paragraphe tout à fait nouveau.\n\n", ""),
    ],
    ids=["reworded", "untranslated", "removed"],
)
def test_what_does_not_change_keeps_its_bytes(
    story: Project, tmp_path: Path, save: Callable[[Path], None], revision: tuple[str, str]
):
    shutil.copytree(story.root, tmp_path / "project")
    project = Project(tmp_path / "project")
    path = project.root / "locale/es/LC_MESSAGES/charte.po"
    save(path)
    project.sync()  # sets the tool's own lines right
    before = project.catalogue()
    project.edit("source/charte.md", *revision)
    project.sync()
    after = {entry.key: entry for entry in project.catalogue().entries}
    kept = [entry for entry in before.entries if revision[0].strip() != entry.msgid]
    assert len(kept) >= len(before.entries) - 1
    for entry in kept:
        assert after[entry.key].raw == entry.raw
    assert project.catalogue().header.raw == before.header.raw
    assert project.catalogue().tail == before.tail
    assert project.catalogue().bom is before.bom


@pytest.mark.parametrize("save", [msgcat, narrow, toolkit, crlf, bom])
def test_a_catalogue_saved_by_another_program_is_left_alone(
    story: Project, tmp_path: Path, save: Callable[[Path], None]
):
    shutil.copytree(story.root, tmp_path / "project")
    project = Project(tmp_path / "project")
    path = project.root / "locale/es/LC_MESSAGES/charte.po"
    save(path)
    before = path.read_bytes()
    assert before != (story.root / "locale/es/LC_MESSAGES/charte.po").read_bytes()
    project.sync()
    assert path.read_bytes() == before


def test_one_change_in_a_file_of_another_program_is_a_small_diff(story: Project, tmp_path: Path):
    shutil.copytree(story.root, tmp_path / "project")
    project = Project(tmp_path / "project")
    path = project.root / "locale/es/LC_MESSAGES/charte.po"
    crlf(path)
    before = path.read_bytes().decode().split("\r\n")
    project.edit("source/charte.md", UNTOUCHED.msgid, "Ce texte ne changera plus.")
    project.sync()
    after = path.read_bytes().decode()
    assert "\n" not in after.replace("\r\n", "")
    new = [line for line in after.split("\r\n") if line not in before]
    assert (
        new
        == ["#, fuzzy", f'#| msgid "{UNTOUCHED.msgid}"', 'msgid "Ce texte ne changera plus."'][
            -len(new) :
        ]
    )
