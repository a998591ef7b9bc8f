"""`sync` on whole projects: what is written, where texts find their translations, and when."""

import json
import os
import subprocess
from pathlib import Path

import pytest
from projects import CHARTER, Project

from charter_i18n import po
from charter_i18n.edits import Delete, Move, Write
from charter_i18n.errors import InputError
from charter_i18n.model import Key
from charter_i18n.pipeline.sync import sync
from charter_i18n.workspace import Workspace

PO = "locale/es/LC_MESSAGES/charte.po"
SENTENCE = "L’initiateur publie les résultats."
TRANSLATION = "El iniciador publica los resultados."


@pytest.fixture
def translated(project: Project) -> Project:
    project.sync()
    project.translate(SENTENCE, TRANSLATION)
    return project


class TestFirstSync:
    def test_writes_a_template_and_a_catalogue_for_each_document(self, project: Project):
        project.write("source/guides/faq.md", "Une question.\n")
        project.sync()
        written = [name for name, content in project.files().items() if content != "folder"]
        assert written == [
            "charter-i18n.toml",
            "locale/charte.pot",
            PO,
            "locale/es/LC_MESSAGES/guides/faq.po",
            "locale/guides/faq.pot",
            "source/charte.md",
            "source/guides/faq.md",
        ]

    def test_the_template_has_no_plural_forms_and_no_translation(self, project: Project):
        project.sync()
        template = po.parse(project.read("locale/charte.pot"), path="charte.pot")
        fields = po.header_fields(template.header)
        assert "Plural-Forms" not in fields
        assert fields["Language"] == ""
        assert not any(entry.translated or entry.fuzzy for entry in template.entries)

    def test_the_header_of_a_catalogue_says_all_that_editors_want(self, project: Project):
        project.sync()
        assert list(po.header_fields(project.catalogue().header)) == [
            "Project-Id-Version",
            "Report-Msgid-Bugs-To",
            "POT-Creation-Date",
            "PO-Revision-Date",
            "Last-Translator",
            "Language-Team",
            "Language",
            "MIME-Version",
            "Content-Type",
            "Content-Transfer-Encoding",
            "Plural-Forms",
            "X-Generator",
            "X-Source-Language",
        ]
        assert project.catalogue().header.comments

    def test_the_date_is_that_of_the_environment(
        self, project: Project, monkeypatch: pytest.MonkeyPatch
    ):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795392000")
        project.sync()
        assert '"POT-Creation-Date: 2026-11-23 00:00+0000\\n"' in project.read(PO)

    def test_the_date_is_that_of_the_sources_last_commit(self, project: Project):
        identity = ("-c", "user.name=A", "-c", "user.email=a@example.org")
        environment = {**os.environ, "GIT_COMMITTER_DATE": "2026-03-04T05:06:07+0100"}
        for arguments in (("init", "-q"), ("add", "."), (*identity, "commit", "-q", "-m", "x")):
            subprocess.run(["git", *arguments], cwd=project.root, check=True, env=environment)
        project.sync()
        assert '"POT-Creation-Date: 2026-03-04 04:06+0000\\n"' in project.read(PO)
        assert '"PO-Revision-Date: 2026-03-04 04:06+0000\\n"' in project.read(PO)


class TestFurtherSyncs:
    def test_change_no_byte(self, translated: Project):
        translated.sync()
        before = translated.files()
        translated.sync()
        assert translated.files() == before

    def test_never_touch_the_header_of_a_catalogue(self, translated: Project):
        translated.edit(PO, "Last-Translator: Automatically generated", "Last-Translator: Ana")
        header = translated.catalogue().header
        translated.edit("source/charte.md", "publie", "garantit")
        translated.sync()
        assert translated.catalogue().header == header

    def test_move_the_templates_date_only_with_its_entries(
        self, translated: Project, monkeypatch: pytest.MonkeyPatch
    ):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795392000")
        translated.sync()
        assert "1970-01-01" in translated.read("locale/charte.pot")
        translated.edit("source/charte.md", "publie", "garantit")
        translated.sync()
        assert "2026-11-23" in translated.read("locale/charte.pot")
        assert "2026-11-23" not in translated.read(PO)

    def test_write_a_lost_template_again(self, translated: Project):
        before = translated.files()
        (translated.root / "locale/charte.pot").unlink()
        translated.sync()
        assert translated.files() == before

    def test_keep_what_was_added_to_a_templates_header(self, translated: Project):
        translated.edit(
            "locale/charte.pot", "Report-Msgid-Bugs-To: ", "Report-Msgid-Bugs-To: https://x.fr"
        )
        translated.edit("source/charte.md", "publie", "garantit")
        translated.sync()
        assert "Report-Msgid-Bugs-To: https://x.fr" in translated.read("locale/charte.pot")

    @pytest.mark.parametrize(
        ("heading", "comment"),
        [
            ("Titre\\\\\n===", "Titre\\ "),
            ("# {{ page.title }}\n\n## Fin", "› Fin"),
            ("# Un\\\nTitre", "Un\\ "),
        ],
    )
    def test_change_no_byte_whatever_a_heading_is(
        self, project: Project, heading: str, comment: str
    ):
        project.write("source/charte.md", f"{heading}\n\nUn texte.\n")
        project.sync()
        assert project.entry("Un texte.").extracted == ("paragraph", comment)
        assert project.run("sync", "--check").status == 0

    def test_rewrapping_the_source_changes_nothing(self, translated: Project):
        translated.sync()
        before = translated.files()
        translated.edit("source/charte.md", "publie les", "publie\nles")
        translated.sync()
        after = translated.files()
        assert after.pop("source/charte.md") != before.pop("source/charte.md")
        assert after == before

    def test_one_locale_leaves_the_others_alone(self, translated: Project):
        translated.write("charter-i18n.toml", 'locales = ["en", "es"]\n')
        translated.sync("--locale", "en")
        assert translated.catalogue("en").entries
        before = translated.read(PO)
        translated.edit("source/charte.md", "publie", "garantit")
        translated.sync("--locale", "en")
        assert translated.read(PO) == before


class TestCheck:
    def test_writes_nothing_and_names_what_would_be_written(self, translated: Project):
        translated.edit("source/charte.md", "publie", "garantit")
        translated.write("source/new.md", "Un texte.\n")
        before = translated.files()
        outcome = translated.run("sync", "--check")
        assert outcome.status == 1
        assert sorted(outcome.stdout.splitlines()) == [
            "would write locale/charte.pot",
            f"would write {PO}",
            "would write locale/es/LC_MESSAGES/new.po",
            "would write locale/new.pot",
        ]
        assert translated.files() == before

    def test_is_content_after_a_sync(self, translated: Project):
        translated.sync()
        outcome = translated.run("sync", "--check")
        assert (outcome.status, outcome.stdout) == (0, "")


class TestStates:
    def test_a_reworded_text_is_fuzzy_with_what_it_translates(self, translated: Project):
        translated.edit("source/charte.md", "publie", "garantit")
        translated.sync()
        entry = translated.entry(SENTENCE.replace("publie", "garantit"))
        assert (entry.msgstr, entry.fuzzy, entry.previous) == (TRANSLATION, True, Key(SENTENCE))

    def test_the_oldest_text_stays_over_several_syncs(self, translated: Project):
        for old, new in (("publie", "garantit"), ("garantit", "doit"), ("doit", "peut")):
            translated.edit("source/charte.md", f"initiateur {old}", f"initiateur {new}")
            translated.sync()
        entry = translated.entry(SENTENCE.replace("publie", "peut"))
        assert (entry.msgstr, entry.previous) == (TRANSLATION, Key(SENTENCE))

    def test_a_typographic_change_carries_and_is_recorded(self, translated: Project):
        translated.edit("source/charte.md", "L’initiateur", "L'initiateur")
        translated.sync()
        entry = translated.entry(SENTENCE.replace("’", "'"))
        assert (entry.msgstr, entry.fuzzy) == (TRANSLATION, False)
        (line,) = translated.read("locale/es/reviews/charte.jsonl").splitlines()
        record = json.loads(line)
        assert record["verdict"] == "carried"
        assert record["previous"] == {"source": SENTENCE, "target": TRANSLATION}
        assert record["classes"] == ["typography"]

    def test_a_text_that_is_gone_is_obsolete_and_comes_back(self, translated: Project):
        text = translated.read("source/charte.md")
        translated.edit("source/charte.md", f"{SENTENCE}\n\n", "")
        translated.sync()
        assert translated.entry(SENTENCE).obsolete
        translated.write("source/charte.md", text)
        translated.sync()
        entry = translated.entry(SENTENCE)
        assert (entry.obsolete, entry.fuzzy, entry.msgstr) == (False, False, TRANSLATION)

    def test_two_places_of_one_text_share_an_entry(self, translated: Project):
        translated.write("source/charte.md", CHARTER + f"\n## Suite\n\n{SENTENCE}\n")
        translated.sync()
        assert translated.entry(SENTENCE).msgstr == TRANSLATION

    def test_a_context_tells_two_equal_texts_apart(self, translated: Project):
        translated.write(
            "source/charte.md", CHARTER + f"\n<!-- i18n:context suite -->\n{SENTENCE}\n"
        )
        translated.sync()
        keys = [entry.key for entry in translated.catalogue().entries]
        assert Key(SENTENCE) in keys
        assert Key(SENTENCE, "suite") in keys


class TestOtherDocuments:
    def test_a_text_that_moves_keeps_its_translation(self, translated: Project):
        translated.edit("source/charte.md", f"{SENTENCE}\n\n", "")
        translated.write("source/faq.md", f"# Questions\n\n{SENTENCE}\n")
        translated.sync()
        entry = translated.entry(SENTENCE, document="faq")
        assert (entry.msgstr, entry.fuzzy) == (TRANSLATION, False)
        assert translated.entry(SENTENCE).obsolete

    def test_a_text_whose_translations_differ_is_left_to_the_translator(self, translated: Project):
        translated.write("source/faq.md", f"{SENTENCE}\n")
        translated.sync()
        translated.edit("locale/es/LC_MESSAGES/faq.po", TRANSLATION, "Otra.")
        translated.write("source/new.md", f"{SENTENCE}\n")
        translated.sync()
        assert not translated.entry(SENTENCE, document="new").translated

    def test_a_fuzzy_translation_is_none(self, translated: Project):
        translated.edit(PO, f'msgid "{SENTENCE}"', f'#, fuzzy\nmsgid "{SENTENCE}"')
        translated.write("source/new.md", f"{SENTENCE}\n")
        translated.sync()
        assert not translated.entry(SENTENCE, document="new").translated

    def test_a_rejected_translation_is_none(self, translated: Project):
        record = {
            "verdict": "rejected",
            "msgctxt": None,
            "source": SENTENCE,
            "target": TRANSLATION,
            "reviewer": "Ana",
            "version": "",
            "date": "2026-11-23",
            "note": "",
        }
        translated.write("locale/es/reviews/charte.jsonl", json.dumps(record) + "\n")
        translated.write("source/new.md", f"{SENTENCE}\n")
        translated.sync()
        assert not translated.entry(SENTENCE, document="new").translated

    def test_other_locales_say_nothing(self, translated: Project):
        translated.write("charter-i18n.toml", 'locales = ["en", "es"]\n')
        translated.write("source/new.md", f"{SENTENCE}\n")
        translated.sync()
        assert not translated.entry(SENTENCE, document="new", locale="en").translated


class TestRenames:
    def rename(self, project: Project, new: str = "principes/charte") -> None:
        (project.root / "source/charte.md").rename(project.path(f"source/{new}.md"))

    def test_the_catalogue_follows_with_comments_and_obsolete_entries(self, translated: Project):
        translated.edit(PO, "#. heading", "# mi nota\n#. heading")
        translated.edit("source/charte.md", f"{SENTENCE}\n\n", "")
        translated.sync()
        self.rename(translated)
        translated.sync()
        names = translated.files()
        assert PO not in names
        assert "locale/charte.pot" not in names
        assert "locale/principes/charte.pot" in names
        entries = {
            item.msgid: item for item in translated.catalogue(document="principes/charte").entries
        }
        assert entries["Préambule"].comments == ("mi nota",)
        assert entries["Préambule"].references == ("source/principes/charte.md",)
        assert (entries[SENTENCE].obsolete, entries[SENTENCE].msgstr) == (True, TRANSLATION)

    def test_a_rename_with_revisions_is_still_one(self, translated: Project):
        self.rename(translated)
        translated.edit("source/principes/charte.md", "publie", "garantit")
        translated.sync()
        entry = translated.entry(
            SENTENCE.replace("publie", "garantit"), document="principes/charte"
        )
        assert (entry.fuzzy, entry.previous, entry.msgstr) == (True, Key(SENTENCE), TRANSLATION)

    def test_reviews_follow(self, translated: Project):
        translated.edit("source/charte.md", "L’initiateur", "L'initiateur")
        translated.sync()
        before = translated.read("locale/es/reviews/charte.jsonl")
        self.rename(translated)
        translated.sync()
        assert translated.read("locale/es/reviews/principes/charte.jsonl") == before
        assert "locale/es/reviews/charte.jsonl" not in translated.files()

    def test_reviews_that_a_killed_run_had_moved_are_kept(self, translated: Project):
        translated.edit("source/charte.md", "L’initiateur", "L'initiateur")
        translated.sync()
        before = translated.read("locale/es/reviews/charte.jsonl")
        self.rename(translated)
        (translated.root / "locale/es/reviews/charte.jsonl").rename(
            translated.path("locale/es/reviews/principes/charte.jsonl")
        )
        translated.edit("source/principes/charte.md", "L'initiateur", "L’initiateur")
        translated.sync()
        after = translated.read("locale/es/reviews/principes/charte.jsonl")
        assert after.startswith(before)

    def test_one_locale_renames_its_own(self, translated: Project):
        translated.write("charter-i18n.toml", 'locales = ["en", "es"]\n')
        translated.sync()
        self.rename(translated)
        translated.sync("--locale", "en")
        assert PO in translated.files()
        translated.sync()
        assert PO not in translated.files()
        entry = translated.entry(SENTENCE, document="principes/charte")
        assert entry.msgstr == TRANSLATION

    def test_two_documents_may_descend_from_one_in_different_locales(self, translated: Project):
        translated.write("charter-i18n.toml", 'locales = ["en", "es"]\n')
        translated.sync()
        english = "locale/en/LC_MESSAGES/charte.po"
        only = translated.catalogue("en").entries
        text = translated.read(english)
        for entry in only[2:]:
            text = text.replace(entry.raw, "")
        translated.write(english, text)
        (translated.root / "source/charte.md").unlink()
        translated.write("source/a.md", "# Préambule\n\nCharte éthique\n")
        translated.write("source/b.md", f"{SENTENCE}\n\nChaque citoyen peut participer.\n")
        translated.sync()
        assert "locale/charte.pot" not in translated.files()
        translated.sync()

    def test_the_catalogue_of_a_removed_document_stays_with_a_warning(self, translated: Project):
        translated.write("source/new.md", "Un tout autre texte, sans rapport.\n")
        (translated.root / "source/charte.md").unlink()
        before = translated.read(PO)
        outcome = translated.sync()
        assert translated.read(PO) == before
        assert outcome.lines[0].startswith(f"{PO}: source/charte.md is gone")

    def test_an_excluded_document_keeps_its_catalogue(self, translated: Project):
        translated.write("source/new.md", "Un texte.\n")
        translated.write("charter-i18n.toml", 'locales = ["es"]\nexclude = ["charte.md"]\n')
        before = translated.read(PO)
        translated.sync()
        assert translated.read(PO) == before

    def test_a_document_that_comes_back_finds_its_catalogue(self, translated: Project):
        translated.write("source/new.md", "Un texte.\n")
        text = translated.read("source/charte.md")
        (translated.root / "source/charte.md").unlink()
        translated.sync()
        translated.write("source/charte.md", text)
        translated.sync()
        assert translated.entry(SENTENCE).msgstr == TRANSLATION


class TestOutcome:
    def test_says_what_happened(self, translated: Project):
        translated.edit("source/charte.md", "publie", "garantit")
        done = sync(Workspace.find(translated.root))
        (document,) = done.documents
        (item,) = document.locales
        assert (document.entries, document.template_written) == (4, True)
        assert (item.locale, item.path, item.written, item.created) == ("es", PO, True, False)
        assert (item.counts.total, item.counts.stale, item.counts.untranslated) == (4, 1, 3)
        assert [type(edit) for edit in done.edits] == [Write, Write]

    def test_a_rename_is_a_move(self, translated: Project):
        (translated.root / "source/charte.md").rename(translated.root / "source/x.md")
        done = sync(Workspace.find(translated.root), check=True)
        assert [type(edit) for edit in done.edits] == [Delete, Move, Write, Write]
        assert done.documents[0].locales[0].renamed_from == "source/charte.md"

    def test_progress_goes_to_the_end(self, project: Project):
        project.write("source/b.md", "Un texte.\n")
        steps: list[tuple[int, int]] = []
        sync(Workspace.find(project.root), progress=lambda *step: steps.append(step))
        assert steps == [(0, 2), (1, 2), (2, 2)]

    def test_a_fault_in_the_last_file_leaves_all_unwritten(self, project: Project):
        project.write("source/b.md", "Un texte.\n")
        project.write("locale/es/LC_MESSAGES/b.po", "oops\n")
        before = project.files()
        with pytest.raises(InputError, match=r"b\.po:1: "):
            sync(Workspace.find(project.root))
        assert project.files() == before


@pytest.mark.parametrize("name", ["mon fichier", "a.b", "été", "x" * 245, "-rf", "%s{0}"])
def test_names_of_documents_may_be_odd(project: Project, name: str, tmp_path: Path):
    project.write(f"source/{name}.md", "Un texte.\n")
    project.sync()
    assert project.entry("Un texte.", document=name).references == (f"source/{name}.md",)
    before = project.files()
    project.sync()
    assert project.files() == before
    assert [path.name for path in tmp_path.iterdir()] == ["project"]


def test_marks_of_a_merge_in_a_block_of_code_are_meant(project: Project):
    project.write(
        "source/charte.md", "Texte.\n\n```\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> c\n```\n"
    )
    project.sync()
    assert [entry.msgid for entry in project.catalogue().entries] == ["Texte."]
