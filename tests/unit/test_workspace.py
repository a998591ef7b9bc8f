"""A project on disk: how it is found, what belongs to it, and how files are replaced."""

import os
import threading
from pathlib import Path

import pytest
from projects import CONFIG, Project

from charter_i18n import files
from charter_i18n.edits import Delete, Move, Write
from charter_i18n.errors import ConfigurationError, InputError
from charter_i18n.files import PARTIAL, read_text, write_atomically
from charter_i18n.workspace import NoProjectError, Workspace


def opened(project: Project) -> Workspace:
    return Workspace.find(project.root)


class TestFinding:
    def test_walks_up_to_the_configuration(self, project: Project):
        folder = project.path("source/guides/deep/x").parent
        found = Workspace.find(folder)
        assert found.root == project.root.resolve()
        assert found.config_path == "charter-i18n.toml"

    def test_the_nearest_project_wins(self, project: Project):
        inner = Project.create(project.root / "source" / "inner")
        assert Workspace.find(inner.root).root == inner.root.resolve()

    def test_takes_the_table_of_a_pyproject(self, tmp_path: Path):
        project = Project(tmp_path)
        project.write("pyproject.toml", '[project]\nname = "x"\n[tool.charter-i18n]\n' + CONFIG)
        project.write("source/a.md", "Un texte.\n")
        found = opened(project)
        assert found.config_path == "pyproject.toml"
        assert found.config.locales == ("es",)

    def test_its_own_file_comes_before_a_pyproject(self, project: Project):
        project.write("pyproject.toml", '[tool.charter-i18n]\nlocales = ["de"]\n')
        assert opened(project).config.locales == ("es",)

    def test_a_pyproject_of_something_else_is_passed_by(self, project: Project):
        project.write("source/pyproject.toml", "[tool.ruff]\nselect = []\n")
        assert Workspace.find(project.root / "source").root == project.root.resolve()

    def test_a_linked_folder_is_the_folder(self, project: Project, tmp_path: Path):
        link = tmp_path / "link"
        link.symlink_to(project.root)
        assert Workspace.find(link).root == project.root.resolve()

    def test_without_project(self, tmp_path: Path):
        with pytest.raises(NoProjectError, match="charter-i18n init --locale"):
            Workspace.find(tmp_path)


class TestDocuments:
    def documents(self, project: Project, *names: str, exclude: str = "[]") -> tuple[str, ...]:
        project.write("charter-i18n.toml", f"{CONFIG}exclude = {exclude}\n")
        for name in names:
            project.write(f"source/{name}", "Un texte.\n")
        return opened(project).documents()

    def test_are_all_markdown_files_sorted(self, project: Project):
        found = self.documents(project, "z.md", "guides/b.md", "guides/a.md", "é.md", "x.txt")
        assert found == (
            "source/charte.md",
            "source/guides/a.md",
            "source/guides/b.md",
            "source/z.md",
            "source/é.md",
        )

    def test_versions_and_hidden_folders_are_none(self, project: Project):
        found = self.documents(
            project, "versions/1.0.0/charte.md", ".git/a.md", "guides/versions/a.md"
        )
        assert found == ("source/charte.md", "source/guides/versions/a.md")

    @pytest.mark.parametrize(
        "pattern",
        [
            "brouillons",
            "brouillons/",
            "brouillons/**",
            "brouillons/*",
            "**/a.md",
            "*/a.md",
            "brouillons/?.md",
        ],
    )
    def test_excluded_ones_are_none(self, project: Project, pattern: str):
        assert self.documents(project, "brouillons/a.md", exclude=f'["{pattern}"]') == (
            "source/charte.md",
        )

    @pytest.mark.parametrize(
        ("pattern", "excluded"),
        [
            ("guides/**/a.md", {"guides/a.md", "guides/x/a.md"}),
            ("guides/*.md", {"guides/a.md", "guides/b.md"}),
            ("/a.md", {"a.md"}),
            ("/guides/x", {"guides/x/a.md"}),
            ("a.md", {"a.md", "guides/a.md", "guides/x/a.md"}),
            ("guides/x", {"guides/x/a.md"}),
            ("x/", {"guides/x/a.md"}),
            ("guides/**", {"guides/a.md", "guides/b.md", "guides/x/a.md"}),
            ("**", {"a.md", "guides/a.md", "guides/b.md", "guides/x/a.md", "charte.md"}),
        ],
    )
    def test_a_pattern_is_one_of_gitignore(
        self, project: Project, pattern: str, excluded: set[str]
    ):
        names = ("a.md", "guides/a.md", "guides/b.md", "guides/x/a.md")
        found = self.documents(project, *names, exclude=f'["{pattern}"]')
        left = {*names, "charte.md"} - excluded
        assert set(found) == {f"source/{name}" for name in left}

    def test_a_star_stands_for_dots_too(self, project: Project):
        assert self.documents(project, "a.fr.md", exclude='["*.fr.md"]') == ("source/charte.md",)

    def test_files_belong_to_each_document(self, project: Project):
        found = opened(project)
        document = "source/guides/a.fr.md"
        assert found.catalogue_path(document, "pt_BR") == (
            "locale/pt_BR/LC_MESSAGES/guides/a.fr.po"
        )
        assert found.template_path(document) == "locale/guides/a.fr.pot"
        assert found.ledger_path(document, "es") == "locale/es/reviews/guides/a.fr.jsonl"
        assert found.output_path(document, "es") == "build/es/guides/a.fr.md"
        assert found.output_path(document, "es", folder="out") == "out/es/guides/a.fr.md"

    def test_folders_are_the_configurations(self, project: Project):
        project.write(
            "charter-i18n.toml",
            f'{CONFIG}source_dir = "docs/textes"\nlocale_dir = "i18n"\nbuild_dir = "_site"\n',
        )
        project.write("docs/textes/a.md", "Un texte.\n")
        found = opened(project)
        (document,) = found.documents()
        assert document == "docs/textes/a.md"
        assert found.catalogue_path(document, "es") == "i18n/es/LC_MESSAGES/a.po"
        assert found.output_path(document, "es") == "_site/es/a.md"

    def test_orphans_are_catalogues_without_source(self, project: Project):
        for name in ("charte.po", "gone.po", "guides/gone.po", "notes.txt"):
            project.write(f"locale/es/LC_MESSAGES/{name}", "")
        found = opened(project)
        assert found.orphans("es", found.documents()) == (
            "source/gone.md",
            "source/guides/gone.md",
        )
        assert found.orphans("en", found.documents()) == ()

    def test_catalogues_are_templates_too_but_not_those_of_versions(self, project: Project):
        for name in (
            "charte.pot",
            "es/LC_MESSAGES/charte.po",
            "es/LC_MESSAGES/guides/versions/a.po",
            "es/versions/1.0.0/charte.po",
            "es/LC_MESSAGES/charte.po.bak",
        ):
            project.write(f"locale/{name}", "")
        assert opened(project).catalogues() == (
            "locale/charte.pot",
            "locale/es/LC_MESSAGES/charte.po",
            "locale/es/LC_MESSAGES/guides/versions/a.po",
        )


class TestPaths:
    def test_are_named_from_the_project(self, project: Project):
        assert opened(project).relative(project.root / "source" / "charte.md") == (
            "source/charte.md"
        )

    def test_a_path_outside_is_refused(self, project: Project, tmp_path: Path):
        with pytest.raises(ConfigurationError, match="outside the project"):
            opened(project).relative(tmp_path / "elsewhere.po")

    @pytest.mark.parametrize("path", ["../x", "source/../../x", "/etc/passwd"])
    def test_no_path_leads_out(self, project: Project, path: str):
        found = opened(project)
        with pytest.raises(InputError, match="leads out of the project"):
            found.read(path)
        with pytest.raises(InputError, match="leads out of the project"):
            found.apply((Write(path, "x"),))

    def test_a_link_within_the_project_stays_a_link(self, project: Project):
        project.write("shared/es.po", "old")
        path = project.path("locale/es/LC_MESSAGES/charte.po")
        path.symlink_to("../../../shared/es.po")
        opened(project).apply((Write("locale/es/LC_MESSAGES/charte.po", "new"),))
        assert path.is_symlink()
        assert project.read("shared/es.po") == "new"


class TestReading:
    def test_gives_the_text_as_it_is(self, project: Project):
        text = "\ufeffa\r\nb\rc\u2028d\n"
        project.write("x", text)
        assert read_text(project.root / "x", place="x") == text

    @pytest.mark.parametrize(
        ("data", "sentence"),
        [
            (b"a\xff", r"x:1:2: byte 0xff is no UTF-8 \(save the file as UTF-8\)"),
            ("é\né".encode() + b"\xe9", "x:2:2: byte 0xe9"),
            (b"a\nb\0", "x:2:2: NUL character"),
        ],
    )
    def test_says_where_a_byte_is_wrong(self, project: Project, data: bytes, sentence: str):
        project.write("x", data)
        with pytest.raises(InputError, match=sentence):
            read_text(project.root / "x", place="x")

    def test_says_what_is_missing(self, tmp_path: Path):
        with pytest.raises(InputError, match="x: no such file"):
            read_text(tmp_path / "x", place="x")
        with pytest.raises(InputError, match="y: this is a folder"):
            read_text(tmp_path, place="y")


class TestWriting:
    def test_makes_folders_and_keeps_line_ends(self, tmp_path: Path):
        write_atomically(tmp_path / "a" / "b", "x\r\ny\n")
        assert (tmp_path / "a" / "b").read_bytes() == b"x\r\ny\n"

    def test_keeps_the_mode(self, tmp_path: Path):
        path = tmp_path / "x"
        path.write_text("old", encoding="utf-8")
        path.chmod(0o640)
        write_atomically(path, "new")
        assert path.stat().st_mode & 0o777 == 0o640

    def test_nobody_sees_half_a_file(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
        path = tmp_path / "x"
        path.write_text("old", encoding="utf-8")
        seen = []
        replace = Path.replace

        def look(self: Path, target: Path) -> Path:
            seen.append((path.read_text(encoding="utf-8"), self.read_text(encoding="utf-8")))
            return replace(self, target)

        monkeypatch.setattr(Path, "replace", look)
        write_atomically(path, "new")
        assert seen == [("old", "new")]
        assert path.read_text(encoding="utf-8") == "new"

    def test_what_replaces_a_file_is_on_disk_first(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ):
        synced = []
        monkeypatch.setattr(os, "fsync", synced.append)
        write_atomically(tmp_path / "x", "new")
        assert synced == []
        write_atomically(tmp_path / "x", "newer")
        assert len(synced) == 1

    def test_a_failure_leaves_nothing(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
        path = tmp_path / "x"
        path.write_text("old", encoding="utf-8")

        def fail(_descriptor: int) -> None:
            raise OSError("no space")

        monkeypatch.setattr(os, "fsync", fail)
        with pytest.raises(OSError, match="no space"):
            write_atomically(path, "new")
        assert [item.name for item in tmp_path.iterdir()] == ["x"]
        assert path.read_text(encoding="utf-8") == "old"


class TestApplying:
    def test_edits_are_carried_out_in_order(self, project: Project):
        found = opened(project)
        found.apply((Write("a", "1"), Move("a", "b/c"), Write("a", "2"), Delete("a")))
        assert project.read("b/c") == "1"
        assert not (project.root / "a").exists()

    def test_what_is_there_already_is_no_change(self, project: Project):
        project.write("a", "1")
        edits = (Write("a", "1"), Write("a", "2"), Write("b", "1"), Delete("a"))
        assert opened(project).changed(edits) == edits[1:]

    @pytest.mark.parametrize(
        ("obstacle", "path", "sentence"),
        [
            ("file", "file/x", "^file: a folder is expected here$"),
            ("file", "file/a/b/x", "^file: a folder is expected here$"),
            ("folder/y", "folder", "^folder: this is a folder, a file is expected$"),
        ],
    )
    def test_an_obstacle_is_seen_before_anything_is_done(
        self, project: Project, obstacle: str, path: str, sentence: str
    ):
        project.write(obstacle, "")
        with pytest.raises(InputError, match=sentence):
            opened(project).apply((Write("first", "x"), Write(path, "x"), Write(path, "y")))
        assert not (project.root / "first").exists()

    def test_a_folder_that_may_not_be_written_is_an_obstacle(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ):
        monkeypatch.setattr(os, "access", lambda *_: False)
        found = files.obstacle(tmp_path / "a" / "b")
        assert found is not None
        assert found[0] == tmp_path
        assert isinstance(found[1], PermissionError)

    def test_leftovers_of_a_killed_run_are_removed(self, project: Project):
        names = (f".x.1{PARTIAL}", f"source/a/.x.1{PARTIAL}", f"build/.x.1{PARTIAL}")
        for name in (*names, "source/.hidden"):
            project.write(name, "")
        opened(project).clean()
        assert [name for name in names if (project.root / name).exists()] == []
        assert (project.root / "source/.hidden").exists()


@pytest.mark.parametrize("name", ["source/tube.md", "source/guides/tube.md", "locale/charte.pot"])
def test_a_pipe_is_refused_and_not_waited_for(project: Project, name: str):
    project.sync()
    project.path(name).unlink(missing_ok=True)
    project.path(name).parent.mkdir(exist_ok=True)
    os.mkfifo(project.path(name))
    outcome = project.run("sync")
    assert outcome.status == 3
    assert (
        f"{name}: this is no regular file (write a file in its place, or exclude it)"
        in outcome.stderr
    )


def test_a_pipe_that_a_user_names_is_read(tmp_path: Path):
    path = tmp_path / "a.md"
    os.mkfifo(path)
    writer = threading.Thread(target=path.write_text, args=("Un\n",))
    writer.start()
    assert read_text(path, place="a.md", pipe=True) == "Un\n"
    writer.join()


def test_what_looks_like_a_source_and_is_left_out_is_told_once(project: Project):
    outcome = project.sync()
    assert "left out" not in outcome.stderr
    project.write("source/a.markdown", "Un\n")
    outcome = project.sync()
    assert (
        "source/a.markdown: this file is left out: its name does not end in .md" in outcome.stderr
    )
    project.write("source/guides/B.MD", "Un\n")
    project.write("source/.caché/c.markdown", "Un\n")
    lines = [line for line in project.sync().stderr.splitlines() if "left out" in line]
    assert len(lines) == 1
    assert "source/a.markdown: this file and 1 more are left out" in lines[0]
    assert "(rename it, or exclude it)" in lines[0]
    project.write("charter-i18n.toml", CONFIG + 'exclude = ["**/*.MD", "*.markdown"]\n')
    assert "left out" not in project.sync().stderr
