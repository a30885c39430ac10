"""How an image is disclosed: the way, which stretches of it leave hidden, and what that hides along."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from codebinder.base.messages import said
from codebinder.errors import CodebinderError
from codebinder.model.filing import Filing
from codebinder.model.ports import Cancel, Progress
from codebinder.model.review import Role
from codebinder.model.source import Component, Disclosure
from codebinder.model.text import Message, shown
from codebinder.ui.begin import FormDialog, entry
from codebinder.ui.desk import Desk
from codebinder.ui.dialogs import Dialog
from codebinder.ui.imaging.adding import digest_box, disclosure_text
from codebinder.ui.imaging.tables import RowsTable
from codebinder.ui.pages.redaction_data import reasons
from codebinder.ui.pages.writing import Writer
from codebinder.ui.parts import button, label
from codebinder.ui.saying import error_text
from codebinder.ui.strings import count_text
from codebinder.ui.theme import GRID
from codebinder.workflow import exposure, imagehiding, redacting
from codebinder.workflow.exposure import Exposed
from codebinder.workflow.imagehiding import HiddenRow
from codebinder.workflow.session import Session

LEAVES = {Disclosure.WHOLE, Disclosure.REDACTED}


def consequence(disclosure: Disclosure) -> str:
    """Say what a reader gets, and is told."""
    return {
        Disclosure.WHOLE: QCoreApplication.translate(
            "DiscloseTab",
            "The recipient gets every byte. The package tells the map, the contents with digests, what the image says of itself, and its tie to the sources.",
        ),
        Disclosure.REDACTED: QCoreApplication.translate(
            "DiscloseTab",
            "The recipient gets the image with the stretches below filled. Checksums and hashes over them are hidden along, and no digest of anything that encloses them is told. Map and tie are told of the image as it leaves.",
        ),
        Disclosure.DIGEST: QCoreApplication.translate(
            "DiscloseTab",
            "The recipient gets size and digests, and can check a device against them. No map, no contents, no tie are told. A digest confirms right guesses: it is an exception that you confirm.",
        ),
        Disclosure.WITHHELD: QCoreApplication.translate(
            "DiscloseTab",
            "The recipient gets a commitment, and neither its size nor a digest of it. It can be opened later.",
        ),
        Disclosure.PRINTED: QCoreApplication.translate(
            "DiscloseTab",
            "The recipient gets the pages that the template asks for, as a hex dump. The image itself does not leave.",
        ),
    }[disclosure]


@dataclass(frozen=True, slots=True)
class HiddenView:
    """What of an image leaves hidden; `refused` says why that can't be told now."""

    rows: tuple[HiddenRow, ...]
    refused: CodebinderError | None = None


class DiscloseTab(QWidget):
    """The way of disclosing, and the list of what is hidden."""

    hide_wanted = Signal()
    """A stretch is to be hidden that is typed in."""
    map_wanted = Signal(int, int)
    """A stretch of the image is to be shown as bytes."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._part: Component | None = None
        self._rows: tuple[HiddenRow, ...] = ()
        self.writer = Writer(desk, self, Role.ENGINEER)
        self.writer.settled.connect(self._written)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, GRID, 0, 0)
        box.setSpacing(GRID)
        top = QHBoxLayout()
        top.setSpacing(GRID)
        self.how = QComboBox()
        self.how.setObjectName("disclosure")
        self.how.setAccessibleName(self.tr("How it is disclosed"))
        for each in Disclosure:
            self.how.addItem(disclosure_text(each), each.value)
        self.change = button(self.tr("Disclose it so"), self._change, "primary", name="disclose")
        top.addWidget(self.how, 1)
        top.addWidget(self.change)
        box.addLayout(top)
        self.confirmed: QCheckBox = digest_box()
        box.addWidget(self.confirmed)
        self.means = label("", "muted")
        self.means.setObjectName("disclosure-means")
        box.addWidget(self.means)
        box.addWidget(self._hidden(), 1)
        row = QHBoxLayout()
        self.exposed = button(
            self.tr("What is hidden in the sources and open here…"), self._look, "link", name="exposed"
        )
        row.addWidget(self.exposed)
        row.addStretch(1)
        box.addLayout(row)
        box.addStretch(0)
        self.how.currentIndexChanged.connect(self._enable)
        self.confirmed.toggled.connect(self._enable)

    def _hidden(self) -> QWidget:
        self.below = QWidget()
        box = QVBoxLayout(self.below)
        box.setContentsMargins(0, GRID, 0, 0)
        box.setSpacing(GRID)
        self.count = label("", "heading", wrap=False)
        self.refused = label("", "fault")
        self.refused.hide()
        headers = (
            self.tr("From"),
            self.tr("To"),
            self.tr("Bytes"),
            self.tr("Published as"),
            self.tr("Why"),
            self.tr("Redactions"),
        )
        self.table = RowsTable(
            self.tr("Stretches that leave hidden"), headers, (110, 110, 90, 120, 240, 120), right=(0, 1, 2), stretch=4
        )
        self.table.setObjectName("hidden")
        row = QHBoxLayout()
        row.setSpacing(GRID)
        self.hide_it = button(self.tr("Hide a stretch…"), self.hide_wanted.emit, name="hide-stretch")
        self.withdraw = button(self.tr("Withdraw"), self._withdraw, name="withdraw-stretch")
        self.bytes = button(self.tr("Show its bytes"), self._bytes, "flat", name="hidden-bytes")
        for each in (self.hide_it, self.withdraw, self.bytes):
            row.addWidget(each)
        row.addStretch(1)
        for each in (self.count, self.refused, self.table):
            box.addWidget(each, 1 if each is self.table else 0)
        box.addLayout(row)
        self.table.picked.connect(self._enable)
        return self.below

    # -- what is shown

    def show_part(self, part: Component) -> None:
        """Show how an image is disclosed; a choice that is being made stays."""
        before = self._part
        self._part = part
        if before is None or before.slug != part.slug or before.disclosure is not part.disclosure:
            self.how.setCurrentIndex(self.how.findData(part.disclosure.value))
            self.confirmed.setChecked(False)
        if before is None or before.slug != part.slug:
            self.show_hidden(HiddenView(()))
        self._enable()

    def show_hidden(self, view: HiddenView) -> None:
        """List what leaves hidden."""
        rows = self._rows = view.rows

        def told(row: int) -> tuple[str, ...]:
            each = rows[row]
            why = self.tr("hidden by a person")
            if each.number:
                text = self.tr("{number} of {part}, computed over what is hidden")
                why = text.format(number=each.number, part=shown(each.part) or self.tr("the image"))
            return (f"0x{each.start:X}", f"0x{each.end:X}", count_text(each.end - each.start), each.published, why,
                    ", ".join(each.redactions))  # fmt: skip

        self.table.show_rows(len(rows), told)
        text = self.tr("{count} stretches leave hidden")
        self.count.setText(text.format(count=count_text(len(rows))) if rows else self.tr("Nothing of it is hidden yet"))
        self.refused.setText(error_text(view.refused, self.desk.lang) if view.refused is not None else "")
        self.refused.setVisible(view.refused is not None)
        self._enable()

    @property
    def disclosure(self) -> Disclosure:
        """What is chosen."""
        return Disclosure(self.how.currentData())

    @Slot()
    def _enable(self) -> None:
        part, can = self._part, self.desk.can_write
        chosen = self.disclosure
        other = part is not None and part.disclosure is not chosen
        digest = chosen is Disclosure.DIGEST
        self.confirmed.setVisible(digest and other)
        self.means.setText(consequence(chosen))
        self.change.setEnabled(can and other and (not digest or self.confirmed.isChecked()))
        redacted = part is not None and part.disclosure is Disclosure.REDACTED
        self.below.setVisible(redacted)
        self.hide_it.setEnabled(can and redacted)
        row = self.table.chosen()
        some = 0 <= row < len(self._rows)
        self.withdraw.setEnabled(can and some and bool(self._rows[row].redactions) and not self._rows[row].number)
        self.bytes.setEnabled(some)

    # -- acting

    @Slot()
    def _change(self) -> None:
        part = self._part
        if part is None:
            return
        session, filing = self.desk.need()
        chosen, confirmed = self.disclosure, self.confirmed.isChecked()

        def work(progress: Progress, cancel: Cancel) -> Component:
            return imagehiding.disclose(
                session, filing, part.slug, chosen, confirmed=confirmed, progress=progress, cancel=cancel
            )

        self.change.setEnabled(False)
        self.desk.run_job(self.tr("Changing how it is disclosed"), work, self._changed, self._failed)

    @Slot(object)
    def _changed(self, _part: Component) -> None:
        self.desk.changed("firmware")

    @Slot(object)
    def _failed(self, error: CodebinderError) -> None:
        self.desk.tell(error)
        self._enable()

    @Slot()
    def _withdraw(self) -> None:
        row = self.table.chosen()
        if 0 <= row < len(self._rows):
            ids = self._rows[row].redactions

            def work(session: Session, filing: Filing, key: str) -> object:
                return redacting.withdraw_many(session, filing, ids, key=key)

            self.writer.run(self.tr("Withdrawing"), work)

    @Slot()
    def _bytes(self) -> None:
        row = self.table.chosen()
        if 0 <= row < len(self._rows):
            self.map_wanted.emit(self._rows[row].start, self._rows[row].end)

    @Slot()
    def _look(self) -> None:
        session, filing = self.desk.need()

        def work(progress: Progress, cancel: Cancel) -> tuple[Exposed, ...]:
            return exposure.look(session, filing, progress=progress, cancel=cancel)

        self.desk.run_job(self.tr("Looking for what is hidden in the sources"), work, self._looked)

    @Slot(object)
    def _looked(self, rows: tuple[Exposed, ...]) -> None:
        dialog = Dialog(self.window(), self.tr("Hidden in the sources and open in images"))
        lang = self.desk.lang
        text = "\n\n".join(said(each.said, lang) for each in rows) or said(Message("exposed.none"), lang)
        told = QPlainTextEdit(text)
        told.setObjectName("exposed-text")
        told.setReadOnly(True)
        told.setAccessibleName(self.tr("Hidden in the sources and open in images"))
        dialog.body.addWidget(told, 1)
        dialog.buttons.addWidget(button(self.tr("Close"), dialog.accept, "primary"))
        dialog.resize(640, 360)
        dialog.open()

    @Slot()
    def _written(self) -> None:
        self.desk.changed("findings")


class HideDialog(FormDialog):
    """Hides one stretch of an image, with its reason."""

    def __init__(self, desk: Desk, parent: QWidget | None, slug: str, writer: Writer, what: str = "") -> None:
        super().__init__(
            parent,
            QCoreApplication.translate("HideDialog", "Hide a stretch of the image"),
            QCoreApplication.translate(
                "HideDialog",
                "It leaves filled, with a commitment that can be opened later. Checksums and hashes over it are hidden along. Undo takes it back.",
            ),
            QCoreApplication.translate("HideDialog", "Hide it"),
        )
        self.desk, self._slug, self._writer = desk, slug, writer
        self.about = label(what, "muted")
        self.about.setVisible(bool(what))
        self.form.addRow(self.about)
        self.start: QLineEdit = entry(self.tr("First byte"), hint="0x…")
        self.end: QLineEdit = entry(self.tr("Byte behind the last"), hint="0x…")
        self.start.setObjectName("hide-from")
        self.end.setObjectName("hide-to")
        self.reason = QComboBox()
        self.reason.setObjectName("hide-reason")
        self.reason.setAccessibleName(self.tr("Reason"))
        session, filing = desk.need()
        for code, text in reasons(session, filing, desk.lang):
            self.reason.addItem(f"{code}: {text}" if text != code else code, code)
        self.note: QLineEdit = entry(self.tr("Note"), hint=self.tr("stays in the workbook"))
        self.add(self.tr("First byte"), self.start)
        self.add(self.tr("Byte behind the last"), self.end)
        self.add(self.tr("Reason"), self.reason)
        self.add(self.tr("Note"), self.note)

    def put(self, start: int, end: int) -> None:
        """Fill in a stretch."""
        self.start.setText(f"0x{start:X}")
        self.end.setText(f"0x{end:X}")

    def go(self) -> None:
        """Hide it in a job."""
        stretch = _offset(self.start.text()), _offset(self.end.text())
        if stretch[0] is None or stretch[1] is None or stretch[0] >= stretch[1]:
            self.say(self.tr("Give two offsets, such as 0x400 and 0x480; the second one is behind the last byte."))
            return
        first, last = stretch[0], stretch[1]
        slug, reason, note = self._slug, str(self.reason.currentData()), self.note.text()

        def work(session: Session, filing: Filing, key: str, progress: Progress, cancel: Cancel) -> object:
            return imagehiding.hide(
                session, filing, slug, [(first, last)], reason=reason, note=note, key=key, progress=progress,
                cancel=cancel,
            )  # fmt: skip

        self.verb.setEnabled(False)
        if not self._writer.run_long(self.tr("Hiding a stretch"), work, self._done, self._failed):
            self.verb.setEnabled(True)

    @Slot(object)
    def _done(self, _rows: object) -> None:
        self.accept()
        self._writer.settle()

    @Slot(object)
    def _failed(self, error: CodebinderError) -> None:
        self.verb.setEnabled(True)
        self.say(error_text(error, self.desk.lang))
        self._writer.settle()


def _offset(text: str) -> int | None:
    try:
        found = int(text.strip().replace("_", "").replace(" ", ""), 0)
    except ValueError:
        return None
    return found if found >= 0 else None
