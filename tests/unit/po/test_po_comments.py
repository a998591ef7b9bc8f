"""Replacing the tool's own lines of an entry that stays as it is."""

import pytest

from charter_i18n import po
from charter_i18n.model import Entry


def entry_of(text: str) -> Entry:
    (entry,) = po.parse(text, path="charte.po").entries
    return entry


RAW = (
    "#  kept \n"
    "#. old kind\n"
    "# kept too\n"
    "#. old section\n"
    "#:  old.md \n"
    "#: older.md:3\n"
    "#,no-wrap\n"
    'msgid  "a"\n'
    '"#. b"\n'
    'msgstr\t"c"\n'
)


def test_the_lines_are_replaced_where_they_stood() -> None:
    entry = entry_of(RAW)
    after = po.with_tool_lines(entry, extracted=["quote"], references=["source/la charte.md"])
    assert after.raw == (
        "#  kept \n"
        "#. quote\n"
        "# kept too\n"
        "#: \u2068source/la charte.md\u2069\n"
        "#,no-wrap\n"
        'msgid  "a"\n'
        '"#. b"\n'
        'msgstr\t"c"\n'
    )
    assert (after.extracted, after.references) == (("quote",), ("source/la charte.md",))
    assert (after.gap, after.line, after.msgid) == (entry.gap, entry.line, entry.msgid)


def test_lines_of_a_kind_that_does_not_change_keep_their_bytes() -> None:
    after = po.with_tool_lines(
        entry_of(RAW), extracted=["quote"], references=["old.md", "older.md:3"]
    )
    assert "#:  old.md \n#: older.md:3\n" in after.raw


def test_nothing_new_gives_the_same_object() -> None:
    entry = entry_of(RAW)
    same = po.with_tool_lines(
        entry, extracted=["old kind", "old section"], references=["old.md", "older.md:3"]
    )
    assert same is entry


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('msgid "a"\nmsgstr ""\n', '#. e\n#: r\nmsgid "a"\nmsgstr ""\n'),
        (
            '# c\n#, fuzzy\n#| msgid "o"\nmsgid "a"\nmsgstr ""',
            '# c\n#. e\n#: r\n#, fuzzy\n#| msgid "o"\nmsgid "a"\nmsgstr ""',
        ),
        ('#: r\nmsgid "a"\nmsgstr ""\n', '#. e\n#: r\nmsgid "a"\nmsgstr ""\n'),
        ('#. e\n\n# c\nmsgid "a"\nmsgstr ""\n', '#. e\n\n# c\n#: r\nmsgid "a"\nmsgstr ""\n'),
        ('# c\r\nmsgid "a"\r\nmsgstr ""\r\n', '# c\r\n#. e\r\n#: r\r\nmsgid "a"\r\nmsgstr ""\r\n'),
        ('#= no-wrap\nmsgid "a"\nmsgstr ""\n', '#. e\n#: r\n#= no-wrap\nmsgid "a"\nmsgstr ""\n'),
    ],
)
def test_missing_lines_are_put_in_gettexts_order(before: str, after: str) -> None:
    assert po.with_tool_lines(entry_of(before), extracted=["e"], references=["r"]).raw == after


def test_lines_can_be_taken_away() -> None:
    after = po.with_tool_lines(entry_of(RAW), extracted=(), references=())
    assert after.raw == '#  kept \n# kept too\n#,no-wrap\nmsgid  "a"\n"#. b"\nmsgstr\t"c"\n'


def test_lines_of_old_obsolete_entries_are_found() -> None:
    entry = entry_of('#~ #. e\n#~ msgid "a"\n#~ msgstr "b"\n')
    after = po.with_tool_lines(entry, extracted=(), references=())
    assert after.raw == '#~ msgid "a"\n#~ msgstr "b"\n'


def test_authors_comments_become_lines_that_every_program_keeps() -> None:
    entry = po.with_tool_lines(
        Entry(msgid="a"), extracted=["quote", " one \r\n\n two\\"], references=[]
    )
    assert entry.extracted == ("quote", "one", "two\\ ")
    assert entry.raw == ""
