"""The help window (F1): contents by step, a search, pages with back and forward. It reads our own pages and no others."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QUrl, Slot
from PySide6.QtGui import QFontMetrics, QKeySequence, QShortcut, QTextBlock, QTextCursor, QTextDocument
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QSplitter,
    QTextBrowser,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from codebinder.ui import theme
from codebinder.ui.guide import pages
from codebinder.ui.parts import button, label
from codebinder.ui.theme import FRAME, GRID

if TYPE_CHECKING:
    from codebinder.ui.main_window import MainWindow

_NAME = Qt.ItemDataRole.UserRole
_GITHUB = QTextDocument.MarkdownFeature.MarkdownDialectGitHub | QTextDocument.MarkdownFeature.MarkdownNoHTML


class HelpView(QTextBrowser):
    """Shows one page. Nothing is ever loaded: a link names another page of the help, or a heading of this one."""

    def __init__(self) -> None:
        super().__init__()
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setAccessibleName(self.tr("Help page"))
        self.setProperty("look", "help")
        self.document().setDocumentMargin(3 * GRID)

    def loadResource(self, _kind: int, _name: QUrl | str) -> object:
        """Load nothing, from nowhere."""
        return None

    def show_page(self, held: pages.HelpPage) -> None:
        """Show a page from its beginning."""
        self.document().setMarkdown(held.text, _GITHUB)
        self._dress()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _dress(self) -> None:
        """Give code our own font, and paragraphs room to breathe."""
        family = theme.mono().families()
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        block = self.document().begin()
        while block.isValid():
            cursor.setPosition(block.position())
            form = block.blockFormat()
            form.setLineHeight(128, 1)
            if block.blockFormat().headingLevel() > 1:
                form.setTopMargin(2 * GRID)
            cursor.setBlockFormat(form)
            for each in block.textFormats():
                if each.format.fontFixedPitch():  # pyright: ignore[reportAttributeAccessIssue]  (Qt's stubs, here and below)
                    style = each.format  # pyright: ignore[reportAttributeAccessIssue]
                    style.setFontFamilies(family)
                    cursor.setPosition(block.position() + each.start)  # pyright: ignore[reportAttributeAccessIssue]
                    cursor.setPosition(
                        block.position() + each.start + each.length,  # pyright: ignore[reportAttributeAccessIssue]
                        QTextCursor.MoveMode.KeepAnchor,
                    )
                    cursor.setCharFormat(style)
            block = block.next()
        cursor.endEditBlock()

    def go_to(self, heading: str) -> bool:
        """Bring a heading to the top; it is named as in a link, in small letters with dashes."""
        block: QTextBlock = self.document().begin()
        while block.isValid():
            if block.blockFormat().headingLevel() and anchor(block.text()) == heading:
                self.setTextCursor(QTextCursor(block))
                top = self.document().documentLayout().blockBoundingRect(block).top()
                self.verticalScrollBar().setValue(int(top))
                return True
            block = block.next()
        return False


def anchor(heading: str) -> str:
    """Give the name of a heading in links."""
    return re.sub(r"[\s]+", "-", re.sub(r"[^\w\s-]", "", heading.lower()).strip())


class HelpWindow(QWidget):
    """Contents and search at the left, the page at the right. One for a main window, beside it and never in its way."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window, Qt.WindowType.Window)
        self._lang = window.desk.lang
        self.setObjectName("help")
        self.setWindowTitle(self.tr("Help"))
        self.resize(QSize(960, 640).boundedTo(self.screen().availableGeometry().size() - QSize(0, FRAME)))
        self._trail: list[str] = []
        self._at = -1
        self.search = QLineEdit()
        self.search.setObjectName("help-search")
        self.search.setAccessibleName(self.tr("Search the help"))
        self.search.setPlaceholderText(self.tr("Search the help"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._search)
        self.search.returnPressed.connect(self._first)
        self.contents = QTreeWidget()
        self.contents.setObjectName("help-contents")
        self.contents.setAccessibleName(self.tr("Contents"))
        self.contents.setHeaderHidden(True)
        self.contents.setRootIsDecorated(False)
        self.contents.setIndentation(12)
        self.contents.itemClicked.connect(self._chosen)
        self.contents.itemActivated.connect(self._chosen)
        self.view = HelpView()
        self.view.anchorClicked.connect(self._link)
        self._build()
        self._fill()

    def _build(self) -> None:
        self.back = button(self.tr("Back"), self.go_back, "flat", name="help-back")
        self.forward = button(self.tr("Forward"), self.go_forward, "flat", name="help-forward")
        self.home = button(self.tr("Contents"), lambda: self.show_name(pages.FIRST), "flat", name="help-home")
        self.note = label("", "muted")
        bar = QHBoxLayout()
        bar.setSpacing(GRID // 2)
        for each in (self.back, self.forward, self.home):
            bar.addWidget(each)
        bar.addWidget(self.note, 1)
        left, right = QWidget(), QWidget()
        for side, parts in ((left, (self.search, self.contents)), (right, (self.view,))):
            box = QVBoxLayout(side)
            box.setContentsMargins(GRID, GRID, GRID, GRID)
            if side is right:
                box.addLayout(bar)
            for each in parts:
                box.addWidget(each, 1 if each is not self.search else 0)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(left)
        split.addWidget(right)
        split.setSizes([260, 700])
        split.setStretchFactor(1, 1)
        split.setChildrenCollapsible(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(split)
        for keys, slot in (
            (QKeySequence.StandardKey.Back, self.go_back),
            (QKeySequence.StandardKey.Forward, self.go_forward),
            (QKeySequence.StandardKey.Find, self.search.setFocus),
            (QKeySequence("Escape"), self.close),
        ):
            QShortcut(keys, self, slot, context=Qt.ShortcutContext.WindowShortcut)

    def _fill(self) -> None:
        self.contents.clear()
        for heading, names in pages.sections():
            top = QTreeWidgetItem([heading])
            top.setFlags(Qt.ItemFlag.ItemIsEnabled)
            font = top.font(0)
            font.setBold(True)
            top.setFont(0, font)
            for name in names:
                held = pages.page(name, self._lang)
                if held is not None:
                    self._add(top, held, "")
            self.contents.addTopLevelItem(top)
        self.contents.expandAll()

    def _add(self, top: QTreeWidgetItem | None, held: pages.HelpPage, line: str) -> None:
        metrics = QFontMetrics(self.contents.font())
        text = held.title if not line else f"{held.title}\n{metrics.elidedText(line, Qt.TextElideMode.ElideRight, 226)}"
        row = QTreeWidgetItem([text])
        row.setToolTip(0, line or held.title)
        row.setData(0, _NAME, held.name)
        if top is not None:
            top.addChild(row)
        else:
            self.contents.addTopLevelItem(row)

    def close_for_good(self) -> None:
        """Go."""
        self.close()
        self.setParent(None)
        self.deleteLater()

    # -- going about

    @property
    def name(self) -> str:
        """The name of the page that is shown."""
        return self._trail[self._at] if self._at >= 0 else ""

    def show_name(self, name: str, heading: str = "") -> bool:
        """Show a page, and put it behind the ones that were shown."""
        held = pages.page(name, self._lang)
        if held is None:
            return False
        if name != self.name:
            self._trail = [*self._trail[: self._at + 1], name]
            self._at = len(self._trail) - 1
            self._paint(held)
        if heading:
            self.view.go_to(heading)
        return True

    def _paint(self, held: pages.HelpPage) -> None:
        self.view.show_page(held)
        self.setWindowTitle(f"{held.title} - " + self.tr("Help"))
        self.note.setText("" if held.own else self.tr("This page is in English only."))
        self.back.setEnabled(self._at > 0)
        self.forward.setEnabled(self._at < len(self._trail) - 1)
        for at in range(self.contents.topLevelItemCount()):
            top = self.contents.topLevelItem(at)
            for row in [top, *(top.child(number) for number in range(top.childCount()))]:
                if row.data(0, _NAME) == held.name:
                    self.contents.setCurrentItem(row)

    def _step(self, by: int) -> None:
        if 0 <= self._at + by < len(self._trail):
            self._at += by
            held = pages.page(self.name, self._lang)
            if held is not None:
                self._paint(held)

    @Slot()
    def go_back(self) -> None:
        """Show the page before."""
        self._step(-1)

    @Slot()
    def go_forward(self) -> None:
        """Show the page after."""
        self._step(1)

    @Slot(QUrl)
    def _link(self, url: QUrl) -> None:
        """Follow a link inside the help; any other goes nowhere."""
        if url.scheme() or url.host():
            return
        name = url.path().removesuffix(".md").rpartition("/")[2]
        self.show_name(name or self.name, url.fragment())

    @Slot(QTreeWidgetItem, int)
    def _chosen(self, row: QTreeWidgetItem, _column: int = 0) -> None:
        name = str(row.data(0, _NAME) or "")
        if name and self.show_name(name) and self.search.text().strip():
            self.view.find(self.search.text().strip().split()[0])

    # -- searching

    @Slot(str)
    def _search(self, text: str) -> None:
        if not text.strip():
            self._fill()
            return
        self.contents.clear()
        for held, line in pages.search(self._lang, text):
            self._add(None, held, line)
        if not self.contents.topLevelItemCount():
            row = QTreeWidgetItem([self.tr("Nothing found.")])
            row.setFlags(Qt.ItemFlag.NoItemFlags)
            self.contents.addTopLevelItem(row)

    @Slot()
    def _first(self) -> None:
        row = self.contents.topLevelItem(0)
        if row is not None and self.search.text().strip():
            self._chosen(row)


def open_help(window: MainWindow, name: str, heading: str = "") -> HelpWindow:
    """Show a page of the help beside the window."""
    made = window.findChild(HelpWindow)
    if made is None:
        made = HelpWindow(window)
    made.show_name(name, heading)
    made.show()
    made.raise_()
    made.activateWindow()
    return made
