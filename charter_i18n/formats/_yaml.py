"""The scalars of a YAML front matter, each with the exact span of its text.

PyYAML's pure Python parser tells where an event begins and ends in characters. Its events are
read instead of its nodes: aliases are not followed then, so each scalar is met once, where it is
written, and no document can explode.
"""

import re
from dataclasses import replace

import yaml
from yaml.composer import ComposerError
from yaml.error import Mark
from yaml.scanner import ScannerError
from yaml.tokens import ScalarToken

from charter_i18n.formats import _yaml_faults
from charter_i18n.formats._scalar import ALIAS, STRING, Scalar, edges
from charter_i18n.model import Slot, SlotStyle

_CORE = "tag:yaml.org,2002:"
_DEEPEST = 100
_BREAK = r"(?:\r\n|[\n\r\x85\u2028\u2029])"  # YAML 1.1, section 5.1.3
_LINE = re.compile(rf"(?P<indent> *)(?P<text>[^\n\r\x85\u2028\u2029]*)(?:{_BREAK}|\Z)")
HEADER = re.compile(
    r"(?P<style>[|>])(?P<indicators>[-+1-9]*)(?P<comment>(?: +#[^\n\r\x85\u2028\u2029]*)?) *"
    rf"(?P<newline>{_BREAK}|\Z)"
)  # of a block scalar: YAML 1.1, section 9.1


def scalars(text: str, *, path: str) -> tuple[Scalar, ...]:
    """Every scalar and every alias below the keys of the mapping `text`, in order.

    `text` is one YAML document, with or without its opening `---`; an empty one has no scalar.
    `path` names the file in faults.

    Raises:
        InputError: `text` is no YAML as PyYAML and libyaml read it (YAML 1.1), has a second
            document, a root that is no mapping, or more than a hundred levels.
    """
    try:
        walk = _Walk(text)
        walk.document()
    except _FAILURES as error:
        raise _yaml_faults.explained(text, error, path) from error
    return tuple(walk.found)


def is_mapping(text: str) -> bool:
    """Whether `text` is one valid YAML document whose root is a mapping."""
    try:
        walk = _Walk(text)
        walk.document()
    except _FAILURES:
        return False
    return walk.mapping


# PyYAML lets `int` and `chr` refuse numbers that are too large.
_FAILURES = (yaml.YAMLError, ValueError, OverflowError, RecursionError)


class _Loader(yaml.SafeLoader):
    """PyYAML's parser, that notes where scalars stand and reads tabs as libyaml does.

    An event begins at its anchor or tag, a token at the scalar itself; `places` maps the end of
    a scalar token to its start and, for a block scalar, the indent of the collection around it.
    """

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.places: dict[int, tuple[int, int]] = {}

    def scan_plain(self) -> ScalarToken:
        return self._noted(super().scan_plain())

    def scan_flow_scalar(self, style: str) -> ScalarToken:
        try:
            return self._noted(super().scan_flow_scalar(style))
        except (ValueError, OverflowError) as error:
            mark = self.get_mark()
            raise ScannerError(problem=_yaml_faults.NO_CHARACTER, problem_mark=mark) from error

    def scan_block_scalar(self, style: str) -> ScalarToken:
        indent = max(self.indent, 0)
        if self.column <= indent:
            # PyYAML takes it, YAML does not (YAML 1.2, rule 199), and no quotes fit there.
            raise ScannerError(problem=_yaml_faults.OUTDENTED, problem_mark=self.get_mark())
        return self._noted(super().scan_block_scalar(style), indent)

    def _noted(self, token: ScalarToken, indent: int = 0) -> ScalarToken:
        self.places[token.end_mark.index] = (token.start_mark.index, indent)
        return token

    def scan_to_next_token(self) -> None:
        # libyaml, and with it Jekyll, takes `title:\tText`; a tab that indents stays an error.
        super().scan_to_next_token()
        while self.peek() == "\t" and (self.flow_level or not self.allow_simple_key):
            self.forward()
            super().scan_to_next_token()

    def scan_plain_spaces(self, indent: int, start_mark: Mark) -> list[str] | None:
        # As above: a tab inside a plain scalar is a blank like others.
        length = 0
        while self.peek(length) in " \t":
            length += 1
        blanks = self.prefix(length)
        self.forward(length)
        if self.peek() in "\n\r\x85\u2028\u2029":
            return super().scan_plain_spaces(indent, start_mark)
        return [blanks] if blanks else []


class _Walk:
    """Reads the events of one document; `found` are its scalars in the order of the text."""

    def __init__(self, text: str) -> None:
        self.found: list[Scalar] = []
        self.mapping = False
        self._text = text
        self._loader = _Loader(text)
        self._anchors: set[str] = set()
        self._depth = 0
        self._flow = 0

    def document(self) -> None:
        """Read all of it."""
        try:
            self._next()  # the stream begins
            if isinstance(self._next(), yaml.StreamEndEvent):
                return
            self._root(self._next())
            self._next()  # the document ends
            after = self._next()
            if not isinstance(after, yaml.StreamEndEvent):
                raise _failure(_yaml_faults.SECOND_DOCUMENT, after)
        finally:
            self._loader.dispose()

    def _next(self) -> yaml.Event:
        event: yaml.Event = self._loader.get_event()  # type: ignore[no-untyped-call]
        return event

    def _root(self, event: yaml.Event) -> None:
        self.mapping = isinstance(event, yaml.MappingStartEvent)
        if self.mapping:
            self._node(event, ())
        elif not _is_empty(event):
            raise _failure(_yaml_faults.NO_MAPPING, event)

    def _node(self, event: yaml.Event, keys: tuple[str, ...], *, listed: bool = False) -> None:
        if isinstance(event, yaml.AliasEvent):
            self._alias(event, keys, listed=listed)
            return
        if isinstance(event, yaml.NodeEvent) and event.anchor is not None:
            self._anchors.add(event.anchor)
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event, keys, listed=listed)
        elif isinstance(event, yaml.CollectionStartEvent):
            self._collection(event, keys)

    def _collection(self, event: yaml.CollectionStartEvent, keys: tuple[str, ...]) -> None:
        if self._depth == _DEEPEST:
            raise _failure(_yaml_faults.TOO_DEEP, event)
        self._depth += 1
        self._flow += bool(event.flow_style)
        if isinstance(event, yaml.MappingStartEvent):
            self._mapping(keys)
        else:
            while not isinstance(item := self._next(), yaml.SequenceEndEvent):
                self._node(item, keys, listed=True)
        self._flow -= bool(event.flow_style)
        self._depth -= 1

    def _mapping(self, keys: tuple[str, ...]) -> None:
        seen: dict[str, tuple[int, int]] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            name = self._key(event)
            first = len(self.found)
            self._node(self._next(), (*keys, name))
            # Of duplicate keys the last one counts, in PyYAML as in libyaml.
            for index in range(*seen.get(name, (0, 0))):
                self.found[index] = replace(self.found[index], shadowed=True)
            seen[name] = (first, len(self.found))

    def _key(self, event: yaml.Event) -> str:
        """The name of a key; that of a list or a map as a key is the text as written."""
        first = len(self.found)
        self._node(event, ())
        inside = self.found[first:]
        del self.found[first:]
        if isinstance(event, yaml.ScalarEvent):
            return event.value
        return self._text[_start(event) : inside[-1].end if inside else _end(event)]

    def _alias(self, event: yaml.AliasEvent, keys: tuple[str, ...], *, listed: bool) -> None:
        name = event.anchor or ""
        if name not in self._anchors:
            raise _failure(_yaml_faults.UNDEFINED, event)
        slot = Slot(self._style)
        self.found.append(Scalar(keys, name, ALIAS, _start(event), _end(event), slot, listed))

    def _scalar(self, event: yaml.ScalarEvent, keys: tuple[str, ...], *, listed: bool) -> None:
        end = _end(event)
        start, outer = (end, 0) if _is_empty(event) else self._loader.places[end]
        if event.anchor and start < end and not self._text[start - 1].isspace():
            raise _failure(_yaml_faults.GLUED, event)
        slot = Slot(self._style, breaks=edges(event.value), quote=event.style or "")
        if slot.quote in ("|", ">"):
            end, indent = _trimmed(self._text, start, end, outer)
            slot = replace(slot, prefix=" " * indent)
        tag = self._tag(event)
        value = event.value if tag == STRING else self._text[start:end]
        self.found.append(Scalar(keys, value, tag, start, end, slot, listed))

    @property
    def _style(self) -> SlotStyle:
        return SlotStyle.YAML_FLOW if self._flow else SlotStyle.YAML

    def _tag(self, event: yaml.ScalarEvent) -> str:
        tag = event.tag
        if tag == "!":  # the text as written, quoted or not (YAML 1.2, section 6.9.1)
            return STRING
        if tag is None:
            tag = self._loader.resolve(  # type: ignore[no-untyped-call]
                yaml.ScalarNode, event.value, event.implicit
            )
        return str(tag).removeprefix(_CORE)


def _failure(problem: str, event: yaml.Event) -> ComposerError:
    mark = event.start_mark
    return ComposerError(problem=problem, problem_mark=mark if isinstance(mark, Mark) else None)


def _is_empty(event: yaml.Event) -> bool:
    """Whether nothing is written where the event stands, beside an anchor or a tag."""
    return isinstance(event, yaml.ScalarEvent) and event.style is None and not event.value


def _start(event: yaml.Event) -> int:
    return event.start_mark.index if event.start_mark else 0


def _end(event: yaml.Event) -> int:
    return event.end_mark.index if event.end_mark else 0


def _trimmed(text: str, start: int, end: int, outer: int) -> tuple[int, int]:
    """Where the last line with content of a block scalar ends, and the indent of its lines.

    PyYAML's mark stands after the blank lines that follow. `outer` is the indent of the
    collection around (YAML 1.1, section 9.2.1: an indentation indicator counts from there).
    """
    header = HEADER.match(text, start, end)
    if header is None:
        return end, 0
    lines = [line for line in _LINE.finditer(text, header.end(), end) if line.group()]
    digits = header["indicators"].strip("+-")
    if digits:
        indent = outer + int(digits)
    else:
        indent = next((len(line["indent"]) for line in lines if line["text"]), 0)
    content = [line for line in lines if line["text"] or len(line["indent"]) > indent]
    return (content[-1].end("text") if content else header.start("newline")), indent
