import pytest
from fixture_file import Case, cases, described
from pseudo import translations

from charter_i18n.errors import InputError
from charter_i18n.formats import markdown, parser
from charter_i18n.model import Document, Kind, Segment, SlotStyle, Verbatim
from charter_i18n.render import Fallback, render

PATH = "source/charte.md"
TRANSLATE = ("title", "subtitle", "description", "features", "seo")
CASES = cases("markdown-*.md")
EACH_CASE = pytest.mark.parametrize("case", CASES, ids=str)


def parse(text: str) -> Document:
    return markdown.parse(text, path=PATH, translate=TRANSLATE)


def variants(text: str) -> tuple[str, ...]:
    """The same text with other line ends, a byte order mark, without its last line end."""
    crlf = text.replace("\r\n", "\n").replace("\n", "\r\n")
    bom = "\ufeff" + text.removeprefix("\ufeff")
    return text, crlf, bom, text.rstrip("\r\n")


@EACH_CASE
def test_the_segments_are_as_expected(case: Case):
    assert described(parse(case.input)) == case.expected


@EACH_CASE
def test_nothing_is_lost_or_changed(case: Case):
    for text in variants(case.input):
        document = parse(text)
        assert document.text == text
        assert render(document, {}).text == text
        same = {segment.key: segment.msgid for segment in document.segments}
        assert render(document, same).text == text


@pytest.mark.parametrize("case", [case for case in CASES if "\r" not in case.input], ids=str)
def test_line_ends_and_a_byte_order_mark_change_no_segment(case: Case):
    _, crlf, bom, _ = map(parse, variants(case.input))
    assert described(crlf) == case.expected
    assert described(bom) == case.expected


@EACH_CASE
def test_an_honest_translation_is_accepted(case: Case):
    document = parse(case.input)
    rendering = render(document, translations(case.input, document))
    assert rendering.refused == ()
    assert rendering.missing == ()
    assert len(list(parse(rendering.text).segments)) == len(list(document.segments))


@EACH_CASE
def test_a_fallback_in_a_span_is_safe(case: Case):
    document = parse(case.input)
    rendering = render(document, {}, fallback=Fallback.span("fr"))
    assert rendering.text.replace('<span lang="fr">', "").replace("</span>", "") == (
        case.input.replace("</span>", "")
    )


def test_the_fixtures_were_found():
    assert len(CASES) > 200
    places = {(case.place.partition(":")[0], case.title) for case in CASES}
    assert len(places) == len(CASES)


def test_pieces_are_never_empty():
    assert all(piece.text for case in CASES for piece in parse(case.input).pieces)


def test_a_byte_order_mark_is_a_piece_of_its_own():
    assert parse("\ufeff# Charte\n").pieces[0] == Verbatim("\ufeff")


def test_slots_say_how_a_translation_is_written():
    text = "# un\n\ndeux\n\n| trois |\n|---|\n\n![quatre](a.png)\n\n[a]: /u 'cinq'\n"
    styles = [segment.slot.style for segment in parse(text).segments]
    assert styles == [
        SlotStyle.LINE,
        SlotStyle.INLINE,
        SlotStyle.CELL,
        SlotStyle.ALT,
        SlotStyle.TITLE,
    ]


def test_a_slot_keeps_the_hard_breaks_and_the_prefix_of_further_lines():
    (segment,) = parse("> - un  \r\n>   deux\\\r\n>   trois\r\n").segments
    assert segment.msgid == "un\ndeux\ntrois"
    assert segment.slot.breaks == ("  \r\n>   ", "\\\r\n>   ")
    assert segment.slot.prefix == "\r\n>   "


def test_front_matter_is_translated_only_where_asked():
    text = "---\ntitle: Charte\n---\n# Charte\n"
    assert [item.kind for item in markdown.parse(text, path=PATH).segments] == [Kind.HEADING]


def test_a_text_that_the_parser_fails_on_stays_verbatim(monkeypatch: pytest.MonkeyPatch):
    text = "---\ntitle: Charte\n---\n1. [x] \\\n   -"
    options = parser.OPTIONS | parser.Options.ENABLE_HEADING_ATTRIBUTES
    monkeypatch.setattr(parser, "OPTIONS", options)
    document = parse(text)
    assert document.text == text
    assert [segment.msgid for segment in document.segments] == ["Charte"]
    (warning,) = document.warnings
    assert str(warning) == (
        "source/charte.md: the Markdown parser fails on this text"
        " (it is left untranslated; report the text to the project)"
    )
    (title,) = document.segments
    rendering = render(document, {title.key: "Charter"})
    assert rendering.text == text.replace("Charte", "Charter")


def test_broken_front_matter_is_an_error_with_a_place():
    with pytest.raises(InputError) as caught:
        parse("---\ntitle: 'Charte\nlayout: post\n---\n")
    assert str(caught.value).startswith("source/charte.md:")


def test_a_scan_tells_a_changed_url_a_changed_block_and_a_changed_definition():
    base = markdown.scan("un [a](/u)\n\n[b]: /b\n")
    assert markdown.scan("deux [c](/u)\n\n[b]: /b\n").definitions == base.definitions
    tokens = [node.token for node in base.nodes]
    assert [node.token for node in markdown.scan("deux [c](/u)\n").nodes] == tokens
    assert [node.token for node in markdown.scan("un [a](/v)\n").nodes] != tokens
    assert [node.token for node in markdown.scan("- un [a](/u)\n").nodes] != tokens
    assert markdown.scan("un [a](/u)\n\n[b]: /c\n").definitions != base.definitions


def test_ranges_of_a_scan_count_from_the_beginning_of_the_text():
    text = "---\ntitre: é\n---\nun\n"
    leaf = next(node for node in markdown.scan(text).nodes if node.name == "leaf")
    assert text.encode()[leaf.start : leaf.end] == b"un"


def test_one_msgid_whatever_the_line_ends():
    msgids = {
        tuple(item.msgid for item in parse(f"un{end}deux  {end}trois{end}").segments)
        for end in ("\n", "\r\n", "\r")
    }
    assert msgids == {("un deux\ntrois",)}


def test_a_segment_is_a_slice_of_its_source():
    text = "- un *deux*\n  trois\n"
    (segment,) = parse(text).segments
    assert isinstance(segment, Segment)
    assert (segment.text, segment.msgid) == ("un *deux*\n  trois", "un *deux* trois")
