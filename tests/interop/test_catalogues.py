"""What other programs make of the repository's catalogues.

They are the charter's, the tool's own, and those that `sync` made in the golden stories.
"""

import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import polib
import pytest
from babel.messages.pofile import read_po
from translate.storage import tmx

from charter_i18n import po
from charter_i18n.model import Entry

ROOT = Path(__file__).parents[2]
# Those in work, which may be incomplete, and those that are kept of a released version.
CHARTER = sorted((ROOT / "locale").glob("*/LC_MESSAGES/**/*.po"))
FROZEN = sorted((ROOT / "locale").glob("*/versions/**/*.po"))
TOOL = sorted((ROOT / "charter_i18n/ui").rglob("*.po"))
STORIES = sorted((ROOT / "tests/golden").glob("*/after.po"))
# The one story in which pot2po does what `sync` does elsewhere.
GENERATED = [path for path in STORIES if path.parent.name != "pot2po"]
CATALOGUES = [*CHARTER, *FROZEN, *TOOL, *GENERATED]

# What pofilter compares and what French sets otherwise than other languages: blanks before
# punctuation, quotation marks, capitals of headings, "UE" for "EU".
LANGUAGES_DIFFER = (
    "acronyms", "brackets", "doublequoting", "endpunc", "puncspacing", "purepunc", "sentencecount",
    "simplecaps", "startpunc", "unchanged",
)  # fmt: skip
IN_WORK = ("isfuzzy", "untranslated")
# English: "… in it. It will …" is no doubled word, and 17 heures are 5 p.m. Spanish: a comma stands
# behind a link, which pofilter takes for a part of the address.
EXPLAINED = {
    "en/LC_MESSAGES": {"doublewords": 1, "numbers": 1},
    "en/versions": {},
    "es/LC_MESSAGES": {"urls": 1},
    "es/versions": {"urls": 1},
}


_DATE = re.compile(r'^"POT-Creation-Date: .*\n', re.MULTILINE)


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _run(*command: str, folder: Path) -> str:
    if shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} is not installed")
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "OMP_NUM_THREADS": "1"}
    done = subprocess.run(
        command, cwd=folder, env=environment, check=False, capture_output=True, encoding="utf-8"
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def _toolkit(module: str, *arguments: str) -> None:
    """Run a program of translate-toolkit."""
    command = [sys.executable, "-m", f"translate.{module}", "--progress=none", *arguments]
    done = subprocess.run(command, check=False, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr


def _live(path: Path) -> Iterator[Entry]:
    catalogue = po.parse(path.read_bytes().decode(), path=path.name)
    return (entry for entry in catalogue.entries if not entry.obsolete)


def test_there_are_catalogues():
    locales = {path.relative_to(ROOT / "locale").parts[0] for path in CHARTER}
    assert locales >= {"en", "es", "de", "ar"}
    assert FROZEN
    assert TOOL
    assert GENERATED


@pytest.mark.parametrize("path", CATALOGUES, ids=_name)
def test_msgfmt_finds_no_fault(path: Path):
    _run("msgfmt", "--check", "--output-file", os.devnull, str(path), folder=ROOT)


@pytest.mark.parametrize("command", ["msgcat", "msgconv --to-code=UTF-8", "msgattrib"])
@pytest.mark.parametrize("path", CATALOGUES, ids=_name)
def test_gettext_leaves_them_as_they_are(path: Path, command: str):
    text = _run(*command.split(" "), "--no-wrap", str(path), folder=ROOT)
    assert text == path.read_bytes().decode()


@pytest.mark.parametrize("path", CHARTER, ids=_name)
def test_msgmerge_with_their_template_leaves_them_as_they_are(path: Path, tmp_path: Path):
    # The template's date is the one thing that msgmerge takes over and `sync` does not.
    before = path.read_bytes().decode()
    template = tmp_path / "template.pot"
    (date,) = _DATE.findall(before)
    dated = _DATE.sub(lambda _: date, _template(path).read_bytes().decode())
    template.write_bytes(dated.encode())
    text = _run("msgmerge", "-q", "--no-wrap", "--previous", str(path), str(template), folder=ROOT)
    assert text == before


def _template(path: Path) -> Path:
    """`locale/charte.pot` for `locale/es/LC_MESSAGES/charte.po`."""
    inner = path.relative_to(ROOT / "locale").parts[2:]
    return (ROOT / "locale").joinpath(*inner).with_suffix(".pot")


@pytest.mark.parametrize("path", CATALOGUES, ids=_name)
def test_polib_leaves_them_as_they_are(path: Path):
    assert str(polib.pofile(str(path), wrapwidth=0)) == path.read_bytes().decode()


@pytest.mark.parametrize("path", CATALOGUES, ids=_name)
def test_babel_reads_what_is_there(path: Path):
    with path.open("rb") as stream:
        found = read_po(stream, abort_invalid=True)
    read = {message.id: message.string for message in found if message.id}
    expected: dict[object, object] = {}
    for entry in _live(path):
        if entry.plural is None:
            expected[entry.msgid] = entry.msgstr
        else:
            expected[entry.msgid, entry.plural.msgid] = entry.plural.msgstrs
    assert read == expected


@pytest.mark.parametrize("path", CHARTER, ids=_name)
def test_pot2po_keeps_every_translation(path: Path, tmp_path: Path):
    made = tmp_path / "made.po"
    files = ["-t", str(path), "-i", str(_template(path)), "-o", str(made)]
    _toolkit("convert.pot2po", "--nofuzzymatching", *files)
    after = {entry.key: (entry.msgstr, entry.fuzzy) for entry in _live(made)}
    assert after == {entry.key: (entry.msgstr, entry.fuzzy) for entry in _live(path)}


@pytest.mark.parametrize("path", FROZEN, ids=_name)
def test_po2tmx_gives_a_translation_memory(path: Path, tmp_path: Path):
    locale = path.relative_to(ROOT / "locale").parts[0]
    made = tmp_path / "charte.tmx"
    languages = ["--source-language", "fr", "--language", locale]
    _toolkit("convert.po2tmx", *languages, "-i", str(path), "-o", str(made))
    memory = {unit.source: unit.target for unit in tmx.tmxfile.parsefile(str(made)).units}
    assert memory == {entry.msgid: entry.msgstr for entry in _live(path)}


@pytest.mark.parametrize("folder", list(EXPLAINED))
def test_pofilter_finds_nothing_that_is_not_explained(folder: str, tmp_path: Path):
    path, locale = ROOT / "locale" / folder, folder.partition("/")[0]
    excluded = [f"--excludefilter={name}" for name in (*LANGUAGES_DIFFER, *IN_WORK)]
    options = [f"--language={locale}", "--nofuzzy", *excluded]
    _toolkit("filters.pofilter", *options, "-i", str(path), "-o", str(tmp_path))
    found = Counter(
        comment.removeprefix("(pofilter) ").partition(":")[0]
        for made in tmp_path.rglob("*.po")
        for entry in _live(made)
        for comment in entry.comments
    )
    assert found == EXPLAINED[folder]
