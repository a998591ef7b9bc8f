"""PO entries and files for tests: hypothesis strategies, and a writer in many dialects."""

import string
from dataclasses import dataclass, replace

from hypothesis import strategies as st

from charter_i18n.model import Entry, Key, Plural

HEADER = Entry(
    msgid="",
    msgstr="Project-Id-Version: Charte\nLanguage: es\nContent-Type: text/plain; charset=UTF-8\n",
    comments=("Charte éthique",),
)

# Characters that real programs escape, break lines at, or lose.
_CONTROLS = "\a\b\f\v\r\x1b\x1c\x7f\x85\u2028\u2029"
_ORDINARY = string.ascii_letters + " \n\t\"\\'#~|%{}<>[]()«»’éà\u00a0\u202f\u200b\ufeff中文אب🙂"
_PHRASES = (
    "ne peut pas",
    '\\"',
    "\\n",
    'msgid "x"',
    "#~ msgid",
    "<<<<<<< HEAD",
    "[lien](https://exemple.fr/a?b=c#d)",
    "« est  bienvenue »",
    " ",
    "\n",
    "\n\n",
)
_IN_COMMENTS = st.characters(codec="utf-8", exclude_characters="\0\x04\n\r")


def texts(*, controls: bool = True, min_size: int = 0) -> st.SearchStrategy[str]:
    """Texts of msgids and msgstrs; without `controls` only what every PO program can hold."""
    characters = st.sampled_from(_ORDINARY + (_CONTROLS if controls else ""))
    if controls:
        characters |= st.characters(codec="utf-8", exclude_characters="\0\x04")
    pieces = st.lists(characters | st.sampled_from(_PHRASES), min_size=min_size, max_size=12)
    return pieces.map("".join)


def comment_texts(*, simple: bool = False) -> st.SearchStrategy[str]:
    """Texts of comment lines; `simple` ones survive programs that strip blanks."""
    known = st.sampled_from(["", " ", "Préambule › Article 2", ". x", ", fuzzy", "~ msgid", "  a "])
    lines = known | st.text(_IN_COMMENTS, max_size=12)
    if simple:
        lines = st.lists(st.sampled_from(_ORDINARY + "\n"), min_size=1).map(_one_line).filter(bool)
    return lines.filter(lambda text: not text.endswith("\\"))


def _one_line(characters: list[str]) -> str:
    return " ".join("".join(characters).split())


@st.composite
def entries(draw: st.DrawFn, *, simple: bool = False) -> Entry:
    """Entries in the state in which the formatter writes every field.

    `simple` ones hold only what every PO program can hold, and leaves as it is.
    """
    some_texts = texts(controls=not simple)
    contexts = st.none() | some_texts
    forms = st.lists(some_texts, min_size=1, max_size=3).map(tuple)
    plural_texts = texts(controls=False, min_size=1).filter(bool) if simple else some_texts
    plural = draw(st.none() | st.none() | st.builds(Plural, plural_texts, forms))
    msgstr = "" if plural else draw(some_texts)
    translated = bool(plural.msgstrs[0] if plural else msgstr)  # so gettext sees it
    fuzzy = draw(st.booleans()) and (translated or not simple)
    obsolete = draw(st.booleans()) and (translated or not simple)
    previous = draw(st.none() | st.builds(Key, some_texts, contexts)) if fuzzy else None
    comments = st.lists(comment_texts(simple=simple), max_size=3).map(tuple)
    return Entry(
        msgid=draw(texts(controls=not simple, min_size=1).filter(bool)),
        msgstr=msgstr,
        msgctxt=draw(contexts),
        fuzzy=fuzzy,
        obsolete=obsolete,
        previous=previous,
        plural=plural,
        comments=draw(comments),
        extracted=() if obsolete else draw(comments),
        references=() if obsolete else tuple(draw(st.lists(_references, max_size=2, unique=True))),
        flags=draw(st.sampled_from([(), (), ("no-wrap",), ("python-format", "no-wrap")])),
        previous_plural=draw(st.none() | some_texts) if plural and previous else None,
    )


_references = st.sampled_from(
    ["source/charte.md", "source/guides/faq.md:12", "source/la charte.md", "a b.md:3", "été.md"]
)


def entry_lists(*, max_size: int = 6) -> st.SearchStrategy[list[Entry]]:
    """Entries with keys of their own."""
    return st.lists(entries(), max_size=max_size, unique_by=lambda entry: entry.key)


def bare(entry: Entry) -> Entry:
    """The entry without what tells where and how it was written."""
    return replace(entry, raw="", gap="\n", line=0)


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a program writes PO: all that means nothing."""

    newline: str = "\n"
    width: int | None = None  # strings are broken after so many characters or escapes
    below: bool = False  # every string starts on the line below its keyword
    keyword_alone: bool = False  # not even an empty string beside the keyword
    numbers: bool = False  # escape control and other characters by number
    blanks: str = ""  # before strings and behind lines
    split_flags: bool = False
    gap: str = "\n"  # blank lines between entries
    space: str = " "  # behind `#.`, `#:` and between keyword and string
    old_obsolete: bool = False  # `#~ #| msgid`, `#~ #, fuzzy`
    bom: bool = False
    end: str = "\n"  # what ends the file after its last line end


dialects = st.builds(
    Dialect,
    newline=st.sampled_from(["\n", "\r\n"]),
    width=st.none() | st.integers(1, 20),
    below=st.booleans(),
    keyword_alone=st.booleans(),
    numbers=st.booleans(),
    blanks=st.sampled_from(["", "", " ", "\t"]),
    split_flags=st.booleans(),
    gap=st.sampled_from(["", "\n", "\n\n", " \n"]),
    space=st.sampled_from([" ", "\t", ""]),
    old_obsolete=st.booleans(),
    bom=st.booleans(),
    end=st.sampled_from(["", "\n", "\n\n# end\n", "# end", "  "]),
)

_ESCAPES = {
    "\a": r"\a",
    "\b": r"\b",
    "\f": r"\f",
    "\n": r"\n",
    "\r": r"\r",
    "\t": r"\t",
    "\v": r"\v",
    '"': r"\"",
    "\\": r"\\",
}


def write(all_entries: list[Entry], dialect: Dialect) -> str:
    """A PO file with these entries in a dialect."""
    written = [_entry(entry, dialect) for entry in all_entries]
    text = dialect.gap.join(written) + dialect.end
    return ("\ufeff" if dialect.bom else "") + text.replace("\n", dialect.newline)


def _entry(entry: Entry, dialect: Dialect) -> str:
    space = dialect.space.replace("\t", " ")  # one blank behind a comment's mark means nothing
    lines = [f"# {text}" if text else "#" for text in entry.comments]
    lines += [f"#.{space or ' '}{text}" for text in entry.extracted]
    lines += [f"#:{dialect.space}{_reference(text)}" for text in entry.references]
    flags = [*entry.flags, "fuzzy"] if entry.fuzzy else list(entry.flags)
    if flags:
        joined = [f"#={flags[0]}", *(f"#,{flag}" for flag in flags[1:])]
        lines += joined if dialect.split_flags else [f"#,{space}{','.join(flags)}"]
    mark = "#~ " if entry.obsolete else ""
    if entry.obsolete and dialect.old_obsolete:
        lines = [f"#~ {line}" for line in lines]
    return "".join(f"{line}\n" for line in lines) + "".join(_fields(entry, mark, dialect))


def _fields(entry: Entry, mark: str, dialect: Dialect) -> list[str]:
    old = {"": "#| ", "#~ ": "#~ #| " if dialect.old_obsolete else "#~| "}[mark]
    fields = []
    if entry.previous:
        fields += [
            (old, "msgctxt", entry.previous.msgctxt),
            (old, "msgid", entry.previous.msgid),
            (old, "msgid_plural", entry.previous_plural),
        ]
    fields += [(mark, "msgctxt", entry.msgctxt), (mark, "msgid", entry.msgid)]
    if entry.plural:
        fields.append((mark, "msgid_plural", entry.plural.msgid))
        fields += [
            (mark, f"msgstr[{index}]", text) for index, text in enumerate(entry.plural.msgstrs)
        ]
    else:
        fields.append((mark, "msgstr", entry.msgstr))
    return [_field(*field, dialect) for field in fields if field[2] is not None]


def _field(mark: str, keyword: str, text: str, dialect: Dialect) -> str:
    escaped = [_escaped(character, numbers=dialect.numbers) for character in text]
    width = dialect.width or len(escaped) or 1
    strings = ["".join(escaped[at : at + width]) for at in range(0, len(escaped), width)] or [""]
    if dialect.below or len(strings) > 1:
        strings = ["", *strings]
    blanks = dialect.blanks
    lines = [f'{mark}{blanks}"{line}"{blanks}\n' for line in strings[1:]]
    first = f'{dialect.space}"{strings[0]}"'
    if dialect.keyword_alone:
        first = f'{blanks}\n{mark}"{strings[0]}"'
    return f"{mark}{keyword}{first}{blanks}\n" + "".join(lines)


def _escaped(character: str, *, numbers: bool) -> str:
    """One character as an escape, by number or by name, so that none swallows the next."""
    if numbers and (character < " " or character == "\x7f"):
        return f"\\{ord(character):03o}"
    if numbers and not character.isascii():
        return "".join(f"\\{byte:03o}" for byte in character.encode())
    return _ESCAPES.get(character, character)


def _reference(reference: str) -> str:
    name, colon, line = reference.partition(":")
    return f"\u2068{name}\u2069{colon}{line}" if " " in name else reference
