"""TOML: read with the lines of its keys, and edited in place; the only door to both TOML parsers.

Reading takes tomllib, which is quick; tomlkit, which keeps comments and layout, is imported only
where a file is edited.
"""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from charter_i18n.errors import CharterError, ConfigurationError, Fault, Place, message

_BOM = "\ufeff"
_POSITION = re.compile(r" \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)$")
_TOKEN = re.compile(
    r"(?P<blank>[ \t\r]+|\#[^\n]*)"
    r"|(?P<newline>\n)"
    r'|(?P<string>"""(?:\\.|[^\\])*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:\\.|[^"\\])*"|\'[^\']*\')'
    r"|(?P<mark>[\[\]{}=.,])"
    r"|(?P<word>[^\s\[\]{}=.,#\"']+)",
    re.DOTALL,
)
_INDENT = re.compile(r"\r?\n[ \t]*(?=\S)")
_DEPTH = {"[": 1, "{": 1, "]": -1, "}": -1}

Keys = tuple[str, ...]


def read(text: str, *, path: str, error: type[CharterError] = ConfigurationError) -> dict[str, Any]:
    """The values of a TOML text.

    Raises:
        error: The text is not TOML; the fault has the line and the column.
    """
    try:
        return tomllib.loads(text.removeprefix(_BOM))
    except ValueError as problem:
        raise error(_syntax_fault(text, str(problem), path=path)) from problem
    except RecursionError as problem:
        wrong = message("the values are nested too deeply")
        raise error(Fault(wrong, Place(path))) from problem


def key_lines(text: str) -> Mapping[Keys, int]:
    """The 1-based line of each key and table of a valid TOML text, by its path of keys.

    What stands within a value (the keys of inline tables) is not listed.
    """
    lines: dict[Keys, int] = {}
    table: Keys = ()
    for line, tokens in _statements(text.removeprefix(_BOM)):
        if tokens[0] == "[":
            keys = table = _keys(tokens)
        else:
            keys = table + _keys(tokens[: tokens.index("=")])
        for length in range(1, len(keys) + 1):
            lines.setdefault(keys[:length], line)
    return lines


def with_items(text: str, keys: Keys, items: Sequence[str]) -> str:
    """The TOML text with items appended to the array of texts at `keys`, all else kept as it is.

    Raises:
        ConfigurationError: It cannot be done without altering something else.
    """
    if not items:
        return text
    bom = _BOM if text.startswith(_BOM) else ""
    body = text.removeprefix(_BOM)
    expected = tomllib.loads(body)
    _at(expected, keys).extend(items)
    # tomlkit forgets the comma before an item that is appended below a comment, not below a line.
    for add in (_append, _add_lines):
        edited = _edited(body, keys, items, add)
        if _means(edited, expected):
            return bom + edited
    wrong = message('"{key}" cannot be extended without damage to the file', key=".".join(keys))
    raise ConfigurationError(Fault(wrong, hint=message("edit it by hand")))


def with_table(text: str, name: str, values: Mapping[str, Any]) -> str:
    """The TOML text with a table appended, all else kept as it is.

    Args:
        text: A valid TOML text without a table of this name.
        name: The key of the table, which may need quotes.
        values: What it holds; tables in it come last, and get headers of their own.

    Raises:
        ConfigurationError: It cannot be done without altering something else.
    """
    import tomlkit  # noqa: PLC0415 - only where a file is edited

    document = tomlkit.document()
    document.add(name, tomlkit.item(values))
    newline = "\r\n" if "\r\n" in text else "\n"
    end = "" if not text or text.endswith("\n") else newline
    added = tomlkit.dumps(document).replace("\n", newline)
    edited = f"{text}{end}{newline if text else ''}{added}"
    expected = {**tomllib.loads(text.removeprefix(_BOM)), name: values}
    if not _means(edited.removeprefix(_BOM), expected):
        wrong = message('the table "{name}" cannot be added to the file', name=name)
        raise ConfigurationError(Fault(wrong, hint=message("mend the file by hand")))
    return edited


def _edited(
    text: str, keys: Keys, items: Sequence[str], add: Callable[[Any, Sequence[str]], None]
) -> str:
    """The text with the items added, or an empty one where tomlkit cannot."""
    import tomlkit  # noqa: PLC0415 - only where a file is edited
    from tomlkit.exceptions import TOMLKitError  # noqa: PLC0415 - as above

    try:
        document = tomlkit.parse(text)
        add(_at(document, keys), items)
        return tomlkit.dumps(document)
    except TOMLKitError:
        return ""


def _append(array: Any, items: Sequence[str]) -> None:  # noqa: ANN401 - tomlkit's array
    for item in items:
        array.append(item)


def _add_lines(array: Any, items: Sequence[str]) -> None:  # noqa: ANN401 - tomlkit's array
    indent = _INDENT.search(array.as_string())
    for item in items:
        array.add_line(item, indent=indent[0] if indent else " ", newline=False)


def _means(text: str, expected: Mapping[str, Any]) -> bool:
    try:
        # Compared as they are written: a NaN is not equal to itself, and 1 is equal to 1.0.
        return repr(tomllib.loads(text)) == repr(expected)
    except ValueError:
        return False


def _at(values: Any, keys: Keys) -> Any:  # noqa: ANN401 - TOML values, and tomlkit's
    for key in keys:
        values = values[key]
    return values


def _syntax_fault(text: str, problem: str, *, path: str) -> Fault:
    """A fault from tomllib's sentence, which ends in the position where there is one."""
    found = _POSITION.search(problem)
    detail = problem[: found.start()] if found else problem
    if found is None:
        place = Place(path)
    elif found["line"] is None:
        place = Place(path, len(text.rstrip("\r\n").split("\n")))
    else:
        place = Place(path, int(found["line"]), int(found["column"]))
    return Fault(message("this is not TOML: {detail}", detail=detail), place)


def _statements(text: str) -> Iterator[tuple[int, list[str]]]:
    """The tokens of each statement (a table header, or a key with its value) and its first line."""
    tokens: list[str] = []
    depth, line, first = 0, 1, 1
    for found in _TOKEN.finditer(text):
        token = found[0]
        if found.lastgroup == "newline" and depth == 0 and tokens:
            yield first, tokens
            tokens = []
        elif found.lastgroup not in {"newline", "blank"}:
            first = first if tokens else line
            tokens.append(token)
            depth += _DEPTH.get(token, 0)
        line += token.count("\n")
    if tokens:
        yield first, tokens


def _keys(tokens: Sequence[str]) -> Keys:
    """The keys among the tokens of a header or of the left side of a statement."""
    return tuple(_key(token) for token in tokens if token not in {"[", "]", "."})


def _key(token: str) -> str:
    if token[0] in "\"'":
        return str(tomllib.loads(f"key = {token}")["key"])
    return token
