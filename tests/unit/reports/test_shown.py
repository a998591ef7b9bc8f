import unicodedata

import pyromark
import pytest
from browser.sample_report import HARMFUL_TEXTS
from hypothesis import given
from hypothesis import strategies as st

from charter_i18n.reports import shown

CONTROLS = (
    "\x1b[2J",
    "\x07",
    "\r",
    "\x00",
    "\x9b",
    "\u2028",
    "\u202e",
    "\u2066",
    "\ud800",
    "\ufeff",
)
MARKUP = (*"\\`*_[]<>#|~@!&$%^:/-+=(){}.)0123456789\n\tab", "www.", "GH-", "://", "é", "ع")


@pytest.mark.parametrize("text", [*CONTROLS, *HARMFUL_TEXTS], ids=ascii)
def test_nothing_that_a_terminal_obeys_is_left(text: str):
    found = shown.plain(f"a{text}b")
    assert not [char for char in found if unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"}]
    assert not set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff") & set(found)


def test_what_writes_from_right_to_left_needs_its_marks():
    assert shown.plain("\u200fعربي\u200c") == "\u200fعربي\u200c"


def test_controls_are_named():
    assert shown.plain("a\x1b[31m\u202eb\nc\td") == "a[ESC][31m[RLO]b\\nc[TAB]d"


def test_blanks_are_named_where_they_alone_changed():
    assert shown.changed("\xa0") == "[NBSP]"
    assert shown.changed("\u202f;") == "[NNBSP];"
    assert shown.changed(" mot\xa0; mot") == " mot\xa0; mot"


@given(st.lists(st.sampled_from(MARKUP) | st.characters(exclude_categories=["Cs"]), max_size=30))
def test_a_text_in_markdown_is_read_as_itself(characters: list[str]):
    text = "".join(characters)
    options = (
        pyromark.Options.ENABLE_TABLES
        | pyromark.Options.ENABLE_STRIKETHROUGH
        | pyromark.Options.ENABLE_FOOTNOTES
        | pyromark.Options.ENABLE_TASKLISTS
    )
    html = pyromark.html(f"avant\n\n> {shown.markdown_line(text)}\n\naprès\n", options=options)
    assert html.startswith("<p>avant</p>\n<blockquote>\n")
    assert html.endswith("</blockquote>\n<p>après</p>\n")
    inner = html.removeprefix("<p>avant</p>\n<blockquote>\n").removesuffix(
        "</blockquote>\n<p>après</p>\n"
    )
    said = inner.removeprefix("<p>").removesuffix("</p>\n").replace("<!-- -->", "")
    for entity, char in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&")):
        said = said.replace(entity, char)
    # Markdown drops blanks at the end of a paragraph.
    assert said == shown.plain(text).rstrip(" ")


@pytest.mark.parametrize(
    ("text", "live"),
    [
        ("@bob", "@bob"),
        ("a@b.example", "@b"),
        ("#12", "#12"),
        ("owner/repo#12", "#12"),
        ("GH-12", "GH-12"),
        ("https://evil.example", "://"),
        ("www.evil.example", "www."),
    ],
)
def test_platforms_find_nothing_to_link(text: str, live: str):
    assert live not in shown.markdown(text)
    assert live not in shown.html(text)


@pytest.mark.parametrize("text", ["a", "a`b", "`", "``a`", "a``b`c"])
def test_a_code_span_holds_backticks(text: str):
    html = pyromark.html(f"x {shown.markdown_code(text)} y\n")
    assert html == f"<p>x <code>{text}</code> y</p>\n"


def test_a_long_redline_is_shortened_around_its_changes():
    steps = (("equal", "a" * 900), ("delete", "x"), ("insert", "y"), ("equal", "b" * 900))
    found = shown.shortened(steps, 500)
    assert found == (
        ("equal", "…" + "a" * 50),
        ("delete", "x"),
        ("insert", "y"),
        ("equal", "b" * 50 + "…"),
    )


def test_a_long_change_is_cut():
    found = shown.shortened((("delete", "x" * 800), ("insert", "y" * 800)), 500)
    assert found == (("delete", "x" * 500 + "…"),)


def test_a_short_redline_stays():
    steps = (("equal", "a "), ("insert", "b"))
    assert shown.shortened(steps, 500) == steps
