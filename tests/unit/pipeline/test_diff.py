"""What `diff` says of several documents: texts that left one for another, documents renamed."""

import json
from pathlib import Path

import pytest
from projects import Project

FIRST = "L’initiateur publie les résultats.\n\nChaque citoyen peut participer.\n"
SECOND = "Le prestataire héberge la plateforme.\n\nIl publie son code.\n"
REVISED = FIRST.replace("peut", "doit")


@pytest.fixture
def two(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A project with two documents, and a copy of its sources in `before`."""
    monkeypatch.chdir(tmp_path)
    project = Project.create(tmp_path, charter=FIRST)
    project.write("before/charte.md", FIRST)
    for folder in ("source", "before"):
        project.write(f"{folder}/guide.md", SECOND)
    return project


def rename(project: Project, text: str = FIRST) -> None:
    project.path("source/charte.md").unlink()
    project.write("source/textes/charte.md", text)


def changes(project: Project) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(
        project.run("diff", "before", "--format", "json").stdout
    )["changes"]
    return found


class TestARenamedDocument:
    def test_is_compared_with_what_it_was(self, two: Project):
        rename(two, REVISED)
        (change,) = changes(two)
        assert (change["kind"], change["classes"]) == ("revised", ["modality"])
        assert change["old_document"] == "source/charte.md"
        assert change["document"] == "source/textes/charte.md"

    @pytest.mark.parametrize("layout", ["text", "markdown", "html"])
    def test_is_named_once(self, two: Project, layout: str):
        rename(two, REVISED)
        found = two.run("diff", "before", "--format", layout).stdout
        assert found.replace("<wbr>", "").count("source/charte.md") == 1

    @pytest.mark.parametrize("layout", ["text", "markdown", "html"])
    def test_is_named_where_no_text_changed(self, two: Project, layout: str):
        rename(two)
        found = two.run("diff", "before", "--format", layout).stdout
        assert "source/charte.md is now source/textes/charte.md" in found.replace("\\", "")
        assert "no text to translate changed; least bump of the version: patch" in found

    def test_is_a_fact_of_its_own_in_json(self, two: Project):
        rename(two)
        found = json.loads(two.run("diff", "before", "--format", "json").stdout)
        assert found["renamed"] == [{"old": "source/charte.md", "new": "source/textes/charte.md"}]
        assert found["changes"] == []
        assert found["minimum_bump"] == "patch"

    def test_is_what_sync_sees(self, two: Project):
        two.sync()
        rename(two, REVISED)
        assert "was source/charte.md, 1 revised" in two.sync().stderr
        assert len(changes(two)) == 1

    def test_is_another_one_where_it_shares_less_than_half(self, two: Project):
        rename(two, "Nul n’est exclu.\n\nTout est public.\n")
        assert {change["kind"] for change in changes(two)} == {"added", "removed"}


def test_a_text_moves_from_one_document_to_another(two: Project):
    two.write("source/charte.md", FIRST.partition("\n\n")[0] + "\n")
    two.write("source/guide.md", SECOND + "\nChaque citoyen peut participer.\n")
    (change,) = changes(two)
    assert change["kind"] == "moved"
    assert (change["old_document"], change["document"]) == ("source/charte.md", "source/guide.md")
    assert "from source/charte.md" in two.run("diff", "before").stdout


def test_a_split_shows_where(two: Project):
    two.write("before/charte.md", FIRST.replace("\n\n", " "))
    (change,) = changes(two)
    assert change["kind"] == "split"
    assert change["ops"] == [
        ["equal", "L’initiateur publie les résultats."],
        ["delete", " "],
        ["insert", "\n\n"],
        ["equal", "Chaque citoyen peut participer."],
    ]
