"""The start page: filings by due date and state, recent workbooks, New, Open, Try the sample."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from codebinder.base.messages import text_of
from codebinder.model.text import shown
from codebinder.ui import icon
from codebinder.ui.desk import Desk
from codebinder.ui.dialogs import open_workbook
from codebinder.ui.frame.recents import RecentFiles
from codebinder.ui.parts import Elided, banner, button, card, clear, empty_state, label, scrolled
from codebinder.ui.register.startlist import FilingsList
from codebinder.ui.theme import GRID
from codebinder.workflow import filings, vendors
from codebinder.workflow.views import Standing, Step


class StartPage(QWidget):
    """What one sees first. With a workbook open it is the register of its filings."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        inner = QWidget()
        self._box = QVBoxLayout(inner)
        self._box.setContentsMargins(4 * GRID, 3 * GRID, 4 * GRID, 3 * GRID)
        self._box.setSpacing(2 * GRID)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(inner, aside=True))
        desk.view_changed.connect(self._viewed)
        self.refresh()

    @Slot()
    def _viewed(self) -> None:
        if self.isVisible():
            self.refresh()

    def refresh(self) -> None:
        """Show the workbook's register, or how to begin."""
        clear(self._box)
        if self.desk.session is None:
            self._welcome()
        else:
            self._register()
        self._box.addStretch(1)

    # -- nothing is open

    def _welcome(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(2 * GRID)
        picture = label()
        picture.setPixmap(icon.picture(48))
        picture.setFixedSize(48, 48)
        picture.setAccessibleName("Codebinder")
        head.addWidget(picture)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(label("Codebinder", "title"))
        words.addWidget(
            label(
                self.tr("Assemble, review and verify source-code and firmware disclosure packages, offline."), "muted"
            )
        )
        head.addLayout(words, 1)
        self._box.addLayout(head)
        columns = QHBoxLayout()
        columns.setSpacing(2 * GRID)
        columns.addWidget(self._begin(), 1, Qt.AlignmentFlag.AlignTop)
        columns.addWidget(self._recent(), 1, Qt.AlignmentFlag.AlignTop)
        self._box.addLayout(columns)
        first = button(self.tr("Your first package in five minutes"), self._first, "link", name="first-help")
        self._box.addWidget(first, 0, Qt.AlignmentFlag.AlignLeft)
        self._box.addWidget(
            label(
                self.tr("Or drop a workbook, a package, a packet, a repository or a firmware image on this window."),
                "muted",
            )
        )

    @Slot()
    def _first(self) -> None:
        """Show the help for who begins."""
        from codebinder.ui.guide.helpwindow import open_help
        from codebinder.ui.guide.pages import FIRST
        from codebinder.ui.main_window import MainWindow

        window = self.window()
        if isinstance(window, MainWindow):
            open_help(window, FIRST)

    def _begin(self) -> QFrame:
        frame, box = card()
        for heading, text, made in (
            (
                self.tr("Begin"),
                self.tr("A workbook is one file about one vendor: its products, filings and decisions."),
                button(self.tr("New workbook…"), self.new_workbook, "primary", name="new-workbook"),
            ),
            (
                self.tr("Go on"),
                self.tr("Open a workbook that you or a colleague began."),
                button(self.tr("Open workbook…"), self._open, name="open-workbook"),
            ),
            (
                self.tr("Look around"),
                self.tr("A made-up gateway with source, firmware, findings and redactions, complete up to review."),
                button(self.tr("Try the sample…"), self.try_sample, name="try-sample"),
            ),
        ):
            box.addWidget(label(heading, "heading"))
            box.addWidget(label(text, "muted"))
            row = QHBoxLayout()
            row.addWidget(made)
            if made.objectName() == "try-sample":
                row.addWidget(button(self.tr("Templates…"), self.show_templates, name="to-templates"))
            row.addStretch(1)
            box.addLayout(row)
            box.addSpacing(GRID)
        return frame

    def _recent(self) -> QFrame:
        frame, box = card()
        box.addWidget(RecentFiles(self.desk, self._reopen))
        return frame

    def _reopen(self, path: Path, kind: str) -> None:
        if kind == "workbook":
            self.desk.open_workbook(path)
        else:
            self.desk.files_wanted.emit([path])

    # -- a workbook is open

    def _register(self) -> None:
        session = self.desk.session
        if session is None:
            return
        head = QHBoxLayout()
        head.setSpacing(GRID)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Heading(self.desk.vendor_name()))
        words.addWidget(Elided(shown(str(session.path)), middle=True, look="muted"))
        head.addLayout(words, 1)
        vendor = button(self.tr("Vendor…"), self.edit_vendor)
        head.addWidget(vendor)
        head.addWidget(button(self.tr("Templates…"), self.show_templates, name="to-templates"))
        self._box.addLayout(head)
        if session.read_only:
            self._box.addWidget(banner("warn", text_of(session.why_read_only, self.desk.lang)))
        some = bool(self.desk.register)  # where it has been read, nothing has to be asked for
        if not some and not vendors.products(session):
            self._box.addWidget(
                empty_state(
                    self.tr("Which product is filed?"),
                    self.tr("Name it with its version. Its facts are entered once and used by every filing about it."),
                    button(self.tr("Add a product…"), self.new_product, "primary", name="first-product"),
                )
            )
            return
        if not some and not filings.filings(session):
            self._box.addWidget(
                empty_state(
                    self.tr("Begin the first filing"),
                    self.tr("A filing is one package: a product version against one template, for one recipient."),
                    button(self.tr("New filing…"), self.new_filing, "primary", name="first-filing"),
                )
            )
            return
        self.list = FilingsList(self.desk, self.new_filing)
        self.list.opened.connect(self._go)
        self._box.addWidget(self.list)

    @Slot(str)
    def _go(self, slug: str) -> None:
        self.desk.select_filing(slug)
        self.desk.go(self._first_open())

    def _first_open(self) -> Step:
        view = self.desk.view
        rows, done = view.steps if view else (), {Standing.COMPLETE, Standing.UNASKED}
        return next((each.step for each in rows if each.standing not in done), Step.FILING)

    # -- what the menus call too

    @Slot()
    def new_workbook(self) -> None:
        """Make a new workbook."""
        from codebinder.ui.begin import WorkbookDialog

        WorkbookDialog(self.desk, self.window()).open()

    @Slot()
    def _open(self) -> None:
        open_workbook(self.window(), self.desk)

    @Slot()
    def try_sample(self) -> None:
        """Make the sample workbook in a folder of the person's choice, and open it."""
        from codebinder.ui.begin import SampleDialog

        SampleDialog(self.desk, self.window()).open()

    @Slot()
    def new_product(self) -> None:
        """Add a product."""
        if self.desk.session is not None:
            from codebinder.ui.begin import ProductDialog

            ProductDialog(self.desk, self.window(), None).open()

    @Slot(str)
    def show_product(self, slug: str) -> None:
        """Change a product."""
        session = self.desk.session
        product = next((each for each in vendors.products(session) if each.slug == slug), None) if session else None
        if product is not None:
            from codebinder.ui.begin import ProductDialog

            ProductDialog(self.desk, self.window(), product).open()

    @Slot()
    def new_filing(self) -> None:
        """Begin a filing: choose the template."""
        session = self.desk.session
        if session is None:
            return
        if not vendors.products(session):
            self.new_product()
            return
        from codebinder.ui.chooser import TemplateDialog

        TemplateDialog(self.desk, self.window()).open()

    @Slot()
    def show_templates(self) -> None:
        """Show every template there is."""
        self.desk.templates_wanted.emit()

    @Slot()
    def edit_vendor(self) -> None:
        """Change the vendor's facts."""
        if self.desk.session is not None:
            from codebinder.ui.begin import VendorDialog

            VendorDialog(self.desk, self.window()).open()


class Heading(Elided):
    """A page's title that is cut where a name is absurdly long."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        font = self.font()
        font.setPointSizeF(18)
        font.setBold(True)
        self.setFont(font)


def documents_folder() -> Path:
    """Give the person's folder for documents."""
    found = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(found) if found else Path.home()
