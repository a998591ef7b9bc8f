import pytest

from charter_i18n.formats import html
from charter_i18n.formats.html import Part


def slices(raw: str) -> list[tuple[Part, str]]:
    return [(item.part, raw[item.start : item.end]) for item in html.slices(raw)]


@pytest.mark.parametrize(
    ("raw", "texts"),
    [
        ("<p>un</p>", ["un"]),
        ("<p>\n  un\n  deux\n</p>\n", ["un\n  deux"]),
        ("<p>un <b>deux</b></p>", ["un <b>deux</b>"]),
        ("<p><b>un</b></p>", ["<b>un</b>"]),
        ("<div><p>un</p><p>deux</p>trois</div>", ["un", "deux", "trois"]),
        ("<p>un<br>deux<br/></p>", ["un<br>deux<br/>"]),
        ("<p>un <!-- c --> deux</p>", ["un <!-- c --> deux"]),
        ("<p><!-- c --> un <!-- d --></p>", ["un"]),
        ("<span>\nun\n</span>\n", ["un"]),
        ("<a href='x'>\n<b>\nun\n</b>\n</a>", ["un"]),
        ("<p>1 &amp; 2</p>", []),
        ("<p>&eacute;</p>", []),
        ("<p>\u00a0</p>", []),
        ("<p>a < b</p>", ["a < b"]),
        ("<DIV>un</DIV>", ["un"]),
        ("<select><option>un</option></select>", ["un"]),
    ],
)
def test_texts(raw: str, texts: list[str]):
    assert slices(raw) == [(Part.TEXT, text) for text in texts]


@pytest.mark.parametrize(
    "raw",
    [
        "<script>var a;</script>",
        "<style>a</style>",
        "<pre>un</pre>",
        "<svg><title>un</title></svg>",
        "<textarea>un",
        "<!-- un -->",
        "<!-- un",
        "<?php un ?>",
        "<!DOCTYPE un>",
        "<![CDATA[ un ]]>",
        '<p class="un',
        "<p id=un></p>",
    ],
)
def test_what_holds_no_text(raw: str):
    assert slices(raw) == []


@pytest.mark.parametrize(
    ("raw", "values"),
    [
        ('<p title="un"></p>', ["un"]),
        ("<p title='un \"deux\"'></p>", ['un "deux"']),
        ('<img src="a" ALT = "un" class="x">', ["un"]),
        ('<img alt="un" title="deux">', ["un", "deux"]),
        ('<p aria-label="un" placeholder="deux">', ["un", "deux"]),
        ('<img alt=""><img alt="1"><img alt=un>', []),
        ('<p data-title="un" titles="x">', []),
        ('<p title="un\ndeux">', ["un\ndeux"]),
    ],
)
def test_attributes(raw: str, values: list[str]):
    assert slices(raw) == [(Part.ATTRIBUTE, value) for value in values]


def test_attributes_within_a_text_belong_to_it():
    raw = '<p>un <a title="deux">trois</a></p>'
    assert slices(raw) == [(Part.TEXT, 'un <a title="deux">trois</a>')]


def test_the_attribute_of_a_block_and_its_text():
    raw = '<p title="un">deux</p>'
    assert slices(raw) == [(Part.ATTRIBUTE, "un"), (Part.TEXT, "deux")]


@pytest.mark.parametrize(
    "raw",
    ["<p>un <b>deux</p>", "<p>un</b></p>", "<p>un <b>deux <i>trois</b></i></p>", "<b>\nun</b>"],
)
def test_tags_that_do_not_pair_make_one_slice(raw: str):
    assert slices(f"{raw}\n") == [(Part.WHOLE, raw)]


def test_names_and_quotes_of_attributes_are_told():
    (item,) = html.attributes("<img alt='un'>")
    assert (item.name, item.quote) == ("alt", "'")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("<p>un</p>", "<p>deux</p>"),
        ('<p title="un">', '<p title="deux">'),
        ("<p\n  id='a'>", "<p id='a'>"),
        ("<img alt='un'>", "<img alt='l&#39;un'>"),
    ],
)
def test_translations_have_the_same_skeleton(first: str, second: str):
    assert html.skeleton(first) == html.skeleton(second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("<p>un</p>", "<p>un"),
        ('<p class="un">', '<p class="deux">'),
        ("<p title='un'>", '<p title="un">x</p>'),
        ("<!-- un -->", "<!-- deux -->"),
        ("<script>un</script>", "<script>deux</script>"),
        ("<b></b><i></i>", "<i></i><b></b>"),
        ("<p a='\u00a0'>", "<p a=' '>"),
    ],
)
def test_other_tags_have_another_skeleton(first: str, second: str):
    assert html.skeleton(first) != html.skeleton(second)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("a", True), ("é", True), ("章", True), ("1 → &nbsp;", False), ("", False)],
)
def test_letters(text: str, expected: bool):  # noqa: FBT001
    assert html.has_letter(text) is expected
