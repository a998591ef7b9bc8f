"""Reading PO files: what real programs write, and what is refused."""

import pytest

from charter_i18n import po
from charter_i18n.errors import InputError
from charter_i18n.model import Catalogue, Entry, Key, Plural

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'


def parse(text: str) -> Catalogue:
    """The catalogue, once it is certain that nothing of the text is lost."""
    catalogue = po.parse(text, path="charte.po")
    assert po.serialize(catalogue) == text
    return catalogue


def only(text: str) -> Entry:
    (entry,) = parse(text).entries
    return entry


def faults(text: str) -> list[tuple[int | None, str]]:
    """The lines and first words of the faults."""
    with pytest.raises(InputError) as caught:
        po.parse(text, path="charte.po")
    assert all(fault.place and fault.place.path == "charte.po" for fault in caught.value.faults)
    return [(fault.place and fault.place.line, str(fault.message)) for fault in caught.value.faults]


def test_all_kinds_of_lines_are_read_into_their_fields() -> None:
    entry = only(
        "# first\n"
        "#\n"
        "#second\n"
        "#. kind\n"
        "#. section\n"
        "#: source/charte.md source/faq.md:3\n"
        "#: été.md\n"
        "#, python-format, fuzzy\n"
        '#| msgctxt "old context"\n'
        '#| msgid ""\n'
        '#| "old\\n"\n'
        '#| "text"\n'
        'msgctxt "context"\n'
        'msgid "text"\n'
        'msgstr ""\n'
        '"te"\n'
        '"xto"\n'
    )
    assert entry.comments == ("first", "", "second")
    assert entry.extracted == ("kind", "section")
    assert entry.references == ("source/charte.md", "source/faq.md:3", "été.md")
    assert entry.flags == ("python-format",)
    assert entry.fuzzy
    assert entry.previous == Key("old\ntext", "old context")
    assert entry.key == Key("text", "context")
    assert entry.msgstr == "texto"
    assert entry.line == 13


def test_plural_entries() -> None:
    entry = only(
        '#| msgid "old"\n#| msgid_plural "olds"\n'
        'msgid "one"\nmsgid_plural "many"\nmsgstr[0] "uno"\nmsgstr[1] "mu"\n"chos"\n'
    )
    assert entry.plural == Plural("many", ("uno", "muchos"))
    assert entry.msgstr == ""
    assert entry.previous_plural == "olds"
    assert entry.translated


def test_obsolete_entries_as_new_and_old_programs_write_them() -> None:
    entry = only('# c\n#, fuzzy\n#~| msgid "old"\n#~ msgid ""\n#~ "a"\n#~ "b"\n#~ msgstr "x"\n')
    assert entry.obsolete
    assert entry.fuzzy
    assert entry.previous == Key("old")
    assert entry.msgid == "ab"
    old = only('#~ # c\n#~ #, fuzzy\n#~ #| msgid "old"\n#~msgid "ab"\n#~\n#~ msgstr "x"\n')
    assert (old.comments, old.fuzzy, old.previous, old.msgid) == (("c",), True, Key("old"), "ab")


@pytest.mark.parametrize(
    "lines",
    ["#, fuzzy, no-wrap", "#,no-wrap,fuzzy", "#, no-wrap\n#, fuzzy", "#= no-wrap\n#, fuzzy"],
)
def test_flags_stand_in_any_order_on_any_of_their_lines(lines: str) -> None:
    entry = only(f'{lines}\nmsgid "a"\nmsgstr "b"\n')
    assert entry.fuzzy
    assert entry.flags == ("no-wrap",)


def test_fuzzy_in_a_new_flags_line_is_heeded() -> None:
    assert only('#= fuzzy\nmsgid "a"\nmsgstr "b"\n').fuzzy


def test_unknown_comments_are_the_translators() -> None:
    assert only('#!x\n#\ty\n#  z \nmsgid "a"\nmsgstr ""\n').comments == ("!x", "\ty", " z ")


def test_file_names_with_blanks_may_be_broken_over_lines() -> None:
    text = '#: \u2068a b.md\u2069:3 c.md\n#: \u2068la\n#: charte.md\u2069\nmsgid "a"\nmsgstr ""\n'
    assert only(text).references == ("a b.md:3", "c.md", "la charte.md")


def test_comments_belong_to_the_next_entry_over_blank_lines() -> None:
    catalogue = parse('# a\n\n# b\n\n\nmsgid "a"\nmsgstr ""\n\n\n# end\n\n')
    assert catalogue.entries[0].comments == ("a", "b")
    assert catalogue.tail == "\n\n# end\n\n"


def test_gaps_and_slices_make_up_the_file() -> None:
    first, second = 'msgid "a"\nmsgstr ""\n', '# c\nmsgid "b"\nmsgstr ""'
    catalogue = parse(f"\n \n{HEADER}{first}\n\n{second}")
    assert catalogue.lead == "\n \n"
    assert catalogue.header.raw == HEADER
    assert [(entry.gap, entry.raw) for entry in catalogue.entries] == [
        ("", first),
        ("\n\n", second),
    ]
    assert [entry.line for entry in catalogue.entries] == [5, 10]


def test_windows_line_ends_and_byte_order_mark() -> None:
    text = '\ufeff# c\r\n#. e\r\nmsgid ""\r\n"a\\n"\r\n"b"\r\nmsgstr "x"\r\n'
    catalogue = parse(text)
    assert (catalogue.bom, catalogue.newline) == (True, "\r\n")
    (entry,) = catalogue.entries
    assert (entry.comments, entry.extracted, entry.msgid) == (("c",), ("e",), "a\nb")


@pytest.mark.parametrize("character", list("\u2028\u2029\x85\v\f\x1c\x1d\x1e\u00a0\ufeff\t"))
def test_only_line_feeds_end_lines(character: str) -> None:
    entry = only(f'# a{character}b\nmsgid "a{character}b"\nmsgstr "{character}"\n')
    assert entry.comments == (f"a{character}b",)
    assert entry.msgid == f"a{character}b"
    assert entry.msgstr == character


@pytest.mark.parametrize(
    ("escaped", "text"),
    [
        (r"\a\b\f\n\r\t\v\\\"", '\a\b\f\n\r\t\v\\"'),
        (r"\\n\\\\n", r"\n\\n"),
        (r"\101\1012\60", "AA20"),
        (r"\x41\x4a", "AJ"),
        (r"\x12345Ag", "Zg"),
        (r"\303\251\xc3\xa9", "éé"),
        ('\\303"\n"\\251', "é"),
        ('\\1"\n"01', "\x0101"),
        ('\\"\\\\"\n"n', '"\\n'),
        ('a\\\\"\n"\\"', 'a\\"'),
    ],
)
def test_escapes_are_read_as_gettext_reads_them(escaped: str, text: str) -> None:
    assert only(f'msgid "{escaped}"\nmsgstr ""\n').msgid == text


@pytest.mark.parametrize(
    "text",
    [
        'msgid\n"ab"\nmsgstr\n"x"\n',
        'msgid"a"\n"b"\nmsgstr"x"\n',
        '  msgid\t"a"  \n\n\t"b"\n\nmsgstr ""\n"x"\n\f\n',
        '\vmsgid "a"\f\n"b"\nmsgstr "x"',
    ],
)
def test_strings_stand_anywhere_below_their_keyword(text: str) -> None:
    entry = only(text)
    assert (entry.msgid, entry.msgstr) == ("ab", "x")


@pytest.mark.parametrize("text", ["", "\n", "# only\n", "#~\n  ", " \t"])
def test_a_file_without_entries(text: str) -> None:
    catalogue = parse(text)
    assert catalogue.entries == ()
    assert catalogue.tail == text
    assert not catalogue.header.raw


def test_a_file_without_header_gets_an_empty_one_that_is_not_written() -> None:
    catalogue = parse('msgid "a"\nmsgstr "b"\n')
    assert (catalogue.header.msgid, catalogue.header.msgstr) == ("", "")
    assert len(catalogue.entries) == 1


def test_an_empty_msgid_with_context_is_no_header() -> None:
    catalogue = parse('msgctxt "c"\nmsgid ""\nmsgstr "x"\n')
    assert not catalogue.header.raw
    assert catalogue.entries[0].key == Key("", "c")


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('msgid "a"\nmsgstr "b\n', 2, "the string is not closed"),
        ('msgid "a"\nmsgstr "say \\"b\n', 2, "the string is not closed"),
        ('msgid "a"\nmsgstr ""\n"b\\"\n', 3, "the string is not closed"),
        ('msgid ""\n"a\\"\n"nb"\nmsgstr ""\n', 2, "the string is not closed"),
        ('msgid "a"\nmsgstr "b" c\n', 2, "a quote stands inside the string"),
        ('msgid "a"\nmsgstr "b" "c"\n', 2, "a quote stands inside the string"),
        ('msgid "a" msgstr "b"\n', 1, "a quote stands inside the string"),
        ('msgid "a"\nmsgstr b\n', 2, "msgstr is followed by text without quotes"),
        ('msgid "a"\nmsgstr\n', 2, "msgstr lacks its string"),
        ('msgid "a"\nstray\nmsgstr "b"\n', 2, 'stray text "stray"'),
        ('"a"\nmsgid "b"\nmsgstr "c"\n', 1, "a string without keyword"),
        ('#~ msgid "a"\n"b"\n#~ msgstr "c"\n', 2, "a string without keyword"),
        ('MSGID "a"\nmsgstr "b"\n', 1, "unknown keyword MSGID"),
        ('domain "a"\nmsgid "a"\nmsgstr "b"\n', 1, "a catalogue has one domain"),
        ("#~ once there was\n", 1, "#~ needs a keyword and a string"),
        ('msgid "a\\q"\nmsgstr "b"\n', 1, "unknown escape \\q"),
        ('msgid "a"\nmsgstr ""\n"b"\n"\\xg"\n', 4, "unknown escape \\x"),
        ('msgid "a"\nmsgstr "\\0"\n', 2, "\\0 stands for a character"),
        ('msgid "a"\nmsgstr "\\\\" "\n', 2, "a quote stands inside the string"),
        ('msgid "a"\nmsgstr "\\n" "\n', 2, "a quote stands inside the string"),
        ('msgid "a"\nmsgstr "\\377"\n', 2, "the escaped bytes are not UTF-8"),
        ('msgid "a"\nmsgstr "\0"\n', 2, "a NUL character"),
        ('msgid "a\x04b"\nmsgstr ""\n', 1, "the character U+0004"),
        ('msgid "a"\nmsgid "b"\nmsgstr "c"\n', 2, "a keyword stands twice"),
        ('msgid "a"\nmsgstr "b"\nmsgstr "c"\n', 3, "a keyword stands twice"),
        ('msgid "a"\n\nmsgctxt "x"\nmsgid "b"\nmsgstr ""\n', 1, "this entry has no msgstr"),
        ('msgid "a"\n', 1, "this entry has no msgstr"),
        ('msgid "a"\nmsgstr "b"\n\nmsgctxt "c"\n', 4, "this entry has no msgid"),
        ('msgstr "b"\n', 1, "this entry has no msgid"),
        ('#| msgid "a"\n', 1, "#| without an entry below"),
        ('#| msgctxt "a"\nmsgid "a"\nmsgstr ""\n', 2, "#| msgctxt and #| msgid_plural"),
        ('#| msgid "a"\n#| msgctxt "b"\nmsgid "a"\nmsgstr ""\n', 4, "the keywords of this entry"),
        ('#| msgstr "a"\nmsgid "a"\nmsgstr ""\n', 1, "only msgstr has a number"),
        ('msgid "a"\nmsgid_plural "b"\n', 2, "this entry has no msgstr"),
        ('msgid "a"\nmsgid_plural "b"\nmsgstr ""\n', 3, "msgid_plural needs msgstr[0]"),
        ('msgid "a"\nmsgstr[0] "b"\n', 2, "msgstr with a number needs msgid_plural"),
        ('msgid "a"\nmsgid_plural "b"\nmsgstr[1] ""\n', 3, "the plural forms are not numbered"),
        ('#~ msgid "a"\nmsgstr "b"\n', 1, "an entry is obsolete as a whole"),
        ('#~| msgid "a"\nmsgid "a"\nmsgstr "b"\n', 1, "an entry is obsolete as a whole"),
        ('msgid "a"\nmsgstr "b"\n\nmsgid ""\nmsgstr "Language: es\\n"\n', 4, "the header"),
        (f"{HEADER}\n{HEADER}", 4, 'a second header (msgid ""): keep this one or that of line 1'),
        (f'{HEADER}\n#~ msgid ""\n#~ msgstr ""\n', 4, "a second header"),
    ],
)
def test_faults_say_where_and_what_to_do(text: str, line: int, words: str) -> None:
    (fault,) = faults(text)
    assert fault[0] == line
    assert fault[1].startswith(words)


@pytest.mark.parametrize(("first", "second"), [("", ""), ("", "#~ "), ("#~ ", ""), ("#~ ", "#~ ")])
def test_a_key_stands_once_be_it_live_or_obsolete(first: str, second: str) -> None:
    text = f'{first}msgid "a"\n{first}msgstr "b"\n\n{second}msgid "a"\n{second}msgstr "c"\n'
    (fault,) = faults(text)
    assert fault[0] == 4
    assert fault[1].startswith("this msgid stands on line 1 already")


def test_the_context_tells_keys_apart() -> None:
    text = 'msgid "a"\nmsgstr ""\n\nmsgctxt ""\nmsgid "a"\nmsgstr ""\n'
    assert len(parse(text).entries) == 2


def test_a_merge_conflict_is_named_and_nothing_else() -> None:
    text = (
        f"{HEADER}\n"
        'msgid "a"\n<<<<<<< HEAD\nmsgstr "b"\n||||||| base\nmsgstr ""\n=======\nmsgstr "c"\n'
        '>>>>>>> weblate/main\n\nmsgid "d\nmsgstr "e"\n'
    )
    found = faults(text)
    assert [line for line, _ in found] == [5, 7, 9, 11]
    assert found[0][1] == "merge conflict: keep one side and remove the line <<<<<<<"


def test_conflict_markers_inside_strings_and_comments_are_text() -> None:
    assert only('# <<<<<<< HEAD\nmsgid "======="\nmsgstr ">>>>>>> x"\n').msgid == "======="


def test_all_faults_are_told_in_file_order() -> None:
    text = 'msgid "a\nmsgstr "b"\n\nmsgid "c"\n\n#: r\nmsgid "d"\nmsgstr "\\q"\n\nmsgid "d"\n'
    assert [line for line, _ in faults(text)] == [1, 4, 8, 10]


def test_stray_text_over_many_lines_is_one_fault() -> None:
    found = faults("<html>\n<body>\n\n<p>" + "x" * 100 + "\n")
    assert [line for line, _ in found] == [1, 4]
    assert len(found[1][1]) < 120


def test_a_comment_inside_an_entry_divides_it() -> None:
    found = faults('msgid "a"\n# c\nmsgstr "b"\n')
    assert [line for line, _ in found] == [1, 3]


@pytest.mark.parametrize("charset", ["UTF-8", "utf-8", "utf8", "ASCII", "us-ascii", "CHARSET"])
def test_charsets_that_utf_8_includes(charset: str) -> None:
    parse(f'msgid ""\nmsgstr "Content-Type: text/plain; charset={charset}\\n"\n')


def test_another_charset_is_refused_with_the_way_to_convert_it() -> None:
    text = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=ISO-8859-1\\n"\n'
    with pytest.raises(InputError) as caught:
        po.parse(text, path="locale/es/charte.po")
    assert str(caught.value) == (
        "locale/es/charte.po:1: the file is declared to be ISO-8859-1: convert it"
        " (msgconv -t UTF-8 -o locale/es/charte.po locale/es/charte.po)"
    )


def test_a_msgid_that_the_caller_holds_is_held_once():
    text = 'msgid ""\nmsgstr ""\n\nmsgid "Un texte."\nmsgstr "Un texto."\n'
    held = "Un texte."
    catalogue = po.parse(text, path="a.po", known={held: held})
    assert catalogue == po.parse(text, path="a.po")
    assert catalogue.entries[0].msgid is held
