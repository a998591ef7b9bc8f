"""The tool's own catalogues: complete, well-formed, and in the language that was asked for."""

import ast
import re
import shutil
import string
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from click import Context, Group
from projects import Project, run

from charter_i18n import po
from charter_i18n.cli import cli
from charter_i18n.errors import Fault, Place, message, plural
from charter_i18n.model import Catalogue, Entry
from charter_i18n.ui import DOMAIN, FOLDER, LOCALES, SOURCE_LOCALE, Translator
from charter_i18n.ui.extraction import catalogue_file, template, update
from charter_i18n.ui.sentences import CLICK, KEYWORDS, PACKAGE, Sentence, called, own

TRANSLATED = tuple(locale for locale in LOCALES if locale != SOURCE_LOCALE)
FORMS = 3

# Templates that are put together, and why nothing escapes the translation there. The names of
# enumerations are gathered as such.
PUT_TOGETHER = {
    "cli/localised.py: error.message": "found where the UsageError is raised",
    "cli/localised.py: sentence": "found in the help of the commands",
    "cli/localised.py: translator.text(error.message)": "said already",
    "reports/counted.py: ', '.join((f'{{{name}}}' for name in fields))": "fields and commas",
    "reports/words.py: '{severity} {state}' if item.severity else '{state}'": "fields and a blank",
}
NAME = re.compile(r".*\.value|str\(.*\)")
SAYING = re.compile(r"(.*\.)?(message|plural|UsageError|translator\.text)")


@pytest.fixture(scope="module", autouse=True)
def compiled() -> None:
    """What the build hook does: an environment may be older than the catalogue."""
    polib = pytest.importorskip("polib")
    for path in FOLDER.glob("*/LC_MESSAGES/*.po"):
        polib.pofile(str(path)).save_as_mofile(str(path.with_suffix(".mo")))


@pytest.fixture(params=TRANSLATED)
def catalogue(request: pytest.FixtureRequest) -> Catalogue:
    path = catalogue_file(request.param)
    return po.parse(path.read_bytes().decode(), path=path.name)


def _live(catalogue: Catalogue) -> Iterator[Entry]:
    return (entry for entry in catalogue.entries if not entry.obsolete)


def _pairs(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """Each translation with what it translates; the first form is the singular's."""
    for entry in _live(catalogue):
        if entry.plural is None:
            yield entry.msgid, entry.msgstr
        else:
            yield entry.msgid, entry.plural.msgstrs[0]
            yield from ((entry.plural.msgid, msgstr) for msgstr in entry.plural.msgstrs[1:])


def _own() -> set[tuple[str, str | None]]:
    plurals: dict[str, str | None] = {}
    for sentence in own():
        plurals[sentence.singular] = plurals.get(sentence.singular) or sentence.plural
    return set(plurals.items())


# Complete.


def test_every_sentence_of_the_tool_is_in_the_catalogue(catalogue: Catalogue):
    """After a new sentence: `make messages`, then translate it."""
    mine = {
        (entry.msgid, entry.plural.msgid if entry.plural else None)
        for entry in _live(catalogue)
        if set(entry.references) != {CLICK}
    }
    assert mine == _own()


def test_no_sentence_is_untranslated(catalogue: Catalogue):
    missing = [msgid for msgid, msgstr in _pairs(catalogue) if not msgstr]
    assert (len(missing), missing) == (0, [])


def test_no_translation_is_fuzzy(catalogue: Catalogue):
    assert [entry.msgid for entry in _live(catalogue) if entry.fuzzy] == []


def test_no_sentence_escapes_the_extraction():
    """A template that is put together where it is used would not be found."""
    escaped = {
        f"{path.relative_to(PACKAGE).as_posix()}: {template}"
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        for template in _put_together(node)
    }
    assert escaped == set(PUT_TOGETHER)


def _put_together(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Call) and SAYING.fullmatch(ast.unparse(node.func)):
        for argument in node.args[: KEYWORDS[called(node)]]:
            literal = isinstance(argument, ast.Constant) and isinstance(argument.value, str)
            if not literal and not NAME.fullmatch(ast.unparse(argument)):
                yield ast.unparse(argument)


# Well-formed.


def test_it_is_a_catalogue_like_any_other(catalogue: Catalogue):
    text = po.serialize(catalogue)
    assert catalogue_file("fr").read_bytes().decode() == text
    blank = tuple(po.format_entry(entry) for entry in catalogue.entries)
    assert blank == tuple(entry.raw for entry in catalogue.entries)


def test_msgfmt_finds_no_fault():
    if shutil.which("msgfmt") is None:
        pytest.skip("msgfmt is not installed")
    for locale in TRANSLATED:
        command = ["msgfmt", "-c", "-o", "/dev/null", str(catalogue_file(locale))]
        done = subprocess.run(command, check=False, capture_output=True, text=True)
        assert (done.returncode, done.stderr) == (0, "")


def _fields(text: str) -> set[str | None]:
    return {
        f"{name}!{conversion}"
        for _, name, _, conversion in string.Formatter().parse(text)
        if name is not None
    }


def test_a_translation_has_the_fields_of_its_sentence(catalogue: Catalogue):
    for msgid, msgstr in _pairs(catalogue):
        if "{" in msgid or "{" in msgstr:
            assert _fields(msgstr) == _fields(msgid), msgid


def test_a_translation_has_the_lines_of_its_sentence(catalogue: Catalogue):
    for msgid, msgstr in _pairs(catalogue):
        assert msgstr.count("\n") == msgid.count("\n"), msgid
        assert msgstr[-1].isspace() is (msgstr[-1] == "\N{NO-BREAK SPACE}"), msgid


def test_every_plural_has_the_forms_of_the_language(catalogue: Catalogue):
    forms = {len(entry.plural.msgstrs) for entry in _live(catalogue) if entry.plural}
    assert forms == {FORMS}


CODE = re.compile(r"\"[^\"]*\"|&lt;")


def test_the_french_is_set_as_french_is():
    path = catalogue_file("fr")
    for msgid, msgstr in _pairs(po.parse(path.read_bytes().decode(), path=path.name)):
        assert not re.search(r"[^\W\d_]'[^\W\d_]", msgstr), f"a straight apostrophe: {msgid}"
        assert not re.search(r" [:;?!»%]|« ", msgstr), f"a plain blank: {msgid}"
        assert not re.search(r"\w[;?!](\s|$)", CODE.sub("", msgstr)), f"no blank: {msgid}"


# Brought up to date.


def _catalogue(*entries: Entry) -> Catalogue:
    header = Entry(msgid="", msgstr="Plural-Forms: nplurals=2; plural=n > 1;\n")
    return Catalogue("charter-i18n.po", header, entries)


def test_a_new_sentence_is_untranslated_and_an_old_one_keeps_its_translation():
    before = _catalogue(Entry("a wolf", "un loup", references=("a.py",)))
    after = update(before, [Sentence("a wolf", "b.py"), Sentence("{count} owls heard", "b.py")])
    wolf, owls = after.entries
    assert (wolf.msgstr, wolf.references, wolf.fuzzy) == ("un loup", ("b.py",), False)
    assert (owls.msgstr, owls.flags) == ("", ("python-brace-format",))


def test_a_sentence_that_gets_a_plural_is_to_be_looked_at():
    before = _catalogue(Entry("{count} stale", "{count} à revoir", references=("a.py",)))
    (entry,) = update(before, [Sentence("{count} stale", "a.py", "{count} stale")]).entries
    assert entry.fuzzy
    assert entry.plural is not None
    assert entry.plural.msgstrs == ("{count} à revoir", "{count} à revoir")


def test_a_sentence_that_loses_its_plural_is_to_be_looked_at():
    (asked,) = template([Sentence("{count} owl", "a.py", "{count} owls")], forms=2)
    assert asked.plural is not None
    assert asked.plural.msgstrs == ("", "")
    before = _catalogue(
        po.parse(
            'msgid "{count} owl"\nmsgid_plural "{count} owls"\n'
            'msgstr[0] "{count} hibou"\nmsgstr[1] "{count} hiboux"\n',
            path="a.po",
        ).entries[0]
    )
    (entry,) = update(before, [Sentence("{count} owl", "a.py")]).entries
    assert (entry.plural, entry.msgstr, entry.fuzzy) == (None, "{count} hiboux", True)


def test_what_another_click_says_is_kept():
    before = _catalogue(Entry("No such option: {name}", "Inconnu : {name}", references=(CLICK,)))
    after = update(before, [Sentence("a wolf", "a.py")])
    assert [entry.msgid for entry in after.entries] == ["a wolf", "No such option: {name}"]
    assert after.entries[1].msgstr == "Inconnu : {name}"


# What the user reads.


def test_a_message_within_a_message_is_translated():
    inner = plural("{count} text", "{count} texts", 2)
    said = Translator("fr").say(message("{path}: {texts}", path="charte.md", texts=inner))
    assert said == "charte.md\N{NO-BREAK SPACE}: 2 textes"


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (0, "0 fichier écrit"),
        (1, "1 fichier écrit"),
        (2, "2 fichiers écrits"),
        (12_345, "12\u202f345 fichiers écrits"),
        (1_000_000, "1\u202f000\u202f000 de fichiers écrits"),
    ],
)
def test_french_numbers_and_plurals(count: int, expected: str):
    said = Translator("fr").say(plural("{count} file written", "{count} files written", count))
    assert said == expected


def test_english_numbers():
    said = Translator("en").say(plural("{count} file written", "{count} files written", 12_345))
    assert said == "12,345 files written"


def test_the_number_of_a_line_is_no_quantity():
    sentence = message("the term {form} stands in line {line} already", form="x", line=2345)
    assert Translator("fr").say(sentence) == "le terme x se trouve déjà à la ligne 2345"


def test_a_fault_is_one_line():
    fault = Fault(message("no such file"), Place("a.md", 3), message("keep one"))
    assert Translator("fr").fault(fault) == "a.md:3: ce fichier n’existe pas (n’en gardez qu’un)"


def test_the_environment_does_not_decide(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    for name in ("LANGUAGE", "LANG", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.setenv(name, "fr_FR.UTF-8")
    assert "no charter-i18n.toml here" in run("--project", str(tmp_path), "status").stderr
    assert run("--help").stdout.startswith("Usage: charter-i18n [OPTIONS]")


def test_the_configuration_decides_and_the_option_overrules_it(tmp_path: Path):
    config = 'locales = ["es"]\nui_locale = "fr"\n'
    project = Project.create(tmp_path / "project", config=config)
    assert "nouveau catalogue" in project.run("sync").stderr
    assert project.run("sync").stderr.startswith("tout est à jour")
    assert project.run("--ui-locale", "en", "sync").stderr.startswith("everything is up to date")
    assert project.run("--help").stdout.startswith("Utilisation")


def _commands(group: Group, *above: str) -> Iterator[tuple[str, ...]]:
    yield above
    context = Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, Group):
            yield from _commands(command, *above, name)
        else:
            yield *above, name


COMMANDS = tuple(_commands(cli))


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_the_help_of_every_command_is_french(words: tuple[str, ...]):
    french = run("--ui-locale", "fr", *words, "--help")
    english = run(*words, "--help")
    assert (french.status, english.status) == (0, 0)
    assert french.stdout.startswith("Utilisation\N{NO-BREAK SPACE}: charter-i18n")
    same = set(_texts(french.stdout)) & set(_texts(english.stdout))
    assert same == set()


def _texts(help_text: str) -> Iterator[str]:
    """The sentences of a help page; names of options and their values are in no language."""
    for line in help_text.splitlines():
        words = re.sub(r"^\s+(-\S+( \S+)*|[a-z-]+)(  |$)|\[[\w|-]+\]", "", line).strip()
        if len(words.split()) > 1:
            yield words


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_no_summary_of_a_command_is_cut_off(words: tuple[str, ...], locale: str):
    assert "..." not in run("--ui-locale", locale, *words, "--help").stdout.replace("ARGS]...", "")


RUNS = (
    ("sync", "--check"),
    ("status",),
    ("diff", "1.0.0"),
    ("diff", "1.0.0", "--format", "markdown"),
    ("report",),
    ("report", "--format", "markdown"),
    ("build",),
    ("check",),
    ("versions",),
    ("review", "list"),
    ("review", "log"),
    ("release", "1.0.1"),
    ("add-locale", "es"),
    ("fmt",),
)
QUOTED = re.compile(
    r"[ |<>:-]*$|.*(répondre à|Nos engagements$|1\.0\.0 → working$)| *es[ ·\d]*$|</"
)
"""Lines that show the charter's texts, names, figures or markup, which are in no language."""


@pytest.fixture(scope="module")
def revised(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project with a released version, a verdict, and a revision of its source."""
    project = Project(tmp_path_factory.mktemp("revised"))
    project.run("init", "--locale", "es")
    project.sync()
    for msgid in ("Notre charte", "Nos engagements"):
        project.translate(msgid, msgid)
    sentence = "L’association s’engage à répondre à chaque proposition sous trente jours."
    project.translate(sentence, "La asociación se compromete a responder.")
    project.run("release", "1.0.0", "--date", "2026-11-23")
    answers = ["--locale", "es", "--by", "Ana", "--date", "2026-11-23", "--yes"]
    project.run("review", "approve", project.entry("Notre charte").key.id, *answers)
    project.edit("source/charte.md", "s’engage à", "s’efforce de")
    return project


@pytest.mark.parametrize("words", RUNS, ids=" ".join)
def test_what_a_command_says_is_french(revised: Project, words: tuple[str, ...]):
    french = revised.run("--ui-locale", "fr", *words)
    english = revised.run(*words)
    assert french.status == english.status
    said = [set((found.stdout + "\n" + found.stderr).splitlines()) for found in (french, english)]
    charter = set(revised.read("source/charte.md").splitlines())
    same = {line for line in said[0] & said[1] if line.strip() not in charter}
    assert {line for line in same if not QUOTED.match(line)} == set()


MISTAKES = {
    ("--chek",): "Option inconnue",
    ("syncc",): "Commande inconnue",
    ("diff",): "Argument manquant",
    ("status", "--format", "xml"): "ne fait pas partie de",
    ("status", "--locale"): "demande une valeur",
    ("status", "more"): "Argument en trop",
    ("-q", "-v", "status"): "se contredisent",
    ("status",): "aucun charter-i18n.toml ici",
    ("segments", "nowhere.md"): "ce fichier n’existe pas",
    ("init", "--locale", "xx"): "n’est pas une langue connue",
}


@pytest.mark.parametrize(("words", "expected"), MISTAKES.items(), ids=map(" ".join, MISTAKES))
def test_mistakes_are_explained_in_french(words: tuple[str, ...], expected: str, tmp_path: Path):
    outcome = run("--project", str(tmp_path), "--ui-locale", "fr", *words)
    assert outcome.status in {2, 3}
    assert expected in outcome.stderr


def test_the_domain_is_that_of_the_files():
    assert {path.stem for path in FOLDER.glob("*/LC_MESSAGES/*.po")} == {DOMAIN}
