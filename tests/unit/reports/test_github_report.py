import re
from collections import Counter

import pytest
from browser.sample_report import harmful
from report_items import report, stale, untranslated

from charter_i18n.model import Severity
from charter_i18n.report import Item
from charter_i18n.reports import github
from charter_i18n.ui import Translator

ENGLISH = Translator("en")
COMMAND = re.compile(
    r"::(error|warning|notice) (?:file=([^,\n]+)(?:,line=(\d+))?,)?title=([^,:\n]*)::(.+)"
)


def lines(*items: Item, folder: str = "") -> list[str]:
    text = github.render(report(*items, folder=folder), translator=ENGLISH)
    assert text == "" or text.endswith("\n")
    return text.splitlines()


def test_a_command_names_file_line_title_and_reason():
    (line,) = lines(stale())
    assert line == (
        "::error file=locale/es/LC_MESSAGES/charte.po,line=12,title=critical stale (modality)"
        "::doit → peut: weaker%0ALe bureau [-doit-]{+peut+} publier les comptes."
    )


def test_nothing_stale_is_no_line_at_all():
    assert lines() == lines(untranslated()) == []


@pytest.mark.parametrize(
    ("severity", "command"),
    [
        (Severity.CRITICAL, "error"),
        (Severity.MAJOR, "warning"),
        (Severity.MINOR, "notice"),
        (Severity.COSMETIC, "notice"),
    ],
)
@pytest.mark.parametrize("count", [1, 9, 10, 11, 250])
def test_at_most_ten_of_a_kind_and_the_rest_counted(severity: Severity, command: str, count: int):
    found = lines(*(stale(severity=severity),) * count)
    assert len(found) == min(count, 10)
    assert all(line.startswith(f"::{command} ") for line in found)
    if count > 10:
        assert found[-1] == f"::{command} title=charter-i18n::{count - 9} more"
    else:
        assert "title=charter-i18n" not in found[-1]


def test_the_worst_come_first_and_minor_before_cosmetic():
    items = [stale(severity=found) for found in Severity if found for _ in range(8)]
    found = lines(*reversed(items))
    commands = [line.split(" ")[0] for line in found]
    assert Counter(commands) == {"::error": 8, "::warning": 8, "::notice": 10}
    assert commands == sorted(commands, key=["::error", "::warning", "::notice"].index)
    notices = [line for line in found if line.startswith("::notice")]
    assert [line.partition("title=")[2].split(" ")[0] for line in notices[:9]] == [
        *["minor"] * 8,
        "cosmetic",
    ]
    assert notices[-1].endswith("::7 more")


def test_paths_are_those_of_the_repository_and_escaped():
    (line,) = lines(stale(path="locale/a,b:c%d.po"), folder="charte/")
    assert line.startswith("::error file=charte/locale/a%2Cb%3Ac%25d.po,line=12,")


def test_no_text_makes_a_command_of_its_own():
    text = github.render(harmful(), translator=ENGLISH)
    assert all(COMMAND.fullmatch(line) for line in text.splitlines())
    hostile = stale(translation="x", new="a\n::error::pwned\r::b", redline=(("insert", "\n::x::"),))
    (line,) = lines(hostile)
    assert line.count("\n") == 0
    assert COMMAND.fullmatch(line)
