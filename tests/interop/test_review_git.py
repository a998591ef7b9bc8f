"""Reviews and translations of several people, brought together by git."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from projects import Project, run

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")

TEXTS = {
    "L’initiateur publie les résultats.": "El promotor publica los resultados.",
    "Chaque citoyen peut participer.": "Cada ciudadano puede participar.",
    "Le vote dure quinze jours.": "La votación dura quince días.",
    "Les votes sont secrets.": "Los votos son secretos.",
    "Le code est ouvert.": "El código es abierto.",
}
LEDGER = "locale/es/reviews/charte.jsonl"
PO = "locale/es/LC_MESSAGES/charte.po"


class Repository:
    """A project in a git repository; the settings of this machine's user play no part."""

    def __init__(self, root: Path) -> None:
        assert run("init", str(root), "--locale", "es").status == 0
        self.project = Project(root)
        self.project.write("source/charte.md", "\n\n".join(TEXTS) + "\n")
        self.project.sync()
        for msgid, msgstr in TEXTS.items():
            self.project.translate(msgid, msgstr)
        self.git("init", "--initial-branch=main")
        self.git("config", "user.name", "Test")
        self.git("config", "user.email", "test@example.org")
        self.commit("first")

    def git(self, *arguments: str) -> str:
        environment = {
            **os.environ,
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_EDITOR": "true",
        }
        done = subprocess.run(
            ["git", "-C", str(self.project.root), *arguments],
            capture_output=True,
            text=True,
            check=False,
            env=environment,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def commit(self, message: str) -> None:
        self.git("add", "--all")
        self.git("commit", "--quiet", f"--message={message}")

    def branch(self, name: str) -> None:
        """A new branch from the main one."""
        self.git("switch", "--quiet", "--create", name, "main")

    def review(self, verb: str, source: str, reviewer: str, *more: str) -> None:
        options = ("--locale", "es", "--by", reviewer, "--date", "2026-11-23", "--yes", *more)
        items = json.loads(
            self.project.run("review", "list", "--standing", "all", "--format", "json").stdout
        )["items"]
        (name,) = (item["id"] for item in items if item["source"] == source)
        outcome = self.project.run("review", verb, name, *options)
        assert outcome.status == 0, outcome.stderr

    def verdicts(self) -> dict[str, tuple[str, str]]:
        outcome = self.project.run("review", "list", "--standing", "all", "--format", "json")
        assert outcome.status == 0, outcome.stderr
        return {
            item["source"]: (item["verdict"]["verdict"], item["verdict"]["reviewer"])
            for item in json.loads(outcome.stdout)["items"]
            if item["verdict"]
        }


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path / "charte")


FIRST, SECOND, THIRD, FOURTH, FIFTH = TEXTS


@pytest.mark.parametrize("way", ["merge", "rebase"])
@pytest.mark.parametrize("before", [True, False], ids=["a ledger before", "no ledger before"])
def test_two_reviewers_on_two_branches_end_with_both_verdicts(
    repository: Repository,
    way: str,
    before: bool,  # noqa: FBT001 - a column of a table
):
    expected = {}
    if before:
        repository.review("approve", FIFTH, "Chloé")
        repository.commit("before")
        expected[FIFTH] = ("approved", "Chloé")
    repository.branch("ana")
    repository.review("approve", FIRST, "Ana")
    repository.commit("Ana approves")
    repository.review("reject", SECOND, "Ana", "--note", "no es «puede»")
    repository.commit("Ana rejects")
    repository.branch("bo")
    repository.review("approve", SECOND, "Bo")
    repository.review("approve", THIRD, "Bo")
    repository.commit("Bo approves")
    if way == "merge":
        repository.git("merge", "--quiet", "--no-edit", "ana")
    else:
        repository.git("rebase", "--quiet", "ana")
    assert repository.verdicts() == expected | {
        FIRST: ("approved", "Ana"),
        SECOND: ("rejected", "Ana"),
        THIRD: ("approved", "Bo"),
    }
    assert repository.project.run("check").status == 0


def test_three_branches_that_say_the_same_keep_one_line(repository: Repository):
    for name in ("one", "two", "three"):
        repository.branch(name)
        repository.review("approve", FIRST, "Ana")
        repository.commit(name)
    repository.git("switch", "--quiet", "main")
    for name in ("one", "two", "three"):
        repository.git("merge", "--quiet", "--no-edit", name)
    assert repository.project.read(LEDGER).count("\n") == 1
    assert repository.verdicts() == {FIRST: ("approved", "Ana")}


def test_a_translation_that_changes_on_another_branch_loses_its_verdict(repository: Repository):
    repository.branch("ana")
    repository.review("approve", FIRST, "Ana")
    repository.review("approve", SECOND, "Ana")
    repository.commit("Ana approves")
    repository.branch("translator")
    repository.project.edit(PO, "El promotor", "La promotora")
    repository.commit("a better word")
    repository.git("merge", "--quiet", "--no-edit", "ana")
    assert repository.verdicts() == {SECOND: ("approved", "Ana")}


def test_a_translator_and_a_sync_on_two_branches_do_not_conflict(repository: Repository):
    repository.branch("translator")
    repository.project.edit(PO, TEXTS[SECOND], "Cualquier ciudadano puede participar.")
    repository.project.edit(PO, TEXTS[FOURTH], "El voto es secreto.")
    repository.commit("better words")
    repository.branch("maintainer")
    repository.project.edit("source/charte.md", "quinze jours", "trente jours")
    repository.project.edit("source/charte.md", FIFTH, f"{FIFTH}\n\nUn texte nouveau.")
    repository.project.sync()
    repository.commit("a new revision")
    repository.git("merge", "--quiet", "--no-edit", "translator")
    after = repository.project.files()
    assert repository.project.sync().status == 0
    assert repository.project.files() == after
    entries = {entry.msgid: entry for entry in repository.project.catalogue().entries}
    assert entries[SECOND].msgstr == "Cualquier ciudadano puede participar."
    assert entries[FOURTH].msgstr == "El voto es secreto."
    assert entries["Le vote dure trente jours."].fuzzy
    assert entries["Un texte nouveau."].msgstr == ""


def test_carries_of_two_branches_add_up(repository: Repository):
    repository.branch("one")
    repository.project.edit("source/charte.md", "L’initiateur", "L'initiateur")
    repository.project.sync()
    repository.commit("an apostrophe")
    repository.branch("two")
    repository.project.edit("source/charte.md", "Le code", "Le\u00a0code")
    repository.project.sync()
    repository.commit("a blank")
    repository.git("merge", "--quiet", "--no-edit", "one")
    lines = [json.loads(line) for line in repository.project.read(LEDGER).splitlines()]
    assert {line["verdict"] for line in lines} == {"carried"}
    assert len(lines) == 2
    assert repository.project.run("sync", "--check").status == 0


def test_a_conflict_that_was_committed_is_named_with_its_line(repository: Repository):
    """Some hosts ignore `merge=union`; whoever leaves the marks in is told where they are."""
    repository.review("approve", FIRST, "Ana")
    line = repository.project.read(LEDGER)
    text = f"<<<<<<< HEAD\n{line}=======\n{line.replace('Ana', 'Bo')}>>>>>>> bo\n"
    repository.project.write(LEDGER, text)
    outcome = repository.project.run("check")
    assert outcome.status == 1
    places = [found.split(": ")[0] for found in outcome.stdout.splitlines()]
    assert places == [f"{LEDGER}:1:1", f"{LEDGER}:3:1", f"{LEDGER}:5:1"]


def test_a_release_is_the_text_of_its_tag(repository: Repository):
    assert repository.project.run("release", "1.0.0", "--date", "2026-11-23").status == 0
    repository.commit("1.0.0")
    repository.git("tag", "v1.0.0")
    repository.project.edit("source/charte.md", "quinze", "trente")
    for old in ("git:v1.0.0", "1.0.0"):
        data = json.loads(repository.project.run("diff", old, "--format", "json").stdout)
        assert data["minimum_bump"] == "major"
        assert [change["classes"] for change in data["changes"]] == [["number"]]
    assert repository.git("status", "--short").split() == ["M", "source/charte.md"]


def test_releases_of_two_branches_are_brought_together_by_hand(repository: Repository):
    """The registry ends in a conflict: it is explained, and both versions are kept."""
    project = repository.project
    assert project.run("release", "1.0.0", "--date", "2026-11-01").status == 0
    project.sync()
    repository.commit("1.0.0")
    registry = "source/versions/versions.toml"
    before = project.read(registry)
    sides = {}
    for branch, version in (("ana", "1.1.0"), ("bo", "2.0.0")):
        repository.git("checkout", "--quiet", "-b", branch, "main")
        project.write("source/charte.md", project.read("source/charte.md") + f"\n{branch}.\n")
        arguments = ("--date", "2026-12-01", "--override", "Ana: voted")
        assert project.run("release", version, *arguments).status == 0
        sides[version] = project.read(registry).removeprefix(before)
        project.sync()
        repository.commit(version)
    repository.git("checkout", "--quiet", "ana")
    with pytest.raises(AssertionError, match=r"CONFLICT .* in source/versions/versions\.toml"):
        repository.git("merge", "bo")
    for command in (("versions",), ("build", "--at", "1.0.0"), ("release", "3.0.0")):
        outcome = project.run(*command)
        assert outcome.status == 3
        assert all("merge conflict: " in line for line in outcome.lines), outcome.stderr
        assert "keep " in outcome.lines[0]
    project.write(registry, before + sides["1.1.0"] + sides["2.0.0"])
    source = project.read("source/versions/2.0.0/charte.md")
    project.write("source/charte.md", source.replace("bo.", "ana.\n\nbo."))
    for catalogue in ("locale/charte.pot", PO):
        repository.git("checkout", "--theirs", catalogue)
    project.sync()
    repository.commit("merged")
    assert project.run("check").stdout == ""
    listed = project.run("versions").stdout.splitlines()
    assert [line.split()[0] for line in listed[1:]] == ["1.0.0", "1.1.0", "2.0.0"]
    assert "make it 3.0.0 at least" in project.run("release", "2.0.1").stderr


def test_a_number_that_two_branches_gave_to_two_texts(repository: Repository):
    project = repository.project
    registry = "source/versions/versions.toml"
    assert project.run("release", "1.0.0", "--date", "2026-11-01").status == 0
    one = project.read(registry)
    other = one.partition('["1.0.0"]')
    project.write(registry, one + "".join(other[1:]).replace("2026-11-01", "2026-11-02"))
    outcome = project.run("sync")
    assert outcome.status == 3
    assert outcome.stderr.startswith(f"{registry}:11: version 1.0.0 stands on line 4 already (keep")
