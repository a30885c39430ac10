"""The slim bar above a step's page: what comes next, and the button that does it. From nothing to a verified package
by pressing it again and again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from codebinder.model.source import ComponentKind
from codebinder.ui.guide.entries import press
from codebinder.ui.inspector import RuleRow
from codebinder.ui.pages.base import step_name
from codebinder.ui.parts import Elided, button, glyph_label
from codebinder.ui.strings import count_text
from codebinder.ui.theme import GRID
from codebinder.ui.whys import why_text
from codebinder.workflow.views import FilingView, Standing, Step, StepView

if TYPE_CHECKING:
    from codebinder.ui.main_window import MainWindow

_FORMS = (Step.FILING, Step.FIRMWARE, Step.DOCUMENTS)
_ANY_TIME = (*_FORMS, Step.SOURCES, Step.REDACTION)
"""Steps whose work waits for no other step."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Next:
    """What comes next: where, in words, and the name of the button there that does it ("" where it takes a person)."""

    step: Step
    text: str
    press: str = ""
    done: bool = False


def next_of(view: FilingView, here: Step, lang: str) -> Next | None:
    """Say what comes next in a filing: what the shown step wants, where it can be done now; else the first step, in
    their order, that wants something."""
    wanting = wanted(view, lang)
    first = wanting[0] if wanting else None
    if here is Step.VERIFY and first is not None:
        return None  # somebody else's package is checked here; one's own is not there yet
    if here in _ANY_TIME:
        first = next((each for each in wanting if each.step is here), first)
    text = QCoreApplication.translate(
        "NextStep", "verify the package as its recipient would, then hand it over with its slip"
    )
    return first or Next(step=Step.VERIFY, text=text, done=True)


def wanted(view: FilingView, lang: str) -> list[Next]:
    """Give what every step wants, in their order."""
    rows = (_wants(view, state, lang) for state in view.steps if state.step is not Step.VERIFY)
    return [each for each in rows if each is not None]


def _wants(view: FilingView, state: StepView, lang: str) -> Next | None:
    """Say what a step wants; None where it is complete, or where nothing is asked for."""
    step, count = state.step, count_text(state.open)
    if state.standing in {Standing.COMPLETE, Standing.UNASKED}:
        return None
    sources = any(part.kind is ComponentKind.SOURCE for part in view.components)
    text, name = "", ""
    if step is Step.SOURCES and state.open and not sources:
        text, name = QCoreApplication.translate("NextStep", "add the source code"), "first-repository"
    elif step in _FORMS or step is Step.SOURCES:
        if not state.open:
            return None
        if state.why.startswith("It depends on the product"):
            return Next(step=step, text=why_text(state.why, view.template, lang))  # a fact is wanted, no file yet
        name = "first-image" if step is Step.FIRMWARE else ""
        text = {
            Step.FILING: QCoreApplication.translate("NextStep", "fill in the form, {count} open"),
            Step.SOURCES: QCoreApplication.translate("NextStep", "what is asked of the sources, {count} open"),
            Step.FIRMWARE: QCoreApplication.translate("NextStep", "add the firmware, {count} open"),
            Step.DOCUMENTS: QCoreApplication.translate("NextStep", "add the documents, {count} open"),
        }[step].format(count=count)
    elif step is Step.REDACTION:
        if state.standing is Standing.NOTHING and not sources:
            return None
        text, name = _redaction(view, state, lang)
    elif step is Step.REVIEW:
        text, name = _review(view, state)
    elif step is Step.PACKAGE:
        text, name = QCoreApplication.translate("NextStep", "build the package"), "build"
    return Next(step=step, text=text, press=name)


def _redaction(view: FilingView, state: StepView, lang: str) -> tuple[str, str]:
    if state.why.endswith(": not scanned yet"):
        return QCoreApplication.translate("NextStep", "scan the source for what must not leave"), "scan"
    if view.findings_open:
        text = QCoreApplication.translate("NextStep", "redact or keep each finding, {count} undecided")
        return text.format(count=count_text(view.findings_open)), ""
    return why_text(state.why, view.template, lang), ""


def _review(view: FilingView, state: StepView) -> tuple[str, str]:
    if view.round is None:
        return QCoreApplication.translate("NextStep", "submit it for legal review"), "submit-first"
    if state.standing is Standing.PROBLEM:
        return QCoreApplication.translate("NextStep", "something has changed since: submit it again"), "submit"
    text = QCoreApplication.translate("NextStep", "a reviewer approves and signs round {number}, here or by packet")
    return text.format(number=view.round.number), ""


class NextBar(QFrame):
    """One line above the page. Hidden where no filing is open, or where nothing can be written."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self._window, self.desk = window, window.desk
        self.setObjectName("next-bar")
        self.setProperty("look", "next")
        self.next: Next | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(3 * GRID, GRID // 2, 3 * GRID, GRID // 2)
        row.setSpacing(GRID)
        row.addWidget(glyph_label("work", self.tr("What comes next")), 0, Qt.AlignmentFlag.AlignVCenter)
        self.text = Elided()
        self.text.setObjectName("next-text")
        row.addWidget(self.text, 1)
        self.on = button("", self._go_on, "link", name="next-after")
        self.go = button("", self._go, "link", name="next-go")
        row.addWidget(self.on)
        row.addWidget(self.go)
        self.hide()
        self._act: Callable[[], object] | None = None
        self._later: Step | None = None
        self.desk.view_changed.connect(self.refresh)
        self.desk.filing_changed.connect(self.refresh)

    @Slot()
    def refresh(self) -> None:
        """Say what comes next from the page that is shown."""
        view, here = self.desk.view, self._window.step
        self.next = next_of(view, here, self.desk.lang) if view is not None and here is not None else None
        self.setVisible(self.next is not None and self.desk.can_write)
        if self.next is None or view is None or here is None:
            return
        self._later = self._after(view, here)
        is_here = self.next.step is here
        lead = self.tr("Now: {what}") if is_here else self.tr("Next: {what}")
        what = self.next.text
        if not is_here:
            what = self.tr("{step}: {what}").format(step=step_name(self.next.step), what=what)
        self.text.setText(lead.format(what=what))
        self._offer(self.next, is_here=is_here)
        self.on.setVisible(self._later is not None)
        if self._later is not None:
            text = self.tr("Or go on: {step}").format(step=step_name(self._later))
            self.on.setText(text)
            self.on.setAccessibleName(text)

    def _offer(self, what: Next, *, is_here: bool) -> None:
        window = self._window
        self._act = None
        text = self.tr("Go to {step}").format(step=step_name(what.step))
        if what.done:
            if is_here:
                self._act, text = window.menus.after_sending, self.tr("After it is sent…")
            else:
                self._act = lambda: press(window, Step.PACKAGE, "verify-package", Step.VERIFY, "verify")
                text = self.tr("Verify")
        elif not is_here:
            self._act = lambda: self.desk.go(what.step)
        elif what.press:
            self._act, text = (lambda: press(window, what.step, what.press)), self.tr("Do it")
        elif what.step in _FORMS:
            self._act, text = self._first_missing, self.tr("Show the first")
        self.go.setVisible(self._act is not None)
        self.go.setText(text)
        self.go.setAccessibleName(text)

    def _after(self, view: FilingView, here: Step) -> Step | None:
        """Give the step that can be gone on with while this one is not complete; findings alone don't wait."""
        if self.next is None or self.next.step is not here or here not in _ANY_TIME or here is Step.REDACTION:
            return None
        steps = tuple(Step)
        later = (each.step for each in wanted(view, self.desk.lang) if steps.index(each.step) > steps.index(here))
        return next(later, None)

    def _first_missing(self) -> None:
        """Go to the first thing that the step still wants; the inspector lists those first."""
        row = next(iter(self._window.inspector.findChildren(RuleRow)), None)
        if row is not None:
            row.chosen.emit(row.requirement)

    @Slot()
    def _go(self) -> None:
        if self._act is not None:
            self._act()
            QTimer.singleShot(0, self, self.follow)

    @Slot()
    def _go_on(self) -> None:
        if self._later is not None:
            self.desk.go(self._later)
            QTimer.singleShot(0, self, self.follow)

    @Slot()
    def follow(self) -> None:
        """Have the focus in the page that was gone to: a button that goes would leave it to whatever is next."""
        page, focus = self._window.page(), self._window.focusWidget()
        if page is None or (focus is not None and page.isAncestorOf(focus)):
            return
        hands = page.hands()
        if hands is not None and hands.isVisible():
            hands.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        each = page.nextInFocusChain()
        while each is not page and page.isAncestorOf(each):
            takes = each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.isVisible() and each.isEnabled()
            if takes and each.objectName() != "step-help":
                each.setFocus(Qt.FocusReason.OtherFocusReason)
                return
            each = each.nextInFocusChain()


def under_bar(bar: NextBar, stack: QWidget) -> QWidget:
    """Give the centre of the window: the bar above the pages."""
    centre = QWidget()
    box = QVBoxLayout(centre)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(0)
    box.addWidget(bar)
    box.addWidget(stack, 1)
    return centre
