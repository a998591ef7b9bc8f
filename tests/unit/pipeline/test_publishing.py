import json

import pytest
from projects import Project

from charter_i18n import locales, notices
from charter_i18n.versions import digest

CHARTER = """\
---
title: Charte
lang: fr
version: 1.0.0-dev
---

# Préambule

L’initiateur publie les résultats.

Chaque citoyen peut participer.
"""
CONFIG = 'locales = ["es", "de"]\n[versions]\ndocuments = ["charte.md"]\n'
SPANISH = {
    "Charte": "Carta",
    "Préambule": "Preámbulo",
    "L’initiateur publie les résultats.": "El promotor publica los resultados.",
    "Chaque citoyen peut participer.": "Cada ciudadano puede participar.",
}
OUT = "build/es/charte.md"


@pytest.fixture
def charter(project: Project) -> Project:
    """Version 1.0.0, complete in Spanish, untouched in German; and a post outside versions."""
    project.write("charter-i18n.toml", CONFIG)
    project.write("source/charte.md", CHARTER)
    project.write("source/billet.md", "Le vote est ouvert.\n")
    project.sync()
    for msgid, msgstr in SPANISH.items():
        project.translate(msgid, msgstr)
    assert project.run("release", "1.0.0", "--date", "2026-11-23").status == 0
    project.sync()
    return project


def build(project: Project, *arguments: str, status: int = 0) -> str:
    outcome = project.run("build", *arguments)
    assert outcome.status == status, outcome.stderr
    return outcome.stderr


def notice(project: Project, path: str = OUT) -> str:
    """The notice of a rendered document: the first block behind its front matter."""
    body = project.read(path).partition("---\n\n")[2]
    line, _, rest = body.partition("\n\n")
    assert line.startswith("> ")
    assert rest.startswith("# ") or "---" not in body
    return line.removeprefix("> ")


def manifest(project: Project, folder: str = "build") -> dict[tuple[str, str], dict[str, object]]:
    data = json.loads(project.read(f"{folder}/manifest.json"))
    assert data["schema"] == "charter-i18n/manifest/1"
    assert data["source_locale"] == "fr"
    rows = data["documents"]
    assert rows == sorted(rows, key=lambda row: (row["locale"], row["document"]))
    return {(row["locale"], row["document"]): row for row in rows}


# Notices


def test_a_document_says_which_version_it_translates_and_where_the_french_is(charter: Project):
    build(charter)
    assert notice(charter) == (
        "Esta es una traducción de la versión 1.0.0. Solo da fe [el texto en francés]"
        "(../../source/charte.md)."
    )
    assert notice(charter, "build/de/charte.md") == (
        "Dies ist eine Übersetzung der Fassung 1.0.0. Verbindlich ist allein [der Text auf "
        "Französisch](../../source/charte.md). 4 von 4 Abschnitten haben keine aktuelle "
        "Übersetzung und erscheinen auf Französisch."
    )
    assert charter.read("build/es/billet.md").startswith("> Esta es una traducción. Solo da fe")


def test_a_text_in_work_says_so(charter: Project):
    charter.edit("source/charte.md", "peut", "doit")
    charter.sync()
    build(charter)
    told = notice(charter)
    assert told.startswith("Esta es una traducción del texto de trabajo, que será la versión 2.0.0")
    assert told.endswith("1 de 4 pasajes no tiene una traducción actualizada y figura en francés.")


def test_the_notice_can_be_switched_off(charter: Project):
    charter.write(
        "charter-i18n.toml", CONFIG + "[publish]\nnotice = false\n[front_matter]\nset = {}\n"
    )
    build(charter, "--stale", "source")
    assert charter.read("build/de/charte.md") == charter.read("source/charte.md")
    assert charter.read(OUT).startswith("---\ntitle: Carta\nlang: fr\n")


def test_a_project_has_words_of_its_own(charter: Project):
    charter.write("charter-i18n.toml", CONFIG + '[publish]\nnotices = "notices"\n')
    charter.write("notices/es.toml", 'released = "Versión {version}, traducida del {language}."\n')
    build(charter)
    assert notice(charter).startswith("Versión 1.0.0, traducida del francés. Solo da fe [")
    charter.write(
        "notices/es.toml", 'released = "Versión"\nprevail = "x"\nnewer = "{x} {version"\n'
    )
    before = charter.files()
    lines = build(charter, status=3).splitlines()
    assert [line.partition(" (")[0] for line in lines] == [
        'notices/es.toml:1: "released" must hold {version}',
        'notices/es.toml:2: unknown key "prevail"',
        'notices/es.toml:3: "newer" has a brace without its partner',
    ]
    assert charter.files() == before
    french = "Version\u00a0{version}\u202f: {{traduite}}, \u200e«\u00a0{language}\u00a0»."
    charter.write("notices/es.toml", f'released = "{french}"\n')
    build(charter)
    said = french.format(version="1.0.0", language="francés")
    assert notice(charter).startswith(f"{said} Solo da fe [")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ('working = "a\\nb"', '"working" must be one line'),
        ("working = 1", '"working" must be a text in quotes'),
        ('working = " "', '"working" must be a text in quotes'),
        ('working = "{version.real}"', "unknown placeholder: {version.real}"),
        ('working = "{}"', "unknown placeholder: {}"),
        ('working = "{version!r}"', "unknown placeholder: {version!r}"),
        ('working = "{version:d}"', "unknown placeholder: {version:d}"),
        ('working = "{version:{language}}"', "unknown placeholder: {version:{language}}"),
        ('working = "{version:>99999999999}"', "unknown placeholder: {version:>99999999999}"),
        ('[missing]\nother = "{count:d}"', "unknown placeholder: {count:d}"),
        ('working = "\\u001b[2J"', '"working" must be one line, without control characters'),
        ('working = "\\u202etxet"', "without control characters"),
        ('working = "a\\u2028b"', "without control characters"),
        ('missing = "x"', '"missing" must be a table: [missing]'),
        ('[missing]\none = "x"', '"missing.other" is missing'),
        ('[missing]\nother = "x"\nfour = "y"', 'unknown key "missing.four"'),
        ("x", "this is not TOML"),
    ],
)
def test_words_that_cannot_be_used_are_named(charter: Project, words: str, told: str):
    charter.write("charter-i18n.toml", CONFIG + '[publish]\nnotices = "notices"\n')
    charter.write("notices/es.toml", words + "\n")
    (line,) = build(charter, status=3).splitlines()
    assert line.startswith("notices/es.toml:")
    assert told in line


def test_a_language_without_words_speaks_english_and_the_maintainer_hears_of_it(project: Project):
    project.write("charter-i18n.toml", 'locales = ["eu", "pt_BR"]\n')
    project.sync()
    told = build(project)
    assert "no words for the notice in eu" in told
    assert "notices/eu.toml" in told
    assert "pt_BR" not in told.replace("build/pt_BR", "")
    assert "This is a translation." in project.read("build/eu/charte.md")
    assert "Esta é uma tradução." in project.read("build/pt_BR/charte.md")


@pytest.mark.parametrize(
    ("locale", "start"),
    [("eu", '> <span lang="en">'), ("fa", '> <span lang="en" dir="ltr">')],
)
def test_words_in_english_are_english_throughout(project: Project, locale: str, start: str):
    project.write("charter-i18n.toml", f'locales = ["{locale}"]\n')
    project.sync()
    build(project)
    found = next(
        line
        for line in project.read(f"build/{locale}/charte.md").splitlines()
        if line.startswith(">")
    )
    assert found.startswith(start)
    assert "Only [the French text](" in found
    assert "4 of 4 passages" in found


def test_words_for_a_language_without_any_must_be_complete(project: Project):
    config = 'locales = ["eu"]\n[publish]\nnotices = "n"\n'
    project.write("charter-i18n.toml", config)
    project.write("n/eu.toml", 'released = "{version}"\n')
    project.sync()
    lines = build(project, status=3).splitlines()
    assert len(lines) == 5
    assert all("is missing (no words are shipped" in line for line in lines)


def test_readers_find_the_source_where_the_project_says(charter: Project):
    link = '[publish]\nsource_link = "https://exemple.fr/blob/main/{path}"\n'
    charter.write("charter-i18n.toml", CONFIG + link)
    build(charter, "--at", "1.0.0")
    assert "](https://exemple.fr/blob/main/source/versions/1.0.0/charte.md)" in notice(charter)


def test_a_link_is_one_whatever_the_name_of_the_file(project: Project):
    project.write("source/la charte (1).md", "Un texte.\n")
    project.sync()
    build(project)
    assert "(../../source/la%20charte%20%281%29.md)" in project.read("build/es/la charte (1).md")


@pytest.mark.parametrize("locale", ["fr", "en", "es", "de", "it", "pt", "nl", "ar"])
def test_the_shipped_words_say_everything(locale: str):
    words = notices.load(locale)
    assert words is not None
    link = "../source/charte.md"
    for count in (0, 1, 2, 3, 11, 100, 1_000_000):
        facts = notices.Facts(
            locale, "fr", link, total=2_000_000, missing=count, version="1.2.3", newer="2.0.0"
        )
        line = notices.write(words, facts)
        assert line.startswith("> ")
        assert f"]({link})" in line
        assert "1.2.3" in line
        assert "2.0.0" in line
        assert locales.name("fr", display=locale) in line
        assert (locales.number(2_000_000, locale=locale) in line) == bool(count)
        assert not set("{}\n") & set(line)
    draft = notices.write(words, notices.Facts(locale, "fr", link, total=1, working="3.0.0"))
    assert "3.0.0" in draft


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("---\na: b\n---\n\n# T\n", "---\na: b\n---\n\n> N\n\n# T\n"),
        ("---\na: b\n---\n# T\n", "---\na: b\n---\n\n> N\n\n# T\n"),
        ("---\na: b\n---", "---\na: b\n---\n\n> N\n"),
        (
            "\ufeff---\r\na: b\r\n---\r\n# T\r\n",
            "\ufeff---\r\na: b\r\n---\r\n\r\n> N\r\n\r\n# T\r\n",
        ),
        ("# T\n", "> N\n\n# T\n"),
        ("\ufeff# T", "\ufeff> N\n\n# T"),
        ("> une citation\n", "> N\n\n> une citation\n"),
        ("    du code\n", "> N\n\n    du code\n"),
        ("---\n\nx\n", "> N\n\n---\n\nx\n"),
        (" \t\nx\n", "> N\n \t\nx\n"),
        ("", "> N\n"),
    ],
)
def test_the_notice_stands_behind_the_front_matter(text: str, expected: str):
    assert notices.insert(text, "> N") == expected


# Versions


def test_a_version_is_rendered_from_what_is_kept(charter: Project):
    build(charter, "--at", "1.0.0")
    then = charter.read(OUT)
    assert "versión 1.0.0" in then
    assert "(../../source/versions/1.0.0/charte.md)" in then
    charter.edit("source/charte.md", "peut", "doit")
    charter.edit("locale/es/LC_MESSAGES/charte.po", "El promotor", "La promotora")
    charter.run("release", "2.0.0", "--date", "2026-12-01")
    charter.sync()
    (charter.root / "locale/es/LC_MESSAGES/charte.po").unlink()
    (charter.root / OUT).unlink()
    build(charter, "--at", "1.0.0")
    assert charter.read(OUT) == then


FRONT_MATTER = "[front_matter]\ntranslate = {keys}\n"


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("charter-i18n.toml", CONFIG + FRONT_MATTER.format(keys='["title", "lang", "author"]')),
        ("charter-i18n.toml", CONFIG + FRONT_MATTER.format(keys="[]")),
        ("charter-i18n.toml", CONFIG.replace("charte.md", "billet.md")),
        ("charter-i18n.toml", 'exclude = ["charte.md"]\nlocales = ["es"]\n'),
        ("charter-i18n.toml", 'glossary = "words.csv"\n' + CONFIG),
        ("locale/es/LC_MESSAGES/charte.po", "<<<<<<< HEAD\n"),
        ("locale/es/LC_MESSAGES/billet.po", "stray\n"),
        ("locale/es/LC_MESSAGES/charte.po", ""),
        ("source/charte.md", "---\ntitle: [\n---\n"),
        ("source/charte.md", ""),
    ],
)
def test_what_follows_leaves_a_kept_version_as_it_is(charter: Project, path: str, text: str):
    charter.edit("source/charte.md", "lang: fr\n", "lang: fr\nauthor: La ville\n")
    assert charter.run("release", "1.0.1", "--date", "2026-11-24").status == 0
    charter.sync()
    for version in ("1.0.0", "1.0.1"):
        build(charter, "--locale", "es", "--at", version)
        then = charter.read(OUT)
        before = charter.read(path)
        charter.write(path, text)
        build(charter, "--locale", "es", "--at", version)
        assert charter.read(OUT) == then
        build(charter, "--locale", "es", "--at", version, "--stale", "last-complete")
        assert charter.read(OUT) == then
        listed = charter.run("versions", "--locale", "es").stdout.splitlines()
        assert [line.rpartition(" ")[2] for line in listed[1:]] == ["complete", "complete"]
        charter.write(path, before)


def test_texts_that_are_translated_only_later_raise_no_version(charter: Project):
    """What the front matter says is the same; only what is translated of it is not."""
    charter.write("charter-i18n.toml", CONFIG + FRONT_MATTER.format(keys='["lang"]'))
    charter.sync()
    assert charter.run("diff", "1.0.0").stdout == "nothing changed\n"
    assert charter.run("release", "1.0.1", "--date", "2026-12-01").status == 0
    assert 'bump = "none"\nfront_matter = ["lang"]\n' in charter.read(
        "source/versions/versions.toml"
    )
    assert charter.run("check").stdout == ""


def test_a_registry_that_names_no_keys_goes_by_the_configuration(charter: Project):
    charter.edit("source/versions/versions.toml", 'front_matter = ["title"]\n', "")
    charter.write("charter-i18n.toml", CONFIG + FRONT_MATTER.format(keys='["lang"]'))
    charter.sync()
    build(charter, "--at", "1.0.0")
    assert "title: Charte\n" in charter.read(OUT)


def test_a_version_that_is_not_complete_is_rendered_from_exact_pairs(charter: Project):
    path = "locale/de/LC_MESSAGES/charte.po"
    charter.edit(path, 'msgid "Préambule"\nmsgstr ""', 'msgid "Préambule"\nmsgstr "Präambel"')
    charter.edit("source/charte.md", "peut", "doit")
    charter.sync()
    build(charter, "--at", "1.0.0")
    text = charter.read("build/de/charte.md")
    assert "# Präambel\n" in text
    assert '<span lang="fr">Chaque citoyen peut participer.</span>' in text
    assert "3 von 4 Abschnitten" in text


def test_an_unknown_version_is_refused(charter: Project):
    before = charter.files()
    assert "version 3.0.0 has not been released (released are 1.0.0)" in build(
        charter, "--at", "3.0.0", status=2
    )
    assert '"x" is no version' in build(charter, "--at", "x", status=2)
    assert charter.files() == before


def test_a_changed_release_is_not_rendered(charter: Project):
    charter.edit("source/versions/1.0.0/charte.md", "peut", "doit")
    before = charter.files()
    assert build(charter, "--at", "1.0.0", status=3).startswith("source/versions/1.0.0/charte.md:")
    assert charter.files() == before


def test_the_last_complete_version_stands_for_a_locale(charter: Project):
    charter.edit("source/charte.md", "peut", "doit")
    charter.run("release", "2.0.0", "--date", "2026-12-01")
    charter.sync()
    told = build(charter, "--stale", "last-complete")
    assert notice(charter).endswith(
        "Entretanto se ha publicado la versión 2.0.0 del texto en francés."
    )
    assert "puede participar" in charter.read(OUT)
    assert "de is complete for no version: it is not rendered" in told
    assert not (charter.root / "build/de/charte.md").exists()
    assert (charter.root / "build/de/billet.md").exists()
    assert ("de", "source/charte.md") not in manifest(charter)


def test_the_last_complete_version_up_to_one(charter: Project):
    charter.edit("source/charte.md", "peut", "doit")
    charter.run("release", "2.0.0", "--date", "2026-12-01")
    charter.sync()
    build(charter, "--at", "2.0.0", "--stale", "last-complete")
    assert notice(charter).startswith("Esta es una traducción de la versión 1.0.0.")
    assert "Entretanto se ha publicado la versión 2.0.0" in notice(charter)
    build(charter, "--at", "1.0.0", "--stale", "last-complete")
    assert "2.0.0" not in notice(charter)


def test_the_newest_complete_version_says_nothing_of_itself(charter: Project):
    charter.edit("source/charte.md", "peut", "doit")
    charter.sync()
    build(charter, "--stale", "last-complete")
    assert "Entretanto" not in notice(charter)


def test_what_is_incomplete_can_fail(charter: Project):
    before = charter.files()
    told = build(charter, "--at", "1.0.0", "--stale", "fail", status=1)
    assert told == "build/de/charte.md: 4 texts have no current translation\n"
    assert charter.files() == before
    build(charter, "--at", "1.0.0", "--stale", "fail", "--locale", "es")
    assert (charter.root / OUT).exists()


def judge(project: Project, verb: str, *arguments: str, day: str = "23") -> None:
    options = ("--locale", "es", "--by", "Ana", "--date", f"2026-11-{day}", "--yes")
    outcome = project.run("review", verb, *arguments, *options)
    assert outcome.status == 0, outcome.stderr


def segment(project: Project, text: str) -> str:
    found = json.loads(
        project.run("segments", str(project.root / "source/charte.md"), "--format", "json").stdout
    )
    (name,) = (item["id"] for item in found["segments"] if item["msgid"] == text)
    return str(name)


def test_a_rejected_pair_is_never_published_not_even_from_what_is_kept(charter: Project):
    name = segment(charter, "Préambule")
    build(charter, "--at", "1.0.0")
    whole = charter.read(OUT)
    judge(charter, "reject", name, "--note", "falta el artículo")
    for arguments in (("--at", "1.0.0"), ()):
        build(charter, *arguments)
        assert "Preámbulo" not in charter.read(OUT)
        assert '# <span lang="fr">Préambule</span>' in charter.read(OUT)
        assert "1 de 4 pasajes" in notice(charter)
    assert (
        charter.run("status").stdout.splitlines()[-2].startswith("es: 3 of 4 for 1.0.0; 1 critical")
    )
    judge(charter, "withdraw", name, day="24")
    build(charter, "--at", "1.0.0")
    assert charter.read(OUT) == whole


def test_a_pair_that_was_rejected_in_one_document_is_published_in_none(project: Project):
    text, documents = "L’initiateur publie les résultats.", ("billet", "charte")
    project.write("source/billet.md", f"{text}\n")
    project.sync()
    project.translate(text, "El promotor publica.", document="charte")
    who = ("--locale", "es", "--by", "Ana", "--yes")
    name = project.entry(text).key.id
    rejection = ("--date", "2026-11-24", "--note", "no")
    assert project.run("review", "reject", name, *rejection, *who).status == 0
    project.translate(text, "El promotor publica.", document="billet")
    build(project)
    assert not any("El promotor" in project.read(f"build/es/{item}.md") for item in documents)
    told = json.loads(project.run("status", "--format", "json").stdout)["locales"]["es"]
    assert [found["rejected"] for found in told["documents"].values()] == [1, 1]
    withdrawal = ("--date", "2026-11-25")
    assert project.run("review", "withdraw", name, *withdrawal, *who).status == 0
    build(project)
    assert all("El promotor" in project.read(f"build/es/{item}.md") for item in documents)


def test_where_reviews_are_required_only_these_are_published(charter: Project):
    charter.write("charter-i18n.toml", CONFIG + '[publish]\nrequire = "reviewed"\n')
    judge(charter, "approve", segment(charter, "Préambule"))
    build(charter)
    text = charter.read(OUT)
    assert "# Preámbulo\n" in text
    assert '<span lang="fr">Chaque citoyen peut participer.</span>' in text
    assert "3 de 4 pasajes" in notice(charter)
    told = build(charter, "--locale", "es", "--stale", "fail", status=1).splitlines()
    assert "build/es/charte.md: 3 texts have no approved translation" in told
    charter.edit("locale/es/LC_MESSAGES/charte.po", "Preámbulo", "El preámbulo")
    build(charter)
    assert "reámbulo" not in charter.read(OUT)


# The manifest


def test_the_manifest_says_what_each_document_is(charter: Project):
    judge(charter, "approve", "--document", "charte.md")
    options = ("--locale", "es", "--by", "Bo", "--date", "2026-11-25", "--yes")
    charter.run("review", "approve", segment(charter, "Préambule"), *options)
    build(charter)
    rows = manifest(charter)
    assert set(rows) == {
        (locale, f"source/{name}.md") for locale in ("de", "es") for name in ("charte", "billet")
    }
    assert rows["es", "source/charte.md"] == {
        "document": "source/charte.md",
        "locale": "es",
        "path": "es/charte.md",
        "version": "1.0.0",
        "working": None,
        "sha256": digest(charter.read(OUT)),
        "source": {"path": "source/charte.md", "sha256": digest(charter.read("source/charte.md"))},
        "catalogue": {"sha256": digest(charter.read("locale/es/LC_MESSAGES/charte.po"))},
        "complete": True,
        "total": 4,
        "translated": 4,
        "reviewed": 4,
        "missing": 0,
        "reviewers": ["Ana", "Bo"],
    }
    assert rows["de", "source/charte.md"]["complete"] is False
    assert rows["de", "source/charte.md"]["missing"] == 4
    assert rows["de", "source/billet.md"]["version"] is None


def test_the_manifest_of_a_version_names_what_is_kept(charter: Project):
    build(charter, "--at", "1.0.0")
    kept = charter.read("locale/es/versions/1.0.0/charte.po")
    rows = manifest(charter)
    assert set(rows) == {("de", "source/charte.md"), ("es", "source/charte.md")}
    row = rows["es", "source/charte.md"]
    assert row["source"] == {
        "path": "source/versions/1.0.0/charte.md",
        "sha256": digest(charter.read("source/versions/1.0.0/charte.md")),
    }
    assert row["catalogue"] == {"sha256": digest(kept)}
    assert rows["de", "source/charte.md"]["catalogue"] == {"sha256": None}


def test_a_text_in_work_has_the_least_number_in_the_manifest(charter: Project):
    charter.edit("source/charte.md", "peut", "doit")
    charter.sync()
    build(charter)
    row = manifest(charter)["es", "source/charte.md"]
    assert (row["version"], row["working"]) == (None, "2.0.0")


def test_a_build_of_one_locale_keeps_what_is_true_of_the_others(charter: Project):
    build(charter)
    whole = charter.read("build/manifest.json")
    build(charter, "--locale", "es")
    assert charter.read("build/manifest.json") == whole
    charter.write("build/de/billet.md", "by hand\n")
    (charter.root / "build/de/charte.md").unlink()
    build(charter, "--locale", "es")
    assert {locale for locale, _ in manifest(charter)} == {"es"}


def test_a_document_that_is_not_rendered_any_more_is_not_left_to_be_published(charter: Project):
    build(charter)
    (charter.root / "source/billet.md").unlink()
    charter.sync()
    told = build(charter)
    assert "build/es/billet.md: removed, it is not rendered any more" in told
    assert not (charter.root / "build/de/billet.md").exists()
    charter.write("build/es/charte.md", "by hand\n")
    charter.edit("charter-i18n.toml", '"es", "de"', '"de"')
    told = build(charter)
    # What somebody else changed stays.
    assert charter.read("build/es/charte.md") == "by hand\n"
    assert "removed" not in told
    told = build(charter, "--stale", "last-complete")
    assert "build/de/charte.md: removed" in told
    assert manifest(charter) == {}


def test_another_case_or_normalisation_may_be_the_same_file(charter: Project):
    build(charter)
    data = charter.read("build/manifest.json")
    charter.write("build/manifest.json", data.replace("es/charte.md", "es/CHARTE.md"))
    # On the disks of macOS and Windows both names are one file; so are two links.
    charter.path("build/es/CHARTE.md").hardlink_to(charter.path(OUT))
    assert "removed" not in build(charter)


def test_a_document_that_is_renamed_in_case_only_is_not_left_behind(charter: Project):
    build(charter)
    charter.path("source/billet.md").rename(charter.root / "source/Billet.md")
    if (charter.root / "source/billet.md").exists():
        pytest.skip("this disk does not tell case")
    charter.sync()
    build(charter)
    assert not (charter.root / "build/es/billet.md").exists()
    assert (charter.root / "build/es/Billet.md").exists()


def test_a_locale_may_be_spelt_otherwise(project: Project):
    project.write("charter-i18n.toml", 'locales = ["pt_BR", "es"]\n')
    project.write("source/b.md", "Un texte.\n")
    project.sync()
    build(project)
    project.path("source/b.md").unlink()
    build(project, "--locale", "pt-br")
    assert not (project.root / "build/pt_BR/b.md").exists()
    assert (project.root / "build/es/b.md").exists()


@pytest.mark.parametrize("path", ["../source/charte.md", "es/../../source/charte.md", "/x.md"])
def test_a_manifest_cannot_have_other_files_removed(charter: Project, path: str):
    row = {"document": "x", "locale": "es", "path": path}
    row["sha256"] = digest(charter.read("source/charte.md"))
    data = {"schema": "charter-i18n/manifest/1", "source_locale": "fr", "documents": [row]}
    charter.write("build/manifest.json", json.dumps(data))
    assert "removed" not in build(charter)
    assert (charter.root / "source/charte.md").exists()


@pytest.mark.parametrize(
    "broken",
    [
        "{",
        "[]",
        "{}",
        '{"documents": {}}',
        '{"documents": [1, {"path": 2}]}',
        '{"documents": [{"path": "../../charter-i18n.toml", "locale": "x", "document": "y"}]}',
        '{"documents": [{"path": "/etc/passwd", "locale": "x", "document": "y"}]}',
        "[" * 100_000,
        "\ufeff",
    ],
)
def test_a_broken_manifest_is_written_anew(charter: Project, broken: str):
    charter.write("build/manifest.json", broken)
    build(charter, "--locale", "es")
    assert {locale for locale, _ in manifest(charter)} == {"es"}


def test_a_build_of_one_locale_removes_nothing_of_another(charter: Project):
    build(charter)
    charter.path("source/billet.md").unlink()
    build(charter, "--locale", "de")
    assert (charter.root / "build/es/billet.md").exists()
    assert not (charter.root / "build/de/billet.md").exists()
    build(charter)
    assert not (charter.root / "build/es/billet.md").exists()


def test_a_text_that_stands_twice_counts_once(project: Project):
    project.write("source/charte.md", "Un texte.\n\nUn autre.\n\nUn texte.\n")
    project.sync()
    project.translate("Un texte.", "Un texto.")
    assert "build/es/charte.md: 1 of 2 texts translated" in build(project)
    row = json.loads(project.read("build/manifest.json"))["documents"][0]
    assert (row["total"], row["translated"], row["missing"]) == (2, 1, 1)


def test_a_second_build_writes_the_same(charter: Project):
    build(charter)
    before = charter.files()
    build(charter)
    assert charter.files() == before


def test_versions_are_listed_with_each_locale(charter: Project):
    assert charter.run("versions").stdout.splitlines() == [
        "                   es        de",
        "1.0.0  2026-11-23  complete  missing 4",
    ]
    judge(charter, "approve", "--document", "charte.md")
    data = json.loads(charter.run("versions", "--format", "json").stdout)
    assert data["schema"] == "charter-i18n/versions/1"
    (version,) = data["versions"]
    assert version["documents"] == {"charte.md": digest(charter.read("source/charte.md"))}
    assert version["locales"]["es"] == {
        "complete": True,
        "total": 4,
        "reviewed": 4,
        "missing": 0,
        "kept": True,
    }
    assert version["locales"]["de"]["missing"] == 4
    assert charter.run("versions", "--locale", "es").stdout.splitlines()[-1].endswith("reviewed")


def test_a_project_without_versions_lists_none(project: Project):
    outcome = project.run("versions")
    assert (outcome.status, outcome.stdout) == (0, "")
    assert "nothing has been released" in outcome.stderr
