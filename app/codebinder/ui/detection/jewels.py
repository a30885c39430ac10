"""Crown jewels: the register with what became of each, the search for copies in a folder, and protecting new code."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtWidgets import QComboBox, QFileDialog, QLineEdit, QWidget

from codebinder.errors import CodebinderError
from codebinder.model.findings import Confidence
from codebinder.model.ports import Cancel, Progress
from codebinder.model.text import shown, shown_path
from codebinder.ui import theme
from codebinder.ui.begin import FormDialog, entry
from codebinder.ui.desk import Desk
from codebinder.ui.detection.tools import Chosen
from codebinder.ui.detection.words import choose_file, fault_text, place_row, row, target_of, tree
from codebinder.ui.dialogs import Dialog
from codebinder.ui.findwords import reason_words
from codebinder.ui.parts import button, label
from codebinder.ui.redacting.findingwords import confidence_name
from codebinder.ui.strings import count_text
from codebinder.ui.undoing.keys import history_keys
from codebinder.workflow import jewels
from codebinder.workflow.jewels import JewelHit, JewelView
from codebinder.workflow.views import Step

_ID = 257
_MOST = 500


def state_word(state: str) -> str:
    """Give the words for what became of the place that a jewel was taken from."""
    return {
        jewels.THERE: QCoreApplication.translate("Jewels", "still there"),
        jewels.MOVED: QCoreApplication.translate("Jewels", "moved"),
        jewels.GONE: QCoreApplication.translate("Jewels", "gone"),
        jewels.SNIPPET: QCoreApplication.translate("Jewels", "from a file on disk"),
        jewels.UNKNOWN: QCoreApplication.translate("Jewels", "its source is not in the workbook any more"),
    }.get(state, state)


def place_text(view: JewelView) -> str:
    """Say where a jewel was taken from."""
    if not view.component:
        return ""
    lines = (
        QCoreApplication.translate("Jewels", "lines {first}–{last}").format(first=view.first, last=view.last)
        if view.last
        else ""
    )
    return ", ".join(part for part in (f"{view.component}: {shown_path(view.path)}", lines) if part)


class JewelsDialog(Dialog):
    """The register. Copies that the last scan saw stand below each entry; those of a folder, below the list."""

    def __init__(self, desk: Desk, parent: QWidget | None) -> None:
        super().__init__(parent, "")
        self.desk = desk
        self.name(
            self.tr("Crown jewels"),
            self.tr(
                "Code that you protect, as sealed fingerprints. Every scan looks for copies of it, renamed or reformatted too. To add some, select it on the Redaction page and choose More, Protect this code."
            ),
        )
        headers = (self.tr("Name"), self.tr("Taken from"), self.tr("State"), self.tr("Lines"))
        self.tree = tree(self.tr("Crown jewels"), headers, (240, 320, 120))
        self.tree.setObjectName("jewels")
        self.tree.currentItemChanged.connect(self._enable)
        self.tree.itemActivated.connect(self._go)
        self.body.addWidget(self.tree, 2)
        self.found = label("", "muted")
        self.found.setObjectName("jewel-found")
        headers = (self.tr("File"), self.tr("Lines"), self.tr("Like"), self.tr("How sure"), self.tr("Why"))
        self.hits = tree(self.tr("Copies in the folder"), headers, (300, 96, 160, 88))
        self.hits.setObjectName("jewel-hits")
        self.hits.setRootIsDecorated(False)
        for each in (self.found, self.hits):
            self.body.addWidget(each, 1 if each is self.hits else 0)
            each.hide()
        self.remove = button(self.tr("Remove"), self._remove, name="jewel-remove")
        self.snippet = button(self.tr("Protect a file on disk…"), self._snippet, name="jewel-snippet")
        self.search = button(self.tr("Look for copies in a folder…"), self._choose_folder, name="jewel-search")
        for at, each in enumerate((self.snippet, self.search, self.remove)):
            self.buttons.insertWidget(at, each)
        self.buttons.addWidget(button(self.tr("Close"), self.accept, "primary", name="close"))
        self.resize(880, 520)
        desk.session_changed.connect(self.reject)
        desk.data_changed.connect(self.refresh)
        history_keys(self, desk.history)
        self._labels: dict[str, str] = {}
        self.refresh()

    @Slot()
    @Slot(str)
    def refresh(self, _what: str = "") -> None:
        """Read the register again, off the window's thread."""
        session = self.desk.session
        if session is not None:
            self.desk.look(lambda: jewels.jewels(session), self._show, self._failed)

    @Slot(object)
    def _failed(self, error: CodebinderError) -> None:
        self.say(fault_text(error, self.desk.lang))

    @Slot(object)
    def _show(self, rows: tuple[JewelView, ...]) -> None:
        self.tree.clear()
        self._labels = {each.id: shown(each.label) for each in rows}
        for each in rows:
            item = row(
                self.tree, f"{shown(each.label)} ({each.id})", place_text(each), state_word(each.state),
                count_text(each.lines),
            )  # fmt: skip
            item.setData(0, _ID, each.id)
            if each.state in {jewels.GONE, jewels.UNKNOWN}:
                item.setForeground(2, theme.colour("warn"))
            for path in each.now_at[:50]:
                made = place_row(item, each.component, path, each.first if path == each.path else 0)
                text = made.text(0)
                made.setText(0, self.tr("the last scan saw it in {path}").format(path=text))
            item.setExpanded(True)
        if not rows:
            row(self.tree, self.tr("Nothing is protected yet.")).setFirstColumnSpanned(True)
        self._enable()

    @Slot()
    def _enable(self) -> None:
        writable = self.desk.can_write
        self.remove.setEnabled(writable and bool(self._chosen()))
        self.snippet.setEnabled(writable)
        self.search.setEnabled(bool(self._labels))

    def _chosen(self) -> str:
        item = self.tree.currentItem()
        if item is not None and item.parent() is not None:
            item = item.parent()
        return str(item.data(0, _ID) or "") if item is not None else ""

    @Slot()
    def _go(self) -> None:
        target = target_of(self.tree.currentItem())
        if target and self.desk.filing is not None:
            self.accept()
            self.desk.go(Step.REDACTION, target)

    # -- removing

    @Slot()
    def _remove(self) -> None:
        name = self._chosen()
        if not name:
            return
        session = self.desk.session
        if session is None:
            return

        def work(_progress: Progress, _cancel: Cancel) -> None:
            jewels.remove(session, name)

        self.desk.run_job(self.tr("Removing from the register"), work, self._removed, self._failed)

    @Slot(object)
    def _removed(self, _nothing: object) -> None:
        self.desk.changed("jewels")
        self.say(self.tr("It is taken out of the register. Ctrl+Z brings it back."))

    # -- a folder, a file

    @Slot()
    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Look for copies in"), str(Path.home()))
        if chosen:
            self.look_in(Path(chosen))

    def look_in(self, folder: Path) -> None:
        """Look for copies in a folder."""
        session = self.desk.session
        if session is None:
            return

        def work(progress: Progress, cancel: Cancel) -> tuple[Path, list[JewelHit]]:
            return folder, list(jewels.check(session, [folder], progress=progress, cancel=cancel))

        self.say("")
        self.search.setEnabled(False)
        self.desk.run_job(self.tr("Looking for copies"), work, self._searched, self._not_searched)

    @Slot(object)
    def _not_searched(self, error: CodebinderError) -> None:
        self._failed(error)
        self._enable()

    @Slot(object)
    def _searched(self, seen: tuple[Path, Sequence[JewelHit]]) -> None:
        folder, hits = seen
        self.hits.clear()
        for hit in hits[:_MOST]:
            name = self._labels.get(hit.jewel, hit.jewel)
            sure = confidence_name(Confidence(hit.confidence))
            row(
                self.hits,
                shown_path(hit.path),
                f"{hit.line}–{hit.last}",
                name,
                sure,
                shown(reason_words(hit.reason, "")),
            )
        text = self.tr("Copies in {folder}: {count}") if hits else self.tr("No copy in {folder}.")
        self.found.setText(text.format(folder=shown(str(folder)), count=count_text(len(hits))))
        self.found.show()
        self.hits.setVisible(bool(hits))
        self._enable()

    @Slot()
    def _snippet(self) -> None:
        path = choose_file(self, self.tr("A file with the code to protect"), self.tr("All files (*)"))
        if path is not None:
            ProtectDialog(self.desk, self, None, path).open()


class ProtectDialog(FormDialog):
    """Registers the selected lines, a function or the whole file, under a name."""

    def __init__(self, desk: Desk, parent: QWidget | None, chosen: Chosen | None, snippet: Path | None = None) -> None:
        super().__init__(
            parent,
            QCoreApplication.translate("ProtectDialog", "Protect this code"),
            QCoreApplication.translate(
                "ProtectDialog",
                "It goes into the register of crown jewels as sealed fingerprints. Every later scan, of any filing of this workbook, looks for copies of it.",
            ),
            QCoreApplication.translate("ProtectDialog", "Protect"),
        )
        self.desk, self._chosen, self._snippet = desk, chosen, snippet
        self.label = entry(self.tr("Name"), hint=self.tr("what people call it (sealed)"))
        self.label.setObjectName("jewel-label")
        self.add(self.tr("Name"), self.label)
        self.what = QComboBox()
        self.what.setObjectName("jewel-what")
        self.what.setAccessibleName(self.tr("What to protect"))
        self.function: QLineEdit = entry(self.tr("Function"), chosen.word if chosen else "")
        self.function.setObjectName("jewel-function")
        if chosen is not None:
            where = label(f"{chosen.component}: {shown_path(chosen.path)}", "muted")
            self.add(self.tr("File"), where)
            if chosen.lines:
                first, last = chosen.lines
                self.what.addItem(
                    self.tr("The selected lines, {first} to {last}").format(first=first, last=last), "lines"
                )
            self.what.addItem(self.tr("A function, by its name"), "function")
            self.what.addItem(self.tr("The whole file"), "file")
            self.what.currentIndexChanged.connect(self._enable)
            self.add(self.tr("What"), self.what)
            self.add(self.tr("Function"), self.function)
        elif snippet is not None:
            self.add(self.tr("File"), label(shown(str(snippet)), "muted"))
        for each in (self.label, self.function):
            each.textChanged.connect(self._enable)
        desk.session_changed.connect(self.reject)
        self.label.setFocus()
        self._enable()

    @Slot()
    def _enable(self) -> None:
        function = self.what.currentData() == "function"
        if self._chosen is not None:
            self.form.setRowVisible(self.function, function)
        named = bool(self.label.text().strip()) and (not function or bool(self.function.text().strip()))
        self.verb.setEnabled(self.desk.can_write and named)

    @Slot()
    def go(self) -> None:
        """Register it."""
        session = self.desk.session
        chosen, snippet, name = self._chosen, self._snippet, self.label.text().strip()
        if session is None:
            return
        what, function = str(self.what.currentData()), self.function.text().strip()
        filing = self.desk.filing

        def work(_progress: Progress, _cancel: Cancel) -> JewelView | None:
            if snippet is not None:
                return jewels.add_snippet(session, label=name, snippet=snippet)
            if chosen is None or filing is None:
                return None
            return jewels.add_place(
                session, filing, label=name, component=chosen.component, path=chosen.path,
                lines=chosen.lines if what == "lines" else None, function=function if what == "function" else "",
            )  # fmt: skip

        self.verb.setEnabled(False)
        self.desk.run_job(self.tr("Protecting code"), work, self._done, self._failed)

    @Slot(object)
    def _done(self, made: JewelView) -> None:
        text = self.tr("{name} is protected, {count} lines. The next scan looks for copies.")
        self.desk.message.emit("info", text.format(name=shown(made.label), count=count_text(made.lines)))
        self.desk.changed("jewels")
        self.accept()

    @Slot(object)
    def _failed(self, error: CodebinderError) -> None:
        self.say(fault_text(error, self.desk.lang))
        self._enable()
