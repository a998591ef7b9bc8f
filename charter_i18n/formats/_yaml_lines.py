r"""The YAML that most front matters are: keys with values, and lists of values.

They are read without PyYAML, whose import takes longer than all else in a run that finds nothing to
do, and whose parser takes most of the time of a site of many posts. The form is narrow on purpose:
what is not of it in every character is left to `_yaml`, and both must see the same in what is.
"""

import re

from charter_i18n.formats._scalar import STRING, Scalar, edges
from charter_i18n.model import Slot, SlotStyle

_LINE = re.compile(
    r"""
      (?: (?P<key> [A-Za-z_][A-Za-z0-9_-]{0,99} ) : | (?P<dash> [ ]{0,16}- ) )
      (?: [ ]+ (?:
          "(?P<double> [^"\\\n]* (?: \n[ ]+ [^"\\\n ][^"\\\n]* )* )"
        | '(?P<single> [^'\n]* (?: \n[ ]+ [^'\n ][^'\n]* )* )'
        | (?P<plain>
            (?: [0-9]+[ ]+ )? [^\W\d_] (?: [ ]*+ (?: [^:#\n ] | :(?![ \n]) | (?<![ ])\# ) )*+
            (?: [ ]*+\n[ ]+ [^\W\d_] (?: [ ]*+ (?: [^:#\n ] | :(?![ \n]) | (?<![ ])\# ) )*+ )*+
          )
        | (?P<block> [|>]-? \n (?P<indent> [ ]+ ) [^ \n].* (?: \n(?P=indent) [^ \n].* )* )
        | (?P<empty> \{\} | \[\] )
        | (?P<int> 0 | [1-9][0-9]{0,17} )
        | (?P<version> [0-9]+ (?: \.[0-9]+ ){2,} (?: -[a-z0-9.]+ )? )
        | (?P<timestamp> [0-9]{4}-[0-9]{2}-[0-9]{2} (?: [ ][0-9]{2}:[0-9]{2}:[0-9]{2} )? )
        | (?P<moment> [0-9]{4}-[0-9]{2}-[0-9]{2} [ ][0-9]{2}:[0-9]{2}:[0-9]{2} [ ][+-][0-9]{4} )
      ) )?
      [ ]*\n
    | (?: \#.* )? \n
    """,
    re.VERBOSE,
)
_FOLDED = re.compile(r"(?<![ ])[ ]*\n[ ]+")  # no continuation is blank
_SPACES = str.maketrans("", "", "\n\u00a0\u202f")
_STRINGS = frozenset({"version", "moment"})
_QUOTES = {"double": '"', "single": "'"}
# Plain words that are no strings (YAML 1.1, language-independent types).
_TYPED = {
    word: tag
    for tag, words in (
        ("bool", ("yes", "no", "true", "false", "on", "off")),
        ("null", ("null",)),
    )
    for name in words
    for word in (name, name.capitalize(), name.upper())
}


def scalars(text: str) -> tuple[Scalar, ...] | None:
    """What `_yaml.scalars` gives for `text`, or None where it is not of the plain form."""
    # What Python calls printable is so for YAML 1.1 too (section 5.1.1); tabs are not of the form.
    if not text.translate(_SPACES).isprintable():
        return None
    position = 4 if text.startswith("---\n") else 0
    found: dict[str, list[Scalar]] = {}
    key = dash = ""
    while position < len(text):
        line = _LINE.match(text, position)
        if line is None:
            return None
        position = line.end()
        if line["key"] is not None:
            key, dash = line["key"], ""
            if key in found:
                return None
            found[key] = _scalars(line, key)
        elif line["dash"] is not None:
            if not dash and _has_nothing(found.get(key, [])):
                found[key], dash = [], line["dash"]
            of_one_line = line.group().count("\n") == 1
            if line.lastgroup == "dash" or dash != line["dash"] or not of_one_line:
                return None
            found[key] += _scalars(line, key, listed=True)
    return tuple(scalar for group in found.values() for scalar in group)


def _has_nothing(values: list[Scalar]) -> bool:
    """Whether nothing stands behind the colon of a key, so that a list may follow."""
    return [value.tag for value in values] == ["null"] and values[0].start == values[0].end


def _scalars(line: re.Match[str], key: str, *, listed: bool = False) -> list[Scalar]:
    """The scalar of a line, if it has one."""
    form = line.lastgroup or ""
    if form == "empty":
        return []
    if form == "key":
        end = line.end("key") + 1
        return [Scalar((key,), "", "null", end, end, Slot(SlotStyle.YAML))]
    start, end = line.span(form)
    value = line[form]
    tag = STRING
    slot = Slot(SlotStyle.YAML)
    if form == "block":
        value, slot = _block(value, line["indent"])
    elif form in _QUOTES:
        start, end = start - 1, end + 1
        value = _FOLDED.sub(" ", value)
        slot = Slot(SlotStyle.YAML, quote=_QUOTES[form])
    elif form == "plain":
        tag = _TYPED.get(value, STRING)
        value = _FOLDED.sub(" ", value)
    elif form not in _STRINGS:
        tag = form
    return [Scalar((key,), value, tag, start, end, slot, listed)]


def _block(text: str, indent: str) -> tuple[str, Slot]:
    """The value of a block scalar without blank lines, and its slot (YAML 1.1, section 9)."""
    header, *lines = text.split("\n")
    value = (" " if header[0] == ">" else "\n").join(line.removeprefix(indent) for line in lines)
    if header[1:] != "-":
        value += "\n"
    return value, Slot(SlotStyle.YAML, prefix=indent, breaks=edges(value), quote=header[0])
