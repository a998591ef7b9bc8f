"""The scalars of a TOML front matter, each with the exact span of its text.

`tomllib` reads values and says what is broken, but not where a value stands. The spans are
scanned here, and each is checked against what `tomllib` reads at its path.
"""

import re
from collections.abc import Iterator
from typing import Any

from charter_i18n.errors import InputError, message
from charter_i18n.formats._scalar import Scalar, broken, edges
from charter_i18n.model import Slot, SlotStyle

_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_SEPARATOR = re.compile(rf"{_BLANK.pattern},?{_BLANK.pattern}")
_KEY = re.compile(r"[A-Za-z0-9_-]+|\"(?:[^\"\\\n]|\\.)*\"|'[^'\n]*'")
_DOT = re.compile(r"[ \t]*\.[ \t]*")
_EQUALS = re.compile(r"[ \t]*=[ \t]*")
# TOML 1.0, "String": up to two quotes may stand before the three that close.
_TEXT = re.compile(
    r"\"\"\"(?:[^\\]|\\.)*?\"\"\"\"{0,2}|'''.*?''''{0,2}|\"(?:[^\"\\\n]|\\.)*\"|'[^'\n]*'",
    re.DOTALL,
)
_BARE = re.compile(r"[^,\]}#\r\n]*[^,\]}#\r\n \t]")
_QUOTE = re.compile(r"\"\"\"|'''|[\"']")
# The parts of keys, strings of all forms, comments; each character is looked at once.
_TOKEN = re.compile(
    r"(?P<text>\"\"\"(?:[^\\]|\\.)*?(?:\"\"\"|\Z)|'''.*?(?:'''|\Z))"
    r"|(?P<part>\"(?:[^\"\\\n]|\\.)*+\"?+|'[^'\n]*+'?+|[A-Za-z0-9_-]++)|(?P<dot>[ \t]*+\.[ \t]*+)"
    r"|(?P<other>#[^\n]*+|.)",
    re.DOTALL,
)
_MOST_PARTS = 100
"""How many parts a dotted key may have: `tomllib` takes the square of them in time and space."""
_POSITION = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)")

_Path = tuple[str | int, ...]


class _LongKeyError(ValueError):
    """A dotted key of too many parts begins at `index`."""

    def __init__(self, index: int) -> None:
        super().__init__()
        self.index = index


class _DisagreementError(Exception):
    """The scan met something that `tomllib` reads otherwise."""


def scalars(text: str, start: int, end: int, *, path: str) -> tuple[Scalar, ...]:
    """Every scalar of the TOML in `text[start:end]`, in order, with offsets in `text`.

    Nothing where scan and `tomllib` disagree: such a front matter stays as it is. `path` names
    the file in faults.

    Raises:
        InputError: it is no TOML 1.0.
    """
    # The lines before the start count in the positions of faults.
    above = text.count("\n", 0, start)
    content = "\n" * above + text[start:end]
    try:
        return tuple(_Scan(text, start, end, loads(content)).document())
    except _DisagreementError:
        return ()
    except _LongKeyError as error:
        problem = message("a key of more than {count} parts", count=_MOST_PARTS)
        raise broken(
            text, error.index - above + start, path, problem, message("flatten it")
        ) from None
    except (ValueError, RecursionError) as error:
        raise _explained(text, end, error, path) from error


def loads(content: str) -> dict[str, object]:
    """The tables of a TOML document.

    Raises:
        ValueError: it is no TOML, or one of its keys has too many parts.
    """
    if max(line.count(".") for line in content.split("\n")) >= _MOST_PARTS:
        _refuse_long_keys(content)
    import tomllib  # noqa: PLC0415 - most projects have no TOML front matter

    return tomllib.loads(content)


def _refuse_long_keys(content: str) -> None:
    start, parts, joined = 0, 0, False
    for found in _TOKEN.finditer(content):
        if found["part"] is not None:
            start, parts = (start, parts + 1) if joined else (found.start(), 1)
            if parts > _MOST_PARTS:
                raise _LongKeyError(start)
        joined = found["dot"] is not None and parts > 0
        parts = parts if joined or found["part"] is not None else 0


def is_valid(content: str) -> bool:
    """Whether `content` is TOML."""
    try:
        loads(content)
    except (ValueError, RecursionError):
        return False
    return True


def _explained(text: str, end: int, error: Exception, path: str) -> InputError:
    position = _POSITION.search(str(error))
    hint = message("correct it; a text that is no front matter does not begin with “+++”")
    if position is None:
        problem = message("the front matter is nested too deeply, or a number is too long")
        return broken(text, end, path, problem, hint)
    index = end
    if position[1]:
        lines = text[:end].split("\n")
        index = sum(len(line) + 1 for line in lines[: int(position[1]) - 1])
        index = min(index + int(position[2]) - 1, end)
    reason = _POSITION.sub("", str(error))
    problem = message("the TOML of the front matter is broken: {problem}", problem=reason)
    return broken(text, index, path, problem, hint)


class _Scan:
    """Walks through valid TOML; what it does not understand is a disagreement."""

    def __init__(self, text: str, start: int, end: int, data: dict[str, object]) -> None:
        self._text = text
        self._at = start
        self._end = end
        self._data = data
        self._tables: dict[_Path, int] = {}  # index of the last table in each array of tables

    def document(self) -> Iterator[Scalar]:
        """The scalars of all statements (TOML 1.0, "Spec")."""
        base: _Path = ()
        self._take(_BLANK)
        while self._at < self._end:
            if self._looking_at("["):
                base = self._header()
            else:
                yield from self._pair(base)
            self._take(_BLANK)

    def _header(self) -> _Path:
        brackets = 2 if self._looking_at("[[") else 1
        self._at += brackets
        self._take(_BLANK)
        *outer, last = self._keys()
        self._take(_BLANK)
        self._at += brackets
        path: _Path = ()
        for key in outer:
            path = self._inside((*path, key))
        path = (*path, last)
        if brackets == 1:
            return path
        self._tables[path] = self._tables.get(path, -1) + 1
        return self._inside(path)

    def _inside(self, path: _Path) -> _Path:
        return (*path, self._tables[path]) if path in self._tables else path

    def _pair(self, base: _Path) -> Iterator[Scalar]:
        path = (*base, *self._keys())
        self._take(_EQUALS)
        yield from self._value(path, listed=False)

    def _keys(self) -> list[str]:
        keys = [self._key()]
        while _DOT.match(self._text, self._at, self._end):
            self._take(_DOT)
            keys.append(self._key())
        return keys

    def _key(self) -> str:
        written = self._take(_KEY)
        return next(iter(loads(f"{written} = 0"))) if written[0] in "\"'" else written

    def _value(self, path: _Path, *, listed: bool) -> Iterator[Scalar]:
        if self._looking_at("["):
            yield from self._array(path)
        elif self._looking_at("{"):
            yield from self._inline_table(path)
        else:
            yield self._scalar(path, listed=listed)

    def _array(self, path: _Path) -> Iterator[Scalar]:
        index = 0
        self._open()
        while not self._close("]"):
            yield from self._value((*path, index), listed=True)
            self._take(_SEPARATOR)
            index += 1

    def _inline_table(self, path: _Path) -> Iterator[Scalar]:
        self._open()
        while not self._close("}"):
            yield from self._pair(path)
            self._take(_SEPARATOR)

    def _open(self) -> None:
        self._at += 1
        self._take(_BLANK)

    def _close(self, bracket: str) -> bool:
        closes = self._looking_at(bracket)
        self._at += closes
        return closes

    def _scalar(self, path: _Path, *, listed: bool) -> Scalar:
        start = self._at
        quote = _QUOTE.match(self._text, start, self._end)
        value = self._take(_TEXT if quote else _BARE)
        actual = self._lookup(path)
        if quote:
            value = str(loads(f"k = {value}")["k"])
        if value != actual if quote else isinstance(actual, str | dict | list):
            raise _DisagreementError
        breaks = edges(value) if quote else ()
        slot = Slot(SlotStyle.TOML, breaks=breaks, quote=quote.group() if quote else "")
        keys = tuple(key for key in path if isinstance(key, str))
        return Scalar(keys, value, type(actual).__name__, start, self._at, slot, listed)

    def _lookup(self, path: _Path) -> object:
        """What `tomllib` reads at `path`."""
        node: Any = self._data
        try:
            for key in path:
                node = node[key]
        except (KeyError, IndexError, TypeError) as error:
            raise _DisagreementError from error
        found: object = node
        return found

    def _looking_at(self, beginning: str) -> bool:
        return self._text.startswith(beginning, self._at, self._end)

    def _take(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self._text, self._at, self._end)
        if found is None:
            raise _DisagreementError
        self._at = found.end()
        return found.group()
