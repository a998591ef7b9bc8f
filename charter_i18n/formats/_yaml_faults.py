"""What PyYAML complains about, said to an author of front matter."""

from types import MappingProxyType

from yaml.error import MarkedYAMLError
from yaml.reader import ReaderError

from charter_i18n.errors import InputError, Message, message
from charter_i18n.formats._scalar import broken

# Problems that are ours to find, in the place where PyYAML names its own.
GLUED = "no blank after an anchor"
NO_CHARACTER = "an escape names no character"
NO_MAPPING = "the root is no mapping"
OUTDENTED = "block scalar not indented"
SECOND_DOCUMENT = "a second document begins"
TOO_DEEP = "nested too deeply"
UNDEFINED = "undefined alias"

_CORRECT = message("correct it; a text that begins with a rule needs a blank line after the rule")
_QUOTE = message("put the value in quotes")

# The first part of a problem in PyYAML's words, and what an author reads.
_SENTENCES = MappingProxyType(
    {
        "mapping values are not allowed": (
            message("a colon and a blank in a plain value"),
            message("put the value in quotes, or align the keys"),
        ),
        "found character '\\t'": (
            message("a tab where YAML allows none"),
            message("indent with blanks"),
        ),
        "found character": (message("a plain value cannot begin with this character"), _QUOTE),
        "expected alphabetic or numeric character": (
            message("a plain value cannot begin with this character"),
            _QUOTE,
        ),
        "could not find expected ':'": (
            message("neither “key: value” nor the continuation of a value"),
            message("indent the further lines of a value; correct a line without a colon"),
        ),
        "expected <block end>": (
            message("this continues neither the value nor the list before it"),
            message("align the keys; within single quotes, write an apostrophe twice"),
        ),
        "found unexpected end of stream": (
            message("the quotes that open here are never closed"),
            message("close them before the end of the front matter"),
        ),
        GLUED: (message("no blank follows the name of this anchor"), message("write one")),
        NO_CHARACTER: (message("this escape names no character"), message("correct the escape")),
        NO_MAPPING: (message("the front matter does not consist of “key: value”"), _CORRECT),
        OUTDENTED: (
            message("a value stands no deeper than its key"),
            message("indent it, or put it on the line of the key"),
        ),
        SECOND_DOCUMENT: (
            message("a second YAML document begins in the front matter"),
            message("keep one"),
        ),
        TOO_DEEP: (message("the front matter is nested too deeply"), message("flatten it")),
        UNDEFINED: (
            message("this alias has no anchor above it"),
            message("define the anchor, or put a value that begins with an asterisk in quotes"),
        ),
    }
)
# These problems are noticed far behind the place that is wrong.
_LATE = ("could not find expected ':'", "found unexpected end of stream")


def explained(text: str, error: Exception, path: str) -> InputError:
    """The fault in the front matter `text` of the file `path` that `error` is about."""
    if isinstance(error, ReaderError):
        problem = message("a control character stands in the front matter")
        hint = message("delete it, or write it as an escape in double quotes")
        return broken(text, error.position, path, problem, hint)
    if not isinstance(error, MarkedYAMLError):
        return broken(text, 0, path, message("the YAML of the front matter is broken"), _CORRECT)
    problem, hint = _sentences(error.problem or "")
    mark = error.problem_mark or error.context_mark
    if error.context_mark is not None and (error.problem or "").startswith(_LATE):
        mark = error.context_mark
    return broken(text, mark.index if mark else 0, path, problem, hint)


def _sentences(problem: str) -> tuple[Message, Message]:
    for beginning, sentences in _SENTENCES.items():
        if problem.startswith(beginning):
            return sentences
    text = message("the YAML of the front matter is broken: {problem}", problem=problem)
    return text, _CORRECT
