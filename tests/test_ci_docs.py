"""`docs/ci.md` and the hooks: what is shown there is what the tool can do."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
import yaml
from catalogues import PO, catalogue, charter, entry
from projects import Project
from repositories import Repository

from charter_i18n import reports
from charter_i18n.cli import cli

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs/ci.md").read_text(encoding="utf-8")
BLOCKS = [
    yaml.safe_load(text)
    for text in re.findall(r"^```yaml\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
]
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
OLD, NEW = "Le bureau doit publier les comptes.", "Le bureau peut publier les comptes."


def scripts(value: Any) -> Iterator[str]:  # noqa: ANN401 - any part of a YAML document
    """The shell scripts of a workflow."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if name in {"run", "script", "after_script"}:
                yield from [inner] if isinstance(inner, str) else inner
            else:
                yield from scripts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from scripts(inner)


COMMANDS = [
    shlex.split(line, comments=True)[1:]
    for block in BLOCKS
    for script in scripts(block)
    for line in script.splitlines()
    if line.startswith("charter-i18n ")
]
COMMANDS += [shlex.split(span)[1:] for span in re.findall(r"`(charter-i18n [^`|]+)`", PAGE)]


@pytest.fixture
def repository(project: Project) -> Repository:
    """A charter in git, with a translation that a revision made stale."""
    repository = Repository.create(project.root, project)
    project.write("source/charte.md", charter(OLD))
    project.write(PO, catalogue(entry(OLD, "La mesa debe publicar las cuentas.")))
    project.sync()
    repository.commit()
    repository.git("update-ref", "refs/remotes/origin/main", "HEAD")
    project.write("source/charte.md", charter(NEW))
    project.sync()
    repository.commit()
    return repository


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_command_shown_does_what_it_is_shown_for(
    words: list[str], repository: Repository, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(repository.project.root)
    words = [word.replace("$SINCE", "HEAD~1") for word in words]
    outcome = repository.project.run(*words)
    assert outcome.status == (1 if "--fail-on" in words else 0), outcome.stderr


def test_the_workflows_write_every_format_for_machines():
    used = {words[words.index("--format") + 1] for words in COMMANDS if "--format" in words}
    assert used == set(reports.REPORTS) - {"text", "json"}
    named = set(re.findall(r"^\|[^|]*\| `report --format ([a-z]+)` \|", PAGE, re.MULTILINE))
    assert named == set(reports.REPORTS) - {"text"}


def test_what_a_step_writes_another_one_takes():
    written = {words[words.index("-o") + 1] for words in COMMANDS if "-o" in words}
    taken = set(re.findall(r"(?<=[ \[])[a-z-]+\.(?:json|md|sarif|html)\b", PAGE))
    assert written <= {name for name in taken if PAGE.count(name) > 1}


def test_the_hooks_are_those_that_are_shown():
    (shown,) = (block["repos"][0]["hooks"] for block in BLOCKS if "repos" in block)
    assert [hook["id"] for hook in shown] == [hook["id"] for hook in HOOKS]


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_a_hook_is_a_command(hook: dict[str, Any]):
    program, name = hook["entry"].split(" ")
    assert program == "charter-i18n"
    assert cli.get_command(click.Context(cli), name) is not None
    assert hook["language"] == "python"
    assert hook["pass_filenames"] is False


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_a_hook_looks_at_the_files_of_a_project(hook: dict[str, Any]):
    names = {
        "source/charte.md",
        "locale/charte.pot",
        "locale/es/LC_MESSAGES/charte.po",
        "locale/es/reviews/charte.jsonl",
        "source/versions/versions.toml",
        "charter-i18n.toml",
        "charte/charter-i18n.toml",
        "pyproject.toml",
        "source/glossaire.csv",
    }
    assert {name for name in names if not re.search(hook["files"], name)} == set()
    assert not re.search(hook["files"], "index.html")
