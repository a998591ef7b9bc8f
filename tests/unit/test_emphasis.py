from pathlib import Path

import pseudo
import pytest
from data import data_file

from charter_i18n import emphasis
from charter_i18n.formats import markdown
from charter_i18n.model import Kind, Segment, Slot, SlotStyle

ROOT = Path(__file__).resolve().parent.parent.parent


def unpaired(source: str, msgstr: str, style: SlotStyle = SlotStyle.INLINE) -> str | None:
    segment = Segment(Kind.PARAGRAPH, source, source, Slot(style), 1, 1)
    return emphasis.unpaired(segment, msgstr)


@pytest.mark.parametrize(
    ("source", "msgstr", "mark"),
    [
        ("*todas y todos*", "*todas y todos.", "*"),
        ("**un** deux", "**un* deux", "*"),
        ("un **deux**", "uno** dos", "**"),
        ("_un_ deux", "_uno dos", "_"),
        ("~~un~~ deux", "~~uno dos", "~~"),
        ("*un*\ndeux", "uno\n*dos", "*"),
        ("**un** deux", "章**「章」**章", "**"),
        ("**un** \\* deux", "**uno \\* dos", "**"),
        ("*un* \\\\", "\\\\*uno", "*"),
    ],
)
def test_a_mark_that_does_not_pair_up_is_named(source: str, msgstr: str, mark: str):
    assert unpaired(source, msgstr) == mark


@pytest.mark.parametrize(
    ("source", "msgstr"),
    [
        ("*un*", "*uno*"),
        ("*un*", "_uno_"),
        ("*un*", "uno"),
        ("un", "*uno"),
        ("*un*", "uno \\*"),
        ("*un*", "uno &#42;"),
        ("*un* 5 * 3", "*uno* 5 * 3 * 2"),
        ("*un*", "*uno* a_b_c"),
        ("*un*", "*uno* `*` <b title='*'>"),
        ("*un* deux*", "*uno* dos*"),
        ("*un* [a](x_y)", "*uno* [a](_x)"),
    ],
)
def test_what_is_meant_is_left_alone(source: str, msgstr: str):
    assert unpaired(source, msgstr) is None


def test_in_html_marks_are_text():
    assert unpaired("*un*", "*uno", SlotStyle.HTML) is None


def _false_alarms(path: Path) -> list[str]:
    text = path.read_text(encoding="utf-8")
    document = markdown.parse(text, path=path.name, translate=("title", "description"))
    translations = pseudo.translations(text, document)
    found = [
        item.msgid
        for item in document.segments
        if emphasis.unpaired(item, translations[item.key]) is not None
    ]
    return [*found, *map(str, document.warnings)]


def test_the_charter_raises_no_alarm():
    for path in (ROOT / "source").rglob("*.md"):
        assert _false_alarms(path) == []


def test_real_posts_raise_no_alarm():
    for path in [*data_file("posts").rglob("*.md"), data_file("seed-post.md")]:
        assert _false_alarms(path) == []
