"""The left rail: the workbook's products and filings, and under the open filing its eight steps with their states."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QVBoxLayout,
)

from codebinder.base.messages import text_of
from codebinder.model.text import shown
from codebinder.ui import theme
from codebinder.ui.desk import Desk
from codebinder.ui.pages.base import step_name
from codebinder.ui.parts import Elided, button, label
from codebinder.ui.strings import count_text
from codebinder.ui.theme import GRID
from codebinder.ui.whys import why_text
from codebinder.workflow import filings, vendors
from codebinder.workflow.views import FilingView, Standing, Step, StepView

_KIND = Qt.ItemDataRole.UserRole + 1
_KEY = Qt.ItemDataRole.UserRole + 2
_SIDE = Qt.ItemDataRole.UserRole + 3
_STATE = Qt.ItemDataRole.UserRole + 4


class RailDelegate(QStyledItemDelegate):
    """Draws a row: glyph, name, and at the right the state in a word or a number."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Give rows that a finger can hit."""
        size = super().sizeHint(option, index)
        return QSize(size.width(), max(size.height(), 4 * GRID - 2))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one row."""
        painter.save()
        area: QRect = option.rect
        theme.draw_ground(painter, option)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(theme.colour("accent"))
            painter.drawRect(area.adjusted(0, 0, -1, -1))
        kind, state = index.data(_KIND), index.data(_STATE)
        left = area.left() + 12
        if state:
            theme.glyph(state).paint(painter, QRect(left, area.center().y() - 7, 16, 16))
            left += 22
        font = option.font
        font.setBold(kind in {"filing-open", "product"})
        painter.setFont(font)
        side = str(index.data(_SIDE) or "")
        metrics = painter.fontMetrics()
        wide = metrics.horizontalAdvance(side) + (GRID if side else 0)
        room = area.right() - left - GRID - 4 - wide
        painter.setPen(theme.colour("text" if kind != "product" else "muted"))
        name = metrics.elidedText(str(index.data()), Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRect(left, area.top(), room, area.height()), Qt.AlignmentFlag.AlignVCenter, name)
        font.setBold(False)
        painter.setFont(font)
        painter.setPen(theme.colour("muted"))
        painter.drawText(
            QRect(area.right() - wide - 4, area.top(), wide - GRID // 2, area.height()),
            Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight,
            side,
        )
        painter.restore()


class Rail(QFrame):
    """Where am I, what is still open; and the way to everywhere."""

    step_chosen = Signal(object)
    product_chosen = Signal(str)
    start_chosen = Signal()
    new_filing_wanted = Signal()
    new_product_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.setProperty("look", "rail")
        self.setMinimumWidth(theme.wide(27 * GRID))
        self._step: Step | None = None
        self._filling = False
        box = QVBoxLayout(self)
        box.setContentsMargins(0, GRID, 0, GRID)
        box.setSpacing(GRID // 2)
        top = QHBoxLayout()
        top.setContentsMargins(GRID, 0, GRID, 0)
        top.addWidget(button(self.tr("Start page"), self.start_chosen.emit, "row", name="rail-start"), 1)
        box.addLayout(top)
        names = QVBoxLayout()
        names.setContentsMargins(2 * GRID, 0, GRID, GRID // 2)
        names.setSpacing(0)
        self._vendor, self._file = Elided(), Elided(middle=True, look="muted")
        bold = self._vendor.font()
        bold.setBold(True)
        self._vendor.setFont(bold)
        names.addWidget(self._vendor)
        names.addWidget(self._file)
        box.addLayout(names)
        self.tree = self._make_tree()
        box.addWidget(self.tree, 1)
        self._note = label("", "warn")
        self._note.setContentsMargins(2 * GRID, 0, GRID, 0)
        box.addWidget(self._note)
        low = QHBoxLayout()
        low.setContentsMargins(GRID, 0, GRID, 0)
        low.setSpacing(0)
        self._product = button(self.tr("+ Product"), self.new_product_wanted.emit, "link", name="new-product")
        self._filing = button(self.tr("+ Filing"), self.new_filing_wanted.emit, "link", name="new-filing")
        low.addWidget(self._product)
        low.addWidget(self._filing)
        low.addStretch(1)
        box.addLayout(low)
        desk.session_changed.connect(self.refresh)
        desk.filing_changed.connect(self.refresh)
        desk.view_changed.connect(self.refresh)
        desk.data_changed.connect(self.refresh)
        self.refresh()

    def _make_tree(self) -> QTreeView:
        tree = QTreeView()
        tree.setObjectName("rail")
        tree.setAccessibleName(self.tr("Products, filings and steps"))
        tree.setHeaderHidden(True)
        tree.setUniformRowHeights(True)
        tree.setRootIsDecorated(False)
        tree.setItemsExpandable(False)
        tree.setIndentation(10)
        tree.setMouseTracking(True)
        tree.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        tree.setItemDelegate(RailDelegate(tree))
        tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._model = QStandardItemModel(self)
        tree.setModel(self._model)
        tree.selectionModel().currentChanged.connect(self._chosen)
        tree.clicked.connect(self._clicked)
        tree.activated.connect(self._clicked)
        return tree

    def set_step(self, step: Step | None) -> None:
        """Mark the step that the centre shows."""
        self._step = step
        self._mark()

    @Slot()
    def refresh(self) -> None:
        """Show the workbook as it is."""
        session = self.desk.session
        self._filling = True
        self._model.clear()
        self._vendor.setText(self.desk.vendor_name() if session else self.tr("No workbook is open"))
        self._file.setText(shown(session.path.name) if session else "")
        self._note.setText(self.tr("Read only") if session and session.read_only else "")
        self._note.setToolTip(text_of(session.why_read_only, self.desk.lang) if session else "")
        self._note.setVisible(bool(session and session.read_only))
        for each in (self._product, self._filing):
            each.setVisible(session is not None)
            each.setEnabled(self.desk.can_write)
        if session is not None:
            held = filings.filings(session)
            for product in vendors.products(session):
                row = self._row(shown(f"{product.name} {product.version}"), "product", product.slug)
                self._model.appendRow(row)
                for filing in held:
                    if filing.product == product.slug:
                        row.appendRow(self._filing_row(filing.slug, filing.template_id))
        self.tree.expandAll()
        self._filling = False
        self._mark()

    def _filing_row(self, slug: str, template: str) -> QStandardItem:
        is_open = self.desk.filing is not None and self.desk.filing.slug == slug
        view = next((each for each in self.desk.register if each.filing.slug == slug), None)
        row = self._row(slug, "filing-open" if is_open else "filing", slug, tip=f"{slug} ({template})")
        if is_open:
            for step in Step:
                row.appendRow(self._step_row(step, view))
        return row

    def _step_row(self, step: Step, view: FilingView | None) -> QStandardItem:
        state = next((each for each in view.steps if each.step is step), None) if view else None
        state = state or StepView(step=step, standing=Standing.NOTHING)
        word = self.word(state)
        row = self._row(step_name(step), "step", step.value, side=word, state=state.standing.value)
        row.setToolTip(why_text(state.why, view.template if view else None, self.desk.lang) or word)
        row.setData(f"{step_name(step)}: {word}", Qt.ItemDataRole.AccessibleTextRole)
        return row

    def word(self, state: StepView) -> str:
        """Give a step's state in a word or a number."""
        if state.open and state.standing is not Standing.NOTHING:
            return self.tr("{count} open").format(count=count_text(state.open))
        return {
            Standing.NOTHING: self.tr("not begun"),
            Standing.UNASKED: self.tr("not required"),
            Standing.WORK: self.tr("in work"),
            Standing.COMPLETE: self.tr("complete"),
            Standing.PROBLEM: self.tr("problem"),
        }[state.standing]

    def _row(self, text: str, kind: str, key: str, *, side: str = "", state: str = "", tip: str = "") -> QStandardItem:
        row = QStandardItem(text)
        row.setEditable(False)
        row.setData(kind, _KIND)
        row.setData(key, _KEY)
        row.setData(side, _SIDE)
        row.setData(state, _STATE)
        row.setToolTip(tip or text)
        return row

    def _mark(self) -> None:
        if self._step is None:
            self._filling = True
            self.tree.clearSelection()
            self._filling = False
            return
        for index in self._indexes(QModelIndex()):
            if index.data(_KIND) == "step" and index.data(_KEY) == self._step.value:
                self._filling = True
                self.tree.setCurrentIndex(index)
                self._filling = False

    def _indexes(self, parent: QModelIndex) -> list[QModelIndex]:
        found: list[QModelIndex] = []
        for at in range(self._model.rowCount(parent)):
            index = self._model.index(at, 0, parent)
            found += [index, *self._indexes(index)]
        return found

    @Slot(QModelIndex, QModelIndex)
    def _chosen(self, index: QModelIndex, _before: QModelIndex) -> None:
        if not self._filling and index.isValid() and index.data(_KIND) == "step":
            self.step_chosen.emit(Step(index.data(_KEY)))

    @Slot(QModelIndex)
    def _clicked(self, index: QModelIndex) -> None:
        kind, key = index.data(_KIND), index.data(_KEY)
        if kind == "filing":
            self.desk.select_filing(key)
            self.step_chosen.emit(self._step or Step.FILING)
        elif kind == "filing-open":
            self.step_chosen.emit(Step.FILING)
        elif kind == "product":
            self.product_chosen.emit(key)
        elif kind == "step" and Step(key) is not self._step:
            self.step_chosen.emit(Step(key))
