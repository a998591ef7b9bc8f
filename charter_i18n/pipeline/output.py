"""A document rendered in a locale, from the translations to the finished text."""

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import quote

from charter_i18n import locales, notices
from charter_i18n.errors import Fault
from charter_i18n.formats import frontmatter
from charter_i18n.formats.markdown import BOM
from charter_i18n.model import Key
from charter_i18n.notices import Facts, Wording
from charter_i18n.pipeline import editions, publication, refusals
from charter_i18n.pipeline.publication import Job
from charter_i18n.render import BARE, Fallback, Rendering, render
from charter_i18n.workspace import Workspace

_FALLBACK = "en"
"""The language of notices for which there are no words."""


@dataclass(frozen=True, slots=True)
class Output:
    """A rendered document: where it goes, what it is, and how complete.

    `published` are the translations that were to be shown; `refused` the faults of those of them
    that would have changed the document.
    """

    job: Job
    path: str
    rendering: Rendering
    published: Mapping[Key, str]
    refused: tuple[Fault, ...]
    marks: tuple[Fault, ...]

    @property
    def locale(self) -> str:
        """The locale that the document is rendered in."""
        return self.job.target.locale


def rendered(workspace: Workspace, job: Job, *, mode: str, path: str) -> Output:
    """Render a document for `path`; `mode` says what stands where a translation is missing."""
    target = job.target
    reviewed_only = workspace.config.publish.require == "reviewed"
    published = editions.translations(target, reviewed_only=reviewed_only)
    source = workspace.config.source_locale
    fallback = BARE
    if mode in {"mixed", publication.LAST_COMPLETE}:
        direction = locales.direction(source)
        differs = direction != locales.direction(target.locale)
        fallback = Fallback.span(locales.tag(source), direction=direction if differs else "")
    rendering = render(target.document, published, fallback=fallback)
    catalogue = target.catalogue.path if target.catalogue else ""
    place = catalogue or workspace.catalogue_path(job.name, target.locale)
    refused = refusals.faults(target, rendering, path=place)
    marks = tuple(refusals.marks(target, rendering, published, path=place))
    return Output(job, path, rendering, published, refused, marks)


def finished(workspace: Workspace, output: Output, words: Mapping[str, Wording | None]) -> str:
    """The rendered text with the front matter's own keys rewritten (`lang: es`) and its notice."""
    text = output.rendering.text
    bom = BOM if text.startswith(BOM) else ""
    front, body = frontmatter.split(text.removeprefix(BOM))
    values = dict(workspace.config.front_matter.values(output.locale))
    if front and values:
        front = frontmatter.set_values(front, values, path=output.job.name)
    text = f"{bom}{front}{body}"
    if output.locale not in words:
        return text
    own = words[output.locale]
    found, facts = own or notices.load(_FALLBACK), _facts(workspace, output)
    if own is None:
        facts = replace(facts, locale=_FALLBACK, within=output.locale)
    return notices.insert(text, notices.write(found, facts)) if found else text


def _facts(workspace: Workspace, output: Output) -> Facts:
    rendering = output.rendering
    # Counted as everywhere: a text that stands in several places is one.
    missing = {segment.key for segment in rendering.missing}
    total = missing.union(segment.key for segment in rendering.translated)
    return Facts(
        locale=output.locale,
        source_locale=workspace.config.source_locale,
        link=_link(workspace, output),
        total=len(total),
        missing=len(missing),
        version=output.job.version,
        working=output.job.working,
        newer=output.job.newer,
    )


def _link(workspace: Workspace, output: Output) -> str:
    """Where readers of a rendered document find its source."""
    source = output.job.target.document.path
    template = workspace.config.publish.source_link
    if template:
        return template.format(path=quote(source))
    folder = posixpath.dirname(output.path)
    if posixpath.isabs(folder):
        source = (workspace.root / source).as_posix()
    return quote(posixpath.relpath(source, folder))


def wording(workspace: Workspace, locale: str) -> Wording | None:
    """The words of notices in a locale: the project's own, else those shipped, else None.

    Raises:
        InputError: the project's file is invalid.
    """
    shipped = notices.load(locale)
    folder = workspace.config.publish.notices
    path = f"{folder}/{locale}.toml"
    text = workspace.read_if_there(path) if folder else None
    return shipped if text is None else notices.parse(text, path=path, base=shipped)
