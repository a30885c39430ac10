"""The view as filed of the redaction page: exactly the bytes that would leave, read off the window's thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSignalBlocker, Slot

from codebinder.errors import CodebinderError
from codebinder.model.ports import Cancel, Progress
from codebinder.ui.desk import Desk
from codebinder.ui.pages.redaction_data import FiledFile, read_filed

if TYPE_CHECKING:
    from codebinder.ui.pages.redaction import RedactionPage


class FiledSwitch(QObject):
    """Belongs to one redaction page: shows the open file as filed, and the original again."""

    def __init__(self, desk: Desk, page: RedactionPage) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page

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
            self._page.panes.tell_filed(None)
            self._page.show_original()

    def off(self) -> None:
        """Go back to originals without showing one."""
        with QSignalBlocker(self._page.actions.filed):
            self._page.actions.filed.setChecked(False)
        self._page.panes.tell_filed(None)

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
            self._page.panes.tell_filed(file)

    @Slot(object)
    def _not_filed(self, error: CodebinderError) -> None:
        self._desk.tell(error)
        self.off()
        self._page.show_original()
