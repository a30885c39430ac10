"""The dialog that writes a packet for a reviewer: to whom, how much of it, with which questions; then what to send."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from codebinder.errors import Cancelled, CodebinderError
from codebinder.model.ports import Cancel, Progress
from codebinder.model.review import PublicKey, Role
from codebinder.model.text import shown
from codebinder.ui.begin import entry
from codebinder.ui.desk import Desk
from codebinder.ui.dialogs import Dialog
from codebinder.ui.parts import Elided, button, card, clear, label, scrolled
from codebinder.ui.reviewing.data import Review, halves
from codebinder.ui.reviewing.keychoice import key_words
from codebinder.ui.saying import error_text
from codebinder.ui.strings import count_text, size_text
from codebinder.ui.theme import GRID, mono
from codebinder.workflow.packetviews import PacketReport

_PREFIX = "codebinder-key1:"


class SendDialog(Dialog):
    """First what goes out, then what was written and by which digest she knows it."""

    def __init__(self, desk: Desk, parent: QWidget | None, review: Review | None) -> None:
        super().__init__(
            parent,
            QCoreApplication.translate("SendDialog", "Send to reviewer"),
            QCoreApplication.translate(
                "SendDialog",
                "One file, signed by you and encrypted: everything that would leave, with the originals of what is "
                "hidden. She decides in it offline, and sends an answer back.",
            ),
        )
        self.desk = desk
        self._ticks: list[tuple[QCheckBox, str]] = []
        self._names = {each.name: each.person for each in review.people.values()} if review is not None else {}
        self.setMinimumSize(640, 600)
        self.stack = QStackedWidget()
        inner = QWidget()
        box = QVBoxLayout(inner)
        box.setContentsMargins(0, 0, GRID, 0)
        box.setSpacing(GRID)
        self._recipients(box, review)
        self._content(box)
        self._rest(box)
        done = QWidget()
        self._done = QVBoxLayout(done)
        self._done.setContentsMargins(0, 0, 0, 0)
        self.stack.addWidget(scrolled(inner))
        self.stack.addWidget(done)
        self.body.addWidget(self.stack, 1)
        self.cancel = button(QCoreApplication.translate("Dialogs", "Cancel"), self.reject)
        self.buttons.addWidget(self.cancel)
        self.verb = button(self.tr("Write the packet"), self._go, "primary", name="write-packet")
        self.verb.setDefault(True)
        self.buttons.addWidget(self.verb)
        self._enable()

    def _recipients(self, box: QVBoxLayout, review: Review | None) -> None:
        box.addWidget(label(self.tr("To"), "label"))
        members: Sequence[PublicKey] = tuple(review.people.values()) if review is not None else ()
        asked = review.round.reviewers if review is not None and review.round is not None else ()
        for each in members:
            if each.role is Role.LEGAL or each.fingerprint in asked:
                made = QCheckBox(key_words(each))
                made.setObjectName(f"to-{each.name}")
                made.setChecked(each.fingerprint in asked)
                made.toggled.connect(self._enable)
                self._ticks.append((made, each.name))
                box.addWidget(made)
        self.line = entry(self.tr("Key line"), hint=self.tr("somebody else's key, one line: codebinder-key1:…"))
        self.line.setObjectName("packet-key-line")
        self.passphrase = entry(
            self.tr("Passphrase"), hint=self.tr("only where she has no key yet; tell it by another way")
        )
        self.passphrase.setObjectName("packet-passphrase")
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        form = QFormLayout()
        form.setHorizontalSpacing(2 * GRID)
        form.addRow(self.tr("Key line"), self.line)
        form.addRow(self.tr("Passphrase"), self.passphrase)
        box.addLayout(form)
        for each in (self.line, self.passphrase):
            each.textChanged.connect(self._enable)

    def _content(self, box: QVBoxLayout) -> None:
        box.addWidget(label(self.tr("What it holds"), "label"))
        self.whole = QRadioButton(self.tr("Everything as filed, with the originals: she can sign the round"))
        self.whole.setObjectName("packet-whole")
        self.whole.setChecked(True)
        self.ranges = QRadioButton(self.tr("Only what is hidden and kept: she can decide, not sign. Lines of context:"))
        self.ranges.setObjectName("packet-ranges")
        self.context = QLineEdit("20")
        self.context.setObjectName("packet-context")
        self.context.setValidator(QIntValidator(0, 1000, self.context))
        self.context.setFixedWidth(64)
        self.context.setAccessibleName(self.tr("Lines of context"))
        self.context.setEnabled(False)
        self.ranges.toggled.connect(self.context.setEnabled)
        row = QHBoxLayout()
        row.setSpacing(GRID)
        row.addWidget(self.ranges)
        row.addWidget(self.context)
        row.addStretch(1)
        box.addWidget(self.whole)
        box.addLayout(row)

    def _rest(self, box: QVBoxLayout) -> None:
        box.addWidget(label(self.tr("Questions to her, one in a line"), "label"))
        self.questions = QPlainTextEdit()
        self.questions.setObjectName("packet-questions")
        self.questions.setAccessibleName(self.tr("Questions to her, one in a line"))
        self.questions.setTabChangesFocus(True)
        self.questions.setFixedHeight(60)
        box.addWidget(self.questions)
        session, filing = self.desk.need()
        self.out = entry(
            self.tr("Packet file"), str(free(session.path.resolve().parent, f"{filing.slug}-review", ".age"))
        )
        self.out.setObjectName("packet-out")
        self.out.textChanged.connect(self._enable)
        form = QFormLayout()
        form.setHorizontalSpacing(2 * GRID)
        row = QHBoxLayout()
        row.setSpacing(GRID)
        row.addWidget(self.out, 1)
        row.addWidget(button(QCoreApplication.translate("Dialogs", "Browse…"), self._browse))
        form.addRow(self.tr("Packet file"), row)
        box.addLayout(form)
        box.addStretch(1)

    @Slot()
    def _browse(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(self, self.tr("Packet file"), self.out.text())
        if chosen:
            self.out.setText(chosen)

    def recipients(self) -> list[str]:
        """Give whom it goes to: names on the roster, and a pasted line."""
        out = [name for each, name in self._ticks if each.isChecked()]
        return [*out, self.line.text().strip()] if self.line.text().strip() else out

    @Slot()
    def _enable(self) -> None:
        line, named = self.line.text().strip(), any(each.isChecked() for each, _ in self._ticks)
        fault = ""
        if line and not line.startswith(_PREFIX):
            fault = self.tr("A key line begins with codebinder-key1:")
        elif self.passphrase.text() and (line or named):
            fault = self.tr("A packet goes to keys or has a passphrase, not both.")
        self.say(fault)
        if hasattr(self, "verb"):
            ready = bool(named or line or self.passphrase.text())
            self.verb.setEnabled(ready and not fault and bool(self.out.text().strip()))

    @Slot()
    def _go(self) -> None:
        session, filing = self.desk.need()
        key = self.desk.ask_key(Role.ENGINEER)
        if key is None:
            return
        to, passphrase = self.recipients(), self.passphrase.text()
        content = "whole" if self.whole.isChecked() else "ranges"
        context, out = int(self.context.text() or 0), Path(self.out.text().strip()).expanduser()
        questions = [each.strip() for each in self.questions.toPlainText().splitlines() if each.strip()]

        def work(progress: Progress, cancel: Cancel) -> PacketReport:
            from codebinder.workflow import packets

            return packets.export(
                session, filing, out=out, to=to, passphrase=passphrase, key=key, content=content, context=context,
                questions=questions, progress=progress, cancel=cancel,
            )  # fmt: skip

        self.say("")
        self.verb.setEnabled(False)
        self.desk.run_job(self.tr("Writing the packet"), work, self._written, self._failed)

    @Slot(object)
    def _failed(self, error: CodebinderError) -> None:
        self._enable()
        if not isinstance(error, Cancelled):
            self.say(error_text(error, self.desk.lang))

    @Slot(object)
    def _written(self, report: PacketReport) -> None:
        self.passphrase.clear()
        clear(self._done)
        frame, box = card()
        box.addWidget(label(self.tr("The packet is written"), "heading"))
        box.addWidget(Elided(shown(report.path), middle=True, mono=True))
        text = self.tr("{size}; files as filed: {files}, originals: {originals}").format(
            size=size_text(report.size), files=count_text(report.files), originals=count_text(report.originals)
        )
        box.addWidget(label(text))
        box.addWidget(label("SHA-256", "muted"))
        digest = label(halves(report.sha256))
        digest.setFont(mono(9))
        digest.setObjectName("packet-digest")
        digest.setAccessibleName("SHA-256")
        box.addWidget(digest)
        names = [self._names.get(each, each) for each in report.recipients]
        who = ", ".join(shown(each) for each in names) or self.tr("whoever has the passphrase")
        box.addWidget(label(self.tr("Only these can read it: {names}").format(names=who)))
        text = self.tr(
            "Send her this file. Tell her the digest by another way, and your fingerprint, if she has not had a packet of yours before. Her answer comes back as one file: Import answer…."
        )
        box.addWidget(label(text, "muted"))
        self._done.addWidget(frame)
        self._done.addStretch(1)
        self.name(self.tr("Send to reviewer"))
        self.stack.setCurrentIndex(1)
        self.verb.hide()
        self.cancel.setText(QCoreApplication.translate("Dialogs", "Close"))
        self.cancel.setAccessibleName(self.cancel.text())
        self.cancel.setDefault(True)
        self.cancel.setFocus()
        self.desk.changed("packets")


def free(folder: Path, stem: str, suffix: str) -> Path:
    """Give the first name that is not taken."""
    names = (f"{stem}{suffix}", *(f"{stem}-{number}{suffix}" for number in range(2, 1000)))
    return next((folder / name for name in names if not (folder / name).exists()), folder / names[0])
