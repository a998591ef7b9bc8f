"""What the documentation says is true, and what there is, it says."""

import dataclasses
import importlib.util
import json
import re
import shutil
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import get_args

import click
import pytest
from console_blocks import Reader, blocks
from projects import Project
from test_architecture import DOORS, FLOORS

from charter_i18n import config
from charter_i18n.cli import cli
from charter_i18n.errors import ExitStatus
from charter_i18n.formats import directives
from charter_i18n.model import Kind, Severity
from charter_i18n.ui import LOCALES

ROOT = Path(__file__).resolve().parent.parent
READMES = (ROOT / "README.md", ROOT / "README.fr.md")
TITLES = ((READMES[0], "Commands"), (READMES[1], "Commandes"))
GUIDES = sorted((ROOT / "docs").glob("*.md"))
DOCUMENTS = (*READMES, *GUIDES, *sorted((ROOT / "benchmarks").glob("*.md")))
RAN = [path for path in DOCUMENTS if "```console" in path.read_text(encoding="utf-8")]


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _prose(text: str) -> str:
    """A document without its blocks of code."""
    return re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)


def _section(text: str, title: str) -> str:
    """What stands below a heading, up to the next one of its level."""
    found = re.search(rf"^## {re.escape(title)}\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    assert found is not None, f"there is no heading {title}"
    return found[1]


def _rows(text: str) -> list[list[str]]:
    """The rows of the tables in a text, without headers and rules."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines]
    rules = [index for index, row in enumerate(cells) if set("".join(row)) <= set(":- ")]
    heads = {index - 1 for index in rules}
    return [row for index, row in enumerate(cells) if index not in heads | set(rules)]


# The commands.


@pytest.mark.parametrize("path", RAN, ids=_name)
def test_every_command_shown_runs_and_says_what_is_shown(path: Path, tmp_path: Path):
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    Reader(tmp_path).follow(_text(path))


_CONTEXT = click.Context(cli)


def _spans(text: str) -> Iterator[str]:
    """Code within lines, which may be fenced by several backticks."""
    return (found[2].strip() for found in re.finditer(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)", text))


def _invocations(text: str) -> Iterator[list[str]]:
    """Every command line of the tool that a document names, also without the tool's own name."""
    for span in _spans(_prose(text)):
        words = span.removeprefix("charter-i18n ").replace("\\|", "|").split()
        if span.startswith("charter-i18n ") or (words and words[0] in cli.list_commands(_CONTEXT)):
            yield words
    for block in blocks(text):
        yield from (
            command.words[1:] for command in block.commands if command.words[0] == "charter-i18n"
        )


def _unknown(words: list[str]) -> Iterator[str]:
    """The commands and options of a command line that there are not; placeholders are none."""
    command: click.Command = cli
    options = _options(cli)
    for word in words:
        if word.startswith("-") and word != "-":
            if word.partition("=")[0] not in options | {"--help", "-h"}:
                yield word
        elif isinstance(command, click.Group) and not re.fullmatch(r"[A-Z…]+|\[.*\]", word):
            found = command.get_command(click.Context(command), word)
            if found is None and not _is_value(word, words):
                yield word
            elif found is not None:
                command = found
                options |= _options(found)


def _is_value(word: str, words: list[str]) -> bool:
    index = words.index(word)
    return index > 0 and words[index - 1].startswith("--")


def _options(command: click.Command) -> set[str]:
    return {name for parameter in command.params for name in parameter.opts}


@pytest.mark.parametrize("path", DOCUMENTS, ids=_name)
def test_every_command_and_option_named_exists(path: Path):
    for words in _invocations(_text(path)):
        assert not list(_unknown(words)), " ".join(words)


@pytest.mark.parametrize("path", [*READMES, ROOT / "docs/translators.md"], ids=_name)
def test_every_option_named_alone_exists(path: Path):
    known = {"--help"}.union(*(_options(command) for command in _commands(cli)))
    named = {span.partition(" ")[0] for span in _spans(_prose(_text(path)))}
    assert {name for name in named if name.startswith("--")} <= known


def _commands(command: click.Command) -> Iterator[click.Command]:
    yield command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            found = command.get_command(context, name)
            assert found is not None
            yield from _commands(found)


@pytest.mark.parametrize(("path", "title"), TITLES, ids=["en", "fr"])
def test_every_command_is_in_the_table(path: Path, title: str):
    rows = _rows(_section(_text(path), title))
    names = [row[0].strip("`") for row in rows if row[0].startswith("`")]
    assert names == cli.list_commands(_CONTEXT)


@pytest.mark.parametrize(("path", "title"), TITLES, ids=["en", "fr"])
def test_every_exit_status_is_explained(path: Path, title: str):
    rows = _rows(_section(_text(path), title))
    assert [row[0] for row in rows if row[0].isdigit()] == [str(int(code)) for code in ExitStatus]


def _generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs/generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("locale", LOCALES)
def test_the_reference_has_every_option(locale: str):
    """Otherwise: `make docs`."""
    generator = _generator()
    path = ROOT / f"docs/commands{generator.suffix(locale)}.md"
    assert _text(path) == generator.commands(locale)


@pytest.mark.parametrize("locale", LOCALES)
def test_the_picture_shows_what_the_tool_says(locale: str):
    """Otherwise: `make docs`."""
    generator = _generator()
    path = ROOT / f"docs/terminal{generator.suffix(locale)}.svg"
    assert _text(path) == generator.picture(locale)


# The configuration.


def _configuration(path: Path) -> str:
    found = re.search(r"^```toml\n(.*?)^```$", _text(path), re.MULTILINE | re.DOTALL)
    assert found is not None
    return found[1]


def _keys(noun: type, *above: str) -> Iterator[tuple[str, ...]]:
    """The keys of a configuration, from the fields of its nouns."""
    for field in dataclasses.fields(noun):
        if dataclasses.is_dataclass(field.type):
            yield from _keys(field.type, *above, field.name)  # type: ignore[arg-type]
        else:
            yield *above, field.name


@pytest.mark.parametrize("path", READMES, ids=_name)
def test_every_key_of_the_configuration_is_shown(path: Path):
    shown = {
        (name, *inner)
        for name, value in tomllib.loads(_configuration(path)).items()
        for inner in ([(key,) for key in value] if isinstance(value, dict) else [()])
    }
    assert shown == set(_keys(config.Config))


@pytest.mark.parametrize("path", READMES, ids=_name)
def test_the_configuration_shown_is_right(path: Path):
    found = config.parse(_configuration(path), path="charter-i18n.toml")
    assert found.publish == config.Publish()
    assert found.policy == config.Policy()


@pytest.mark.parametrize("path", READMES, ids=_name)
@pytest.mark.parametrize(
    "choices", [config.UiLocale, config.Cosmetic, config.Stale, config.Require], ids=str
)
def test_every_value_of_a_choice_is_shown(path: Path, choices: object):
    for value in get_args(choices):
        assert f'"{value}"' in _configuration(path)


# The words.


@pytest.mark.parametrize("path", READMES, ids=_name)
def test_every_severity_is_explained(path: Path):
    severities = [str(item) for item in Severity if item]
    first = [word for row in _rows(_text(path)) for word in re.findall(r"[a-z]+", row[0])]
    assert [word for word in first if word in severities] == severities


def test_every_kind_of_segment_is_named():
    text = _text(ROOT / "docs/formats.md")
    assert [kind for kind in Kind if f"`{kind.value}`" not in text] == []


def test_every_directive_is_explained():
    named = re.findall(r"^\| `<!-- i18n:([a-z-]+)", _text(ROOT / "docs/authors.md"), re.MULTILINE)
    assert named == list(directives.KNOWN)


# The formats.


SCHEMA = re.compile(r'"(charter-i18n/[a-z-]+/[0-9]+)"')


def _examples() -> dict[str, object]:
    """The JSON examples of the documentation by their schema; the ledger has none."""
    text = _text(ROOT / "docs/formats.md")
    found = re.findall(r"^```json\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    examples = [json.loads(example) for example in found]
    return {example.get("schema", "a line of the ledger"): example for example in examples}


def test_every_schema_is_shown_with_an_example():
    written = {
        name
        for path in (ROOT / "charter_i18n").rglob("*.py")
        for name in SCHEMA.findall(path.read_text(encoding="utf-8"))
    }
    assert set(_examples()) == written | {"a line of the ledger"}


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """What the tool writes in the story that the examples are from, by schema."""
    project = Project(tmp_path_factory.mktemp("formats"))
    assert project.run("init", "--locale", "es").status == 0
    project.sync()
    for msgid, msgstr in _generator().TRANSLATIONS.items():
        project.translate(msgid, msgstr)
    project.run("release", "1.0.0", "--date", "2026-11-23")
    read = [project.entry(msgid).key.id for msgid in ("Notre charte", "Nos engagements")]
    answers = ["--locale", "es", "--by", "Ana Ruiz", "--date", "2026-11-23", "--yes"]
    assert project.run("review", "approve", *read, *answers).status == 0
    project.sync()
    project.edit("locale/es/LC_MESSAGES/charte.po", "Nuestra carta", "La carta")
    project.edit("source/charte.md", "s’engage à", "s’efforce de")
    project.sync()
    project.run("build")
    runs = [
        ("segments", str(project.root / "source/charte.md")),
        ("status",),
        ("diff", "1.0.0"),
        ("report",),
        ("versions",),
        ("review", "list", "--standing", "all"),
        ("review", "log"),
    ]
    texts = [project.run(*words, "--format", "json").stdout for words in runs]
    found = [json.loads(text) for text in (*texts, project.read("build/manifest.json"))]
    ledger, _ = project.read("locale/es/reviews/charte.jsonl").splitlines()
    lines = {"a line of the ledger": json.loads(ledger)}
    return {item["schema"]: item for item in found} | lines


def test_the_examples_have_the_shape_of_what_is_written(written: dict[str, object]):
    examples = _examples()
    assert set(written) == set(examples)
    for schema, example in examples.items():
        assert _outline(example) == _outline(written[schema]), schema


def _outline(value: object) -> object:
    """The keys of a value, in the values of its values too; of a list the first item stands."""
    match value:
        case dict():
            return {key: _outline(item) for key, item in value.items()}
        case [dict() as first, *_]:
            return [_outline(first)]
        case None:
            return "a value or none"
        case _:
            return type(value).__name__


# The architecture.


def _rooms(cell: str) -> set[str]:
    """The modules and packages that a cell of a table names: `po/`, `similarity.py`, `model`."""
    names = re.findall(r"`([\w/.]+)`", cell)
    return {name.removesuffix(".py").rstrip("/").replace("/", ".") for name in names}


def test_the_floors_are_those_of_the_package():
    rows = _rows(_section(_text(ROOT / "docs/architecture.md"), "The floors"))
    assert [row[0] for row in rows] == [str(number) for number in range(len(FLOORS))]
    assert [_rooms(row[1]) for row in rows] == [*FLOORS]


def test_the_doors_are_those_of_the_package():
    imports = {"PyYAML": "yaml", "pyspellchecker": "spellchecker"}
    rows = _rows(_text(ROOT / "docs/dependencies.md"))
    found = {imports.get(row[0], row[0].lower().replace("-", "_")): _rooms(row[1]) for row in rows}
    assert found == {name: DOORS[name] for name in DOORS.keys() - sys.stdlib_module_names}


# The documents among themselves.


@pytest.mark.parametrize("path", DOCUMENTS, ids=_name)
def test_every_link_leads_somewhere(path: Path):
    prose = re.sub(r"(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)", "", _prose(_text(path)))
    for target in re.findall(r"\]\(([^)\s]+)\)", prose):
        name = target.partition("#")[0]
        if name and "://" not in name and not name.startswith("mailto:"):
            assert (path.parent / name).exists(), target


@pytest.mark.parametrize("path", DOCUMENTS, ids=_name)
def test_every_target_of_make_named_exists(path: Path):
    makefile = _text(ROOT / "Makefile")
    for span in _spans(_prose(_text(path))):
        for name in re.findall(r"\bmake ([a-z]+)$", span):
            assert re.search(rf"^{name}:", makefile, re.MULTILINE), span


def _shape(text: str) -> list[str]:
    """The headings' levels and the length of each table, in order."""
    headings = re.findall(r"^(#+) |^(\| --- )", _prose(text), re.MULTILINE)
    return [mark or "table" for mark, _ in headings]


def _said(path: Path) -> list[list[str]]:
    """The commands of a document, without the language that they ask for."""
    return [
        [word for word in command.words if word not in {"--ui-locale", "fr"}]
        for block in blocks(_text(path))
        for command in block.commands
    ]


def test_the_french_twin_has_the_same_shape():
    english, french = (_text(path) for path in READMES)
    assert _shape(french) == _shape(english)
    assert len(_rows(french)) == len(_rows(english))
    assert [block.actions for block in blocks(french)] == [
        block.actions for block in blocks(english)
    ]


def test_the_french_twin_shows_the_same_commands():
    english, french = (_said(path) for path in READMES)
    for first, second in zip(english, french, strict=True):
        assert [word for word in first if not _is_free(word)] == [
            word for word in second if not _is_free(word)
        ]


def _is_free(word: str) -> bool:
    """Whether a word is prose, such as a note or a message, which is translated."""
    return " " in word


def test_the_french_twin_links_to_the_same_pages():
    pages = [
        [
            re.sub(r"\.fr(?=\.)", "", target)
            for target in re.findall(r"\]\(([^)]+)\)", _text(path))
            if not target.startswith("README")
        ]
        for path in READMES
    ]
    assert pages[0] == pages[1]
