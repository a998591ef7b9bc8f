"""`review` on a terminal: keys, questions, the editor."""

import json
import os
import select
import sys
import time
from pathlib import Path

import pytest
from projects import Project

pty = pytest.importorskip("pty")
termios = pytest.importorskip("termios")

CHARTER = """\
# Préambule

L’initiateur publie les résultats.

Chaque citoyen peut participer.
"""
PO = "locale/es/LC_MESSAGES/charte.po"
LEDGER = "locale/es/reviews/charte.jsonl"
BY = ("--locale", "es", "--by", "Ana Ruiz", "--date", "2026-11-23", "--yes")


@pytest.fixture
def charter(project: Project) -> Project:
    """Three translated texts."""
    project.write("source/charte.md", CHARTER)
    project.sync()
    project.translate("Préambule", "Preámbulo")
    project.translate("L’initiateur publie les résultats.", "El promotor publica los resultados.")
    project.translate("Chaque citoyen peut participer.", "Cada ciudadano puede participar.")
    return project


def standings(project: Project) -> dict[str, str]:
    outcome = project.run("review", "list", "--format", "json", "--standing", "all")
    return {item["target"]: item["standing"] for item in json.loads(outcome.stdout)["items"]}


_PATIENCE = 30


class Terminal:
    """A run of the command line in a terminal of its own."""

    def __init__(self, project: Project, *arguments: str, **environment: str) -> None:
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            os.environ.update({"TERM": "dumb", "NO_COLOR": "1", **environment})
            words = ["--project", str(project.root), *arguments]
            os.execv(  # noqa: S606 - there is no shell
                sys.executable, [sys.executable, "-m", "charter_i18n", *words]
            )
        self.shown = ""

    def expect(self, text: str) -> None:
        """Wait until the terminal shows a text."""
        end = time.monotonic() + _PATIENCE
        while text not in self.shown:
            assert time.monotonic() < end, self.shown
            if select.select([self.terminal], [], [], 1)[0]:
                try:
                    data = os.read(self.terminal, 65536)
                except OSError:
                    data = b""
                assert data, self.shown
                self.shown += data.decode(errors="replace")
        self.shown = self.shown.partition(text)[2]

    def press(self, keys: str) -> None:
        """Press keys one by one, once the program waits for one; what came before is dropped."""
        end = time.monotonic() + _PATIENCE
        while termios.tcgetattr(self.terminal)[3] & termios.ICANON:
            assert time.monotonic() < end, self.shown
            time.sleep(0.01)
        os.write(self.terminal, keys.encode())

    def type(self, line: str) -> None:
        os.write(self.terminal, line.encode())

    def wait(self) -> int:
        """The exit status."""
        while True:
            try:
                if not os.read(self.terminal, 65536):
                    break
            except OSError:
                break
        status = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        os.close(self.terminal)
        return status


KEYS = "q quit"


def test_a_walk_takes_one_key_for_each_translation(charter: Project, tmp_path: Path):
    script = editor(
        tmp_path, 'sed -i "s/Cada ciudadano/Todo ciudadano/" "$2"', 'echo "opened at $1"'
    )
    options = ("--by", "Ana Ruiz", "--date", "2026-11-23")
    terminal = Terminal(charter, "review", *options, EDITOR=script, VISUAL="")
    terminal.expect("1 of 3")
    terminal.expect(KEYS)
    terminal.press("x")
    terminal.expect(KEYS)
    terminal.press("a")
    terminal.expect("2 of 3")
    terminal.expect("→ El promotor publica los resultados.")
    terminal.expect(KEYS)
    terminal.press("r")
    terminal.expect("what is wrong?")
    terminal.type("no es publicar\n")
    terminal.expect("3 of 3")
    terminal.expect("→ Cada ciudadano puede participar.")
    terminal.expect(KEYS)
    terminal.press("e")
    line = charter.entry("Chaque citoyen peut participer.").line
    terminal.expect(f"opened at +{line}\r\n")
    terminal.expect("→ Todo ciudadano puede participar.")
    terminal.expect(KEYS)
    terminal.press("s")
    terminal.expect("approved 1, rejected 1, skipped 1")
    terminal.expect("es: 1 left")
    assert terminal.wait() == 0
    assert standings(charter) == {
        "Preámbulo": "approved",
        "El promotor publica los resultados.": "rejected",
        "Todo ciudadano puede participar.": "open",
    }


def editor(folder: Path, *lines: str) -> str:
    """An editor that does what the lines of a shell script say to the file `$2`."""
    path = folder / "editor"
    path.write_text("\n".join(("#!/bin/sh", *lines, "")), encoding="utf-8")
    path.chmod(0o755)
    return str(path)


def test_what_an_edit_changes_further_down_is_shown_as_it_is_then(charter: Project, tmp_path: Path):
    script = editor(
        tmp_path,
        'sed -i "s/Cada ciudadano/Todo ciudadano/; s/^msgid .Préambule/# new\\n&/" "$2"',
        'echo "opened at $1"',
    )
    terminal = Terminal(charter, "review", "--by", "Ana", EDITOR=script, VISUAL="")
    terminal.expect(KEYS)
    terminal.press("e")
    terminal.expect("1 of 3")
    terminal.expect(KEYS)
    terminal.press("s")
    terminal.expect("2 of 3")
    terminal.expect(KEYS)
    terminal.press("s")
    terminal.expect("3 of 3")
    line = charter.entry("Chaque citoyen peut participer.").line
    terminal.expect(f"{PO}:{line}")
    terminal.expect("→ Todo ciudadano puede participar.")
    terminal.expect(KEYS)
    terminal.press("a")
    assert terminal.wait() == 0
    assert standings(charter)["Todo ciudadano puede participar."] == "approved"


def test_what_an_edit_takes_away_is_not_judged(charter: Project, tmp_path: Path):
    script = editor(tmp_path, 'sed -i "s/Cada ciudadano puede participar.//" "$2"')
    terminal = Terminal(charter, "review", "--by", "Ana", EDITOR=script, VISUAL="")
    terminal.expect(KEYS)
    terminal.press("e")
    for _ in range(2):
        terminal.expect(KEYS)
        terminal.press("a")
    terminal.expect("approved 2, rejected 0, skipped 0")
    terminal.expect("nothing is left")
    assert terminal.wait() == 0


def test_a_file_that_an_editor_broke_ends_no_walk(charter: Project, tmp_path: Path):
    script = editor(
        tmp_path,
        'if grep -q HEAD "$2"; then sed -i /HEAD/d "$2"; else echo "<<<<<<< HEAD" >> "$2"; fi',
    )
    terminal = Terminal(charter, "review", "--by", "Ana", EDITOR=script, VISUAL="")
    terminal.expect(KEYS)
    terminal.press("e")
    terminal.expect("merge conflict")
    terminal.expect("1 of 3")
    terminal.expect(KEYS)
    terminal.press("e")
    terminal.expect("1 of 3")
    terminal.expect(KEYS)
    terminal.press("e")
    terminal.expect("merge conflict")
    terminal.expect(KEYS)
    terminal.press("a")
    terminal.expect("2 of 3")
    terminal.expect(KEYS)
    terminal.press("q")
    terminal.expect("approved 1, rejected 0, skipped 0")
    terminal.expect("merge conflict")
    assert terminal.wait() == 3


def test_what_an_editor_wrote_before_it_failed_is_shown(charter: Project, tmp_path: Path):
    script = editor(tmp_path, 'sed -i "s/Preámbulo/Prólogo/" "$2"', "exit 1")
    terminal = Terminal(charter, "review", "--by", "Ana", EDITOR=script, VISUAL="")
    terminal.expect(KEYS)
    terminal.press("e")
    terminal.expect("failed")
    terminal.expect("→ Prólogo")
    terminal.expect(KEYS)
    terminal.press("a")
    terminal.expect("2 of 3")
    terminal.expect(KEYS)
    terminal.press("q")
    assert terminal.wait() == 0
    assert standings(charter)["Prólogo"] == "approved"


@pytest.mark.parametrize("note", ["\n", "  \n", "no\x03", "\x04"])
def test_whoever_leaves_the_note_stays_in_the_walk(charter: Project, note: str):
    terminal = Terminal(charter, "review", "--by", "Ana", "--date", "2026-11-23")
    terminal.expect(KEYS)
    terminal.press("r")
    terminal.expect("what is wrong? (Enter alone goes back) ")
    time.sleep(0.3)  # before Python waits for input it would not hear of a signal
    terminal.type(note)
    terminal.expect("1 of 3")
    terminal.expect(KEYS)
    terminal.press("q")
    terminal.expect("approved 0, rejected 0, skipped 0")
    assert terminal.wait() == 0
    assert not (charter.root / LEDGER).exists()


def test_a_note_says_something(charter: Project):
    terminal = Terminal(charter, "review", "--by", "Ana", "--date", "2026-11-23")
    terminal.expect(KEYS)
    terminal.press("r")
    terminal.expect("what is wrong?")
    terminal.type("???\n")
    terminal.expect("neither a letter nor a digit (say it in one line)")
    terminal.expect("1 of 3")
    terminal.expect(KEYS)
    terminal.press("q")
    assert terminal.wait() == 0
    assert not (charter.root / LEDGER).exists()


# An ASCII terminal is most often one that nobody has told of its encoding: click takes UTF-8.
@pytest.mark.parametrize(
    ("encoding", "shown"), [("ascii", "→ مق"), ("latin-1", "\\u2192 \\u0645\\u0642")]
)
def test_a_terminal_that_cannot_show_the_texts(charter: Project, encoding: str, shown: str):
    charter.edit(PO, "Preámbulo", "مقدمة")
    settings = {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    terminal = Terminal(charter, "review", "--by", "Ana", "--date", "2026-11-23", **settings)
    terminal.expect(shown)
    terminal.expect(KEYS)
    terminal.press("r")
    terminal.expect("what is wrong?")
    terminal.type("está mal\n")
    if encoding == "ascii":
        terminal.expect("control character (say it in one line)")
        terminal.expect("1 of 3")
    else:
        terminal.expect("2 of 3")
    terminal.expect(KEYS)
    terminal.press("q")
    assert terminal.wait() == 0


@pytest.mark.parametrize("key", ["q", "\x03", "\x04"])
def test_a_walk_can_be_left_at_any_time_and_loses_nothing(charter: Project, key: str):
    terminal = Terminal(charter, "review", "--by", "Ana", "--date", "2026-11-23")
    terminal.expect(KEYS)
    terminal.press("a")
    terminal.expect("2 of 3")
    terminal.expect(KEYS)
    terminal.press(key)
    terminal.expect("approved 1, rejected 0, skipped 0")
    terminal.expect("es: 2 left")
    assert terminal.wait() == 0
    assert len(charter.read(LEDGER).splitlines()) == 1


def test_a_walk_asks_for_the_name_and_speaks_french(charter: Project):
    config = 'locales = ["es"]\nui_locale = "fr"\n'
    charter.write("charter-i18n.toml", config)
    assert charter.run("review", "approve", "--document", "charte.md", *BY).status == 0
    charter.edit(PO, "Cada ciudadano", "Todo ciudadano")
    terminal = Terminal(charter, "review")
    terminal.expect(": ")
    terminal.type("Ana\n")
    terminal.expect("→ [-Cada-]{+Todo+} ciudadano puede participar.")
    terminal.press("a")
    assert terminal.wait() == 0
    assert charter.run("review", "list").stdout == ""


def test_an_editor_that_cannot_be_started_ends_no_walk(charter: Project):
    terminal = Terminal(charter, "review", "--by", "Ana", EDITOR="/nowhere/vi", VISUAL="")
    terminal.expect(KEYS)
    terminal.press("e")
    terminal.expect('the editor "/nowhere/vi" cannot be started')
    terminal.expect(KEYS)
    terminal.press("q")
    assert terminal.wait() == 0


def test_a_terminal_is_asked_before_anything_is_written(charter: Project):
    arguments = ("review", "approve", "--document", "charte.md", *BY[:-1])
    terminal = Terminal(charter, *arguments)
    terminal.expect("Approve 3 translations?")
    terminal.type("n\n")
    assert terminal.wait() == 0
    assert not (charter.root / LEDGER).exists()
    terminal = Terminal(charter, *arguments)
    terminal.expect("Approve 3 translations?")
    terminal.type("y\n")
    assert terminal.wait() == 0
    assert len(charter.read(LEDGER).splitlines()) == 3


def test_a_walk_through_nothing_ends_at_once(charter: Project):
    assert charter.run("review", "approve", "--document", "charte.md", *BY).status == 0
    terminal = Terminal(charter, "review", "--by", "Ana")
    terminal.expect("nothing is open")
    assert terminal.wait() == 0


@pytest.mark.parametrize(
    ("ui_locale", "asked", "answers", "standing"),
    [
        ("en", "Approve 1 translation? [y/N]", ("perhaps", "y"), "approved"),
        ("en", "Approve 1 translation? [y/N]", ("",), "open"),
        ("fr", "[o/N]", ("oui",), "approved"),
        ("fr", "[o/N]", ("O",), "approved"),
        ("fr", "[o/N]", ("y",), "approved"),
        ("fr", "[o/N]", ("non",), "open"),
    ],
)
def test_a_question_is_answered_in_its_language(
    charter: Project, ui_locale: str, asked: str, answers: tuple[str, ...], standing: str
):
    name = charter.entry("Préambule").key.id
    words = ("review", "approve", name, *BY[:-1])
    terminal = Terminal(charter, "--ui-locale", ui_locale, *words, PYTHONUTF8="1")
    for answer in answers:
        terminal.expect(asked)
        terminal.type(f"{answer}\n")
    assert terminal.wait() == 0
    assert standings(charter)["Preámbulo"] == standing


def test_what_was_decided_is_not_asked_again_in_another_document(project: Project):
    for name in ("charte", "billet"):
        project.write(f"source/{name}.md", "Un texte.\n")
    project.sync()
    for name in ("charte", "billet"):
        project.translate("Un texte.", "Un texto.", document=name)
    terminal = Terminal(project, "review", "--by", "Ana Ruiz", "--date", "2026-11-23")
    terminal.expect("1 of 2")
    terminal.expect(KEYS)
    terminal.press("a")
    terminal.expect("approved 1, rejected 0, skipped 0")
    assert terminal.wait() == 0
