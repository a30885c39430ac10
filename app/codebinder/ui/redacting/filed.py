"""The view as filed of the redaction page: exactly the bytes that would leave, read off the window's thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSignalBlocker, Slot

from codebinder.errors import CodebinderError
from codebinder.model.ports import Cancel, Progress
from codebinder.ui.desk import Desk
from codebinder.ui.pages.redaction_data import FiledFile, read_filed
from codebinder.workflow import printing

if TYPE_CHECKING:
    from codebinder.ui.pages.redaction import RedactionPage


class FiledSwitch(QObject):
    """Belongs to one redaction page: shows the open file as filed, and the original again."""

    def __init__(self, desk: Desk, page: RedactionPage) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page
        self._file: FiledFile | None = None
        page.panes.printed.toggled.connect(self._print)

    @property
    def shown(self) -> bool:
        """Is the file as filed what is shown, or asked for?"""
        return self._page.actions.filed.isChecked()

    @Slot(bool)
    def show(self, wanted: bool) -> None:  # noqa: FBT001  (a slot of a checkable button)
        """Show the file as filed, or the original."""
        self._page.extender.forget()
        if self._page.file is None:
            return
        if wanted:
            self.read()
        else:
            self._leave()
            self._page.show_original()

    def _leave(self) -> None:
        self._file = None
        self._page.panes.tell_filed(None)

    def off(self) -> None:
        """Go back to originals without showing one."""
        with QSignalBlocker(self._page.actions.filed):
            self._page.actions.filed.setChecked(False)
        self._leave()

    def read(self) -> None:
        """Read the open file as filed."""
        session, filing = self._desk.need()
        place, file = self._page.place, self._page.file
        if place is None or file is None:
            return
        component, path = place
        size = len(file.view.data)

        def work(progress: Progress, cancel: Cancel) -> FiledFile:
            return read_filed(session, filing, component, path, size, progress, cancel)

        self._desk.run_job(self.tr("As filed"), work, self._filed, self._not_filed)

    @Slot(object)
    def _filed(self, file: FiledFile) -> None:
        if self.shown and (file.filed.component, file.filed.path) == self._page.place:
            self._page.view.set_document(file.document)
            self._page.view.set_marks(file.marks)
            self._file = file
            self._page.panes.tell_filed(file)
            if self._page.panes.printed.isChecked():
                self._print(wanted=True)

    @Slot(bool)
    def _print(self, wanted: bool) -> None:  # noqa: FBT001  (a slot of a checkable button)
        """Show the file as it would be printed, or its bytes again."""
        file = self._file
        if not wanted or file is None or not file.prints:
            self._page.panes.show_pages(None)
            return
        session, filing = self._desk.need()

        def work(_progress: Progress, cancel: Cancel) -> tuple[FiledFile, bytes]:
            return file, printing.printed(session, filing, file.filed, cancel=cancel)

        self._desk.run_job(self.tr("Drawing the printed pages"), work, self._drawn, self._not_drawn)

    @Slot(object)
    def _drawn(self, seen: tuple[FiledFile, bytes]) -> None:
        if seen[0] is self._file and self._page.panes.printed.isChecked():
            self._page.panes.show_pages(seen[1])

    @Slot(object)
    def _not_drawn(self, error: CodebinderError) -> None:
        self._desk.tell(error)
        self._page.panes.printed.setChecked(False)

    @Slot(object)
    def _not_filed(self, error: CodebinderError) -> None:
        self._desk.tell(error)
        self.off()
        self._page.show_original()
