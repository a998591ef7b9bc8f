"""The command line: statuses, streams, languages, formats that programs read."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from projects import Project, run

from charter_i18n import __version__
from charter_i18n.model import Key

SENTENCE = "L’initiateur publie les résultats."


def program(*arguments: str, folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run the command line as a program."""
    return subprocess.run(
        [sys.executable, "-m", "charter_i18n", *arguments],
        cwd=folder,
        env={**os.environ, **variables},
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


@pytest.mark.parametrize(
    "variables", [{"PYTHONIOENCODING": "latin-1"}, {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0"}]
)
def test_a_pipe_gets_the_same_bytes_whatever_the_locale(
    project: Project, variables: dict[str, str]
):
    project.sync()
    project.translate(SENTENCE, "ينشر")
    for arguments in (("review", "list", "--format", "json"), ("report",), ("segments", "x.md")):
        expected = project.run(*arguments)
        done = program(*arguments, folder=project.root, PYTHONUTF8="0", **variables)
        found = (done.returncode, done.stdout, done.stderr)
        assert found == (expected.status, expected.stdout, expected.stderr)


class TestProgram:
    def test_is_a_module(self, project: Project):
        done = program("sync", folder=project.root)
        assert done.returncode == 0
        assert done.stdout == ""
        assert done.stderr.splitlines()[-1] == "2 files written"

    def test_says_its_version(self, project: Project):
        done = program("--version", folder=project.root)
        assert (done.returncode, done.stdout) == (0, f"charter-i18n {__version__}\n")

    @pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
    def test_completes_commands(self, project: Project, shell: str):
        done = program(folder=project.root, _CHARTER_I18N_COMPLETE=f"{shell}_source")
        assert done.returncode == 0
        assert "_CHARTER_I18N_COMPLETE" in done.stdout

    def test_completion_knows_commands_and_options(self, project: Project):
        done = program(
            folder=project.root,
            _CHARTER_I18N_COMPLETE="bash_complete",
            COMP_WORDS="charter-i18n s",
            COMP_CWORD="1",
        )
        assert done.stdout.splitlines() == ["plain,sync", "plain,status", "plain,segments"]

    @pytest.mark.skipif(shutil.which("head") is None, reason="head is not installed")
    def test_ends_quietly_when_nobody_reads_on(self, project: Project):
        text = "".join(f"Texte numéro {number}.\n\n" for number in range(5000))
        project.write("source/charte.md", text)
        command = f"{sys.executable} -m charter_i18n segments source/charte.md | head -n 1"
        done = subprocess.run(
            ["bash", "-o", "pipefail", "-c", command],
            cwd=project.root,
            check=False,
            capture_output=True,
            text=True,
            encoding="utf-8",
        )
        assert done.stderr == ""
        number, kind, _, text = done.stdout.split(maxsplit=3)
        assert (number, kind, text) == ("1", "paragraph", "Texte numéro 0.\n")

    def test_the_environment_decides_nothing(self, project: Project):
        program("sync", folder=project.root)
        expected = program("status", folder=project.root)
        for variables in (
            {"LANG": "fr_FR.UTF-8", "LC_ALL": "fr_FR.UTF-8", "LANGUAGE": "fr"},
            {"LC_ALL": "C", "PYTHONUTF8": "1"},
            {"TZ": "Asia/Tokyo", "PYTHONHASHSEED": "1"},
        ):
            done = program("status", folder=project.root, **variables)
            assert (done.stdout, done.stderr) == (expected.stdout, expected.stderr)

    def test_hash_order_and_time_zone_change_no_byte(self, project: Project, tmp_path: Path):
        project.write("charter-i18n.toml", 'locales = ["ar", "en", "es"]\n')
        project.write("source/faq.md", "Une question.\n\nUne réponse.\n")
        results = []
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo")):
            copy = Project(tmp_path / seed)
            for name, content in project.files().items():
                if isinstance(content, bytes):
                    copy.write(name, content)
            for command in (("sync",), ("build",)):
                program(*command, folder=copy.root, PYTHONHASHSEED=seed, TZ=zone)
            results.append(copy.files())
        assert results[0] == results[1]


class TestHelp:
    def test_without_command_shows_the_commands_and_fails(self):
        outcome = run()
        assert outcome.status == 2
        assert "Commands:" in outcome.stderr

    @pytest.mark.parametrize("option", ["-h", "--help"])
    def test_is_a_result(self, option: str):
        outcome = run(option)
        assert outcome.status == 0
        assert outcome.stdout.startswith("Usage: charter-i18n ")
        assert outcome.stderr == ""

    def test_every_command_has_one(self, project: Project):
        listed = run("--help").stdout.partition("Commands:\n")[2]
        names = [line.split()[0] for line in listed.splitlines() if line[:3].strip()]
        assert {"init", "add-locale", "sync", "status", "segments", "build", "fmt"} <= {*names}
        for name in names:
            outcome = project.run(name, "--help")
            assert outcome.status == 0
            assert outcome.stdout.startswith(f"Usage: charter-i18n {name} ")


class TestVoice:
    def test_results_go_to_stdout_the_rest_to_stderr(self, project: Project):
        assert project.run("sync").stdout == ""
        outcome = project.run("status")
        assert outcome.stderr == ""
        assert outcome.stdout.splitlines()[-1].split()[:1] == ["es"]

    def test_quiet_says_only_what_is_wrong(self, project: Project):
        outcome = project.run("-q", "sync")
        assert (outcome.status, outcome.stdout, outcome.stderr) == (0, "", "")
        project.write("source/charte.md", b"\xff")
        outcome = project.run("--quiet", "sync")
        assert outcome.status == 3
        assert len(outcome.lines) == 1

    def test_quiet_shows_results(self, project: Project):
        assert project.run("-q", "status").stdout == project.run("status").stdout
        assert project.run("-q", "sync", "--check").stdout

    def test_verbose_names_what_did_not_change(self, project: Project):
        project.sync()
        assert project.run("sync").lines == ["everything is up to date (1 document)"]
        lines = project.run("-v", "sync").lines
        assert lines[0].startswith("source/charte.md: 4 ")
        assert lines[1] == "  es: 0 current, 4 untranslated"

    def test_says_what_changed(self, project: Project):
        project.sync()
        project.translate(SENTENCE, "El iniciador publica los resultados.")
        project.edit("source/charte.md", "publie", "peut publier")
        lines = project.sync().lines
        assert lines[-2] == "  es: 0 current, 1 stale, 3 untranslated (1 revised)"
        assert lines[-1] == "2 files written"

    def test_no_colour_in_a_pipe(self, project: Project):
        project.sync()
        assert "\x1b[" not in program("status", folder=project.root).stdout

    def test_colour_where_the_user_wants_it(self, project: Project):
        project.sync()
        done = program("--color", "always", "status", folder=project.root, NO_COLOR="1")
        assert "\x1b[" in done.stdout

    def test_french_where_the_user_wants_it(self, project: Project):
        outcome = project.run("--ui-locale", "fr", "sync", "--locale", "de")
        assert outcome.status == 2
        assert "no locale" not in outcome.stderr
        project.write("charter-i18n.toml", 'locales = ["es"]\nui_locale = "fr"\n')
        assert project.run("sync", "--locale", "de").stderr == outcome.stderr
        assert "no locale" in project.run("--ui-locale", "en", "sync", "--locale", "de").stderr


class TestLocales:
    @pytest.mark.parametrize("name", ["pt_BR", "pt-BR", "pt-br", "PT_br"])
    def test_may_be_spelled_in_any_way(self, project: Project, name: str):
        project.write("charter-i18n.toml", 'locales = ["es", "pt_BR"]\n')
        project.sync("--locale", name)
        assert [item.name for item in (project.root / "locale").iterdir() if item.is_dir()] == [
            "pt_BR"
        ]


COUNTS = {
    "total",
    "current",
    "carried",
    "reviewed",
    "stale",
    "unfinished",
    "untranslated",
    "rejected",
}


class TestStatus:
    def test_json(self, project: Project):
        project.write("charter-i18n.toml", 'locales = ["es", "en"]\n')
        project.write("source/faq.md", "Une question.\n")
        project.sync()
        project.translate(SENTENCE, "El iniciador publica los resultados.")
        outcome = project.run("status", "--format", "json")
        data = json.loads(outcome.stdout)
        assert list(data) == ["schema", "locales"]
        assert data["schema"] == "charter-i18n/status/1"
        assert list(data["locales"]) == ["es", "en"]
        found = data["locales"]["es"]
        assert {*found} == {*COUNTS, "documents", "complete_for"}
        assert found["complete_for"] is None
        assert {*found["documents"]} == {"source/charte.md", "source/faq.md"}
        for counts in found["documents"].values():
            assert {*counts} == COUNTS
        assert (found["total"], found["current"], found["untranslated"]) == (5, 1, 4)
        assert found["documents"]["source/charte.md"]["current"] == 1

    def test_states_add_up(self, project: Project):
        project.sync()
        project.translate(SENTENCE, "El iniciador publica los resultados.")
        project.translate("Préambule", "Preámbulo")
        project.edit(
            "locale/es/LC_MESSAGES/charte.po", 'msgid "Préambule"', '#, fuzzy\nmsgid "Préambule"'
        )
        project.edit("source/charte.md", "publie", "peut publier")
        project.sync()
        data = json.loads(project.run("status", "--format", "json").stdout)
        found = data["locales"]["es"]
        assert (found["stale"], found["unfinished"], found["untranslated"]) == (1, 1, 2)
        states = COUNTS - {"total", "carried", "reviewed"}
        assert sum(found[state] for state in states) == found["total"]

    def test_counts_the_texts_as_they_are_now(self, project: Project):
        before = json.loads(project.run("status", "--format", "json").stdout)
        assert before["locales"]["es"]["untranslated"] == 4
        project.sync()
        project.write("source/charte.md", "Un texte.\n")
        after = json.loads(project.run("status", "--format", "json").stdout)
        assert after["locales"]["es"]["total"] == 1

    def test_text_names_documents_where_there_are_several(self, project: Project):
        project.sync()
        assert "source/charte.md" not in project.run("status").stdout
        assert "source/charte.md" in project.run("-v", "status").stdout
        project.write("source/faq.md", "Une question.\n")
        assert "source/faq.md" in project.run("status").stdout


class TestSegments:
    def segments(self, project: Project) -> dict[str, object]:
        outcome = project.run(
            "segments", str(project.root / "source/charte.md"), "--format", "json"
        )
        data: dict[str, object] = json.loads(outcome.stdout)
        return data

    def test_json(self, project: Project):
        data = self.segments(project)
        assert list(data) == ["schema", "document", "segments"]
        assert data["schema"] == "charter-i18n/segments/1"
        assert data["document"] == "source/charte.md"
        segments = data["segments"]
        assert isinstance(segments, list)
        assert segments[2] == {
            "id": Key(SENTENCE).id,
            "kind": "paragraph",
            "line": 8,
            "end_line": 8,
            "section": ["Préambule"],
            "msgctxt": None,
            "msgid": SENTENCE,
        }

    def test_the_id_names_a_text_and_its_context(self, project: Project):
        project.write("source/charte.md", "a\n\n<!-- i18n:context menu -->\na\n\na\n")
        segments = self.segments(project)["segments"]
        assert isinstance(segments, list)
        # The first ten digits of SHA-256 over gettext's key, computed with sha256sum.
        assert [item["id"] for item in segments] == [
            "seg-ca978112ca",
            "seg-7b4e201f63",
            "seg-ca978112ca",
        ]
        assert [item["msgctxt"] for item in segments] == [None, "menu", None]

    def test_text_has_a_line_for_each(self, project: Project):
        project.write("source/charte.md", "Un  \ntexte.\n\n" + "x" * 200 + "\n")
        outcome = project.run("segments", str(project.root / "source/charte.md"))
        lines = outcome.stdout.splitlines()
        assert len(lines) == 2
        assert lines[0].endswith("  Un\\ntexte.")
        assert lines[1].endswith("x…")

    def test_of_a_file_outside_of_any_project(self, tmp_path: Path):
        path = tmp_path / "x.md"
        path.write_text("Un texte.\n", encoding="utf-8")
        outcome = run("--project", str(tmp_path), "segments", str(path))
        assert (outcome.status, len(outcome.stdout.splitlines())) == (0, 1)

    def test_of_a_file_without_text(self, project: Project):
        project.write("source/charte.md", "---\n")
        outcome = project.run("segments", str(project.root / "source/charte.md"))
        assert (outcome.status, outcome.stdout) == (0, "")


class TestBuild:
    def test_writes_into_the_folder_that_is_named(self, project: Project, tmp_path: Path):
        before = project.files()
        outcome = project.run("build", "-o", str(tmp_path / "site"))
        assert outcome.status == 0
        assert (tmp_path / "site" / "es" / "charte.md").is_file()
        assert project.files() == before

    def test_a_relative_folder_is_seen_from_where_the_user_is(
        self, project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ):
        monkeypatch.chdir(tmp_path)
        assert project.run("build", "-o", "site").status == 0
        assert (tmp_path / "site" / "es" / "charte.md").is_file()

    @pytest.mark.parametrize(
        ("folder", "said"), [("source/x", "the sources"), ("locale", "the catalogues")]
    )
    def test_not_among_what_the_project_is_made_of(self, project: Project, folder: str, said: str):
        before = project.files()
        outcome = project.run("build", "-o", str(project.root / folder))
        assert outcome.status == 2
        assert f"cannot lie among {said}" in outcome.stderr
        assert project.files() == before

    def test_writes_only_what_changes(self, project: Project):
        project.run("build")
        path = project.root / "build/es/charte.md"
        before = path.stat().st_ino, path.stat().st_mtime_ns
        project.run("build")
        assert (path.stat().st_ino, path.stat().st_mtime_ns) == before

    def test_a_refused_translation_is_a_finding(self, project: Project):
        project.write("source/charte.md", "Voir [le portail](https://exemple.fr).\n\nFin.\n")
        project.sync()
        project.translate("Voir [le portail](https://exemple.fr).", "Ver el portal.")
        project.translate("Fin.", "Final.")
        outcome = project.run("build", "--stale", "source")
        assert outcome.status == 1
        (line,) = [line for line in outcome.lines if "refused" in line]
        assert line.startswith("locale/es/LC_MESSAGES/charte.po:")
        assert "https://exemple.fr" in line
        assert "Final." in project.read("build/es/charte.md")
        assert "Voir [le portail]" in project.read("build/es/charte.md")

    def test_mixed_marks_the_source(self, project: Project):
        project.run("build", "--stale", "mixed")
        assert f'<span lang="fr">{SENTENCE}</span>' in project.read("build/es/charte.md")
