"""A translator's branch and a maintainer's `sync` meet in a real repository.

Git joins two edits where a line that neither of them touched stands between them. The entries of a
catalogue are so parted; only behind the last entry of a file there is no such line.
"""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from projects import Project

if shutil.which("git") is None:
    pytest.skip("git is not installed", allow_module_level=True)

CATALOGUE = "locale/es/LC_MESSAGES/charte.po"
SENTENCES = (
    "Chaque habitant peut cuire son pain au four.",
    "Le fournier doit publier les heures de chauffe.",
    "Nul ne peut vendre son tour à un tiers.",
    "Les cendres sont rendues aux jardins du village.",
    "Le bois vient de la forêt communale.",
)
REVISED = 2
"""The sentence that the maintainer works on; the translator works around it."""


def _git(project: Project, *arguments: str) -> subprocess.CompletedProcess[str]:
    identity = {"NAME": "A", "EMAIL": "a@example.org", "DATE": "2026-11-23T00:00:00Z"}
    people = {
        f"GIT_{who}_{what}": value
        for who in ("AUTHOR", "COMMITTER")
        for what, value in identity.items()
    }
    alone = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    return subprocess.run(
        ["git", *arguments],
        cwd=project.root,
        env={**os.environ, **people, **alone},
        check=False,
        capture_output=True,
        text=True,
    )


def _commit(project: Project) -> None:
    for command in (["add", "--all"], ["commit", "--quiet", "--message", "a step"]):
        done = _git(project, *command)
        assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def translated(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A repository with a complete translation."""
    charter = "# Four banal\n\n" + "\n\n".join(SENTENCES) + "\n"
    project = Project.create(tmp_path_factory.mktemp("repository"), charter=charter)
    _git(project, "init", "--quiet", "--initial-branch=main")
    shutil.copy(Path(__file__).parents[2] / ".gitattributes", project.root)
    project.sync()
    for number, sentence in enumerate(SENTENCES):
        project.translate(sentence, f"Traducción {number}.")
    _commit(project)
    return project


@pytest.fixture
def repository(translated: Project, tmp_path: Path) -> Project:
    shutil.copytree(translated.root, tmp_path / "repository")
    return Project(tmp_path / "repository")


def _meet(project: Project, translator: Callable[[], None], maintainer: Callable[[], None]) -> bool:
    """Both work from the same commit, then the maintainer merges; whether git joined them."""
    _git(project, "checkout", "--quiet", "-b", "translator")
    translator()
    _commit(project)
    _git(project, "checkout", "--quiet", "main")
    maintainer()
    project.sync()
    _commit(project)
    return _git(project, "merge", "--quiet", "--no-edit", "translator").returncode == 0


def _improve(project: Project, number: int) -> None:
    project.edit(CATALOGUE, f'"Traducción {number}."', f'"Traducción mejorada {number}."')


def _revise(project: Project) -> None:
    project.edit("source/charte.md", SENTENCES[REVISED], "Nul ne doit vendre son tour à un tiers.")


def _respell(project: Project) -> None:
    project.edit(
        "source/charte.md",
        SENTENCES[REVISED],
        SENTENCES[REVISED].replace(" à", "\N{NO-BREAK SPACE}à"),
    )


def _add(project: Project) -> None:
    inserted = f"Le four chôme le lundi.\n\n{SENTENCES[REVISED]}\n\nOn y parle bas."
    project.edit("source/charte.md", SENTENCES[REVISED], inserted)


def _remove(project: Project) -> None:
    project.edit("source/charte.md", SENTENCES[REVISED] + "\n\n", "")


def _move(project: Project) -> None:
    _remove(project)
    project.edit("source/charte.md", SENTENCES[0], f"{SENTENCES[REVISED]}\n\n{SENTENCES[0]}")


@pytest.mark.parametrize("improved", [REVISED - 1, REVISED + 1])
@pytest.mark.parametrize("change", [_revise, _respell, _add, _remove, _move])
def test_edits_of_neighbouring_entries_are_joined(
    repository: Project, change: Callable[[Project], None], improved: int
):
    joined = _meet(repository, lambda: _improve(repository, improved), lambda: change(repository))
    assert joined
    assert repository.entry(SENTENCES[improved]).msgstr == f"Traducción mejorada {improved}."
    before = repository.read(CATALOGUE)
    assert repository.sync().stderr.startswith("everything is up to date")
    assert repository.read(CATALOGUE) == before
    assert repository.run("build").status == 0


def test_the_revised_entry_itself_is_a_conflict_that_sync_names(repository: Project):
    joined = _meet(repository, lambda: _improve(repository, REVISED), lambda: _revise(repository))
    assert not joined
    outcome = repository.run("sync")
    assert outcome.status == 3
    assert f"{CATALOGUE}:" in outcome.stderr
    assert "merge conflict" in outcome.stderr


def test_at_the_end_of_a_file_git_sees_a_conflict_that_sync_names(repository: Project):
    """The translator edits the last entry, behind which a removed one is kept."""
    joined = _meet(
        repository, lambda: _improve(repository, len(SENTENCES) - 1), lambda: _remove(repository)
    )
    assert not joined
    outcome = repository.run("sync")
    assert outcome.status == 3
    assert "merge conflict" in outcome.stderr


def test_reviews_of_two_branches_add_up(repository: Project):
    ledger = "locale/es/reviews/charte.jsonl"

    def approve(number: int) -> None:
        words = ["--locale", "es", "--by", f"Ana {number}", "--date", "2026-11-23", "--yes"]
        done = repository.run(
            "review", "approve", repository.entry(SENTENCES[number]).key.id, *words
        )
        assert done.status == 0, done.stderr

    assert _meet(repository, lambda: approve(0), lambda: approve(1))
    assert {"Ana 0", "Ana 1"} == {
        line.split('"reviewer": "')[1].partition('"')[0]
        for line in repository.read(ledger).splitlines()
    }
