"""Labels of segments ("Article 5", "3°", "a)"), and how a revision renumbered them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from charter_i18n import normalise
from charter_i18n.lexicon import Lexicon
from charter_i18n.severity import references
from charter_i18n.severity.reading import read

_SLUG_GAP = re.compile(r"[^\w\s-]+")
_BLANKS = re.compile(r"\s")
_LABEL_MARKS = " .:)-"


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text of level N1 in two parts: its own label, empty if it has none, and the rest."""

    label: str
    text: str


def split(text: str, lexicon: Lexicon) -> Labelled:
    """Take a text's own label off.

    Args:
        text: A text of level N1.
        lexicon: What is known of its language.
    """
    found = normalise.label_pattern(lexicon.references.labels).match(text)
    if found is None:
        return Labelled("", text)
    start, end = found.span("label")
    return Labelled(found["label"].strip(_LABEL_MARKS), text[:start] + text[end:].lstrip(" "))


def renumbering(
    pairs: Iterable[tuple[str, str]],
    *,
    lexicon: Lexicon,
) -> Mapping[str, str]:
    """How a revision renumbered what refers to its segments.

    Args:
        pairs: The old and the new msgid of every matched segment, unchanged ones too.
        lexicon: What is known of their language.

    Returns:
        What a reference named, and what it has to name now (`article 5` to `article 6`, the
        fragment `#article-5` to `#article-6`). A label that would map to two, or two to one, is
        left out; one that kept its number maps to itself.
    """
    found: dict[str, set[str]] = {}
    for old, new in pairs:
        for before, after in zip(_names(old, lexicon), _names(new, lexicon), strict=False):
            found.setdefault(before, set()).add(after)
    single = {before: next(iter(after)) for before, after in found.items() if len(after) == 1}
    reached: dict[str, int] = {}
    for after in single.values():
        reached[after] = reached.get(after, 0) + 1
    return MappingProxyType(
        {before: after for before, after in single.items() if reached[after] == 1},
    )


def _names(msgid: str, lexicon: Lexicon) -> tuple[str, ...]:
    """What references may call a segment by: its label, and the fragments of its heading."""
    text = normalise.typography(msgid)
    label = split(text, lexicon).label
    if not label:
        return ()
    return (name(label, lexicon), f"#{slug(label)}", f"#{slug(text)}")


def name(label: str, lexicon: Lexicon) -> str:
    """A label as a reference has it: `Art. 5` is `article 5`."""
    reading = read(label, lexicon)
    found = next(references.find(reading, lexicon), None)
    return found.value if found else label.casefold()


def slug(text: str) -> str:
    """The fragment that GitHub, kramdown and GitLab make of a heading.

    Lower case, without punctuation but hyphens, each blank a hyphen.
    """
    return _BLANKS.sub("-", _SLUG_GAP.sub("", text.casefold()).strip())
