"""Reads the text of a PO file into a catalogue, or says all that is wrong with it."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from charter_i18n.errors import message
from charter_i18n.model import Catalogue, Entry, Key, Plural
from charter_i18n.po import comments, diagnosis, plain, strings
from charter_i18n.po.faults import Faults
from charter_i18n.po.lexer import NUMBERED, PREVIOUS, Block, blocks
from charter_i18n.po.plain import Plain

BOM = "\ufeff"

_CHARSET = re.compile(r"^Content-Type:.*?\bcharset=([^\s;]+)", re.IGNORECASE | re.MULTILINE)
_CHARSETS = frozenset({"utf-8", "utf8", "ascii", "us-ascii", "charset"})  # the last: a template's
_HEADER = ("", None)
_NONE: Mapping[str, str] = MappingProxyType({})


def parse(text: str, *, path: str, known: Mapping[str, str] = _NONE) -> Catalogue:
    r"""Read a PO file; `serialize` gives back exactly `text`.

    Lines end at `\n` or `\r\n`, nowhere else. A file without header entry gets an empty one,
    which is not written. Blank lines before the first entry, and comments after the last one,
    are kept as `lead` and `tail`.

    Args:
        text: The decoded file, line ends as they are.
        path: Relative to the project, for the faults.
        known: Texts that the caller holds, each by itself: a msgid that is equal to one of them
            becomes that one, so that it is held once.

    Raises:
        InputError: With every fault of the file: malformed lines, incomplete entries, merge
            conflicts, two entries with one key (msgfmt refuses these, also when one is
            obsolete), a charset other than UTF-8, characters that PO files cannot hold.
    """
    body = text.removeprefix(BOM)
    newline = "\r\n" if body.count("\r\n") * 2 > body.count("\n") else "\n"
    reader = _Reader(body, path, known)
    entries: list[Entry] = []
    lead = ""
    end = 0
    while True:
        if found := plain.read(body, end):
            entries.append(reader.plain(found))
            end = found.end
            continue
        block = next(blocks(body, end), None)
        if block is None or not (block.fields or block.strays):
            break  # nothing, or the comments at the end of the file
        gap = body[end : block.start]
        if not end:
            lead, gap = gap, newline
        end = block.end
        if entry := reader.entry(block, gap):
            entries.append(entry)
    reader.faults.check()
    with_header = bool(entries) and entries[0].key == _HEADER and not entries[0].obsolete
    return Catalogue(
        path=path,
        header=entries[0] if with_header else Entry(msgid="", gap=newline),
        entries=tuple(entries[1:] if with_header else entries),
        tail=body[end:],
        newline=newline,
        bom=len(body) < len(text),
        lead=lead,
    )


class _Reader:
    """Reads the blocks of one text, in file order, and collects its faults."""

    def __init__(self, text: str, path: str, known: Mapping[str, str]) -> None:
        self.faults = Faults(text, path)
        self._text = text
        self._path = path
        self._shared = known
        self._lines: dict[tuple[str, str | None], int] = {}  # where each key stands
        self._known: dict[str, comments.Comments] = {}
        self._line = 1
        self._counted = 0  # the offset at which `_line` stands
        for sentence, offset in diagnosis.forbidden(text):
            self.faults.add(offset, sentence)

    def entry(self, block: Block, gap: str) -> Entry | None:
        """The entry of a block, or None and faults."""
        faults = len(self.faults)
        texts, forms = self._texts(block)
        if len(self.faults) == faults:
            self._check_shape(block)
        if len(self.faults) > faults:
            return None
        notes = self._comments(block.comments)
        offset = _first_keyword(block)
        entry = Entry(
            msgid=texts["i"],
            msgstr=texts.get("s", ""),
            msgctxt=texts.get("c"),
            fuzzy=notes.fuzzy,
            obsolete=block.fields[0]["mark"][:2] == "#~",
            previous=Key(texts["I"], texts.get("C")) if "I" in texts else None,
            plural=Plural(texts["p"], tuple(forms)) if forms else None,
            comments=notes.comments,
            extracted=notes.extracted,
            references=notes.references,
            flags=notes.flags,
            raw=self._text[block.start : block.end],
            gap=gap,
            line=self._line_at(offset),
            previous_plural=texts.get("P"),
        )
        self._check_key(entry, offset)
        return entry

    def plain(self, found: Plain) -> Entry:
        """An entry of which nothing but its key can be wrong."""
        notes = self._comments(found.comments)
        entry = Entry(
            msgid=self._shared.get(found.msgid, found.msgid),
            msgstr=found.msgstr,
            fuzzy=notes.fuzzy,
            previous=None if found.previous is None else Key(found.previous),
            comments=notes.comments,
            extracted=notes.extracted,
            references=notes.references,
            flags=notes.flags,
            raw=self._text[found.start : found.end],
            line=self._line_at(found.keyword),
        )
        self._check_key(entry, found.keyword)
        return entry

    def _texts(self, block: Block) -> tuple[dict[str, str], list[str]]:
        """The texts of a block's fields by their letters, and its plural forms."""
        for sentence, offset in diagnosis.strays(block.strays):
            self.faults.add(offset, sentence)
        texts = {}
        forms = []
        for letter, token in zip(block.letters, block.fields, strict=True):
            text = ""
            try:
                text = strings.read(token["strings"])
            except strings.MalformedError as error:
                self.faults.add(token.start("strings") + error.offset, error.message)
            if letter == NUMBERED:
                forms.append(text)
            else:
                texts[letter] = text
        return texts, forms

    def _comments(self, block: str) -> comments.Comments:
        """The comments of a block; neighbours in one section often share them."""
        found = self._known.get(block)
        if found is None:
            found = self._known[block] = comments.read(block)
        return found

    def _check_shape(self, block: Block) -> None:
        """The keywords make an entry."""
        if not diagnosis.WELL_FORMED.fullmatch(block.letters):
            place, sentence = diagnosis.disorder(block.letters)
            self.faults.add(block.fields[place].start(), sentence)
            return
        if len({token["mark"][:2] == "#~" for token in block.fields}) > 1:
            self.faults.add(block.start, diagnosis.HALF_OBSOLETE)
        if NUMBERED in block.letters:
            numbers = [token["index"] for token in block.fields if token["index"] is not None]
            if not diagnosis.numbered(numbers):
                self.faults.add(block.fields[-1].start(), diagnosis.NUMBERING)

    def _check_key(self, entry: Entry, offset: int) -> None:
        """Every key stands once (msgfmt: "duplicate message definition"), the header first."""
        key = (entry.msgid, entry.msgctxt)
        first = self._lines.setdefault(key, entry.line)
        if first != entry.line:
            self.faults.add(offset, diagnosis.duplicate(first, header=key == _HEADER))
        elif key == _HEADER and not entry.obsolete:
            if len(self._lines) > 1:
                self.faults.add(offset, diagnosis.LATE_HEADER)
            self._check_charset(entry, offset)

    def _check_charset(self, header: Entry, offset: int) -> None:
        declared = _CHARSET.search(header.msgstr)
        if declared and declared[1].lower() not in _CHARSETS:
            self.faults.add(
                offset,
                message("the file is declared to be {charset}: convert it", charset=declared[1]),
                message("msgconv -t UTF-8 -o {path} {path}", path=self._path),
            )

    def _line_at(self, offset: int) -> int:
        """The line of an offset, for offsets that grow."""
        self._line += self._text.count("\n", self._counted, offset)
        self._counted = offset
        return self._line


def _first_keyword(block: Block) -> int:
    """The offset of the first keyword that is no previous text; a well-formed block has one."""
    place = len(block.letters) - len(block.letters.lstrip(PREVIOUS))
    return block.fields[place].start()
