"""A notice written down, and put into a rendered document."""

import re
from dataclasses import dataclass

from charter_i18n import locales
from charter_i18n.formats import frontmatter
from charter_i18n.formats.markdown import BOM
from charter_i18n.notices.wording import Wording

_BLANK_LINE = re.compile(r"[ \t]*\r?\n")


@dataclass(frozen=True, slots=True)
class Facts:
    """What the notice of a document says.

    `locale` is the language of the words, `within` that of the document where it is another one.
    `version` is the released version that the document translates; without one, `working` is
    the least number that its text will have. `newer` is a later version that exists. `link` is
    where the source of the document is.
    """

    locale: str
    source_locale: str
    link: str
    total: int
    missing: int = 0
    version: str = ""
    working: str = ""
    newer: str = ""
    within: str = ""


def write(wording: Wording, facts: Facts) -> str:
    """The notice: one line of Markdown, a block quote."""
    language = locales.name(facts.source_locale.partition("_")[0], display=facts.locale)
    sentences = [_what(wording, facts, language)]
    sentences.append(wording.prevails.format(language=language, link=facts.link))
    if facts.newer:
        sentences.append(wording.newer.format(version=facts.newer, language=language))
    if facts.missing:
        category = locales.plural_category(facts.missing, locale=facts.locale)
        template = wording.missing.get(category, wording.missing["other"])
        count, total = (
            locales.number(number, locale=facts.locale) for number in (facts.missing, facts.total)
        )
        sentences.append(template.format(count=count, total=total, language=language))
    return f"> {_marked(' '.join(sentences), facts)}"


def _marked(text: str, facts: Facts) -> str:
    """The words of a notice, with their language where the document is in another one."""
    if not facts.within:
        return text
    direction = locales.direction(facts.locale)
    differs = direction != locales.direction(facts.within)
    turned = f' dir="{direction}"' if differs else ""
    return f'<span lang="{locales.tag(facts.locale)}"{turned}>{text}</span>'


def _what(wording: Wording, facts: Facts, language: str) -> str:
    if facts.version:
        return wording.released.format(version=facts.version, language=language)
    if facts.working:
        return wording.working.format(version=facts.working, language=language)
    return wording.unversioned.format(language=language)


def insert(text: str, notice: str) -> str:
    """`text` with a notice between its front matter and its body.

    The notice is a block of its own: nothing around it is read otherwise than before.
    """
    bom = BOM if text.startswith(BOM) else ""
    front, body = frontmatter.split(text.removeprefix(BOM))
    newline = "\r\n" if "\r\n" in text else "\n"
    if front:
        front += newline if front.endswith("\n") else newline * 2
    gap = "" if not body or _BLANK_LINE.match(body) else newline
    return f"{bom}{front}{notice}{newline}{gap}{body}"
