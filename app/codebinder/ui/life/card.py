"""The top of the Filing step: what to know of the template today, its screens, and what was kept aside."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from codebinder.errors import CodebinderError
from codebinder.model.filing import Filing
from codebinder.model.template_papers import Attached
from codebinder.model.text import shown
from codebinder.ui.desk import Desk
from codebinder.ui.parts import banner, button, card, clear, label
from codebinder.ui.regimes import status_look, status_of
from codebinder.ui.standing import strips
from codebinder.ui.strings import count_text
from codebinder.ui.theme import GRID
from codebinder.workflow import migrating, refitting, screens, standing
from codebinder.workflow.screens import Offered
from codebinder.workflow.session import Session
from codebinder.workflow.standing import Warned


@dataclass(frozen=True, slots=True)
class Life:
    """What was read off the window's thread."""

    uid: str
    warned: tuple[Warned, ...]
    attached: tuple[Attached, ...]
    offered: tuple[Offered, ...]
    aside: int
    newer: bool
    note: str
    round: int


def read_life(session: Session, filing: Filing, lang: str) -> Life:
    """Read it."""
    from codebinder.workflow import filings

    return Life(
        uid=filing.uid,
        warned=standing.of_filing(session, filing),
        attached=screens.attached(session, filing),
        offered=screens.offered(session, filing),
        aside=len(refitting.asides(session, filing)),
        newer=bool(migrating.newer(session, filing)),
        note=shown(filings.frozen(session, filing).status_note.get(lang)),
        round=refitting.voids(session, filing),
    )


class LifeCard(QWidget):
    """Strips, and one line for each screen; nothing where there is nothing to say and no screen to be had."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.life: Life | None = None
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(2 * GRID)

    def load(self) -> None:
        """Read anew, off the window's thread."""
        session, filing = self._desk.need()
        lang = self._desk.lang
        self._desk.look(lambda: read_life(session, filing, lang), self._read, self._quiet)

    @Slot(object)
    def _quiet(self, _error: CodebinderError) -> None:
        """With a locked keychain the form is filled in without it."""

    @Slot(object)
    def _read(self, life: Life) -> None:
        filing = self._desk.filing
        if filing is None or filing.uid != life.uid or life == self.life:
            return
        self.life = life
        clear(self._box)
        for strip in strips(life.warned, life.note, self._desk.lang):
            self._box.addWidget(strip)
        if life.newer:
            act = button(self.tr("What would change…"), self.migrate, name="migrate")
            self._box.addWidget(banner("info", self.tr("This filing can move over to what is on the shelf."), act))
        if life.aside:
            text = self.tr("{count} answers fit the template no more, and are kept aside.")
            act = button(self.tr("Show them…"), self.aside, name="aside")
            self._box.addWidget(banner("info", text.format(count=count_text(life.aside)), act))
        if life.attached or life.offered:
            self._box.addWidget(self._screens(life))

    def _screens(self, life: Life) -> QWidget:
        frame, box = card()
        row = QHBoxLayout()
        row.addWidget(label(self.tr("Screens"), "heading"))
        row.addStretch(1)
        left = [each for each in life.offered if not each.attached]
        add = button(self.tr("Add a screen…"), self.attach, name="add-screen")
        add.setEnabled(self._desk.can_write and bool(left))
        row.addWidget(add)
        box.addLayout(row)
        if not life.attached:
            text = self.tr("Questions that can be added to any filing, and are signed with it. None is attached.")
            box.addWidget(label(text, "muted"))
        for each in life.attached:
            box.addLayout(self._row(each))
        return frame

    def _row(self, screen: Attached) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(GRID)
        row.addWidget(label(shown(screen.names.get(self._desk.lang)), "label"), 1)
        row.addWidget(label(status_of(screen.status), status_look(screen.status), wrap=False))
        row.addWidget(label(f"{shown(screen.id)} {shown(screen.version)}", "tag", wrap=False))
        take = button(self.tr("Take it off…"), lambda: self.detach(screen), "link", name=f"detach-{screen.id}")
        take.setAccessibleName(self.tr("Take the screen {id} off").format(id=shown(screen.id)))
        take.setEnabled(self._desk.can_write)
        row.addWidget(take)
        return row

    # -- what can be done

    def attach(self) -> None:
        """Choose a screen to put to the filing."""
        from codebinder.ui.life.attach import AttachDialog

        if self.life is not None:
            AttachDialog(self._desk, self.window(), self.life).open()

    def detach(self, screen: Attached) -> None:
        """Take a screen off, after saying what that does."""
        from codebinder.ui.life.attach import DetachDialog

        if self.life is not None:
            DetachDialog(self._desk, self.window(), self.life, screen).open()

    def migrate(self) -> None:
        """Show what moving over would change."""
        from codebinder.ui.life.migrate import MigrateDialog

        MigrateDialog(self._desk, self.window()).open()

    def aside(self) -> None:
        """Show what was kept aside."""
        from codebinder.ui.life.aside import AsideDialog

        AsideDialog(self._desk, self.window()).open()
