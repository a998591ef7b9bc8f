"""Labels of segments ("Article 5", "3°", "a)"), and how a revision renumbered them."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from charter_i18n import normalise
from charter_i18n.lexicon import Lexicon
from charter_i18n.severity import references
from charter_i18n.severity.reading import read

_SLUG_GAP = re.compile(r"[^\w\s-]+")
_HYPHENS = re.compile(r"-{2,}")
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
    headings: Iterable[tuple[str, str]] | None = None,
) -> Mapping[str, str]:
    """How a revision renumbered what refers to its segments.

    Args:
        pairs: The old and the new msgid of every matched segment, unchanged ones too.
        lexicon: What is known of their language.
        headings: Those of the pairs that are headings, which have fragments; by default all.

    Returns:
        What a reference named, and what it has to name now (`article 5` to `article 6`, the
        fragment `#article-5` to `#article-6`). A label that would map to two, or two to one, is
        left out; one that kept its number maps to itself.
    """
    every = tuple(pairs)
    found: dict[str, set[str]] = {}
    for names, matched in ((_labels, every), (_fragments, every if headings is None else headings)):
        for old, new in matched:
            before = names(old, lexicon)
            # Most segments are unchanged.
            after = before if new == old else names(new, lexicon)
            for one, other in zip(before, after, strict=False):
                found.setdefault(one, set()).add(other)
    single = {before: next(iter(after)) for before, after in found.items() if len(after) == 1}
    reached = Counter(single.values())
    return MappingProxyType(
        {before: after for before, after in single.items() if reached[after] == 1},
    )


@lru_cache(maxsize=65536)
def _label(msgid: str, lexicon: Lexicon) -> str:
    return split(normalise.typography(msgid), lexicon).label


def _labels(msgid: str, lexicon: Lexicon) -> tuple[str, ...]:
    """What the text of a reference may call a segment by."""
    label = _label(msgid, lexicon)
    return (name(label, lexicon),) if label else ()


def _fragments(msgid: str, lexicon: Lexicon) -> tuple[str, ...]:
    """What a link may call a heading with a label by."""
    label = _label(msgid, lexicon)
    if not label:
        return ()
    long = slug(msgid)
    return f"#{slug(label)}", f"#{long}", f"#{_HYPHENS.sub('-', long)}"


def name(label: str, lexicon: Lexicon) -> str:
    """A label as a reference has it: `Art. 5` is `article 5`."""
    reading = read(label, lexicon)
    found = next(references.find(reading, lexicon), None)
    return found.value if found else label.casefold()


def slug(text: str) -> str:
    """The fragment that GitHub and kramdown make of a heading.

    Lower case, without punctuation but hyphens, each blank a hyphen. GitLab and Python-Markdown
    make one hyphen of several.
    """
    return _BLANKS.sub("-", _SLUG_GAP.sub("", text.casefold()).strip())
