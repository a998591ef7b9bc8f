import base64
import hashlib
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path

import html5lib
import pytest
from browser import sample_report
from browser.sample_report import ITEMS, SAMPLE
from hypothesis import given, settings
from hypothesis import strategies as st

from charter_i18n.errors import Message, message, plural
from charter_i18n.model import ChangeClass, Kind, Severity
from charter_i18n.report import ItemState, Report
from charter_i18n.reports import html, status_html
from charter_i18n.reports.html import bars, texts, views, words
from charter_i18n.states import Counts, LocaleStatus
from charter_i18n.ui import Translator

ENGLISH, FRENCH = Translator("en"), Translator("fr")
XHTML = "{http://www.w3.org/1999/xhtml}"
PAGES = {
    "sample": html.render(SAMPLE, translator=ENGLISH),
    "french": html.render(SAMPLE, translator=FRENCH),
    "finished": html.render(sample_report.FINISHED, translator=ENGLISH),
    "empty": html.render(Report("fr", (), ()), translator=ENGLISH),
    "harmful": html.render(sample_report.harmful(), translator=ENGLISH),
    "status": sample_report.status_page(ENGLISH),
    "no status": status_html.render((), translator=ENGLISH),
}


def parsed(page: str) -> ET.Element:
    """The page as a tree; any error of the HTML standard is raised."""
    return html5lib.HTMLParser(strict=True).parse(page)


def elements(page: str, name: str) -> list[ET.Element]:
    return list(parsed(page).iter(XHTML + name))


def text_of(element: ET.Element) -> str:
    return "".join(element.itertext())


# --- the page as HTML ---------------------------------------------------------------------------


@pytest.mark.parametrize("name", PAGES)
def test_the_page_is_valid(name):
    tree = parsed(PAGES[name])
    ids = [element.get("id") for element in tree.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    assert not [found for found in ids if re.search(r"\s", found)]
    for element in tree.iter(XHTML + "a"):
        assert element.get("href", "").removeprefix("#") in ids
    for label in tree.iter(XHTML + "label"):
        assert label.get("for") in ids or list(label.iter(XHTML + "input"))


@pytest.mark.parametrize("name", PAGES)
def test_nothing_inline_can_run_or_load(name):
    for element in parsed(PAGES[name]).iter():
        for attribute in element.attrib:
            assert not attribute.startswith("on")
            assert attribute not in {"style", "src", "srcset", "action", "formaction", "background"}
        if "href" in element.attrib:
            assert element.attrib["href"].startswith("#")


@pytest.mark.parametrize("name", PAGES)
def test_the_policy_allows_only_what_is_in_the_page(name):
    (policy,) = (
        element.get("content")
        for element in elements(PAGES[name], "meta")
        if element.get("http-equiv") == "Content-Security-Policy"
    )
    rules = dict(rule.split(" ", 1) for rule in re.split("; *", policy))
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
    assert "unsafe" not in policy
    for element, rule in (("style", "style-src"), ("script", "script-src")):
        found = re.findall(f"<{element}>(.*?)</{element}>", PAGES[name], re.DOTALL)
        hashes = [
            f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
            for text in found
        ]
        assert rules[rule] == (hashes[0] if hashes else "'none'")
        assert len(hashes) == (0 if element == "script" and "status" in name else 1)


def test_the_same_report_gives_the_same_bytes():
    program = (
        "import sys; sys.path.insert(0, 'tests/browser'); import sample_report;"
        "from charter_i18n.reports import html; from charter_i18n.ui import Translator;"
        "sys.stdout.reconfigure(encoding='utf-8');"
        "print(html.render(sample_report.SAMPLE, translator=Translator('en')), end='')"
    )
    root = Path(__file__).resolve().parents[3]
    for seed in ("1", "2"):
        run = subprocess.run(
            [sys.executable, "-c", program],
            cwd=root,
            env={"PYTHONHASHSEED": seed, "TZ": "Asia/Tokyo", "LANG": "C"},
            capture_output=True,
            check=True,
        )
        assert run.stdout.decode() == PAGES["sample"]


def test_jinja_is_imported_on_demand():
    program = "import sys, charter_i18n.reports.status_html; assert 'jinja2' not in sys.modules"
    subprocess.run([sys.executable, "-c", program], check=True)


# --- words --------------------------------------------------------------------------------------


class Marking(Translator):
    """A language in which every sentence of the tool stands in brackets."""

    def text(self, sentence: str) -> str:
        return f"⟦{sentence}⟧" if sentence else ""

    def say(self, message: Message) -> str:
        return self.text(super().say(message))


def untranslated(element: ET.Element) -> Iterator[str]:
    """Letters that are neither a sentence nor in an element that holds texts or names."""
    if element.tag in {XHTML + name for name in ("style", "script", "code", "kbd", "abbr", "bdi")}:
        return
    if element.get("class") == "links" or element.get("lang") is not None:
        return
    rest = "".join(filter(None, (element.text, *(child.tail for child in element))))
    while (shorter := re.sub("⟦[^⟦⟧]*⟧", "", rest)) != rest:
        rest = shorter
    if re.search(r"[^\W\d_]", rest):
        yield rest
    for child in element:
        yield from untranslated(child)


@pytest.mark.parametrize("report", [SAMPLE, sample_report.FINISHED, Report("fr", (), ())])
def test_every_word_of_the_page_can_be_translated(report):
    page = html.render(report, translator=Marking())
    (body,) = elements(page, "body")
    names = r" (– )?(English|Spanish|Arabic|French|source/\S+)( \(\d\))? *"
    assert [
        text for text in untranslated(body) if not re.fullmatch(names, f" {text.strip()}")
    ] == []
    for element in body.iter():
        for attribute in ("title", "placeholder", "aria-label", "alt"):
            value = element.get(attribute)
            assert value is None or re.fullmatch("⟦.*⟧", value), value


def test_every_word_of_the_status_can_be_translated():
    (body,) = elements(sample_report.status_page(Marking()), "body")
    assert set(untranslated(body)) <= {"English", "Spanish", "Arabic"}


def test_tables_of_words_are_complete():
    assert list(words.SEVERITIES) == sorted(Severity, reverse=True)
    assert set(words.EXPLANATIONS) == set(Severity)
    assert set(words.KINDS) == set(Kind)


def test_french_figures_and_names():
    counts = Counts(total=12345, current=12000, stale=345)
    report = Report("fr", (LocaleStatus("pt_BR", (("source/a.md", counts),)),), ITEMS[:1])
    page = html.render(report, translator=FRENCH)
    assert '<html lang="fr" dir="ltr">' in page
    assert "12\u202f000" in page
    assert re.search("97[\u202f\xa0]%", page)
    assert "Portugais (Brésil)" in page


@pytest.mark.parametrize(
    ("since", "said"),
    [
        ("2f34bde (2026-11-23)", "in the source since November 23, 2026 (2f34bde)"),
        ("1.1.0", "in the source since 1.1.0"),
        ("working", "not committed yet"),
    ],
)
def test_since_when(since, said):
    page = html.render(Report("fr", (), (replace(ITEMS[0], since=since),)), translator=ENGLISH)
    assert f"<span>{said}</span>" in page


# --- languages ----------------------------------------------------------------------------------


def test_every_text_has_its_language_and_direction():
    found = {
        (element.get("lang"), element.get("dir")): text_of(element)
        for element in elements(PAGES["sample"], "dd")
        if element.get("lang")
    }
    assert set(found) == {("fr", "ltr"), ("es", "ltr"), ("en", "ltr"), ("ar", "rtl")}
    assert "صاحب المبادرة" in found["ar", "rtl"]


def test_locales_are_written_as_bcp_47():
    item = replace(ITEMS[0], locale="sr@latin")
    page = html.render(Report("fr_CA", (), (item,)), translator=ENGLISH)
    languages = {element.get("lang") for element in elements(page, "dd")}
    assert {"sr-Latn", "fr-CA"} <= languages


def test_what_a_reason_quotes_is_french():
    (heading, *_) = elements(PAGES["sample"], "h3")[len(SAMPLE.locales) :]
    assert [(part.tag, part.get("lang"), part.text) for part in heading] == [
        (XHTML + "bdi", "fr", "s’engage à"),
        (XHTML + "bdi", "fr", "s’efforce de"),
    ]
    assert text_of(heading) == str(ITEMS[0].reason)


def test_other_quotations_are_set_apart_without_a_language():
    reason = message("rejected by {reviewer}", reviewer="Ana {x} <b>")
    page = html.render(Report("fr", (), (replace(ITEMS[0], reason=reason),)), translator=ENGLISH)
    assert "<h3>rejected by <bdi>Ana {x} &lt;b&gt;</bdi></h3>" in page


def test_a_note_that_the_reason_quotes_is_shown_once():
    reason = message("rejected by {reviewer}: {note}", reviewer="Ana", note="wrong")
    item = replace(ITEMS[0], reason=reason, note="wrong")
    assert html.render(Report("fr", (), (item,)), translator=ENGLISH).count("wrong") == 1


# --- entries ------------------------------------------------------------------------------------


def test_worst_first_and_stable():
    shuffled = replace(SAMPLE, items=tuple(reversed(ITEMS)))
    view = views.view(shuffled, translator=ENGLISH)
    assert [group.severity for group in view.groups] == sorted(Severity, reverse=True)
    found = [entry.item for group in view.groups for entry in group.entries]
    assert found == sorted(shuffled.items, key=lambda item: -item.severity)


def test_anchors_are_places_with_a_counter_for_repeats():
    items = (ITEMS[0], ITEMS[1], ITEMS[0], ITEMS[0])
    name = f"source/charte.md/{ITEMS[0].id}"
    assert list(views.anchors(items)) == [
        f"es/{name}",
        f"ar/{name}",
        f"es/{name}-2",
        f"es/{name}-3",
    ]


def test_anchors_hold_nothing_that_a_fragment_cannot():
    odd = replace(ITEMS[0], document="source/été à 100 %?#<\udcff>\n.md")
    (found,) = views.anchors((odd,))
    assert re.fullmatch(r"es/source/[\x21-\x7e]+/seg-[0-9a-f]{10}", found)
    assert not re.search(r"[<>#?\"\s]", found)


def test_filters_offer_what_occurs():
    choices = views.view(SAMPLE, translator=ENGLISH).choices
    assert [(found.value, found.count) for found in choices.locales] == [
        ("en", 3),
        ("es", 4),
        ("ar", 2),
    ]
    assert sum(found.count for found in choices.states) == len(ITEMS)
    assert [found.value for found in choices.documents] == [
        sample_report.CHARTER,
        sample_report.GUIDE,
        sample_report.NOTES,
    ]
    assert "typography" in [found.value for found in choices.classes]


def test_a_filter_of_one_value_is_not_offered():
    page = html.render(replace(SAMPLE, items=ITEMS[:1]), translator=ENGLISH)
    assert "<select" not in page
    assert 'type="checkbox" name="severity"' not in page


def test_what_is_not_translated_says_so():
    (item,) = (item for item in ITEMS if item.state is ItemState.UNTRANSLATED)
    page = html.render(Report("fr", (), (item,)), translator=ENGLISH)
    assert "<h3>not translated yet</h3>" in page
    assert "<dt>Arabic</dt><dd>–</dd>" in page


@pytest.mark.parametrize("severity", Severity)
@pytest.mark.parametrize("kind", Kind)
def test_every_severity_and_kind_is_shown(severity, kind):
    item = replace(ITEMS[0], severity=severity, kind=kind, classes=tuple(ChangeClass))
    page = html.render(Report("fr", (), (item,)), translator=ENGLISH)
    assert str(words.KINDS[kind]) in page
    badge = f'<span class="badge {severity}">{words.SEVERITIES[severity]}</span>'
    assert (badge in page) == (severity is not Severity.NONE)
    for found in ChangeClass:
        assert f"<i>{found}</i>" in page


def test_nothing_to_review():
    assert "Every translation is complete and up to date." in PAGES["finished"]
    assert "No entry of this report needs a look." in html.render(
        replace(SAMPLE, items=()), translator=ENGLISH
    )
    assert "charter-i18n add-locale" in PAGES["empty"]


def test_a_title_of_ones_own():
    page = html.render(SAMPLE, translator=ENGLISH, title="Ville de <Rennes>")
    assert "<title>Ville de &lt;Rennes&gt;</title>" in page
    assert "<h1>Ville de &lt;Rennes&gt;</h1>" in page


# --- texts --------------------------------------------------------------------------------------


def shown(runs):
    """What of a text is in the page; names of characters are no part of it."""
    return "".join(part.text for run in runs for part in run.parts)


def named(runs):
    return [part.name for run in runs for part in run.parts if part.name]


def test_the_two_sides_of_a_redline():
    redline = (("equal", "Il "), ("delete", "doit"), ("insert", "peut"), ("equal", " publier."))
    assert [(run.change, shown([run])) for run in texts.before(redline)] == [
        ("equal", "Il "),
        ("delete", "doit"),
        ("equal", " publier."),
    ]
    assert shown(texts.after(redline)) == "Il peut publier."


def test_hidden_words_say_what_was_deleted_and_inserted():
    redline = (("delete", "doit"), ("insert", "peut"))
    item = replace(ITEMS[0], old="doit", new="peut", redline=redline)
    page = html.render(Report("fr", (), (item,)), translator=ENGLISH)
    assert (
        '<del><span class="sr" lang="en">[deleted: </span>doit'
        '<span class="sr" lang="en"> end of deletion]</span></del>'
    ) in page
    assert '<ins><span class="sr" lang="en">[inserted: </span>peut' in page


def test_blanks_that_changed_are_named():
    redline = (("delete", " "), ("insert", "\xa0"), ("insert", "  "), ("insert", "a\u202f!"))
    assert named(texts.before(redline)) == ["SP"]
    assert named(texts.after(redline)) == ["NBSP", "2 SP", "NNBSP"]
    assert shown(texts.after(redline)) == "\xa0  a\u202f!"


def test_blanks_that_did_not_change_are_not_named():
    text = "« Oui\xa0! »\u202f\u00ad\u200f\n"
    assert named(texts.plain(text)) == []
    assert shown(texts.plain(text)) == text


def test_what_reorders_or_controls_is_named_and_left_out():
    runs = texts.plain("a\u202eb\x07c\ufeff")
    assert shown(runs) == "abc"
    assert named(runs) == ["RLO", "U+0007", "BOM"]
    assert texts.visible("\u2067a\ud800\n") == "[RLI]a[U+D800]\n"


@given(st.text())
@settings(deadline=None)
def test_no_text_loses_more_than_what_is_named(text):
    harmless = re.sub(
        "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\ud800-\udfff\ufeff\ufffe\uffff]", "", text
    )
    assert shown(texts.plain(text)) == harmless
    assert shown(texts.after((("insert", text),))) == harmless
    assert shown(texts.before((("delete", text),))) == harmless


@given(st.text(alphabet="ab \n.", max_size=30), st.text(alphabet="ab \n.", max_size=30))
@settings(deadline=None)
def test_an_edit_shows_the_new_text_and_marks_it(old, new):
    runs = texts.edited(old, new)
    assert shown(runs) == new
    kept = [run for run in runs if run.change == "equal"]
    assert len(kept) <= 2
    assert (len(kept) == len(runs)) >= (old == new)


def test_an_edit_marks_words():
    runs = texts.edited("según el artículo 7 del texto", "según el artículo 8 del texto")
    assert [shown([run]) for run in runs if run.change == "insert"] == ["8"]


def test_marks_survive_translation_and_plurals():
    inner = message("{label} is here", label="b")
    reason = plural("{old}: {count} of {part}", "{old}: {count} of {part}s", 3, old="a", part=inner)
    template, quotes = texts.marked(reason)
    phrases = list(texts.sentence(ENGLISH.say(template), quotes))
    assert "".join(phrase.text for phrase in phrases) == ENGLISH.say(reason)
    assert [phrase.text for phrase in phrases if phrase.source] == ["a", "b"]


# --- figures ------------------------------------------------------------------------------------

FIGURES = st.integers(min_value=0, max_value=100_000)


@given(st.tuples(FIGURES, FIGURES, FIGURES, FIGURES, FIGURES))
@settings(deadline=None)
def test_a_bar_is_filled_exactly(figures):
    names = ("current", "stale", "unfinished", "untranslated", "rejected")
    counts = Counts(total=sum(figures), **dict(zip(names, figures, strict=True)))
    found = bars.stretches(counts)
    assert {item.state.value for item in found} == {
        name for name, figure in zip(names, figures, strict=True) if figure
    }
    place = 0
    for item in found:
        assert item.start == place
        assert item.width >= 8
        place += item.width
    assert place == (bars.WIDTH if sum(figures) else 0)


def test_bars_know_every_state():
    assert {state.value for state in bars.STATES} < {field.name for field in fields(Counts)}
    parts = Counts(total=5, **{state.value: 1 for state in bars.STATES})
    assert len(bars.stretches(parts)) == len(bars.STATES) == 5


# --- the status page ----------------------------------------------------------------------------


def test_status_shows_coverage_severities_and_versions():
    page = PAGES["status"]
    rows = [[" ".join(text_of(cell).split()) for cell in row] for row in elements(page, "tr")]
    assert rows[0] == ["Document", "English en", "Spanish es", "Arabic ar"]
    assert rows[1] == [
        "source/charte.md",
        "94%, current 79, stale 4, rejected 1",
        "83%, current 70, unfinished 3, stale 9, untranslated 2",
        "48%, current 41, stale 11, untranslated 32",
    ]
    assert "Complete for version 1.1.0." in page
    assert "Not complete for any version yet." in page
    assert re.search(r"unrated</span> <b>36</b>", page)
    assert "None." in page


def test_status_is_silent_where_severities_are_not_known():
    page = status_html.render(SAMPLE.locales, translator=ENGLISH)
    assert "Open entries" not in page


def test_status_marks_documents_that_a_locale_has_not():
    locales = (
        LocaleStatus("es", (("source/a.md", Counts(total=1, current=1)),)),
        LocaleStatus("de", (("source/b.md", Counts()),)),
    )
    cells = [
        text_of(cell).strip()
        for cell in elements(status_html.render(locales, translator=ENGLISH), "td")
    ]
    assert cells == ["100%, current 1", "–", "–", "–"]


def test_status_without_locales():
    assert "No language yet" in PAGES["no status"]
