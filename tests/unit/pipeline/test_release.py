import os
import shutil

import pytest
from projects import CHARTER, Project

from charter_i18n import po
from charter_i18n.versions import digest

REGISTRY = "source/versions/versions.toml"
VERSIONED = CHARTER.replace("lang: fr\n", "lang: fr\nversion: 0.1.0-dev\ndate: 2026-01-01\n")
POST = "# Un billet\n\nLe vote est ouvert.\n"


@pytest.fixture
def charter(project: Project) -> Project:
    """A project with a versioned charter, and a post that versions leave alone."""
    project.write("source/charte.md", VERSIONED)
    project.write("source/billet.md", POST)
    config = 'locales = ["es"]\n[versions]\ndocuments = ["charte.md"]\n'
    project.write("charter-i18n.toml", config)
    return project


def release(project: Project, version: str, *more: str, date: str = "2026-11-23") -> None:
    outcome = project.run("release", version, "--date", date, *more)
    assert outcome.status == 0, outcome.stderr


def refused(project: Project, *arguments: str, status: int = 2) -> str:
    """What a release that is refused says; it must write nothing."""
    before = project.files()
    outcome = project.run("release", *arguments)
    assert outcome.status == status, outcome.stderr
    assert project.files() == before
    assert outcome.stdout == ""
    return outcome.stderr


def test_a_release_freezes_the_texts_and_enters_them_in_the_registry(charter: Project):
    release(charter, "1.0.0")
    text = charter.read("source/charte.md")
    assert "version: 1.0.0\ndate: 2026-11-23\n" in text
    assert text == VERSIONED.replace("0.1.0-dev", "1.0.0").replace("2026-01-01", "2026-11-23")
    assert charter.read("source/versions/1.0.0/charte.md") == text
    assert charter.read(REGISTRY).endswith(
        f'["1.0.0"]\ndate = 2026-11-23\nbump = "major"\nfront_matter = ["title"]\n\n'
        f'["1.0.0".documents]\n"charte.md" = "{digest(text)}"\n'
    )
    assert not (charter.root / "source/versions/1.0.0/billet.md").exists()
    assert charter.read("source/billet.md") == POST


def test_without_a_list_every_document_is_versioned_in_its_folder(project: Project):
    project.write("source/guides/faq.md", "# Foire\n")
    release(project, "1.0.0")
    assert project.read("source/versions/1.0.0/guides/faq.md") == "# Foire\n"
    assert '"charte.md" = ' in project.read(REGISTRY)
    assert '"guides/faq.md" = ' in project.read(REGISTRY)
    assert project.sync().status == 0
    assert not (project.root / "locale/versions").exists()


def test_released_twice_writes_nothing(charter: Project):
    release(charter, "1.0.0")
    before = charter.files()
    for arguments in (("--date", "2026-12-01"), (), ("--override", "Ana: why not")):
        outcome = charter.run("release", "1.0.0", *arguments)
        assert outcome.status == 0
        assert "was released on 2026-11-23; nothing to do" in outcome.stderr
        assert charter.files() == before


def test_a_version_stands_for_one_text(charter: Project):
    release(charter, "1.0.0")
    charter.edit("source/charte.md", "peut", "doit")
    told = refused(charter, "1.0.0")
    assert told.startswith(f"{REGISTRY}: version 1.0.0 has been released with another text")
    assert "source/charte.md" in told


def test_versions_go_forwards(charter: Project):
    release(charter, "1.2.0")
    charter.edit("source/charte.md", "peut", "doit")
    assert "version 1.1.9 goes back behind 1.2.0" in refused(charter, "1.1.9")


@pytest.mark.parametrize(
    ("old", "new", "least"),
    [
        ("Charte éthique", "Charte  éthique", "1.0.1"),
        ("publie les", "publie les ", "1.0.1"),
        ("résultats.\n", "résultats\n", "1.1.0"),
        ("participer", "contribuer", "2.0.0"),
        ("publie", "ne publie pas", "2.0.0"),
        ("participer.\n", "participer.\n\nIl le fait librement.\n", "2.0.0"),
        ("\n\nChaque citoyen peut participer.", "", "2.0.0"),
    ],
)
def test_less_than_the_least_is_refused(charter: Project, old: str, new: str, least: str):
    release(charter, "1.0.0")
    charter.edit("source/charte.md", old, new)
    numbers = ["1.0.1", "1.1.0", "2.0.0"]
    for number in numbers[: numbers.index(least)]:
        told = refused(charter, number)
        assert f"the changes since 1.0.0 make it {least} at least" in told
        assert "charter-i18n diff 1.0.0" in told
    release(charter, least)


def test_what_only_a_release_writes_needs_no_higher_number(charter: Project):
    release(charter, "1.0.0")
    charter.edit("source/charte.md", "version: 1.0.0\n", "version: 1.1.0-dev\n")
    release(charter, "1.0.1")
    assert 'bump = "none"' in charter.read(REGISTRY).partition('["1.0.1"]')[2]


def test_what_changes_no_segment_is_another_text_all_the_same(charter: Project):
    charter.write("source/charte.md", VERSIONED + "\n[a]: https://exemple.fr/a\n")
    release(charter, "1.0.0")
    charter.edit("source/charte.md", "exemple.fr/a", "exemple.fr/b")
    assert charter.run("diff", "1.0.0", "--format", "json").stdout.count('"patch"') == 1
    release(charter, "1.0.1")
    assert 'bump = "patch"' in charter.read(REGISTRY).partition('["1.0.1"]')[2]


def test_posts_raise_no_version(charter: Project):
    release(charter, "1.0.0")
    charter.edit("source/billet.md", "ouvert", "fermé")
    assert "nothing changed" in charter.run("diff", "1.0.0").stdout
    outcome = charter.run("release", "1.0.0")
    assert "nothing to do" in outcome.stderr


def test_a_person_may_attest_that_major_changes_are_editorial(charter: Project):
    release(charter, "1.0.0")
    charter.edit("source/charte.md", "participer", "contribuer")
    assert "--attest-editorial NAME" in refused(charter, "1.1.0")
    assert "make it 1.1.0 at least" in refused(charter, "1.0.1", "--attest-editorial", "Ana")
    release(charter, "1.1.0", "--attest-editorial", " Ana Ruiz ")
    entry = charter.read(REGISTRY).partition('["1.1.0"]')[2]
    assert 'bump = "major"' in entry
    assert entry.endswith('["1.1.0".attestation]\nname = "Ana Ruiz"\n')


def test_nobody_can_attest_that_a_critical_change_is_editorial(charter: Project):
    release(charter, "1.0.0")
    charter.edit("source/charte.md", "publie", "ne publie pas")
    told = refused(charter, "1.1.0", "--attest-editorial", "Ana")
    assert "make it 2.0.0 at least" in told
    assert "--override" in told


def test_an_override_is_kept_with_its_reason(charter: Project):
    release(charter, "1.0.0")
    charter.edit("source/charte.md", "publie", "ne publie pas")
    release(charter, "1.0.1", "--override", "Ana Ruiz: the court: at once")
    entry = charter.read(REGISTRY).partition('["1.0.1"]')[2]
    assert entry.endswith('["1.0.1".override]\nname = "Ana Ruiz"\nreason = "the court: at once"\n')


def test_an_override_that_was_not_needed_is_not_kept(charter: Project):
    outcome = charter.run("release", "1.0.0", "--override", "Ana: because")
    assert "the override was not needed" in outcome.stderr
    assert "override" not in charter.read(REGISTRY).partition('["1.0.0"]')[2]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("1.0",), '"1.0" is no version'),
        (("../1.0.0",), '"../1.0.0" is no version'),
        (("1.0.0\n",), '"1.0.0\\n" is no version'),
        (("1.0.0", "--date", "2026-02-30"), '"2026-02-30" is no date'),
        (("1.0.0", "--date", "tomorrow"), '"tomorrow" is no date'),
        (("1.0.0", "--date", "20261123"), '"20261123" is no date'),
        (("1.0.0", "--date", "2026-11-23\n"), '"2026-11-23\\n" is no date'),
        (("1.0.0", "--attest-editorial", ""), "it is empty"),
        (("1.0.0", "--attest-editorial", "Ana\nRuiz"), "it has more than one line"),
        (("1.0.0", "--attest-editorial", "Ana\x1b[2J"), "it holds a control character"),
        (("1.0.0", "--override", "Ana"), "it has no colon"),
        (("1.0.0", "--override", ": why"), "it is empty"),
        (("1.0.0", "--override", "Ana:"), "it is empty"),
        (("1.0.0", "--override", "Ana: x\ny"), "it has more than one line"),
    ],
)
def test_bad_arguments_are_refused_in_one_line(
    charter: Project, arguments: tuple[str, ...], told: str
):
    lines = refused(charter, *arguments).splitlines()
    assert len(lines) == 1
    assert told in lines[0]


def test_the_date_comes_from_the_environment_where_it_is_not_given(
    charter: Project, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert charter.run("release", "1.0.0").status == 0
    assert "date = 1970-01-02" in charter.read(REGISTRY)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "soon")
    assert "SOURCE_DATE_EPOCH" in refused(charter, "1.0.1")


def test_a_broken_registry_stops_everything(charter: Project):
    release(charter, "1.0.0")
    good = charter.read(REGISTRY)
    charter.sync()
    charter.write(REGISTRY, good + '["1.0.0"]\n')
    told = refused(charter, "1.1.0", status=3)
    assert told.startswith(f"{REGISTRY}:11: version 1.0.0 stands on line 4 already")
    before = charter.files()
    for command in (("sync",), ("status",), ("build",), ("versions",), ("build", "--at", "1.0.0")):
        outcome = charter.run(*command)
        assert outcome.status == 3, command
        assert outcome.stderr.startswith(f"{REGISTRY}:11: ")
    assert charter.files() == before


def test_a_broken_source_is_not_released(charter: Project):
    charter.edit("source/charte.md", "title: Charte", "title: [Charte")
    assert refused(charter, "1.0.0", status=3).startswith("source/charte.md:")


def test_a_version_needs_all_of_its_documents(charter: Project):
    charter.write("charter-i18n.toml", 'locales = ["es"]\n[versions]\ndocuments = ["statuts.md"]\n')
    assert "there is no document source/statuts.md" in refused(charter, "1.0.0")


def test_a_changed_release_is_no_measure(charter: Project):
    release(charter, "1.0.0")
    charter.edit("source/versions/1.0.0/charte.md", "peut", "doit")
    told = refused(charter, "1.1.0", status=3)
    assert told.startswith("source/versions/1.0.0/charte.md: this text was changed")
    outcome = charter.run("diff", "1.0.0")
    assert (outcome.status, outcome.stderr) == (3, told)


def test_what_is_excluded_later_was_released_all_the_same(project: Project):
    project.write("source/billet.md", POST)
    release(project, "1.0.0")
    project.write("charter-i18n.toml", 'locales = ["es"]\nexclude = ["billet.md"]\n')
    told = refused(project, "1.0.1")
    assert "make it 2.0.0 at least" in told
    outcome = project.run("diff", "1.0.0")
    assert outcome.stdout.count("removed  source/billet.md") == 2
    assert "least bump of the version: major" in outcome.stdout


@pytest.mark.skipif(os.name == "nt", reason="a backslash parts folders there")
def test_a_name_that_the_registry_cannot_hold_is_refused_before_it_is_there(project: Project):
    project.write("source/a\\b.md", "# A\n")
    told = refused(project, "1.0.0", "--date", "2026-11-23", status=3)
    assert told == (
        "source/a\\b.md: a version cannot hold the name of this file "
        "(rename it, without backslashes and control characters)\n"
    )


def test_a_registry_that_names_what_no_disk_holds(charter: Project):
    release(charter, "1.0.0")
    charter.edit(REGISTRY, '"charte.md"', f'"{"a" * 300}.md"')
    for command in (("sync",), ("versions",), ("build", "--at", "1.0.0"), ("diff", "1.0.0")):
        outcome = charter.run(*command)
        assert outcome.status == 3, command
        assert outcome.stderr.startswith("source/versions/1.0.0/aaa")
        assert len(outcome.lines) == 1


def test_what_a_killed_run_left_is_completed(charter: Project):
    """The registry is written last: without it, nothing has been released."""
    release(charter, "1.0.0")
    whole = charter.files()
    (charter.root / REGISTRY).unlink()
    release(charter, "1.0.0")
    assert charter.files() == whole
    (charter.root / REGISTRY).unlink()
    charter.write("source/charte.md", VERSIONED)
    release(charter, "1.0.0")
    assert charter.files() == whole


def test_what_somebody_put_into_the_folder_is_not_overwritten(charter: Project):
    charter.write("source/versions/1.0.0/charte.md", "by hand\n")
    charter.write("source/versions/1.0.0/alt.md", "too\n")
    lines = refused(charter, "1.0.0", status=3).splitlines()
    assert [line.partition(":")[0] for line in lines] == [
        "source/versions/1.0.0/alt.md",
        "source/versions/1.0.0/charte.md",
    ]


# Freezing


def translated(project: Project) -> None:
    project.sync()
    project.translate("Charte éthique", "Carta ética")
    project.translate("Préambule", "Preámbulo")
    project.translate("L’initiateur publie les résultats.", "El promotor publica los resultados.")
    project.translate("Chaque citoyen peut participer.", "Cada ciudadano puede participar.")


FROZEN = "locale/es/versions/1.0.0/charte.po"


def test_a_complete_locale_is_kept_and_never_changed_again(charter: Project):
    translated(charter)
    release(charter, "1.0.0")
    outcome = charter.sync()
    assert "es: complete for 1.0.0" in outcome.stderr
    kept = charter.read(FROZEN)
    assert kept.count("#: source/versions/1.0.0/charte.md\n") == 4
    assert "Language: es" in kept
    charter.edit("locale/es/LC_MESSAGES/charte.po", "Cada ciudadano", "Todo ciudadano")
    charter.edit("source/charte.md", "publie", "ne publie pas")
    charter.sync()
    assert charter.read(FROZEN) == kept


@pytest.mark.parametrize("emptied", [True, False])
def test_a_lost_catalogue_is_filled_from_the_kept_one(charter: Project, *, emptied: bool):
    translated(charter)
    release(charter, "1.0.0")
    charter.sync()
    working = charter.path("locale/es/LC_MESSAGES/charte.po")
    before = {entry.key: entry.msgstr for entry in charter.catalogue("es").entries}
    if emptied:
        working.write_bytes(b"")
    else:
        working.unlink()
    charter.sync()
    assert {entry.key: entry.msgstr for entry in charter.catalogue("es").entries} == before
    assert not any(entry.fuzzy for entry in charter.catalogue("es").entries)
    assert charter.run("sync", "--check").status == 0


def test_a_text_that_was_rejected_since_is_not_filled_from_the_kept_catalogue(charter: Project):
    translated(charter)
    release(charter, "1.0.0")
    charter.sync()
    entry = next(item for item in charter.catalogue("es").entries if item.msgid.startswith("L’i"))
    options = ("--locale", "es", "--by", "Ana", "--date", "2026-11-24", "--note", "no", "--yes")
    assert charter.run("review", "reject", entry.key.id, *options).status == 0
    charter.path("locale/es/LC_MESSAGES/charte.po").unlink()
    charter.sync()
    assert charter.entry(entry.msgid).msgstr == ""


def test_an_incomplete_locale_is_not_kept(charter: Project):
    translated(charter)
    charter.edit("locale/es/LC_MESSAGES/charte.po", 'msgstr "Preámbulo"', 'msgstr ""')
    release(charter, "1.0.0")
    assert "complete" not in charter.sync().stderr
    assert not (charter.root / FROZEN).exists()


def test_a_revision_takes_no_complete_version_away(charter: Project):
    """The first sync after the release meets a text that has moved on."""
    translated(charter)
    release(charter, "1.0.0")
    charter.edit("source/charte.md", "publie", "ne publie pas")
    charter.sync()
    assert "El promotor publica los resultados." in charter.read(FROZEN)
    assert "fuzzy" not in charter.read(FROZEN)


def test_obsolete_pairs_and_carries_complete_a_version(charter: Project):
    """Texts left the sources or changed in nothing that matters before the last was translated."""
    translated(charter)
    charter.edit("locale/es/LC_MESSAGES/charte.po", 'msgstr "Preámbulo"', 'msgstr ""')
    release(charter, "1.0.0")
    charter.edit("source/charte.md", "Chaque citoyen peut participer.", "")
    charter.edit("source/charte.md", "L’initiateur", "L'initiateur")
    charter.sync()
    assert not (charter.root / FROZEN).exists()
    charter.translate("Préambule", "Preámbulo")
    assert "es: complete for 1.0.0" in charter.sync().stderr
    kept = charter.read(FROZEN)
    assert 'msgid "L’initiateur publie les résultats."' in kept
    assert 'msgstr "Cada ciudadano puede participar."' in kept
    assert charter.run("check").stdout == ""


def test_a_document_that_was_renamed_completes_its_old_version(charter: Project):
    translated(charter)
    charter.edit("locale/es/LC_MESSAGES/charte.po", 'msgstr "Preámbulo"', 'msgstr ""')
    release(charter, "1.0.0")
    (charter.root / "source/charte.md").rename(charter.root / "source/statuts.md")
    config = charter.read("charter-i18n.toml").replace("charte.md", "statuts.md")
    charter.write("charter-i18n.toml", config)
    charter.sync()
    charter.translate("Préambule", "Preámbulo", document="statuts")
    assert "es: complete for 1.0.0" in charter.sync().stderr
    kept = po.parse(charter.read(FROZEN), path=FROZEN)
    assert [entry.msgstr for entry in kept.entries].count("Preámbulo") == 1
    assert "Language: es\n" in kept.header.msgstr
    assert charter.run("check").stdout == ""
    assert "least bump of the version: patch" in charter.run("diff", "1.0.0").stdout


def test_a_translation_that_does_not_render_completes_nothing(charter: Project):
    charter.edit("source/charte.md", "les résultats", "les [résultats](https://exemple.fr)")
    charter.sync()
    for msgid, msgstr in (
        ("Charte éthique", "Carta ética"),
        ("Préambule", "Preámbulo"),
        ("L’initiateur publie les [résultats](https://exemple.fr).", "El promotor publica."),
        ("Chaque citoyen peut participer.", "Cada ciudadano puede participar."),
    ):
        charter.translate(msgid, msgstr)
    release(charter, "1.0.0")
    charter.sync()
    assert not (charter.root / FROZEN).exists()
    assert "refused translations" in charter.run("versions").stdout


def test_where_reviews_are_required_they_complete_a_version(charter: Project):
    config = charter.read("charter-i18n.toml") + '[publish]\nrequire = "reviewed"\n'
    charter.write("charter-i18n.toml", config)
    translated(charter)
    release(charter, "1.0.0")
    charter.sync()
    assert not (charter.root / FROZEN).exists()
    assert "missing 4" in charter.run("versions").stdout
    arguments = ("--locale", "es", "--by", "Ana", "--date", "2026-11-23", "--yes")
    charter.run("review", "approve", "--document", "charte.md", *arguments)
    charter.sync()
    assert (charter.root / FROZEN).exists()
    assert charter.run("versions").stdout.splitlines()[1].split() == [
        "1.0.0",
        "2026-11-23",
        "reviewed",
    ]


def test_sync_check_announces_what_it_would_keep(charter: Project):
    translated(charter)
    charter.sync()
    release(charter, "1.0.0")
    outcome = charter.run("sync", "--check")
    assert outcome.status == 1
    assert outcome.stdout == f"would write {FROZEN}\n"
    assert not (charter.root / FROZEN).exists()


def test_status_tells_the_newest_complete_version_and_the_next(charter: Project):
    translated(charter)
    charter.sync()
    assert "complete_for" in charter.run("status", "--format", "json").stdout
    release(charter, "1.0.0")
    assert charter.run("status").stdout.splitlines()[-1] == "es: complete for 1.0.0"
    charter.edit("source/charte.md", "publie", "ne publie pas")
    charter.sync()
    line = "es: complete for 1.0.0; 3 of 4 for working (≥ 2.0.0); 1 critical"
    assert charter.run("status").stdout.splitlines()[-1] == line
    assert charter.run("report").stdout.splitlines()[-1] == line
    assert '"complete_for": "1.0.0"' in charter.run("status", "--format", "json").stdout


def test_a_lost_frozen_text_is_named(charter: Project):
    translated(charter)
    release(charter, "1.0.0")
    charter.sync()
    shutil.rmtree(charter.root / "source/versions/1.0.0")
    outcome = charter.run("build", "--at", "1.0.0")
    assert outcome.status == 3
    assert outcome.stderr == "source/versions/1.0.0/charte.md: no such file\n"


def test_a_document_that_is_renamed_completes_a_version_at_once(project: Project):
    project.write("source/charte.md", "Un texte.\n\nDeux.\n")
    project.write("source/b.md", "Trois.\n")
    project.sync()
    project.translate("Un texte.", "Un texto.")
    project.translate("Trois.", "Tres.", document="b")
    release(project, "1.0.0")
    project.sync()
    project.write("source/b.md", "Trois.\n\nDeux.\n")
    project.sync()
    project.translate("Deux.", "Dos.", document="b")
    project.path("source/charte.md").rename(project.root / "source/c.md")
    project.sync()
    before = project.files()
    project.sync()
    assert project.files() == before


def test_the_other_documents_know_better_than_a_kept_version(project: Project):
    for name in ("a", "b"):
        project.write(f"source/{name}.md", "Un texte.\n")
    project.path("source/charte.md").unlink()
    project.sync()
    for name in ("a", "b"):
        project.translate("Un texte.", "Viejo.", document=name)
    release(project, "1.0.0")
    project.sync()
    for name in ("a", "b"):
        project.edit(f"locale/es/LC_MESSAGES/{name}.po", "Viejo.", "Nuevo.")
    project.sync()
    project.path("locale/es/LC_MESSAGES/a.po").unlink()
    project.sync()
    assert project.entry("Un texte.", document="a").msgstr == "Nuevo."
