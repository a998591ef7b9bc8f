"""What a release writes into the front matter of a text, and what it leaves out of account."""

from collections.abc import Iterator, Mapping

from charter_i18n.errors import InputError
from charter_i18n.formats import frontmatter
from charter_i18n.formats.frontmatter import Scalar
from charter_i18n.formats.markdown import BOM

UNCOUNTED = ("version", "date", "status")
"""Keys of the front matter that say nothing of the text; a release itself changes two of them."""


def stamp(text: str, *, version: str, date: str, path: str) -> str:
    """`text` with its version and its date set in its front matter, where it has these keys.

    Raises:
        InputError: the front matter of the file `path` is broken.
    """
    bom, front, body = _parts(text)
    for name, value in {"version": version, "date": date}.items():
        plain = _with_plain(front, name, value, path)
        front = plain or frontmatter.set_values(front, {name: value}, path=path)
    return f"{bom}{front}{body}"


def same_text(one: str, other: str) -> bool:
    """Whether two texts are equal, whatever version, date and status their front matters tell.

    Raises:
        InputError: a front matter is broken.
    """
    blank = dict.fromkeys(UNCOUNTED, "-")
    first, second = (_with_values(text, blank) for text in (one, other))
    return first == second


def _with_values(text: str, values: Mapping[str, str]) -> str:
    bom, front, body = _parts(text)
    return f"{bom}{frontmatter.set_values(front, values)}{body}"


def _parts(text: str) -> tuple[str, str, str]:
    peeled = text.removeprefix(BOM)
    return (text[: len(text) - len(peeled)], *frontmatter.split(peeled))


def _with_plain(front: str, name: str, value: str, path: str) -> str:
    """`front` with a value that stands without quotes exchanged for one that needs none either.

    A date stays a date, and no line changes more than it must. Nothing where that cannot be.
    """
    found = frontmatter.scalars(front, path=path)
    for target in found:
        if target.path == name and not (target.listed or target.shadowed or target.slot.quote):
            candidate = f"{front[: target.start]}{value}{front[target.end :]}"
            if target.start < target.end and _differ_in(name, value, found, candidate):
                return candidate
    return ""


def _differ_in(name: str, value: str, before: tuple[Scalar, ...], front: str) -> bool:
    """Whether `front` is as it was `before` but for the value of one key."""
    try:
        after = frontmatter.scalars(front, path="")
    except InputError:
        return False
    return [*_read(before, name, value)] == [*_read(after, name)]


def _read(found: tuple[Scalar, ...], name: str, value: str | None = None) -> Iterator[object]:
    for scalar in found:
        own = scalar.path == name and not (scalar.listed or scalar.shadowed)
        yield scalar.keys, scalar.tag, value if own and value is not None else scalar.value
