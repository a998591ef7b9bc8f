"""The walk through all that is open: one translation after the other, one key each."""

import shutil
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

import click

from charter_i18n.cli import showing
from charter_i18n.cli.console import Console
from charter_i18n.cli.editor import edit
from charter_i18n.cli.release import given
from charter_i18n.errors import CharterError, ConfigurationError, Message, message
from charter_i18n.model import Key
from charter_i18n.pipeline import reviews, verdicts
from charter_i18n.pipeline.reviews import OPEN, Subject
from charter_i18n.pipeline.verdicts import Judgement
from charter_i18n.review import Pair, Verdict

_KEYS = message("a approve   r reject   s skip   e edit   q quit")
_BETWEEN_KEYS = "   "


@dataclass(slots=True)
class Walk:
    """A walk: who walks, through what, and what came of it so far."""

    console: Console
    reviewer: str
    date: str
    locales: Sequence[str] = ()
    documents: Sequence[str] = ()
    done: Counter[str] = field(default_factory=Counter)
    # What became of the documents that were edited on the way, by locale and document.
    _edited: dict[tuple[str, str], Mapping[Key, Subject]] = field(default_factory=dict)
    # What was decided on the way: it may stand in several documents.
    _judged: set[tuple[str, Pair]] = field(default_factory=set)

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
        except CharterError:
            self._tell_done()
            raise
        self._tell_done()
        self._tell_left()

    def _open(self) -> tuple[Subject, ...]:
        found = reviews.subjects(self.console.workspace, self.locales, documents=self.documents)
        return reviews.chosen(found, (), standings=OPEN)

    def _visit(self, subject: Subject, place: Message) -> bool:
        """Show a translation until the reviewer has decided; False when they quit."""
        current = self._now(subject)
        if current is None or current.standing not in OPEN or self._key_of(current) in self._judged:
            return True
        while current is not None:
            self._show("", self.console.translator.say(place))
            self._show(*showing.subject(current, self.console.translator))
            key = self._key()
            if key == "q":
                return False
            current = _ACTIONS[key](self, current)
        return True

    def _key(self) -> str:
        """The next key that means something; after any other one it is said which do."""
        while True:
            self._show(self.console.translator.say(_KEYS), between=_BETWEEN_KEYS)
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
        asked = self.console.translator.text("what is wrong? (Enter alone goes back)")
        try:
            note = str(click.prompt(asked, default="", show_default=False, prompt_suffix=" "))
            if not note.strip(" \t"):
                return subject
            note = given(note, "--note")
        except click.Abort:  # whoever leaves the note has not left the walk
            click.echo("", err=True)
            return subject
        except ConfigurationError as error:
            self.console.warn(error.faults)
            return subject
        return self._judge(subject, Judgement(Verdict.REJECTED, self.reviewer, self.date, note))

    def skip(self, _subject: Subject) -> Subject | None:
        """The pair stays as it is."""
        self.done["skipped"] += 1
        return None

    def edit(self, subject: Subject) -> Subject | None:
        """The reviewer edits the entry; it is shown again, where it still is a translation.

        So is one whose file is broken now: they may mend it, or go on.
        """
        workspace = self.console.workspace
        try:
            edit(workspace.root / subject.path, subject.entry.line)
        except ConfigurationError as error:  # what an editor wrote before it failed is written
            self.console.warn(error.faults)
        name = (subject.locale, subject.document)
        try:
            found = reviews.subjects(workspace, name[:1], documents=name[1:])
        except CharterError as error:
            self.console.warn(error.faults)
            return subject
        self._edited[name] = {item.entry.key: item for item in found}
        current = self._now(subject)
        if current is None:
            self.console.say(message("this is no current translation any more"))
        return current

    def _now(self, subject: Subject) -> Subject | None:
        """The subject as the last edit of its document left it, where it left one."""
        edited = self._edited.get((subject.locale, subject.document))
        return subject if edited is None else edited.get(subject.entry.key)

    def _judge(self, subject: Subject, judgement: Judgement) -> Subject | None:
        try:
            verdicts.judge(self.console.workspace, (subject,), judgement)
        except ConfigurationError as error:
            self.console.warn(error.faults)
            self.done["skipped"] += 1
        else:
            self.done[judgement.verdict.value] += 1
            self._judged.add(self._key_of(subject))
        return None

    @staticmethod
    def _key_of(subject: Subject) -> tuple[str, Pair]:
        """What a verdict is about, in whichever documents it stands."""
        return subject.locale, subject.pair

    def _show(self, *lines: str, between: str = " ") -> None:
        """Show lines, broken where the terminal ends."""
        width = shutil.get_terminal_size().columns
        for line in lines:
            for part in showing.wrapped(line, width, between=between):
                self.console.result(part)

    def _tell_done(self) -> None:
        """What came of the walk."""
        self.console.say(
            message(
                "approved {approved}, rejected {rejected}, skipped {skipped}",
                approved=self.done["approved"],
                rejected=self.done["rejected"],
                skipped=self.done["skipped"],
            )
        )

    def _tell_left(self) -> None:
        """What is left."""
        left = Counter(subject.locale for subject in self._open())
        if not left:
            self.console.say(message("nothing is left"))
        for locale, count in left.items():
            self.console.say(message("{locale}: {left} left", locale=locale, left=count))


_ACTIONS: Mapping[str, Callable[[Walk, Subject], Subject | None]] = MappingProxyType(
    {"a": Walk.approve, "r": Walk.reject, "s": Walk.skip, "e": Walk.edit}
)
