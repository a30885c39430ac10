"""Checks an opening against the package beside it: a verdict for each range, and what stood under its mask, escaped."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from codebinder.errors import Cancelled, CodebinderError
from codebinder.model.package import Outcome
from codebinder.model.ports import Cancel, Progress
from codebinder.model.redaction import RedactionKind
from codebinder.model.review import PublicKey
from codebinder.model.text import shown
from codebinder.ui.desk import Desk
from codebinder.ui.detection.words import choose_file
from codebinder.ui.pages.verify_result import line_look, outcome_glyph, outcome_word, shown_lines
from codebinder.ui.parts import Elided, button, card, clear, glyph_label, label
from codebinder.ui.redacting.openingwords import kind_word
from codebinder.ui.redacting.rows import Row, RowTable
from codebinder.ui.saying import error_text
from codebinder.ui.strings import count_text, size_text
from codebinder.ui.theme import GRID, mono
from codebinder.workflow import people

if TYPE_CHECKING:
    from codebinder.model.opening import Opened, OpeningVerdict

_AGE = (b"age-encryption.org/v1", b"-----BEGIN AGE ENCRYPTED FILE-----")


def is_opening(path: Path) -> bool:
    """Does a file look like something encrypted to a recipient, as openings are?"""
    try:
        with path.open("rb") as stream:
            start = stream.read(64)
    except OSError:
        return False
    return start.startswith(_AGE)


class OpeningCheck(QFrame):
    """A card of the verify page; it hides until a package is chosen."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.setProperty("look", "drop")
        self.setObjectName("drop-opening")
        self.package: Path | None = None
        self.opening: Path | None = None
        self.verdict: OpeningVerdict | None = None
        self._busy = False
        self._opened: dict[str, Opened] = {}
        box = QVBoxLayout(self)
        box.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        box.setSpacing(GRID)
        box.addLayout(self._top())
        self._answer = QVBoxLayout()
        self._answer.setSpacing(GRID)
        box.addLayout(self._answer)
        self._enable()

    def _top(self) -> QHBoxLayout:
        top = QHBoxLayout()
        top.setSpacing(GRID)
        self.name = Elided(
            self.tr("Were you sent an opening of this package? Drop it here, or choose it."), middle=True
        )
        self.name.setObjectName("opening-path")
        self.keys = QComboBox()
        self.keys.setObjectName("opening-key")
        self.keys.setAccessibleName(self.tr("Your key, which the opening was made for"))
        self.keys.addItem(self.tr("any of my keys"), "")
        self.choose = button(self.tr("Choose opening…"), self._choose, name="choose-opening")
        self.run = button(self.tr("Check"), self.start, "primary", name="check-opening")
        self.rebuild = button(self.tr("Rebuild the files…"), self._rebuild, name="rebuild-opening")
        self.rebuild.setToolTip(self.tr("Writes the opened files as they were, where everything in them is opened."))
        top.addWidget(self.name, 1)
        for each in (self.keys, self.choose, self.run, self.rebuild):
            top.addWidget(each)
        return top

    def set_package(self, package: Path | None) -> None:
        """Check against this package from now on."""
        if package != self.package:
            self.package = package
            self._forget()
        self._enable()

    def set_opening(self, opening: Path) -> None:
        """Check this opening."""
        self.opening = opening
        self.name.setText(shown(str(opening)))
        self._forget()
        self._enable()
        if self.keys.count() == 1:
            environment = self._desk.environment
            self._desk.look(lambda: people.keys(environment), self._keys, self._no_keys)

    @Slot(object)
    def _keys(self, keys: tuple[PublicKey, ...]) -> None:
        for each in keys:
            self.keys.addItem(shown(each.name), each.name)

    @Slot(object)
    def _no_keys(self, _error: CodebinderError) -> None:
        """Without a keychain the check itself says what is missing."""

    @Slot()
    def _choose(self) -> None:
        chosen = choose_file(self, self.tr("Opening"), self.tr("All files (*)"))
        if chosen is not None:
            self.set_opening(chosen)

    @Slot()
    def _enable(self) -> None:
        ready = self.package is not None and self.opening is not None and not self._busy
        self.run.setEnabled(ready)
        self.run.setVisible(self.opening is not None)
        self.keys.setVisible(self.opening is not None)
        good = self.verdict is not None and self.verdict.exit_code == 0
        self.rebuild.setVisible(good)
        self.rebuild.setEnabled(ready and good)

    @Slot()
    def start(self) -> None:
        """Check it."""
        self._check(None)

    @Slot()
    def _rebuild(self) -> None:
        package = self.package
        start = str(package.parent) if package is not None else str(Path.home())
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Folder for the rebuilt files"), start)
        if chosen:
            self.rebuild_into(Path(chosen))

    def rebuild_into(self, folder: Path) -> None:
        """Write the files that the opening reveals whole."""
        self._check(folder)

    def _check(self, rebuild: Path | None) -> None:
        package, opening = self.package, self.opening
        if package is None or opening is None or self._busy:
            return
        environment, key = self._desk.environment, str(self.keys.currentData() or "")
        lang = self._desk.lang

        def work(progress: Progress, cancel: Cancel) -> OpeningVerdict:
            from codebinder.workflow import openings

            return openings.check(
                environment, package, opening, key=key, rebuild=rebuild, lang=lang, progress=progress, cancel=cancel
            )

        self._busy = True
        self._enable()
        title = self.tr("Checking the opening") if rebuild is None else self.tr("Rebuilding the files")
        self._desk.run_job(title, work, self._done, self._failed)

    @Slot(object)
    def _failed(self, error: CodebinderError) -> None:
        self._busy = False
        self._enable()
        if not isinstance(error, Cancelled):
            self._forget()
            frame, box = card()
            frame.setProperty("look", "banner-bad")
            box.addWidget(label(error_text(error, self._desk.lang)))
            self._answer.addWidget(frame)

    # -- the answer

    def _forget(self) -> None:
        self.verdict = None
        clear(self._answer)

    @Slot(object)
    def _done(self, verdict: OpeningVerdict) -> None:
        self._busy = False
        self._forget()
        self.verdict = verdict
        self._answer.addLayout(self._head(verdict))
        grid = QGridLayout()
        grid.setHorizontalSpacing(GRID)
        grid.setVerticalSpacing(GRID // 2)
        for at, line in enumerate(each for each in verdict.lines if each.text != verdict.verdict):
            word = outcome_word(line.outcome)
            grid.addWidget(glyph_label(outcome_glyph(line.outcome), word), at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label(word, line_look(line.outcome), wrap=False), at, 1, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label(shown_lines(line.text)), at, 2)
        grid.setColumnStretch(2, 1)
        self._answer.addLayout(grid)
        if verdict.opened:
            self._answer.addWidget(self._ranges(verdict))
        for title, names in (
            (self.tr("Rebuilt: {names}"), verdict.rebuilt), (self.tr("Extracted: {names}"), verdict.extracted),
        ):  # fmt: skip
            if names:
                text = title.format(names=", ".join(shown(each) for each in names[:12]))
                self._answer.addWidget(label(text + (", …" if len(names) > 12 else "")))
        for text in verdict.not_proven:
            self._answer.addWidget(label(self.tr("Not proved: {text}").format(text=shown(text)), "muted"))
        self._enable()

    def _head(self, verdict: OpeningVerdict) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(GRID)
        good = verdict.exit_code == 0
        head.addWidget(glyph_label("complete" if good else "error", outcome_word(_outcome(good=good)), 24))
        text = label(shown(verdict.verdict), "heading")
        text.setObjectName("opening-verdict")
        head.addWidget(text, 1)
        return head

    def _ranges(self, verdict: OpeningVerdict) -> QWidget:
        inner = QWidget()
        box = QVBoxLayout(inner)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GRID // 2)
        headers = (self.tr("Number"), self.tr("What"), self.tr("File"), self.tr("Size"), self.tr("What was hidden"))
        self.table = RowTable(self.tr("What the opening reveals"), headers, (86, 170, 260, 76, 0))
        self.table.setObjectName("opened-ranges")
        self._opened = {str(at): each for at, each in enumerate(verdict.opened)}
        self.table.rows.show(opened_row(key, each) for key, each in self._opened.items())
        self.table.setFixedHeight(min(240, 44 + 28 * len(verdict.opened)))
        self.text = QPlainTextEdit()
        self.text.setObjectName("opened-text")
        self.text.setAccessibleName(self.tr("What was hidden, escaped"))
        self.text.setReadOnly(True)
        self.text.setFont(mono())
        self.text.setFixedHeight(96)
        self.table.selectionModel().currentChanged.connect(self._chosen)
        box.addWidget(label(self.tr("Revealed: {count}").format(count=count_text(len(verdict.opened))), "caption"))
        box.addWidget(self.table)
        box.addWidget(self.text)
        self.table.selectRow(0)
        return inner

    @Slot()
    def _chosen(self) -> None:
        row = self.table.current()
        text = self._opened[row.id].text if row is not None else ""
        self.text.setPlainText(text.replace("\\x0a", "\\x0a\n"))  # the escape stays, the eye gets its lines


def opened_row(key: str, opened: Opened) -> Row:
    """Give one range's row."""
    kinds = {each.value: each for each in RedactionKind}
    kind = kinds.get(opened.kind)
    return Row(
        id=key,
        texts=(
            str(opened.ordinal), kind_word(kind) if kind is not None else shown(opened.kind),
            shown(opened.path or opened.payload_path), size_text(opened.size), shown(opened.text),
        ),
        glyph="complete",
    )  # fmt: skip


def _outcome(*, good: bool) -> Outcome:
    return Outcome.PASS if good else Outcome.FAIL
