"""The report's page in a real browser."""

import http.server
import re
import threading
from dataclasses import replace
from itertools import pairwise
from urllib.parse import parse_qs

import pytest
import sample_report
from sample_report import CHARTER, GUIDE, ITEMS, SAMPLE

from charter_i18n.model import Key
from charter_i18n.report import Report
from charter_i18n.reports import html
from charter_i18n.ui import Translator

ENGLISH = Translator("en")
PAGE = html.render(SAMPLE, translator=ENGLISH)
MANY = Report(
    "fr",
    SAMPLE.locales,
    tuple(
        replace(item, id=Key(f"{item.new} {round_}").id, line=round_)
        for item in sorted(ITEMS, key=lambda item: -item.severity)
        for round_ in range(30)
    ),
)


def visible(page):
    """The places of the entries that are shown, in order."""
    return page.eval_on_selector_all(
        ".entry", "found => found.filter(e => e.checkVisibility()).map(e => e.id)"
    )


def shown(page):
    return page.locator("#shown").inner_text()


def settled(page):
    """Let the page take note of what was typed."""
    page.wait_for_timeout(250)


def fragment(page):
    return page.evaluate("location.hash").removeprefix("#")


def focused(page):
    return page.evaluate("document.activeElement.closest('.entry')?.id")


def search(page, text):
    page.get_by_role("searchbox").fill(text)
    settled(page)


# --- filters ------------------------------------------------------------------------------------


def test_everything_is_shown_at_first(show):
    page = show(PAGE)
    assert len(visible(page)) == len(ITEMS)
    assert shown(page) == "9 of 9 entries shown"
    assert fragment(page) == ""


@pytest.mark.parametrize(
    ("label", "value", "count"),
    [
        ("Language", "es", 4),
        ("State", "carried", 1),
        ("Document", GUIDE, 1),
        ("Document", CHARTER, 7),
    ],
)
def test_a_choice_filters(show, label, value, count):
    page = show(PAGE)
    page.get_by_label(label, exact=True).select_option(value)
    settled(page)
    assert len(visible(page)) == count
    assert shown(page) == f"{count} of 9 entries shown"


def test_an_entry_has_all_its_classes(show):
    page = show(PAGE)
    page.get_by_label("Kind of change").select_option("exception")
    settled(page)
    (found,) = visible(page)
    assert "number exception" in page.locator(f'[id="{found}"]').get_attribute("data-class")


def test_severities_add_up_and_other_filters_narrow(show):
    page = show(PAGE)
    page.get_by_role("checkbox", name="critical").check()
    page.get_by_role("checkbox", name="minor").check()
    settled(page)
    assert len(visible(page)) == 6
    page.get_by_label("Language", exact=True).select_option("es")
    settled(page)
    assert len(visible(page)) == 3
    assert parse_qs(fragment(page)) == {"severity": ["critical,minor"], "locale": ["es"]}


def test_headings_of_empty_groups_go_and_counts_follow(show):
    page = show(PAGE)
    page.get_by_label("Language", exact=True).select_option("ar")
    settled(page)
    headings = [found.inner_text().split() for found in page.locator(".group h2:visible").all()]
    assert headings == [["Critical", "1"], ["Unrated", "1"]]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("comité", 1),
        ("COMITE", 1),
        ("initiateur s'efforce de publier", 2),
        ("durée", 0),
        ("trente treinta", 1),
        ("للاقفال", 1),
        ("charte.po:118", 2),
        ("weakened", 2),
        ("deletion]", 0),
        ("regles : elles", 1),
    ],
)
def test_search(show, text, count):
    page = show(PAGE)
    search(page, text)
    assert len(visible(page)) == count


def test_nothing_matches(show):
    page = show(PAGE)
    search(page, "zzz")
    assert visible(page) == []
    assert shown(page) == "0 of 9 entries shown"
    message = page.get_by_text("No entry matches these filters.")
    assert message.is_visible()
    message.get_by_role("button", name="Clear the filters").click()
    assert len(visible(page)) == len(ITEMS)
    assert not message.is_visible()
    assert fragment(page) == ""


def test_the_count_is_announced(show):
    page = show(PAGE)
    region = page.get_by_role("status").first
    assert region.get_attribute("id") == "shown"
    assert region.is_visible()


# --- the fragment -------------------------------------------------------------------------------


def test_filters_survive_a_reload(show):
    page = show(PAGE)
    page.get_by_role("checkbox", name="critical").check()
    page.get_by_label("Document", exact=True).select_option(CHARTER)
    search(page, "l’initiateur & = #")
    search(page, "s’engage à")
    before = visible(page), page.url
    page.reload()
    assert (visible(page), page.url) == before
    assert page.get_by_role("searchbox").input_value() == "s’engage à"
    assert page.get_by_role("checkbox", name="critical").is_checked()
    assert page.get_by_label("Document", exact=True).input_value() == CHARTER


def test_a_link_may_hold_filters(show):
    page = show(PAGE, fragment="severity=critical,major&locale=en&q=comit%C3%A9")
    assert len(visible(page)) == 1


def test_unknown_filters_are_passed_over(show):
    page = show(PAGE, fragment="locale=xx&severity=grave&page=2&%E0%A4%A")
    assert len(visible(page)) == len(ITEMS)


def test_going_back_to_a_fragment_filters_anew(show):
    page = show(PAGE, fragment="locale=es")
    page.evaluate("location.hash = 'locale=ar'")
    page.wait_for_timeout(50)
    assert len(visible(page)) == 2
    page.go_back()
    page.wait_for_timeout(50)
    assert len(visible(page)) == 4


def entry_in_sight(page, place):
    """Whether an entry's top is below the filters and within the window."""
    return page.evaluate(
        """(place) => {
          const entry = document.getElementById(place).getBoundingClientRect();
          const filters = document.getElementById("filters").getBoundingClientRect();
          return entry.top >= filters.bottom && entry.top < innerHeight;
        }""",
        place,
    )


@pytest.mark.parametrize("width", [320, 1440])
@pytest.mark.parametrize("index", [0, 120, 269])
def test_a_permalink_leads_to_its_entry(show, width, index):
    text = html.render(MANY, translator=ENGLISH)
    place = re.findall(r'<article class="entry" id="([^"]+)"', text)[index]
    page = show(text, fragment=place, width=width)
    settled(page)
    assert entry_in_sight(page, place)


def test_a_permalink_opens_what_a_filter_hides(show):
    page = show(PAGE, fragment="locale=es")
    place = "ar/source/billets/2026.md/" + ITEMS[-1].id
    page.evaluate("place => { location.hash = place }", place)
    settled(page)
    assert len(visible(page)) == len(ITEMS)
    assert entry_in_sight(page, place)


def test_a_place_with_odd_characters_is_found(show):
    odd = replace(ITEMS[0], document="source/été à 100 %?#é.md")
    text = html.render(Report("fr", SAMPLE.locales, (*ITEMS, odd, odd)), translator=ENGLISH)
    page = show(text)
    links = page.locator(".links a").all()
    for link in links:
        target = link.get_attribute("href").removeprefix("#")
        assert page.evaluate("place => document.getElementById(place) !== null", target)
    page.locator(".links a").last.click()
    settled(page)
    assert page.locator(":target").count() == 1


def test_the_link_is_copied(show):
    page = show(PAGE, fragment="locale=en", permissions=["clipboard-read", "clipboard-write"])
    entry = page.locator(".entry:visible").nth(1)
    entry.get_by_role("button", name="Copy link").click()
    page.get_by_text("Link copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.url.partition("#")[0] + "#" + entry.get_attribute("id")
    assert fragment(page) == "locale=en"


def test_without_a_clipboard_the_address_bar_has_the_link(show):
    page = show(PAGE)
    page.evaluate("delete Navigator.prototype.clipboard")
    entry = page.locator(".entry").nth(1)
    entry.get_by_role("button", name="Copy link").click()
    page.get_by_text("it is in the address bar now").wait_for()
    assert fragment(page) == entry.get_attribute("id")


# --- keys ---------------------------------------------------------------------------------------


def test_next_and_previous(show):
    page = show(PAGE)
    places = visible(page)
    found = []
    for key in "jjkkkj":
        page.keyboard.press(key)
        found.append(focused(page))
        assert entry_in_sight(page, found[-1])
    assert found == [places[index] for index in (0, 1, 0, 0, 0, 1)]
    for _ in places:
        page.keyboard.press("j")
    assert focused(page) == places[-1]


def test_next_skips_what_is_filtered_out(show):
    page = show(PAGE, fragment="locale=ar")
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert focused(page) == visible(page)[1]


def test_next_announces_the_reason_and_shows_the_entry(show):
    page = show(PAGE)
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.tagName") == "H3"
    assert page.locator(".entry").first.evaluate("e => getComputedStyle(e).boxShadow") != "none"


def test_slash_searches_and_letters_are_typed(show):
    page = show(PAGE)
    page.keyboard.press("/")
    page.keyboard.type("jk?/c")
    assert page.get_by_role("searchbox").input_value() == "jk?/c"
    assert focused(page) is None
    assert not page.get_by_role("dialog").is_visible()


def test_keys_with_a_modifier_belong_to_the_browser(show):
    page = show(PAGE)
    page.keyboard.press("Control+j")
    page.keyboard.press("Alt+j")
    assert focused(page) is None


def test_help(show):
    page = show(PAGE)
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keyboard shortcuts")
    assert dialog.is_visible()
    page.keyboard.press("j")
    assert focused(page) is None
    page.keyboard.press("Escape")
    assert not dialog.is_visible()
    page.get_by_role("button", name="Keyboard shortcuts").click()
    dialog.get_by_role("button", name="Close").click()
    assert not dialog.is_visible()


def test_the_keys_can_be_turned_off(show):
    page = show(PAGE)
    page.keyboard.press("?")
    page.get_by_label("Use these shortcuts").uncheck()
    page.keyboard.press("Escape")
    for _ in range(2):
        page.keyboard.press("j")
        assert focused(page) is None
        page.reload()


def test_copying_by_key(show):
    page = show(PAGE, permissions=["clipboard-read", "clipboard-write"])
    page.keyboard.press("c")
    page.keyboard.press("j")
    page.keyboard.press("c")
    page.get_by_text("Link copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()").endswith("#" + visible(page)[0])


def test_tabbing_shows_where_one_is(show):
    page = show(PAGE)
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the entries")
    assert skip.evaluate("e => e === document.activeElement && e.getBoundingClientRect().top >= 0")
    for _ in range(12):
        page.keyboard.press("Tab")
        assert page.evaluate(
            "() => { const style = getComputedStyle(document.activeElement);"
            " return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2; }"
        )


# --- without JavaScript, on paper ---------------------------------------------------------------


def test_without_javascript(show):
    page = show(PAGE, java_script_enabled=False)
    entries = page.locator(".entry")
    assert entries.count() == len(ITEMS)
    assert all(entry.is_visible() for entry in entries.all())
    assert not page.locator("#filters").is_visible()
    assert not page.locator(".links button").first.is_visible()
    page.get_by_role("navigation").get_by_role("link", name="major").click()
    assert page.url.endswith("#major")
    page.locator(".links a").last.click()
    assert page.locator(".entry:target").count() == 1


def test_paper_opens_everything_and_needs_no_colour(show):
    page = show(PAGE, fragment="locale=en")
    for details in page.locator("details").all():
        details.evaluate("e => { e.open = false }")
    assert not page.locator("details table").first.is_visible()
    page.emulate_media(media="print")
    assert page.locator("details table").first.is_visible()
    assert shown(page) == "3 of 9 entries shown"
    for hidden in ("searchbox", "button", "combobox"):
        assert not any(found.is_visible() for found in page.get_by_role(hidden).all())
    for name, line in (("del", "line-through"), ("ins", "underline")):
        found = page.locator(f"{name}:visible").first
        style = found.evaluate(
            "e => { const style = getComputedStyle(e);"
            " return [style.backgroundColor, style.textDecorationLine]; }"
        )
        assert style == ["rgba(0, 0, 0, 0)", line]


def test_paper_has_every_entry(show):
    page = show(html.render(MANY, translator=ENGLISH))
    page.emulate_media(media="print")
    drawn = page.eval_on_selector_all(
        ".entry",
        "found => found.filter(e => e.querySelector('dd')"
        ".checkVisibility({contentVisibilityAuto: true})).length",
    )
    assert drawn == len(MANY.items)
    assert page.pdf().startswith(b"%PDF")


# --- sizes, themes, assistive technology --------------------------------------------------------

PAGES = {
    "sample": PAGE,
    "finished": html.render(sample_report.FINISHED, translator=ENGLISH),
    "empty": html.render(Report("fr", (), ()), translator=ENGLISH),
    "status": sample_report.status_page(ENGLISH),
    "harmful": html.render(sample_report.harmful(), translator=ENGLISH),
}


@pytest.mark.parametrize("width", [320, 640, 1000, 1440])
@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_wider_than_the_window(show, name, width):
    page = show(PAGES[name], width=width)
    if page.locator(".more").is_visible():
        page.locator(".more").click()
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert (
        page.evaluate(
            """() => Array.from(document.querySelectorAll("body *")).filter((e) =>
          !e.closest(".scroll, .sr, .skip, .sprite") && e.checkVisibility()
          && e.getBoundingClientRect().right > innerWidth + 1).map((e) => e.outerHTML.slice(0, 200))
        """
        )
        == []
    )


def test_small_windows_fold_the_filters(show):
    page = show(PAGE, width=320)
    language = page.get_by_label("Language", exact=True)
    assert not language.is_visible()
    more = page.get_by_role("button", name="Filters")
    assert more.get_attribute("aria-expanded") == "false"
    more.click()
    assert more.get_attribute("aria-expanded") == "true"
    language.select_option("ar")
    settled(page)
    assert len(visible(page)) == 2


def test_dark_and_light(show):
    colours = set()
    for scheme in ("light", "dark"):
        page = show(PAGE, color_scheme=scheme)
        colours.add(page.evaluate("getComputedStyle(document.documentElement).backgroundColor"))
    assert len(colours) == 2


def test_nothing_moves_for_those_who_ask(show):
    page = show(PAGE, reduced_motion="reduce")
    durations = page.eval_on_selector_all(
        "*", "found => found.map(e => getComputedStyle(e).transitionDuration)"
    )
    assert set(durations) == {"0s"}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_accessibility(show, name, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="no axe-core")
    page = show(PAGES[name], color_scheme=scheme)
    found = [axe.Axe().run(page)]
    if page.locator(".help").count():
        page.keyboard.press("?")
        found.append(axe.Axe().run(page))
        page.set_viewport_size({"width": 320, "height": 800})
        page.keyboard.press("Escape")
        page.locator(".more").click()
        found.append(axe.Axe().run(page))
    assert [result.generate_report() for result in found if result.violations_count] == []


def test_a_redline_is_heard(show):
    page = show(PAGE)
    old, new, translation = page.locator(".entry").first.locator("dd").all()
    assert "[deleted: engage end of deletion]" in old.aria_snapshot()
    assert "[inserted: efforce end of insertion]" in new.aria_snapshot()
    assert "deleted" not in translation.aria_snapshot()


def test_landmarks_and_headings(show):
    page = show(PAGE)
    for role, name in (
        ("banner", None),
        ("main", None),
        ("contentinfo", None),
        ("search", "Filter the entries"),
        ("navigation", "Severities"),
        ("region", "Languages"),
        ("region", "Critical 4"),
    ):
        assert page.get_by_role(role, **({"name": name} if name else {})).count() == 1, role
    levels = page.eval_on_selector_all(
        "h1, h2, h3, h4", "found => found.map(e => Number(e.tagName[1]))"
    )
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(below <= above + 1 for above, below in pairwise(levels))


# --- texts that mean harm -----------------------------------------------------------------------


@pytest.mark.parametrize("javascript", [True, False])
def test_nothing_in_a_text_runs(show, javascript):
    page = show(PAGES["harmful"], java_script_enabled=javascript)
    settled(page)
    assert page.title() == "Translations to review"
    assert page.locator("h1").count() == 1
    assert (
        page.locator(
            "img, iframe, object, embed, base, form form, meta[http-equiv=refresh]"
        ).count()
        == 0
    )
    assert page.locator("script").count() == 1
    assert page.locator("a:not([href^='#'])").count() == 0
    assert page.locator(".entry").count() == len(sample_report.HARMFUL_TEXTS)


def test_every_text_is_shown_as_it_is(show):
    page = show(PAGES["harmful"])
    texts = page.eval_on_selector_all("dd", "found => found.map(e => e.textContent)")
    for text in sample_report.HARMFUL_TEXTS:
        if re.search("[\x00-\x1f\u2028-\u202e\ufeff]", text) is None:
            assert text in texts


def test_no_text_reorders_what_stands_around_it(show):
    page = show(PAGES["harmful"])
    assert (
        page.evaluate(r"/[\u202a-\u202e\u2028\u2029\ufeff]/.test(document.body.innerText)") is False
    )
    inline = page.eval_on_selector_all(
        "bdi, .links span, .path", "found => found.map(e => e.textContent).join(' ')"
    )
    assert re.search("[\u2066-\u2069]", inline) is None


def test_the_policy_holds_even_where_escaping_would_fail(viewer):
    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    place = f"http://127.0.0.1:{server.server_port}"
    attack = (
        "<script>document.title = 'run'</script>"
        f"<img src='{place}/image.png' onerror=\"document.title = 'run'\">"
        f"<link rel=stylesheet href='{place}/style.css'><iframe src='{place}/frame'></iframe>"
        f"<script src='{place}/script.js'></script>"
        "<p id=styled style='color: rgb(1, 2, 3)'>x</p>"
    )
    page = viewer.show(PAGE.replace("<main>", f"<main>{attack}"))
    settled(page)
    refused = [problem for problem in viewer.problems if "violates" in problem]
    viewer.problems.clear()  # the browser speaks of requests also where it refuses them
    server.shutdown()
    server.server_close()
    assert asked == []
    assert len(refused) >= 6
    assert page.title() == "Translations to review"
    assert page.locator("#styled").evaluate("e => getComputedStyle(e).color") != "rgb(1, 2, 3)"
