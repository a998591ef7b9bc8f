import json
from pathlib import Path

import pytest
import schemas
from browser.sample_report import SAMPLE
from jsonschema import Draft202012Validator
from projects import Project
from report_items import report, stale, untranslated

from charter_i18n.model import ChangeClass, ChangeKind, Kind, Severity
from charter_i18n.report import ItemState
from charter_i18n.reports import json as json_report
from charter_i18n.ui import Translator
from charter_i18n.versions import Bump

ENGLISH = Translator("en")
GOLDEN = Path(__file__).parents[2] / "golden"
NAMES = sorted(path.name.removesuffix(".json") for path in schemas.FOLDER.iterdir())


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_is_one(name: str):
    found = schemas.schema(name)
    Draft202012Validator.check_schema(found)
    tag, _, number = name.partition("-")
    assert found["properties"]["schema"] == {"const": f"charter-i18n/{tag}/{number}"}


def test_the_schemas_name_every_state_severity_class_and_kind():
    item = schemas.schema("stale-1")["$defs"]["item"]["properties"]
    assert item["state"]["enum"] == [state.value for state in ItemState]
    assert item["severity"]["enum"] == [*(str(found) for found in Severity if found), None]
    assert item["classes"]["items"]["enum"] == [name.value for name in ChangeClass]
    assert item["kind"]["enum"] == [kind.value for kind in Kind]
    diff = schemas.schema("diff-1")
    change = diff["$defs"]["change"]["properties"]
    kinds = [kind.value for kind in ChangeKind if kind is not ChangeKind.UNCHANGED]
    assert change["kind"]["enum"] == kinds
    assert change["classes"] == item["classes"]
    assert diff["properties"]["minimum_bump"]["enum"] == [str(bump) for bump in Bump]


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("*/report.json")), ids=lambda p: p.parent.name)
def test_the_golden_reports_follow_the_schema(path: Path):
    assert schemas.problems(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "arguments",
    [
        ("report", "--format", "json"),
        ("report", "--format", "json", "--ui-locale", "fr"),
        ("status", "--format", "json"),
        ("diff", "{before}", "--format", "json"),
        ("segments", "{source}", "--format", "json"),
    ],
    ids=" ".join,
)
def test_what_commands_write_follows_the_schemas(project: Project, arguments: tuple[str, ...]):
    project.sync()
    project.translate("L’initiateur publie les résultats.", "El iniciador publica.")
    project.write("before/charte.md", project.read("source/charte.md"))
    project.edit("source/charte.md", "publie", "ne publie pas")
    project.edit("source/charte.md", "Chaque", "Texte neuf.\n\nChaque")
    project.sync()
    places = {
        "{before}": str(project.root / "before"),
        "{source}": str(project.root / "source/charte.md"),
    }
    words = [places.get(word, word) for word in arguments if word != "--ui-locale"]
    language = []
    if "--ui-locale" in arguments:
        words.remove("fr")
        language = ["--ui-locale", "fr"]
    outcome = project.run(*language, *words)
    assert outcome.status == 0
    assert schemas.problems(outcome.stdout) == []


def test_a_wrong_document_is_found_out():
    text = json_report.render(report(stale()), translator=ENGLISH)
    assert schemas.problems(text) == []
    data = json.loads(text)
    data["items"][0]["state"] = "old"
    data["items"][0]["mood"] = "bad"
    del data["items"][0]["reason"]
    assert len(schemas.problems(json.dumps(data))) == 3


def test_an_item_has_every_field():
    data = json.loads(json_report.render(report(stale(since="1.0.0")), translator=ENGLISH))
    (item,) = data["items"]
    assert item["severity"] == "critical"
    assert item["classes"] == ["modality"]
    assert item["reason"] == "doit → peut: weaker"
    assert item["ops"][1:3] == [["delete", "doit"], ["insert", "peut"]]
    assert item["po"] == {"file": "locale/es/LC_MESSAGES/charte.po", "line": 12}
    assert item["since"] == "1.0.0"
    assert data["locales"]["es"]["documents"]["source/charte.md"]["stale"] == 1


def test_what_is_not_known_is_null():
    data = json.loads(json_report.render(report(untranslated(line=0)), translator=ENGLISH))
    (item,) = data["items"]
    nothing = {"severity", "old", "proposal", "since"}
    assert {name for name in item if item[name] is None} == nothing
    assert item["po"]["line"] is None


def test_the_reason_speaks_the_users_language_and_nothing_else_does():
    english, french = (
        json.loads(json_report.render(SAMPLE, translator=Translator(locale)))
        for locale in ("en", "fr")
    )
    assert english != french
    for data in (english, french):
        for item in data["items"]:
            del item["reason"]
    assert english == french
