"""The parts of the redaction page: the row of actions, and the three panes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from codebinder.model.findings import Finding
from codebinder.model.text import shown, shown_path
from codebinder.ui.desk import Desk
from codebinder.ui.detection.words import rule_text
from codebinder.ui.findwords import reason_words
from codebinder.ui.frame.memory import keep_splitter
from codebinder.ui.pages.redaction_data import FiledFile, State
from codebinder.ui.parts import Elided, banner, button, clear, empty_state, label
from codebinder.ui.redacting.findingcard import FindingCard
from codebinder.ui.redacting.findingwords import confidence_name, kind_name, state_name
from codebinder.ui.redacting.hiding import HideButton
from codebinder.ui.redacting.meter import Meter
from codebinder.ui.redacting.words import mask_name, waiting_words
from codebinder.ui.strings import count_text, size_text
from codebinder.ui.theme import GRID
from codebinder.ui.viewing.pane import FilePane
from codebinder.ui.widgets.asking import AskBar
from codebinder.ui.widgets.codeview import CodeView
from codebinder.ui.widgets.filetree import FileTree
from codebinder.ui.widgets.flow import FlowLayout
from codebinder.ui.widgets.pdfview import PdfView
from codebinder.ui.widgets.queue import Queue
from codebinder.workflow.views import FileView

_FEW = 3
"""So many sources are named; all of them stand in the tooltip."""
_WIDE = 1040
"""So many pixels hold three panes side by side: a window of 1,600 and more."""


class Notes(QWidget):
    """What stands above the panes: what the step is for, what has not been scanned, what is forbidden."""

    scan_wanted = Signal()
    sources_wanted = Signal()
    returned_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(GRID)

    def show_state(self, state: State) -> None:
        """Show what there is to say; nothing takes no room."""
        clear(self._box)
        if not state.sources and not state.wants_source:
            text = self.tr(
                "Redaction is about source code, and the template requires none. Where you add some all the same, it is "
                "scanned here, and each finding is redacted or kept."
            )
            self._box.addWidget(empty_state(self.tr("Nothing to redact in this filing"), text))
            self._box.addStretch(1)
        elif not state.sources:
            text = self.tr(
                "Here you decide what is hidden before anything leaves: keys, passwords, trade secrets. "
                "Add a source first; then it is scanned, and each finding is redacted or kept."
            )
            go = button(self.tr("Go to Sources"), self.sources_wanted.emit, "primary")
            self._box.addWidget(empty_state(self.tr("Nothing to redact yet"), text, go))
            self._box.addStretch(1)
        elif state.unscanned:
            text = self.tr("Not scanned since it was added or changed: {names}.")
            every = text.format(names=", ".join(shown(each) for each in state.unscanned))
            few = ", ".join(shown(each) for each in state.unscanned[:_FEW])
            if len(state.unscanned) > _FEW:
                more = self.tr("{names} and {count} more")
                few = more.format(names=few, count=count_text(len(state.unscanned) - _FEW))
            scan = button(self.tr("Scan now"), self.scan_wanted.emit, "primary")
            self._box.addWidget(banner("warn", text.format(names=few), scan))
            self._box.itemAt(self._box.count() - 1).widget().setToolTip(every)
        if state.returned:
            decide = button(self.tr("Decide them…"), self.returned_wanted.emit, "primary", name="decide-returned")
            self._box.addWidget(banner("warn", waiting_words(state.returned), decide))
        if state.sources and not state.allowed:
            text = self.tr(
                "The template of this filing forbids redaction. Keep findings with a reason, or leave files out by an "
                "exclude rule."
            )
            self._box.addWidget(banner("warn", text))
        self.setVisible(self._box.count() > 0)

    def summary(self, state: State) -> str:
        """Say how many are decided, undecided, scored down."""
        counts = state.counts
        decided = counts.redacted + counts.kept
        if decided + counts.undecided:
            text = self.tr("{decided} of {all} decided, {open} undecided").format(
                decided=count_text(decided),
                all=count_text(decided + counts.undecided),
                open=count_text(counts.undecided),
            )
        else:
            text = self.tr("no findings")
        if counts.scored_down:
            text += " · " + self.tr("{count} scored down").format(count=count_text(counts.scored_down))
        return text + " · " + self.tr("redactions: {count}").format(count=count_text(state.redactions))


class Actions(QWidget):
    """Every shortcut of the page as a button, and the reason that the next redaction gets."""

    def __init__(self) -> None:
        super().__init__()
        row = FlowLayout(self)
        self.redact = self._button(self.tr("Redact"), "R", "primary")
        self.reasons = QComboBox()
        self.reasons.setObjectName("reason")
        self.reasons.setAccessibleName(self.tr("Reason for the next redaction"))
        self.reasons.setMinimumContentsLength(6)
        self.reasons.setMinimumWidth(13 * GRID)
        self.reasons.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.reasons.currentIndexChanged.connect(self._said)
        self.hide_more = HideButton()
        self.extend = self._button(self.tr("Extend"), "E", "flat")
        self.keep = self._button(self.tr("Keep…"), "K")
        self.previous = self._button(self.tr("Previous"), "P", "flat")
        self.next = self._button(self.tr("Next"), "N", "flat")
        self.filed = self._button(self.tr("As filed"), "V")
        self.filed.setCheckable(True)
        self.undo = self._button(self.tr("Undo"), "U", "flat")
        self.find = self._button(self.tr("Find"), "/", "flat")
        self.more = QToolButton()
        self.more.setText(self.tr("More"))
        self.more.setAccessibleName(self.tr("More actions"))
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self.more)
        self.redact_same = self._entry(menu, self.tr("Redact all with the same value…") + "\tShift+R")
        self.keep_same = self._entry(menu, self.tr("Keep all with the same value…") + "\tShift+K")
        self.withdraw = self._entry(menu, self.tr("Withdraw this redaction or keep"))
        menu.addSeparator()
        self.allow = self._entry(menu, self.tr("Allow this value here or everywhere…"))
        self.protect = self._entry(menu, self.tr("Protect this code as a crown jewel…"))
        self.more.setMenu(menu)
        for each in (
            self.redact,
            self.reasons,
            self.hide_more,
            self.extend,
            self.keep,
            self.previous,
            self.next,
            self.filed,
            self.undo,
            self.find,
        ):
            row.addWidget(each)
        row.addWidget(self.more)

    def _button(self, text: str, key: str, look: str = "") -> QPushButton:
        made = button(f"{text}  {key}", _nothing, look, name=f"act-{key}", tip=f"{text} ({key})")
        made.setAccessibleName(text)
        made.setStyleSheet("padding-left: 6px; padding-right: 6px;")
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return made

    @staticmethod
    def _entry(menu: QMenu, text: str) -> QAction:
        action = QAction(text, menu)
        menu.addAction(action)
        return action

    def set_reasons(self, rows: list[tuple[str, str]]) -> None:
        """Offer these reasons; keys and credentials first, since that is what a scan finds."""
        self.reasons.clear()
        for number, (code, text) in enumerate(rows, start=1):
            key = f"{number}  " if number < 10 else ""
            self.reasons.addItem(f"{key}{code}", code)
            self.reasons.setItemData(number - 1, text, Qt.ItemDataRole.ToolTipRole)
        at = self.reasons.findData("CRY")
        self.reasons.setCurrentIndex(max(0, at))

    def choose_reason(self, number: int) -> None:
        """Take the reason with this number."""
        if number <= self.reasons.count():
            self.reasons.setCurrentIndex(number - 1)

    def suggest_reason(self, code: str) -> None:
        """Take this reason, where the template knows it."""
        at = self.reasons.findData(code)
        if at >= 0:
            self.reasons.setCurrentIndex(at)

    def reason(self) -> str:
        """Give the code of the reason that is chosen."""
        return str(self.reasons.currentData() or "")

    def enable(self, *, writable: bool, undo: bool, finding: bool) -> None:
        """Enable what can be done."""
        self.redact.setEnabled(writable)
        self.keep.setEnabled(writable and finding)
        self.undo.setEnabled(undo)
        self.hide_more.enable(writable=writable, finding=finding)
        for each in (self.redact_same, self.keep_same, self.allow):
            each.setEnabled(writable and finding)
        for each in (self.withdraw, self.protect):
            each.setEnabled(writable)

    def _said(self) -> None:
        self.reasons.setToolTip(str(self.reasons.currentData(Qt.ItemDataRole.ToolTipRole) or ""))


class Panes(QSplitter):
    """Three panes where there is room: files, code, queue. On narrow windows the queue stands over the files."""

    reading = Signal()

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.queue = Queue()
        self.queue.view.setProperty("hands", True)
        self.files = FileTree(withholding=True)
        self.left = left = QSplitter(Qt.Orientation.Vertical, self)
        self.wide = False
        left.addWidget(self.queue)
        left.addWidget(self.files)
        left.setSizes([320, 240])
        left.setChildrenCollapsible(False)
        self.view = CodeView(self.tr("Code"))
        self.ask = AskBar(self.queue.view)
        self.pane = FilePane(self.view, desk)
        self.find = self.pane.find
        self.path = Elided("", middle=True, mono=True)
        self.facts = label("", "muted", wrap=False)
        self.extent = label("", "tag")
        self.extent.setObjectName("extent")
        self.extent.hide()
        self.meter = Meter()
        self.card = FindingCard(desk)
        right = self._right(desk)
        for each in (left, right):
            self.addWidget(each)
        left.setMinimumWidth(200)
        self.setStretchFactor(1, 1)
        self.setSizes([264, 460])
        self.setChildrenCollapsible(False)
        keep_splitter(desk.settings, "redaction", self)
        keep_splitter(desk.settings, "redaction.queue", left)
        self._words = ""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the queue a pane of its own as soon as there is room, and take it back when there is not."""
        super().resizeEvent(event)
        if (self.width() >= _WIDE) != self.wide:
            QTimer.singleShot(0, self, self._arrange)

    @Slot()
    def _arrange(self) -> None:
        wide = self.width() >= _WIDE
        if wide == self.wide:
            return
        self.wide = wide
        focus = self.window().focusWidget()
        if wide:
            self.addWidget(self.queue)
            self.queue.layout().setContentsMargins(GRID, 0, 0, 0)
            side = self.width() // 5
            self.setSizes([side, self.width() - 2 * side, side])
        else:
            self.left.insertWidget(0, self.queue)
            self.queue.layout().setContentsMargins(0, 0, 0, 0)
            self.left.setSizes([320, 240])
            self.setSizes([264, 460])
        self.queue.show()
        if focus is not None and self.queue.isAncestorOf(focus):
            focus.setFocus()

    def _right(self, desk: Desk) -> QWidget:
        """Build what stands at the right: the file's name and facts, and its code or printed pages."""
        right = QWidget()
        box = QVBoxLayout(right)
        box.setContentsMargins(GRID, 0, 0, 0)
        box.setSpacing(GRID // 2)
        self.printed = button(self.tr("As printed"), _nothing, "flat", name="as-printed")
        self.printed.setCheckable(True)
        self.printed.hide()
        head = QHBoxLayout()
        head.setSpacing(GRID)
        head.addWidget(self.path, 1)
        for each in (self.extent, self.printed, self.facts):
            head.addWidget(each)
        box.addLayout(head)
        box.addWidget(self.card)
        self.pages = PdfView(desk)
        self.stack = QStackedWidget()
        for each in (self.pane, self.pages):
            self.stack.addWidget(each)
        box.addWidget(self.stack, 1)
        return right

    def empty(self) -> None:
        """Show nothing: another filing."""
        from codebinder.ui.widgets.document import Document

        self.view.set_document(Document())
        self.queue.show_groups(())
        self.files.show_files({}, {})
        self.path.setText("")
        self.facts.setText("")
        self.card.setText("")
        self.tell_extent("")
        self.ask.hide()

    def tell_file(self, view: FileView) -> None:
        """Name the file that is shown."""
        self.path.setText(f"{view.component}: {shown_path(view.path)}")
        self._words = " · ".join(each for each in (view.language, view.encoding, size_text(len(view.data))) if each)
        self.facts.setText(self._words)
        self.facts.setProperty("look", "muted")

    def tell_filed(self, file: FiledFile | None) -> None:
        """Say that what is shown is what would leave, and how it is masked."""
        self.printed.setVisible(file is not None and file.prints)
        if file is None:
            self.facts.setText(self._words)
            self.show_pages(None)
            return
        filed = file.filed
        text = self.tr("As filed: {size}, {count} hidden").format(
            size=size_text(len(filed.data)), count=count_text(len(filed.ranges))
        )
        self.facts.setText(f"{text} · {mask_name(file.mask)}" if filed.ranges else text)

    def show_pages(self, pdf: bytes | None) -> None:
        """Show printed pages instead of bytes; None: bytes again."""
        self.stack.setCurrentIndex(0 if pdf is None else 1)
        if pdf is not None:
            self.pages.show_pdf(pdf)

    @Slot(str)
    def tell_extent(self, words: str) -> None:
        """Name what the selection was extended to."""
        self.extent.setText(words)
        self.extent.setVisible(bool(words))

    def tell_line(self, line: int) -> None:
        """Tell where the cursor is."""
        whole = self.view.document.lines
        self.view.setToolTip(self.tr("line {line} of {all}").format(line=count_text(line), all=count_text(whole)))


def card_text(finding: Finding, names: Mapping[str, str]) -> str:
    """Say in one line what a finding is, how sure it is, where, and what became of it. `names`: people's own rules."""
    inside = QCoreApplication.translate("Finding", "inside the archive: {member}")
    words = (
        inside.format(member=shown_path(finding.member)) if finding.member else "",
        kind_name(finding.kind),
        rule_text(finding.rule, names) if finding.rule in names else "",
        shown(reason_words(finding.reason, finding.rule)),
        confidence_name(finding.confidence),
        "" if finding.member else QCoreApplication.translate("Finding", "line {line}").format(line=finding.line),
        state_name(finding.state),
    )
    return " · ".join(word for word in dict.fromkeys(words) if word)


def same_text(text: str, found: Sequence[Finding]) -> str:
    """Fill in how many findings in how many files, and name the first of these."""
    paths = list(dict.fromkeys(shown_path(each.path) for each in found))
    more = ", …" if len(paths) > 3 else ""
    return text.format(count=len(found), files=len(paths)) + "\n" + ", ".join(paths[:3]) + more


def _nothing() -> None:
    """A button that the page connects itself."""
