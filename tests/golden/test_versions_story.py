"""A charter from 1.0.0 to 2.0.0, with four locales and three reviewers.

After each chapter, what everybody sees is compared with the files of its folder: status and
versions, the ledgers, the manifest, the rendered documents. `make golden` writes them anew.
"""

import json
import os
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from projects import Project

from charter_i18n import po

STORY = Path(__file__).parent / "versions-story"
WRITE = os.environ.get("CHARTER_I18N_GOLDEN") == "write"
LOCALES = ("en", "es", "de", "ar")
SPLIT = ". L’eau de pluie", ".\n\n## Article 4 – Pluie {#article-4}\n\nL’eau de pluie"
WEAKER = "s’engage à", "s’efforce de"
URL = "exemple.fr/registre)", "exemple.fr/registre-public)"


def run(project: Project, *arguments: str) -> str:
    outcome = project.run(*arguments)
    assert outcome.status == 0, outcome.stderr
    return outcome.stdout


def revise(project: Project, *edits: tuple[str, str]) -> None:
    for edit in edits:
        project.edit("source/charte.md", *edit)
    project.sync()


def translate(project: Project, chapter: str) -> None:
    """The translators write what they have for a chapter."""
    words = tomllib.loads((STORY / "translations.toml").read_text(encoding="utf-8"))
    for locale in LOCALES:
        found: Mapping[str, str] = words[locale].get(chapter, {})
        catalogue = project.catalogue(locale)
        entries = tuple(
            replace(entry, msgstr=found[entry.msgid], fuzzy=False, previous=None, raw="")
            if entry.msgid in found and not entry.obsolete
            else entry
            for entry in catalogue.entries
        )
        changed = po.serialize(replace(catalogue, entries=entries))
        project.write(f"locale/{locale}/LC_MESSAGES/charte.po", changed)


def review(project: Project, verb: str, locale: str, reviewer: str, day: str, *what: str) -> None:
    options = ("--locale", locale, "--by", reviewer, "--date", day, "--yes")
    run(project, "review", verb, *what, *options)


def segment(project: Project, locale: str, source: str) -> str:
    text = run(
        project, "review", "list", "--locale", locale, "--standing", "all", "--format", "json"
    )
    (name,) = (item["id"] for item in json.loads(text)["items"] if item["source"] == source)
    return str(name)


def compare(project: Project, chapter: str) -> None:
    """What everybody sees after a chapter."""
    run(project, "build")
    found = dict(_seen(project))
    folder = STORY / chapter
    if WRITE:
        folder.mkdir(exist_ok=True)
        for path in folder.iterdir():
            path.unlink()
        for name, text in found.items():
            (folder / name).write_bytes(text.encode())
    assert {path.name for path in folder.iterdir()} == set(found)
    for name, text in found.items():
        expected = (folder / name).read_bytes().decode()
        assert text == expected, f"{chapter}/{name}; see make golden"


def _seen(project: Project) -> Iterator[tuple[str, str]]:
    yield "status.txt", run(project, "status")
    yield "versions.txt", run(project, "versions")
    yield "manifest.json", project.read("build/manifest.json")
    yield "log.txt", run(project, "review", "log")
    for locale in LOCALES:
        yield f"{locale}.md", project.read(f"build/{locale}/charte.md")
        ledger = f"locale/{locale}/reviews/charte.jsonl"
        if (project.root / ledger).exists():
            yield f"{locale}.jsonl", project.read(ledger)


def at(project: Project, version: str) -> dict[str, str]:
    """The documents of a version, locale by locale."""
    run(project, "build", "--at", version, "-o", str(project.root / "archive"))
    return {locale: project.read(f"archive/{locale}/charte.md") for locale in LOCALES}


def test_from_one_version_to_the_next(tmp_path: Path):
    listed = ", ".join(f'"{locale}"' for locale in LOCALES)
    charter = (STORY / "charte.md").read_bytes().decode()
    project = Project.create(tmp_path, config=f"locales = [{listed}]\n", charter=charter)

    # English and Spanish are complete, German is half done, Arabic has begun.
    project.sync()
    translate(project, "draft")
    compare(project, "1-draft")

    # Ana and Bo review what is complete, Chloé what there is in German; the charter is released.
    review(project, "approve", "es", "Ana Ruiz", "2026-02-20", "--document", "charte.md")
    review(project, "approve", "en", "Bo Lind", "2026-02-21", "--document", "charte.md")
    review(project, "approve", "de", "Chloé Petit", "2026-02-22", "--document", "charte.md")
    run(project, "release", "1.0.0", "--date", "2026-03-01")
    project.sync()
    compare(project, "2-release")
    first = at(project, "1.0.0")

    # The register moves: a hot fix of its URL, looked at in Spanish only.
    revise(project, URL)
    review(project, "approve", "es", "Ana Ruiz", "2026-03-10", "--all-carried")
    run(project, "release", "1.0.1", "--date", "2026-03-11")
    project.sync()
    compare(project, "3-hot-fix")
    fixed = at(project, "1.0.1")

    # A promise becomes an effort, and one article becomes two. The Spanish translator overlooks the
    # first; Ana does not.
    revise(project, WEAKER, SPLIT)
    translate(project, "revision")
    weaker = "Chaque membre s’efforce de partager sa récolte."
    note = "«s’efforce» no es «se compromete»"
    name = segment(project, "es", weaker)
    review(project, "reject", "es", "Ana Ruiz", "2026-04-02", name, "--note", note)
    compare(project, "4-revision")

    # The members vote the promise back in, and what was approved of it returns.
    revise(project, WEAKER[::-1])
    compare(project, "5-revert")

    # The last texts are translated and reviewed, and the charter is released again.
    translate(project, "last")
    review(project, "approve", "es", "Ana Ruiz", "2026-05-01", "--document", "charte.md")
    review(project, "approve", "de", "Chloé Petit", "2026-05-02", "--document", "charte.md")
    outcome = project.run("release", "1.1.0", "--date", "2026-05-03")
    assert outcome.status == 2
    assert "make it 2.0.0 at least" in outcome.stderr
    run(project, "release", "2.0.0", "--date", "2026-05-03")
    project.sync()
    compare(project, "6-next-release")

    # What was published stays what it was; nothing is left to be done.
    assert at(project, "1.0.0")["es"] == first["es"]
    assert at(project, "1.0.0")["en"] == first["en"]
    assert at(project, "1.0.1")["es"] == fixed["es"]
    assert run(project, "check") == ""
    before = project.files()
    project.sync()
    run(project, "release", "2.0.0")
    run(project, "build", "-o", str(project.root / "archive"), "--at", "1.0.1")
    assert project.files() == before
