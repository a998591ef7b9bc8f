"""URLs of a source that changed, followed in a translation."""

from charter_i18n.normalise import replace_urls


def urls(text: str) -> tuple[str, ...]:
    """The absolute URLs in a text, in order."""
    found: list[str] = []

    def note(url: str) -> str:
        found.append(url)
        return url

    replace_urls(text, note)
    return tuple(found)


def follow(old: str, new: str, msgstr: str) -> str | None:
    """`msgstr`, a translation of `old`, with the URLs of `new`.

    None where it is not certain which URL replaces which, or where a URL that changed does not
    stand as often in the translation as in the source.
    """
    before, after = urls(old), urls(new)
    if before == after:
        return msgstr
    if len(before) != len(after):
        return None
    pairs = set(zip(before, after, strict=True))
    changed = {was: now for was, now in pairs if was != now}
    ambiguous = len({was for was, _ in pairs}) != len(pairs)
    translated = urls(msgstr)
    if ambiguous or any(before.count(was) != translated.count(was) for was in changed):
        return None
    return replace_urls(msgstr, lambda url: changed.get(url, url))
