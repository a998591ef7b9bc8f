"""What the guard finds, in words for translators."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from charter_i18n.errors import Message, message
from charter_i18n.formats.blocks import Node
from charter_i18n.formats.leaves import Inline


@dataclass(frozen=True, slots=True)
class Finding:
    """Why a text does not have its source's skeleton, and what to do about it."""

    reason: Message
    hint: Message | None = None


FRONT_MATTER = Finding(
    message("it would change the front matter's structure"),
    message("write it as one line of plain text"),
)
DEFINITIONS = Finding(
    message("it would add, change or remove a link reference definition"),
    message("put a backslash before the first bracket"),
)
VANISHED = Finding(
    message("it would disappear: it is read as markup"),
    message("put a backslash before its first character"),
)
VANISHED_AS_CODE = Finding(
    message("it would disappear: it is read as template code"), message("take that code out")
)
EDGES = Finding(
    message("its beginning or end would be read as markup"),
    message("begin and end it as the source does"),
)
_STRUCTURE = Finding(
    message("it would change the structure of the document"),
    message("write it on one line, without block markup"),
)
_TAG_ORDER = Finding(
    message("its tags stand in another order"), message("keep the tags as in the source")
)
_BLOCK_NAMES = {
    "BlockQuote": message("a block quote"),
    "CodeBlock": message("a code block"),
    "DefinitionList": message("a definition list"),
    "DefinitionListDefinition": message("a definition"),
    "DefinitionListTitle": message("a definition list"),
    "FootnoteDefinition": message("a footnote"),
    "Heading": message("a heading"),
    "HtmlBlock": message("an HTML block"),
    "Item": message("a list item"),
    "List": message("a list"),
    "Paragraph": message("a paragraph"),
    "Rule": message("a rule"),
    "Table": message("a table"),
    "task": message("a task marker"),
}
_SORTS = {
    "code": message("the code span"),
    "footnote": message("the footnote reference"),
    "html": message("the tag"),
    "image": message("the image"),
    "link": message("the link to"),
    "template": message("the template code"),
}


def begins(node: Node) -> Finding:
    """A translation begins the block `node`, which the source does not have there."""
    name = _BLOCK_NAMES.get(node.name)
    if name is None:
        return _STRUCTURE
    return Finding(
        message("it would begin {block}", block=name),
        message("put a backslash before the character that begins it"),
    )


def inlines(
    expected: Sequence[Inline], actual: Sequence[Inline], *, in_html: bool = False
) -> Finding:
    """What `actual` has too little or too much; the two differ.

    `in_html` tells that they stand in an HTML block, where a backslash escapes nothing.
    """
    wanted, found = Counter(expected), Counter(actual)
    # Template code comes first: what is missing with it (a link's address) is its consequence.
    missing = sorted((wanted - found).elements(), key=_template_first)
    if missing:
        return _missing(missing[0])
    extra = sorted((found - wanted).elements(), key=_template_first)
    if not extra:
        return _TAG_ORDER
    reason = message("it adds {sort} {value} that the source does not have", **_named(extra[0]))
    return Finding(reason, _way_out(extra[0], in_html=in_html))


def _way_out(item: Inline, *, in_html: bool) -> Message:
    """What to do with something that the source does not have."""
    if item.sort == "template":
        return message("take it out")
    if in_html:
        return message("take it out, or write < as &lt;")
    return message("take it out, or put a backslash before it")


def _template_first(item: Inline) -> tuple[bool, str, str]:
    return item.sort != "template", item.sort, item.value


def _missing(item: Inline) -> Finding:
    reason = message("{sort} {value} is missing", **_named(item))
    if item.sort not in ("link", "image"):
        return Finding(reason, message("copy it from the source"))
    if item.label:
        return Finding(reason, message("write [translation][{label}]", label=item.label))
    return Finding(reason, message("keep its address as in the source"))


def _named(item: Inline) -> dict[str, object]:
    return {"sort": _SORTS[item.sort], "value": item.value}
