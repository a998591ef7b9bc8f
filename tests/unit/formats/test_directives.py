import pytest

from charter_i18n.formats import blocks, directives, parser
from charter_i18n.formats.directives import Directives

KNOWN = "skip, skip-start, skip-end, context, comment"


def read(text: str) -> Directives:
    data = text.encode()
    structure = blocks.structure(data, parser.events(text))
    return directives.read(data, structure, parser.definitions(text))


def steered(text: str) -> list[tuple[str, bool, str | None, str | None]]:
    """What each directive speaks of, and what it says."""
    data = text.encode()
    return [
        (data[item.start : item.end].decode().strip(), item.skip, item.context, item.comment)
        for item in read(text).steering
    ]


def warnings(text: str) -> list[tuple[int, str]]:
    return [(start, str(message)) for start, message, _ in read(text).mistakes]


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("<!-- i18n:skip -->\nun\n\ndeux\n", "un"),
        ("<!-- i18n:skip -->\n\n- un\n- deux\n\ntrois\n", "- un\n- deux"),
        ("<!--i18n:skip-->\n# un\n", "# un"),
        ("<!--\ni18n:skip\n-->\nun\n", "un"),
        ("<!-- i18n:skip -->\n```\nun\n```\n\ndeux\n", "```\nun\n```"),
        ("<!-- i18n:skip -->\n[a]: /u 'un'\n\ndeux\n", "[a]: /u 'un'"),
        ("<!-- i18n:skip --><p>un</p>\n\ndeux\n", "<p>un</p>"),
        ("<!-- i18n:skip -->\n<!-- autre -->\n\nun\n", "un"),
        ("> <!-- i18n:skip -->\n> un\n>\n> deux\n", "un"),
        ("- <!-- i18n:skip -->\n  un\n- deux\n", "un"),
        ("- <!-- i18n:skip --> un\n- deux\n", "un"),
        ("1. <!-- i18n:skip -->\n   > un\n   >\n   > deux\n2. trois\n", "> un\n   >\n   > deux"),
        ("Terme\n: <!-- i18n:skip -->\n  un\n: deux\n", "un"),
        ("[^1]: <!-- i18n:skip -->\n    un\n\n[^2]: deux\n", "un"),
        ("> <!-- i18n:skip -->\n> un\n\ndeux\n", "un"),
        ("> - <!-- i18n:skip -->\n>   un\n> - deux\n", "un"),
        ("- <!-- i18n:skip -->\n  ***\n- deux\n", "***"),
        ("<!-- i18n:skip -->\n---\n\ndeux\n", "---"),
    ],
)
def test_the_next_block_is_meant(text: str, target: str):
    assert steered(text) == [(target, True, None, None)]


@pytest.mark.parametrize(
    "text", ["- un\n  <!-- i18n:skip -->\n- deux\n", "- <!-- i18n:skip -->\n- deux\n"]
)
def test_what_ends_an_item_speaks_of_what_comes_after(text: str):
    assert steered(text) == [("- deux", True, None, None)]


def test_nothing_follows():
    found = read("un\n\n<!-- i18n:skip -->\n")
    assert found.steering == ()
    assert warnings("un\n\n<!-- i18n:skip -->\n") == [
        (4, "i18n:skip steers nothing: no block follows it")
    ]


def test_a_region_lies_between_its_marks():
    text = "<!-- i18n:skip-start -->\n\nun\n\n<!-- i18n:skip-end -->\n\ndeux\n"
    assert steered(text) == [("un", True, None, None)]


def test_contexts_and_comments():
    text = "<!-- i18n:context menu\u00a0haut -->\n<!-- i18n:comment une\n   note -->\nun\n"
    assert steered(text) == [
        ("un", False, "menu\u00a0haut", None),
        ("un", False, None, "une note"),
    ]


def test_steering_is_in_order():
    text = (
        "<!-- i18n:skip-start -->\n\n<!-- i18n:context a -->\nun\n\n<!-- i18n:skip-end -->\n\n"
        "<!-- i18n:context b -->\ndeux\n"
    )
    starts = [item.start for item in read(text).steering]
    assert starts == sorted(starts)
    assert len(starts) == 3


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<!-- i18n:skip-end -->\n", [(0, "i18n:skip-end without i18n:skip-start")]),
        (
            "<!-- i18n:skip-start -->\n",
            [(0, "i18n:skip-start without i18n:skip-end: all that follows is left out")],
        ),
        ("un\n\n<!-- i18n:context -->\ndeux\n", [(4, "i18n:context has no text")]),
        ("<!-- i18n:comment -->\nun\n", [(0, "i18n:comment has no text")]),
        (
            "<!-- i18n:skippp -->\n",
            [
                (
                    0,
                    f"unknown directive i18n:skippp; known are {KNOWN}",
                )
            ],
        ),
        ("<!-- i18nskip --><!-- x i18n:y -->\n\n`<!-- i18n:y -->`\n", []),
        ("<!-- I18N:Skip -->\nun\n", [(0, "the directive i18n:Skip has capital letters")]),
        ("un <!-- i18n:skip --> deux\n", [(3, "i18n:skip within a text steers nothing")]),
        ("> un <!-- i18n:a\n> b --> c\n", [(5, "i18n:a within a text steers nothing")]),
        (
            "| a | <!-- i18n:skip --> b |\n|---|---|\n",
            [(6, "i18n:skip within a text steers nothing")],
        ),
    ],
)
def test_mistakes_are_told(text: str, expected: list[tuple[int, str]]):
    assert warnings(text) == expected


def test_warnings_are_in_order():
    text = "<!-- i18n:skip-start -->\n\n<!-- i18n:x -->\n\n<!-- i18n:context -->\n"
    starts = [start for start, _ in warnings(text)]
    assert starts == sorted(starts)
    assert len(starts) == 3


def test_every_mistake_says_what_to_do():
    text = (
        "<!-- i18n:skip-end -->\n\n<!-- i18n:x -->\n\n<!-- I18N:skip -->\n\n"
        "<!-- i18n:context -->\n\n"
        "un <!-- i18n:skip -->\n\n<!-- i18n:skip-start -->\n\n<!-- i18n:skip -->\n"
    )
    assert len(read(text).mistakes) == 6
    assert all(str(item.hint) for item in read(text).mistakes)
