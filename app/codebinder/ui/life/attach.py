"""The dialogs that put a screen to a filing and take one off, each saying before what happens."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt, Slot
from PySide6.QtWidgets import QListWidgetItem, QWidget

from codebinder.errors import CodebinderError
from codebinder.model.template_papers import Attached
from codebinder.model.text import shown
from codebinder.ui.desk import Desk
from codebinder.ui.dialogs import Dialog
from codebinder.ui.gallery.cards import card, card_list
from codebinder.ui.gallery.words import both, glyph_of_status
from codebinder.ui.life.card import Life
from codebinder.ui.parts import banner, button, label
from codebinder.ui.regimes import status_of
from codebinder.ui.saying import error_text
from codebinder.ui.strings import count_text
from codebinder.workflow import screens
from codebinder.workflow.screens import Offered

_ROLE = Qt.ItemDataRole.UserRole


def voided_strip(number: int) -> QWidget | None:
    """Say that a round would be void; None where none stands."""
    if not number:
        return None
    text = QCoreApplication.translate(
        "Life", "Round {number} is void by this: it has to be submitted and signed again. Undo brings it back."
    )
    return banner("warn", text.format(number=count_text(number)))


class _ChangeDialog(Dialog):
    """Does one thing to the filing off the window's thread, and closes when it is done."""

    def __init__(self, desk: Desk, parent: QWidget | None, title: str, text: str) -> None:
        super().__init__(parent, title, text)
        self.desk = desk

    def _lower(self, number: int, verb: str, name: str) -> None:
        strip = voided_strip(number)
        if strip is not None:
            self.body.addWidget(strip)
        self.buttons.addWidget(button(QCoreApplication.translate("Life", "Cancel"), self.reject))
        self.verb = button(verb, self.go, "primary", name=name)
        self.verb.setDefault(True)
        self.verb.setEnabled(self.desk.can_write)
        self.buttons.addWidget(self.verb)

    def go(self) -> None:
        """Do it; subclasses say what."""
        raise NotImplementedError

    def run(self, work: Callable[[], object]) -> None:
        """Do it, and say what is wrong where it can't be done."""
        self.verb.setEnabled(False)
        self.desk.look(work, self._done, self._failed)

    @Slot(object)
    def _done(self, _made: object) -> None:
        self.accept()
        self.desk.changed("filing")

    @Slot(object)
    def _failed(self, error: CodebinderError) -> None:
        self.say(error_text(error, self.desk.lang))
        self.verb.setEnabled(True)


class AttachDialog(_ChangeDialog):
    """Choose a screen: those that the template proposes stand first."""

    def __init__(self, desk: Desk, parent: QWidget | None, life: Life) -> None:
        super().__init__(
            desk,
            parent,
            QCoreApplication.translate("AttachDialog", "Add a screen"),
            QCoreApplication.translate(
                "AttachDialog", "Its questions are asked in this filing from now on, and are signed with it."
            ),
        )
        self.resize(640, 460)
        self.list = card_list(self.tr("Screens"))
        self.list.setObjectName("screens")
        for each in life.offered:
            if not each.attached:
                self.list.addItem(self._card(each))
        self.list.setCurrentRow(0)
        self.list.currentItemChanged.connect(self._show)
        self.list.itemActivated.connect(self.go)
        self.body.addWidget(self.list, 1)
        self._summary = label("", "muted")
        self.body.addWidget(self._summary)
        self._lower(life.round, self.tr("Add it"), "attach-screen")
        self._show()
        self.list.setFocus()

    def _card(self, each: Offered) -> QListWidgetItem:
        first, other = both(each.names, self.desk.lang)
        count = self.tr("{count} questions").format(count=count_text(each.questions))
        facts = [status_of(each.status), count, *([self.tr("proposed by the template")] if each.proposed else [])]
        item = card(glyph_of_status(each.status), (first, other, " · ".join(facts)))
        item.setData(_ROLE, each)
        return item

    def _show(self, *_: object) -> None:
        item = self.list.currentItem()
        held: Offered | None = item.data(_ROLE) if item is not None else None
        self._summary.setText(shown(held.summary.get(self.desk.lang)) if held is not None else "")

    def go(self, *_: object) -> None:
        """Put it to the filing."""
        item = self.list.currentItem()
        if item is None or not self.verb.isEnabled():
            return
        session, filing = self.desk.need()
        identifier = item.data(_ROLE).id
        self.run(lambda: screens.attach(session, filing, identifier))


class DetachDialog(_ChangeDialog):
    """Take a screen off: what was answered is kept aside."""

    def __init__(self, desk: Desk, parent: QWidget | None, life: Life, screen: Attached) -> None:
        super().__init__(
            desk,
            parent,
            QCoreApplication.translate("DetachDialog", "Take a screen off"),
            QCoreApplication.translate(
                "DetachDialog",
                "{name} is not asked any more. What was answered and supplied is kept aside in this workbook, "
                "and comes back with the screen.",
            ).format(name=shown(screen.names.get(desk.lang))),
        )
        self._id = screen.id
        self.resize(600, 240)
        self.body.addStretch(1)
        self._lower(life.round, self.tr("Take it off"), "detach-screen")

    def go(self) -> None:
        """Take it off."""
        session, filing = self.desk.need()
        self.run(lambda: screens.detach(session, filing, self._id))
