import pytest

from charter_i18n.formats import parser

PANIC = "1. [x] \\\n   -"


def test_events_have_names_payloads_and_byte_ranges():
    found = [(event.name, event.start, event.end) for event in parser.events("é [a](/u)\n")]
    assert found == [
        ("Paragraph", 0, 11),
        ("Text", 0, 3),
        ("Link", 3, 10),
        ("Text", 4, 5),
        ("Link", 3, 10),
        ("Paragraph", 0, 11),
    ]


def test_tags_open_and_close():
    states = [(event.opens, event.closes) for event in parser.events("un\n")]
    assert states == [(True, False), (False, False), (False, True)]


def test_definitions_are_in_order_and_the_first_counts():
    text = "[b]: /u 'x&amp;y'\n[a]: </v w>\n[B]: /z\n"
    rows = [(item.label, item.destination, item.title) for item in parser.definitions(text)]
    assert rows == [("b", "/u", "x&y"), ("a", "/v w", "")]


@pytest.mark.parametrize("text", ["## un {#id}\n", "$un$\n", "---\ntitle: un\n---\n"])
def test_what_would_swallow_text_is_off(text: str):
    assert any(event.name == "Text" for event in parser.events(text))
    names = {event.name for event in parser.events(text)}
    assert names.isdisjoint({"MetadataBlock", "InlineMath"})


def test_a_panic_is_an_error_of_ours(monkeypatch: pytest.MonkeyPatch):
    options = parser.OPTIONS | parser.Options.ENABLE_HEADING_ATTRIBUTES
    monkeypatch.setattr(parser, "OPTIONS", options)
    with pytest.raises(parser.ParserPanicError):
        parser.events(PANIC)
    with pytest.raises(parser.ParserPanicError):
        parser.definitions(PANIC)


def test_other_errors_are_not_swallowed(monkeypatch: pytest.MonkeyPatch):
    def interrupted(*_arguments: object, **_options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(parser.pyromark, "events_with_range", interrupted)
    with pytest.raises(KeyboardInterrupt):
        parser.events("un")


def test_our_options_do_not_panic():
    assert list(parser.events(PANIC))
