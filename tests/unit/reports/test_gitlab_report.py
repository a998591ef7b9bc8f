import json
from typing import Any

import pytest
from browser.sample_report import SAMPLE, harmful
from report_items import report, stale, untranslated

from charter_i18n.model import Severity
from charter_i18n.report import Report
from charter_i18n.reports import gitlab
from charter_i18n.ui import Translator

SEVERITIES = {"info", "minor", "major", "critical", "blocker"}


def rendered(found: Report) -> list[dict[str, Any]]:
    data: list[dict[str, Any]] = json.loads(gitlab.render(found, translator=Translator("en")))
    return data


@pytest.mark.parametrize("found", [SAMPLE, harmful(), report()], ids=["sample", "harmful", "none"])
def test_an_issue_has_what_gitlab_wants(found: Report):
    # https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
    data = rendered(found)
    assert len(data) == len(found.items)
    for issue in data:
        assert set(issue) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert "\n" not in issue["description"]
        assert issue["severity"] in SEVERITIES
        assert not issue["location"]["path"].startswith(("/", "./"))
        assert issue["location"]["lines"]["begin"] >= 1


def test_an_issue():
    assert rendered(report(stale(), folder="charte/")) == [
        {
            "description": "critical stale (modality): doit → peut: weaker",
            "check_name": "translation/stale",
            "fingerprint": "0" * 64,
            "severity": "blocker",
            "location": {
                "path": "charte/locale/es/LC_MESSAGES/charte.po",
                "lines": {"begin": 12},
            },
        }
    ]


def test_severities_rise_with_ours():
    order = ["info", "minor", "major", "critical", "blocker"]
    found = [rendered(report(stale(severity=item)))[0]["severity"] for item in Severity]
    assert found == sorted(found, key=order.index)


def test_what_has_no_entry_yet_is_placed_in_the_source():
    (issue,) = rendered(report(untranslated(line=0)))
    assert issue["location"] == {"path": "source/charte.md", "lines": {"begin": 3}}
