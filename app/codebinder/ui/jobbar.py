"""The bottom bar: what is running, how far, how long still, Cancel; the last message; and a drawer with the log."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QToolButton, QVBoxLayout

from codebinder.errors import Cancelled
from codebinder.model.text import Message, shown
from codebinder.ui import theme
from codebinder.ui.desk import Desk
from codebinder.ui.frame.closing import job_title
from codebinder.ui.frame.drawer import Drawer
from codebinder.ui.jobs import Job, JobView
from codebinder.ui.parts import Elided, button, glyph_label, glyph_word
from codebinder.ui.strings import count_text, message_text, size_text
from codebinder.ui.theme import GRID


class JobBar(QFrame):
    """Tells what is going on, without ever standing in the way."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.setProperty("look", "jobbar")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        self.drawer = Drawer(desk)
        self.log = self.drawer.log
        self.drawer.setVisible(desk.settings.flag("drawer", default=False))
        self._glyph = glyph_label("info")
        self._glyph.hide()
        self._text = Elided()
        self._text.setObjectName("job-text")
        self._detail = Elided(look="muted")
        self._bar = QProgressBar()
        self._bar.setFixedWidth(160)
        self._bar.setTextVisible(False)
        self._cancel = button(self.tr("Cancel"), desk.jobs.cancel, name="job-cancel")
        self._toggle = QToolButton()
        self._toggle.setText(self.tr("Log"))
        self._toggle.setCheckable(True)
        self._toggle.setAccessibleName(self.tr("Show the log"))
        self._toggle.setChecked(self.drawer.isVisibleTo(self))
        self._toggle.toggled.connect(self.drawer.setVisible)
        self._toggle.clicked.connect(self._keep)
        self._offer = button("", self._take_offer, "link", name="bar-offer")
        self._offer.hide()
        self._offered: tuple[str, Callable[[], object]] | None = None
        self.setMinimumHeight(4 * GRID + 6)
        box.addLayout(self._row())
        box.addWidget(self.drawer)
        for each in (self._bar, self._cancel, self._detail):
            each.hide()
        desk.jobs.started.connect(self._started)
        desk.jobs.progressed.connect(self._progressed)
        desk.jobs.ended.connect(self._ended)
        desk.message.connect(self.say)
        self._said = ("info", self.tr("Ready"))
        self._text.setText(self._said[1])

    def _row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(2 * GRID, 4, GRID, 4)
        row.setSpacing(GRID)
        row.addWidget(self._glyph)
        row.addWidget(self._text, 3)
        row.addWidget(self._offer)
        row.addWidget(self._detail, 2)
        row.addWidget(self._bar)
        row.addWidget(self._cancel)
        row.addWidget(self._toggle)
        return row

    def show_log(self, wanted: bool) -> None:  # noqa: FBT001  (a slot of a checkable action)
        """Open or close the drawer."""
        self._toggle.setChecked(wanted)
        self._keep()

    def _keep(self) -> None:
        self.desk.settings.put_flag("drawer", self._toggle.isChecked())

    def offer(self, level: str, text: str, verb: str, slot: Callable[[], object]) -> None:
        """Say something, with a button that stays until it is pressed."""
        self.say(level, text)
        self._offered = (verb, slot)
        self._offer.setText(verb)
        self._offer.setAccessibleName(verb)
        self._offer.setToolTip(text)
        self._offer.show()

    def _take_offer(self) -> None:
        offered, self._offered = self._offered, None
        self._offer.hide()
        if offered is not None:
            offered[1]()

    def follow(self, other: JobBar) -> None:
        """Take over what stood in the bar before the language or theme changed."""
        self.log.setPlainText(other.log.toPlainText())
        self._said = other._said
        self._text.setText(other.text())
        if other._offered is not None:
            verb, slot = other._offered
            self.offer("warning", other._offer.toolTip(), verb, slot)

    def title(self, name: str) -> str:
        """Give a job's title: a text, or an id of the catalogue."""
        return job_title(name, self.desk.lang)

    @Slot(object)
    def _started(self, job: Job) -> None:
        self._glyph.hide()
        self._text.setText(f"{self.title(job.title)}…")
        self._bar.setRange(0, 0)
        self._detail.setText("")
        for each in (self._bar, self._cancel, self._detail):
            each.show()
        self._cancel.setEnabled(True)
        self._write(self.title(job.title))

    @Slot(object)
    def _progressed(self, view: JobView) -> None:
        title = self.title(view.title)
        step = message_text(Message(view.step), self.desk.lang) if view.step else ""
        self._text.setText(f"{title}: {step}" if step and step != title else f"{title}…")
        if view.total:
            self._bar.setRange(0, 1000)
            self._bar.setValue(min(1000, view.count * 1000 // view.total))
        else:
            self._bar.setRange(0, 0)
        self._detail.setText(" · ".join(self._parts(view)))
        self._cancel.setEnabled(not view.cancelling)

    def _parts(self, view: JobView) -> list[str]:
        parts: list[str] = []
        if view.cancelling:
            return [self.tr("cancelling")]
        if view.total:
            parts.append(
                self.tr("{count} of {total}").format(count=count_text(view.count), total=count_text(view.total))
            )
        elif view.count:
            parts.append(count_text(view.count))
        if view.size:
            parts.append(size_text(view.size))
        if view.remaining is not None:
            parts.append(self.tr("{time} left").format(time=self._time(view.remaining)))
        elif view.elapsed > 2:
            parts.append(self._time(view.elapsed))
        if view.waiting:
            parts.append(self.tr("{count} waiting").format(count=view.waiting))
        return parts

    def _time(self, seconds: float) -> str:
        whole = max(1, round(seconds))
        if whole < 60:
            return self.tr("{seconds} s").format(seconds=whole)
        return self.tr("{minutes} min {seconds} s").format(minutes=whole // 60, seconds=whole % 60)

    @Slot(object)
    def _ended(self, job: Job) -> None:
        if not self.desk.jobs.busy:
            for each in (self._bar, self._cancel, self._detail):
                each.hide()
        title = self.title(job.title)
        if job.aside:  # what went wrong with it was said already, or is said next
            self._show(*self._said)
        elif job.error is None:
            self.say("done", self.tr("{title}: done").format(title=title))
        elif isinstance(job.error, Cancelled):
            self.say("info", self.tr("{title}: cancelled").format(title=title))

    @Slot(str, str)
    def say(self, level: str, text: str) -> None:
        """Show a sentence; problems keep their list in the log and in the tooltip."""
        self._said = (level, text)
        self._show(level, text)
        if level == "error" and "\n" in text:
            self._toggle.setChecked(True)
        self._write(text)

    def _show(self, level: str, text: str) -> None:
        first, _, rest = text.partition("\n")
        glyph = {"done": "complete", "info": "info", "warning": "warning", "error": "error"}.get(level, "info")
        self._glyph.setPixmap(theme.glyph_pixmap(glyph))
        self._glyph.setAccessibleName(glyph_word(level))
        self._glyph.show()
        self._text.setText(shown(first) + (self.tr(" (more in the log)") if rest else ""))

    def _write(self, text: str) -> None:
        self.drawer.write(text)

    def text(self) -> str:
        """Give the sentence that is shown."""
        return self._text.text()
