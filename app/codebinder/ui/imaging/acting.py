"""What is done with an image in jobs: read, tied, compared, scanned; each with progress, and cancelled where asked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from codebinder.model.filing import Filing
from codebinder.model.ports import Cancel, Progress
from codebinder.ui.desk import Desk
from codebinder.ui.imaging.comparing import Beside
from codebinder.workflow import comparing, imagereports, images, scanning, tying
from codebinder.workflow.comparing import Compared
from codebinder.workflow.session import Session
from codebinder.workflow.views import ScanReport


class ImageJobs(QWidget):
    """The jobs of the image called `slug`."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.slug = ""

    def _job(self, title: str, work: Callable[[Session, Filing, str, Progress, Cancel], object]) -> None:
        """Do work that writes about the image, and show it anew."""
        session, filing = self.desk.need()
        slug = self.slug
        self.desk.run_job(title, lambda progress, cancel: work(session, filing, slug, progress, cancel), self._written)

    @Slot(object)
    def _written(self, _result: object) -> None:
        self.desk.changed("firmware")

    @Slot()
    def read(self) -> None:
        """Read the image, in a job."""
        self._job(
            self.tr("Reading the image"),
            lambda session, filing, slug, progress, cancel: images.read(
                session, filing, slug, progress=progress, cancel=cancel
            ),
        )

    @Slot()
    def compute_tie(self) -> None:
        """Compare the image with the sources, in a job."""
        self._job(
            self.tr("Comparing with the sources"),
            lambda session, filing, slug, progress, cancel: tying.tie(
                session, filing, slug, progress=progress, cancel=cancel
            ),
        )

    @Slot(Path)
    def take_report(self, path: Path) -> None:
        """Take in another program's report."""
        self._job(
            self.tr("Taking in a report"),
            lambda session, filing, slug, _progress, cancel: imagereports.take(
                session, filing, slug, path, cancel=cancel
            ),
        )

    @Slot(object)
    def compare_with(self, other: str | Path) -> None:
        """Compare with another image."""
        self._beside(
            other.name if isinstance(other, Path) else other,
            lambda session, filing, slug, progress, cancel: comparing.sides(
                session, filing, slug, other=other, progress=progress, cancel=cancel
            ),
        )

    @Slot(Path)
    def compare_rebuilt(self, path: Path) -> None:
        """Compare with an image that was built again, and note what came of it."""
        self._beside(
            path.name,
            lambda session, filing, slug, progress, cancel: comparing.rebuilt_sides(
                session, filing, slug, path, progress=progress, cancel=cancel
            ),
            rebuilt=True,
        )

    def _beside(
        self, name: str, work: Callable[[Session, Filing, str, Progress, Cancel], Compared], *, rebuilt: bool = False
    ) -> None:
        session, filing = self.desk.need()
        slug = self.slug

        def whole(progress: Progress, cancel: Cancel) -> Beside:
            return Beside(slug, (slug, name), work(session, filing, slug, progress, cancel), rebuilt)

        self.desk.run_job(self.tr("Comparing two images"), whole, self._compared)

    @Slot(object)
    def _compared(self, seen: Beside) -> None:
        """Show what differs; the board does."""
        raise NotImplementedError

    def scan(self) -> None:
        """Scan the filing for secrets, its images included."""
        session, filing = self.desk.need()

        def work(progress: Progress, cancel: Cancel) -> ScanReport:
            return scanning.scan(session, filing, progress=progress, cancel=cancel)

        self.desk.run_job(self.tr("Scanning for secrets"), work, self._scanned)

    @Slot(object)
    def _scanned(self, _report: ScanReport) -> None:
        self.desk.changed("findings")
