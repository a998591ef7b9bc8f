"""`report`, `status` and `diff` on the command line: where they write, in what colours."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from catalogues import LEDGER, PO, catalogue, charter, entry, record
from projects import Project, run

from charter_i18n import reports

OLD = "Le bureau doit publier les comptes."
NEW = "Le bureau peut publier les comptes."
TOOL = [sys.executable, "-m", "charter_i18n"]
ESCAPE = "\x1b"


@pytest.fixture
def stale(project: Project) -> Project:
    """A critical and a minor stale translation, a missing one, and the texts before."""
    project.write("before/charte.md", charter(OLD, "Le règlment est lu."))
    project.write("source/charte.md", charter(NEW, "Le règlement est lu.", "Neuf."))
    project.write(
        PO,
        catalogue(
            entry(NEW, "La mesa debe publicar.", previous=OLD),
            entry("Le règlement est lu.", "Se lee.", previous="Le règlment est lu."),
            entry("Neuf.", ""),
        ),
    )
    return project


def on_a_terminal(project: Project, *arguments: str, **environment: str) -> str:
    """What a command writes on a terminal."""
    reader, writer = pty.openpty()
    env = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    process = subprocess.Popen(
        [*TOOL, "--project", str(project.root), *arguments],
        stdout=writer,
        stderr=subprocess.DEVNULL,
        env=env | {"TERM": "xterm"} | environment,
    )
    os.close(writer)
    parts: list[bytes] = []
    while True:
        try:
            part = os.read(reader, 65536)
        except OSError:  # Linux says so when the other side is closed.
            break
        if not part:
            break
        parts.append(part)
    os.close(reader)
    assert process.wait() == 0
    return b"".join(parts).decode()


COMMANDS = (("report",), ("status",), ("diff", "before"))


@pytest.fixture
def inside(stale: Project, monkeypatch: pytest.MonkeyPatch) -> Project:
    """The same, and the working directory in it."""
    monkeypatch.chdir(stale.root)
    monkeypatch.delenv("NO_COLOR", raising=False)
    return stale


class TestColour:
    @pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
    def test_on_a_terminal(self, inside: Project, command: tuple[str, ...]):
        assert ESCAPE in on_a_terminal(inside, *command)

    @pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
    def test_not_where_the_environment_says_so(self, inside: Project, command: tuple[str, ...]):
        assert ESCAPE not in on_a_terminal(inside, *command, NO_COLOR="1")

    @pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
    def test_never(self, inside: Project, command: tuple[str, ...]):
        assert ESCAPE not in on_a_terminal(inside, "--color", "never", *command)

    @pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
    def test_not_in_a_pipe(self, inside: Project, command: tuple[str, ...]):
        done = subprocess.run(
            [*TOOL, *command], cwd=inside.root, capture_output=True, text=True, check=True
        )
        assert done.stdout
        assert ESCAPE not in done.stdout + done.stderr

    @pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
    def test_always(self, inside: Project, command: tuple[str, ...]):
        assert ESCAPE in inside.run("--color", "always", *command).stdout

    @pytest.mark.parametrize("layout", reports.REPORTS)
    def test_no_other_format_has_any(self, inside: Project, layout: str):
        outcome = inside.run("--color", "always", "report", "--format", layout)
        assert (ESCAPE in outcome.stdout) == (layout == "text")


class TestOutput:
    @pytest.mark.parametrize("layout", reports.REPORTS)
    def test_a_file_holds_what_stdout_would(self, inside: Project, layout: str):
        expected = inside.run("report", "--format", layout).stdout
        inside.path("out/report")
        outcome = inside.run("report", "--format", layout, "-o", "out/report")
        assert outcome.status == 0
        assert outcome.stdout == ""
        assert outcome.lines == ["wrote out/report"]
        assert inside.read("out/report") == expected
        assert expected.endswith("\n")
        assert not expected.endswith("\n\n")

    def test_a_file_is_plain_unless_colours_are_always_wanted(self, inside: Project):
        inside.run("report", "-o", "plain.txt")
        inside.run("--color", "always", "report", "-o", "painted.txt")
        assert ESCAPE not in inside.read("plain.txt")
        assert ESCAPE in inside.read("painted.txt")

    def test_a_dash_is_stdout(self, inside: Project):
        assert inside.run("report", "-o", "-") == inside.run("report")
        assert not (inside.root / "-").exists()

    def test_a_link_stays_a_link(self, inside: Project):
        inside.write("there.md", "old")
        (inside.root / "here.md").symlink_to("there.md")
        assert inside.run("report", "--format", "markdown", "-o", "here.md").status == 0
        assert (inside.root / "here.md").is_symlink()
        assert inside.read("there.md").startswith("## Translations")

    def test_a_device_is_written_to(self, inside: Project):
        done = subprocess.run(
            [*TOOL, "-q", "report", "--format", "github", "-o", "/dev/stdout"],
            cwd=inside.root,
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stdout == inside.run("report", "--format", "github").stdout

    @pytest.mark.parametrize(
        ("target", "said"),
        [
            (".", ".: this is a folder, a file is expected"),
            ("charter-i18n.toml/x", "charter-i18n.toml/x: a folder is expected here"),
        ],
    )
    def test_where_nothing_can_be_written(self, inside: Project, target: str, said: str):
        before = inside.files()
        outcome = inside.run("report", "-o", target)
        assert outcome.status == 3
        assert outcome.lines == [said]
        assert inside.files() == before

    @pytest.mark.parametrize(
        ("target", "said"),
        [
            ("typo/deep/x.html", "typo/deep: no such folder (make it first, or name another)"),
            ("locale/", "locale/: this is a folder, a file is expected"),
            ("new/", "new/: this is a folder, a file is expected"),
        ],
    )
    def test_a_slip_of_the_pen_makes_nothing(self, inside: Project, target: str, said: str):
        before = inside.files()
        outcome = inside.run("report", "-o", target)
        assert (outcome.status, outcome.stdout, outcome.lines) == (2, "", [said])
        assert inside.files() == before

    @pytest.mark.parametrize(
        ("name", "layout"),
        [
            ("x.html", "html"),
            ("X.HTML", "html"),
            ("x.md", "markdown"),
            ("x.json", "json"),
            ("x.sarif", "sarif"),
            ("x.txt", "text"),
            ("html", "text"),
        ],
    )
    def test_the_name_of_the_file_tells_the_format(self, inside: Project, name: str, layout: str):
        expected = inside.run("report", "--format", layout).stdout
        assert inside.run("report", "-o", name).status == 0
        assert inside.read(name) == expected

    def test_a_format_that_is_named_comes_first(self, inside: Project):
        inside.run("report", "--format", "json", "-o", "x.html")
        assert inside.read("x.html") == inside.run("report", "--format", "json").stdout

    def test_nothing_to_annotate_is_nothing_at_all(self, inside: Project):
        inside.write("source/charte.md", charter("Un."))
        inside.write(PO, catalogue(entry("Un.", "Uno.")))
        outcome = inside.run("report", "--format", "github")
        assert (outcome.status, outcome.stdout, outcome.stderr) == (0, "", "")

    def test_catalogues_that_are_behind_are_named(self, inside: Project):
        inside.edit("source/charte.md", "Neuf.", "Plus neuf.")
        assert inside.run("report").lines == [
            "some texts have no entry in the catalogues yet: charter-i18n sync"
        ]


class TestFailOn:
    @pytest.mark.parametrize(
        ("threshold", "status"),
        [("cosmetic", 1), ("minor", 1), ("major", 1), ("critical", 1), ("never", 0)],
    )
    def test_a_critical_item(self, stale: Project, threshold: str, status: int):
        outcome = stale.run("report", "--fail-on", threshold)
        assert outcome.status == status
        assert "1 critical" in outcome.stdout

    @pytest.mark.parametrize(
        ("threshold", "status"), [("cosmetic", 1), ("minor", 1), ("major", 0), ("critical", 0)]
    )
    def test_a_minor_item(self, stale: Project, threshold: str, status: int):
        stale.write("source/charte.md", charter("Le règlement est lu."))
        assert stale.run("report", "--fail-on", threshold).status == status

    def test_a_missing_translation_is_none_of_these(self, stale: Project):
        stale.write("source/charte.md", charter("Neuf."))
        assert stale.run("report", "--fail-on", "cosmetic").status == 0

    def test_a_rejected_one_is_critical(self, stale: Project):
        stale.write("source/charte.md", charter("Neuf."))
        stale.write(PO, catalogue(entry("Neuf.", "Nuevo.")))
        stale.write(LEDGER, record("rejected", "Neuf.", "Nuevo."))
        assert stale.run("report", "--fail-on", "critical").status == 1

    def test_it_counts_what_is_in_the_report(self, stale: Project):
        arguments = ("report", "--since", "working", "--fail-on", "cosmetic")
        assert stale.run(*arguments).status == 0

    def test_the_file_is_written_all_the_same(self, stale: Project, tmp_path: Path):
        target = tmp_path / "report.md"
        outcome = stale.run(
            "report", "--format", "markdown", "--fail-on", "minor", "-o", str(target)
        )
        assert outcome.status == 1
        assert "critical stale" in target.read_text(encoding="utf-8")


class TestFormats:
    @pytest.mark.parametrize("layout", reports.REPORTS)
    @pytest.mark.parametrize("locale", ["en", "fr"])
    def test_report(self, stale: Project, layout: str, locale: str):
        outcome = stale.run("--ui-locale", locale, "report", "--format", layout)
        assert outcome.status == 0, outcome.stderr
        assert outcome.stdout

    @pytest.mark.parametrize("layout", ["text", *reports.STATUSES])
    @pytest.mark.parametrize("locale", ["en", "fr"])
    def test_status(self, stale: Project, layout: str, locale: str):
        outcome = stale.run("--ui-locale", locale, "status", "--format", layout)
        assert outcome.status == 0, outcome.stderr
        assert outcome.stdout.endswith("\n")

    @pytest.mark.parametrize("layout", reports.DIFFS)
    @pytest.mark.parametrize("locale", ["en", "fr"])
    def test_diff(self, inside: Project, layout: str, locale: str):
        outcome = inside.run("--ui-locale", locale, "diff", "before", "--format", layout)
        assert outcome.status == 0, outcome.stderr
        assert outcome.stdout.endswith("\n")

    def test_the_status_in_markdown(self, stale: Project):
        lines = stale.run("status", "--format", "markdown").stdout.split("\n")
        assert lines[2].startswith("| locale | current | stale | unfinished | untranslated |")
        assert lines[4:] == [
            "| es | 0/3 | 2 | 0 | 1 | 0 | 0 | 1 critical, 1 minor |",
            "",
            "| document | es |",
            "| --- | ---: |",
            "| source/charte.md | 0% |",
            "",
        ]

    def test_the_status_as_a_page(self, stale: Project):
        page = stale.run("status", "--format", "html").stdout
        assert page.startswith("<!DOCTYPE html>")
        assert "source/" in page

    def test_the_diff_as_a_page(self, inside: Project):
        page = inside.run("diff", "before", "--format", "html").stdout
        assert "<del>" in page
        assert "Content-Security-Policy" in page
        assert "<script" not in page
        # The style sheet draws the icon of an entry's badge; one in the page would be a second.
        assert 'href="#icon-critical"' not in page.partition("<main>")[2]

    def test_the_diff_of_nothing_as_a_page(self, inside: Project):
        page = inside.run("diff", "working", "--format", "html").stdout
        assert "Nothing changed" in page

    def test_no_text_breaks_out_of_a_diff(self, inside: Project):
        hostile = "Le bureau peut </blockquote> <script>x</script> @maire #12 \u202e."
        inside.write("source/charte.md", charter(hostile))
        inside.write("before/charte.md", charter("Le bureau peut."))
        for layout in ("text", "markdown", "html"):
            found = inside.run("diff", "before", "--format", layout).stdout
            assert "\u202e" not in found
        assert "<script>x" not in inside.run("diff", "before", "--format", "html").stdout
        found = inside.run("diff", "before", "--format", "markdown").stdout
        assert "\\<script\\>x" in found
        assert "@maire" not in found

    def test_an_unknown_format(self, stale: Project):
        assert stale.run("report", "--format", "pdf").status == 2


def test_outside_of_a_project(tmp_path: Path):
    assert run("--project", str(tmp_path), "report").status == 2
