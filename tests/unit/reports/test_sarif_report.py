import json
import re
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from browser.sample_report import SAMPLE, harmful
from report_items import report, stale, untranslated

from charter_i18n.errors import message
from charter_i18n.model import Severity
from charter_i18n.report import Report
from charter_i18n.reports import sarif
from charter_i18n.ui import Translator

ENGLISH = Translator("en")


def rendered(found: Report, locale: str = "en") -> dict[str, Any]:
    data: dict[str, Any] = json.loads(sarif.render(found, translator=Translator(locale)))
    return data


@pytest.mark.parametrize("locale", ["en", "fr"])
@pytest.mark.parametrize("found", [SAMPLE, harmful(), report()], ids=["sample", "harmful", "none"])
def test_it_has_what_the_standard_requires(found: Report, locale: str):
    data = rendered(found, locale)
    # SARIF 2.1.0: sarifLog (3.13), run (3.14), toolComponent (3.19), reportingDescriptor (3.49).
    assert data["version"] == "2.1.0"
    assert data["$schema"].endswith("sarif-2.1.0.json")
    (run,) = data["runs"]
    assert re.fullmatch("[a-z]{2}(-[A-Z]{2})?", run["language"])
    assert run["columnKind"] in {"utf16CodeUnits", "unicodeCodePoints"}
    driver = run["tool"]["driver"]
    assert driver["name"] == "charter-i18n"
    rules = driver["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    for rule in rules:
        for name in ("shortDescription", "fullDescription", "help"):
            assert rule[name]["text"]
    assert len(run["results"]) == len(found.items)
    for result in run["results"]:
        check_result(result, rules)


def check_result(result: dict[str, Any], rules: list[dict[str, Any]]) -> None:
    """What result (3.27), location (3.28) and region (3.30) require."""
    assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    assert result["level"] in {"none", "note", "warning", "error"}
    assert result["message"]["text"]
    (location,) = result["locations"]
    place = location["physicalLocation"]
    uri = place["artifactLocation"]["uri"]
    # 3.4.3: a valid URI reference; a path that is relative to the repository.
    assert re.fullmatch(r"(?:[A-Za-z0-9\-._~!$&'()*+,;=:@/]|%[0-9A-F]{2})+", uri)
    assert urlsplit(uri).scheme == ""
    assert not uri.startswith("/")
    assert place["region"]["startLine"] >= 1
    fingerprints = result["partialFingerprints"]
    assert fingerprints
    assert all(isinstance(value, str) and value for value in fingerprints.values())


def test_fingerprints_know_no_line():
    first, second = (
        rendered(report(stale(line=line, source_line=line)))["runs"][0]["results"][0]
        for line in (12, 99)
    )
    assert first["partialFingerprints"] == second["partialFingerprints"]
    assert first["locations"] != second["locations"]


@pytest.mark.parametrize(
    ("severity", "level"),
    [
        (Severity.CRITICAL, "error"),
        (Severity.MAJOR, "error"),
        (Severity.MINOR, "warning"),
        (Severity.COSMETIC, "note"),
        (Severity.NONE, "note"),
    ],
)
def test_levels(severity: Severity, level: str):
    (result,) = rendered(report(stale(severity=severity)))["runs"][0]["results"]
    assert result["level"] == level


def test_paths_are_uris_from_the_root_of_the_repository():
    found = report(stale(path="locale/es/été 1.po"), folder="charte/")
    (result,) = rendered(found)["runs"][0]["results"]
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert unquote(uri) == "charte/locale/es/été 1.po"
    assert " " not in uri


def test_what_has_no_entry_yet_is_placed_in_the_source():
    (result,) = rendered(report(untranslated(line=0)))["runs"][0]["results"]
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "source/charte.md"
    assert place["region"] == {"startLine": 3}


def test_a_text_makes_no_link_in_a_message():
    reason = message("put in: {words}", words="[ici](https://evil.example)")
    (result,) = rendered(report(stale(reason=reason)))["runs"][0]["results"]
    assert "put in: \\[ici](" in result["message"]["text"]
