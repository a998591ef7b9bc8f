import pytest

from charter_i18n.comparison import Filling
from charter_i18n.formats import markdown
from charter_i18n.formats.leaves import Inline
from charter_i18n.guard import Guard
from charter_i18n.model import Document, Segment


def parse(text: str) -> Document:
    return markdown.parse(text, path="source/charte.md", translate=("title",))


def indices(document: Document) -> list[int]:
    return [i for i, piece in enumerate(document.pieces) if isinstance(piece, Segment)]


def reason(text: str, *fillings: str | None) -> str | None:
    """What the guard finds when the segments of `text` are filled in order."""
    document = parse(text)
    places = zip(indices(document), fillings, strict=False)
    found = Guard.of(document).check(
        {index: Filling(filling) for index, filling in places if filling is not None}
    )
    return str(found.reason) if found else None


@pytest.mark.parametrize(
    ("text", "fillings"),
    [
        ("un\n", ("one",)),
        ("un\n\ndeux\n", ("one", "two")),
        ("un\n\ndeux\n", (None, "two")),
        ("[un](/a) `c`\n", ("`c` [one](/a)",)),
        ("# un #\n", ("one",)),
        ("---\ntitle: un\n---\ndeux\n", ("one", "two")),
        ("\ufeff---\ntitle: un\n---\ndeux\n", ("one", "two")),
        ("<p title='un'>deux <b>trois</b></p>\n", ("one", "<b>three</b>")),
        ("", ()),
    ],
)
def test_a_rendering_with_the_same_skeleton_is_fine(text: str, fillings: tuple[str, ...]):
    assert reason(text, *fillings) is None


@pytest.mark.parametrize(
    ("text", "fillings", "expected"),
    [
        ("un\n", ("- one",), "it would begin a list"),
        ("un\n", ("1. one",), "it would begin a list"),
        ("un\n", ("> one",), "it would begin a block quote"),
        ("un\n", ("# one",), "it would begin a heading"),
        ("un\n", ("one\n===",), "it would begin a heading"),
        ("un\n", ("```",), "it would begin a code block"),
        ("un\n", ("---",), "it would begin a rule"),
        ("un\n", ("a|b\n-|-",), "it would begin a table"),
        ("un\n", ("one\n: two",), "it would begin a definition list"),
        ("un\n", ("one\n\ntwo",), "it would begin a paragraph"),
        ("un\n", ("[^1]: one",), "it would begin a footnote"),
        ("un\n", ("<div>",), "it would begin an HTML block"),
        ("- un\n", ("[ ] one",), "it would begin a task marker"),
        ("- un\n", ("- one",), "it would begin a list"),
        ("un\n\ndeux\n", ("one\n- two",), "it would begin a list"),
        ("un\n", ("",), "it would disappear: it is read as markup"),
        ("un\n", ("[a]: /u",), "it would disappear: it is read as markup"),
        ("un\n\ndeux\n", ("[a]: /u",), "it would disappear: it is read as markup"),
        ("un\n", ("{: .x}",), "it would disappear: it is read as template code"),
        ("un\n\ndeux\n", (None, "{% x %}"), "it would disappear: it is read as template code"),
        ("# un\n", ("one #",), "its beginning or end would be read as markup"),
        ("un\n", ("one  ",), "its beginning or end would be read as markup"),
        (
            "- un\n",
            ("{: .x} one",),
            "its beginning or end would be read as markup",
        ),
        ("[a]: /u 'un'\n", ("one' x '",), "it would disappear: it is read as markup"),
        ("un\n", ("one [a]",), None),
        (
            "un [a]\n\n[a]: /u\n",
            ("one [a] [a]",),
            "it adds the link to /u that the source does not have",
        ),
        (
            "[a]: /u 'un'\n",
            ("one'\n[b]: /v 'two",),
            "it would add, change or remove a link reference definition",
        ),
    ],
)
def test_a_changed_skeleton_is_found(text: str, fillings: tuple[str, ...], expected: str | None):
    assert reason(text, *fillings) == expected


def test_marks_are_allowed_where_they_are_set():
    document = parse("un\n")
    span = Filling("<i>un</i>", (Inline("html", "<i>"), Inline("html", "</i>")))
    assert Guard.of(document).check({0: span}) is None
    assert Guard.of(document).check({0: Filling("<i>un</i>")}) is not None
    assert Guard.of(document).check({0: Filling("un", span.marks)}) is not None


@pytest.mark.parametrize(
    "front", ["title: un: deux", "title: [un", "title: un\nlayout: x", "- un", "titre: un"]
)
def test_front_matter_keeps_its_structure(front: str):
    source = "---\ntitle: un\nlayout: post\n---\ntexte\n"
    document = parse(source)
    (title, _) = indices(document)
    filling = Filling(front.removeprefix("title: "))
    found = Guard.of(document).check({title: filling})
    assert found is not None
    assert str(found.reason) == "it would change the front matter's structure"


def test_rendered_fills_some_pieces():
    guard = Guard.of(parse("un\n\ndeux\n"))
    assert guard.rendered({2: Filling("two")}) == "un\n\ntwo\n"


PARTS = [
    ("un\n\ndeux\n", "un\n\n", "deux\n"),
    ("- un\n- deux\n", "- un\n", "- deux\n"),
    ("| un |\n|--|\n| deux |\n", "| un |\n|--|\n", "| deux |\n"),
    ("# un\ndeux\n", "# un\n", "deux\n"),
    ("---\ntitle: un\n---\n\n- deux\n", "---\ntitle: un\n---\n\n", "- deux\n"),
    ("un[^1]\n\n[^1]: deux\n", "un[^1]\n\n", "[^1]: deux\n"),
]


@pytest.mark.parametrize(("text", "upper", "lower"), PARTS)
def test_a_document_is_cut_between_blocks_items_and_rows(text: str, upper: str, lower: str):
    document = parse(text)
    guard = Guard.of(document)
    before, after = indices(document)[:2]
    cut = guard.cut(before, after)
    assert cut is not None
    first, second = guard.parts(cut, {}) or pytest.fail("no parts")
    assert (first.rendered({}), second.rendered({})) == (upper, lower)


@pytest.mark.parametrize(
    "text", ["- un\n\n  deux\n", "| un | deux |\n|--|--|\n", "<p>un</p><p>deux</p>\n"]
)
def test_what_belongs_together_is_not_cut(text: str):
    document = parse(text)
    assert Guard.of(document).cut(*indices(document)) is None


@pytest.mark.parametrize(
    ("text", "good", "bad"),
    [
        ("un\n\ndeux\n", "two", "- two"),
        ("un\n\n[deux][a]\n\n[A]: <(b c>\n", "[two][a]", "[two]"),
        ("[a]: /u\n[b]: /u\n\nun\n\n[deux][a]\n", "[two][b]", "[two]"),
        ("un\n\ndeux[^1]\n\n[^1]: trois\n", "two[^1]", "two"),
        ("[^é]: trois\n\nun\n\ndeux[^é]\n", "two[^é]", "two"),
        ("| un |\n|---|\n| deux `c` |\n", "`c` two", "two"),
        ("- un\n- [deux](/u)\n", "[two](/u)", "[two](/v)"),
        ("un\n\n---\ntitle: x\n---\n\ndeux\n", "two", "> two"),
    ],
)
def test_the_parts_judge_like_the_whole(text: str, good: str, bad: str):
    document = parse(text)
    guard = Guard.of(document)
    of_un = next(i for i in indices(document) if document.pieces[i].text == "un")
    of_deux = next(i for i in indices(document) if "deux" in document.pieces[i].text)
    cut = guard.cut(of_un, of_deux)
    assert cut is not None
    for msgstr in (good, bad):
        fillings = {of_un: Filling("one"), of_deux: Filling(msgstr)}
        upper, lower = guard.parts(cut, fillings) or pytest.fail("no parts")
        assert upper.check(fillings) is None
        assert lower.check(fillings) == guard.check(fillings)
    assert guard.check({of_deux: Filling(good)}) is None
    assert guard.check({of_deux: Filling(bad)}) is not None


def test_parts_are_cut_again():
    document = parse(
        "".join(f"| un {number} |\n" + "|---|\n" * (not number) for number in range(8))
    )
    guard = Guard.of(document)
    places = indices(document)
    cut = guard.cut(places[3], places[4])
    assert cut is not None
    _, lower = guard.parts(cut, {}) or pytest.fail("no parts")
    again = lower.cut(places[5], places[6])
    assert again is not None
    upper, lower = lower.parts(again, {}) or pytest.fail("no parts")
    assert upper.rendered({}) == "| un 4 |\n| un 5 |\n"
    assert lower.check({places[7]: Filling("one")}) is None
    assert lower.check({places[7]: Filling("`one`")}) is not None
    assert upper.check({places[7]: Filling("`elsewhere`")}) is None


def test_a_cut_that_changes_the_parts_is_none():
    # A footnote within a footnote is indented, which would make it code on its own.
    document = parse("un\n\n[^2]: > deux\n\n    [^1]: trois\n\n    quatre\n")
    guard = Guard.of(document)
    places = indices(document)
    cut = guard.cut(places[1], places[2])
    assert cut is not None
    assert guard.parts(cut, {}) is None
