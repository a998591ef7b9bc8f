r"""The header entry of a catalogue: its fields are the lines `Name: value` of its msgstr."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from charter_i18n.model import Entry
from charter_i18n.po.lexer import BLANKS
from charter_i18n.po.parser import parse

GENERATOR = "charter-i18n"

_UNFIT = re.compile("[\0\x04\n]")
_DATE = "%Y-%m-%d %H:%M%z"
_NOBODY = "Automatically generated"  # what msginit writes where there is no translator
_NO_TEAM = "none"  # as above


def new_header(  # noqa: PLR0913 - one parameter for each field that varies
    *,
    project: str,
    creation_date: datetime,
    source_language: str,
    language: str | None = None,
    plural_forms: str | None = None,
    team: str = "",
    report_bugs_to: str = "",
    comment: str = "",
) -> Entry:
    """The header of a new catalogue, or of a new template when `language` is None.

    The template's header is fuzzy and holds xgettext's placeholders, so that msginit and editors
    see what a translator has to fill in, and that no program takes it for a translation. The
    catalogue's header passes `msgfmt -c` without a warning.

    Args:
        project: Name (and version) of what is translated.
        creation_date: When the template was made, with its time zone.
        source_language: What is translated from; editors show it (`X-Source-Language`).
        language: POSIX name of the locale (`pt_BR`).
        plural_forms: `nplurals=…; plural=…;`; a template has none.
        team: Who translates.
        report_bugs_to: Where faults of the source text are reported.
        comment: The comment above the header; there is always one.

    Raises:
        ValueError: When the date has no time zone, or a value more than one line.
    """
    if creation_date.tzinfo is None:
        raise ValueError("the creation date needs a time zone")
    date = creation_date.strftime(_DATE)
    template = language is None
    fields = {
        "Project-Id-Version": project,
        "Report-Msgid-Bugs-To": report_bugs_to,
        "POT-Creation-Date": date,
        "PO-Revision-Date": "YEAR-MO-DA HO:MI+ZONE" if template else date,
        "Last-Translator": "FULL NAME <EMAIL@ADDRESS>" if template else _NOBODY,
        "Language-Team": "LANGUAGE <LL@li.org>" if template else team or _NO_TEAM,
        "Language": language or "",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": plural_forms,
        "X-Generator": GENERATOR,
        "X-Source-Language": source_language,
    }
    title = f"Template of {project}." if template else f"Translation of {project}."
    lines = [_line(name, value) for name, value in fields.items() if value is not None]
    return Entry(msgid="", msgstr="".join(lines), fuzzy=template, comments=(comment or title,))


def header_fields(header: Entry) -> Mapping[str, str]:
    """The fields of a header entry in their order; of a repeated one the first, as in gettext."""
    fields: dict[str, str] = {}
    for line in header.msgstr.split("\n"):
        name, colon, value = line.partition(":")
        if colon:
            fields.setdefault(name, value.strip(" \t"))
    return fields


def with_header_field(header: Entry, name: str, value: str) -> Entry:
    """The header with one field set, at its place or at the end; all other bytes stay.

    Returns the same object when the field has this value already. Only a header that spreads the
    field over several lines, or several fields over one, is written anew as a whole.

    Raises:
        ValueError: When the name or the value has more than one line.
    """
    written = _line(name, value)
    if header_fields(header).get(name) == value:
        return header
    lines = re.findall(r".*\n|.+", header.msgstr)
    index = next(
        (place for place, line in enumerate(lines) if line.startswith(f"{name}:")), len(lines)
    )
    if index == len(lines) and lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    msgstr = "".join([*lines[:index], written, *lines[index + 1 :]])
    return replace(header, msgstr=msgstr, raw=_patched(header.raw, name, written, msgstr))


def _line(name: str, value: str) -> str:
    if _UNFIT.search(name + value) or ":" in name:
        raise ValueError(f"a header field is one line: {name}: {value}")
    return f"{name}: {value}\n"


def _patched(raw: str, name: str, written: str, msgstr: str) -> str:
    """`raw` with the field's own line exchanged or added, or "" where that gives another msgstr."""
    if not raw:
        return ""
    escaped = written[:-1].replace("\\", "\\\\").replace('"', '\\"')
    line = f'"{escaped}\\n"'
    own = re.compile(rf'^({BLANKS})"{re.escape(name)}:.*\\n"(?={BLANKS}$)', re.MULTILINE)
    if own.search(raw):
        patched = own.sub(lambda found: found[1] + line, raw, count=1)
    else:
        newline = "\r\n" if raw.endswith("\r\n") else "\n"
        patched = f"{raw.removesuffix(newline)}{newline}{line}{newline}"
    return patched if parse(patched, path="").header.msgstr == msgstr else ""
