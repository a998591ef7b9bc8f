import re

from hypothesis import assume, example, given, reject
from hypothesis import strategies as st
from markdown_strategies import LINES, NASTY, WORDS, documents

from charter_i18n.errors import InputError
from charter_i18n.formats import markdown, writing
from charter_i18n.model import Document, Kind, Segment
from charter_i18n.render import Fallback, render

TRANSLATE = ("title",)
LINE_END = re.compile("\r\n?|\n")
TEXTS = st.one_of(documents(), NASTY)


def parse(text: str) -> Document:
    return markdown.parse(text, path="source/charte.md", translate=TRANSLATE)


def parsed(text: str) -> Document:
    """The document of a text whose front matter is sound."""
    try:
        return parse(text)
    except InputError:
        reject()


def skeleton(text: str) -> object:
    found = markdown.scan(text)
    return [node.token for node in found.nodes], found.definitions


def bare_skeleton(text: str) -> object:
    """The skeleton without what leaves hold: a span may have been added there."""
    found = markdown.scan(text)
    nodes = [
        (node.name, node.value, node.inlines if node.name != "leaf" else ()) for node in found.nodes
    ]
    return nodes, found.definitions


@given(TEXTS)
def test_joined_pieces_are_the_text(text):
    document = parsed(text)
    assert document.text == text
    assert all(piece.text for piece in document.pieces)


@given(TEXTS)
def test_without_translation_nothing_changes(text):
    document = parsed(text)
    assert render(document, {}).text == text
    same = {segment.key: segment.msgid for segment in document.segments}
    rendering = render(document, same)
    assert rendering.text == text
    assert rendering.missing == ()


@given(TEXTS)
def test_the_text_of_a_segment_stands_on_its_lines(text):
    lines = LINE_END.split(text)
    for segment in parsed(text).segments:
        own = LINE_END.split(segment.text)
        assert segment.end_line - segment.line == len(own) - 1
        assert own[0] in lines[segment.line - 1]
        assert own[-1] in lines[segment.end_line - 1]


@given(TEXTS)
def test_a_segment_has_a_letter_and_no_blanks_around(text):
    for segment in parsed(text).segments:
        assert any(map(str.isalpha, segment.msgid))
        if segment.kind is not Kind.FRONT_MATTER:
            assert segment.text == segment.text.strip(" \t\r\n")
            assert "\r" not in segment.msgid


@given(documents())
def test_unfolding_is_stable(text):
    document = parsed(text)
    pieces = [
        writing.write(piece.slot, piece.msgid)
        if isinstance(piece, Segment) and piece.kind is not Kind.FRONT_MATTER
        else piece.text
        for piece in document.pieces
    ]
    unfolded = "".join(pieces)
    assert skeleton(unfolded) == skeleton(text)
    again = parse(unfolded)
    assert [item.msgid for item in again.segments] == [item.msgid for item in document.segments]


@given(TEXTS, st.data())
def test_no_translation_changes_the_skeleton(text, data):
    document = parsed(text)
    msgstrs = st.one_of(NASTY, LINES, st.just(""))
    translations = {item.key: data.draw(msgstrs) for item in document.segments}
    rendering = render(document, translations)
    assert skeleton(rendering.text) == skeleton(text)
    marked = render(document, translations, fallback=Fallback.span("fr"))
    assert bare_skeleton(marked.text) == bare_skeleton(text)
    assert len(rendering.translated) + len(rendering.missing) == len(tuple(document.segments))
    assert all(refusal.segment in rendering.missing for refusal in rendering.refused)


@given(documents(), st.data())
def test_one_bad_translation_stops_no_other(text, data):
    document = parsed(text)
    segments = [item for item in document.segments if item.kind is not Kind.FRONT_MATTER]
    assume(segments)
    bad = data.draw(st.sampled_from(segments))
    good = {item.key: item.msgid + " é" for item in segments}
    expected = render(document, good)
    rendering = render(document, good | {bad.key: "un\n\ndeux"})
    others = [item for item in expected.translated if item.key != bad.key]
    assert [item for item in rendering.translated if item.key != bad.key] == others
    assert {item.segment.key for item in rendering.refused} >= {bad.key}


@given(st.lists(st.one_of(WORDS, st.just("**mot**")), min_size=2, max_size=12), st.data())
def test_rewrapping_keeps_msgids(words, data):
    assume(any(character.isalpha() for word in words for character in word))
    assume(not any(re.match(r"\d+[.)]$", word) for word in words))
    breaks = [data.draw(st.sampled_from([" ", "\n", " \n", "\n  "])) for _ in words[1:]]
    wrapped = "".join(part for pair in zip(words, [*breaks, ""], strict=True) for part in pair)
    for first, rest in (
        ("", ""),
        ("- ", "  "),
        ("> ", "> "),
        ("[^1]: ", "    "),
        ("> 1. ", ">    "),
    ):
        text = first + wrapped.replace("\n", f"\n{rest}")
        assert [item.msgid for item in parse(text).segments] == [" ".join(words)]


@given(NASTY)
@example("1. [x] \\\n   -")
def test_nothing_but_an_input_error_is_raised(text):
    try:
        markdown.scan(text)
        assert parse(text).text == text
    except InputError as error:
        places = [fault.place for fault in error.faults]
        assert all(place is not None and place.line for place in places)


def _starts(document: Document) -> dict[int, tuple[str, str | None, tuple[str, ...]]]:
    """The segments of a document by their byte offsets."""
    found, offset = {}, 0
    for piece in document.pieces:
        if isinstance(piece, Segment):
            found[offset] = (piece.msgid, piece.msgctxt, piece.comments)
        offset += len(piece.text.encode())
    return found


CONTAINERS = frozenset({"BlockQuote", "DefinitionListDefinition", "FootnoteDefinition", "Item"})
ORDERS = st.sampled_from(["skip", "context menu", "comment Une note"])


@given(documents(), ORDERS, st.data())
def test_a_directive_touches_nothing_outside_of_its_container(text, order, data):
    starts = [found.end() for found in re.finditer(r"^[ \t>]*(?:[-*] |1\. )?", text, re.MULTILINE)]
    at = data.draw(st.sampled_from(starts))
    # The line goes on below the directive, as deep in its containers.
    line = text[text.rfind("\n", 0, at) + 1 : at]
    below = ("\r\n" if "\r\n" in text else "\n") + re.sub(r"[^>\t]", " ", line)
    with_order, without = (
        f"{text[:at]}<!-- {name}:{order} -->{below}{text[at:]}" for name in ("i18n", "none")
    )
    offset = len(text[:at].encode())
    plain = {
        start: (msgid.replace("none:", "i18n:"), *notes)
        for start, (msgid, *notes) in _starts(parsed(without)).items()
    }
    steered = {start: tuple(item) for start, item in _starts(parsed(with_order)).items()}
    touched = [start for start, item in plain.items() if steered.get(start) != item]
    assert set(steered) <= set(plain)
    assert all(start >= offset for start in touched)
    for block in markdown.scan(with_order).blocks:
        inside = [start for start in plain if offset <= start < block.end]
        if block.name in CONTAINERS and block.start <= offset < block.end and inside:
            assert all(start < block.end for start in touched)
