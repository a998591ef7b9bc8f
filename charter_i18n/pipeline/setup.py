"""`init`, `add-locale` and `fmt`: a project's first files, its locales, its catalogues' layout."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from charter_i18n import config, locales, po
from charter_i18n.config import UiLocale
from charter_i18n.edits import Write
from charter_i18n.errors import ConfigurationError, Fault, Place, message
from charter_i18n.files import write_atomically
from charter_i18n.pipeline import project
from charter_i18n.workspace import Workspace

ATTRIBUTES = """\
# Sources are kept byte for byte; catalogues have one line end; reviews of two branches add up.
source/** -text
*.po text eol=lf
locale/*/reviews/*.jsonl merge=union
"""
_FRENCH = """\
---
title: Notre charte
lang: {tag}
---

# Nos engagements

L’association s’engage à répondre à chaque proposition sous trente jours.

Chacun peut proposer une modification de la présente charte.
"""
_ENGLISH = """\
---
title: Our charter
lang: {tag}
---

# Our commitments

The association undertakes to answer every proposal within thirty days.

Anyone may propose an amendment to this charter.
"""


@dataclass(frozen=True, slots=True)
class Created:
    """The files that `init` wrote, relative to the project; those that were there are kept."""

    written: tuple[str, ...]
    kept: tuple[str, ...]


def init(
    folder: Path, *, source_locale: str, targets: Sequence[str], ui_locale: UiLocale = "en"
) -> Created:
    """Make `folder` a charter project that translates into `targets` and speaks `ui_locale`.

    Existing files are never touched; a folder without a text gets one to begin with.

    Raises:
        ConfigurationError: there is a project already, or a locale is wrong.
    """
    settings = folder / config.FILE_NAME
    if settings.exists():
        hint = message("add locales with: charter-i18n add-locale LOCALE")
        raise ConfigurationError(
            Fault(message("there is a project already"), Place(str(settings)), hint)
        )
    if folder.exists() and not folder.is_dir():
        hint = message("name a folder")
        raise ConfigurationError(Fault(message("this is a file"), Place(str(folder)), hint))
    text = config.initial(source_locale=source_locale, locales=targets, ui_locale=ui_locale)
    files = {config.FILE_NAME: text, ".gitattributes": ATTRIBUTES, ".gitignore": "/build/\n"}
    if not any((folder / "source").rglob("*.md")):
        tag = locales.tag(source_locale)
        sample = _FRENCH if tag.partition("-")[0] == "fr" else _ENGLISH
        files["source/charte.md"] = sample.format(tag=tag)
    written = tuple(name for name in files if not (folder / name).exists())
    for name in written:
        write_atomically(folder / name, files[name])
    return Created(written, tuple(name for name in files if name not in written))


def add_locales(workspace: Workspace, targets: Sequence[str]) -> tuple[str, ...]:
    """Add locales to the project's configuration; its comments and order stay.

    Returns the locales that were not there before.

    Raises:
        ConfigurationError: a locale is wrong.
    """
    path = workspace.config_path
    table = workspace.config_table
    with workspace.turn():
        text = workspace.read(path)
        after = config.with_locales(text, targets, table=table)
        found = config.parse(after, path=path, table=table)
        if after != text:
            workspace.apply((Write(path, after),))
    return tuple(name for name in found.locales if name not in workspace.config.locales)


def format_files(workspace: Workspace, files: Sequence[Path]) -> tuple[str, ...]:
    """Write catalogues anew in the project's layout; returns those that changed.

    Without `files` these are all catalogues and templates of the project.

    Raises:
        InputError: a file is no valid catalogue; nothing is written.
    """
    paths = [workspace.relative(file) for file in files] or workspace.catalogues()
    with workspace.turn():
        texts = project.collect(
            paths,
            lambda path: po.format_catalogue(po.parse(workspace.read(path), path=path)),
        )
        writes = tuple(Write(path, text) for path, text in zip(paths, texts, strict=True))
        changed = workspace.changed(writes)
        workspace.apply(changed)
    return tuple(edit.path for edit in changed if isinstance(edit, Write))
