"""Small parts that every page is made of: labels, buttons, cards, banners, empty states, each with look and name."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from codebinder.ui import theme
from codebinder.ui.theme import GRID

_NAME = 64
"""Characters of a name in a list of choices."""


def label(text: str = "", look: str = "", *, wrap: bool = True) -> QLabel:
    """Give a plain-text label; untrusted text never becomes rich text."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap and look not in {"title", "tag", "tag-warn", "tag-good", "tag-bad"})
    if look.startswith("tag"):
        made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    if look:
        made.setProperty("look", look)
    return made


def button(text: str, slot: Callable[..., object], look: str = "", *, name: str = "", tip: str = "") -> QPushButton:
    """Give a push button. `look`: primary, flat, link, row or nothing."""
    made = QPushButton(text)
    made.setAutoDefault(False)
    if look:
        made.setProperty("look", look)
    if name:
        made.setObjectName(name)
    if tip:
        made.setToolTip(tip)
    made.setAccessibleName(text.replace("&", ""))
    made.clicked.connect(slot)
    if look in {"primary", "link", "row"}:
        made.setCursor(Qt.CursorShape.PointingHandCursor)
    return made


def restyle(widget: QWidget, **properties: object) -> None:
    """Set properties that the style sheet looks at, and have it look again."""
    if all(widget.property(name) == value for name, value in properties.items()):
        return
    for name, value in properties.items():
        widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def card(*, look: str = "card", margin: int = 2 * GRID) -> tuple[QFrame, QVBoxLayout]:
    """Give a framed area and its layout."""
    frame = QFrame()
    frame.setProperty("look", look)
    inner = QVBoxLayout(frame)
    inner.setContentsMargins(margin, margin, margin, margin)
    inner.setSpacing(GRID)
    return frame, inner


def offer(box: QComboBox, text: str, data: object) -> None:
    """Offer a choice with a name of somebody's own: cut in its middle where it is very long, whole in the tooltip."""
    short = text if len(text) <= _NAME else f"{text[: _NAME // 2]}…{text[-_NAME // 2 :]}"
    box.addItem(short, data)
    box.setItemData(box.count() - 1, text, Qt.ItemDataRole.ToolTipRole)
    box.setItemData(box.count() - 1, text, Qt.ItemDataRole.AccessibleTextRole)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)


def line() -> QFrame:
    """Give a thin rule."""
    frame = QFrame()
    frame.setProperty("look", "line")
    return frame


def banner(level: str, text: str, action: QPushButton | None = None) -> QFrame:
    """Give a strip that says one thing: level info, warn or bad."""
    frame = QFrame()
    frame.setProperty("look", f"banner-{level}")
    row = QHBoxLayout(frame)
    row.setContentsMargins(12, GRID, 12, GRID)
    row.setSpacing(12)
    row.addWidget(glyph_label({"info": "info", "warn": "warning", "bad": "error"}[level]), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(label(text), 1)
    if action is not None:
        row.addWidget(action, 0, Qt.AlignmentFlag.AlignVCenter)
    frame.setAccessibleName(text)
    return frame


def glyph_label(name: str, text: str = "", size: int = 16) -> QLabel:
    """Give a drawn glyph as a label, with a name for those who can't see it."""
    made = QLabel()
    made.setPixmap(theme.glyph_pixmap(name, size))
    made.setFixedSize(QSize(size + 2, size + 2))
    made.setAccessibleName(text or glyph_word(name))
    if text:
        made.setToolTip(text)
    return made


def glyph_word(name: str) -> str:
    """Give what a glyph means, for those who can't see it."""
    translate = QCoreApplication.translate
    return {
        "nothing": translate("Glyph", "nothing yet"),
        "unasked": translate("Glyph", "not required"),
        "work": translate("Glyph", "in work"),
        "complete": translate("Glyph", "complete"),
        "done": translate("Glyph", "done"),
        "problem": translate("Glyph", "problem"),
        "met": translate("Glyph", "met"),
        "unmet": translate("Glyph", "not met"),
        "not_applicable": translate("Glyph", "not applicable"),
        "omitted": translate("Glyph", "left out"),
        "decided": translate("Glyph", "decided"),
        "info": translate("Glyph", "information"),
        "warning": translate("Glyph", "warning"),
        "error": translate("Glyph", "error"),
        "included": translate("Glyph", "included"),
        "excluded": translate("Glyph", "excluded"),
        "some": translate("Glyph", "in part"),
    }.get(name, "")


class Reader(QScrollArea):
    """A scroll area of nothing but text; `ui.roles` has it spoken of as a document."""


def scrolled(inner: QWidget, name: str = "", *, aside: bool = False) -> QScrollArea:
    """Give a vertical scroll area around a widget. One with a name holds nothing but text, and is read with the arrow
    keys; any other is scrolled by what is in it and has the focus. `aside`: what can be wider than a small window is
    scrolled to the side as well."""
    area = Reader() if name else QScrollArea()
    area.setFocusPolicy(Qt.FocusPolicy.StrongFocus if name else Qt.FocusPolicy.NoFocus)
    area.setAccessibleName(name)
    area.setWidgetResizable(True)
    if not aside:
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inner)
    inner.setAutoFillBackground(False)
    area.viewport().setAutoFillBackground(False)
    return area


def clear(layout: QLayout) -> None:
    """Empty a layout, widgets and all."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)


def empty_state(title: str, text: str, *buttons: QPushButton) -> QWidget:
    """Give what an empty page shows: what the step is for, and the one button that starts it."""
    frame, inner = card()
    inner.setContentsMargins(4 * GRID, 4 * GRID, 4 * GRID, 4 * GRID)
    inner.addWidget(label(title, "heading"))
    inner.addWidget(label(text, "muted"))
    row = QHBoxLayout()
    row.setSpacing(GRID)
    for each in buttons:
        row.addWidget(each)
    row.addStretch(1)
    inner.addSpacing(GRID)
    inner.addLayout(row)
    return frame


class Elided(QWidget):
    """One line of text, cut with an ellipsis where there is no room (paths in the middle), whole in the tooltip."""

    def __init__(self, text: str = "", *, middle: bool = False, look: str = "text", mono: bool = False) -> None:
        super().__init__()
        self._text, self._look = text, look
        self._mode = Qt.TextElideMode.ElideMiddle if middle else Qt.TextElideMode.ElideRight
        if mono:
            self.setFont(theme.mono())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setText(text)

    def text(self) -> str:
        """Give the whole text."""
        return self._text

    def setText(self, text: str) -> None:
        """Show another text."""
        self._text = text
        self.setAccessibleName(text)
        self._fit()
        self.updateGeometry()
        self.update()

    def _fit(self) -> None:
        wide = QFontMetrics(self.font()).horizontalAdvance(self._text)
        self.setToolTip(self._text if wide > self.width() else "")

    def sizeHint(self) -> QSize:
        """Give room for the whole text, up to a sentence's length."""
        metrics = QFontMetrics(self.font())
        return QSize(min(metrics.horizontalAdvance(self._text) + 2, 640), metrics.height() + 2)

    def minimumSizeHint(self) -> QSize:
        """Give the least: a few characters."""
        metrics = QFontMetrics(self.font())
        return QSize(min(metrics.horizontalAdvance(self._text) + 2, 48), metrics.height() + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the tooltip where text is cut."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the text, cut to the width."""
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(theme.colour(self._look))
        shown = QFontMetrics(self.font()).elidedText(self._text, self._mode, self.width())
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)
