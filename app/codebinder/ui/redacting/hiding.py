"""Hides more than one thing, or a thing by its name: line, block, function, comments, files, folders, rules."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QObject, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton

from codebinder.errors import CodebinderError
from codebinder.model.filing import Filing
from codebinder.model.ports import Cancel, Progress
from codebinder.model.redaction import Grain
from codebinder.model.text import shown, shown_path
from codebinder.ui.desk import Desk
from codebinder.ui.detection.words import rule_text
from codebinder.ui.redacting.findingwords import kind_name
from codebinder.ui.redacting.words import naming_text
from codebinder.ui.strings import count_text
from codebinder.workflow import filings
from codebinder.workflow.session import Session

if TYPE_CHECKING:
    from codebinder.ui.pages.redaction import RedactionPage

_SAMPLE = 6
_WIDE = 96
_SPECIAL = set("\\*?[]!# ")


class HideButton(QToolButton):
    """The menu of everything that can be hidden at once."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("hide-menu")
        self.setText(self.tr("Hide…"))
        self.setAccessibleName(self.tr("Hide more than one thing, or by extent"))
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        self.selection = self._entry(menu, self.tr("This selection"), "R")
        self.line = self._entry(menu, self.tr("This line"))
        self.block = self._entry(menu, self.tr("This block"))
        self.function = self._entry(menu, self.tr("This function"))
        self.comment = self._entry(menu, self.tr("This comment"))
        menu.addSeparator()
        self.comments = self._entry(menu, self.tr("All comments of this file…"))
        self.file = self._entry(menu, self.tr("The whole file…"), "W")
        self.glob = self._entry(menu, self.tr("A folder or a glob…"))
        menu.addSeparator()
        self.rule = self._entry(menu, self.tr("Every finding of this rule…"))
        self.kind = self._entry(menu, self.tr("Every finding of this kind…"))
        self.same = self._entry(menu, self.tr("All with this value…"), "Shift+R")
        menu.addSeparator()
        self.outward = self._entry(menu, self.tr("Extend the selection"), "E")
        self.inward = self._entry(menu, self.tr("Take the extension back"), "Shift+E")
        menu.addSeparator()
        self.proposals = self._entry(menu, self.tr("Take over from another filing…"))
        self.returned = self._entry(menu, self.tr("Redactions that came back…"))
        self.setMenu(menu)

    @staticmethod
    def _entry(menu: QMenu, text: str, key: str = "") -> QAction:
        action = QAction(f"{text}\t{key}" if key else text, menu)
        menu.addAction(action)
        return action

    def enable(self, *, writable: bool, finding: bool) -> None:
        """Enable what can be done."""
        for each in (
            self.selection, self.line, self.block, self.function, self.comment, self.comments, self.file, self.glob,
            self.proposals, self.returned,
        ):  # fmt: skip
            each.setEnabled(writable)
        for each in (self.rule, self.kind, self.same):
            each.setEnabled(writable and finding)


class Hider(QObject):
    """Belongs to one redaction page: asks with count and preview where many things go at once, then does it."""

    def __init__(self, desk: Desk, page: RedactionPage, menu: HideButton) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page
        self._ready: Callable[[str], object] | None = None
        self._title = ""
        self._verb = ""
        for action, slot in (
            (menu.selection, self.selection), (menu.comments, self.comments), (menu.file, self.file),
            (menu.glob, self.glob), (menu.rule, self.rule), (menu.kind, self.kind), (menu.same, page.redact_same),
        ):  # fmt: skip
            action.triggered.connect(slot)
        for action, grain in (
            (menu.line, Grain.LINE), (menu.block, Grain.BLOCK), (menu.function, Grain.FUNCTION),
            (menu.comment, Grain.COMMENT),
        ):  # fmt: skip
            action.triggered.connect(lambda _=False, grain=grain: self.extent(grain))

    # -- one thing by its extent

    @Slot()
    def selection(self) -> None:
        """Redact what is selected in the code, wherever the focus is."""
        self._page.view.setFocus()
        self._page.redact()

    def extent(self, grain: Grain) -> None:
        """Hide the line, block, function or comment at the cursor; undo takes it back."""
        place, reason = self._page.original_place(), self._page.actions.reason()
        if place is None:
            return
        component, path = place
        line = self._page.here() + 1

        def work(session: Session, filing: Filing, key: str, _progress: Progress, _cancel: Cancel) -> Any:  # noqa: ANN401
            from codebinder.workflow import selecting

            return selecting.redact_extent(
                session, filing, path=path, line=line, grain=grain, reason=reason, key=key, component=component
            )

        self._page.decider.hide(work)

    # -- many things

    @Slot()
    def comments(self) -> None:
        """Hide all comments of the open file."""
        place = self._page.original_place()
        if place is not None:
            title = self.tr("Hide all comments of {name}?").format(name=_short(shown_path(place[1])))
            self._comments(title, [literal(place[1])], place[0])

    def _comments(self, title: str, globs: Sequence[str], component: str) -> None:
        reason = self._page.actions.reason()

        def look(session: Session, filing: Filing, progress: Progress, cancel: Cancel) -> Any:  # noqa: ANN401
            from codebinder.workflow import selecting

            return selecting.preview_comments(
                session, filing, globs=globs, component=component, progress=progress, cancel=cancel
            )

        def work(note: str) -> Callable[..., Any]:
            def hide(session: Session, filing: Filing, key: str, progress: Progress, cancel: Cancel) -> Any:  # noqa: ANN401
                from codebinder.workflow import selecting

                return selecting.redact_comments(
                    session, filing, globs=globs, reason=reason, note=note, key=key, component=component,
                    progress=progress, cancel=cancel,
                )  # fmt: skip

            return hide

        self._preview(title, self.tr("Hide the comments"), look, work)

    @Slot()
    def file(self) -> None:
        """Withhold the file that is open."""
        place = self._page.original_place()
        if place is not None:
            self.withhold(*place)

    def withhold(self, component: str, path: bytes) -> None:
        """Withhold a file, or a folder (whose path ends with a slash), after showing what that is."""
        title = self.tr("Withhold {name} whole? Nothing of it leaves.").format(name=_short(shown_path(path)))
        self._withhold(title, [literal(path)], component)

    def _withhold(self, title: str, globs: Sequence[str], component: str) -> None:
        session, filing = self._desk.need()
        reason = self._page.actions.reason()
        policy = filings.template(session, filing).redaction

        def look(session: Session, filing: Filing, progress: Progress, cancel: Cancel) -> Any:  # noqa: ANN401
            from codebinder.workflow import selecting

            return selecting.preview_withhold(
                session, filing, globs=globs, component=component, progress=progress, cancel=cancel
            )

        def work(note: str) -> Callable[..., Any]:
            def hide(session: Session, filing: Filing, key: str, progress: Progress, cancel: Cancel) -> Any:  # noqa: ANN401
                from codebinder.workflow import selecting

                return selecting.withhold(
                    session, filing, globs=globs, reason=reason, note=note, key=key, component=component,
                    progress=progress, cancel=cancel,
                )  # fmt: skip

            return hide

        self._preview(f"{title} {naming_text(policy)}", self.tr("Withhold"), look, work)

    @Slot()
    def glob(self) -> None:
        """Ask for a folder or a pattern, and what is to become of its files."""
        place = self._page.original_place()
        if place is None:
            return
        folder = literal(place[1].rpartition(b"/")[0] + b"/") if b"/" in place[1] else "*"

        def withheld(glob: str) -> None:
            title = self.tr("Withhold every file of {glob}? Nothing of them leaves.").format(glob=_short(shown(glob)))
            self._withhold(title, [glob], place[0])

        def bare(glob: str) -> None:
            title = self.tr("Hide all comments in the files of {glob}?").format(glob=_short(shown(glob)))
            self._comments(title, [glob], place[0])

        self._page.panes.ask.ask(
            self.tr(
                "Which files of {source}? A folder (src/secret/), a pattern as in .gitignore (*.key, docs/**), or a path."
            ).format(source=shown(place[0])),
            ((self.tr("Withhold the files…"), withheld), (self.tr("Hide their comments…"), bare)),
            field=self.tr("Folder or pattern"),
            held=folder,
            needed=True,
        )

    @Slot()
    def rule(self) -> None:
        """Hide every finding of the rule that saw the chosen one, of any grade."""
        finding = self._page.queue.current()
        if finding is not None:
            name = rule_text(finding.rule, self._page.names)
            self._rules(self.tr("Redact every finding of the rule {name}?").format(name=name), rules=[finding.rule])

    @Slot()
    def kind(self) -> None:
        """Hide every finding of the chosen one's kind, of any grade."""
        finding = self._page.queue.current()
        if finding is not None:
            name = kind_name(finding.kind)
            self._rules(self.tr("Redact every finding of the kind {name}?").format(name=name), kinds=[finding.kind])

    def _rules(self, title: str, *, rules: Sequence[str] = (), kinds: Sequence[str] = ()) -> None:
        reason = self._page.actions.reason()

        def look(session: Session, filing: Filing, _progress: Progress, _cancel: Cancel) -> Any:  # noqa: ANN401
            from codebinder.workflow import selecting

            return selecting.preview_rule(session, filing, rules=rules, kinds=kinds)

        def work(note: str) -> Callable[..., Any]:
            def hide(session: Session, filing: Filing, key: str, _progress: Progress, _cancel: Cancel) -> Any:  # noqa: ANN401
                from codebinder.workflow import selecting

                return selecting.redact_rule(
                    session, filing, rules=rules, kinds=kinds, reason=reason, note=note, key=key
                )

            return hide

        self._preview(title, self.tr("Redact all"), look, work)

    # -- asking with count and preview

    def _preview(self, title: str, verb: str, look: Callable[..., Any], work: Callable[[str], Any]) -> None:
        if not self._desk.can_write:
            return
        session, filing = self._desk.need()
        self._title, self._verb = title, verb
        self._ready = lambda note: self._page.decider.hide(work(note))
        self._desk.run_job(
            self.tr("Counting what would be hidden"),
            lambda progress, cancel: look(session, filing, progress, cancel),
            self._counted,
            self._failed,
        )

    @Slot(object)
    def _counted(self, preview: Any) -> None:  # noqa: ANN401
        ready = self._ready
        if ready is None:
            return
        if not (preview.places or preview.files):
            self._desk.message.emit("info", self.tr("There is nothing to hide that is not hidden already."))
            return
        self._page.panes.ask.ask(
            preview_text(self._title, preview.files, preview.places, preview.values, preview.sample),
            ((self._verb, ready),),
            field=self.tr("Note for the reviewer (stays inside)"),
        )

    @Slot(object)
    def _failed(self, error: CodebinderError) -> None:
        self._ready = None
        self._desk.tell(error)


def literal(path: bytes) -> str:
    """Give a pattern that matches this very path and nothing else."""
    text = path.decode("utf-8", "surrogateescape")
    return "/" + "".join(f"\\{char}" if char in _SPECIAL else char for char in text)


def preview_text(title: str, files: int, places: int, values: int, sample: Sequence[str]) -> str:
    """Say what would be hidden: how much, and the first places of it."""
    translate = QCoreApplication.translate
    counts = [translate("Hider", "files: {count}").format(count=count_text(files))]
    if places:
        counts.insert(0, translate("Hider", "places: {count}").format(count=count_text(places)))
    if values:
        counts.append(translate("Hider", "different values: {count}").format(count=count_text(values)))
    rows = [_short(shown(each)) for each in sample[:_SAMPLE]]
    more = ["…"] if len(sample) > _SAMPLE or max(places, files) > len(rows) else []
    return "\n".join([title, ", ".join(counts), *rows, *more])


def _short(text: str) -> str:
    """Cut a long name in its middle: what is asked must stay in sight."""
    return text if len(text) <= _WIDE else f"{text[: _WIDE // 2 - 1]}…{text[-_WIDE // 2 :]}"
