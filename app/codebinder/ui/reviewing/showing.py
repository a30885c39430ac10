"""What is in view of the chosen subject: its card, and its file before and as filed; remembers what has been shown."""

from __future__ import annotations

from collections import OrderedDict

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from codebinder.errors import Cancelled, CodebinderError
from codebinder.model.ports import Cancel, Progress
from codebinder.model.review import ShownHow
from codebinder.model.text import shown_path
from codebinder.ui.desk import Desk
from codebinder.ui.jobs import Job
from codebinder.ui.pages.redaction_data import FiledFile, OpenFile
from codebinder.ui.pages.side_by_side import SideBySide
from codebinder.ui.parts import Elided
from codebinder.ui.reviewing.data import Where
from codebinder.ui.reviewing.source import ReviewSource
from codebinder.ui.saying import error_text

_REST = 250  # milliseconds that a choice must rest before its file is read as filed, which may take a while
_KEEP = 40


class Showing(QWidget):
    """The lower half of the board."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._source: ReviewSource | None = None
        self._file: OpenFile | None = None
        self._where: Where | None = None
        self._subject = ""
        self._round = ""
        self._held: OrderedDict[tuple[str, str, bytes], FiledFile] = OrderedDict()
        self._after: tuple[str, bytes] | None = None
        self._job: Job | None = None
        self.seen: dict[str, ShownHow] = {}
        """How much of each subject has been in view in this sitting."""
        self.rest = QTimer(self)
        self.rest.setSingleShot(True)
        self.rest.setInterval(_REST)
        self.rest.timeout.connect(self._read_filed)
        self.card = Elided("", look="muted")
        self.verdicts = Elided("", look="text")
        self.sides = SideBySide(desk)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        for each in (self.card, self.verdicts):
            box.addWidget(each)
        box.addWidget(self.sides, 1)

    def say(self, card: str, verdicts: str) -> None:
        """Say what the subject is, and who decided what about it."""
        self.card.setText(card)
        self.verdicts.setText(verdicts)
        self.verdicts.setVisible(bool(verdicts))

    def begin(self, source: ReviewSource | None) -> None:
        """Begin anew, with another source."""
        self.stop()
        self._source, self._file, self._where, self._after, self._subject = source, None, None, None, ""
        self.seen.clear()
        self._held.clear()
        self.say("", "")
        self.sides.hide_before("")
        self.sides.hide_after("")

    def round_is(self, digest: str) -> None:
        """Let go of files as filed that something has changed since."""
        if digest != self._round:
            self._round = digest
            self._held.clear()

    def read_again(self) -> None:
        """The marks of the open file have changed."""
        self._file = None

    def show_subject(self, name: str, where: Where | None) -> None:
        """Bring a subject into view."""
        self._subject, self._where, source = name, where, self._source
        if where is None or source is None:
            return
        held = self._file
        if held is not None and (held.view.component, held.view.path) == (where.component, where.path):
            self._go_to_subject()
            return
        self.stop()
        self._file = self._after = None
        self.sides.hide_before(shown_path(where.path))
        self.sides.hide_after(self.tr("As filed: reading…"))
        self._desk.look(lambda: (source, source.file(where.component, where.path)), self._opened, self._failed)

    @Slot(object)
    def _failed(self, error: CodebinderError) -> None:
        if not isinstance(error, Cancelled):
            self._desk.tell(error)

    @Slot(object)
    def _opened(self, read: tuple[ReviewSource, OpenFile]) -> None:
        (source, file), where = read, self._where
        if source is not self._source or where is None:
            return
        if (file.view.component, file.view.path) != (where.component, where.path):
            return
        self._file = file
        self.sides.show_before(file)
        self._go_to_subject()
        self.rest.start()

    def _go_to_subject(self) -> None:
        where, source = self._where, self._source
        if where is None or source is None or not self._subject:
            return
        self.sides.go(source.place(where), self._subject)
        both = self._after == (where.component, where.path)
        how = source.shows(where.component, where.path) if both else ShownHow.CONTEXT
        if self.seen.get(self._subject) is not ShownHow.WHOLE:
            self.seen[self._subject] = how

    @Slot()
    def _read_filed(self) -> None:
        where, file, source = self._where, self._file, self._source
        if where is None or file is None or source is None:
            return
        key = (self._round, where.component, where.path)
        if key in self._held:
            self._filed((source, key, self._held[key]))
            return
        size = len(file.view.data)

        def work(progress: Progress, cancel: Cancel) -> tuple[ReviewSource, tuple[str, str, bytes], FiledFile]:
            return source, key, source.filed(where.component, where.path, size, progress, cancel)

        self.stop()
        self._job = self._desk.run_job(self.tr("As filed"), work, self._filed, self._not_filed, aside=True)

    def stop(self) -> None:
        """Let a decision, or another file, not wait for one that nobody looks at any more."""
        self.rest.stop()
        if self._job is not None:
            self._job.flag.pull()
            self._job = None

    @Slot(object)
    def _filed(self, seen: tuple[ReviewSource, tuple[str, str, bytes], FiledFile]) -> None:
        source, key, filed = seen
        if source is not self._source:
            return
        self._job = None
        self._held[key] = filed
        if len(self._held) > _KEEP:
            self._held.popitem(last=False)
        where, file = self._where, self._file
        if where is not None and file is not None and key[1:] == (where.component, where.path):
            self.sides.show_after(filed, len(file.view.data))
            self._after = key[1:]
            self._go_to_subject()

    @Slot(object)
    def _not_filed(self, error: CodebinderError) -> None:
        self._job = None
        if isinstance(error, Cancelled):
            self.rest.start()
        else:
            self.sides.hide_after(error_text(error, self._desk.lang))
