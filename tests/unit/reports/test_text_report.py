import re

import click
import pytest
from browser.sample_report import SAMPLE, harmful
from report_items import report, stale, untranslated

from charter_i18n.model import Severity
from charter_i18n.reports import text
from charter_i18n.ui import Translator

ENGLISH, FRENCH = Translator("en"), Translator("fr")


def test_an_item_says_what_where_why_and_what_to_do():
    item = stale(
        since="1234567 (2026-11-23)",
        old_section=("Dépenses",),
        proposal="La mesa puede publicar las cuentas.",
    )
    assert text.render(report(item), translator=ENGLISH).split("\n\n")[0].split("\n") == [
        "critical stale (modality)  locale/es/LC_MESSAGES/charte.po:12",
        "    es › source/charte.md:3 › Comptes",
        "    before: Dépenses",
        "    since 1234567 (2026-11-23)",
        "    doit → peut: weaker",
        "    Le bureau [-doit-]{+peut+} publier les comptes.",
        "    → La mesa debe publicar las cuentas.",
        "    proposal: La mesa puede publicar las cuentas.",
    ]


def test_what_is_not_committed_says_so():
    assert "\n    not committed yet\n" in text.render(
        report(stale(since="working")), translator=ENGLISH
    )


def test_missing_translations_are_counted_unless_something_can_be_suggested():
    found = text.render(
        report(untranslated(), untranslated(), untranslated(proposal="Algo.")), translator=ENGLISH
    )
    assert found.count("not translated yet") == 2
    assert "a similar text is translated: Algo.\n" in found
    assert "2 texts are not translated yet\n" in found


def test_an_entry_that_is_not_in_the_catalogue_has_no_line():
    found = text.render(report(untranslated(line=0, proposal="x")), translator=ENGLISH)
    assert found.startswith("untranslated  locale/es/LC_MESSAGES/charte.po\n")


def test_colours_are_the_callers():
    plain = text.render(SAMPLE, translator=ENGLISH)
    painted = text.render(SAMPLE, translator=ENGLISH, paint=click.style)
    assert "\x1b" not in plain
    assert "\x1b[31m" in painted
    assert click.unstyle(painted) == plain


def test_nothing_in_a_text_reaches_the_terminal():
    found = text.render(harmful(), translator=ENGLISH)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff]", found)
    assert all(line.startswith(("    ", "→")) or line[:1] != " " for line in found.split("\n"))


def test_it_ends_with_a_line_for_each_locale():
    lines = text.render(report(stale()), translator=ENGLISH).split("\n")
    assert lines[-2:] == ["es: 9 of 10 current; 1 critical", ""]
    assert text.render(report(), translator=ENGLISH) == "es: 10 of 10 current; nothing stale\n"


@pytest.mark.parametrize("severity", list(Severity))
def test_every_severity_has_its_word_in_french(severity: Severity):
    english = text.render(report(stale(severity=severity)), translator=ENGLISH).split("\n")[0]
    french = text.render(report(stale(severity=severity)), translator=FRENCH).split("\n")[0]
    assert french.endswith("charte.po:12")
    assert english != french
