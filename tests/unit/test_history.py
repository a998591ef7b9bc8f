import os
import posixpath
import subprocess
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import NamedTuple

import pytest

from charter_i18n import git, history, lineage
from charter_i18n.errors import ConfigurationError
from charter_i18n.lineage import Lineage

FIRST = datetime(2024, 3, 1, 9, 30, tzinfo=UTC)
PROJECT = "organisation/charte éthique"
PATH = "source/charte.md"


def files_at(root: Path, revision: str, prefix: str = "") -> tuple[str, ...]:
    return tuple(path for path, _ in history.contents_at(root, revision, prefix))


def file_at(root: Path, revision: str, path: str) -> bytes | None:
    found = dict(history.contents_at(root, revision, path))
    return found.get(posixpath.normpath(path))


class Repository:
    """A real repository whose project is a folder inside it; each commit is a day later."""

    def __init__(self, top: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.top = top
        self.root = top / PROJECT
        self.root.mkdir(parents=True)
        self.commits = 0
        self.monkeypatch = monkeypatch
        self.git("init", "--quiet", "--initial-branch=main", str(top))

    def git(self, *arguments: str) -> str:
        done = subprocess.run(
            ["git", *arguments], cwd=self.root, check=True, capture_output=True, text=True
        )
        return done.stdout.strip()

    def write(self, path: str, content: bytes) -> None:
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)

    def commit(self, path: str | None = None, content: bytes = b"") -> str:
        if path is not None:
            self.write(path, content)
        date = (FIRST + timedelta(days=self.commits)).isoformat()
        self.monkeypatch.setenv("GIT_AUTHOR_DATE", "2001-01-01T00:00:00+00:00")
        self.monkeypatch.setenv("GIT_COMMITTER_DATE", date)
        self.commits += 1
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", f"commit {self.commits}")
        return self.git("rev-parse", "HEAD")


@pytest.fixture(autouse=True)
def _neutral_git(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "Zoé")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "zoe@example.org")


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    return Repository(tmp_path / "repository", monkeypatch)


def day(number: int) -> datetime:
    return FIRST + timedelta(days=number)


class State(NamedTuple):
    """A file as a commit left it."""

    revision: str
    date: datetime
    content: bytes


def states(
    root: Path, path: str = PATH, *, folder: str = "", limit: int | None = None
) -> list[State]:
    """The states of a file; they are the same whether they are asked for alone or with others."""
    found = []
    for place in (path, folder or posixpath.dirname(path)):
        lineage = Lineage(root, place, limit=limit)
        known = lineage.states(path)
        found.append(
            [State(item.revision, item.date, lineage.content(item.blob)) for item in known]
        )
    assert found[0] == found[1]
    return found[0]


def last_commit_date(root: Path, path: str) -> datetime | None:
    return history.last_commit_dates(root, path).get(path)


class TestLastCommitDates:
    def test_is_the_committers_of_the_last_commit_that_touched_the_file(
        self, repository: Repository
    ):
        repository.commit(PATH, b"un\n")
        repository.commit(PATH, b"deux\n")
        repository.commit("source/autre.md", b"autre\n")
        assert last_commit_date(repository.root, PATH) == day(1)
        assert last_commit_date(repository.root, "source/autre.md") == day(2)

    def test_is_in_utc(self, repository: Repository, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setenv("TZ", "Pacific/Auckland")
        repository.commit(PATH, b"un\n")
        date = last_commit_date(repository.root, PATH)
        assert date is not None
        assert date.utcoffset() == timedelta(0)
        assert date == day(0)

    def test_is_none_for_an_untracked_file(self, repository: Repository):
        repository.commit(PATH, b"un\n")
        repository.write("source/nouveau.md", b"nouveau\n")
        assert last_commit_date(repository.root, "source/nouveau.md") is None
        assert last_commit_date(repository.root, "source/absent.md") is None

    def test_is_none_before_the_first_commit(self, repository: Repository):
        repository.write(PATH, b"un\n")
        assert last_commit_date(repository.root, PATH) is None

    def test_is_none_outside_a_repository(self, tmp_path: Path):
        (tmp_path / "a.md").write_text("a")
        assert last_commit_date(tmp_path, "a.md") is None
        assert last_commit_date(tmp_path / "no folder", "a.md") is None

    def test_is_none_where_there_is_no_git(
        self, repository: Repository, monkeypatch: pytest.MonkeyPatch
    ):
        repository.commit(PATH, b"un\n")
        monkeypatch.setenv("PATH", str(repository.root))
        assert last_commit_date(repository.root, PATH) is None

    @pytest.mark.parametrize("path", ["*.md", ":(top)a.md", "-n", "é à\nb.md", "[a].md"])
    def test_takes_a_path_for_nothing_but_a_path(self, repository: Repository, path: str):
        repository.commit("un.md", b"un\n")
        assert last_commit_date(repository.root, path) is None
        repository.commit(path, b"deux\n")
        repository.commit("un.md", b"trois\n")
        assert last_commit_date(repository.root, path) == day(1)

    def test_are_those_of_all_files_in_a_folder(self, repository: Repository):
        repository.commit("source/a.md", b"un\n")
        repository.commit("source/sous dossier/\u00e9.md", b"deux\n")
        repository.commit("source/a.md", b"trois\n")
        repository.commit("locale/a.pot", b"quatre\n")
        assert history.last_commit_dates(repository.root, "source") == {
            "source/a.md": day(2),
            "source/sous dossier/\u00e9.md": day(1),
        }

    def test_are_relative_to_a_project_inside_the_repository(self, repository: Repository):
        repository.commit("charte/source/a.md", b"un\n")
        repository.commit("source/a.md", b"deux\n")
        found = history.last_commit_dates(repository.root / "charte", "source")
        assert found == {"source/a.md": day(0)}


def creation_date(root: Path, environ: dict[str, str]) -> datetime:
    return history.CreationDates(root, "source", environ).of(PATH)


class TestCreationDates:
    def test_is_the_last_commits_before_all(self, repository: Repository):
        repository.commit(PATH, b"un\n")
        environ = {"SOURCE_DATE_EPOCH": "86400"}
        assert creation_date(repository.root, environ) == day(0)

    def test_is_the_epochs_without_a_commit(self, tmp_path: Path):
        environ = {"SOURCE_DATE_EPOCH": "86400"}
        expected = datetime(1970, 1, 2, tzinfo=UTC)
        assert creation_date(tmp_path, environ) == expected

    @pytest.mark.parametrize("environ", [{}, {"SOURCE_DATE_EPOCH": ""}])
    def test_is_1970_without_both(self, tmp_path: Path, environ: dict[str, str]):
        expected = datetime(1970, 1, 1, tzinfo=UTC)
        assert creation_date(tmp_path, environ) == expected

    @pytest.mark.parametrize("value", ["now", "-1", "1.5", " 1", "1\n", "٣", "9" * 12, "0x10"])
    def test_refuses_an_epoch_that_is_no_number(self, tmp_path: Path, value: str):
        with pytest.raises(ConfigurationError, match="SOURCE_DATE_EPOCH"):
            creation_date(tmp_path, {"SOURCE_DATE_EPOCH": value})


def test_a_po_date_is_in_utc_to_the_minute():
    date = datetime(2026, 11, 23, 17, 48, 59, tzinfo=timezone(timedelta(hours=2)))
    assert history.format_po_date(date) == "2026-11-23 15:48+0000"
    assert history.format_po_date(datetime(1970, 1, 1, tzinfo=UTC)) == "1970-01-01 00:00+0000"


def test_a_po_date_needs_a_time_zone():
    with pytest.raises(ValueError, match="time zone"):
        history.format_po_date(datetime(2026, 11, 23, 17, 48))  # noqa: DTZ001 - the fault itself


class TestResolve:
    def test_gives_the_commits_full_hash(self, repository: Repository):
        first = repository.commit(PATH, b"un\n")
        repository.git("tag", "--annotate", "v1.0", "--message", "première version")
        second = repository.commit(PATH, b"deux\n")
        assert history.resolve(repository.root, "v1.0") == first
        assert history.resolve(repository.root, "HEAD~1") == first
        assert history.resolve(repository.root, first[:10]) == first
        assert history.resolve(repository.root, "main") == second
        assert history.resolve(repository.root, "HEAD") == second

    @pytest.mark.parametrize(
        "revision",
        ["absent", "", "-h", "--all", "--output=x", "^HEAD", "a\nb", "HEAD:source", "HEAD..HEAD"],
    )
    def test_refuses_what_names_no_commit(self, repository: Repository, revision: str):
        repository.commit(PATH, b"un\n")
        with pytest.raises(ConfigurationError, match="git knows no revision") as caught:
            history.resolve(repository.root, revision)
        assert "git log" in str(caught.value)
        assert [item.name for item in repository.root.iterdir()] == ["source"]

    def test_says_that_a_clone_is_shallow(self, repository: Repository):
        repository.commit(PATH, b"un\n")
        repository.git("tag", "v1.0")
        repository.commit(PATH, b"deux\n")
        clone = repository.top.parent / "clone"
        repository.git(
            *("clone", "--quiet", "--depth=1", "--no-tags"),
            *(repository.top.as_uri(), str(clone)),
        )
        with pytest.raises(ConfigurationError, match="git fetch --unshallow --tags"):
            history.resolve(clone / PROJECT, "v1.0")

    def test_says_that_there_is_no_repository(self, tmp_path: Path):
        with pytest.raises(ConfigurationError, match="not in a git repository"):
            history.resolve(tmp_path, "HEAD")

    def test_says_that_there_is_no_git(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setenv("PATH", str(tmp_path))
        with pytest.raises(ConfigurationError, match="git is not installed"):
            history.resolve(tmp_path, "HEAD")

    def test_says_that_the_repository_is_another_users(
        self, repository: Repository, monkeypatch: pytest.MonkeyPatch
    ):
        repository.commit(PATH, b"un\n")
        monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
        with pytest.raises(ConfigurationError, match="another user") as caught:
            history.resolve(repository.root, "HEAD")
        assert str(caught.value).endswith(f"safe.directory {repository.top})")
        assert last_commit_date(repository.root, PATH) is None

    def test_does_not_follow_the_repository_of_a_hook(
        self, repository: Repository, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ):
        commit = repository.commit(PATH, b"un\n")
        other = tmp_path / "other"
        subprocess.run(["git", "init", "--quiet", str(other)], check=True)
        monkeypatch.setenv("GIT_DIR", str(other / ".git"))
        monkeypatch.setenv("GIT_INDEX_FILE", "index")
        assert history.resolve(repository.root, "HEAD") == commit

    def test_gives_up_on_a_git_that_hangs(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
        program = tmp_path / "git"
        program.write_text("#!/bin/sh\nexec /bin/sleep 20\n")
        program.chmod(0o755)
        monkeypatch.setenv("PATH", str(tmp_path))
        monkeypatch.setattr(git, "_TIMEOUT", 0.05)
        with pytest.raises(ConfigurationError, match="gave no answer"):
            history.resolve(tmp_path, "HEAD")


def test_there_is_no_head_without_a_commit(repository: Repository, tmp_path: Path):
    for folder in (repository.root, tmp_path):
        with pytest.raises(ConfigurationError):
            history.resolve(folder, "HEAD")


class TestFilesAt:
    def test_are_relative_to_the_project_and_sorted(self, repository: Repository):
        (repository.top / "LISEZMOI.md").write_text("hors du projet")
        repository.write("source/guides/faq.md", b"faq\n")
        repository.write("source/b.md", b"b\n")
        repository.write("sources/x.md", b"x\n")
        commit = repository.commit(PATH, b"un\n")
        assert files_at(repository.root, commit) == (
            "source/b.md",
            "source/charte.md",
            "source/guides/faq.md",
            "sources/x.md",
        )
        for prefix in ("source", "source/", "./source"):
            assert files_at(repository.root, "HEAD", prefix) == (
                "source/b.md",
                "source/charte.md",
                "source/guides/faq.md",
            )
        assert files_at(repository.root, "HEAD", "absent") == ()

    def test_are_those_of_the_revision(self, repository: Repository):
        first = repository.commit("source/ancien.md", b"ancien\n")
        (repository.root / "source/ancien.md").unlink()
        second = repository.commit(PATH, b"un\n")
        assert files_at(repository.root, first) == ("source/ancien.md",)
        assert files_at(repository.root, second) == (PATH,)

    @pytest.mark.parametrize("path", ["source/l’été «ici».md", "source/a\nb\t.md", 'source/"q".md'])
    def test_keep_the_names_as_they_are(self, repository: Repository, path: str):
        repository.commit(path, b"texte\n")
        assert files_at(repository.root, "HEAD", "source") == (path,)
        assert file_at(repository.root, "HEAD", path) == b"texte\n"
        assert [content for _, _, content in states(repository.root, path)] == [b"texte\n"]

    def test_are_files_not_links(self, repository: Repository):
        repository.write(PATH, b"un\n")
        (repository.root / "source/lien.md").symlink_to("charte.md")
        repository.commit()
        assert files_at(repository.root, "HEAD") == (PATH,)
        assert file_at(repository.root, "HEAD", "source/lien.md") is None


class TestFileAt:
    def test_gives_the_bytes_of_the_revision(self, repository: Repository):
        content = "\ufeffUn\u00a0\r\ndeux\x00\n\n".encode()
        repository.write(".gitattributes", b"source/** -text\n")
        first = repository.commit(PATH, content)
        repository.commit(PATH, b"apres\n")
        assert file_at(repository.root, first, PATH) == content
        assert file_at(repository.root, "HEAD", PATH) == b"apres\n"
        assert file_at(repository.root, "HEAD", f"./{PATH}") == b"apres\n"

    def test_is_none_for_what_was_no_file(self, repository: Repository):
        repository.commit(PATH, b"un\n")
        assert file_at(repository.root, "HEAD", "source") is None
        assert file_at(repository.root, "HEAD", "absent.md") is None

    def test_refuses_an_unknown_revision(self, repository: Repository):
        repository.commit(PATH, b"un\n")
        with pytest.raises(ConfigurationError, match='"absent"'):
            file_at(repository.root, "absent", PATH)

    def test_many_come_in_one_run(self, repository: Repository):
        files = {f"source/{number:03}.md": b"\n" * number for number in range(100)}
        for path, content in files.items():
            repository.write(path, content)
        repository.commit()
        assert dict(history.contents_at(repository.root, "HEAD", "source")) == files


class TestLineage:
    def test_are_the_states_newest_first(self, repository: Repository):
        first = repository.commit(PATH, b"un\n")
        repository.commit("source/autre.md", b"autre\n")
        third = repository.commit(PATH, b"trois\n")
        assert states(repository.root) == [
            (third, day(2), b"trois\n"),
            (first, day(0), b"un\n"),
        ]

    def test_are_limited_in_number(self, repository: Repository):
        commits = [repository.commit(PATH, f"{number}\n".encode()) for number in range(40)]
        found = [item.revision for item in states(repository.root, limit=3)]
        assert found == commits[:-4:-1]
        found = [item.revision for item in states(repository.root)]
        assert found == commits[::-1]

    def test_follow_a_rename_which_is_no_state_of_its_own(self, repository: Repository):
        text = "".join(f"Article {number}\n" for number in range(20)).encode()
        first = repository.commit("charte.md", text)
        (repository.root / "source").mkdir()
        repository.git("mv", "charte.md", PATH)
        repository.commit()
        third = repository.commit(PATH, text + b"Article 21\n")
        found = states(repository.root)
        assert [item.revision for item in found] == [third, first]
        assert [item.content for item in found] == [text + b"Article 21\n", text]

    def test_count_a_branch_when_it_is_merged(self, repository: Repository):
        first = repository.commit(PATH, b"un\n")
        repository.git("switch", "--quiet", "--create", "travail")
        repository.commit(PATH, b"brouillon\n")
        repository.commit(PATH, b"deux\n")
        repository.git("switch", "--quiet", "main")
        repository.commit("source/autre.md", b"autre\n")
        repository.git("merge", "--quiet", "--no-ff", "--message", "fusion", "travail")
        found = states(repository.root)
        last = history.resolve(repository.root, "HEAD")
        assert [item.revision for item in found] == [last, first]
        assert [item.content for item in found] == [b"deux\n", b"un\n"]

    def test_leave_out_a_time_without_the_file(self, repository: Repository):
        first = repository.commit(PATH, b"un\n")
        (repository.root / PATH).unlink()
        repository.commit()
        third = repository.commit(PATH, b"deux\n")
        found = [item.revision for item in states(repository.root)]
        assert found == [third, first]

    @pytest.mark.parametrize(
        ("key", "value"),
        [
            ("log.showRoot", "false"),
            ("log.showSignature", "true"),
            ("log.diffMerges", "combined"),
            ("color.ui", "always"),
            ("diff.relative", "true"),
            ("core.quotePath", "true"),
            ("diff.renames", "false"),
            ("format.pretty", "fuller"),
        ],
    )
    def test_do_not_depend_on_the_users_settings(
        self, repository: Repository, key: str, value: str
    ):
        repository.commit("charte.md", b"un\ndeux\n")
        repository.git("switch", "--quiet", "--create", "travail")
        (repository.root / "source").mkdir()
        repository.git("mv", "charte.md", PATH)
        repository.commit()
        repository.commit(PATH, b"un\ndeux\ntrois\n")
        repository.git("switch", "--quiet", "main")
        repository.commit("source/autre.md", b"autre\n")
        repository.git("merge", "--quiet", "--no-ff", "--message", "fusion", "travail")
        expected = states(repository.root)
        assert [item.content for item in expected] == [b"un\ndeux\ntrois\n", b"un\ndeux\n"]
        repository.git("config", key, value)
        assert states(repository.root) == expected

    def test_are_none_where_there_is_no_history(self, repository: Repository, tmp_path: Path):
        assert states(repository.root) == []
        assert states(tmp_path) == []
        repository.commit(PATH, b"un\n")
        assert states(repository.root, "source/absent.md") == []

    def test_are_those_of_each_file_of_a_folder(self, repository: Repository):
        """What one log tells of all files is what a log of its own tells of each."""
        text = "".join(f"Article {number}\n" for number in range(20)).encode()
        for name in "abcd":
            repository.write(f"source/{name}.md", name.encode() + text)
        repository.write("ailleurs/e.md", b"e" + text)
        repository.commit()
        repository.commit("source/a.md", b"a2" + text)
        repository.git("mv", "source/b.md", "source/b2.md")
        repository.git("mv", "ailleurs/e.md", "source/e.md")
        repository.commit()
        repository.git("rm", "--quiet", "source/c.md")
        repository.write("source/nouveau.md", b"rien de commun\n")
        repository.commit()
        # A copy is no rename, though the original has changed.
        repository.write("source/d.md", b"d2" + text)
        repository.commit("source/copie.md", b"copie" + text)
        repository.commit("source/c.md", b"c2\n")
        contents = {
            path: [state.content for state in states(repository.root, f"source/{path}")]
            for path in ("a.md", "b2.md", "c.md", "copie.md", "d.md", "e.md", "nouveau.md")
        }
        assert contents == {
            "a.md": [b"a2" + text, b"a" + text],
            "b2.md": [b"b" + text],
            "c.md": [b"c2\n", b"c" + text],
            "copie.md": [b"copie" + text],
            "d.md": [b"d2" + text, b"d" + text],
            "e.md": [b"e" + text],
            "nouveau.md": [b"rien de commun\n"],
        }

    def test_follow_a_folder_that_was_renamed_and_a_name_that_is_used_again(
        self, repository: Repository
    ):
        for name in "ab":
            repository.write(f"textes/vieux/{name}.md", f"{name}\n".encode() * 20)
        repository.commit()
        repository.git("mv", "textes/vieux", "textes/moins-vieux")
        repository.commit()
        repository.git("mv", "textes/moins-vieux", "source")
        repository.commit("source/a.md", b"a\n" * 20 + b"fin\n")
        repository.git("mv", "source/a.md", "source/c.md")
        repository.commit()
        # The name is used again: a file of its own, and what it was before.
        repository.commit("source/a.md", b"neuf\n")
        contents = {
            name: [state.content for state in states(repository.root, f"source/{name}.md")]
            for name in "abc"
        }
        former = [b"a\n" * 20 + b"fin\n", b"a\n" * 20]
        assert contents == {"a": [b"neuf\n", *former], "b": [b"b\n" * 20], "c": former}

    def test_follow_a_file_that_was_elsewhere_for_a_while(self, repository: Repository):
        text = b"Article\n" * 20
        repository.commit("source/a.md", text)
        (repository.root / "ailleurs").mkdir()
        repository.git("mv", "source/a.md", "ailleurs/b.md")
        repository.commit()
        repository.commit("ailleurs/b.md", text + b"Article 2\n")
        repository.git("mv", "ailleurs/b.md", PATH)
        repository.commit()
        assert [state.content for state in states(repository.root)] == [
            text + b"Article 2\n",
            text,
        ]

    def test_begin_where_a_shallow_clone_begins(self, repository: Repository):
        for number in range(4):
            repository.commit(PATH, f"{number}\n".encode())
        clone = repository.top.parent / "clone"
        repository.git("clone", "--quiet", "--depth=2", repository.top.as_uri(), str(clone))
        assert [state.content for state in states(clone / PROJECT)] == [b"3\n", b"2\n"]

    def test_are_none_without_git(self, repository: Repository, monkeypatch: pytest.MonkeyPatch):
        repository.commit(PATH, b"un\n")
        monkeypatch.setenv("PATH", str(repository.root))
        assert states(repository.root) == []

    def test_are_only_those_with_the_ending(self, repository: Repository):
        repository.write("source/image.svg", b"<svg/>\n")
        repository.commit(PATH, b"un\n")
        found = Lineage(repository.root, "source", ending=".md")
        assert [state.date for state in found.states(PATH)] == [day(0)]
        assert found.states("source/image.svg") == []

    def test_are_read_some_at_a_time(self, repository: Repository, monkeypatch: pytest.MonkeyPatch):
        for number in range(9):
            repository.commit(PATH, b"%d " % number * 50)
        monkeypatch.setattr(lineage, "_AHEAD", 400)
        asked: list[int] = []
        contents = git.contents

        def counted(root: Path, blobs: Sequence[str]) -> dict[str, bytes]:
            asked.append(len(blobs))
            return contents(root, blobs)

        monkeypatch.setattr(git, "contents", counted)
        found = Lineage(repository.root, "source")
        read = [found.content(state.blob)[:1] for state in found.states(PATH)]
        assert b"".join(read) == b"876543210"
        assert asked == [4, 4, 1]

    def test_a_state_whose_bytes_are_not_there_is_none(self, repository: Repository):
        repository.commit(PATH, b"un\n")
        repository.commit(PATH, b"deux\n")
        blob = repository.git("rev-parse", f"HEAD~1:./{PATH}")
        (repository.top / ".git/objects" / blob[:2] / blob[2:]).unlink()
        assert [state.content for state in states(repository.root)] == [b"deux\n"]

    def test_git_runs_as_often_for_many_files_as_for_one(
        self, repository: Repository, monkeypatch: pytest.MonkeyPatch
    ):
        paths = [f"source/{number}.md" for number in range(50)]
        for step in range(3):
            for path in paths:
                repository.write(path, f"{path} {step}\n".encode())
            repository.commit()
        asked: list[str] = []
        ask = git.ask

        def counted(root: Path, *arguments: str, given: bytes = b"") -> git.Answer:
            asked.append(arguments[0])
            return ask(root, *arguments, given=given)

        monkeypatch.setattr(git, "ask", counted)
        found = Lineage(repository.root, "source")
        for path in paths:
            contents = [found.content(state.blob) for state in found.states(path)]
            assert contents == [f"{path} {step}\n".encode() for step in (2, 1, 0)]
        assert asked == ["rev-parse", "log", "cat-file", "cat-file"]
