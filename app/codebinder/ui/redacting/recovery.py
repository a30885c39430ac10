"""The recovery file: whether there is one, making one by passphrase or for people, and bringing one back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QWidget,
)

from codebinder.errors import Cancelled, CodebinderError
from codebinder.model.ports import Cancel, Progress
from codebinder.model.text import shown
from codebinder.ui import theme
from codebinder.ui.begin import FormDialog, entry
from codebinder.ui.desk import Desk
from codebinder.ui.detection.words import choose_file
from codebinder.ui.parts import Elided, button
from codebinder.ui.saying import error_text
from codebinder.ui.theme import GRID

if TYPE_CHECKING:
    from codebinder.model.opening import RecoveryReport, RecoveryState

_LEAST = 8


class RecoveryStrip(QFrame):
    """One line on the package page: is there a recovery file, and the way to make one."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.setObjectName("recovery")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        self._glyph = QLabel()
        self._glyph.setFixedSize(18, 18)
        self.words = Elided("", look="muted")
        self.words.setObjectName("recovery-words")
        self.export = button(self.tr("Export a recovery file…"), self._export, "link", name="recovery-export")
        row.addWidget(self._glyph, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.words, 1)
        row.addWidget(self.export)
        self.hide()

    def read(self) -> None:
        """Read how it stands."""
        session = self._desk.session
        if session is None:
            self.hide()
            return

        def work() -> RecoveryState:
            from codebinder.workflow import recovery

            return recovery.state(session)

        self._desk.look(work, self.show_state, self._failed)

    @Slot(object)
    def show_state(self, state: RecoveryState) -> None:
        """Say how it stands."""
        self.words.setText(state_words(state))
        glyph = "complete" if state.made else "nothing"
        self._glyph.setPixmap(theme.glyph_pixmap(glyph, 16))
        self._glyph.setAccessibleName(self.words.text())
        self.export.setEnabled(self._desk.can_write)
        self.show()

    @Slot(object)
    def _failed(self, error: CodebinderError) -> None:
        if not isinstance(error, Cancelled):
            self.words.setText(error_text(error, self._desk.lang))
            self.show()

    @Slot()
    def _export(self) -> None:
        dialog = ExportRecovery(self._desk, self.window())
        dialog.written.connect(self.read)
        dialog.open()


def state_words(state: RecoveryState) -> str:
    """Say whether a recovery file was made."""
    translate = QCoreApplication.translate
    if not state.made:
        return translate(
            "Recovery", "Recovery file: none yet. One is made beside the workbook, and test-opened, at the first seal."
        )
    text = translate("Recovery", "A recovery file was made on {at} and test-opened: {name}").format(
        at=shown(state.at[:10]), name=shown(state.name)
    )
    if state.by_passphrase:
        text += " · " + translate("Recovery", "opens with a passphrase")
    if state.to:
        text += " · " + translate("Recovery", "opens for {people}").format(
            people=", ".join(shown(each) for each in state.to)
        )
    if state.with_workbook:
        text += " · " + translate("Recovery", "with the workbook inside")
    return text


class ExportRecovery(FormDialog):
    """Makes a recovery file."""

    written = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None) -> None:
        translate = QCoreApplication.translate
        super().__init__(
            parent,
            translate("ExportRecovery", "Export a recovery file"),
            translate(
                "ExportRecovery",
                "It brings back, on any computer, what is hidden and how it was committed to: openings stay possible when the repository and this computer are long gone. Keep it in legal's safe. It is opened once as a test.",
            ),
            translate("ExportRecovery", "Export"),
        )
        self.desk = desk
        self.by_passphrase = QRadioButton(self.tr("by a passphrase"))
        self.by_passphrase.setChecked(True)
        self.by_keys = QRadioButton(self.tr("for people, by their public keys"))
        for name, each in (("recovery-by-passphrase", self.by_passphrase), ("recovery-by-keys", self.by_keys)):
            each.setObjectName(name)
            each.toggled.connect(self._enable)
            self.add(self.tr("It opens") if each is self.by_passphrase else "", each)
        self.passphrase = secret_entry(self.tr("Passphrase"), "recovery-passphrase")
        self.again = secret_entry(self.tr("Passphrase, once more"), "recovery-again")
        self.keys = QPlainTextEdit()
        self.keys.setObjectName("recovery-keys")
        self.keys.setAccessibleName(self.tr("Public keys, one a line, or names of files"))
        self.keys.setPlaceholderText(self.tr("Public keys, one a line, or names of files"))
        self.keys.setTabChangesFocus(True)
        self.keys.setMaximumHeight(84)
        self.whole = QCheckBox(self.tr("With the workbook inside"))
        self.whole.setObjectName("recovery-workbook")
        session = desk.session
        start = session.path.resolve().with_suffix(".recovery") if session is not None else Path.home()
        self.out = entry(self.tr("File"), str(start))
        self.out.setObjectName("recovery-out")
        self.add(self.tr("Passphrase"), self.passphrase)
        self.add(self.tr("Once more"), self.again)
        self.add(self.tr("Public keys"), self.keys)
        self.add("", self.whole)
        self.add_path(self.tr("File"), self.out, self._browse)
        for field in (self.passphrase, self.again, self.out):
            field.textChanged.connect(self._enable)
        self.keys.textChanged.connect(self._enable)
        self.resize(620, 480)
        self._busy = False
        self._enable()

    @Slot()
    def _enable(self) -> None:
        words = self.by_passphrase.isChecked()
        for each in (self.passphrase, self.again):
            each.setEnabled(words)
        self.keys.setEnabled(not words)
        fault = ""
        if words and self.passphrase.text() and len(self.passphrase.text()) < _LEAST:
            fault = self.tr("A passphrase has at least {count} characters.").format(count=_LEAST)
        elif words and self.again.text() and self.passphrase.text() != self.again.text():
            fault = self.tr("The two passphrases differ.")
        self.say(fault)
        typed = bool(self.again.text()) if words else bool(self.keys.toPlainText().strip())
        self.verb.setEnabled(typed and not fault and bool(self.out.text().strip()) and not self._busy)

    @Slot()
    def _browse(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(self, self.tr("Recovery file"), self.out.text())
        if chosen:
            self.out.setText(chosen)

    def go(self) -> None:
        """Make it."""
        session = self.desk.session
        if session is None:
            return
        words = self.passphrase.text() if self.by_passphrase.isChecked() else ""
        lines = () if words else self.keys.toPlainText().splitlines()
        to = tuple(line.strip() for line in lines if line.strip())
        out, whole = Path(self.out.text().strip()).expanduser(), self.whole.isChecked()

        def work(_progress: Progress, _cancel: Cancel) -> RecoveryReport:
            from codebinder.workflow import recovery

            return recovery.export(session, out, passphrase=words, to=to, with_workbook=whole)

        self._busy = True
        self._enable()
        self.desk.run_job(self.tr("Exporting a recovery file"), work, self._done, self._failed)

    @Slot(object)
    def _done(self, report: RecoveryReport) -> None:
        self.written.emit()
        text = self.tr("The recovery file is written and was opened as a test: {name}")
        self.desk.message.emit("done", text.format(name=shown(Path(report.path).name)))
        self.accept()

    @Slot(object)
    def _failed(self, error: CodebinderError) -> None:
        self._busy = False
        self._enable()
        if not isinstance(error, Cancelled):
            self.say(error_text(error, self.desk.lang))


class ImportRecovery(FormDialog):
    """Brings a recovery file back into a workbook, or the workbook itself out of it."""

    def __init__(self, desk: Desk, parent: QWidget | None) -> None:
        translate = QCoreApplication.translate
        super().__init__(
            parent,
            translate("ImportRecovery", "Import a recovery file"),
            translate(
                "ImportRecovery",
                "For a workbook whose key this computer doesn't have. Where the file holds the workbook too and there is none at the place named, it is put there.",
            ),
            translate("ImportRecovery", "Import"),
        )
        self.desk = desk
        held = str(desk.session.path) if desk.session is not None else ""
        self.source = entry(self.tr("Recovery file"))
        self.source.setObjectName("import-source")
        self.workbook = entry(self.tr("Workbook"), held)
        self.workbook.setObjectName("import-workbook")
        self.passphrase = secret_entry(self.tr("Passphrase"), "import-passphrase")
        self.key = entry(self.tr("Name of your key"), hint=self.tr("where it was made for your key"))
        self.key.setObjectName("import-key")
        self.add_path(self.tr("Recovery file"), self.source, self._browse)
        self.add_path(self.tr("Workbook"), self.workbook, self._browse_book)
        self.add(self.tr("Passphrase"), self.passphrase)
        self.add(self.tr("Or your key"), self.key)
        for field in (self.source, self.workbook, self.passphrase, self.key):
            field.textChanged.connect(self._enable)
        self.resize(620, 320)
        self._enable()

    @Slot()
    def _enable(self) -> None:
        secret = bool(self.passphrase.text()) != bool(self.key.text().strip())
        self.verb.setEnabled(secret and bool(self.source.text().strip()) and bool(self.workbook.text().strip()))

    @Slot()
    def _browse(self) -> None:
        chosen = choose_file(self, self.tr("Recovery file"), self.tr("All files (*)"))
        if chosen is not None:
            self.source.setText(str(chosen))

    @Slot()
    def _browse_book(self) -> None:
        kinds = QCoreApplication.translate("Dialogs", "Workbooks (*.codebinder);;All files (*)")
        chosen, _ = QFileDialog.getSaveFileName(
            self, self.tr("Workbook"), self.workbook.text(), kinds, options=QFileDialog.Option.DontConfirmOverwrite
        )
        if chosen:
            self.workbook.setText(chosen)

    def go(self) -> None:
        """Bring it back. The workbook is closed meanwhile, if it is the open one."""
        environment = self.desk.environment
        book, source = Path(self.workbook.text().strip()).expanduser(), Path(self.source.text().strip()).expanduser()
        words, key = self.passphrase.text(), self.key.text().strip()
        if self.desk.session is not None and self.desk.session.path.resolve() == book.resolve():
            self.desk.close_workbook()

        def work(_progress: Progress, _cancel: Cancel) -> tuple[Path, RecoveryReport]:
            from codebinder.workflow import recovery

            return book, recovery.import_(environment, book, source, passphrase=words, key=key)

        self.verb.setEnabled(False)
        self.say("")
        self.desk.run_job(self.tr("Importing a recovery file"), work, self._done, self._failed)

    @Slot(object)
    def _done(self, seen: tuple[Path, RecoveryReport]) -> None:
        book, report = seen
        text = (
            self.tr("The workbook was brought back from the recovery file.")
            if report.restored
            else self.tr("The recovery file was taken in.")
        )
        if report.new_key:
            text += " " + self.tr("This computer can read the workbook's sealed parts now.")
        self.desk.message.emit("done", text)
        self.accept()
        self.desk.open_workbook(book)

    @Slot(object)
    def _failed(self, error: CodebinderError) -> None:
        self._enable()
        if not isinstance(error, Cancelled):
            self.say(error_text(error, self.desk.lang))


def secret_entry(name: str, object_name: str) -> QLineEdit:
    """Give a line for a passphrase."""
    made = entry(name)
    made.setObjectName(object_name)
    made.setEchoMode(QLineEdit.EchoMode.Password)
    return made


__all__ = ["ExportRecovery", "ImportRecovery", "RecoveryStrip", "state_words"]
