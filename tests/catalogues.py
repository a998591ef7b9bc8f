"""Catalogues, sources and reviews in a few words."""

import json

PO = "locale/es/LC_MESSAGES/charte.po"
LEDGER = "locale/es/reviews/charte.jsonl"
HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'


def entry(
    msgid: str,
    msgstr: str,
    *,
    previous: str | None = None,
    fuzzy: bool = False,
) -> str:
    """An entry as programs write it; the texts have no escapes."""
    lines = ["#, fuzzy"] if fuzzy or previous else []
    if previous:
        lines.append(f'#| msgid "{previous}"')
    return "\n".join([*lines, f'msgid "{msgid}"', f'msgstr "{msgstr}"']) + "\n"


def catalogue(*entries: str, header: str = HEADER) -> str:
    return "\n".join([header, *entries])


def charter(*texts: str) -> str:
    return "\n\n".join(texts) + "\n"


def record(verdict: str, source: str, target: str, **more: object) -> str:
    data: dict[str, object] = {
        "verdict": verdict,
        "msgctxt": None,
        "source": source,
        "target": target,
        "version": "",
        "note": "",
    }
    if verdict != "carried":
        data |= {"reviewer": "Ana Ruiz", "date": "2026-11-23"}
    return json.dumps(data | more) + "\n"
