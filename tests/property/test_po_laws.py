"""Laws of catalogues as files: nothing is lost, nothing moves that was not touched."""

from dataclasses import replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st
from po_entries import HEADER, Dialect, bare, comment_texts, dialects, entries, entry_lists, write

from charter_i18n import po
from charter_i18n.errors import Fault, InputError
from charter_i18n.model import Catalogue, Entry

# Records as editors and hands write them; `0` is made unlike in each. Some lines are faults.
_RECORDS = [
    'msgid "0"\nmsgstr "x"\n',
    'msgid ""\n"0\\n"\n\t"and\u2028more"  \nmsgstr ""\n\n"y"\n',
    '# c\n\n\n#. e\n#: r\nmsgctxt "c"\nmsgid "0"\nmsgstr ""\n',
    '#, fuzzy\n#| msgctxt "c"\n#| msgid "p"\n#| "q"\nmsgid "0"\nmsgstr "\\303\\251"\n',
    '#~ # c\n#~| msgid "p"\n#~ msgid "0"\n#~ "o"\n#~ msgstr "x"\n#~\n',
    'msgid\n"0"\nmsgid_plural "p"\nmsgstr [ 0 ] "y"\nmsgstr[1]"z"\n',
]
_LINES = ["", "", " \f", "#", "#~ ", "# c", "#=x", '"open', "stray", 'msgid "0"', '"more"', "#| x"]
_PIECES = st.sampled_from(_RECORDS) | st.sampled_from(_LINES[:7]).map("{}\n".format)
_FAULTS = st.sampled_from(_LINES).map("{}\n".format)
_FILES = st.lists(_PIECES, max_size=6) | st.lists(_PIECES | _FAULTS, max_size=6)


def _parsed(text: str) -> Catalogue:
    return po.parse(text, path="locale/es/LC_MESSAGES/charte.po")


def _bare(all_entries: tuple[Entry, ...]) -> list[Entry]:
    return [bare(entry) for entry in all_entries]


@settings(deadline=None)
@given(entry_lists(), dialects)
def test_every_dialect_says_the_same_and_is_kept(records: list[Entry], dialect: Dialect) -> None:
    text = write([HEADER, *records], dialect)
    catalogue = _parsed(text)
    assert bare(catalogue.header) == HEADER
    assert _bare(catalogue.entries) == records
    assert po.serialize(catalogue) == text


@settings(deadline=None, max_examples=300)
@given(pieces=_FILES, newline=st.sampled_from(["\n", "\r\n"]), final=st.booleans())
def test_every_text_that_parses_is_given_back(
    pieces: list[str], newline: str, *, final: bool
) -> None:
    text = "".join(piece.replace("0", str(place)) for place, piece in enumerate(pieces))
    text = (text if final else text.rstrip("\n")).replace("\n", newline)
    written = text
    faults: tuple[Fault, ...] = ()
    try:
        written = po.serialize(_parsed(text))
    except InputError as error:
        faults = error.faults
    assert written == text
    lines = range(1, text.count("\n") + 2)
    assert all(fault.place and fault.place.line in lines for fault in faults)


@settings(deadline=None, max_examples=200)
@given(entries())
def test_a_formatted_entry_is_read_again_field_by_field(entry: Entry) -> None:
    (read,) = _parsed(po.format_entry(entry)).entries
    assert bare(read) == entry


@settings(deadline=None)
@given(entry_lists(), dialects, st.data())
def test_only_the_entry_that_changes_is_rewritten(
    records: list[Entry], dialect: Dialect, data: st.DataObject
) -> None:
    catalogue = _parsed(write([HEADER, *records], dialect))
    chosen = data.draw(st.sets(st.sampled_from(range(len(records) or 1))))
    changed = tuple(
        replace(entry, msgstr="new", plural=None, raw="") if index in chosen else entry
        for index, entry in enumerate(catalogue.entries)
    )
    text = po.serialize(replace(catalogue, entries=changed))
    assert _bare(_parsed(text).entries) == _bare(changed)
    for entry in changed:
        assert entry.raw in text


@settings(deadline=None)
@given(entry_lists(), dialects, st.randoms())
def test_entries_may_change_places(records: list[Entry], dialect: Dialect, random: Random) -> None:
    catalogue = _parsed(write([HEADER, *records], dialect))
    order = list(catalogue.entries)
    random.shuffle(order)
    again = _parsed(po.serialize(replace(catalogue, entries=tuple(order))))
    assert _bare(again.entries) == _bare(order)
    assert [entry.raw.strip() for entry in again.entries] == [entry.raw.strip() for entry in order]


@settings(deadline=None)
@given(entry_lists(), entry_lists(max_size=2), dialects)
def test_new_entries_stand_on_their_own_lines_in_the_files_line_ends(
    records: list[Entry], added: list[Entry], dialect: Dialect
) -> None:
    known = {entry.key for entry in records}
    new = tuple(entry for entry in added if entry.key not in known)
    catalogue = _parsed(write([HEADER, *records], dialect))
    text = po.serialize(replace(catalogue, entries=(*new, *catalogue.entries)))
    assert _bare(_parsed(text).entries) == [*new, *records]
    assert "\n" not in text.replace(catalogue.newline, "")


@settings(deadline=None)
@given(entry_lists(), dialects)
def test_a_file_in_the_profile_holds_everything_and_stays_as_it_is(
    records: list[Entry], dialect: Dialect
) -> None:
    catalogue = _parsed(write([HEADER, *records], dialect))
    text = po.format_catalogue(catalogue)
    again = _parsed(text)
    assert po.format_catalogue(again) == text
    assert bare(again.header) == HEADER
    assert _bare(again.entries) == sorted(records, key=lambda entry: entry.obsolete)
    assert again.tail.strip() == catalogue.tail.strip()
    assert "\r" not in text.replace("\\r", "")


@settings(deadline=None)
@given(
    entries(),
    dialects,
    st.lists(comment_texts(simple=True), max_size=3),
    st.lists(st.just("a b.md:1")),
)
def test_tool_lines_change_nothing_else(
    entry: Entry, dialect: Dialect, extracted: list[str], references: list[str]
) -> None:
    (before,) = _parsed(write([entry], replace(dialect, end=""))).entries
    after = po.with_tool_lines(before, extracted=extracted, references=references)
    again = _parsed(after.raw).entries[0]
    wanted = replace(entry, extracted=tuple(extracted), references=tuple(references))
    assert bare(after) == bare(again) == wanted
    assert _without_tool_lines(after.raw) == _without_tool_lines(before.raw)
    assert po.with_tool_lines(after, extracted=extracted, references=references) is after


def _without_tool_lines(raw: str) -> list[str]:
    marks = ("#.", "#:", "#~ #.", "#~ #:")
    return [line for line in raw.split("\n") if not line.startswith(marks)]
