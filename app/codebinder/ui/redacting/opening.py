"""Opens hidden ranges to somebody: what is chosen, who gets it, and in plain words what that means, before the key."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QStackedWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from codebinder.base.messages import text_of
from codebinder.errors import Cancelled, CodebinderError, UserError
from codebinder.model.ports import Cancel, Progress
from codebinder.model.redaction import RedactionKind
from codebinder.model.review import Role
from codebinder.model.text import shown, shown_path
from codebinder.ui.begin import entry
from codebinder.ui.desk import Desk
from codebinder.ui.detection.words import choose_file
from codebinder.ui.dialogs import Dialog
from codebinder.ui.parts import banner, button, card, clear, label
from codebinder.ui.redacting.openingwords import kind_word, register_row, report_words, short
from codebinder.ui.redacting.rows import Row, RowTable
from codebinder.ui.saying import error_text
from codebinder.ui.strings import count_text, grouped
from codebinder.ui.theme import GRID, mono
from codebinder.workflow import redacting

if TYPE_CHECKING:
    from codebinder.model.opening import HiddenRow, OpeningPreview, OpeningReport, OpeningRow
    from codebinder.workflow.recipients import Recipient

Seen = tuple[tuple[int, ...], "tuple[HiddenRow, ...]", dict[str, str], "tuple[OpeningRow, ...]"]
_NAMED = 12


class OpeningDialog(Dialog):
    """Two steps, choosing and being told, and the register of what was opened before."""

    def __init__(self, desk: Desk, parent: QWidget | None) -> None:
        translate = QCoreApplication.translate
        super().__init__(
            parent,
            translate("OpeningDialog", "Open hidden ranges"),
            translate(
                "OpeningDialog",
                "An opening shows what stands under single masks of a package to one recipient, and proves it. The rest stays hidden.",
            ),
        )
        self.desk = desk
        self.resize(820, 640)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.stack = QStackedWidget()
        self.stack.addWidget(self._choice())
        self.stack.addWidget(self._words())
        headers = (self.tr("When"), self.tr("Round"), self.tr("Ranges"), self.tr("Recipient"), self.tr("Released by"))
        self.register = RowTable(self.tr("Openings made"), headers, (170, 60, 70, 230, 0))
        self.tabs.addTab(self.stack, self.tr("Open"))
        self.tabs.addTab(self.register, self.tr("Openings made"))
        self.tabs.currentChanged.connect(self._enable)
        self.body.addWidget(self.tabs, 1)
        self.back = button(self.tr("Back"), self._back, name="opening-back")
        self.close_ = button(self.tr("Close"), self.reject, name="opening-close")
        self.verb = button("", self._go, "primary", name="opening-go")
        for each in (self.back, self.close_, self.verb):
            self.buttons.addWidget(each)
        desk.filing_changed.connect(self.reject)
        self._redactions: dict[str, HiddenRow] = {}
        self._preview: OpeningPreview | None = None
        self._recipient = ""
        self._busy = self._written = False
        self._enable()
        self._read()

    # -- what is chosen

    def _choice(self) -> QWidget:
        inner = QWidget()
        box = QVBoxLayout(inner)
        box.setContentsMargins(0, GRID, 0, 0)
        box.setSpacing(GRID)
        self.search = entry(self.tr("Filter redactions"), hint=self.tr("Filter by id, file or reason"))
        self.search.setObjectName("opening-search")
        headers = (self.tr("Redaction"), self.tr("Hides"), self.tr("File"), self.tr("Reason"))
        self.table = RowTable(self.tr("What is hidden"), headers, (100, 200, 300, 0))
        self.table.setObjectName("opening-table")
        self.search.textChanged.connect(self.table.rows.find)
        self.table.rows.ticks_changed.connect(self._enable)
        self.everything = QCheckBox(self.tr("Everything that is hidden in the package"))
        self.everything.setObjectName("opening-everything")
        self.commit = QCheckBox(self.tr("Also the commit id, with its path, where every entry of its trees is shown"))
        self.commit.setObjectName("opening-commit")
        self.everything.toggled.connect(self.table.setDisabled)
        for each in (self.everything, self.commit):
            each.toggled.connect(self._enable)
        self.to = entry(self.tr("Recipient"), hint=self.tr("public key, one line; its file; or a name on the roster"))
        self.to.setObjectName("opening-to")
        session, filing = self.desk.need()
        folder = session.path.resolve().parent
        self.out = entry(self.tr("Opening file"), str(folder / f"{filing.slug}-opening.age"))
        self.out.setObjectName("opening-out")
        for each in (self.to, self.out):
            each.textChanged.connect(self._enable)
        form = QFormLayout()
        form.setHorizontalSpacing(2 * GRID)
        form.setVerticalSpacing(GRID)
        for name, field, slot in (
            (self.tr("Recipient"), self.to, self._key_file), (self.tr("Opening file"), self.out, self._out_file),
        ):  # fmt: skip
            row = QHBoxLayout()
            row.setSpacing(GRID)
            row.addWidget(field, 1)
            row.addWidget(button(QCoreApplication.translate("Dialogs", "Browse…"), slot))
            form.addRow(name, row)
        box.addLayout(self._top())
        box.addWidget(self.table, 1)
        box.addWidget(self.everything)
        box.addWidget(self.commit)
        box.addLayout(form)
        return inner

    def _top(self) -> QHBoxLayout:
        self.round = QComboBox()
        self.round.setObjectName("opening-round")
        self.round.setAccessibleName(self.tr("The signed round that is opened"))
        self.round.currentIndexChanged.connect(self._read)
        top = QHBoxLayout()
        top.setSpacing(GRID)
        top.addWidget(self.search, 1)
        top.addWidget(self.round)
        return top

    def _words(self) -> QWidget:
        inner = QWidget()
        self._plain = QVBoxLayout(inner)
        self._plain.setContentsMargins(0, GRID, 0, 0)
        self._plain.setSpacing(GRID)
        return inner

    @Slot()
    def _read(self) -> None:
        session, filing = self.desk.need()
        number = self.chosen_round()

        def work() -> Seen:
            from codebinder.workflow import openings

            signed = openings.rounds(session, filing)
            reasons = {each.id: each.reason for each in redacting.redactions(session, filing)}
            hidden = openings.hidden(session, filing, number) if signed else ()
            return signed, hidden, reasons, openings.made(session, filing)

        self.desk.look(work, self._show, self._failed)

    @Slot(object)
    def _show(self, seen: Seen) -> None:
        signed, rows, reasons, made = seen
        if self.round.count() != len(signed):
            self.round.blockSignals(True)
            self.round.clear()
            for number in signed:
                self.round.addItem(self.tr("Round {number}").format(number=number), number)
            self.round.blockSignals(False)
        self._redactions = {each.redaction: each for each in rows}
        self.table.rows.show(
            Row(
                id=name,
                ticked=False,
                texts=(
                    name,
                    kind_word(each.kind),
                    shown_path(each.path),
                    reasons.get(name, self.tr("withdrawn since")),
                ),
            )
            for name, each in self._redactions.items()
        )
        self.register.rows.show(register_row(each) for each in made)
        self.tabs.setTabText(1, self.tr("Openings made ({count})").format(count=len(made)))
        self._enable()

    def chosen_round(self) -> int:
        """Give the number of the signed round that is opened; 0 before they are known: the newest."""
        return int(self.round.currentData() or 0)

    def tick(self, ids: set[str]) -> None:
        """Choose these redactions."""
        for at, row in enumerate(self.table.rows.rows):
            row.ticked = row.id in ids
            self.table.rows.dataChanged.emit(self.table.rows.index(at, 0), self.table.rows.index(at, 0))
        self._enable()

    @Slot()
    def _enable(self) -> None:
        confirming, choosing = self.stack.currentIndex() == 1, self.tabs.currentIndex() == 0
        some = self.everything.isChecked() or self.commit.isChecked() or bool(self.table.rows.ticked())
        ready = some and bool(self.to.text().strip()) and bool(self.out.text().strip())
        self.verb.setText(
            self.tr("Sign the release and write the opening") if confirming else self.tr("What this reveals…")
        )
        self.verb.setAccessibleName(self.verb.text())
        self.verb.setVisible(choosing and not (confirming and self._written))
        self.verb.setEnabled(ready and self.desk.can_write and not self._busy)
        self.back.setVisible(confirming and choosing)

    @Slot()
    def _key_file(self) -> None:
        chosen = choose_file(self, self.tr("Public key of the recipient"), self.tr("All files (*)"))
        if chosen is not None:
            self.to.setText(str(chosen))

    @Slot()
    def _out_file(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(self, self.tr("Opening file"), self.out.text())
        if chosen:
            self.out.setText(chosen)

    # -- being told, and doing it

    @Slot()
    def _go(self) -> None:
        if self.stack.currentIndex() == 1:
            self._make()
            return
        session, filing = self.desk.need()
        text, number = self.to.text().strip(), self.chosen_round()
        everything, commit = self.everything.isChecked(), self.commit.isChecked()
        ids = () if everything else tuple(self.table.rows.ticked())

        def work() -> tuple[Recipient, OpeningPreview]:
            from codebinder.workflow import openings, recipients

            seen = openings.preview(
                session, filing, redactions=ids, everything=everything, commit=commit, number=number
            )
            return recipients.resolve(session, text), seen

        self.say("")
        self.desk.look(work, self._told, self._failed)

    @Slot(object)
    def _told(self, told: tuple[Recipient, OpeningPreview]) -> None:
        """Say in plain words what will be revealed, and to whom."""
        to, self._preview = told
        self._recipient = to.age
        clear(self._plain)
        frame, box = card()
        box.addWidget(label(self.tr("This is what you reveal, and to whom"), "heading"))
        for text in self.sentences():
            box.addWidget(label(text))
        if to.name:
            who = f"{shown(to.name)} ({grouped(to.fingerprint[:16])})"
            box.addWidget(label(who, "label"))
        else:
            text = self.tr("Nobody's name is known for this key: make sure by another way whose it is.")
            box.addWidget(label(text, "warn"))
        key = label(shown(to.age))
        key.setFont(mono(9))
        key.setObjectName("opening-recipient")
        box.addWidget(key)
        self._plain.addWidget(frame)
        for each in self._preview.merged:
            text = self.tr("Range {number} hides more than {asked}: they touch. It will open {others} as well.")
            names = {"number": each.ordinal, "asked": ", ".join(each.asked), "others": ", ".join(each.also)}
            self._plain.addWidget(banner("warn", text.format(**names)))
        text = self.tr("It can't be taken back: who has read a value has it. Your signature stands in the register.")
        self._plain.addWidget(banner("warn", text))
        self._plain.addStretch(1)
        self.stack.setCurrentIndex(1)
        self._enable()
        self.back.setFocus()

    def sentences(self) -> list[str]:
        """Say exactly what will be revealed."""
        out = list[str]()
        if self.everything.isChecked():
            text = self.tr("Everything that is hidden in the package: {count} redactions, every one in clear.")
            out.append(text.format(count=count_text(len(self._redactions))))
        else:
            rows = [self._redactions[each] for each in self.table.rows.ticked() if each in self._redactions]
            values = [each for each in rows if each.kind is RedactionKind.VALUE]
            text = self.tr("{count} redactions, in clear, and nothing else that is hidden:")
            out.append(text.format(count=count_text(len(rows))))
            out += [
                f"    {each.redaction}: {kind_word(each.kind)}, {short(shown_path(each.path))}"
                for each in rows[:_NAMED]
            ]
            if len(rows) > _NAMED:
                out.append("    " + self.tr("… and {count} more").format(count=count_text(len(rows) - _NAMED)))
            if values:
                out.append(
                    self.tr("A value is the same wherever it was hidden: who reads it at one place knows it at all.")
                )
        if self.commit.isChecked():
            out.append(self.tr("The commit id: the recipient can compare it with any copy of the repository."))
        if self._preview is not None:
            text = self.tr("Of round {round}: ranges {ranges}, whole files {files}, commits {commits}; {bytes} bytes.")
            seen = self._preview
            out.append(text.format(
                round=seen.round, ranges=count_text(seen.ranges), files=count_text(seen.files),
                commits=count_text(seen.commits), bytes=count_text(seen.size),
            ))  # fmt: skip
        out.append(self.tr("Only the holder of this key can read the opening; she can pass on what she has read:"))
        return out

    @Slot()
    def _back(self) -> None:
        self._written = False
        self.stack.setCurrentIndex(0)
        self._enable()

    def _make(self) -> None:
        session, filing = self.desk.need()
        key = self.desk.ask_key(Role.LEGAL)
        if key is None:
            return
        everything, commit = self.everything.isChecked(), self.commit.isChecked()
        ids = () if everything else tuple(self.table.rows.ticked())
        text, told, out = self.to.text().strip(), self._recipient, Path(self.out.text().strip()).expanduser()
        number = self._preview.round if self._preview is not None else self.chosen_round()
        other = self.tr("This names another key than the one that you were shown.")

        def work(progress: Progress, cancel: Cancel) -> OpeningReport:
            from codebinder.workflow import openings, recipients

            if recipients.resolve(session, text).age != told:  # its file was exchanged in between
                raise UserError(other, where=shown(text[:80]))
            return openings.make(
                session, filing, redactions=ids, everything=everything, commit=commit, to=text, out=out, key=key,
                number=number, progress=progress, cancel=cancel,
            )  # fmt: skip

        self._busy = True
        self.say("")
        self._enable()
        self.desk.run_job(self.tr("Writing the opening"), work, self._made, self._failed)

    @Slot(object)
    def _made(self, report: OpeningReport) -> None:
        self._busy, self._written = False, True
        clear(self._plain)
        frame, box = card()
        box.addWidget(label(self.tr("The opening is written"), "heading"))
        for text in report_words(report):
            box.addWidget(label(text))
        self._plain.addWidget(frame)
        for each in report.merged:
            text = self.tr("Range {number} also opens {others}, which touches what you asked for.")
            self._plain.addWidget(banner("warn", text.format(number=each.ordinal, others=", ".join(each.also))))
        for text in (*report.warnings, *report.unoffered):
            self._plain.addWidget(banner("warn", shown(text_of(text, self.desk.lang))))
        self._plain.addStretch(1)
        self.desk.changed("openings")
        self.table.rows.tick_all(ticked=False)
        self.everything.setChecked(False)
        self.commit.setChecked(False)
        self._read()
        self._enable()

    @Slot(object)
    def _failed(self, error: CodebinderError) -> None:
        self._busy = False
        if not isinstance(error, Cancelled):
            self.say(error_text(error, self.desk.lang))
        self._enable()
