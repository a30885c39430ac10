"""The images of a filing as a list: each with its size, how it is disclosed, and what is known of it."""

from __future__ import annotations

from PySide6.QtCore import Signal

from codebinder.ui.imaging.adding import disclosure_name
from codebinder.ui.imaging.tables import RowsTable
from codebinder.ui.strings import count_text, size_text
from codebinder.workflow.imageviews import ImageRow

_MOST = 4


class ImageList(RowsTable):
    """One row an image; the chosen one is shown below."""

    turned = Signal(str)
    """Another image is chosen."""

    def __init__(self) -> None:
        super().__init__("", (), ())
        self.setObjectName("images")
        self.held: tuple[ImageRow, ...] = ()
        self.setAccessibleName(self.tr("Firmware images"))
        headers = (
            self.tr("Image"), self.tr("Size"), self.tr("Disclosed"), self.tr("Built from"), self.tr("Read"),
            self.tr("Findings inside"),
        )  # fmt: skip
        self.put_columns(headers, (200, 76, 110, 110, 90, 150), right=(1,), stretch=0)
        self.picked.connect(self._picked)
        self._slug = ""
        self._filling = False

    def show_images(self, rows: tuple[ImageRow, ...]) -> None:
        """Show the images; the chosen one stays chosen."""
        self.held = rows
        self._filling = True
        self.show_rows(len(rows), self._told)
        self.fit(_MOST)
        self._filling = False
        at = next((at for at, row in enumerate(rows) if row.part.slug == self._slug), 0)
        self._slug = ""
        self.choose(at)

    def wish(self, slug: str) -> None:
        """Choose this one when it is listed next."""
        self._slug = slug

    def _told(self, row: int) -> tuple[str, ...]:
        each = self.held[row]
        return (
            each.part.slug, size_text(each.part.size), disclosure_name(each.part.disclosure),
            each.part.built_from or self.tr("not stated"), self._read(each), self._found(each),
        )  # fmt: skip

    def _read(self, row: ImageRow) -> str:
        if row.read:
            return self.tr("read")
        return self.tr("outdated") if row.outdated else self.tr("not yet")

    def _found(self, row: ImageRow) -> str:
        if not row.scanned:
            return self.tr("not scanned")
        if row.counts.undecided:
            return self.tr("{count} to decide").format(count=count_text(row.counts.undecided))
        decided = row.counts.redacted + row.counts.kept
        return self.tr("{count} decided").format(count=count_text(decided)) if decided else self.tr("none")

    def _picked(self, row: int) -> None:
        if not self._filling and 0 <= row < len(self.held):
            self._slug = self.held[row].part.slug
            self.turned.emit(self._slug)
