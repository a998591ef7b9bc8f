"""The short ways through plain entries lead where the long ones do."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from charter_i18n import po
from charter_i18n.errors import InputError
from charter_i18n.model import Catalogue, Entry
from charter_i18n.po import plain

texts = st.text(alphabet=st.sampled_from('ab"\\\\ «é’\u00a0\u2028\n\tn#~|:,.\u00ad😀'), max_size=9)
lines = st.sampled_from(
    [
        *('msgid "a"', 'msgid "b"', 'msgid ""', 'msgid "c\\\\"', 'msgid "d" "e"', 'msgid "f\\"g"'),
        *('msgstr "a"', 'msgstr ""', 'msgstr "b"', 'msgstr[0] "c"', 'msgid_plural "d"'),
        *("# a", "#. b", "#: c.md", "#, fuzzy", '#| msgid "z"', '#~ msgid "y"', '#~ msgstr "x"'),
        *("", "", "", '"more"', 'msgctxt "m"', "#", "stray", "msgid", "#~"),
    ]
)


def read(text: str) -> Catalogue | list[str]:
    try:
        return po.parse(text, path="a.po")
    except InputError as error:
        return [str(fault) for fault in error.faults]


@settings(deadline=None, max_examples=500)
@given(found=st.lists(lines, max_size=14))
def test_a_plain_entry_is_read_as_the_lexer_reads_it(found: list[str]):
    text = "\n".join(found)
    entries = 'msgid "p"\nmsgstr ""\n\n#. q\nmsgid "q"\nmsgstr "r"\n\n'
    for whole in (text, entries + text, f"{entries}{text}\n"):
        short = read(whole)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(plain, "read", lambda _text, _position: None)
            assert read(whole) == short


@settings(deadline=None)
@given(msgid=texts, msgstr=texts)
def test_a_plain_entry_is_written_as_polib_writes_it(msgid: str, msgstr: str):
    short = po.format_entry(Entry(msgid, msgstr))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plain, "fields", lambda _msgid, _msgstr: None)
        assert po.format_entry(Entry(msgid, msgstr)) == short


HEADER = '# Title\nmsgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
ENTRIES = (
    Entry("un"),
    Entry('d"eux\\', extracted=("paragraph",)),
    Entry("trois", references=("a.md",)),
)
BODY = "".join(f"\n{po.format_entry(entry)}" for entry in ENTRIES)


def test_what_polib_has_to_format_is_left_to_the_parser():
    entry = Entry("deux\nlignes")
    assert not po.holds(f"{HEADER}\n{po.format_entry(entry)}", (entry,))


def test_a_file_holds_the_entries_that_it_was_written_from():
    assert po.holds(HEADER + BODY, ENTRIES)


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        HEADER,
        f'{HEADER}\nmsgid "zéro"\nmsgstr ""\n{BODY}',
        f"{HEADER}{BODY}\n",
        f"{HEADER}{BODY}".replace("un", "une"),
        f"{HEADER}{BODY}".replace("\n", "\r\n"),
        f"stray\n{HEADER}{BODY}",
    ],
)
def test_a_file_with_more_or_less_does_not(text: str):
    assert not po.holds(text, ENTRIES)
