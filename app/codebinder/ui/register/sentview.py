"""What went out and what came back: deliveries with digest and receipts, and the two stages where there are two."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from codebinder.model.filing import BuildRow
from codebinder.model.register import Delivery, RegisterView, Stage
from codebinder.model.text import shown
from codebinder.ui.desk import Desk
from codebinder.ui.parts import banner, button, clear, empty_state, label, scrolled
from codebinder.ui.redacting.rows import Row, RowTable
from codebinder.ui.register.words import answer_name, digest_text, medium_name, stage_name
from codebinder.ui.strings import count_text, grouped, size_text
from codebinder.ui.theme import GRID, mono


class SentView(QWidget):
    """Deliveries at the left, one of them at the right."""

    wanted = Signal(str, object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._view: RegisterView | None = None
        self._builds: tuple[BuildRow, ...] = ()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, GRID, 0, 0)
        box.setSpacing(GRID)
        self._stages = QVBoxLayout()
        box.addLayout(self._stages)
        headers = (self.tr("On"), self.tr("To"), self.tr("Medium"), self.tr("SHA-256"))
        self.table = RowTable(self.tr("Deliveries"), headers, (110, 170, 120, 0))
        self.table.setObjectName("deliveries")
        self.table.selectionModel().currentChanged.connect(self._chosen)
        inner = QWidget()
        self._box = QVBoxLayout(inner)
        self._box.setContentsMargins(2 * GRID, 0, GRID, 0)
        self._box.setSpacing(GRID)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setProperty("look", "plain")
        split.addWidget(self.table)
        split.addWidget(scrolled(inner))
        split.setSizes([540, 420])
        split.setChildrenCollapsible(False)
        box.addWidget(split, 1)
        row = QHBoxLayout()
        row.setSpacing(GRID)
        self.record = button(
            self.tr("Record what was sent…"), lambda: self.wanted.emit("sent", None), name="record-sent"
        )
        self.answer = button(
            self.tr("The authority's answer…"), lambda: self.wanted.emit("answer", None), name="record-answer"
        )
        self.custody = button(self.tr("Custody form…"), self._custody, name="custody")
        for each in (self.record, self.answer, self.custody):
            row.addWidget(each)
        row.addStretch(1)
        box.addLayout(row)

    def show_view(self, view: RegisterView, builds: tuple[BuildRow, ...]) -> None:
        """Show the register of one filing."""
        self._view, self._builds = view, builds
        held = self.table.current()
        before = held.id if held is not None else ""
        rows = [
            Row(
                id=str(each.id),
                texts=(
                    each.day,
                    shown(each.to),
                    medium_name(each.medium),
                    digest_text(each.digest) + (" · " + self.tr("foreign") if each.foreign else ""),
                ),
                glyph="complete" if each.receipts else "work",
            )
            for each in reversed(view.deliveries)
        ]
        self.table.rows.show(rows)
        at = next((number for number, each in enumerate(rows) if each.id == before), 0)
        if rows:
            self.table.selectRow(at)
        self._show_stages(view)
        can = self._desk.can_write and not view.erased
        self.record.setEnabled(can)
        self.answer.setVisible(any(each.stage is Stage.PROPOSAL for each in view.deliveries))
        self.answer.setEnabled(can)
        self.custody.setEnabled(can and (bool(rows) or any(not each.draft for each in builds)))
        self._chosen()

    def _show_stages(self, view: RegisterView) -> None:
        clear(self._stages)
        proposed = [each for each in view.deliveries if each.stage is Stage.PROPOSAL]
        if not proposed:
            return
        final = [each for each in view.deliveries if each.stage is Stage.FINAL]
        said = [self.tr("Proposed on {day}").format(day=proposed[-1].day)]
        mine = [each for each in view.answers if each.about == proposed[-1].id]
        if mine:
            said.append(
                self.tr("answered on {day}: {answer}").format(day=mine[-1].day, answer=answer_name(mine[-1].kind))
            )
        else:
            said.append(self.tr("not answered yet"))
        if final and final[-1].follows == proposed[-1].digest:
            said.append(self.tr("final sent on {day}").format(day=final[-1].day))
        self._stages.addWidget(banner("info", self.tr("Two stages: {list}").format(list=" → ".join(said))))

    def chosen(self) -> Delivery | None:
        """Give the chosen delivery."""
        row = self.table.current()
        held = self._view.deliveries if self._view is not None else ()
        return next((each for each in held if row is not None and str(each.id) == row.id), None)

    @Slot()
    def _chosen(self) -> None:
        clear(self._box)
        each = self.chosen()
        if each is None:
            made = button(self.tr("Record what was sent…"), lambda: self.wanted.emit("sent", None), "primary")
            made.setEnabled(self.record.isEnabled())
            text = self.tr(
                "Once the package has left, write down what went to whom, on which medium, with which digest."
            )
            self._box.addWidget(empty_state(self.tr("Nothing was sent yet"), text, made))
            self._box.addStretch(1)
            return
        self._box.addWidget(label(f"{stage_name(each.stage)} → {shown(each.to)}", "heading"))
        self._facts(each)
        if each.foreign:
            text = self.tr("No build of this filing has this digest: nothing proves what was in it.")
            self._box.addWidget(banner("warn", text))
        self._receipts(each)
        self._box.addStretch(1)

    def _facts(self, each: Delivery) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * GRID)
        grid.setVerticalSpacing(GRID // 2)
        rows = (
            (self.tr("Package"), shown(each.archive) + (f" ({size_text(each.size)})" if each.size else "")),
            (self.tr("Medium"), medium_name(each.medium)),
            (self.tr("Copies"), count_text(each.copies) if each.copies > 1 else ""),
            (self.tr("Volumes"), count_text(each.volumes) if each.volumes > 1 else ""),
            (self.tr("Tracking number"), shown(each.tracking)),
            (self.tr("Seal numbers"), ", ".join(shown(seal) for seal in each.seals)),
            (self.tr("Handed over by"), shown(each.released_by)),
            (self.tr("Taken by"), shown(each.received_by)),
            (self.tr("Reference number"), shown(each.reference)),
            (self.tr("Follows"), digest_text(each.follows) if each.follows else ""),
            (self.tr("Note"), shown(each.note)),
        )
        at = 0
        for name, value in rows:
            if value:
                grid.addWidget(label(name, "muted", wrap=False), at, 0, Qt.AlignmentFlag.AlignTop)
                grid.addWidget(label(value), at, 1)
                at += 1
        grid.setColumnStretch(1, 1)
        self._box.addLayout(grid)
        digest = label(f"SHA-256 {grouped(each.digest)}", "muted")
        digest.setFont(mono(9))
        self._box.addWidget(digest)

    def _receipts(self, each: Delivery) -> None:
        self._box.addWidget(label(self.tr("Receipts"), "caption"))
        for one in each.receipts:
            parts = [one.day, shown(one.number), shown(one.who), shown(one.scan)]
            self._box.addWidget(label(" · ".join(part for part in parts if part)))
            if one.scan_sha256:
                self._box.addWidget(label(f"SHA-256 {digest_text(one.scan_sha256)}", "muted"))
        if not each.receipts:
            self._box.addWidget(label(self.tr("None yet."), "muted"))
        row = QHBoxLayout()
        made = button(self.tr("Record a receipt…"), lambda: self.wanted.emit("receipt", each), name="record-receipt")
        made.setEnabled(self._desk.can_write and self._view is not None and not self._view.erased)
        row.addWidget(made)
        row.addStretch(1)
        self._box.addLayout(row)

    def _custody(self) -> None:
        each = self.chosen()
        self.wanted.emit("custody", each.digest if each is not None else "")


__all__ = ["SentView"]
