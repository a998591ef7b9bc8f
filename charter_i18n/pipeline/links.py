"""Links that lead nowhere, as faults at their lines."""

from collections.abc import Iterator, Sequence

from charter_i18n import fragments
from charter_i18n.errors import Fault, Place, message
from charter_i18n.fragments import Broken
from charter_i18n.model import Document
from charter_i18n.workspace import Workspace


def faults(workspace: Workspace, documents: Sequence[Document]) -> Iterator[Fault]:
    """A fault for each link between and in `documents` to what is not there."""
    for item in fragments.broken(documents, exists=workspace.exists):
        yield _no_place(item) if item.fragment else _no_document(item)


def _no_document(item: Broken) -> Fault:
    wrong = message(
        "the link {destination} leads nowhere: there is no {target}",
        destination=item.destination,
        target=item.target,
    )
    hint = message("correct the address, or take the link out")
    return Fault(wrong, Place(item.document, item.line), hint)


def _no_place(item: Broken) -> Fault:
    wrong = message(
        "the link {destination} leads nowhere: {target} has no such heading or id",
        destination=item.destination,
        target=item.target,
    )
    hint = message(
        "correct it, or write the id behind its heading: {{#{fragment}}}", fragment=item.fragment
    )
    return Fault(wrong, Place(item.document, item.line), hint)
