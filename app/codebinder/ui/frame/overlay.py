"""Says, while files are dragged over the window, what would happen if they were let go."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from codebinder.model.text import shown
from codebinder.ui import theme
from codebinder.ui.frame.plan import Act, Coming, No, act_text, no_text
from codebinder.ui.parts import Elided, clear, label
from codebinder.ui.theme import GRID

_ROWS = 4


class DropOverlay(QWidget):
    """Lies over the whole window, and lets everything through."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setObjectName("drop-overlay")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(8 * GRID, 8 * GRID, 8 * GRID, 8 * GRID)
        outer.addStretch(1)
        self._box = QVBoxLayout()
        self._box.setSpacing(GRID // 2)
        outer.addLayout(self._box)
        outer.addStretch(1)
        self.lines: list[str] = []
        window.installEventFilter(self)
        self.hide()

    def begin(self, paths: Sequence[Path]) -> None:
        """Show that files have come whose kind is not known yet."""
        self._say([(self.tr("Looking what this is…"), [shown(path.name) for path in paths])])
        parent = self.parentWidget()
        if parent is not None:
            self.setGeometry(parent.rect())
        self.raise_()
        self.show()

    def show_plan(self, coming: Sequence[Coming]) -> None:
        """Show what would be done with each."""
        does = Counter(each.does for each in coming)
        rows: list[tuple[str, list[str]]] = []
        for what in sorted(does, key=lambda each: (isinstance(each, No), -does[each])):
            names = [shown(each.path.name) for each in coming if each.does is what]
            text = act_text(what) if isinstance(what, Act) else no_text(what)
            rows.append((text if isinstance(what, Act) else self.tr("Not taken: {why}").format(why=text), names))
        self._say(rows)
        self._good = any(not isinstance(each.does, No) for each in coming)
        self.update()

    def _say(self, rows: Sequence[tuple[str, list[str]]]) -> None:
        clear(self._box)
        self._good = True
        self.lines = [text for text, _ in rows]
        for text, names in rows[:_ROWS]:
            line = label(text, "title")
            line.setAlignment(Qt.AlignmentFlag.AlignCenter)
            self._box.addWidget(line)
            for name in names[:_ROWS]:
                self._box.addWidget(Elided(name, middle=True, look="muted"), 0, Qt.AlignmentFlag.AlignHCenter)
            if len(names) > _ROWS:
                more = label(self.tr("and {count} more").format(count=len(names) - _ROWS), "muted")
                more.setAlignment(Qt.AlignmentFlag.AlignCenter)
                self._box.addWidget(more)
        self.setAccessibleName(". ".join(self.lines))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as the window."""
        if event.type() == QEvent.Type.Resize and self.isVisible() and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw a veil, and a frame in it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        veil = theme.colour("window")
        veil.setAlpha(238)
        painter.fillRect(self.rect(), veil)
        painter.setPen(QPen(theme.colour("accent" if self._good else "bad"), 2, Qt.PenStyle.DashLine))
        inner: QRect = self.rect().adjusted(2 * GRID, 2 * GRID, -2 * GRID, -2 * GRID)
        painter.drawRoundedRect(inner, GRID, GRID)
