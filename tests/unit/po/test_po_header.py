"""The header entry."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from charter_i18n import po
from charter_i18n.model import Entry

DATE = datetime(2026, 3, 4, 5, 6, tzinfo=timezone(timedelta(hours=2)))

FIELDS = [
    "Project-Id-Version",
    "Report-Msgid-Bugs-To",
    "POT-Creation-Date",
    "PO-Revision-Date",
    "Last-Translator",
    "Language-Team",
    "Language",
    "MIME-Version",
    "Content-Type",
    "Content-Transfer-Encoding",
    "Plural-Forms",
    "X-Generator",
    "X-Source-Language",
]


def header_of(text: str) -> Entry:
    return po.parse(text, path="charte.po").header


def test_a_new_catalogue_has_all_fields_in_order() -> None:
    header = po.new_header(
        project="Charte 1.0",
        creation_date=DATE,
        source_language="fr",
        language="pt_BR",
        plural_forms="nplurals=2; plural=(n > 1);",
        team="Équipe <equipe@exemple.fr>",
        report_bugs_to="charte@exemple.fr",
    )
    fields = po.header_fields(header)
    assert list(fields) == FIELDS
    assert fields["POT-Creation-Date"] == fields["PO-Revision-Date"] == "2026-03-04 05:06+0200"
    assert fields["Language"] == "pt_BR"
    assert fields["Plural-Forms"] == "nplurals=2; plural=(n > 1);"
    assert fields["Language-Team"] == "Équipe <equipe@exemple.fr>"
    assert fields["Report-Msgid-Bugs-To"] == "charte@exemple.fr"
    assert not header.fuzzy
    assert header.comments == ("Translation of Charte 1.0.",)


def test_a_new_template_is_fuzzy_and_has_no_plural_forms() -> None:
    header = po.new_header(
        project="Charte", creation_date=DATE, source_language="fr", comment="Gabarit"
    )
    fields = po.header_fields(header)
    assert list(fields) == [name for name in FIELDS if name != "Plural-Forms"]
    assert fields["Language"] == ""
    assert header.fuzzy
    assert po.format_entry(header).startswith('# Gabarit\n#, fuzzy\nmsgid ""\nmsgstr ""\n"Project')


def test_values_are_single_lines_and_dates_have_time_zones() -> None:
    with pytest.raises(ValueError, match="one line"):
        po.new_header(project="a\nb", creation_date=DATE, source_language="fr")
    naive = datetime(2026, 3, 4, tzinfo=UTC).replace(tzinfo=None)
    with pytest.raises(ValueError, match="time zone"):
        po.new_header(project="a", creation_date=naive, source_language="fr")


RAW = (
    "# c\n"
    'msgid   ""\n'
    'msgstr ""\n'
    '"Project-Id-Version: A\\n"\n'
    '  "POT-Creation-Date: 2020-01-01 00:00+0000\\n" \n'
    '"Plural-Forms: nplurals=2; "\n'
    '"plural=(n > 1);\\n"\n'
)


def test_a_field_is_exchanged_and_no_other_byte() -> None:
    header = header_of(RAW)
    after = po.with_header_field(header, "POT-Creation-Date", "2026-03-04 05:06+0000")
    assert after.raw == RAW.replace("2020-01-01 00:00", "2026-03-04 05:06")
    assert po.header_fields(after)["POT-Creation-Date"] == "2026-03-04 05:06+0000"
    assert header_of(after.raw).msgstr == after.msgstr


def test_a_missing_field_comes_last() -> None:
    after = po.with_header_field(header_of(RAW), "X-Note", 'say "\\"')
    assert after.raw == RAW + '"X-Note: say \\"\\\\\\"\\n"\n'
    assert list(po.header_fields(after)) == [
        "Project-Id-Version",
        "POT-Creation-Date",
        "Plural-Forms",
        "X-Note",
    ]


def test_line_ends_are_the_headers_own() -> None:
    after = po.with_header_field(header_of(RAW.replace("\n", "\r\n")), "X-Note", "n")
    assert after.raw == (RAW + '"X-Note: n\\n"\n').replace("\n", "\r\n")


def test_the_same_value_gives_the_same_object() -> None:
    header = header_of(RAW)
    assert po.with_header_field(header, "Plural-Forms", "nplurals=2; plural=(n > 1);") is header


@pytest.mark.parametrize(
    "raw",
    [
        'msgid ""\nmsgstr "A: 1\\nB: 2\\n"\n',  # several fields on a line
        'msgid ""\nmsgstr ""\n"A: 1\\n"\n"B"\n": 2\\n"\n',  # one field on several
        'msgid ""\nmsgstr ""\n"A: 1\\n"\n"B: 2"\n',  # no line end
    ],
)
def test_an_odd_header_is_written_anew(raw: str) -> None:
    after = po.with_header_field(header_of(raw), "B", "3")
    assert dict(po.header_fields(after)) == {"A": "1", "B": "3"}
    assert after.msgstr == "A: 1\nB: 3\n"
    again = header_of(after.raw or po.format_entry(after))
    assert again.msgstr == after.msgstr


def test_a_new_header_can_be_changed_too() -> None:
    header = po.with_header_field(Entry(msgid="", msgstr="A: 1"), "B", "2")
    assert (header.msgstr, header.raw) == ("A: 1\nB: 2\n", "")
    with pytest.raises(ValueError, match="one line"):
        po.with_header_field(header, "A: B", "x")


def test_fields_are_read_leniently() -> None:
    header = Entry(msgid="", msgstr="A:1\n nothing\nA: 2\nB:  x:y \u2028z \n")
    assert dict(po.header_fields(header)) == {"A": "1", "B": "x:y \u2028z"}
