"""The meter above the code: how much is hidden against the template's ceiling, measured again after every gesture."""

from __future__ import annotations

from fractions import Fraction

from PySide6.QtCore import QObject, QPointF, QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QBrush, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from codebinder.errors import Cancelled, CodebinderError
from codebinder.model.measure import Measure, Measured
from codebinder.model.ports import Cancel, Progress
from codebinder.model.template import RedactionPolicy
from codebinder.model.text import shown
from codebinder.ui import theme
from codebinder.ui.desk import Desk
from codebinder.ui.jobs import Job
from codebinder.ui.pages.writing import which
from codebinder.ui.parts import Elided, button
from codebinder.ui.redacting.words import above, basis_name, ceiling_of, ceiling_text, percent, scope_name
from codebinder.ui.saying import error_text
from codebinder.ui.strings import count_text, message_text
from codebinder.ui.theme import GRID
from codebinder.workflow import filings

_REST = 350
"""Milliseconds that gestures must rest before it is measured again."""

Place = tuple[str, bytes]
Seen = tuple[str, Measured, RedactionPolicy]


class Bar(QWidget):
    """A share as a bar with the ceiling as a mark; the words beside it say the same. A click asks what is behind it."""

    clicked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._share = Fraction(0)
        self._policy = RedactionPolicy()

    def show_share(self, share: Fraction, policy: RedactionPolicy) -> None:
        """Show another share."""
        self._share, self._policy = share, policy
        self.setAccessibleName(f"{percent(share)}, {ceiling_text(policy)}")
        self.setToolTip(self.accessibleName())
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Take a click; the button beside the bar does the same by key."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.clicked.emit()

    def sizeHint(self) -> QSize:
        """Ask for little."""
        return QSize(176, 20)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw track, share and mark; above the ceiling the share is hatched too."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        track = QRectF(1, 6, self.width() - 2, 8)
        painter.setPen(QPen(theme.colour("strong_border"), 1))
        painter.setBrush(theme.colour("sunken"))
        painter.drawRoundedRect(track, 3, 3)
        bad = above(self._share, self._policy)
        wide = float(self._share) * track.width()
        if self._share:
            share = QRectF(track.left(), track.top(), max(2.0, wide), track.height())
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("bad" if bad else "accent"))
            painter.drawRoundedRect(share, 3, 3)
            if bad:
                painter.setBrush(QBrush(theme.colour("surface"), Qt.BrushStyle.BDiagPattern))
                painter.drawRoundedRect(share, 3, 3)
        ceiling = ceiling_of(self._policy)
        if ceiling is not None:
            x = track.left() + float(ceiling) * track.width()
            painter.setPen(QPen(theme.colour("text"), 1.6))
            painter.setBrush(theme.colour("text"))
            painter.drawLine(QPointF(x, 3), QPointF(x, 17))
            painter.drawPolygon(QPolygonF([QPointF(x - 3, 1), QPointF(x + 3, 1), QPointF(x, 5)]))
        painter.end()


class Meter(QFrame):
    """One row: verdict, bar, words, and the way to the pages and files behind them."""

    details_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.lang = "en"
        self.setObjectName("meter")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        self._glyph = QLabel()
        self._glyph.setFixedSize(QSize(18, 18))
        self.bar = Bar()
        self.bar.clicked.connect(self.details_wanted)
        self.words = Elided("", look="muted")
        self.words.setObjectName("meter-words")
        self.details = button(self.tr("Files and pages…"), self.details_wanted.emit, "link", name="meter-details")
        for each in (self._glyph, self.bar):
            row.addWidget(each)
        row.addWidget(self.words, 1)
        row.addWidget(self.details)
        self.measured: Measured | None = None
        self.policy = RedactionPolicy()
        self._place: Place | None = None
        self.hide()

    def wait(self) -> None:
        """Say that the numbers are on their way; old ones are named as such."""
        if self.measured is None:
            self.words.setText(self.tr("How much is hidden: measuring…"))
            self._mark("work", self.tr("measuring…"))
            self.bar.hide()
            self.details.setEnabled(False)
        else:
            self.words.setText(self.tr("measuring… before: {words}").format(words=self.text()))
            self._mark("work", self.tr("measuring…"))
        self.show()

    def show_measured(self, measured: Measured, policy: RedactionPolicy) -> None:
        """Show what was measured."""
        self.measured, self.policy = measured, policy
        self.bar.show()
        self.details.setEnabled(True)
        self._tell()
        self.show()

    def say(self, text: str) -> None:
        """Say why there are no numbers."""
        self.measured = None
        self.bar.hide()
        self.details.setEnabled(False)
        self.words.setText(text)
        self._mark("warning", text)
        self.show()

    def forget(self) -> None:
        """Another filing."""
        self.measured, self._place = None, None
        self.hide()

    def show_place(self, place: Place | None) -> None:
        """Tell of this file from now on."""
        if place != self._place:
            self._place = place
            if self.measured is not None:
                self._tell()

    def share(self) -> Fraction:
        """Give the share that the ceiling is about (of files and pages the greatest)."""
        held, basis = self.measured, self.policy.basis
        if held is None:
            return Fraction(0)
        if self.policy.scope == "file":
            return max((each.measure.share(basis) for each in held.files if not each.withheld), default=Fraction(0))
        if self.policy.scope == "page":
            shares = (Measure(lines=each.lines, hidden_lines=each.hidden_lines, area=each.cells,
                              hidden_area=each.hidden_cells).share(basis) for each in held.pages)  # fmt: skip
            return max(shares, default=Fraction(0))
        return (held.deposit if self.policy.scope == "deposit" else held.package).share(basis)

    def text(self) -> str:
        """Say the numbers in words."""
        held, basis = self.measured, self.policy.basis
        if held is None:
            return ""
        words = [self._verdict(held)] if self.policy.ceiling else []
        whole = basis if basis in {"chars", "lines"} else "chars"
        file = next((each for each in held.files if (each.component, each.path) == self._place), None)
        if file is not None:
            share = self.tr("withheld") if file.withheld else percent(file.measure.share(whole))
            words.append(self.tr("this file {share}").format(share=share))
        if not (self.policy.ceiling and self.policy.scope == "package"):
            text = self.tr("package {share} of {basis}")
            words.append(text.format(share=percent(held.package.share(whole)), basis=basis_name(whole)))
        if held.pages:
            page = basis if basis != "chars" else "area"
            if not (self.policy.ceiling and self.policy.scope == "deposit"):
                text = self.tr("deposit {share} of {basis}")
                words.append(text.format(share=percent(held.deposit.share(page)), basis=basis_name(page)))
            words.append(self.tr("pages with black-out: {count}").format(count=count_text(len(held.blackout_pages))))
        if not self.policy.ceiling:
            words.append(ceiling_text(self.policy))
        return " · ".join(words)

    def _verdict(self, held: Measured) -> str:
        """Say whether the ceiling is kept, with its number and comparator, and the share that it is about."""
        verdict = self.tr("within the ceiling") if held.within else self.tr("ABOVE THE CEILING")
        text = (
            self.tr("{verdict} ({mark} {ceiling}): {scope} at most {share} of {basis}")
            if self.policy.scope in {"file", "page"}
            else self.tr("{verdict} ({mark} {ceiling}): {scope} {share} of {basis}")
        )
        return text.format(
            verdict=verdict, mark="<" if self.policy.comparator == "<" else "≤",
            ceiling=percent(ceiling_of(self.policy) or Fraction(0)), scope=scope_name(self.policy.scope),
            share=percent(self.share()), basis=basis_name(self.policy.basis),
        )  # fmt: skip

    def _tell(self) -> None:
        held = self.measured
        if held is None:
            return
        self.words.setText(self.text())
        self.bar.show_share(self.share(), self.policy)
        good = held.within
        text = self.tr("within the ceiling") if good else self.tr("ABOVE THE CEILING")
        if held.problems:
            text = shown(message_text(held.problems[0], self.lang))
        self._mark("complete" if good else "problem", text)

    def _mark(self, name: str, text: str) -> None:
        self._glyph.setPixmap(theme.glyph_pixmap(name, 16))
        self._glyph.setAccessibleName(text)
        self._glyph.setToolTip(text)


class MeterWatch(QObject):
    """Measures in the background; what a later gesture has overtaken is cancelled and never shown."""

    def __init__(self, desk: Desk, meter: Meter, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._meter = desk, meter
        meter.lang = desk.lang
        self._job: Job | None = None
        self._token = 0
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)
        self._rest.timeout.connect(self._start)

    @property
    def busy(self) -> bool:
        """Is a measure awaited?"""
        return self._rest.isActive() or self._job is not None

    def ask(self) -> None:
        """Measure anew as soon as gestures rest."""
        self._token += 1
        self._drop()
        self._meter.wait()
        self._rest.start()

    def forget(self) -> None:
        """Another filing: nothing that is under way counts."""
        self._token += 1
        self._rest.stop()
        self._drop()
        self._meter.forget()

    def _drop(self) -> None:
        if self._job is not None:
            self._job.flag.pull()
            self._job = None

    @Slot()
    def _start(self) -> None:
        session, filing = self._desk.session, self._desk.filing
        if session is None or filing is None:
            return
        token, name = self._token, which(session, filing)

        def work(progress: Progress, cancel: Cancel) -> tuple[int, Seen]:
            from codebinder.workflow import measuring

            policy = filings.template(session, filing).redaction
            return token, (name, measuring.measured(session, filing, progress=progress, cancel=cancel), policy)

        self._job = self._desk.gauges.submit("", work, self._measured, self._failed)

    @Slot(object)
    def _measured(self, seen: tuple[int, Seen]) -> None:
        token, (_, measured, policy) = seen
        if token == self._token:
            self._job = None
            before: list[object] = [self._meter.measured]
            self._meter.show_measured(measured, policy)
            self._desk.gauges.let_go(before)
            if policy.ceiling:
                self._desk.refresh_view()  # the checklist knows of a measure what was measured last

    @Slot(object)
    def _failed(self, error: CodebinderError) -> None:
        if isinstance(error, Cancelled) or self._job is None:
            return
        self._job = None
        self._meter.say(
            self.tr("How much is hidden could not be measured: {why}").format(why=error_text(error, self._desk.lang))
        )


__all__ = ["Bar", "Meter", "MeterWatch"]
