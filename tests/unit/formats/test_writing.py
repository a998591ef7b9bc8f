import pytest

from charter_i18n.formats.writing import UnwritableError, write
from charter_i18n.model import Slot, SlotStyle

LINE = Slot(SlotStyle.LINE)
CELL = Slot(SlotStyle.CELL)
ALT = Slot(SlotStyle.ALT)
INLINE = Slot(SlotStyle.INLINE, prefix="\n> ")


def title(quote: str) -> Slot:
    return Slot(SlotStyle.TITLE, quote=quote)


@pytest.mark.parametrize(
    ("slot", "msgstr", "expected"),
    [
        (INLINE, "un", "un"),
        (INLINE, "  un\t", "un"),
        (INLINE, "\u00a0un\u00a0", "\u00a0un\u00a0"),
        (INLINE, "un\ndeux", "un  \n> deux"),
        (INLINE, " un \n deux ", "un  \n> deux"),
        (INLINE, "un\r\ndeux\rtrois", "un  \n> deux  \n> trois"),
        (INLINE, "un\\\ndeux", "un  \n> deux"),
        (INLINE, "un\\\\\ndeux", "un\\\\  \n> deux"),
        (INLINE, "- un", "- un"),
        (Slot(breaks=("\\\n  ",)), "un\ndeux\ntrois", "un\\\n  deux\\\n  trois"),
        (Slot(breaks=("  \n", "\\\n")), "un\ndeux", "un  \ndeux"),
        (LINE, "un\ndeux", "un deux"),
        (CELL, "a|b", "a\\|b"),
        (CELL, "a\\|b", "a\\|b"),
        (CELL, "a\\\\|b", "a\\\\\\|b"),
        (CELL, "a\n|b", "a \\|b"),
        (ALT, "a]b", "a]b"),
        (title('"'), "a \"b\" 'c'", "a \\\"b\\\" 'c'"),
        (title('"'), 'a \\"b', 'a \\"b'),
        (title('"'), 'a \\\\"b', 'a \\\\\\"b'),
        (title("'"), "l'un", "l\\'un"),
        (title("("), "un (deux)", "un \\(deux\\)"),
        (Slot(SlotStyle.ATTRIBUTE, quote='"'), "a \"b\" 'c'", "a &quot;b&quot; 'c'"),
        (Slot(SlotStyle.ATTRIBUTE, quote="'"), "a \"b\" 'c'", 'a "b" &#39;c&#39;'),
        (Slot(SlotStyle.HTML), "un\n  <b>deux</b>", "un <b>deux</b>"),
        (Slot(SlotStyle.HTML), "un\\\ndeux", "un\\ deux"),
        (Slot(prefix="\n> ", breaks=("\n> ",)), "un\\\ndeux", "un\\\n> deux"),
        (LINE, "un\\\ndeux", "un deux"),
    ],
)
def test_a_translation_is_written_as_it_is(slot: Slot, msgstr: str, expected: str):
    assert write(slot, msgstr) == expected


@pytest.mark.parametrize(
    "opener", ["# a", "> a", "- a", "+ a", "* a", "-", "#", ": a", ":", "::: a"]
)
def test_openers_are_escaped(opener: str):
    assert write(INLINE, opener, hardened=True) == f"\\{opener}"


@pytest.mark.parametrize(
    "opener", ["---", "* * *", "___", "===", "--", "```", "```a", "~~~ a", "|--|"]
)
def test_lines_that_are_blocks_are_escaped(opener: str):
    assert write(INLINE, opener, hardened=True) == f"\\{opener}"


@pytest.mark.parametrize(
    "opener", ["[a]: b", "[^1]: b", "[\\]]: b", "[ ] a", "[x] a", "[X]", ":-: | -"]
)
def test_labels_and_markers_are_escaped(opener: str):
    assert write(INLINE, opener, hardened=True) == f"\\{opener}"


@pytest.mark.parametrize(
    ("msgstr", "expected"),
    [("1. a", "1\\. a"), ("1986) a", "1986\\) a"), ("12.", "12\\."), ("a\n2. b", "a  \n> 2\\. b")],
)
def test_numbers_are_escaped_behind_the_number(msgstr: str, expected: str):
    assert write(INLINE, msgstr, hardened=True) == expected


@pytest.mark.parametrize(
    "msgstr",
    [
        *(
            "un",
            "*un*",
            "**un** deux",
            "#un",
            "####### un",
            "-un",
            "1.un",
            "1234567890. un",
            "_un_",
        ),
        *(
            "`un`",
            "```un```",
            "~~un~~",
            "[un](a)",
            "[un][a]",
            "[un]",
            "[^1] un",
            ":un",
            "::",
            "| un",
        ),
        *("<b>un</b>", "+1", "un - deux", "un # deux", "un: deux"),
    ],
)
def test_what_opens_nothing_is_not_escaped(msgstr: str):
    assert write(INLINE, msgstr, hardened=True) == msgstr


@pytest.mark.parametrize(
    ("slot", "msgstr", "expected"),
    [
        (LINE, "un #", "un \\#"),
        (LINE, "un ##", "un \\##"),
        (LINE, "C#", "C#"),
        (LINE, "un {#id}", "un \\{#id}"),
        (LINE, "un{#id}", "un{#id}"),
        (INLINE, "un {#id}", "un {#id}"),
        (CELL, "un\\", "un&#92;"),
        (ALT, "un\\", "un\\\\"),
        (ALT, "un\\\\", "un\\\\"),
        (ALT, "[un] deux]", "\\[un\\] deux\\]"),
        (ALT, "\\[un", "\\[un"),
        (title("'"), "un\\", "un\\\\"),
        (LINE, "- un", "\\- un"),
        (CELL, "- un", "\\- un"),
        (ALT, "- un", "- un"),
        (title("'"), "- un", "- un"),
        (Slot(SlotStyle.HTML), "- un\\", "- un\\"),
    ],
)
def test_ends_are_escaped_where_they_would_end_the_place(slot: Slot, msgstr: str, expected: str):
    assert write(slot, msgstr, hardened=True) == expected


@pytest.mark.parametrize("msgstr", ["un\n\ndeux", "un\n \t\ndeux", "un\r\n\r\ndeux", "un\r\rdeux"])
@pytest.mark.parametrize("slot", [INLINE, LINE, CELL, ALT, Slot(SlotStyle.HTML)])
def test_a_paragraph_break_cannot_be_written(slot: Slot, msgstr: str):
    with pytest.raises(UnwritableError, match="paragraph break") as caught:
        write(slot, msgstr)
    assert str(caught.value.hint) == "take the empty line out"


@pytest.mark.parametrize("msgstr", ["", " ", "\n", "\t\r\n"])
def test_nothing_cannot_be_written(msgstr: str):
    with pytest.raises(UnwritableError, match="nothing but blanks"):
        write(INLINE, msgstr)


@pytest.mark.parametrize(
    ("msgstr", "expected"),
    [
        ("Titre|", "Titre&#124;"),
        ("| Titre |", "&#124; Titre &#124;"),
        ("Un \\| titre", "Un &#124; titre"),
        ("`a` \\\\\\|", "`a` \\\\&#124;"),
        ("`a\\|b`", "`a\\|b`"),
        ("Un | titre", "Un | titre"),
        ("Titre", "Titre"),
    ],
)
def test_a_heading_above_hyphens_becomes_no_table(msgstr: str, expected: str):
    assert write(Slot(SlotStyle.SETEXT), msgstr) == expected


def test_lines_of_a_heading_above_hyphens_keep_their_breaks():
    slot = Slot(SlotStyle.SETEXT, "\n", ("\\\n",))
    assert write(slot, "un|\ndeux|") == "un&#124;\\\ndeux&#124;"
    assert write(Slot(SlotStyle.SETEXT), "un\ndeux") == "un deux"
