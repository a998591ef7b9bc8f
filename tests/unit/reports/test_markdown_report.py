import re
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser

import pyromark
import pytest
from browser.sample_report import HARMFUL_TEXTS, harmful
from report_items import report, stale, untranslated

from charter_i18n.errors import message
from charter_i18n.model import ChangeClass, Severity
from charter_i18n.report import Item
from charter_i18n.reports import markdown
from charter_i18n.ui import Translator

ENGLISH = Translator("en")
TRAPS = (
    *HARMFUL_TEXTS,
    "</details>\n\n# Over\n\n@maintainer #123 closes GH-1",
    "</summary></details>@all",
    "a | b | c",
    "`code` ``more`` ```",
    "1. one\n2. two",
    "- [x] done",
    "    code",
    "=== ---",
    "![image](https://evil.example/x.png) [link](https://evil.example)",
    "<https://evil.example> <img src=x>",
    "[^1] [ref] [ref][]",
    "$x$ and $$y$$",
    "~~~ > quote",
    "\u202eright to left\u2066",
    "carriage\rreturn # heading",
    ":tada: \\ \\\\ *bold* _em_",
)


class Page(HTMLParser):
    """What a browser would make of the rendered comment."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.attributes: set[str] = set()
        self.said: list[str] = []
        self.open: list[str] = []
        options = pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_STRIKETHROUGH
        self.feed(pyromark.html(text, options=options))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.attributes |= {name for name, _ in attrs}
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        # Platforms look for names and addresses to link everywhere but in code.
        if "code" not in self.open:
            self.said.append(data)


def rendered(*items: Item) -> str:
    return markdown.render(report(*items), translator=ENGLISH)


def test_critical_items_are_open_and_the_others_folded():
    found = rendered(stale(), stale(severity=Severity.MAJOR, classes=(ChangeClass.WORDING,)))
    assert "\n### critical stale (modality): doit → peut: weaker\n" in found
    assert "\n<details><summary>major stale (wording): doit → peut: weaker</summary>\n" in found
    assert found.index("###") < found.index("<details>")
    assert "> Le bureau <del>doit</del><ins>peut</ins> publier les comptes.\n" in found


def test_the_table_counts_states_and_severities():
    assert rendered(stale()).split("\n")[2:5] == [
        "| locale | current | stale | unfinished | untranslated | rejected | carried | severity |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | --- |",
        "| es | 9/10 | 1 | 0 | 0 | 0 | 0 | 1 critical |",
    ]


def test_nothing_stale_is_said():
    assert rendered().endswith("\nNothing is stale.\n")


@pytest.mark.parametrize("severity", [Severity.CRITICAL, Severity.MAJOR])
@pytest.mark.parametrize("trap", TRAPS, ids=lambda text: ascii(text[:30]))
def test_no_text_breaks_out(trap: str, severity: Severity):
    item = stale(
        severity=severity,
        reason=message("{old} → {new}: weaker", old=trap, new=trap),
        old=trap,
        new=f"{trap} x",
        redline=(("equal", trap), ("insert", f"{trap} x")),
        translation=trap,
        proposal=trap,
        section=(trap,),
        old_section=(f"{trap}.",),
        since=trap,
        path=f"locale/es/{trap[:50]}.po",
    )
    plain = replace(item, redline=(), locale="ar")
    expected, found = Page(rendered(stale(severity=severity))), Page(rendered(item, plain))
    folded = severity is not Severity.CRITICAL
    assert found.open == []
    assert found.tags["details"] == found.tags["summary"] == (2 if folded else 0)
    assert found.tags["h3"] == (0 if folded else 2)
    assert set(found.tags) <= {*expected.tags, "ins", "span"}
    assert found.attributes <= {*expected.attributes, "lang", "dir"}
    assert found.tags["blockquote"] == 2
    assert found.tags["table"] == 1
    said = "\0".join(found.said)
    assert not re.search(r"@\w|#\d|GH-\d|://|\bwww\.", said)
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", said)


def test_a_page_full_of_attacks_stays_whole():
    found = Page(markdown.render(harmful(), translator=ENGLISH))
    assert found.open == []
    assert not {"script", "img", "a", "svg", "meta", "style", "base", "h1"} & set(found.tags)


def test_translations_from_right_to_left_are_set_apart():
    assert '> → <span lang="ar" dir="rtl">عربي</span>\n' in rendered(
        stale(locale="ar", translation="عربي")
    )


@pytest.mark.parametrize("texts", ["x" * 3000, "@a" * 3000, "mot " * 1000, "<" * 5000])
def test_a_comment_has_room_for_it_and_says_what_it_leaves_out(texts: str):
    many = 500
    found = rendered(
        *(stale(new=texts, old=None, redline=(), translation=texts, proposal=texts),) * many
    )
    assert len(found) <= markdown.LIMIT
    shown = found.count("### critical")
    assert shown > 1
    (said,) = re.findall(r"^\*(\d+) more are not shown here: .*\*$", found, re.MULTILINE)
    assert int(said) == many - shown


def test_one_item_too_many_is_counted():
    item = stale(new="x" * 1400, old=None, redline=(), translation="")
    count = 2
    while "more" not in (found := rendered(*(item,) * count)):
        count += 1
    assert "\n*1 more is not shown here: " in found
    assert len(found) > markdown.LIMIT - 4000


def test_missing_translations_are_shown_where_something_can_be_suggested():
    found = rendered(untranslated(), untranslated(proposal="Algo."))
    assert found.count("<details>") == 1
    assert "> a similar text is translated: Algo.\n" in found
