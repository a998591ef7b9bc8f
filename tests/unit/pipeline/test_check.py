import pytest
from projects import Project

CHARTER = """\
---
title: Charte
lang: fr
---

# Préambule

L’initiateur publie [les résultats](https://exemple.fr).

Chaque citoyen peut participer.
"""
PO = "locale/es/LC_MESSAGES/charte.po"
FROZEN = "locale/es/versions/1.0.0/charte.po"
TEXT = "source/versions/1.0.0/charte.md"
LEDGER = "locale/es/reviews/charte.jsonl"


@pytest.fixture
def released(project: Project) -> Project:
    """A project with a version, for which its locale is complete."""
    project.write("source/charte.md", CHARTER)
    project.sync()
    for msgid, msgstr in (
        ("Charte", "Carta"),
        ("Préambule", "Preámbulo"),
        (
            "L’initiateur publie [les résultats](https://exemple.fr).",
            "El promotor publica [los resultados](https://exemple.fr).",
        ),
        ("Chaque citoyen peut participer.", "Cada ciudadano puede participar."),
    ):
        project.translate(msgid, msgstr)
    assert project.run("release", "1.0.0", "--date", "2026-11-23").status == 0
    project.sync()
    return project


def findings(project: Project) -> list[str]:
    """What `check` finds; it never writes."""
    before = project.files()
    outcome = project.run("check")
    assert project.files() == before
    found = outcome.stdout.splitlines()
    assert outcome.status == (1 if found else 0)
    return found


def finding(project: Project) -> str:
    (found,) = findings(project)
    return found


def test_a_sound_project_has_no_findings(released: Project):
    assert findings(released) == []
    assert "as it should be" in released.run("check").stderr


@pytest.mark.parametrize("place", [0, 100, -1])
def test_a_released_text_changed_by_one_byte_is_named(released: Project, place: int):
    data = bytearray((released.root / TEXT).read_bytes())
    data[place] ^= 1
    (released.root / TEXT).write_bytes(data)
    found = findings(released)
    assert found
    assert found[0].startswith(f"{TEXT}:")


def test_a_released_text_that_grew_or_went_is_named(released: Project):
    released.write(TEXT, released.read(TEXT) + "\n")
    assert finding(released).startswith(f"{TEXT}: this text was changed after version 1.0.0")
    (released.root / TEXT).unlink()
    assert finding(released) == f"{TEXT}: no such file"


def test_a_text_that_nobody_released_is_named(released: Project):
    released.write("source/versions/1.0.0/alt.md", "x\n")
    released.write("source/versions/2.0.0/charte.md", "x\n")
    assert [line.partition(":")[0] for line in findings(released)] == [
        "source/versions/1.0.0/alt.md",
        "source/versions/2.0.0/charte.md",
    ]


def test_a_broken_registry_is_a_finding(released: Project):
    released.edit("source/versions/versions.toml", "date = 2026-11-23", 'date = "yesterday"')
    # And the only one: nobody knows which texts and catalogues belong to it.
    assert finding(released).startswith('source/versions/versions.toml:5: "date" is no date')


def test_every_broken_file_is_found_in_one_run(released: Project):
    released.write(PO, released.read(PO) + "stray\n")
    released.write("locale/charte.pot", "stray\n")
    released.write(FROZEN, "stray\n")
    released.write(LEDGER, "{\n[]\n")
    released.write("source/autre.md", "---\ntitle: [\n---\n")
    places = [line.split(": ")[0] for line in findings(released)]
    assert [place for place in places if place.startswith(LEDGER)] == [
        f"{LEDGER}:1:2",
        f"{LEDGER}:2",
    ]
    for path in (PO, "locale/charte.pot", FROZEN, "source/autre.md"):
        assert any(place.startswith(f"{path}:") for place in places), path


def test_a_catalogue_that_is_behind_its_source_is_named(released: Project):
    released.edit("source/charte.md", "Chaque citoyen peut", "Toute personne doit")
    assert findings(released) == [
        f"{path}: 1 text {what} (run: charter-i18n sync)"
        for path in ("locale/charte.pot", PO)
        for what in ("of source/charte.md is not here", "here is not in source/charte.md")
    ]
    released.sync()
    assert findings(released) == []


def test_a_missing_catalogue_is_named(released: Project):
    (released.root / PO).unlink()
    assert finding(released).startswith(f"{PO}: there is no catalogue of source/charte.md here")


def test_a_translation_that_cannot_be_rendered_is_named_with_its_line(released: Project):
    old = "El promotor publica [los resultados](https://exemple.fr)."
    released.edit(PO, old, "El promotor publica los resultados.")
    found = finding(released)
    lines = released.read(PO).splitlines()
    line = next(at for at, text in enumerate(lines) if text.startswith('msgid "L’initiateur'))
    assert found.startswith(f"{PO}:{line + 1}: translation refused, the link to https://exemple.fr")


def test_a_fuzzy_translation_is_not_tried(released: Project):
    released.edit(PO, "El promotor publica [los resultados](https://exemple.fr).", "El promotor.")
    assert findings(released)
    released.edit(PO, 'msgid "L’initiateur', '#, fuzzy\nmsgid "L’initiateur')
    assert findings(released) == []


def test_a_kept_catalogue_must_hold_its_version(released: Project):
    released.edit(FROZEN, 'msgstr "Cada ciudadano puede participar."', 'msgstr ""')
    assert finding(released).startswith(
        f"{FROZEN}: 1 text of version 1.0.0 has no translation here"
    )
    released.edit(FROZEN, 'msgid "Chaque citoyen', 'msgid "Chaque autre')
    assert f"{FROZEN}: 1 text here is not in {TEXT}" in findings(released)[0]


def test_kept_catalogues_belong_to_released_versions(released: Project):
    released.write("locale/es/versions/2.0.0/charte.po", released.read(FROZEN))
    released.write("locale/es/versions/1.0.0/alt.po", released.read(FROZEN))
    assert [line.partition(":")[0] for line in findings(released)] == [
        "locale/es/versions/1.0.0/alt.po",
        "locale/es/versions/2.0.0/charte.po",
    ]


def test_all_catalogues_of_a_version_are_kept_or_none(project: Project):
    project.write("source/autre.md", "")
    project.write("source/charte.md", "# 1\n")
    project.run("release", "1.0.0", "--date", "2026-11-23")
    project.sync()
    assert findings(project) == []
    (project.root / "locale/es/versions/1.0.0/autre.po").unlink()
    assert finding(project).startswith("locale/es/versions/1.0.0/autre.po: the other catalogues of")
    project.sync()
    assert findings(project) == []


@pytest.mark.parametrize(
    ("heading", "link", "expected"),
    [
        ("## Mon titre", "[x](#mon-titre)", True),
        ("## Mon titre", "[x](#autre)", False),
        ("## Mon titre {#mon-titre}", "[x](#mon-titre)", False),
        ("## Mon titre {: #mon-titre .large}", "[x](#mon-titre)", False),
        ("## Mon titre\n{: #mon-titre}", "[x](#mon-titre)", False),
        ("## Mon titre ## {#mon-titre}", "[x](#mon-titre)", False),
        ("Mon titre\n---\n{: #mon-titre}", "[x](#mon-titre)", False),
        ('<a id="mon-titre"></a>\n\n## Mon titre', "[x](#mon-titre)", False),
        ("## L’été à venir !", "[x](#lété-à-venir-)", True),
        ("## L’été à venir !", "[x](#lt--venir-)", True),
        ("## L’été à venir !", "[x](#l%C3%A9t%C3%A9-%C3%A0-venir-)", True),
        ("## *Mon* [titre](https://a.fr) `x_y`", "[x](#mon-titre-x_y)", True),
        ("## Mon titre", "[x][y]\n\n[y]: #mon-titre", True),
        ("## Mon titre", "[x](autre.md#mon-titre)", False),
        ("## Mon titre", "[x](https://a.fr/#mon-titre)", False),
        ("## Mon titre", "`[x](#mon-titre)`", False),
        ("<!-- i18n:skip -->\n## Mon titre", "[x](#mon-titre)", False),
        ("## Fin\n\n## Fin", "[x](#fin-1)", True),
    ],
)
def test_links_that_break_with_translated_headings_are_named(
    project: Project,
    heading: str,
    link: str,
    expected: bool,  # noqa: FBT001 - a column of a table
):
    project.write("source/charte.md", f"{heading}\n\n{link}\n")
    project.sync()
    found = [line for line in findings(project) if "has no id of its own" in line]
    assert bool(found) is expected


def test_links_to_headings_of_other_documents_are_followed(project: Project):
    project.write("source/charte.md", "# Charte\n")
    project.write("source/guides/faq.md", "a\n\nVoir [la charte](../charte.md#charte).\n")
    project.sync()
    found = finding(project)
    assert found.startswith("source/guides/faq.md:3: the link ../charte.md#charte leads to")
    assert found.endswith("(write an id behind the heading: {#charte})")


def test_a_wrong_configuration_is_no_finding(project: Project):
    project.write("charter-i18n.toml", 'locales = ["es"]\n[versions]\ndocuments = ["x.md"]\n')
    outcome = project.run("check")
    assert outcome.status == 2
    assert "there is no document source/x.md" in outcome.stderr


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[x](absent.md)", "source/guides/a.md:3: the link absent.md leads nowhere"),
        ("un\n[x](absent.md)", "source/guides/a.md:4: the link absent.md leads nowhere"),
        ("![x](<../un absent.md>)", "the link ../un absent.md leads nowhere"),
        ("[x](%61bsent.md?a#b)", "there is no source/guides/absent.md"),
        ("[x](../charte.md#absent)", "source/charte.md has no such heading or id"),
        ("[x][y]\n\n[y]: #absent", "source/guides/a.md has no such heading or id"),
        ("| a |\n|---|\n| [x](#absent) |", "source/guides/a.md:5: the link #absent"),
    ],
)
def test_links_that_lead_nowhere_are_named(project: Project, text: str, expected: str):
    project.write("source/guides/a.md", f"# Titre\n\n{text}\n")
    project.sync()
    found = finding(project)
    assert expected in found
    assert " (correct " in found


@pytest.mark.parametrize(
    "text",
    [
        *("[x](../charte.md)", "[x](../charte%2Emd#)", "[x](b.md)", "[x](../brouillons/c.md#y)"),
        *("[x](/absent.md)", "[x](https://a.fr/absent.md)", "[x](mailto:a@absent.md)"),
        *("[x](//a.fr/absent.md)", "[x]({{ site.url }}/absent.md)", "[x]({% link absent.md %})"),
        *("[x](absent.html)", "![x](absent.png)", "[x](../../../absent.md)", "`[x](absent.md)`"),
        *("[x](#titre-été)", "[x](#titre-ete)", "[x](#titre-t)", "[x](#Titre-%C3%89t%C3%A9)"),
        *("[x](#titre-été-1)", "[x](#)", "[x](#top)", "[x](#fn:1)", "[x](#:~:text=un)"),
        *("[x](#titre--été-)", "[x](#2024)", "[x](#explicite)", "[x](#html)", "[x](#nom)"),
        *("[x](#paragraphe)", "[x](#titre-html)", "[x](#ignoré)", "[x](b.md#tout)"),
    ],
)
def test_links_that_lead_somewhere_or_elsewhere_are_not(project: Project, text: str):
    project.edit(
        "charter-i18n.toml", 'locales = ["es"]', 'locales = ["es"]\nexclude = ["brouillons/**"]'
    )
    project.write("source/brouillons/c.md", "Un\n")
    project.write("source/guides/b.md", "{% include absent.html %}\n\nUn\n")
    places = (
        "# Titre : « été »\n\n## 2024\n\n## Un {#explicite}\n\n"
        '<p id="html"><a name=nom></a></p>\n\nUn\n{: .a #paragraphe}\n\n<h2>Titre HTML</h2>\n\n'
        "<!-- i18n:skip -->\n## Ignoré\n\n# Titre été\n"
    )
    project.write("source/guides/a.md", f"{places}\n{text}\n")
    project.sync()
    assert [line for line in findings(project) if "nowhere" in line] == []


def test_marks_of_emphasis_that_are_shown_are_named(project: Project):
    project.write("source/charte.md", "# Titre\n\n*Toutes et tous* peuvent participer.\n")
    project.sync()
    project.translate("*Toutes et tous* peuvent participer.", "*Todas y todos pueden participar.")
    found = finding(project)
    assert found.startswith(f"{PO}:")
    assert 'the page shows * as it is written: "*Todas y todos pueden participar."' in found
    built = project.run("build")
    assert built.status == 0
    assert found.partition(": ")[2] in built.stderr
    project.edit(PO, "*Todas y todos pueden", "*Todas y todos* pueden")
    assert findings(project) == []
    assert "as it is written" not in project.run("build").stderr


def test_a_glossary_that_cannot_be_used_is_named(project: Project):
    project.write("charter-i18n.toml", 'locales = ["es"]\nglossary = "terms.csv"\n')
    project.write("terms.csv", "term,kind,note\ninitiateur,acteur,\n")
    project.sync()
    outcome = project.run("check")
    assert outcome.status == 1
    assert "terms.csv:2: unknown kind 'acteur'" in outcome.stdout
