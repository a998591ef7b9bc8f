"""The walk through all that is open: one translation after the other, one key each."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

import click

from charter_i18n.cli import showing
from charter_i18n.cli.console import Console
from charter_i18n.cli.editor import edit
from charter_i18n.errors import ConfigurationError, Message, message
from charter_i18n.pipeline import reviews, verdicts
from charter_i18n.pipeline.reviews import OPEN, Subject
from charter_i18n.pipeline.verdicts import Judgement
from charter_i18n.review import Verdict

_KEYS = message("a approve   r reject   s skip   e edit   q quit")


@dataclass(slots=True)
class Walk:
    """A walk: who walks, through what, and what came of it so far."""

    console: Console
    reviewer: str
    date: str
    locales: Sequence[str] = ()
    documents: Sequence[str] = ()
    done: Counter[str] = field(default_factory=Counter)

    def run(self) -> None:
        """Show what is open and do as the reviewer says, until all is seen or they quit."""
        open_subjects = self._open()
        if not open_subjects:
            self.console.say(message("nothing is open"))
            return
        try:
            for index, subject in enumerate(open_subjects):
                place = message("{number} of {total}", number=index + 1, total=len(open_subjects))
                if not self._visit(subject, place):
                    break
        except (KeyboardInterrupt, EOFError, click.Abort):
            click.echo("", err=True)
        self._tell()

    def _open(self) -> tuple[Subject, ...]:
        found = reviews.subjects(self.console.workspace, self.locales, documents=self.documents)
        return reviews.chosen(found, (), standings=OPEN)

    def _visit(self, subject: Subject, place: Message) -> bool:
        """Show a translation until the reviewer has decided; False when they quit."""
        current: Subject | None = subject
        while current is not None:
            self.console.result("")
            self.console.result(self.console.translator.say(place))
            for line in showing.subject(current, self.console.translator):
                self.console.result(line)
            key = self._key()
            if key == "q":
                return False
            current = _ACTIONS[key](self, current)
        return True

    def _key(self) -> str:
        """The next key that means something; after any other one it is said which do."""
        while True:
            self.console.result(self.console.translator.say(_KEYS))
            key = click.getchar().lower()
            if key in {"\x03", "\x04"}:
                raise KeyboardInterrupt
            if key == "q" or key in _ACTIONS:
                return key

    def approve(self, subject: Subject) -> Subject | None:
        """The pair is approved."""
        return self._judge(subject, Judgement(Verdict.APPROVED, self.reviewer, self.date))

    def reject(self, subject: Subject) -> Subject | None:
        """The pair is rejected, with a note for the translator; without one nothing happens."""
        asked = self.console.translator.text("what is wrong?")
        note = str(click.prompt(asked, default="", show_default=False, prompt_suffix=" ")).strip(
            " \t"
        )
        if not note:
            return subject
        return self._judge(subject, Judgement(Verdict.REJECTED, self.reviewer, self.date, note))

    def skip(self, _subject: Subject) -> Subject | None:
        """The pair stays as it is."""
        self.done["skipped"] += 1
        return None

    def edit(self, subject: Subject) -> Subject | None:
        """The reviewer edits the entry; it is shown again, where it still is a translation."""
        workspace = self.console.workspace
        try:
            edit(workspace.root / subject.path, subject.entry.line)
        except ConfigurationError as error:
            self.console.warn(error.faults)
            return subject
        found = reviews.subjects(workspace, (subject.locale,), documents=(subject.document,))
        for item in found:
            if item.entry.key == subject.entry.key:
                return item
        self.console.say(message("this is no current translation any more"))
        return None

    def _judge(self, subject: Subject, judgement: Judgement) -> Subject | None:
        try:
            verdicts.judge(self.console.workspace, (subject,), judgement)
        except ConfigurationError as error:
            self.console.warn(error.faults)
            self.done["skipped"] += 1
        else:
            self.done[judgement.verdict.value] += 1
        return None

    def _tell(self) -> None:
        """What came of the walk, and what is left."""
        self.console.say(
            message(
                "approved {approved}, rejected {rejected}, skipped {skipped}",
                approved=self.done["approved"],
                rejected=self.done["rejected"],
                skipped=self.done["skipped"],
            )
        )
        left = Counter(subject.locale for subject in self._open())
        if not left:
            self.console.say(message("nothing is left"))
        for locale, count in left.items():
            self.console.say(message("{locale}: {left} left", locale=locale, left=count))


_ACTIONS: Mapping[str, Callable[[Walk, Subject], Subject | None]] = MappingProxyType(
    {"a": Walk.approve, "r": Walk.reject, "s": Walk.skip, "e": Walk.edit}
)
