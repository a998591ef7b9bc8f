"""Pages of one file that load nothing: the only door to Jinja.

What a page shows is untrusted. Jinja escapes every value, and a Content-Security-Policy allows
nothing but this package's own style sheet and script, by their hashes: no request leaves, and what
a text might smuggle in does not run. Jinja is imported on demand, for it takes as long as the
rest of a short run.
"""

import base64
import hashlib
from typing import Any

from charter_i18n import locales
from charter_i18n.errors import message, plural
from charter_i18n.reports.html.texts import visible
from charter_i18n.ui import Translator

_POLICY = (
    "default-src 'none'; style-src '{style}'; script-src {script};"
    " base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'"
)


def render(template: str, *, translator: Translator, script: str = "", **values: object) -> str:
    """A page as text; the same values give the same text.

    Args:
        template: The name of a template of this package; it extends `page.html`.
        translator: The language of the page.
        script: The name of the page's script, none where it is empty.
        values: What the template shows.
    """
    environment = _environment(translator)
    style_text = _asset(environment, "page.css")
    script_text = _asset(environment, script) if script else ""
    policy = _POLICY.format(
        style=_hash(style_text), script=f"'{_hash(script_text)}'" if script else "'none'"
    )
    page = environment.get_template(template)
    text: str = page.render(policy=policy, style=style_text, script=script_text, **values)
    return text


def _environment(translator: Translator) -> Any:  # noqa: ANN401 - Jinja's type needs its import
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415 - on demand

    environment = Environment(
        loader=PackageLoader(__package__),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["visible"] = visible
    environment.globals.update(
        _=translator.text,
        say=translator.say,
        message=message,
        plural=plural,
        page_locale=locales.tag(translator.locale),
        page_direction=locales.direction(translator.locale),
        number=lambda value: locales.number(value, locale=translator.locale),
    )
    return environment


def _asset(environment: Any, name: str) -> str:  # noqa: ANN401 - as above
    """A style sheet or script as browsers hash it: with line feeds only."""
    text: str = environment.loader.get_source(environment, name)[0]
    return text.replace("\r\n", "\n")


def _hash(text: str) -> str:
    """What a Content-Security-Policy calls an inline text (CSP Level 3, section 2.3.1)."""
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode("ascii")
    return f"sha256-{digest}"
