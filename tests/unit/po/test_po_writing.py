"""Writing catalogues: kept bytes, new entries, the profile."""

import subprocess
import sys
from dataclasses import replace

import pytest

from charter_i18n import po
from charter_i18n.model import Catalogue, Entry, Key, Plural

HEADER = '# Charte\nmsgid ""\nmsgstr "Language: es\\n"\n'


def parse(text: str) -> Catalogue:
    return po.parse(text, path="charte.po")


def test_the_profile_of_a_fuzzy_entry() -> None:
    entry = Entry(
        msgid="L’initiateur s’efforce de publier.",
        msgstr="The initiator undertakes to publish.",
        fuzzy=True,
        previous=Key("L’initiateur s’engage à publier."),
        comments=("checked by Ada", "", " twice"),
        extracted=("paragraph", "Préambule › Article 2"),
        references=("source/charte.md", "source/la charte.md:3"),
        flags=("no-wrap",),
    )
    assert po.format_entry(entry) == (
        "# checked by Ada\n"
        "#\n"
        "#  twice\n"
        "#. paragraph\n"
        "#. Préambule › Article 2\n"
        "#: source/charte.md \u2068source/la charte.md\u2069:3\n"
        "#, fuzzy, no-wrap\n"
        '#| msgid "L’initiateur s’engage à publier."\n'
        'msgid "L’initiateur s’efforce de publier."\n'
        'msgstr "The initiator undertakes to publish."\n'
    )


def test_the_profile_of_an_obsolete_entry_has_no_tool_lines() -> None:
    entry = Entry(
        msgid="a\nb",
        msgstr="c\n",
        msgctxt="menu",
        fuzzy=True,
        obsolete=True,
        previous=Key("old", "menu"),
        comments=("kept",),
        extracted=("paragraph",),
        references=("source/charte.md",),
    )
    assert po.format_entry(entry) == (
        "# kept\n"
        "#, fuzzy\n"
        '#~| msgctxt "menu"\n'
        '#~| msgid "old"\n'
        '#~ msgctxt "menu"\n'
        '#~ msgid ""\n'
        '#~ "a\\n"\n'
        '#~ "b"\n'
        '#~ msgstr "c\\n"\n'
    )


def test_plural_entries_are_numbered() -> None:
    entry = Entry(msgid="one", plural=Plural("many", ("uno", "dos")))
    assert po.format_entry(entry) == (
        'msgid "one"\nmsgid_plural "many"\nmsgstr[0] "uno"\nmsgstr[1] "dos"\n'
    )
    empty = replace(entry, plural=Plural("", ()))
    assert po.format_entry(empty) == 'msgid "one"\nmsgid_plural ""\nmsgstr[0] ""\n'


def test_strings_break_after_line_feeds_only_and_controls_are_escaped_as_by_msgcat() -> None:
    text = 'a\u2028b\x85c\x1cd\v\f\a\b\r\t"\\'
    assert po.format_entry(Entry(msgid=text)) == (
        'msgid "a\u2028b\x85c\x1cd\\v\\f\\a\\b\\r\\t\\"\\\\"\nmsgstr ""\n'
    )


def test_previous_text_is_written_for_fuzzy_entries_only() -> None:
    entry = Entry(msgid="a", msgstr="b", previous=Key("old"))
    assert "#|" not in po.format_entry(entry)
    assert '#| msgid "old"' in po.format_entry(replace(entry, fuzzy=True))


def test_a_comment_never_swallows_the_line_below() -> None:
    """gettext joins a line that ends in a backslash with the next one."""
    text = po.format_entry(Entry(msgid="a", comments=("C:\\",), extracted=("D:\\",)))
    assert text == '# C:\\ \n#. D:\\ \nmsgid "a"\nmsgstr ""\n'


def test_a_comment_of_several_lines_becomes_several() -> None:
    text = po.format_entry(Entry(msgid="a", comments=("one\r\ntwo\n\nthree",)))
    assert text.startswith("# one\n# two\n#\n# three\nmsgid")


def test_a_changed_entry_leaves_the_others_bytes_alone() -> None:
    first = 'msgid  "a"\nmsgstr\t""\n"x"\n'
    text = f'{HEADER}\n\n{first}\n#  c\nmsgid "b"\nmsgstr "y"\n\n# end'
    catalogue = parse(text)
    changed = replace(catalogue.entries[1], msgstr="z", raw="")
    written = po.serialize(replace(catalogue, entries=(catalogue.entries[0], changed)))
    assert written == text.replace('"y"', '"z"')


def test_new_entries_take_the_files_line_ends() -> None:
    catalogue = parse(HEADER.replace("\n", "\r\n"))
    new = Entry(msgid="a\nb", msgstr="c")
    written = po.serialize(replace(catalogue, entries=(new,)))
    assert written == (
        HEADER.replace("\n", "\r\n") + '\r\nmsgid ""\r\n"a\\n"\r\n"b"\r\nmsgstr "c"\r\n'
    )


def test_an_entry_without_final_newline_gets_one_when_another_follows() -> None:
    catalogue = parse(f'{HEADER}\nmsgid "a"\nmsgstr "b"')
    entries = (*catalogue.entries, Entry(msgid="c"))
    written = po.serialize(replace(catalogue, entries=entries))
    assert written == f'{HEADER}\nmsgid "a"\nmsgstr "b"\n\nmsgid "c"\nmsgstr ""\n'


def test_the_first_entry_of_a_file_gets_a_gap_when_a_header_comes_before_it() -> None:
    catalogue = parse('\n\nmsgid "a"\nmsgstr "b"\n')
    header = Entry(msgid="", msgstr="Language: es\n", comments=("Charte",))
    written = po.serialize(replace(catalogue, header=header))
    assert written == f'\n\n{HEADER}\nmsgid "a"\nmsgstr "b"\n'


def test_a_removed_entry_takes_its_gap_with_it() -> None:
    catalogue = parse(f'{HEADER}\n\n\nmsgid "a"\nmsgstr ""\n\nmsgid "b"\nmsgstr ""\n')
    written = po.serialize(replace(catalogue, entries=catalogue.entries[1:]))
    assert written == f'{HEADER}\nmsgid "b"\nmsgstr ""\n'


def test_formatting_a_file_puts_it_into_the_profile() -> None:
    text = (
        "\ufeff\r\n"
        'msgid ""\r\nmsgstr "A: b\\nC: d\\n"\r\n\r\n\r\n'
        '#~ msgid "old"\r\n#~ msgstr "viejo"\r\n'
        "# dangling\r\n\r\n#!odd\r\n#,no-wrap,fuzzy\r\n"
        'msgid ""\r\n"a"\r\n"b"\r\nmsgstr "c"\r\n'
        "# end\r\n\r\n# of file\r\n\r\n"
    )
    formatted = po.format_catalogue(parse(text))
    assert formatted == (
        '#\nmsgid ""\nmsgstr ""\n"A: b\\n"\n"C: d\\n"\n\n'
        '# dangling\n# !odd\n#, fuzzy, no-wrap\nmsgid "ab"\nmsgstr "c"\n\n'
        '#~ msgid "old"\n#~ msgstr "viejo"\n\n'
        "# end\n\n# of file\n"
    )
    assert po.format_catalogue(parse(formatted)) == formatted


@pytest.mark.parametrize("text", ["", "# only\n", 'msgid "a"\nmsgstr ""\n'])
def test_formatting_adds_no_header(text: str) -> None:
    assert po.format_catalogue(parse(text)) == text


def test_a_run_without_changes_does_not_import_polib() -> None:
    program = (
        "import sys\n"
        "from charter_i18n import po\n"
        'text = \'# c\\nmsgid "a"\\nmsgstr "b"\\n\'\n'
        "assert po.serialize(po.parse(text, path='a.po')) == text\n"
        "assert 'polib' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
