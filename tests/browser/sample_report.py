"""A report with something of everything, and one that means harm."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from charter_i18n.errors import Message, message
from charter_i18n.model import ChangeClass, Key, Kind, Severity
from charter_i18n.report import Item, ItemState, Redline, Report
from charter_i18n.reports import status_html
from charter_i18n.states import Counts, LocaleStatus
from charter_i18n.ui import Translator

CHARTER, GUIDE, NOTES = "source/charte.md", "source/guides/moderation.md", "source/billets/2026.md"

LOCALES = (
    LocaleStatus(
        "en",
        (
            (CHARTER, Counts(total=84, current=79, carried=2, reviewed=40, stale=4, rejected=1)),
            (GUIDE, Counts(total=31, current=31, reviewed=31)),
            (NOTES, Counts(total=12, current=9, stale=1, untranslated=2)),
        ),
        "1.1.0",
    ),
    LocaleStatus(
        "es",
        (
            (CHARTER, Counts(total=84, current=70, stale=9, unfinished=3, untranslated=2)),
            (GUIDE, Counts(total=31, current=12, unfinished=4, untranslated=15)),
            (NOTES, Counts(total=12, untranslated=12)),
        ),
        "1.0.0",
    ),
    LocaleStatus(
        "ar",
        (
            (CHARTER, Counts(total=84, current=41, stale=11, untranslated=32)),
            (GUIDE, Counts(total=31, untranslated=31)),
            (NOTES, Counts(total=12, untranslated=12)),
        ),
    ),
)


def redline(old: str, new: str) -> Redline:
    """A redline by words; the product's own is finer."""
    before, after = re.findall(r"\w+|\W", old), re.findall(r"\w+|\W", new)
    found: list[tuple[str, str]] = []
    for tag, start, end, new_start, new_end in SequenceMatcher(None, before, after).get_opcodes():
        removed, added = "".join(before[start:end]), "".join(after[new_start:new_end])
        if tag == "equal":
            found.append(("equal", removed))
        else:
            found += [("delete", removed)] * bool(removed) + [("insert", added)] * bool(added)
    return tuple(found)


def item(  # noqa: PLR0913 - as many as an item has
    new: str,
    translation: str,
    *,
    old: str | None = None,
    locale: str = "es",
    document: str = CHARTER,
    state: ItemState = ItemState.STALE,
    severity: Severity = Severity.NONE,
    classes: Sequence[ChangeClass] = (),
    reason: Message,
    kind: Kind = Kind.PARAGRAPH,
    section: tuple[str, ...] = ("Les devoirs de l’initiateur", "Article 4"),
    line: int = 118,
    **more: object,
) -> Item:
    """An item as the builder of reports makes it."""
    name = document.removeprefix("source/").removesuffix(".md")
    found = Item(
        id=Key(new).id,
        locale=locale,
        document=document,
        state=state,
        kind=kind,
        severity=severity,
        classes=tuple(classes),
        reason=reason,
        new=new,
        translation=translation,
        path=f"locale/{locale}/LC_MESSAGES/{name}.po",
        line=line,
        fingerprint=hashlib.sha256(f"{locale} {document} {new}".encode()).hexdigest(),
        old=old,
        redline=() if old is None else redline(old, new),
        section=section,
        old_section=() if old is None else section,
        since=None if old is None else "2f34bde (2026-11-23)",
    )
    return replace(found, **more)  # type: ignore[arg-type]


ITEMS = (
    item(
        "L’initiateur s’efforce de publier, dans les trente jours qui suivent la clôture, une "
        "synthèse de l’ensemble des contributions.",
        "El iniciador se compromete a publicar, en los treinta días siguientes al cierre, una "
        "síntesis del conjunto de las contribuciones.",
        old="L’initiateur s’engage à publier, dans les trente jours qui suivent la clôture, une "
        "synthèse de l’ensemble des contributions.",
        severity=Severity.CRITICAL,
        classes=[ChangeClass.MODALITY],
        reason=message(
            "{old} → {new}: {before} weakened to {after}",
            old="s’engage à",
            new="s’efforce de",
            before=message("obligation of result"),
            after=message("obligation of means"),
        ),
    ),
    item(
        "L’initiateur s’efforce de publier, dans les trente jours qui suivent la clôture, une "
        "synthèse de l’ensemble des contributions.",
        "يتعهد صاحب المبادرة بأن ينشر، خلال الثلاثين يومًا التالية للإقفال، خلاصة لمجمل المساهمات.",
        old="L’initiateur s’engage à publier, dans les trente jours qui suivent la clôture, une "
        "synthèse de l’ensemble des contributions.",
        locale="ar",
        severity=Severity.CRITICAL,
        classes=[ChangeClass.MODALITY],
        reason=message(
            "{old} → {new}: {before} weakened to {after}",
            old="s’engage à",
            new="s’efforce de",
            before=message("obligation of result"),
            after=message("obligation of means"),
        ),
    ),
    item(
        "Le prestataire conserve les journaux de connexion pendant six mois au plus, sauf urgence "
        "constatée par le comité de suivi.",
        "The provider keeps the connection logs for at most twelve months.",
        old="Le prestataire conserve les journaux de connexion pendant douze mois au plus.",
        locale="en",
        severity=Severity.CRITICAL,
        classes=[ChangeClass.NUMBER, ChangeClass.EXCEPTION],
        reason=message("{old} → {new}: the figure has changed", old="douze mois", new="six mois"),
        section=("Les devoirs du prestataire", "Article 9"),
        line=241,
    ),
    item(
        "Les règles de modération sont publiées avant l’ouverture de la démarche.",
        "The rules of moderation are published.",
        locale="en",
        state=ItemState.REJECTED,
        severity=Severity.CRITICAL,
        reason=message("rejected by {reviewer}", reviewer="Camille Ory"),
        note="“before the opening” is missing – the date is the point of this article.",
        section=("La modération", "Article 12"),
        line=302,
    ),
    item(
        "Toute décision de retrait est motivée et notifiée à son auteur, qui peut demander une "
        "nouvelle lecture.",
        "Toda decisión de retirada se motiva y se notifica a su autor.",
        old="Toute décision de retrait est motivée et notifiée à son auteur.",
        severity=Severity.MAJOR,
        classes=[ChangeClass.ADDITION],
        reason=message("put in: {words}", words="qui peut demander une nouvelle lecture"),
        section=("La modération", "Article 12"),
        line=198,
    ),
    item(
        "Les conditions prévues à l’article 8 s’appliquent.",
        "Se aplican las condiciones previstas en el artículo 7.",
        old="Les conditions prévues à l’article 7 s’appliquent.",
        severity=Severity.MINOR,
        classes=[ChangeClass.RENUMBERING],
        reason=message("{old} → {new}: follows the renumbering", old="article 7", new="article 8"),
        proposal="Se aplican las condiciones previstas en el artículo 8.",
        section=("Les devoirs du prestataire", "Article 10"),
        old_section=("Les devoirs du prestataire", "Article 9"),
        line=255,
    ),
    item(
        "Nul n’est tenu de donner son nom pour lire les contributions.",
        "Nadie está obligado a dar su nombre para leer.",
        document=GUIDE,
        state=ItemState.UNFINISHED,
        severity=Severity.MINOR,
        reason=message("marked as unfinished; the source did not change"),
        section=("Lire sans compte",),
        kind=Kind.LIST_ITEM,
        line=31,
    ),
    item(
        "Chacun peut consulter les règles : elles sont publiques.",
        "Everyone may read the rules: they are public.",
        old="Chacun peut consulter les règles : elles sont publiques.",
        locale="en",
        state=ItemState.CARRIED,
        severity=Severity.COSMETIC,
        classes=[ChangeClass.TYPOGRAPHY],
        reason=message("only spaces, apostrophes, quotes or dashes differ"),
        redline=(
            ("equal", "Chacun peut consulter les règles"),
            ("delete", " "),
            ("insert", "\xa0"),
            ("equal", ": elles sont publiques."),
        ),
        line=77,
    ),
    item(
        "Ce que les signataires ont appris en un an",
        "",
        locale="ar",
        document=NOTES,
        state=ItemState.UNTRANSLATED,
        reason=message("not translated yet"),
        section=("title",),
        kind=Kind.FRONT_MATTER,
        line=19,
    ),
)

SAMPLE = Report("fr", LOCALES, ITEMS)

FINISHED = Report(
    "fr", (LocaleStatus("en", ((CHARTER, Counts(total=84, current=84)),), "1.2.0"),), ()
)

HARMFUL_TEXTS = (
    "<script>document.title = 'run'</script>",
    '"><img src="https://evil.example/x.png" onerror="document.title = \'run\'">',
    "'><svg onload=\"document.title = 'run'\">",
    "[link](javascript:document.title='run')",
    "<a href=\"javascript:document.title='run'\">x</a>",
    "<style>@import 'https://evil.example/x.css';</style>",
    '<meta http-equiv="refresh" content="0; url=https://evil.example/">',
    "</dd></dl></article></main><h1>over</h1><base href='https://evil.example/'>",
    "{{ 7 * 7 }}{% raw %}",
    "\u202egnihtyreve sesrever siht\u202d \u2067 \u2066 open",
    "bell \x07 null \x00 line \u2028 mark \ufeff end",
    "&lt;b&gt; &amp; &#x3C;",
    "x" * 10_000,
    "é\u0301" * 5_000,
    "كلمةطويلة" * 1_000,
)


def harmful() -> Report:
    """A report whose every text is an attack."""
    items = tuple(
        item(
            text,
            text,
            old=f"{text} {text}",
            locale="ar" if index % 2 else "es",
            document=f'source/{"a b" if index % 3 else "x" * 300}"><i>&=#é.md',
            severity=tuple(Severity)[index % 5],
            classes=[tuple(ChangeClass)[index]],
            reason=message("{old} → {new}: the figure has changed", old=text, new=text),
            section=(text, "<i>x</i>"),
            note=f"{text} \ud800",
            proposal=f"{text}!",
            since=text,
            path=f"locale/{text[:200]}.po",
        )
        for index, text in enumerate(HARMFUL_TEXTS)
    )
    documents = tuple((found.document, Counts(total=1, stale=1)) for found in items[:2])
    statuses = tuple(
        LocaleStatus(locale, documents, "<script>1.0.0</script>") for locale in ("es", "ar")
    )
    return Report("fr", statuses, items)


def status_page(translator: Translator) -> str:
    """The status of the sample's locales."""
    figures = {
        "en": {Severity.CRITICAL: 1, Severity.COSMETIC: 2},
        "es": {Severity.CRITICAL: 1, Severity.MAJOR: 7, Severity.MINOR: 1, Severity.NONE: 36},
        "ar": {},
    }
    return status_html.render(LOCALES, translator=translator, open_entries=figures)
