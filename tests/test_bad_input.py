"""What is wrong is said in one clear line each, with its place, and nothing is written."""

import errno
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from projects import CHARTER, Project, run

Break = Callable[[Project], None]

PO = "locale/es/LC_MESSAGES/charte.po"
POT = "locale/charte.pot"
SOURCE = "source/charte.md"
CONFIG = "charter-i18n.toml"
LEDGER = "locale/es/reviews/charte.jsonl"
CARRIED = '{{"verdict": "carried", "source": "a", "target": "b", "classes": {}}}\n'
HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'


@dataclass(frozen=True, slots=True)
class Case:
    """A broken project, a command, its exit status, and what each line on stderr must contain."""

    name: str
    breaks: Break
    command: tuple[str, ...]
    status: int
    lines: tuple[str | tuple[str, ...], ...]


def write(name: str, text: str | bytes) -> Break:
    """The file has this content."""
    return lambda project: project.write(name, text)


def synced(*steps: Break) -> Break:
    """Break a project that has its catalogues."""

    def run(project: Project) -> None:
        project.sync()
        for step in steps:
            step(project)

    return run


def both(*steps: Break) -> Break:
    """Break a project in several ways."""

    def run(project: Project) -> None:
        for step in steps:
            step(project)

    return run


def edit(name: str, old: str, new: str) -> Break:
    """A text in a file is another."""
    return lambda project: project.edit(name, old, new)


def cut(name: str, mark: str) -> Break:
    """The file ends before the last `mark`."""
    return lambda project: project.write(name, project.read(name).rpartition(mark)[0])


def append(name: str, text: str) -> Break:
    """The file goes on."""
    return lambda project: project.write(name, project.read(name) + text)


def remove(name: str) -> Break:
    """The file or folder is gone."""

    def run(project: Project) -> None:
        path = project.root / name
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()

    return run


def folder(name: str) -> Break:
    """There is a folder where a file should be."""

    def run(project: Project) -> None:
        (project.root / name).unlink(missing_ok=True)
        project.path(f"{name}/x").parent.mkdir(exist_ok=True)

    return run


def link(name: str, target: str) -> Break:
    """There is a symbolic link."""
    return lambda project: project.path(name).symlink_to(target)


def outside(name: str, text: str = CHARTER) -> Break:
    """There is a file beside the project."""

    def run(project: Project) -> None:
        path = project.root.parent / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    return run


def nothing(_project: Project) -> None:
    """The project is as it should be."""


CONFLICT = '<<<<<<< HEAD\nmsgstr "a"\n=======\nmsgstr "b"\n>>>>>>> main\n'
ESCAPES = "leads out of the project"

CONFIGURATION = (
    Case(
        "no configuration",
        remove(CONFIG),
        ("sync",),
        2,
        (("no charter-i18n.toml", "charter-i18n init --locale"),),
    ),
    Case(
        "unknown key",
        write(CONFIG, 'locales = ["es"]\nlocale = "x"\n'),
        ("sync",),
        2,
        ((f'{CONFIG}:2: unknown key "locale"', "locales"),),
    ),
    Case(
        "all that is wrong at once",
        write(CONFIG, 'colour = 1\nlocales = ["es", "xx_YY", "es"]\n[publish]\nstale = "no"\n'),
        ("status",),
        2,
        (
            f'{CONFIG}:1: unknown key "colour"',
            f'{CONFIG}:2: "xx_YY"',
            f'{CONFIG}:2: "es"',
            f"{CONFIG}:4:",
        ),
    ),
    Case("broken TOML", write(CONFIG, 'locales = ["es"\n'), ("build",), 2, (f"{CONFIG}:1",)),
    Case(
        "wrong type",
        write(CONFIG, 'locales = "es"\n'),
        ("sync",),
        2,
        ((f"{CONFIG}:1:", "list of texts"),),
    ),
    Case("no locales", write(CONFIG, ""), ("sync",), 2, ((CONFIG, '"locales" is missing'),)),
    Case(
        "configuration not UTF-8",
        write(CONFIG, b'locales = ["es"]\n# \xe9\n'),
        ("sync",),
        2,
        ((f"{CONFIG}:2:3: byte 0xe9 is no UTF-8", "save the file as UTF-8"),),
    ),
    Case("configuration is a folder", folder(CONFIG), ("sync",), 2, ((CONFIG, "folder"),)),
    Case(
        "configuration is a dangling link",
        both(remove(CONFIG), link(CONFIG, "gone.toml")),
        ("sync",),
        2,
        ((CONFIG, "no such file"),),
    ),
    Case(
        "source folder leaves the project",
        both(outside("x/charte.md"), write(CONFIG, 'locales = ["es"]\nsource_dir = "../x"\n')),
        ("sync",),
        2,
        ((f"{CONFIG}:2:", "must stay in the project"),),
    ),
    Case(
        "locale folder leaves the project",
        write(CONFIG, 'locales = ["es"]\nlocale_dir = "/var/locale"\n'),
        ("sync",),
        2,
        ((f"{CONFIG}:2:", "must stay in the project"),),
    ),
    Case(
        "source locale among the targets",
        write(CONFIG, 'locales = ["fr"]\n'),
        ("sync",),
        2,
        ((f"{CONFIG}:1:", '"fr" is the locale of the sources'),),
    ),
    Case(
        "broken table in pyproject.toml",
        both(remove(CONFIG), write("pyproject.toml", '[tool.charter-i18n]\nlocale = "x"\n')),
        ("sync",),
        2,
        ('pyproject.toml:1: "locales" is missing', 'pyproject.toml:2: unknown key "locale"'),
    ),
)

SOURCES = (
    Case("no source folder", remove("source"), ("sync",), 3, ("no Markdown file below source/",)),
    Case("no source", remove(SOURCE), ("build",), 3, ("no Markdown file below source/",)),
    Case(
        "source folder is a file",
        both(remove("source"), write("source", "x")),
        ("sync",),
        3,
        ("source: a folder is expected here",),
    ),
    Case(
        "broken YAML",
        write(SOURCE, "---\ntitle: x\nkey: [a\n---\n\nTexte.\n"),
        ("sync",),
        3,
        (f"{SOURCE}:",),
    ),
    Case(
        "broken TOML front matter",
        write(SOURCE, "+++\ntitle = x\n+++\n\nTexte.\n"),
        ("sync",),
        3,
        (f"{SOURCE}:2",),
    ),
    Case(
        "source not UTF-8",
        write(SOURCE, "# Été\n\nl’été\n".encode("cp1252")),
        ("sync",),
        3,
        ((f"{SOURCE}:1:3: byte 0xc9 is no UTF-8", "save the file as UTF-8"),),
    ),
    Case(
        "NUL in a source",
        write(SOURCE, "# Titre\n\nUn \0 texte.\n"),
        ("sync",),
        3,
        (f"{SOURCE}:3:4: NUL character",),
    ),
    Case(
        "source is a folder",
        folder("source/x.md"),
        ("sync",),
        3,
        ("source/x.md: this is a folder, a file is expected",),
    ),
    Case(
        "linked source leaves the project",
        both(outside("secret.md"), link("source/x.md", "../../secret.md")),
        ("sync",),
        3,
        ((f"source/x.md: this {ESCAPES}", "keep the file inside"),),
    ),
    Case(
        "linked source leaves the project (build)",
        both(outside("secret.md"), link("source/x.md", "../../secret.md")),
        ("build",),
        3,
        (f"source/x.md: this {ESCAPES}",),
    ),
    Case(
        "linked source folder leaves the project",
        both(outside("x/charte.md"), remove("source"), link("source", "../x")),
        ("sync",),
        3,
        (f"source/charte.md: this {ESCAPES}",),
    ),
    Case(
        "dangling link",
        link("source/x.md", "gone.md"),
        ("sync",),
        3,
        ("source/x.md: no such file",),
    ),
    Case("link to itself", link("source/x.md", "x.md"), ("sync",), 3, ("source/x.md: ",)),
    Case(
        "name that is not UTF-8",
        lambda project: Path(
            os.fsdecode(os.fsencode(project.root) + b"/source/\xe9.md")
        ).write_text("Texte.\n", encoding="utf-8"),
        ("sync",),
        3,
        ("rename",),
    ),
    Case(
        "a merge that left its marks in a source",
        write(SOURCE, "# Titre\n\n<<<<<<< HEAD\nUn.\n=======\nDeux.\n>>>>>>> autre\n"),
        ("release", "1.0.0"),
        3,
        tuple(
            f"{SOURCE}:{line}: merge conflict: {mark} (keep one side, without this line)"
            for line, mark in ((3, "<<<<<<<"), (5, "======="), (7, ">>>>>>>"))
        ),
    ),
    Case(
        "a merge that left its marks in the front matter",
        write(SOURCE, "---\n<<<<<<< HEAD\nversion: 1\n=======\nversion: 2\n>>>>>>> a\n---\n"),
        ("sync",),
        3,
        (f"{SOURCE}:2: merge conflict", f"{SOURCE}:4: merge", f"{SOURCE}:6: merge"),
    ),
    Case(
        "two faulty sources",
        both(write(SOURCE, b"\xff"), write("source/faq.md", "a\0")),
        ("status",),
        3,
        (f"{SOURCE}:1:1: byte 0xff", "source/faq.md:1:2: NUL"),
    ),
)

CATALOGUES = (
    Case(
        "conflict markers",
        synced(edit(PO, 'msgid "Préambule"\nmsgstr ""\n', f'msgid "Préambule"\n{CONFLICT}')),
        ("sync",),
        3,
        (f"{PO}:27: merge conflict", f"{PO}:29: merge", f"{PO}:31: merge"),
    ),
    Case(
        "conflict markers in a template",
        synced(append(POT, CONFLICT)),
        ("sync",),
        3,
        (f"{POT}:40: merge conflict", f"{POT}:42: merge", f"{POT}:44: merge"),
    ),
    Case(
        "unbalanced quotes",
        synced(edit(PO, 'msgid "Préambule"', 'msgid "Préambule')),
        ("build",),
        3,
        ((f"{PO}:26: ", "not closed"),),
    ),
    Case(
        "stray text",
        synced(append(PO, "bonjour\n")),
        ("sync",),
        3,
        (f"{PO}:40: stray text",),
    ),
    Case(
        "duplicate entry",
        synced(append(PO, '\nmsgid "Préambule"\nmsgstr "Preámbulo"\n')),
        ("sync",),
        3,
        ((f"{PO}:41: ", "line 26"),),
    ),
    Case(
        "duplicate obsolete entry",
        synced(append(PO, '\n#~ msgid "Préambule"\n#~ msgstr "Preámbulo"\n')),
        ("status",),
        3,
        ((f"{PO}:41: ", "line 26"),),
    ),
    Case(
        "declared charset",
        synced(edit(PO, "charset=UTF-8", "charset=ISO-8859-1")),
        ("sync",),
        3,
        ((f"{PO}:2: ", "ISO-8859-1", "msgconv"),),
    ),
    Case(
        "wrong bytes",
        synced(write(PO, HEADER.encode() + '\nmsgid "été"\n'.encode("latin-1"))),
        ("sync",),
        3,
        (f"{PO}:4:8: byte 0xe9 is no UTF-8",),
    ),
    Case(
        "truncated",
        synced(cut(PO, "msgstr")),
        ("sync",),
        3,
        ((f"{PO}:38: ", "is the file cut off"),),
    ),
    Case("NUL", synced(append(PO, "# \0\n")), ("sync",), 3, (f"{PO}:40:3: NUL character",)),
    Case(
        "catalogue is a folder",
        folder(PO),
        ("sync",),
        3,
        (f"{PO}: this is a folder, a file is expected",),
    ),
    Case(
        "template is a folder",
        folder(POT),
        ("sync",),
        3,
        (f"{POT}: this is a folder, a file is expected",),
    ),
    Case("locale folder is a file", write("locale", "x"), ("sync",), 3, ("locale: ",)),
    Case(
        "one locale's folder is a file",
        both(write(CONFIG, 'locales = ["en", "es"]\n'), write("locale/es", "x")),
        ("sync",),
        3,
        ("locale/es: ",),
    ),
    Case(
        "linked catalogue leaves the project",
        both(outside("es.po", HEADER), link(PO, "../../../../es.po")),
        ("sync",),
        3,
        (f"{PO}: this {ESCAPES}",),
    ),
    Case(
        "linked locale folder leaves the project",
        both(outside("es/README", ""), link("locale/es", "../../es")),
        ("sync",),
        3,
        (f"{PO}: this {ESCAPES}",),
    ),
    Case(
        "linked template leaves the project",
        both(outside("x.pot", HEADER), link(POT, "../../x.pot")),
        ("sync",),
        3,
        (f"{POT}: this {ESCAPES}",),
    ),
    Case(
        "linked build folder leaves the project",
        both(outside("out/README", ""), link("build", "../out")),
        ("build",),
        3,
        (f"build/es/charte.md: this {ESCAPES}",),
    ),
    Case(
        "build folder is a file",
        write("build", "x"),
        ("build",),
        3,
        ("build: ",),
    ),
    Case(
        "output is a folder",
        folder("build/es/charte.md"),
        ("build",),
        3,
        ("build/es/charte.md: this is a folder, a file is expected",),
    ),
    Case(
        "faulty catalogue and faulty template",
        synced(append(PO, "x\n"), append(POT, "y\n")),
        ("sync",),
        3,
        (f"{PO}:40: stray text", f"{POT}:40: stray text"),
    ),
    Case(
        "reviews with a mark of a merge",
        synced(write(LEDGER, "\n<<<<<<< HEAD\n")),
        ("sync",),
        3,
        ((f"{LEDGER}:2:1: ", "merge conflict: <<<<<<<", "keep the lines of both sides"),),
    ),
    Case(
        "reviews that are no JSON",
        synced(write(LEDGER, '\n{"verdict"\n')),
        ("sync",),
        3,
        ((f"{LEDGER}:2:11: ", "no JSON object"),),
    ),
    Case(
        "reviews of another kind",
        synced(write(LEDGER, '{"verdict": "maybe"}\n[]\n"x"\n{"verdict": "carried"}\n')),
        ("status",),
        3,
        ((f"{LEDGER}:1: ", "maybe"), f"{LEDGER}:2: ", f"{LEDGER}:3: ", f"{LEDGER}:4: "),
    ),
    Case(
        "reviews with values of another kind",
        synced(write(LEDGER, CARRIED.format('[["x"]]') + CARRIED.format("null"))),
        ("build",),
        3,
        (f"{LEDGER}:1: ", f"{LEDGER}:2: "),
    ),
    Case(
        "reviews that are a folder", folder(LEDGER), ("sync",), 3, (f"{LEDGER}: this is a folder",)
    ),
    Case(
        "fmt of a faulty file writes none",
        synced(append(PO, "x\n"), edit(POT, 'msgid "Préambule"', 'msgid   "Préambule"')),
        ("fmt",),
        3,
        (f"{PO}:40: stray text",),
    ),
)

ARGUMENTS = (
    Case("unknown locale", nothing, ("sync", "--locale", "de"), 2, (("no locale de", "es"),)),
    Case("unknown locale (build)", nothing, ("build", "--locale", "de"), 2, ("no locale de",)),
    Case("unknown locale (status)", nothing, ("status", "--locale", "de"), 2, ("no locale de",)),
    Case(
        "two unknown locales",
        nothing,
        ("sync", "--locale", "de", "--locale", "it"),
        2,
        ("no locale de", "no locale it"),
    ),
    Case(
        "init with an unknown locale",
        nothing,
        ("init", "new", "--locale", "klingon"),
        2,
        ('"klingon" is not a locale',),
    ),
    Case(
        "init with the source's locale",
        nothing,
        ("init", "new", "--locale", "fr"),
        2,
        ('"fr" is the locale of the sources',),
    ),
    Case(
        "init in a project",
        nothing,
        ("init", "--locale", "es"),
        2,
        (("there is a project already", "add-locale"),),
    ),
    Case(
        "init over a file",
        write("new", "x"),
        ("init", "new", "--locale", "es"),
        2,
        ("new: this is a file",),
    ),
    Case("add-locale unknown", nothing, ("add-locale", "e_s"), 2, ('"e_s" is not a locale',)),
    Case(
        "add-locale of the source's",
        nothing,
        ("add-locale", "fr"),
        2,
        ('"fr" is the locale of the sources',),
    ),
    Case(
        "segments of a missing file",
        nothing,
        ("segments", "gone.md"),
        3,
        ("gone.md: no such file",),
    ),
    Case(
        "fmt of a missing file", nothing, ("fmt", "{root}/gone.po"), 3, ("gone.po: no such file",)
    ),
    Case(
        "fmt outside the project",
        outside("x.po", HEADER),
        ("fmt", "{root}/../x.po"),
        2,
        ("x.po: this is outside the project",),
    ),
    Case(
        "stale is fail",
        synced(),
        ("build", "--stale", "fail"),
        1,
        ("build/es/charte.md: 4 texts have no current translation",),
    ),
)


def _id(case: Case) -> str:
    return case.name


@pytest.mark.parametrize("case", [*CONFIGURATION, *SOURCES, *CATALOGUES, *ARGUMENTS], ids=_id)
def test_one_clear_line_each_and_nothing_written(case: Case, project: Project):
    case.breaks(project)
    before = files_around(project)
    outcome = project.run(*(argument.format(root=project.root) for argument in case.command))
    assert outcome.status == case.status, outcome.stderr
    assert len(outcome.lines) == len(case.lines), outcome.stderr
    for line, wanted in zip(outcome.lines, case.lines, strict=True):
        for part in (wanted,) if isinstance(wanted, str) else wanted:
            assert part in line
    assert "Traceback" not in outcome.stderr
    assert outcome.stdout == ""
    assert files_around(project) == before


def files_around(project: Project) -> dict[str, bytes | str]:
    """The files of the project and those beside it."""
    return Project(project.root.parent).files()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["explode"], "No such command 'explode'"),
        (["sync", "--force"], "No such option"),
        (["status", "--format", "xml"], "'xml' is not one of"),
        (["build", "--stale", "never"], "'never' is not one of"),
        (["init"], "Missing option '--locale'"),
        (["segments"], "Missing argument 'FILE'"),
        (["-q", "-v", "sync"], "contradict"),
        (["--ui-locale", "de", "sync"], "'de' is not one of"),
    ],
)
def test_a_wrong_command_line_is_a_usage_error(
    project: Project, arguments: list[str], sentence: str
):
    before = project.files()
    outcome = project.run(*arguments)
    assert outcome.status == 2
    assert sentence in outcome.stderr
    assert outcome.stdout == ""
    assert project.files() == before


def test_a_missing_project_folder(project: Project):
    outcome = run("--project", str(project.root / "gone"), "sync")
    assert outcome.status == 2
    assert outcome.lines == [f"{project.root}/gone: no such folder (name an existing folder)"]


def test_a_folder_that_may_not_be_written(project: Project, monkeypatch: pytest.MonkeyPatch):
    project.sync()
    project.edit(SOURCE, "Chaque", "Tout")
    before = project.files()
    forbidden = project.root / "locale" / "es" / "LC_MESSAGES"
    monkeypatch.setattr(os, "access", lambda path, _mode: Path(path) != forbidden)
    outcome = project.run("sync")
    assert outcome.status == 3
    assert outcome.lines == ["locale/es/LC_MESSAGES: permission denied"]
    assert project.files() == before


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_permission(project: Project):
    project.sync()
    project.edit(SOURCE, "Chaque", "Tout")
    before = project.files()
    folder = project.root / "locale" / "es" / "LC_MESSAGES"
    folder.chmod(0o500)
    try:
        outcome = project.run("sync")
    finally:
        folder.chmod(0o700)
    assert outcome.status == 3
    assert outcome.lines == ["locale/es/LC_MESSAGES: permission denied"]
    assert project.files() == before


def test_a_full_disk_leaves_each_file_old_or_new(project: Project, monkeypatch: pytest.MonkeyPatch):
    project.write(CONFIG, 'locales = ["en", "es"]\n')
    project.sync()
    project.edit(SOURCE, "Chaque", "Tout")
    before = project.files()
    monkeypatch.setattr(os, "fsync", _no_space)
    outcome = project.run("sync")
    assert outcome.status == 3
    assert outcome.lines == ["locale/en/LC_MESSAGES/charte.po: No space left on device"]
    assert project.files() == before


def _no_space(_descriptor: int) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize("arguments", [("sync",), ("explode",), ("segments", "gone.md")])
def test_the_program_shows_no_traceback(project: Project, arguments: tuple[str, ...]):
    project.write(SOURCE, b"\xff")
    done = subprocess.run(
        [sys.executable, "-m", "charter_i18n", *arguments],
        cwd=project.root,
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode in (2, 3)
    assert done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


OBEYED = "[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff]"
ATTACKS = {
    "title": "\x1b]0;pwn\x07",
    "colour": "\x1b[31m",
    "bell": "\x07",
    "C1": "\x9b31m",
    "override": "\u202e",
    "isolate": "\u2067",
    "separator": "\u2028",
    "next line": "\x85",
}


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS)
def test_nothing_in_a_text_reaches_the_terminal(attack: str, project: Project):
    project.write(SOURCE, f"# Un titre\n\nUn <b>texte</b> ici{attack}.\n")
    project.sync()
    escaped = attack.replace("\x1b", "\\033").replace("\x07", "\\a")
    path = "locale/es/LC_MESSAGES/charte.po"
    text = project.read(path)
    head, _, tail = text.partition('msgid "Un <b>texte</b>')
    msgid, _, rest = tail.partition('\nmsgstr ""')
    broken = f'msgid "Un <b>texte</b>{msgid}\nmsgstr "Un <b {escaped}>texto</b>{escaped}"{rest}'
    project.write(path, head + broken)
    segments = ("segments", str(project.root / SOURCE))
    attempts = (
        ("check",),
        ("build",),
        ("sync",),
        segments,
        (*segments, "--format", "json"),
        ("report", "--format", "json"),
    )
    for arguments in attempts:
        outcome = project.run("--color", "always", *arguments)
        assert "Traceback" not in outcome.stderr
        assert not re.search(OBEYED, outcome.stdout + outcome.stderr), arguments


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS)
def test_nothing_in_a_name_reaches_the_terminal(attack: str, project: Project):
    project.sync()
    project.write(f"locale/es/LC_MESSAGES/gone{attack}.po", project.read(PO))
    project.write(f"x{attack}.md", "Un texte.\n{% if x")
    attempts = (
        ("sync",),
        ("fmt",),
        ("segments", str(project.root / f"x{attack}.md")),
        ("segments", str(project.root / f"y{attack}.md")),
        ("sync", "--locale", attack),
        ("diff", f"git:{attack}"),
        ("release", attack),
    )
    for arguments in attempts:
        outcome = project.run("--color", "always", *arguments)
        assert not re.search(OBEYED, outcome.stdout + outcome.stderr), arguments
