"""What the project knows of its source language: the lexicon, and the words of its glossary."""

from charter_i18n import glossary, lexicon
from charter_i18n.revision import Language
from charter_i18n.workspace import Workspace


def language(workspace: Workspace) -> Language:
    """The lexicon of the source locale and the project's own terms.

    Raises:
        InputError: the glossary is invalid.
    """
    path = workspace.config.glossary
    known = lexicon.load(workspace.config.source_locale)
    if not path:
        return Language(known)
    return Language(known, glossary.parse(workspace.read(path), path, joints=known.joints))
