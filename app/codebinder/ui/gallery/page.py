"""The gallery: every template, the person's own and the shipped ones; and the editor, which takes its place."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from codebinder.errors import Cancelled, CodebinderError
from codebinder.model.shelf import Origin, Placed
from codebinder.model.text import shown
from codebinder.ui.desk import Desk
from codebinder.ui.gallery.browsing import Browser
from codebinder.ui.gallery.details import Details, Seen
from codebinder.ui.parts import Elided, banner, button, clear, label
from codebinder.ui.saying import error_text
from codebinder.ui.theme import GRID
from codebinder.workflow import gallery, shelves

if TYPE_CHECKING:
    from codebinder.ui.gallery.editor import Editor


class GalleryPage(QWidget):
    """Templates as cards, and the marked one at the right. It needs no workbook."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.editor: Editor | None = None
        self._rows: tuple[Placed, ...] = ()
        self._wanted = ""
        self._pending: tuple[str, int] | None = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self.stack = QStackedWidget()
        outer.addWidget(self.stack)
        whole = QWidget()
        box = QVBoxLayout(whole)
        box.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 2 * GRID)
        box.setSpacing(2 * GRID)
        box.addLayout(self._head())
        self._strips = QVBoxLayout()
        self._strips.setSpacing(GRID)
        box.addLayout(self._strips)
        middle = QHBoxLayout()
        middle.setSpacing(3 * GRID)
        self.browser = Browser(desk.lang)
        self.browser.setFixedWidth(376)
        self.details = Details(desk)
        middle.addWidget(self.browser)
        middle.addWidget(self.details, 1)
        box.addLayout(middle, 1)
        self.stack.addWidget(whole)
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(40)
        self._late.timeout.connect(self._read)
        self.browser.chosen.connect(self._chosen)
        self.browser.opened.connect(self._opened)
        self.details.edit_wanted.connect(self._edit)
        self.details.copy_wanted.connect(self._copy)
        self.details.filing_wanted.connect(self._begin)

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(GRID)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(label(self.tr("Templates"), "title"))
        self._where = Elided("", middle=True, look="muted")
        words.addWidget(self._where)
        head.addLayout(words, 1)
        head.addWidget(button(self.tr("Add a file…"), self.choose_file, name="add-template"))
        head.addWidget(button(self.tr("Open the folder"), self._open_folder, name="open-templates"))
        head.addWidget(button(self.tr("Another folder…"), self.choose_folder, name="templates-folder"))
        return head

    # -- reading

    def refresh(self, mark: str = "") -> None:
        """Read every template again; `mark` is the path of the one to mark."""
        self._wanted = mark or self._wanted
        environment = self.desk.environment
        # Very many templates take seconds to read; the short reads of other pages don't wait behind them.
        self.desk.gauges.submit(
            "",
            lambda _progress, cancel: (shelves.own_folder(environment), gallery.shelf(environment, cancel)),
            self._filled,
            self._failed,
        )

    @Slot(object)
    def _filled(self, seen: tuple[Path, tuple[Placed, ...]]) -> None:
        folder, self._rows = seen
        text = self.tr("Your own templates lie in {folder}")
        self._where.setText(text.format(folder=shown(str(folder))))
        mark, self._wanted = self._wanted, ""
        self.browser.show_rows(self._rows, mark)
        if self._pending is not None:
            (path, line), self._pending = self._pending, None
            placed = next((each for each in self._rows if str(each.path) == path), None)
            if placed is not None:
                self._edit(placed, line)

    @Slot(object)
    def _failed(self, error: CodebinderError) -> None:
        if isinstance(error, Cancelled):
            return
        self._strip("bad", error_text(error, self.desk.lang))

    def _strip(self, level: str, text: str) -> None:
        clear(self._strips)
        if text:
            self._strips.addWidget(banner(level, text, button(self.tr("Close"), lambda: self._strip("", ""), "link")))

    @Slot(object)
    def _chosen(self, placed: Placed | None) -> None:
        if placed is None:
            self._late.stop()
            self.details.show_template(None)
        else:
            self._late.start()  # whoever runs through the list with the arrow keys waits for no page

    @Slot()
    def _read(self) -> None:
        placed, session, lang = self.browser.current(), self.desk.session, self.desk.lang
        if placed is None:
            return
        self.desk.look(
            lambda: Seen(
                placed, gallery.readme(placed, lang), gallery.users(session, placed.id) if session is not None else ()
            ),
            self._seen,
            self._failed,
        )

    @Slot(object)
    def _seen(self, seen: Seen) -> None:
        if seen.placed == self.browser.current():
            self.details.show_template(seen)

    # -- acts

    @Slot(object)
    def _opened(self, placed: Placed) -> None:
        self._edit(placed, 0)

    @Slot(object, int)
    def _edit(self, placed: Placed, line: int) -> None:
        from codebinder.ui.gallery.editor import Editor

        self.leave_editor()
        self.editor = Editor(self.desk, placed, line)
        self.editor.left.connect(self.leave_editor)
        self.editor.copy_wanted.connect(self._copy)
        self.stack.addWidget(self.editor)
        self.stack.setCurrentWidget(self.editor)
        self.editor.begin()

    @Slot()
    def leave_editor(self) -> None:
        """Go back to the gallery; what was typed and not saved lies in the draft."""
        held, self.editor = self.editor, None
        if held is None:
            return
        held.close_down()
        self.stack.setCurrentIndex(0)
        self.stack.removeWidget(held)
        held.deleteLater()
        self.refresh(str(held.placed.path))
        self.browser.list.setFocus()

    @Slot(object)
    def _copy(self, placed: Placed) -> None:
        from codebinder.ui.gallery.copying import CopyDialog

        dialog = CopyDialog(self.desk, self.window(), placed)
        dialog.made.connect(self._made)
        dialog.open()

    @Slot(object)
    def _made(self, path: Path) -> None:
        self.leave_editor()
        self._pending = (str(path), 0)
        self.refresh(str(path))

    @Slot(object)
    def _begin(self, placed: Placed) -> None:
        from codebinder.ui.chooser import TemplateDialog
        from codebinder.workflow import vendors

        session = self.desk.session
        if session is None or not vendors.products(session):
            self._strip("info", self.tr("Add a product to the workbook first: a filing is about one."))
            return
        dialog = TemplateDialog(self.desk, self.window())
        dialog.want(placed.id)
        dialog.open()

    def new_from(self) -> None:
        """Make a new one from the marked template."""
        placed = self.browser.current()
        if placed is not None and placed.template is not None:
            self._copy(placed)

    def choose_file(self) -> None:
        """Let the person choose a template file that is checked and taken in."""
        kinds = self.tr("Templates (*.yaml *.yml)")
        chosen, _ = QFileDialog.getOpenFileName(self, self.tr("Template from a file"), str(Path.home()), kinds)
        if chosen:
            self.take(Path(chosen))

    def take(self, path: Path) -> None:
        """Check a template from outside; offer to put it into the own folder, or tell its faults."""
        self.leave_editor()
        self.desk.look(lambda: (path, gallery.check(path)), self._checked, self._failed)

    @Slot(object)
    def _checked(self, seen: tuple[Path, object]) -> None:
        path = seen[0]
        clear(self._strips)
        text = self.tr("{name} has no faults. Put a copy of it into the folder of your own templates?")
        act = button(self.tr("Put it there"), lambda: self._take_in(path), "primary", name="take-in")
        self._strips.addWidget(banner("info", text.format(name=shown(path.name)), act))
        act.setFocus()

    def _take_in(self, path: Path) -> None:
        environment = self.desk.environment
        self.desk.look(lambda: shelves.take_in(environment, path), self._taken, self._failed)

    @Slot(object)
    def _taken(self, path: Path) -> None:
        clear(self._strips)
        self.refresh(str(path))

    def choose_folder(self) -> None:
        """Let the person keep her templates elsewhere."""
        environment = self.desk.environment
        chosen = QFileDialog.getExistingDirectory(
            self, self.tr("Folder of your own templates"), str(shelves.own_folder(environment))
        )
        if chosen:
            self.desk.look(lambda: shelves.choose_folder(environment, Path(chosen)), self._moved, self._failed)

    @Slot(object)
    def _moved(self, _folder: Path) -> None:
        self.refresh()

    def _open_folder(self) -> None:
        folder = shelves.own_folder(self.desk.environment)
        if not folder.is_dir():
            self._strip("info", self.tr("The folder is made with your first own template."))
            return
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    # -- what the frame asks

    def state(self) -> tuple[str, str, int]:
        """Give what is marked, what is being edited, and the line: enough to build the page anew."""
        placed = self.browser.current()
        marked = str(placed.path) if placed is not None else ""
        if self.editor is None:
            return marked, "", 0
        return marked, str(self.editor.placed.path), self.editor.code.textCursor().blockNumber() + 1

    def restore(self, state: tuple[str, str, int]) -> None:
        """Show the same as another page did."""
        self._wanted = state[0]
        self._pending = (state[1], state[2]) if state[1] else None

    def close_down(self) -> None:
        """Keep what is being typed; the page goes away."""
        if self.editor is not None:
            self.editor.close_down()


def is_own(placed: Placed) -> bool:
    """Is this the person's own?"""
    return placed.origin is Origin.OWN
