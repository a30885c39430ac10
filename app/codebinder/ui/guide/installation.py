"""About's page on this installation: what is inside, where a person's data lie, and whether every file is whole.

It says what `codebinder --version --verbose --check` says, in the same words, and can be copied as a whole.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QTextBrowser, QVBoxLayout, QWidget

from codebinder import __version__
from codebinder.base.messages import text_of
from codebinder.errors import CodebinderError
from codebinder.model.text import shown
from codebinder.ui import theme
from codebinder.ui.parts import button, label
from codebinder.ui.saying import error_text
from codebinder.ui.theme import GRID
from codebinder.workflow import itself, wholeness

if TYPE_CHECKING:
    from codebinder.ui.desk import Desk

_Told = tuple[tuple[itself.Group, ...], str]
_LABELS = 220
"""Pixels for the names of facts; a longer one takes two lines."""
_DIGEST = re.compile("[0-9a-f]{64}")


class InstallationPage(QWidget):
    """The facts under their headings, and two buttons: copy all of it, check every file."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._checked: list[str] = []
        box = QVBoxLayout(self)
        box.setContentsMargins(0, GRID, 0, 0)
        box.setSpacing(GRID)
        box.addWidget(label(self.tr(
            "For whoever helps you: none of it is private but the paths of your folders. It goes nowhere by itself."
        ), "muted"))  # fmt: skip
        self.text = QTextBrowser()
        self.text.setObjectName("installation-text")
        self.text.setOpenLinks(False)
        self.text.setAccessibleName(self.tr("What this installation is"))
        self.text.setTabChangesFocus(True)
        box.addWidget(self.text, 1)
        self.result = label("")
        self.result.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.result.hide()
        box.addWidget(self.result)
        row = QHBoxLayout()
        row.setSpacing(GRID)
        self.copy = button(self.tr("Copy all of it"), self._copy, name="installation-copy")
        self.copy.setEnabled(False)
        self.verb = button(self.tr("Check every file"), self._check, name="installation-check", tip=self.tr(
            "Reads every file of the program once and says what is missing, changed or more than it should be."
        ))  # fmt: skip
        row.addWidget(self.copy)
        row.addWidget(self.verb)
        row.addStretch(1)
        box.addLayout(row)
        self._lines: list[str] = []
        environment = desk.environment
        desk.look(lambda: _read(itself.groups(environment), desk.lang), self._loaded, self._failed)

    @Slot(object)
    def _loaded(self, told: _Told) -> None:
        known, page = told
        self._lines = itself.lines(known, self._desk.lang)
        self.text.document().setDefaultStyleSheet(
            f"td {{ padding: 1px 12px 1px 0 }} td.name {{ color: {theme.token('muted')} }} h4 {{ margin: 10px 0 2px 0 }}"
            f" code {{ font-family: {theme.mono().family()!r}; font-size: {max(7, theme.mono().pointSize() - 2)}pt }}"
        )
        self.text.setHtml(page)
        self.copy.setEnabled(True)

    @Slot(object)
    def _failed(self, error: CodebinderError) -> None:
        self._say(error_text(error, self._desk.lang))

    def _say(self, text: str) -> None:
        self.result.setText(text)
        self.result.setVisible(bool(text))

    def whole_text(self) -> str:
        """Give what is copied: the line that `--version` prints, all facts, and what a check came to."""
        return "\n".join(
            [f"codebinder {__version__}", "", *self._lines, *([""] if self._checked else []), *self._checked]
        )

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.whole_text())
        self._say(self.tr("Copied."))

    @Slot()
    def _check(self) -> None:
        self.verb.setEnabled(False)
        self._say(self.tr("Reading every file…"))
        self._desk.look(wholeness.check, self._told, self._unchecked)

    @Slot(object)
    def _told(self, found: wholeness.Wholeness) -> None:
        self._checked = [shown(each) for each in wholeness.lines(found, self._desk.lang)]
        self.verb.setEnabled(True)
        most = 8
        rest = len(self._checked) - most
        more = [self.tr("… and {count} more; copy all of it to see them.").format(count=rest)] if rest > 1 else []
        self._say("\n".join([*(self._checked[: most - 1] if more else self._checked[:-1]), *more, self._checked[-1]]))

    @Slot(object)
    def _unchecked(self, error: CodebinderError) -> None:
        self.verb.setEnabled(True)
        self._failed(error)


def _read(known: tuple[itself.Group, ...], lang: str) -> _Told:
    """Make the page, off the window's thread; what it shows was escaped for people before, and is for HTML here."""
    rows: list[str] = []
    for group in known:
        rows.append(f"<h4>{escape(text_of(group.title, lang))}</h4><table cellspacing='0'>")
        for fact in group.facts:
            name, value = shown(text_of(fact.label, lang)), shown(text_of(fact.value, lang))
            told = _DIGEST.sub(r"<code>\g<0></code>", escape(value))
            rows.append(f"<tr><td class='name' width='{_LABELS}'>{escape(name)}</td><td>{told}</td></tr>")
        rows.append("</table>")
    return known, "".join(rows)
