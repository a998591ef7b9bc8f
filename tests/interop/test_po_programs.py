"""What real programs make of the files that we write, and we of theirs."""

import shutil
import subprocess
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from po_entries import bare, entries

from charter_i18n import po
from charter_i18n.model import Catalogue, Entry

HEADER = po.new_header(
    project="Charte",
    creation_date=datetime(2026, 3, 4, 5, 6, tzinfo=UTC),
    source_language="fr",
    language="es",
    plural_forms="nplurals=3; plural=n == 1 ? 0 : n == 2 ? 1 : 2;",
)
SAMPLES = 200

GETTEXT = {
    "msgcat": ["msgcat"],
    "msgcat --no-wrap": ["msgcat", "--no-wrap"],
    "msgcat --width": ["msgcat", "--width=20"],
    "msgcat --indent": ["msgcat", "--indent"],
    "msgattrib": ["msgattrib", "--no-wrap"],
    "msgconv": ["msgconv", "--to-code=UTF-8"],
}


def _sampled(*, simple: bool) -> tuple[Entry, ...]:
    """Entries as hypothesis invents them, live ones first, in the state that gettext keeps."""
    found: dict[object, Entry] = {}

    @settings(
        max_examples=SAMPLES,
        database=None,
        derandomize=True,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(entries(simple=simple))
    def collect(entry: Entry) -> None:
        found[entry.key] = entry if _translated(entry) else _untranslated(entry)

    collect()
    return tuple(sorted(found.values(), key=lambda entry: entry.obsolete))


def _translated(entry: Entry) -> bool:
    return bool(entry.plural.msgstrs[0] if entry.plural else entry.msgstr)


def _untranslated(entry: Entry) -> Entry:
    """gettext drops `fuzzy` from untranslated entries, and untranslated obsolete ones."""
    return replace(entry, fuzzy=False, obsolete=False, previous=None, previous_plural=None)


@pytest.fixture(scope="module")
def nasty() -> Catalogue:
    return Catalogue(path="nasty.po", header=HEADER, entries=_sampled(simple=False))


@pytest.fixture(scope="module")
def simple() -> Catalogue:
    return Catalogue(path="simple.po", header=HEADER, entries=_sampled(simple=True))


@pytest.fixture(scope="module")
def template(simple: Catalogue) -> str:
    """The template whose catalogue `simple` is."""
    live = (entry for entry in simple.entries if not entry.obsolete)
    blank = tuple(
        replace(
            _untranslated(entry),
            msgstr="",
            comments=(),
            plural=entry.plural and replace(entry.plural, msgstrs=("", "")),
        )
        for entry in live
    )
    return po.serialize(replace(simple, entries=blank))


def _run(command: list[str], text: str) -> str:
    if shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} is not installed")
    run = subprocess.run(command, input=text.encode(), capture_output=True, check=False)
    assert run.returncode == 0, run.stderr.decode()
    return run.stdout.decode()


def _same(text: str, catalogue: Catalogue) -> None:
    """`text` is read as exactly this catalogue, and given back."""
    read = po.parse(text, path="saved.po")
    assert po.serialize(read) == text
    assert [bare(entry) for entry in read.entries] == [bare(entry) for entry in catalogue.entries]
    assert read.header.msgstr == catalogue.header.msgstr


def test_the_samples_hold_something(nasty: Catalogue, simple: Catalogue) -> None:
    for catalogue in (nasty, simple):
        assert len(catalogue.entries) > SAMPLES / 4
        assert any(entry.obsolete and entry.previous for entry in catalogue.entries)
        assert any(entry.plural for entry in catalogue.entries)


def test_msgcat_leaves_our_files_unchanged(nasty: Catalogue) -> None:
    text = po.serialize(nasty)
    assert _run(["msgcat", "--no-wrap", "-"], text) == text


def test_msgmerge_leaves_our_files_unchanged(
    simple: Catalogue, template: str, tmp_path: Path
) -> None:
    (tmp_path / "charte.pot").write_text(template, encoding="utf-8", newline="")
    command = ["msgmerge", "--no-wrap", "--previous", "--no-fuzzy-matching", "-"]
    text = po.serialize(simple)
    assert _run([*command, str(tmp_path / "charte.pot")], text) == text


def test_translate_toolkit_leaves_our_files_unchanged(simple: Catalogue) -> None:
    pypo = pytest.importorskip("translate.storage.pypo")
    text = po.serialize(simple)
    assert bytes(pypo.pofile.parsestring(text.encode())).decode() == text


def test_polib_leaves_our_files_unchanged(simple: Catalogue, tmp_path: Path) -> None:
    polib = pytest.importorskip("polib")
    # Its reader drops the previous text of obsolete entries.
    kept = (entry for entry in simple.entries if not (entry.obsolete and entry.previous))
    text = po.serialize(replace(simple, entries=tuple(kept)))
    path = tmp_path / "charte.po"
    path.write_text(text, encoding="utf-8", newline="")
    assert str(polib.pofile(str(path), wrapwidth=0)) == text


@pytest.mark.parametrize("command", GETTEXT.values(), ids=GETTEXT)
def test_what_gettext_saves_says_the_same(command: list[str], nasty: Catalogue) -> None:
    _same(_run([*command, "-"], po.serialize(nasty)), nasty)


def test_what_gettext_writes_with_escapes_says_the_same(simple: Catalogue) -> None:
    _same(_run(["msgcat", "--escape", "-"], po.serialize(simple)), simple)


def test_what_polib_saves_says_the_same(simple: Catalogue, tmp_path: Path) -> None:
    polib = pytest.importorskip("polib")
    kept = (entry for entry in simple.entries if not (entry.obsolete and entry.previous))
    catalogue = replace(simple, entries=tuple(kept))
    path = tmp_path / "charte.po"
    path.write_text(po.serialize(catalogue), encoding="utf-8", newline="")
    # With a width, polib would break comments too, and lose where their lines ended.
    polib.pofile(str(path), wrapwidth=0).save(str(path), newline="\r\n")
    _same(path.read_bytes().decode(), catalogue)


def test_what_translate_toolkit_saves_says_the_same(simple: Catalogue) -> None:
    pypo = pytest.importorskip("translate.storage.pypo")
    store = pypo.pofile.parsestring(po.serialize(simple).encode())
    for unit in store.units:
        if not unit.isheader() and not unit.hasplural():
            unit.target = str(unit.target)  # written anew, wrapped at 77 columns
    _same(bytes(store).decode(), simple)


def test_what_libgettextpo_saves_says_the_same(simple: Catalogue, tmp_path: Path) -> None:
    try:
        from translate.storage import cpo  # noqa: PLC0415 - needs a library of the system
    except (ImportError, OSError) as error:
        pytest.skip(f"libgettextpo is not installed: {error}")
    path = tmp_path / "charte.po"
    path.write_text(po.serialize(simple), encoding="utf-8", newline="")
    store = cpo.pofile.parsefile(str(path))
    _same(bytes(store).decode(), simple)


def test_msgfmt_accepts_what_we_write(simple: Catalogue, template: str, tmp_path: Path) -> None:
    plain = tuple(
        replace(entry, msgid=f"{number}.", msgstr=entry.msgstr and f"{number}!", plural=None)
        for number, entry in enumerate(simple.entries)
    )
    text = po.serialize(replace(simple, entries=plain))
    compiled = tmp_path / "charte.mo"
    _run(["msgfmt", "--check", "--output-file", str(compiled), "-"], text)
    assert compiled.stat().st_size > 0
    _run(["msgfmt", "--output-file", str(compiled), "-"], template)


def test_a_new_catalogue_passes_msgfmt_without_a_warning() -> None:
    if shutil.which("msgfmt") is None:
        pytest.skip("msgfmt is not installed")
    entry = Entry(msgid="La charte", msgstr="La carta")
    text = po.serialize(Catalogue(path="charte.po", header=HEADER, entries=(entry,)))
    command = ["msgfmt", "--check", "--check-header", "--output-file=/dev/null", "-"]
    run = subprocess.run(command, input=text.encode(), capture_output=True, check=False)
    assert (run.returncode, run.stderr) == (0, b"")


def test_msginit_takes_a_new_template(tmp_path: Path) -> None:
    header = po.new_header(
        project="Charte",
        creation_date=datetime(2026, 3, 4, 5, 6, tzinfo=UTC),
        source_language="fr",
    )
    path = tmp_path / "charte.pot"
    catalogue = Catalogue(path="charte.pot", header=header, entries=(Entry(msgid="La charte"),))
    path.write_text(po.serialize(catalogue), encoding="utf-8")
    command = ["msginit", "--no-translator", "--locale=es", "--output-file=-", "--input"]
    made = po.parse(_run([*command, str(path)], ""), path="charte.po")
    assert not made.header.fuzzy
    assert po.header_fields(made.header)["Language"] == "es"
    assert po.header_fields(made.header)["X-Source-Language"] == "fr"
