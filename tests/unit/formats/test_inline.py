import pytest

from charter_i18n.formats import inline


def unfolded(text: str, *, quotes: int = 0) -> str:
    data = text.encode()
    return inline.unfold(data, 0, len(data), quotes=quotes).msgid


@pytest.mark.parametrize(
    ("text", "msgid"),
    [
        ("un", "un"),
        ("un\ndeux", "un deux"),
        ("un  \t\n \tdeux", "un deux"),
        ("un\r\ndeux\rtrois", "un deux trois"),
        ("un  deux", "un  deux"),
        ("un\u00a0\ndeux", "un\u00a0 deux"),
        ("un\n\u00a0deux", "un \u00a0deux"),
        ("un\u2028deux", "un\u2028deux"),
        ("un\n> deux", "un > deux"),
        ("é\nè", "é è"),
    ],
)
def test_soft_breaks_become_a_space(text: str, msgid: str):
    assert unfolded(text) == msgid


@pytest.mark.parametrize(
    ("text", "quotes", "msgid"),
    [
        ("un\n> deux", 1, "un deux"),
        ("un\n>deux", 1, "un deux"),
        ("un\ndeux", 1, "un deux"),
        ("un\n > > deux\n>trois", 2, "un deux trois"),
        ("un\n> > deux", 1, "un > deux"),
    ],
)
def test_the_marks_of_quotes_are_taken_off(text: str, quotes: int, msgid: str):
    assert unfolded(text, quotes=quotes) == msgid


def test_hard_breaks_become_a_newline_and_are_kept():
    data = b"> un  \n> deux\\\r\n>   trois\n> quatre"
    hard = ((4, 7), (13, 16))
    result = inline.unfold(data, 2, len(data), hard=hard, quotes=1)
    assert result.msgid == "un\ndeux\ntrois quatre"
    assert result.breaks == ("  \n> ", "\\\r\n>   ")


def test_only_the_slice_is_unfolded():
    data = "é\nun\ndeux\né".encode()
    assert inline.unfold(data, 3, 10).msgid == "un deux"


@pytest.mark.parametrize(
    ("before", "quotes", "prefix"),
    [
        ("", 0, ""),
        ("- ", 0, "  "),
        ("12. ", 0, "    "),
        ("-\t", 0, " \t"),
        ("> ", 1, "> "),
        ("> - > ", 2, ">   > "),
        ("- [x] ", 0, "      "),
        ("[^a>b]: ", 0, "        "),
        ("[^é]: ", 0, "      "),
        ("un\n  > ", 1, "  > "),
        ("un\r>", 1, ">"),
    ],
)
def test_what_continues_a_block(before: str, quotes: int, prefix: str):
    data = f"{before}texte".encode()
    assert inline.continuation(data, len(before.encode()), quotes=quotes) == prefix


@pytest.mark.parametrize(
    ("text", "quotes", "expected"),
    [
        ("un\n> deux", 0, "un\n> deux"),
        ("un\n> deux", 1, "un\n  deux"),
        ("un\r\n > >deux", 2, "un\r\n    deux"),
        ("un\r>deux", 1, "un\r deux"),
        ("un > deux\n>> trois", 1, "un > deux\n > trois"),
    ],
)
def test_marks_of_quotes_are_blanked(text: str, quotes: int, expected: str):
    data = text.encode()
    blanked = inline.without_prefixes(data, 0, len(data), quotes=quotes)
    assert blanked.decode() == expected
    assert len(blanked) == len(data)
