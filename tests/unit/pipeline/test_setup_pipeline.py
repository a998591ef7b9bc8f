"""`init`, `add-locale` and `fmt`."""

from pathlib import Path

import pytest
from projects import Project, run

from charter_i18n import po

PO = "locale/es/LC_MESSAGES/charte.po"


class TestInit:
    def test_makes_a_project_that_syncs_and_builds(self, tmp_path: Path):
        project = Project(tmp_path / "new")
        outcome = run("init", str(project.root), "--locale", "es", "--locale", "pt-br")
        assert outcome.status == 0
        written = [name for name, content in project.files().items() if content != "folder"]
        assert written == [".gitattributes", ".gitignore", "charter-i18n.toml", "source/charte.md"]
        assert [line for line in outcome.lines if line.startswith("wrote")] == [
            "wrote charter-i18n.toml",
            "wrote .gitattributes",
            "wrote .gitignore",
            "wrote source/charte.md",
        ]
        project.sync()
        assert project.run("build").status == 0
        assert "lang: pt-BR" in project.read("build/pt_BR/charte.md")

    def test_attributes_keep_bytes_and_merge_reviews(self, tmp_path: Path):
        run("init", str(tmp_path), "--locale", "es")
        lines = Project(tmp_path).read(".gitattributes").splitlines()
        assert "source/** -text" in lines
        assert "*.po text eol=lf" in lines
        assert "locale/*/reviews/*.jsonl merge=union" in lines

    def test_never_touches_what_is_there(self, tmp_path: Path):
        project = Project(tmp_path)
        project.write("source/principes.md", "Un texte.\n")
        project.write(".gitignore", "/_site/\n")
        before = project.files()
        outcome = run("init", str(tmp_path), "--locale", "es")
        assert "kept .gitignore" in outcome.lines
        assert before.items() <= project.files().items()
        assert "source/charte.md" not in project.files()

    def test_takes_the_folder_of_the_project_option(self, tmp_path: Path):
        assert run("--project", str(tmp_path), "init", "--locale", "es").status == 0
        assert (tmp_path / "charter-i18n.toml").is_file()

    def test_knows_another_source_locale(self, tmp_path: Path):
        run("init", str(tmp_path), "--locale", "fr", "--source-locale", "en")
        project = Project(tmp_path)
        assert 'source_locale = "en"' in project.read("charter-i18n.toml")
        assert "lang: en" in project.read("source/charte.md")
        project.sync()
        assert po.header_fields(project.catalogue("fr").header)["X-Source-Language"] == "en"


class TestAddLocale:
    def test_keeps_comments_and_order(self, project: Project):
        project.write("charter-i18n.toml", '# les langues\nlocales = ["es"]  # et plus\n')
        outcome = project.run("add-locale", "pt-br", "ar")
        assert outcome.status == 0
        assert outcome.lines[0] == "added pt_BR, ar"
        assert project.read("charter-i18n.toml") == (
            '# les langues\nlocales = ["es", "pt_BR", "ar"]  # et plus\n'
        )
        project.sync()
        assert project.catalogue("pt_BR").entries

    def test_what_is_there_is_not_added_again(self, project: Project):
        before = project.files()
        outcome = project.run("add-locale", "ES")
        assert (outcome.status, outcome.lines) == (0, ["nothing to add"])
        assert project.files() == before

    def test_edits_a_pyproject(self, tmp_path: Path):
        project = Project(tmp_path)
        text = '[project]\nname = "x"\n\n[tool.charter-i18n]\nlocales = ["es"]\n'
        project.write("pyproject.toml", text)
        project.write("source/a.md", "Un texte.\n")
        assert project.run("add-locale", "en").status == 0
        assert project.read("pyproject.toml") == text.replace('["es"]', '["es", "en"]')


class TestFmt:
    WRAPPED = (
        'msgid ""\nmsgstr "Language: es\\n"\n\n\n#: a.md:3\n#, no-wrap\nmsgid ""\n"Un "\n"texte."\n'
        'msgstr "Un texto."\n'
    )

    @pytest.fixture
    def wrapped(self, project: Project) -> Project:
        project.sync()
        project.write(PO, self.WRAPPED)
        return project

    def test_writes_whole_files_in_the_profile(self, wrapped: Project):
        outcome = wrapped.run("fmt")
        assert outcome.status == 0
        assert outcome.stdout == f"{PO}\n"
        assert wrapped.read(PO) == (
            '#\nmsgid ""\nmsgstr "Language: es\\n"\n\n#: a.md:3\n#, no-wrap\nmsgid "Un texte."\n'
            'msgstr "Un texto."\n'
        )

    def test_twice_changes_nothing(self, wrapped: Project):
        wrapped.run("fmt")
        before = wrapped.files()
        assert wrapped.run("fmt").stdout == ""
        assert wrapped.files() == before

    def test_takes_the_files_that_are_named(self, wrapped: Project):
        wrapped.write("locale/charte.pot", self.WRAPPED)
        outcome = wrapped.run("fmt", str(wrapped.root / "locale/charte.pot"))
        assert outcome.stdout == "locale/charte.pot\n"
        assert wrapped.read(PO) == self.WRAPPED

    def test_leaves_frozen_catalogues_alone(self, wrapped: Project):
        wrapped.write("locale/es/versions/1.0.0/charte.po", self.WRAPPED)
        assert wrapped.run("fmt").stdout == f"{PO}\n"
