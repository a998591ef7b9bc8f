import hashlib
import shutil
from collections.abc import Sequence

import pytest
from catalogues import LEDGER, PO, catalogue, charter, entry, record
from projects import Project
from repositories import Repository

from charter_i18n import git
from charter_i18n.errors import ConfigurationError, InputError, message
from charter_i18n.model import ChangeClass, Key, Severity
from charter_i18n.pipeline import report as pipeline
from charter_i18n.pipeline.status import status
from charter_i18n.report import Item, ItemState, Report
from charter_i18n.severity import Classification
from charter_i18n.severity.nouns import Proposal
from charter_i18n.workspace import Workspace


def built(project: Project, *, only: Sequence[str] = (), since: str | None = None) -> Report:
    return pipeline.report(Workspace.find(project.root), only=only, since=since)


def items(project: Project, **options: str) -> list[Item]:
    return list(built(project, **options).items)


def only_item(project: Project, **options: str) -> Item:
    (found,) = items(project, **options)
    return found


class TestItems:
    def test_every_open_entry_once_and_no_other(self, project: Project):
        project.write("source/charte.md", charter("Un.", "Deux.", "Trois.", "Quatre.", "Cinq."))
        project.write(
            PO,
            catalogue(
                entry("Un.", "Uno."),
                entry("Deux.", "Dos viejo.", previous="Deux anciens."),
                entry("Trois.", "Tres.", fuzzy=True),
                entry("Quatre.", ""),
                entry("Cinq.", "Cinco."),
            ),
        )
        project.write(LEDGER, record("rejected", "Cinq.", "Cinco.", note="el tono"))
        found = {item.new: item.state for item in items(project)}
        assert found == {
            "Deux.": ItemState.STALE,
            "Trois.": ItemState.UNFINISHED,
            "Quatre.": ItemState.UNTRANSLATED,
            "Cinq.": ItemState.REJECTED,
        }

    def test_what_an_item_says(self, project: Project):
        project.write("source/charte.md", "# Comptes\n\nLe bureau peut publier.\n")
        project.write(
            PO,
            catalogue(
                entry("Comptes", "Cuentas"),
                entry(
                    "Le bureau peut publier.",
                    "La mesa debe publicar.",
                    previous="Le bureau doit publier.",
                ),
            ),
        )
        item = only_item(project)
        assert (item.locale, item.document, item.path) == ("es", "source/charte.md", PO)
        assert item.id == Key("Le bureau peut publier.").id
        assert item.state is ItemState.STALE
        assert item.severity is Severity.CRITICAL
        assert item.classes == (ChangeClass.MODALITY,)
        assert str(item.reason).startswith("doit → peut: ")
        assert item.section == ("Comptes",)
        assert item.source_line == 3
        assert project.read(PO).split("\n")[item.line - 1] == 'msgid "Le bureau peut publier."'
        assert item.old == "Le bureau doit publier."
        assert item.redline == (
            ("equal", "Le bureau "),
            ("delete", "doit"),
            ("insert", "peut"),
            ("equal", " publier."),
        )
        assert item.translation == "La mesa debe publicar."

    def test_the_fingerprint(self, project: Project):
        project.write("source/charte.md", charter("Le bureau peut publier."))
        project.write(
            PO,
            catalogue(
                entry("Le bureau peut publier.", "X.", previous="Le bureau doit publier."),
            ),
        )
        item = only_item(project)
        parts = ("es", "source/charte.md", item.id, "modality", "Le bureau peut publier.")
        assert item.fingerprint == hashlib.sha256("\0".join(parts).encode()).hexdigest()

    def test_fingerprints_do_not_move_with_lines_and_differ(self, project: Project):
        project.write("source/charte.md", charter("Un.", "Deux."))
        first = {item.new: item.fingerprint for item in items(project)}
        project.write("source/charte.md", charter("Zéro.", "Un.", "Trois.", "Deux."))
        project.write("source/autre.md", charter("Un."))
        later = items(project)
        here = {item.new: item.fingerprint for item in later if item.document != "source/autre.md"}
        assert here.items() >= first.items()
        assert len({item.fingerprint for item in later}) == 5

    def test_the_worst_come_first_then_locales_and_documents_in_order(self, project: Project):
        project.write("charter-i18n.toml", 'locales = ["es", "de"]\n')
        texts = ("Le bureau peut publier.", "Un texte neuf.", "La salle est grande.")
        for name in ("charte", "annexe"):
            project.write(f"source/{name}.md", charter(*texts))
            for locale in ("es", "de"):
                project.write(
                    f"locale/{locale}/LC_MESSAGES/{name}.po",
                    catalogue(
                        entry(texts[0], "X.", previous="Le bureau doit publier."),
                        entry(texts[1], ""),
                        entry(texts[2], "Y.", previous="Le local est vaste."),
                    ),
                )
        found = [(item.severity, item.locale, item.document) for item in items(project)]
        places = [
            (locale, f"source/{name}.md")
            for locale in ("es", "de")
            for name in ("annexe", "charte")
        ]
        severities = (Severity.CRITICAL, Severity.MAJOR, Severity.NONE)
        assert found == [(severity, *place) for severity in severities for place in places]

    def test_items_of_one_severity_stand_in_document_order(self, project: Project):
        texts = [f"Le bureau numéro {place} peut publier." for place in "abcdefgh"]
        project.write("source/charte.md", charter(*texts))
        olds = [text.replace("peut", "doit") for text in texts]
        entries = [entry(new, "X.", previous=old) for new, old in zip(texts, olds, strict=True)]
        project.write(PO, catalogue(*reversed(entries)))
        assert [item.new for item in items(project)] == texts

    def test_the_same_report_every_time(self, project: Project):
        project.write("source/charte.md", charter(*(f"Texte {place}." for place in "abcdefgh")))
        assert built(project) == built(project)

    def test_the_counts_are_those_of_the_status(self, project: Project):
        project.write("source/charte.md", charter("Un.", "Deux.", "Trois."))
        project.write(
            PO, catalogue(entry("Un.", "Uno."), entry("Deux.", "Dos.", previous="Deux ans."))
        )
        workspace = Workspace.find(project.root)
        found = pipeline.report(workspace)
        assert found.locales == status(workspace).locales
        counts = found.locales[0].counts
        assert (counts.total, counts.current, counts.stale, counts.untranslated) == (3, 1, 1, 1)

    def test_a_locale_that_is_not_ours(self, project: Project):
        with pytest.raises(ConfigurationError):
            built(project, only=["it"])

    def test_only_the_locales_that_are_asked_for(self, project: Project):
        project.write("charter-i18n.toml", 'locales = ["es", "de"]\n')
        found = built(project, only=["de"])
        assert {item.locale for item in found.items} == {"de"}
        assert [item.locale for item in found.locales] == ["de"]


class TestStates:
    def test_a_rejected_pair_says_who_and_why(self, project: Project):
        project.write("source/charte.md", charter("Un."))
        project.write(PO, catalogue(entry("Un.", "Uno.")))
        project.write(LEDGER, record("rejected", "Un.", "Uno.", note="demasiado\nfamiliar"))
        item = only_item(project)
        assert item.severity is Severity.CRITICAL
        assert str(item.reason) == "rejected by Ana Ruiz: demasiado\nfamiliar"
        assert item.note == "demasiado\nfamiliar"
        assert item.old is None

    def test_a_carried_pair_shows_what_nobody_looked_at(self, project: Project):
        project.write("source/charte.md", charter("L’eau est bonne."))
        project.write(PO, catalogue(entry("L’eau est bonne.", "El agua es buena.")))
        before = {"source": "L'eau est bonne.", "target": "El agua es buena."}
        carried = record(
            "carried",
            "L’eau est bonne.",
            "El agua es buena.",
            previous=before,
            classes=["typography"],
        )
        project.write(LEDGER, carried)
        item = only_item(project)
        assert item.state is ItemState.CARRIED
        assert item.severity is Severity.COSMETIC
        assert item.old == "L'eau est bonne."
        project.write(LEDGER, carried + record("approved", "L’eau est bonne.", "El agua es buena."))
        assert items(project) == []

    def test_a_mark_over_an_unchanged_text_is_unfinished_work(self, project: Project):
        project.write("source/charte.md", charter("Un."))
        project.write(PO, catalogue(entry("Un.", "Uno.", previous="Un.")))
        item = only_item(project)
        assert item.state is ItemState.UNFINISHED
        assert item.severity is Severity.MINOR
        assert item.old is None

    def test_a_mark_of_unknown_origin_is_major(self, project: Project):
        project.write("source/charte.md", charter("Un."))
        project.write(PO, catalogue(entry("Un.", "Uno.", fuzzy=True)))
        item = only_item(project)
        assert item.state is ItemState.UNFINISHED
        assert item.severity is Severity.MAJOR
        assert item.classes == (ChangeClass.UNKNOWN,)
        assert item.old is None

    def test_a_changed_context_alone_is_minor(self, project: Project):
        project.write("source/charte.md", "<!-- i18n:context menu -->\n\nAccueil\n")
        old = '#, fuzzy\n#| msgid "Accueil"\nmsgctxt "menu"\nmsgid "Accueil"\nmsgstr "Inicio"\n'
        project.write(PO, catalogue(old))
        item = only_item(project)
        assert item.state is ItemState.STALE
        assert item.severity is Severity.MINOR
        assert "context" in str(item.reason)

    def test_the_forms_of_a_plural_are_shown(self, project: Project):
        project.write("source/charte.md", charter("Un."))
        plural = '#, fuzzy\nmsgid "Un."\nmsgid_plural "Des."\nmsgstr[0] "Uno."\nmsgstr[1] "Unos."\n'
        project.write(PO, catalogue(plural))
        assert only_item(project).translation == "Uno.\nUnos."

    def test_a_split_text_is_what_diff_says_it_is(self, project: Project):
        whole = "Chaque parcelle est attribuée pour trois ans. Elle peut être reprise si besoin."
        project.write("source/charte.md", charter("Avant.", whole, "Après."))
        project.write(
            PO, catalogue(entry("Avant.", "A."), entry(whole, "Uno. Dos."), entry("Après.", "D."))
        )
        project.sync()
        parts = (
            "Chaque parcelle est attribuée pour trois ans.",
            "Elle peut être reprise si besoin.",
        )
        project.write("source/charte.md", charter("Avant.", *parts, "Après."))
        project.sync()
        found = items(project)
        assert [item.new for item in found] == list(parts)
        assert {item.classes for item in found} == {(ChangeClass.SPLIT,)}
        assert {item.severity for item in found} == {Severity.MINOR}
        assert {item.old for item in found} == {whole}

    def test_two_texts_from_one_are_not_always_a_split(self, project: Project):
        old = "Le bureau publie les comptes de la commune."
        texts = ("Le bureau publie les comptes.", "Le maire publie les comptes de la commune.")
        project.write("source/charte.md", charter(*texts))
        project.write(PO, catalogue(*(entry(text, "X.", previous=old) for text in texts)))
        assert all(ChangeClass.SPLIT not in item.classes for item in items(project))

    @pytest.mark.parametrize(
        ("end", "state", "severity"),
        [
            ("", ItemState.UNFINISHED, Severity.MINOR),
            (" Et alors.", ItemState.STALE, Severity.MAJOR),
        ],
    )
    def test_merged_texts_are_what_diff_says_they_are(
        self, project: Project, end: str, state: ItemState, severity: Severity
    ):
        parts = ("La salle est rendue propre et rangée.", "Le bruit cesse à vingt-deux heures.")
        project.write("source/charte.md", charter("Avant.", *parts, "Après."))
        entries = [entry(text, f"ES {text}") for text in ("Avant.", *parts, "Après.")]
        project.write(PO, catalogue(*entries))
        project.sync()
        project.write("source/charte.md", charter("Avant.", " ".join(parts) + end, "Après."))
        project.sync()
        item = only_item(project)
        assert item.state is state
        assert ChangeClass.MERGED in item.classes
        assert item.severity is severity


class TestInput:
    def test_a_project_without_sources(self, project: Project):
        (project.root / "source/charte.md").unlink()
        with pytest.raises(InputError):
            built(project)

    def test_a_source_without_texts(self, project: Project):
        project.write("source/charte.md", "***\n")
        found = built(project)
        assert found.items == ()
        assert found.locales[0].counts.total == 0

    def test_a_locale_without_catalogue(self, project: Project):
        project.write("source/charte.md", charter("Un.", "Deux."))
        assert [(item.state, item.line) for item in items(project)] == [
            (ItemState.UNTRANSLATED, 0),
            (ItemState.UNTRANSLATED, 0),
        ]

    def test_a_catalogue_without_header(self, project: Project):
        project.write("source/charte.md", charter("Un."))
        project.write(PO, entry("Un.", "Uno.", previous="Une."))
        assert only_item(project).line == 3

    def test_windows_line_ends(self, project: Project):
        project.write("source/charte.md", charter("Un.", "Deux.").replace("\n", "\r\n"))
        text = catalogue(entry("Un.", "Uno."), entry("Deux.", "Dos.", previous="Deux ans."))
        project.write(PO, text.replace("\n", "\r\n"))
        item = only_item(project)
        assert item.source_line == 3
        assert project.read(PO).split("\r\n")[item.line - 1] == 'msgid "Deux."'

    def test_a_broken_catalogue_is_named(self, project: Project):
        project.write(PO, 'msgid "Un.\n')
        with pytest.raises(InputError, match=PO):
            built(project)

    def test_obsolete_entries_are_nobodys_business(self, project: Project):
        project.write("source/charte.md", charter("Un."))
        project.write(
            PO, catalogue(entry("Un.", "Uno."), '#, fuzzy\n#~ msgid "X"\n#~ msgstr "Y"\n')
        )
        assert items(project) == []

    def test_a_text_that_stands_twice_is_one_item(self, project: Project):
        project.write("source/charte.md", charter("Néant.", "# Titre", "Néant."))
        found = [item for item in items(project) if item.new == "Néant."]
        assert [(item.source_line, item.section) for item in found] == [(1, ())]


class TestSince:
    @pytest.fixture
    def revised(self, project: Project) -> Project:
        project.write("source/charte.md", charter("Un.", "Deux."))
        shutil.copytree(project.root / "source", project.root / "before")
        project.write("source/charte.md", charter("Un.", "Deux.", "Trois."))
        return project

    def test_only_texts_that_came_after(self, revised: Project):
        before = str(revised.root / "before")
        assert [item.new for item in items(revised, since=before)] == ["Trois."]
        assert len(items(revised)) == 3

    def test_the_counts_stay_whole(self, revised: Project):
        found = built(revised, since=str(revised.root / "before"))
        assert found.locales[0].counts.total == 3

    def test_nothing_came_after_what_is_now(self, revised: Project):
        assert items(revised, since="working") == []

    def test_what_stood_in_a_document_of_another_name_is_not_new(self, revised: Project):
        (revised.root / "source/charte.md").rename(revised.root / "source/statuts.md")
        before = str(revised.root / "before")
        assert [item.new for item in items(revised, since=before)] == ["Trois."]

    def test_a_text_of_another_document_is_new_here(self, revised: Project):
        revised.write("source/annexe.md", charter("Un.", "Quatre."))
        before = str(revised.root / "before")
        assert [item.new for item in items(revised, since=before)] == ["Un.", "Quatre.", "Trois."]

    def test_an_unknown_revision(self, revised: Project):
        with pytest.raises(ConfigurationError, match=r"9\.9\.9"):
            built(revised, since="9.9.9")

    def test_a_released_version(self, revised: Project):
        revised.write("source/charte.md", charter("Un.", "Deux."))
        assert revised.run("release", "1.0.0", "--date", "2026-11-23").status == 0
        revised.write("source/charte.md", charter("Un.", "Deux neuf."))
        assert [item.new for item in items(revised, since="1.0.0")] == ["Deux neuf."]


class TestProposals:
    @pytest.mark.parametrize(
        ("edits", "msgstr", "expected"),
        [
            ([("5", "6")], "Artículo 5", "Artículo 6"),
            ([("5", "6"), ("6", "7")], "Artículos 5 y 6", "Artículos 6 y 7"),
            ([("5", "6")], "Artículos 5 y 5", None),
            ([("5", "6")], "Artículo 15", None),
            ([("5", "6")], "Artículo 1,5", None),
            ([("5", "6")], "Artículo 5.2", None),
            ([("5", "6")], "Artículo cinco", None),
            ([("#article-5", "#article-6")], "[art](#article-5)", "[art](#article-6)"),
            ([("5", "6"), ("5", "7")], "Artículos 5", None),
            ([("5", "6")], "", None),
        ],
    )
    def test_numbers_follow_where_it_is_clear_which(
        self, edits: list[tuple[str, str]], msgstr: str, expected: str | None
    ):
        judged = Classification(
            Severity.MINOR,
            (ChangeClass.RENUMBERING,),
            message("follows"),
            tuple(Proposal(*edit) for edit in edits),
        )
        assert pipeline.proposal(msgstr, judged) == expected

    def test_other_changes_beside_the_numbers_are_the_translators(self):
        classes = (ChangeClass.WORDING, ChangeClass.RENUMBERING)
        judged = Classification(Severity.MAJOR, classes, message("x"), (Proposal("5", "6"),))
        assert pipeline.proposal("Artículo 5", judged) is None

    def test_a_renumbered_heading(self, project: Project):
        project.write("source/charte.md", charter("## Article 3 – Eau"))
        project.write(
            PO, catalogue(entry("Article 3 – Eau", "Artículo 2 – Agua", previous="Article 2 – Eau"))
        )
        assert only_item(project).proposal == "Artículo 3 – Agua"


class TestSuggestions:
    def test_the_translation_of_a_similar_text(self, project: Project):
        project.write(
            "source/charte.md",
            charter("Le bureau publie les comptes.", "Le maire publie les comptes."),
        )
        project.write(PO, catalogue(entry("Le bureau publie les comptes.", "La mesa publica.")))
        item = only_item(project)
        assert item.state is ItemState.UNTRANSLATED
        assert item.proposal == "La mesa publica."

    def test_nothing_for_a_text_that_resembles_none(self, project: Project):
        project.write("source/charte.md", charter("Le bureau publie les comptes.", "Au revoir !"))
        project.write(PO, catalogue(entry("Le bureau publie les comptes.", "La mesa publica.")))
        assert only_item(project).proposal is None

    def test_a_rejected_translation_is_not_suggested(self, project: Project):
        texts = ("Le bureau publie les comptes.", "Le maire publie les comptes.")
        project.write("source/charte.md", charter(*texts))
        project.write(PO, catalogue(entry(texts[0], "La mesa publica.")))
        project.write(LEDGER, record("rejected", texts[0], "La mesa publica."))
        assert [item.proposal for item in items(project)] == [None, None]

    def test_a_stale_translation_says_what_the_text_was(self, project: Project):
        texts = ("Tout à fait autre chose, en somme.", "Le maire publie les comptes.")
        project.write("source/charte.md", charter(*texts))
        old = "Le bureau publie les comptes."
        project.write(PO, catalogue(entry(texts[0], "La mesa publica.", previous=old)))
        found = {item.new: item.proposal for item in items(project)}
        assert found[texts[1]] == "La mesa publica."

    def test_a_text_that_has_gone_helps_too(self, project: Project):
        project.write("source/charte.md", charter("Le maire publie les comptes."))
        obsolete = '#~ msgid "Le bureau publie les comptes."\n#~ msgstr "La mesa publica."\n'
        project.write(PO, catalogue(obsolete))
        assert only_item(project).proposal == "La mesa publica."

    def test_the_same_text_in_another_document(self, project: Project):
        text = "Le bureau publie les comptes."
        for name in ("annexe", "charte", "statuts"):
            project.write(f"source/{name}.md", charter(text))
        # Two documents disagree, so sync does not fill the third.
        for name, msgstr in (("annexe", "La mesa publica."), ("statuts", "Publica la mesa.")):
            project.write(f"locale/es/LC_MESSAGES/{name}.po", catalogue(entry(text, msgstr)))
        item = only_item(project)
        assert item.document == "source/charte.md"
        assert item.proposal == "La mesa publica."


class TestGit:
    def test_without_git_nothing_is_said_of_revisions(
        self, project: Project, monkeypatch: pytest.MonkeyPatch
    ):
        monkeypatch.setenv("PATH", "")
        project.write("source/charte.md", charter("Un.", "Deux."))
        project.write(PO, catalogue(entry("Un.", "Uno.", fuzzy=True)))
        assert {item.since for item in items(project)} == {None}

    def test_a_status_in_json_asks_git_nothing(
        self, project: Project, monkeypatch: pytest.MonkeyPatch
    ):
        project.sync()

        def ask(*_arguments: object) -> None:
            raise AssertionError("git was asked")

        monkeypatch.setattr(git, "ask", ask)
        assert project.run("status", "--format", "json").status == 0
        assert project.run("status").status == 0


def test_a_translation_that_would_change_its_document_is_named(project: Project):
    project.write("source/charte.md", "Voyez le [registre](registre.md).\n")
    project.sync()
    project.translate("Voyez le [registre](registre.md).", "Vean el registro.")
    (item,) = pipeline.report(Workspace.find(project.root)).items
    assert (item.state, item.severity) == (ItemState.REFUSED, Severity.MAJOR)
    assert str(item.reason).startswith("cannot be published: the link to registre.md")
    for layout in ("text", "markdown", "html", "sarif", "github", "gitlab"):
        assert "cannot be published" in project.run("report", "--format", layout).stdout
    assert project.run("report", "--fail-on", "major").status == 1
    assert "1 major" in project.run("status", "--format", "markdown").stdout


def test_what_is_stale_for_longer_is_not_called_nothing(project: Project):
    repository = Repository.create(project.root, project)
    project.sync()
    project.translate("Préambule", "Preámbulo")
    project.edit("source/charte.md", "# Préambule", "# Introduction générale du Préambule")
    project.sync()
    repository.commit()
    assert "Préambule" in project.run("report").stdout
    assert "; nothing stale since then" in project.run("report", "--since", "git:HEAD").stdout
    told = project.run("report", "--since", "git:HEAD", "--format", "markdown").stdout
    assert told.endswith("\nNothing is stale since then.\n")
