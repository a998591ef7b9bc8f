"""Stories: a source before and after, a catalogue, and every file that follows from them.

A folder is a story: `source.md` is the text before, `revised.md` after, `before.po` the catalogue
before, `reviews.jsonl` what reviewers have said of it. Expected are `after.po`, `rendered.md`,
`diff.txt`, the reviews where there are any, and a report in each format, the page without its
style sheet and script. `story.toml` names the locale, the program that merges, where that is not
`sync`, and whether the story happens in a git repository. `make golden` writes the expected files
anew; the diff is what a reviewer reads.
"""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from projects import Project
from repositories import Repository

STORIES = sorted(path.parent for path in Path(__file__).parent.glob("*/revised.md"))
WRITE = os.environ.get("CHARTER_I18N_GOLDEN") == "write"
REPORTS = {
    "text": "report.txt",
    "markdown": "report.md",
    "json": "report.json",
    "html": "report.html",
    "sarif": "report.sarif",
    "github": "report.github",
    "gitlab": "report.gitlab.json",
}


def sync(project: Project, locale: str) -> None:
    del locale
    assert project.run("sync").status == 0


def msgmerge(project: Project, locale: str, *more: str) -> None:
    """What a translator's program does: `sync` only writes the template."""
    program = shutil.which("msgmerge")
    if program is None:
        pytest.skip("msgmerge is not installed")
    template, catalogue = _template(project, locale)
    options = ("--quiet", "--no-wrap", "--update", "--backup=off", *more)
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    subprocess.run([program, *options, catalogue, template], check=True, env=environment)


def pot2po(project: Project, locale: str) -> None:
    program = Path(sys.executable).with_name("pot2po")
    if not program.exists():
        pytest.skip("translate-toolkit is not installed")
    template, catalogue = _template(project, locale)
    merged = project.root / "merged.po"
    arguments = [program, "--progress=none", "-t", catalogue, template, merged]
    subprocess.run(arguments, check=True, capture_output=True)
    merged.replace(catalogue)


def _template(project: Project, locale: str) -> tuple[Path, Path]:
    """The template of the revised source, and the catalogue as it was."""
    path = project.root / "locale" / locale / "LC_MESSAGES" / "charte.po"
    before = path.read_bytes()
    assert project.run("sync").status == 0
    path.write_bytes(before)
    return project.root / "locale" / "charte.pot", path


MERGES: Mapping[str, Callable[[Project, str], None]] = {
    "sync": sync,
    "msgmerge": lambda project, locale: msgmerge(project, locale, "--previous"),
    "msgmerge without previous": msgmerge,
    "pot2po": pot2po,
}


@pytest.mark.parametrize("story", STORIES, ids=lambda path: path.name)
def test_story(story: Path, tmp_path: Path):
    project, locale = lived(story, tmp_path)
    found = {"after.po": project.read(f"locale/{locale}/LC_MESSAGES/charte.po")}
    if (story / "reviews.jsonl").exists():
        found["after.jsonl"] = project.read(f"locale/{locale}/reviews/charte.jsonl")
    assert project.run("build").status == 0
    found["rendered.md"] = project.read(f"build/{locale}/charte.md")
    found["diff.txt"] = project.run("diff", str(project.root / "before")).stdout
    for layout, name in REPORTS.items():
        found[name] = project.run("report", "--format", layout).stdout
    found["report.html"] = without_assets(found["report.html"])
    compare(story, found)


def lived(story: Path, folder: Path) -> tuple[Project, str]:
    """A project in which the story has happened, and its locale; `before/` is the old source."""
    settings = tomllib.loads((story / "story.toml").read_text(encoding="utf-8"))
    locale = settings["locale"]
    project = Project.create(folder, config=f'locales = ["{locale}"]\n{settings.get("more", "")}')
    catalogue = f"locale/{locale}/LC_MESSAGES/charte.po"
    project.write("source/charte.md", (story / "source.md").read_bytes())
    project.write(catalogue, (story / "before.po").read_bytes())
    reviews = story / "reviews.jsonl"
    ledger = f"locale/{locale}/reviews/charte.jsonl"
    if reviews.exists():
        project.write(ledger, reviews.read_bytes())
    repository = Repository.create(project.root, project) if settings.get("git") else None
    assert project.run("sync").status == 0
    assert project.read(catalogue) == (story / "before.po").read_bytes().decode()
    if repository is not None:
        repository.commit()
    shutil.copytree(project.root / "source", project.root / "before")
    project.write("source/charte.md", (story / "revised.md").read_bytes())
    MERGES[settings.get("merge", "sync")](project, locale)
    if repository is not None:
        repository.commit()
    return project, locale


def without_assets(page: str) -> str:
    """A page without its style sheet and its script, whose own tests are elsewhere."""
    marked = re.sub(r"<(style|script)>.+?</\1>", r"<\1>…</\1>", page, flags=re.DOTALL)
    assert marked.count("<style>…</style>") == marked.count("<script>…</script>") == 1
    return re.sub(r"sha256-[\w+/]+=", "sha256-…", marked)


def compare(story: Path, found: Mapping[str, str]) -> None:
    """Compare with the expected files, or write them."""
    for name, text in found.items():
        path = story / name
        if WRITE:
            path.write_bytes(text.encode())
        else:
            assert text == path.read_bytes().decode(), f"{story.name}/{name}; see make golden"
    expected = {path.name for path in story.iterdir()}
    given = {"source.md", "revised.md", "before.po", "reviews.jsonl", "story.toml"}
    assert expected - given == set(found)
