import pytest

from charter_i18n.formats import cuts, markdown
from charter_i18n.formats.cuts import Cut


def found(text: str) -> list[tuple[str, str]]:
    """What follows each cut on its line, and its lead."""
    data = text.encode()
    return [
        (data[cut.offset :].decode().split("\n")[0], cut.lead)
        for cut in cuts.cuts(data, markdown.scan(text).blocks)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("un\n\n# deux\n\n> trois\n", ["un", "# deux", "> trois"]),
        ("- un\n- deux\n  - trois\n", ["- un", "- un", "- deux"]),
        ("  1. un\n  2. deux\n", ["  1. un", "  1. un", "  2. deux"]),
        ("> - un\n> - deux\n", ["> - un"]),
        ("é\n\nun\n", ["é", "un"]),
        ("[a]: /u\n", []),
    ],
)
def test_blocks_and_items_that_nothing_encloses(text: str, expected: list[str]):
    assert [line for line, _ in found(text)] == expected


def test_rows_carry_the_head_of_their_table():
    text = "| é |\n|---|\n| un |\n| deux |\n\n| b |\n|---|\n| trois |\n"
    assert found(text) == [
        ("| é |", ""),
        ("| un |", "| é |\n|---|\n"),
        ("| deux |", "| é |\n|---|\n"),
        ("| b |", ""),
        ("| trois |", "| b |\n|---|\n"),
    ]


def test_cuts_between_two_places():
    some = (Cut(2), Cut(5), Cut(9))
    assert cuts.between(some, 3, 5) == Cut(5)
    assert cuts.between(some, 5, 9) == Cut(5)
    assert cuts.between(some, 6, 8) is None
    assert cuts.between(some, 10, 20) is None


def test_only_what_a_text_refers_to_is_its_context():
    source = (
        "[un  Lien]: </a\\<b\\>&amp;c> 'titre'\n[deux]: /d\n\n"
        "[^1]: note\n\n[^2]: autre\n\n[Un lien][] [^2]\n"
    )
    whole = markdown.scan(source)
    context = cuts.context("texte [Un lien][] [^2]", whole.definitions, whole.nodes)
    part = markdown.scan(f"texte [Un lien][] [^2]{context}\n")
    assert [label for label, _ in part.definitions] == ["un Lien"]
    assert part.definitions[0] == whole.definitions[0]
    names = [node.value for node in part.nodes if node.name == "FootnoteDefinition"]
    assert names == ["2"]
    assert cuts.context("texte", whole.definitions, whole.nodes) == ""
