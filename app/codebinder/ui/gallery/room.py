"""The gallery's place in the window: made when first wanted, made anew with the window's language, kept over it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

if TYPE_CHECKING:
    from codebinder.ui.gallery.page import GalleryPage
    from codebinder.ui.main_window import MainWindow


class TemplatesRoom(QObject):
    """Shows the gallery in the centre of the window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.page: GalleryPage | None = None
        window.desk.templates_wanted.connect(self._wanted)

    @Slot()
    def _wanted(self) -> None:
        self.show()

    @property
    def shown(self) -> bool:
        """Is the gallery what the centre shows?"""
        return self.page is not None and self._window.stack.currentWidget() is self.page

    def show(self, mark: str = "") -> GalleryPage:
        """Show every template; `mark` is the path of the one to mark."""
        from codebinder.ui.gallery.page import GalleryPage

        if self.page is None:
            self.page = GalleryPage(self._window.desk)
            self._window.stack.addWidget(self.page)
        self._window.show_centre(self.page)
        self.page.refresh(mark)
        self.page.browser.search.setFocus()
        return self.page

    def take(self, path: Path) -> None:
        """Check a template that was dropped, and offer to put it into the own folder."""
        self.show().take(path)

    def new_from(self) -> None:
        """Make a new template from the marked one."""
        if self.shown and self.page is not None:
            self.page.new_from()
        else:
            self.show()

    def choose_file(self) -> None:
        """Check a file of the person's choice."""
        self.show().choose_file()

    def choose_folder(self) -> None:
        """Keep own templates elsewhere."""
        self.show().choose_folder()

    def close_down(self) -> None:
        """Keep what is being typed."""
        if self.page is not None:
            self.page.close_down()

    def leave(self) -> tuple[bool, tuple[str, str, int] | None]:
        """Let go of the page, which goes away with everything else; give what `come_back` needs."""
        held, shown = self.page, self.shown
        self.page = None
        if held is None:
            return False, None
        held.close_down()
        return shown, held.state()

    def come_back(self, held: tuple[bool, tuple[str, str, int] | None]) -> bool:
        """Show the gallery as it was, if it was shown."""
        shown, state = held
        if not shown or state is None:
            return False
        from codebinder.ui.gallery.page import GalleryPage

        self.page = GalleryPage(self._window.desk)
        self._window.stack.addWidget(self.page)
        self.page.restore(state)
        self._window.show_centre(self.page)
        self.page.refresh()
        return True
