"""Compares the workbook with what was sent out before: a packet, an answer or a package."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from codebinder.errors import Cancelled, CodebinderError
from codebinder.model.ports import Cancel, Progress
from codebinder.model.review import PublicKey
from codebinder.model.text import shown
from codebinder.ui.begin import FormDialog, entry
from codebinder.ui.desk import Desk
from codebinder.ui.logs.words import against_name
from codebinder.ui.parts import clear, glyph_label, label
from codebinder.ui.people.words import name_of
from codebinder.ui.redacting.recovery import secret_entry
from codebinder.ui.saying import error_text, grow
from codebinder.ui.strings import count_text, message_text
from codebinder.ui.theme import GRID
from codebinder.workflow import against, people
from codebinder.workflow.against import GOOD, AgainstFinding, AgainstKind, AgainstReport


class AgainstDialog(FormDialog):
    """A file, and what opens it; then the findings in words."""

    def __init__(self, desk: Desk, parent: QWidget | None) -> None:
        translate = QCoreApplication.translate
        super().__init__(
            parent,
            translate("AgainstDialog", "Check against a packet or package"),
            translate(
                "AgainstDialog",
                "What was sent out before names rows of the audit chain. A cut tail, an older copy, a fork or a chain that was written anew shows against it.",
            ),
            translate("AgainstDialog", "Check"),
        )
        self.desk = desk
        self.file = entry(self.tr("Packet, answer or package"))
        self.file.setObjectName("against-file")
        self.file.textChanged.connect(self._enable)
        self.add_path(self.tr("Packet, answer or package"), self.file, self._browse)
        self.key = QComboBox()
        self.key.setObjectName("against-key")
        self.key.setAccessibleName(self.tr("Your key"))
        self.key.addItem(self.tr("none: a package, or by passphrase"), "")
        self.add(self.tr("Opens with"), self.key)
        self.passphrase = secret_entry(self.tr("Passphrase"), "against-passphrase")
        self.add(self.tr("Passphrase"), self.passphrase)
        self.verdict: QLabel = label("", "heading")
        self.verdict.setObjectName("against-verdict")
        self.verdict.hide()
        self.body.addWidget(self.verdict)
        self._found = QVBoxLayout()
        self._found.setSpacing(GRID)
        self.body.addLayout(self._found)
        self.body.addStretch(1)
        self.cancel.setText(self.tr("Close"))
        self._busy = False
        self.resize(700, 420)
        desk.session_changed.connect(self.reject)
        environment = desk.environment
        desk.look(lambda: people.keys(environment), self._keys, self._no_keys)
        self._enable()

    @Slot(object)
    def _keys(self, keys: tuple[PublicKey, ...]) -> None:
        for each in keys:
            self.key.addItem(name_of(each), each.name)

    @Slot(object)
    def _no_keys(self, _error: CodebinderError) -> None:
        """Without a keychain a package can still be compared."""

    @Slot()
    def _browse(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, self.tr("Packet, answer or package"), str(Path.home()))
        if chosen:
            self.file.setText(chosen)

    @Slot()
    def _enable(self) -> None:
        self.verb.setEnabled(bool(self.file.text().strip()) and not self._busy and self.desk.session is not None)

    def go(self) -> None:
        """Compare."""
        session = self.desk.session
        if session is None:
            return
        path, key = Path(self.file.text().strip()).expanduser(), str(self.key.currentData() or "")
        passphrase = self.passphrase.text()

        def work(progress: Progress, cancel: Cancel) -> AgainstReport:
            return against.check(session, path, key=key, passphrase=passphrase, progress=progress, cancel=cancel)

        self._busy = True
        self.say("")
        self._clear()
        self._enable()
        self.desk.run_job(self.tr("Comparing with what was sent"), work, self.show_report, self._failed)

    def _clear(self) -> None:
        clear(self._found)
        self.verdict.hide()

    @Slot(object)
    def _failed(self, error: CodebinderError) -> None:
        self._busy = False
        self._enable()
        if not isinstance(error, Cancelled):
            self.say(error_text(error, self.desk.lang))

    @Slot(object)
    def show_report(self, report: AgainstReport) -> None:
        """Show what came of it."""
        self._busy = False
        self._clear()
        self._enable()
        self.verdict.setText(self.tr("It agrees.") if report.good else self.tr("It does not agree."))
        self.verdict.show()
        text = {
            "packet": self.tr("A packet: signed objects {objects}, rows of the chain named {heads}."),
            "answer": self.tr("An answer: signed objects {objects}, rows of the chain named {heads}."),
            "package": self.tr("A package: signed objects {objects}, rows of the chain named {heads}."),
        }.get(report.source, "")
        said = text.format(objects=count_text(report.objects), heads=count_text(report.heads))
        self._found.addWidget(label(said, "muted"))
        for each in report.findings:
            self._found.addLayout(self._row(each))
        grow(self)

    def _row(self, each: AgainstFinding) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(GRID)
        glyph = "complete" if each.kind is AgainstKind.FINE else "info" if each.kind in GOOD else "problem"
        row.addWidget(glyph_label(glyph, against_name(each.kind)))
        look = "tag-good" if each.kind is AgainstKind.FINE else "tag" if each.kind in GOOD else "tag-bad"
        row.addWidget(label(against_name(each.kind), look))
        row.addWidget(label(shown(message_text(each.text, self.desk.lang))), 1)
        return row


__all__ = ["AgainstDialog"]
