"""The verify step: any package, with or without a workbook; the verdict in one line, then everything line by line."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtWidgets import QComboBox, QFileDialog, QFormLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from codebinder.errors import CodebinderError
from codebinder.model.package import Outcome, VerifyReport
from codebinder.model.ports import Cancel, Progress
from codebinder.model.text import shown
from codebinder.ui.desk import Desk
from codebinder.ui.pages.base import StepPage
from codebinder.ui.pages.package import memory
from codebinder.ui.pages.verify_result import report_text, show_report
from codebinder.ui.pages.writing import on_key
from codebinder.ui.parts import Elided, button, card, clear, label, restyle, scrolled
from codebinder.ui.redacting.openingcheck import OpeningCheck, is_opening
from codebinder.ui.theme import GRID
from codebinder.workflow import checking
from codebinder.workflow.views import Step

_HEX = re.compile(r"[0-9a-f]{64}")


class VerifyPage(StepPage):
    """What to verify and how strictly; below it what was found."""

    step = Step.VERIFY

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.path: Path | None = None
        self.report: VerifyReport | None = None
        self._waiting = False
        self.save = button(self.tr("Save report…"), self._save, name="save-report")
        self.save.setEnabled(False)
        self.run = button(self.tr("Verify"), self.start, "primary", name="verify")
        on_key(self, "Ctrl+Return", self.start, self.run)
        on_key(self, "Ctrl+S", self._save, self.save)
        self.header.addWidget(self.save)
        self.header.addWidget(self.run)
        inner = QWidget()
        whole = QVBoxLayout(inner)
        whole.setContentsMargins(0, 0, GRID, 0)
        whole.setSpacing(2 * GRID)
        whole.addWidget(self._question())
        self._answer = QVBoxLayout()
        self._answer.setSpacing(GRID)
        whole.addLayout(self._answer)
        self.opening = OpeningCheck(self.desk)
        whole.addWidget(self.opening)
        whole.addStretch(1)
        self.body.addWidget(scrolled(inner, aside=True), 1)
        self._enable()

    def _question(self) -> QWidget:
        frame, box = card(look="drop")
        frame.setObjectName("drop-package")
        box.addWidget(
            label(
                self.tr(
                    "Check any package as its recipient would, your own or somebody else's: offline, and trusting nothing in it."
                )
            )
        )
        top = QHBoxLayout()
        top.setSpacing(GRID)
        self.name = Elided(self.tr("Drop a package here, or choose one."), middle=True)
        self.name.setObjectName("package-path")
        top.addWidget(self.name, 1)
        self.choose = button(self.tr("Choose archive…"), self._choose_file, "primary", name="choose-archive")
        top.addWidget(self.choose)
        top.addWidget(button(self.tr("Choose folder…"), self._choose_folder, name="choose-unpacked"))
        box.addLayout(top)
        form = QFormLayout()
        form.setHorizontalSpacing(2 * GRID)
        form.setVerticalSpacing(GRID)
        self.level = QComboBox()
        self.level.setObjectName("level")
        self.level.setAccessibleName(self.tr("Level"))
        for key in checking.LEVELS:
            self.level.addItem(level_name(key), key)
        self.level.setCurrentIndex(1)
        self.signer = self._hex("signer", self.tr("Fingerprint of the signer, as you were told it"))
        self.digest = self._hex("digest", self.tr("SHA-256 of the archive, as you were told it"))
        form.addRow(self.tr("Level"), self.level)
        form.addRow(self.tr("Signer"), self.signer)
        form.addRow(self.tr("Digest"), self.digest)
        box.addLayout(form)
        self._fault = label("", "fault")
        self._fault.hide()
        box.addWidget(self._fault)
        box.addWidget(
            label(
                self.tr(
                    "Without a fingerprint that you were told by another way, a package can be whole and still come from somebody else."
                ),
                "muted",
            )
        )
        return frame

    def _hex(self, name: str, hint: str) -> QLineEdit:
        made = QLineEdit()
        made.setObjectName(name)
        made.setPlaceholderText(hint)
        made.setAccessibleName(hint)
        made.textChanged.connect(self._enable)
        return made

    def refresh(self) -> None:
        """Offer the package that was built last from the open filing, where nothing else was chosen."""
        filing = self.desk.filing
        if self.path is None and filing is not None:
            last = self.desk.settings.text(memory(self.desk, "package"))
            if last and Path(last).is_file():
                self.set_path(Path(last))

    # -- which package

    def reveal(self, target: str) -> None:
        """Take a package, or an opening of the package that is chosen, by its path, and begin at once."""
        path = Path(target)
        if path.is_file() and is_opening(path):
            self.opening.set_opening(path)
            self.opening.start()
            if self.path is None:
                self.desk.message.emit("info", self.tr("Now choose the package that this opening belongs to."))
        elif path.exists():
            self.set_path(path)
            self.start()

    def drop(self, paths: list[str]) -> bool:
        """Take a package that was dropped on the window, an opening, or both, and begin at once."""
        if not 1 <= len(paths) <= 2:
            return False
        for path in sorted(paths, key=lambda each: is_opening(Path(each))):  # the package first
            self.reveal(path)
        return True

    def set_path(self, path: Path) -> None:
        """Choose the package at `path`."""
        self.path = path
        self.name.setText(shown(str(path)))
        restyle(self.choose, look="")  # now Verify is what comes next
        self.opening.set_package(path)
        self._forget()
        self._enable()

    @Slot()
    def _choose_file(self) -> None:
        kinds = self.tr("Packages (*.zip);;All files (*)")
        chosen, _ = QFileDialog.getOpenFileName(self, self.tr("Package to verify"), self._start_folder(), kinds)
        if chosen:
            self.set_path(Path(chosen))

    @Slot()
    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Unpacked package"), self._start_folder())
        if chosen:
            self.set_path(Path(chosen))

    def _start_folder(self) -> str:
        session = self.desk.session
        return str(self.path.parent if self.path else session.path.resolve().parent if session else Path.home())

    # -- the question

    def _clean(self, field: QLineEdit) -> str:
        return re.sub(r"[\s:.-]", "", field.text()).lower()

    @Slot()
    def _enable(self) -> None:
        faults: list[str] = []
        for field in (self.signer, self.digest):
            text = self._clean(field)
            if text and not _HEX.fullmatch(text):
                faults.append(self.tr("{name}: 64 digits from 0 to 9 and a to f are needed, here are {count}.").format(
                    name=field.accessibleName(), count=len(text)))  # fmt: skip
        self._fault.setText("\n".join(faults))
        self._fault.setVisible(bool(faults))
        self.run.setEnabled(self.path is not None and not faults and not self._waiting)

    @Slot()
    def start(self) -> None:
        """Verify the package that is chosen."""
        path = self.path
        if path is None or not self.run.isEnabled():
            return
        self.desk.settings.add_recent(path, "package")
        self.desk.claim("package", path)
        self._waiting = True
        self._forget()
        self._enable()
        level, lang = str(self.level.currentData()), self.desk.lang
        signers = tuple(text for text in (self._clean(self.signer),) if text)
        digest = self._clean(self.digest)

        def work(progress: Progress, cancel: Cancel) -> tuple[Path, VerifyReport]:
            return path, checking.verify(
                path, level=level, signers=signers, digest=digest, lang=lang, progress=progress, cancel=cancel
            )

        self.desk.run_job(self.tr("Verifying"), work, self._done, self._failed)

    # -- the answer

    def _forget(self) -> None:
        self.report = None
        self.save.setEnabled(False)
        clear(self._answer)

    @Slot(object)
    def _done(self, seen: tuple[Path, VerifyReport]) -> None:
        path, report = seen
        self._waiting = False
        self._forget()
        if path != self.path:  # never one package's verdict under another's name
            self._enable()
            return
        self.report = report
        self.save.setEnabled(True)
        show_report(self._answer, report, self.desk.lang)
        self._enable()

    @Slot(object)
    def _failed(self, error: CodebinderError) -> None:
        self._waiting = False
        self._enable()
        self.desk.tell(error)

    @Slot()
    def _save(self) -> None:
        report, path = self.report, self.path
        if report is None or path is None:
            return
        start = str(path.with_name(f"{path.stem}-verification.txt"))
        chosen, _ = QFileDialog.getSaveFileName(self, self.tr("Save report"), start, self.tr("Text (*.txt)"))
        if chosen:
            self.save_to(Path(chosen))

    def save_to(self, path: Path) -> None:
        """Write the report as plain text."""
        report, package = self.report, self.path
        if report is None or package is None:
            return
        text = report_text(report, package, level_name(str(self.level.currentData())), self.desk.lang)
        try:
            path.write_text(text, encoding="utf-8")
        except OSError as error:
            self.desk.message.emit("error", self.tr("The report can't be written: {why}").format(why=error.strerror))
            return
        self.desk.message.emit("done", self.tr("Saved {name}").format(name=shown(path.name)))


def level_name(level: str) -> str:
    """Say what a level checks."""
    translate = QCoreApplication.translate
    return {
        "quick": translate("Verify", "quick: structure, signatures and names"),
        "complete": translate("Verify", "complete: every byte of every file too"),
        "full": translate("Verify", "full: the papers are read as well"),
    }[level]


PAGE = VerifyPage

__all__ = ("PAGE", "Outcome", "VerifyPage", "level_name")
